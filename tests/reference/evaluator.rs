//! What is true in a completion? `meaning.md`, section 2, a second time: slow, obvious, and one completion at a time.

use grounds::{program::Status, vocabulary::KindId};

use crate::{
    random::Random,
    world::{Formula, Instance, World},
};

/// An open question; atoms by their place in [`World::atoms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// `x[a]`
    Input(usize),
    /// `d[a]`
    Dispute(usize),
    /// `k[i]`
    Kind(usize),
    /// `r[p]`
    Reading(usize),
}

/// A value for every open question, and for everything else that could have been one.
#[derive(Debug, Clone)]
pub(crate) struct Completion {
    inputs: Vec<bool>,
    disputes: Vec<bool>,
    kinds: Vec<KindId>,
    readings: Vec<u32>,
}

/// A set of atoms, and of rule instances in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    atoms: Vec<bool>,
    instances: Vec<bool>,
    parts: Vec<bool>,
}

/// The well-founded model of a completion.
pub(crate) struct Model<'w> {
    world: &'w World<'w>,
    completion: &'w Completion,
    yes: Facts,
    possible: Facts,
}

impl Completion {
    pub(crate) fn random(world: &World<'_>, random: &mut Random) -> Self {
        let pick = |kinds: &Vec<KindId>, random: &mut Random| kinds[random.below(kinds.len())];
        let reading = |count: usize, random: &mut Random| random.number(count);
        Self {
            inputs: world.atoms.iter().map(|_| random.flip()).collect(),
            disputes: world.atoms.iter().map(|_| random.flip()).collect(),
            kinds: world.kinds.iter().map(|it| pick(it, random)).collect(),
            readings: world
                .program
                .provisions
                .iter()
                .map(|it| reading(it.readings.len(), random))
                .collect(),
        }
    }

    /// How many values a question can have.
    pub(crate) fn count(world: &World<'_>, question: Question) -> usize {
        match question {
            Question::Input(_) | Question::Dispute(_) => 2,
            Question::Kind(thing) => world.kinds[thing].len(),
            Question::Reading(provision) => world.program.provisions[provision].readings.len(),
        }
    }

    pub(crate) fn set(&mut self, world: &World<'_>, question: Question, value: usize) {
        match question {
            Question::Input(atom) => self.inputs[atom] = value == 1,
            Question::Dispute(atom) => self.disputes[atom] = value == 1,
            Question::Kind(thing) => self.kinds[thing] = world.kinds[thing][value],
            Question::Reading(provision) => self.readings[provision] = value.try_into().unwrap(),
        }
    }

    pub(crate) fn input(&self, atom: usize) -> bool {
        self.inputs[atom]
    }

    pub(crate) fn dispute(&self, atom: usize) -> bool {
        self.disputes[atom]
    }

    pub(crate) fn kind(&self, thing: usize) -> KindId {
        self.kinds[thing]
    }

    pub(crate) fn reading(&self, provision: usize) -> u32 {
        self.readings[provision]
    }
}

impl<'w> Model<'w> {
    /// The alternating fixpoint, from nothing: what is surely so, given what is possible, given what is surely so …
    pub(crate) fn new(world: &'w World<'w>, completion: &'w Completion) -> Self {
        let mut yes = Facts::none(world);
        loop {
            let possible = least(world, completion, &yes);
            let more = least(world, completion, &possible);
            if more == yes {
                return Self { world, completion, yes, possible };
            }
            yes = more;
        }
    }

    pub(crate) fn completion(&self) -> &Completion {
        self.completion
    }

    /// Whether a condition is true, and whether it is not false.
    pub(crate) fn truth(&self, formula: &Formula) -> (bool, bool) {
        let yes = Reader {
            world: self.world,
            completion: self.completion,
            holds: &self.yes,
            other: &self.possible,
        };
        (yes.formula(formula), yes.turned().formula(formula))
    }

    /// Whether an instance is in effect, and whether that is not false.
    pub(crate) fn in_effect(&self, instance: usize) -> (bool, bool) {
        (self.yes.instances[instance], self.possible.instances[instance])
    }
}

impl Facts {
    fn none(world: &World<'_>) -> Self {
        let none = |count| vec![false; count];
        Self {
            atoms: none(world.atoms.len()),
            instances: none(world.instances.len()),
            parts: none(world.parts.len()),
        }
    }

    /// Whether one of these instances is in effect.
    fn any_of(&self, instances: &[usize]) -> bool {
        instances.iter().any(|it| self.instances[*it])
    }
}

/// The least set of facts that is closed under the rules, where what stands under `not` is read from `other`.
fn least(world: &World<'_>, completion: &Completion, other: &Facts) -> Facts {
    let mut facts = Facts::none(world);
    loop {
        let reader = Reader { world, completion, holds: &facts, other };
        let more = Facts {
            instances: world.instances.iter().map(|it| reader.in_effect(it)).collect(),
            parts: world.parts.iter().map(|it| reader.formula(it)).collect(),
            atoms: (0..world.atoms.len()).map(|it| reader.atom(it)).collect(),
        };
        if more == facts {
            return facts;
        }
        facts = more;
    }
}

/// Reads what holds from one set of facts, and what does not hold from another.
struct Reader<'r> {
    world: &'r World<'r>,
    completion: &'r Completion,
    holds: &'r Facts,
    other: &'r Facts,
}

impl Reader<'_> {
    fn turned(&self) -> Reader<'_> {
        Reader { holds: self.other, other: self.holds, ..*self }
    }

    fn formula(&self, formula: &Formula) -> bool {
        match formula {
            Formula::Atom(atom) => self.holds.atoms[*atom],
            Formula::Kind(thing, kind) => {
                let exactly = self.completion.kinds[thing.0 as usize];
                self.world.program.vocabulary.is_part_of(exactly, *kind)
            }
            Formula::Reading(it) => self.completion.readings[it.provision.0 as usize] == it.reading,
            Formula::All(parts) => parts.iter().all(|it| self.formula(it)),
            Formula::Any(parts) => parts.iter().any(|it| self.formula(it)),
            Formula::NotPart(part) => !self.other.parts[*part],
            Formula::Not(inner) => !self.turned().formula(inner),
        }
    }

    /// Applicable, no exception to it is in effect, and nothing stronger that concludes the opposite is.
    fn in_effect(&self, instance: &Instance) -> bool {
        self.formula(&instance.condition)
            && !self.other.any_of(&instance.exceptions)
            && !self.other.any_of(&instance.stronger)
    }

    fn atom(&self, atom: usize) -> bool {
        match self.world.stated[atom] {
            Some(Status::Yes) => return true,
            Some(Status::No) => return false,
            Some(Status::Unknown) | None => {}
        }
        let (positive, negative) = &self.world.reasons[atom];
        let for_it = self.holds.any_of(positive);
        let against = self.holds.any_of(negative);
        let not_for_it = !self.other.any_of(positive);
        let not_against = !self.other.any_of(negative);
        for_it && not_against
            || for_it && against && self.completion.disputes[atom]
            || not_for_it && not_against && self.world.is_open(atom) && self.input(atom)
    }

    /// `x[a]`, which only an atom has whose individuals are of the kinds that its phrase takes.
    fn input(&self, atom: usize) -> bool {
        self.completion.inputs[atom] && self.formula(&self.world.typing(atom))
    }
}
