//! Can a value be worked out at all, or does it depend on itself?
//!
//! What a rule computes may not depend on what the rule concludes: it would grow for ever. What is counted, summed up,
//! or said of every one may not either: it would have to be known before it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Condition, ConditionKind, PhraseId, Rule, Term};
use crate::{diagnostic::Diagnostic, vocabulary::Vocabulary};

/// A rule, and the phrases that it reads inside `for every`.
#[derive(Clone, Copy)]
pub(super) struct Computed<'r> {
    /// The rule.
    pub(super) rule: &'r Rule,
    /// What it reads inside `for every`.
    pub(super) quantified: &'r [PhraseId],
}

/// Which phrases are needed for which, and by which rule.
struct Needs<'r> {
    rules: &'r [Option<Computed<'r>>],
    /// For each phrase, what it needs and the rule that says so.
    needs: BTreeMap<PhraseId, BTreeMap<PhraseId, usize>>,
}

/// The rules whose values depend on themselves, by their places, each with its message; a circle is reported once.
pub(super) fn check(
    vocabulary: &Vocabulary,
    rules: &[Option<Computed>],
) -> Vec<(usize, Option<Diagnostic>)> {
    let needs = Needs::of(rules);
    let mut found = Vec::new();
    let mut told: BTreeSet<Vec<PhraseId>> = BTreeSet::new();
    for (at, computed) in rules.iter().enumerate() {
        let Some(Computed { rule, quantified }) = computed else { continue };
        let gathered = gathered(rule, quantified);
        let own = if computes(rule) { reads(rule) } else { BTreeSet::new() };
        for concluded in needs.concluded_by(at) {
            let circle =
                |from: &BTreeSet<PhraseId>| from.iter().find_map(|it| needs.path(*it, concluded));
            let (circle, recursive) = match (circle(&gathered), circle(&own)) {
                (Some(it), _) => (it, true),
                (None, Some(it)) => (it, false),
                (None, None) => continue,
            };
            let mut phrases: Vec<PhraseId> = circle.iter().map(|it| it.0).collect();
            phrases.sort_unstable();
            phrases.dedup();
            let on = needs.on(at, &circle);
            let message =
                told.insert(phrases).then(|| message(vocabulary, recursive, concluded, &on));
            found.push((at, message));
            break;
        }
    }
    found
}

impl<'r> Needs<'r> {
    fn of(rules: &'r [Option<Computed<'r>>]) -> Self {
        let mut all = Self { rules, needs: BTreeMap::new() };
        for (at, computed) in rules.iter().enumerate() {
            let Some(computed) = computed else { continue };
            let reads = reads(computed.rule);
            for concluded in all.concluded_by(at) {
                let own = all.needs.entry(concluded).or_default();
                for read in &reads {
                    own.entry(*read).or_insert(at);
                }
            }
        }
        all
    }

    /// What a rule concludes, and what the rules conclude that it is an exception to.
    fn concluded_by(&self, at: usize) -> Vec<PhraseId> {
        let mut found = Vec::new();
        let mut next = Some(at);
        while let Some(rule) = next.and_then(|it| self.rules.get(it)?.as_ref()) {
            found.extend(rule.rule.conclusion.as_ref().map(super::Conclusion::phrase));
            next = rule.rule.exception_to.map(|it| it.0 as usize);
        }
        found
    }

    /// A way from what one phrase needs to another: the phrases on it, each with the rule that it is needed by.
    fn path(&self, from: PhraseId, to: PhraseId) -> Option<Vec<(PhraseId, Option<usize>)>> {
        let mut before: BTreeMap<PhraseId, Option<(PhraseId, usize)>> = BTreeMap::new();
        before.insert(from, None);
        let mut open = std::collections::VecDeque::from([from]);
        while let Some(at) = open.pop_front() {
            if at == to {
                let step = |it: &(PhraseId, Option<usize>)| {
                    before[&it.0].map(|(phrase, rule)| (phrase, Some(rule)))
                };
                return Some(std::iter::successors(Some((to, None)), step).collect());
            }
            for (next, rule) in self.needs.get(&at).into_iter().flatten() {
                if !before.contains_key(next) {
                    before.insert(*next, Some((at, *rule)));
                    open.push_back(*next);
                }
            }
        }
        None
    }

    /// The rules on a circle that begins with one.
    fn on(&self, at: usize, circle: &[(PhraseId, Option<usize>)]) -> Vec<&'r Rule> {
        let others = circle.iter().rev().filter_map(|it| it.1);
        let mut all: Vec<usize> = std::iter::once(at).chain(others).collect();
        all.dedup();
        all.into_iter().filter_map(|it| self.rules[it].map(|it| it.rule)).collect()
    }
}

/// All phrases that a rule reads.
fn reads(rule: &Rule) -> BTreeSet<PhraseId> {
    let mut found = BTreeSet::new();
    let mut visit = |it: PhraseId| {
        found.insert(it);
    };
    rule.each_phrase_read(&mut visit);
    found
}

/// What a rule reads inside aggregates and `for every`.
fn gathered(rule: &Rule, quantified: &[PhraseId]) -> BTreeSet<PhraseId> {
    let mut found: BTreeSet<PhraseId> = quantified.iter().copied().collect();
    let mut visit = |it: &Term| {
        if matches!(it, Term::Aggregate(_)) {
            it.each_phrase(&mut |it| {
                found.insert(it);
            });
        }
    };
    rule.conditions.iter().for_each(|it| it.each_term(&mut visit));
    let terms = rule.conclusion.iter().flat_map(super::Conclusion::all_terms);
    terms.for_each(|it| it.each(&mut visit));
    found
}

/// Whether a rule works out a value that it concludes.
pub(super) fn computes(rule: &Rule) -> bool {
    let made = |it: &Term| matches!(it, Term::Arithmetic(..) | Term::Aggregate(_));
    let Some(conclusion) = &rule.conclusion else { return false };
    if conclusion.all_terms().any(|it| it.has(made)) {
        return true;
    }
    let carries = |it: &Term| matches!(it, Term::Variable(id) if rule.variables[id.0 as usize].sort.is_value());
    let mut bound = false;
    let mut visit = |it: &Condition| {
        if let ConditionKind::Compare(Comparison::Equal, one, other) = &it.kind {
            bound |= carries(one) && other.has(made) || carries(other) && one.has(made);
        }
    };
    rule.conditions.iter().for_each(|it| it.each(&mut visit));
    bound && conclusion.all_terms().any(|it| it.has(carries))
}

fn message(
    vocabulary: &Vocabulary,
    recursive: bool,
    concluded: PhraseId,
    rules: &[&Rule],
) -> Diagnostic {
    let concluded = vocabulary.declared(concluded);
    let labels: Vec<&str> = rules.iter().chain(&rules[..1]).map(|it| it.label.as_str()).collect();
    let circle = labels.join("` needs `");
    let start = if recursive {
        let message = "what is counted or said of every one depends on what is concluded from it";
        Diagnostic::error("program/recursive-aggregate", format!("{message}: `{circle}`"))
            .help("count or go through something that these rules do not conclude")
    } else {
        let message = "a computed value depends on itself";
        Diagnostic::error("program/runaway-arithmetic", format!("{message}: `{circle}`"))
            .help("compute it from something that these rules do not conclude")
    };
    let label = format!("to know `{concluded}`, it has to be known already");
    let labelled = start.label(rules[0].span, label);
    rules[1..].iter().fold(labelled, |it, rule| it.label(rule.span, "part of the circle"))
}
