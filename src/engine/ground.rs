//! Which atoms and rule instances can matter to a question? Goal-directed grounding with tables.
//!
//! Every goal is worked on once, whoever asks for it (tabling, after Tamaki & Sato 1986 and SLG resolution of
//! Chen & Warren 1996, here only to find what is *possible*: negation prunes nothing). A clause whose next condition is
//! a goal with rules of its own is suspended there and taken up again for every answer to that goal, so recursion ends
//! and nothing is done twice. The work is a list, not a call stack: depth of recursion costs no stack.

mod binding;

use rustc_hash::FxHashMap;

use self::binding::{assign, concluded};
use super::{
    Grounding, Limit,
    compile::{Argument, ClauseId, Meaning, Pattern, PredicateId, Test, index},
    plan::{Supply, plan},
    situation::Known,
    tables::{AtomId, CallId, FREE, Ground, InstanceId},
};
use crate::{
    program::{Comparison, Status},
    vocabulary::{Role, ThingId},
};

/// A clause on its way: conditions before `step` are met by `known`.
#[derive(Debug, Clone)]
pub(super) struct Partial {
    clause: ClauseId,
    plan: u32,
    step: u32,
    known: Box<[u32]>,
}

/// Something left to do.
#[derive(Debug)]
pub(super) enum Task {
    /// Go on with a clause.
    Continue(Partial),
    /// Go on with a suspended clause, whose next condition is met by an atom.
    Resume(u32, AtomId),
}

/// Plans that were made for this question, by clause and known variables.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub(super) ids: FxHashMap<(ClauseId, Box<[bool]>), u32>,
    orders: Vec<Box<[u32]>>,
}

impl Grounding<'_> {
    /// Works until nothing is left to do.
    pub(super) fn saturate(&mut self) -> Result<(), Limit> {
        loop {
            while let Some(task) = self.tasks.pop() {
                self.tick()?;
                match task {
                    Task::Continue(partial) => self.advance(partial),
                    Task::Resume(consumer, atom) => self.resume(consumer, atom),
                }
            }
            if self.overflown {
                return Err(Limit::Overflow);
            }
            // What an aggregate is made from is complete only when nothing else is left to do.
            if !self.aggregate_next()? {
                return Ok(());
            }
        }
    }

    /// Makes sure that everything that bears on an atom will be grounded.
    pub(super) fn demand(&mut self, atom: AtomId) {
        if self.tables.atom(atom).demanded {
            return;
        }
        self.tables.atom_mut(atom).demanded = true;
        match self.stated(atom) {
            Some(Status::Yes) => return self.found(atom),
            Some(Status::No) => return,
            Some(Status::Unknown) | None => {}
        }
        if self.is_open_input(atom) {
            self.found(atom);
        }
        self.demand_side(atom, true);
        self.demand_side(atom, false);
    }

    /// Grounds the clauses that conclude an atom, or its opposite, for exactly these things.
    pub(super) fn demand_side(&mut self, atom: AtomId, positive: bool) {
        let started = &mut self.tables.atom_mut(atom).started[usize::from(positive)];
        if std::mem::replace(started, true) {
            return;
        }
        let predicate = self.tables.predicate(atom);
        let goal = self.tables.things(atom).to_vec();
        self.start(predicate, &goal, positive);
    }

    /// The calls for a goal with unknown arguments ([`FREE`]); its answers arrive as they are found.
    pub(super) fn call(&mut self, predicate: PredicateId, goal: &[u32]) -> CallId {
        self.prepare_shape(predicate, goal);
        let call = self.tables.call(predicate, goal);
        if !std::mem::replace(&mut self.tables.call_mut(call).started, true)
            && !self.has_stated_value(predicate, goal)
        {
            self.start(predicate, goal, true);
            self.supply_unknown(predicate, goal);
        }
        call
    }

    /// The first goal of a shape brings in what is already possible, and what is stated.
    fn prepare_shape(&mut self, predicate: PredicateId, goal: &[u32]) {
        if !self.tables.add_shape(predicate, goal) {
            return;
        }
        if let Meaning::Phrase(phrase) = self.predicate(predicate).meaning
            && self.tables.first_listing(predicate)
        {
            let stated: Vec<Vec<u32>> = self.situation.possible(phrase.0).collect();
            for things in stated {
                let atom = self.tables.atom_of(predicate, &things);
                self.found(atom);
            }
        }
    }

    pub(super) fn start(&mut self, predicate: PredicateId, goal: &[u32], positive: bool) {
        let concluding = self.predicate(predicate);
        for id in if positive { &concluding.positive } else { &concluding.negative } {
            let clause = self.clause(*id);
            if !self.is_active(clause) {
                continue;
            }
            let pattern = concluded(clause, predicate);
            let Some(known) = self.unify(&pattern.arguments, goal, clause.variables) else {
                continue;
            };
            let plan = self.plan(*id, &known);
            self.tasks.push(Task::Continue(Partial { clause: *id, plan, step: 0, known }));
        }
    }

    fn plan(&mut self, id: ClauseId, known: &[u32]) -> u32 {
        let bound: Box<[bool]> = known.iter().map(|it| *it != FREE).collect();
        if let Some(plan) = self.plans.ids.get(&(id, bound.clone())) {
            return *plan;
        }
        let order = plan(self.clause(id), &bound, |it| self.supply(it));
        self.plans.orders.push(order);
        let plan = index(self.plans.orders.len() - 1);
        self.plans.ids.insert((id, bound), plan);
        plan
    }

    fn supply(&self, pattern: &Pattern) -> Supply {
        let predicate = self.predicate(pattern.predicate);
        match predicate.meaning {
            Meaning::Phrase(phrase) => match self.program.vocabulary.phrase(phrase).role {
                Role::Open if self.program.vocabulary.phrase(phrase).value.is_some() => {
                    Supply::Attribute
                }
                Role::Open if self.ranges_over_things(phrase) => Supply::Anything,
                _ if predicate.positive.is_empty() => Supply::Facts,
                _ => Supply::Rules,
            },
            Meaning::Any | Meaning::Inner => Supply::Part,
            Meaning::Aggregate(..) => Supply::Attribute,
            _ => Supply::Rules,
        }
    }

    /// Takes a clause as far as it goes: to its end, to a suspension, to a branching, or to a failure.
    fn advance(&mut self, mut partial: Partial) {
        loop {
            let order = &self.plans.orders[partial.plan as usize];
            let Some(place) = order.get(partial.step as usize) else {
                return self.complete(partial.clause, &partial.known);
            };
            let test = &self.clause(partial.clause).body[*place as usize].test;
            let goes_on = match test {
                Test::Holds(pattern, true) => return self.look_up(partial, pattern),
                Test::Compare(Comparison::Equal, one, other) => {
                    self.equate(*one, *other, &mut partial.known)
                }
                Test::Compute(operation, one, other, result) => {
                    self.compute(*operation, [*one, *other, *result], &mut partial.known)
                }
                Test::Kind(Argument::Variable(variable), kind, true)
                    if partial.known[*variable as usize] == FREE =>
                {
                    let members = self.situation.members(*kind).to_vec();
                    return self.branch(&partial, *variable, &members);
                }
                _ => self.may_hold(test, &partial.known),
            };
            if !goes_on {
                return;
            }
            partial.step += 1;
        }
    }

    fn branch(&mut self, partial: &Partial, variable: u32, members: &[ThingId]) {
        // The list is worked from its end; so the first member comes first.
        for thing in members.iter().rev() {
            let mut next = partial.clone();
            next.known[variable as usize] = thing.0;
            next.step += 1;
            self.tasks.push(Task::Continue(next));
        }
    }

    /// Whether a condition on known things can hold at all, as far as facts tell; goals with rules are not tried here.
    fn may_hold(&self, test: &Test, known: &[u32]) -> bool {
        match test {
            Test::Kind(argument, kind, positive) => {
                let known = self.is_of_kind(ThingId(self.value(*argument, known)), *kind);
                known != if *positive { Known::No } else { Known::Yes }
            }
            Test::Same(one, other, positive) => {
                (self.value(*one, known) == self.value(*other, known)) == *positive
            }
            Test::Reading(reading) => self.lens.admits(*reading),
            Test::Compare(comparison, one, other) => {
                let (one, other) = (self.value(*one, known), self.value(*other, known));
                self.values.compare(*comparison, one, other).unwrap_or(true)
            }
            Test::Compute(..) => true,
            Test::Holds(pattern, positive) => {
                let Meaning::Phrase(phrase) = self.predicate(pattern.predicate).meaning else {
                    return true;
                };
                let row = self.row(&pattern.arguments, known);
                let refuted = if *positive { Status::No } else { Status::Yes };
                self.stated_row(phrase, &row) != Some(refuted)
            }
        }
    }

    /// A positive condition: decided at once where facts decide it, else suspended until answers arrive.
    fn look_up(&mut self, mut partial: Partial, pattern: &Pattern) {
        let mut goal = self.row(&pattern.arguments, &partial.known);
        // What value an attribute has is only known once all its values are.
        let whole = self.is_valued(pattern.predicate);
        if whole && let Some(value) = goal.last_mut() {
            *value = FREE;
        }
        if goal.contains(&FREE) || whole {
            if let Meaning::Aggregate(_, collected) = self.predicate(pattern.predicate).meaning {
                return self.postpone(partial, pattern.predicate, collected, &goal);
            }
            let call = self.call(pattern.predicate, &goal);
            let consumer = self.suspend(partial);
            let call = self.tables.call_mut(call);
            call.consumers.push(consumer);
            self.tasks.extend(call.answers.iter().rev().map(|it| Task::Resume(consumer, *it)));
            return;
        }
        if self.is_settled_by_facts(pattern.predicate, &goal) {
            partial.step += 1;
            self.tasks.push(Task::Continue(partial));
            return;
        }
        let atom = self.tables.atom_of(pattern.predicate, &goal);
        self.demand(atom);
        if self.tables.atom(atom).possible {
            partial.step += 1;
            self.tasks.push(Task::Continue(partial));
        } else {
            let consumer = self.suspend(partial);
            self.tables.atom_mut(atom).waiting.push(consumer);
        }
    }

    pub(super) fn suspend(&mut self, partial: Partial) -> u32 {
        self.suspended.push(partial);
        index(self.suspended.len() - 1)
    }

    /// Whether a phrase is stated to hold.
    fn is_settled_by_facts(&self, predicate: PredicateId, goal: &[u32]) -> bool {
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return false };
        self.stated_row(phrase, goal) == Some(Status::Yes)
    }

    fn resume(&mut self, consumer: u32, atom: AtomId) {
        let mut partial = self.suspended[consumer as usize].clone();
        let place = self.plans.orders[partial.plan as usize][partial.step as usize];
        let literal = &self.clause(partial.clause).body[place as usize];
        let Test::Holds(pattern, true) = &literal.test else {
            unreachable!("ground: only positive conditions are suspended")
        };
        for (argument, number) in pattern.arguments.iter().zip(self.tables.things(atom)) {
            if !assign(*argument, *number, &mut partial.known, &self.constants) {
                return;
            }
        }
        partial.step += 1;
        self.tasks.push(Task::Continue(partial));
    }

    /// Lets a suspended clause go on with an answer.
    pub(super) fn take_up(&mut self, consumer: u32, atom: AtomId) {
        self.tasks.push(Task::Resume(consumer, atom));
    }

    /// All conditions of a clause can be met: a rule instance.
    fn complete(&mut self, id: ClauseId, known: &[u32]) {
        if self.tables.has_instance(id, known) {
            return;
        }
        let clause = self.clause(id);
        let body: Vec<Ground> =
            clause.body.iter().filter_map(|it| self.ground(&it.test, known)).collect();
        let exceptions: Vec<AtomId> =
            clause.exceptions.iter().map(|it| self.atom(&it.0, known)).collect();
        for it in &exceptions {
            self.demand(*it);
        }
        let instance = self.tables.add_instance(id, known, &body, &exceptions);
        if let Some((pattern, positive)) = &clause.head {
            let atom = self.atom(pattern, known);
            self.conclude(instance, atom, *positive);
        }
        if let Some(pattern) = &clause.blocks {
            let atom = self.atom(pattern, known);
            self.conclude(instance, atom, true);
        }
    }

    /// The atom of a pattern for known things.
    fn atom(&mut self, pattern: &Pattern, known: &[u32]) -> AtomId {
        let row = self.row(&pattern.arguments, known);
        self.tables.atom_of(pattern.predicate, &row)
    }

    /// A condition for known things, unless facts alone settle that it holds.
    fn ground(&mut self, test: &Test, known: &[u32]) -> Option<Ground> {
        match test {
            Test::Holds(pattern, positive) => {
                let row = self.row(&pattern.arguments, known);
                if *positive && self.is_settled_by_facts(pattern.predicate, &row) {
                    return None;
                }
                let atom = self.tables.atom_of(pattern.predicate, &row);
                // What was found as the answer to a goal has been grounded with that goal.
                if !(*positive && self.tables.atom(atom).possible) || self.is_open_input(atom) {
                    self.demand(atom);
                }
                Some(Ground::Holds(atom, *positive))
            }
            Test::Kind(argument, kind, positive) => {
                let thing = ThingId(self.value(*argument, known));
                let open = self.is_of_kind(thing, *kind) == Known::Open;
                open.then_some(Ground::Kind(thing, *kind, *positive))
            }
            Test::Same(..) => None,
            Test::Compute(operation, _, by, _) => self.divides(*operation, self.value(*by, known)),
            Test::Compare(comparison, one, other) => {
                let (one, other) = (self.value(*one, known), self.value(*other, known));
                let open = self.values.compare(*comparison, one, other).is_none();
                open.then(|| Ground::Compare(self.compared(*comparison, one, other)))
            }
            Test::Reading(reading) => {
                self.lens.is_open(*reading).then_some(Ground::Reading(*reading))
            }
        }
    }

    fn conclude(&mut self, instance: InstanceId, atom: AtomId, positive: bool) {
        self.tables.support(instance, atom, positive);
        if self.is_valued(self.tables.predicate(atom)) {
            let goal = self.goal_of_value(atom);
            self.tables.add_shape(self.tables.predicate(atom), &goal);
            self.tables.add_value(atom);
        }
        // What speaks against a reason bears on whether it is in effect.
        self.demand_side(atom, !positive);
        if positive && self.stated(atom) != Some(Status::No) {
            self.found(atom);
        }
    }

    /// An atom is possible: whoever waits for it, or for something like it, goes on.
    pub(super) fn found(&mut self, atom: AtomId) {
        if std::mem::replace(&mut self.tables.atom_mut(atom).possible, true) {
            return;
        }
        let waiting = std::mem::take(&mut self.tables.atom_mut(atom).waiting).into_iter();
        self.tasks.extend(waiting.rev().map(|it| Task::Resume(it, atom)));
        for call in self.tables.matching_calls(atom) {
            let call = self.tables.call_mut(call);
            call.answers.push(atom);
            let resumed = call.consumers.iter().rev().map(|it| Task::Resume(*it, atom));
            self.tasks.extend(resumed);
        }
    }
}
