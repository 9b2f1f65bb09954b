//! What is a sentence about, as data? For those who look a step up rather than read it.

use super::{About, AboutTopic, why::Builder};
use crate::engine::{AtomId, Item};

impl Builder<'_, '_> {
    /// What an atom, or its denial, says of what.
    pub(super) fn about_atom(&self, atom: AtomId, positive: bool) -> About {
        let (phrase, items) = self.words().phrase_of(atom);
        let declared = self.grounding.program().vocabulary.declared(phrase);
        let items: Vec<Option<Item>> = items.into_iter().map(Some).collect();
        self.about(AboutTopic::Phrase(declared), &items, positive)
    }

    /// What is said of some items, as far as they are known.
    pub(super) fn about(&self, topic: AboutTopic, items: &[Option<Item>], holds: bool) -> About {
        let words = self.words();
        let items = items.iter().map(|it| it.map(|it| words.item(it))).collect();
        About { topic, items, holds }
    }
}
