//! Does the checker confirm what the engine says, and refute what it does not say?

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "verify/examples.rs"]
mod examples;

use examples::{checked, examples, explained, questions};

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
