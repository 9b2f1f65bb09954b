//! What kept a sentence from being so? Every rule that could have concluded it, with the conditions that failed.
//!
//! The rule with the fewest obstacles, the nearest miss, comes first.

use crate::{
    engine::{
        AtomId, InstanceId, Item, LeftOut, Limit,
        compile::{Argument, Clause, ClauseId, Literal, Origin, PredicateId},
    },
    program::RuleId,
};

use super::{Outcome, StepId, StepKind, reasons::Known_, unmet::TRIED, why::Builder};

impl Builder<'_, '_> {
    /// For each clause that could have concluded an atom, why it does not.
    pub(super) fn obstacles(&mut self, atom: AtomId) -> Result<Vec<StepId>, Limit> {
        let predicate = self.grounding.predicate_of(atom);
        let things = self.row_of(atom);
        let mut found = Vec::new();
        for id in &self.grounding.predicate(predicate).positive {
            let clause = self.grounding.clause(*id);
            let Some(known) = self.unify(clause, predicate, &things) else { continue };
            let instances: Vec<InstanceId> = self.grounding.instances(atom, true);
            let own: Vec<InstanceId> =
                instances.into_iter().filter(|it| self.grounding.clause_of(*it) == *id).collect();
            let mut defeated = false;
            for instance in &own {
                defeated |= self.instance_outcome(*instance)? == Outcome::Defeated;
            }
            if !defeated {
                found.extend(self.obstacle(clause, &known)?);
                continue;
            }
            for instance in own {
                found.extend(self.failed_instance(clause, instance)?);
            }
        }
        self.drop_applied(&mut found);
        self.nearest_first(&mut found);
        Ok(found)
    }

    /// An exception that applies and takes a rule away is shown below that rule, and not as one that says nothing.
    fn drop_applied(&self, found: &mut Vec<StepId>) {
        let step = |it: &StepId| &self.steps[it.0 as usize];
        let defeated = found.iter().filter(|it| step(it).outcome == Outcome::Defeated);
        let shown = defeated.map(|it| step(&step(it).same_as.unwrap_or(*it)));
        let below = shown.flat_map(|it| it.children.iter().map(step));
        let applied: Vec<_> = below
            .filter(|it| it.kind == StepKind::Exception && it.outcome == Outcome::Holds)
            .map(|it| it.rule.clone())
            .collect();
        found.retain(|it| step(it).outcome != Outcome::Fails || !applied.contains(&step(it).rule));
    }

    /// For each clause that could have concluded an atom of which not everything is known, why nothing comes of it.
    pub(super) fn obstacles_to(
        &mut self,
        predicate: PredicateId,
        goal: &Known_,
    ) -> Result<Vec<StepId>, Limit> {
        let mut found = Vec::new();
        for id in &self.grounding.predicate(predicate).positive {
            let clause = self.grounding.clause(*id);
            let Some(known) = self.unify(clause, predicate, goal) else { continue };
            found.extend(self.obstacle(clause, &known)?);
        }
        self.nearest_first(&mut found);
        Ok(found)
    }

    /// The obstacles of a question that nothing can answer.
    pub(super) fn obstacles_of_question(
        &mut self,
        id: ClauseId,
        atom: AtomId,
    ) -> Result<Vec<StepId>, Limit> {
        let clause = self.grounding.clause(id);
        let things = self.row_of(atom);
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
    fn obstacle(&mut self, clause: &Clause, known: &Known_) -> Result<Vec<StepId>, Limit> {
        let Origin::Rule(rule) = clause.origin else { return self.unmet(clause, known, None) };
        let step = self.rule_step(rule, known, Outcome::Fails);
        if let Some(why) = self.grounding.lens().left_out(rule) {
            self.steps[step.0 as usize].remark = self.left_out(rule, why);
            if why == LeftOut::NotInForce {
                self.out_of_force.push((step, rule));
            }
            return Ok(vec![step]);
        }
        let own = self.grounding.program().rule(rule).exception_to.is_some().then_some(rule);
        let mut children = self.unmet(clause, known, own)?;
        children.extend(self.would_bite(clause, known)?);
        self.steps[step.0 as usize].children = children;
        Ok(vec![step])
    }

    /// The exceptions to a rule that does not apply which would take it away if it did: obstacles, too.
    fn would_bite(&mut self, clause: &Clause, known: &Known_) -> Result<Vec<StepId>, Limit> {
        let mut steps = Vec::new();
        for (pattern, exception) in &clause.exceptions {
            if !self.grounding.lens().counts(*exception) {
                continue;
            }
            let clauses = &self.grounding.predicate(pattern.predicate).positive;
            let Some(other) = clauses.first().map(|it| self.grounding.clause(*it)) else {
                continue;
            };
            let goal = self.values(pattern, known);
            let Some(bound) = self.unify(other, pattern.predicate, &goal) else { continue };
            let own: Vec<&Literal> = self.own_literals(other, Some(*exception)).collect();
            let mut found = Vec::new();
            self.meeting(&own, bound, &mut TRIED.clone(), false, &mut found)?;
            for bound in found {
                let mut children = Vec::new();
                for literal in &own {
                    children.extend(self.literal(literal, &bound)?);
                }
                let mut outcomes = children.iter().map(|it| self.steps[it.0 as usize].outcome);
                // One that depends on something open is no obstacle by itself.
                if children.is_empty() || outcomes.any(|it| it != Outcome::Holds) {
                    continue;
                }
                let step = self.rule_step(*exception, &bound, Outcome::Holds);
                let place = &mut self.steps[step.0 as usize];
                "it would take the rule away".clone_into(&mut place.remark);
                place.children = children;
                steps.push(step);
                break;
            }
        }
        Ok(steps)
    }

    /// The rules with the fewest obstacles first; in a conclusion's place stand its own.
    fn nearest_first(&self, steps: &mut [StepId]) {
        steps.sort_by_key(|it| self.leaves(*it));
    }

    /// How many sentences without reasons of their own lie below a step.
    fn leaves(&self, id: StepId) -> usize {
        let mut rest = vec![id];
        let mut count = 0;
        while let Some(id) = rest.pop() {
            let step = &self.steps[id.0 as usize];
            count += usize::from(step.children.is_empty());
            rest.extend(&step.children);
        }
        count
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
            return Ok(vec![self.rule(instance, false)?]);
        }
        let step = self.rule_step(rule, &self.grounding.known_of(instance), outcome);
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

    fn left_out(&self, rule: RuleId, why: LeftOut) -> String {
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
            LeftOut::WithItsRule => "its rule is not in force on that day".to_owned(),
            LeftOut::OtherSource => "left out: the question admits other sources only".to_owned(),
            LeftOut::WeakSource => "left out: the question admits stronger sources only".to_owned(),
            LeftOut::OtherReading => "left out: the question takes another reading".to_owned(),
        }
    }
}

impl Builder<'_, '_> {
    fn row_of(&self, atom: AtomId) -> Vec<Option<Item>> {
        self.grounding.items_of(atom).into_iter().map(Some).collect()
    }

    /// What a clause's variables are when it concludes a predicate of these items; nothing where it can't be.
    fn unify(
        &self,
        clause: &Clause,
        predicate: PredicateId,
        items: &Known_,
    ) -> Option<Vec<Option<Item>>> {
        let head = clause.head.as_ref().map(|it| &it.0);
        let pattern =
            head.into_iter().chain(&clause.blocks).find(|it| it.predicate == predicate)?;
        let mut known = vec![None; clause.variables as usize];
        // The value that a rule gives an attribute is made from its conditions, so it is not known beforehand.
        let valued = usize::from(self.grounding.has_value(predicate));
        let places = pattern.arguments.len() - valued;
        for (argument, item) in pattern.arguments.iter().zip(items).take(places) {
            let Some(item) = item else { continue };
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
