//! What is known before any rule is looked at: which rules count, and of which kinds the individuals can be.

use crate::{
    program::{Program, Query, Rule, Scenario, Status},
    vocabulary::{KindId, Thing, Vocabulary},
};

/// Whether a rule is in force on the day, and admitted by what narrows the question. (A reading is a condition.)
pub(super) fn counts(
    program: &Program,
    query: &Query,
    day: Option<jiff::civil::Date>,
    rule: &Rule,
) -> bool {
    if day.is_some_and(|it| !rule.in_force.contains(it)) {
        return false;
    }
    let mut cited = rule.citations.iter().map(|it| it.source);
    if rule.citations.is_empty() {
        return true;
    }
    let weak = |it| {
        let authority = program.source(it).authority;
        authority.is_some_and(|it| query.without.iter().any(|rung| it >= *rung))
    };
    let admitted = &query.according_to;
    (admitted.is_empty() || cited.clone().any(|it| admitted.contains(&it))) && !cited.all(weak)
}

/// For each individual the kinds that it can be of exactly: its most specific stated one, then those below it that are
/// not ruled out. What a question supposes takes back what of the case's statements contradicts it.
pub(super) fn kinds_of(
    vocabulary: &Vocabulary,
    things: &mut [Thing],
    scenario: &Scenario,
    query: &Query,
) -> Vec<Vec<KindId>> {
    let mut excluded: Vec<Vec<KindId>> = vec![Vec::new(); things.len()];
    let stated = scenario.kinds.iter().map(|it| (it, false));
    for (fact, supposed) in stated.chain(query.supposed_kinds.iter().map(|it| (it, true))) {
        let thing = &mut things[fact.thing.0 as usize];
        let out = &mut excluded[fact.thing.0 as usize];
        if fact.status == Status::Yes {
            if supposed {
                out.retain(|it| !vocabulary.is_part_of(fact.kind, *it));
            }
            let below = vocabulary.is_part_of(fact.kind, thing.kind);
            if below || supposed && !vocabulary.is_part_of(thing.kind, fact.kind) {
                thing.kind = fact.kind;
                thing.span = fact.span;
            }
            continue;
        }
        if supposed {
            if vocabulary.is_part_of(thing.kind, fact.kind) {
                thing.kind = vocabulary.kind(fact.kind).parent.unwrap_or(thing.kind);
            }
            out.retain(|it| *it != fact.kind);
        }
        if fact.status == Status::No {
            out.push(fact.kind);
        }
    }
    let possible = |(thing, out): (&Thing, &Vec<KindId>)| {
        let every = (0..).map(KindId).take(vocabulary.kinds.len());
        let below = every.filter(|it| {
            *it != thing.kind
                && vocabulary.is_part_of(*it, thing.kind)
                && !out.iter().any(|out| vocabulary.is_part_of(*it, *out))
        });
        std::iter::once(thing.kind).chain(below).collect()
    };
    things.iter().zip(&excluded).map(possible).collect()
}
