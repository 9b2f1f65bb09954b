//! For which things can a clause apply? Its conditions are met one after the other, the one that leaves least open first.

use std::rc::Rc;

use crate::{
    program::{Comparison, Operation},
    value::{Number, Value},
    vocabulary::Role,
};

use super::{
    super::{
        Doubt,
        clauses::{Arg, Clause, Meaning, Pattern, Test},
        items::{Item, Quantity},
    },
    EFFORT, Instance, Known, Part, World, places_of, row_of, stands_for,
};

impl World<'_> {
    /// Meets the conditions of a clause that are left in all ways.
    pub(super) fn join(
        &mut self,
        goal: usize,
        at: usize,
        clause: &Rc<Clause>,
        mut known: Known,
        left: &[usize],
    ) -> Result<(), Doubt> {
        self.spend()?;
        let costs = left.iter().filter_map(|it| Some((self.cost(clause, *it, &known)?, *it)));
        let Some((_, next)) = costs.min() else {
            if left.is_empty() {
                return self.complete(goal, at, clause, known);
            }
            return Err(Doubt::new("does not find the values that a variable can stand for"));
        };
        let left: Vec<usize> = left.iter().copied().filter(|it| *it != next).collect();
        let rows: Vec<Known> = match &clause.body[next].test {
            Test::Holds(pattern, true) => {
                let mut more = Vec::new();
                for row in self.rows(goal, pattern, &known) {
                    let mut known = known.clone();
                    let fits = pattern.args.iter().zip(row).all(|(arg, item)| match arg {
                        Arg::Variable(it) => *known[*it].get_or_insert(item) == item,
                        Arg::Item(it) => *it == item,
                    });
                    if fits {
                        more.push(known);
                    }
                }
                more
            }
            Test::Kind(Arg::Variable(it), kind, true) if known[*it].is_none() => {
                let members = self.case.members(*kind).to_vec();
                let with = |member| {
                    let mut known = known.clone();
                    known[*it] = Some(self.items.of(Quantity::Thing(member)));
                    known
                };
                members.into_iter().map(with).collect()
            }
            test => {
                if let Test::Compare(Comparison::Equal, one, other) = test {
                    for (it, by) in [(*one, *other), (*other, *one)] {
                        if let Arg::Variable(it) = it
                            && known[it].is_none()
                        {
                            known[it] = stands_for(by, &known);
                        }
                    }
                }
                self.compute(test, &mut known)?;
                if self.part(test, &known)? == Part::Settled(false) {
                    Vec::new()
                } else {
                    vec![known]
                }
            }
        };
        for known in rows {
            self.join(goal, at, clause, known, &left)?;
        }
        Ok(())
    }

    /// Notes that one more combination of things is looked at.
    pub(in super::super) fn spend(&mut self) -> Result<(), Doubt> {
        self.effort = self.effort.checked_sub(1).ok_or_else(|| {
            Doubt::new(format!("does not look at more than {EFFORT} combinations of things"))
        })?;
        Ok(())
    }

    /// How much a condition leaves open; nothing where it can't be looked into yet.
    fn cost(&self, clause: &Clause, at: usize, known: &Known) -> Option<usize> {
        let is_known = |it: &Arg| stands_for(*it, known).is_some();
        let ready = match &clause.body[at].test {
            Test::Holds(pattern, true) => return self.cost_of(pattern, known),
            Test::Kind(Arg::Variable(it), kind, true) if known[*it].is_none() => {
                return Some(10 + self.case.members(*kind).len());
            }
            Test::Compare(Comparison::Equal, one, other) if is_known(one) != is_known(other) => {
                // What a sentence or a calculation determines is found there, and then compared.
                let open = if is_known(one) { other } else { one };
                let is_found = clause.body.iter().any(|it| match &it.test {
                    Test::Holds(pattern, true) => pattern.args.contains(open),
                    Test::Compute(.., result) => result == open,
                    _ => false,
                });
                return (!is_found).then_some(EFFORT);
            }
            Test::Compute(_, one, other, _) => is_known(one) && is_known(other),
            test => test.is_known(known),
        };
        ready.then_some(0)
    }

    fn cost_of(&self, pattern: &Pattern, known: &Known) -> Option<usize> {
        let topic = &self.clauses.topics[pattern.topic];
        let values = places_of(pattern, known);
        let places = values.len() - usize::from(self.is_valued(pattern.topic));
        let all_known = !values[..places].contains(&None);
        let Some((phrase, declared)) = self.phrase(pattern.topic) else {
            return match (topic.meaning, all_known) {
                (Meaning::Aggregate(..), false) => None,
                (_, true) => Some(5),
                (_, false) => Some(1_000_000),
            };
        };
        let ranges = declared.slots.iter().all(|it| it.sort.kind().is_some());
        match () {
            () if all_known => Some(if topic.sides[1].is_empty() { 1 } else { 5 }),
            () if declared.role == Role::Open && ranges => None,
            () if declared.value.is_none() && topic.sides[1].is_empty() => {
                Some(2 + self.case.listed(phrase, &values).len())
            }
            () => Some(1_000),
        }
    }

    /// The rows of things of which a condition may hold.
    fn rows(&mut self, goal: usize, pattern: &Pattern, known: &Known) -> Vec<Vec<Item>> {
        let mut values = places_of(pattern, known);
        if self.is_valued(pattern.topic) {
            values = self.without_value(pattern.topic, values);
        } else if let Some(row) = values.iter().copied().collect::<Option<Vec<Item>>>() {
            match self.settled(pattern.topic, &row) {
                Some(true) => return vec![row],
                Some(false) => return Vec::new(),
                None => {}
            }
        }
        let needed = self.goal((pattern.topic, true, values), Some(goal));
        self.answers(needed).map(|it| self.atoms[it].row.clone()).collect()
    }

    /// What a calculation makes of known values is known from there on.
    pub(in super::super) fn compute(
        &mut self,
        test: &Test,
        known: &mut Known,
    ) -> Result<(), Doubt> {
        if let Test::Compute(operation, one, other, Arg::Variable(result)) = test
            && let Some(one) = stands_for(*one, known)
            && let Some(other) = stands_for(*other, known)
            && let Some(made) = self.items.computed(*operation, one, other)?
        {
            known[*result].get_or_insert(made);
        }
        Ok(())
    }

    /// All conditions of a clause can be met.
    fn complete(
        &mut self,
        goal: usize,
        at: usize,
        clause: &Rc<Clause>,
        known: Known,
    ) -> Result<(), Doubt> {
        let Some(((topic, positive, _), _)) = self.goals.get_index(goal) else { return Ok(()) };
        let (topic, positive) = (*topic, *positive);
        let key = (at, known);
        if !self.instance_places.contains_key(&key) {
            self.add_instance(at, clause, &key.1)?;
            let instance = self.instances.len() - 1;
            self.instance_places.insert(key.clone(), instance);
        }
        let Some(pattern) = clause.concludes(topic) else { return Ok(()) };
        let row: Vec<Item> = row_of(pattern, &key.1);
        if positive && self.settled(topic, &row) != Some(false) {
            let atom = self.atom(topic, &row);
            self.found(goal, atom);
        }
        Ok(())
    }

    fn add_instance(&mut self, at: usize, clause: &Clause, known: &Known) -> Result<(), Doubt> {
        let mut body = Vec::new();
        for literal in &clause.body {
            let part = self.part(&literal.test, known)?;
            if part != Part::Settled(true) {
                self.look_into(part);
                body.push(part);
            }
        }
        let mut exceptions = Vec::new();
        for (pattern, _) in &clause.exceptions {
            let row: Vec<Item> = row_of(pattern, known);
            self.demand(pattern.topic, &row);
            exceptions.push(self.atom(pattern.topic, &row));
        }
        let instance = self.instances.len();
        let mut head = None;
        for (pattern, positive) in &clause.heads {
            let row: Vec<Item> = row_of(pattern, known);
            let atom = self.atom(pattern.topic, &row);
            self.atoms[atom].sides[usize::from(*positive)].push(instance);
            head.get_or_insert((atom, *positive));
            // What speaks against a reason bears on whether it is in effect.
            if self.is_valued(pattern.topic) {
                self.demand(pattern.topic, &row);
            } else if !self.clauses.topics[pattern.topic].sides[usize::from(!positive)].is_empty() {
                let row = row.into_iter().map(Some).collect();
                self.goal((pattern.topic, !positive, row), None);
            }
        }
        self.instances.push(Instance { clause: at, known: known.clone(), body, exceptions, head });
        Ok(())
    }

    /// A condition on known things.
    pub(in super::super) fn part(&mut self, test: &Test, known: &Known) -> Result<Part, Doubt> {
        let value = |it: &Arg| {
            let missing = || Doubt::new("does not find the values that a variable can stand for");
            stands_for(*it, known).ok_or_else(missing)
        };
        Ok(match test {
            Test::Holds(pattern, positive) => {
                let row: Vec<Item> = row_of(pattern, known);
                match self.settled(pattern.topic, &row) {
                    Some(it) => Part::Settled(it == *positive),
                    None => Part::Atom(self.atom(pattern.topic, &row), *positive),
                }
            }
            Test::Kind(arg, kind, positive) => match self.items.thing(value(arg)?) {
                Some(thing) => match self.case.is_of_kind(thing, *kind) {
                    Some(it) => Part::Settled(it == *positive),
                    None => Part::Kind(thing, *kind, *positive),
                },
                None => Part::Settled(!positive),
            },
            Test::Same(one, other, positive) => {
                Part::Settled((value(one)? == value(other)?) == *positive)
            }
            Test::Reading(it) => self.case.prevails(*it).map_or(Part::Reading(*it), Part::Settled),
            Test::Compare(comparison, one, other) => {
                self.comparison_of(*comparison, value(one)?, value(other)?)
            }
            Test::Compute(operation, one, other, result) => {
                let (one, other) = (value(one)?, value(other)?);
                let made = self.items.computed(*operation, one, other)?;
                if made.is_none() || made != stands_for(*result, known) {
                    Part::Settled(false)
                } else if *operation == Operation::DividedBy {
                    let zero = self.items.value(Value::Number(Number::ZERO));
                    self.comparison_of(Comparison::Different, other, zero)
                } else {
                    Part::Settled(true)
                }
            }
        })
    }

    fn comparison_of(&self, comparison: Comparison, one: Item, other: Item) -> Part {
        let settled = self.items.compare(comparison, one, other);
        settled.map_or(Part::Compare(comparison, one, other), Part::Settled)
    }

    /// Makes sure that everything that bears on a condition is looked for.
    pub(in super::super) fn look_into(&mut self, part: Part) {
        match part {
            Part::Atom(at, _) => {
                let row = self.atoms[at].row.clone();
                self.demand(self.atoms[at].topic, &row);
            }
            Part::Compare(comparison, one, other) => self.truth.note(comparison, one, other),
            _ => {}
        }
    }
}
