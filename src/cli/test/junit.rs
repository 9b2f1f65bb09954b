//! What does a build server read? The report in the form of `JUnit`: a suite for each group, a test for each line of a case.

use std::fmt::Write;

use crate::{diagnostic::Diagnostic, source::Sources};

use super::{
    super::{fmt::diff, io::Look, options::Bounds, report::Place},
    change::Change,
    run::{Check, Outcome, Tested},
};

/// The report. Only where it is `strict` is an answer that nothing was kept of a failure.
pub(super) fn document(tested: &Tested, strict: bool, bounds: Bounds) -> String {
    let suites: Vec<Suite> = tested
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mut suite = Suite::new(&row.label);
            for check in tested.checks.iter().filter(|it| it.row == at) {
                suite.add(&check.case, &check.line, came(tested, check, strict, bounds));
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
        suite.add(&place, it.code, Came::Wrong(message, it.help.clone().unwrap_or_default()));
    }
    whole(&[suite])
}

/// What came of a line of a case, in the words of a build server.
enum Came {
    /// It passed.
    AsItShould,
    /// It was skipped: nobody has looked at it yet.
    Unseen(String),
    /// It failed with this, and more about it.
    Wrong(String, String),
}

fn came(tested: &Tested, check: &Check, strict: bool, bounds: Bounds) -> Came {
    match check.outcome {
        Outcome::Passed => Came::AsItShould,
        Outcome::Failed(at) => {
            let text = tested.failures[at].text(bounds, Look::PLAIN);
            Came::Wrong("not as expected".to_owned(), text)
        }
        Outcome::Changed(at) => {
            let change = &tested.changes[at];
            if change.is_new() && !strict {
                Came::Unseen(change.summary())
            } else {
                Came::Wrong(change.summary(), differences(change))
            }
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
    skipped: usize,
    cases: String,
}

impl Suite {
    fn new(name: &str) -> Self {
        Self { name: escaped(name), tests: 0, failures: 0, skipped: 0, cases: String::new() }
    }

    fn add(&mut self, class: &str, name: &str, came: Came) {
        self.tests += 1;
        let head = format!("classname=\"{}\" name=\"{}\"", escaped(class), escaped(name));
        let inner = match came {
            Came::AsItShould => {
                writeln!(self.cases, "    <testcase {head}/>").unwrap_or_default();
                return;
            }
            Came::Unseen(message) => {
                self.skipped += 1;
                format!("<skipped message=\"{}\"/>", escaped(&message))
            }
            Came::Wrong(message, text) => {
                self.failures += 1;
                format!("<failure message=\"{}\">{}</failure>", escaped(&message), escaped(&text))
            }
        };
        writeln!(self.cases, "    <testcase {head}>\n      {inner}\n    </testcase>")
            .unwrap_or_default();
    }
}

fn whole(suites: &[Suite]) -> String {
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let all = counts(sum(|it| it.tests), sum(|it| it.failures), sum(|it| it.skipped));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writeln!(out, "<testsuites name=\"grounds\" {all}>").unwrap_or_default();
    for Suite { name, tests, failures, skipped, cases } in suites {
        let counts = counts(*tests, *failures, *skipped);
        writeln!(out, "  <testsuite name=\"{name}\" {counts}>\n{cases}  </testsuite>")
            .unwrap_or_default();
    }
    out + "</testsuites>\n"
}

fn counts(tests: usize, failures: usize, skipped: usize) -> String {
    format!("tests=\"{tests}\" failures=\"{failures}\" skipped=\"{skipped}\"")
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
