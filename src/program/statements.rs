//! What do the sentences of a case state, of whom?
//!
//! First every individual is made known, then every kind is settled, then the other facts are read:
//! so the order of the sentences doesn't matter.

mod kinds;
mod entities;

pub(super) use entities::constant;

use rustc_hash::FxHashMap;

use super::{
    Fact, KindFact, Program, Scenario, Status,
    error::{Mistakes, Reported, case::StatementError},
    tally::Articles,
};
use crate::{
    source::index,
    syntax::ast::{self, ConditionKind, Sentence},
    vocabulary::{
        Entity, PhraseId, Role, Sort, Thing, ThingId,
        known::Known,
        reading::{Context, Place, Read, Says, read},
        terms::{Placed, Said},
    },
};

/// What a list of statements states, by itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// The individuals that were not known before; their ids continue those that were.
    pub(super) things: Vec<Thing>,
    /// Facts, one for an atom.
    pub(super) facts: Vec<Fact>,
    /// What is said of kinds, other than what is in [`Thing::kind`] of the new individuals.
    pub(super) kinds: Vec<KindFact>,
}

/// A sentence with what is said of it.
#[derive(Clone, Copy)]
struct Leaf<'s> {
    sentence: &'s Sentence,
    denied: bool,
    unknown: bool,
}

impl Leaf<'_> {
    fn status(self, positive: bool) -> Status {
        match (self.unknown, positive != self.denied) {
            (true, _) => Status::Unknown,
            (false, true) => Status::Yes,
            (false, false) => Status::No,
        }
    }
}

/// Reads statements about what is known so far.
pub(super) struct Statements<'a> {
    program: &'a Program,
    base: &'a Scenario,
    this: Option<ThingId>,
    /// Who is known, the individuals of these statements included.
    pub(super) known: Known,
    /// What they state.
    pub(super) stated: Stated,
    /// Names that are mistakes and have been reported.
    pub(super) mistaken: Vec<String>,
    by_atom: FxHashMap<(PhraseId, Vec<Entity>), usize>,
    articles: Articles,
    mistakes: &'a mut Mistakes,
}

/// Everybody that a scenario knows.
pub(super) fn known_to(program: &Program, scenario: &Scenario) -> Known {
    let mut known = Known::nobody(&program.vocabulary);
    for thing in &scenario.things {
        known.add(thing);
    }
    for fact in scenario.kinds.iter().filter(|it| it.status == Status::Yes) {
        known.specialise(fact.thing, fact.kind);
    }
    known
}

impl<'a> Statements<'a> {
    /// Nothing stated yet beyond `base`.
    pub(super) fn beyond(
        program: &'a Program,
        base: &'a Scenario,
        mistakes: &'a mut Mistakes,
    ) -> Self {
        let known = known_to(program, base);
        let (stated, mistaken) = (Stated::default(), Vec::new());
        Self {
            program,
            base,
            this: base.this,
            known,
            stated,
            mistaken,
            by_atom: FxHashMap::default(),
            articles: Articles::default(),
            mistakes,
        }
    }

    /// Says nothing of these names, which are mistakes and have been reported.
    pub(super) fn passing_over(&mut self, mistaken: &[String]) {
        for name in mistaken {
            self.known.mistaken(name);
        }
    }

    /// Reads statements. `this` is found once the individuals are known.
    pub(super) fn read(&mut self, statements: &[ast::Statement], consider: Option<&ast::Text>) {
        let mut leaves = Vec::new();
        for statement in statements {
            self.leaves(&statement.body, false, statement.unknown, &mut leaves);
        }
        self.declare(&leaves);
        if let Some(name) = consider {
            self.consider(name);
        }
        let (kinds, others): (Vec<Leaf>, Vec<Leaf>) =
            leaves.into_iter().partition(|it| self.speaks_of_kind(it));
        for leaf in kinds.into_iter().chain(others) {
            self.leaf(leaf);
        }
        self.settle_articles();
    }

    /// Those introduced here that are mostly written with `the` are written so from now on.
    fn settle_articles(&mut self) {
        let first = self.program.vocabulary.things.len() + self.base.things.len();
        let ids = (index(first)..).map(ThingId);
        for (id, thing) in ids.zip(&mut self.stated.things) {
            thing.the |= self.articles.mostly_the(id);
        }
    }

    /// What `this` means.
    pub(super) fn this(&self) -> Option<ThingId> {
        self.this
    }

    fn leaves<'s>(
        &mut self,
        body: &'s ast::Condition,
        denied: bool,
        unknown: bool,
        leaves: &mut Vec<Leaf<'s>>,
    ) {
        match &body.kind {
            ConditionKind::Sentence(sentence) => leaves.push(Leaf { sentence, denied, unknown }),
            ConditionKind::All(parts) if !denied => {
                for part in parts {
                    self.leaves(part, denied, unknown, leaves);
                }
            }
            ConditionKind::Not(inner) => self.leaves(inner, !denied, unknown, leaves),
            ConditionKind::ForEvery { .. } => {
                self.report(&StatementError::NotAFact { span: body.span });
            }
            // Syntax refuses statements that leave open what is so.
            ConditionKind::All(_) | ConditionKind::Any(_) => {}
        }
    }

    fn consider(&mut self, name: &ast::Text) {
        let bare = name.text.strip_prefix("the ").unwrap_or(&name.text);
        let vocabulary = &self.program.vocabulary;
        let own = vocabulary.index.name(bare).map(Some);
        if let Some(thing) = own.or_else(|| self.known.names.get(bare)) {
            self.this = thing;
            return;
        }
        let mistake = vocabulary.unknown_name(&self.known, name, None);
        self.mistakes.report_words(&mistake);
        // From now on `this` is a name that has been reported.
        self.known.mistaken("this");
        self.mistaken.push("this".to_owned());
    }

    fn context<'c>(&'c self, sort_of: &'c dyn Fn(&Said) -> Option<Sort>) -> Context<'c> {
        let suggest = self.mistakes.wants_suggestions();
        Context {
            vocabulary: &self.program.vocabulary,
            known: &self.known,
            place: Place::Case,
            suggest,
            sort_of,
        }
    }

    fn words(&mut self, sentence: &Sentence) -> Result<Read, Reported> {
        let this = self.this.and_then(|it| self.known.kind(&self.program.vocabulary, it));
        let this = this.map(Sort::Kind);
        let sort_of = |it: &Said| if *it == Said::This { this } else { None };
        let read = read(self.context(&sort_of), sentence);
        read.map_err(|it| self.mistakes.report_unread(it, sentence.span))
    }

    /// A statement about individuals. What is wrong with it has been reported.
    fn leaf(&mut self, leaf: Leaf) {
        let Ok(Read { says, positive }) = self.words(leaf.sentence) else { return };
        let span = leaf.sentence.span;
        let status = leaf.status(positive);
        match says {
            Says::Phrase(phrase, terms) => {
                self.note_articles(&terms);
                if let Ok(entities) = self.entities(&terms, phrase) {
                    self.fact(Fact { phrase, entities, value: None, status, span });
                }
            }
            Says::OfKind(term, kind) => {
                if let Ok(thing) = self.individual(&term, None) {
                    self.kind(KindFact { thing, kind, status, span });
                }
            }
            Says::Same(one, other) => self.same(&one, &other, status, span),
            Says::Different(one, other) => {
                self.same(&one, &other, leaf.status(!positive), span);
            }
            Says::Unknown(Placed { said: Said::Attribute(phrase, terms), .. })
                if status == Status::Yes =>
            {
                self.value(phrase, &terms, None, span);
            }
            Says::Compare { one, .. } | Says::Between(one, ..) | Says::Unknown(one) => {
                self.not_the_value(&one, span);
            }
        }
    }

    fn fact(&mut self, fact: Fact) {
        let role = self.program.vocabulary.phrase(fact.phrase).role;
        if role == Role::Conclusion && fact.status == Status::Unknown {
            self.report(&StatementError::UnknownConclusion { span: fact.span });
            return;
        }
        if let Some(mistake) = self.program.families.against(&fact) {
            self.mistakes.report(mistake);
            return;
        }
        let atom = (fact.phrase, fact.entities.clone());
        match self.by_atom.get(&atom).map(|it| &self.stated.facts[*it]) {
            None => {
                self.by_atom.insert(atom, self.stated.facts.len());
                self.stated.facts.push(fact);
            }
            Some(first) if (first.status, &first.value) != (fact.status, &fact.value) => {
                let (first, span) = (first.span, fact.span);
                let names: Vec<String> =
                    fact.entities.iter().map(|it| self.entity_name(it)).collect();
                let sentence = self.program.vocabulary.sentence_with(fact.phrase, &names);
                let is_attribute = self.program.vocabulary.phrase(fact.phrase).value.is_some();
                self.report(&if is_attribute {
                    StatementError::TwoValues { span, first, attribute: sentence }
                } else {
                    StatementError::Contradiction { span, first, sentence }
                });
            }
            Some(_) => {}
        }
    }

    /// An individual as a sentence names it.
    fn name(&self, thing: ThingId) -> String {
        self.program.vocabulary.name_among(&self.base.things, &self.stated.things, thing)
    }

    fn report(&mut self, error: &StatementError) -> Reported {
        self.mistakes.report(error.diagnostic())
    }
}
