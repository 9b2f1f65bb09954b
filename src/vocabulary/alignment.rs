//! Which phrases are nearest to a row of words that fits none?
//!
//! Row and wording are laid side by side, word by word; a word may be misspelt, different, missing or too much.

use super::{
    PhraseId,
    error::VocabularyError,
    matching::{Index, Pattern, Piece},
    question::question_word,
    reading::{Context, Place},
    suggest::{is_near, unlikeness},
    terms::{Said, View},
    words::{UNKNOWN, fold, glued},
};
use crate::source::Span;

/// The most wordings that are laid beside a row.
const MOST_COMPARED: usize = 60;
/// The most phrases that a message names.
const MOST_NAMED: usize = 3;

/// `was` for `is`, or a term of a sort that the slot does not take.
const SLIGHT: usize = 1;
const MISSPELT: usize = 2;
const WRONG_TERM: usize = 3;
const MISSING: usize = 4;
/// A word that has no letter in common with the right one; the more it has, the less.
const DIFFERENT: usize = 5;

/// A phrase in the past is nearly the phrase in the present.
const AUXILIARIES: [&str; 7] = ["is", "are", "was", "were", "has", "have", "had"];

/// Where the row of a phrase begins: at its first word, or behind `which country` with that slot missing.
pub(super) struct Start {
    at: usize,
    words: Option<Vec<u32>>,
}

impl Start {
    /// Behind what is asked for ahead of the rest, from the question word at `at` up to `end`.
    pub(super) fn behind(view: &View, at: usize, end: usize) -> Self {
        Self { at: end, words: Some((0..at).map(|it| view.id(it)).collect()) }
    }
}

/// All places where the row of a phrase may begin.
pub(super) fn starts(view: &View, asks: bool) -> Vec<Start> {
    let mut starts = vec![Start { at: 0, words: None }];
    if let Some(at) = question_word(view).filter(|_| asks) {
        let which = view.terms(at).iter().filter(|it| it.said.asks());
        starts.extend(which.map(|it| Start::behind(view, at, it.end)));
    }
    starts
}

/// The rows of pieces that a pattern asks for, each with the place where it would have to begin.
pub(super) fn shapes(pattern: &Pattern, starts: &[Start]) -> Vec<(usize, Vec<Piece>)> {
    let mut shapes = Vec::new();
    for start in starts {
        let Some(words) = &start.words else {
            shapes.push((start.at, pattern.pieces.clone()));
            continue;
        };
        let slots = pattern
            .pieces
            .iter()
            .enumerate()
            .filter(|it| matches!(it.1, Piece::Slot(_)) && pattern.asks);
        shapes.extend(
            slots.filter_map(|(gap, _)| pattern.without(gap, words)).map(|it| (start.at, it)),
        );
    }
    shapes
}

/// The message that names the nearest phrases.
pub(super) fn unknown_phrase(
    context: Context,
    view: &View,
    starts: &[Start],
    span: Span,
) -> VocabularyError {
    let asks = context.place == Place::Question;
    let index = &context.vocabulary.index;
    let mut near: Vec<(Alignment, &Pattern)> = Vec::new();
    let promising = if context.suggest { promising(index, view, asks) } else { Vec::new() };
    for pattern in promising {
        let shapes = shapes(pattern, starts).into_iter();
        let best = shapes
            .map(|(at, pieces)| Grid::fill(context, view, pattern.phrase, &pieces, at))
            .min_by_key(|it| it.cost);
        let enough = |it: &Alignment| it.cost <= 2 * pattern.words().count() + 2;
        near.extend(best.filter(enough).map(|it| (it, pattern)));
    }
    near.sort_by_key(|it| it.0.cost);
    let word = only_wrong_word(view, index, &near);
    let mut phrases = Vec::new();
    near.retain(|(_, pattern)| {
        let new = !phrases.contains(&pattern.phrase);
        phrases.push(pattern.phrase);
        new
    });
    near.truncate(if word.is_some() { 1 } else { MOST_NAMED });
    let nearest = near.iter().map(|it| shown(context, it.1)).collect();
    VocabularyError::UnknownPhrase { span, asks, word, nearest }
}

/// The attributes that a row is nearest to, and the only wrong word of the row, if there is one.
pub(super) fn near_attributes<'v>(
    context: Context,
    view: &View<'v>,
) -> (Vec<&'v Pattern>, Option<(Span, String)>) {
    let index = &view.vocabulary.index;
    let mut near: Vec<(Alignment, &Pattern)> = Vec::new();
    for pattern in index.attributes.iter().take(MOST_COMPARED) {
        let alignment = Grid::fill(context, view, pattern.phrase, &pattern.pieces, 0);
        if alignment.cost <= pattern.words().count() {
            near.push((alignment, pattern));
        }
    }
    near.sort_by_key(|it| it.0.cost);
    let word = near.first().and_then(|it| it.0.only_wrong);
    let word = word.map(|(at, id)| (view.units[at].span, index.words.text(id).to_owned()));
    (near.into_iter().map(|it| it.1).take(MOST_NAMED).collect(), word)
}

/// The only word that is wrong, and what it should be. A word that is not even misspelt counts only if no other phrase is as near.
fn only_wrong_word(
    view: &View,
    index: &Index,
    near: &[(Alignment, &Pattern)],
) -> Option<(Span, String)> {
    let (best, pattern) = near.first()?;
    let (at, id) = best.only_wrong?;
    let as_near = |it: &&(Alignment, &Pattern)| {
        it.0.cost <= best.cost + MISSPELT && it.1.phrase != pattern.phrase
    };
    let slip = is_near(&view.units[at].folded, &fold(index.words.text(id)));
    let unclear = !slip && (near.iter().any(|it| as_near(&it)) || pattern.words().count() < 3);
    (!unclear).then(|| (view.units[at].span, index.words.text(id).to_owned()))
}

/// Patterns that share many words with the row.
fn promising<'i>(index: &'i Index, view: &View, asks: bool) -> Vec<&'i Pattern> {
    let mut present = vec![false; index.words.len()];
    for unit in view.units.iter().filter(|it| it.id != UNKNOWN) {
        present[unit.id as usize] = true;
    }
    let mut found: Vec<(usize, &Pattern)> = Vec::new();
    for pattern in index.patterns.iter().filter(|it| asks || !it.asks) {
        let all = pattern.words().count();
        let shared = pattern.words().filter(|it| present[*it as usize]).count();
        if 2 * shared + 1 >= all {
            found.push((1000 * (all - shared) / all.max(1), pattern));
        }
    }
    found.sort_by_key(|it| it.0);
    found.into_iter().take(MOST_COMPARED).map(|it| it.1).collect()
}

fn shown(context: Context, pattern: &Pattern) -> String {
    let piece = |it: &Piece| match it {
        Piece::Word(word) => context.vocabulary.index.words.text(*word).to_owned(),
        Piece::Slot(slot) => context.vocabulary.slot(pattern.phrase, *slot),
    };
    glued(pattern.pieces.iter().map(piece))
}

/// How far a row is from a wording.
#[derive(Debug, Clone, Copy)]
struct Alignment {
    cost: usize,
    /// Where all that is wrong is one word: its place, and the number of the right one.
    only_wrong: Option<(usize, u32)>,
    /// Whether nothing is wrong, or slight differences only.
    is_like: bool,
}

/// What it costs to lay the rest of the row beside the rest of the wording, from every place of both.
struct Grid<'g> {
    context: Context<'g>,
    view: &'g View<'g>,
    phrase: PhraseId,
    rows: Vec<Vec<Alignment>>,
}

impl Grid<'_> {
    fn fill(
        context: Context,
        view: &View,
        phrase: PhraseId,
        pieces: &[Piece],
        start: usize,
    ) -> Alignment {
        let end = view.units.len();
        let all = Alignment { cost: 0, only_wrong: None, is_like: true };
        let left = |at| if at < end { all.and(MISSING * (end - at)) } else { all };
        let rows = vec![(0..=end).map(left).collect()];
        let mut grid = Grid { context, view, phrase, rows };
        for piece in pieces.iter().rev() {
            let mut row = vec![all; end + 1];
            for at in (0..=end).rev() {
                let too_much = row.get(at + 1).map(|it| it.and(MISSING));
                row[at] = grid.cheapest(*piece, at, too_much);
            }
            grid.rows.push(row);
        }
        grid.rows[grid.rows.len() - 1][start]
    }

    fn cheapest(&self, piece: Piece, at: usize, too_much: Option<Alignment>) -> Alignment {
        let next = &self.rows[self.rows.len() - 1];
        let missing = next[at].and(MISSING);
        let here = match piece {
            Piece::Word(word) => (at + 1 < next.len())
                .then(|| self.word(word, at, next[at + 1]))
                .into_iter()
                .collect(),
            Piece::Slot(slot) => self.slot(slot, at, next),
        };
        here.into_iter()
            .chain([missing])
            .chain(too_much)
            .min_by_key(|it| it.cost)
            .unwrap_or(missing)
    }

    fn word(&self, word: u32, at: usize, rest: Alignment) -> Alignment {
        let unit = &self.view.units[at];
        if unit.id == word {
            return rest;
        }
        let right = fold(self.context.vocabulary.index.words.text(word));
        let auxiliary = |it: &str| AUXILIARIES.contains(&it);
        if auxiliary(&unit.folded) && auxiliary(&right) {
            let only = rest.is_like.then_some((at, word));
            let only_wrong = rest.only_wrong.or(only);
            return Alignment { cost: rest.cost + SLIGHT, only_wrong, ..rest };
        }
        let only_wrong = rest.is_like.then_some((at, word));
        let cost = if is_near(&unit.folded, &right) {
            MISSPELT
        } else {
            MISSPELT + unlikeness(&unit.folded, &right, DIFFERENT - MISSPELT)
        };
        Alignment { cost: rest.cost + cost, only_wrong, is_like: false }
    }

    fn slot(&self, slot: u32, at: usize, next: &[Alignment]) -> Vec<Alignment> {
        let takes = self.context.vocabulary.phrase(self.phrase).slots[slot as usize].sort;
        let fits = |it: &Said| {
            let is = self.context.sort(it);
            is.is_none_or(|it| self.context.vocabulary.sorts_meet(it, takes))
        };
        let terms = self.view.terms(at).iter().map(|it| {
            let rest = next[it.end];
            let cost = if fits(&it.said) { 0 } else { SLIGHT };
            Alignment { cost: rest.cost + cost, ..rest }
        });
        let wrong = next.get(at + 1).map(|it| it.and(WRONG_TERM));
        terms.chain(wrong).collect()
    }
}

impl Alignment {
    fn and(self, cost: usize) -> Self {
        Self { cost: self.cost + cost, only_wrong: None, is_like: false }
    }
}
