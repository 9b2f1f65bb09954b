//! What does a sum begin with? Nothing, of the sort of what is summed up; and one more is added.

use super::{
    Grounding,
    compile::{Argument, Clause, Meaning, PredicateId, Test},
    values::Quantity,
};
use crate::{
    program::{Function, Operation},
    value::{Duration, Number, Overflow, Value},
    vocabulary::Sort,
};

impl Grounding<'_> {
    /// The sum of nothing, of the sort of what is summed up.
    pub(super) fn zero(&mut self, collected: PredicateId) -> u32 {
        let predicate = self.predicate(collected);
        let clause = predicate.positive.first().map(|it| self.clause(*it));
        let sort = clause.and_then(|it| {
            let (head, _) = it.head.as_ref()?;
            self.sort_of_argument(it, *head.arguments.last()?)
        });
        let zero = match sort {
            Some(Sort::Duration) => Value::Duration(Duration::default()),
            _ => Value::Number(Number::ZERO),
        };
        self.values.number(Quantity::Known(zero))
    }

    /// What sort of value stands in an argument's place, as the conditions of its clause tell.
    fn sort_of_argument(&self, clause: &Clause, argument: Argument) -> Option<Sort> {
        if let Argument::Constant(it) = argument {
            return self.sort_of_value(self.constants[it as usize]);
        }
        clause.body.iter().find_map(|it| match &it.test {
            Test::Holds(pattern, true) => {
                let place = pattern.arguments.iter().position(|it| *it == argument)?;
                match self.predicate(pattern.predicate).meaning {
                    Meaning::Phrase(phrase) => {
                        let phrase = self.program.vocabulary.phrase(phrase);
                        phrase.slots.get(place).map_or(phrase.value, |it| Some(it.sort))
                    }
                    Meaning::Aggregate(Function::Number, _) => Some(Sort::Number),
                    Meaning::Aggregate(_, inner) => {
                        let inner = self.clause(*self.predicate(inner).positive.first()?);
                        let (head, _) = inner.head.as_ref()?;
                        self.sort_of_argument(inner, *head.arguments.last()?)
                    }
                    _ => None,
                }
            }
            Test::Compute(operation, one, other, result) if *result == argument => {
                let one = self.sort_of_argument(clause, *one)?;
                one.combined(*operation, self.sort_of_argument(clause, *other)?)
            }
            _ => None,
        })
    }

    /// A sum with one more, where the sum of nothing adds nothing.
    pub(super) fn with_one_more(
        &mut self,
        zero: u32,
        sum: u32,
        more: u32,
    ) -> Result<u32, Overflow> {
        if sum == zero {
            return Ok(more);
        }
        self.values.compute(Operation::Plus, sum, more)?.ok_or(Overflow)
    }
}
