//! Why does a row of words say nothing?
//!
//! First a phrase is looked for whose words are all there, whatever stands in its slots: then a term is the mistake.
//! Otherwise the phrase is, and the nearest ones are named.

mod values;

use super::{
    KindId, Sort, Vocabulary,
    alignment::{self, Start},
    error::{TermError, VocabularyError},
    identity,
    known::Known,
    matching::{self, Piece},
    question::question_word,
    reading::{Context, Place, Unread},
    suggest::nearest,
    terms::View,
    verbs::carries_tense,
    words::{self, Mark, Unit, is_letter},
};
use crate::{source::Span, syntax::ast::Text};

/// The most words that a term with a mistake in it is thought to have.
const LONGEST_TERM: usize = 6;

/// A sentence of more words than this is not compared with the phrases there are: too many ways to misread it.
const LONGEST_SENTENCE: usize = 300;

/// The mistakes for which no phrase fits.
pub(super) fn explain(context: Context, view: &View, span: Span) -> Unread {
    if view.units.is_empty() || speaks_of_attribute(view) {
        return Unread::FOLLOW_UP;
    }
    if view.units.len() > LONGEST_SENTENCE {
        let asks = context.place == Place::Question;
        return VocabularyError::UnknownPhrase { span, asks, word: None, nearest: Vec::new() }
            .into();
    }
    let starts = alignment::starts(view, context.place == Place::Question);
    if let Some(guess) = best_guess(context, view, &starts) {
        let mistakes: Option<Vec<VocabularyError>> = guess
            .wrong
            .iter()
            .map(|(start, end, takes)| {
                Term { context, view, start: *start, end: *end, takes: *takes }.mistake()
            })
            .collect();
        if let Some(mistakes) = mistakes.filter(|it| !it.is_empty()) {
            return Unread(mistakes);
        }
    }
    if let Some(mistake) = asked_kind(context, view) {
        return mistake.into();
    }
    if let Some(mistake) = no_opposite(context, view) {
        return mistake.into();
    }
    if let Some(mistake) = values::mistake(context, view) {
        return mistake.into();
    }
    let unknown = alignment::unknown_phrase(context, view, &starts, span);
    unknown_kind(context, view, &unknown).unwrap_or(unknown).into()
}

/// `Spain is a contry`, unless a phrase is near.
fn unknown_kind(
    context: Context,
    view: &View,
    unknown: &VocabularyError,
) -> Option<VocabularyError> {
    let (name, span) = identity::unknown_kind(view)?;
    let index = &context.vocabulary.index;
    if index.kinds.get(&name).is_some() {
        return None;
    }
    let nearest = nearest(&name, context.vocabulary.kinds.iter().map(|it| it.name.as_str()));
    let phrase_is_near =
        matches!(unknown, VocabularyError::UnknownPhrase { nearest, .. } if !nearest.is_empty());
    (!nearest.is_empty() || !phrase_is_near).then_some(VocabularyError::UnknownKind {
        name,
        span,
        nearest,
    })
}

fn speaks_of_attribute(view: &View) -> bool {
    let ids: Vec<u32> = view.units.iter().map(|it| it.id).collect();
    view.vocabulary
        .index
        .unread
        .iter()
        .any(|it| ids.windows(it.len()).any(|window| window == &it[..]))
}

/// A sentence that would be a phrase but for its `not`.
fn no_opposite(context: Context, view: &View) -> Option<VocabularyError> {
    let at = view.units.iter().position(|it| it.id == words::NOT)?;
    let without: Vec<Unit> = [&view.units[..at], &view.units[at + 1..]].concat();
    let view = View::new(context.vocabulary, context.known, &without);
    let fit = matching::fits(&view, context.place == Place::Question).into_iter().next()?;
    let phrase = context.vocabulary.declared(fit.phrase);
    let declared = context.vocabulary.phrase(fit.phrase).span;
    let span = view.units.get(at.checked_sub(1)?)?.span.to(view.units.get(at)?.span);
    Some(VocabularyError::NoOpposite { phrase, declared, span })
}

/// `which county was D1 sent to?`, where the rest is a question if `county` is a kind.
fn asked_kind(context: Context, view: &View) -> Option<VocabularyError> {
    let at = question_word(view).filter(|_| context.place == Place::Question)?;
    let is_which = view.terms(at).iter().any(|it| it.said.asks());
    let ends = (at + 2..view.units.len().min(at + LONGEST_TERM)).filter(|_| !is_which);
    let guesses = ends.filter_map(|end| {
        let guess = best_guess(context, view, &[Start::behind(view, at, end)])?;
        Some((guess.cost + end, end))
    });
    let (_, end) = guesses.min()?;
    Term { context, view, start: at, end, takes: Sort::Number }.unknown_kind()
}

/// A phrase whose words are all there, with the stretches that are no terms.
struct Guess {
    cost: usize,
    wrong: Vec<(usize, usize, Sort)>,
}

fn best_guess(context: Context, view: &View, starts: &[Start]) -> Option<Guess> {
    let asks = context.place == Place::Question;
    let mut best: Option<Guess> = None;
    for pattern in context.vocabulary.index.worth_trying(view.units, asks) {
        let sorts = |slot: u32| context.vocabulary.phrase(pattern.phrase).slots[slot as usize].sort;
        for (at, pieces) in alignment::shapes(pattern, starts) {
            let guess = guess(view, &pieces, at, &sorts);
            if let Some(it) =
                guess.filter(|it| best.as_ref().is_none_or(|best| it.cost < best.cost))
            {
                best = Some(it);
            }
        }
    }
    best
}

/// The cheapest way to let slots be any few words. A right term costs nothing, a wrong one more the longer it is.
fn guess(
    view: &View,
    pieces: &[Piece],
    start: usize,
    sorts: &dyn Fn(u32) -> Sort,
) -> Option<Guess> {
    let end = view.units.len();
    let mut below: Vec<Option<(usize, usize)>> = vec![None; end + 1];
    below[end] = Some((0, end));
    let mut rows = vec![below];
    for piece in pieces.iter().rev() {
        let next = &rows[rows.len() - 1];
        rows.push((0..=end).map(|at| cheapest(view, *piece, at, next)).collect());
    }
    let mut at = start;
    let (cost, _) = rows[rows.len() - 1][start]?;
    let mut wrong = Vec::new();
    for (piece, row) in pieces.iter().zip(rows.iter().rev()) {
        let (_, next) = row[at]?;
        if let Piece::Slot(slot) = piece
            && !is_term(view, at, next)
        {
            wrong.push((at, next, sorts(*slot)));
        }
        at = next;
    }
    Some(Guess { cost, wrong })
}

/// What the rest costs if `piece` stands at a place, and where the piece then ends.
fn cheapest(
    view: &View,
    piece: Piece,
    at: usize,
    next: &[Option<(usize, usize)>],
) -> Option<(usize, usize)> {
    match piece {
        Piece::Word(word) if view.id(at) == word && at < view.units.len() => {
            next[at + 1].map(|it| (it.0, at + 1))
        }
        Piece::Word(_) => None,
        Piece::Slot(_) => {
            let ends = (at + 1..=at + LONGEST_TERM)
                .take_while(|end| *end <= view.units.len() && !carries(view, end - 1));
            let costs = ends.filter_map(|end| {
                let own = if is_term(view, at, end) { 0 } else { 1 + end - at };
                next[end].map(|it| (it.0 + own, end))
            });
            costs.min()
        }
    }
}

fn carries(view: &View, at: usize) -> bool {
    carries_tense(&view.units[at].folded).is_some()
}

fn is_term(view: &View, start: usize, end: usize) -> bool {
    view.terms(start).iter().any(|it| it.end == end)
}

/// A stretch that stands where a term belongs.
struct Term<'a> {
    context: Context<'a>,
    view: &'a View<'a>,
    start: usize,
    end: usize,
    /// What the slot takes.
    takes: Sort,
}

impl Term<'_> {
    /// What is wrong with it; nothing if it doesn't look like a term at all.
    fn mistake(&self) -> Option<VocabularyError> {
        let unit = &self.view.units[self.start];
        match unit.mark {
            Mark::Number | Mark::Date(_) | Mark::Group(_) => {
                // The row around it has been looked at, or is being looked at.
                let whole = (self.start, self.end) == (0, self.view.units.len());
                let units = &self.view.units[self.start..self.end];
                let row = View::new(self.context.vocabulary, self.context.known, units);
                return if whole { None } else { values::mistake(self.context, &row) };
            }
            Mark::Quoted => return Some(self.unknown_name(self.start)),
            Mark::Word => {}
        }
        match unit.id {
            words::A | words::AN | words::ANOTHER | words::WHICH | words::WHAT => {
                self.unknown_kind()
            }
            words::THE => self.unknown_definite(),
            _ => self.bare(),
        }
    }

    fn span(&self) -> Span {
        self.view.span(self.start, self.end)
    }

    fn text(&self, start: usize) -> String {
        words::written(&self.view.units[start..self.end])
    }

    /// Without a letter at its end.
    fn kind_words(&self, start: usize) -> (String, Span) {
        let letter = self.end > start + 1 && is_letter(&self.view.units[self.end - 1].text);
        let end = if letter { self.end - 1 } else { self.end };
        (words::written(&self.view.units[start..end]), self.view.span(start, end))
    }

    fn unknown_kind(&self) -> Option<VocabularyError> {
        let start = self.start + 1;
        let index = &self.context.vocabulary.index;
        if start >= self.end || !index.kinds.at(self.view.units, start).is_empty() {
            return None;
        }
        let (name, span) = self.kind_words(start);
        if let Some(kind) = index.plurals.get(&name) {
            return Some(self.missing_article(kind));
        }
        let nearest =
            nearest(&name, self.context.vocabulary.kinds.iter().map(|it| it.name.as_str()));
        Some(VocabularyError::UnknownKind { name, span, nearest })
    }

    /// `the X`: a name if it looks like one, else a kind.
    fn unknown_definite(&self) -> Option<VocabularyError> {
        let start = self.start + 1;
        if start >= self.end {
            return None;
        }
        let name = self.text(start);
        if let Some(mistake) =
            values::attribute(self.context, self.view, self.start, self.end, false)
        {
            return Some(mistake);
        }
        let looks_like_name =
            name.starts_with(char::is_uppercase) || self.context.place == Place::Case;
        let vocabulary = self.context.vocabulary;
        let near_kind = nearest(&name, vocabulary.kinds.iter().map(|it| it.name.as_str()));
        if looks_like_name || (near_kind.is_empty() && !self.near_names(&name).is_empty()) {
            return Some(self.unknown_name(start));
        }
        self.unknown_kind()
    }

    /// No article: a name, a kind whose article is missing, or a pronoun.
    fn bare(&self) -> Option<VocabularyError> {
        let index = &self.context.vocabulary.index;
        let text = self.text(self.start);
        if let Some(kind) = index.kinds.get(&text).or_else(|| index.plurals.get(&text)) {
            return Some(self.missing_article(kind));
        }
        if self.takes.is_value() {
            return None;
        }
        let kind = self.context.vocabulary.sort_name(self.takes).to_owned();
        if is_pronoun(&self.view.units[self.start].folded) && self.end == self.start + 1 {
            return Some(TermError::Pronoun { pronoun: text, kind, span: self.span() }.into());
        }
        let words = &self.view.units[self.start..self.end];
        let proper = |it: &str| {
            it.starts_with(char::is_uppercase) || it.contains(|it: char| it.is_ascii_digit())
        };
        let plausible = words.len() == 1
            || proper(&words[0].text) && proper(&words[words.len() - 1].text)
            || !self.near_names(&text).is_empty();
        plausible.then(|| self.unknown_name(self.start))
    }

    fn missing_article(&self, kind: KindId) -> VocabularyError {
        let kind = self.context.vocabulary.kind(kind).name.clone();
        TermError::MissingArticle { written: self.text(self.start), kind, span: self.span() }.into()
    }

    fn near_names(&self, name: &str) -> Vec<String> {
        near_names(self.context.vocabulary, self.context.known, name)
    }

    fn unknown_name(&self, start: usize) -> VocabularyError {
        let name = self.text(start);
        VocabularyError::UnknownName {
            nearest: self.near_names(&name),
            span: self.view.span(start, self.end),
            kind: self.context.vocabulary.sort_name(self.takes).to_owned(),
            in_case: self.context.place == Place::Case,
            name,
        }
    }
}

fn is_pronoun(word: &str) -> bool {
    ["it", "he", "she", "they", "him", "her", "them", "that", "these", "those"].contains(&word)
}

impl Vocabulary {
    /// The message for words that stand where a kind belongs.
    pub(crate) fn unknown_kind(&self, name: &Text) -> VocabularyError {
        let kinds = self.kinds.iter().map(|it| it.name.as_str());
        let nearest = nearest(&name.text, kinds);
        VocabularyError::UnknownKind { name: name.text.clone(), span: name.span, nearest }
    }

    /// The message for a name in a clause (`consider D1`, `expect …? Spain`) that nobody has.
    pub(crate) fn unknown_name(
        &self,
        known: &Known,
        name: &Text,
        kind: Option<KindId>,
    ) -> VocabularyError {
        VocabularyError::UnknownName {
            nearest: near_names(self, known, &name.text),
            span: name.span,
            kind: kind.map_or("…", |it| &self.kind(it).name).to_owned(),
            in_case: true,
            name: name.text.clone(),
        }
    }
}

fn near_names(vocabulary: &Vocabulary, known: &Known, name: &str) -> Vec<String> {
    let own = vocabulary.things.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.also));
    nearest(name, own.chain(&known.listed).map(String::as_str))
}
