//! How is a condition worded whose things are not known, and why does nothing meet it?

use crate::{
    engine::{
        Limit,
        compile::{Argument, Clause, Literal, Meaning, Origin, Pattern, PredicateId, Test},
    },
    vocabulary::{Role, Sort},
};

use super::{
    AboutTopic, Outcome, Standing, StepId,
    reasons::Known_,
    why::{Builder, Goal, SHOWN, spoken},
};

impl Builder<'_, '_> {
    /// A condition that nothing at all meets, worded with the kinds of its unknown things, `D1 was sent to a country`,
    /// and what keeps each rule from establishing it.
    pub(super) fn nothing_such(
        &mut self,
        clause: &Clause,
        literal: &Literal,
        known: &Known_,
    ) -> Result<StepId, Limit> {
        let (sentence, remark) = match &literal.test {
            Test::Holds(pattern, positive) => (
                self.with_kinds(clause, pattern, known, *positive),
                if self.is_given(pattern.predicate) {
                    "the case states none"
                } else {
                    "nothing establishes it for anything"
                },
            ),
            Test::Kind(_, kind, _) => {
                let kind = self.words().speaker.some(*kind);
                (format!("there is {kind}"), "the case names none")
            }
            _ => ("the two are different".to_owned(), ""),
        };
        let step = self.sentence(sentence.clone(), Outcome::Fails);
        remark.clone_into(&mut self.steps[step.0 as usize].remark);
        self.steps[step.0 as usize].standing = Some(Standing::NotEstablished);
        if let Test::Holds(pattern, positive) = &literal.test
            && let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning
        {
            let declared = self.grounding.program().vocabulary.declared(phrase);
            let items = self.values(pattern, known);
            let about = self.about(AboutTopic::Phrase(declared), &items, *positive);
            self.steps[step.0 as usize].about = Some(about);
        }
        let Test::Holds(pattern, true) = &literal.test else { return Ok(step) };
        let goal = self.goal(pattern, known);
        if let Some((first, complete)) = self.goals.get(&goal) {
            let place = &mut self.steps[step.0 as usize];
            let remark = if *complete { SHOWN } else { "which closes the circle" };
            remark.clone_into(&mut place.remark);
            place.same_as = Some(*first);
            return Ok(step);
        }
        self.goals.insert(goal.clone(), (step, false));
        self.depth += 1;
        let children = self.obstacles_to(goal.0, &goal.1)?;
        self.depth -= 1;
        self.goals.insert(goal, (step, true));
        if !children.is_empty() {
            self.note_the_law(&sentence, &children);
            let place = &mut self.steps[step.0 as usize];
            place.remark.clear();
            place.children = children;
        }
        Ok(step)
    }

    /// Whether a predicate is an input that no rule concludes.
    fn is_given(&self, predicate: PredicateId) -> bool {
        let predicate = self.grounding.predicate(predicate);
        let Meaning::Phrase(phrase) = predicate.meaning else { return false };
        let role = self.grounding.program().vocabulary.phrase(phrase).role;
        role != Role::Conclusion && predicate.positive.is_empty()
    }

    /// What is looked for when a condition is: for an aggregate, the things that it is made from.
    fn goal(&self, pattern: &Pattern, known: &Known_) -> Goal {
        let mut values = self.values(pattern, known);
        let Meaning::Aggregate(_, collected) = self.grounding.predicate(pattern.predicate).meaning
        else {
            return (pattern.predicate, values);
        };
        let clause = self.grounding.predicate(collected).positive.first();
        let head = clause.and_then(|it| self.grounding.clause(*it).head.as_ref());
        // Its own value is not one of theirs.
        values.pop();
        values.resize(head.map_or(0, |it| it.0.arguments.len()), None);
        (collected, values)
    }

    pub(super) fn with_kinds(
        &self,
        clause: &Clause,
        pattern: &Pattern,
        known: &Known_,
        positive: bool,
    ) -> String {
        let speaker = self.words().speaker;
        let phrase = match self.grounding.predicate(pattern.predicate).meaning {
            Meaning::Phrase(phrase) => phrase,
            Meaning::Any => return "at least one of these".to_owned(),
            Meaning::Aggregate(..) => return "there is something that counts".to_owned(),
            _ => return "all of these".to_owned(),
        };
        let slots = &self.grounding.program().vocabulary.phrase(phrase).slots;
        let words: Vec<String> = pattern
            .arguments
            .iter()
            .zip(slots)
            .map(|(it, slot)| match (self.value(*it, known), it) {
                (Some(item), _) => self.words().item(item),
                (None, Argument::Variable(it)) => self.variable(clause, *it, slot.sort),
                (None, _) => String::new(),
            })
            .collect();
        if positive {
            speaker.sentence_with(phrase, &words)
        } else {
            spoken(speaker.denied_with(phrase, &words))
        }
    }

    /// An unknown thing as the rule introduces it: `a country`, `another country`, `a country A`.
    fn variable(&self, clause: &Clause, variable: u32, sort: Sort) -> String {
        let of_kind = clause.body.iter().find_map(|it| match it.test {
            Test::Kind(Argument::Variable(it), kind, true) if it == variable => Some(kind),
            _ => None,
        });
        let speaker = self.words().speaker;
        let Some(kind) = of_kind.or(sort.kind()) else {
            return self.grounding.program().vocabulary.some(sort);
        };
        let letter = match clause.origin {
            Origin::Rule(rule) => {
                let declared = &self.grounding.program().rule(rule).variables;
                declared.get(variable as usize).and_then(|it| it.letter.clone())
            }
            Origin::Part => None,
        };
        let other = clause.body.iter().any(
            |it| matches!(it.test, Test::Same(Argument::Variable(it), _, false) if it == variable),
        );
        match (letter, other) {
            (Some(letter), _) => format!("{} {letter}", speaker.some(kind)),
            (None, true) => {
                format!("another {}", self.grounding.program().vocabulary.kind(kind).name)
            }
            (None, false) => speaker.some(kind),
        }
    }
}
