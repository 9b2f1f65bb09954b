//! How strong is what an answer rests on? The weakest basis and kind of source that it cannot do without.
//!
//! A sentence is as strong as the strongest rule in effect for it; a rule is as strong as the weakest of itself and its
//! conditions. So an additional weak reason does not weaken an answer.

use crate::program::{Authority, Basis, Program, Rule};

use super::{Outcome, Step, StepId, StepKind};

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
    let mut ranks = vec![Rank::default(); steps.len()];
    for (id, rank) in own {
        ranks[id.0 as usize] = *rank;
    }
    // A step comes after the one that leads to it, so what is below is known first.
    for at in (0..steps.len()).rev() {
        let step = &steps[at];
        // What is not so rests on what defeats the rules for it.
        let denied = step.outcome == Outcome::Fails;
        let below = |it: &&StepId| match steps[it.0 as usize].outcome {
            Outcome::Holds | Outcome::Open => true,
            Outcome::Defeated => denied,
            _ => false,
        };
        let children = step.children.iter().filter(below);
        let is_rule = |it: &&StepId| steps[it.0 as usize].rule.is_some();
        let rank = |it: &StepId| ranks[it.0 as usize];
        ranks[at] = if step.kind == StepKind::Sentence {
            let certain = |it: &&StepId| steps[it.0 as usize].outcome == Outcome::Holds;
            let best = children.clone().filter(is_rule).filter(certain).map(rank).min();
            best.unwrap_or_else(|| children.map(rank).fold(Rank::default(), Rank::with))
        } else {
            children.map(rank).fold(ranks[at], Rank::with)
        };
    }
    roots.iter().map(|it| ranks[it.0 as usize]).fold(Rank::default(), Rank::with)
}
