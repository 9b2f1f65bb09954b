//! How much, when, how long? Exact numbers, calendar dates and durations.
//!
//! Nothing here is ever rounded: numbers are fractions, dates are days of the calendar, and durations keep months apart
//! from days, because a month has no fixed number of days. What can't be represented is an [`Overflow`].
//!
//! Months are counted on the calendar from the date they are added to: 31 January plus 1 month is the last day of
//! February. So adding is not associative, and "have four months passed" is always decided by adding to the first day,
//! never by counting between two days.

mod operation;

use std::{cmp::Ordering, fmt};

use jiff::{Span, civil::Date};
use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

pub use operation::{Comparison, Function, Operation};

/// A result beyond what can be represented: a number of more than some 38 digits, a date outside the years -9999 to 9999,
/// a part of a day or month, or a division by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// An exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

/// A length of time: calendar months, and days besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Whole months; a year is twelve.
    pub months: i64,
    /// Whole days; a week is seven.
    pub days: i64,
}

/// A value that an attribute can have, other than an individual.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A number.
    Number(Number),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Duration),
    /// A text.
    Text(String),
}

/// Which family of durations one belongs to; the two can't be compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Months and years.
    Months,
    /// Days and weeks.
    Days,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(Ratio::from_integer(number.into()))
    }

    /// Reads `3`, `-4`, `2.5`, `1,000`. Commas may only set off thousands.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |it| (-1, it));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let groups: Vec<&str> = whole.split(',').collect();
        let grouped = groups.len() == 1
            || groups[1..].iter().all(|it| it.len() == 3) && (1..=3).contains(&groups[0].len());
        let all = format!("{}{part}", groups.concat());
        let figures = !groups.concat().is_empty() && all.bytes().all(|it| it.is_ascii_digit());
        if !grouped || !figures || digits.ends_with('.') {
            return None;
        }
        let scale = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        Some(Self(Ratio::new(all.parse::<i128>().ok()?.checked_mul(sign)?, scale)))
    }

    /// The number, if it is whole and small enough to count with.
    pub fn as_whole(self) -> Option<i64> {
        self.0.is_integer().then(|| i64::try_from(self.0.to_integer()).ok()).flatten()
    }

    /// The greatest whole number that is not more, if it is small enough to count with.
    pub(crate) fn floor(self) -> Option<i64> {
        i64::try_from(self.0.floor().to_integer()).ok()
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// The sum.
    ///
    /// # Errors
    /// When it can't be represented; so with the other operations.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(&other.0).map(Self).ok_or(Overflow)
    }

    /// The difference.
    ///
    /// # Errors
    /// See [`Number::plus`].
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(&other.0).map(Self).ok_or(Overflow)
    }

    /// The product.
    ///
    /// # Errors
    /// See [`Number::plus`].
    pub fn times(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_mul(&other.0).map(Self).ok_or(Overflow)
    }

    /// The quotient.
    ///
    /// # Errors
    /// See [`Number::plus`]; and when the other number is zero.
    pub fn divided_by(self, other: Self) -> Result<Self, Overflow> {
        if other.0.is_zero() {
            return Err(Overflow);
        }
        self.0.checked_div(&other.0).map(Self).ok_or(Overflow)
    }
}

impl Duration {
    /// The family it belongs to; none where it is nothing at all or mixed.
    pub fn family(self) -> Option<Family> {
        match (self.months, self.days) {
            (0, 0) => None,
            (_, 0) => Some(Family::Months),
            (0, _) => Some(Family::Days),
            _ => None,
        }
    }

    /// Whether it leads back in time, or partly so.
    pub fn is_negative(self) -> bool {
        self.months < 0 || self.days < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// When it can't be represented; so with the other operations.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            months: self.months.checked_add(other.months).ok_or(Overflow)?,
            days: self.days.checked_add(other.days).ok_or(Overflow)?,
        })
    }

    /// The same length of time backwards.
    ///
    /// # Errors
    /// See [`Duration::plus`].
    pub fn negated(self) -> Result<Self, Overflow> {
        Ok(Self {
            months: self.months.checked_neg().ok_or(Overflow)?,
            days: self.days.checked_neg().ok_or(Overflow)?,
        })
    }

    /// So many times this long.
    ///
    /// # Errors
    /// When that is no whole number of months or days, or can't be represented.
    pub fn times(self, number: Number) -> Result<Self, Overflow> {
        let scaled = |it: i64| Number::whole(it).times(number)?.as_whole().ok_or(Overflow);
        Ok(Self { months: scaled(self.months)?, days: scaled(self.days)? })
    }

    /// The day this long after a day: first the months, on the calendar, then the days.
    ///
    /// # Errors
    /// When the day lies outside the calendar.
    pub fn after(self, day: Date) -> Result<Date, Overflow> {
        let months = Span::new().try_months(self.months).map_err(|_| Overflow)?;
        let days = Span::new().try_days(self.days).map_err(|_| Overflow)?;
        let day = day.checked_add(months).map_err(|_| Overflow)?;
        day.checked_add(days).map_err(|_| Overflow)
    }

    /// Which of two is longer; none where that depends on the calendar.
    pub fn compared(self, other: Self) -> Option<Ordering> {
        let (months, days) = (self.months.cmp(&other.months), self.days.cmp(&other.days));
        match (months, days) {
            (Ordering::Equal, it) | (it, Ordering::Equal) => Some(it),
            (one, other) => (one == other).then_some(one),
        }
    }
}

/// How many days lie between two days.
pub fn days_between(from: Date, to: Date) -> Duration {
    let days = from.until(to).map_or(0, |it| i64::from(it.get_days()));
    Duration { months: 0, days }
}

impl fmt::Display for Number {
    /// As a decimal where it has finitely many places, else as a fraction.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (*self.0.numer(), *self.0.denom());
        let mut rest = denominator;
        let mut places = 0_u32;
        let mut twos = 0_u32;
        let mut fives = 0_u32;
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        places = places.max(twos).max(fives);
        let scaled = 10_i128
            .checked_pow(places)
            .and_then(|it| it.checked_div(denominator))
            .and_then(|it| numerator.checked_mul(it));
        let Some(scaled) = scaled.filter(|_| rest == 1) else {
            return write!(out, "{numerator}/{denominator}");
        };
        let sign = if scaled < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", scaled.unsigned_abs(), places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - places as usize);
        let point = if part.is_empty() { "" } else { "." };
        write!(out, "{sign}{}{point}{part}", thousands(whole))
    }
}

/// `1000` as `1,000`.
pub(crate) fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl fmt::Display for Duration {
    /// In the largest units that fit: `2 years`, `18 months`, `4 weeks` stays `28 days`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |count: i64, one: &str| {
            let plural = if count.unsigned_abs() == 1 { "" } else { "s" };
            format!("{count} {one}{plural}")
        };
        let months = match self.months {
            0 => None,
            it if it % 12 == 0 => Some(unit(it / 12, "year")),
            it => Some(unit(it, "month")),
        };
        let days = (self.days != 0 || self.months == 0).then(|| unit(self.days, "day"));
        let parts: Vec<String> = months.into_iter().chain(days).collect();
        out.write_str(&parts.join(" plus "))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(it) => it.fmt(out),
            Self::Date(it) => it.fmt(out),
            Self::Duration(it) => it.fmt(out),
            Self::Text(it) => write!(out, "\"{it}\""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Number, Overflow, days_between};

    fn number(text: &str) -> String {
        Number::parse(text).map_or_else(|| "none".to_owned(), |it| it.to_string())
    }

    #[test]
    fn numbers_are_read_and_written() {
        let read =
            ["3", "-4", "2.5", "1,000", "1000", "50.01", "0.10", "1,00", "", "-", "3.", "1e3"];
        let written = [
            "3", "-4", "2.5", "1,000", "1,000", "50.01", "0.1", "none", "none", "none", "none",
            "none",
        ];
        assert_eq!(read.map(number), written);
    }

    #[test]
    fn thirds_are_exact() {
        let third = Number::whole(1).divided_by(Number::whole(3));
        assert_eq!(third.and_then(|it| it.times(Number::whole(3))), Ok(Number::whole(1)));
        assert_eq!(third.map(|it| it.to_string()), Ok("1/3".to_owned()));
        assert_eq!(Number::whole(1).divided_by(Number::ZERO), Err(Overflow));
    }

    #[test]
    fn months_end_with_the_month() {
        let month = Duration { months: 1, days: 0 };
        let day = jiff::civil::date(2024, 1, 31);
        assert_eq!(month.after(day), Ok(jiff::civil::date(2024, 2, 29)));
        assert_eq!(
            month.plus(month).and_then(|it| it.after(day)),
            Ok(jiff::civil::date(2024, 3, 31))
        );
        let leap = jiff::civil::date(2024, 2, 29);
        assert_eq!(
            Duration { months: 12, days: 0 }.after(leap),
            Ok(jiff::civil::date(2025, 2, 28))
        );
        assert_eq!(days_between(day, leap), Duration { months: 0, days: 29 });
    }
}
