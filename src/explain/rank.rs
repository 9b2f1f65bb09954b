//! How strong is what an answer rests on? The weakest basis and kind of source that it cannot do without.
//!
//! A sentence is as strong as the strongest rule in effect for it; a rule is as strong as the weakest of itself and its
//! conditions. So an additional weak reason does not weaken an answer.

use crate::program::{Authority, Basis, Program, Rule};

use super::{Outcome, Standing, Step, StepId, StepKind};

/// The weakest of some rules; larger is weaker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Whether a rule cites nothing.
    pub(super) unsourced: bool,
    /// The weakest kind of source.
    pub(super) source: Option<Authority>,
    /// The weakest basis.
    pub(super) basis: Option<Basis>,
}

impl Rank {
    /// That of a rule alone; of several sources the strongest counts.
    pub(super) fn of(program: &Program, rule: &Rule) -> Self {
        let cited = rule.citations.iter().filter_map(|it| program.source(it.source).authority);
        Self {
            unsourced: rule.citations.is_empty() && !program.sources.is_empty(),
            source: cited.min(),
            basis: rule.basis,
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            unsourced: self.unsourced || other.unsourced,
            source: self.source.max(other.source),
            basis: self.basis.max(other.basis),
        }
    }
}

/// What some steps rest on together. `own` are the ranks of the rules among all steps, in order.
pub(super) fn weakest(steps: &[Step], own: &[(StepId, Rank)], roots: &[StepId]) -> Rank {
    let mut rules = vec![Rank::default(); steps.len()];
    for (id, rank) in own {
        rules[id.0 as usize] = *rank;
    }
    let mut ranks = vec![Rank::default(); steps.len()];
    // A step comes after the one that leads to it, so what is below is known first; but a step may repeat an earlier
    // one, whose rank the next round brings. In a circle there is nothing more to find after a few rounds.
    for _ in 0..ROUNDS {
        let before = ranks.clone();
        for at in (0..steps.len()).rev() {
            ranks[at] = match steps[at].same_as {
                Some(first) => ranks[first.0 as usize],
                None => rests_on(steps, at, rules[at], &ranks),
            };
        }
        if ranks == before {
            break;
        }
    }
    roots.iter().map(|it| ranks[it.0 as usize]).fold(Rank::default(), Rank::with)
}

/// How often ranks are worked out anew, at most.
const ROUNDS: usize = 8;

/// What one step rests on, once this is known of those below it.
fn rests_on(steps: &[Step], at: usize, own: Rank, ranks: &[Rank]) -> Rank {
    let step = &steps[at];
    let below = |it: &&StepId| &steps[it.0 as usize];
    let rank = |it: &StepId| ranks[it.0 as usize];
    let children = || step.children.iter();
    let all = || children().map(rank).fold(own, Rank::with);
    let holds = |it: &&StepId| below(it).outcome == Outcome::Holds;
    let is_rule = |it: &&StepId| below(it).rule.is_some();
    let best = |found: Option<Rank>| found.map_or_else(all, |it| it.with(own));
    match (step.kind, step.outcome, step.standing) {
        // Of several rules in effect the strongest would have done.
        (StepKind::Sentence, _, Some(Standing::Concluded | Standing::RuledOut)) => {
            best(children().filter(is_rule).filter(holds).map(rank).min())
        }
        (StepKind::Sentence, _, None) => {
            let counts = |it: &&StepId| holds(it) || below(it).outcome == Outcome::Open;
            children().filter(counts).map(rank).fold(own, Rank::with)
        }
        // One obstacle is enough, and the rule itself is not needed.
        (StepKind::Rule | StepKind::Exception, Outcome::Fails, _) => {
            children().map(rank).min().unwrap_or_default()
        }
        (StepKind::Rule | StepKind::Exception, Outcome::Defeated, _) => {
            let defeats = |it: &&StepId| is_rule(it) && holds(it);
            children().filter(defeats).map(rank).min().unwrap_or_default()
        }
        // What is not so rests on what keeps each rule for it from being in effect; a rule on all its conditions.
        _ => all(),
    }
}
