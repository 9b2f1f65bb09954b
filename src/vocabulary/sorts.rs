//! What can stand where, and what comes of combining it? Kinds of individuals and sorts of values.

use super::{Sort, Vocabulary, wording::with_article, words::fold};
use crate::value::{Operation, Value};

/// The sorts of values, each with its words.
const VALUES: [(Sort, &str, &str); 4] = [
    (Sort::Number, "number", "numbers"),
    (Sort::Date, "date", "dates"),
    (Sort::Duration, "duration", "durations"),
    (Sort::Text, "text", "texts"),
];

impl Sort {
    /// The sort of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Number(_) => Self::Number,
            Value::Date(_) => Self::Date,
            Value::Duration(_) => Self::Duration,
            Value::Text(_) => Self::Text,
        }
    }

    /// The sort of values that a word means, whatever its case.
    pub(crate) fn of_values(word: &str) -> Option<Self> {
        let word = fold(word);
        VALUES.iter().find(|it| it.1 == word).map(|it| it.0)
    }

    /// The same for a word in the plural.
    pub(super) fn of_many_values(word: &str) -> Option<Self> {
        let word = fold(word);
        VALUES.iter().find(|it| it.2 == word).map(|it| it.0)
    }

    /// Whether it is one of values.
    pub fn is_value(self) -> bool {
        self.kind().is_none()
    }

    /// What comes of combining two values, if they can be combined like this.
    pub fn combined(self, operation: Operation, other: Self) -> Option<Self> {
        Some(match (operation, self, other) {
            (_, Self::Number, Self::Number) => Self::Number,
            (Operation::Plus | Operation::Minus, Self::Date, Self::Duration)
            | (Operation::Plus, Self::Duration, Self::Date) => Self::Date,
            (Operation::Minus, Self::Date, Self::Date)
            | (Operation::Plus | Operation::Minus, Self::Duration, Self::Duration)
            | (Operation::Times | Operation::DividedBy, Self::Duration, Self::Number)
            | (Operation::Times, Self::Number, Self::Duration) => Self::Duration,
            _ => return None,
        })
    }
}

impl Vocabulary {
    /// `country`, `number`
    pub fn sort_name(&self, sort: Sort) -> &str {
        match sort {
            Sort::Kind(kind) => &self.kind(kind).name,
            _ => VALUES.iter().find(|it| it.0 == sort).map_or("", |it| it.1),
        }
    }

    /// `a country`, `a number`
    pub fn some(&self, sort: Sort) -> String {
        with_article(self.sort_name(sort))
    }

    /// Whether one thing can be of both sorts.
    pub fn sorts_meet(&self, one: Sort, other: Sort) -> bool {
        match (one, other) {
            (Sort::Kind(one), Sort::Kind(other)) => self.compatible(one, other),
            _ => one == other,
        }
    }

    /// Whether everything of sort `lower` is of sort `upper`.
    pub fn is_sort_part_of(&self, lower: Sort, upper: Sort) -> bool {
        match (lower, upper) {
            (Sort::Kind(lower), Sort::Kind(upper)) => self.is_part_of(lower, upper),
            _ => lower == upper,
        }
    }

    /// Whether nothing more is to be said of a sort, since it is a mistake that has been reported.
    pub(crate) fn is_sort_mistaken(&self, sort: Sort) -> bool {
        sort.kind().is_some_and(|it| self.index.is_mistaken(it))
    }
}
