//! How is it said? Sentences of what is known, by the vocabulary of the rules.

use crate::{
    program::{Comparison, Operation, Reading},
    value::Value,
    vocabulary::{PhraseId, Sort, wording, wording::Speaker},
};

use super::{
    ground::World,
    items::{Item, Quantity},
};

impl World<'_> {
    pub(super) fn speaker(&self) -> Speaker<'_> {
        Speaker::new(&self.case.program.vocabulary, &self.case.things)
    }

    /// `D1`, `30 days`, `the price of Lamp plus 2`
    pub(super) fn item(&self, item: Item) -> String {
        match self.items.get(item) {
            Quantity::Thing(it) => self.speaker().thing(*it),
            Quantity::Known(it) => it.to_string(),
            Quantity::Unknown(phrase, of) => self.attribute(*phrase, of),
            Quantity::Made(operation, one, other) => {
                let part = |it: Item, left: bool| match self.items.get(it) {
                    Quantity::Made(inner, ..) if bracketed(*inner, *operation, left) => {
                        format!("({})", self.item(it))
                    }
                    _ => self.item(it),
                };
                format!("{} {} {}", part(*one, true), spelled(*operation), part(*other, false))
            }
        }
    }

    pub(super) fn attribute(&self, phrase: PhraseId, of: &[Item]) -> String {
        let words: Vec<String> = of.iter().map(|it| self.item(*it)).collect();
        self.speaker().sentence_with(phrase, &words)
    }

    /// A phrase of some things, or an attribute with its value, affirmed or denied.
    pub(super) fn said(&self, phrase: PhraseId, row: &[Item], positive: bool) -> String {
        if self.case.program.vocabulary.phrase(phrase).value.is_some() {
            let Some((value, of)) = row.split_last() else { return String::new() };
            let not = if positive { "" } else { " not" };
            let own = Quantity::Unknown(phrase, of.to_vec());
            let value = match self.items.get(*value) {
                it if *it == own => "unknown".to_owned(),
                _ => self.item(*value),
            };
            return format!("{} is{not} {value}", self.attribute(phrase, of));
        }
        let words: Vec<String> = row.iter().map(|it| self.item(*it)).collect();
        self.worded(phrase, &words, positive)
    }

    /// A phrase with these words in its slots.
    pub(super) fn worded(&self, phrase: PhraseId, words: &[String], positive: bool) -> String {
        if positive {
            return self.speaker().sentence_with(phrase, words);
        }
        let denial = self.speaker().denied_with(phrase, words);
        // `not S` is how a condition is written.
        match denial.strip_prefix("not ") {
            Some(sentence) => format!("it is not the case that {sentence}"),
            None => denial,
        }
    }

    /// An atom of a phrase as a sentence.
    pub(super) fn sentence(&self, atom: usize, positive: bool) -> String {
        let atom = &self.atoms[atom];
        let phrase = self.phrase(atom.topic).map(|it| it.0);
        phrase.map_or_else(String::new, |it| self.said(it, &atom.row, positive))
    }

    pub(super) fn said_reading(&self, it: Reading) -> String {
        let provision = &self.case.program.provisions[it.provision.0 as usize];
        let name = &provision.readings[it.reading as usize];
        format!("the {name} reading of {} prevails", provision.name)
    }

    pub(super) fn comparison(&self, how: Comparison, one: Item, other: Item) -> String {
        self.comparison_with((&self.item(one), one), how, (&self.item(other), other))
    }

    /// A comparison of items with these words for them.
    pub(super) fn comparison_with(
        &self,
        (said, one): (&str, Item),
        how: Comparison,
        (told, other): (&str, Item),
    ) -> String {
        let dates = [one, other].iter().any(|it| self.sort_of(*it) == Some(Sort::Date));
        wording::comparison(said, how, told, dates)
    }

    /// A known value one step below another, and how its line is counted.
    pub(super) fn below(value: &Value) -> Option<Value> {
        use crate::value::Duration;
        let by = match value {
            Value::Duration(it) if it.months != 0 => Duration { months: 1, days: 0 },
            Value::Date(_) | Value::Duration(_) => Duration { months: 0, days: 1 },
            _ => return None,
        };
        Operation::Minus.apply(value, &Value::Duration(by)).ok().flatten()
    }
}

/// Whether a calculation needs brackets within another one: not where it is read from the left anyway.
pub(super) fn bracketed(inner: Operation, outer: Operation, left: bool) -> bool {
    let adds = |it| matches!(it, Operation::Plus | Operation::Minus);
    !left || adds(inner) != adds(outer)
}

pub(super) fn spelled(operation: Operation) -> &'static str {
    match operation {
        Operation::Plus => "plus",
        Operation::Minus => "minus",
        Operation::Times => "times",
        Operation::DividedBy => "divided by",
    }
}
