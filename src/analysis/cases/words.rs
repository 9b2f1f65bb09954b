//! Which words of a case or question does a version not have?

use super::Missing;
use crate::{
    analysis::changes::{Declared, Wording},
    program::{Case, Fact, Program, Query, Scenario, Term},
    vocabulary::{Entity, KindId, PhraseId, Sort, ThingId},
};

/// The phrases, kinds and names that something speaks of.
#[derive(Default)]
struct Spoken {
    phrases: Vec<PhraseId>,
    kinds: Vec<KindId>,
    things: Vec<ThingId>,
}

/// A program that has all words of something, and one that may lack some.
#[derive(Clone, Copy)]
pub(super) struct Programs<'a> {
    pub(super) has: &'a Program,
    pub(super) lacks: &'a Program,
}

impl Programs<'_> {
    /// What the facts of a case need and one program lacks.
    pub(super) fn of_case(self, case: &Case) -> Vec<Missing> {
        let mut spoken = Spoken::default();
        spoken.scenario(&case.scenario);
        self.missing(&spoken)
    }

    /// What a question needs and one program lacks.
    pub(super) fn of_query(self, query: &Query) -> Vec<Missing> {
        let mut spoken = Spoken::default();
        spoken.query(query);
        self.missing(&spoken)
    }

    fn missing(self, spoken: &Spoken) -> Vec<Missing> {
        let Self { has, lacks } = self;
        let mut found: Vec<Missing> = Vec::new();
        let mut add = |what: Declared, name: String| {
            let it = Missing { what, name };
            if !found.contains(&it) {
                found.push(it);
            }
        };
        let known: Vec<String> = all_phrases(lacks);
        for it in &spoken.phrases {
            if !known.contains(&Wording(has).phrase(*it)) {
                add(Declared::Phrase, has.vocabulary.declared(*it));
            }
        }
        let kinds: Vec<String> = all_kinds(lacks);
        for it in &spoken.kinds {
            if !kinds.contains(&Wording(has).sort(Sort::Kind(*it))) {
                add(Declared::Kind, has.vocabulary.kind(*it).name.clone());
            }
        }
        for it in &spoken.things {
            // Names beyond those of the rules are the case's own.
            let Some(thing) = has.vocabulary.things.get(it.0 as usize) else { continue };
            if !lacks.vocabulary.things.iter().any(|it| it.name == thing.name) {
                add(Declared::Name, thing.name.clone());
            }
        }
        found
    }
}

impl Spoken {
    fn query(&mut self, query: &Query) {
        if let Some(condition) = &query.wanted.condition {
            condition.each_phrase(&mut |it| self.phrases.push(it));
            condition.each_term(&mut |it| {
                if let Term::Thing(it) = it {
                    self.things.push(*it);
                }
            });
        }
        self.kinds.extend(query.wanted.variables.iter().filter_map(|it| it.sort.kind()));
        self.kinds.extend(query.supposed_kinds.iter().map(|it| it.kind));
        self.kinds.extend(query.things.iter().map(|it| it.kind));
        query.supposed.iter().for_each(|it| self.fact(it));
    }

    fn scenario(&mut self, scenario: &Scenario) {
        self.kinds.extend(scenario.things.iter().map(|it| it.kind));
        self.kinds.extend(scenario.kinds.iter().map(|it| it.kind));
        scenario.facts.iter().for_each(|it| self.fact(it));
    }

    fn fact(&mut self, fact: &Fact) {
        self.phrases.push(fact.phrase);
        for it in fact.entities.iter().chain(&fact.value) {
            if let Entity::Thing(it) = it {
                self.things.push(*it);
            }
        }
    }
}

fn all_phrases(program: &Program) -> Vec<String> {
    let ids = (0..).map(PhraseId).take(program.vocabulary.phrases.len());
    ids.map(|it| Wording(program).phrase(it)).collect()
}

fn all_kinds(program: &Program) -> Vec<String> {
    let ids = (0..).map(KindId).take(program.vocabulary.kinds.len());
    ids.map(|it| Wording(program).sort(Sort::Kind(it))).collect()
}
