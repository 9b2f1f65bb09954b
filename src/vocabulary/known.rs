//! Which individuals are known beside those that the rules name?
//!
//! A case and the suppositions of a question name individuals of their own, and may say more of the rules' own.

use rustc_hash::FxHashMap;

use super::{
    KindId, Thing, ThingId, Vocabulary,
    names::{Letters, Names},
};
use crate::source::index;

/// The individuals of a case, and what it says of their kinds.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    first: u32,
    /// Their names as written, for suggestions.
    pub(crate) listed: Vec<String>,
    kinds: Vec<KindId>,
    /// What each name means; nothing for a name whose mistake has been reported.
    pub(crate) names: Names<Option<ThingId>>,
    more_special: FxHashMap<ThingId, KindId>,
}

impl Known {
    /// Nobody but the individuals that the rules name.
    pub(crate) fn nobody(vocabulary: &Vocabulary) -> Self {
        let first = index(vocabulary.things.len());
        let names = Names::new(Letters::Exact);
        Self {
            first,
            listed: Vec::new(),
            kinds: Vec::new(),
            names,
            more_special: FxHashMap::default(),
        }
    }

    /// The id that the next individual will have.
    pub(crate) fn next(&self) -> ThingId {
        ThingId(self.first.saturating_add(index(self.kinds.len())))
    }

    /// Makes an individual known.
    pub(crate) fn add(&mut self, thing: &Thing) -> ThingId {
        let id = self.next();
        self.kinds.push(thing.kind);
        for name in std::iter::once(&thing.name).chain(&thing.also) {
            self.names.insert(name, Some(id));
            self.listed.push(name.clone());
        }
        id
    }

    /// Remembers a name that is wrong and has been reported, so that nothing is said of it again.
    pub(crate) fn mistaken(&mut self, name: &str) {
        self.names.insert(name, None);
    }

    /// Says of which kind an individual is to be taken from now on.
    pub(crate) fn specialise(&mut self, thing: ThingId, kind: KindId) {
        match thing.0.checked_sub(self.first).and_then(|it| self.kinds.get_mut(it as usize)) {
            Some(own) => *own = kind,
            None => {
                self.more_special.insert(thing, kind);
            }
        }
    }

    /// The most specific kind that is known of an individual.
    pub(crate) fn kind(&self, vocabulary: &Vocabulary, thing: ThingId) -> Option<KindId> {
        let stated = self.more_special.get(&thing).copied();
        let declared = || vocabulary.things.get(thing.0 as usize).map(|it| it.kind);
        let own =
            || thing.0.checked_sub(self.first).and_then(|it| self.kinds.get(it as usize)).copied();
        stated.or_else(declared).or_else(own)
    }
}
