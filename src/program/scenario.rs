//! What does a case state, and what does a question ask, once every word has been given its meaning?
//!
//! A [`Scenario`] is the facts of a case; a [`Query`] is a question about it.
//! Both refer to a [`Program`](super::Program) and are meaningless without it.

use jiff::civil::Date;

use super::{Atom, Authority, Condition, Reading, SourceId, Variable, VariableId};
use crate::{
    source::Span,
    syntax::ast::Intent,
    vocabulary::{Entity, KindId, PhraseId, Thing, ThingId},
};

/// The facts of a case. Later statements have already replaced earlier ones that they change.
#[derive(Debug, Clone, Default)]
pub struct Scenario {
    /// The things that the case itself names; their ids continue those of the vocabulary's names.
    pub things: Vec<Thing>,
    /// What the case states of phrases; at most one entry for an atom.
    pub facts: Vec<Fact>,
    /// What the case states of kinds beyond [`Thing::kind`]: negations and unknowns,
    /// and what it says about the rules' own names. A positive kind of a thing of the case is in [`Thing::kind`].
    pub kinds: Vec<KindFact>,
    /// The day whose law is applied, if the case gives one.
    pub as_of: Option<Date>,
    /// What `this` means.
    pub this: Option<ThingId>,
}

/// What is stated of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It is stated to be unknown.
    Unknown,
}

/// A phrase, filled with individuals and values, and what is stated of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The phrase.
    pub phrase: PhraseId,
    /// An individual or a value for each slot.
    pub entities: Vec<Entity>,
    /// For an attribute, the value it is stated to have; for one that is stated to be unknown, there is none.
    /// An attribute has at most one fact for the same entities, and its status is never [`Status::No`].
    pub value: Option<Entity>,
    /// What is stated of it.
    pub status: Status,
    /// Where it is stated.
    pub span: Span,
}

/// What is stated of an individual's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindFact {
    /// The individual.
    pub thing: ThingId,
    /// The kind.
    pub kind: KindId,
    /// Whether it is of this kind.
    pub status: Status,
    /// Where it is stated.
    pub span: Span,
}

/// A question about a scenario.
#[derive(Debug, Clone)]
pub struct Query {
    /// The question in plain words: `this` replaced by what it means, suppositions and qualifiers left out.
    pub sentence: String,
    /// What is wanted of it.
    pub intent: Intent,
    /// Facts that this question alone supposes; they replace what the case states.
    pub supposed: Vec<Fact>,
    /// Kinds that this question alone supposes.
    pub supposed_kinds: Vec<KindFact>,
    /// Things that only its suppositions name; their ids continue those of the scenario.
    pub things: Vec<Thing>,
    /// The day whose law is applied, if the question gives one.
    pub as_of: Option<Date>,
    /// Only rules that cite one of these, and rules that cite nothing, count; empty for all rules.
    pub according_to: Vec<SourceId>,
    /// No rule counts all of whose sources stand on one of these rungs or a lower one.
    pub without: Vec<Authority>,
    /// The readings that are taken to prevail.
    pub readings: Vec<Reading>,
    /// What is asked.
    pub wanted: Wanted,
    /// The question as it was written.
    pub span: Span,
}

/// What is asked: whether a condition holds, and for which individuals.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// All variables of the condition, as in a rule.
    pub variables: Vec<Variable>,
    /// The variables that `which`, `what` and `who` ask for, in the order of asking; empty for a yes/no question.
    pub answers: Vec<Answerable>,
    /// The condition. For `what follows about X?` there is none.
    pub condition: Option<Condition>,
    /// For `what follows about X?`, what it is about.
    pub about: Option<ThingId>,
}

/// A variable that a question asks for.
#[derive(Debug, Clone)]
pub struct Answerable {
    /// The variable.
    pub variable: VariableId,
    /// Its key in `bindings`: the question's letter where it has one, else the kind, made distinct by a number if need be.
    pub key: String,
}

/// A case: a scenario with the questions recorded for it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// Its facts.
    pub scenario: Scenario,
    /// Its `ask` lines.
    pub asks: Vec<Query>,
    /// Its `expect` lines.
    pub expectations: Vec<Expectation>,
    /// Where its name stands.
    pub span: Span,
}

/// An `expect` line.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The question.
    pub query: Query,
    /// What is expected.
    pub expected: Expected,
    /// The line.
    pub span: Span,
}

/// What an `expect` line expects.
#[derive(Debug, Clone)]
pub enum Expected {
    /// `yes`, or `yes, if CONDITION`: then the condition must be exactly the one under which the answer is yes.
    Yes(Option<Wanted>),
    /// `no`, or `no, if CONDITION`.
    No(Option<Wanted>),
    /// `depends`
    Depends,
    /// `disputed`
    Disputed,
    /// `circular`
    Circular,
    /// The bindings of a `which` question, in any order, each with its condition if it has one; empty for `none`.
    Bindings(Vec<(Vec<Entity>, Option<Wanted>)>),
}

impl Fact {
    /// What the fact speaks of, as an atom without variables.
    pub fn atom(&self) -> Atom {
        Atom { phrase: self.phrase, terms: self.entities.iter().map(super::Term::from).collect() }
    }
}

impl From<&Entity> for super::Term {
    fn from(entity: &Entity) -> Self {
        match entity {
            Entity::Thing(it) => Self::Thing(*it),
            Entity::Value(it) => Self::Value(it.clone()),
        }
    }
}
