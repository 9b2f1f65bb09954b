//! What does a rule look like to the machine? Conditions in any shape become clauses: flat lists of literals.
//!
//! A disjunction, and whatever is negated and is more than one sentence, becomes a predicate of its own whose
//! arguments are the variables that it shares with its surroundings (the transformation of Lloyd & Topor, 1984).
//! So nothing grows: a rule with thirty two-way alternatives becomes thirty predicates of two clauses, not 2^30 clauses.
//! Predicates `0..phrases` are the phrases themselves.

mod body;
mod loose;
mod probe;
mod variables;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::{
    program::{
        Alternative, Comparison, Conclusion, Condition, ConditionKind, Function, Operation,
        Program, Reading, Rule, RuleId, Term, VariableId, Wanted,
    },
    source::Span,
    value::Value,
    vocabulary::{KindId, PhraseId, Role, ThingId},
};

use self::{
    body::Body,
    loose::Loose,
    variables::{local_variables, locals_of},
};

/// Names one predicate of the compiled program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PredicateId(pub u32);

/// Names one clause of the compiled program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseId(pub u32);

/// What a predicate stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A phrase of the vocabulary.
    Phrase(PhraseId),
    /// At least one of the alternatives of an `or` holds.
    Any,
    /// What stands under a `not` holds.
    Inner,
    /// Some instance of this exception is in effect, for given things of the rule it is an exception to.
    Blocked(RuleId),
    /// The things, and values, that an aggregate is made from.
    Collected,
    /// An aggregate's value, which is made from what the other predicate collects.
    Aggregate(Function, PredicateId),
    /// What a question asks.
    Asked,
}

/// A predicate with the clauses that conclude it.
#[derive(Debug, Clone)]
pub struct Predicate {
    /// What it stands for.
    pub meaning: Meaning,
    /// The clauses with it as their conclusion, in source order.
    pub positive: Vec<ClauseId>,
    /// The clauses with its opposite as their conclusion, in source order.
    pub negative: Vec<ClauseId>,
}

/// A variable or an individual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// A variable, by its place among the clause's.
    Variable(u32),
    /// An individual.
    Thing(ThingId),
    /// A value as written, by its place among the program's constants.
    Constant(u32),
}

/// A predicate with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The predicate.
    pub predicate: PredicateId,
    /// Its arguments.
    pub arguments: Box<[Argument]>,
}

/// One condition of a clause, with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// What must hold.
    pub test: Test,
    /// Where it is written.
    pub span: Span,
    /// Whether it was not written as a condition but follows from `a request` in a sentence or from a slot.
    pub implied: bool,
    /// For a comparison, what was compared with what, as it was written.
    pub compared: Option<Box<(Comparison, Term, Term)>>,
}

/// What a literal tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// The predicate holds (or, negated, does not).
    Holds(Pattern, bool),
    /// The argument is of the kind (or is not).
    Kind(Argument, KindId, bool),
    /// The arguments are the same individual (or are not).
    Same(Argument, Argument, bool),
    /// The arguments' values compare like this.
    Compare(Comparison, Argument, Argument),
    /// The third argument is what becomes of the first two.
    Compute(Operation, Argument, Argument, Argument),
    /// The reading prevails.
    Reading(Reading),
}

/// Where a clause comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A rule or exception.
    Rule(RuleId),
    /// A part of a rule's or a question's conditions.
    Part,
}

/// A conclusion with a flat list of conditions.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Where it comes from.
    pub origin: Origin,
    /// What it concludes and whether it is a reason for it (`true`) or against it.
    pub head: Option<(Pattern, bool)>,
    /// For an exception, the predicate that says that it is in effect; its arguments are the variables that the
    /// exception shares with what it is an exception to.
    pub blocks: Option<Pattern>,
    /// For a rule, the predicates that say that one of its exceptions is in effect, and the exceptions.
    pub exceptions: Vec<(Pattern, RuleId)>,
    /// How many variables it has.
    pub variables: u32,
    /// Its conditions, in the order of writing.
    pub body: Vec<Literal>,
}

/// A program as predicates and clauses.
///
/// A question is compiled into an extension of the program's own: its ids continue those of its base.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    first_predicate: u32,
    first_clause: u32,
    first_constant: u32,
    predicates: Vec<Predicate>,
    clauses: Vec<Clause>,
    constants: IndexSet<Value, FxBuildHasher>,
    loose: Loose,
}

impl Compiled {
    /// Compiles all rules of a program.
    pub fn new(program: &Program) -> Self {
        let mut compiled = Self { loose: Loose::of(program), ..Self::default() };
        for at in 0..program.vocabulary.phrases.len() {
            compiled.add(Meaning::Phrase(PhraseId(index(at))));
        }
        // Every exception's predicate exists before the first rule refers to one.
        let blocked: Vec<Option<PredicateId>> = program
            .rules()
            .map(|(id, it)| it.exception_to.map(|_| compiled.add(Meaning::Blocked(id))))
            .collect();
        for (id, rule) in program.rules() {
            compiled.rule(program, id, rule, &blocked);
        }
        compiled
    }

    /// An empty extension of a base.
    pub fn extension(base: &Self) -> Self {
        Self {
            first_predicate: base.first_predicate + index(base.predicates.len()),
            first_clause: base.first_clause + index(base.clauses.len()),
            first_constant: base.first_constant + index(base.constants.len()),
            loose: base.loose.clone(),
            ..Self::default()
        }
    }

    /// How many predicates this part has.
    pub(super) fn predicate_count(&self) -> u32 {
        index(self.predicates.len())
    }

    /// A predicate of this part, if it is one of this part.
    pub fn predicate(&self, id: PredicateId) -> Option<&Predicate> {
        id.0.checked_sub(self.first_predicate).and_then(|at| self.predicates.get(at as usize))
    }

    /// A clause of this part, if it is one of this part.
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        id.0.checked_sub(self.first_clause).and_then(|at| self.clauses.get(at as usize))
    }

    /// The values as written that its clauses speak of; their places count on from those of its base.
    pub fn constants(&self) -> impl Iterator<Item = &Value> {
        self.constants.iter()
    }

    fn constant(&mut self, value: &Value) -> Argument {
        let (place, _) = self.constants.insert_full(value.clone());
        Argument::Constant(self.first_constant + index(place))
    }

    fn add(&mut self, meaning: Meaning) -> PredicateId {
        self.predicates.push(Predicate { meaning, positive: Vec::new(), negative: Vec::new() });
        PredicateId(self.first_predicate + index(self.predicates.len() - 1))
    }

    fn push(&mut self, clause: Clause) {
        let id = ClauseId(self.first_clause + index(self.clauses.len()));
        let mut concluded = |it: PredicateId, positive: bool| {
            // INVARIANT: a clause concludes only predicates of its own part.
            let predicate = &mut self.predicates[(it.0 - self.first_predicate) as usize];
            if positive { &mut predicate.positive } else { &mut predicate.negative }.push(id);
        };
        if let Some((pattern, positive)) = &clause.head {
            concluded(pattern.predicate, *positive);
        }
        if let Some(pattern) = &clause.blocks {
            concluded(pattern.predicate, true);
        }
        self.clauses.push(clause);
    }

    fn rule(
        &mut self,
        program: &Program,
        id: RuleId,
        rule: &Rule,
        blocked: &[Option<PredicateId>],
    ) {
        // The visible variables of the rule at the top of the chain come first, then each exception's own, as each is
        // introduced by its own sentence; the conditions follow in the same order.
        let locals = local_variables(program, id);
        let conditions: Vec<_> = program.lineage(id).flat_map(|it| &it.conditions).collect();
        let loose = self.loose.variables(&rule.variables, &conditions);
        let mut body = Body::new(self, program, &rule.variables, &loose);
        body.imply_kinds(&locals);
        let head = rule.conclusion.as_ref().map(|it| body.head(it, rule.span));
        body.conditions_of(id);
        // What a conclusion's value is made of comes last: it is looked up for those to whom the rule applies.
        let head = head.map(|it| body.finish(it, rule.span));
        let (literals, variables) = (body.literals, body.variables);
        // Exceptions share every variable that is not local to a part of the conditions.
        let visible = |count: usize| -> Box<[Argument]> {
            let all = (0..index(count)).filter(|it| !locals.contains(&VariableId(*it)));
            all.map(Argument::Variable).collect()
        };
        let block = |it: RuleId, count: usize| {
            blocked[it.0 as usize].map(|predicate| Pattern { predicate, arguments: visible(count) })
        };
        let exception = |it: &RuleId| Some((block(*it, rule.variables.len())?, *it));
        let clause = Clause {
            origin: Origin::Rule(id),
            head,
            blocks: block(id, rule.inherited as usize),
            exceptions: rule.exceptions.iter().filter_map(exception).collect(),
            variables,
            body: literals,
        };
        let barren = barren(program, rule).map(|missing| {
            let mut body = Body::new(self, program, &rule.variables, &loose);
            body.imply_kinds(&locals);
            body.narrow_conclusion(rule);
            body.conditions_of(id);
            body.condition(&missing);
            let (literals, variables) = (body.literals, body.variables);
            Clause { head: None, variables, body: literals, ..clause.clone() }
        });
        self.push(clause);
        if let Some(it) = barren {
            self.push(it);
        }
    }

    /// Compiles what is asked into a predicate over the variables asked for.
    pub fn question(&mut self, program: &Program, wanted: &Wanted) -> PredicateId {
        let predicate = self.add(Meaning::Asked);
        let conditions: Vec<_> = wanted.condition.iter().collect();
        let loose = self.loose.variables(&wanted.variables, &conditions);
        let mut body = Body::new(self, program, &wanted.variables, &loose);
        body.imply_kinds(&wanted.condition.iter().flat_map(locals_of).collect::<Vec<_>>());
        if let Some(condition) = &wanted.condition {
            body.condition(condition);
        }
        let arguments = wanted.answers.iter().map(|it| Argument::Variable(it.variable.0)).collect();
        body.conclude(Pattern { predicate, arguments });
        predicate
    }
}

/// That what an exception works out for its conclusion has no value: its conditions may hold all the same, and then its
/// rule does not apply. Nothing for an exception that always has a value.
fn barren(program: &Program, rule: &Rule) -> Option<Condition> {
    rule.exception_to?;
    let span = rule.span;
    let terms = match rule.conclusion.as_ref()? {
        Conclusion::Phrase { atom, .. } => atom.terms.iter().collect(),
        Conclusion::Value { value, .. } => vec![value],
    };
    let lacking = terms.into_iter().filter(|it| it.has(|it| may_lack_value(program, it)));
    // Whatever has a value is equal to itself.
    let there = |it: &Term| Condition {
        kind: ConditionKind::Compare(Comparison::Equal, it.clone(), it.clone()),
        span,
    };
    let all: Vec<Condition> = lacking.map(there).collect();
    if all.is_empty() {
        return None;
    }
    let condition = Condition { kind: ConditionKind::All(all), span };
    let inner = Alternative { locals: Vec::new(), condition };
    Some(Condition { kind: ConditionKind::Not(Box::new(inner)), span })
}

/// Whether a term may have no value although its parts have.
fn may_lack_value(program: &Program, term: &Term) -> bool {
    match term {
        Term::Attribute(it) => {
            let phrase = program.vocabulary.phrase(it.phrase);
            phrase.role != Role::Open || phrase.value.is_some_and(|it| it.kind().is_some())
        }
        Term::Arithmetic(Operation::DividedBy, sides) => sides.1.constant().is_none(),
        Term::Aggregate(it) => matches!(it.function, Function::Least | Function::Greatest),
        _ => false,
    }
}

/// A rule base of more than four thousand million parts would not have fitted its text.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or_else(|_| unreachable!("sources: a text is shorter than 4 GB"))
}
