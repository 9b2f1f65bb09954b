//! Which words does a row consist of, once case is folded and contractions are written out?
//!
//! `isn't` and `cannot` become two words, so that a negation is always the word `not`; so does `Acme's`, so that `Acme` is a term.
//! The words of phrases have numbers; a word that no phrase uses has none.

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    source::Span,
    syntax::ast::{Condition, Token, TokenKind},
};

/// The number of a word that no phrase uses.
pub(crate) const UNKNOWN: u32 = u32::MAX;
/// What makes an owner of the word before it; a word by itself.
const POSSESSIVE: &str = "'s";

macro_rules! fixed {
    ($($name:ident = $at:literal $word:literal),* $(,)?) => {
        $(pub(crate) const $name: u32 = $at;)*
        const FIXED: &[&str] = &[$($word),*];
    };
}

// INVARIANT: the numbers count up from 0, since each is its word's place in `FIXED`.
fixed! {
    A = 0 "a", AN = 1 "an", THE = 2 "the", ANOTHER = 3 "another", THIS = 4 "this",
    WHICH = 5 "which", WHAT = 6 "what", WHO = 7 "who", WHOM = 8 "whom",
    IS = 9 "is", ARE = 10 "are", WAS = 11 "was", WERE = 12 "were", NOT = 13 "not",
}

/// The words of all phrases, numbered.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    ids: FxHashMap<String, u32>,
    /// Each word as it was first written.
    texts: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        let texts: Vec<String> = FIXED.iter().map(|it| (*it).to_owned()).collect();
        let ids = (0..).zip(&texts).map(|(id, it)| (it.clone(), id)).collect();
        Self { ids, texts }
    }
}

impl Words {
    /// The number of a word in small letters.
    pub(crate) fn id(&self, folded: &str) -> u32 {
        self.ids.get(folded).copied().unwrap_or(UNKNOWN)
    }

    /// The number of a word, given to it now if it has none.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.ids.len()).unwrap_or(UNKNOWN);
        let id = *self.ids.entry(fold(word).into_owned()).or_insert(next);
        if id == next {
            self.texts.push(word.to_owned());
        }
        id
    }

    /// A word by its number.
    pub(crate) fn text(&self, id: u32) -> &str {
        self.texts.get(id as usize).map_or("", String::as_str)
    }

    /// How many words have numbers.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// One word or mark of a row.
#[derive(Debug, Clone)]
pub(crate) struct Unit<'a> {
    /// As written, but with plain apostrophes.
    pub(crate) text: Cow<'a, str>,
    /// In small letters.
    pub(crate) folded: Cow<'a, str>,
    /// Its number.
    pub(crate) id: u32,
    /// What it is.
    pub(crate) mark: Mark<'a>,
    /// Where it stands.
    pub(crate) span: Span,
}

/// What a unit of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark<'a> {
    /// A word.
    Word,
    /// A number.
    Number,
    /// A quoted text.
    Quoted,
    /// A date in figures.
    Date(Date),
    /// Something in brackets.
    Group(&'a Condition),
}

/// A row of tokens as units.
pub(crate) fn units<'a>(words: &Words, tokens: &'a [Token]) -> Vec<Unit<'a>> {
    let mut row = Vec::with_capacity(tokens.len() + 1);
    for token in tokens {
        let span = token.span;
        match &token.kind {
            TokenKind::Word(it) => spread(words, it, span, &mut row),
            TokenKind::Number(it) => row.push(unit(words, Cow::Borrowed(it), Mark::Number, span)),
            TokenKind::Quoted(it) => row.push(mark(plain(it), Mark::Quoted, span)),
            TokenKind::Date(it) => {
                row.push(mark(Cow::Owned(it.to_string()), Mark::Date(*it), span));
            }
            TokenKind::Group(it) => row.push(mark(Cow::Borrowed("(…)"), Mark::Group(it), span)),
        }
    }
    row
}

fn spread<'a>(words: &Words, word: &'a str, span: Span, row: &mut Vec<Unit<'a>>) {
    match written_out(&fold(word)) {
        Some(two) => row.extend(two.map(|it| unit(words, Cow::Borrowed(it), Mark::Word, span))),
        None => match owner(word) {
            Some(stem) => owned(words, word, stem, span, row),
            None => row.push(unit(words, plain(word), Mark::Word, span)),
        },
    }
}

/// An owner, and what makes it one.
fn owned<'a>(words: &Words, word: &str, stem: &'a str, span: Span, row: &mut Vec<Unit<'a>>) {
    let end = span.end - u32::try_from(word.len() - stem.len()).unwrap_or(0);
    spread(words, stem, Span { end, ..span }, row);
    let place = Span { start: end, ..span };
    row.push(unit(words, Cow::Borrowed(POSSESSIVE), Mark::Word, place));
}

/// `Acme` of `Acme's`: the owner is a term by itself.
fn owner(word: &str) -> Option<&str> {
    let stem = word.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '’'])?;
    (!stem.is_empty()).then_some(stem)
}

fn unit<'a>(words: &Words, text: Cow<'a, str>, mark: Mark<'a>, span: Span) -> Unit<'a> {
    let folded = match &text {
        Cow::Borrowed(it) => fold(it),
        Cow::Owned(it) => Cow::Owned(fold(it).into_owned()),
    };
    Unit { id: words.id(&folded), text, folded, mark, span }
}

/// `were` becomes `was`, and so on; another word stays as it is.
pub(crate) fn to_singular(words: &Words, unit: &mut Unit) {
    let singular = match unit.folded.as_ref() {
        "are" => "is",
        "were" => "was",
        "have" => "has",
        "do" => "does",
        _ => return,
    };
    unit.id = words.id(singular);
    unit.folded = Cow::Borrowed(singular);
}

fn mark<'a>(text: Cow<'a, str>, mark: Mark<'a>, span: Span) -> Unit<'a> {
    Unit { folded: Cow::Borrowed(""), text, id: UNKNOWN, mark, span }
}

/// A word in small letters, with plain apostrophes.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace('’', "'").to_lowercase())
}

fn plain(word: &str) -> Cow<'_, str> {
    if word.contains('’') { Cow::Owned(word.replace('’', "'")) } else { Cow::Borrowed(word) }
}

/// The two words of a contraction in small letters.
fn written_out(folded: &str) -> Option<[&'static str; 2]> {
    let first = match folded {
        "cannot" | "can't" => "can",
        "won't" => "will",
        "shan't" => "shall",
        _ => verb_before(folded.strip_suffix("n't")?)?,
    };
    Some([first, "not"])
}

fn verb_before(stem: &str) -> Option<&'static str> {
    const VERBS: [&str; 15] = [
        "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "could", "would",
        "should", "must", "might",
    ];
    VERBS.into_iter().find(|it| *it == stem)
}

/// Words as one text. What begins with an apostrophe belongs to the word before it.
pub(crate) fn glued(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for word in words {
        let word = word.as_ref();
        if !text.is_empty() && !word.starts_with(['\'', '’']) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Units as they were written.
pub(crate) fn written(units: &[Unit]) -> String {
    glued(units.iter().map(|it| &it.text))
}

/// The words of an author's text one by one, contractions written out and owners apart.
pub(crate) fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        match written_out(&fold(word)) {
            Some(two) => words.extend(two.map(str::to_owned)),
            None => match owner(word) {
                Some(owner) => {
                    words.extend(split(owner));
                    words.push(POSSESSIVE.to_owned());
                }
                None => words.push(plain(word).into_owned()),
            },
        }
    }
    words
}

/// Whether a text is the letter that tells two variables apart: `A`, `B2`.
pub(crate) fn is_letter(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.all(|it| it.is_ascii_digit())
}
