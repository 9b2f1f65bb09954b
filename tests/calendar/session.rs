//! What does a whole rule base answer? A text is loaded, and a question asked of its only case.

use grounds::{
    case::as_expected,
    diagnostic::render::{Style, render},
    engine::Limit,
    session::{Options, Session},
};

/// Rules that can be used, with one case.
pub(crate) fn load(text: &str) -> Session {
    let session = Session::load([("calendar.rules".to_owned(), text.to_owned())]);
    let messages = render(&session.diagnostics, &session.sources, Style::PLAIN);
    assert!(session.is_usable(), "{text}\n{messages}");
    session
}

/// The answer as an `expect` line would state it, or the limit that is reached.
pub(crate) fn answer(session: &mut Session, question: &str) -> Result<String, Limit> {
    let scenario = session.cases[0].scenario.clone();
    let query = session.question(&scenario, "question", question).unwrap();
    session.ask(&scenario, &query, &Options::default()).map(|it| as_expected(&it))
}

/// The codes of what is wrong with a question.
pub(crate) fn mistakes(session: &mut Session, question: &str) -> Vec<&'static str> {
    let scenario = session.cases[0].scenario.clone();
    let mistakes = session.question(&scenario, "question", question).unwrap_err();
    mistakes.iter().map(|it| it.code).collect()
}
