//! How much has been done? The steps of one search, within the limits of the question.

use std::sync::atomic::Ordering;

use crate::engine::{Limit, Limits};

/// Counts steps on behalf of a grounding, which can't be changed while it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'l> {
    limits: Limits<'l>,
    steps: u64,
    looked: u64,
}

impl<'l> Work<'l> {
    /// So many steps have been taken before.
    pub(super) fn new(limits: Limits<'l>, steps: u64) -> Self {
        Self { limits, steps, looked: steps }
    }

    /// How many steps have been taken by now.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// How many cells a relation may have.
    pub(super) fn most_cells(&self) -> usize {
        super::search::MOST_CELLS.min(self.limits.nodes)
    }

    /// Takes some steps, if that is still allowed.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Limit> {
        self.steps = self.steps.saturating_add(steps as u64);
        if self.steps > self.limits.steps {
            return Err(Limit::Steps);
        }
        if self.steps - self.looked > 1024 {
            self.looked = self.steps;
            if self.limits.interrupt.is_some_and(|it| it.load(Ordering::Relaxed)) {
                return Err(Limit::Interrupted);
            }
        }
        Ok(())
    }
}
