//! Does the comparison of two versions find what differs, and only that?
//!
//! Rule bases of the tests and the built-in rules are written in other words, and changed in one place after the other.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "diff/aspects.rs"]
mod aspects;
#[path = "diff/causes.rs"]
mod causes;
#[path = "diff/edits.rs"]
mod edits;
#[path = "diff/rewrite.rs"]
mod rewrite;
#[path = "harness/rule_bases.rs"]
mod rule_bases;

use std::{collections::BTreeSet, path::PathBuf};

use edits::Edit;
use grounds::{
    analysis::{
        cases::{CaseChanges, Outcome},
        changes::{Aspect, Became, Changes, Reach, RuleChange, Texts, Versions},
    },
    diagnostic::render::{Style, render},
    explain::json,
    session::{Options, Session},
};
use rule_bases::{rule_bases, text};
use serde_json::Value;

/// A rule base with its cases, as texts with their names.
pub(crate) struct Example {
    rules: Vec<(String, String)>,
    cases: Vec<(String, String)>,
}

/// All rule bases with cases, of the tests and of the built-in rules.
fn examples() -> Vec<Example> {
    let example = |it: Vec<PathBuf>| {
        let is_case = |it: &&PathBuf| it.extension().is_some_and(|it| it == "case");
        let (cases, rules): (Vec<_>, Vec<_>) = it.iter().partition(is_case);
        Example {
            rules: rules.into_iter().map(|it| text(it)).collect(),
            cases: cases.into_iter().map(|it| text(it)).collect(),
        }
    };
    rule_bases().into_iter().map(example).collect()
}

impl Example {
    fn texts(&self) -> Texts {
        Texts { rules: self.rules.clone(), cases: self.cases.clone() }
    }

    /// The same cases with other rules.
    fn with(&self, rules: Vec<(String, String)>) -> Self {
        Self { rules, cases: self.cases.clone() }
    }

    /// The same with an edit of one of its files.
    pub(crate) fn edited(&self, edit: &Edit) -> Self {
        let mut rules = self.rules.clone();
        rules[edit.file].1.clone_from(&edit.text);
        self.with(rules)
    }
}

/// The differences, where both can be loaded.
pub(crate) fn compared(old: &Example, new: &Example) -> Option<(Versions, Changes, CaseChanges)> {
    let versions = Versions::load(old.texts(), new.texts()).ok()?;
    let changes = Changes::between(&versions);
    let options = Options::default();
    let cases =
        CaseChanges::between(&versions, &changes, &options, |_, _| true, |_, _| {}).unwrap();
    Some((versions, changes, cases))
}

/// Fails unless two versions can be loaded and differ in nothing.
fn same(old: &Example, new: &Example) {
    let name = &old.rules[0].0;
    match Versions::load(old.texts(), new.texts()) {
        Ok(_) => {}
        Err(it) => unreachable!("{name}\n{}", render(&it.mistakes, &it.sources, Style::PLAIN)),
    }
    let (_, changes, cases) = compared(old, new).unwrap();
    assert!(changes.is_empty(), "{name}: {:#?} {:#?}", changes.rules, changes.declared);
    let changed: Vec<_> = cases.cases.iter().filter(|it| it.is_changed()).collect();
    assert!(changed.is_empty(), "{name}: {changed:#?}");
}

#[test]
fn formatting_makes_no_difference() {
    for example in examples() {
        let rules =
            example.rules.iter().map(|(name, text)| (name.clone(), rewrite::formatted(text)));
        same(&example, &example.with(rules.collect()));
    }
}

#[test]
fn the_order_of_items_and_files_makes_no_difference() {
    for (seed, example) in (1..).zip(examples()) {
        same(&example, &example.with(rewrite::shuffled(&example.rules, seed)));
    }
}

#[test]
fn a_rule_by_another_label_is_renamed() {
    let mut renamed = 0;
    for example in examples() {
        let new = example.with(rewrite::relabelled(&example.rules));
        let (_, changes, cases) = compared(&example, &new).unwrap();
        for it in &changes.rules {
            assert_eq!(it.became, Became::Renamed, "{it:#?}");
            let base = |it: &str| it.split('/').next().unwrap().to_owned();
            assert_eq!(base(&it.label), base(it.was.as_deref().unwrap()) + "-x");
            assert_eq!(it.reach(), Reach::Words);
            renamed += 1;
        }
        assert!(changes.declared.is_empty(), "{:#?}", changes.declared);
        assert!(cases.cases.iter().all(|it| !it.is_changed()), "{}", example.rules[0].0);
        let labels: BTreeSet<&str> = changes.rules.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels.len(), rewrite::labels(&new.rules), "{}", example.rules[0].0);
    }
    assert!(renamed > 300, "{renamed}");
}

#[test]
fn other_letters_make_no_difference() {
    let mut changed = 0;
    for example in examples() {
        let rules = rewrite::with_other_letters(&example.rules);
        changed += usize::from(rules != example.rules);
        same(&example, &example.with(rules));
    }
    assert!(changed > 5, "{changed}");
}

#[test]
fn every_edit_of_a_rule_is_found_and_no_other_rule_is_named() {
    let mut found = 0;
    for example in examples() {
        let bare = |it: &Example| Texts { rules: it.rules.clone(), cases: Vec::new() };
        for edit in edits::edits(&example.rules).into_iter().step_by(4) {
            let loaded = Versions::load(bare(&example), bare(&example.edited(&edit)));
            let Ok(changes) = loaded.map(|it| Changes::between(&it)) else { continue };
            let own = |it: &&RuleChange| it.label.split('/').next() == Some(edit.label.as_str());
            assert!(changes.rules.iter().any(|it| own(&it)), "{edit:?}");
            // What replaces a rule ends it.
            let ended = |it: &RuleChange| it.details.iter().all(|it| it.aspect == Aspect::InForce);
            let others = changes.rules.iter().filter(|it| !own(it));
            assert!(
                others.clone().all(|it| it.became == Became::Changed && ended(it)),
                "{edit:?}\n{:#?}",
                changes.rules
            );
            assert!(changes.declared.is_empty());
            assert!(
                changes.rules.iter().filter(own).all(|it| it.reach() >= edit.reach),
                "{edit:?}"
            );
            found += 1;
        }
    }
    assert!(found > 100, "{found}");
}

/// The answers to all questions of a rule base that is loaded by itself, by case and place, whatever the order of ways.
fn answers(example: &Example) -> Vec<(String, u32, Value)> {
    let session = Session::load(example.rules.iter().chain(&example.cases).cloned());
    let mut found = Vec::new();
    for case in &session.cases {
        for query in case.asks.iter().chain(case.expectations.iter().map(|it| &it.query)) {
            let answer = session.ask(&case.scenario, query, &Options::default()).unwrap();
            let fields = json::answer(&answer).into_iter();
            let told = fields.filter(|it| {
                ["answer", "yes_if", "no_if", "circular_if", "bindings"].contains(&it.0)
            });
            let values = told.map(|it| (it.0.to_owned(), serde_json::from_str(&it.1).unwrap()));
            let mut value = Value::Object(values.collect());
            sort(&mut value);
            found.push((case.name.clone(), query.span.start, value));
        }
    }
    found
}

/// Puts all lists into one order, whatever they list.
fn sort(value: &mut Value) {
    match value {
        Value::Array(all) => {
            all.iter_mut().for_each(sort);
            all.sort_by_cached_key(Value::to_string);
        }
        Value::Object(fields) => {
            // Which of the open questions are meant goes by their numbers, which are those of one program.
            fields.remove("turns_on");
            fields.values_mut().for_each(sort);
        }
        _ => {}
    }
}

#[test]
fn answers_differ_where_both_versions_say_so_when_asked_alone() {
    let (mut differing, mut alike) = (0, 0);
    for example in examples().into_iter().filter(|it| !it.cases.is_empty()) {
        let before = answers(&example);
        for edit in edits::edits(&example.rules).into_iter().step_by(29) {
            let new = example.edited(&edit);
            let Some((_, _, cases)) = compared(&example, &new) else { continue };
            let after = answers(&new);
            for (old, new) in before.iter().zip(&after) {
                assert_eq!((&old.0, old.1), (&new.0, new.1));
                let case = cases.cases.iter().find(|it| it.name == old.0).unwrap();
                // A question that is both asked and expected is compared once.
                let Some(found) = case.questions.iter().find(|it| it.span.start == old.1) else {
                    continue;
                };
                assert_eq!(
                    found.is_answered_differently(),
                    old.2 != new.2,
                    "{edit:?}\n{}\n{}\n{}",
                    found.question,
                    old.2,
                    new.2
                );
                if let Outcome::Changed(it) = &found.outcome
                    && it.comparison.answer
                {
                    let named: Vec<&str> =
                        it.causes.listed.iter().map(|it| it.name.as_str()).collect();
                    assert_eq!(named, [edit.label.as_str()], "{edit:?}");
                    assert!(it.causes.each);
                    differing += 1;
                } else {
                    alike += 1;
                }
            }
        }
    }
    assert!(differing > 20 && alike > 100, "{differing} {alike}");
}
