//! Is an unknown duration counted in days or in months? What it is compared with tells.

use crate::{
    engine::{Grounding, thresholds::Compared, values::Quantity},
    program::Operation,
    value::{Family, Value},
    vocabulary::Sort,
};

/// The unknown durations of one family: compared with what is counted like this, or with what is of it.
pub(super) fn of_family(grounding: &Grounding, compared: &[Compared], family: Family) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let sort = |it| grounding.sort_of_value(it) == Some(Sort::Duration);
    let long = |it: &&Compared| sort(it.1) && sort(it.2);
    loop {
        let before = found.len();
        for it in compared.iter().filter(long) {
            if [it.1, it.2].iter().any(|it| counts(grounding, &found, family, *it)) {
                found.extend(parts(grounding, it.1));
                found.extend(parts(grounding, it.2));
            }
        }
        found.sort_unstable();
        found.dedup();
        if found.len() == before {
            return found;
        }
    }
}

/// Whether a duration has a part of this family; `known` are the unknown durations that are of it.
pub(super) fn counts(grounding: &Grounding, known: &[u32], family: Family, duration: u32) -> bool {
    match grounding.values.quantity(duration) {
        Some(Quantity::Known(Value::Duration(it))) => match family {
            Family::Months => it.months != 0,
            Family::Days => it.days != 0,
        },
        Some(Quantity::Unknown(..)) => known.contains(&duration),
        Some(Quantity::Result(Operation::Minus, one, _))
            if grounding.sort_of_value(*one) == Some(Sort::Date) =>
        {
            family == Family::Days
        }
        Some(Quantity::Result(_, one, other)) => {
            [one, other].iter().any(|it| counts(grounding, known, family, **it))
        }
        _ => false,
    }
}

/// The unknown durations that a duration is made from.
pub(super) fn parts(grounding: &Grounding, duration: u32) -> Vec<u32> {
    if grounding.sort_of_value(duration) != Some(Sort::Duration) {
        return Vec::new();
    }
    match grounding.values.quantity(duration) {
        Some(Quantity::Unknown(..)) => vec![duration],
        // Where two dates are subtracted, neither is a duration.
        Some(Quantity::Result(_, one, other)) => {
            [one, other].iter().flat_map(|it| parts(grounding, **it)).collect()
        }
        _ => Vec::new(),
    }
}
