//! When is something so? A diagram of decisions: what comes of each way to settle the first question that matters.

use rustc_hash::FxHashMap;

use super::Doubt;

/// Names a diagram; equal ones have equal names.
pub(super) type Diagram = u32;

/// What is so in no way to settle the open questions.
pub(super) const NEVER: Diagram = 0;
/// What is so in all ways.
pub(super) const ALWAYS: Diagram = 1;

/// How many diagrams there may be.
const MOST: usize = 3_000_000;

/// All diagrams.
#[derive(Debug, Default)]
pub(super) struct Space {
    /// Behind the two that ask nothing, the question that a diagram asks and what comes of each option.
    nodes: Vec<(usize, Vec<Diagram>)>,
    unique: FxHashMap<(usize, Vec<Diagram>), Diagram>,
    both: FxHashMap<(Diagram, Diagram), Diagram>,
    opposite: FxHashMap<Diagram, Diagram>,
}

impl Space {
    /// The question that a diagram asks first, and what comes of each option.
    pub(super) fn get(&self, it: Diagram) -> Option<(usize, &[Diagram])> {
        let (question, options) = self.nodes.get((it as usize).checked_sub(2)?)?;
        Some((*question, options))
    }

    pub(super) fn node(
        &mut self,
        question: usize,
        options: Vec<Diagram>,
    ) -> Result<Diagram, Doubt> {
        if options.windows(2).all(|it| it[0] == it[1]) {
            return Ok(options.first().copied().unwrap_or(NEVER));
        }
        let key = (question, options);
        if let Some(known) = self.unique.get(&key) {
            return Ok(*known);
        }
        if self.nodes.len() > MOST {
            let what = "does not try as many combinations of open questions as this takes";
            return Err(Doubt::new(what));
        }
        self.nodes.push(key.clone());
        let name = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
        self.unique.insert(key, name);
        Ok(name)
    }

    /// That a question is settled in one of the marked ways.
    pub(super) fn literal(&mut self, question: usize, marked: &[bool]) -> Result<Diagram, Doubt> {
        self.node(question, marked.iter().map(|it| u32::from(*it)).collect())
    }

    pub(super) fn not(&mut self, it: Diagram) -> Result<Diagram, Doubt> {
        if it <= ALWAYS {
            return Ok(ALWAYS - it);
        }
        if let Some(known) = self.opposite.get(&it) {
            return Ok(*known);
        }
        let (question, options) = self.nodes[it as usize - 2].clone();
        let options = options.into_iter().map(|it| deep(|| self.not(it)));
        let options = options.collect::<Result<Vec<_>, _>>()?;
        let found = self.node(question, options)?;
        self.opposite.insert(it, found);
        self.opposite.insert(found, it);
        Ok(found)
    }

    pub(super) fn and(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Doubt> {
        let (one, other) = (one.min(other), one.max(other));
        if one == NEVER || one == other {
            return Ok(one);
        }
        if one == ALWAYS {
            return Ok(other);
        }
        if let Some(known) = self.both.get(&(one, other)) {
            return Ok(*known);
        }
        let ((left, of_left), (right, of_right)) =
            (self.nodes[one as usize - 2].clone(), self.nodes[other as usize - 2].clone());
        let question = left.min(right);
        let count = if left == question { of_left.len() } else { of_right.len() };
        let mut options = Vec::new();
        for at in 0..count {
            let one = if left == question { of_left[at] } else { one };
            let other = if right == question { of_right[at] } else { other };
            options.push(deep(|| self.and(one, other))?);
        }
        let found = self.node(question, options)?;
        self.both.insert((one, other), found);
        Ok(found)
    }

    pub(super) fn or(&mut self, one: Diagram, other: Diagram) -> Result<Diagram, Doubt> {
        let (one, other) = (self.not(one)?, self.not(other)?);
        let neither = self.and(one, other)?;
        self.not(neither)
    }

    pub(super) fn all(&mut self, parts: &[Diagram]) -> Result<Diagram, Doubt> {
        parts.iter().try_fold(ALWAYS, |all, it| self.and(all, *it))
    }

    pub(super) fn any(&mut self, parts: &[Diagram]) -> Result<Diagram, Doubt> {
        parts.iter().try_fold(NEVER, |any, it| self.or(any, *it))
    }

    /// Whether one is so wherever the other is.
    pub(super) fn implies(&mut self, one: Diagram, other: Diagram) -> Result<bool, Doubt> {
        Ok(self.and(one, other)? == one)
    }

    /// The questions that a diagram asks.
    pub(super) fn asks(&self, it: Diagram) -> Vec<usize> {
        let (mut seen, mut todo) = (rustc_hash::FxHashSet::default(), vec![it]);
        let mut found = std::collections::BTreeSet::new();
        while let Some(next) = todo.pop() {
            if let Some((question, options)) = self.get(next)
                && seen.insert(next)
            {
                found.insert(question);
                todo.extend(options);
            }
        }
        found.into_iter().collect()
    }
}

/// Runs one level of a recursion that may go as deep as there are questions.
pub(super) fn deep<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, level)
}
