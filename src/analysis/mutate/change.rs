//! How does a rule read once something in it is dropped or turned into its opposite?
//!
//! What a dropped condition alone introduced goes with it, and what is denied is denied of everything: "the request was
//! sent to a country", denied, is "to no country", unless something else speaks of that country.

use crate::{
    analysis::coverage::{Step, together},
    program::{
        Alternative, Conclusion, Condition, ConditionKind, Program, Rule, RuleId, Term, VariableId,
    },
    source::Span,
};

use super::edit::{self, Place};

/// A rule whose conditions can't hold: as if it were not there, nor any exception to it.
pub(in crate::analysis) fn dropped(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    rule.conditions.push(never(rule.span));
    rule
}

fn never(span: Span) -> Condition {
    Condition { kind: ConditionKind::Any(Vec::new()), span }
}

/// A rule that is a reason for what it was a reason against; nothing for one that gives a value or concludes nothing.
pub(super) fn opposite(rule: &Rule) -> Option<Rule> {
    let mut rule = rule.clone();
    let Some(Conclusion::Phrase { positive, .. }) = &mut rule.conclusion else { return None };
    *positive = !*positive;
    Some(rule)
}

/// A rule without one of its conditions.
pub(super) fn without(program: &Program, id: RuleId, path: &[Step]) -> Rule {
    let mut gone = Vec::new();
    let mut rule = changed(program, id, path, |place, own| {
        gone.extend(own);
        match place {
            Place::Units(list, first, count) => {
                let dropped = list.drain(first..first + count);
                gone.extend(dropped.flat_map(|it| it.locals()));
            }
            Place::Branch(branches, at) => {
                let dropped = branches.remove(at);
                gone.extend(dropped.locals.iter().chain(&dropped.condition.locals()));
            }
        }
    });
    if !gone.is_empty() {
        rule.conditions.push(always(&gone, rule.span));
    }
    rule
}

/// A rule with the opposite of one of its conditions.
pub(super) fn negated(program: &Program, id: RuleId, path: &[Step]) -> Rule {
    changed(program, id, path, |place, own| match place {
        Place::Units(list, first, count) => {
            let gone: Vec<Condition> = list.drain(first..first + count).collect();
            let whole = Alternative { locals: own.to_vec(), condition: together(&gone) };
            list.insert(first, denied(whole));
        }
        Place::Branch(branches, at) => {
            let condition = denied(branches[at].clone());
            branches[at] = Alternative { locals: Vec::new(), condition };
        }
    })
}

/// A rule with one of its conditions changed. The change is told which variables are used by that condition alone.
fn changed(
    program: &Program,
    id: RuleId,
    path: &[Step],
    mut change: impl FnMut(Place<'_>, &[VariableId]),
) -> Rule {
    let mut rule = program.rule(id).clone();
    let mut own = Vec::new();
    edit::at(&mut rule.conditions, path, &mut |place| {
        own = match place {
            Place::Units(list, first, count) => {
                together(&list.drain(first..first + count).collect::<Vec<_>>()).free_variables()
            }
            // What an alternative introduces is its own anyway.
            Place::Branch(..) => Vec::new(),
        }
    });
    own.retain(|it| it.0 >= rule.inherited && !is_used(program, id, &rule, *it));
    rule.conditions.clone_from(&program.rule(id).conditions);
    edit::forget(&mut rule.conditions, &own);
    edit::at(&mut rule.conditions, path, &mut |place| change(place, &own));
    rule
}

/// Whether a rule, or an exception to it, uses a variable.
fn is_used(program: &Program, id: RuleId, rule: &Rule, variable: VariableId) -> bool {
    let uses = |it: &Rule| {
        let concluded = it.conclusion.iter().flat_map(Conclusion::free_variables);
        let conditions = it.conditions.iter().flat_map(mentioned);
        concluded.chain(conditions).any(|it| it == variable)
    };
    let below = program.rules().filter(|it| it.0 != id && program.line_of(it.0).any(|up| up == id));
    uses(rule) || below.into_iter().any(|it| uses(it.1))
}

/// The variables that a condition uses, those that it introduces for a part of itself included.
fn mentioned(condition: &Condition) -> Vec<VariableId> {
    let mut found = Vec::new();
    condition.each_term(&mut |it| {
        if let Term::Variable(it) = it {
            found.push(*it);
        }
    });
    found
}

/// What is so whether or not there is anything that these variables could stand for. It keeps them from being variables
/// of the whole rule, which there has to be something for.
fn always(own: &[VariableId], span: Span) -> Condition {
    let truth = |locals: &[VariableId]| Alternative {
        locals: locals.to_vec(),
        condition: Condition { kind: ConditionKind::All(Vec::new()), span },
    };
    Condition { kind: ConditionKind::Any(vec![truth(&[]), truth(own)]), span }
}

/// That a condition is not so; what is denied twice is said plainly.
fn denied(whole: Alternative) -> Condition {
    let span = whole.condition.span;
    match whole.condition.kind {
        ConditionKind::Not(inner) if whole.locals.is_empty() => {
            if inner.locals.is_empty() {
                inner.condition
            } else {
                Condition { kind: ConditionKind::Any(vec![*inner]), span }
            }
        }
        _ => Condition { kind: ConditionKind::Not(Box::new(whole)), span },
    }
}
