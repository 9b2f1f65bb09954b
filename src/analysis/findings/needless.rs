//! Which exceptions and conditions make no difference? Each is left out in turn, and all conclusions are compared.

use super::{
    super::{
        differences::{LeftOut, WhyLeftOut, are_alike},
        variant::Part,
    },
    Finding, Findings, Oddity, Survey,
};
use crate::engine::Limit;
use crate::program::{ConditionKind, Program, Rule, RuleId};

impl Survey<'_> {
    /// Looks at the parts of a rule that is in effect in some case.
    pub(super) fn needless(&self, program: &Program, rule: RuleId, found: &mut Findings) {
        if !self.effects.rules.get(&rule).is_some_and(|it| it.in_effect) {
            return;
        }
        let own = program.rule(rule);
        let exception = own.exception_to.map(|_| Part::Rule);
        for part in exception.into_iter().chain(Part::conditions_of(program, rule)) {
            let compared = if self.is_over() {
                Err(WhyLeftOut::Limit(Limit::Interrupted))
            } else {
                are_alike(program, &part.left_out(program, rule), self.comparing())
            };
            match (compared, part) {
                (Ok(false), _) => {}
                (Ok(true), Part::Rule) => {
                    found.listed.push(never_bites(own));
                    return;
                }
                (Ok(true), part) => found.listed.extend(redundant(own, part)),
                (Err(why), _) => {
                    // Once for a rule is enough.
                    let question = format!("whether all of `{}` makes a difference", own.label);
                    found.left_out.push(LeftOut { question, why });
                    return;
                }
            }
        }
    }
}

fn never_bites(rule: &Rule) -> Finding {
    Finding {
        oddity: Oddity::NeverBites,
        id: format!("{}:{}", Oddity::NeverBites.name(), rule.label),
        message: format!("exception `{}` makes no difference", rule.label),
        places: vec![(rule.span, "without it, every answer is the same".to_owned())],
        help: "see whether its conditions are what the source says, or leave it out",
        example: None,
    }
}

fn redundant(rule: &Rule, part: Part) -> Option<Finding> {
    let (condition, number, what) = match part {
        Part::Rule => return None,
        Part::Condition(at) => (&rule.conditions[at], format!("{}", at + 1), "condition"),
        Part::Branch(at, branch) => {
            let ConditionKind::Any(branches) = &rule.conditions[at].kind else { return None };
            (&branches[branch].condition, format!("{}.{}", at + 1, branch + 1), "alternative")
        }
    };
    Some(Finding {
        oddity: Oddity::Redundant,
        id: format!("{}:{}:{number}", Oddity::Redundant.name(), rule.label),
        message: format!("{what} {number} of `{}` makes no difference", rule.label),
        places: vec![(condition.span, "without it, every answer is the same".to_owned())],
        help: "leave it out if the source says it only for clarity; else see what it should have excluded",
        example: None,
    })
}
