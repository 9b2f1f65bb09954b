//! What do the sentences of a case state, of whom?
//!
//! First every individual is made known, then every kind is settled, then the other facts are read:
//! so the order of the sentences doesn't matter.

mod kinds;

use rustc_hash::FxHashMap;

use super::{
    Fact, KindFact, Program, Scenario, Status,
    error::{Mistakes, PlaceError, Reported, case::StatementError},
    tally::Articles,
};
use crate::{
    source::Span,
    syntax::ast::{self, ConditionKind, Sentence},
    vocabulary::{
        KindId, PhraseId, Role, Thing, ThingId,
        error::values_not_read,
        known::Known,
        reading::{Context, Place, Read, Says, read},
        terms::{Placed, Said},
        wording::with_article,
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
    by_atom: FxHashMap<(PhraseId, Vec<ThingId>), usize>,
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
        let ids = (u32::try_from(first).unwrap_or(u32::MAX)..).map(ThingId);
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
                self.mistakes.report(values_not_read(body.span));
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

    fn context<'c>(&'c self, kind_of: &'c dyn Fn(&Said) -> Option<KindId>) -> Context<'c> {
        let suggest = self.mistakes.wants_suggestions();
        Context {
            vocabulary: &self.program.vocabulary,
            known: &self.known,
            place: Place::Case,
            suggest,
            kind_of,
        }
    }

    fn words(&mut self, sentence: &Sentence) -> Result<Read, Reported> {
        let this = self.this.and_then(|it| self.known.kind(&self.program.vocabulary, it));
        let kind_of = |it: &Said| if *it == Said::This { this } else { None };
        let read = read(self.context(&kind_of), sentence);
        read.map_err(|it| self.mistakes.report_unread(it, sentence.span))
    }

    /// A statement about individuals. What is wrong with it has been reported.
    fn leaf(&mut self, leaf: Leaf) {
        let Ok(Read { says, positive }) = self.words(leaf.sentence) else { return };
        let span = leaf.sentence.span;
        let status = leaf.status(positive);
        match says {
            Says::Phrase(phrase, terms) => {
                for term in &terms {
                    if let Said::Named { thing: Some(thing), the } = term.said {
                        self.articles.note(thing, the);
                    }
                }
                if let Ok(things) = self.individuals(&terms, Some(phrase)) {
                    self.fact(Fact { phrase, things, status, span });
                }
            }
            Says::OfKind(term, kind) => {
                if let Ok(things) = self.individuals(&[term], None) {
                    self.kind(KindFact { thing: things[0], kind, status, span });
                }
            }
            Says::Same(..) => {
                self.report(&StatementError::StatesSame { span });
            }
        }
    }

    /// Terms that must be individuals, each of the kind that its slot takes.
    fn individuals(
        &mut self,
        terms: &[Placed],
        phrase: Option<PhraseId>,
    ) -> Result<Vec<ThingId>, Reported> {
        let program = self.program;
        let slots = phrase.map_or(&[][..], |it| &program.vocabulary.phrase(it).slots);
        let kinds = slots.iter().map(|it| Some(it.kind)).chain(std::iter::repeat(None));
        let things: Vec<_> =
            terms.iter().zip(kinds).map(|(it, kind)| self.individual(it, kind)).collect();
        let things = things.into_iter().collect::<Result<Vec<_>, _>>()?;
        for ((thing, term), slot) in things.iter().zip(terms).zip(slots) {
            let Some(kind) = self.known.kind(&program.vocabulary, *thing) else { continue };
            if !program.vocabulary.is_part_of(kind, slot.kind) {
                let thing = self.name(*thing);
                let (is, takes) = (program.vocabulary.a(kind), program.vocabulary.a(slot.kind));
                return Err(self.report(&StatementError::TooGeneral {
                    thing,
                    is,
                    takes,
                    span: term.span,
                }));
            }
        }
        Ok(things)
    }

    fn individual(&mut self, term: &Placed, takes: Option<KindId>) -> Result<ThingId, Reported> {
        let span = term.span;
        match &term.said {
            Said::Named { thing, .. } => thing.ok_or(Reported),
            Said::This => self.this.ok_or_else(|| {
                self.mistakes.report(PlaceError::NothingConsidered { span }.diagnostic())
            }),
            Said::Which { .. } => {
                Err(self.mistakes.report(PlaceError::QuestionWord { span }.diagnostic()))
            }
            Said::A { kind, letter, .. } => Err(self.not_named("a", *kind, letter.as_ref(), span)),
            Said::The { kind, letter } => Err(self.not_named("the", *kind, letter.as_ref(), span)),
            Said::Letter(letter) => {
                let name = ast::Text { text: letter.clone(), span };
                let mistake = self.program.vocabulary.unknown_name(&self.known, &name, takes);
                self.mistakes.report_words(&mistake);
                Err(Reported)
            }
            Said::Value => Err(Reported),
        }
    }

    fn not_named(
        &mut self,
        article: &str,
        kind: KindId,
        letter: Option<&String>,
        span: Span,
    ) -> Reported {
        let kind = &self.program.vocabulary.kind(kind).name;
        let letter = letter.map_or(String::new(), |it| format!(" {it}"));
        let written = if article == "a" { with_article(kind) } else { format!("{article} {kind}") };
        self.report(&StatementError::NotNamed { written: written + &letter, span })
    }

    fn fact(&mut self, fact: Fact) {
        let role = self.program.vocabulary.phrase(fact.phrase).role;
        if role == Role::Conclusion && fact.status == Status::Unknown {
            self.report(&StatementError::UnknownConclusion { span: fact.span });
            return;
        }
        let atom = (fact.phrase, fact.things.clone());
        match self.by_atom.get(&atom).map(|it| &self.stated.facts[*it]) {
            None => {
                self.by_atom.insert(atom, self.stated.facts.len());
                self.stated.facts.push(fact);
            }
            Some(first) if first.status != fact.status => {
                let first = first.span;
                let names: Vec<String> = fact.things.iter().map(|it| self.name(*it)).collect();
                let sentence = self.program.vocabulary.sentence_with(fact.phrase, &names);
                self.report(&StatementError::Contradiction { span: fact.span, first, sentence });
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
