//! What does a build server read? The report in the form of `JUnit`: a suite for each group, a test for each line of a case.

use std::fmt::Write;

use crate::{diagnostic::Diagnostic, source::Sources};

use super::{
    super::{fmt::diff, io::Look, options::Bounds, report::Place},
    change::Change,
    run::{Check, Outcome, Tested},
};

/// The report.
pub(super) fn document(tested: &Tested, bounds: Bounds) -> String {
    let suites: Vec<Suite> = tested
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mut suite = Suite::new(&row.label);
            for check in tested.checks.iter().filter(|it| it.row == at) {
                suite.add(&check.case, &check.line, finding(tested, check, bounds));
            }
            suite
        })
        .collect();
    whole(&suites)
}

/// The report where rules or cases can't be used.
pub(super) fn mistakes(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut suite = Suite::new("rules and cases");
    for it in diagnostics {
        let place = it.primary().map(|it| Place::of(it, sources).to_string()).unwrap_or_default();
        let message = format!("{}: {}", it.code, it.message);
        suite.add(&place, it.code, Some((message, it.help.clone().unwrap_or_default())));
    }
    whole(&[suite])
}

/// What a line of a case failed with, and more about it.
fn finding(tested: &Tested, check: &Check, bounds: Bounds) -> Option<(String, String)> {
    match check.outcome {
        Outcome::Passed => None,
        Outcome::Failed(at) => {
            Some(("not as expected".to_owned(), tested.failures[at].text(bounds, Look::PLAIN)))
        }
        Outcome::Changed(at) => {
            let change = &tested.changes[at];
            Some((change.summary(), differences(change)))
        }
    }
}

fn differences(change: &Change) -> String {
    let new = change.new.record.clone() + "\n";
    match change.before() {
        Some(old) => diff::changes(&(old.record.clone() + "\n"), &new, false),
        None => new,
    }
}

struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    cases: String,
}

impl Suite {
    fn new(name: &str) -> Self {
        Self { name: escaped(name), tests: 0, failures: 0, cases: String::new() }
    }

    fn add(&mut self, class: &str, name: &str, failure: Option<(String, String)>) {
        self.tests += 1;
        let head = format!("classname=\"{}\" name=\"{}\"", escaped(class), escaped(name));
        let Some((message, text)) = failure else {
            writeln!(self.cases, "    <testcase {head}/>").unwrap_or_default();
            return;
        };
        self.failures += 1;
        let (message, text) = (escaped(&message), escaped(&text));
        writeln!(
            self.cases,
            "    <testcase {head}>\n      <failure message=\"{message}\">{text}</failure>\n    </testcase>"
        )
        .unwrap_or_default();
    }
}

fn whole(suites: &[Suite]) -> String {
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let (tests, failures) = (sum(|it| it.tests), sum(|it| it.failures));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writeln!(out, "<testsuites name=\"grounds\" tests=\"{tests}\" failures=\"{failures}\">")
        .unwrap_or_default();
    for Suite { name, tests, failures, cases } in suites {
        writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n{cases}  </testsuite>"
        )
        .unwrap_or_default();
    }
    out + "</testsuites>\n"
}

/// A text as it stands within XML. Signs that XML has no place for become the sign for what can't be shown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(it),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_breaks_the_form() {
        assert_eq!(escaped("a<b & \"c\"> 'd'"), "a&lt;b &amp; &quot;c&quot;&gt; 'd'");
        assert_eq!(escaped("\u{1b}[1m\0\u{ffff}é\n\r"), "\u{fffd}[1m\u{fffd}\u{fffd}é\n&#13;");
    }
}
