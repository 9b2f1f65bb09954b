//! WHERE DO CONDITIONS LIVE? The nodes of the multi-valued decision diagram.
//!
//! A node asks for the value of one variable and has a branch for each. Invariants:
//!
//! - no node has only equal branches, and no two nodes are alike, so equal functions are one node
//!   (Bryant 1986; Srinivasan, Kam, Malik and Brayton 1990 for many values);
//! - a node's branches lead to later variables, and to smaller ids: ids ascend from the leaves.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::{
    Condition, Exhausted, VariableId,
    meter::Meter,
    unique::{Memory, Unique},
};

/// Stands behind every variable: the two settled conditions ask for nothing.
const NO_VARIABLE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Node {
    variable: u32,
    /// Where its branches begin; they end where those of the next node begin.
    first: u32,
}

/// All nodes, and what is known of them.
#[derive(Debug)]
pub(crate) struct Diagram {
    nodes: Vec<Node>,
    branches: Vec<Condition>,
    unique: Unique,
    /// The branches of nodes that are being made.
    pub(crate) pending: Vec<Condition>,
    pub(crate) known_and: Memory<(Condition, Condition), Condition>,
    pub(crate) known_or: Memory<(Condition, Condition), Condition>,
    pub(crate) known_not: FxHashMap<Condition, Condition>,
}

fn span(nodes: &[Node], branches: &[Condition], condition: Condition) -> std::ops::Range<usize> {
    let index = condition.0 as usize;
    let end = nodes.get(index + 1).map_or(branches.len(), |it| it.first as usize);
    nodes[index].first as usize..end
}

fn hash(variable: u32, branches: &[Condition]) -> u64 {
    let mut hasher = FxHasher::default();
    variable.hash(&mut hasher);
    for branch in branches {
        branch.0.hash(&mut hasher);
    }
    hasher.finish()
}

fn hash_at(nodes: &[Node], branches: &[Condition], id: u32) -> u64 {
    hash(nodes[id as usize].variable, &branches[span(nodes, branches, Condition(id))])
}

impl Diagram {
    /// The two settled conditions and nothing else.
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node { variable: NO_VARIABLE, first: 0 }; 2],
            branches: Vec::new(),
            unique: Unique::default(),
            pending: Vec::new(),
            known_and: Memory::new(),
            known_or: Memory::new(),
            known_not: FxHashMap::default(),
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Forgets the nodes from this one on.
    pub(crate) fn truncate(&mut self, end: usize) {
        let Ok(end_id) = u32::try_from(end) else { unreachable!("the meter bounds the ids") };
        if end < self.nodes.len() {
            let first = self.nodes[end].first as usize;
            self.nodes.truncate(end);
            self.branches.truncate(first);
            self.unique.truncate(end_id, |id| hash_at(&self.nodes, &self.branches, id));
        }
        self.known_and.clear();
        self.known_or.clear();
        self.known_not.clear();
    }

    /// The variable that the condition asks for first; settled conditions have one behind all.
    pub(crate) fn variable(&self, condition: Condition) -> VariableId {
        VariableId(self.nodes[condition.0 as usize].variable)
    }

    /// What is left of the condition for each value of its first variable.
    pub(crate) fn branches(&self, condition: Condition) -> &[Condition] {
        &self.branches[span(&self.nodes, &self.branches, condition)]
    }

    /// A condition on one variable alone.
    pub(crate) fn branch(
        &mut self,
        variable: VariableId,
        values: impl Iterator<Item = bool>,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        self.pending.clear();
        let settled = |it| if it { Condition::ALWAYS } else { Condition::NEVER };
        self.pending.extend(values.map(settled));
        self.make(variable, 0, meter)
    }

    /// The node with these branches.
    pub(crate) fn node_of(
        &mut self,
        variable: VariableId,
        branches: &[Condition],
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        self.pending.clear();
        self.pending.extend_from_slice(branches);
        self.make(variable, 0, meter)
    }

    /// The node whose branches are the pending ones from `start`.
    pub(crate) fn make(
        &mut self,
        variable: VariableId,
        start: usize,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        let wanted = &self.pending[start..];
        let result = if wanted.iter().all(|it| *it == wanted[0]) {
            wanted[0]
        } else {
            let same = |id| {
                self.nodes[id as usize].variable == variable.0
                    && self.branches(Condition(id)) == wanted
            };
            match self.unique.find(hash(variable.0, wanted), same) {
                Some(id) => Condition(id),
                None => self.push(variable, start, meter)?,
            }
        };
        self.pending.truncate(start);
        Ok(result)
    }

    fn push(
        &mut self,
        variable: VariableId,
        start: usize,
        meter: &mut Meter,
    ) -> Result<Condition, Exhausted> {
        meter.pay(self.pending.len() - start)?;
        let ids = (u32::try_from(self.nodes.len()), u32::try_from(self.branches.len()));
        let (Ok(id), Ok(first)) = ids else { unreachable!("the meter bounds the ids") };
        self.nodes.push(Node { variable: variable.0, first });
        self.branches.extend_from_slice(&self.pending[start..]);
        self.unique.insert(id, |id| hash_at(&self.nodes, &self.branches, id));
        Ok(Condition(id))
    }
}
