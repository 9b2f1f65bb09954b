//! Which values can an attribute have? Stated, concluded, or not known.
//!
//! An attribute is a relation whose last place is its value. Rules may give it several values under different conditions;
//! where two rules in effect give different ones, that is a dispute. An input attribute that nothing gives a value has an
//! unknown one, which goes through the rules as a symbol.

use super::{
    Grounding,
    compile::{Meaning, PredicateId},
    situation::Known,
    tables::{AtomId, FREE},
    values::Quantity,
};
use crate::{
    program::Status,
    vocabulary::{PhraseId, Role, Sort, ThingId},
};

impl Grounding<'_> {
    /// Whether a predicate's last place is a value that the others determine.
    pub(super) fn is_valued(&self, predicate: PredicateId) -> bool {
        match self.predicate(predicate).meaning {
            Meaning::Phrase(phrase) => self.program.vocabulary.phrase(phrase).value.is_some(),
            Meaning::Aggregate(..) => true,
            _ => false,
        }
    }

    /// What is stated of a row of a phrase; of an attribute the last place is its value.
    pub(super) fn stated_row(&self, phrase: PhraseId, row: &[u32]) -> Option<Status> {
        if self.program.vocabulary.phrase(phrase).value.is_none() {
            return self.situation.stated(phrase.0, row).map(|it| it.status);
        }
        let (value, things) = row.split_last()?;
        let stated = self.situation.stated(phrase.0, things)?.value?;
        Some(if stated == *value { Status::Yes } else { Status::No })
    }

    /// Whether all slots of a phrase take individuals. (What is said of values is not open: it would never end.)
    pub(super) fn ranges_over_things(&self, phrase: PhraseId) -> bool {
        self.program.vocabulary.phrase(phrase).slots.iter().all(|it| it.sort.kind().is_some())
    }

    /// Whether the case says what an attribute's value is; then no rule is asked.
    pub(super) fn has_stated_value(&self, predicate: PredicateId, goal: &[u32]) -> bool {
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return false };
        let valued = self.program.vocabulary.phrase(phrase).value.is_some();
        let things = &goal[..goal.len().saturating_sub(1)];
        valued
            && !things.contains(&FREE)
            && self.situation.stated(phrase.0, things).is_some_and(|it| it.value.is_some())
    }

    /// Starts the rules that give an attribute a value, whatever the case states of it.
    pub(super) fn demand_rivals(&mut self, atom: AtomId) {
        let predicate = self.tables.predicate(atom);
        let mut goal = self.tables.things(atom).to_vec();
        if let Some(value) = goal.last_mut() {
            *value = FREE;
        }
        self.start(predicate, &goal, true);
    }

    /// An input attribute may have a value that nobody knows; one whose value is an individual may have any of its kind.
    pub(super) fn supply_unknown(&mut self, predicate: PredicateId, goal: &[u32]) {
        let Some((_, things)) = goal.split_last() else { return };
        if !self.is_valued(predicate) || things.contains(&FREE) || !self.is_input(predicate, things)
        {
            return;
        }
        let sort = match self.predicate(predicate).meaning {
            Meaning::Phrase(phrase) => self.program.vocabulary.phrase(phrase).value,
            _ => None,
        };
        let candidates: Vec<u32> = match sort {
            Some(Sort::Kind(kind)) => self.situation.members(kind).iter().map(|it| it.0).collect(),
            _ => vec![self.unknown(predicate, things)],
        };
        for value in candidates {
            let row: Vec<u32> = things.iter().copied().chain([value]).collect();
            let atom = self.tables.atom_of(predicate, &row);
            self.found(atom);
        }
    }

    /// Whether an attribute is an input of these things: it is given, or stated to be unknown, and fits their kinds.
    pub(super) fn is_input(&self, predicate: PredicateId, things: &[u32]) -> bool {
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return false };
        let declared = self.program.vocabulary.phrase(phrase);
        let stated = self.situation.stated(phrase.0, things).map(|it| it.status);
        let open = declared.role == Role::Open || stated == Some(Status::Unknown);
        let mut slots = things.iter().zip(&declared.slots);
        open && slots.all(|(it, slot)| {
            slot.sort.kind().is_none_or(|kind| self.is_of_kind(ThingId(*it), kind) != Known::No)
        })
    }

    /// The symbol for an attribute's unknown value.
    pub(super) fn unknown(&mut self, predicate: PredicateId, things: &[u32]) -> u32 {
        let predicate = self.asked_by(predicate);
        self.values.number(Quantity::Unknown(predicate, things.into()))
    }

    /// The goal that all values of an atom's attribute answer.
    pub(super) fn goal_of_value(&self, atom: AtomId) -> Vec<u32> {
        let mut goal = self.tables.things(atom).to_vec();
        if let Some(value) = goal.last_mut() {
            *value = FREE;
        }
        goal
    }

    /// The atoms that give an attribute a value by rules, for the same things as `atom`, itself among them.
    pub(super) fn rivals(&self, atom: AtomId) -> Vec<AtomId> {
        let goal = self.goal_of_value(atom);
        let Some(call) = self.tables.find_call(self.tables.predicate(atom), &goal) else {
            return Vec::new();
        };
        let concluded = |it: &&AtomId| self.tables.supports(**it, true).next().is_some();
        let mut all: Vec<AtomId> =
            self.tables.answers(call).iter().filter(concluded).copied().collect();
        all.sort_unstable();
        all
    }

    /// The last place of an atom.
    pub(super) fn value_of(&self, atom: AtomId) -> u32 {
        self.tables.things(atom).last().copied().unwrap_or(FREE)
    }
}
