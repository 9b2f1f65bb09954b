//! How does a condition become a flat list?

use std::collections::BTreeSet;

use crate::{
    program::{
        Aggregate, Alternative, Comparison, Conclusion, Condition, ConditionKind, Function, Rule,
        RuleId, Term, Variable, VariableId,
    },
    source::Span,
    value::{Duration, Number, Value},
    vocabulary::{Entity, PhraseId, Sort},
};

use super::{
    super::items::Items, Arg, Clause, Clauses, Literal, Meaning, Pattern, Test, is_among,
    loose::is_worked_out, part,
};

/// The conditions of one clause on their way.
pub(super) struct Flat<'c, 'a> {
    all: &'c mut Clauses<'a>,
    items: &'c mut Items,
    sorts: &'c [Variable],
    loose: &'c [VariableId],
    pub(super) variables: usize,
    pub(super) body: Vec<Literal>,
}

impl<'c, 'a> Flat<'c, 'a> {
    pub(super) fn new(
        all: &'c mut Clauses<'a>,
        items: &'c mut Items,
        sorts: &'c [Variable],
        loose: &'c [VariableId],
    ) -> Self {
        Self { all, items, sorts, loose, variables: sorts.len(), body: Vec::new() }
    }

    fn push(&mut self, test: Test, span: Span, implied: bool) {
        self.body.push(Literal { test, span, implied, written: None });
    }

    fn fresh(&mut self) -> Arg {
        self.variables += 1;
        Arg::Variable(self.variables - 1)
    }

    pub(super) fn imply_kinds(&mut self, except: &[VariableId]) {
        for at in (0..self.sorts.len()).filter(|it| !is_among(*it, except)) {
            self.imply_kind(at);
        }
    }

    fn imply_kind(&mut self, variable: usize) {
        let declared = &self.sorts[variable];
        if let Some(kind) = declared.sort.kind() {
            self.push(Test::Kind(Arg::Variable(variable), kind, true), declared.span, true);
        }
    }

    /// That what a rule concludes fits its things: a slot may be narrower than the variable in it.
    pub(super) fn narrow(&mut self, rule: &Rule) {
        let Some(conclusion) = &rule.conclusion else { return };
        let vocabulary = &self.all.program.vocabulary;
        for (term, slot) in
            conclusion.terms().iter().zip(&vocabulary.phrase(conclusion.phrase()).slots)
        {
            let (Term::Variable(it), Some(wanted)) = (term, slot.sort.kind()) else { continue };
            let own = self.sorts[it.0 as usize].sort.kind();
            if own.is_some_and(|it| !vocabulary.is_part_of(it, wanted)) {
                self.push(Test::Kind(Arg::Variable(it.0 as usize), wanted, true), rule.span, true);
            }
        }
    }

    /// What a rule concludes. Whatever determines its terms and its value comes behind the conditions.
    pub(super) fn head(&mut self, conclusion: &Conclusion, span: Span) -> (Pattern, bool) {
        match conclusion {
            Conclusion::Phrase { atom, positive } => {
                (self.open_pattern(atom.phrase, &atom.terms, false, span), *positive)
            }
            Conclusion::Value { attribute, value } => {
                let mut pattern = self.pattern(attribute.phrase, &attribute.terms, span);
                pattern.args.push(self.arg(value, span));
                (pattern, true)
            }
        }
    }

    /// The conditions of a rule, behind those of what it is an exception to.
    pub(super) fn conditions_of(&mut self, id: RuleId) {
        let program = self.all.program;
        let mut lineage: Vec<&Rule> = program.lineage(id).collect();
        lineage.reverse();
        for it in lineage {
            if let Some(reading) = it.reading {
                self.push(Test::Reading(reading), it.span, false);
            }
            it.conditions.iter().for_each(|it| self.condition(it));
        }
    }

    fn pattern(&mut self, phrase: PhraseId, terms: &[Term], span: Span) -> Pattern {
        let args = terms.iter().map(|it| self.arg(it, span)).collect();
        Pattern { topic: phrase.0 as usize, args }
    }

    /// A pattern with what may not be known left open, and conditions behind it that say what it must be.
    fn open_pattern(
        &mut self,
        phrase: PhraseId,
        terms: &[Term],
        condition: bool,
        span: Span,
    ) -> Pattern {
        let slots = &self.all.program.vocabulary.phrase(phrase).slots;
        let (mut args, mut equal) = (Vec::new(), Vec::new());
        for (at, (term, slot)) in terms.iter().zip(slots).enumerate() {
            let own = self.arg(term, span);
            let loose = match term {
                Term::Variable(it) if condition => self.loose.contains(it),
                _ => is_worked_out(term) || !condition && self.all.loose.contains(phrase, at),
            };
            if !loose || !slot.sort.is_value() {
                args.push(own);
                continue;
            }
            let open = self.fresh();
            args.push(open);
            let found = u32::try_from(self.variables - 1).unwrap_or(u32::MAX);
            let written = Some((term.clone(), Term::Variable(VariableId(found))));
            let test = Test::Compare(Comparison::Equal, own, open);
            equal.push(Literal { test, span, implied: true, written });
        }
        let pattern = Pattern { topic: phrase.0 as usize, args };
        if condition {
            self.push(Test::Holds(pattern.clone(), true), span, false);
        }
        self.body.extend(equal);
        pattern
    }

    /// What stands for a term; the conditions that determine it come before.
    fn arg(&mut self, term: &Term, span: Span) -> Arg {
        match term {
            Term::Variable(it) => Arg::Variable(it.0 as usize),
            Term::Thing(it) => Arg::Item(self.items.entity(&Entity::Thing(*it))),
            Term::Value(it) => Arg::Item(self.items.value(it.clone())),
            Term::Attribute(it) => {
                let pattern = self.pattern(it.phrase, &it.terms, span);
                self.valued(pattern, span)
            }
            Term::Arithmetic(operation, sides) => {
                let (one, other) = (self.arg(&sides.0, span), self.arg(&sides.1, span));
                let result = self.fresh();
                self.push(Test::Compute(*operation, one, other, result), span, true);
                result
            }
            Term::Aggregate(it) => self.aggregate(it, span),
        }
    }

    fn valued(&mut self, mut pattern: Pattern, span: Span) -> Arg {
        let value = self.fresh();
        pattern.args.push(value);
        self.push(Test::Holds(pattern, true), span, true);
        value
    }

    fn aggregate(&mut self, it: &Aggregate, span: Span) -> Arg {
        let shared = shared(&it.locals, it.condition.as_ref(), it.value.as_ref());
        let args: Vec<Arg> = shared.iter().map(|it| Arg::Variable(it.0 as usize)).collect();
        // Only the first of its variables makes a thing count; the others mean "for some".
        let first = it.locals.first().map(|it| Arg::Variable(it.0 as usize));
        let row = args.iter().copied().chain(first).collect();
        let collected = self.all.add(Meaning::Collected);
        let head = Pattern { topic: collected, args: row };
        // What it is about is of its kind by the conditions around it.
        self.inner(head, &it.locals, it.condition.as_ref(), it.value.as_ref().map(|it| (it, span)));
        let sort = it.value.as_ref().and_then(|it| self.sort(it));
        let zero = self.items.value(match sort.filter(|_| it.function == Function::Sum) {
            Some(Sort::Duration) => Value::Duration(Duration::default()),
            _ => Value::Number(Number::ZERO),
        });
        let topic = self.all.add(Meaning::Aggregate(it.function, collected, zero));
        self.valued(Pattern { topic, args }, span)
    }

    /// What sort of value a term is.
    fn sort(&self, term: &Term) -> Option<Sort> {
        match term {
            Term::Variable(it) => Some(self.sorts[it.0 as usize].sort),
            Term::Thing(_) => None,
            Term::Value(it) => Some(Sort::of(it)),
            Term::Attribute(it) => self.all.program.vocabulary.phrase(it.phrase).value,
            Term::Arithmetic(operation, sides) => {
                self.sort(&sides.0)?.combined(*operation, self.sort(&sides.1)?)
            }
            Term::Aggregate(it) => it.value.as_ref().map_or(Some(Sort::Number), |it| self.sort(it)),
        }
    }

    /// A clause for a part of the conditions, about its own variables and those of its surroundings.
    fn inner(
        &mut self,
        mut head: Pattern,
        variables: &[VariableId],
        condition: Option<&Condition>,
        value: Option<(&Term, Span)>,
    ) {
        let mut inner = Flat::new(self.all, self.items, self.sorts, self.loose);
        for it in variables {
            inner.imply_kind(it.0 as usize);
        }
        if let Some(it) = condition {
            inner.condition(it);
        }
        head.args.extend(value.map(|(it, span)| inner.arg(it, span)));
        let (variables, body) = (inner.variables, inner.body);
        self.all.push(Clause { variables, body, ..part(head) });
    }

    pub(super) fn condition(&mut self, condition: &Condition) {
        let span = condition.span;
        match &condition.kind {
            ConditionKind::Holds(atom) => {
                self.open_pattern(atom.phrase, &atom.terms, true, span);
            }
            ConditionKind::OfKind(term, kind) => {
                let arg = self.arg(term, span);
                self.push(Test::Kind(arg, *kind, true), span, false);
            }
            ConditionKind::Same(one, other) => {
                let (one, other) = (self.arg(one, span), self.arg(other, span));
                self.push(Test::Same(one, other, true), span, false);
            }
            ConditionKind::Compare(comparison, left, right) => {
                let one = self.arg(left, span);
                if *comparison == Comparison::Equal && left == right && is_worked_out(left) {
                    return;
                }
                let other = self.arg(right, span);
                let written = Some((left.clone(), right.clone()));
                let test = Test::Compare(*comparison, one, other);
                self.body.push(Literal { test, span, implied: false, written });
            }
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(alternatives) => {
                let pattern = self.part(Meaning::Any, alternatives);
                self.push(Test::Holds(pattern, true), span, false);
            }
            ConditionKind::Not(inner) => {
                let test = self.denied(inner, span);
                self.push(test, span, false);
            }
        }
    }

    fn denied(&mut self, inner: &Alternative, span: Span) -> Test {
        let loose = self.loose;
        let plain = |terms: &[&Term]| {
            inner.locals.is_empty()
                && terms.iter().all(|it| match it {
                    Term::Variable(it) => !loose.contains(it),
                    _ => !is_worked_out(it),
                })
        };
        match &inner.condition.kind {
            ConditionKind::Holds(atom) if plain(&atom.terms.iter().collect::<Vec<_>>()) => {
                Test::Holds(self.pattern(atom.phrase, &atom.terms, span), false)
            }
            ConditionKind::OfKind(term, kind) if plain(&[term]) => {
                Test::Kind(self.arg(term, span), *kind, false)
            }
            ConditionKind::Same(one, other) if plain(&[one, other]) => {
                Test::Same(self.arg(one, span), self.arg(other, span), false)
            }
            ConditionKind::Any(alternatives) if inner.locals.is_empty() => {
                Test::Holds(self.part(Meaning::Any, alternatives), false)
            }
            _ => Test::Holds(self.part(Meaning::Inner, std::slice::from_ref(inner)), false),
        }
    }

    /// A topic of its own for some alternatives, over the variables that they share with their surroundings.
    fn part(&mut self, meaning: Meaning, alternatives: &[Alternative]) -> Pattern {
        let each = alternatives.iter();
        let mut shared: Vec<VariableId> =
            each.flat_map(|it| shared(&it.locals, Some(&it.condition), None)).collect();
        shared.sort_unstable();
        shared.dedup();
        let args = shared.iter().map(|it| Arg::Variable(it.0 as usize)).collect();
        let pattern = Pattern { topic: self.all.add(meaning), args };
        for alternative in alternatives {
            let things: Vec<VariableId> =
                shared.iter().chain(&alternative.locals).copied().collect();
            self.inner(pattern.clone(), &things, Some(&alternative.condition), None);
        }
        pattern
    }
}

/// The variables that belong to a part of a condition.
pub(super) fn locals(condition: &Condition, found: &mut Vec<VariableId>) {
    condition.each(&mut |it| {
        it.terms().into_iter().for_each(|it| locals_of(it, found));
        match &it.kind {
            ConditionKind::Any(parts) => parts.iter().for_each(|it| found.extend(&it.locals)),
            ConditionKind::Not(it) => found.extend(&it.locals),
            _ => {}
        }
    });
}

/// The variables that what is counted in a term ranges over.
pub(super) fn locals_of(term: &Term, found: &mut Vec<VariableId>) {
    term.each(&mut |it| {
        if let Term::Aggregate(it) = it {
            found.extend(&it.locals);
            if let Some(it) = &it.condition {
                locals(it, found);
            }
        }
    });
}

/// The variables that a part shares with its surroundings, each once, in order.
fn shared(
    locals: &[VariableId],
    condition: Option<&Condition>,
    value: Option<&Term>,
) -> Vec<VariableId> {
    let (mut used, mut own) = (BTreeSet::new(), locals.to_vec());
    let mut note = |it: &Term| {
        if let Term::Variable(it) = it {
            used.insert(*it);
        }
    };
    if let Some(it) = condition {
        it.each_term(&mut note);
        self::locals(it, &mut own);
    }
    if let Some(it) = value {
        it.each(&mut note);
        locals_of(it, &mut own);
    }
    used.into_iter().filter(|it| !own.contains(it)).collect()
}
