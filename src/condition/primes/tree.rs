//! WHICH KINDS CAN A PRIME NAME? The walk over a tree of sub-kinds.
//!
//! An expressible set is a node's subtree without some subtrees below it: a connected part of the
//! tree. Given `p`, it is outgrown if it can take in the parent of its uppermost node, or a child
//! of one of its own that was left out.

use std::sync::Arc;

use crate::condition::{
    Condition, Exhausted, Space, domain::Preorder, family::Family, meter::deep, unique::Memory,
};

/// The walk for one condition that asks for the tree first.
pub(super) struct Walk<'a> {
    space: &'a mut Space,
    preorder: Arc<Preorder>,
    /// What is left of the condition for the node at each rank.
    left: Vec<Condition>,
    first_element: u32,
    known: Memory<(u32, u32, Condition), Family>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        space: &'a mut Space,
        condition: Condition,
        preorder: Arc<Preorder>,
        first_element: u32,
    ) -> Self {
        let branches = space.diagram.branches(condition);
        let left = preorder.nodes.iter().map(|it| branches[*it as usize]).collect();
        Self { space, preorder, left, first_element, known: Memory::new() }
    }

    /// The primes with each node as the uppermost, from the last rank to the root.
    pub(super) fn primes(mut self) -> Result<Family, Exhausted> {
        // Ranks descend, so that the elements already in the result come later.
        let mut result = Family::NONE;
        for rank in (0..self.preorder.ends[0]).rev() {
            result = self.add_base(rank, result)?;
        }
        Ok(result)
    }

    fn add_base(&mut self, rank: u32, result: Family) -> Result<Family, Exhausted> {
        let own = self.left[rank as usize];
        let end = self.preorder.ends[rank as usize];
        if rank == 0 {
            let root = self.below(1, end, own)?;
            return self.space.joined(root, result);
        }
        let parent = self.left[self.preorder.parents[rank as usize] as usize];
        let both = self.space.both(own, parent)?;
        if own == both {
            return Ok(result);
        }
        let all = self.below(rank + 1, end, own)?;
        let gone = self.below(rank + 1, end, both)?;
        let beyond = self.space.less(all, gone)?;
        self.space.family(self.first_element + 2 * rank, result, beyond)
    }

    /// The ways to decide the ranks up to `end` and go on with a prime, where `fits` is the
    /// conjunction of what is left for the nodes taken in so far.
    fn below(&mut self, mut rank: u32, end: u32, fits: Condition) -> Result<Family, Exhausted> {
        if fits == Condition::NEVER {
            return Ok(Family::NONE);
        }
        // A node that fits anyway cannot be left out.
        let both = loop {
            if rank == end {
                return self.space.primes_of(fits);
            }
            let both = self.space.both(fits, self.left[rank as usize])?;
            if both != fits {
                break both;
            }
            rank += 1;
        };
        let limit = self.space.meter.memory();
        if let Some(family) = self.known.get((rank, end, fits), limit) {
            return Ok(family);
        }
        self.space.meter.step()?;
        let family = deep(|| self.with_and_without(rank, end, (fits, both)))?;
        self.known.keep((rank, end, fits), family, limit);
        Ok(family)
    }

    fn with_and_without(
        &mut self,
        rank: u32,
        end: u32,
        (fits, both): (Condition, Condition),
    ) -> Result<Family, Exhausted> {
        let taken = self.below(rank + 1, end, both)?;
        let behind = self.preorder.ends[rank as usize];
        let all = self.below(behind, end, fits)?;
        let gone = self.below(behind, end, both)?;
        let left_out = self.space.less(all, gone)?;
        self.space.family(self.first_element + 2 * rank + 1, taken, left_out)
    }
}
