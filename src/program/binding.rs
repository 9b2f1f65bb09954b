//! Does something say which value every variable for a value stands for?
//!
//! A phrase that holds does, and an `is` whose other side is known. Individuals need nothing: they are of their kind.

use std::collections::BTreeSet;

use super::{
    Alternative, Comparison, Condition, ConditionKind, Term, Variable, VariableId,
    error::VariableError,
};
use crate::{diagnostic::Diagnostic, vocabulary::Vocabulary};

pub(super) type Bound = BTreeSet<VariableId>;

/// The variables of values that conditions and further terms use without anything that says which values they are.
pub(super) fn check(
    vocabulary: &Vocabulary,
    variables: &[Variable],
    conditions: &[&Condition],
    others: &[&Term],
) -> Vec<Diagnostic> {
    let individuals = (0..).map(VariableId).zip(variables).filter(|it| !it.1.sort.is_value());
    let bound = individuals.map(|it| it.0).collect();
    let mut uses = Uses { bound, loose: Bound::new() };
    bind(conditions, &mut uses.bound);
    for condition in conditions {
        uses.condition(condition);
    }
    for term in others {
        uses.term(term);
    }
    let error = |it: &VariableId| {
        let variable = &variables[it.0 as usize];
        let sort = vocabulary.sort_name(variable.sort).to_owned();
        let letter = variable.letter.clone();
        VariableError::LooseValue { sort, letter, span: variable.span }.diagnostic()
    };
    uses.loose.iter().map(error).collect()
}

/// Adds what a list of conditions binds.
fn bind(conditions: &[&Condition], bound: &mut Bound) {
    loop {
        let before = bound.len();
        for condition in conditions {
            bind_one(condition, bound);
        }
        if bound.len() == before {
            return;
        }
    }
}

fn bind_one(condition: &Condition, bound: &mut Bound) {
    match &condition.kind {
        ConditionKind::Holds(atom) => {
            let variables = atom.terms.iter().filter_map(variable);
            bound.extend(variables);
        }
        ConditionKind::Compare(Comparison::Equal, one, other) => {
            for (one, other) in [(one, other), (other, one)] {
                if let Some(it) = variable(one).filter(|_| is_known(other, bound)) {
                    bound.insert(it);
                }
            }
        }
        ConditionKind::All(parts) => bind(&parts.iter().collect::<Vec<_>>(), bound),
        ConditionKind::Any(branches) => {
            let each = branches.iter().map(|it| {
                let mut inside = bound.clone();
                bind(&[&it.condition], &mut inside);
                inside
            });
            let common = each.reduce(|one, other| one.intersection(&other).copied().collect());
            bound.extend(common.unwrap_or_default());
        }
        _ => {}
    }
}

pub(super) fn variable(term: &Term) -> Option<VariableId> {
    if let Term::Variable(it) = term { Some(*it) } else { None }
}

/// Whether all variables of a term are bound, but for those that an aggregate goes through.
pub(super) fn is_known(term: &Term, bound: &Bound) -> bool {
    let mut locals = Bound::new();
    term.each(&mut |it| {
        if let Term::Aggregate(it) = it {
            locals.extend(&it.locals);
        }
    });
    !term.has(|it| variable(it).is_some_and(|it| !bound.contains(&it) && !locals.contains(&it)))
}

/// The uses of variables, beside what binds them.
struct Uses {
    bound: Bound,
    loose: Bound,
}

impl Uses {
    fn condition(&mut self, condition: &Condition) {
        for term in condition.terms() {
            self.term(term);
        }
        match &condition.kind {
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(branches) => branches.iter().for_each(|it| self.inside(it)),
            ConditionKind::Not(it) => self.inside(it),
            _ => {}
        }
    }

    /// What binds inside a branch or a negation binds only there.
    fn inside(&mut self, alternative: &Alternative) {
        self.with(Some(&alternative.condition), |it| it.condition(&alternative.condition));
    }

    fn with(&mut self, condition: Option<&Condition>, then: impl FnOnce(&mut Self)) {
        let before = self.bound.clone();
        if let Some(it) = condition {
            bind(&[it], &mut self.bound);
        }
        then(self);
        self.bound = before;
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Variable(it) if !self.bound.contains(it) => {
                self.loose.insert(*it);
            }
            Term::Attribute(it) => it.terms.iter().for_each(|it| self.term(it)),
            Term::Arithmetic(_, sides) => {
                self.term(&sides.0);
                self.term(&sides.1);
            }
            Term::Aggregate(it) => self.with(it.condition.as_ref(), |uses| {
                if let Some(condition) = &it.condition {
                    uses.condition(condition);
                }
                // INVARIANT: what is counted is itself bound by the condition; a value that isn't is reported.
                for term in it.value.iter().chain(&[Term::Variable(it.locals[0])]) {
                    uses.term(term);
                }
            }),
            Term::Variable(_) | Term::Thing(_) | Term::Value(_) => {}
        }
    }
}
