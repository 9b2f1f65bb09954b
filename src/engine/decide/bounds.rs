//! What makes a node true, given its neighbours? The formulas of `meaning.md`, section 2, on conditions.
//!
//! Each is computed for one of two bounds: where something is true, and where it is not false.
//! What stands under a negation is read from the other bound.

use super::{Bound, Node};
use crate::{
    condition::Condition,
    engine::{AtomId, Ground, Grounding, InstanceId, Known, Limit, OpenQuestion, compile::Meaning},
    program::{Comparison, Status},
    vocabulary::ThingId,
};

impl Grounding<'_> {
    pub(super) fn bound(&mut self, node: Node, which: Bound) -> Result<Condition, Limit> {
        match node {
            Node::Atom(atom) => self.atom_bound(atom, which),
            Node::Instance(instance) => self.instance_bound(instance, which),
        }
    }

    /// An instance is in effect when its conditions hold, no exception to it is in effect, and nothing stronger is.
    fn instance_bound(&mut self, instance: InstanceId, which: Bound) -> Result<Condition, Limit> {
        let mut parts = self.conditions(instance, which)?;
        for exception in self.tables.exceptions(instance).to_vec() {
            parts.push(self.refuted(Node::Atom(exception), which)?);
        }
        for stronger in self.stronger(instance) {
            let refuted = self.refuted(Node::Instance(stronger), which)?;
            // Two rules that give an attribute the same value don't contradict each other.
            // That only matters where the weaker one defeats others.
            let same = match (self.value_given(instance), self.value_given(stronger)) {
                (Some(one), Some(other))
                    if refuted != Condition::ALWAYS && self.defeats_more(instance, stronger) =>
                {
                    self.compare_condition(Comparison::Equal, one, other)?
                }
                _ => Condition::NEVER,
            };
            parts.push(self.space.or(refuted, same)?);
        }
        Ok(self.space.all_of(parts)?)
    }

    pub(super) fn conditions(
        &mut self,
        instance: InstanceId,
        which: Bound,
    ) -> Result<Vec<Condition>, Limit> {
        let mut parts = Vec::new();
        for ground in self.tables.body(instance).to_vec() {
            parts.push(match ground {
                Ground::Holds(atom, true) => self.get(Node::Atom(atom), which),
                Ground::Holds(atom, false) => self.refuted(Node::Atom(atom), which)?,
                Ground::Kind(thing, kind, positive) => {
                    let of_kind = self.open_kind(thing, kind)?;
                    if positive { of_kind } else { self.space.not(of_kind)? }
                }
                Ground::Reading(reading) => self.open_reading(reading)?,
                Ground::Compare(comparison) => self.comparison(comparison)?,
            });
        }
        Ok(parts)
    }

    /// `S+`, or not `S-` and: `R+` and not `R-`, or both and the dispute goes this way,
    /// or neither and it is an open input that holds (`meaning.md`, section 2).
    fn atom_bound(&mut self, atom: AtomId, which: Bound) -> Result<Condition, Limit> {
        match self.stated(atom) {
            Some(Status::Yes) => return Ok(Condition::ALWAYS),
            Some(Status::No) => return Ok(Condition::NEVER),
            Some(Status::Unknown) | None => {}
        }
        match self.predicate(self.tables.predicate(atom)).meaning {
            Meaning::Aggregate(..) => return self.aggregate_bound(atom, which),
            _ if self.is_valued(self.tables.predicate(atom)) => {
                let by_rules = self.value_bound(atom, which)?;
                return self.or_as_stated(atom, by_rules);
            }
            _ => {}
        }
        let by_rules = self.bound_by_rules(atom, which)?;
        self.or_as_stated(atom, by_rules)
    }

    fn bound_by_rules(&mut self, atom: AtomId, which: Bound) -> Result<Condition, Limit> {
        let reasons = self.reasons(atom, true, which)?;
        let against = self.instances(atom, false);
        let no_if_unstated =
            self.taken_apart(self.tables.predicate(atom)).is_some_and(|it| it.closed);
        let open = !no_if_unstated && self.is_open_input(atom);
        if against.is_empty() && !open {
            return Ok(reasons);
        }
        let other = if which == Bound::Yes { Bound::Possible } else { Bound::Yes };
        let against = self.reasons(atom, false, which)?;
        let against_other = self.reasons(atom, false, other)?;
        let mut sides = vec![self.space.and_not(reasons, against_other)?];
        let both = self.space.and(reasons, against)?;
        if both != Condition::NEVER {
            let prevails = self.open_atom(OpenQuestion::Dispute(atom))?;
            sides.push(self.space.and(both, prevails)?);
        }
        if open {
            let reasons_other = self.reasons(atom, true, other)?;
            let none = self.space.or(reasons_other, against_other)?;
            let holds = self.open_input(atom)?;
            sides.push(self.space.and_not(holds, none)?);
        }
        Ok(self.space.any_of(sides)?)
    }

    /// Where some instance for an atom, or against it, is in effect.
    fn reasons(&mut self, atom: AtomId, positive: bool, which: Bound) -> Result<Condition, Limit> {
        let instances = self.instances(atom, positive);
        let parts: Vec<Condition> =
            instances.into_iter().map(|it| self.get(Node::Instance(it), which)).collect();
        Ok(self.space.any_of(parts)?)
    }

    /// Where an open input holds: its question is answered yes, and its things are of the kinds it speaks of.
    pub(in crate::engine) fn open_input(&mut self, atom: AtomId) -> Result<Condition, Limit> {
        // Kinds come before the facts that presuppose them: the diagrams stay small in this order.
        let mut parts = self.of_fitting_kinds(atom)?;
        let own = self.tables.predicate(atom);
        let asked = match self.asked_by(own) {
            predicate if predicate == own => atom,
            predicate => {
                let row = self.tables.things(atom).to_vec();
                self.tables.atom_of(predicate, &row)
            }
        };
        parts.push(self.open_atom(OpenQuestion::Input(asked))?);
        Ok(self.space.all_of(parts)?)
    }

    /// That the things of an atom are of the kinds that its slots take, as far as that is open.
    pub(in crate::engine) fn of_fitting_kinds(
        &mut self,
        atom: AtomId,
    ) -> Result<Vec<Condition>, Limit> {
        let mut parts = Vec::new();
        let Meaning::Phrase(phrase) = self.predicate(self.tables.predicate(atom)).meaning else {
            return Ok(parts);
        };
        let slots = &self.program.vocabulary.phrase(phrase).slots;
        let things = self.tables.things(atom).to_vec();
        for (thing, slot) in things.into_iter().zip(slots) {
            let Some(kind) = slot.sort.kind() else { continue };
            if self.is_of_kind(ThingId(thing), kind) == Known::Open {
                parts.push(self.open_kind(ThingId(thing), kind)?);
            }
        }
        Ok(parts)
    }

    /// The value that an instance gives an attribute, if its rule gives one.
    fn value_given(&self, instance: InstanceId) -> Option<u32> {
        let (pattern, _) = self.clause(self.tables.clause(instance)).head.as_ref()?;
        let value = *pattern.arguments.last()?;
        let valued = self.is_valued(pattern.predicate);
        valued.then(|| self.value(value, self.tables.known(instance)))
    }

    /// Where an atom of a lower component holds (or is not false).
    pub(in crate::engine) fn atom_value(&self, atom: AtomId, which: Bound) -> Condition {
        self.get(Node::Atom(atom), which)
    }

    /// Where it does not.
    pub(in crate::engine) fn atom_refuted(
        &mut self,
        atom: AtomId,
        which: Bound,
    ) -> Result<Condition, Limit> {
        self.refuted(Node::Atom(atom), which)
    }

    /// Where some rule in effect gives an attribute a value, and no stronger one gives it one.
    pub(in crate::engine) fn value_reasons(
        &mut self,
        atom: AtomId,
        which: Bound,
    ) -> Result<Condition, Limit> {
        let mut reasons = Vec::new();
        for instance in self.instances(atom, true) {
            let mut parts = vec![self.get(Node::Instance(instance), which)];
            for stronger in self.stronger(instance) {
                parts.push(self.refuted(Node::Instance(stronger), which)?);
            }
            reasons.push(self.space.all_of(parts)?);
        }
        Ok(self.space.any_of(reasons)?)
    }

    /// Where none does.
    pub(in crate::engine) fn reasons_refuted(
        &mut self,
        atom: AtomId,
        which: Bound,
    ) -> Result<Condition, Limit> {
        let other = if which == Bound::Yes { Bound::Possible } else { Bound::Yes };
        let reasons = self.reasons(atom, true, other)?;
        Ok(self.space.not(reasons)?)
    }
}
