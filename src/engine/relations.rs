//! How can several unknown values lie to each other? The jointly possible outcomes of their comparisons.
//!
//! Where two unknown values are compared with each other, all comparisons of theirs are one open question with many
//! answers: its cells are the combinations of outcomes that some values satisfy together. What is linear is tested
//! exactly; dates count as whole days, so that "after" is "at least a day later"; and where
//! months are added to unknown dates, days are looked for in the calendar. A product of unknown values is one unknown
//! of its own; comparisons that are taken as independent of each other because of that are noted.

mod calendar;
mod dates;
mod distances;
mod durations;
mod forms;
mod independence;
mod linear;
mod search;
mod simplex;
mod work;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::{
    calendar::{Calendar, Shift},
    dates::{Base, Dates},
    forms::{Forms, Unknown},
    search::Search,
    work::Work,
};
use super::{Grounding, Limit, thresholds::Compared, values::accepts};
use crate::program::Comparison;

/// At most so many comparisons of entangled unknown values are taken together.
const MOST_COMPARED: usize = 60;

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
            return Err(Limit::Compared);
        }
        let mut work = Work::new(self.limits, self.steps);
        let forms = Forms::new(self, &compared);
        let asked: Vec<Comparison> = compared.iter().map(|it| it.0).collect();
        let search = outcomes(&forms, &asked, &mut work)?;
        let (outcomes, gave_up) = (search.outcomes, search.dates.gave_up);
        let mut independent = forms.independent();
        self.steps = work.steps();
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

/// The search for the jointly possible outcomes of some comparisons, when it is done.
fn outcomes<'f>(
    forms: &'f Forms,
    asked: &'f [Comparison],
    work: &mut Work,
) -> Result<Search<'f>, Limit> {
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
    let mut search = Search::new(&forms.all, asked, Dates::new(bases));
    search.run(forms.at_any_rate(), work)?;
    Ok(search)
}
