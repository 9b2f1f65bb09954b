//! How can several unknown values lie to each other? The jointly possible outcomes of their comparisons.
//!
//! Where two unknown values are compared with each other, all comparisons of theirs are one open question with many
//! answers: its cells are the combinations of less, equal and more that some values satisfy together. What is linear is
//! tested exactly, by elimination (Fourier & Motzkin); dates count as whole days, so that "after" is "at least a day
//! later". What is not linear (months added to an unknown date, products of unknowns) is left free.

use std::collections::BTreeMap;

use super::{
    Grounding, Limit,
    thresholds::Compared,
    values::{Quantity, Values, accepts},
};
use crate::{
    program::Operation,
    value::{Number, Value},
};

/// At most so many comparisons of entangled unknown values are taken together.
const MOST_COMPARED: usize = 24;
/// At most so many cells.
const MOST_CELLS: usize = 5_000;

/// `sum of coefficient times unknown, plus constant`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Linear {
    coefficients: BTreeMap<u32, Number>,
    constant: Number,
}

/// A linear form that is at least zero, or more than zero.
#[derive(Debug, Clone)]
struct AtLeastZero {
    form: Linear,
    strictly: bool,
}

/// The comparisons of entangled unknown values and what can come of them.
#[derive(Debug)]
pub(super) struct Relation {
    /// The comparisons, each a literal.
    pub(super) compared: Vec<Compared>,
    /// For each comparison, in which cells it holds.
    pub(super) rows: Vec<Vec<bool>>,
}

impl Grounding<'_> {
    /// What can come of some comparisons of entangled unknown values.
    pub(super) fn relation(&self, compared: Vec<Compared>) -> Result<Relation, Limit> {
        if compared.len() > MOST_COMPARED {
            return Err(Limit::Nodes);
        }
        let forms: Vec<Option<(Linear, bool)>> =
            compared.iter().map(|it| self.values.difference(it.1, it.2)).collect();
        let mut outcomes: Vec<Vec<std::cmp::Ordering>> = Vec::new();
        extend(&forms, &mut Vec::new(), &mut Vec::new(), &mut outcomes)?;
        let mut cells: Vec<Vec<bool>> = Vec::new();
        for outcome in outcomes {
            let cell: Vec<bool> =
                compared.iter().zip(outcome).map(|(it, order)| accepts(it.0, order)).collect();
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        let rows = (0..compared.len()).map(|at| cells.iter().map(|it| it[at]).collect()).collect();
        Ok(Relation { compared, rows })
    }
}

impl Values {
    /// The left side less the right side, if that is linear, and whether it is counted in whole days or months.
    fn difference(&self, left: u32, right: u32) -> Option<(Linear, bool)> {
        let (left, counted) = self.form(left)?;
        let (right, too) = self.form(right)?;
        Some((left.plus(&right, Number::whole(-1))?, counted || too))
    }

    /// A value as a linear form: dates in days since the year 2000, durations in days or in months.
    fn form(&self, number: u32) -> Option<(Linear, bool)> {
        Some(match self.quantity(number)? {
            Quantity::Known(value) => {
                let (constant, counted) = counted(value)?;
                (Linear { coefficients: BTreeMap::new(), constant }, counted)
            }
            // What sort it is of shows in what it is compared with.
            Quantity::Unknown(..) => {
                let coefficients = BTreeMap::from([(number, Number::whole(1))]);
                (Linear { coefficients, constant: Number::ZERO }, false)
            }
            Quantity::Result(operation, one, other) => {
                if self.mixes_months(*one) || self.mixes_months(*other) {
                    return None;
                }
                let ((left, counted), (right, too)) = (self.form(*one)?, self.form(*other)?);
                let form = match operation {
                    Operation::Plus => left.plus(&right, Number::whole(1))?,
                    Operation::Minus => left.plus(&right, Number::whole(-1))?,
                    Operation::Times if left.coefficients.is_empty() => {
                        right.times(left.constant)?
                    }
                    Operation::Times if right.coefficients.is_empty() => {
                        left.times(right.constant)?
                    }
                    Operation::DividedBy if right.coefficients.is_empty() => {
                        left.times(Number::whole(1).divided_by(right.constant).ok()?)?
                    }
                    _ => return None,
                };
                (form, counted || too)
            }
        })
    }

    /// Whether a value is a known duration of months, which has no fixed number of days.
    fn mixes_months(&self, number: u32) -> bool {
        matches!(self.known(number), Some(Value::Duration(it)) if it.months != 0)
    }
}

/// Goes through less, equal and more for one comparison after the other, as far as they are possible together.
fn extend(
    forms: &[Option<(Linear, bool)>],
    chosen: &mut Vec<std::cmp::Ordering>,
    constraints: &mut Vec<AtLeastZero>,
    outcomes: &mut Vec<Vec<std::cmp::Ordering>>,
) -> Result<(), Limit> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let Some(form) = forms.get(chosen.len()) else {
        outcomes.push(chosen.clone());
        return if outcomes.len() > MOST_CELLS { Err(Limit::Nodes) } else { Ok(()) };
    };
    for order in [Less, Equal, Greater] {
        let before = constraints.len();
        if let Some((form, counted)) = form {
            constraints.extend(constrained(form, *counted, order));
        }
        if is_possible(constraints.clone()) {
            chosen.push(order);
            extend(forms, chosen, constraints, outcomes)?;
            chosen.pop();
        }
        constraints.truncate(before);
    }
    Ok(())
}

/// A known value as a number, and whether it is counted in whole ones.
fn counted(value: &Value) -> Option<(Number, bool)> {
    match value {
        Value::Number(it) => Some((*it, false)),
        Value::Date(it) => {
            let zero = jiff::civil::date(2000, 1, 1);
            Some((Number::whole(crate::value::days_between(zero, *it).days), true))
        }
        Value::Duration(it) if it.months == 0 => Some((Number::whole(it.days), true)),
        Value::Duration(it) if it.days == 0 => Some((Number::whole(it.months), true)),
        _ => None,
    }
}

impl Linear {
    fn plus(&self, other: &Self, factor: Number) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.plus(other.constant.times(factor).ok()?).ok()?;
        for (unknown, coefficient) in &other.coefficients {
            let entry = sum.coefficients.entry(*unknown).or_insert(Number::ZERO);
            *entry = entry.plus(coefficient.times(factor).ok()?).ok()?;
        }
        sum.coefficients.retain(|_, it| *it != Number::ZERO);
        Some(sum)
    }

    fn times(&self, factor: Number) -> Option<Self> {
        Self::default().plus(self, factor)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

/// What it means for a form to be less than, equal to, or more than zero.
fn constrained(form: &Linear, counted: bool, order: std::cmp::Ordering) -> Vec<AtLeastZero> {
    let minus = Number::whole(-1);
    // In whole ones, more than zero is at least one.
    let strict = |form: Linear| {
        if counted {
            let constant = form.constant.minus(Number::whole(1)).unwrap_or(form.constant);
            AtLeastZero { form: Linear { constant, ..form }, strictly: false }
        } else {
            AtLeastZero { form, strictly: true }
        }
    };
    let Some(negative) = form.times(minus) else { return Vec::new() };
    match order {
        std::cmp::Ordering::Less => vec![strict(negative)],
        std::cmp::Ordering::Greater => vec![strict(form.clone())],
        std::cmp::Ordering::Equal => vec![
            AtLeastZero { form: form.clone(), strictly: false },
            AtLeastZero { form: negative, strictly: false },
        ],
    }
}

/// Whether some numbers satisfy all constraints: one unknown after the other is eliminated.
fn is_possible(mut constraints: Vec<AtLeastZero>) -> bool {
    while let Some(unknown) =
        constraints.iter().find_map(|it| it.form.coefficients.keys().next().copied())
    {
        let (with, without): (Vec<_>, Vec<_>) =
            constraints.into_iter().partition(|it| it.form.coefficients.contains_key(&unknown));
        constraints = without;
        let (upper, lower): (Vec<_>, Vec<_>) =
            with.into_iter().partition(|it| it.form.coefficients[&unknown].is_negative());
        for low in &lower {
            for high in &upper {
                // Scaled so that the unknown cancels out.
                let (a, b) = (low.form.coefficients[&unknown], high.form.coefficients[&unknown]);
                let scaled = Number::ZERO
                    .minus(b)
                    .ok()
                    .and_then(|it| low.form.times(it))
                    .and_then(|it| it.plus(&high.form, a));
                // What can't be represented is taken to be possible.
                let Some(form) = scaled else { continue };
                constraints.push(AtLeastZero { form, strictly: low.strictly || high.strictly });
            }
        }
    }
    constraints.iter().all(|it| {
        if it.strictly { it.form.constant > Number::ZERO } else { it.form.constant >= Number::ZERO }
    })
}
