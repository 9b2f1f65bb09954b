//! What comes of counting and adding up? Each total with where it comes out, thing by thing.

use crate::{
    program::{Comparison, Function, Operation},
    value::{Number, Value},
    vocabulary::Sort,
};

use super::{
    Doubt,
    clauses::Meaning,
    ground::{Known, World},
    items::{Item, Quantity},
    space::{ALWAYS, Diagram, NEVER},
    truth::{Node, things},
};

/// How many totals there may be.
const MOST: usize = 100_000;

impl World<'_> {
    /// What is asked of that which counts for some things; nothing of what is no number or sum.
    pub(super) fn counting(&self, topic: usize, things: &[Option<Item>]) -> Option<(usize, Known)> {
        let Meaning::Aggregate(_, counted, _) = self.clauses.topics[topic].meaning else {
            return None;
        };
        let clause = self.clauses.topics[counted].sides[1].first()?;
        let (head, _) = self.clauses.list[*clause].heads.first()?;
        let mut known = things.to_vec();
        known.resize(head.args.len(), None);
        Some((counted, known))
    }

    /// The values that a number or sum may have, once all that counts is known.
    pub(super) fn values(&mut self, topic: usize, of: &[Item]) -> Result<Vec<Item>, Doubt> {
        let mut values: Vec<Item> = match self.clauses.topics[topic].meaning {
            Meaning::Aggregate(Function::Least | Function::Greatest, ..) => {
                let members = self.members(topic, of).into_iter();
                members.filter_map(|it| self.atoms[it].row.last().copied()).collect()
            }
            _ => self.steady(|world| {
                for it in world.members(topic, of) {
                    world.walk(Node::Atom(it))?;
                }
                let mut totals = world.totals(topic, of, true)?;
                totals.extend(world.totals(topic, of, false)?);
                Ok(totals.into_iter().map(|it| it.0).collect())
            })?,
        };
        values.sort_unstable();
        values.dedup();
        Ok(values)
    }

    /// What is counted, the things in the order in which they were introduced: so unknown parts of a sum are said.
    pub(super) fn members(&self, topic: usize, of: &[Item]) -> Vec<usize> {
        let things: Known = of.iter().copied().map(Some).collect();
        let counting = self.counting(topic, &things);
        let goal = counting.and_then(|(counted, known)| self.find_goal(counted, known));
        let mut members: Vec<usize> = goal.into_iter().flat_map(|it| self.answers(it)).collect();
        members.sort_by_cached_key(|it| {
            let row = self.atoms[*it].row.iter();
            let row = row.map(|it| match self.items.thing(*it) {
                Some(thing) => (0, i64::from(thing.0)),
                None => (1, it.number()),
            });
            row.collect::<Vec<_>>()
        });
        members
    }

    /// For each total, where it comes out.
    pub(super) fn totals(
        &mut self,
        topic: usize,
        of: &[Item],
        yes: bool,
    ) -> Result<Vec<(Item, Diagram)>, Doubt> {
        let Meaning::Aggregate(function, _, zero) = self.clauses.topics[topic].meaning else {
            return Ok(Vec::new());
        };
        let sums = function == Function::Sum;
        let one = self.items.value(Value::Number(Number::whole(1)));
        let members = self.members(topic, of);
        let mut totals: Vec<(Item, Diagram)> = vec![(zero, ALWAYS)];
        for (at, member) in members.iter().enumerate() {
            let (mut counts, mut fails) = self.both_ways(*member, yes)?;
            let value = self.atoms[*member].row.last().copied().filter(|_| sums).unwrap_or(one);
            // One thing's value is added once, however many rules give it.
            for twin in members[..at].iter().filter(|_| sums) {
                let (row, other) = (&self.atoms[*member].row, &self.atoms[*twin].row);
                if things(row) != things(other) {
                    continue;
                }
                let same = self.compare_when(Comparison::Equal, other[other.len() - 1], value)?;
                let (present, absent) = self.both_ways(*twin, yes)?;
                let space = &mut self.truth.space;
                let different = space.not(same)?;
                let alone = space.or(absent, different)?;
                let added = space.and(present, same)?;
                counts = space.and(counts, alone)?;
                fails = space.or(fails, added)?;
            }
            let mut next: Vec<(Item, Diagram)> = Vec::new();
            for (total, when) in totals {
                let more = if total == zero {
                    Some(value)
                } else {
                    self.items.computed(Operation::Plus, total, value)?
                };
                for (sum, by) in more.map(|it| (it, counts)).into_iter().chain([(total, fails)]) {
                    let reached = self.truth.space.and(when, by)?;
                    match next.iter_mut().find(|it| it.0 == sum) {
                        _ if reached == NEVER => {}
                        Some(known) => known.1 = self.truth.space.or(known.1, reached)?,
                        None => next.push((sum, reached)),
                    }
                }
            }
            if next.len() > MOST {
                return Err(Doubt::new("does not try as many sums as this takes"));
            }
            totals = next;
        }
        Ok(totals)
    }

    /// The least or greatest of many: it is among them, and none among them comes before it.
    pub(super) fn extreme(
        &mut self,
        topic: usize,
        row: &[Item],
        function: Function,
        yes: bool,
    ) -> Result<Diagram, Doubt> {
        let Some((value, of)) = row.split_last() else { return Ok(NEVER) };
        let comparison =
            if function == Function::Least { Comparison::AtMost } else { Comparison::AtLeast };
        let (mut among, mut all) = (Vec::new(), Vec::new());
        for member in self.members(topic, of) {
            let Some(other) = self.atoms[member].row.last().copied() else { continue };
            let (counts, fails) = self.both_ways(member, yes)?;
            if other == *value {
                among.push(counts);
            } else {
                let before = self.compare_when(comparison, *value, other)?;
                all.push(self.truth.space.or(fails, before)?);
            }
        }
        all.push(self.truth.space.any(&among)?);
        self.truth.space.all(&all)
    }

    /// What sort of value an item is.
    pub(super) fn sort_of(&self, item: Item) -> Option<Sort> {
        match self.items.get(item) {
            Quantity::Thing(_) => None,
            Quantity::Known(it) => Some(Sort::of(it)),
            Quantity::Unknown(phrase, _) => self.case.program.vocabulary.phrase(*phrase).value,
            Quantity::Made(operation, one, other) => {
                self.sort_of(*one)?.combined(*operation, self.sort_of(*other)?)
            }
        }
    }
}
