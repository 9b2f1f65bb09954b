//! Which of several values does an attribute have? That of rules in effect, of the stronger ones, or as a dispute goes.

use super::{
    AtomId, Described, Grounding, Item, Limit, compile::index, decide::Bound, open::OpenQuestion,
};
use crate::{
    condition::{Condition, Domain},
    program::Comparison,
    vocabulary::Sort,
};

impl Grounding<'_> {
    /// The condition under which one value of an attribute prevails over another that rules also give it: going round
    /// from the one that is preferred, it is met first.
    pub(super) fn prevails(&mut self, atom: AtomId, over: AtomId) -> Result<Condition, Limit> {
        let row = self.tables.things(atom).to_vec();
        let predicate = self.tables.predicate(atom);
        let things = &row[..row.len().saturating_sub(1)];
        let question = OpenQuestion::ValueDispute(self.unknown(predicate, things));
        if self.open.variable_of(question).is_none() {
            let values = self.disputed_values(atom)?;
            let alternatives = index(values.len()).max(1);
            self.open.candidates_mut().insert(question, values);
            self.variable(question, Domain::Choice { alternatives });
        }
        let all = self.open.candidates(question);
        let place = |it: u32| all.iter().position(|other| *other == it);
        let (Some(own), Some(other)) = (place(self.value_of(atom)), place(self.value_of(over)))
        else {
            return Ok(Condition::NEVER);
        };
        let count = all.len();
        let distance = (own + count - other) % count;
        let preferred: Vec<u32> =
            (0..distance).map(|back| index((own + count - back) % count)).collect();
        match self.open.variable_of(question) {
            Some(variable) => Ok(self.space.one_of(variable, preferred)?),
            None => Ok(Condition::NEVER),
        }
    }

    /// The values that rules in effect may give an attribute; those whose rules always give way are none of them. Those
    /// that are known come in their own order, whichever rule is looked at first.
    fn disputed_values(&mut self, atom: AtomId) -> Result<Vec<u32>, Limit> {
        let mut values = Vec::new();
        for rival in self.rivals(atom) {
            let acts = self.truths.going_round
                || self.value_reasons(rival, Bound::Possible)? != Condition::NEVER;
            if acts {
                values.push(self.value_of(rival));
            }
        }
        values.sort_by_cached_key(|it| match self.describe(Item::of(*it)) {
            Described::Thing(it) => (0, it.0, None),
            Described::Value(it) => (1, 0, Some(it)),
            Described::Unknown(..) | Described::Result(..) => (2, 0, None),
        });
        Ok(values)
    }

    /// Under which condition an attribute has the value of this atom.
    pub(super) fn value_bound(&mut self, atom: AtomId, which: Bound) -> Result<Condition, Limit> {
        let own = self.value_reasons(atom, which)?;
        let other_bound = if which == Bound::Yes { Bound::Possible } else { Bound::Yes };
        let rivals = self.rivals(atom);
        let mut parts = Vec::new();
        for rival in rivals.iter().filter(|it| **it != atom) {
            self.tick()?;
            let beside = self.value_reasons(*rival, other_bound)?;
            if self.space.and(own, beside)? == Condition::NEVER {
                continue;
            }
            let absent = self.space.not(beside)?;
            let (value, other) = (self.value_of(atom), self.value_of(*rival));
            let same = self.compare_condition(Comparison::Equal, value, other)?;
            let mut gives_way = vec![absent, same];
            let present = self.value_reasons(*rival, which)?;
            let both = self.space.and(own, present)?;
            if self.space.and_not(both, same)? != Condition::NEVER {
                let prevails = self.prevails(atom, *rival)?;
                gives_way.push(self.space.and(present, prevails)?);
            }
            parts.push(self.space.any_of(gives_way)?);
        }
        parts.push(own);
        let concluded = self.space.all_of(parts)?;
        let supplied = self.supplied(atom, &rivals, which)?;
        Ok(self.space.or(concluded, supplied)?)
    }

    /// Where no rule in effect gives an input attribute a value: then it has the unknown one.
    fn supplied(
        &mut self,
        atom: AtomId,
        rivals: &[AtomId],
        which: Bound,
    ) -> Result<Condition, Limit> {
        let row = self.tables.things(atom).to_vec();
        let predicate = self.tables.predicate(atom);
        let Some((value, things)) = row.split_last() else { return Ok(Condition::NEVER) };
        if !self.is_input(predicate, things) {
            return Ok(Condition::NEVER);
        }
        let unknown = self.unknown(predicate, things);
        let mut parts = self.of_fitting_kinds(atom)?;
        if matches!(self.sort_of(unknown), Some(Sort::Kind(_))) {
            parts.push(self.individual(atom)?);
        } else if *value != unknown {
            return Ok(Condition::NEVER);
        }
        for rival in rivals {
            parts.push(self.reasons_refuted(*rival, which)?);
        }
        Ok(self.space.all_of(parts)?)
    }
}
