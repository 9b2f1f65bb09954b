//! WHICH SETS OF CELLS CAN COMPARISONS EXPRESS? Literals and cells as each other's sets.
//!
//! A set is expressible if it is an intersection of literals, where a literal is the set of cells
//! in which a comparison holds, or does not. Cells and literals determine each other (a Galois
//! connection; Ganter and Wille, "Formal concept analysis", 1999): the least expressible set around
//! some cells lies in exactly those literals that all of them lie in. A single cell is expressible,
//! since it differs from each other one in a comparison.
//!
//! Literals are numbered as their elements are: `2 i` is that comparison `i` holds, `2 i + 1` that
//! it does not.

use super::{Exhausted, meter::Meter};

type Answer<T> = Result<T, Exhausted>;

/// For sets that lie in more literals (not counting those in which all cells lie) the shortest list
/// is not looked for.
const MOST_LITERALS: usize = 12;

/// A set of small numbers: of cells, of literals, or of classes of cells. Only sets of numbers
/// below the same bound are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Set(Box<[u64]>);

impl Set {
    /// The numbers below the bound that are wanted.
    pub(crate) fn of(bound: usize, wanted: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0; bound.div_ceil(64)];
        for number in (0..bound).filter(|it| wanted(*it)) {
            words[number / 64] |= 1 << (number % 64);
        }
        Self(words.into())
    }

    pub(crate) fn contains(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }

    /// Its numbers, ascending.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        (0..self.0.len() * 64).filter(|it| self.contains(*it))
    }

    pub(crate) fn meet(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    fn narrow(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    fn less(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & !b).collect())
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & !b == 0)
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|it| *it == 0)
    }

    fn len(&self) -> u32 {
        self.0.iter().map(|it| it.count_ones()).sum()
    }
}

/// Adds the greatest of the sets, save those within one there already. Of those there none may be
/// within one of the sets.
fn add_greatest(found: &mut Vec<Set>, mut sets: Vec<Set>, meter: &mut Meter) -> Answer<()> {
    sets.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    sets.dedup();
    for set in sets {
        meter.work(1 + found.len() / 64)?;
        if !found.iter().any(|it| set.is_within(it)) {
            found.push(set);
        }
    }
    Ok(())
}

/// Which cells lie in which literals.
#[derive(Debug)]
pub(crate) struct Table {
    /// The cells of each literal.
    cells: Vec<Set>,
    /// The literals of each cell.
    literals: Vec<Set>,
    everything: Set,
}

impl Table {
    /// Checks what [`Domain::Cells`](super::Domain::Cells) promises.
    pub(crate) fn new(comparisons: &[Vec<bool>]) -> Self {
        let size = comparisons.first().map_or(0, Vec::len);
        if comparisons.iter().any(|it| it.len() != size) {
            unreachable!("a comparison holds or does not hold in each cell")
        }
        let lies_in = |cell: usize, literal: usize| {
            comparisons[literal / 2][cell] == literal.is_multiple_of(2)
        };
        let count = 2 * comparisons.len();
        let literals: Vec<Set> =
            (0..size).map(|cell| Set::of(count, |literal| lies_in(cell, literal))).collect();
        let mut sorted: Vec<&Set> = literals.iter().collect();
        sorted.sort_unstable();
        if sorted.windows(2).any(|it| it[0] == it[1]) {
            unreachable!("two cells differ in a comparison")
        }
        let cells = (0..count).map(|literal| Set::of(size, |cell| lies_in(cell, literal)));
        Self { cells: cells.collect(), literals, everything: Set::of(size, |_| true) }
    }

    /// All cells.
    pub(crate) fn everything(&self) -> &Set {
        &self.everything
    }

    /// The literals in which all of the cells lie.
    fn around(&self, cells: &Set) -> Set {
        Set::of(self.cells.len(), |literal| cells.is_within(&self.cells[literal]))
    }

    /// The cells that lie in all of the literals.
    fn inside(&self, literals: &Set) -> Set {
        let mut cells = self.everything.clone();
        for literal in literals.numbers() {
            cells.narrow(&self.cells[literal]);
        }
        cells
    }

    /// The least expressible set around the cells.
    fn closed(&self, cells: &Set) -> Set {
        self.inside(&self.around(cells))
    }

    /// The least expressible sets that are greater than this one: each is the least around it and
    /// one more cell.
    pub(crate) fn wider(&self, set: &Set, meter: &mut Meter) -> Answer<Vec<Set>> {
        let own = self.around(set);
        let outside = (0..self.literals.len()).filter(|it| !set.contains(*it));
        let shared = outside.map(|it| own.meet(&self.literals[it])).collect();
        meter.work(1 + self.literals.len() / 8)?;
        // The more literals are shared, the less is inside.
        let mut found = Vec::new();
        add_greatest(&mut found, shared, meter)?;
        Ok(found.iter().map(|it| self.inside(it)).collect())
    }

    /// The greatest expressible subsets of an expressible set that have no unwanted cell.
    ///
    /// One unwanted cell after the other is taken out, each by every literal in which it does not
    /// lie (as Berge multiplies clauses, "Hypergraphs", 1989). What is left shrinks around its
    /// wanted cells at once, so there are few sets on the way if few cells are wanted.
    pub(crate) fn without(&self, set: &Set, unwanted: &Set, meter: &mut Meter) -> Answer<Vec<Set>> {
        let wanted = set.less(unwanted);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = vec![self.closed(&wanted)];
        for cell in set.meet(unwanted).numbers() {
            let (hit, missed) = found.into_iter().partition(|it: &Set| it.contains(cell));
            found = missed;
            let mut parts = Vec::new();
            for set in &hit {
                meter.work(1 + self.cells.len() / 2)?;
                let literals = self.cells.iter().filter(|it| !it.contains(cell));
                let left = literals.map(|it| set.meet(it).meet(&wanted));
                let mut greatest = Vec::new();
                add_greatest(&mut greatest, left.filter(|it| !it.is_empty()).collect(), meter)?;
                parts.extend(greatest);
            }
            parts.sort_unstable();
            parts.dedup();
            meter.work(parts.len() * self.cells.len() / 8)?;
            let parts = parts.iter().map(|it| self.closed(it)).collect();
            // INVARIANT: no set that was there is within a part of another one.
            add_greatest(&mut found, parts, meter)?;
        }
        Ok(found)
    }

    /// The one list of literals by which an expressible set is to be written.
    pub(crate) fn list(&self, set: &Set, meter: &mut Meter) -> Answer<Vec<usize>> {
        let around = self.around(set);
        let useful = around.numbers().filter(|it| self.cells[*it] != self.everything);
        let useful: Vec<usize> = useful.collect();
        if useful.len() > MOST_LITERALS {
            meter.work(useful.len() * useful.len())?;
            return Ok(self.short_list(set, &useful));
        }
        let mut search = Search { table: self, set, rests: self.rests(&useful), useful };
        let mut list = Vec::new();
        for length in 0..=search.useful.len() {
            if search.extend(0, (self.everything(), length), &mut list, meter)? {
                return Ok(list);
            }
        }
        unreachable!("the set is expressible")
    }

    /// What lies in all of the literals from each on.
    fn rests(&self, literals: &[usize]) -> Vec<Set> {
        let mut rests = vec![self.everything.clone()];
        for literal in literals.iter().rev() {
            let rest = rests[rests.len() - 1].meet(&self.cells[*literal]);
            rests.push(rest);
        }
        rests.reverse();
        rests
    }

    /// A list from which no literal can be dropped: adds the literal that leaves the fewest cells,
    /// the lowest of those, until only the set is left; then drops what became idle, from the
    /// highest.
    fn short_list(&self, set: &Set, useful: &[usize]) -> Vec<usize> {
        let mut list: Vec<usize> = Vec::new();
        let mut left = self.everything.clone();
        while left != *set {
            let parts = useful.iter().map(|it| (left.meet(&self.cells[*it]), *it));
            let Some((part, literal)) = parts.min_by_key(|(part, it)| (part.len(), *it)) else {
                unreachable!("the set is expressible")
            };
            left = part;
            list.push(literal);
        }
        list.sort_unstable();
        for index in (0..list.len()).rev() {
            let literal = list.remove(index);
            let mut left = self.everything.clone();
            for it in &list {
                left.narrow(&self.cells[*it]);
            }
            if left != *set {
                list.insert(index, literal);
            }
        }
        list
    }
}

/// Looks for the first list of some length.
struct Search<'a> {
    table: &'a Table,
    set: &'a Set,
    useful: Vec<usize>,
    /// What lies in all of the useful literals from each on.
    rests: Vec<Set>,
}

impl Search<'_> {
    /// Extends the list, in which so many cells are left, by so many literals from the next on.
    fn extend(
        &mut self,
        next: usize,
        (left, length): (&Set, usize),
        list: &mut Vec<usize>,
        meter: &mut Meter,
    ) -> Answer<bool> {
        meter.step()?;
        if length == 0 {
            return Ok(left == self.set);
        }
        for index in next..self.useful.len() {
            if left.meet(&self.rests[index]) != *self.set {
                return Ok(false);
            }
            let literal = self.useful[index];
            let part = left.meet(&self.table.cells[literal]);
            list.push(literal);
            if self.extend(index + 1, (&part, length - 1), list, meter)? {
                return Ok(true);
            }
            list.pop();
        }
        Ok(false)
    }
}
