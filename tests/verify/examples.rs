//! Which explanations are checked? Every question of every case of the tests, and of the built-in rules.

#[path = "../harness/rule_bases.rs"]
mod rule_bases;

use std::path::PathBuf;

use grounds::{
    explain::json,
    program::{Case, Query},
    session::{Options, Session},
    verify::{self, Report, Subject},
};
use rule_bases::{rule_bases, text};
use serde_json::Value;

/// A rule base with its cases.
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) session: Session,
}

/// All rule bases with cases, of the tests and of the built-in rules.
pub(crate) fn examples() -> Vec<Example> {
    rule_bases().into_iter().map(|it| load(&it)).collect()
}

fn load(paths: &[PathBuf]) -> Example {
    let texts: Vec<(String, String)> = paths.iter().map(|it| text(it)).collect();
    let name = texts[0].0.clone();
    let session = Session::load(texts.clone());
    assert!(session.is_usable(), "{name}");
    Example { name, texts, session }
}

/// Every question of a case.
pub(crate) fn questions(case: &Case) -> impl Iterator<Item = &Query> {
    case.asks.iter().chain(case.expectations.iter().map(|it| &it.query))
}

/// The answer with its reasons and with what would change it, as a program reads it.
pub(crate) fn explained(session: &Session, case: &Case, query: &Query) -> Option<Value> {
    let options = Options { repairs: true, ..Options::default() };
    let answer = session.ask(&case.scenario, query, &options).ok()?;
    Some(serde_json::from_str(&json::render(&answer)).unwrap())
}

/// What the checker says of an explanation.
pub(crate) fn checked(session: &Session, case: &Case, query: &Query, it: &Value) -> Report {
    let subject = Subject {
        program: &session.program,
        sources: &session.sources,
        scenario: &case.scenario,
        query,
    };
    verify::check(subject, it)
}
