//! Whom is a rule asked about? What a condition speaks of, put to the rules that conclude it.

use crate::{
    engine::{Described, Grounding, Item, Known, compile::PredicateId},
    program::{Condition, Rule, Status, Term},
    vocabulary::PhraseId,
};

/// An item for each variable of a rule that stands for something known.
pub(super) type Bound = Vec<Option<Item>>;

/// A phrase or an attribute that is asked for, with what is known of its slots.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Goal {
    pub(super) phrase: PhraseId,
    pub(super) items: Vec<Option<Item>>,
}

/// The goals in a condition, where its variables are known so far.
pub(super) fn goals(
    grounding: &mut Grounding<'_>,
    condition: &Condition,
    known: &Bound,
) -> Vec<Goal> {
    let mut found = Vec::new();
    condition.each_reading(&mut |phrase, terms| {
        found.push(Goal::of(grounding, phrase, terms, known));
    });
    found
}

/// The goals in a term, where the variables are known so far.
pub(super) fn goals_in_term(
    grounding: &mut Grounding<'_>,
    term: &Term,
    known: &Bound,
) -> Vec<Goal> {
    let mut found = Vec::new();
    term.each_reading(&mut |phrase, terms| {
        found.push(Goal::of(grounding, phrase, terms, known));
    });
    found
}

impl Goal {
    fn of(grounding: &mut Grounding<'_>, phrase: PhraseId, terms: &[Term], known: &Bound) -> Self {
        Self { phrase, items: terms.iter().map(|it| item(grounding, it, known)).collect() }
    }
}

/// What a term stands for, where that is known without working anything out.
fn item(grounding: &mut Grounding<'_>, term: &Term, known: &Bound) -> Option<Item> {
    match term {
        Term::Variable(it) => known.get(it.0 as usize).copied().flatten(),
        Term::Thing(it) => Some(Item::from(*it)),
        Term::Value(it) => Some(grounding.item_of_value(it)),
        _ => None,
    }
}

/// Whether facts answer a goal, so that no rule is asked.
pub(super) fn is_stated(grounding: &Grounding<'_>, goal: &Goal) -> bool {
    let Some(mut items) = goal.items.iter().copied().collect::<Option<Vec<Item>>>() else {
        return false;
    };
    let predicate = PredicateId(goal.phrase.0);
    if grounding.has_value(predicate) {
        // Any value will do: one that is stated is stated of the slots alone.
        items.push(Item::of(0));
    }
    let stated = grounding.statement(predicate, &items);
    matches!(stated, Some((Status::Yes | Status::No, ..)))
}

/// The variables of a rule, where it is asked about a goal; nothing where its conclusion is about something else.
pub(super) fn unify(grounding: &mut Grounding<'_>, rule: &Rule, goal: &Goal) -> Option<Bound> {
    let mut known: Bound = vec![None; rule.variables.len()];
    let conclusion = rule.conclusion.as_ref().filter(|it| it.phrase() == goal.phrase)?;
    for (term, wanted) in conclusion.terms().iter().zip(&goal.items) {
        let Some(wanted) = wanted else { continue };
        match term {
            Term::Variable(it) => {
                let own = known[it.0 as usize].get_or_insert(*wanted);
                if own != wanted {
                    return None;
                }
            }
            other => {
                if item(grounding, other, &known).is_some_and(|it| it != *wanted) {
                    return None;
                }
            }
        }
    }
    Some(known)
}

/// Whether what is known is of the kinds that a rule speaks of.
pub(super) fn kinds(grounding: &Grounding<'_>, rule: &Rule, known: &Bound) -> Known {
    let mut found = Known::Yes;
    for (variable, item) in rule.variables.iter().zip(known) {
        let (Some(kind), Some(item)) = (variable.sort.kind(), item) else { continue };
        let Described::Thing(thing) = grounding.describe(*item) else { continue };
        match grounding.is_of_kind(thing, kind) {
            Known::No => return Known::No,
            Known::Open => found = Known::Open,
            Known::Yes => {}
        }
    }
    found
}
