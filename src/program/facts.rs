//! What is a case after more has been stated? Later statements replace earlier ones that they change.

use rustc_hash::FxHashMap;

use super::{
    Fact, KindFact, Program, Scenario, Status,
    error::{Mistakes, case::StatementError},
    statements::{Stated, known_to},
};
use crate::{
    value::Value,
    vocabulary::{Entity, KindId, Sort, Thing, Vocabulary},
};

/// Adds what was stated to a scenario. Whatever no longer fits is reported, and then the scenario is not to be used.
pub(super) fn add(
    program: &Program,
    scenario: &mut Scenario,
    stated: Stated,
    mistakes: &mut Mistakes,
) {
    scenario.things.extend(stated.things);
    for fact in &stated.kinds {
        change_kind(&program.vocabulary, scenario, *fact);
    }
    let mut places: FxHashMap<_, usize> = FxHashMap::default();
    if stated.facts.len() > 8 {
        places.extend(
            scenario
                .facts
                .iter()
                .enumerate()
                .map(|(at, it)| ((it.phrase, it.entities.clone()), at)),
        );
    }
    let is_indexed = stated.facts.len() > 8;
    let has_durations = stated.facts.iter().any(says_how_long);
    for fact in stated.facts {
        let before = if is_indexed {
            places.get(&(fact.phrase, fact.entities.clone())).copied()
        } else {
            scenario
                .facts
                .iter()
                .position(|it| it.phrase == fact.phrase && it.entities == fact.entities)
        };
        match before {
            Some(at) => scenario.facts[at] = fact,
            None => scenario.facts.push(fact),
        }
    }
    if !stated.kinds.is_empty() {
        check_fit(program, scenario, &stated.kinds, mistakes);
    }
    if has_durations && let Some(it) = program.families.clone().among(scenario.facts.iter()) {
        mistakes.report(it);
    }
}

/// Whether what is stated may not fit what was stated before.
pub(super) fn may_clash(stated: &Stated) -> bool {
    !stated.kinds.is_empty() || stated.facts.iter().any(says_how_long)
}

/// Whether a fact speaks of a duration.
fn says_how_long(fact: &Fact) -> bool {
    let is_long = |it: &Entity| matches!(it, Entity::Value(Value::Duration(_)));
    fact.entities.iter().chain(&fact.value).any(is_long)
}

fn change_kind(vocabulary: &Vocabulary, scenario: &mut Scenario, fact: KindFact) {
    let own = (fact.thing.0 as usize)
        .checked_sub(vocabulary.things.len())
        .and_then(|it| scenario.things.get_mut(it));
    let contradicted = |it: &KindFact| {
        it.thing == fact.thing
            && match (it.status, fact.status) {
                (Status::Yes, Status::Yes) => true,
                (Status::Yes, _) => vocabulary.is_part_of(it.kind, fact.kind),
                (_, Status::Yes) => vocabulary.is_part_of(fact.kind, it.kind),
                _ => it.kind == fact.kind,
            }
    };
    scenario.kinds.retain(|it| !contradicted(it));
    match own {
        Some(thing) => {
            let said_in_kind = change_thing(vocabulary, thing, fact);
            if !said_in_kind {
                scenario.kinds.push(fact);
            }
        }
        None => scenario.kinds.push(fact),
    }
}

/// Says whether the kind of the thing now holds all that the fact says.
fn change_thing(vocabulary: &Vocabulary, thing: &mut Thing, fact: KindFact) -> bool {
    let mut set = |kind: KindId| {
        thing.kind = kind;
        thing.span = fact.span;
    };
    if fact.status == Status::Yes {
        set(fact.kind);
        return true;
    }
    if vocabulary.is_part_of(thing.kind, fact.kind)
        && let Some(parent) = vocabulary.kind(fact.kind).parent
    {
        thing.kind = parent;
    }
    false
}

/// Whether the facts about those whose kinds changed can still be said of them; for each the first that can't.
fn check_fit(
    program: &Program,
    scenario: &Scenario,
    changed: &[KindFact],
    mistakes: &mut Mistakes,
) {
    let vocabulary = &program.vocabulary;
    let known = known_to(program, scenario);
    let mut told = Vec::new();
    for fact in &scenario.facts {
        let phrase = vocabulary.phrase(fact.phrase);
        let sorts = phrase.slots.iter().map(|it| Some(it.sort)).chain([phrase.value]);
        for (entity, sort) in fact.entities.iter().chain(&fact.value).zip(sorts) {
            let (Entity::Thing(thing), Some(Sort::Kind(takes))) = (entity, sort) else { continue };
            let Some(change) = changed.iter().rfind(|it| it.thing == *thing) else { continue };
            let Some(kind) = known.kind(vocabulary, *thing) else { continue };
            if vocabulary.is_part_of(kind, takes) || told.contains(thing) {
                continue;
            }
            told.push(*thing);
            let (thing, is) =
                (vocabulary.name_among(&scenario.things, &[], *thing), vocabulary.a(kind));
            let error =
                StatementError::NoLongerFits { thing, is, span: change.span, fact: fact.span };
            mistakes.report(error.diagnostic());
        }
    }
}
