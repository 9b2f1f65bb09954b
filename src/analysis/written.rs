//! A fact pattern, written as a case: statements, and what is expected.

use jiff::civil::Date;

use crate::{
    case::as_expected,
    engine::Limits,
    program::{Interval, Scenario},
    session::{Options, Session},
    syntax,
};

/// How questions about written cases are answered.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The day whose law is applied.
    pub as_of: Option<Date>,
    /// How far to go.
    pub limits: Limits<'a>,
}

impl<'a> Asking<'a> {
    fn options(self) -> Options<'a> {
        Options { as_of: self.as_of, limits: self.limits, ..Options::default() }
    }

    /// The answer to a question on some statements; nothing where it can't be asked.
    pub fn answer(
        self,
        session: &mut Session,
        statements: &[String],
        question: &str,
    ) -> Option<String> {
        let mut scenario = Scenario::default();
        let text = statements.iter().fold(String::new(), |text, it| text + it + ".\n");
        let file = session.sources.add("pattern", text.clone());
        for it in &syntax::parse_statements(file, &text).ok()? {
            session.program.state(&mut scenario, it).ok()?;
        }
        let query = session.question(&scenario, "question", question).ok()?;
        let answer = session.answer(&scenario, &query, &self.options()).ok()?;
        Some(as_expected(&answer))
    }

    /// The lines of a case, below its name: what it states, and the answer as an `expect` line has it. Where no such
    /// line says just that, and something else than is so by the `other` version, it asks.
    pub fn case(
        self,
        session: &mut Session,
        other: Option<&Session>,
        statements: &[String],
        question: &str,
        answer: &str,
    ) -> Vec<String> {
        let sentences = statements.iter().map(|it| format!("{it}."));
        let lines: Vec<String> = self.day(session).into_iter().chain(sentences).collect();
        let exact = answer.strip_prefix("depends: ").unwrap_or(answer);
        let word = answer.split(':').next().unwrap_or(answer);
        let endings = [exact, word].map(|it| format!("expect {question} {it}"));
        let fits = |ending: &&String| {
            self.holds(session, &lines, ending)
                && !other.is_some_and(|it| self.holds(it, &lines, ending))
        };
        let asks = format!("ask {question}");
        let ending = endings.iter().find(fits).unwrap_or(&asks).clone();
        lines.into_iter().chain([ending]).collect()
    }

    /// The line that gives the case its day, where the day may make a difference.
    fn day(self, session: &Session) -> Option<String> {
        let dated = session.program.rules.iter().any(|it| it.in_force != Interval::default());
        self.as_of.filter(|_| dated).map(|it| format!("as of {it}"))
    }

    fn holds(self, session: &Session, lines: &[String], ending: &str) -> bool {
        let lines = lines.iter().map(String::as_str).chain([ending]);
        let text = lines.fold("case pattern\n".to_owned(), |text, it| text + "  " + it + "\n");
        let file = session.sources.clone().add("pattern", text.clone());
        let (document, mistakes) = syntax::parse(file, &text);
        let (cases, more) = session.program.cases(&[document]);
        let [case] = cases.as_slice() else { return false };
        let [expectation] = case.expectations.as_slice() else { return false };
        mistakes.is_empty()
            && more.is_empty()
            && session.holds(case, expectation, &self.options()) == Ok(true)
    }
}
