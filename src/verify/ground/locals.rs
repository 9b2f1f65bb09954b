//! Which variables belong to a part of a condition?

use crate::program::{Condition, ConditionKind, Term, VariableId};

/// The parts of a condition that is a plain list, else the condition itself.
pub(in crate::verify) fn flat(condition: &Condition) -> Vec<&Condition> {
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().flat_map(flat).collect(),
        _ => vec![condition],
    }
}

/// The variables that belong to a part of a condition.
pub(in crate::verify) fn locals(condition: &Condition, found: &mut Vec<VariableId>) {
    condition.each(&mut |it| {
        it.terms().into_iter().for_each(|it| locals_of(it, found));
        match &it.kind {
            ConditionKind::Any(parts) => parts.iter().for_each(|it| found.extend(&it.locals)),
            ConditionKind::Not(it) => found.extend(&it.locals),
            _ => {}
        }
    });
}

/// The variables that the aggregates in a term range over.
pub(super) fn locals_of(term: &Term, found: &mut Vec<VariableId>) {
    let mut inner = Vec::new();
    term.each(&mut |it| {
        if let Term::Aggregate(it) = it {
            inner.extend(&it.locals);
            if let Some(it) = &it.condition {
                locals(it, &mut inner);
            }
        }
    });
    found.extend(inner);
}
