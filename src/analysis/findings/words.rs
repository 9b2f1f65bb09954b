//! What was found, in words.

use super::{Finding, Findings, Oddity, Survey, effects::Shown};
use crate::{
    program::{Conclusion, Program, RuleId},
    vocabulary::{PhraseId, Role},
};

impl Survey<'_> {
    /// Reports what was seen of rules and phrases. What was not looked at to the end is not called odd.
    pub(super) fn report(
        &self,
        program: &Program,
        in_force: &[RuleId],
        phrases: &[PhraseId],
        found: &mut Findings,
    ) {
        let effects = &self.effects;
        for (pair, shown) in &effects.conflicts {
            found.listed.push(conflict(program, *pair, shown));
        }
        for rule in in_force {
            found.listed.extend(self.idle(program, *rule));
        }
        for phrase in phrases {
            self.of_phrase(program, *phrase, &mut found.listed);
        }
    }

    /// What was seen of a phrase.
    fn of_phrase(&self, program: &Program, phrase: PhraseId, found: &mut Vec<Finding>) {
        let effects = &self.effects;
        let declared = program.vocabulary.declared(phrase);
        let never = effects.established.get(&phrase) == Some(&false);
        if never && !self.blind.contains_key(&phrase) {
            let said = Said {
                message: format!("nothing can establish `{declared}`"),
                place: "it is so in no case",
                help: "write a rule for it, or see what keeps its rules from applying",
            };
            found.push(of_phrase(program, Oddity::NeverEstablished, phrase, said, None));
        }
        if let Some(shown) = effects.circular.get(&phrase) {
            let said = Said {
                message: format!("an answer to `{declared}` can be circular"),
                place: "it supports and attacks only itself",
                help: "see which exception or `not` leads back to it; the reasons in the case show the loop",
            };
            found.push(of_phrase(program, Oddity::Circular, phrase, said, Some(shown)));
        }
        // What is an input is asked where rules say nothing.
        let concluded = program.vocabulary.phrase(phrase).role == Role::Conclusion;
        if let Some(shown) = effects.silent.get(&phrase).filter(|_| concluded) {
            let said = Said {
                message: format!("the rules say nothing about `{declared}` in some cases"),
                place: "rules speak for it and against it, and there neither",
                help: "where nothing is said it counts as not so; see whether the sources mean that",
            };
            found.push(of_phrase(program, Oddity::Silent, phrase, said, Some(shown)));
        }
    }

    /// A rule that never applies, or never takes effect.
    fn idle(&self, program: &Program, id: RuleId) -> Option<Finding> {
        let rule = program.rule(id);
        let mut above =
            program.lineage(id).chain(rule.exceptions.iter().map(|it| program.rule(*it)));
        // Its own phrase, or for an exception without one that of what it is an exception to.
        let is_blind = |it: &Conclusion| self.blind.contains_key(&it.phrase());
        if above.any(|it| it.conclusion.as_ref().is_some_and(is_blind)) {
            return None;
        }
        let noun = if rule.exception_to.is_some() { "exception" } else { "rule" };
        let known = self.effects.rules.get(&id);
        let applies = known.and_then(|it| it.applies.as_ref());
        let (oddity, message, place, help) = match (applies, known.is_some_and(|it| it.in_effect)) {
            (None, _) => (
                Oddity::NeverApplies,
                format!("{noun} `{}` can never apply", rule.label),
                "no case meets all of its conditions",
                "see whether two conditions exclude each other, or nothing can establish one of them",
            ),
            (Some(_), false) => (
                Oddity::AlwaysDefeated,
                format!("{noun} `{}` is defeated wherever it applies", rule.label),
                "an exception or a stronger rule always applies, too",
                "see which rule it is against that should give way, or leave it out",
            ),
            _ => return None,
        };
        Some(Finding {
            oddity,
            id: format!("{}:{}", oddity.name(), rule.label),
            message,
            places: vec![(rule.span, place.to_owned())],
            help,
            example: applies.and_then(|it| it.lines.clone()),
        })
    }
}

fn conflict(program: &Program, pair: (RuleId, RuleId), shown: &Shown) -> Finding {
    let (one, other) = (program.rule(pair.0), program.rule(pair.1));
    Finding {
        oddity: Oddity::Conflict,
        id: format!("{}:{}:{}", Oddity::Conflict.name(), one.label, other.label),
        message: format!(
            "`{}` and `{}` can contradict each other, and nothing ranks them",
            one.label, other.label
        ),
        places: vec![(other.span, "this one".to_owned()), (one.span, "and this one".to_owned())],
        help: "say `overrides`, write an exception, or rank their sources; if the law is disputed, leave it",
        example: shown.lines.clone(),
    }
}

/// What is said of a phrase.
struct Said {
    message: String,
    place: &'static str,
    help: &'static str,
}

fn of_phrase(
    program: &Program,
    oddity: Oddity,
    phrase: PhraseId,
    said: Said,
    shown: Option<&Shown>,
) -> Finding {
    Finding {
        oddity,
        id: format!("{}:{}", oddity.name(), program.vocabulary.declared(phrase)),
        message: said.message,
        places: vec![(program.vocabulary.phrase(phrase).span, said.place.to_owned())],
        help: said.help,
        example: shown.and_then(|it| it.lines.clone()),
    }
}
