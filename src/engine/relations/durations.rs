//! Is an unknown duration counted in days or in months? What it is compared with tells.

use super::Relation;
use crate::{
    engine::{
        Grounding,
        compile::Meaning,
        thresholds::{Compared, Unit},
        values::Quantity,
    },
    program::Operation,
    value::{Family, Value},
    vocabulary::Sort,
};

impl Grounding<'_> {
    /// How an unknown duration is counted, if the rules say so.
    pub(in crate::engine) fn family_by_rules(&self, input: u32) -> Option<Family> {
        let Some(Quantity::Unknown(predicate, _)) = self.values.quantity(input) else {
            return None;
        };
        match self.predicate(*predicate).meaning {
            Meaning::Phrase(phrase) => self.program.families.of_attribute(phrase),
            _ => None,
        }
    }

    /// What can come of the comparisons of an unknown duration that may be counted in days as well as in months, since
    /// it is only ever added to dates.
    pub(in crate::engine) fn of_either_family(
        &self,
        input: u32,
        compared: Vec<Compared>,
    ) -> Option<Relation> {
        let told = |family| of_family(self, &compared, family).contains(&input);
        if told(Family::Months) || told(Family::Days) {
            return None;
        }
        let mut cells: Vec<Vec<bool>> = Vec::new();
        for unit in [Unit::Days, Unit::Months] {
            let line = self.counted_line(input, &unit, &compared)?;
            let rows: Vec<Vec<bool>> =
                compared.iter().map(|it| self.cells(input, &line, *it)).collect();
            for at in 0..line.samples.len() {
                let cell: Vec<bool> = rows.iter().map(|it| it[at]).collect();
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
        }
        let rows = (0..compared.len()).map(|at| cells.iter().map(|it| it[at]).collect()).collect();
        Some(Relation { independent: vec![false; compared.len()], compared, rows })
    }
}

/// The unknown durations of one family: compared with what is counted like this, or with what is of it.
pub(super) fn of_family(grounding: &Grounding, compared: &[Compared], family: Family) -> Vec<u32> {
    let inputs = compared
        .iter()
        .flat_map(|it| [grounding.values.inputs(it.1), grounding.values.inputs(it.2)].concat());
    let mut found: Vec<u32> =
        inputs.filter(|it| grounding.family_by_rules(*it) == Some(family)).collect();
    found.sort_unstable();
    found.dedup();
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
