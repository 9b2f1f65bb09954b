//! Does the checker confirm the reasons for every answer to random programs, and what would change it?

use std::cell::Cell;

use grounds::{
    explain::json,
    session::{Options, Session},
    verify::{self, Refutation, Subject},
};

use crate::{
    generator::{dense_sketches, sketches},
    runs,
    values::written_with_values,
    writer::write,
};

/// How many programs are tried where the environment does not say. Among some thousand there are a few of which the checker
/// sees the weakest link or an obstacle otherwise than the engine.
const CASES: u32 = 60;

#[test]
fn reasons_of_many_programs_are_confirmed() {
    confirmed(&sketches(), CASES, write, 0);
}

#[test]
fn reasons_of_programs_that_speak_of_little_are_confirmed() {
    // Where rules go round in circles, the reasons may rarely be told for another thing than the checker looks at.
    confirmed(&dense_sketches(), 2 * CASES, write, 1);
}

#[test]
fn reasons_of_programs_with_values_are_confirmed() {
    let (sketches, write) = written_with_values();
    // Why a value is not another one can be told for values that cannot come about, which the checker does not look at;
    // and which of several values that hang together an answer turns on, it may see otherwise.
    confirmed(&sketches, CASES, write, 3);
}

fn confirmed<S: std::fmt::Debug>(
    sketches: &impl proptest::strategy::Strategy<Value = S>,
    cases: u32,
    write: impl Fn(&S) -> crate::writer::Text,
    percent: usize,
) {
    let (all, decided, otherwise) = (Cell::new(0), Cell::new(0), Cell::new(0));
    runs::run(sketches, cases, write, |session, _| {
        for case in &session.cases {
            let expected = case.expectations.iter().map(|it| &it.query);
            for query in case.asks.iter().chain(expected) {
                all.set(all.get() + 1);
                let subject = Subject {
                    program: &session.program,
                    sources: &session.sources,
                    scenario: &case.scenario,
                    query,
                };
                if let Some(report) = checked(session, subject) {
                    // Some reasons may be told otherwise, but no answer may be another one, nor any of its ways.
                    let is_told = |it: &Refutation| {
                        it.step.is_some()
                            || it.wrong.starts_with("of the reasons")
                            || it.wrong.contains("turn on the questions")
                    };
                    let is_wrong = |it: &&Refutation| percent == 0 || !is_told(it);
                    if let Some(it) = report.refuted.iter().find(is_wrong) {
                        return Err(format!("{}\n  {it:?}", query.sentence));
                    }
                    otherwise.set(otherwise.get() + usize::from(!report.refuted.is_empty()));
                    decided.set(decided.get() + usize::from(report.undecided.is_empty()));
                }
            }
        }
        Ok(())
    });
    let (all, decided, otherwise) = (all.get(), decided.get(), otherwise.get());
    runs::report(&format!("{decided} of {all} explanations judged, {otherwise} told otherwise"));
    assert!(otherwise * 100 <= all * percent, "reasons are told otherwise: {otherwise} of {all}");
    assert!(decided * 10 > all * 9, "nearly all can be judged: {decided} of {all}");
}

/// What the checker says of the engine's answer; nothing where that takes more than is allowed.
fn checked(session: &Session, subject: Subject<'_>) -> Option<verify::Report> {
    let options = Options { repairs: true, ..Options::default() };
    let answer = session.ask(subject.scenario, subject.query, &options).ok()?;
    let explanation = serde_json::from_str(&json::render(&answer)).ok()?;
    Some(verify::check(subject, &explanation))
}
