//! What may two versions conclude differently?
//!
//! A rule and its exceptions, and theirs, are a family: they share conditions. A family whose rules are not the same in
//! both versions, or that reads what may differ, may conclude something else; nothing else may.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    super::{Program, Rule, RuleId},
    Map, PhraseId,
};
use crate::vocabulary::Phrase;

/// What may differ.
#[derive(Debug)]
pub(super) struct Changed {
    /// For each phrase of both whether it may.
    pub(super) phrases: Vec<bool>,
    /// For each rule of the old version whether it concludes something that may.
    pub(super) old_rules: Vec<bool>,
}

/// A rule with its exceptions, and theirs.
struct Family {
    rules: Vec<RuleId>,
    /// What it is in all it says.
    key: String,
    concludes: Vec<PhraseId>,
    reads: Vec<PhraseId>,
}

impl Changed {
    /// What may differ between two programs; the phrases of the old one are called as in `map`.
    pub(super) fn between(new: &Program, old: &Program, map: &Map, phrases: usize) -> Self {
        let mut changed =
            Self { phrases: vec![false; phrases], old_rules: vec![false; old.rules.len()] };
        let nowhere = new.rules.first().or(old.rules.first()).map(|it| it.span);
        let own = families(new, &Map { nowhere, ..Map::identity(new) });
        let theirs = families(old, &Map { nowhere, ..map.clone() });
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for (families, one) in [(&own, 1), (&theirs, -1)] {
            for it in families {
                *counts.entry(&it.key).or_default() += one;
            }
        }
        for family in own.iter().chain(&theirs) {
            if counts.get(family.key.as_str()) != Some(&0) {
                family.concludes.iter().for_each(|it| changed.phrases[it.0 as usize] = true);
            }
        }
        for (phrase, id) in old.vocabulary.phrases.iter().zip(&map.phrases) {
            let other = new.vocabulary.phrases.get(id.0 as usize);
            let theirs = map.phrase(phrase);
            let moved = |it: &Phrase| it.role != phrase.role || it.slots != theirs.slots;
            changed.phrases[id.0 as usize] |= other.is_some_and(moved);
        }
        while own.iter().chain(&theirs).any(|it| changed.spread(it)) {}
        for family in &theirs {
            if family.concludes.iter().any(|it| changed.phrases[it.0 as usize]) {
                family.rules.iter().for_each(|it| changed.old_rules[it.0 as usize] = true);
            }
        }
        changed
    }

    /// Notes what a family passes on; says whether that is new.
    fn spread(&mut self, family: &Family) -> bool {
        let is = |it: &PhraseId| self.phrases[it.0 as usize];
        let touched = family.reads.iter().chain(&family.concludes).any(is);
        let new = touched && !family.concludes.iter().all(is);
        if new {
            family.concludes.iter().for_each(|it| self.phrases[it.0 as usize] = true);
        }
        new
    }
}

/// The families of a program, its phrases called as in `map`.
fn families(program: &Program, map: &Map) -> Vec<Family> {
    let keys: Vec<String> = program.rules.iter().map(|it| key(program, it, map)).collect();
    let concluding = program.concluding();
    let roots = program.rules().filter(|it| it.1.exception_to.is_none());
    roots.map(|(root, _)| family(program, root, map, &keys, &concluding)).collect()
}

fn family(
    program: &Program,
    root: RuleId,
    map: &Map,
    keys: &[String],
    concluding: &[Vec<RuleId>],
) -> Family {
    let mut family =
        Family { rules: Vec::new(), key: String::new(), concludes: Vec::new(), reads: Vec::new() };
    let mut rest = vec![(root, 0)];
    while let Some((id, depth)) = rest.pop() {
        let rule = program.rule(id);
        family.rules.push(id);
        _ = write!(
            family.key,
            "{depth} {}\n{}",
            keys[id.0 as usize],
            rivals(program, id, keys, concluding)
        );
        let mapped = |it: PhraseId| map.phrases[it.0 as usize];
        family.concludes.extend(rule.conclusion.as_ref().map(|it| mapped(it.phrase())));
        rule.each_phrase_read(&mut |it| family.reads.push(mapped(it)));
        // In the order of what they say, so that the order of writing does not matter.
        let mut below = rule.exceptions.clone();
        below.sort_by(|one, other| keys[one.0 as usize].cmp(&keys[other.0 as usize]));
        rest.extend(below.into_iter().rev().map(|it| (it, depth + 1)));
    }
    family
}

/// What a rule says by itself, without what has no meaning: where it stands, its label, its notes, its pinpoints.
fn key(program: &Program, rule: &Rule, map: &Map) -> String {
    let sorts: Vec<_> = rule.variables.iter().map(|it| map.variable(it).sort).collect();
    let reading = rule.reading.map(|it| {
        let provision = &program.provisions[it.provision.0 as usize];
        (&provision.name, &provision.readings[it.reading as usize], &provision.readings)
    });
    let conclusion = rule.conclusion.as_ref().map(|it| map.conclusion(it));
    let conditions = map.conditions(&rule.conditions);
    format!("{sorts:?} {reading:?} {:?} {conclusion:?} {conditions:?}", rule.in_force)
}

/// The rules about the same that a rule gives way to, or that give way to it.
fn rivals(program: &Program, id: RuleId, keys: &[String], concluding: &[Vec<RuleId>]) -> String {
    let Some(conclusion) = &program.rule(id).conclusion else { return String::new() };
    let ranking = &program.ranking;
    let mut lines = Vec::new();
    for other in &concluding[conclusion.phrase().0 as usize] {
        for (above, holds) in
            [(true, ranking.defeats(*other, id)), (false, ranking.defeats(id, *other))]
        {
            if holds {
                lines.push(format!("{above} {}\n", keys[other.0 as usize]));
            }
        }
    }
    lines.sort_unstable();
    lines.concat()
}
