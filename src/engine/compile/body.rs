//! How do conditions in any shape become a flat list of literals?
//!
//! What is nested (an attribute in a slot, a sum, an alternative, a negation) is taken out and named by a variable or a
//! predicate of its own; so nothing grows.

use super::{
    Argument, Clause, Compiled, Literal, Meaning, Origin, Pattern, PredicateId, Test, index,
    loose::is_worked_out,
    variables::{free_variables, shared_with},
};
use crate::{
    program::{
        Aggregate, Alternative, Comparison, Conclusion, Condition, ConditionKind, Program, Rule,
        RuleId, Term, Variable, VariableId,
    },
    source::Span,
    vocabulary::PhraseId,
};

/// A conclusion on its way: a value's term is flattened only after the conditions.
pub(super) enum Head<'a> {
    Phrase(Pattern, bool),
    Value(Pattern, &'a Term),
}

/// A term, what stands for it, and what is found in its slot.
type Equal = (Term, Argument, VariableId);

/// The conditions of one clause, as they are being compiled.
pub(super) struct Body<'a> {
    compiled: &'a mut Compiled,
    program: &'a Program,
    /// The variables of the rule; those that stand for values in between are numbered behind them.
    sorts: &'a [Variable],
    /// Those that stand for a value that need not be known, in several places.
    loose: &'a [VariableId],
    pub(super) variables: u32,
    pub(super) literals: Vec<Literal>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        compiled: &'a mut Compiled,
        program: &'a Program,
        sorts: &'a [Variable],
        loose: &'a [VariableId],
    ) -> Self {
        let variables = index(sorts.len());
        Self { compiled, program, sorts, loose, variables, literals: Vec::new() }
    }

    pub(super) fn push(&mut self, test: Test, span: Span, implied: bool) {
        self.literals.push(Literal { test, span, implied, compared: None });
    }

    /// A variable for a value in between.
    fn fresh(&mut self) -> Argument {
        self.variables += 1;
        Argument::Variable(self.variables - 1)
    }

    /// That each variable is of its kind, but for those that belong to a part of the conditions.
    pub(super) fn imply_kinds(&mut self, except: &[VariableId]) {
        for at in 0..index(self.sorts.len()) {
            if !except.contains(&VariableId(at)) {
                self.imply_kind(VariableId(at));
            }
        }
    }

    pub(super) fn imply_kind(&mut self, variable: VariableId) {
        let declared = &self.sorts[variable.0 as usize];
        if let Some(kind) = declared.sort.kind() {
            self.push(Test::Kind(Argument::Variable(variable.0), kind, true), declared.span, true);
        }
    }

    pub(super) fn head(&mut self, conclusion: &'a Conclusion, span: Span) -> Head<'a> {
        match conclusion {
            Conclusion::Phrase { atom, positive } => {
                self.narrow(atom.phrase, &atom.terms, span);
                let (pattern, equal) = self.open_pattern(atom.phrase, &atom.terms, None, span);
                self.equate(equal, span);
                Head::Phrase(pattern, *positive)
            }
            Conclusion::Value { attribute, value } => {
                self.narrow(attribute.phrase, &attribute.terms, span);
                Head::Value(self.pattern(attribute.phrase, &attribute.terms, span), value)
            }
        }
    }

    pub(super) fn finish(&mut self, head: Head<'_>, span: Span) -> (Pattern, bool) {
        match head {
            Head::Phrase(pattern, positive) => (pattern, positive),
            Head::Value(pattern, value) => {
                let value = self.argument(value, span);
                (with_value(&pattern, value), true)
            }
        }
    }

    /// The conditions of a rule, behind those of what it is an exception to.
    pub(super) fn conditions_of(&mut self, id: RuleId) {
        let mut lineage: Vec<&Rule> = self.program.lineage(id).collect();
        lineage.reverse();
        for it in lineage {
            if let Some(reading) = it.reading {
                self.push(Test::Reading(reading), it.span, false);
            }
            for condition in &it.conditions {
                self.condition(condition);
            }
        }
    }

    /// That what a rule concludes fits its things.
    pub(super) fn narrow_conclusion(&mut self, rule: &Rule) {
        match &rule.conclusion {
            Some(Conclusion::Phrase { atom, .. }) => {
                self.narrow(atom.phrase, &atom.terms, rule.span);
            }
            Some(Conclusion::Value { attribute, .. }) => {
                self.narrow(attribute.phrase, &attribute.terms, rule.span);
            }
            None => {}
        }
    }

    /// What a slot takes may be narrower than the variable in it: the rule then concludes only for such things.
    fn narrow(&mut self, phrase: PhraseId, terms: &[Term], span: Span) {
        let slots = &self.program.vocabulary.phrase(phrase).slots;
        for (term, slot) in terms.iter().zip(slots) {
            let (Term::Variable(variable), Some(wanted)) = (term, slot.sort.kind()) else {
                continue;
            };
            let kind = self.sorts[variable.0 as usize].sort.kind();
            if kind.is_some_and(|it| !self.program.vocabulary.is_part_of(it, wanted)) {
                self.push(Test::Kind(Argument::Variable(variable.0), wanted, true), span, true);
            }
        }
    }

    fn pattern(&mut self, phrase: PhraseId, terms: &[Term], span: Span) -> Pattern {
        let arguments = terms.iter().map(|it| self.argument(it, span)).collect();
        Pattern { predicate: PredicateId(phrase.0), arguments }
    }

    /// A pattern in which slots are left open that a value may fill that is not known, and what must then be equal.
    /// In a condition some variables are loose; a conclusion must meet all that other rules conclude of the phrase.
    fn open_pattern(
        &mut self,
        phrase: PhraseId,
        terms: &[Term],
        loose: Option<&[VariableId]>,
        span: Span,
    ) -> (Pattern, Vec<Equal>) {
        let slots = &self.program.vocabulary.phrase(phrase).slots;
        let mut equal = Vec::new();
        let mut arguments = Vec::new();
        for (at, (term, slot)) in terms.iter().zip(slots).enumerate() {
            let own = self.argument(term, span);
            let is_loose = match (term, loose) {
                (Term::Variable(it), Some(loose)) => loose.contains(it),
                (_, None) if self.compiled.loose.contains(phrase, at) => true,
                _ => is_worked_out(term),
            };
            if !is_loose || !slot.sort.is_value() {
                arguments.push(own);
                continue;
            }
            let found = VariableId(self.variables);
            let open = self.fresh();
            arguments.push(open);
            equal.push((term.clone(), own, found));
        }
        (Pattern { predicate: PredicateId(phrase.0), arguments: arguments.into() }, equal)
    }

    /// What was found in an open slot must be what stands there.
    fn equate(&mut self, equal: Vec<Equal>, span: Span) {
        for (term, own, found) in equal {
            let compared = (Comparison::Equal, term, Term::Variable(found));
            let test = Test::Compare(Comparison::Equal, own, Argument::Variable(found.0));
            let compared = Some(Box::new(compared));
            self.literals.push(Literal { test, span, implied: true, compared });
        }
    }

    /// What stands for a term. The values of attributes, results and aggregates are looked up by literals before.
    fn argument(&mut self, term: &Term, span: Span) -> Argument {
        match term {
            Term::Variable(it) => Argument::Variable(it.0),
            Term::Thing(it) => Argument::Thing(*it),
            Term::Value(it) => self.compiled.constant(it),
            Term::Attribute(it) => {
                let pattern = self.pattern(it.phrase, &it.terms, span);
                let value = self.fresh();
                self.push(Test::Holds(with_value(&pattern, value), true), span, true);
                value
            }
            Term::Arithmetic(operation, parts) => {
                let one = self.argument(&parts.0, span);
                let other = self.argument(&parts.1, span);
                let result = self.fresh();
                self.push(Test::Compute(*operation, one, other, result), span, true);
                result
            }
            Term::Aggregate(it) => self.aggregate(it, span),
        }
    }

    /// An aggregate: one predicate collects what it is made from, another one stands for its value.
    fn aggregate(&mut self, aggregate: &Aggregate, span: Span) -> Argument {
        let shared = shared_with(aggregate);
        let arguments: Vec<Argument> = shared.iter().map(|it| Argument::Variable(it.0)).collect();
        let collected = self.compiled.add(Meaning::Collected);
        let mut body = Body::new(self.compiled, self.program, self.sorts, self.loose);
        // What it is about is of its kind by the conditions around it; so that this is open makes no number open.
        for variable in &aggregate.locals {
            body.imply_kind(*variable);
        }
        if let Some(condition) = &aggregate.condition {
            body.condition(condition);
        }
        // Only the first of its variables makes a thing count; the others mean "for some".
        let counted = aggregate.locals.first().map(|it| Argument::Variable(it.0));
        let mut row: Vec<Argument> = arguments.iter().copied().chain(counted).collect();
        row.extend(aggregate.value.as_ref().map(|it| body.argument(it, span)));
        body.conclude(Pattern { predicate: collected, arguments: row.into() });
        let predicate = self.compiled.add(Meaning::Aggregate(aggregate.function, collected));
        let value = self.fresh();
        let pattern = with_value(&Pattern { predicate, arguments: arguments.into() }, value);
        self.push(Test::Holds(pattern, true), span, true);
        value
    }

    pub(super) fn condition(&mut self, condition: &Condition) {
        let span = condition.span;
        match &condition.kind {
            ConditionKind::Holds(atom) => {
                let (pattern, equal) =
                    self.open_pattern(atom.phrase, &atom.terms, Some(self.loose), span);
                self.push(Test::Holds(pattern, true), span, false);
                self.equate(equal, span);
            }
            ConditionKind::OfKind(term, kind) => {
                let argument = self.argument(term, span);
                self.push(Test::Kind(argument, *kind, true), span, false);
            }
            ConditionKind::Same(one, other) => {
                let (one, other) = (self.argument(one, span), self.argument(other, span));
                self.push(Test::Same(one, other, true), span, false);
            }
            ConditionKind::Compare(comparison, left, right) => {
                self.comparison(*comparison, left, right, span);
            }
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(alternatives) => {
                let pattern = self.part(Meaning::Any, alternatives);
                self.push(Test::Holds(pattern, true), span, false);
            }
            ConditionKind::Not(inner) => self.negation(inner, span),
        }
    }

    fn comparison(&mut self, comparison: Comparison, left: &Term, right: &Term, span: Span) {
        if comparison == Comparison::Equal && left == right && is_worked_out(left) {
            // Whatever has a value is equal to itself.
            self.argument(left, span);
            return;
        }
        let (one, other) = (self.argument(left, span), self.argument(right, span));
        let compared = Some(Box::new((comparison, left.clone(), right.clone())));
        let test = Test::Compare(comparison, one, other);
        self.literals.push(Literal { test, span, implied: false, compared });
    }

    fn negation(&mut self, inner: &Alternative, span: Span) {
        let plain = |terms: &[Term]| {
            inner.locals.is_empty()
                && terms.iter().all(|it| match it {
                    Term::Variable(it) => !self.loose.contains(it),
                    _ => !is_worked_out(it),
                })
        };
        let test = match &inner.condition.kind {
            ConditionKind::Holds(atom) if plain(&atom.terms) => {
                Test::Holds(self.pattern(atom.phrase, &atom.terms, span), false)
            }
            ConditionKind::OfKind(term, kind) if plain(std::slice::from_ref(term)) => {
                Test::Kind(self.argument(term, span), *kind, false)
            }
            ConditionKind::Same(one, other) if plain(&[one.clone(), other.clone()]) => {
                Test::Same(self.argument(one, span), self.argument(other, span), false)
            }
            ConditionKind::Any(alternatives) if inner.locals.is_empty() => {
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
            let mut body = Body::new(self.compiled, self.program, self.sorts, self.loose);
            for variable in shared.iter().chain(&alternative.locals) {
                body.imply_kind(*variable);
            }
            body.condition(&alternative.condition);
            body.conclude(pattern.clone());
        }
        pattern
    }

    /// Becomes the clause that concludes the predicate of a part, or of a question.
    pub(super) fn conclude(self, pattern: Pattern) {
        self.compiled.push(Clause {
            origin: Origin::Part,
            head: Some((pattern, true)),
            blocks: None,
            exceptions: Vec::new(),
            variables: self.variables,
            body: self.literals,
        });
    }
}

/// An attribute's pattern with its value in the last place.
fn with_value(pattern: &Pattern, value: Argument) -> Pattern {
    let arguments = pattern.arguments.iter().copied().chain([value]).collect();
    Pattern { predicate: pattern.predicate, arguments }
}
