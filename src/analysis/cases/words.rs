//! Which words of a case or question does a version not have?

use super::{Missing, Which};
use crate::{
    analysis::changes::{Declared, Versions, Wording},
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

/// What the facts of a case need and a version does not have.
pub(super) fn of_case(versions: &Versions, without: Which, case: &Case) -> Vec<Missing> {
    let mut spoken = Spoken::default();
    spoken.scenario(&case.scenario);
    missing(versions, without, &spoken)
}

/// What a question needs and a version does not have.
pub(super) fn of_query(versions: &Versions, without: Which, query: &Query) -> Vec<Missing> {
    let mut spoken = Spoken::default();
    if let Some(condition) = &query.wanted.condition {
        condition.each_phrase(&mut |it| spoken.phrases.push(it));
        condition.each_term(&mut |it| {
            if let Term::Thing(it) = it {
                spoken.things.push(*it);
            }
        });
    }
    spoken.kinds.extend(query.wanted.variables.iter().filter_map(|it| it.sort.kind()));
    spoken.kinds.extend(query.supposed_kinds.iter().map(|it| it.kind));
    spoken.kinds.extend(query.things.iter().map(|it| it.kind));
    query.supposed.iter().for_each(|it| spoken.fact(it));
    missing(versions, without, &spoken)
}

impl Spoken {
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

/// Those of the words that the other version has and this one has not.
fn missing(versions: &Versions, without: Which, spoken: &Spoken) -> Vec<Missing> {
    let with = if without == Which::Old { Which::New } else { Which::Old };
    let has: &Program = &versions.version(with).session.program;
    let lacks: &Program = &versions.version(without).session.program;
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

fn all_phrases(program: &Program) -> Vec<String> {
    let ids = (0..).map(PhraseId).take(program.vocabulary.phrases.len());
    ids.map(|it| Wording(program).phrase(it)).collect()
}

fn all_kinds(program: &Program) -> Vec<String> {
    let ids = (0..).map(KindId).take(program.vocabulary.kinds.len());
    ids.map(|it| Wording(program).sort(Sort::Kind(it))).collect()
}
