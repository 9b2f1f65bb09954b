//! How many are there, what is their sum, which is the first? Values made from all things of which something holds.
//!
//! An aggregate waits until what it is made from is complete; the strata of the predicates say which one waits least.
//! Its possible values are then known, and its conditions are computed by going through the things one by one:
//! so "at least 3 of 60" stays a small diagram.

use rustc_hash::FxHashMap;

use super::{
    AtomId, Grounding, Limit,
    certain::Certain,
    compile::{Meaning, PredicateId, Test, index},
    decide::Bound,
    ground::Partial,
    tables::FREE,
    values::Quantity,
};
use crate::{
    condition::Condition,
    program::{Comparison, Function},
    value::{Number, Overflow, Value},
};

/// How many different values an aggregate may have in all completions together.
const MOST_VALUES: usize = 100_000;

/// For each value, by its number, the condition under which an aggregate has it.
type Distribution = FxHashMap<u32, Condition>;

/// A clause that waits for an aggregate.
#[derive(Debug)]
pub(super) struct Postponed {
    stratum: u32,
    partial: Partial,
    predicate: PredicateId,
    things: Box<[u32]>,
}

/// What the aggregates of a grounding are made from, and how they come out.
#[derive(Debug, Default)]
pub(super) struct Aggregates {
    postponed: Vec<Postponed>,
    strata: Vec<u32>,
    /// For each aggregate and what it is about, the atoms that it is made from.
    members: FxHashMap<(PredicateId, Box<[u32]>), Vec<AtomId>>,
    distributions: FxHashMap<(PredicateId, Box<[u32]>, Bound), Distribution>,
}

impl Aggregates {
    /// Forgets how the aggregates come out, when all conditions are made anew.
    pub(super) fn forget(&mut self) {
        self.distributions.clear();
    }
}

impl Grounding<'_> {
    /// Lets a clause wait for an aggregate, and starts to look for what it is made from.
    pub(super) fn postpone(
        &mut self,
        partial: Partial,
        predicate: PredicateId,
        collected: PredicateId,
        goal: &[u32],
    ) {
        let things: Box<[u32]> = goal[..goal.len() - 1].into();
        let inner = self.collected_goal(collected, &things);
        self.call(collected, &inner);
        let stratum = self.stratum(collected);
        self.aggregates.postponed.push(Postponed { stratum, partial, predicate, things });
    }

    fn collected_goal(&self, collected: PredicateId, things: &[u32]) -> Vec<u32> {
        let arity = self.arity(collected);
        things.iter().copied().chain(std::iter::repeat(FREE)).take(arity).collect()
    }

    /// Takes up the clauses that wait for the aggregate of the lowest stratum. Says whether there was one.
    pub(super) fn aggregate_next(&mut self) -> Result<bool, Limit> {
        let waiting = self.aggregates.postponed.iter().enumerate();
        let Some((at, _)) = waiting.min_by_key(|it| it.1.stratum) else { return Ok(false) };
        let Postponed { partial, predicate, things, .. } = self.aggregates.postponed.remove(at);
        let atoms = self.valued_atoms(predicate, &things)?;
        let consumer = self.suspend(partial);
        for atom in atoms {
            self.take_up(consumer, atom);
        }
        Ok(true)
    }

    /// An atom for each value that an aggregate may have.
    fn valued_atoms(
        &mut self,
        predicate: PredicateId,
        things: &[u32],
    ) -> Result<Vec<AtomId>, Limit> {
        let values = self.possible_values(predicate, things)?;
        let atoms = values.into_iter().map(|value| {
            let row: Vec<u32> = things.iter().copied().chain([value]).collect();
            let atom = self.tables.atom_of(predicate, &row);
            self.tables.atom_mut(atom).possible = true;
            self.tables.atom_mut(atom).demanded = true;
            atom
        });
        Ok(atoms.collect())
    }

    /// As [`Grounding::valued_atoms`], for those who explain: what the aggregate is made from is looked for first.
    pub(super) fn aggregated(
        &mut self,
        predicate: PredicateId,
        collected: PredicateId,
        goal: &[u32],
    ) -> Result<Vec<AtomId>, Limit> {
        let Some((_, things)) = goal.split_last() else { return Ok(Vec::new()) };
        if things.contains(&FREE) {
            return Ok(Vec::new());
        }
        let inner = self.collected_goal(collected, things);
        self.call(collected, &inner);
        self.saturate()?;
        self.valued_atoms(predicate, things)
    }

    /// The strata of all predicates: an aggregate lies above what it is made from.
    fn stratum(&mut self, predicate: PredicateId) -> u32 {
        let count = self.predicate_count();
        if self.aggregates.strata.len() == count as usize {
            return self.aggregates.strata[predicate.0 as usize];
        }
        let mut strata = vec![0_u32; count as usize];
        let mut grown = true;
        let mut rounds = 0;
        while grown && rounds <= count {
            grown = false;
            rounds += 1;
            for id in (0..count).map(PredicateId) {
                let stratum = self.stratum_above(id, &strata);
                grown |= stratum > strata[id.0 as usize];
                strata[id.0 as usize] = stratum.max(strata[id.0 as usize]);
            }
        }
        self.aggregates.strata = strata;
        self.aggregates.strata[predicate.0 as usize]
    }

    fn stratum_above(&self, id: PredicateId, strata: &[u32]) -> u32 {
        let predicate = self.predicate(id);
        if let Meaning::Aggregate(_, collected) = predicate.meaning {
            return strata[collected.0 as usize] + 1;
        }
        let clauses = predicate.positive.iter().chain(&predicate.negative);
        let used = clauses.flat_map(|it| {
            let clause = self.clause(*it);
            let bodies = clause.body.iter().filter_map(|it| match &it.test {
                Test::Holds(pattern, _) => Some(pattern.predicate),
                _ => None,
            });
            bodies.chain(clause.exceptions.iter().map(|it| it.0.predicate))
        });
        used.map(|it| strata[it.0 as usize]).max().unwrap_or(0)
    }

    /// The atoms that an aggregate is made from.
    pub(super) fn members_of(&self, atom: AtomId) -> &[AtomId] {
        let key = (self.tables.predicate(atom), self.things_of_value(atom));
        self.aggregates.members.get(&key).map_or(&[], Vec::as_slice)
    }

    fn things_of_value(&self, atom: AtomId) -> Box<[u32]> {
        let row = self.tables.things(atom);
        row[..row.len().saturating_sub(1)].into()
    }

    /// The values that an aggregate may have in some completion, as far as grounding shows.
    fn possible_values(
        &mut self,
        predicate: PredicateId,
        things: &[u32],
    ) -> Result<Vec<u32>, Limit> {
        let Meaning::Aggregate(function, collected) = self.predicate(predicate).meaning else {
            return Ok(Vec::new());
        };
        let goal = self.collected_goal(collected, things);
        let call = self.call(collected, &goal);
        let mut members = self.tables.answers(call).to_vec();
        members.sort_by(|one, other| self.tables.things(*one).cmp(self.tables.things(*other)));
        self.aggregates.members.insert((predicate, things.into()), members.clone());
        match function {
            Function::Number => {
                let mut known = Certain::default();
                let certain = members.iter().filter(|it| self.is_certain(**it, &mut known)).count();
                let counts = certain..=members.len();
                Ok(counts.map(|it| self.count_value(it)).collect())
            }
            Function::Sum => {
                self.compare_twins(&members);
                self.possible_sums(collected, &members)
            }
            Function::Least | Function::Greatest => {
                let mut values: Vec<u32> = members.iter().map(|it| self.value_of(*it)).collect();
                values.sort_unstable();
                values.dedup();
                Ok(values)
            }
        }
    }

    fn count_value(&mut self, count: usize) -> u32 {
        let number = Number::whole(i64::from(index(count)));
        self.values.number(Quantity::Known(Value::Number(number)))
    }

    fn possible_sums(
        &mut self,
        collected: PredicateId,
        members: &[AtomId],
    ) -> Result<Vec<u32>, Limit> {
        let zero = self.zero(collected);
        let mut sums = vec![zero];
        let mut known = Certain::default();
        for member in members {
            let value = self.value_of(*member);
            let mut more = Vec::new();
            for sum in &sums {
                self.tick()?;
                more.push(self.with_one_more(zero, *sum, value)?);
            }
            if !self.is_certain(*member, &mut known) {
                more.extend(&sums);
            }
            more.sort_unstable();
            more.dedup();
            if more.len() > MOST_VALUES {
                return Err(Limit::Steps);
            }
            sums = more;
        }
        Ok(sums)
    }

    /// Under which condition an aggregate has the value of this atom.
    pub(super) fn aggregate_bound(
        &mut self,
        atom: AtomId,
        which: Bound,
    ) -> Result<Condition, Limit> {
        let predicate = self.tables.predicate(atom);
        let Meaning::Aggregate(function, collected) = self.predicate(predicate).meaning else {
            return Ok(Condition::NEVER);
        };
        let things = self.things_of_value(atom);
        let value = self.value_of(atom);
        if let Function::Least | Function::Greatest = function {
            return self.extreme(atom, function, which);
        }
        let key = (predicate, things, which);
        if !self.aggregates.distributions.contains_key(&key) {
            let members = self.members_of(atom).to_vec();
            let distribution = self.distribution(collected, &members, (function, which))?;
            self.aggregates.distributions.insert(key.clone(), distribution);
        }
        let distribution = self.aggregates.distributions.get(&key);
        Ok(distribution.and_then(|it| it.get(&value)).copied().unwrap_or(Condition::NEVER))
    }

    /// For each count, or sum, the condition under which it comes out.
    fn distribution(
        &mut self,
        collected: PredicateId,
        members: &[AtomId],
        (function, which): (Function, Bound),
    ) -> Result<Distribution, Limit> {
        let start =
            if function == Function::Sum { self.zero(collected) } else { self.count_value(0) };
        let one = self.count_value(1);
        let mut totals: Vec<(u32, Condition)> = vec![(start, Condition::ALWAYS)];
        // From the last question to the first: what is made for one total is then a part of the next. A sum with unknown
        // parts is the same one only if these are added in the same order everywhere.
        let mut members = members.to_vec();
        if function != Function::Sum || members.iter().all(|it| self.has_known_value(*it)) {
            members.reverse();
        }
        for (at, member) in members.iter().enumerate() {
            let mut holds = self.atom_value(*member, which);
            let mut fails = self.atom_refuted(*member, which)?;
            if function == Function::Sum {
                (holds, fails) = self.once(*member, &members[..at], (holds, fails), which)?;
            }
            let step = if function == Function::Sum { self.value_of(*member) } else { one };
            let mut next: indexmap::IndexMap<u32, Condition, rustc_hash::FxBuildHasher> =
                indexmap::IndexMap::default();
            for (total, condition) in totals {
                self.tick()?;
                let more = self.with_one_more(start, total, step)?;
                for (sum, by) in [(more, holds), (total, fails)] {
                    let reached = self.space.and(condition, by)?;
                    let before = next.get(&sum).copied().unwrap_or(Condition::NEVER);
                    let either = self.space.or(before, reached)?;
                    if either != Condition::NEVER {
                        next.insert(sum, either);
                    }
                }
            }
            totals = next.into_iter().collect();
        }
        Ok(totals.into_iter().collect())
    }

    /// Where a value is added, and where it is not: one thing's value is added once, however many rules give it.
    fn once(
        &mut self,
        member: AtomId,
        before: &[AtomId],
        (mut holds, mut fails): (Condition, Condition),
        which: Bound,
    ) -> Result<(Condition, Condition), Limit> {
        for twin in before {
            if !self.are_twins(*twin, member) {
                continue;
            }
            let (one, other) = (self.value_of(*twin), self.value_of(member));
            let same = self.compare_condition(Comparison::Equal, one, other)?;
            let different = self.space.not(same)?;
            let absent = self.atom_refuted(*twin, which)?;
            let alone = self.space.or(absent, different)?;
            holds = self.space.and(holds, alone)?;
            let present = self.atom_value(*twin, which);
            let added = self.space.and(present, same)?;
            fails = self.space.or(fails, added)?;
        }
        Ok((holds, fails))
    }

    fn has_known_value(&self, member: AtomId) -> bool {
        matches!(self.values.quantity(self.value_of(member)), Some(Quantity::Known(_)))
    }

    /// Whether two atoms give one thing values.
    fn are_twins(&self, one: AtomId, other: AtomId) -> bool {
        self.things_of_value(one) == self.things_of_value(other)
    }

    /// Remembers that the values that one thing may have are compared with each other.
    fn compare_twins(&mut self, members: &[AtomId]) {
        for (at, member) in members.iter().enumerate() {
            for twin in &members[..at] {
                let (one, other) = (self.value_of(*twin), self.value_of(*member));
                let unknown = self.values.compare(Comparison::Equal, one, other).is_none();
                if unknown && self.are_twins(*twin, *member) {
                    self.compared(Comparison::Equal, one, other);
                }
            }
        }
    }

    /// The least or greatest: it is among them, and none that is among them comes before it.
    fn extreme(
        &mut self,
        atom: AtomId,
        function: Function,
        which: Bound,
    ) -> Result<Condition, Limit> {
        let value = self.value_of(atom);
        let comparison =
            if function == Function::Least { Comparison::AtMost } else { Comparison::AtLeast };
        let mut among = Vec::new();
        let mut first = Vec::new();
        for member in self.members_of(atom).to_vec() {
            let other = self.value_of(member);
            if other == value {
                among.push(self.atom_value(member, which));
                continue;
            }
            let absent = self.atom_refuted(member, which)?;
            let before = self.compare_condition(comparison, value, other)?;
            first.push(self.space.or(absent, before)?);
        }
        first.push(self.space.any_of(among)?);
        Ok(self.space.all_of(first)?)
    }
}

impl From<Overflow> for Limit {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}
