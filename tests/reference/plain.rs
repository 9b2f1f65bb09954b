//! What do the random programs speak of? Individuals alone: neither their facts nor their conclusions have values.

use grounds::{
    engine::{Described, Grounding, Item},
    program::{Atom, Conclusion, Fact},
    vocabulary::{Entity, KindId, Sort, ThingId},
};

const PROMISE: &str = "random programs have no values";

/// What a rule concludes, and whether it is a reason for it.
#[derive(Clone, Copy)]
pub(crate) struct Concluded<'a> {
    pub(crate) atom: &'a Atom,
    pub(crate) positive: bool,
}

pub(crate) fn concluded(conclusion: &Conclusion) -> Concluded<'_> {
    let Conclusion::Phrase { atom, positive } = conclusion else { unreachable!("{PROMISE}") };
    Concluded { atom, positive: *positive }
}

/// The individuals that a fact speaks of.
pub(crate) fn things(fact: &Fact) -> Vec<ThingId> {
    let thing = |it: &Entity| match it {
        Entity::Thing(it) => *it,
        Entity::Value(_) => unreachable!("{PROMISE}"),
    };
    fact.entities.iter().map(thing).collect()
}

/// What a slot takes, or a variable ranges over.
pub(crate) fn kind(sort: Sort) -> KindId {
    sort.kind().unwrap_or_else(|| unreachable!("{PROMISE}"))
}

/// Individuals as the engine takes them.
pub(crate) fn items(things: &[ThingId]) -> Vec<Item> {
    things.iter().map(|it| Item::from(*it)).collect()
}

/// An individual as the engine gives it.
pub(crate) fn thing(grounding: &Grounding<'_>, item: Item) -> ThingId {
    let Described::Thing(it) = grounding.describe(item) else { unreachable!("{PROMISE}") };
    it
}
