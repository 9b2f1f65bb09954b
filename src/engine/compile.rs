//! What does a rule look like to the machine? Conditions in any shape become clauses: flat lists of literals.
//!
//! A disjunction, and whatever is negated and is more than one sentence, becomes a predicate of its own whose
//! arguments are the variables that it shares with its surroundings (the transformation of Lloyd & Topor, 1984).
//! So nothing grows: a rule with thirty two-way alternatives becomes thirty predicates of two clauses, not 2^30 clauses.
//! Predicates `0..phrases` are the phrases themselves.

mod variables;

use crate::{
    program::{
        Alternative, Atom, Condition, ConditionKind, Program, Reading, Rule, RuleId, Term,
        VariableId, Wanted,
    },
    source::Span,
    vocabulary::{KindId, PhraseId, ThingId},
};

use self::variables::{free_variables, local_variables, locals_of};

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
    predicates: Vec<Predicate>,
    clauses: Vec<Clause>,
}

impl Compiled {
    /// Compiles all rules of a program.
    pub fn new(program: &Program) -> Self {
        let mut compiled = Self::default();
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
            ..Self::default()
        }
    }

    /// A predicate of this part, if it is one of this part.
    pub fn predicate(&self, id: PredicateId) -> Option<&Predicate> {
        id.0.checked_sub(self.first_predicate).and_then(|at| self.predicates.get(at as usize))
    }

    /// A clause of this part, if it is one of this part.
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        id.0.checked_sub(self.first_clause).and_then(|at| self.clauses.get(at as usize))
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
        let kinds: Vec<(KindId, Span)> =
            rule.variables.iter().map(|it| (it.kind, it.span)).collect();
        let mut body = Body { compiled: self, program, kinds: &kinds, literals: Vec::new() };
        // The visible variables of the rule at the top of the chain come first, then each exception's own, as each is
        // introduced by its own sentence; the conditions follow in the same order.
        let locals = local_variables(program, id);
        for (at, (kind, span)) in kinds.iter().enumerate() {
            if !locals.contains(&VariableId(index(at))) {
                body.implied_kind(Argument::Variable(index(at)), *kind, *span);
            }
        }
        let head = rule.conclusion.as_ref().map(|it| (pattern(&it.atom), it.positive));
        if let Some(conclusion) = &rule.conclusion {
            body.narrow(&conclusion.atom, rule.span);
        }
        let mut lineage: Vec<&Rule> = program.lineage(id).collect();
        lineage.reverse();
        for it in lineage {
            if let Some(reading) = it.reading {
                body.push(Test::Reading(reading), it.span, false);
            }
            for condition in &it.conditions {
                body.condition(condition);
            }
        }
        let literals = body.literals;
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
            variables: index(rule.variables.len()),
            body: literals,
        };
        self.push(clause);
    }

    /// Compiles what is asked into a predicate over the variables asked for.
    pub fn question(&mut self, program: &Program, wanted: &Wanted) -> PredicateId {
        let predicate = self.add(Meaning::Asked);
        let kinds: Vec<(KindId, Span)> =
            wanted.variables.iter().map(|it| (it.kind, it.span)).collect();
        let mut body = Body { compiled: self, program, kinds: &kinds, literals: Vec::new() };
        let locals: Vec<VariableId> = wanted.condition.iter().flat_map(locals_of).collect();
        for (at, (kind, span)) in kinds.iter().enumerate() {
            if !locals.contains(&VariableId(index(at))) {
                body.implied_kind(Argument::Variable(index(at)), *kind, *span);
            }
        }
        if let Some(condition) = &wanted.condition {
            body.condition(condition);
        }
        let literals = body.literals;
        let arguments = wanted.answers.iter().map(|it| Argument::Variable(it.variable.0)).collect();
        self.push(Clause {
            origin: Origin::Part,
            head: Some((Pattern { predicate, arguments }, true)),
            blocks: None,
            exceptions: Vec::new(),
            variables: index(kinds.len()),
            body: literals,
        });
        predicate
    }
}

/// The conditions of one clause, as they are being compiled.
struct Body<'a> {
    compiled: &'a mut Compiled,
    program: &'a Program,
    kinds: &'a [(KindId, Span)],
    literals: Vec<Literal>,
}

impl Body<'_> {
    fn push(&mut self, test: Test, span: Span, implied: bool) {
        self.literals.push(Literal { test, span, implied });
    }

    fn implied_kind(&mut self, argument: Argument, kind: KindId, span: Span) {
        self.push(Test::Kind(argument, kind, true), span, true);
    }

    /// What a slot takes may be narrower than the variable in it: the rule then concludes only for such things.
    fn narrow(&mut self, atom: &Atom, span: Span) {
        let phrase = self.program.vocabulary.phrase(atom.phrase);
        for (term, slot) in atom.terms.iter().zip(&phrase.slots) {
            let Term::Variable(variable) = term else { continue };
            let (kind, _) = self.kinds[variable.0 as usize];
            if !self.program.vocabulary.is_part_of(kind, slot.kind) {
                self.implied_kind(argument(term), slot.kind, span);
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        let span = condition.span;
        match &condition.kind {
            ConditionKind::Holds(atom) => {
                self.push(Test::Holds(pattern(atom), true), span, false);
            }
            ConditionKind::OfKind(term, kind) => {
                self.push(Test::Kind(argument(term), *kind, true), span, false);
            }
            ConditionKind::Same(one, other) => {
                self.push(Test::Same(argument(one), argument(other), true), span, false);
            }
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(alternatives) => {
                let pattern = self.part(Meaning::Any, alternatives);
                self.push(Test::Holds(pattern, true), span, false);
            }
            ConditionKind::Not(inner) => self.negation(inner, span),
        }
    }

    fn negation(&mut self, inner: &Alternative, span: Span) {
        let simple = inner.locals.is_empty();
        let test = match &inner.condition.kind {
            ConditionKind::Holds(atom) if simple => Test::Holds(pattern(atom), false),
            ConditionKind::OfKind(term, kind) if simple => Test::Kind(argument(term), *kind, false),
            ConditionKind::Same(one, other) if simple => {
                Test::Same(argument(one), argument(other), false)
            }
            ConditionKind::Any(alternatives) if simple => {
                Test::Holds(self.part(Meaning::Any, alternatives), false)
            }
            _ => Test::Holds(self.part(Meaning::Inner, std::slice::from_ref(inner)), false),
        };
        self.push(test, span, false);
    }

    /// A predicate of its own for some alternatives, over the variables that they share with their surroundings.
    fn part(&mut self, meaning: Meaning, alternatives: &[Alternative]) -> Pattern {
        let mut shared: Vec<VariableId> = alternatives.iter().flat_map(free_variables).collect();
        shared.sort_unstable();
        shared.dedup();
        let arguments: Box<[Argument]> = shared.iter().map(|it| Argument::Variable(it.0)).collect();
        let predicate = self.compiled.add(meaning);
        let pattern = Pattern { predicate, arguments };
        for alternative in alternatives {
            let mut body = Body {
                compiled: self.compiled,
                program: self.program,
                kinds: self.kinds,
                literals: Vec::new(),
            };
            for variable in shared.iter().chain(&alternative.locals) {
                let (kind, span) = body.kinds[variable.0 as usize];
                body.implied_kind(Argument::Variable(variable.0), kind, span);
            }
            body.condition(&alternative.condition);
            let literals = body.literals;
            self.compiled.push(Clause {
                origin: Origin::Part,
                head: Some((pattern.clone(), true)),
                blocks: None,
                exceptions: Vec::new(),
                variables: index(self.kinds.len()),
                body: literals,
            });
        }
        pattern
    }
}

fn pattern(atom: &Atom) -> Pattern {
    Pattern {
        predicate: PredicateId(atom.phrase.0),
        arguments: atom.terms.iter().map(argument).collect(),
    }
}

fn argument(term: &Term) -> Argument {
    match term {
        Term::Variable(it) => Argument::Variable(it.0),
        Term::Thing(it) => Argument::Thing(*it),
    }
}

/// A rule base of more than four thousand million parts would not have fitted its text.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or_else(|_| unreachable!("sources: a text is shorter than 4 GB"))
}
