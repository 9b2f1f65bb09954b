//! Does the checker confirm what the engine says, and refute what it does not say?

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]
#![expect(clippy::print_stdout, reason = "how many mutants are refuted is worth knowing")]
#![expect(clippy::too_many_lines, reason = "a list of changes, one after the other")]

#[path = "verify/examples.rs"]
mod examples;
#[path = "verify/edits.rs"]
mod edits;
#[path = "verify/lists.rs"]
mod lists;
#[path = "verify/mutants.rs"]
mod mutants;

use std::collections::BTreeMap;

use edits::{edits, is_still_right};
use examples::{checked, examples, explained, questions};
use grounds::session::Session;
use mutants::mutants;

/// What the checker does not do, and says so.
const UNDECIDED: [&str; 3] = [
    "does not add unknown months to days of the calendar",
    "does not follow a product of unknown values",
    "does not reckon with months and days at once",
];

/// The rule bases of which some explanation is not decided, and of how many: where the shape of what is unknown takes
/// more than linear constraints and one line of values.
const NOT_DECIDED: [(&str, usize); 4] = [
    ("a-product-of-unknown-values-is-one-unknown", 2),
    ("a-term-before-a-date-is-counted-in-months", 1),
    ("a-value-that-is-overridden-is-no-answer", 1),
    ("months-after-two-unknown-dates-are-compared-exactly", 6),
];

#[test]
fn every_answer_is_confirmed() {
    let (mut confirmed, mut wrong) = (0, Vec::new());
    let mut undecided: BTreeMap<String, usize> = BTreeMap::new();
    for example in examples() {
        for case in &example.session.cases {
            for query in questions(case) {
                let Some(explanation) = explained(&example.session, case, query) else { continue };
                let report = checked(&example.session, case, query, &explanation);
                let place = format!("{}#{}: {}", example.name, case.name, query.sentence);
                wrong.extend(report.refuted.iter().map(|it| format!("{place}\n    {it:?}")));
                let new = report.undecided.iter().filter(|it| !UNDECIDED.contains(&it.as_str()));
                wrong.extend(new.map(|it| format!("{place}\n    {it}")));
                confirmed += usize::from(report.is_confirmed());
                if !report.undecided.is_empty() {
                    let name = example.name.trim_end_matches(".rules");
                    let name = name.rsplit('/').next().unwrap_or(name);
                    *undecided.entry(name.to_owned()).or_default() += 1;
                }
            }
        }
    }
    println!("{confirmed} confirmed, {} not decided", undecided.values().sum::<usize>());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known = NOT_DECIDED.into_iter().map(|it| (it.0.to_owned(), it.1));
    assert_eq!(undecided, known.collect());
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
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
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
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}
