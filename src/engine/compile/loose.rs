//! Which values in the slots of phrases may not be known, so that two of them may be equal under a condition?
//!
//! What stands in a slot is looked up, and what is looked up is the same or is not. A value that is not known yet may be
//! the one that is looked for: so where one can come up, the slot is left open, and a comparison says what must be so.
//! That is done only where it is needed, since looking up is faster.

use std::collections::BTreeSet;

use super::VariableId;
use crate::{
    program::{Comparison, Conclusion, Condition, ConditionKind, Program, Rule, Term, Variable},
    vocabulary::PhraseId,
};

/// The slots of phrases in which rules may put a value that is not known.
#[derive(Debug, Clone, Default)]
pub(super) struct Loose(BTreeSet<(PhraseId, usize)>);

/// A slot and the variable in it.
type Filled = (PhraseId, usize, VariableId);

/// Whether a term is worked out, so that its value may not be known.
pub(super) fn is_worked_out(term: &Term) -> bool {
    matches!(term, Term::Attribute(_) | Term::Arithmetic(..) | Term::Aggregate(_))
}

impl Loose {
    /// Those of a program: what a rule works out, and what it passes on.
    pub(super) fn of(program: &Program) -> Self {
        let mut loose = Self::default();
        loop {
            let before = loose.0.len();
            for (id, rule) in program.rules() {
                let conditions: Vec<&Condition> =
                    program.lineage(id).flat_map(|it: &Rule| &it.conditions).collect();
                if let Some(Conclusion::Phrase { atom, .. }) = &rule.conclusion {
                    loose.concluded(program, atom.phrase, &atom.terms, &conditions);
                }
            }
            if loose.0.len() == before {
                return loose;
            }
        }
    }

    /// Whether a rule may put a value that is not known into a slot.
    pub(super) fn contains(&self, phrase: PhraseId, slot: usize) -> bool {
        self.0.contains(&(phrase, slot))
    }

    fn concluded(
        &mut self,
        program: &Program,
        phrase: PhraseId,
        terms: &[Term],
        conditions: &[&Condition],
    ) {
        let slots = &program.vocabulary.phrase(phrase).slots;
        for (at, (term, slot)) in terms.iter().zip(slots).enumerate() {
            let passed_on = |it: VariableId| {
                let filled = filled(conditions);
                filled.iter().any(|(phrase, at, by)| *by == it && self.contains(*phrase, *at))
                    || equated(conditions).contains(&it)
            };
            let loose = match term {
                Term::Variable(it) => slot.sort.is_value() && passed_on(*it),
                _ => slot.sort.is_value() && is_worked_out(term),
            };
            if loose {
                self.0.insert((phrase, at));
            }
        }
    }

    /// The variables that stand in several slots, in one of which there may be a value that is not known.
    pub(super) fn variables(
        &self,
        sorts: &[Variable],
        conditions: &[&Condition],
    ) -> Vec<VariableId> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let filled = filled(conditions);
        let is_loose = |it: &VariableId| {
            let own = filled.iter().filter(|(_, _, by)| by == it);
            own.clone().count() > 1
                && own.clone().any(|(phrase, at, _)| self.contains(*phrase, *at))
        };
        let values = (0..).map(VariableId).zip(sorts).filter(|it| it.1.sort.is_value());
        values.map(|it| it.0).filter(is_loose).collect()
    }
}

/// The variables in the slots of phrases.
fn filled(conditions: &[&Condition]) -> Vec<Filled> {
    let mut found = Vec::new();
    for condition in conditions {
        each(condition, &mut |it| {
            let ConditionKind::Holds(atom) = &it.kind else { return };
            for (at, term) in atom.terms.iter().enumerate() {
                if let Term::Variable(variable) = term {
                    found.push((atom.phrase, at, *variable));
                }
            }
        });
    }
    found
}

/// The variables that are made equal to something that is worked out.
fn equated(conditions: &[&Condition]) -> Vec<VariableId> {
    let mut found = Vec::new();
    for condition in conditions {
        each(condition, &mut |it| {
            let ConditionKind::Compare(Comparison::Equal, one, other) = &it.kind else { return };
            if !matches!(one, Term::Value(_)) && !matches!(other, Term::Value(_)) {
                for side in [one, other] {
                    if let Term::Variable(it) = side {
                        found.push(*it);
                    }
                }
            }
        });
    }
    found
}

/// Visits a condition and all that it contains, aggregates included.
fn each(condition: &Condition, visit: &mut dyn FnMut(&Condition)) {
    condition.each(&mut |it| {
        visit(it);
        for term in it.terms() {
            let mut inner = Vec::new();
            term.each(&mut |term| {
                if let Term::Aggregate(aggregate) = term {
                    inner.extend(aggregate.condition.clone());
                }
            });
            for it in &inner {
                each(it, visit);
            }
        }
    });
}
