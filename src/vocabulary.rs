//! Which words are there? Kinds, names and phrases, and the way from a row of words to its meaning and back.
//!
//! English lives here and nowhere above: the rooms upstairs see ids, and come back for sentences.

mod from_syntax;
mod phrases;
mod attributes;
mod forms;
mod verbs;
pub(crate) mod words;
mod names;
pub(crate) mod known;
pub(crate) mod terms;
mod literals;
pub(crate) mod compound;
pub mod matching;
mod question;
pub(crate) mod identity;
mod comparison;
pub mod sorts;
pub(crate) mod reading;
mod misread;
mod alignment;
pub(crate) mod suggest;
pub mod wording;
pub(crate) mod error;

use crate::{source::Span, value::Value};

/// Names one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u32);

/// Names one individual. The vocabulary's names come first; those of a case continue the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThingId(pub u32);

/// Names one phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhraseId(pub u32);

/// What a variable ranges over, a slot takes, or an attribute has for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// Individuals of a kind.
    Kind(KindId),
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// Durations.
    Duration,
    /// Texts.
    Text,
}

impl Sort {
    /// The kind, where it is one of individuals.
    pub fn kind(self) -> Option<KindId> {
        match self {
            Self::Kind(kind) => Some(kind),
            _ => None,
        }
    }
}

/// An individual or a value: what a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// An individual.
    Thing(ThingId),
    /// A value.
    Value(Value),
}

/// A kind of thing.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name, as declared.
    pub name: String,
    /// Its plural.
    pub plural: String,
    /// The kind it is a part of.
    pub parent: Option<KindId>,
    /// How many kinds stand above it.
    pub depth: u32,
    /// Where it was declared.
    pub span: Span,
}

/// An individual.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its name.
    pub name: String,
    /// Its other names.
    pub also: Vec<String>,
    /// The most specific kind it is stated to be of.
    pub kind: KindId,
    /// Whether its name is written with `the` in a sentence: `the General Secretariat`.
    pub the: bool,
    /// Where it was declared.
    pub span: Span,
}

/// A phrase: words with slots, declared once.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Its words and slots as declared.
    pub parts: Vec<Part>,
    /// Its slots, in the order of the declared form.
    pub slots: Vec<Slot>,
    /// For an attribute, what its value is; then the parts are those of a term (`the price of {a product}`),
    /// and a fact or conclusion gives it one value.
    pub value: Option<Sort>,
    /// What a case may say of it and what is so if it says nothing.
    pub role: Role,
    /// How an interview asks for it, if that was said.
    pub ask: Option<Vec<Part>>,
    /// What helps to answer it, if that was said.
    pub help: Option<Vec<Part>>,
    /// Who decides it, if it is a judgement.
    pub decided_by: Option<String>,
    /// The text of the `##` lines above it.
    pub doc: Vec<String>,
    /// The wording of its opposite, where one was declared or follows from an auxiliary.
    pub negated: Option<Vec<Part>>,
    /// The wording as a question, where one was declared or follows from an auxiliary.
    pub asked: Option<Vec<Part>>,
    /// Where it was declared.
    pub span: Span,
}

/// A word of a phrase, or one of its slots by its place in [`Phrase::slots`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A word as declared.
    Word(String),
    /// A slot.
    Slot(u32),
}

/// A slot of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it takes.
    pub sort: Sort,
    /// Its label, where it has one.
    pub label: Option<String>,
}

/// What is so of a phrase where neither rules nor the case say anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `given …`: it is unknown.
    Open,
    /// `given …` with `otherwise no`: it is not so.
    Closed,
    /// `conclusion …`: it is not established, and so not so.
    Conclusion,
}

/// All words of a rule base. Everything is in the order of declaration.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Its kinds; a parent is not always declared before its sub-kinds.
    pub kinds: Vec<Kind>,
    /// The individuals that the rules name.
    pub things: Vec<Thing>,
    /// Its phrases.
    pub phrases: Vec<Phrase>,
    /// How rows of words are matched against all of these.
    pub index: matching::Index,
}

impl Vocabulary {
    /// A kind.
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }

    /// A phrase.
    pub fn phrase(&self, id: PhraseId) -> &Phrase {
        &self.phrases[id.0 as usize]
    }

    /// The kinds from `kind` up to the root of its tree, itself first.
    pub fn upwards(&self, kind: KindId) -> impl Iterator<Item = KindId> {
        std::iter::successors(Some(kind), |it| self.kind(*it).parent)
    }

    /// Whether everything of kind `lower` is of kind `upper` (a kind is a part of itself).
    pub fn is_part_of(&self, lower: KindId, upper: KindId) -> bool {
        self.upwards(lower).any(|it| it == upper)
    }

    /// Whether something can be of both kinds: one of them is a part of the other.
    pub fn compatible(&self, one: KindId, other: KindId) -> bool {
        self.is_part_of(one, other) || self.is_part_of(other, one)
    }
}
