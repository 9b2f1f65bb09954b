//! In which slots may there be a value that nobody knows? There a comparison says what must be so.

use std::collections::BTreeSet;

use crate::{
    program::{
        Comparison, Conclusion, Condition, ConditionKind, Program, Term, Variable, VariableId,
    },
    vocabulary::PhraseId,
};

/// The slots in which rules may put a value that is not known.
#[derive(Debug, Default)]
pub(super) struct Loose(BTreeSet<(PhraseId, usize)>);

/// Whether a term is worked out, so that its value may not be known.
pub(super) fn is_worked_out(term: &Term) -> bool {
    matches!(term, Term::Attribute(_) | Term::Arithmetic(..) | Term::Aggregate(_))
}

impl Loose {
    /// What rules work out, and what they pass on.
    pub(super) fn of(program: &Program) -> Self {
        let mut loose = Self::default();
        loop {
            let before = loose.0.len();
            for (id, rule) in program.rules() {
                let Some(Conclusion::Phrase { atom, .. }) = &rule.conclusion else { continue };
                let conditions: Vec<&Condition> =
                    program.lineage(id).flat_map(|it| &it.conditions).collect();
                let (filled, equated) = uses(&conditions);
                let slots = &program.vocabulary.phrase(atom.phrase).slots;
                for (at, (term, slot)) in atom.terms.iter().zip(slots).enumerate() {
                    let is_loose = match term {
                        Term::Variable(it) => {
                            let loose = |(phrase, at, by): &(PhraseId, usize, VariableId)| {
                                by == it && loose.contains(*phrase, *at)
                            };
                            equated.contains(it) || filled.iter().any(loose)
                        }
                        _ => is_worked_out(term),
                    };
                    if is_loose && slot.sort.is_value() {
                        loose.0.insert((atom.phrase, at));
                    }
                }
            }
            if loose.0.len() == before {
                return loose;
            }
        }
    }

    pub(super) fn contains(&self, phrase: PhraseId, slot: usize) -> bool {
        self.0.contains(&(phrase, slot))
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
        let filled = uses(conditions).0;
        let is_loose = |it: &VariableId| {
            let own: Vec<_> = filled.iter().filter(|(_, _, by)| by == it).collect();
            own.len() > 1 && own.iter().any(|(phrase, at, _)| self.contains(*phrase, *at))
        };
        let values = (0..).map(VariableId).zip(sorts).filter(|it| it.1.sort.is_value());
        values.map(|it| it.0).filter(is_loose).collect()
    }
}

/// Where variables fill the slots of phrases, and which are made equal to what is worked out.
fn uses(conditions: &[&Condition]) -> (Vec<(PhraseId, usize, VariableId)>, Vec<VariableId>) {
    let (mut filled, mut equated) = (Vec::new(), Vec::new());
    for condition in conditions {
        each(condition, &mut |it| match &it.kind {
            ConditionKind::Holds(atom) => {
                for (at, term) in atom.terms.iter().enumerate() {
                    if let Term::Variable(it) = term {
                        filled.push((atom.phrase, at, *it));
                    }
                }
            }
            ConditionKind::Compare(Comparison::Equal, one, other)
                if !matches!((one, other), (Term::Value(_), _) | (_, Term::Value(_))) =>
            {
                for side in [one, other] {
                    if let Term::Variable(it) = side {
                        equated.push(*it);
                    }
                }
            }
            _ => {}
        });
    }
    (filled, equated)
}

/// Visits a condition and all that it contains, what is counted included.
fn each(condition: &Condition, visit: &mut dyn FnMut(&Condition)) {
    condition.each(&mut |it| {
        visit(it);
        for term in it.terms() {
            term.each(&mut |it| {
                if let Term::Aggregate(it) = it {
                    it.condition.iter().for_each(|it| each(it, visit));
                }
            });
        }
    });
}
