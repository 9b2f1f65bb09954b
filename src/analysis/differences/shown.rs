//! A fact pattern as a case that both versions are asked about.

use jiff::civil::Date;

use super::{Change, Comparing};
use crate::{
    case::as_expected,
    engine::Limits,
    program::Scenario,
    session::{Options, Session},
    syntax,
};

impl Change {
    /// Makes a case of each pattern, and asks both versions about it.
    pub(super) fn show(
        &mut self,
        (new, old): (&mut Session, &mut Session),
        question: &str,
        how: Comparing<'_>,
    ) {
        for shown in &mut self.patterns {
            let readings = shown.pattern.readings.iter().map(|it| format!("{it}, "));
            shown.question = readings.chain([question.to_owned()]).collect();
            if !shown.pattern.guesses.is_empty() {
                continue;
            }
            shown.case = [false, true].into_iter().find_map(|all| {
                let statements = shown.pattern.statements(question, all);
                let now = answer(new, &statements, &shown.question, how.as_of, how.limits)?;
                let before = answer(old, &statements, &shown.question, how.as_of, how.limits);
                (before.as_ref() != Some(&now)).then(|| as_case(&statements, &shown.question, &now))
            });
        }
    }
}

/// The answer to a question on some statements, as an `expect` line has it; nothing where it can't be asked.
pub(in crate::analysis) fn answer(
    session: &mut Session,
    statements: &[String],
    question: &str,
    as_of: Option<Date>,
    limits: Limits<'_>,
) -> Option<String> {
    let mut scenario = Scenario::default();
    let text = statements.iter().fold(String::new(), |text, it| text + it + ".\n");
    let file = session.sources.add("pattern", text.clone());
    for it in &syntax::parse_statements(file, &text).ok()? {
        session.program.state(&mut scenario, it).ok()?;
    }
    let query = session.question(&scenario, "question", question).ok()?;
    let options = Options { as_of, limits, ..Options::default() };
    let answer = session.answer(&scenario, &query, &options).ok()?;
    Some(as_expected(&answer))
}

/// The lines of a case, below its name.
pub(in crate::analysis) fn as_case(
    statements: &[String],
    question: &str,
    answer: &str,
) -> Vec<String> {
    let sentences = statements.iter().map(|it| format!("{it}."));
    sentences.chain([format!("expect {question} {answer}")]).collect()
}
