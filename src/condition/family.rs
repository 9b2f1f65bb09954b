//! WHERE DO THE PRIMES LIVE? Sets of sets of elements, as zero-suppressed decision diagrams.
//!
//! After Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems" (1993).
//! A node splits a family into the sets with its element, without that element, and the others.
//! Invariants:
//!
//! - the sets with a node's element are not an empty family, and no two nodes are alike, so equal
//!   families are one node;
//! - elements ascend towards the leaves, and ids ascend from the leaves.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{
    Exhausted,
    meter::{Meter, deep},
    unique::{Memory, Unique},
};

/// Stands behind every element: the two leaves split nothing.
const NO_ELEMENT: u32 = u32::MAX;

/// Names a set of sets of elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Family(u32);

impl Family {
    /// No set at all.
    pub(crate) const NONE: Self = Self(0);
    /// The empty set alone.
    pub(crate) const UNIT: Self = Self(1);

    /// Whether it is one of the two above.
    pub(crate) fn is_leaf(self) -> bool {
        self <= Self::UNIT
    }
}

/// A family, split by its first element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Split {
    pub(crate) element: u32,
    /// The sets that do not have the element.
    pub(crate) without: Family,
    /// The sets that have it, with it taken out.
    pub(crate) with: Family,
}

/// All families.
#[derive(Debug)]
pub(crate) struct Families {
    nodes: Vec<Split>,
    /// Whether the empty set is in the family. Kept since looking for it would go down the whole
    /// chain of sets without an element.
    has_empty: Vec<bool>,
    unique: Unique,
    known_union: Memory<(Family, Family), Family>,
    known_difference: Memory<(Family, Family), Family>,
    known_least: Memory<Family, Family>,
    known_not_above: Memory<(Family, Family), Family>,
}

fn hash(split: Split) -> u64 {
    let mut hasher = FxHasher::default();
    split.hash(&mut hasher);
    hasher.finish()
}

impl Families {
    /// The two leaves.
    pub(crate) fn new() -> Self {
        let leaf = Split { element: NO_ELEMENT, without: Family::NONE, with: Family::NONE };
        Self {
            nodes: vec![leaf; 2],
            has_empty: vec![false, true],
            unique: Unique::default(),
            known_union: Memory::new(),
            known_difference: Memory::new(),
            known_least: Memory::new(),
            known_not_above: Memory::new(),
        }
    }

    /// How many families have a name.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Forgets the families from this one on.
    pub(crate) fn truncate(&mut self, end: usize) {
        let Ok(end_id) = u32::try_from(end) else { unreachable!("the meter bounds the ids") };
        if end < self.nodes.len() {
            self.nodes.truncate(end);
            self.has_empty.truncate(end);
            self.unique.truncate(end_id, |id| hash(self.nodes[id as usize]));
        }
        self.known_union.clear();
        self.known_difference.clear();
        self.known_least.clear();
        self.known_not_above.clear();
    }

    /// How a family splits by its first element; leaves have one behind all.
    pub(crate) fn split(&self, family: Family) -> Split {
        self.nodes[family.0 as usize]
    }

    /// The sets of `without`, and those of `with` to which the element is added; the element
    /// comes before all that are in either.
    pub(crate) fn node(
        &mut self,
        element: u32,
        without: Family,
        with: Family,
        meter: &mut Meter,
    ) -> Result<Family, Exhausted> {
        debug_assert!(element < self.split(with).element.min(self.split(without).element));
        if with == Family::NONE {
            return Ok(without);
        }
        let split = Split { element, without, with };
        let known = self.unique.find(hash(split), |id| self.nodes[id as usize] == split);
        if let Some(id) = known {
            return Ok(Family(id));
        }
        meter.pay(2)?;
        let Ok(id) = u32::try_from(self.nodes.len()) else {
            unreachable!("the meter bounds the ids")
        };
        self.nodes.push(split);
        self.has_empty.push(self.has_empty[without.0 as usize]);
        self.unique.insert(id, |id| hash(self.nodes[id as usize]));
        Ok(Family(id))
    }

    /// The sets that are in either family.
    pub(crate) fn union(
        &mut self,
        a: Family,
        b: Family,
        meter: &mut Meter,
    ) -> Result<Family, Exhausted> {
        if a == b || b == Family::NONE {
            return Ok(a);
        }
        if a == Family::NONE {
            return Ok(b);
        }
        let key = (a.min(b), a.max(b));
        if let Some(result) = self.known_union.get(key, meter.memory()) {
            return Ok(result);
        }
        meter.step()?;
        let result = deep(|| self.union_of_splits(key, meter))?;
        self.known_union.keep(key, result, meter.memory());
        Ok(result)
    }

    fn union_of_splits(
        &mut self,
        (a, b): (Family, Family),
        meter: &mut Meter,
    ) -> Result<Family, Exhausted> {
        let element = self.split(a).element.min(self.split(b).element);
        let (a, b) = (self.split_by(element, a), self.split_by(element, b));
        let without = self.union(a.without, b.without, meter)?;
        let with = self.union(a.with, b.with, meter)?;
        self.node(element, without, with, meter)
    }

    /// The sets of the first family that are not in the second.
    pub(crate) fn difference(
        &mut self,
        a: Family,
        b: Family,
        meter: &mut Meter,
    ) -> Result<Family, Exhausted> {
        if a == b || a == Family::NONE {
            return Ok(Family::NONE);
        }
        if b == Family::NONE {
            return Ok(a);
        }
        if a == Family::UNIT {
            return Ok(if self.has_empty[b.0 as usize] { Family::NONE } else { a });
        }
        if let Some(result) = self.known_difference.get((a, b), meter.memory()) {
            return Ok(result);
        }
        meter.step()?;
        let result = deep(|| self.difference_of_splits(a, b, meter))?;
        self.known_difference.keep((a, b), result, meter.memory());
        Ok(result)
    }

    fn difference_of_splits(
        &mut self,
        a: Family,
        mut b: Family,
        meter: &mut Meter,
    ) -> Result<Family, Exhausted> {
        let element = self.split(a).element;
        // What the second family has with earlier elements is not in the first.
        while self.split(b).element < element {
            b = self.split(b).without;
        }
        let (a, b) = (self.split(a), self.split_by(element, b));
        let without = self.difference(a.without, b.without, meter)?;
        let with = self.difference(a.with, b.with, meter)?;
        self.node(element, without, with, meter)
    }

    /// The sets that have no other set of the family within them.
    pub(crate) fn least(&mut self, family: Family, meter: &mut Meter) -> Result<Family, Exhausted> {
        if family.is_leaf() {
            return Ok(family);
        }
        if let Some(result) = self.known_least.get(family, meter.memory()) {
            return Ok(result);
        }
        meter.step()?;
        let result = deep(|| {
            let split = self.split(family);
            let without = self.least(split.without, meter)?;
            let with = self.least(split.with, meter)?;
            let with = self.not_above(with, without, meter)?;
            self.node(split.element, without, with, meter)
        })?;
        self.known_least.keep(family, result, meter.memory());
        Ok(result)
    }

    /// The sets of the first family that have no set of the second within them.
    fn not_above(&mut self, a: Family, b: Family, meter: &mut Meter) -> Result<Family, Exhausted> {
        if b == Family::NONE || a == Family::NONE {
            return Ok(a);
        }
        if self.has_empty[b.0 as usize] {
            return Ok(Family::NONE);
        }
        if a == Family::UNIT {
            return Ok(a);
        }
        if let Some(result) = self.known_not_above.get((a, b), meter.memory()) {
            return Ok(result);
        }
        meter.step()?;
        let result = deep(|| {
            let element = self.split(a).element.min(self.split(b).element);
            let (one, other) = (self.split_by(element, a), self.split_by(element, b));
            let without = self.not_above(one.without, other.without, meter)?;
            let with = self.not_above(one.with, other.without, meter)?;
            let with = self.not_above(with, other.with, meter)?;
            self.node(element, without, with, meter)
        })?;
        self.known_not_above.keep((a, b), result, meter.memory());
        Ok(result)
    }

    fn split_by(&self, element: u32, family: Family) -> Split {
        let split = self.split(family);
        if split.element == element {
            return split;
        }
        Split { element, without: family, with: Family::NONE }
    }
}
