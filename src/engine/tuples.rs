//! Which rows of numbers have been seen? Dense ids for tuples, with no allocation per tuple.
//!
//! Atoms, calls and rule instances are all of this form: a head (predicate or clause) and some numbers.
//! Ids are given in order of first sight, so nothing here depends on the order of a hash map.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::compile::index;

/// Tuples and their ids.
#[derive(Debug, Default)]
pub(super) struct Tuples {
    /// For each tuple its head and where its numbers begin; they end where the next tuple's begin.
    starts: Vec<(u32, u32)>,
    numbers: Vec<u32>,
    table: HashTable<u32>,
}

impl Tuples {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The head of a tuple.
    pub(super) fn head(&self, id: u32) -> u32 {
        self.starts[id as usize].0
    }

    /// The numbers of a tuple.
    pub(super) fn numbers(&self, id: u32) -> &[u32] {
        let start = self.starts[id as usize].1 as usize;
        let end = self.starts.get(id as usize + 1).map_or(self.numbers.len(), |it| it.1 as usize);
        &self.numbers[start..end]
    }

    /// The id of a tuple, if it has been seen.
    pub(super) fn find(&self, head: u32, numbers: &[u32]) -> Option<u32> {
        let same = |id: &u32| self.head(*id) == head && self.numbers(*id) == numbers;
        self.table.find(hash(head, numbers), same).copied()
    }

    /// The id of a tuple, and whether it is new.
    pub(super) fn intern(&mut self, head: u32, numbers: &[u32]) -> (u32, bool) {
        if let Some(id) = self.find(head, numbers) {
            return (id, false);
        }
        let id = index(self.starts.len());
        self.starts.push((head, index(self.numbers.len())));
        self.numbers.extend_from_slice(numbers);
        let Self { starts, numbers: all, table } = self;
        table.insert_unique(hash(head, numbers), id, |it| {
            let (head, start) = starts[*it as usize];
            let end = starts.get(*it as usize + 1).map_or(all.len(), |it| it.1 as usize);
            hash(head, &all[start as usize..end])
        });
        (id, true)
    }
}

fn hash(head: u32, numbers: &[u32]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(head);
    for it in numbers {
        hasher.write_u32(*it);
    }
    hasher.finish()
}
