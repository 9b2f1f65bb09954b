//! Does a row say of which kind something is?
//!
//! `D1 is a red notice` · `is D1 not a red notice`

use super::{
    KindId,
    reading::{Read, Says},
    terms::{Placed, Said, View},
    verbs::carries_tense,
    words::{
        A, AN, ANOTHER, ARE, IS, Mark, NOT, THE, THIS, Unit, WAS, WERE, WHAT, WHICH, WHO, WHOM,
        is_letter, written,
    },
};
use crate::source::Span;

/// All ways to read a row as this.
pub(super) fn readings(view: &View, asks: bool) -> Vec<Read> {
    let mut found = Vec::new();
    for subject in view.terms(0) {
        if is_be(view, subject.end) {
            let (at, positive) = past_not(view, subject.end + 1, true);
            of_kind(view, &view.placed(0, subject), at, positive, &mut found);
        }
    }
    if asks && is_be(view, 0) {
        let (start, positive) = past_not(view, 1, true);
        for subject in view.terms(start) {
            let (at, positive) = past_not(view, subject.end, positive);
            of_kind(view, &view.placed(start, subject), at, positive, &mut found);
        }
    }
    found
}

/// Whether a form of `is` stands at a place.
pub(super) fn is_be(view: &View, at: usize) -> bool {
    [IS, ARE, WAS, WERE].contains(&view.id(at))
}

/// The place behind a `not`, if there is one, which turns the sense.
pub(super) fn past_not(view: &View, at: usize, positive: bool) -> (usize, bool) {
    if view.id(at) == NOT { (at + 1, !positive) } else { (at, positive) }
}

/// What stands behind the subject and `is [not]`.
fn of_kind(view: &View, subject: &Placed, at: usize, positive: bool, found: &mut Vec<Read>) {
    if ![A, AN].contains(&view.id(at)) {
        return;
    }
    let kinds = view.vocabulary.index.kinds.at(view.units, at + 1);
    let whole = kinds.into_iter().filter(|it| it.0 == view.units.len());
    found.extend(whole.map(|it| Read { says: Says::OfKind(subject.clone(), it.1), positive }));
}

/// `Spain is a country` where nobody knows yet what Spain is.
#[derive(Debug)]
pub(crate) struct Declaration {
    /// The name, without `the`.
    pub(crate) name: String,
    /// Whether it was written with `the`.
    pub(crate) the: bool,
    /// The kind; nothing where it is not declared.
    pub(crate) kind: Option<KindId>,
    /// Whether it is said that this is so.
    pub(crate) positive: bool,
}

/// The most words of a name that a case may introduce.
const LONGEST_NAME: usize = 8;

/// What a row declares, if its subject is nobody that is known.
pub(crate) fn declaration(view: &View) -> Option<Declaration> {
    let be = (1..view.units.len().min(LONGEST_NAME + 2)).find(|it| is_be(view, *it))?;
    let (article, positive) = past_not(view, be + 1, true);
    let kind_words = article + 1..view.units.len();
    if ![A, AN].contains(&view.id(article)) || kind_words.is_empty() || is_known(view, be) {
        return None;
    }
    let the = view.id(0) == THE;
    let start = usize::from(the);
    let subject = view.units.get(start..be)?;
    let is_name = |it: &Unit| {
        !matches!(it.mark, Mark::Date(_) | Mark::Group(_)) && carries_tense(&it.folded).is_none()
    };
    let letter = matches!(subject, [it] if is_letter(&it.text));
    if subject.is_empty() || !subject.iter().all(is_name) {
        return None;
    }
    if starts_otherwise(view.id(0)) && !letter {
        return None;
    }
    let name = written(subject);
    let kinds = view.vocabulary.index.kinds.at(view.units, article + 1);
    let kind = kinds.into_iter().find(|it| it.0 == kind_words.end).map(|it| it.1);
    Some(Declaration { name, the, kind, positive })
}

/// Whether a term stands before the place; a letter alone, or something quoted, may as well be a name.
fn is_known(view: &View, end: usize) -> bool {
    view.terms(0)
        .iter()
        .any(|it| it.end == end && !matches!(it.said, Said::Letter(_) | Said::Value(_)))
}

/// Whether a row begins with a word with which no name begins.
fn starts_otherwise(id: u32) -> bool {
    [A, AN, ANOTHER, THIS, WHICH, WHAT, WHO, WHOM].contains(&id)
}

/// The kind that a row speaks of as in `… is a KIND`, as written, if there is no such kind.
pub(super) fn unknown_kind(view: &View) -> Option<(String, Span)> {
    let end = view.units.len();
    let be = (1..end).find(|it| is_be(view, *it))?;
    let (article, _) = past_not(view, be + 1, true);
    let words =
        view.units.get(article + 1..end).filter(|it| !it.is_empty() && it.len() <= LONGEST_KIND)?;
    if ![A, AN].contains(&view.id(article)) || words.iter().any(|it| it.mark != Mark::Word) {
        return None;
    }
    let name = written(words);
    Some((name, view.span(article + 1, end)))
}

/// The most words that a kind is thought to have.
const LONGEST_KIND: usize = 4;
