//! Which unknown values do answers name? They are asked for last: by then it is known which of the answers hold.

use super::{Askable, Interview, Takes, taking};
use crate::{
    answer::strategy::{Advice, Strategist},
    condition::Condition,
    engine::{AtomId, Grounding, Limit, Truth},
    explain::{OpenEntry, values_named},
};

/// An unknown value that answers name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) entry: OpenEntry,
    pub(super) takes: Takes,
    /// Where at least one of these answers is possible.
    possible: Condition,
}

impl Interview {
    /// The unknown values that possible answers name and nobody has passed over.
    pub(super) fn named(
        &self,
        grounding: &mut Grounding<'_>,
        truths: &[(AtomId, Truth)],
    ) -> Result<Vec<Named>, Limit> {
        let mut found: Vec<Named> = Vec::new();
        for (atom, Truth { possible, .. }) in truths {
            if *possible == Condition::NEVER {
                continue;
            }
            for (entry, asked) in values_named(grounding, *atom) {
                if let Some(it) = found.iter_mut().find(|it| it.entry.sentence == entry.sentence) {
                    it.possible = grounding.space_mut().or(it.possible, *possible)?;
                } else if !self.skipped.contains(&entry.sentence) {
                    found.push(Named { entry, takes: taking(asked), possible: *possible });
                }
            }
        }
        Ok(found)
    }
}

/// Adds the values that are asked for last to how many questions an advice expects. One that may be asked for before,
/// since something else turns on it, is counted there.
pub(super) fn with_named(
    strategist: &mut Strategist<'_>,
    askable: &Askable,
    (advice, truths): (&mut Advice, &[Truth]),
    named: &[Named],
) -> Result<(), Limit> {
    let (mut before, mut at_most) = (Vec::new(), 0);
    for (variable, places, most) in strategist.all_open(truths)? {
        let entries = &askable.entries[variable.index()];
        before.extend(places.iter().map(|it| entries[*it].sentence.as_str()));
        at_most += most;
    }
    let later = named.iter().filter(|it| !before.contains(&it.entry.sentence.as_str()));
    for it in later {
        advice.expected += strategist.chance(it.possible)?;
        at_most += 1;
    }
    // A value that turned out to decide nothing is asked for in the end, but none is asked for twice.
    advice.at_most = at_most.min(advice.at_most + named.len());
    Ok(())
}
