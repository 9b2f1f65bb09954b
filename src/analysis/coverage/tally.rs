//! How much is covered? Parts of the rules, counted.

use crate::analysis::mutate::Fate;

use super::{Coverage, Part, PartKind};

/// How many parts of one kind came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there are.
    pub all: usize,
    /// How many were tried.
    pub tried: usize,
    /// How many were so at least once.
    pub yes: usize,
    /// How many were not so at least once.
    pub no: usize,
    /// How many were open at least once.
    pub open: usize,
    /// How many decide an answer.
    pub decisive: usize,
    /// How many can't be dropped, since something else would not mean anything without them.
    pub needed: usize,
}

/// How many parts of each kind came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tallies {
    /// The rules.
    pub rules: Tally,
    /// The exceptions.
    pub exceptions: Tally,
    /// The conditions of both.
    pub conditions: Tally,
}

impl Coverage {
    /// Counts some of the parts.
    pub fn tally(&self, wanted: impl Fn(&Part) -> bool) -> Tallies {
        let mut tallies = Tallies::default();
        for (at, part) in self.parts.all.iter().enumerate().filter(|it| wanted(it.1)) {
            let (outcomes, fate) = (self.outcomes[at], self.decides[at]);
            let tally = match part.kind {
                PartKind::Rule => &mut tallies.rules,
                PartKind::Exception => &mut tallies.exceptions,
                PartKind::Condition => &mut tallies.conditions,
            };
            tally.all += 1;
            tally.tried += usize::from(outcomes.is_tried());
            tally.yes += usize::from(outcomes.yes > 0);
            tally.no += usize::from(outcomes.no > 0);
            tally.open += usize::from(outcomes.open > 0);
            tally.decisive += usize::from(matches!(fate, Fate::Noticed(_)));
            tally.needed += usize::from(fate == Fate::Unsound);
        }
        tallies
    }
}

impl Tally {
    /// How many can be dropped, so that it can be seen whether they decide anything.
    pub fn droppable(&self) -> usize {
        self.all - self.needed
    }
}

impl Tallies {
    /// Those of all kinds.
    pub fn each(&self) -> [&Tally; 3] {
        [&self.rules, &self.exceptions, &self.conditions]
    }

    /// How many parts decide an answer, and of how many.
    pub fn share(&self) -> (usize, usize) {
        let decisive = self.each().iter().map(|it| it.decisive).sum();
        (decisive, self.each().iter().map(|it| it.droppable()).sum())
    }

    /// The share of the parts that decide an answer in whole percent, rounded down; all of nothing is 100.
    pub fn percent(&self) -> usize {
        let (decisive, all) = self.share();
        (decisive * 100).checked_div(all).unwrap_or(100)
    }
}
