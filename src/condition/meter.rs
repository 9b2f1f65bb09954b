//! HOW MUCH MAY IT COST? The node budget, the work allowed to one call, and the depth of the stack.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::Exhausted;

/// How many steps one call may take for each node of the budget. A diagram may be small and yet
/// need long to build, so nodes alone do not bound the time.
const STEPS_PER_NODE: usize = 16;

/// A budget too small for any work would make even small calls fail by their steps.
const LEAST_STEPS: usize = 1 << 16;

/// How many steps pass between two looks at whether somebody has asked to stop.
const BETWEEN_LOOKS: usize = 1 << 12;

/// Ids must fit a `u32` with room to spare.
const MOST_NODES: usize = 1 << 30;

/// Counts nodes and steps.
#[derive(Debug)]
pub(crate) struct Meter {
    budget: usize,
    spent: usize,
    steps: usize,
    /// Becomes true when somebody asks to stop.
    interrupt: Option<Arc<AtomicBool>>,
}

impl Meter {
    /// Nothing spent yet.
    pub(crate) fn new(node_budget: usize, interrupt: Option<Arc<AtomicBool>>) -> Self {
        Self { budget: node_budget.min(MOST_NODES), spent: 0, steps: 0, interrupt }
    }

    /// The nodes paid for so far.
    pub(crate) fn spent(&self) -> usize {
        self.spent
    }

    /// Sets the nodes paid for, after some were forgotten.
    pub(crate) fn give_back(&mut self, spent: usize) {
        self.spent = spent;
    }

    /// Pays for a node with so many branches.
    pub(crate) fn pay(&mut self, branches: usize) -> Result<(), Exhausted> {
        let price = (branches / 2).max(1);
        if self.spent + price > self.budget {
            return Err(Exhausted);
        }
        self.spent += price;
        Ok(())
    }

    /// A new call begins.
    pub(crate) fn restart(&mut self) {
        self.steps = 0;
    }

    /// One more result had to be worked out.
    pub(crate) fn step(&mut self) -> Result<(), Exhausted> {
        self.work(1)
    }

    /// So many small things had to be done.
    pub(crate) fn work(&mut self, steps: usize) -> Result<(), Exhausted> {
        let before = self.steps / BETWEEN_LOOKS;
        self.steps = self.steps.saturating_add(steps);
        let looks = self.steps / BETWEEN_LOOKS > before;
        if looks && self.interrupt.as_ref().is_some_and(|it| it.load(Ordering::Relaxed)) {
            return Err(Exhausted);
        }
        if self.steps > self.budget.saturating_mul(STEPS_PER_NODE).max(LEAST_STEPS) {
            return Err(Exhausted);
        }
        Ok(())
    }

    /// How many results a generation of a memory may hold.
    pub(crate) fn memory(&self) -> usize {
        // Seven eighths of a power of two is when a hash map doubles.
        self.budget.max(LEAST_STEPS).next_power_of_two() / 4 * 7
    }
}

/// Runs one level of a recursion that may go as deep as there are variables.
pub(crate) fn deep<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, level)
}
