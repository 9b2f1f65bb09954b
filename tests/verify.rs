//! Does the checker confirm what the engine says, and refute what it does not say?

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]
#![expect(clippy::print_stdout, reason = "how many mutants are refuted is worth knowing")]
#![expect(clippy::too_many_lines, reason = "a list of changes, one after the other")]

#[path = "verify/examples.rs"]
mod examples;
#[path = "verify/edits.rs"]
mod edits;
#[path = "verify/mutants.rs"]
mod mutants;

use std::collections::BTreeMap;

use edits::{edits, is_still_right};
use examples::{checked, examples, explained, questions};
use grounds::session::Session;
use mutants::mutants;

/// What the checker does not do, and says so.
const UNDECIDED: [&str; 6] = [
    "does not check answers to `what follows`",
    "does not compare two unknown values",
    "does not follow a rule that gives a value made from open ones",
    "does not read the sentence `the label of P1 is something else`",
    "does not reckon with unknown values, it only compares them",
    "does not weigh rules that give an attribute two values",
];

#[test]
fn every_answer_is_confirmed() {
    let (mut confirmed, mut undecided, mut wrong) = (0, 0, Vec::new());
    let mut doubts: BTreeMap<String, usize> = BTreeMap::new();
    for example in examples() {
        for case in &example.session.cases {
            for query in questions(case) {
                let Some(explanation) = explained(&example.session, case, query) else { continue };
                let report = checked(&example.session, case, query, &explanation);
                let place = format!("{}#{}: {}", example.name, case.name, query.sentence);
                wrong.extend(report.refuted.iter().map(|it| format!("{place}\n    {it:?}")));
                let new = report.undecided.iter().filter(|it| !UNDECIDED.contains(&it.as_str()));
                wrong.extend(new.map(|it| format!("{place}\n    {it}")));
                for doubt in report.undecided.iter().cloned() {
                    *doubts.entry(doubt).or_default() += 1;
                }
                confirmed += usize::from(report.is_confirmed());
                undecided += usize::from(!report.undecided.is_empty());
            }
        }
    }
    println!("{confirmed} confirmed, {undecided} not decided");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{doubts:?}");
    assert!(confirmed > 8 * undecided, "{confirmed} confirmed, {undecided} not decided");
}

#[test]
fn every_mutant_is_refuted() {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut survivors = Vec::new();
    for (number, example) in examples().iter().enumerate() {
        for case in &example.session.cases {
            for (at, query) in questions(case).enumerate() {
                // A choice of the questions, the same in every run; the built-in rules have hundreds.
                if (at + number) % if number == 0 { 20 } else { 3 } != 0 {
                    continue;
                }
                let Some(explanation) = explained(&example.session, case, query) else { continue };
                if !checked(&example.session, case, query, &explanation).is_confirmed() {
                    continue;
                }
                for mutant in mutants(&explanation) {
                    let report = checked(&example.session, case, query, &mutant.explanation);
                    let [refuted, undecided, confirmed] = counts.entry(mutant.sort).or_default();
                    if report.is_confirmed() {
                        *confirmed += 1;
                        let place = format!("{}#{}: {}", example.name, case.name, query.sentence);
                        survivors.push(format!(
                            "{}: {} <- {place}",
                            mutant.sort,
                            mutant.step.unwrap_or_default()
                        ));
                    } else if report.refuted.is_empty() {
                        *undecided += 1;
                    } else {
                        *refuted += 1;
                    }
                }
            }
        }
    }
    for (sort, [refuted, undecided, confirmed]) in &counts {
        println!("{sort}: {refuted} refuted, {undecided} not decided, {confirmed} confirmed");
    }
    // Of what keeps a rule, or a condition on every thing, from being met by things that are not named, one obstacle may
    // be left out of several; where a value that fails was counted from is told for the reader, as is where a kind is
    // denied.
    let partly = [
        "an obstacle is dropped: \"rule",
        "a part below a heading is dropped: \"not all of these together\"",
        "a part below a heading is dropped: \"what counts\"",
        "a part below a heading is dropped: \"all of these\"",
        "a reason is dropped: \"the sum of",
        "a remark cites another line: \"R1 is a notice\"",
    ];
    let left: Vec<String> =
        survivors.extract_if(.., |it| partly.iter().any(|sort| it.starts_with(sort))).collect();
    println!("{}", left.join("\n"));
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
    let refuted: usize = counts.values().map(|it| it[0]).sum();
    assert!(left.len() * 500 < refuted, "{refuted} refuted, but: {}", left.join("\n"));
}

#[test]
fn an_explanation_does_not_outlive_its_rules() {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut survivors = Vec::new();
    for example in examples().iter().skip(1).step_by(3) {
        for (sort, text) in edits(&example.texts[0].1) {
            let mut texts = example.texts.clone();
            let lines = texts[0].1.lines().zip(text.lines());
            let line = lines.filter(|it| it.0 != it.1).map(|it| it.1.trim()).collect::<Vec<_>>();
            let line = line.join(" / ");
            texts[0].1 = text;
            let edited = Session::load(texts);
            if !edited.is_usable() || edited.cases.len() != example.session.cases.len() {
                continue;
            }
            for (case, now) in example.session.cases.iter().zip(&edited.cases) {
                for (query, again) in questions(case).zip(questions(now)) {
                    let Some(before) = explained(&example.session, case, query) else { continue };
                    let Some(after) = explained(&edited, now, again) else { continue };
                    let differs = ["answer", "yes_if", "no_if", "bindings", "because"]
                        .iter()
                        .any(|it| before[it] != after[it]);
                    if !differs || is_still_right(&before["because"], &after["because"]) {
                        continue;
                    }
                    let [refuted, confirmed] = counts.entry(sort).or_default();
                    if checked(&edited, now, again, &before).is_confirmed() {
                        *confirmed += 1;
                        let place = format!("{}#{}: {}", example.name, case.name, query.sentence);
                        survivors.push(format!("{sort}: {line} <- {place}"));
                    } else {
                        *refuted += 1;
                    }
                }
            }
        }
    }
    for (sort, [refuted, confirmed]) in &counts {
        println!("{sort}: {refuted} not confirmed, {confirmed} confirmed");
    }
    // A rule that is told of only because it does not count may say anything.
    let refuted: usize = counts.values().map(|it| it[0]).sum();
    println!("{}", survivors.join("\n"));
    assert!(survivors.len() * 50 < refuted, "{refuted}, but: {}", survivors.join("\n"));
}
