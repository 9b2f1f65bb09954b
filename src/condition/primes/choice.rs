//! WHICH ALTERNATIVES CAN A PRIME NAME? The walk over the values of a choice.
//!
//! Every set of alternatives is expressible, so given `p` the only one that is not outgrown is the
//! set of all that fit. A single one is written as what is, two or more as what is not.

use crate::condition::{Condition, Exhausted, Space, family::Family, meter::deep, unique::Memory};

/// The walk for one condition that asks for the choice first.
pub(super) struct Walk<'a> {
    space: &'a mut Space,
    /// What is left of the condition for each alternative.
    left: Vec<Condition>,
    first_element: u32,
    known: Memory<State, Family>,
}

/// Where the walk is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct State {
    /// The alternative that is to be decided next.
    next: u32,
    /// How many were taken in: none, one, or at least two.
    taken: u8,
    /// The conjunction of what is left for those taken in.
    fits: Condition,
}

impl State {
    fn without(self) -> Self {
        Self { next: self.next + 1, ..self }
    }

    fn with(self, fits: Condition) -> Self {
        Self { next: self.next + 1, taken: (self.taken + 1).min(2), fits }
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(space: &'a mut Space, condition: Condition, first_element: u32) -> Self {
        let left = space.diagram.branches(condition).to_vec();
        Self { space, left, first_element, known: Memory::new() }
    }

    pub(super) fn primes(mut self) -> Result<Family, Exhausted> {
        let singles = self.singles()?;
        let several = self.several(State { next: 0, taken: 0, fits: Condition::ALWAYS })?;
        self.space.joined(several, singles)
    }

    /// The primes that name one alternative: they fit no other.
    fn singles(&mut self) -> Result<Family, Exhausted> {
        let mut others: Vec<Condition> = self.left.clone();
        others.sort_unstable();
        let twice: Vec<Condition> =
            others.windows(2).filter(|it| it[0] == it[1]).map(|it| it[0]).collect();
        others.dedup();
        let mut result = Family::NONE;
        let elements = (self.first_element..).step_by(2);
        let candidates: Vec<(u32, Condition)> = elements.zip(self.left.iter().copied()).collect();
        for (element, own) in candidates.into_iter().rev() {
            if twice.binary_search(&own).is_err() {
                let single = self.single(own, &others)?;
                result = self.space.family(element, result, single)?;
            }
        }
        Ok(result)
    }

    fn single(&mut self, own: Condition, others: &[Condition]) -> Result<Family, Exhausted> {
        let mut result = self.space.primes_of(own)?;
        for other in others.iter().filter(|it| **it != own) {
            if result == Family::NONE {
                break;
            }
            self.space.meter.step()?;
            let both = self.space.both(own, *other)?;
            let gone = self.space.primes_of(both)?;
            result = self.space.less(result, gone)?;
        }
        Ok(result)
    }

    /// The ways to decide the alternatives from the next on so that two or more are taken in.
    fn several(&mut self, mut state: State) -> Result<Family, Exhausted> {
        if state.fits == Condition::NEVER {
            return Ok(Family::NONE);
        }
        // An alternative that fits anyway cannot be left out.
        let both = loop {
            let Some(own) = self.left.get(state.next as usize) else {
                let enough = state.taken >= 2;
                return if enough { self.space.primes_of(state.fits) } else { Ok(Family::NONE) };
            };
            let both = self.space.both(state.fits, *own)?;
            if both != state.fits {
                break both;
            }
            state = state.with(both);
        };
        let limit = self.space.meter.memory();
        if let Some(family) = self.known.get(state, limit) {
            return Ok(family);
        }
        self.space.meter.step()?;
        let family = deep(|| self.with_and_without(state, both))?;
        self.known.keep(state, family, limit);
        Ok(family)
    }

    fn with_and_without(&mut self, state: State, both: Condition) -> Result<Family, Exhausted> {
        // The ways that take it in are also what is to be taken from the ways that leave it out.
        let taken = self.several(state.with(both))?;
        let all = self.several(state.without())?;
        let left_out = self.space.less(all, taken)?;
        self.space.family(self.first_element + 2 * state.next + 1, taken, left_out)
    }
}
