//! How are words used by the rules? For warnings, and for the article of names.

use rustc_hash::FxHashMap;

use crate::{
    syntax::ast::{Condition, ConditionKind, Document, ItemKind, Sentence},
    vocabulary::{PhraseId, ThingId, Vocabulary},
};

/// What has been noted while the rules were read.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    concluded: Vec<bool>,
    read: Vec<bool>,
    /// How the names of the rules were written.
    articles: Articles,
}

impl Tally {
    /// Nothing noted yet.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            concluded: vec![false; vocabulary.phrases.len()],
            read: vec![false; vocabulary.phrases.len()],
            articles: Articles::default(),
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
        self.articles.note(thing, the);
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
    /// Of those that no rule uses, the cases decide.
    pub(super) fn settle_articles(&self, vocabulary: &mut Vocabulary, documents: &[Document]) {
        let ids = || (0..).map(ThingId).take(vocabulary.things.len());
        let unused: Vec<ThingId> = ids().filter(|it| !self.articles.knows(*it)).collect();
        let in_cases =
            if unused.is_empty() { Articles::default() } else { of_cases(vocabulary, documents) };
        for (id, thing) in (0..).map(ThingId).zip(&mut vocabulary.things) {
            let decides = if self.articles.knows(id) { &self.articles } else { &in_cases };
            thing.the |= decides.mostly_the(id);
        }
    }
}

/// How often individuals were written with `the` and without.
#[derive(Debug, Clone, Default)]
pub(super) struct Articles(FxHashMap<ThingId, (u32, u32)>);

impl Articles {
    /// A sentence names an individual.
    pub(super) fn note(&mut self, thing: ThingId, the: bool) {
        let (with, without) = self.0.entry(thing).or_default();
        if the { *with += 1 } else { *without += 1 }
    }

    /// Whether most sentences write it with `the`.
    pub(super) fn mostly_the(&self, thing: ThingId) -> bool {
        self.0.get(&thing).is_some_and(|(with, without)| with > without)
    }

    fn knows(&self, thing: ThingId) -> bool {
        self.0.contains_key(&thing)
    }
}

/// How the cases write the names of the rules. Words alone are looked at; what the sentences say comes later.
fn of_cases(vocabulary: &Vocabulary, documents: &[Document]) -> Articles {
    let mut articles = Articles::default();
    for item in documents.iter().flat_map(|it| &it.items) {
        let ItemKind::Case(case) = &item.kind else { continue };
        let questions = case.questions.iter().map(|it| &it.question.body);
        for body in case.statements.iter().map(|it| &it.body).chain(questions) {
            sentences(body, &mut |it| {
                for (thing, the) in vocabulary.named_in(it) {
                    articles.note(thing, the);
                }
            });
        }
    }
    articles
}

fn sentences(body: &Condition, each: &mut impl FnMut(&Sentence)) {
    match &body.kind {
        ConditionKind::Sentence(it) => each(it),
        ConditionKind::All(parts) | ConditionKind::Any(parts) => {
            for part in parts {
                sentences(part, each);
            }
        }
        ConditionKind::Not(it) => sentences(it, each),
        ConditionKind::ForEvery { such_that, then, .. } => {
            for part in such_that.iter().chain(std::iter::once(then)) {
                sentences(part, each);
            }
        }
    }
}
