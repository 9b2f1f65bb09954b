//! What is in a slot, or compared? Individuals and values as numbers, with exact arithmetic.
//!
//! An individual is its own number. A value has a number of its own from [`FIRST_VALUE`] on; equal values have equal
//! numbers. A value that is not known is a symbol: the unknown value of an attribute, or a result made from one. So an
//! unknown value travels through rules like any other, until a comparison makes a threshold of it.

use std::cmp::Ordering;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::compile::{PredicateId, index};
use crate::{
    program::{Comparison, Operation},
    value::{Number, Overflow, Value},
    vocabulary::Entity,
};

/// The first number that stands for a value. No rule base has so many individuals.
pub(super) const FIRST_VALUE: u32 = 1 << 31;

/// A value, known or not.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Quantity {
    /// A known value.
    Known(Value),
    /// The value of an input attribute that has none yet: the attribute, and what it is of.
    Unknown(PredicateId, Box<[u32]>),
    /// What becomes of two values, one of which at least is not known.
    Result(Operation, u32, u32),
}

/// All values that have come up.
#[derive(Debug, Default)]
pub(super) struct Values {
    table: IndexSet<Quantity, FxBuildHasher>,
    /// For each value the unknown inputs that it is made from, each once.
    inputs: Vec<Box<[u32]>>,
}

impl Values {
    /// The number of a value.
    pub(super) fn number(&mut self, quantity: Quantity) -> u32 {
        let (at, new) = self.table.insert_full(quantity);
        let number = FIRST_VALUE + index(at);
        if new {
            let mut inputs = match self.table.get_index(at) {
                Some(Quantity::Unknown(..)) => vec![number],
                Some(Quantity::Result(_, one, other)) => {
                    [self.inputs(*one), self.inputs(*other)].concat()
                }
                _ => Vec::new(),
            };
            inputs.sort_unstable();
            inputs.dedup();
            self.inputs.push(inputs.into());
        }
        number
    }

    /// The number of an individual or a known value.
    pub(super) fn entity(&mut self, entity: &Entity) -> u32 {
        match entity {
            Entity::Thing(it) => it.0,
            Entity::Value(it) => self.number(Quantity::Known(it.clone())),
        }
    }

    /// What a number stands for, if it stands for a value.
    pub(super) fn quantity(&self, number: u32) -> Option<&Quantity> {
        self.table.get_index(number.checked_sub(FIRST_VALUE)? as usize)
    }

    /// The known value that a number stands for.
    pub(super) fn known(&self, number: u32) -> Option<&Value> {
        match self.quantity(number)? {
            Quantity::Known(value) => Some(value),
            _ => None,
        }
    }

    /// What an answer is ordered by: individuals as they were declared, then known values by size, then the others.
    pub(super) fn rank(&self, number: u32) -> (Option<&Value>, u32) {
        match self.known(number) {
            Some(value) => (Some(value), FIRST_VALUE),
            None => (None, number),
        }
    }

    /// The unknown inputs that a value is made from, each once, in order.
    pub(super) fn inputs(&self, number: u32) -> &[u32] {
        let at = number.checked_sub(FIRST_VALUE);
        at.and_then(|it| self.inputs.get(it as usize)).map_or(&[], |it| it)
    }

    /// What becomes of two values; none where something is divided by zero.
    pub(super) fn compute(
        &mut self,
        operation: Operation,
        one: u32,
        other: u32,
    ) -> Result<Option<u32>, Overflow> {
        let zero = Value::Number(Number::ZERO);
        if operation == Operation::DividedBy && self.known(other) == Some(&zero) {
            return Ok(None);
        }
        let result = match (self.known(one), self.known(other)) {
            (Some(one), Some(other)) => Quantity::Known(combine(operation, one, other)?),
            _ => Quantity::Result(operation, one, other),
        };
        Ok(Some(self.number(result)))
    }

    /// Whether two values compare like this, if both are known.
    pub(super) fn compare(&self, comparison: Comparison, one: u32, other: u32) -> Option<bool> {
        match (self.quantity(one), self.quantity(other)) {
            (Some(Quantity::Known(one)), Some(Quantity::Known(other))) => {
                Some(comparison.holds(one, other).unwrap_or(false))
            }
            (None, None) => Some(match comparison {
                Comparison::Equal => one == other,
                Comparison::Different => one != other,
                _ => false,
            }),
            _ if one == other => Some(matches!(
                comparison,
                Comparison::Equal | Comparison::AtMost | Comparison::AtLeast
            )),
            _ => None,
        }
    }

    /// A value when its unknown inputs are these.
    pub(super) fn evaluate(
        &self,
        number: u32,
        input: &dyn Fn(u32) -> Option<Value>,
    ) -> Result<Value, Overflow> {
        match self.quantity(number) {
            Some(Quantity::Known(value)) => Ok(value.clone()),
            Some(Quantity::Unknown(..)) => input(number).ok_or(Overflow),
            Some(Quantity::Result(operation, one, other)) => {
                let (one, other) = (self.evaluate(*one, input)?, self.evaluate(*other, input)?);
                combine(*operation, &one, &other)
            }
            None => Err(Overflow),
        }
    }
}

/// Whether a comparison accepts how its left side is ordered to its right side.
pub(super) fn accepts(comparison: Comparison, ordering: Ordering) -> bool {
    match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::Different => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::AtMost => ordering.is_le(),
        Comparison::More => ordering.is_gt(),
        Comparison::AtLeast => ordering.is_ge(),
    }
}

/// What becomes of two known values. Their sorts were checked when the program was made.
fn combine(operation: Operation, one: &Value, other: &Value) -> Result<Value, Overflow> {
    operation.apply(one, other)?.ok_or(Overflow)
}
