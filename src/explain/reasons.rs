//! What speaks for a sentence, and what against it? Rule instances with their conditions and exceptions.

use crate::{
    condition::Condition,
    engine::{
        AtomId, Described, InstanceId, Item, Known, Limit, Truth,
        compile::{Argument, Clause, ClauseId, Literal, Meaning, Origin, Pattern, Test},
    },
    program::{Comparison, Rule, RuleId},
    vocabulary::{KindId, ThingId},
};

use super::{
    Outcome, Step, StepId, StepKind,
    rank::Rank,
    why::{Builder, outcome},
};

/// An individual for each variable of a clause, where it is known.
pub(super) type Known_ = [Option<Item>];

impl Builder<'_, '_> {
    /// The rules for an atom and against it, as far as they bear on its truth.
    pub(super) fn reasons(&mut self, atom: AtomId, truth: Truth) -> Result<Vec<StepId>, Limit> {
        let for_it = self.grounding.instances(atom, true);
        let against = self.grounding.contrary_instances(atom);
        let mut steps = Vec::new();
        if truth == Truth::NO {
            for instance in &against {
                if self.grounding.in_effect(*instance)?.yes == Condition::ALWAYS {
                    steps.push(self.rule(*instance)?);
                }
            }
            // Only a reason against that is in effect whatever is open makes the others superfluous.
            if steps.is_empty() {
                for instance in &against {
                    if self.grounding.in_effect(*instance)?.possible != Condition::NEVER {
                        steps.push(self.rule(*instance)?);
                    }
                }
                let mut obstacles = self.obstacles(atom)?;
                obstacles.extend(steps);
                return Ok(obstacles);
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
        let items = self.values(pattern, &known).into_iter().flatten().collect::<Vec<_>>();
        format!("says that {}", self.words().said_of(phrase, &items, false))
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
        let rank = Rank::of(program, rule);
        self.ranks.push((StepId(u32::try_from(self.steps.len()).unwrap_or(u32::MAX)), rank));
        self.push(Step {
            kind: if exception { StepKind::Exception } else { StepKind::Rule },
            sentence: format!("{word} {}", rule.label),
            outcome,
            rule: Some(rule.label.clone()),
            citations: cited.collect(),
            basis: rule.basis,
            remark: String::new(),
            obvious: false,
            implied: false,
            children: Vec::new(),
        })
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
            Test::Compute(operation, _, by, _) => {
                let Some(by) = self.value(*by, known) else { return Ok(None) };
                let zero = self.grounding.zero_to_avoid(*operation, by);
                zero.map(|it| self.comparison(literal, Comparison::Different, [by, it], known))
                    .transpose()
            }
            Test::Compare(comparison, one, other) => {
                let (Some(left), Some(right)) =
                    (self.value(*one, known), self.value(*other, known))
                else {
                    return Ok(None);
                };
                // That what was put into a slot is found in it goes without saying.
                if literal.implied && left == right {
                    return Ok(None);
                }
                self.comparison(literal, *comparison, [left, right], known).map(Some)
            }
            Test::Kind(argument, kind, positive) => {
                let Some(thing) = self.thing(*argument, known) else { return Ok(None) };
                Ok(Some(self.kind(thing, *kind, *positive, literal.implied)))
            }
            Test::Same(one, other, positive) => {
                let (Some(one), Some(other)) = (self.value(*one, known), self.value(*other, known))
                else {
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
        let implied = implied && known == Known::Yes;
        let obvious = implied && stated == kind;
        self.push(Step { remark, obvious, implied, ..Step::sentence(sentence, outcome) })
    }

    fn same(&mut self, one: Item, other: Item, positive: bool) -> StepId {
        let words = self.words();
        let verb = if positive { "is the same as" } else { "is different from" };
        let sentence = format!("{} {verb} {}", words.item(one), words.item(other));
        let outcome = if (one == other) == positive { Outcome::Holds } else { Outcome::Fails };
        self.sentence(sentence, outcome)
    }

    fn holds(
        &mut self,
        pattern: &Pattern,
        positive: bool,
        known: &Known_,
    ) -> Result<StepId, Limit> {
        let items: Vec<Item> = self.values(pattern, known).into_iter().flatten().collect();
        let atom = self.grounding.look_at(pattern.predicate, &items)?;
        match self.grounding.predicate(pattern.predicate).meaning {
            Meaning::Phrase(_) => self.atom(atom, positive),
            Meaning::Aggregate(..) => self.aggregate(atom),
            meaning => self.part(atom, meaning, positive),
        }
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
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    /// Why one rule prevails over another: it says so, or its source is the stronger one.
    fn precedence(&self, stronger: InstanceId, weaker: InstanceId) -> String {
        let origin = |it| match self.grounding.clause(self.grounding.clause_of(it)).origin {
            Origin::Rule(rule) => Some(rule),
            Origin::Part => None,
        };
        let (Some(one), Some(other)) = (origin(stronger), origin(weaker)) else {
            return "is stronger".to_owned();
        };
        let program = self.grounding.program();
        if program.ranking.overrides(one, other) {
            return "overrides it".to_owned();
        }
        let source = |it| {
            let cited = program.rule(it).citations.first().map(|it| program.source(it.source));
            cited.map_or_else(String::new, |it| match it.authority {
                Some(authority) => format!("{} ({})", it.name, authority.name()),
                None => it.name.clone(),
            })
        };
        format!("rests on {}, stronger than {}", source(one), source(other))
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
            let verb = if outcome == Outcome::Holds { "gives" } else { "may give" };
            let why = self.precedence(it, instance);
            let sentence = format!("it {verb} way to rule {rule}, which {why}");
            let step = self.push(Step {
                kind: StepKind::Group,
                rule: Some(rule),
                ..Step::sentence(sentence, outcome)
            });
            steps.push(step);
        }
        Ok(steps)
    }
}

impl Builder<'_, '_> {
    /// What stands in an argument's place, as far as it is known.
    pub(super) fn value(&self, argument: Argument, known: &Known_) -> Option<Item> {
        match argument {
            Argument::Thing(it) => Some(Item::from(it)),
            Argument::Constant(it) => Some(self.grounding.constant(it)),
            Argument::Variable(it) => known[it as usize],
        }
    }

    /// The individual that stands in an argument's place, if it is known and one.
    pub(super) fn thing(&self, argument: Argument, known: &Known_) -> Option<ThingId> {
        match self.grounding.describe(self.value(argument, known)?) {
            Described::Thing(it) => Some(it),
            _ => None,
        }
    }

    /// What stands in a pattern's places, as far as it is known.
    pub(super) fn values(&self, pattern: &Pattern, known: &Known_) -> Vec<Option<Item>> {
        pattern.arguments.iter().map(|it| self.value(*it, known)).collect()
    }
}
