//! What speaks for a sentence, and what against it? Rule instances with their conditions and exceptions.

use crate::{
    condition::Condition,
    engine::{
        AtomId, InstanceId, Item, Limit, Truth,
        compile::{Clause, ClauseId, Meaning, Origin},
    },
    program::{Rule, RuleId},
};

use super::{
    Outcome, Standing, Step, StepId, StepKind,
    rank::Rank,
    why::{Builder, SHOWN, outcome},
};

/// An individual for each variable of a clause, where it is known.
pub(super) type Known_ = [Option<Item>];

impl Builder<'_, '_> {
    /// The rules for an atom and against it, as far as they bear on its truth, and what settles it.
    pub(super) fn reasons(
        &mut self,
        atom: AtomId,
        truth: Truth,
    ) -> Result<(Vec<StepId>, Option<Standing>), Limit> {
        if truth == Truth::NO {
            let (steps, standing) = self.reasons_against(atom)?;
            return Ok((steps, Some(standing)));
        }
        let for_it = self.grounding.instances(atom, true);
        let against = self.grounding.contrary_instances(atom);
        let mut steps = Vec::new();
        let mut shown: Option<ClauseId> = None;
        let mut marks = Vec::new();
        let for_it = for_it.into_iter().map(|it| (it, false));
        for (instance, contrary) in for_it.chain(against.into_iter().map(|it| (it, true))) {
            // One instance of a rule that settles the matter is enough.
            let clause = self.grounding.clause_of(instance);
            if truth == Truth::YES && shown == Some(clause) {
                continue;
            }
            let effect = self.grounding.in_effect(instance)?;
            let applicable = self.grounding.applicable(instance)?;
            let defeated = effect == Truth::NO && applicable != Truth::NO;
            if effect != Truth::NO || defeated {
                let mark = self.mark_of(instance)?;
                if marks.contains(&mark) {
                    continue;
                }
                marks.push(mark);
                steps.push(self.rule(instance, contrary)?);
                shown = (effect == Truth::YES).then_some(clause);
            }
        }
        // That a value is unknown is so without any rule that concludes it.
        let concluded = truth == Truth::YES && !steps.is_empty();
        Ok((steps, concluded.then_some(Standing::Concluded)))
    }

    /// Why an atom is false: what rules it out, or every rule that could have concluded it with what keeps it from that.
    fn reasons_against(&mut self, atom: AtomId) -> Result<(Vec<StepId>, Standing), Limit> {
        let against = self.grounding.contrary_instances(atom);
        let mut steps = Vec::new();
        for instance in &against {
            if self.grounding.in_effect(*instance)?.yes == Condition::ALWAYS {
                steps.push(self.rule(*instance, true)?);
            }
        }
        // Only a reason against that is in effect whatever is open makes the others superfluous.
        if steps.is_empty() {
            for instance in &against {
                if self.grounding.in_effect(*instance)?.possible != Condition::NEVER {
                    steps.push(self.rule(*instance, true)?);
                }
            }
            let mut obstacles = self.obstacles(atom)?;
            obstacles.extend(steps);
            // It is defeated where a rule for it applies whatever is open; where that is open, nothing may speak for it.
            let applying = self.grounding.instances(atom, true);
            let applies = self.any_of(&applying, |all, it| all.grounding.applicable(it))?;
            let standing = match applies.yes {
                Condition::ALWAYS => Standing::Defeated,
                _ => Standing::NotEstablished,
            };
            return Ok((obstacles, standing));
        }
        // It is ruled out. Of what was asked, it is still told what every rule for it lacks; further down, only those
        // rules are of interest that would have applied.
        if self.depth <= 1 {
            steps.extend(self.obstacles(atom)?);
            return Ok((steps, Standing::RuledOut));
        }
        for instance in self.grounding.instances(atom, true) {
            if self.grounding.applicable(instance)? != Truth::NO {
                steps.push(self.rule(instance, false)?);
            }
        }
        Ok((steps, Standing::RuledOut))
    }

    /// When something is true of at least one of several instances.
    fn any_of(
        &mut self,
        instances: &[InstanceId],
        truth_of: impl Fn(&mut Self, InstanceId) -> Result<Truth, Limit>,
    ) -> Result<Truth, Limit> {
        // What comes up may make all conditions anew, so it comes up before any is held on to.
        for it in instances {
            truth_of(self, *it)?;
        }
        let mut all = Truth::NO;
        for it in instances {
            let truth = truth_of(self, *it)?;
            let space = self.grounding.space_mut();
            let yes = space.or(all.yes, truth.yes)?;
            all = Truth { yes, possible: space.or(all.possible, truth.possible)? };
        }
        Ok(all)
    }

    /// The rule of an instance, unless it is part of a question.
    pub(super) fn rule_of(&self, instance: InstanceId) -> Option<&Rule> {
        match self.grounding.clause(self.grounding.clause_of(instance)).origin {
            Origin::Rule(rule) => Some(self.grounding.program().rule(rule)),
            Origin::Part => None,
        }
    }

    /// The step of a rule instance; `contrary` where it speaks against what is being explained.
    pub(super) fn rule(&mut self, instance: InstanceId, contrary: bool) -> Result<StepId, Limit> {
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let Origin::Rule(rule) = clause.origin else {
            unreachable!("engine: only rules conclude phrases")
        };
        let mut outcome = self.instance_outcome(instance)?;
        let step = self.rule_step(rule, &self.grounding.known_of(instance), outcome);
        self.steps[step.0 as usize].remark = self.says(clause, instance, contrary);
        self.steps[step.0 as usize].against = contrary;
        if let Some(first) = self.instances.get(&instance).copied() {
            let (outcome, remark) = {
                let first = &self.steps[first.0 as usize];
                (first.outcome, first.remark.clone())
            };
            let place = &mut self.steps[step.0 as usize];
            place.outcome = outcome;
            let already = SHOWN;
            place.remark =
                if remark.is_empty() { already.to_owned() } else { format!("{remark}, {already}") };
            place.same_as = Some(first);
            return Ok(step);
        }
        self.instances.insert(instance, step);
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

    /// What a rule says, where that is not the sentence that it is a reason for: the opposite, or a value.
    fn says(&self, clause: &Clause, instance: InstanceId, contrary: bool) -> String {
        let Some((pattern, positive)) = &clause.head else { return String::new() };
        let valued = self.grounding.has_value(pattern.predicate);
        if *positive && !(valued && contrary) {
            return String::new();
        }
        let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning else {
            return String::new();
        };
        let known = self.grounding.known_of(instance);
        let items = self.values(pattern, &known).into_iter().flatten().collect::<Vec<_>>();
        match items.last() {
            Some(value) if valued => format!("says that it is {}", self.words().item(*value)),
            _ => format!("says that {}", self.words().said_of(phrase, &items, *positive)),
        }
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
    pub(super) fn rule_step(&mut self, id: RuleId, known: &Known_, outcome: Outcome) -> StepId {
        let program = self.grounding.program();
        let rule = program.rule(id);
        let exception = rule.exception_to.is_some();
        let word = if exception { "exception" } else { "rule" };
        let cited = rule.citations.iter().map(|it| program.in_words(it));
        let rank = Rank::of(program, rule);
        self.ranks.push((StepId(u32::try_from(self.steps.len()).unwrap_or(u32::MAX)), rank));
        self.push(Step {
            kind: if exception { StepKind::Exception } else { StepKind::Rule },
            sentence: format!("{word} {}", rule.label),
            outcome,
            rule: Some(rule.label.clone()),
            about: None,
            bindings: self.bindings(rule, known),
            citations: cited.collect(),
            basis: rule.basis,
            standing: None,
            remark: String::new(),
            asks: None,
            obvious: false,
            implied: false,
            against: exception,
            children: Vec::new(),
            same_as: None,
            cut: false,
        })
    }

    /// What the variables of a rule stand for, each under its letter or sort.
    fn bindings(&self, rule: &Rule, known: &Known_) -> Vec<(String, String)> {
        let vocabulary = &self.grounding.program().vocabulary;
        let mut all: Vec<(String, String)> = Vec::new();
        for (item, variable) in known.iter().zip(&rule.variables) {
            let Some(item) = item else { continue };
            let sort = || vocabulary.sort_name(variable.sort).to_owned();
            let name = variable.letter.clone().unwrap_or_else(sort);
            let is_taken = |key: &String| all.iter().any(|it| it.0 == *key);
            let others = (2..).map(|count| format!("{name} {count}"));
            let key = std::iter::once(name.clone()).chain(others).find(|it| !is_taken(it));
            all.extend(key.map(|it| (it, self.words().item(*item))));
        }
        all
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
        let step = self.rule_step(exception, &self.grounding.known_of(instance), outcome);
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

    /// What prevails over an instance, if it is in effect: each rule once, whatever it is in effect for.
    fn stronger(&mut self, instance: InstanceId) -> Result<Vec<StepId>, Limit> {
        let mut rules: Vec<(RuleId, Vec<InstanceId>)> = Vec::new();
        for it in self.grounding.stronger(instance) {
            let Origin::Rule(rule) = self.grounding.clause(self.grounding.clause_of(it)).origin
            else {
                continue;
            };
            match rules.iter_mut().find(|other| other.0 == rule) {
                Some(other) => other.1.push(it),
                None => rules.push((rule, vec![it])),
            }
        }
        let mut steps = Vec::new();
        for (id, instances) in rules {
            let truth = self.any_of(&instances, |all, it| all.grounding.in_effect(it))?;
            if truth == Truth::NO {
                continue;
            }
            let outcome = outcome(truth, true);
            let rule = self.grounding.program().rule(id);
            let verb = if outcome == Outcome::Holds { "gives" } else { "may give" };
            let why = self.precedence(instances[0], instance);
            let sentence = format!("it {verb} way to rule {}, which {why}", rule.label);
            let rank = Rank::of(self.grounding.program(), rule);
            let step = self.push(Step {
                kind: StepKind::Group,
                rule: Some(rule.label.clone()),
                against: true,
                ..Step::sentence(sentence, outcome)
            });
            self.ranks.push((step, rank));
            steps.push(step);
        }
        Ok(steps)
    }
}
