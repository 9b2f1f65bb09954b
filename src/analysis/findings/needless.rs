//! Which exceptions and conditions make no difference? Each is left out in turn, and all conclusions are compared.

use super::{
    super::{
        coverage::{Part, PartKind, Step},
        differences::{LeftOut, WhyLeftOut, are_alike},
        mutate::{Change, Mutant},
    },
    Finding, Findings, Oddity, Survey,
};
use crate::{
    engine::Limit,
    program::{Program, Rule, RuleId},
};

impl Survey<'_> {
    /// Looks at the parts of a rule that is in effect in some case.
    pub(super) fn needless(&self, program: &Program, rule: RuleId, found: &mut Findings) {
        if !self.effects.rules.get(&rule).is_some_and(|it| it.in_effect) {
            return;
        }
        let own = program.rule(rule);
        let own_parts = self.parts.all.iter().filter(|it| it.rule == rule);
        for part in own_parts.filter(|it| it.kind != PartKind::Rule) {
            let variant = Mutant::of(program, &Change::without(part)).put_into(program);
            if !variant.is_sound_after(rule) {
                continue;
            }
            let compared = if self.is_over() {
                Err(WhyLeftOut::Limit(Limit::Interrupted))
            } else {
                are_alike(program, &variant, self.comparing())
            };
            match compared {
                Ok(false) => {}
                Ok(true) if part.kind == PartKind::Exception => {
                    found.listed.push(never_bites(own));
                    return;
                }
                Ok(true) => found.listed.push(redundant(own, part)),
                Err(why) => {
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

fn redundant(rule: &Rule, part: &Part) -> Finding {
    let number = |it: &Step| match it {
        Step::Unit(at, _) | Step::Branch(at) => (at + 1).to_string(),
    };
    let number = part.path.iter().map(number).collect::<Vec<_>>().join(".");
    let what = match part.path.last() {
        Some(Step::Branch(_)) => "alternative",
        _ => "condition",
    };
    Finding {
        oddity: Oddity::Redundant,
        id: format!("{}:{}:{number}", Oddity::Redundant.name(), rule.label),
        message: format!("{what} {number} of `{}` makes no difference", rule.label),
        places: vec![(part.span, "without it, every answer is the same".to_owned())],
        help: "leave it out if the source says it only for clarity; else see what it should have excluded",
        example: None,
    }
}
