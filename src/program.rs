//! What does it mean? Rules after every word has been given its meaning.
//!
//! [`syntax`](crate::syntax) holds what was written; this room holds what it says, with ids instead of words.
//! A [`Program`] can always be evaluated: whatever could be wrong with it was reported when it was made.
//!
//! Invariants, established once by [`Program::from_syntax`] and relied on everywhere above:
//!
//! - every id is in range, and every variable of a rule is bound (range restriction);
//! - rules keep the order of their sources, so the same text always yields the same answer, byte for byte;
//! - no exception is, through its chain, an exception to itself, and no two rules outrank each other.

mod from_syntax;
mod outline;
mod sources;
mod authority;
mod labels;
mod rules;
mod sentence;
mod scope;
mod tally;
mod walk;
mod reach;
mod about;
mod relaxed;
mod merged;
mod binding;
mod families;
mod computing;
mod changed;
mod thresholds;
mod in_force;
mod ranking;
mod priority;
mod check;
mod scenario;
mod statements;
mod facts;
mod cases;
mod queries;
mod expectations;
mod error;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    source::Span,
    value::Value,
    vocabulary::{KindId, PhraseId, Sort, ThingId, Vocabulary},
};

pub use crate::value::{Comparison, Function, Operation};
pub use about::About;
pub use authority::{Authority, Basis};
pub use families::Families;
pub use labels::base_label;
pub use merged::{Apart, Merged, Pair, Stated};
pub use outline::{Listed, Omission, Outline};
pub use ranking::Ranking;
pub use scenario::{
    Answerable, Case, Expectation, Expected, Fact, KindFact, Query, Scenario, Status, Wanted,
};

/// Names one rule of a [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub u32);

/// Names one source of a [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// Names a provision with rival readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProvisionId(pub u32);

/// One of the rival readings of a provision: its place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reading {
    /// The provision.
    pub provision: ProvisionId,
    /// The reading's place among those of the provision.
    pub reading: u32,
}

/// A variable of one rule, by its place in [`Rule::variables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VariableId(pub u32);

/// A body of rules, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Its kinds, names and phrases.
    pub vocabulary: Vocabulary,
    /// The texts its rules cite, in order of declaration.
    pub sources: Vec<Source>,
    /// The provisions that these are said to have, and those left out on purpose.
    pub outline: Outline,
    /// The provisions that have rival readings.
    pub provisions: Vec<Provision>,
    /// Its rules and exceptions, in the order of their files; several sentences under one label are several rules.
    pub rules: Vec<Rule>,
    /// Which rules give way to which.
    pub ranking: Ranking,
    /// Which durations are of months, and which of days.
    pub families: Families,
    /// Inputs whose question is asked by others: of a merged program, in which two versions of an input share one, and
    /// whether something is stated of it is open, too.
    pub shared: BTreeMap<PhraseId, Stated>,
}

/// A text that rules cite.
#[derive(Debug, Clone)]
pub struct Source {
    /// The short name that citations use.
    pub name: String,
    /// Its title, if it was given one.
    pub title: Option<String>,
    /// Its official reference, if it was given one.
    pub reference: Option<String>,
    /// Where it can be read, if that was said.
    pub url: Option<String>,
    /// When it was consulted, if that was said.
    pub consulted: Option<Date>,
    /// Its place on the ladder of authority, if it was given one.
    pub authority: Option<Authority>,
    /// The days on which what it says is law.
    pub in_force: Interval,
    /// Where it was declared.
    pub span: Span,
}

/// The days from `from` to `until`, both included; an open end is unbounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Interval {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Interval {
    /// Whether `day` lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|it| it <= day) && self.until.is_none_or(|it| day <= it)
    }
}

/// A provision that can be read in several ways, of which exactly one prevails.
#[derive(Debug, Clone)]
pub struct Provision {
    /// Its name.
    pub name: String,
    /// The names of its readings.
    pub readings: Vec<String>,
}

/// `[rpd Art. 83(1)(a)(i)]`
#[derive(Debug, Clone)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The place in it; empty if none was given.
    pub pinpoint: String,
}

/// A rule of law: its conclusion holds wherever its conditions do, unless an exception
/// or a stronger rule that also applies defeats it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its label, with `/2` behind it for the second of several sentences.
    pub label: String,
    /// Where the source says so; the first gives its rank.
    pub citations: Vec<Citation>,
    /// What it is an exception to. The conditions of that one are this one's, too, before its own.
    pub exception_to: Option<RuleId>,
    /// The exceptions to it, in source order.
    pub exceptions: Vec<RuleId>,
    /// Its variables. An exception begins with *all* variables of what it is an exception to, in the same order and
    /// those local to an alternative or a negation included, so that `VariableId(n)` means the same in both for
    /// `n < inherited` and the conditions can be shared. (Only those that are not local can be referred to.)
    pub variables: Vec<Variable>,
    /// How many of the variables are those of [`Rule::exception_to`]: all of its [`Rule::variables`].
    pub inherited: u32,
    /// What it concludes; some exceptions conclude nothing of their own.
    pub conclusion: Option<Conclusion>,
    /// Its own conditions, all of which must hold, in the order of writing (`unless C` is the last, negated).
    pub conditions: Vec<Condition>,
    /// The reading it belongs to, if any.
    pub reading: Option<Reading>,
    /// The days on which it is law: its own, within those of its source, as shortened by what replaces it.
    pub in_force: Interval,
    /// How well it is known that the source says so.
    pub basis: Option<Basis>,
    /// Notes for the reader.
    pub notes: Vec<String>,
    /// The sentence, or the label where there is none.
    pub span: Span,
}

/// A variable of a rule: `a request`, `a country A`, `a number N`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// What it ranges over. That it is of its kind is one of the rule's conditions; a variable for a value is bound by
    /// the phrase that it stands in.
    pub sort: Sort,
    /// Its letter, where it has one.
    pub letter: Option<String>,
    /// Where it is introduced.
    pub span: Span,
}

/// What a rule concludes.
#[derive(Debug, Clone)]
pub enum Conclusion {
    /// A phrase.
    Phrase {
        /// What it speaks of.
        atom: Atom,
        /// Whether it is a reason for it or against it.
        positive: bool,
    },
    /// The value of an attribute: `the last day for answering an application is … plus 4 months`.
    Value {
        /// The attribute, with a variable or an individual in each slot.
        attribute: Attribute,
        /// Its value.
        value: Term,
    },
}

/// An attribute of some things: `the price of Shoes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The attribute's phrase; its role says whether it is an input.
    pub phrase: PhraseId,
    /// A term for each slot.
    pub terms: Vec<Term>,
}

/// A phrase with a term in each slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// The phrase.
    pub phrase: PhraseId,
    /// A term for each slot, in the order of the phrase's first form.
    pub terms: Vec<Term>,
}

/// What can stand in a slot, or be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A variable of the rule.
    Variable(VariableId),
    /// An individual.
    Thing(ThingId),
    /// A value as written.
    Value(Value),
    /// The value of an attribute. A condition on it is false where it has none.
    Attribute(Box<Attribute>),
    /// Two values, combined.
    Arithmetic(Operation, Box<(Term, Term)>),
    /// A value made from all things of which something holds.
    Aggregate(Box<Aggregate>),
}

/// `the number of countries such that (…)`, `the sum of the amount of the income over every income such that (…)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// What is made of them.
    pub function: Function,
    /// The variables that range over all things; the first is the one that is named, the others are introduced behind
    /// `such that`, where they mean "for some": they don't make a thing count twice.
    pub locals: Vec<VariableId>,
    /// What must hold of them.
    pub condition: Option<Condition>,
    /// What is summed up or compared; for [`Function::Number`] there is none.
    pub value: Option<Term>,
}

/// A condition of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What must hold.
    pub kind: ConditionKind,
    /// Where it is written.
    pub span: Span,
}

/// What must hold for a condition to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// A phrase holds.
    Holds(Atom),
    /// Something is of a kind.
    OfKind(Term, KindId),
    /// Two terms are the same individual.
    Same(Term, Term),
    /// Two values compare like this. (`is not`, `is different from` are negated comparisons.)
    Compare(Comparison, Term, Term),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Alternative>),
    /// Not this.
    Not(Box<Alternative>),
}

/// A condition with variables of its own: there are such things, and it holds of them.
/// A branch of an `or`, or what is negated (then: there are no such things of which it holds).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The variables that are introduced inside it and unknown outside.
    pub locals: Vec<VariableId>,
    /// What must hold of them.
    pub condition: Condition,
}

impl Program {
    /// A rule.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// A citation in words: `article "Approval process"`.
    pub fn in_words(&self, citation: &Citation) -> String {
        let source = &self.source(citation.source).name;
        if citation.pinpoint.is_empty() {
            source.clone()
        } else {
            format!("{source} {}", citation.pinpoint)
        }
    }

    /// The rules and their ids, in source order.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        (0..).map(RuleId).zip(&self.rules)
    }

    /// The chain from a rule up through what it is an exception to: itself first.
    pub fn lineage(&self, id: RuleId) -> impl Iterator<Item = &Rule> {
        std::iter::successors(Some(self.rule(id)), |it| it.exception_to.map(|up| self.rule(up)))
    }
}
