//! How are words used by the rules? For warnings, and for the article of names.

use crate::vocabulary::{PhraseId, ThingId, Vocabulary};

/// What has been noted while the rules were read.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    concluded: Vec<bool>,
    read: Vec<bool>,
    /// For each name of the rules, how often it was written with `the` and without.
    articles: Vec<(u32, u32)>,
}

impl Tally {
    /// Nothing noted yet.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            concluded: vec![false; vocabulary.phrases.len()],
            read: vec![false; vocabulary.phrases.len()],
            articles: vec![(0, 0); vocabulary.things.len()],
        }
    }

    /// A rule concludes a phrase.
    pub(super) fn concludes(&mut self, phrase: PhraseId) {
        self.concluded[phrase.0 as usize] = true;
    }

    /// A condition reads a phrase.
    pub(super) fn reads(&mut self, phrase: PhraseId) {
        self.read[phrase.0 as usize] = true;
    }

    /// A sentence names an individual.
    pub(super) fn names(&mut self, thing: ThingId, the: bool) {
        if let Some((with, without)) = self.articles.get_mut(thing.0 as usize) {
            if the { *with += 1 } else { *without += 1 }
        }
    }

    /// Whether a rule concludes a phrase.
    pub(super) fn is_concluded(&self, phrase: usize) -> bool {
        self.concluded[phrase]
    }

    /// Whether a condition reads a phrase.
    pub(super) fn is_read(&self, phrase: usize) -> bool {
        self.read[phrase]
    }

    /// Names that the rules mostly write with `the` are written so from now on.
    pub(super) fn settle_articles(&self, vocabulary: &mut Vocabulary) {
        for (thing, (with, without)) in vocabulary.things.iter_mut().zip(&self.articles) {
            thing.the |= with > without;
        }
    }
}
