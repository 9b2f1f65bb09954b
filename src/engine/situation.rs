//! What is the engine told about the world? A case and a question's suppositions, as one set of facts.
//!
//! A [`Situation`] answers two questions without looking at a rule: what is stated of an atom, and whether an
//! individual is of a kind: certainly, certainly not, or not known.

use rustc_hash::FxHashMap;

use super::{compile::index, tuples::Tuples, values::Values};
use crate::{
    program::{Fact, KindFact, Program, Query, Scenario, Status},
    source::Span,
    vocabulary::{KindId, Thing, ThingId},
};

/// Whether something holds, as far as the facts alone tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It certainly holds.
    Yes,
    /// It certainly does not hold.
    No,
    /// It depends on an open question.
    Open,
}

/// What is stated of an atom, or of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated {
    /// That it is so, is not so, or is unknown.
    pub status: Status,
    /// For an attribute, the number of its value.
    pub(super) value: Option<u32>,
    /// Where it is stated.
    pub span: Span,
    /// Whether only the question supposes it.
    pub supposed: bool,
}

/// The facts of a case together with what a question supposes.
#[derive(Debug)]
pub(super) struct Situation {
    /// All individuals: those of the rules, of the case, of the question.
    pub(super) things: Vec<Thing>,
    /// Stated atoms; their ids are places in `stated`.
    facts: Tuples,
    stated: Vec<Stated>,
    /// The facts of each phrase, in order.
    by_phrase: Vec<Vec<u32>>,
    /// Which phrases are attributes.
    attributes: Vec<bool>,
    /// Kinds that are stated not to apply, or to be unknown.
    excluded: FxHashMap<ThingId, Vec<(KindId, Status, Span)>>,
    /// The individuals that are, or may be, of a kind; filled for every kind.
    members: Vec<Vec<ThingId>>,
}

impl Situation {
    pub(super) fn new(
        program: &Program,
        scenario: &Scenario,
        query: Option<&Query>,
        values: &mut Values,
    ) -> Self {
        let vocabulary = &program.vocabulary;
        let mut things = vocabulary.things.clone();
        things.extend(scenario.things.iter().cloned());
        things.extend(query.iter().flat_map(|it| it.things.iter().cloned()));
        let mut situation = Self {
            things,
            facts: Tuples::default(),
            stated: Vec::new(),
            by_phrase: vec![Vec::new(); program.vocabulary.phrases.len()],
            attributes: vocabulary.phrases.iter().map(|it| it.value.is_some()).collect(),
            excluded: FxHashMap::default(),
            members: Vec::new(),
        };
        for fact in &scenario.facts {
            situation.state(fact, false, values);
        }
        for fact in &scenario.kinds {
            situation.state_kind(program, *fact);
        }
        if let Some(query) = query {
            query.supposed.iter().for_each(|it| situation.state(it, true, values));
            query.supposed_kinds.iter().for_each(|it| situation.suppose_kind(program, *it));
        }
        situation.members = situation.members_of_kinds(program);
        situation
    }

    fn state(&mut self, fact: &Fact, supposed: bool, values: &mut Values) {
        let numbers: Vec<u32> = fact.entities.iter().map(|it| values.entity(it)).collect();
        let value = fact.value.as_ref().map(|it| values.entity(it));
        let stated = Stated { status: fact.status, value, span: fact.span, supposed };
        let (id, new) = self.facts.intern(fact.phrase.0, &numbers);
        if new {
            self.stated.push(stated);
            self.by_phrase[fact.phrase.0 as usize].push(id);
        } else {
            self.stated[id as usize] = stated;
        }
    }

    fn state_kind(&mut self, program: &Program, fact: KindFact) {
        let thing = &mut self.things[fact.thing.0 as usize];
        match fact.status {
            Status::Yes if program.vocabulary.is_part_of(fact.kind, thing.kind) => {
                thing.kind = fact.kind;
                thing.span = fact.span;
            }
            Status::Yes => {}
            status => {
                self.excluded.entry(fact.thing).or_default().push((fact.kind, status, fact.span));
            }
        }
    }

    /// What a question supposes of a kind replaces what the case states of it, where the two can't both be.
    fn suppose_kind(&mut self, program: &Program, fact: KindFact) {
        let vocabulary = &program.vocabulary;
        let thing = &mut self.things[fact.thing.0 as usize];
        let excluded = self.excluded.entry(fact.thing).or_default();
        match fact.status {
            Status::Yes => {
                if !vocabulary.is_part_of(thing.kind, fact.kind) {
                    thing.kind = fact.kind;
                    thing.span = fact.span;
                }
                excluded.retain(|it| !vocabulary.is_part_of(fact.kind, it.0));
            }
            Status::No | Status::Unknown => {
                let parent = vocabulary.kind(fact.kind).parent;
                if let Some(parent) =
                    parent.filter(|_| vocabulary.is_part_of(thing.kind, fact.kind))
                {
                    thing.kind = parent;
                }
                excluded.retain(|it| it.0 != fact.kind);
                excluded.push((fact.kind, fact.status, fact.span));
            }
        }
    }

    fn members_of_kinds(&self, program: &Program) -> Vec<Vec<ThingId>> {
        let mut members = vec![Vec::new(); program.vocabulary.kinds.len()];
        let mut below: Vec<Vec<KindId>> = vec![Vec::new(); members.len()];
        for (at, kind) in program.vocabulary.kinds.iter().enumerate() {
            if let Some(parent) = kind.parent {
                below[parent.0 as usize].push(KindId(index(at)));
            }
        }
        for (at, thing) in self.things.iter().enumerate() {
            let id = ThingId(index(at));
            program.vocabulary.upwards(thing.kind).for_each(|it| members[it.0 as usize].push(id));
            // The stated kind's own sub-kinds are possible, too.
            let mut todo = below[thing.kind.0 as usize].clone();
            while let Some(kind) = todo.pop() {
                if !self.is_excluded(id, kind) {
                    members[kind.0 as usize].push(id);
                    todo.extend(&below[kind.0 as usize]);
                }
            }
        }
        members
    }

    fn is_excluded(&self, thing: ThingId, kind: KindId) -> bool {
        let excluded = self.excluded.get(&thing);
        excluded.is_some_and(|all| all.iter().any(|it| it.0 == kind && it.1 == Status::No))
    }

    /// What is stated of a phrase, or of an attribute without its value, for these individuals and values.
    pub(super) fn stated(&self, phrase: u32, numbers: &[u32]) -> Option<Stated> {
        self.facts.find(phrase, numbers).map(|id| self.stated[id as usize])
    }

    /// The facts of a phrase that are not stated to be false, as rows; those of an attribute end with its value.
    pub(super) fn possible(&self, phrase: u32) -> impl Iterator<Item = Vec<u32>> {
        let attribute = self.attributes[phrase as usize];
        self.by_phrase[phrase as usize].iter().filter_map(move |it| {
            let stated = self.stated[*it as usize];
            let row = self.facts.numbers(*it).iter().copied();
            match (stated.status, stated.value) {
                (Status::No, _) => None,
                (_, Some(value)) => Some(row.chain([value]).collect()),
                (_, None) => (!attribute).then(|| row.collect()),
            }
        })
    }

    /// The phrases and attributes of which something is stated.
    pub(super) fn stated_phrases(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.by_phrase).filter(|it| !it.1.is_empty()).map(|it| it.0)
    }

    /// The individuals that are, or may be, of a kind, in order of declaration.
    pub(super) fn members(&self, kind: KindId) -> &[ThingId] {
        &self.members[kind.0 as usize]
    }

    /// Whether an individual is of a kind.
    pub(super) fn is_of_kind(&self, program: &Program, thing: ThingId, kind: KindId) -> Known {
        let vocabulary = &program.vocabulary;
        let stated = self.things[thing.0 as usize].kind;
        if vocabulary.is_part_of(stated, kind) {
            return Known::Yes;
        }
        if !vocabulary.is_part_of(kind, stated) {
            return Known::No;
        }
        if !self.excluded.contains_key(&thing) {
            return Known::Open;
        }
        let path = vocabulary.upwards(kind).take_while(|it| *it != stated);
        let possible = path.into_iter().all(|it| !self.is_excluded(thing, it));
        if possible { Known::Open } else { Known::No }
    }

    /// What the case says of an individual's being of a kind, beyond its most specific kind.
    pub(super) fn kind_statement(&self, thing: ThingId, kind: KindId) -> Option<(Status, Span)> {
        let all = self.excluded.get(&thing)?;
        all.iter().find(|it| it.0 == kind).map(|it| (it.1, it.2))
    }

    /// The kinds below an individual's stated kind that it may belong to, parents before children,
    /// in order of declaration among siblings.
    pub(super) fn possible_kinds(&self, program: &Program, thing: ThingId) -> Vec<KindId> {
        let stated = self.things[thing.0 as usize].kind;
        let all = (0..program.vocabulary.kinds.len()).map(|at| KindId(index(at)));
        let mut below: Vec<KindId> = all
            .filter(|it| *it != stated && program.vocabulary.is_part_of(*it, stated))
            .filter(|it| self.is_of_kind(program, thing, *it) == Known::Open)
            .collect();
        below.sort_by_key(|it| (program.vocabulary.kind(*it).depth, it.0));
        below
    }
}
