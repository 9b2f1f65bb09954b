//! Which variables does a condition use, and which of them are its own?

use crate::program::{Alternative, Condition, ConditionKind, Program, RuleId, Term, VariableId};

/// The variables that belong to an alternative or a negation somewhere in the rule's own or inherited conditions.
pub(super) fn local_variables(program: &Program, id: RuleId) -> Vec<VariableId> {
    program.lineage(id).flat_map(|it| &it.conditions).flat_map(locals_of).collect()
}

pub(super) fn locals_of(condition: &Condition) -> Vec<VariableId> {
    let inside = |it: &Alternative| {
        it.locals.iter().copied().chain(locals_of(&it.condition)).collect::<Vec<_>>()
    };
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().flat_map(locals_of).collect(),
        ConditionKind::Any(alternatives) => alternatives.iter().flat_map(inside).collect(),
        ConditionKind::Not(inner) => inside(inner),
        _ => Vec::new(),
    }
}

/// The variables that an alternative uses and does not introduce itself.
pub(super) fn free_variables(alternative: &Alternative) -> Vec<VariableId> {
    let mut found = Vec::new();
    collect_variables(&alternative.condition, &mut found);
    let mut own = alternative.locals.clone();
    own.extend(locals_of(&alternative.condition));
    found.retain(|it| !own.contains(it));
    found
}

fn collect_variables(condition: &Condition, found: &mut Vec<VariableId>) {
    let mut term = |it: &Term| {
        if let Term::Variable(variable) = it {
            found.push(*variable);
        }
    };
    match &condition.kind {
        ConditionKind::Holds(atom) => atom.terms.iter().for_each(term),
        ConditionKind::OfKind(it, _) => term(it),
        ConditionKind::Same(one, other) => [one, other].into_iter().for_each(term),
        ConditionKind::All(parts) => parts.iter().for_each(|it| collect_variables(it, found)),
        ConditionKind::Any(alternatives) => {
            for it in alternatives {
                collect_variables(&it.condition, found);
            }
        }
        ConditionKind::Not(inner) => collect_variables(&inner.condition, found),
    }
}
