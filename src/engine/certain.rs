//! What is so whatever is open? Told from the shape of what was grounded, before any condition is worked out.
//!
//! Not everything that is so in every completion is found: only what facts, rules without open conditions, and the
//! values of inputs make so. It keeps sums small, whose members may be unknown but surely count.

use rustc_hash::FxHashMap;

use super::{
    AtomId, Ground, Grounding, InstanceId, Known,
    compile::{Meaning, Origin},
};
use crate::{
    program::Status,
    vocabulary::{Sort, ThingId},
};

/// What has been found out; what is being looked at counts as not certain.
#[derive(Debug, Default)]
pub(super) struct Certain(FxHashMap<AtomId, bool>);

impl Grounding<'_> {
    /// Whether an atom holds in every completion, as far as its shape shows.
    pub(super) fn is_certain(&self, atom: AtomId, known: &mut Certain) -> bool {
        if let Some(known) = known.0.get(&atom) {
            return *known;
        }
        known.0.insert(atom, false);
        let certain = deep(|| self.works_out_certain(atom, known));
        known.0.insert(atom, certain);
        certain
    }

    fn works_out_certain(&self, atom: AtomId, known: &mut Certain) -> bool {
        match self.stated(atom) {
            Some(Status::Yes) => return true,
            Some(Status::No) => return false,
            Some(Status::Unknown) | None => {}
        }
        let predicate = self.tables.predicate(atom);
        let aggregate = matches!(self.predicate(predicate).meaning, Meaning::Aggregate(..));
        if aggregate || self.taken_apart(predicate).is_some() {
            return false;
        }
        let concluded = self.tables.supports(atom, true).any(|it| self.surely_acts(it, known));
        if self.is_valued(predicate) {
            let rivals = self.rivals(atom);
            let alone = rivals.iter().all(|it| *it == atom || self.always_gives_way(*it));
            return alone && (concluded || rivals.is_empty() && self.is_unknown_input(atom));
        }
        concluded && self.tables.supports(atom, false).next().is_none()
    }

    /// Whether an atom says that an input of certain kinds has the value that nobody knows.
    fn is_unknown_input(&self, atom: AtomId) -> bool {
        let predicate = self.tables.predicate(atom);
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return false };
        let declared = self.program.vocabulary.phrase(phrase);
        let row = self.tables.things(atom);
        let Some((value, things)) = row.split_last() else { return false };
        let of_kinds = things.iter().zip(&declared.slots).all(|(it, slot)| {
            slot.sort.kind().is_none_or(|kind| self.is_of_kind(ThingId(*it), kind) == Known::Yes)
        });
        of_kinds
            && !matches!(declared.value, Some(Sort::Kind(_)))
            && self.values.inputs(*value) == [*value]
            && self.is_input(predicate, things)
    }

    /// Whether an instance is in effect in every completion.
    fn surely_acts(&self, instance: InstanceId, known: &mut Certain) -> bool {
        let holds = |it: &Ground, known: &mut Certain| match it {
            Ground::Holds(atom, true) => self.is_certain(*atom, known),
            Ground::Holds(atom, false) => !self.tables.atom(*atom).possible,
            _ => false,
        };
        self.tables.body(instance).iter().all(|it| holds(it, known))
            && self.tables.exceptions(instance).iter().all(|it| !self.tables.atom(*it).possible)
            && self.stronger(instance).is_empty()
    }

    /// Whether every rule that gives an attribute this value gives way, in every completion, to a stronger one.
    fn always_gives_way(&self, atom: AtomId) -> bool {
        let gives_way = |it: InstanceId| {
            let stronger = self.stronger(it);
            stronger.iter().any(|it| self.surely_acts(*it, &mut Certain::default()))
        };
        self.tables.supports(atom, true).all(gives_way)
    }

    /// Whether it makes a difference that an instance acts although a stronger one gives the same value: it may defeat
    /// others which that one does not defeat.
    pub(super) fn defeats_more(&self, instance: InstanceId, stronger: InstanceId) -> bool {
        let rule = |it: InstanceId| match self.clause(self.tables.clause(it)).origin {
            Origin::Rule(rule) => Some(rule),
            Origin::Part => None,
        };
        let (Some(own), Some(above)) = (rule(instance), rule(stronger)) else { return true };
        let clause = self.clause(self.tables.clause(instance));
        let Some((pattern, _)) = &clause.head else { return true };
        let row = self.row(&pattern.arguments, self.tables.known(instance));
        let Some(atom) = self.tables.find_atom(pattern.predicate, &row) else { return true };
        let mut others = self.rivals(atom).into_iter().flat_map(|it| self.instances(it, true));
        others.any(|it| {
            rule(it).is_some_and(|it| {
                let ranking = &self.program.ranking;
                ranking.defeats(own, it) && !ranking.defeats(above, it)
            })
        })
    }
}

/// Runs one level of a recursion that may go as deep as rules lead to each other.
fn deep<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 2 * 1024 * 1024, level)
}
