//! Which values of an unknown value are there to try? One for each stretch that no comparison tells apart.

use crate::{
    program::{Comparison, Operation},
    value::{Duration, Number, Value},
    vocabulary::Entity,
};

use super::super::formula::{Choice, value_of};

/// The values that some cuts tell from each other, one for each stretch: below, on and between the cuts, and above.
/// A duration is never negative.
pub(in crate::verify) fn cells(cuts: &[Entity]) -> Vec<Choice> {
    let mut values: Vec<Value> = cuts.iter().filter_map(value_of).cloned().collect();
    if values.iter().any(is_negative) {
        values.retain(|it| !is_negative(it));
        values.push(Value::Duration(Duration::default()));
    }
    values.sort_by(|one, other| {
        if Comparison::Less.holds(one, other) == Some(true) {
            std::cmp::Ordering::Less
        } else if Comparison::Equal.holds(one, other) == Some(true) {
            std::cmp::Ordering::Equal
        } else {
            std::cmp::Ordering::Greater
        }
    });
    values.dedup_by(|one, other| Comparison::Equal.holds(one, other) == Some(true));
    let ordered = !values.iter().any(|it| matches!(it, Value::Text(_)));
    let mut choices: Vec<Choice> = Vec::new();
    if values.is_empty() || !ordered {
        choices.extend(cuts.iter().cloned().map(Choice::Value));
        choices.push(Choice::Other);
        return choices;
    }
    for (at, value) in values.iter().enumerate() {
        if at == 0 {
            let below = beside(value, -1).filter(|it| !is_negative(it));
            choices.extend(below.map(|it| Choice::Value(Entity::Value(it))));
        }
        choices.push(Choice::Value(Entity::Value(value.clone())));
        let between = match (values.get(at + 1), beside(value, 1)) {
            (Some(Value::Number(next)), _) => middle(value, next),
            (Some(next), Some(it)) if Comparison::Less.holds(&it, next) == Some(true) => Some(it),
            (Some(_), _) => None,
            (None, it) => it,
        };
        choices.extend(between.map(|it| Choice::Value(Entity::Value(it))));
    }
    choices
}

fn is_negative(value: &Value) -> bool {
    matches!(value, Value::Duration(it) if it.is_negative())
}

/// The value one step before or behind another.
fn beside(value: &Value, step: i64) -> Option<Value> {
    let by = match value {
        Value::Number(_) => Value::Number(Number::whole(step)),
        Value::Duration(it) if it.months != 0 => {
            Value::Duration(Duration { months: step, days: 0 })
        }
        _ => Value::Duration(Duration { months: 0, days: step }),
    };
    Operation::Plus.apply(value, &by).ok().flatten()
}

fn middle(one: &Value, other: &Number) -> Option<Value> {
    let Value::Number(one) = one else { return None };
    let sum = one.plus(*other).ok()?;
    sum.divided_by(Number::whole(2)).ok().map(Value::Number)
}
