//! What is known before any rule is looked at? Facts, kinds, and which rules count.

use std::rc::Rc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    program::{Fact, KindFact, Program, Query, Reading, RuleId, Scenario, Status},
    source::Span,
    vocabulary::{KindId, PhraseId, Thing, ThingId},
};

use super::items::{Item, Items};

/// What is stated of something: for an attribute its value; where, and whether only the question supposes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated {
    pub(super) status: Status,
    pub(super) value: Option<Item>,
    pub(super) span: Span,
    pub(super) supposed: bool,
}

/// A phrase, with something in one of its slots.
type Place = (PhraseId, Option<(usize, Item)>);

/// A case, with what a question supposes and what narrows it.
pub(super) struct Case<'a> {
    pub(super) program: &'a Program,
    pub(super) query: &'a Query,
    pub(super) day: Option<Date>,
    pub(super) things: Vec<Thing>,
    /// Of which kinds something is said not to be, or may be.
    excluded: FxHashMap<ThingId, Vec<KindFact>>,
    members: Vec<Vec<ThingId>>,
    pub(super) facts: FxHashMap<(PhraseId, Vec<Item>), Stated>,
    /// The facts of each phrase, and those with something in a slot.
    rows: FxHashMap<Place, Vec<Rc<[Item]>>>,
}

/// Why a rule does not count: what is said of that, and whether it is that it is no law on the day.
pub(super) type LeftOut = (String, bool);

impl<'a> Case<'a> {
    pub(super) fn new(
        program: &'a Program,
        scenario: &Scenario,
        query: &'a Query,
        day: Option<Date>,
        items: &mut Items,
    ) -> Self {
        let mut things = program.vocabulary.things.clone();
        things.extend(scenario.things.iter().chain(&query.things).cloned());
        let mut case = Self {
            program,
            query,
            day,
            things,
            excluded: FxHashMap::default(),
            members: Vec::new(),
            facts: FxHashMap::default(),
            rows: FxHashMap::default(),
        };
        scenario.facts.iter().for_each(|it| case.state(items, it, false));
        query.supposed.iter().for_each(|it| case.state(items, it, true));
        scenario.kinds.iter().for_each(|it| case.state_kind(*it, false));
        query.supposed_kinds.iter().for_each(|it| case.state_kind(*it, true));
        let kinds = (0..).map(KindId).take(program.vocabulary.kinds.len());
        let things = (0..).map(ThingId).take(case.things.len());
        let of = |kind| -> Vec<ThingId> {
            things.clone().filter(|it| case.is_of_kind(*it, kind) != Some(false)).collect()
        };
        case.members = kinds.map(of).collect();
        case
    }

    fn state(&mut self, items: &mut Items, fact: &Fact, supposed: bool) {
        let row: Vec<Item> = fact.entities.iter().map(|it| items.entity(it)).collect();
        let value = fact.value.as_ref().map(|it| items.entity(it));
        let stated = Stated { status: fact.status, value, span: fact.span, supposed };
        if self.facts.insert((fact.phrase, row.clone()), stated).is_none() {
            let places = row.iter().copied().enumerate().map(Some).chain([None]);
            for place in places {
                let rows = self.rows.entry((fact.phrase, place)).or_default();
                rows.push(row.as_slice().into());
            }
        }
    }

    /// What a question supposes of a kind takes back what the case states, where the two can't both be.
    fn state_kind(&mut self, fact: KindFact, supposed: bool) {
        let vocabulary = &self.program.vocabulary;
        let thing = &mut self.things[fact.thing.0 as usize];
        let excluded = self.excluded.entry(fact.thing).or_default();
        if fact.status == Status::Yes {
            let (above, below) = (
                vocabulary.is_part_of(thing.kind, fact.kind),
                vocabulary.is_part_of(fact.kind, thing.kind),
            );
            if if supposed { !above } else { below } {
                thing.kind = fact.kind;
                thing.span = fact.span;
            }
            excluded.retain(|it| !supposed || !vocabulary.is_part_of(fact.kind, it.kind));
            return;
        }
        if supposed {
            let parent = vocabulary.kind(fact.kind).parent;
            if let Some(parent) = parent.filter(|_| vocabulary.is_part_of(thing.kind, fact.kind)) {
                thing.kind = parent;
            }
            excluded.retain(|it| it.kind != fact.kind);
        }
        excluded.push(fact);
    }

    /// Whether something is of a kind; nothing where that is open.
    pub(super) fn is_of_kind(&self, thing: ThingId, kind: KindId) -> Option<bool> {
        let vocabulary = &self.program.vocabulary;
        let stated = self.things[thing.0 as usize].kind;
        if vocabulary.is_part_of(stated, kind) {
            return Some(true);
        }
        let denied = |it| self.kind_stated(thing, it).is_some_and(|it| it.status == Status::No);
        let mut path = vocabulary.upwards(kind).take_while(|it| *it != stated);
        let possible = vocabulary.is_part_of(kind, stated) && !path.any(denied);
        if possible { None } else { Some(false) }
    }

    /// What is stated against something's being of a kind.
    pub(super) fn kind_stated(&self, thing: ThingId, kind: KindId) -> Option<KindFact> {
        self.excluded.get(&thing)?.iter().find(|it| it.kind == kind).copied()
    }

    /// The kinds below its stated one that something can be of.
    pub(super) fn possible_kinds(&self, thing: ThingId) -> Vec<KindId> {
        let kinds = (0..).map(KindId).take(self.program.vocabulary.kinds.len());
        kinds.filter(|it| self.is_of_kind(thing, *it).is_none()).collect()
    }

    /// What is, or may be, of a kind.
    pub(super) fn members(&self, kind: KindId) -> &[ThingId] {
        &self.members[kind.0 as usize]
    }

    /// The facts of a phrase that have these in their slots.
    pub(super) fn listed(&self, phrase: PhraseId, known: &[Option<Item>]) -> Vec<&[Item]> {
        let places = known.iter().enumerate().filter_map(|(slot, it)| Some((slot, (*it)?)));
        let list = |place| self.rows.get(&(phrase, place)).map_or(&[][..], Vec::as_slice);
        let shortest = places.map(Some).chain([None]).map(list).min_by_key(|it| it.len());
        let fits = |row: &&[Item]| {
            row.iter().zip(known).all(|(it, known)| known.is_none_or(|known| known == *it))
        };
        shortest.into_iter().flatten().map(|it| &**it).filter(fits).collect()
    }

    /// Whether a reading may prevail.
    fn admits(&self, reading: Reading) -> bool {
        let taken = &self.query.readings;
        taken.iter().all(|it| it.provision != reading.provision || *it == reading)
    }

    /// Whether a reading prevails; nothing where that is open.
    pub(super) fn prevails(&self, reading: Reading) -> Option<bool> {
        let rivals = self.program.provisions[reading.provision.0 as usize].readings.len();
        let open =
            rivals > 1 && self.query.readings.iter().all(|it| it.provision != reading.provision);
        if open { None } else { Some(self.admits(reading)) }
    }

    /// Why a rule does not count; nothing if it does.
    pub(super) fn left_out(&self, id: RuleId) -> Option<LeftOut> {
        let (program, query) = (self.program, self.query);
        let rule = program.rule(id);
        let left_out = |why: &str| Some((format!("left out: the question {why}"), false));
        if rule.reading.is_some_and(|it| !self.admits(it)) {
            return left_out("takes another reading");
        }
        let mut cited = rule.citations.iter().map(|it| it.source);
        if !rule.citations.is_empty() {
            let admitted = &query.according_to;
            if !admitted.is_empty() && !cited.clone().any(|it| admitted.contains(&it)) {
                return left_out("admits other sources only");
            }
            let weak = |it| {
                let authority = program.source(it).authority;
                authority.is_some_and(|it| query.without.iter().any(|rung| it >= *rung))
            };
            if cited.all(weak) {
                return left_out("admits stronger sources only");
            }
        }
        let day = self.day?;
        let law = rule.in_force;
        match (law.from, law.until) {
            (Some(from), _) if day < from => {
                Some((format!("not in force yet: begins on {from}"), true))
            }
            (_, Some(until)) if day > until => {
                Some((format!("no longer in force: ended on {until}"), true))
            }
            _ if program.lineage(id).any(|it| !it.in_force.contains(day)) => {
                Some(("its rule is not in force on that day".to_owned(), false))
            }
            _ => None,
        }
    }
}
