//! The same rules with one thing left out, for finding out whether it makes a difference.

use crate::program::{Condition, ConditionKind, Program, RuleId, Term, VariableId};
use crate::vocabulary::Sort;

/// What can be left out of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The rule itself.
    Rule,
    /// One of its conditions.
    Condition(usize),
    /// A branch of one of its conditions, which is an `or`.
    Branch(usize, usize),
}

impl Part {
    /// The conditions of a rule, and their branches, that can be left out. A condition that a value is taken from can't.
    pub fn conditions_of(program: &Program, rule: RuleId) -> Vec<Self> {
        let mut parts = Vec::new();
        for (at, condition) in program.rule(rule).conditions.iter().enumerate() {
            if !binds_a_value(program, rule, condition) {
                parts.push(Self::Condition(at));
            }
            if let ConditionKind::Any(branches) = &condition.kind {
                parts.extend((0..branches.len()).map(|it| Self::Branch(at, it)));
            }
        }
        parts
    }

    /// The rules without it.
    pub fn left_out(self, program: &Program, rule: RuleId) -> Program {
        let mut program = program.clone();
        let rule = &mut program.rules[rule.0 as usize];
        match self {
            // It stays in its place, and never applies.
            Self::Rule => {
                let never = Condition { kind: ConditionKind::Any(Vec::new()), span: rule.span };
                rule.conditions.push(never);
            }
            Self::Condition(at) => {
                rule.conditions.remove(at);
            }
            Self::Branch(at, branch) => {
                if let ConditionKind::Any(branches) = &mut rule.conditions[at].kind {
                    branches.remove(branch);
                }
            }
        }
        program
    }
}

/// Whether a condition has a variable for a value in it, which it may bind for others.
fn binds_a_value(program: &Program, rule: RuleId, condition: &Condition) -> bool {
    let variables = &program.rule(rule).variables;
    let of_value = |it: VariableId| {
        !matches!(variables.get(it.0 as usize).map(|it| it.sort), Some(Sort::Kind(_)) | None)
    };
    let mut found = false;
    condition.each_term(&mut |it| {
        if let Term::Variable(it) = it {
            found |= of_value(*it);
        }
    });
    found
}
