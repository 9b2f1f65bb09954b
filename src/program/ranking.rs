//! Which rule gives way to which where they contradict each other?
//!
//! A rule gives way to one that overrides it, and to one whose first source outranks its own first source: by the
//! ladder of authority, by declaration, or by a chain of both. A rule without a source outranks none and is outranked by none.

use super::{Authority, Rule, RuleId, Source, SourceId};

/// Precedence among the rules of a program.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// Pairs of a rule and one that it overrides, sorted.
    overrides: Vec<(RuleId, RuleId)>,
    /// For each rule, the source that gives its rank.
    ranks: Vec<Option<SourceId>>,
    sources: Precedence,
}

impl Ranking {
    /// Precedence as the rules and their sources declare it.
    pub(super) fn new(
        mut overrides: Vec<(RuleId, RuleId)>,
        rules: &[Rule],
        sources: Precedence,
    ) -> Self {
        overrides.sort_unstable();
        overrides.dedup();
        let ranks = rules.iter().map(rank).collect();
        Self { overrides, ranks, sources }
    }

    /// Whether `weaker` gives way where both apply and contradict each other.
    pub fn defeats(&self, stronger: RuleId, weaker: RuleId) -> bool {
        self.overrides(stronger, weaker) || self.outranks(stronger, weaker)
    }

    /// Whether `stronger` is declared to override `weaker`.
    pub fn overrides(&self, stronger: RuleId, weaker: RuleId) -> bool {
        self.overrides.binary_search(&(stronger, weaker)).is_ok()
    }

    /// Whether the source of `stronger` outranks that of `weaker`.
    pub fn outranks(&self, stronger: RuleId, weaker: RuleId) -> bool {
        let rank = |it: RuleId| self.ranks.get(it.0 as usize).copied().flatten();
        match (rank(stronger), rank(weaker)) {
            (Some(one), Some(other)) => self.sources.outranks(one, other),
            _ => false,
        }
    }
}

impl Ranking {
    /// Precedence among these rules, and beside them among some rules of another program, whose sources are counted on
    /// from `first_source`.
    pub(super) fn beside(&self, other: &Self, taken: &[RuleId], first_source: u32) -> Self {
        let own = self.ranks.len();
        let place = |it: RuleId| {
            let at = taken.binary_search(&it).ok()?;
            u32::try_from(own + at).ok().map(RuleId)
        };
        let mut ranking = self.clone();
        for (stronger, weaker) in &other.overrides {
            ranking.overrides.extend(place(*stronger).zip(place(*weaker)));
        }
        ranking.overrides.sort_unstable();
        for id in taken {
            let rank = other.ranks.get(id.0 as usize).copied().flatten();
            ranking.ranks.push(rank.map(|it| SourceId(first_source + it.0)));
        }
        ranking.sources = self.sources.beside(&other.sources, first_source as usize);
        ranking
    }
}

/// The source that gives a rule its rank: the first that it cites.
pub(super) fn rank(rule: &Rule) -> Option<SourceId> {
    rule.citations.first().map(|it| it.source)
}

/// Precedence among sources, closed over chains: a bit for each pair.
#[derive(Debug, Clone, Default)]
pub(super) struct Precedence {
    words: usize,
    weaker: Vec<u64>,
}

impl Precedence {
    /// What the ladder and the declared pairs amount to.
    pub(super) fn new(sources: &[Source], declared: &[(SourceId, SourceId)]) -> Self {
        let words = sources.len().div_ceil(64);
        let mut precedence = Self { words, weaker: vec![0; words * sources.len()] };
        let graph = Graph::new(sources, declared);
        for source in 0..sources.len() {
            for weaker in graph.below(source) {
                precedence.weaker[source * words + weaker / 64] |= 1 << (weaker % 64);
            }
        }
        precedence
    }

    /// Two precedences that have nothing to do with each other; the sources of the other one begin at `first`.
    fn beside(&self, other: &Self, first: usize) -> Self {
        let count = |it: &Self| it.weaker.len().checked_div(it.words).unwrap_or(0);
        let all = first + count(other);
        let words = all.div_ceil(64);
        let mut both = Self { words, weaker: vec![0; words * all] };
        for (from, at) in [(self, 0), (other, first)] {
            for one in 0..count(from) {
                for weaker in (0..count(from)).filter(|it| from.outranks_at(one, *it)) {
                    let bit = at + weaker;
                    both.weaker[(at + one) * words + bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        both
    }

    fn outranks_at(&self, one: usize, other: usize) -> bool {
        self.weaker.get(one * self.words + other / 64).is_some_and(|it| it >> (other % 64) & 1 == 1)
    }

    /// Whether one source outranks another.
    pub(super) fn outranks(&self, one: SourceId, other: SourceId) -> bool {
        self.outranks_at(one.0 as usize, other.0 as usize)
    }
}

const RUNGS: usize = 6;

/// Sources, then the rungs of the ladder: from a source an edge to the rung below it, from a rung edges to the sources
/// on it and to the next one.
struct Graph {
    sources: usize,
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn new(sources: &[Source], declared: &[(SourceId, SourceId)]) -> Self {
        let count = sources.len();
        let mut edges = vec![Vec::new(); count + RUNGS + 1];
        for (source, rung) in sources
            .iter()
            .enumerate()
            .filter_map(|it| it.1.authority.map(|rung| (it.0, place(rung))))
        {
            edges[source].push(count + rung + 1);
            edges[count + rung].push(source);
        }
        for rung in 0..RUNGS {
            edges[count + rung].push(count + rung + 1);
        }
        for (stronger, weaker) in declared {
            edges[stronger.0 as usize].push(weaker.0 as usize);
        }
        Self { sources: count, edges }
    }

    /// All sources that can be reached from one.
    fn below(&self, source: usize) -> Vec<usize> {
        let mut seen = vec![false; self.edges.len()];
        let mut open = vec![source];
        while let Some(at) = open.pop() {
            for next in &self.edges[at] {
                if !std::mem::replace(&mut seen[*next], true) {
                    open.push(*next);
                }
            }
        }
        (0..self.sources).filter(|it| seen[*it]).collect()
    }
}

fn place(authority: Authority) -> usize {
    match authority {
        Authority::Constitution => 0,
        Authority::Statute => 1,
        Authority::Regulation => 2,
        Authority::Decision => 3,
        Authority::Practice => 4,
        Authority::Commentary => 5,
    }
}
