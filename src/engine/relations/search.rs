//! Which outcomes of several comparisons are possible together? One comparison after the other.
//!
//! Only outcomes that tell whether a comparison holds are told apart: "less", and "equal or more", for "at least". That
//! two numbers are not equal splits nothing: what conditions leave possible is convex, so it does not lie within several
//! planes unless it lies within one of them. Days and months are counted, so there less and more are gone through.

use std::cmp::Ordering;

use super::{
    dates::Dates,
    linear::{AtLeastZero, Linear},
    work::Work,
};
use crate::{engine::Limit, program::Comparison};

/// At most so many cells.
pub(super) const MOST_CELLS: usize = 5_000;

/// What may come of a comparison: an outcome that stands for it, and what it means.
#[derive(Debug, Clone, Copy)]
enum Branch {
    Is(Comparison, Ordering),
    /// Not equal, whether less or more.
    Apart,
}

const THREE: [Branch; 3] = [
    Branch::Is(Comparison::Less, Ordering::Less),
    Branch::Is(Comparison::Equal, Ordering::Equal),
    Branch::Is(Comparison::More, Ordering::Greater),
];

/// Goes through the outcomes of one comparison after the other, as far as they are possible together.
pub(super) struct Search<'f> {
    forms: &'f [(Linear, bool)],
    /// How the comparisons compare; of those behind the last one every outcome counts.
    asked: &'f [Comparison],
    /// Whether nothing is counted in whole ones.
    dense: bool,
    pub(super) dates: Dates,
    pub(super) outcomes: Vec<Vec<Ordering>>,
}

/// What has been chosen so far.
struct Chosen {
    outcomes: Vec<Ordering>,
    constraints: Vec<AtLeastZero>,
    /// What must not be zero.
    apart: Vec<Linear>,
}

impl<'f> Search<'f> {
    pub(super) fn new(forms: &'f [(Linear, bool)], asked: &'f [Comparison], dates: Dates) -> Self {
        let dense = forms.iter().all(|it| !it.1);
        Self { forms, asked, dense, dates, outcomes: Vec::new() }
    }

    /// Finds all outcomes, where some conditions hold at any rate.
    pub(super) fn run(
        &mut self,
        constraints: Vec<AtLeastZero>,
        work: &mut Work,
    ) -> Result<(), Limit> {
        let mut chosen = Chosen { outcomes: Vec::new(), constraints, apart: Vec::new() };
        self.extend(&mut chosen, work)
    }

    fn branches(&self, at: usize) -> Vec<Branch> {
        use Comparison::{AtLeast, AtMost, Equal, Less, More};
        use Ordering::{Greater, Less as Below};
        match self.asked.get(at) {
            Some(Less | AtLeast) => vec![Branch::Is(Less, Below), Branch::Is(AtLeast, Greater)],
            Some(More | AtMost) => vec![Branch::Is(AtMost, Below), Branch::Is(More, Greater)],
            Some(Equal) if self.dense => {
                vec![Branch::Is(Equal, Ordering::Equal), Branch::Apart]
            }
            _ => THREE.to_vec(),
        }
    }

    fn extend(&mut self, chosen: &mut Chosen, work: &mut Work) -> Result<(), Limit> {
        let at = chosen.outcomes.len();
        let Some((form, counted)) = self.forms.get(at) else {
            self.outcomes.push(chosen.outcomes.clone());
            let enough = self.outcomes.len() > work.most_cells();
            return if enough { Err(Limit::Compared) } else { Ok(()) };
        };
        for branch in self.branches(at) {
            let before = chosen.constraints.len();
            let outcome = match branch {
                Branch::Apart => {
                    chosen.apart.push(form.clone());
                    Ordering::Less
                }
                Branch::Is(comparison, outcome) => {
                    match form.constrained(*counted, comparison) {
                        Some(more) => chosen.constraints.extend(more),
                        None => self.dates.gave_up = true,
                    }
                    outcome
                }
            };
            if self.is_possible(chosen, work)? {
                chosen.outcomes.push(outcome);
                self.extend(chosen, work)?;
                chosen.outcomes.pop();
            }
            chosen.constraints.truncate(before);
            if matches!(branch, Branch::Apart) {
                chosen.apart.pop();
            }
        }
        Ok(())
    }

    fn is_possible(&mut self, chosen: &mut Chosen, work: &mut Work) -> Result<bool, Limit> {
        if !self.dates.is_possible(&chosen.constraints, work)? {
            return Ok(false);
        }
        for form in &chosen.apart {
            let before = chosen.constraints.len();
            let mut possible = false;
            for comparison in [Comparison::Less, Comparison::More] {
                match form.constrained(false, comparison) {
                    Some(more) => chosen.constraints.extend(more),
                    None => self.dates.gave_up = true,
                }
                possible = possible || self.dates.is_possible(&chosen.constraints, work)?;
                chosen.constraints.truncate(before);
            }
            if !possible {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
