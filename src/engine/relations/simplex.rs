//! Is there a point at which all of these hold? The simplex method, which needs no more room than the conditions take.
//!
//! Each condition is a row that has to be at least a constant; as long as one is not, it is exchanged with an unknown
//! that can move, the first such by its number, so that the method ends (Bland 1977; as in Dutertre and de Moura, "A
//! fast linear-arithmetic solver", 2006). More than a constant is at least the constant and a bit more, where a bit is
//! smaller than every number.

use std::collections::BTreeMap;

use super::{linear::AtLeastZero, work::Work};
use crate::{
    engine::Limit,
    value::{Number, Overflow},
};

/// A number and so many bits.
type Fine = (Number, Number);

fn plus(one: Fine, other: Fine, factor: Number) -> Result<Fine, Overflow> {
    Ok((one.0.plus(other.0.times(factor)?)?, one.1.plus(other.1.times(factor)?)?))
}

/// Rows that hang together with columns that can be chosen freely.
struct Tableau {
    /// For each row what it is, and how often it contains each column.
    rows: Vec<(usize, BTreeMap<usize, Number>)>,
    /// For each variable its value; unknowns come first, then the conditions.
    values: Vec<Fine>,
    /// For each variable what it must at least be.
    least: Vec<Option<Fine>>,
}

/// Whether some numbers satisfy all conditions; none if that can't be worked out with the numbers that there are.
pub(super) fn satisfiable(
    constraints: &[AtLeastZero],
    work: &mut Work,
) -> Result<Option<bool>, Limit> {
    let Ok(mut tableau) = Tableau::new(constraints) else { return Ok(None) };
    work.spend(1 + constraints.len() / 4)?;
    while let Some(row) = tableau.violated() {
        work.spend(1 + tableau.rows.len() * tableau.rows[row].1.len() / 4)?;
        let Some(column) = tableau.movable(row) else { return Ok(Some(false)) };
        if tableau.exchange(row, column).is_err() {
            return Ok(None);
        }
    }
    Ok(Some(true))
}

impl Tableau {
    fn new(constraints: &[AtLeastZero]) -> Result<Self, Overflow> {
        let mut unknowns: Vec<u32> =
            constraints.iter().flat_map(|it| it.form.coefficients.keys().copied()).collect();
        unknowns.sort_unstable();
        unknowns.dedup();
        let place = |it: &u32| unknowns.partition_point(|other| other < it);
        let count = unknowns.len() + constraints.len();
        let mut least = vec![None; count];
        let mut rows = Vec::new();
        for (at, it) in (unknowns.len()..).zip(constraints) {
            let bits = if it.strictly { Number::whole(1) } else { Number::ZERO };
            least[at] = Some((Number::ZERO.minus(it.form.constant)?, bits));
            let terms = it.form.coefficients.iter().map(|(unknown, by)| (place(unknown), *by));
            rows.push((at, terms.collect()));
        }
        Ok(Self { rows, values: vec![(Number::ZERO, Number::ZERO); count], least })
    }

    /// The row whose variable is too small, the first by the variable's number.
    fn violated(&self) -> Option<usize> {
        let small = |it: &usize| {
            let variable = self.rows[*it].0;
            self.least[variable].is_some_and(|least| self.values[variable] < least)
        };
        (0..self.rows.len()).filter(small).min_by_key(|it| self.rows[*it].0)
    }

    /// The column that can move so that the row grows, the first by its number.
    fn movable(&self, row: usize) -> Option<usize> {
        let can = |(column, by): &(&usize, &Number)| {
            !by.is_negative() || self.least[**column].is_none_or(|it| self.values[**column] > it)
        };
        self.rows[row].1.iter().find(can).map(|it| *it.0)
    }

    /// The row's variable becomes as large as it must be, and is a column from now on.
    fn exchange(&mut self, row: usize, column: usize) -> Result<(), Overflow> {
        let (variable, mut terms) = std::mem::take(&mut self.rows[row]);
        let Some(by) = terms.remove(&column) else { return Ok(()) };
        let share = Number::whole(1).divided_by(by)?;
        let minus = Number::whole(-1);
        let target = self.least[variable].unwrap_or(self.values[variable]);
        let distance = plus(target, self.values[variable], minus)?;
        let moved = plus((Number::ZERO, Number::ZERO), distance, share)?;
        // `variable = by * column + terms`, so `column = (variable - terms) / by`.
        for factor in terms.values_mut() {
            *factor = Number::ZERO.minus(factor.times(share)?)?;
        }
        terms.insert(variable, share);
        self.values[variable] = target;
        self.values[column] = plus(self.values[column], moved, Number::whole(1))?;
        for (at, (own, row_terms)) in self.rows.iter_mut().enumerate() {
            if at == row {
                continue;
            }
            let Some(factor) = row_terms.remove(&column) else { continue };
            self.values[*own] = plus(self.values[*own], moved, factor)?;
            for (it, by) in &terms {
                let entry = row_terms.entry(*it).or_insert(Number::ZERO);
                *entry = entry.plus(by.times(factor)?)?;
                if *entry == Number::ZERO {
                    row_terms.remove(it);
                }
            }
        }
        self.rows[row] = (column, terms);
        Ok(())
    }
}
