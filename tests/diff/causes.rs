//! Are the changes that are named as causes those without which an answer would still be the old one, and no more?
//!
//! Several rules are changed at once; then every choice of them is undone in the texts and asked by itself.

use std::collections::BTreeSet;

use grounds::analysis::cases::{Cause, Outcome};

use super::{Example, answers, compared, edits, edits::Edit, examples};

/// Edits of as many different rules that can be loaded together, beginning with some edit.
fn together(example: &Example, all: &[Edit], first: usize, count: usize) -> Vec<Edit> {
    let mut chosen: Vec<Edit> = Vec::new();
    let rest = all.iter().skip(first).step_by(5);
    for it in rest {
        if chosen.len() == count {
            break;
        }
        // Each text is changed once, so that the edits don't undo each other.
        let is_new = chosen.iter().all(|other| other.file != it.file && other.label != it.label);
        if is_new && compared(example, &example.edited(it)).is_some() {
            chosen.push(it.clone());
        }
    }
    chosen
}

fn with(example: &Example, edits: &[&Edit]) -> Example {
    edits.iter().fold(example.with(example.rules.clone()), |it, edit| it.edited(edit))
}

/// All choices of some edits.
fn choices(edits: &[Edit]) -> impl Iterator<Item = Vec<&Edit>> {
    (0..1_usize << edits.len()).map(|bits| {
        edits.iter().enumerate().filter(|it| bits >> it.0 & 1 == 1).map(|it| it.1).collect()
    })
}

fn labels<'e>(edits: &[&'e Edit]) -> BTreeSet<&'e str> {
    edits.iter().map(|it| it.label.as_str()).collect()
}

#[test]
fn causes_are_found_as_by_trying_everything() {
    let example = examples().swap_remove(0);
    let all = edits::edits(&example.rules);
    let (mut single, mut several) = (0, 0);
    for first in (0..all.len()).step_by(67) {
        let chosen = together(&example, &all, first, 3);
        let everything: Vec<&Edit> = chosen.iter().collect();
        let Some((_, _, cases)) = compared(&example, &with(&example, &everything)) else {
            continue;
        };
        let before = answers(&example);
        // For each choice of the edits what is answered without them.
        let undone: Vec<(BTreeSet<&str>, Vec<_>)> = choices(&chosen)
            .map(|undone| {
                let kept: Vec<&Edit> = chosen
                    .iter()
                    .filter(|it| !undone.iter().any(|other| other.label == it.label))
                    .collect();
                (labels(&undone), answers(&with(&example, &kept)))
            })
            .collect();
        for question in
            cases.cases.iter().flat_map(|case| case.questions.iter().map(move |it| (case, it)))
        {
            let Outcome::Changed(it) = &question.1.outcome else { continue };
            if !it.comparison.answer {
                continue;
            }
            let at = before
                .iter()
                .position(|old| old.0 == question.0.name && old.1 == question.1.span.start)
                .unwrap();
            let brings_back: Vec<&BTreeSet<&str>> =
                undone.iter().filter(|it| it.1[at].2 == before[at].2).map(|it| &it.0).collect();
            let named: BTreeSet<&str> =
                it.causes.listed.iter().map(|it| it.name.as_str()).collect();
            let alone: BTreeSet<&str> = brings_back
                .iter()
                .filter(|it| it.len() == 1)
                .flat_map(|it| it.iter().copied())
                .collect();
            if it.causes.each {
                assert_eq!(named, alone, "{}", question.1.question);
                single += 1;
            } else {
                assert!(
                    alone.is_empty() && brings_back.contains(&&named),
                    "{named:?} {brings_back:?}"
                );
                let fewer = brings_back.iter().any(|it| it.is_subset(&named) && **it != named);
                assert!(!fewer, "{named:?} {brings_back:?}");
                several += 1;
            }
        }
    }
    assert!(single > 5, "{single} {several}");
}

/// What is named for a case, where the new rules have one line more.
fn named(line: &str) -> Vec<String> {
    let rules = |line: &str| {
        format!(
            "kind guest\ngiven {{a guest}} has paid\ngiven {{a guest}} is known\nconclusion {{a guest}} may stay\n\
             rule one\n  a guest may stay if the guest has paid.\n\
             rule two\n  a guest may stay if the guest is known.\n  in force from 2020-01-01\n{line}"
        )
    };
    let case = "case ada\n  as of 2026-01-01\n  Ada is a guest.\n  Ada has paid.\n  Ada is not known.\n  expect may Ada stay? yes\n";
    let example = |line: &str| Example {
        rules: vec![("test.rules".to_owned(), rules(line))],
        cases: vec![("test.case".to_owned(), case.to_owned())],
    };
    let (_, _, cases) = compared(&example(""), &example(line)).unwrap();
    let Outcome::Changed(it) = &cases.cases[0].questions[0].outcome else { return Vec::new() };
    let cause = |it: &Cause| format!("{} {}", it.name, it.became.name());
    it.causes.listed.iter().map(cause).collect()
}

#[test]
fn what_ends_or_defeats_a_rule_is_a_cause() {
    assert_eq!(named("  replaces one\n"), ["two changed"]);
    assert_eq!(named("exception three to one\n  if the guest is not known.\n"), ["three added"]);
    assert_eq!(named("name Bob is a guest\n"), [""; 0]);
}
