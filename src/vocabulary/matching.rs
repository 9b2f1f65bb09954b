//! Which phrases fit a row of words, and what stands in their slots?
//!
//! Each wording of each phrase is a pattern. A row is compared only with those whose rarest word it contains.
//! All ways in which they fit are found; which of them is meant is for `reading` to say.

use super::{
    KindId, Part, PhraseId, ThingId,
    forms::Wording,
    names::{Letters, Names},
    terms::{Placed, View},
    words::{UNKNOWN, Unit, Words},
};

/// Ways in which one row can fit are counted up to this; a row that fits in more is ambiguous anyway.
const MOST_WAYS: usize = 200;

/// Everything that rows of words are compared with.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) words: Words,
    pub(super) kinds: Names<KindId>,
    pub(super) plurals: Names<KindId>,
    pub(super) names: Names<ThingId>,
    pub(super) patterns: Vec<Pattern>,
    /// For each word, the patterns of which it is the rarest.
    by_word: Vec<Vec<u32>>,
    /// The wordings of attributes, which stand inside rows.
    pub(super) attributes: Vec<Pattern>,
    /// Kinds that were never declared: reported once, and nothing is said of them again.
    pub(super) mistaken: Vec<KindId>,
    /// The words of attributes whose declaration is a mistake that has been reported.
    pub(super) unread: Vec<Vec<u32>>,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            words: Words::default(),
            kinds: Names::new(Letters::Folded),
            plurals: Names::new(Letters::Folded),
            names: Names::new(Letters::Exact),
            patterns: Vec::new(),
            by_word: Vec::new(),
            attributes: Vec::new(),
            mistaken: Vec::new(),
            unread: Vec::new(),
        }
    }
}

/// One wording of a phrase.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// The phrase.
    pub(crate) phrase: PhraseId,
    /// Whether it says the phrase or its opposite.
    pub(crate) positive: bool,
    /// Whether it asks.
    pub(crate) asks: bool,
    /// Its words and slots.
    pub(crate) pieces: Vec<Piece>,
}

/// A word or a slot of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    /// A word by its number.
    Word(u32),
    /// A slot by its place among those of the phrase.
    Slot(u32),
}

/// A way in which a pattern fits a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fit {
    /// The phrase.
    pub(crate) phrase: PhraseId,
    /// Whether the row says the phrase or its opposite.
    pub(crate) positive: bool,
    /// What stands in its slots.
    pub(crate) terms: Vec<Placed>,
}

/// Something asked for ahead of the rest: `at which body …`.
#[derive(Debug)]
pub(crate) struct Ahead<'p> {
    /// What is asked for.
    pub(crate) term: &'p Placed,
    /// The numbers of the words before it, which belong right before the slot that is missing.
    pub(crate) words: &'p [u32],
}

impl Index {
    /// Adds a wording of a phrase, unless the phrase has it already.
    pub(super) fn add(&mut self, phrase: PhraseId, wording: &Wording) {
        let pieces = wording.parts.iter().map(|it| self.piece(it)).collect();
        let Wording { positive, asks, .. } = *wording;
        let same = |it: &Pattern| it.pieces == pieces && it.asks == asks && it.positive == positive;
        let own = self.patterns.iter().rev().take_while(|it| it.phrase == phrase);
        if !own.clone().any(same) {
            self.patterns.push(Pattern { phrase, positive, asks, pieces });
        }
    }

    /// Adds a wording of an attribute.
    pub(super) fn add_attribute(&mut self, phrase: PhraseId, parts: &[Part]) {
        let pieces = parts.iter().map(|it| self.piece(it)).collect();
        self.attributes.push(Pattern { phrase, positive: true, asks: false, pieces });
    }

    /// The places of those wordings of attributes whose words are all in a row, but perhaps for the first.
    pub(super) fn attributes_among(&self, units: &[Unit]) -> Vec<usize> {
        if self.attributes.is_empty() {
            return Vec::new();
        }
        let mut present: Vec<u32> = units.iter().map(|it| it.id).collect();
        present.sort_unstable();
        let here = |it: &u32| present.binary_search(it).is_ok();
        let all_here = |it: &usize| self.attributes[*it].words().skip(1).all(|word| here(&word));
        (0..self.attributes.len()).filter(all_here).collect()
    }

    fn piece(&mut self, part: &Part) -> Piece {
        match part {
            Part::Word(word) => Piece::Word(self.words.number(word)),
            Part::Slot(slot) => Piece::Slot(*slot),
        }
    }

    /// Files every pattern under its rarest word. To be called once all are there.
    pub(super) fn file(&mut self) {
        let mut uses = vec![0_u32; self.words.len()];
        for word in self.patterns.iter().flat_map(Pattern::words) {
            uses[word as usize] += 1;
        }
        self.by_word = vec![Vec::new(); self.words.len()];
        for (at, pattern) in (0..).zip(&self.patterns) {
            if let Some(rarest) = pattern.words().min_by_key(|it| uses[*it as usize]) {
                self.by_word[rarest as usize].push(at);
            }
        }
    }

    /// The patterns worth comparing with a row, in order of declaration. Those that ask are left out unless wanted.
    pub(super) fn worth_trying<'i>(&'i self, units: &[Unit], asks: bool) -> Vec<&'i Pattern> {
        let mut present: Vec<u32> =
            units.iter().map(|it| it.id).filter(|it| *it != UNKNOWN).collect();
        present.sort_unstable();
        present.dedup();
        let mut found: Vec<u32> = present
            .iter()
            .filter_map(|it| self.by_word.get(*it as usize))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        let patterns = found.into_iter().map(|it| &self.patterns[it as usize]);
        patterns
            .filter(|it| asks || !it.asks)
            .filter(|it| it.words().all(|word| present.binary_search(&word).is_ok()))
            .collect()
    }

    /// All wordings of phrases, and those of attributes, with whether they are such.
    pub(crate) fn wordings(&self) -> impl Iterator<Item = (&Pattern, bool)> {
        let attributes = self.attributes.iter().map(|it| (it, true));
        self.patterns.iter().map(|it| (it, false)).chain(attributes)
    }

    /// The individual that the rules call so.
    pub(crate) fn name(&self, text: &str) -> Option<ThingId> {
        self.names.get(text)
    }

    /// Whether nothing more is to be said of a kind, since it is a mistake that has been reported.
    pub(crate) fn is_mistaken(&self, kind: KindId) -> bool {
        self.mistaken.contains(&kind)
    }
}

impl Pattern {
    /// The numbers of its words.
    pub(crate) fn words(&self) -> impl Iterator<Item = u32> {
        self.pieces.iter().filter_map(|it| match it {
            Piece::Word(word) => Some(*word),
            Piece::Slot(_) => None,
        })
    }

    fn slots(&self) -> usize {
        self.pieces.iter().filter(|it| matches!(it, Piece::Slot(_))).count()
    }

    /// The pattern without one slot and without `words` right before it.
    pub(super) fn without(&self, gap: usize, words: &[u32]) -> Option<Vec<Piece>> {
        let start = gap.checked_sub(words.len())?;
        let asked = words.iter().map(|it| Piece::Word(*it));
        if !self.pieces[start..gap].iter().copied().eq(asked) {
            return None;
        }
        Some([&self.pieces[..start], &self.pieces[gap + 1..]].concat())
    }
}

/// All ways in which a phrase fits a whole row.
pub(crate) fn fits(view: &View, asks: bool) -> Vec<Fit> {
    let mut search = Search::new(view, 0);
    for pattern in view.vocabulary.index.worth_trying(view.units, asks) {
        search.compare(pattern, &pattern.pieces, None);
    }
    search.found
}

/// All ways in which a question fits the row from `start`, with what is asked ahead of it missing in one slot.
pub(crate) fn fits_with_gap(view: &View, start: usize, ahead: &Ahead) -> Vec<Fit> {
    let mut search = Search::new(view, start);
    for pattern in
        view.vocabulary.index.worth_trying(view.units, true).into_iter().filter(|it| it.asks)
    {
        for (gap, piece) in pattern.pieces.iter().enumerate() {
            let Piece::Slot(slot) = piece else { continue };
            if let Some(rest) = pattern.without(gap, ahead.words) {
                search.compare(pattern, &rest, Some((*slot, ahead.term)));
            }
        }
    }
    search.found
}

/// A search for all ways in which patterns fit a row.
struct Search<'v> {
    view: &'v View<'v>,
    start: usize,
    /// For each slot of the pattern, the place where its term begins and the number of that term there.
    chosen: Vec<Option<(usize, usize)>>,
    found: Vec<Fit>,
}

impl<'v> Search<'v> {
    fn new(view: &'v View<'v>, start: usize) -> Self {
        Self { view, start, chosen: Vec::new(), found: Vec::new() }
    }

    fn compare(&mut self, pattern: &Pattern, pieces: &[Piece], given: Option<(u32, &Placed)>) {
        self.chosen = vec![None; pattern.slots()];
        self.step(pattern, pieces, self.start, given);
    }

    fn step(
        &mut self,
        pattern: &Pattern,
        pieces: &[Piece],
        at: usize,
        given: Option<(u32, &Placed)>,
    ) {
        let view = self.view;
        if pieces.len() > view.units.len() - at || self.found.len() >= MOST_WAYS {
            return;
        }
        match pieces {
            [] if at == view.units.len() => self.note(pattern, given),
            [] => {}
            [Piece::Word(word), rest @ ..] => {
                if view.id(at) == *word {
                    self.step(pattern, rest, at + 1, given);
                }
            }
            [Piece::Slot(slot), rest @ ..] => {
                for (number, candidate) in view.terms(at).iter().enumerate() {
                    self.chosen[*slot as usize] = Some((at, number));
                    self.step(pattern, rest, candidate.end, given);
                }
            }
        }
    }

    fn note(&mut self, pattern: &Pattern, given: Option<(u32, &Placed)>) {
        let Pattern { phrase, positive, .. } = *pattern;
        let terms = (0..).zip(&self.chosen).filter_map(|(slot, it)| match given {
            Some((gap, term)) if gap == slot => Some(term.clone()),
            _ => it.map(|(at, number)| self.placed(at, number)),
        });
        let fit = Fit { phrase, positive, terms: terms.collect() };
        if fit.terms.len() == self.chosen.len() && !self.found.contains(&fit) {
            self.found.push(fit);
        }
    }

    fn placed(&self, at: usize, number: usize) -> Placed {
        let candidate = &self.view.terms(at)[number];
        Placed { said: candidate.said.clone(), span: self.view.span(at, candidate.end) }
    }
}
