//! What is asked ahead of the rest of a question: `which country was D1 sent to?`, `at which body can it be challenged?`
//!
//! A question word may also stand in its slot (`which consumer may withdraw from C1?`); then it is a term like others.

use super::{
    matching::{Ahead, Fit, fits_with_gap},
    terms::{Placed, View},
    words,
};

/// The most words that may stand before the question word: `in the courts of which country …`.
const MOST_WORDS_AHEAD: usize = 6;

/// All ways in which the row asks for something ahead of the rest.
pub(crate) fn asked_ahead(view: &View) -> Vec<Fit> {
    let Some(at) = question_word(view) else { return Vec::new() };
    let before: Vec<u32> = (0..at).map(|it| view.id(it)).collect();
    let mut found = Vec::new();
    for candidate in view.terms(at).iter().filter(|it| it.said.asks()) {
        let term = Placed { said: candidate.said.clone(), span: view.span(at, candidate.end) };
        let ahead = Ahead { term: &term, words: &before };
        found.extend(fits_with_gap(view, candidate.end, &ahead));
    }
    found
}

/// Where the first question word stands, if it is near the beginning.
pub(super) fn question_word(view: &View) -> Option<usize> {
    let asks = |at: &usize| {
        matches!(view.id(*at), words::WHICH | words::WHAT | words::WHO | words::WHOM)
            || view.says(*at, &["how", "many"])
    };
    (0..view.units.len().min(MOST_WORDS_AHEAD + 1)).find(asks)
}
