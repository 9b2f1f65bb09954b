//! What is there to settle, and how is it settled?

use std::collections::{BTreeMap, BTreeSet};

use super::symbol::{Key, Pair, Point, Symbol};

/// How every open question is settled; of values in dispute, which one is preferred.
#[derive(Debug, Clone, Default)]
pub(crate) struct Completion {
    pub(crate) inputs: BTreeMap<Key, bool>,
    pub(crate) sides: BTreeMap<Key, bool>,
    pub(crate) preferred: BTreeMap<Key, usize>,
    pub(crate) point: Point,
}

/// What a completion has to settle, and what is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) inputs: BTreeSet<Key>,
    pub(crate) sides: BTreeSet<Key>,
    /// The values that may be in dispute, in the order in which one after the other is preferred.
    pub(crate) rivals: BTreeMap<Key, Vec<Symbol>>,
    pub(crate) unknown: BTreeSet<Key>,
    pub(crate) compared: BTreeSet<Pair>,
}
