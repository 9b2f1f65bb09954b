//! At which values does a comparison of one unknown value turn?

use std::cmp::Ordering;

use crate::{
    program::{Comparison, Operation},
    value::{Duration, Family, Number, Overflow, Value, days_between},
    vocabulary::Sort,
};

use super::{
    super::super::{
        Doubt,
        ground::World,
        items::{Item, Quantity},
    },
    Compared,
};

/// Days of the calendar on either side of 1 January 2000 that are searched.
const DAYS: i64 = 3_000_000;
/// The days of 400 years.
const PERIOD: i64 = 146_097;
/// Months, or days, of an unknown duration that are searched.
const LONGEST: i64 = 1_000_000;

impl World<'_> {
    /// A value out of each stretch on which no comparison turns, the lowest first; and whether they are a line, not just
    /// all that can come of the comparisons.
    pub(super) fn line(
        &self,
        unknown: Item,
        compared: &[Compared],
    ) -> Result<(Vec<Value>, bool), Doubt> {
        match self.sort_of(unknown) {
            Some(Sort::Number) => return Ok((self.dense(unknown, compared)?, true)),
            Some(Sort::Text) => return Ok((self.texts(compared), true)),
            _ => {}
        }
        let units = self.units(unknown, compared);
        let mut all = Vec::new();
        for unit in &units {
            all.extend(self.stretches(unknown, compared, *unit));
        }
        let alike = compared.iter().any(|it| self.moves_alike(*it, unknown) != Some(false));
        if !alike {
            return Ok((all, units.len() == 1));
        }
        // Two sides of the calendar that move alike may cross again and again; but after 400 years all repeats.
        let mut turns = all.iter().filter_map(|it| match it {
            Value::Date(it) => Some(days_between(jiff::civil::date(2000, 1, 1), *it).days),
            _ => None,
        });
        let Some(first) = turns.next() else {
            return Err(Doubt::new("does not find out where two values that move alike cross"));
        };
        let last = turns.next_back().unwrap_or(first);
        let mut days: Vec<Value> = Vec::new();
        let mut seen: Vec<Vec<Ordering>> = Vec::new();
        for at in first - PERIOD..last + PERIOD {
            let day = counted(None, at);
            let orders = compared.iter().map(|it| self.order(*it, unknown, &day)).collect();
            if !seen.contains(&orders) {
                seen.push(orders);
                days.push(day);
            }
        }
        Ok((days, false))
    }

    /// Whether both sides of a comparison grow, or both fall, with an unknown value; nothing where that is not clear.
    fn moves_alike(&self, it: Compared, unknown: Item) -> Option<bool> {
        let (left, right) = (self.direction(it.1, unknown)?, self.direction(it.2, unknown)?);
        Some(left * right > 0)
    }

    fn stretches(&self, unknown: Item, compared: &[Compared], unit: Option<Family>) -> Vec<Value> {
        let mut cuts: Vec<i64> = Vec::new();
        for it in compared.iter().filter(|it| self.moves_alike(**it, unknown) == Some(false)) {
            let falls = self.direction(it.1, unknown) < self.direction(it.2, unknown);
            for least in [Ordering::Equal, Ordering::Greater] {
                let reached = |at: i64| {
                    let order = self.order(*it, unknown, &counted(unit, at));
                    (if falls { order.reverse() } else { order }) >= least
                };
                cuts.extend(first(unit, reached));
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        let below = cuts.first().map_or(0, |it| it - 1);
        std::iter::once(below).chain(cuts).map(|it| counted(unit, it)).collect()
    }

    /// How an unknown date or duration is counted: a date in days, a duration as it is compared; in days as well as in
    /// months, where it is only ever added to dates.
    fn units(&self, unknown: Item, compared: &[Compared]) -> Vec<Option<Family>> {
        if self.sort_of(unknown) == Some(Sort::Date) {
            return vec![None];
        }
        if let Some(family) = self.family(unknown) {
            return vec![Some(family)];
        }
        let lengths = compared.iter().filter(|it| self.sort_of(it.1) == Some(Sort::Duration));
        let mut sides = lengths.clone().flat_map(|it| [it.1, it.2]);
        let months = sides
            .any(|it| matches!(self.items.known(it), Some(Value::Duration(it)) if it.months != 0));
        match (lengths.count(), months) {
            (0, _) => vec![Some(Family::Days), Some(Family::Months)],
            (_, true) => vec![Some(Family::Months)],
            (_, false) => vec![Some(Family::Days)],
        }
    }

    pub(super) fn family(&self, unknown: Item) -> Option<Family> {
        match self.items.get(unknown) {
            Quantity::Unknown(phrase, _) => self.case.program.families.of_attribute(*phrase),
            _ => None,
        }
    }

    /// The texts that an unknown one is compared with, and last one that is none of them.
    fn texts(&self, compared: &[Compared]) -> Vec<Value> {
        let mut texts: Vec<Value> = Vec::new();
        let mut other = String::new();
        for it in compared.iter().flat_map(|it| [it.1, it.2]) {
            let Some(Value::Text(text)) = self.items.known(it) else { continue };
            if !texts.contains(&Value::Text(text.clone())) {
                texts.push(Value::Text(text.clone()));
                other.push_str(text);
            }
        }
        texts.push(Value::Text(other + "…"));
        texts
    }

    /// A line of numbers: where the two sides of a comparison are equal, and the stretches between.
    fn dense(&self, unknown: Item, compared: &[Compared]) -> Result<Vec<Value>, Doubt> {
        let large = |_: Overflow| Doubt::new("does not hold a value as large as this");
        let mut points: Vec<Number> = Vec::new();
        for it in compared {
            let form = self.difference(it.1, it.2, Family::Days)?;
            if form.0.keys().any(|it| *it != unknown) {
                return Err(Doubt::new("does not follow a product of unknown values"));
            }
            let Some(slope) = form.0.get(&unknown) else { continue };
            points.push(
                Number::ZERO.minus(form.1).and_then(|it| it.divided_by(*slope)).map_err(large)?,
            );
        }
        points.sort_unstable();
        points.dedup();
        let (one, two) = (Number::whole(1), Number::whole(2));
        let mut samples = Vec::new();
        for (at, point) in points.iter().enumerate() {
            let below = match at.checked_sub(1) {
                None => point.minus(one),
                Some(before) => points[before].plus(*point).and_then(|it| it.divided_by(two)),
            };
            samples.extend([below.map_err(large)?, *point]);
        }
        samples.push(points.last().map_or(Ok(Number::ZERO), |it| it.plus(one)).map_err(large)?);
        Ok(samples.into_iter().map(Value::Number).collect())
    }

    /// How the two sides of a comparison are ordered when an unknown value is this one. A side that leaves what can be
    /// represented counts as very small or very large, as it falls or grows with the value.
    pub(in super::super::super) fn order(
        &self,
        compared: Compared,
        unknown: Item,
        value: &Value,
    ) -> Ordering {
        let low = match value {
            Value::Number(it) => it.is_negative(),
            Value::Date(it) => *it < jiff::civil::date(2000, 1, 1),
            Value::Duration(it) => it.is_negative(),
            Value::Text(_) => false,
        };
        let beyond = |side: Item| {
            let falls = self.direction(side, unknown) == Some(-1);
            if low == falls { Ordering::Greater } else { Ordering::Less }
        };
        let sides = [compared.1, compared.2].map(|it| self.evaluate(it, unknown, value));
        match sides {
            [Ok(one), Ok(other)] => {
                let is = |how: Comparison| how.holds(&one, &other) == Some(true);
                match () {
                    () if is(Comparison::Less) => Ordering::Less,
                    () if is(Comparison::More) => Ordering::Greater,
                    () if is(Comparison::Equal) => Ordering::Equal,
                    () => one.cmp(&other),
                }
            }
            [Err(Overflow), _] => beyond(compared.1),
            [_, Err(Overflow)] => beyond(compared.2).reverse(),
        }
    }

    /// A value when an unknown one is this.
    fn evaluate(&self, item: Item, unknown: Item, value: &Value) -> Result<Value, Overflow> {
        match self.items.get(item) {
            Quantity::Known(it) => Ok(it.clone()),
            Quantity::Unknown(..) if item == unknown => Ok(value.clone()),
            Quantity::Made(operation, one, other) => {
                let one = self.evaluate(*one, unknown, value)?;
                operation.apply(&one, &self.evaluate(*other, unknown, value)?)?.ok_or(Overflow)
            }
            _ => Err(Overflow),
        }
    }

    /// Whether a value grows with an unknown one (1), falls (-1), or has nothing to do with it (0); nothing where it does
    /// both.
    fn direction(&self, item: Item, unknown: Item) -> Option<i8> {
        if item == unknown {
            return Some(1);
        }
        let Quantity::Made(operation, one, other) = self.items.get(item) else { return Some(0) };
        let (left, right) = (self.direction(*one, unknown)?, self.direction(*other, unknown)?);
        let sign = |it: Item| match self.items.known(it)? {
            Value::Number(it) => Some(i8::from(!it.is_negative()) * 2 - 1),
            Value::Duration(it) => Some(i8::from(!it.is_negative()) * 2 - 1),
            _ => None,
        };
        match operation {
            _ if left == 0 && right == 0 => Some(0),
            Operation::Plus if left * right >= 0 => Some((left + right).signum()),
            Operation::Minus if left * right <= 0 => Some((left - right).signum()),
            Operation::Times | Operation::DividedBy if right == 0 => Some(left * sign(*other)?),
            Operation::Times if left == 0 => Some(right * sign(*one)?),
            _ => None,
        }
    }
}

/// A date or duration by its number.
fn counted(unit: Option<Family>, at: i64) -> Value {
    match unit {
        None => {
            let day = Duration { months: 0, days: at }.after(jiff::civil::date(2000, 1, 1));
            let end = if at < 0 { jiff::civil::Date::MIN } else { jiff::civil::Date::MAX };
            Value::Date(day.unwrap_or(end))
        }
        Some(Family::Months) => Value::Duration(Duration { months: at, days: 0 }),
        Some(Family::Days) => Value::Duration(Duration { months: 0, days: at }),
    }
}

/// The first number from which on something holds, if it doesn't hold everywhere or nowhere.
fn first(unit: Option<Family>, holds: impl Fn(i64) -> bool) -> Option<i64> {
    // No time is shorter than none.
    let (mut low, mut high) = if unit.is_none() { (-DAYS, DAYS) } else { (0, LONGEST) };
    if holds(low) || !holds(high) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle }
    }
    Some(high)
}
