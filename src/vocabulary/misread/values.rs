//! Which value, attribute or comparison was probably meant?

use super::{Term, guess};
use crate::vocabulary::{
    Sort, Vocabulary,
    alignment::near_attributes,
    compound::{bracketed, broken_aggregate},
    error::{VocabularyError, values::ValueError},
    identity::{is_be, past_not},
    literals::UNITS,
    matching::{Pattern, Piece},
    reading::Context,
    suggest::nearest,
    terms::{Said, View},
    words::{Mark, THE, WHAT, written},
};

/// What is wrong with a value in a row, if anything is.
pub(super) fn mistake(context: Context, view: &View) -> Option<VocabularyError> {
    let written =
        such_that(view).or_else(|| unit(view)).or_else(|| brackets(view)).or_else(|| made(view));
    written.map(VocabularyError::Value).or_else(|| not_a_value(context, view)).or_else(|| {
        let asks_what = view.id(0) == WHAT && is_be(view, 1);
        let start = if asks_what { 2 } else { usize::from(is_be(view, 0)) };
        let be = (start..view.units.len()).find(|it| is_be(view, *it));
        let end = be.or_else(|| (start..view.units.len()).find(|it| compares(view, *it)));
        let sure = asks_what || start == 1 && be.is_none() && end.is_some() || says_value(view, be);
        attribute(context, view, start, end.unwrap_or(view.units.len()), sure)
    })
}

/// Whether a comparison seems to begin at a place.
fn compares(view: &View, at: usize) -> bool {
    const WORDS: [&str; 14] = [
        "at", "no", "up", "more", "less", "greater", "over", "under", "before", "after", "on",
        "earlier", "later", "between",
    ];
    WORDS.iter().any(|it| view.says(at, &[it]))
}

/// `such that` without brackets.
fn such_that(view: &View) -> Option<ValueError> {
    let at = (0..view.units.len()).find(|it| view.says(*it, &["such", "that"]))?;
    let bare = view.group(at + 2).is_none();
    bare.then(|| ValueError::SuchThat { span: view.span(at, at + 2) })
}

/// `3 moths`
fn unit(view: &View) -> Option<ValueError> {
    let numbered = (1..view.units.len()).filter(|it| view.units[*it - 1].mark == Mark::Number);
    for at in numbered {
        let word = &view.units[at];
        let singular = word.folded.strip_suffix('s').unwrap_or(&word.folded);
        let near = nearest(singular, UNITS.into_iter());
        if !near.is_empty() && !UNITS.contains(&singular) {
            let nearest = near.iter().map(|it| format!("{it}s")).collect();
            return Some(ValueError::UnknownUnit {
                word: word.text.clone().into_owned(),
                span: word.span,
                nearest,
            });
        }
    }
    None
}

/// `the number of country`
fn made(view: &View) -> Option<ValueError> {
    let (start, end, counts) = broken_aggregate(view)?;
    Some(ValueError::AggregateWords { counts, span: view.span(start, end) })
}

/// Brackets where a value belongs, with something else in them.
fn brackets(view: &View) -> Option<ValueError> {
    let stands_for_value = |at: &usize| !(*at > 1 && view.says(at - 2, &["such", "that"]));
    let at = (0..view.units.len())
        .filter(stands_for_value)
        .find(|at| view.group(*at).is_some_and(|it| bracketed(view, *at, it).is_empty()))?;
    Some(ValueError::NotAValue { span: view.span(at, at + 1) })
}

/// Whether a comparison or a value stands behind `is`.
fn says_value(view: &View, be: Option<usize>) -> bool {
    let Some(be) = be else { return false };
    let (at, _) = past_not(view, be + 1, true);
    let rest = view.terms(at).iter();
    compares(view, at)
        || rest.filter(|it| it.end == view.units.len()).any(|it| it.said.is_computed())
}

/// `the prise of Lamp`, where there is an attribute `the price of {a product}`; where it is `sure` to be an attribute,
/// also one that there is nothing like.
pub(super) fn attribute(
    context: Context,
    view: &View,
    start: usize,
    end: usize,
    sure: bool,
) -> Option<VocabularyError> {
    if view.id(start) != THE || end <= start + 1 || end > view.units.len() {
        return None;
    }
    if view.terms(start).iter().any(|it| it.end == end) {
        return None;
    }
    let row = View::new(context.vocabulary, context.known, &view.units[start..end]);
    if let Some(mistake) = inside(context, &row) {
        return Some(mistake);
    }
    let (mut near, word) = near_attributes(context, &row);
    if near.is_empty() {
        near = beginning(&row);
    }
    if near.is_empty() && !sure {
        return None;
    }
    Some(VocabularyError::Value(ValueError::UnknownAttribute {
        written: written(row.units),
        span: view.span(start, end),
        word,
        nearest: declared(context.vocabulary, &near),
    }))
}

/// The attributes that begin with all words of a row: `the price`, where there is `the price of {a product}`.
fn beginning<'v>(row: &View<'v>) -> Vec<&'v Pattern> {
    let begins = |it: &&Pattern| {
        let words = (0..row.units.len()).map(|at| Piece::Word(row.id(at)));
        it.pieces.len() > row.units.len() && words.eq(it.pieces[..row.units.len()].iter().copied())
    };
    row.vocabulary.index.attributes.iter().filter(begins).take(3).collect()
}

/// The mistake in what stands in the slots of an attribute whose words are all there.
fn inside(context: Context, row: &View) -> Option<VocabularyError> {
    let vocabulary = context.vocabulary;
    let guesses = row.attributes().filter_map(|pattern| {
        let sorts = |slot: u32| vocabulary.phrase(pattern.phrase).slots[slot as usize].sort;
        guess(row, &pattern.pieces, 0, &sorts)
    });
    let best = guesses.min_by_key(|it| it.cost)?;
    let (start, end, takes) = *best.wrong.first()?;
    Term { context, view: row, start, end, takes }.mistake()
}

/// `the origin of D1 is Atlantis`, where nothing is named so.
fn not_a_value(context: Context, view: &View) -> Option<VocabularyError> {
    let start = usize::from(is_be(view, 0));
    let wrong = view.terms(start).iter().find_map(|it| {
        let Said::Attribute(phrase, _) = it.said else { return None };
        let takes = context.vocabulary.phrase(phrase).value.filter(|it| it.kind().is_some())?;
        let behind =
            if start == 0 { is_be(view, it.end).then_some(it.end + 1) } else { Some(it.end) };
        let (at, _) = past_not(view, behind?, true);
        let is_term = view.terms(at).iter().any(|it| it.end == view.units.len());
        (at < view.units.len() && !is_term).then_some((at, takes))
    });
    let (start, takes): (usize, Sort) = wrong?;
    if compares(view, start) {
        return None;
    }
    Term { context, view, start, end: view.units.len(), takes }.mistake()
}

fn declared(vocabulary: &Vocabulary, near: &[&Pattern]) -> Vec<String> {
    let mut names: Vec<String> = near.iter().map(|it| vocabulary.declared(it.phrase)).collect();
    names.dedup();
    names
}
