//! WHAT CAN A PRIME SAY OF VALUES THAT ARE COMPARED? The walk over expressible sets of cells.
//!
//! Cells for which the same is left of the condition form a *class*; they fit together or not at
//! all. A set that is outgrown by none for some `p` is a greatest expressible one among the cells
//! that fit `p`. The walk starts with all cells. If a set is too large for `p`, then one of its
//! classes does not fit, hence one of its strongest: those implied by none of its others. So the
//! walk goes on with the greatest expressible subsets that have none of one strongest class. With
//! few classes, or with classes in a chain, these are few, however many cells there are.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::condition::{
    Condition, Exhausted, Space,
    cells::{Set, Table},
    family::Family,
    meter::deep,
};

/// The cells for which the same is left of the condition.
struct Class {
    left: Condition,
    cells: Set,
}

/// The walk for one condition that asks for the cell first.
pub(super) struct Walk<'a> {
    space: &'a mut Space,
    table: Arc<Table>,
    first_element: u32,
    classes: Vec<Class>,
    /// For each class, those that imply it.
    stronger: Vec<Set>,
    /// The conjunction of what is left for some classes.
    known: FxHashMap<Set, Condition>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        space: &'a mut Space,
        condition: Condition,
        table: Arc<Table>,
        first_element: u32,
    ) -> Self {
        let branches = space.diagram.branches(condition);
        let mut lefts = branches.to_vec();
        lefts.sort_unstable();
        lefts.dedup();
        let class =
            |left| Class { left, cells: Set::of(branches.len(), |it| branches[it] == left) };
        let classes = lefts.into_iter().map(class).collect();
        Self {
            space,
            table,
            first_element,
            classes,
            stronger: Vec::new(),
            known: FxHashMap::default(),
        }
    }

    pub(super) fn primes(mut self) -> Result<Family, Exhausted> {
        self.stronger = self.compare()?;
        let table = Arc::clone(&self.table);
        let mut pending = vec![table.everything().clone()];
        let mut seen = FxHashSet::default();
        let mut lists = Vec::new();
        while let Some(set) = pending.pop() {
            let family = self.not_outgrown(&set)?;
            if family != Family::NONE {
                lists.push((table.list(&set, &mut self.space.meter)?, family));
            }
            for class in self.strongest(&set) {
                let unwanted = &self.classes[class].cells;
                for part in table.without(&set, unwanted, &mut self.space.meter)? {
                    if seen.insert(part.clone()) {
                        pending.push(part);
                    }
                }
            }
        }
        lists.sort_unstable();
        self.gather(&lists, 0)
    }

    /// For each class, those that imply it.
    fn compare(&mut self) -> Result<Vec<Set>, Exhausted> {
        let lefts: Vec<Condition> = self.classes.iter().map(|it| it.left).collect();
        let mut stronger = Vec::new();
        for own in &lefts {
            let mut implies = Vec::new();
            for other in &lefts {
                self.space.meter.step()?;
                implies.push(own != other && self.space.both(*own, *other)? == *other);
            }
            stronger.push(Set::of(lefts.len(), |it| implies[it]));
        }
        Ok(stronger)
    }

    fn classes_in(&self, set: &Set) -> Set {
        Set::of(self.classes.len(), |it| self.classes[it].cells.meets(set))
    }

    fn strongest(&self, set: &Set) -> Vec<usize> {
        let classes = self.classes_in(set);
        classes.numbers().filter(|it| !self.stronger[*it].meets(&classes)).collect()
    }

    /// What is left for all cells of the set together.
    fn left(&mut self, set: &Set) -> Result<Condition, Exhausted> {
        self.space.meter.work(1 + self.classes.len() / 8)?;
        let classes = self.classes_in(set);
        if let Some(left) = self.known.get(&classes) {
            return Ok(*left);
        }
        let mut left = Condition::ALWAYS;
        for class in classes.numbers() {
            left = self.space.both(left, self.classes[class].left)?;
        }
        self.known.insert(classes, left);
        Ok(left)
    }

    /// The primes that fit the set and no greater one.
    fn not_outgrown(&mut self, set: &Set) -> Result<Family, Exhausted> {
        let own = self.left(set)?;
        if own == Condition::NEVER {
            return Ok(Family::NONE);
        }
        let table = Arc::clone(&self.table);
        let mut greater = Vec::new();
        for wider in table.wider(set, &mut self.space.meter)? {
            greater.push(self.left(&wider)?);
        }
        if greater.contains(&own) {
            return Ok(Family::NONE);
        }
        greater.sort_unstable();
        greater.dedup();
        let mut result = self.space.primes_of(own)?;
        for both in greater {
            if result == Family::NONE {
                break;
            }
            let gone = self.space.primes_of(both)?;
            result = self.space.less(result, gone)?;
        }
        Ok(result)
    }

    /// The families, each behind its own list; the lists ascend, and are alike in the first `depth`
    /// literals.
    fn gather(
        &mut self,
        lists: &[(Vec<usize>, Family)],
        depth: usize,
    ) -> Result<Family, Exhausted> {
        let (mut result, longer) = match lists {
            [(list, family), longer @ ..] if list.len() == depth => (*family, longer),
            _ => (Family::NONE, lists),
        };
        let groups: Vec<_> = longer.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        for group in groups.into_iter().rev() {
            let Ok(literal) = u32::try_from(group[0].0[depth]) else {
                unreachable!("all literals together can be numbered")
            };
            let with = deep(|| self.gather(group, depth + 1))?;
            result = self.space.family(self.first_element + literal, result, with)?;
        }
        Ok(result)
    }
}
