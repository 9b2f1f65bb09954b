//! Where does a value come from? What attributes have only one value, and what was calculated from them.

use crate::engine::{
    Item, Limit,
    compile::{Argument, Literal, Meaning, Pattern, Test},
};

use super::{StepId, reasons::Known_, why::Builder};

impl Builder<'_, '_> {
    /// Where compared values come from: the steps of the attributes, and of what they were calculated from.
    pub(super) fn origins(
        &mut self,
        literals: &[&Literal],
        compared: &[Argument],
        known: &Known_,
    ) -> Result<Vec<StepId>, Limit> {
        let mut wanted = compared.to_vec();
        let mut found = Vec::new();
        // What is calculated comes behind what it is calculated from.
        for literal in literals.iter().rev() {
            match &literal.test {
                Test::Compute(_, one, other, result) if wanted.contains(result) => {
                    wanted.extend([*one, *other]);
                }
                Test::Holds(pattern, true)
                    if (self.grounding.has_value(pattern.predicate)
                        && pattern.arguments.last().is_some_and(|it| wanted.contains(it))
                        || self.says_value(pattern, &wanted))
                        && self.variables_known(literal, known) =>
                {
                    wanted.extend(pattern.arguments.iter().copied());
                    found.push(*literal);
                }
                _ => {}
            }
        }
        let mut steps = Vec::new();
        for literal in found.into_iter().rev() {
            steps.extend(self.literal(literal, known)?);
        }
        Ok(steps)
    }

    /// The value of an attribute that has only one, and what is computed from known values, is known from here on.
    pub(super) fn work_out(
        &mut self,
        literal: &Literal,
        known: &mut [Option<Item>],
    ) -> Result<(), Limit> {
        let found = match &literal.test {
            Test::Holds(pattern, true) if self.grounding.has_value(pattern.predicate) => {
                let goal = self.values(pattern, known);
                let Some((None, things)) = goal.split_last() else { return Ok(()) };
                if things.contains(&None) {
                    return Ok(());
                }
                let answers = self.grounding.candidates(pattern.predicate, &goal)?;
                let only = (answers.len() == 1).then(|| self.grounding.items_of(answers[0]));
                (pattern.arguments.last().copied(), only.and_then(|it| it.last().copied()))
            }
            Test::Compute(operation, one, other, result) => {
                let sides = (self.value(*one, known), self.value(*other, known));
                let (Some(one), Some(other)) = sides else { return Ok(()) };
                (Some(*result), self.grounding.computed(*operation, one, other))
            }
            _ => return Ok(()),
        };
        if let (Some(Argument::Variable(place)), Some(item)) = found {
            known[place as usize].get_or_insert(item);
        }
        Ok(())
    }

    /// Whether a sentence says a value that is wanted: `Spain counted 500 of cases`.
    fn says_value(&self, pattern: &Pattern, wanted: &[Argument]) -> bool {
        let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning else {
            return false;
        };
        let slots = &self.grounding.program().vocabulary.phrase(phrase).slots;
        let mut said = pattern.arguments.iter().zip(slots);
        said.any(|(it, slot)| slot.sort.kind().is_none() && wanted.contains(it))
    }
}
