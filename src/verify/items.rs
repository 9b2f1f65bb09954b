//! What can stand in a slot? Individuals and values, and values that nobody knows, each with a number of its own.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::{
    program::{Comparison, Operation},
    value::{Number, Value},
    vocabulary::{Entity, PhraseId, ThingId},
};

use super::Doubt;

/// Names one thing or value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Item(u32);

impl Item {
    pub(super) fn number(self) -> i64 {
        i64::from(self.0)
    }
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Quantity {
    Thing(ThingId),
    Known(Value),
    /// The value that an attribute of these has and that nobody knows.
    Unknown(PhraseId, Vec<Item>),
    /// What becomes of two values, one of which at least is unknown.
    Made(Operation, Item, Item),
}

/// All items that have come up.
#[derive(Debug, Default)]
pub(super) struct Items(IndexSet<Quantity, FxBuildHasher>);

impl Items {
    pub(super) fn of(&mut self, quantity: Quantity) -> Item {
        let at = self.0.insert_full(quantity).0;
        Item(u32::try_from(at).unwrap_or(u32::MAX))
    }

    pub(super) fn value(&mut self, value: Value) -> Item {
        self.of(Quantity::Known(value))
    }

    pub(super) fn entity(&mut self, entity: &Entity) -> Item {
        match entity {
            Entity::Thing(it) => self.of(Quantity::Thing(*it)),
            Entity::Value(it) => self.value(it.clone()),
        }
    }

    pub(super) fn get(&self, item: Item) -> &Quantity {
        &self.0[item.0 as usize]
    }

    pub(super) fn thing(&self, item: Item) -> Option<ThingId> {
        if let Quantity::Thing(it) = self.get(item) { Some(*it) } else { None }
    }

    pub(super) fn known(&self, item: Item) -> Option<&Value> {
        if let Quantity::Known(it) = self.get(item) { Some(it) } else { None }
    }

    /// The unknown values that some values are made from, each once.
    pub(super) fn unknowns(&self, items: &[Item]) -> Vec<Item> {
        let mut found = Vec::new();
        let mut todo: Vec<Item> = items.iter().rev().copied().collect();
        while let Some(item) = todo.pop() {
            match self.get(item) {
                Quantity::Unknown(..) if !found.contains(&item) => found.push(item),
                Quantity::Made(_, one, other) => todo.extend([*other, *one]),
                _ => {}
            }
        }
        found
    }

    /// What becomes of two values; nothing where something is divided by zero.
    pub(super) fn computed(
        &mut self,
        operation: Operation,
        one: Item,
        other: Item,
    ) -> Result<Option<Item>, Doubt> {
        if operation == Operation::DividedBy
            && self.known(other) == Some(&Value::Number(Number::ZERO))
        {
            return Ok(None);
        }
        let made = match (self.known(one), self.known(other)) {
            (Some(one), Some(other)) => match operation.apply(one, other) {
                Ok(Some(it)) => Quantity::Known(it),
                _ => return Err(Doubt::new("does not hold a value as large as this")),
            },
            _ => Quantity::Made(operation, one, other),
        };
        Ok(Some(self.of(made)))
    }

    /// Whether two items compare like this; nothing where that is open.
    pub(super) fn compare(&self, comparison: Comparison, one: Item, other: Item) -> Option<bool> {
        match (self.get(one), self.get(other)) {
            (Quantity::Known(one), Quantity::Known(other)) => {
                Some(comparison.holds(one, other).unwrap_or(false))
            }
            (Quantity::Thing(_), _) | (_, Quantity::Thing(_)) => match comparison {
                Comparison::Equal => Some(one == other),
                Comparison::Different => Some(one != other),
                _ => Some(false),
            },
            _ if one == other => Some(matches!(
                comparison,
                Comparison::Equal | Comparison::AtMost | Comparison::AtLeast
            )),
            _ => None,
        }
    }
}
