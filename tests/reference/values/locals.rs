//! Which variables belong to a part of a rule's conditions, and which to the whole rule?

use grounds::program::{Conclusion, Condition, ConditionKind, Program, RuleId, Term, VariableId};

/// The variables of a rule that no part of its conditions and no aggregate has for itself.
pub(crate) fn shared(program: &Program, id: RuleId) -> Vec<VariableId> {
    let mut own = Own(vec![]);
    for rule in program.lineage(id) {
        rule.conditions.iter().for_each(|it| own.condition(it));
        if let Some(Conclusion::Value { value, .. }) = &rule.conclusion {
            own.term(value);
        }
    }
    let every = (0..).map(VariableId).take(program.rule(id).variables.len());
    every.filter(|it| !own.0.contains(it)).collect()
}

/// The variables that a question's condition does not have for itself.
pub(crate) fn asked(condition: &Condition, count: usize) -> Vec<VariableId> {
    let mut own = Own(vec![]);
    own.condition(condition);
    (0..).map(VariableId).take(count).filter(|it| !own.0.contains(it)).collect()
}

/// The variables of parts.
struct Own(Vec<VariableId>);

impl Own {
    fn condition(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::Compare(_, one, other) => {
                self.term(one);
                self.term(other);
            }
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(parts) => {
                for it in parts {
                    self.0.extend(&it.locals);
                    self.condition(&it.condition);
                }
            }
            ConditionKind::Not(it) => {
                self.0.extend(&it.locals);
                self.condition(&it.condition);
            }
            ConditionKind::Holds(_) | ConditionKind::OfKind(..) | ConditionKind::Same(..) => {}
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Arithmetic(_, it) => {
                self.term(&it.0);
                self.term(&it.1);
            }
            Term::Aggregate(it) => {
                self.0.extend(&it.locals);
                it.condition.iter().for_each(|it| self.condition(it));
                it.value.iter().for_each(|it| self.term(it));
            }
            _ => {}
        }
    }
}
