//! What kept a sentence from being so? Every rule that could have concluded it, with the conditions that failed.
//!
//! The rule with the fewest obstacles, the nearest miss, comes first.

use crate::{
    engine::{
        AtomId, InstanceId, Item, Known, Limit, Truth,
        compile::{
            Argument, Clause, ClauseId, Literal, Meaning, Origin, Pattern, PredicateId, Test,
        },
    },
    program::{Comparison, Function, RuleId},
    vocabulary::{Role, Sort},
};

use super::{
    Outcome, StepId,
    reasons::Known_,
    why::{Builder, spoken},
};

impl Builder<'_, '_> {
    /// For each clause that could have concluded an atom, why it does not.
    pub(super) fn obstacles(&mut self, atom: AtomId) -> Result<Vec<StepId>, Limit> {
        let predicate = self.grounding.predicate_of(atom);
        let things = self.grounding.items_of(atom);
        let mut found = Vec::new();
        for id in &self.grounding.predicate(predicate).positive {
            let clause = self.grounding.clause(*id);
            let Some(known) = self.unify(clause, predicate, &things) else { continue };
            let instances: Vec<InstanceId> = self.grounding.instances(atom, true);
            let own: Vec<InstanceId> =
                instances.into_iter().filter(|it| self.grounding.clause_of(*it) == *id).collect();
            if own.is_empty() {
                found.extend(self.obstacle(*id, clause, &known)?);
            }
            for instance in own {
                found.extend(self.failed_instance(clause, instance)?);
            }
        }
        found.sort_by_key(|it| self.steps[it.0 as usize].children.len());
        Ok(found)
    }

    /// The obstacles of a question that nothing can answer.
    pub(super) fn obstacles_of_question(
        &mut self,
        id: ClauseId,
        atom: AtomId,
    ) -> Result<Vec<StepId>, Limit> {
        let clause = self.grounding.clause(id);
        let things = self.grounding.items_of(atom);
        let predicate = self.grounding.predicate_of(atom);
        let Some(known) = self.unify(clause, predicate, &things) else { return Ok(Vec::new()) };
        self.unmet(clause, &known, None)
    }

    /// Why nothing answers a question that asks for things.
    pub(super) fn nothing_asked(&mut self, question: PredicateId) -> Result<Vec<StepId>, Limit> {
        let Some(&id) = self.grounding.predicate(question).positive.first() else {
            return Ok(Vec::new());
        };
        let clause = self.grounding.clause(id);
        let known = vec![None; clause.variables as usize];
        self.unmet(clause, &known, None)
    }

    /// A clause none of whose instances is possible.
    fn obstacle(
        &mut self,
        _: ClauseId,
        clause: &Clause,
        known: &Known_,
    ) -> Result<Vec<StepId>, Limit> {
        let Origin::Rule(rule) = clause.origin else { return self.unmet(clause, known, None) };
        let step = self.rule_step(rule, Outcome::Fails);
        if let Some(why) = self.grounding.lens().left_out(rule) {
            self.steps[step.0 as usize].remark = self.left_out(rule, why);
            return Ok(vec![step]);
        }
        let own = self.grounding.program().rule(rule).exception_to.is_some().then_some(rule);
        let mut children = self.unmet(clause, known, own)?;
        if children.is_empty() && own.is_some() {
            children = self.unmet(clause, known, None)?;
        }
        self.steps[step.0 as usize].children = children;
        Ok(vec![step])
    }

    /// An instance that is possible as far as its conditions go, and yet in effect nowhere.
    fn failed_instance(
        &mut self,
        clause: &Clause,
        instance: InstanceId,
    ) -> Result<Vec<StepId>, Limit> {
        let Origin::Rule(rule) = clause.origin else { return self.failing(clause, instance, None) };
        let outcome = self.instance_outcome(instance)?;
        if outcome == Outcome::Defeated {
            return Ok(vec![self.rule(instance)?]);
        }
        let step = self.rule_step(rule, outcome);
        let children = self.failing(clause, instance, None)?;
        self.steps[step.0 as usize].children = children;
        Ok(vec![step])
    }

    /// The conditions of an instance that do not hold everywhere.
    pub(super) fn failing(
        &mut self,
        clause: &Clause,
        instance: InstanceId,
        own: Option<RuleId>,
    ) -> Result<Vec<StepId>, Limit> {
        let known = self.grounding.known_of(instance);
        self.unmet(clause, &known, own)
    }

    /// The conditions that do not hold: those on known things one by one, those on unknown things as "no such thing".
    fn unmet(
        &mut self,
        clause: &Clause,
        known: &Known_,
        own: Option<RuleId>,
    ) -> Result<Vec<StepId>, Limit> {
        let mut steps = Vec::new();
        let mut unsure = Vec::new();
        let mut known = known.to_vec();
        for literal in self.own_literals(clause, own) {
            self.work_out(literal, &mut known)?;
            let known = &known;
            if self.variables_known(literal, known) {
                if self.truth_of(literal, known)? != Truth::YES {
                    steps.extend(self.literal(literal, known)?);
                }
            } else if self.has_no_candidate(literal, known)? {
                steps.push(self.nothing_such(clause, literal, known));
            } else if !literal.implied {
                unsure.push(literal);
            }
        }
        let settled = steps.iter().any(|it| self.steps[it.0 as usize].outcome == Outcome::Fails);
        if settled {
            return Ok(steps);
        }
        if unsure.is_empty() {
            // Each of them could be so, but not all of them at once.
            let together = "these are never so together";
            return Ok(match steps.len() {
                0 | 1 => steps,
                _ => vec![self.group(together, Outcome::Fails, steps)],
            });
        }
        let mut children = Vec::new();
        for literal in unsure {
            if let Test::Holds(pattern, positive) = &literal.test {
                let sentence = self.with_kinds(clause, pattern, &known, *positive);
                children.push(self.group(&sentence, Outcome::Fails, Vec::new()));
            }
        }
        steps.push(self.group("nothing meets all of these together", Outcome::Fails, children));
        Ok(steps)
    }

    /// The value of an attribute that has only one, and what is computed from known values, is known from here on.
    fn work_out(&mut self, literal: &Literal, known: &mut [Option<Item>]) -> Result<(), Limit> {
        let found = match &literal.test {
            Test::Holds(pattern, true) if self.grounding.has_value(pattern.predicate) => {
                let goal = self.values(pattern, known);
                let Some((None, things)) = goal.split_last() else { return Ok(()) };
                if things.contains(&None) {
                    return Ok(());
                }
                let answers = self.grounding.candidates(pattern.predicate, &goal)?;
                let only = (answers.len() == 1).then(|| self.grounding.items_of(answers[0]));
                (pattern.arguments.last().copied(), only.and_then(|it| it.last().copied()))
            }
            Test::Compute(operation, one, other, result) => {
                let sides = (self.value(*one, known), self.value(*other, known));
                let (Some(one), Some(other)) = sides else { return Ok(()) };
                (Some(*result), self.grounding.computed(*operation, one, other))
            }
            _ => return Ok(()),
        };
        if let (Some(Argument::Variable(place)), Some(item)) = found {
            known[place as usize].get_or_insert(item);
        }
        Ok(())
    }

    /// The truth of a condition on known things.
    fn truth_of(&mut self, literal: &Literal, known: &Known_) -> Result<Truth, Limit> {
        let settled = |holds: bool| if holds { Truth::YES } else { Truth::NO };
        Ok(match &literal.test {
            Test::Holds(pattern, positive) => {
                let items: Vec<Item> = self.values(pattern, known).into_iter().flatten().collect();
                let atom = self.grounding.look_at(pattern.predicate, &items)?;
                let truth = self.grounding.decide(atom)?;
                if *positive {
                    truth
                } else {
                    let space = self.grounding.space_mut();
                    Truth { yes: space.not(truth.possible)?, possible: space.not(truth.yes)? }
                }
            }
            Test::Kind(argument, kind, positive) => {
                let of_kind =
                    self.thing(*argument, known).map(|it| self.grounding.is_of_kind(it, *kind));
                match of_kind {
                    Some(Known::Open) | None => {
                        Truth { yes: crate::condition::Condition::NEVER, ..Truth::YES }
                    }
                    Some(it) => settled((it == Known::Yes) == *positive),
                }
            }
            Test::Same(one, other, positive) => {
                settled((self.value(*one, known) == self.value(*other, known)) == *positive)
            }
            Test::Reading(reading) => settled(self.grounding.lens().admits(*reading)),
            Test::Compute(operation, _, by, _) => {
                let by = self.value(*by, known);
                match by.and_then(|it| Some((it, self.grounding.zero_to_avoid(*operation, it)?))) {
                    Some((by, zero)) => self.compared(Comparison::Different, by, zero)?,
                    None => Truth::YES,
                }
            }
            Test::Compare(comparison, one, other) => {
                match (self.value(*one, known), self.value(*other, known)) {
                    (Some(one), Some(other)) => self.compared(*comparison, one, other)?,
                    _ => Truth::NO,
                }
            }
        })
    }

    fn compared(&mut self, comparison: Comparison, one: Item, other: Item) -> Result<Truth, Limit> {
        let truth = self.grounding.compare(comparison, one, other)?;
        Ok(Truth { yes: truth, possible: truth })
    }

    /// Whether there is nothing at all of which a condition with unknown things can hold.
    fn has_no_candidate(&mut self, literal: &Literal, known: &Known_) -> Result<bool, Limit> {
        match &literal.test {
            Test::Kind(_, kind, true) => Ok(self.grounding.members(*kind).is_empty()),
            Test::Holds(pattern, true) => {
                if let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning
                    && self.grounding.program().vocabulary.phrase(phrase).role == Role::Open
                {
                    return Ok(false);
                }
                let goal = self.values(pattern, known);
                Ok(self.grounding.candidates(pattern.predicate, &goal)?.is_empty())
            }
            _ => Ok(false),
        }
    }

    /// A condition on unknown things, worded with their kinds: `D1 was sent to a country`.
    fn nothing_such(&mut self, clause: &Clause, literal: &Literal, known: &Known_) -> StepId {
        let (sentence, remark) = match &literal.test {
            Test::Holds(pattern, positive) => (
                self.with_kinds(clause, pattern, known, *positive),
                "nothing establishes it for anything",
            ),
            Test::Kind(_, kind, _) => {
                let kind = self.words().speaker.some(*kind);
                (format!("there is {kind}"), "the case names none")
            }
            _ => ("the two are different".to_owned(), ""),
        };
        let step = self.sentence(sentence, Outcome::Fails);
        remark.clone_into(&mut self.steps[step.0 as usize].remark);
        step
    }

    fn with_kinds(
        &self,
        clause: &Clause,
        pattern: &Pattern,
        known: &Known_,
        positive: bool,
    ) -> String {
        let speaker = self.words().speaker;
        let phrase = match self.grounding.predicate(pattern.predicate).meaning {
            Meaning::Phrase(phrase) => phrase,
            Meaning::Aggregate(Function::Least, _) => return "the least of what counts".to_owned(),
            Meaning::Aggregate(Function::Greatest, _) => {
                return "the greatest of what counts".to_owned();
            }
            Meaning::Aggregate(..) => return "what counts together".to_owned(),
            _ => return "one of several alternatives".to_owned(),
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

    fn left_out(&self, rule: RuleId, why: crate::engine::LeftOut) -> String {
        use crate::engine::LeftOut;
        let interval = self.grounding.program().rule(rule).in_force;
        match why {
            LeftOut::NotInForce => {
                match (self.grounding.lens().as_of, interval.from, interval.until) {
                    (Some(day), Some(from), _) if day < from => {
                        format!("not in force yet: begins on {from}")
                    }
                    (_, _, Some(until)) => format!("no longer in force: ended on {until}"),
                    _ => "not in force on that day".to_owned(),
                }
            }
            LeftOut::OtherSource => "left out: the question admits other sources only".to_owned(),
            LeftOut::WeakSource => "left out: the question admits stronger sources only".to_owned(),
            LeftOut::OtherReading => "left out: the question takes another reading".to_owned(),
        }
    }
}

impl Builder<'_, '_> {
    /// What a clause's variables are when it concludes a predicate of these items; nothing where it can't be.
    fn unify(
        &self,
        clause: &Clause,
        predicate: PredicateId,
        items: &[Item],
    ) -> Option<Vec<Option<Item>>> {
        let head = clause.head.as_ref().map(|it| &it.0);
        let pattern =
            head.into_iter().chain(&clause.blocks).find(|it| it.predicate == predicate)?;
        let mut known = vec![None; clause.variables as usize];
        // The value that a rule gives an attribute is made from its conditions, so it is not known beforehand.
        let valued = usize::from(self.grounding.has_value(predicate));
        let places = pattern.arguments.len() - valued;
        for (argument, item) in pattern.arguments.iter().zip(items).take(places) {
            match argument {
                Argument::Variable(it) if *known[*it as usize].get_or_insert(*item) != *item => {
                    return None;
                }
                fixed if self.value(*fixed, &known) != Some(*item) => return None,
                _ => {}
            }
        }
        Some(known)
    }
}

impl Builder<'_, '_> {
    fn variables_known(&self, literal: &Literal, known: &Known_) -> bool {
        let is_known = |it: &Argument| self.value(*it, known).is_some();
        match &literal.test {
            Test::Holds(pattern, _) => pattern.arguments.iter().all(is_known),
            Test::Kind(it, _, _) => is_known(it),
            Test::Same(one, other, _) | Test::Compare(_, one, other) => {
                is_known(one) && is_known(other)
            }
            Test::Compute(..) => false,
            Test::Reading(_) => true,
        }
    }
}
