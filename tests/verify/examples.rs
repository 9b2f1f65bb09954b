//! Which explanations are checked? Every question of every case of the tests, and of the built-in rules.

use std::{
    fs,
    path::{Path, PathBuf},
};

use grounds::{
    explain::json,
    program::{Case, Query},
    session::{Options, Session},
    verify::{self, Report, Subject},
};
use serde_json::Value;

/// A rule base with its cases.
pub(crate) struct Example {
    pub(crate) name: String,
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) session: Session,
}

/// All rule bases with cases, of the tests and of the built-in rules.
pub(crate) fn examples() -> Vec<Example> {
    let mut groups: Vec<Vec<PathBuf>> = Vec::new();
    let mut built_in: Vec<PathBuf> = files(Path::new("rules/interpol"));
    built_in.retain(|it| it.extension().is_some_and(|it| it == "rules" || it == "case"));
    groups.push(built_in);
    for path in files(Path::new("tests/cases")) {
        let folder = path.parent().and_then(Path::file_name).unwrap();
        if path.extension().is_some_and(|it| it == "rules") && folder != "err" {
            let case = path.with_extension("case");
            groups.push([path, case].into_iter().filter(|it| it.exists()).collect());
        }
    }
    groups.into_iter().map(|it| load(&it)).collect()
}

fn load(paths: &[PathBuf]) -> Example {
    let text = |it: &PathBuf| (it.display().to_string(), fs::read_to_string(it).unwrap());
    let texts: Vec<(String, String)> = paths.iter().map(text).collect();
    let name = texts[0].0.clone();
    let session = Session::load(texts.clone());
    assert!(session.is_usable(), "{name}");
    Example { name, texts, session }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
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
