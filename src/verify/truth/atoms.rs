//! When is an atom true, and an instance in effect? (`meaning.md`, section 2)
//!
//! Each is said for one of two bounds: where it is true, and where it is not false. What is denied is read from the other.

use crate::{
    program::{Comparison, Function, Reading},
    vocabulary::{KindId, Phrase, PhraseId, Role, Sort, ThingId},
};

use super::{
    super::{
        Doubt,
        clauses::Meaning,
        ground::{Part, World},
        items::{Item, Quantity},
        space::{ALWAYS, Diagram, NEVER},
    },
    Node, Question, things,
};

impl World<'_> {
    /// The conditions of an instance.
    pub(super) fn conditions(&mut self, at: usize, yes: bool) -> Result<Vec<Diagram>, Doubt> {
        let body = self.instances[at].body.clone();
        body.into_iter().map(|it| self.condition(it, yes)).collect()
    }

    pub(super) fn condition(&mut self, part: Part, yes: bool) -> Result<Diagram, Doubt> {
        match part {
            Part::Settled(it) => Ok(if it { ALWAYS } else { NEVER }),
            Part::Atom(it, true) => Ok(self.get(Node::Atom(it), yes)),
            Part::Atom(it, false) => self.refuted(Node::Atom(it), yes),
            Part::Kind(thing, kind, positive) => {
                let of_kind = self.of_kind(thing, kind)?;
                if positive { Ok(of_kind) } else { self.truth.space.not(of_kind) }
            }
            Part::Reading(it) => self.reading(it),
            Part::Compare(comparison, one, other) => self.compare_when(comparison, one, other),
        }
    }

    /// An instance is in effect where its conditions are met, no exception to it is in effect, and nothing stronger is.
    pub(super) fn instance_bound(&mut self, at: usize, yes: bool) -> Result<Diagram, Doubt> {
        let mut parts = self.conditions(at, yes)?;
        for it in self.instances[at].exceptions.clone() {
            parts.push(self.refuted(Node::Atom(it), yes)?);
        }
        for other in self.stronger(at) {
            let refuted = self.refuted(Node::Instance(other), yes)?;
            // Two rules that give an attribute the same value don't contradict each other; that only matters where the
            // weaker one prevails over others that the stronger one leaves alone.
            let same = match (self.given(at), self.given(other)) {
                (Some(one), Some(two)) if self.defeats_more(at, other) => {
                    self.compare_when(Comparison::Equal, one, two)?
                }
                _ => NEVER,
            };
            parts.push(self.truth.space.or(refuted, same)?);
        }
        self.truth.space.all(&parts)
    }

    /// The instances that conclude the opposite, or another value, and prevail if they are in effect.
    pub(in super::super) fn stronger(&self, at: usize) -> Vec<usize> {
        let (Some(rule), Some((atom, positive))) =
            (self.clause_of(at).rule, self.instances[at].head)
        else {
            return Vec::new();
        };
        let defeats = |it: &usize| {
            let other = self.clause_of(*it).rule;
            other.is_some_and(|it| self.case.program.ranking.defeats(it, rule))
        };
        self.against(atom, positive).into_iter().filter(defeats).collect()
    }

    /// The instances that conclude the opposite of an atom or of its denial, or another value.
    pub(in super::super) fn against(&self, atom: usize, positive: bool) -> Vec<usize> {
        if !self.is_valued(self.atoms[atom].topic) {
            return self.atoms[atom].sides[usize::from(!positive)].clone();
        }
        let rivals = self.rivals(atom).into_iter().filter(|it| *it != atom);
        rivals.flat_map(|it| self.atoms[it].sides[1].clone()).collect()
    }

    /// The value that an instance gives an attribute.
    fn given(&self, at: usize) -> Option<Item> {
        let atom = &self.atoms[self.instances[at].head?.0];
        self.is_valued(atom.topic).then(|| atom.row.last().copied()).flatten()
    }

    /// Whether an instance prevails over one that gives the attribute a value and that a stronger one does not defeat.
    fn defeats_more(&self, at: usize, stronger: usize) -> bool {
        let rule = |it: usize| self.clause_of(it).rule;
        let (Some(own), Some(above), Some((atom, _))) =
            (rule(at), rule(stronger), self.instances[at].head)
        else {
            return true;
        };
        let ranking = &self.case.program.ranking;
        let mut others = self.rivals(atom).into_iter().flat_map(|it| &self.atoms[it].sides[1]);
        others.any(|it| {
            rule(*it).is_some_and(|it| ranking.defeats(own, it) && !ranking.defeats(above, it))
        })
    }

    /// The atoms that give an attribute a value by rules, for the same things; of anything else only itself.
    pub(in super::super) fn rivals(&self, at: usize) -> Vec<usize> {
        let atom = &self.atoms[at];
        if self.phrase(atom.topic).is_none_or(|it| it.1.value.is_none()) {
            return vec![at];
        }
        let goal = things(&atom.row).into_iter().map(Some).chain([None]).collect();
        let Some(goal) = self.find_goal(atom.topic, goal) else { return Vec::new() };
        let concluded = |it: &usize| !self.atoms[*it].sides[1].is_empty();
        self.answers(goal).filter(concluded).collect()
    }

    /// That a thing is of a kind, as far as that is open.
    fn of_kind(&mut self, thing: ThingId, kind: KindId) -> Result<Diagram, Doubt> {
        let possible = self.case.possible_kinds(thing);
        let within = |it: &KindId| self.case.program.vocabulary.is_part_of(*it, kind);
        let marked: Vec<bool> = std::iter::once(false).chain(possible.iter().map(within)).collect();
        self.settles(Question::Kind(thing), Vec::new(), &marked)
    }

    fn reading(&mut self, it: Reading) -> Result<Diagram, Doubt> {
        let rivals = self.case.program.provisions[it.provision.0 as usize].readings.len();
        let marked: Vec<bool> = (0..rivals).map(|at| at == it.reading as usize).collect();
        self.settles(Question::Reading(it.provision), Vec::new(), &marked)
    }

    fn ask(&mut self, question: Question) -> Result<Diagram, Doubt> {
        self.settles(question, Vec::new(), &[false, true])
    }

    /// That things are of the kinds of their slots, as far as that is open.
    fn fitting_kinds(&mut self, at: usize) -> Result<Vec<Diagram>, Doubt> {
        let Some((_, declared)) = self.phrase(self.atoms[at].topic) else { return Ok(Vec::new()) };
        let mut parts = Vec::new();
        for (item, slot) in self.atoms[at].row.clone().into_iter().zip(&declared.slots) {
            if let (Some(kind), Some(thing)) = (slot.sort.kind(), self.items.thing(item))
                && self.case.is_of_kind(thing, kind).is_none()
            {
                parts.push(self.of_kind(thing, kind)?);
            }
        }
        Ok(parts)
    }

    /// Where some instance for an atom, or against it, is in effect.
    fn reasons(&mut self, at: usize, positive: bool, yes: bool) -> Result<Diagram, Doubt> {
        let side = self.atoms[at].sides[usize::from(positive)].iter();
        let parts: Vec<Diagram> = side.map(|it| self.get(Node::Instance(*it), yes)).collect();
        self.truth.space.any(&parts)
    }

    pub(super) fn atom_bound(&mut self, at: usize, yes: bool) -> Result<Diagram, Doubt> {
        let (topic, row) = (self.atoms[at].topic, self.atoms[at].row.clone());
        match self.settled(topic, &row) {
            Some(true) => return Ok(ALWAYS),
            Some(false) => return Ok(NEVER),
            None => {}
        }
        if let Meaning::Aggregate(function, ..) = self.clauses.topics[topic].meaning {
            return self.sum_bound(topic, &row, function, yes);
        }
        if self.is_valued(topic) {
            return self.value_bound(at, yes);
        }
        let (for_it, against) = (self.reasons(at, true, yes)?, self.reasons(at, false, yes)?);
        let (for_other, against_other) =
            (self.reasons(at, true, !yes)?, self.reasons(at, false, !yes)?);
        let space = &mut self.truth.space;
        let unopposed = space.not(against_other)?;
        let mut ways = vec![space.and(for_it, unopposed)?];
        let both = space.and(for_it, against)?;
        if both != NEVER {
            let prevails = self.ask(Question::Dispute(at))?;
            ways.push(self.truth.space.and(both, prevails)?);
        }
        let restated = self.is_restated(topic);
        let closed = restated && self.is_closed(topic);
        if self.is_open(topic, &row) && !closed {
            let nothing_for = self.truth.space.not(for_other)?;
            let parts = [self.holds_as_input(at)?, nothing_for, unopposed];
            ways.push(self.truth.space.all(&parts)?);
        }
        let by_rules = self.truth.space.any(&ways)?;
        if !restated {
            return Ok(by_rules);
        }
        // What a case states goes before the rules.
        let mut stated = self.fitting_kinds(at)?;
        stated.push(self.ask(Question::Stated(at))?);
        let (stated, input) = (self.truth.space.all(&stated)?, self.holds_as_input(at)?);
        let space = &mut self.truth.space;
        let unstated = space.not(stated)?;
        let (one, other) = (space.and(stated, input)?, space.and(unstated, by_rules)?);
        space.or(one, other)
    }

    /// That an open input holds.
    fn holds_as_input(&mut self, at: usize) -> Result<Diagram, Doubt> {
        let mut parts = self.fitting_kinds(at)?;
        parts.push(self.ask(Question::Input(at))?);
        self.truth.space.all(&parts)
    }

    /// Whether it is open if a case states something that rules conclude, too.
    fn is_restated(&self, topic: usize) -> bool {
        let by_rules = self.clauses.topics[topic].sides.iter().any(|it| !it.is_empty());
        let things = |it: &Phrase| it.slots.iter().all(|it| it.sort.kind().is_some());
        let (Some(as_is), Some((id, phrase))) = (self.restated, self.phrase(topic)) else {
            return false;
        };
        let is_input = as_is.vocabulary.phrase(id).role != Role::Conclusion;
        by_rules && is_input && phrase.value.is_none() && things(phrase)
    }

    /// Whether an input is not so where a case does not state it.
    fn is_closed(&self, topic: usize) -> bool {
        let role = |it: PhraseId| self.restated.map(|as_is| as_is.vocabulary.phrase(it).role);
        self.phrase(topic).is_some_and(|it| role(it.0) == Some(Role::Closed))
    }

    /// Where rules in effect give an attribute this value, and no stronger ones another.
    fn value_reasons(&mut self, at: usize, yes: bool) -> Result<Diagram, Doubt> {
        let mut reasons = Vec::new();
        for it in self.atoms[at].sides[1].clone() {
            let mut parts = vec![self.get(Node::Instance(it), yes)];
            for stronger in self.stronger(it) {
                parts.push(self.refuted(Node::Instance(stronger), yes)?);
            }
            reasons.push(self.truth.space.all(&parts)?);
        }
        self.truth.space.any(&reasons)
    }

    /// Where an attribute has a value: no other one is given, or it is preferred to those that are; or nothing gives an
    /// input any.
    fn value_bound(&mut self, at: usize, yes: bool) -> Result<Diagram, Doubt> {
        let own = self.value_reasons(at, yes)?;
        let value = |world: &Self, it: usize| world.atoms[it].row.last().copied();
        let rivals = self.rivals(at);
        let mut parts = vec![own];
        for rival in rivals.iter().copied().filter(|it| *it != at) {
            let beside = self.value_reasons(rival, !yes)?;
            if self.truth.space.and(own, beside)? == NEVER {
                continue;
            }
            let absent = self.truth.space.not(beside)?;
            let (Some(one), Some(other)) = (value(self, at), value(self, rival)) else { continue };
            let same = self.compare_when(Comparison::Equal, one, other)?;
            let mut gives_way = vec![absent, same];
            let present = self.value_reasons(rival, yes)?;
            let both = self.truth.space.and(own, present)?;
            if !self.truth.space.implies(both, same)? {
                let preferred = self.preferred(at, rival)?;
                gives_way.push(self.truth.space.and(present, preferred)?);
            }
            parts.push(self.truth.space.any(&gives_way)?);
        }
        let concluded = self.truth.space.all(&parts)?;
        let supplied = self.supplied(at, &rivals, yes)?;
        self.truth.space.or(concluded, supplied)
    }

    /// Where an input has a value that no rule gives it.
    fn supplied(&mut self, at: usize, rivals: &[usize], yes: bool) -> Result<Diagram, Doubt> {
        let (topic, row) = (self.atoms[at].topic, self.atoms[at].row.clone());
        let (Some((value, of)), Some((phrase, declared))) = (row.split_last(), self.phrase(topic))
        else {
            return Ok(NEVER);
        };
        if !self.is_open(topic, of) {
            return Ok(NEVER);
        }
        let unknown = self.items.of(Quantity::Unknown(phrase, of.to_vec()));
        let mut parts = self.fitting_kinds(at)?;
        if let Some(Sort::Kind(kind)) = declared.value {
            let members = self.case.members(kind).to_vec().into_iter();
            let members: Vec<Item> = members.map(|it| self.items.of(Quantity::Thing(it))).collect();
            let marked: Vec<bool> = members.iter().map(|it| it == value).collect();
            parts.push(self.settles(Question::Individual(unknown), members, &marked)?);
        } else if *value != unknown {
            return Ok(NEVER);
        }
        for rival in rivals {
            let given = self.reasons(*rival, true, !yes)?;
            parts.push(self.truth.space.not(given)?);
        }
        self.truth.space.all(&parts)
    }

    /// Where one of several values of an attribute is preferred to another: going round from the preferred one, it is
    /// met first.
    fn preferred(&mut self, at: usize, over: usize) -> Result<Diagram, Doubt> {
        let (topic, of) = (self.atoms[at].topic, things(&self.atoms[at].row));
        let key = Question::Value(topic, of);
        let all = if let Some(known) = self.truth.questions.get(&key) {
            known.clone()
        } else {
            let mut all = Vec::new();
            for it in self.rivals(at) {
                if self.truth.going_round || self.value_reasons(it, false)? != NEVER {
                    all.extend(self.atoms[it].row.last().copied());
                }
            }
            // Known values come in their own order, whichever rule is looked at first.
            all.sort_by_cached_key(|it| match self.items.get(*it) {
                Quantity::Thing(it) => (0, it.0, None),
                Quantity::Known(it) => (1, 0, Some(it.clone())),
                Quantity::Unknown(..) | Quantity::Made(..) => (2, 0, None),
            });
            all
        };
        let place = |it: usize| all.iter().position(|item| self.atoms[it].row.last() == Some(item));
        let (Some(own), Some(other)) = (place(at), place(over)) else { return Ok(NEVER) };
        let count = all.len();
        let distance = (own + count - other) % count;
        let is_near = |it: usize| (own + count - it) % count < distance;
        let marked: Vec<bool> = (0..count).map(is_near).collect();
        self.settles(key, all, &marked)
    }

    fn sum_bound(
        &mut self,
        topic: usize,
        row: &[Item],
        function: Function,
        yes: bool,
    ) -> Result<Diagram, Doubt> {
        let Some((value, of)) = row.split_last() else { return Ok(NEVER) };
        if let Function::Least | Function::Greatest = function {
            return self.extreme(topic, row, function, yes);
        }
        let key = (topic, of.to_vec(), yes);
        if !self.truth.totals.contains_key(&key) {
            let totals = self.totals(topic, of, yes)?;
            self.truth.totals.insert(key.clone(), totals);
        }
        let total = self.truth.totals[&key].iter().find(|it| it.0 == *value);
        Ok(total.map_or(NEVER, |it| it.1))
    }

    /// Where an atom is so, and where it is not.
    pub(in super::super) fn both_ways(
        &mut self,
        at: usize,
        yes: bool,
    ) -> Result<(Diagram, Diagram), Doubt> {
        Ok((self.get(Node::Atom(at), yes), self.refuted(Node::Atom(at), yes)?))
    }
}
