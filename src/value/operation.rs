//! How are two values combined or compared?

use super::{Number, Overflow, Value, days_between};

/// How two values are combined. `plus` and `minus` also shift a date by a duration; `minus` also counts the days between
/// two dates; `times` and `divided by` also scale a duration by a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// `plus`
    Plus,
    /// `minus`
    Minus,
    /// `times`
    Times,
    /// `divided by`
    DividedBy,
}

/// What an aggregate makes of many values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Function {
    /// How many there are.
    Number,
    /// Their sum; zero where there are none.
    Sum,
    /// The earliest date, or the smallest number or duration; none where there are none.
    Least,
    /// The latest date, or the largest number or duration; none where there are none.
    Greatest,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// `is`, `is the same as`
    Equal,
    /// `is different from`
    Different,
    /// `is less than`, `is before`
    Less,
    /// `is at most`, `is on or before`
    AtMost,
    /// `is more than`, `is after`
    More,
    /// `is at least`, `is on or after`
    AtLeast,
}

impl Operation {
    /// The result; none where the two can't be combined like this.
    ///
    /// # Errors
    /// When the result can't be represented.
    pub fn apply(self, one: &Value, other: &Value) -> Result<Option<Value>, Overflow> {
        Ok(Some(match (self, one, other) {
            (_, Value::Number(one), Value::Number(other)) => {
                Value::Number(self.of_numbers(*one, *other)?)
            }
            (Self::Plus, Value::Duration(one), Value::Duration(other)) => {
                Value::Duration(one.plus(*other)?)
            }
            (Self::Minus, Value::Duration(one), Value::Duration(other)) => {
                Value::Duration(one.plus(other.negated()?)?)
            }
            (Self::Plus, Value::Date(day), Value::Duration(length))
            | (Self::Plus, Value::Duration(length), Value::Date(day)) => {
                Value::Date(length.after(*day)?)
            }
            (Self::Minus, Value::Date(day), Value::Duration(length)) => {
                Value::Date(length.negated()?.after(*day)?)
            }
            (Self::Minus, Value::Date(one), Value::Date(other)) => {
                Value::Duration(days_between(*other, *one))
            }
            (Self::Times, Value::Duration(length), Value::Number(times))
            | (Self::Times, Value::Number(times), Value::Duration(length)) => {
                Value::Duration(length.times(*times)?)
            }
            (Self::DividedBy, Value::Duration(length), Value::Number(parts)) => {
                Value::Duration(length.times(Number::whole(1).divided_by(*parts)?)?)
            }
            _ => return Ok(None),
        }))
    }

    fn of_numbers(self, one: Number, other: Number) -> Result<Number, Overflow> {
        match self {
            Self::Plus => one.plus(other),
            Self::Minus => one.minus(other),
            Self::Times => one.times(other),
            Self::DividedBy => one.divided_by(other),
        }
    }
}

impl Comparison {
    /// Whether two values compare like this; none where they can't be compared: a number with a date, one text with
    /// another by size, months with days.
    pub fn holds(self, one: &Value, other: &Value) -> Option<bool> {
        let order = match (one, other) {
            (Value::Number(one), Value::Number(other)) => one.cmp(other),
            (Value::Date(one), Value::Date(other)) => one.cmp(other),
            (Value::Text(one), Value::Text(other))
                if matches!(self, Self::Equal | Self::Different) =>
            {
                one.cmp(other)
            }
            (Value::Duration(one), Value::Duration(other)) => one.compared(*other)?,
            _ => return None,
        };
        Some(match self {
            Self::Equal => order.is_eq(),
            Self::Different => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        })
    }

    /// The same with its sides exchanged.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::Different => Self::Different,
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }

    /// What holds where this does not, of two values that can be ordered; none for [`Comparison::Equal`] and
    /// [`Comparison::Different`].
    pub fn opposite(self) -> Option<Self> {
        match self {
            Self::Equal | Self::Different => None,
            Self::Less => Some(Self::AtLeast),
            Self::AtMost => Some(Self::More),
            Self::More => Some(Self::AtMost),
            Self::AtLeast => Some(Self::Less),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Operation};
    use crate::value::{Duration, Number, Overflow, Value};

    #[test]
    fn values_are_combined_as_they_fit() {
        let date = |it: &str| it.parse().map(Value::Date).unwrap_or(Value::Text(it.to_owned()));
        let days = |days| Value::Duration(Duration { months: 0, days });
        let months = |months| Value::Duration(Duration { months, days: 0 });
        let number = |it: &str| Number::parse(it).map_or(Value::Text(it.to_owned()), Value::Number);
        let cases = [
            (Operation::Plus, date("2026-01-31"), months(1), Ok("2026-02-28")),
            (Operation::Plus, days(14), date("2026-03-02"), Ok("2026-03-16")),
            (Operation::Minus, date("2026-03-31"), months(1), Ok("2026-02-28")),
            (Operation::Minus, date("2026-03-16"), date("2026-03-02"), Ok("14 days")),
            (Operation::Minus, date("2026-03-02"), date("2026-03-03"), Ok("-1 day")),
            (Operation::Minus, months(14), months(2), Ok("1 year")),
            (Operation::Minus, months(2), months(3), Ok("-1 month")),
            (Operation::Times, number("2.5"), days(4), Ok("10 days")),
            (Operation::DividedBy, months(6), number("4"), Err(Overflow)),
            (Operation::DividedBy, months(6), number("0"), Err(Overflow)),
            (Operation::DividedBy, number("1"), number("4"), Ok("0.25")),
            (Operation::Times, date("2026-03-02"), number("2"), Ok("none")),
            (Operation::Plus, date("2026-03-02"), months(i64::MAX), Err(Overflow)),
        ];
        for (operation, one, other, expected) in cases {
            let found = operation.apply(&one, &other);
            let found = found.map(|it| it.map_or("none".to_owned(), |it| it.to_string()));
            assert_eq!(found, expected.map(str::to_owned), "{one} {operation:?} {other}");
        }
        assert_eq!(Comparison::Less.holds(&days(30), &months(1)), None);
        assert_eq!(Comparison::Less.holds(&days(0), &months(1)), Some(true));
        assert_eq!(Comparison::AtLeast.holds(&months(12), &months(12)), Some(true));
    }
}
