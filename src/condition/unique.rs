//! IS IT THERE ALREADY? Finds a node by what it consists of; keeps results already worked out.

use std::hash::Hash;

use rustc_hash::FxHashMap;

const FREE: u32 = u32::MAX;

/// The ids of all nodes, by the hash of what they consist of.
///
/// Open addressing with linear probing. Unlike a map it does not store the nodes a second time.
#[derive(Debug, Default)]
pub(crate) struct Unique {
    slots: Vec<u32>,
    filled: usize,
}

impl Unique {
    /// The id with that hash for which `same` is true.
    pub(crate) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mut slot = self.home(hash);
        while self.slots[slot] != FREE {
            if same(self.slots[slot]) {
                return Some(self.slots[slot]);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// Adds an id that is not there yet; `hash_of` tells the hash of any id in the table.
    pub(crate) fn insert(&mut self, id: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.filled + 1) * 4 > self.slots.len() * 3 {
            self.grow(&hash_of);
        }
        self.place(id, hash_of(id));
        self.filled += 1;
    }

    /// Forgets all ids from this one on.
    pub(crate) fn truncate(&mut self, end: u32, hash_of: impl Fn(u32) -> u64) {
        let kept: Vec<u32> = self.slots.iter().copied().filter(|it| *it < end).collect();
        self.filled = kept.len();
        self.slots.fill(FREE);
        for id in kept {
            self.place(id, hash_of(id));
        }
    }

    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        let size = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![FREE; size]);
        for id in old.into_iter().filter(|it| *it != FREE) {
            self.place(id, hash_of(id));
        }
    }

    fn place(&mut self, id: u32, hash: u64) {
        let mut slot = self.home(hash);
        while self.slots[slot] != FREE {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = id;
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the low bits are wanted")]
    fn home(&self, hash: u64) -> usize {
        // INVARIANT: the number of slots is a power of two.
        hash as usize & (self.slots.len() - 1)
    }
}

/// Results of an operation, in two generations.
///
/// When the young generation is full, it replaces the old one. To forget everything at once would
/// be simpler, but an operation that needs a little more than fits would then start over and over.
#[derive(Debug)]
pub(crate) struct Memory<K, V> {
    young: FxHashMap<K, V>,
    old: FxHashMap<K, V>,
}

impl<K: Copy + Eq + Hash, V: Copy> Memory<K, V> {
    /// Nothing known yet.
    pub(crate) fn new() -> Self {
        Self { young: FxHashMap::default(), old: FxHashMap::default() }
    }

    /// The result, if it is still known; a generation holds at most so many.
    pub(crate) fn get(&mut self, key: K, limit: usize) -> Option<V> {
        if let Some(result) = self.young.get(&key) {
            return Some(*result);
        }
        let result = *self.old.get(&key)?;
        self.keep(key, result, limit);
        Some(result)
    }

    /// Keeps a result; a generation holds at most so many.
    pub(crate) fn keep(&mut self, key: K, result: V, limit: usize) {
        if self.young.len() >= limit {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.insert(key, result);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}
