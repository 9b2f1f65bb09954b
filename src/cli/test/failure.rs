//! What went otherwise than expected, and why did it?

use anstyle::AnsiColor;
use serde_json::json;

use crate::{
    case::as_expected,
    engine::Limit,
    explain::{
        Explanation, json,
        text::{self, Detail, Form},
    },
    program::{Case, Expectation, Query},
    session::Session,
    source::{Sources, Span, folded},
};

use super::super::{
    io::Look,
    options::Bounds,
    report::{self, Place},
};

/// One `expect` line that does not hold, or a question that can't be answered.
#[derive(Debug)]
pub(super) struct Failure {
    case: String,
    question: String,
    place: Place,
    /// What is expected, as written; nothing for an `ask` line.
    expected: Option<String>,
    got: Result<Explanation, Limit>,
}

impl Failure {
    /// An `expect` line.
    pub(super) fn of_expectation(
        session: &Session,
        case: &Case,
        expectation: &Expectation,
        got: Result<Explanation, Limit>,
    ) -> Self {
        let (line, question) = (expectation.span, expectation.query.span);
        let answer = Span { start: question.end.min(line.end), ..line };
        let expected = Some(folded(session.sources.slice(answer)));
        Self {
            place: Place::of(line, &session.sources),
            expected,
            ..Self::at(session, case, question, got)
        }
    }

    /// An `ask` line.
    pub(super) fn of_ask(session: &Session, case: &Case, query: &Query, limit: Limit) -> Self {
        Self::at(session, case, query.span, Err(limit))
    }

    fn at(session: &Session, case: &Case, question: Span, got: Result<Explanation, Limit>) -> Self {
        Self {
            case: case.name.clone(),
            question: folded(session.sources.slice(question)),
            place: Place::of(question, &session.sources),
            expected: None,
            got,
        }
    }

    /// For a person: what was asked, what was expected, what came out, and the short reasons.
    pub(super) fn text(&self, bounds: Bounds, look: Look) -> String {
        let mark = look.paint(AnsiColor::Red.on_default().bold(), "✗");
        let mut out = format!("{mark} {}: {}\n", self.case, self.question);
        let mut line = |key: &str, value: &str| {
            out.push_str(format!("  {key:<10}{value}").trim_end());
            out.push('\n');
        };
        line("at", &self.place.to_string());
        if let Some(expected) = &self.expected {
            line("expected", expected);
        }
        match &self.got {
            Err(limit) => {
                let (_, reason, help) = bounds.reached(*limit);
                line("got", &format!("no answer: {reason}; {help}"));
            }
            Ok(explanation) => {
                line("got", &as_expected(explanation));
                let width = look.width.saturating_sub(12);
                let form = Form { detail: Detail::Short, width, coloured: look.coloured };
                let reasons = text::render(explanation, form);
                let indent = |it: &str| it.len() - it.trim_start_matches(' ').len();
                let least = reasons.lines().map(indent).min().unwrap_or(0);
                for (at, reason) in reasons.lines().enumerate() {
                    line(if at == 0 { "because" } else { "" }, &reason[least..]);
                }
            }
        }
        out
    }

    /// For a program.
    pub(super) fn object(&self, bounds: Bounds) -> String {
        let mut head = json!({
            "case": self.case,
            "question": self.question,
            "expected": self.expected,
            "got": self.got.as_ref().ok().map(as_expected),
        });
        report::add_place(&mut head, Some(&self.place));
        let got = match &self.got {
            Ok(explanation) => ("answer", json::render(explanation)),
            Err(limit) => {
                let message = [report::limit(&self.question, *limit, bounds)];
                ("diagnostics", report::objects(&message, &Sources::default()))
            }
        };
        report::extended(&head, vec![got])
    }
}
