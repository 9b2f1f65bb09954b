//! What speaks for a sentence, and what against it? Rule instances with their conditions and exceptions.

use crate::{
    condition::Condition,
    engine::{
        AtomId, InstanceId, Known, Limit, Truth,
        compile::{Argument, Clause, ClauseId, Literal, Meaning, Origin, Pattern, Test},
    },
    program::{Rule, RuleId},
    vocabulary::{KindId, ThingId},
};

use super::{
    Outcome, Step, StepId, StepKind,
    why::{Builder, outcome, spoken},
};

/// An individual for each variable of a clause, where it is known.
pub(super) type Known_ = [Option<ThingId>];

impl Builder<'_, '_> {
    /// The rules for an atom and against it, as far as they bear on its truth.
    pub(super) fn reasons(&mut self, atom: AtomId, truth: Truth) -> Result<Vec<StepId>, Limit> {
        let for_it = self.grounding.instances(atom, true);
        let against = self.grounding.instances(atom, false);
        let mut steps = Vec::new();
        if truth == Truth::NO {
            for instance in &against {
                if self.grounding.in_effect(*instance)?.possible != Condition::NEVER {
                    steps.push(self.rule(*instance)?);
                }
            }
            if steps.is_empty() {
                return self.obstacles(atom);
            }
            // It is ruled out; of the rules for it only those are of interest that would have applied.
            for instance in &for_it {
                if self.grounding.applicable(*instance)? != Truth::NO {
                    steps.push(self.rule(*instance)?);
                }
            }
            return Ok(steps);
        }
        let mut shown: Option<ClauseId> = None;
        for instance in for_it.iter().chain(&against) {
            // One instance of a rule that settles the matter is enough.
            let clause = self.grounding.clause_of(*instance);
            if truth == Truth::YES && shown == Some(clause) {
                continue;
            }
            let effect = self.grounding.in_effect(*instance)?;
            let applicable = self.grounding.applicable(*instance)?;
            let defeated = effect == Truth::NO && applicable != Truth::NO;
            if effect != Truth::NO || defeated {
                steps.push(self.rule(*instance)?);
                shown = (effect == Truth::YES).then_some(clause);
            }
        }
        Ok(steps)
    }

    /// The rule of an instance, unless it is part of a question.
    pub(super) fn rule_of(&self, instance: InstanceId) -> Option<&Rule> {
        match self.grounding.clause(self.grounding.clause_of(instance)).origin {
            Origin::Rule(rule) => Some(self.grounding.program().rule(rule)),
            Origin::Part => None,
        }
    }

    /// The step of a rule instance.
    pub(super) fn rule(&mut self, instance: InstanceId) -> Result<StepId, Limit> {
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let Origin::Rule(rule) = clause.origin else {
            unreachable!("engine: only rules conclude phrases")
        };
        let mut outcome = self.instance_outcome(instance)?;
        let step = self.rule_step(rule, outcome);
        if clause.head.as_ref().is_some_and(|it| !it.1) {
            self.steps[step.0 as usize].remark = self.denial(clause, instance);
        }
        let mut children = self.conditions(instance, None)?;
        children.extend(self.exceptions(clause, instance)?);
        children.extend(self.stronger(instance)?);
        if outcome == Outcome::Holds || outcome == Outcome::Open {
            self.rests_on(rule);
        }
        if outcome == Outcome::Fails {
            outcome = Outcome::Defeated;
            self.steps[step.0 as usize].outcome = outcome;
        }
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    fn denial(&self, clause: &Clause, instance: InstanceId) -> String {
        let Some((pattern, _)) = &clause.head else { return String::new() };
        let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning else {
            return String::new();
        };
        let known = self.grounding.known_of(instance);
        let things = values(pattern, &known).into_iter().flatten().collect::<Vec<_>>();
        format!("says that {}", spoken(self.words().speaker.denied(phrase, &things)))
    }

    pub(super) fn instance_outcome(&mut self, instance: InstanceId) -> Result<Outcome, Limit> {
        let effect = self.grounding.in_effect(instance)?;
        if effect != Truth::NO {
            return Ok(outcome(effect, true));
        }
        let applicable = self.grounding.applicable(instance)?;
        Ok(if applicable == Truth::NO { Outcome::Fails } else { Outcome::Defeated })
    }

    /// A rule or an exception with its citations, and nothing below it yet.
    pub(super) fn rule_step(&mut self, id: RuleId, outcome: Outcome) -> StepId {
        let program = self.grounding.program();
        let rule = program.rule(id);
        let exception = rule.exception_to.is_some();
        let word = if exception { "exception" } else { "rule" };
        let cited = rule.citations.iter().map(|it| {
            let source = &program.source(it.source).name;
            if it.pinpoint.is_empty() {
                source.clone()
            } else {
                format!("{source} {}", it.pinpoint)
            }
        });
        self.push(Step {
            kind: if exception { StepKind::Exception } else { StepKind::Rule },
            sentence: format!("{word} {}", rule.label),
            outcome,
            rule: Some(rule.label.clone()),
            citations: cited.collect(),
            basis: rule.basis,
            remark: String::new(),
            obvious: false,
            children: Vec::new(),
        })
    }

    /// Remembers the weakest basis and kind of source among the rules that an answer rests on.
    fn rests_on(&mut self, id: RuleId) {
        let program = self.grounding.program();
        let rule = program.rule(id);
        self.weakest_basis = self.weakest_basis.max(rule.basis);
        self.unsourced |= rule.citations.is_empty() && !program.sources.is_empty();
        let strongest =
            rule.citations.iter().filter_map(|it| program.source(it.source).authority).min();
        self.weakest_source = self.weakest_source.max(strongest);
    }

    /// The conditions of an instance, in the order of writing; only those of the rule `own`, if one is named.
    pub(super) fn conditions(
        &mut self,
        instance: InstanceId,
        own: Option<RuleId>,
    ) -> Result<Vec<StepId>, Limit> {
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let known = self.grounding.known_of(instance);
        let mut steps = Vec::new();
        for literal in self.own_literals(clause, own) {
            steps.extend(self.literal(literal, &known)?);
        }
        Ok(steps)
    }

    /// The literals that a rule's own sentence contributes to its clause; all of them, if no rule is named.
    pub(super) fn own_literals<'c>(
        &self,
        clause: &'c Clause,
        own: Option<RuleId>,
    ) -> impl Iterator<Item = &'c Literal> + use<'c> {
        let span = own.map(|it| self.grounding.program().rule(it).span);
        clause.body.iter().filter(move |it| {
            span.is_none_or(|all| {
                all.file == it.span.file && all.start <= it.span.start && it.span.end <= all.end
            })
        })
    }

    /// The step of a condition on known things; nothing for what goes without saying.
    pub(super) fn literal(
        &mut self,
        literal: &Literal,
        known: &Known_,
    ) -> Result<Option<StepId>, Limit> {
        match &literal.test {
            Test::Kind(argument, kind, positive) => {
                let Some(thing) = value(*argument, known) else { return Ok(None) };
                Ok(Some(self.kind(thing, *kind, *positive, literal.implied)))
            }
            Test::Same(one, other, positive) => {
                let (Some(one), Some(other)) = (value(*one, known), value(*other, known)) else {
                    return Ok(None);
                };
                Ok(Some(self.same(one, other, *positive)))
            }
            Test::Reading(reading) => {
                let provision = &self.grounding.program().provisions[reading.provision.0 as usize];
                let name = &provision.readings[reading.reading as usize];
                let sentence = format!("the {name} reading of {} prevails", provision.name);
                let open = self.grounding.lens().is_open(*reading);
                let outcome = if open { Outcome::Open } else { Outcome::Holds };
                let step = self.sentence(sentence, outcome);
                let remark =
                    if open { "open: readings in conflict" } else { "as the question takes it" };
                remark.clone_into(&mut self.steps[step.0 as usize].remark);
                Ok(Some(step))
            }
            Test::Holds(pattern, positive) => self.holds(pattern, *positive, known).map(Some),
        }
    }

    fn kind(&mut self, thing: ThingId, kind: KindId, positive: bool, implied: bool) -> StepId {
        let stated = self.grounding.things()[thing.0 as usize].kind;
        let known = self.grounding.is_of_kind(thing, kind);
        let speaker = self.words().speaker;
        let sentence = if positive {
            speaker.kind_sentence(thing, kind)
        } else {
            speaker.kind_denied(thing, kind)
        };
        let remark = match known {
            Known::Yes if stated == kind => {
                let span = self.grounding.things()[thing.0 as usize].span;
                format!("so stated ({})", self.place(span))
            }
            Known::Yes => speaker.kind_part(stated, kind),
            Known::No => speaker.kind_sentence(thing, stated),
            Known::Open => "open: the case does not say".to_owned(),
        };
        let outcome = match (known, positive) {
            (Known::Open, _) => Outcome::Open,
            (Known::Yes, true) | (Known::No, false) => Outcome::Holds,
            _ => Outcome::Fails,
        };
        let obvious = implied && known == Known::Yes && stated == kind;
        self.push(Step { remark, obvious, ..Step::sentence(sentence, outcome) })
    }

    fn same(&mut self, one: ThingId, other: ThingId, positive: bool) -> StepId {
        let speaker = self.words().speaker;
        let verb = if positive { "is the same as" } else { "is different from" };
        let sentence = format!("{} {verb} {}", speaker.thing(one), speaker.thing(other));
        let outcome = if (one == other) == positive { Outcome::Holds } else { Outcome::Fails };
        self.sentence(sentence, outcome)
    }

    fn holds(
        &mut self,
        pattern: &Pattern,
        positive: bool,
        known: &Known_,
    ) -> Result<StepId, Limit> {
        let things: Vec<ThingId> = values(pattern, known).into_iter().flatten().collect();
        let atom = self.grounding.look_at(pattern.predicate, &things)?;
        match self.grounding.predicate(pattern.predicate).meaning {
            Meaning::Phrase(_) => self.atom(atom, positive),
            meaning => self.part(atom, meaning, positive),
        }
    }

    /// A disjunction, or what is negated: a heading with its alternatives below.
    fn part(&mut self, atom: AtomId, meaning: Meaning, positive: bool) -> Result<StepId, Limit> {
        let truth = self.grounding.decide(atom)?;
        let predicate = self.grounding.predicate(self.grounding.predicate_of(atom));
        let conditions =
            |it: &ClauseId| self.grounding.clause(*it).body.iter().filter(|it| !it.implied).count();
        let single = predicate.positive.iter().all(|it| conditions(it) <= 1);
        let heading = match (meaning, positive, single) {
            (Meaning::Any, true, _) => "at least one of these",
            (Meaning::Any, false, _) => "none of these",
            (_, true, true) => "there is such a thing",
            (_, true, false) => "all of these",
            (_, false, true) => "there is no such thing",
            (_, false, false) => "not all of these together",
        };
        let step = self.push(Step {
            kind: StepKind::Group,
            ..Step::sentence(heading.to_owned(), outcome(truth, positive))
        });
        let mut children = Vec::new();
        let instances = self.grounding.instances(atom, true);
        if truth == Truth::NO || instances.is_empty() {
            children.extend(self.obstacles(atom)?);
        } else {
            for instance in self.telling(&instances)? {
                let mut conditions = self.conditions(instance, None)?;
                conditions.retain(|it| !self.steps[it.0 as usize].obvious);
                if meaning == Meaning::Any && conditions.len() > 1 {
                    let outcome = self.instance_outcome(instance)?;
                    children.push(self.group("all of these", outcome, conditions));
                } else {
                    children.extend(conditions);
                }
            }
        }
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    /// A heading over some steps.
    pub(super) fn group(
        &mut self,
        heading: &str,
        outcome: Outcome,
        children: Vec<StepId>,
    ) -> StepId {
        let step = Step::sentence(heading.to_owned(), outcome);
        self.push(Step { kind: StepKind::Group, children, ..step })
    }

    /// The exceptions that were considered, and what became of them.
    fn exceptions(&mut self, clause: &Clause, instance: InstanceId) -> Result<Vec<StepId>, Limit> {
        let atoms = self.grounding.exceptions_of(instance).to_vec();
        let mut steps = Vec::new();
        for ((_, exception), atom) in clause.exceptions.iter().zip(atoms) {
            if !self.grounding.lens().counts(*exception) {
                continue;
            }
            let instances = self.grounding.instances(atom, true);
            if instances.is_empty() {
                steps.extend(self.obstacles(atom)?);
                continue;
            }
            for it in self.telling(&instances)? {
                steps.push(self.exception(*exception, it)?);
            }
        }
        Ok(steps)
    }

    fn exception(&mut self, exception: RuleId, instance: InstanceId) -> Result<StepId, Limit> {
        let outcome = self.instance_outcome(instance)?;
        let step = self.rule_step(exception, outcome);
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let mut children = match outcome {
            Outcome::Fails => self.failing(clause, instance, Some(exception))?,
            _ => self.conditions(instance, Some(exception))?,
        };
        children.extend(self.exceptions(clause, instance)?);
        if outcome == Outcome::Holds {
            self.rests_on(exception);
        }
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    /// What prevails over an instance, if it is in effect.
    fn stronger(&mut self, instance: InstanceId) -> Result<Vec<StepId>, Limit> {
        let mut steps = Vec::new();
        for it in self.grounding.stronger(instance) {
            let outcome = self.instance_outcome(it)?;
            if let Outcome::Fails | Outcome::Defeated = outcome {
                continue;
            }
            let Some(rule) = self.rule_of(it).map(|it| it.label.clone()) else { continue };
            let sentence = format!("it gives way to rule {rule}");
            let step = self.push(Step {
                kind: StepKind::Rule,
                rule: Some(rule),
                ..Step::sentence(sentence, outcome)
            });
            steps.push(step);
        }
        Ok(steps)
    }
}

pub(super) fn value(argument: Argument, known: &Known_) -> Option<ThingId> {
    match argument {
        Argument::Thing(it) => Some(it),
        Argument::Variable(it) => known[it as usize],
    }
}

/// What stands in a pattern's places, as far as it is known.
pub(super) fn values(pattern: &Pattern, known: &Known_) -> Vec<Option<ThingId>> {
    pattern.arguments.iter().map(|it| value(*it, known)).collect()
}
