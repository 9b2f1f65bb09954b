//! What are two values made of? Comparisons as linear forms over what is not known.
//!
//! A date to which months are added, and a product of unknown values, are unknowns of their own in these forms. How such
//! a date hangs together with the one that it is made from is worked out exactly ([`dates`](super::dates)). A product
//! has one value wherever it stands; that it hangs together with its factors is not worked out, so comparisons of both
//! are taken as [independent](Forms::independent) of each other.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{
    calendar::Shift,
    durations,
    linear::{AtLeastZero, Linear},
};
use crate::{
    engine::{Grounding, compile::index, thresholds::Compared, values::Quantity},
    program::{Comparison, Operation},
    value::{Duration, Family, Number, Value, days_between},
    vocabulary::Sort,
};

/// Something that linear forms are made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Unknown {
    /// An unknown input.
    Input(u32),
    /// The day that a linear form stands for.
    Day(Linear),
    /// The day that some days and months lead to from another.
    Shifted(u32, Vec<Shift>),
    /// A product, its factors in order.
    Product(Vec<u32>),
    /// One divided by a form.
    Inverse(Linear),
    /// What can't be written in any of these ways.
    Other(u32),
}

/// The forms of some comparisons, left side less right side, and what they are made of.
pub(super) struct Forms<'g> {
    pub(super) grounding: &'g Grounding<'g>,
    unknowns: IndexSet<Unknown, FxBuildHasher>,
    /// The unknown durations that are counted in months, and those counted in days.
    pub(super) in_months: Vec<u32>,
    pub(super) in_days: Vec<u32>,
    /// What is at least zero whatever the outcomes are.
    at_least_zero: Vec<Linear>,
    /// Which comparisons ask whether something is equal.
    pub(super) equal: Vec<bool>,
    /// For each comparison its form, and whether it is counted in whole ones.
    pub(super) all: Vec<(Linear, bool)>,
}

impl<'g> Forms<'g> {
    pub(super) fn new(grounding: &'g Grounding, compared: &[Compared]) -> Self {
        let unknowns = IndexSet::default();
        let in_months = durations::of_family(grounding, compared, Family::Months);
        let in_days = durations::of_family(grounding, compared, Family::Days);
        let equal = compared.iter().map(|it| it.0 == Comparison::Equal).collect();
        let mut forms = Self {
            grounding,
            unknowns,
            in_months,
            in_days,
            equal,
            at_least_zero: Vec::new(),
            all: Vec::new(),
        };
        for it in compared {
            let form = forms.difference(it.1, it.2);
            let sort = grounding.sort_of_value(it.1).or_else(|| grounding.sort_of_value(it.2));
            forms.all.push((form, matches!(sort, Some(Sort::Date | Sort::Duration))));
        }
        forms
    }

    fn difference(&mut self, left: u32, right: u32) -> Linear {
        let (one, other) = (self.form(left), self.form(right));
        let minus = Number::whole(-1);
        one.plus(&other, minus).unwrap_or_else(|| {
            // Too large to be written down.
            let (one, other) = (self.other(left), self.other(right));
            one.plus(&other, minus).unwrap_or(one)
        })
    }

    fn number(&mut self, unknown: Unknown) -> u32 {
        index(self.unknowns.insert_full(unknown).0)
    }

    fn unknown(&mut self, unknown: Unknown) -> Linear {
        Linear::unknown(self.number(unknown))
    }

    fn other(&mut self, value: u32) -> Linear {
        self.unknown(Unknown::Other(value))
    }

    /// What an unknown of the forms is.
    pub(super) fn get(&self, unknown: u32) -> Option<&Unknown> {
        self.unknowns.get_index(unknown as usize)
    }

    /// All unknowns with their numbers.
    pub(super) fn unknowns(&self) -> impl Iterator<Item = (u32, &Unknown)> {
        (0..).zip(&self.unknowns)
    }

    /// A value as a form: dates in days since the year 2000, durations in days or in months, each text as a number.
    fn form(&mut self, value: u32) -> Linear {
        let quantity = self.grounding.values.quantity(value);
        let form = match quantity {
            Some(Quantity::Known(Value::Text(_))) => {
                Some(Linear::constant(Number::whole(value.into())))
            }
            Some(Quantity::Known(it)) => counted(it).map(Linear::constant),
            Some(Quantity::Unknown(..)) => Some(self.unknown(Unknown::Input(value))),
            Some(Quantity::Result(operation, one, other)) => self.result(*operation, *one, *other),
            None => None,
        };
        if let Some(it) = form {
            return it;
        }
        let other = self.other(value);
        let distance = self.distance(value, &other);
        self.at_least_zero.extend(distance);
        other
    }

    /// How far a date that can't be written down lies from the one that it is made from, if it never lies on its other
    /// side: no duration is shorter than none.
    fn distance(&mut self, value: u32, own: &Linear) -> Option<Linear> {
        let Some(Quantity::Result(operation, date, length)) = self.grounding.values.quantity(value)
        else {
            return None;
        };
        let is_input =
            matches!(self.grounding.values.quantity(*length), Some(Quantity::Unknown(..)));
        if !is_input || self.grounding.sort_of_value(*date) != Some(Sort::Date) {
            return None;
        }
        let apart = own.plus(&self.form(*date), Number::whole(-1))?;
        apart.times(Number::whole(if *operation == Operation::Minus { -1 } else { 1 }))
    }

    fn result(&mut self, operation: Operation, one: u32, other: u32) -> Option<Linear> {
        let sort = |it: u32| self.grounding.sort_of_value(it);
        match (operation, sort(one), sort(other)) {
            (_, Some(Sort::Date), Some(Sort::Duration)) => self.later(one, operation, other),
            (_, Some(Sort::Duration), Some(Sort::Date)) => self.later(other, operation, one),
            (Operation::Plus, ..) => {
                let (one, other) = (self.form(one), self.form(other));
                one.plus(&other, Number::whole(1))
            }
            (Operation::Minus, ..) => {
                let (one, other) = (self.form(one), self.form(other));
                one.plus(&other, Number::whole(-1))
            }
            (Operation::Times, ..) => {
                let (one, other) = (self.form(one), self.form(other));
                self.product(&one, &other)
            }
            (Operation::DividedBy, ..) => {
                let (one, other) = (self.form(one), self.form(other));
                if other.coefficients.is_empty() {
                    return one.times(Number::whole(1).divided_by(other.constant).ok()?);
                }
                let inverse = self.inverse(&other)?;
                self.product(&one, &inverse)
            }
        }
    }

    /// A date moved by a duration.
    fn later(&mut self, date: u32, operation: Operation, duration: u32) -> Option<Linear> {
        let forwards = if operation == Operation::Minus { -1 } else { 1 };
        let start = self.form(date);
        if let Some(Value::Duration(length)) = self.grounding.values.known(duration) {
            return self.moved(&start, *length, forwards);
        }
        if self.counts_months(duration) {
            return None;
        }
        let length = self.form(duration);
        start.plus(&length, Number::whole(forwards))
    }

    fn moved(&mut self, start: &Linear, length: Duration, forwards: i64) -> Option<Linear> {
        let months = length.months.checked_mul(forwards)?;
        let days = Number::whole(length.days.checked_mul(forwards)?);
        let reached = if months == 0 { start.clone() } else { self.shifted(start, months)? };
        reached.plus(&Linear::constant(days), Number::whole(1))
    }

    fn shifted(&mut self, start: &Linear, months: i64) -> Option<Linear> {
        let mut terms = start.coefficients.iter();
        let day = match (terms.next(), terms.next(), start.constant.as_whole()) {
            (Some((unknown, factor)), None, Some(days)) if *factor == Number::whole(1) => {
                Some((*unknown, days))
            }
            _ => None,
        };
        let (unknown, days) = day.unwrap_or_else(|| (self.number(Unknown::Day(start.clone())), 0));
        let shift = Shift { days, months };
        let shifted = match self.get(unknown)? {
            Unknown::Shifted(base, shifts) => {
                Unknown::Shifted(*base, shifts.iter().copied().chain([shift]).collect())
            }
            _ => Unknown::Shifted(unknown, vec![shift]),
        };
        Some(self.unknown(shifted))
    }

    fn counts_months(&self, duration: u32) -> bool {
        durations::counts(self.grounding, &self.in_months, Family::Months, duration)
    }

    /// Multiplies out, so that the same product is the same unknown however it is written.
    fn product(&mut self, one: &Linear, other: &Linear) -> Option<Linear> {
        let mut sum = Linear::constant(one.constant.times(other.constant).ok()?);
        let bare = |it: &Linear| Linear { constant: Number::ZERO, ..it.clone() };
        sum = sum.plus(&bare(one), other.constant)?.plus(&bare(other), one.constant)?;
        for (left, by) in &one.coefficients {
            for (right, factor) in &other.coefficients {
                let mut factors = [self.factors(*left), self.factors(*right)].concat();
                factors.sort_unstable();
                let product = self.unknown(Unknown::Product(factors));
                sum = sum.plus(&product, by.times(*factor).ok()?)?;
            }
        }
        Some(sum)
    }

    fn factors(&self, unknown: u32) -> Vec<u32> {
        match self.get(unknown) {
            Some(Unknown::Product(factors)) => factors.clone(),
            _ => vec![unknown],
        }
    }

    /// One divided by a form, scaled so that the same quotient is the same unknown however it is written.
    fn inverse(&mut self, form: &Linear) -> Option<Linear> {
        let first = *form.coefficients.values().next()?;
        let scale = Number::whole(1).divided_by(first).ok()?;
        let scaled = form.times(scale)?;
        self.unknown(Unknown::Inverse(scaled)).times(scale)
    }

    /// What holds whatever the outcomes are.
    pub(super) fn at_any_rate(&self) -> Vec<AtLeastZero> {
        let loose = |form: &Linear| AtLeastZero { form: form.clone(), strictly: false };
        let mut all: Vec<AtLeastZero> = self.at_least_zero.iter().map(loose).collect();
        for (number, unknown) in self.unknowns() {
            let own = Linear::unknown(number);
            match unknown {
                Unknown::Day(form) => {
                    let same = own.plus(form, Number::whole(-1));
                    let both = same.and_then(|it| it.constrained(true, Comparison::Equal));
                    all.extend(both.into_iter().flatten());
                }
                Unknown::Input(it) if self.grounding.sort_of_value(*it) == Some(Sort::Duration) => {
                    all.push(AtLeastZero { form: own, strictly: false });
                }
                Unknown::Product(factors) if is_square(factors) => {
                    all.push(AtLeastZero { form: own, strictly: false });
                }
                _ => {}
            }
        }
        all
    }

    /// The unknowns of a form, and those that dates among them are made from.
    pub(super) fn reaches(&self, form: &Linear) -> Vec<u32> {
        let mut found: Vec<u32> = form.coefficients.keys().copied().collect();
        let mut at = 0;
        while let Some(next) = found.get(at) {
            match self.get(*next) {
                Some(Unknown::Shifted(base, _)) => found.push(*base),
                Some(Unknown::Day(form)) => found.extend(form.coefficients.keys()),
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// The inputs that an unknown is made from, each once.
    pub(super) fn inputs(&self, unknown: u32) -> Vec<u32> {
        let of = |all: &mut dyn Iterator<Item = u32>| all.flat_map(|it| self.inputs(it)).collect();
        let mut found: Vec<u32> = match self.get(unknown) {
            Some(Unknown::Input(it)) => vec![*it],
            Some(Unknown::Other(it)) => self.grounding.values.inputs(*it).to_vec(),
            Some(Unknown::Shifted(base, _)) => self.inputs(*base),
            Some(Unknown::Product(factors)) => of(&mut factors.iter().copied()),
            Some(Unknown::Inverse(form) | Unknown::Day(form)) => {
                of(&mut form.coefficients.keys().copied())
            }
            None => Vec::new(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether each factor stands in a product an even number of times.
fn is_square(factors: &[u32]) -> bool {
    factors.len().is_multiple_of(2) && factors.chunks(2).all(|it| it[0] == it[1])
}

/// A known value as a number.
fn counted(value: &Value) -> Option<Number> {
    match value {
        Value::Number(it) => Some(*it),
        Value::Date(it) => {
            let zero = jiff::civil::date(2000, 1, 1);
            Some(Number::whole(days_between(zero, *it).days))
        }
        Value::Duration(it) if it.months == 0 => Some(Number::whole(it.days)),
        Value::Duration(it) if it.days == 0 => Some(Number::whole(it.months)),
        _ => None,
    }
}
