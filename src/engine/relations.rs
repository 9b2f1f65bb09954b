//! How can several unknown values lie to each other? The jointly possible outcomes of their comparisons.
//!
//! Where two unknown values are compared with each other, all comparisons of theirs are one open question with many
//! answers: its cells are the combinations of less, equal and more that some values satisfy together. What is linear is
//! tested exactly, by elimination; dates count as whole days, so that "after" is "at least a day later"; and where
//! months are added to unknown dates, days are looked for in the calendar. A product of unknown values is one unknown
//! of its own; comparisons that are taken as independent of each other because of that are noted.

mod calendar;
mod dates;
mod distances;
mod durations;
mod forms;
mod linear;

#[cfg(test)]
mod tests;

use std::{cmp::Ordering, collections::BTreeMap};

use self::{
    calendar::{Calendar, Shift},
    dates::{Base, Dates},
    forms::{Forms, Unknown},
    linear::{AtLeastZero, Linear},
};
use super::{Grounding, Limit, Limits, thresholds::Compared, values::accepts};

/// At most so many comparisons of entangled unknown values are taken together.
const MOST_COMPARED: usize = 24;
/// At most so many cells.
const MOST_CELLS: usize = 5_000;
/// How many steps of grounding take as long as one test of what is possible.
const STEPS: u64 = 50;

/// The comparisons of entangled unknown values and what can come of them.
#[derive(Debug)]
pub(super) struct Relation {
    /// The comparisons, each a literal.
    pub(super) compared: Vec<Compared>,
    /// For each comparison, in which cells it holds.
    pub(super) rows: Vec<Vec<bool>>,
    /// For each comparison, whether its outcome was taken as independent of others although it may not be.
    pub(super) independent: Vec<bool>,
}

impl Grounding<'_> {
    /// What can come of some comparisons of entangled unknown values.
    pub(super) fn relation(&mut self, compared: Vec<Compared>) -> Result<Relation, Limit> {
        if compared.len() > MOST_COMPARED {
            return Err(Limit::Nodes);
        }
        let forms = Forms::new(self, &compared);
        let (outcomes, gave_up, steps) = outcomes(&forms, self.steps, self.limits)?;
        let mut independent = forms.independent();
        self.steps = steps;
        if gave_up {
            independent.fill(true);
        }
        let mut cells: indexmap::IndexSet<Vec<bool>, rustc_hash::FxBuildHasher> =
            indexmap::IndexSet::default();
        for outcome in outcomes {
            cells.insert(
                compared.iter().zip(outcome).map(|(it, order)| accepts(it.0, order)).collect(),
            );
        }
        let rows = (0..compared.len()).map(|at| cells.iter().map(|it| it[at]).collect()).collect();
        Ok(Relation { compared, rows, independent })
    }
}

/// The jointly possible outcomes of some comparisons, whether some were taken to be possible that may not be, and how
/// many steps have been taken by then.
fn outcomes(
    forms: &Forms,
    steps: u64,
    limits: Limits,
) -> Result<(Vec<Vec<Ordering>>, bool, u64), Limit> {
    let mut shifted: BTreeMap<u32, Vec<(u32, &[Shift])>> = BTreeMap::new();
    for (number, unknown) in forms.unknowns() {
        if let Unknown::Shifted(base, shifts) = unknown {
            shifted.entry(*base).or_default().push((number, shifts));
        }
    }
    let bases = if shifted.is_empty() {
        Vec::new()
    } else {
        let calendar = Calendar::new();
        shifted.iter().map(|(base, all)| Base::new(*base, all, &calendar)).collect()
    };
    let mut search = Search::new(&forms.all, Dates::new(bases), limits);
    search.steps = steps;
    search.extend(&mut Vec::new(), &mut forms.at_any_rate())?;
    Ok((search.outcomes, search.dates.gave_up, search.steps))
}

/// Goes through less, equal and more for one comparison after the other, as far as they are possible together.
struct Search<'f> {
    forms: &'f [(Linear, bool)],
    dates: Dates,
    outcomes: Vec<Vec<Ordering>>,
    steps: u64,
    limits: Limits<'f>,
}

impl<'f> Search<'f> {
    fn new(forms: &'f [(Linear, bool)], dates: Dates, limits: Limits<'f>) -> Self {
        Self { forms, dates, outcomes: Vec::new(), steps: 0, limits }
    }

    /// Counts the work of one test of what is possible.
    fn tick(&mut self) -> Result<(), Limit> {
        self.steps += STEPS;
        if self.steps > self.limits.steps {
            return Err(Limit::Steps);
        }
        let asked =
            self.limits.interrupt.is_some_and(|it| it.load(std::sync::atomic::Ordering::Relaxed));
        if asked { Err(Limit::Interrupted) } else { Ok(()) }
    }

    fn extend(
        &mut self,
        chosen: &mut Vec<Ordering>,
        constraints: &mut Vec<AtLeastZero>,
    ) -> Result<(), Limit> {
        let Some((form, counted)) = self.forms.get(chosen.len()) else {
            self.outcomes.push(chosen.clone());
            return if self.outcomes.len() > MOST_CELLS { Err(Limit::Nodes) } else { Ok(()) };
        };
        for order in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
            self.tick()?;
            let before = constraints.len();
            match form.constrained(*counted, order) {
                Some(more) => constraints.extend(more),
                None => self.dates.gave_up = true,
            }
            if self.dates.is_possible(constraints) {
                chosen.push(order);
                self.extend(chosen, constraints)?;
                chosen.pop();
            }
            constraints.truncate(before);
        }
        Ok(())
    }
}
