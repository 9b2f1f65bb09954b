//! Do some numbers satisfy these conditions? Linear forms, and elimination of one unknown after the other.
//!
//! The elimination is that of Fourier and Motzkin, with exact fractions. Of conditions that differ only in their
//! constants the strongest is kept.

use std::{cmp::Ordering, collections::BTreeMap};

use super::work::Work;
use crate::{engine::Limit, program::Comparison, value::Number};

/// At most so many conditions are made when one unknown is eliminated.
const MOST_CONDITIONS: usize = 50_000;

/// `sum of coefficient times unknown, plus constant`
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Linear {
    pub(super) coefficients: BTreeMap<u32, Number>,
    pub(super) constant: Number,
}

/// A linear form that is at least zero, or more than zero.
#[derive(Debug, Clone)]
pub(super) struct AtLeastZero {
    pub(super) form: Linear,
    pub(super) strictly: bool,
}

impl Linear {
    pub(super) fn constant(constant: Number) -> Self {
        Self { coefficients: BTreeMap::new(), constant }
    }

    pub(super) fn unknown(unknown: u32) -> Self {
        let coefficients = BTreeMap::from([(unknown, Number::whole(1))]);
        Self { coefficients, constant: Number::ZERO }
    }

    /// The sum with so many times the other one; none if it can't be represented.
    pub(super) fn plus(&self, other: &Self, factor: Number) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.plus(other.constant.times(factor).ok()?).ok()?;
        for (unknown, coefficient) in &other.coefficients {
            let entry = sum.coefficients.entry(*unknown).or_insert(Number::ZERO);
            *entry = entry.plus(coefficient.times(factor).ok()?).ok()?;
        }
        sum.coefficients.retain(|_, it| *it != Number::ZERO);
        Some(sum)
    }

    pub(super) fn times(&self, factor: Number) -> Option<Self> {
        Self::constant(Number::ZERO).plus(self, factor)
    }

    /// With another form in an unknown's place.
    pub(super) fn with(&self, unknown: u32, by: &Self) -> Option<Self> {
        let Some(factor) = self.coefficients.get(&unknown) else { return Some(self.clone()) };
        let mut rest = self.clone();
        rest.coefficients.remove(&unknown);
        rest.plus(by, *factor)
    }

    /// What it means for it to compare with zero like this; in whole ones, more than zero is at least one.
    pub(super) fn constrained(
        &self,
        counted: bool,
        comparison: Comparison,
    ) -> Option<Vec<AtLeastZero>> {
        let negative = self.times(Number::whole(-1))?;
        let strict = |form: Self| {
            if !counted {
                return Some(AtLeastZero { form, strictly: true });
            }
            let constant = form.constant.minus(Number::whole(1)).ok()?;
            Some(AtLeastZero { form: Self { constant, ..form }, strictly: false })
        };
        let loose = |form: Self| AtLeastZero { form, strictly: false };
        Some(match comparison {
            Comparison::Less => vec![strict(negative)?],
            Comparison::AtMost => vec![loose(negative)],
            Comparison::More => vec![strict(self.clone())?],
            Comparison::AtLeast => vec![loose(self.clone())],
            Comparison::Equal => vec![loose(self.clone()), loose(negative)],
            // Nothing convex.
            Comparison::Different => Vec::new(),
        })
    }
}

/// Conditions with the same coefficients as one, scaled so that the first coefficient is one or minus one.
#[derive(Default)]
struct Strongest(BTreeMap<Vec<(u32, Number)>, (Number, bool)>);

impl Strongest {
    fn add(&mut self, it: &AtLeastZero) -> Option<()> {
        let first = it.form.coefficients.values().next().copied().unwrap_or(Number::whole(1));
        let size = if first.is_negative() { Number::ZERO.minus(first).ok()? } else { first };
        let form = it.form.times(Number::whole(1).divided_by(size).ok()?)?;
        let key = form.coefficients.into_iter().collect();
        let entry = self.0.entry(key).or_insert((form.constant, it.strictly));
        match form.constant.cmp(&entry.0) {
            Ordering::Less => *entry = (form.constant, it.strictly),
            Ordering::Equal => entry.1 |= it.strictly,
            Ordering::Greater => {}
        }
        Some(())
    }

    fn all(self) -> Vec<AtLeastZero> {
        let whole = |(coefficients, (constant, strictly)): (Vec<(u32, Number)>, _)| {
            let form = Linear { coefficients: coefficients.into_iter().collect(), constant };
            AtLeastZero { form, strictly }
        };
        self.0.into_iter().map(whole).collect()
    }
}

/// What the conditions say of the unknowns that are kept, the others eliminated; none if nothing satisfies them.
/// `lost` tells that something could not be represented and was taken to be possible.
pub(super) fn eliminate(
    constraints: Vec<AtLeastZero>,
    kept: &[u32],
    lost: &mut bool,
    work: &mut Work,
) -> Result<Option<Vec<AtLeastZero>>, Limit> {
    let mut constraints = constraints;
    loop {
        let mut strongest = Strongest::default();
        work.spend(1 + constraints.len())?;
        for it in &constraints {
            *lost |= strongest.add(it).is_none();
        }
        constraints = strongest.all();
        let next = constraints.iter().find_map(|it| {
            it.form.coefficients.keys().find(|unknown| !kept.contains(unknown)).copied()
        });
        let Some(unknown) = next else { break };
        let (with, without): (Vec<_>, Vec<_>) =
            constraints.into_iter().partition(|it| it.form.coefficients.contains_key(&unknown));
        constraints = without;
        let (upper, lower): (Vec<_>, Vec<_>) =
            with.into_iter().partition(|it| it.form.coefficients[&unknown].is_negative());
        if lower.len() * upper.len() > MOST_CONDITIONS {
            return Err(Limit::Compared);
        }
        for low in &lower {
            work.spend(1 + upper.len())?;
            for high in &upper {
                match combined(low, high, unknown) {
                    Some(it) => constraints.push(it),
                    None => *lost = true,
                }
            }
        }
    }
    let holds = |it: &AtLeastZero| {
        let constant = it.form.constant;
        let enough = if it.strictly { constant > Number::ZERO } else { constant >= Number::ZERO };
        enough || !it.form.coefficients.is_empty()
    };
    Ok(constraints.iter().all(holds).then_some(constraints))
}

/// Two conditions scaled so that the unknown cancels out.
fn combined(low: &AtLeastZero, high: &AtLeastZero, unknown: u32) -> Option<AtLeastZero> {
    let (a, b) = (low.form.coefficients[&unknown], high.form.coefficients[&unknown]);
    let scale = Number::ZERO.minus(b).ok()?;
    let form = low.form.times(scale)?.plus(&high.form, a)?;
    Some(AtLeastZero { form, strictly: low.strictly || high.strictly })
}
