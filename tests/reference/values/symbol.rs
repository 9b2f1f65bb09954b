//! What is a value, known or not? A known amount, the unknown value of something, or what becomes of two of them.

use std::{cmp::Ordering, collections::BTreeMap, rc::Rc};

use grounds::{
    program::{Comparison, Operation},
    value::Value,
    vocabulary::{PhraseId, ThingId},
};
use num_rational::Ratio;

use super::calendar::{self, Day};

/// A number.
pub(crate) type Rational = Ratio<i128>;

/// A phrase, or an attribute, with an individual in each slot.
pub(crate) type Key = (PhraseId, Vec<ThingId>);

/// A known value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Amount {
    Number(Rational),
    Date(Day),
    Length { months: i64, days: i64 },
}

/// A value as it was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Symbol {
    Known(Amount),
    Unknown(Key),
    Combined(Operation, Rc<(Symbol, Symbol)>),
}

/// Two values that somebody compares.
pub(crate) type Pair = (Symbol, Symbol);

/// What unknown values are.
pub(crate) type Point = BTreeMap<Key, Amount>;

impl Amount {
    /// A value that was written.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Number(it) => Self::Number(read(&it.to_string().replace(',', ""))),
            Value::Date(it) => {
                Self::Date(calendar::number(it.year().into(), it.month().into(), it.day().into()))
            }
            Value::Duration(it) => Self::Length { months: it.months, days: it.days },
            Value::Text(_) => unreachable!("random programs have no texts"),
        }
    }

    fn combined(operation: Operation, one: Self, other: Self) -> Self {
        match (operation, one, other) {
            (Operation::Plus, Self::Number(one), Self::Number(other)) => Self::Number(one + other),
            (Operation::Minus, Self::Number(one), Self::Number(other)) => Self::Number(one - other),
            (Operation::Times, Self::Number(one), Self::Number(other)) => Self::Number(one * other),
            (Operation::Plus, Self::Date(day), Self::Length { months, days }) => {
                Self::Date(calendar::months_later(day, months) + days)
            }
            (Operation::Minus, Self::Date(day), Self::Length { months, days }) => {
                Self::Date(calendar::months_later(day, -months) - days)
            }
            (Operation::Minus, Self::Date(one), Self::Date(other)) => {
                Self::Length { months: 0, days: one - other }
            }
            it => unreachable!("random programs do not combine {it:?}"),
        }
    }

    /// Which of two is smaller; months are not compared with days.
    pub(crate) fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.cmp(&other),
            (Self::Date(one), Self::Date(other)) => one.cmp(&other),
            (Self::Length { months: 0, days: one }, Self::Length { months: 0, days: other })
            | (Self::Length { months: one, days: 0 }, Self::Length { months: other, days: 0 }) => {
                one.cmp(&other)
            }
            it => unreachable!("random programs do not compare {it:?}"),
        }
    }
}

/// `3`, `-2.5`, `1/3`
fn read(text: &str) -> Rational {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let (whole, part) = above.split_once('.').unwrap_or((above, ""));
    let scale = 10_i128.pow(part.len().try_into().unwrap());
    let digits: i128 = format!("{whole}{part}").parse().unwrap();
    Ratio::new(digits, scale * below.parse::<i128>().unwrap())
}

/// Whether a comparison accepts an order.
pub(crate) fn accepts(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
        Comparison::Less => order == Ordering::Less,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::More => order == Ordering::Greater,
        Comparison::AtLeast => order != Ordering::Less,
    }
}

impl Symbol {
    pub(crate) fn combined(operation: Operation, one: Self, other: Self) -> Self {
        match (&one, &other) {
            (Self::Known(one), Self::Known(other)) => {
                Self::Known(Amount::combined(operation, *one, *other))
            }
            _ => Self::Combined(operation, Rc::new((one, other))),
        }
    }

    /// What it is, where the unknown values are these; none where one of them is not told.
    pub(crate) fn at(&self, point: &Point) -> Option<Amount> {
        match self {
            Self::Known(it) => Some(*it),
            Self::Unknown(key) => point.get(key).copied(),
            Self::Combined(operation, it) => {
                Some(Amount::combined(*operation, it.0.at(point)?, it.1.at(point)?))
            }
        }
    }

    /// Tells of every known and unknown value that it is made from.
    pub(crate) fn each(&self, tell: &mut impl FnMut(&Self)) {
        match self {
            Self::Combined(_, it) => {
                it.0.each(tell);
                it.1.each(tell);
            }
            it => tell(it),
        }
    }
}
