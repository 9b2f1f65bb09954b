//! Single things of a grounding in words, for those who ask without explaining.

use super::{LiteralInWords, OpenEntry, literals::Words};
use crate::{
    condition::{Literal, VariableId},
    engine::{AtomId, Grounding, Item, OpenQuestion},
    vocabulary::{Sort, wording::with_article},
};

/// Some literals in words.
pub fn literals_in_words(grounding: &Grounding<'_>, literals: &[Literal]) -> Vec<LiteralInWords> {
    let words = Words::new(grounding);
    literals.iter().map(|it| words.literal(*it)).collect()
}

/// What an atom is about, in words.
pub fn items_in_words(grounding: &Grounding<'_>, atom: AtomId) -> String {
    let words = Words::new(grounding);
    let items = grounding.items_of(atom);
    items.into_iter().map(|it| words.item(it)).collect::<Vec<_>>().join(", ")
}

/// An individual, a value, or what an unknown value is of, in words.
pub fn item_in_words(grounding: &Grounding<'_>, item: Item) -> String {
    Words::new(grounding).item(item)
}

/// The questions that a variable stands for, in words.
pub fn questions_in_words(grounding: &Grounding<'_>, variable: VariableId) -> Vec<OpenEntry> {
    Words::new(grounding).open_entries(variable)
}

/// For a variable that asks which kind something is of, the kinds it may be of: the name of each, the sentence that
/// says so, and the one that denies it; parents before children.
pub fn kinds_in_words(grounding: &Grounding<'_>, variable: VariableId) -> Vec<[String; 3]> {
    let OpenQuestion::Kind(thing) = grounding.question(variable) else { return Vec::new() };
    let words = Words::new(grounding);
    let kinds = grounding.kinds_of(thing).iter();
    kinds
        .map(|it| {
            let name = grounding.program().vocabulary.kind(*it).name.clone();
            let speaker = words.speaker;
            [name, speaker.kind_sentence(thing, *it), speaker.kind_denied(thing, *it)]
        })
        .collect()
}

/// For a variable that compares entangled values, the places of the questions that each comparison is about, among those
/// that the variable stands for.
pub fn questions_compared(grounding: &Grounding<'_>, variable: VariableId) -> Vec<Vec<usize>> {
    Words::new(grounding).entries_compared(grounding.question(variable))
}

/// What sort of value is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A text.
    Text,
    /// A thing of a kind: `a country`.
    Thing(String),
    /// A number, a duration or a date.
    Measure,
}

/// For a variable that asks for values, what sort of value each of its questions asks for.
pub fn sorts_asked(grounding: &Grounding<'_>, variable: VariableId) -> Vec<Asked> {
    let words = Words::new(grounding);
    let values = words.values_asked(grounding.question(variable));
    values.into_iter().map(|it| words.asks_for(it)).collect()
}

/// The unknown values that an answer names, each as a question, with the sort of value that it asks for.
pub fn values_named(grounding: &Grounding<'_>, atom: AtomId) -> Vec<(OpenEntry, Asked)> {
    let words = Words::new(grounding);
    let values = words.unknowns_among(&grounding.items_of(atom));
    values.into_iter().map(|it| (words.unknown_entry(it), words.asks_for(it))).collect()
}

impl Words<'_> {
    fn asks_for(&self, unknown: Item) -> Asked {
        match self.sort_of(unknown) {
            Some(Sort::Text) => Asked::Text,
            Some(Sort::Kind(kind)) => {
                let kind = self.grounding.program().vocabulary.kind(kind);
                Asked::Thing(with_article(&kind.name))
            }
            _ => Asked::Measure,
        }
    }
}
