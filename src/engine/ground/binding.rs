//! What stands for a variable? Matching conclusions with goals, and binding what is computed.

use crate::{
    engine::{
        Grounding, Item,
        compile::{Argument, Clause, Pattern, PredicateId},
        tables::{FREE, Ground},
    },
    program::{Comparison, Operation},
    value::Overflow,
};

/// What a clause concludes of a predicate: its conclusion, or that an exception is in effect.
pub(super) fn concluded(clause: &Clause, predicate: PredicateId) -> &Pattern {
    let head = clause.head.as_ref().map(|it| &it.0);
    head.into_iter()
        .chain(&clause.blocks)
        .find(|it| it.predicate == predicate)
        .unwrap_or_else(|| unreachable!("compile: a predicate lists the clauses that conclude it"))
}

/// Lets an argument be a number, if it is not something else already.
pub(super) fn assign(
    argument: Argument,
    number: u32,
    known: &mut [u32],
    constants: &[u32],
) -> bool {
    match argument {
        Argument::Thing(it) => it.0 == number,
        Argument::Constant(it) => constants[it as usize] == number,
        Argument::Variable(variable) => {
            let known = &mut known[variable as usize];
            if *known == FREE {
                *known = number;
            }
            *known == number
        }
    }
}

impl Grounding<'_> {
    /// What the variables of a conclusion must be for it to be the goal; `None` where it can't be.
    pub(super) fn unify(
        &self,
        arguments: &[Argument],
        goal: &[u32],
        variables: u32,
    ) -> Option<Box<[u32]>> {
        let mut known = vec![FREE; variables as usize].into_boxed_slice();
        let mut pairs = arguments.iter().zip(goal).filter(|it| *it.1 != FREE);
        let all = pairs.all(|(argument, it)| assign(*argument, *it, &mut known, &self.constants));
        all.then_some(known)
    }

    /// The number of what stands in an argument's place, [`FREE`] where nothing is known yet.
    pub(in crate::engine) fn value(&self, argument: Argument, known: &[u32]) -> u32 {
        match argument {
            Argument::Thing(it) => it.0,
            Argument::Constant(it) => self.constants[it as usize],
            Argument::Variable(variable) => known[variable as usize],
        }
    }

    /// What stands in a pattern's places.
    pub(in crate::engine) fn row(&self, arguments: &[Argument], known: &[u32]) -> Box<[u32]> {
        arguments.iter().map(|it| self.value(*it, known)).collect()
    }

    /// Makes two sides equal where one of them is not known yet; where both are, whether they can be equal.
    pub(super) fn equate(&self, one: Argument, other: Argument, known: &mut [u32]) -> bool {
        let (left, right) = (self.value(one, known), self.value(other, known));
        match (left, right) {
            (FREE, it) => assign(one, it, known, &self.constants),
            (it, FREE) => assign(other, it, known, &self.constants),
            _ => self.values.compare(Comparison::Equal, left, right).unwrap_or(true),
        }
    }

    pub(super) fn compute(
        &mut self,
        operation: Operation,
        [one, other, result]: [Argument; 3],
        known: &mut [u32],
    ) -> bool {
        let (left, right) = (self.value(one, known), self.value(other, known));
        match self.values.compute(operation, left, right) {
            Ok(Some(value)) => assign(result, value, known, &self.constants),
            Ok(None) => false,
            Err(Overflow) => {
                self.overflown = true;
                false
            }
        }
    }

    /// What must be so for a result to be there: what divides is not zero.
    pub(super) fn divides(&mut self, operation: Operation, by: u32) -> Option<Ground> {
        let zero = self.zero_to_avoid(operation, Item::of(by))?;
        Some(Ground::Compare(self.compared(Comparison::Different, by, zero.0)))
    }
}
