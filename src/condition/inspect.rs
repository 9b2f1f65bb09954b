//! WHAT IS IN A CONDITION? Its nodes, its variables, its truth in a completion, an example.

use rustc_hash::FxHashSet;

use super::{Condition, VariableId, diagram::Diagram};

impl Diagram {
    /// The nodes that can be reached through wanted nodes alone, the condition's own included,
    /// leaves first. Settled conditions are no nodes.
    pub(crate) fn reachable(
        &self,
        condition: Condition,
        wanted: impl Fn(Condition) -> bool,
    ) -> Vec<Condition> {
        let new = |it: Condition, seen: &mut FxHashSet<Condition>| {
            !it.is_settled() && wanted(it) && seen.insert(it)
        };
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        found.extend(Some(condition).filter(|it| new(*it, &mut seen)));
        let mut next = 0;
        while next < found.len() {
            let branches = self.branches(found[next]);
            found.extend(branches.iter().copied().filter(|it| new(*it, &mut seen)));
            next += 1;
        }
        // INVARIANT: a node's id is greater than those of its branches.
        found.sort_unstable();
        found
    }

    /// The variables asked for, in order.
    pub(crate) fn support(&self, condition: Condition) -> Vec<VariableId> {
        let nodes = self.reachable(condition, |_| true);
        let mut variables: Vec<VariableId> = nodes.iter().map(|it| self.variable(*it)).collect();
        variables.sort_unstable();
        variables.dedup();
        variables
    }

    /// Follows the branches that the values choose.
    pub(crate) fn holds(
        &self,
        mut condition: Condition,
        value: impl Fn(VariableId) -> u32,
    ) -> bool {
        while !condition.is_settled() {
            condition = self.branches(condition)[value(self.variable(condition)) as usize];
        }
        condition == Condition::ALWAYS
    }

    /// The lowest values that lead to the truth.
    pub(crate) fn example(&self, mut condition: Condition) -> Option<Vec<(VariableId, u32)>> {
        if condition == Condition::NEVER {
            return None;
        }
        let mut values = Vec::new();
        for variable in self.support(condition) {
            let mut value = 0;
            if self.variable(condition) == variable {
                // INVARIANT: every node has a branch that is not never; otherwise all were equal.
                let branches = (0..).zip(self.branches(condition));
                let lowest = branches.into_iter().find(|(_, it)| **it != Condition::NEVER);
                (value, condition) = lowest.map_or((0, condition), |(value, it)| (value, *it));
            }
            values.push((variable, value));
        }
        Some(values)
    }
}
