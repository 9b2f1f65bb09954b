//! What is a rule without its nesting? A flat list of conditions; what stands inside others gets a name of its own.
//!
//! An attribute in a slot, a calculation and a number of things become variables that a condition before them
//! determines. A list of alternatives, and what is denied and more than one sentence, becomes a *part*: something that
//! clauses of its own conclude, of the variables that it shares with its surroundings.

mod flat;
mod loose;

use std::rc::Rc;

use crate::{
    program::{
        Comparison, Conclusion, Condition, ConditionKind, Function, Operation, Program, Reading,
        Rule, RuleId, Term, VariableId, Wanted,
    },
    source::Span,
    vocabulary::{KindId, PhraseId, Role},
};

use self::{flat::Flat, loose::Loose};
use super::{
    ground::stands_for,
    items::{Item, Items},
};

/// A variable of a clause, or what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arg {
    Variable(usize),
    Item(Item),
}

/// Something that can be so, of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) topic: usize,
    pub(super) args: Vec<Arg>,
}

/// What a sentence or a part of one is about: a phrase first, by its number, and the others behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Phrase(PhraseId),
    /// One of some alternatives is so.
    Any,
    /// What is denied is so.
    Inner,
    /// An exception is in effect.
    Blocked,
    /// Something counts.
    Collected,
    /// The value that is made of what the other one collects, and the one that comes of nothing.
    Aggregate(Function, usize, Item),
    Asked,
}

/// Something that can be so, with the clauses for it and against it.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    pub(super) meaning: Meaning,
    pub(super) sides: [Vec<usize>; 2],
}

/// A condition of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) test: Test,
    pub(super) span: Span,
    /// Whether it was not written as a condition but follows from how a thing or value was introduced.
    pub(super) implied: bool,
    /// What is compared, as it was written.
    pub(super) written: Option<(Term, Term)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Holds(Pattern, bool),
    Kind(Arg, KindId, bool),
    Same(Arg, Arg, bool),
    Compare(Comparison, Arg, Arg),
    /// The third is what becomes of the other two.
    Compute(Operation, Arg, Arg, Arg),
    Reading(Reading),
}

impl Test {
    /// All that it is about.
    fn args(&self) -> Vec<Arg> {
        match self {
            Self::Holds(pattern, _) => pattern.args.clone(),
            Self::Kind(it, ..) => vec![*it],
            Self::Same(one, other, _) | Self::Compare(_, one, other) => vec![*one, *other],
            Self::Compute(_, one, other, result) => vec![*one, *other, *result],
            Self::Reading(_) => Vec::new(),
        }
    }

    /// Whether all that it is about is known.
    pub(super) fn is_known(&self, known: &[Option<Item>]) -> bool {
        self.args().into_iter().all(|it| stands_for(it, known).is_some())
    }
}

/// A rule, or a part of its conditions.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub(super) rule: Option<RuleId>,
    /// What it concludes, and whether it speaks for it; of an exception last that it is in effect for certain things.
    pub(super) heads: Vec<(Pattern, bool)>,
    pub(super) exceptions: Vec<(Pattern, RuleId)>,
    pub(super) variables: usize,
    pub(super) body: Vec<Literal>,
}

impl Clause {
    /// What it concludes of a topic.
    pub(super) fn concludes(&self, topic: usize) -> Option<&Pattern> {
        self.heads.iter().map(|it| &it.0).find(|it| it.topic == topic)
    }

    /// Whether it is that of an exception which gives no value, as its last condition says.
    pub(super) fn is_barren(&self, program: &Program) -> bool {
        let rule = self.rule.map(|it| program.rule(it));
        let concludes = |it: &Rule| it.exception_to.is_some() && it.conclusion.is_some();
        self.heads.len() == 1 && rule.is_some_and(concludes)
    }
}

/// All clauses of a program and of a question.
pub(super) struct Clauses<'a> {
    pub(super) program: &'a Program,
    pub(super) topics: Vec<Topic>,
    pub(super) list: Vec<Rc<Clause>>,
    loose: Loose,
}

impl<'a> Clauses<'a> {
    pub(super) fn new(program: &'a Program, items: &mut Items) -> Self {
        let phrases = (0..).map(PhraseId).take(program.vocabulary.phrases.len());
        let mut all =
            Self { program, topics: Vec::new(), list: Vec::new(), loose: Loose::of(program) };
        phrases.for_each(|it| all.topics.push(topic(Meaning::Phrase(it))));
        // The topics of exceptions follow, one for each rule, so that each can be named before it is written out.
        program.rules().for_each(|_| all.topics.push(topic(Meaning::Blocked)));
        for (id, rule) in program.rules() {
            all.rule(items, id, rule);
        }
        all
    }

    fn add(&mut self, meaning: Meaning) -> usize {
        self.topics.push(topic(meaning));
        self.topics.len() - 1
    }

    fn push(&mut self, clause: Clause) {
        let at = self.list.len();
        for (pattern, positive) in &clause.heads {
            self.topics[pattern.topic].sides[usize::from(*positive)].push(at);
        }
        self.list.push(Rc::new(clause));
    }

    fn rule(&mut self, items: &mut Items, id: RuleId, rule: &'a Rule) {
        let program = self.program;
        let conditions: Vec<&Condition> =
            program.lineage(id).flat_map(|it| &it.conditions).collect();
        let mut own = Vec::new();
        for it in &conditions {
            flat::locals(it, &mut own);
        }
        if let Some(Conclusion::Value { value, .. }) = &rule.conclusion {
            flat::locals_of(value, &mut own);
        }
        let loose = self.loose.variables(&rule.variables, &conditions);
        let first = program.vocabulary.phrases.len();
        let visible = |it: RuleId, count: usize| {
            let shared = (0..count).filter(|it| !own.iter().any(|own| own.0 as usize == *it));
            Pattern { topic: first + it.0 as usize, args: shared.map(Arg::Variable).collect() }
        };
        let blocks = rule.exception_to.map(|_| (visible(id, rule.inherited as usize), true));
        let exceptions = rule.exceptions.iter();
        let exceptions: Vec<(Pattern, RuleId)> =
            exceptions.map(|it| (visible(*it, rule.variables.len()), *it)).collect();
        let missing = barren(program, rule);
        for missing in std::iter::once(None).chain(missing.map(Some)) {
            let mut flat = Flat::new(self, items, &rule.variables, &loose);
            flat.imply_kinds(&own);
            flat.narrow(rule);
            flat.conditions_of(id);
            let head = match missing {
                None => rule.conclusion.as_ref().map(|it| flat.head(it, rule.span)),
                Some(it) => {
                    flat.condition(&it);
                    None
                }
            };
            let (variables, body) = (flat.variables, flat.body);
            let heads = head.into_iter().chain(blocks.clone()).collect();
            let exceptions = exceptions.clone();
            self.push(Clause { rule: Some(id), heads, exceptions, variables, body });
        }
    }

    /// A topic for what is asked, over the variables that are asked for.
    pub(super) fn question(&mut self, items: &mut Items, wanted: &'a Wanted) -> usize {
        let topic = self.add(Meaning::Asked);
        let conditions: Vec<&Condition> = wanted.condition.iter().collect();
        let loose = self.loose.variables(&wanted.variables, &conditions);
        let mut own = Vec::new();
        for it in &conditions {
            flat::locals(it, &mut own);
        }
        let mut flat = Flat::new(self, items, &wanted.variables, &loose);
        flat.imply_kinds(&own);
        for it in &conditions {
            flat.condition(it);
        }
        let (variables, body) = (flat.variables, flat.body);
        let args = wanted.answers.iter().map(|it| Arg::Variable(it.variable.0 as usize)).collect();
        self.push(Clause { variables, body, ..part(Pattern { topic, args }) });
        topic
    }
}

/// A clause for a part of some conditions, still without any.
fn part(concludes: Pattern) -> Clause {
    Clause {
        rule: None,
        heads: vec![(concludes, true)],
        exceptions: Vec::new(),
        variables: 0,
        body: Vec::new(),
    }
}

/// That what an exception works out for its conclusion has no value: its rule does not apply all the same.
fn barren(program: &Program, rule: &Rule) -> Option<Condition> {
    rule.exception_to?;
    let terms = match rule.conclusion.as_ref()? {
        Conclusion::Phrase { atom, .. } => atom.terms.iter().collect(),
        Conclusion::Value { value, .. } => vec![value],
    };
    let may_lack = |term: &Term| match term {
        Term::Attribute(it) => {
            let phrase = program.vocabulary.phrase(it.phrase);
            phrase.role != Role::Open || phrase.value.is_some_and(|it| it.kind().is_some())
        }
        Term::Arithmetic(Operation::DividedBy, sides) => sides.1.constant().is_none(),
        Term::Aggregate(it) => matches!(it.function, Function::Least | Function::Greatest),
        _ => false,
    };
    let span = rule.span;
    // Whatever has a value is equal to itself.
    let there = |it: &Term| Condition {
        kind: ConditionKind::Compare(Comparison::Equal, it.clone(), it.clone()),
        span,
    };
    let all: Vec<Condition> = terms.into_iter().filter(|it| it.has(may_lack)).map(there).collect();
    if all.is_empty() {
        return None;
    }
    let condition = Condition { kind: ConditionKind::All(all), span };
    let inner = crate::program::Alternative { locals: Vec::new(), condition };
    Some(Condition { kind: ConditionKind::Not(Box::new(inner)), span })
}

/// Whether a variable is among some.
fn is_among(variable: usize, some: &[VariableId]) -> bool {
    some.iter().any(|it| it.0 as usize == variable)
}

fn topic(meaning: Meaning) -> Topic {
    Topic { meaning, sides: [Vec::new(), Vec::new()] }
}
