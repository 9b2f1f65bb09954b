//! Which variables does a condition use, and which of them are its own?

use crate::program::{
    Aggregate, Alternative, Attribute, Conclusion, Condition, ConditionKind, Program, RuleId, Term,
    VariableId,
};

/// The variables that belong to an alternative, a negation or an aggregate somewhere in the rule's own or inherited
/// sentences.
pub(super) fn local_variables(program: &Program, id: RuleId) -> Vec<VariableId> {
    let mut found = Found::default();
    for rule in program.lineage(id) {
        rule.conditions.iter().for_each(|it| found.condition(it));
        if let Some(it) = &rule.conclusion {
            found.conclusion(it);
        }
    }
    found.locals
}

/// The variables that a condition introduces for a part of itself.
pub(super) fn locals_of(condition: &Condition) -> Vec<VariableId> {
    let mut found = Found::default();
    found.condition(condition);
    found.locals
}

/// The variables that an alternative uses and does not introduce itself.
pub(super) fn free_variables(alternative: &Alternative) -> Vec<VariableId> {
    let mut found = Found::default();
    found.alternative(alternative);
    found.free()
}

impl Condition {
    /// The variables that it shares with its surroundings: those that it uses and does not introduce for a part of itself.
    pub fn free_variables(&self) -> Vec<VariableId> {
        let mut found = Found::default();
        found.condition(self);
        found.free()
    }

    /// The variables that it introduces for a part of itself.
    pub fn locals(&self) -> Vec<VariableId> {
        locals_of(self)
    }
}

/// The variables that an aggregate shares with its surroundings.
pub(super) fn shared_with(aggregate: &Aggregate) -> Vec<VariableId> {
    let mut found = Found::default();
    found.aggregate(aggregate);
    found.free()
}

/// The variables met on a walk.
#[derive(Default)]
struct Found {
    used: Vec<VariableId>,
    locals: Vec<VariableId>,
}

impl Conclusion {
    /// The variables that it uses.
    pub fn free_variables(&self) -> Vec<VariableId> {
        let mut found = Found::default();
        found.conclusion(self);
        found.free()
    }
}

impl Found {
    fn conclusion(&mut self, conclusion: &Conclusion) {
        match conclusion {
            Conclusion::Phrase { atom, .. } => self.terms(&atom.terms),
            Conclusion::Value { attribute, value } => {
                self.attribute(attribute);
                self.term(value);
            }
        }
    }

    /// Those that were used and not introduced, each once, in order.
    fn free(mut self) -> Vec<VariableId> {
        self.used.retain(|it| !self.locals.contains(it));
        self.used.sort_unstable();
        self.used.dedup();
        self.used
    }

    fn condition(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::Holds(atom) => self.terms(&atom.terms),
            ConditionKind::OfKind(it, _) => self.term(it),
            ConditionKind::Same(one, other) | ConditionKind::Compare(_, one, other) => {
                self.term(one);
                self.term(other);
            }
            ConditionKind::All(parts) => parts.iter().for_each(|it| self.condition(it)),
            ConditionKind::Any(alternatives) => {
                for it in alternatives {
                    self.alternative(it);
                }
            }
            ConditionKind::Not(inner) => self.alternative(inner),
        }
    }

    fn alternative(&mut self, alternative: &Alternative) {
        self.locals.extend(&alternative.locals);
        self.condition(&alternative.condition);
    }

    fn terms(&mut self, terms: &[Term]) {
        for it in terms {
            self.term(it);
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Variable(it) => self.used.push(*it),
            Term::Thing(_) | Term::Value(_) => {}
            Term::Attribute(it) => self.attribute(it),
            Term::Arithmetic(_, parts) => {
                self.term(&parts.0);
                self.term(&parts.1);
            }
            Term::Aggregate(it) => self.aggregate(it),
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.terms(&attribute.terms);
    }

    fn aggregate(&mut self, aggregate: &Aggregate) {
        self.locals.extend(&aggregate.locals);
        if let Some(condition) = &aggregate.condition {
            self.condition(condition);
        }
        if let Some(value) = &aggregate.value {
            self.term(value);
        }
    }
}
