//! The tests: many random programs through each comparison.

use std::cell::{Cell, RefCell};

use grounds::{
    diagnostic::{
        Diagnostic,
        render::{Style, render},
    },
    session::Session,
};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::{
    clingo,
    compare::{Effort, Tried, compare},
    generator::{Sketch, dense_sketches, settled_sketches, sketches},
    ranking::Ranking,
    writer::{Text, write},
};

/// Completions tried one by one, and drawn; primes of functions of how many questions.
const EFFORT: Effort = if cfg!(debug_assertions) {
    Effort { completions: 128, drawn: 8, primes: 5 }
} else {
    Effort { completions: 1024, drawn: 16, primes: 8 }
};

#[test]
fn answers_of_many_programs() {
    answers(&sketches(), 400);
}

#[test]
fn answers_of_programs_that_speak_of_little() {
    answers(&dense_sketches(), 800);
}

#[test]
fn answers_where_nothing_is_open() {
    let Some(command) = clingo::command() else { return missing() };
    let outcomes = RefCell::new(Vec::new());
    run(&settled_sketches(), 40, write, |session, ranking| {
        outcomes.borrow_mut().push(clingo::compare(session, ranking, command)?);
        Ok(())
    });
    let same = outcomes.borrow().iter().filter(|it| **it == clingo::Outcome::Same).count();
    assert!(2 * same > outcomes.borrow().len(), "most programs can be compared: {outcomes:?}");
}

#[expect(clippy::print_stderr, reason = "a test that does not run has to say so")]
fn missing() {
    assert!(std::env::var_os("CI").is_none(), "clingo is missing; `pip install clingo` brings it");
    eprintln!("not compared with clingo, which is missing; `pip install clingo` brings it");
}

fn answers(sketches: &impl proptest::strategy::Strategy<Value = Sketch>, cases: u32) {
    let all = RefCell::new(Tried::default());
    run(sketches, cases, write, |session, ranking| {
        all.borrow_mut().add(compare(session, ranking, EFFORT)?);
        Ok(())
    });
    let tried = *all.borrow();
    report(&format!("{tried:?}"));
    assert!(tried.open * 5 > tried.questions, "many questions are open: {tried:?}");
    assert!(tried.circular * 200 > tried.questions, "some are circular: {tried:?}");
    assert!(tried.disputed * 400 > tried.questions, "some are disputed: {tried:?}");
}

#[expect(clippy::print_stderr, reason = "shown with --nocapture")]
pub(crate) fn report(text: &str) {
    eprintln!("{text}");
}

/// Runs a check on many programs; nearly all of them have to be accepted by the language.
pub(crate) fn run<S: std::fmt::Debug>(
    sketches: &impl proptest::strategy::Strategy<Value = S>,
    cases: u32,
    write: impl Fn(&S) -> Text,
    check: impl Fn(&Session, &Ranking) -> Result<(), String>,
) {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_MAX_SHRINK_ITERS").is_none() {
        config.max_shrink_iters = 5_000;
    }
    let cases = config.cases;
    let refused: RefCell<Vec<String>> = RefCell::default();
    let failed = Cell::new(false);
    let result = TestRunner::new_with_rng(config, seed()).run(sketches, |sketch| {
        let text = write(&sketch);
        let session = load(&text);
        if let Some(why) = refusal(&session) {
            if !failed.get() {
                refused.borrow_mut().push(why);
            }
            return Ok(());
        }
        let ranking = Ranking::new(&text.rules, &session.program);
        check(&session, &ranking).map_err(|it| {
            failed.set(true);
            TestCaseError::fail(it)
        })
    });
    let message = result.err().map(|it| explained(&it, write));
    assert!(message.is_none(), "{}", message.unwrap_or_default());
    let refused = refused.borrow();
    let few = refused.len() * 20 <= cases as usize;
    assert!(few, "{} of {cases} programs were refused, such as:\n{}", refused.len(), refused[0]);
}

/// Always the same programs, unless the environment asks for others: `REFERENCE_SEED=7`.
fn seed() -> TestRng {
    let seed = std::env::var("REFERENCE_SEED").ok().and_then(|it| it.parse::<u64>().ok());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.unwrap_or(0).to_le_bytes());
    TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)
}

fn load(text: &Text) -> Session {
    Session::load([
        ("program.rules".to_owned(), text.rules.clone()),
        ("program.case".to_owned(), text.case.clone()),
    ])
}

fn refusal(session: &Session) -> Option<String> {
    let errors: Vec<Diagnostic> =
        session.diagnostics.iter().filter(|it| it.is_error()).cloned().collect();
    (!errors.is_empty()).then(|| render(&errors, &session.sources, Style::PLAIN))
}

fn explained<S>(error: &TestError<S>, write: impl Fn(&S) -> Text) -> String {
    match error {
        TestError::Fail(reason, sketch) => {
            let text = write(sketch);
            format!("{reason}\n\n{}\n{}", text.rules, text.case)
        }
        TestError::Abort(reason) => reason.to_string(),
    }
}
