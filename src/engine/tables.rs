//! What has been found so far? Atoms, goals with their answers, and rule instances, all under dense ids.

use rustc_hash::FxHashMap;

use super::{
    compile::{ClauseId, PredicateId, index},
    tuples::Tuples,
};
use crate::{
    program::Reading,
    vocabulary::{KindId, ThingId},
};

/// Names one atom: a predicate with an individual in each place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AtomId(pub(super) u32);

/// Names one rule instance: a clause with an individual for each of its variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstanceId(pub(super) u32);

/// Names one goal with unknown places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CallId(u32);

/// Stands for an unknown argument of a goal. No individual has this number.
pub(super) const FREE: u32 = u32::MAX;

const NONE: u32 = u32::MAX;

/// A condition of a rule instance that facts alone do not settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// An atom holds, or does not.
    Holds(AtomId, bool),
    /// An individual is of a kind, or is not.
    Kind(ThingId, KindId, bool),
    /// A reading prevails.
    Reading(Reading),
    /// Two values, one of which is not known, compare in some way.
    Compare(ComparisonId),
}

/// Names one comparison of values that are not all known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComparisonId(pub(super) u32);

/// What is known of an atom while grounding.
#[derive(Debug, Clone)]
pub(super) struct AtomRecord {
    /// Something may make it hold.
    pub(super) possible: bool,
    /// It has been asked for as it stands.
    pub(super) demanded: bool,
    /// The clauses that conclude its opposite, and those that conclude it, have been started for exactly its things.
    pub(super) started: [bool; 2],
    /// Suspended clauses that go on once it is possible.
    pub(super) waiting: Vec<u32>,
    /// The newest instance for it and against it, as places in the list of supports.
    newest: [u32; 2],
}

/// A goal with unknown places.
#[derive(Debug, Default)]
pub(super) struct Call {
    /// Somebody asked for it (before that, it is only an index of answers).
    pub(super) started: bool,
    /// The possible atoms that match it.
    pub(super) answers: Vec<AtomId>,
    /// The suspended clauses that take its answers.
    pub(super) consumers: Vec<u32>,
}

/// Where an instance's conditions and exceptions lie in their arenas.
#[derive(Debug, Clone, Copy)]
struct InstanceRecord {
    body: (u32, u32),
    exceptions: (u32, u32),
}

/// Atoms, goals and instances.
#[derive(Debug, Default)]
pub(super) struct Tables {
    atoms: Tuples,
    records: Vec<AtomRecord>,
    by_predicate: FxHashMap<PredicateId, Vec<AtomId>>,
    calls: Tuples,
    call_records: Vec<Call>,
    shapes: FxHashMap<PredicateId, Vec<Box<[bool]>>>,
    /// For an attribute of some things, the values that rules give it.
    valued: FxHashMap<(PredicateId, Box<[u32]>), Vec<AtomId>>,
    instances: Tuples,
    instance_records: Vec<InstanceRecord>,
    bodies: Vec<Ground>,
    exceptions: Vec<AtomId>,
    /// Instances with the place of the next one for the same atom and side.
    supports: Vec<(InstanceId, u32)>,
}

impl Tables {
    /// How many atoms there are.
    pub(super) fn atom_count(&self) -> usize {
        self.atoms.len()
    }

    /// How many rule instances there are.
    pub(super) fn instance_count(&self) -> usize {
        self.instances.len()
    }

    /// Remembers that a rule gives an attribute this value.
    pub(super) fn add_value(&mut self, atom: AtomId) {
        let Some((_, things)) = self.things(atom).split_last() else { return };
        let all = self.valued.entry((self.predicate(atom), things.into())).or_default();
        if !all.contains(&atom) {
            all.push(atom);
        }
    }

    /// The values that rules give the attribute that an atom gives one.
    pub(super) fn values_beside(&self, atom: AtomId) -> &[AtomId] {
        let Some((_, things)) = self.things(atom).split_last() else { return &[] };
        let key = (self.predicate(atom), Box::from(things));
        self.valued.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The id of an atom, new or old.
    pub(super) fn atom_of(&mut self, predicate: PredicateId, things: &[u32]) -> AtomId {
        let (id, new) = self.atoms.intern(predicate.0, things);
        if new {
            self.records.push(AtomRecord {
                possible: false,
                demanded: false,
                started: [false; 2],
                waiting: Vec::new(),
                newest: [NONE; 2],
            });
        }
        AtomId(id)
    }

    /// The id of an atom, if it has come up.
    pub(super) fn find_atom(&self, predicate: PredicateId, things: &[u32]) -> Option<AtomId> {
        self.atoms.find(predicate.0, things).map(AtomId)
    }

    pub(super) fn atom(&self, id: AtomId) -> &AtomRecord {
        &self.records[id.0 as usize]
    }

    pub(super) fn atom_mut(&mut self, id: AtomId) -> &mut AtomRecord {
        &mut self.records[id.0 as usize]
    }

    pub(super) fn predicate(&self, id: AtomId) -> PredicateId {
        PredicateId(self.atoms.head(id.0))
    }

    pub(super) fn things(&self, id: AtomId) -> &[u32] {
        self.atoms.numbers(id.0)
    }

    /// Remembers which places of a goal are known. From now on answers are indexed by these places.
    /// Says whether that is new.
    pub(super) fn add_shape(&mut self, predicate: PredicateId, goal: &[u32]) -> bool {
        let shape: Box<[bool]> = goal.iter().map(|it| *it != FREE).collect();
        let shapes = self.shapes.entry(predicate).or_default();
        if shapes.contains(&shape) {
            return false;
        }
        shapes.push(shape.clone());
        // What was found before this shape was first asked for is put under it now.
        for atom in self.by_predicate.get(&predicate).cloned().unwrap_or_default() {
            let call = self.masked_call(predicate, atom, &shape);
            self.call_mut(call).answers.push(atom);
        }
        true
    }

    /// Whether this is the first time that a predicate is listed rather than asked about.
    pub(super) fn first_listing(&self, predicate: PredicateId) -> bool {
        self.shapes.get(&predicate).is_some_and(|it| it.len() == 1)
    }

    fn masked_call(&mut self, predicate: PredicateId, atom: AtomId, shape: &[bool]) -> CallId {
        let places = self.atoms.numbers(atom.0).iter().zip(shape);
        let goal: Vec<u32> =
            places.map(|(thing, known)| if *known { *thing } else { FREE }).collect();
        self.call(predicate, &goal)
    }

    pub(super) fn call(&mut self, predicate: PredicateId, goal: &[u32]) -> CallId {
        let (id, new) = self.calls.intern(predicate.0, goal);
        if new {
            self.call_records.push(Call::default());
        }
        CallId(id)
    }

    /// A goal, if it has come up.
    pub(super) fn find_call(&self, predicate: PredicateId, goal: &[u32]) -> Option<CallId> {
        self.calls.find(predicate.0, goal).map(CallId)
    }

    pub(super) fn call_mut(&mut self, id: CallId) -> &mut Call {
        &mut self.call_records[id.0 as usize]
    }

    /// The answers to a goal.
    pub(super) fn answers(&self, id: CallId) -> &[AtomId] {
        &self.call_records[id.0 as usize].answers
    }

    /// The goals, of all shapes asked for, that an atom answers. It is listed from now on.
    pub(super) fn matching_calls(&mut self, atom: AtomId) -> Vec<CallId> {
        let predicate = self.predicate(atom);
        self.by_predicate.entry(predicate).or_default().push(atom);
        let shapes = self.shapes.get(&predicate).cloned().unwrap_or_default();
        shapes.iter().map(|it| self.masked_call(predicate, atom, it)).collect()
    }

    pub(super) fn has_instance(&self, clause: ClauseId, known: &[u32]) -> bool {
        self.instances.find(clause.0, known).is_some()
    }

    pub(super) fn add_instance(
        &mut self,
        clause: ClauseId,
        known: &[u32],
        body: &[Ground],
        exceptions: &[AtomId],
    ) -> InstanceId {
        let (id, _) = self.instances.intern(clause.0, known);
        let body_start = index(self.bodies.len());
        self.bodies.extend_from_slice(body);
        let exceptions_start = index(self.exceptions.len());
        self.exceptions.extend_from_slice(exceptions);
        self.instance_records.push(InstanceRecord {
            body: (body_start, index(self.bodies.len())),
            exceptions: (exceptions_start, index(self.exceptions.len())),
        });
        InstanceId(id)
    }

    /// The clause of an instance.
    pub(super) fn clause(&self, id: InstanceId) -> ClauseId {
        ClauseId(self.instances.head(id.0))
    }

    /// An individual for each variable of an instance's clause; [`FREE`] for those of its parts.
    pub(super) fn known(&self, id: InstanceId) -> &[u32] {
        self.instances.numbers(id.0)
    }

    /// The conditions of an instance that facts alone do not settle.
    pub(super) fn body(&self, id: InstanceId) -> &[Ground] {
        let (start, end) = self.instance_records[id.0 as usize].body;
        &self.bodies[start as usize..end as usize]
    }

    /// The atoms that say that an exception to an instance is in effect.
    pub(super) fn exceptions(&self, id: InstanceId) -> &[AtomId] {
        let (start, end) = self.instance_records[id.0 as usize].exceptions;
        &self.exceptions[start as usize..end as usize]
    }

    pub(super) fn support(&mut self, instance: InstanceId, atom: AtomId, positive: bool) {
        let place = index(self.supports.len());
        let newest = &mut self.records[atom.0 as usize].newest[usize::from(positive)];
        self.supports.push((instance, std::mem::replace(newest, place)));
    }

    /// The instances that conclude an atom (or its opposite), newest first.
    pub(super) fn supports(
        &self,
        atom: AtomId,
        positive: bool,
    ) -> impl Iterator<Item = InstanceId> {
        let mut place = self.records[atom.0 as usize].newest[usize::from(positive)];
        std::iter::from_fn(move || {
            let (instance, next) = *self.supports.get(place as usize)?;
            place = next;
            Some(instance)
        })
    }
}
