//! Does the checker confirm what the engine says, and refute what it does not say?

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "verify/examples.rs"]
mod examples;
#[path = "verify/mutants.rs"]
mod mutants;

use std::collections::BTreeMap;

use examples::{checked, examples, explained, questions};
use mutants::mutants;

#[test]
fn every_answer_is_confirmed() {
    let (mut confirmed, mut wrong, mut undecided) = (0, Vec::new(), Vec::new());
    for example in examples() {
        for case in &example.session.cases {
            for query in questions(case) {
                let Some(explanation) = explained(&example.session, case, query) else { continue };
                let report = checked(&example.session, case, query, &explanation);
                let place = format!("{}#{}: {}", example.name, case.name, query.sentence);
                for it in &report.refuted {
                    wrong.push(format!("{place}\n    {it:?}"));
                }
                for it in &report.undecided {
                    undecided.push(format!("{it} <- {place}"));
                }
                confirmed += usize::from(report.is_confirmed());
            }
        }
    }
    println!("{confirmed} confirmed, {} undecided, {} refuted", undecided.len(), wrong.len());
    undecided.sort();
    println!("{}", undecided.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_mutant_is_refuted() {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut survivors = Vec::new();
    for (number, example) in examples().iter().enumerate() {
        for case in &example.session.cases {
            for (at, query) in questions(case).enumerate() {
                // A choice of the questions, the same in every run; the built-in rules have hundreds.
                if (at + number) % if number == 0 { 12 } else { 3 } != 0 {
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
                        survivors.push(format!("{}: {:?} <- {place}", mutant.sort, mutant.step));
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
    println!("{}", survivors.join("\n"));
}
