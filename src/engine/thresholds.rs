//! At which values does the truth of a comparison change? An unknown value as a line, cut where it matters.
//!
//! All comparisons of one unknown value with known ones cut its line into cells; the value lies in exactly one of them.
//! So thresholds are consistent by themselves: where it is at least 2 years, it is at least 1 year. Numbers are dense:
//! a cut point is a cell of its own. Dates and durations are counted in whole days or months, and have no cell between
//! one and the next.

use std::cmp::Ordering;

use super::{
    Grounding,
    values::{Values, accepts},
};
use crate::{
    program::Comparison,
    value::{Duration, Family, Number, Overflow, Value},
    vocabulary::Sort,
};

/// A comparison of two values, by their numbers.
pub(super) type Compared = (Comparison, u32, u32);

/// An unknown value's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// A value out of each cell, lowest first.
    pub(super) samples: Vec<Value>,
    /// Which cells are single values.
    pub(super) points: Vec<bool>,
    /// How each cut is worded: the cut below cell `n + 1` is entry `n`.
    pub(super) cuts: Vec<Cut>,
}

/// The wording of a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// How the value compares with [`Cut::value`].
    pub comparison: Comparison,
    /// What it compares with.
    pub value: Value,
    /// Whether the comparison holds below the cut, and not above it.
    pub below: bool,
}

/// Days of the calendar that are searched; beyond these, adding a long duration would leave the calendar.
const DAYS: i64 = 3_000_000;
/// The days of 400 years, after which the calendar repeats.
const PERIOD: i64 = 146_097;
/// Months, or days, of an unknown duration that are searched.
const LONGEST: i64 = 1_000_000;

impl Grounding<'_> {
    /// The line of one unknown value, cut by these comparisons; `None` if they can't be made into cuts.
    pub(super) fn line(&self, input: u32, sort: Sort, compared: &[Compared]) -> Option<Line> {
        match sort {
            Sort::Number => self.dense_line(input, compared),
            Sort::Date | Sort::Duration => {
                let unit = match (sort, self.family_by_rules(input)) {
                    (Sort::Duration, Some(Family::Months)) => Unit::Months,
                    (Sort::Duration, Some(Family::Days)) => Unit::Days,
                    _ => Unit::of(sort, &self.values, input, compared),
                };
                self.counted_line(input, &unit, compared)
            }
            _ => None,
        }
    }

    /// A line of numbers. Every comparison must be linear, which is found out by trying.
    fn dense_line(&self, input: u32, compared: &[Compared]) -> Option<Line> {
        let mut points: Vec<Number> = Vec::new();
        for it in compared {
            points.extend(self.values.roots(input, *it)?);
        }
        points.sort_unstable();
        points.dedup();
        let mut samples = Vec::new();
        let mut flags = Vec::new();
        let one = Number::whole(1);
        let two = Number::whole(2);
        for (at, point) in points.iter().enumerate() {
            let below = match at.checked_sub(1) {
                None => point.minus(one).ok()?,
                Some(before) => points[before].plus(*point).ok()?.divided_by(two).ok()?,
            };
            samples.extend([Value::Number(below), Value::Number(*point)]);
            flags.extend([false, true]);
        }
        let last = points.last().map_or(Ok(Number::ZERO), |it| it.plus(one)).ok()?;
        samples.push(Value::Number(last));
        flags.push(false);
        let mut line = Line { samples, points: flags, cuts: Vec::new() };
        for cell in 1..line.samples.len() {
            let (comparison, at) = if line.points[cell] {
                (Comparison::AtLeast, cell)
            } else {
                (Comparison::More, cell - 1)
            };
            line.cuts.push(Cut { comparison, value: line.samples[at].clone(), below: false });
        }
        self.word_cuts(input, compared, &mut line);
        Some(line)
    }

    /// A line of days or months: the first one at which a comparison changes is searched for.
    pub(super) fn counted_line(
        &self,
        input: u32,
        unit: &Unit,
        compared: &[Compared],
    ) -> Option<Line> {
        let mut cuts: Vec<i64> = Vec::new();
        for it in compared {
            let sides = (self.values.direction(it.1, input)?, self.values.direction(it.2, input)?);
            if sides.0 * sides.1 > 0 {
                // Two sides that move the same way may cross more than once, but need not cross at all.
                if self.never_cross(*it, input, unit) {
                    continue;
                }
                return None;
            }
            let direction = (sides.0 - sides.1).signum();
            for least in [Ordering::Equal, Ordering::Greater] {
                let reached = |at: i64| {
                    let order = self.values.order(*it, input, &unit.value(at));
                    let order = if direction < 0 { order.reverse() } else { order };
                    order >= least
                };
                cuts.extend(first(unit.range(), reached));
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let first_sample = cuts.first().map_or(0, |it| it - 1);
        let samples: Vec<i64> = std::iter::once(first_sample).chain(cuts.iter().copied()).collect();
        let points = (0..samples.len())
            .map(|at| at > 0 && samples.get(at + 1).is_some_and(|next| *next == samples[at] + 1));
        let mut line = Line {
            points: points.collect(),
            samples: samples.iter().map(|it| unit.value(*it)).collect(),
            cuts: Vec::new(),
        };
        for cut in &cuts {
            let value = unit.value(*cut);
            line.cuts.push(Cut { comparison: Comparison::AtLeast, value, below: false });
        }
        self.word_counted(input, compared, unit, &cuts, &mut line);
        Some(line)
    }

    /// Whether two sides that move with a date keep their order on every day of the calendar, which repeats.
    fn never_cross(&self, compared: Compared, input: u32, unit: &Unit) -> bool {
        if !matches!(unit, Unit::Day) {
            return false;
        }
        let order = |at: i64| self.values.order(compared, input, &unit.value(at));
        let first = order(0);
        (1..PERIOD).all(|at| order(at) == first)
    }

    /// In which cells a comparison holds.
    pub(super) fn cells(&self, input: u32, line: &Line, compared: Compared) -> Vec<bool> {
        let holds = |sample: &Value| {
            let order = self.values.order(compared, input, sample);
            accepts(compared.0, order)
        };
        line.samples.iter().map(holds).collect()
    }

    /// A cut is worded as the rules word it: `at most 50` rather than `not more than 50`.
    fn word_cuts(&self, input: u32, compared: &[Compared], line: &mut Line) {
        for it in compared {
            let cells = self.cells(input, line, *it);
            let Some(cut) = single_fall(&cells) else { continue };
            let comparison = match line.cuts[cut].comparison {
                // Another comparison may have worded the same cut before.
                Comparison::More | Comparison::AtMost => Comparison::AtMost,
                _ => Comparison::Less,
            };
            line.cuts[cut].comparison = comparison;
            line.cuts[cut].below = true;
        }
    }

    fn word_counted(
        &self,
        input: u32,
        compared: &[Compared],
        unit: &Unit,
        cuts: &[i64],
        line: &mut Line,
    ) {
        for it in compared {
            let cells = self.cells(input, line, *it);
            let strict = matches!(it.0, Comparison::Less | Comparison::More);
            if let Some(cut) = single_fall(&cells) {
                let (comparison, at) = if strict {
                    (Comparison::Less, cuts[cut])
                } else {
                    (Comparison::AtMost, cuts[cut] - 1)
                };
                line.cuts[cut] = Cut { comparison, value: unit.value(at), below: true };
            } else if let Some(cut) = single_rise(&cells)
                && strict
            {
                let value = unit.value(cuts[cut] - 1);
                line.cuts[cut] = Cut { comparison: Comparison::More, value, below: false };
            }
        }
    }
}

/// The cut at which a comparison stops to hold, if it holds below it and nowhere above.
fn single_fall(cells: &[bool]) -> Option<usize> {
    let held = cells.iter().take_while(|it| **it).count();
    (held > 0 && held < cells.len() && !cells[held..].contains(&true)).then(|| held - 1)
}

/// The cut from which on a comparison holds, if it holds above it and nowhere below.
fn single_rise(cells: &[bool]) -> Option<usize> {
    let failed = cells.iter().take_while(|it| !**it).count();
    (failed > 0 && failed < cells.len() && !cells[failed..].contains(&false)).then(|| failed - 1)
}

/// The first number in a range from which on something holds, if it doesn't hold everywhere or nowhere.
fn first(range: (i64, i64), holds: impl Fn(i64) -> bool) -> Option<i64> {
    let (mut low, mut high) = range;
    if holds(low) || !holds(high) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// How a counted value is numbered.
pub(super) enum Unit {
    /// A day of the calendar.
    Day,
    /// So many months.
    Months,
    /// So many days.
    Days,
}

impl Unit {
    /// Durations count months where what they are compared with or added to does.
    fn of(sort: Sort, values: &Values, input: u32, compared: &[Compared]) -> Self {
        if sort == Sort::Date {
            return Self::Day;
        }
        let months = compared.iter().any(|it| {
            let other = if values.inputs(it.1).contains(&input) { it.2 } else { it.1 };
            matches!(values.known(other), Some(Value::Duration(it)) if it.months != 0)
        });
        if months { Self::Months } else { Self::Days }
    }

    fn range(&self) -> (i64, i64) {
        match self {
            Self::Day => (-DAYS, DAYS),
            // No time is shorter than none.
            Self::Months | Self::Days => (0, LONGEST),
        }
    }

    fn value(&self, at: i64) -> Value {
        match self {
            // Day 0 is 1 January 2000; the range searched lies well inside the calendar.
            Self::Day => {
                let zero = jiff::civil::date(2000, 1, 1);
                let days = Duration { months: 0, days: at };
                Value::Date(days.after(zero).unwrap_or(if at < 0 {
                    jiff::civil::Date::MIN
                } else {
                    jiff::civil::Date::MAX
                }))
            }
            Self::Months => Value::Duration(Duration { months: at, days: 0 }),
            Self::Days => Value::Duration(Duration { months: 0, days: at }),
        }
    }
}

/// Whether a value lies below the middle of what can be represented.
fn is_low(value: &Value) -> bool {
    match value {
        Value::Number(it) => it.is_negative(),
        Value::Date(it) => *it < jiff::civil::date(2000, 1, 1),
        Value::Duration(it) => it.months < 0 || it.days < 0,
        Value::Text(_) => false,
    }
}

impl Values {
    /// How the two sides of a comparison are ordered when an unknown value is this one. A side that leaves what can be
    /// represented counts as very small or very large, as it falls or grows with the value.
    fn order(&self, compared: Compared, input: u32, value: &Value) -> Ordering {
        let known = |it: u32| (it == input).then(|| value.clone());
        let beyond = |side: u32| {
            let falls = self.direction(side, input) == Some(-1);
            if is_low(value) == falls { Ordering::Greater } else { Ordering::Less }
        };
        match (self.evaluate(compared.1, &known), self.evaluate(compared.2, &known)) {
            (Ok(Value::Number(left)), Ok(Value::Number(right))) => left.cmp(&right),
            (Ok(Value::Date(left)), Ok(Value::Date(right))) => left.cmp(&right),
            (Ok(Value::Duration(left)), Ok(Value::Duration(right))) => {
                left.compared(right).unwrap_or_else(|| left.cmp(&right))
            }
            (Ok(Value::Text(left)), Ok(Value::Text(right))) => left.cmp(&right),
            (Err(Overflow), _) => beyond(compared.1),
            _ => beyond(compared.2).reverse(),
        }
    }

    /// Whether a value grows with an unknown one (1), falls (-1), or has nothing to do with it (0);
    /// `None` where it does both.
    fn direction(&self, number: u32, input: u32) -> Option<i8> {
        use super::values::Quantity;
        use crate::program::Operation;
        if number == input {
            return Some(1);
        }
        let Some(Quantity::Result(operation, one, other)) = self.quantity(number) else {
            return Some(0);
        };
        let (left, right) = (self.direction(*one, input)?, self.direction(*other, input)?);
        match (operation, left, right) {
            (_, 0, 0) => Some(0),
            (Operation::Plus, left, right) if left * right >= 0 => Some((left + right).signum()),
            (Operation::Minus, left, right) if left * right <= 0 => Some((left - right).signum()),
            (Operation::Times | Operation::DividedBy, left, 0) => Some(left * self.sign(*other)?),
            (Operation::Times, 0, right) => Some(right * self.sign(*one)?),
            _ => None,
        }
    }

    fn sign(&self, number: u32) -> Option<i8> {
        match self.known(number)? {
            Value::Number(it) if it.is_negative() => Some(-1),
            Value::Number(it) if *it == Number::ZERO => Some(0),
            Value::Number(_) => Some(1),
            Value::Duration(it) => Some(if it.months < 0 || it.days < 0 { -1 } else { 1 }),
            _ => None,
        }
    }

    /// The values of the unknown at which the two sides of a comparison of numbers are equal, one at most;
    /// `None` if they are not linear in it.
    fn roots(&self, input: u32, compared: Compared) -> Option<Vec<Number>> {
        let (left, right) = (self.linear(compared.1, input)?, self.linear(compared.2, input)?);
        let slope = left.0.minus(right.0).ok()?;
        let constant = left.1.minus(right.1).ok()?;
        if slope == Number::ZERO {
            return Some(Vec::new());
        }
        Number::ZERO.minus(constant).and_then(|it| it.divided_by(slope)).ok().map(|it| vec![it])
    }

    /// A number as slope and constant in one unknown.
    fn linear(&self, number: u32, input: u32) -> Option<(Number, Number)> {
        use super::values::Quantity;
        use crate::program::Operation;
        if number == input {
            return Some((Number::whole(1), Number::ZERO));
        }
        match self.quantity(number)? {
            Quantity::Known(Value::Number(it)) => Some((Number::ZERO, *it)),
            Quantity::Result(operation, one, other) => {
                let (left, right) = (self.linear(*one, input)?, self.linear(*other, input)?);
                match operation {
                    Operation::Plus => {
                        Some((left.0.plus(right.0).ok()?, left.1.plus(right.1).ok()?))
                    }
                    Operation::Minus => {
                        Some((left.0.minus(right.0).ok()?, left.1.minus(right.1).ok()?))
                    }
                    Operation::Times if left.0 == Number::ZERO => {
                        Some((right.0.times(left.1).ok()?, right.1.times(left.1).ok()?))
                    }
                    Operation::Times if right.0 == Number::ZERO => {
                        Some((left.0.times(right.1).ok()?, left.1.times(right.1).ok()?))
                    }
                    Operation::DividedBy if right.0 == Number::ZERO => {
                        Some((left.0.divided_by(right.1).ok()?, left.1.divided_by(right.1).ok()?))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
