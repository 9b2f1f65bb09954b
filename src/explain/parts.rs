//! What lies inside a condition? Alternatives, what is negated, and what an aggregate counts.

use super::{
    Outcome, Step, StepId, StepKind,
    unmet::TRIED,
    why::{Builder, outcome},
};
use crate::engine::{
    AtomId, Item, Limit, Truth,
    compile::{Argument, ClauseId, Literal, Meaning, PredicateId, Test},
};

impl Builder<'_, '_> {
    /// A disjunction, or what is negated: a heading with its alternatives below.
    pub(super) fn part(
        &mut self,
        atom: AtomId,
        meaning: Meaning,
        positive: bool,
    ) -> Result<StepId, Limit> {
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
                conditions.retain(|it| !self.steps[it.0 as usize].implied);
                if meaning == Meaning::Any && conditions.len() > 1 {
                    let outcome = self.instance_outcome(instance)?;
                    children.push(self.group("all of these", outcome, conditions));
                } else {
                    children.extend(conditions);
                }
            }
        }
        if !positive {
            self.turn(&children);
        }
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    /// What an aggregate was made from: each thing with the conditions under which it counts.
    pub(super) fn aggregate(&mut self, atom: AtomId) -> Result<StepId, Limit> {
        let truth = self.grounding.decide(atom)?;
        let members = self.grounding.collected(atom).to_vec();
        // What an aggregate is made from is the same for each value that it may have.
        let mut known = self.grounding.items_of(atom);
        known.pop();
        let key = (self.grounding.predicate_of(atom), known);
        let children = if let Some(shown) = self.counted.get(&key) {
            shown.clone()
        } else {
            let mut children = self.counting(&members)?;
            children.extend(self.valueless(&key, &members)?);
            children
        };
        self.counted.insert(key, children.clone());
        let heading = if children.is_empty() { "nothing counts" } else { "what counts" };
        Ok(self.group(heading, outcome(truth, true), children))
    }

    fn counting(&mut self, members: &[AtomId]) -> Result<Vec<StepId>, Limit> {
        let mut children = Vec::new();
        for member in members {
            let counts = self.grounding.decide(*member)?;
            if counts == Truth::NO {
                continue;
            }
            let instances = self.grounding.instances(*member, true);
            for instance in self.telling(&instances)? {
                let all = self.conditions(instance, None)?;
                let telling = |it: &&StepId| !self.steps[it.0 as usize].implied;
                let told: Vec<StepId> = all.iter().filter(telling).copied().collect();
                let conditions = if told.is_empty() { all } else { told };
                if conditions.len() == 1 {
                    children.extend(conditions);
                } else {
                    let outcome = outcome(counts, true);
                    children.push(self.group("all of these", outcome, conditions));
                }
            }
        }
        Ok(children)
    }

    /// What would count if it had a value.
    fn valueless(
        &mut self,
        (aggregate, known): &(PredicateId, Vec<Item>),
        members: &[AtomId],
    ) -> Result<Vec<StepId>, Limit> {
        let Meaning::Aggregate(_, collected) = self.grounding.predicate(*aggregate).meaning else {
            return Ok(Vec::new());
        };
        let Some(&id) = self.grounding.predicate(collected).positive.first() else {
            return Ok(Vec::new());
        };
        let clause = self.grounding.clause(id);
        let Some((head, _)) = &clause.head else { return Ok(Vec::new()) };
        let is_value = |it: &&Literal| match &it.test {
            Test::Holds(pattern, true) => {
                self.grounding.has_value(pattern.predicate)
                    && pattern.arguments.last() == head.arguments.last()
            }
            _ => false,
        };
        let Some(value) = clause.body.iter().find(is_value) else { return Ok(Vec::new()) };
        let others: Vec<&Literal> = clause.body.iter().filter(|it| *it != value).collect();
        let mut bound = vec![None; clause.variables as usize];
        for (argument, item) in head.arguments.iter().zip(known) {
            if let Argument::Variable(it) = argument {
                bound[*it as usize] = Some(*item);
            }
        }
        let mut found = Vec::new();
        self.meeting(&others, bound, &mut TRIED.clone(), false, &mut found)?;
        let places = head.arguments.len().saturating_sub(1);
        let counted: Vec<Vec<Option<Item>>> = members
            .iter()
            .map(|it| self.grounding.items_of(*it).into_iter().take(places).map(Some).collect())
            .collect();
        let mut steps = Vec::new();
        for known in found {
            let things: Vec<Option<Item>> =
                self.values(head, &known).into_iter().take(places).collect();
            if !counted.contains(&things) && !self.variables_known(value, &known) {
                let step = self.nothing_such(clause, value, &known)?;
                "no value, so it is left out".clone_into(&mut self.steps[step.0 as usize].remark);
                steps.push(step);
            }
        }
        Ok(steps)
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
}
