//! WHAT DO TWO CONDITIONS MAKE TOGETHER? And, or, not, and fixing a value.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{
    Condition, Exhausted, VariableId,
    diagram::Diagram,
    meter::{Meter, deep},
    unique::Memory,
};

/// How two conditions are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    And,
    Or,
}

impl Op {
    /// What changes nothing when it is joined.
    fn neutral(self) -> Condition {
        match self {
            Self::And => Condition::ALWAYS,
            Self::Or => Condition::NEVER,
        }
    }

    /// The result where that needs no look inside.
    fn at_once(self, a: Condition, b: Condition) -> Option<Condition> {
        if a == b || b == self.neutral() {
            return Some(a);
        }
        if a == self.neutral() {
            return Some(b);
        }
        // INVARIANT: of the two settled conditions, what is not neutral absorbs.
        a.min(b).is_settled().then(|| if a.is_settled() { a } else { b })
    }
}

impl Diagram {
    /// Joins two conditions, branch by branch (Bryant 1986).
    pub(crate) fn combine(
        &mut self,
        op: Op,
        a: Condition,
        b: Condition,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        self.pending.clear();
        self.join(op, a, b, meter)
    }

    fn join(
        &mut self,
        op: Op,
        a: Condition,
        b: Condition,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        if let Some(result) = op.at_once(a, b) {
            return Ok(result);
        }
        let key = (a.min(b), a.max(b));
        if let Some(result) = self.known(op).get(key, meter.memory()) {
            return Ok(result);
        }
        meter.step()?;
        let result = deep(|| self.join_branches(op, key, meter))?;
        self.known(op).keep(key, result, meter.memory());
        Ok(result)
    }

    fn join_branches(
        &mut self,
        op: Op,
        (a, b): (Condition, Condition),
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        let (first_a, first_b) = (self.variable(a), self.variable(b));
        let variable = first_a.min(first_b);
        let count = self.branches(if first_a == variable { a } else { b }).len();
        let start = self.pending.len();
        for value in 0..count {
            let part_a = if first_a == variable { self.branches(a)[value] } else { a };
            let part_b = if first_b == variable { self.branches(b)[value] } else { b };
            let part = self.join(op, part_a, part_b, meter)?;
            self.pending.push(part);
        }
        self.make(variable, start, meter)
    }

    fn known(&mut self, op: Op) -> &mut Memory<(Condition, Condition), Condition> {
        match op {
            Op::And => &mut self.known_and,
            Op::Or => &mut self.known_or,
        }
    }

    /// Joins any number of conditions.
    ///
    /// Those that begin deepest go first: what is joined to them later stands above, and leaves
    /// their nodes as they are. So a hundred thousand literals take as many steps.
    pub(crate) fn combine_all(
        &mut self,
        op: Op,
        mut conditions: Vec<Condition>,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        conditions.sort_unstable_by_key(|it| (Reverse(self.variable(*it)), *it));
        conditions.dedup();
        let mut result = op.neutral();
        let mut rest = conditions.as_slice();
        while let Some(first) = rest.first() {
            let alike = rest.iter().take_while(|it| self.variable(**it) == self.variable(*first));
            let (group, others) = rest.split_at(alike.count());
            let joined = self.combine_group(op, group, meter)?;
            result = self.combine(op, joined, result, meter)?;
            rest = others;
        }
        Ok(result)
    }

    /// Joins pairs, then pairs of pairs, since one long chain of joins would go through the whole
    /// result again for each.
    fn combine_group(
        &mut self,
        op: Op,
        group: &[Condition],
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        let mut layer = group.to_vec();
        while layer.len() > 1 {
            let mut next = Vec::with_capacity(layer.len().div_ceil(2));
            for pair in layer.chunks(2) {
                next.push(self.combine(op, pair[0], *pair.last().unwrap_or(&pair[0]), meter)?);
            }
            layer = next;
        }
        Ok(layer.first().copied().unwrap_or(op.neutral()))
    }

    /// The opposite. Works upwards from the leaves, without recursion, on what is not yet known.
    pub(crate) fn not(
        &mut self,
        condition: Condition,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        for node in self.reachable(condition, |it| !self.known_not.contains_key(&it)) {
            meter.step()?;
            self.pending.clear();
            for value in 0..self.branches(node).len() {
                let part = self.opposite(self.branches(node)[value]);
                self.pending.push(part);
            }
            let result = self.make(self.variable(node), 0, meter)?;
            self.known_not.insert(node, result);
            self.known_not.insert(result, node);
        }
        Ok(self.opposite(condition))
    }

    /// The opposite of what is settled, or was met before.
    fn opposite(&self, condition: Condition) -> Condition {
        match condition {
            Condition::NEVER => Condition::ALWAYS,
            Condition::ALWAYS => Condition::NEVER,
            _ => self.known_not[&condition],
        }
    }

    /// What is left when a variable has a value.
    pub(crate) fn restrict(
        &mut self,
        condition: Condition,
        (variable, value): (VariableId, u32),
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        let mut left: FxHashMap<Condition, Condition> = FxHashMap::default();
        for node in self.reachable(condition, |it| self.variable(it) <= variable) {
            meter.step()?;
            let result = if self.variable(node) == variable {
                self.branches(node)[value as usize]
            } else {
                self.pending.clear();
                for value in 0..self.branches(node).len() {
                    let part = self.branches(node)[value];
                    self.pending.push(left.get(&part).copied().unwrap_or(part));
                }
                self.make(self.variable(node), 0, meter)?
            };
            left.insert(node, result);
        }
        Ok(left.get(&condition).copied().unwrap_or(condition))
    }
}
