//! WHICH SETS ARE IN A FAMILY? Their number, the shortest of them, and what all have in common.

use num_bigint::BigUint;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Literal, Primes, Space, domain,
    family::{Families, Family},
    meter::deep,
};

impl Primes {
    /// The literals that some of them contain.
    #[must_use]
    pub fn literals(self, space: &Space) -> Vec<Literal> {
        domain::literals(&space.variables, &space.families.elements(self.0))
    }
}

impl Families {
    /// The nodes of a family, leaves first; without the two leaves themselves.
    fn reachable(&self, family: Family) -> Vec<Family> {
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        let mut pending = vec![family];
        while let Some(it) = pending.pop() {
            if !it.is_leaf() && seen.insert(it) {
                let split = self.split(it);
                found.push(it);
                pending.extend([split.without, split.with]);
            }
        }
        // INVARIANT: a node's id is greater than those of the families it splits into.
        found.sort_unstable();
        found
    }

    /// The elements that are in some set, in order.
    pub(crate) fn elements(&self, family: Family) -> Vec<u32> {
        // INVARIANT: every node has a set with its element.
        let nodes = self.reachable(family);
        let mut elements: Vec<u32> = nodes.iter().map(|it| self.split(*it).element).collect();
        elements.sort_unstable();
        elements.dedup();
        elements
    }

    /// How many sets there are.
    pub(crate) fn count(&self, family: Family) -> BigUint {
        let nodes = self.reachable(family);
        let mut uses: FxHashMap<Family, u32> = FxHashMap::default();
        for it in &nodes {
            *uses.entry(self.split(*it).without).or_default() += 1;
            *uses.entry(self.split(*it).with).or_default() += 1;
        }
        let mut counts = FxHashMap::default();
        counts.insert(Family::NONE, BigUint::ZERO);
        counts.insert(Family::UNIT, BigUint::from(1_u8));
        for it in nodes {
            let split = self.split(it);
            let mut count = take(&mut counts, &mut uses, split.without);
            count += take(&mut counts, &mut uses, split.with);
            counts.insert(it, count);
        }
        counts.remove(&family).unwrap_or_default()
    }

    /// The elements that are in every set, in order; none for an empty family.
    pub(crate) fn common(&self, family: Family) -> Vec<u32> {
        let mut nodes = self.reachable(family);
        nodes.sort_unstable_by_key(|it| (self.split(*it).element, *it));
        let mut common = Vec::new();
        // The furthest element that can be reached without meeting those between.
        let mut furthest = self.split(family).element;
        for level in nodes.chunk_by(|a, b| self.split(*a).element == self.split(*b).element) {
            let splits = level.iter().map(|it| self.split(*it));
            let element = self.split(level[0]).element;
            let unavoidable = furthest == element;
            if unavoidable && splits.clone().all(|it| it.without == Family::NONE) {
                common.push(element);
            }
            for it in splits.flat_map(|it| [it.without, it.with]).filter(|it| *it != Family::NONE) {
                furthest = furthest.max(self.split(it).element);
            }
        }
        common
    }

    /// The shortest sets; among equally short ones, the set with the first element that tells them
    /// apart goes first.
    pub(crate) fn shortest(&self, family: Family, limit: usize) -> Vec<Vec<u32>> {
        let mut ranking = Ranking { families: self, ways: FxHashMap::default() };
        let mut lists = Vec::new();
        while lists.len() < limit && ranking.length(family, lists.len()).is_some() {
            lists.push(ranking.set(family, lists.len()));
        }
        lists
    }
}

/// The count of a family, given away at its last use: a long diagram has large counts.
fn take(
    counts: &mut FxHashMap<Family, BigUint>,
    uses: &mut FxHashMap<Family, u32>,
    family: Family,
) -> BigUint {
    if let Some(rest) = uses.get_mut(&family) {
        *rest -= 1;
        if *rest == 0 {
            return counts.remove(&family).unwrap_or_default();
        }
    }
    counts.get(&family).cloned().unwrap_or_default()
}

/// Ranks the sets of families by length, only as far down as somebody asks.
///
/// The sets of a family are those with its element and those without, each ranked in the same way,
/// so its ranking merges two (as for the k best derivations of Huang and Chiang, "Better k-best
/// parsing", 2005).
struct Ranking<'a> {
    families: &'a Families,
    ways: FxHashMap<Family, Ways>,
}

/// The sets ranked so far.
#[derive(Default)]
struct Ways {
    found: Vec<Way>,
    /// How many of them have the element.
    with: usize,
    /// Whether these are all.
    complete: bool,
}

/// A set of a family: the set with this rank among those with, or without, the element.
#[derive(Clone, Copy)]
struct Way {
    length: usize,
    with: bool,
    rank: usize,
}

impl Ranking<'_> {
    /// The length of the set with this rank; ranks are asked for one after the other.
    fn length(&mut self, family: Family, rank: usize) -> Option<usize> {
        if family.is_leaf() {
            return (family == Family::UNIT && rank == 0).then_some(0);
        }
        let ways = self.ways.entry(family).or_default();
        if let Some(way) = ways.found.get(rank) {
            return Some(way.length);
        }
        if ways.complete {
            return None;
        }
        let (with, without) = (ways.with, ways.found.len() - ways.with);
        let way = deep(|| self.merge(family, with, without));
        let ways = self.ways.entry(family).or_default();
        match way {
            Some(way) => {
                ways.with += usize::from(way.with);
                ways.found.push(way);
            }
            None => ways.complete = true,
        }
        way.map(|it| it.length)
    }

    fn merge(&mut self, family: Family, with: usize, without: usize) -> Option<Way> {
        let split = self.families.split(family);
        let longer = self.length(split.with, with).map(|it| it + 1);
        let plain = self.length(split.without, without);
        match (longer, plain) {
            (Some(length), other) if other.is_none_or(|it| length <= it) => {
                Some(Way { length, with: true, rank: with })
            }
            (_, Some(length)) => Some(Way { length, with: false, rank: without }),
            _ => None,
        }
    }

    /// The elements of a set whose rank was asked for before.
    fn set(&self, mut family: Family, mut rank: usize) -> Vec<u32> {
        let mut elements = Vec::new();
        while let Some(way) = self.ways.get(&family).and_then(|it| it.found.get(rank)) {
            let split = self.families.split(family);
            rank = way.rank;
            family = if way.with { split.with } else { split.without };
            if way.with {
                elements.push(split.element);
            }
        }
        elements
    }
}

impl Primes {
    /// How many there are, exactly, without listing any.
    #[must_use]
    pub fn count(self, space: &Space) -> BigUint {
        space.families.count(self.0)
    }

    /// The shortest ones. Among equally short ones, earlier variables go first, then lower nodes,
    /// alternatives, cells and literals (for a tree: a node before those below it), then what holds
    /// before what does not; each list is in that order too.
    #[must_use]
    pub fn shortest(self, space: &Space, limit: usize) -> Vec<Vec<Literal>> {
        let lists = space.families.shortest(self.0, limit);
        lists.iter().map(|it| domain::literals(&space.variables, it)).collect()
    }

    /// The literals that all of them contain: what is needed in every case. None if there are no
    /// primes, since the condition never holds then.
    #[must_use]
    pub fn common(self, space: &Space) -> Vec<Literal> {
        domain::literals(&space.variables, &space.families.common(self.0))
    }
}
