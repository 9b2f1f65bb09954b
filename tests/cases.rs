//! Does the language do what the cases say? Every file under `tests/cases` is a test; its snapshot lies beside it.
//!
//! `ok/` holds rule bases without errors whose cases come out as they expect, each question with its reasons;
//! `err/` holds rule bases that have to be refused, with every error that their author gets;
//! `warn/` holds rule bases that can be used although their author gets warnings, which the other two leave out.
//! A `.case` file of the same name is loaded as well. The name of a file is what it claims.
//! To add a test, add a file, run `just bless`, and read the snapshot it wrote.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "harness/beside.rs"]
mod beside;

use std::{fmt::Write, fs, path::Path};

use beside::{name, settings};
use grounds::{
    case::as_expected,
    diagnostic::{Diagnostic, Severity, render},
    explain::text::{self, Detail, Form},
    program::{Case, Expectation, Query},
    session::{Options, Session},
};
use insta::{assert_snapshot, glob};

#[test]
fn cases() {
    let mut surprises: Vec<String> = Vec::new();
    glob!("cases", "**/*.rules", |path| surprises.extend(check(path)));
    assert!(surprises.is_empty(), "{}", surprises.join("\n"));
}

/// Compares a file's transcript with its snapshot; tells what it claims and is not so.
fn check(path: &Path) -> Vec<String> {
    let session = load(path);
    let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
    let severity = if folder == "warn" { Severity::Warning } else { Severity::Error };
    let mut transcript = Transcript::of(&session, severity);
    let has_messages = !transcript.text.is_empty();
    if session.is_usable() {
        session.cases.iter().for_each(|it| transcript.case(&session, it));
    }
    settings(path).bind(|| assert_snapshot!(name(path), transcript.text));
    if session.is_usable() == (folder == "err") || has_messages == (folder == "ok") {
        transcript.surprises.push(format!("does not belong into a folder called `{folder}`"));
    }
    transcript.surprises.iter().map(|it| format!("{}: {it}", path.display())).collect()
}

fn load(path: &Path) -> Session {
    let with_case = [path.to_owned(), path.with_extension("case")];
    let present = with_case.iter().filter(|it| it.exists());
    Session::load(present.map(|it| (name(it), fs::read_to_string(it).unwrap())))
}

/// What a person would read who loads a rule base and asks everything that its cases ask.
struct Transcript {
    text: String,
    /// Expectations that do not hold.
    surprises: Vec<String>,
}

impl Transcript {
    fn of(session: &Session, severity: Severity) -> Self {
        let messages = session.diagnostics.iter().filter(|it| it.severity == severity);
        let messages: Vec<Diagnostic> = messages.cloned().collect();
        let text = render::render(&messages, &session.sources, render::Style::PLAIN);
        Self { text, surprises: Vec::new() }
    }

    fn case(&mut self, session: &Session, case: &Case) {
        let asks = case.asks.iter().map(|it| (it, None));
        let expectations = case.expectations.iter().map(|it| (&it.query, Some(it)));
        let mut questions: Vec<(&Query, Option<&Expectation>)> = asks.chain(expectations).collect();
        questions.sort_by_key(|it| it.0.span);
        for (query, expectation) in questions {
            let line = expectation.map_or(query.span, |it| it.span);
            let line = session.sources.slice(line);
            self.gap();
            writeln!(self.text, "[{}] {line}", case.name).unwrap();
            let answer = session.ask(&case.scenario, query, &Options::default()).unwrap();
            let form = Form { detail: Detail::Full, ..Form::default() };
            self.text.push_str(&text::render(&answer, form));
            let holds = |it| session.holds(case, it, &Options::default()).unwrap();
            if expectation.is_some_and(|it| !holds(it)) {
                self.surprises.push(format!("{line}: the answer is {}", as_expected(&answer)));
            }
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

#[test]
fn twenty_mistakes_get_twenty_messages() {
    let session = load(Path::new("tests/cases/diagnostics/err/twenty-mistakes.rules"));
    assert_eq!(codes(&session.diagnostics).len(), 20);
}

#[test]
fn ten_thousand_brackets_get_one_message() {
    let brackets = |mark: &str| mark.repeat(10_000);
    let text = format!(
        "kind request\ngiven {{a request}} is urgent\nconclusion {{a request}} comes first\n\
         rule first\n  a request comes first if {}the request is urgent{}.\n",
        brackets("("),
        brackets(")")
    );
    let session = Session::load([("deep.rules".to_owned(), text)]);
    assert_eq!(codes(&session.diagnostics), ["syntax/too-deep"]);
}

/// What is typed after the rules were found to be mistaken can only point back to that.
#[test]
fn a_question_in_mistaken_words_says_so() {
    let text =
        "kind request\ngiven {a request} was sent to {a cuontry}\ncase one\n  R1 is a request.\n";
    let mut session = Session::load([("rules".to_owned(), text.to_owned())]);
    let scenario = session.cases[0].scenario.clone();
    let mistakes = session.question(&scenario, "question", "was R1 sent to R1?").unwrap_err();
    assert_eq!(codes(&mistakes), ["program/mistaken-words"]);
}

/// The codes of the errors.
fn codes(messages: &[Diagnostic]) -> Vec<&'static str> {
    messages.iter().filter(|it| it.is_error()).map(|it| it.code).collect()
}
