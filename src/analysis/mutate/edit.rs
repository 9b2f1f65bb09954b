//! How is one condition of a rule reached, to be changed?

use crate::{
    analysis::coverage::Step,
    program::{Alternative, Condition, ConditionKind, VariableId},
};

/// What a path leads to.
pub(super) enum Place<'a> {
    /// Some conditions of a list: where they begin, and how many there are.
    Units(&'a mut Vec<Condition>, usize, usize),
    /// An alternative of an `or`.
    Branch(&'a mut Vec<Alternative>, usize),
}

/// Changes what a path from a list of conditions leads to.
pub(super) fn at(list: &mut Vec<Condition>, path: &[Step], change: &mut dyn FnMut(Place<'_>)) {
    match path {
        [Step::Unit(first, count)] => change(Place::Units(list, *first, *count)),
        [Step::Unit(first, _), rest @ ..] => within(&mut list[*first], rest, change),
        _ => unreachable!("parts: a path begins with a place in a list"),
    }
}

fn within(condition: &mut Condition, path: &[Step], change: &mut dyn FnMut(Place<'_>)) {
    match (&mut condition.kind, path) {
        (ConditionKind::Any(branches), [Step::Branch(branch)]) => {
            change(Place::Branch(branches, *branch));
        }
        (ConditionKind::Any(branches), [Step::Branch(branch), rest @ ..]) => {
            as_list(&mut branches[*branch].condition, |list| at(list, rest, change));
        }
        (ConditionKind::Not(inner), [Step::Branch(_), ..]) => {
            as_list(&mut inner.condition, |list| within(&mut list[0], path, change));
        }
        (ConditionKind::Not(inner), _) => as_list(&mut inner.condition, |it| at(it, path, change)),
        (ConditionKind::All(parts), _) => at(parts, path, change),
        _ => unreachable!("parts: a path leads through brackets only"),
    }
}

/// Takes a condition as a list, and what becomes of the list as a condition.
fn as_list(condition: &mut Condition, change: impl FnOnce(&mut Vec<Condition>)) {
    let kind = std::mem::replace(&mut condition.kind, ConditionKind::All(Vec::new()));
    let mut list = match kind {
        ConditionKind::All(parts) => parts,
        kind => vec![Condition { kind, span: condition.span }],
    };
    change(&mut list);
    *condition = match <[Condition; 1]>::try_from(list) {
        Ok([only]) => only,
        Err(list) => Condition { kind: ConditionKind::All(list), span: condition.span },
    };
}

/// Takes variables out of everything that introduces them for a part of some conditions.
pub(super) fn forget(conditions: &mut [Condition], variables: &[VariableId]) {
    let of = |it: &mut Alternative| {
        it.locals.retain(|it| !variables.contains(it));
        forget(std::slice::from_mut(&mut it.condition), variables);
    };
    for condition in conditions {
        match &mut condition.kind {
            ConditionKind::All(parts) => forget(parts, variables),
            ConditionKind::Any(branches) => branches.iter_mut().for_each(of),
            ConditionKind::Not(inner) => of(inner),
            _ => {}
        }
    }
}
