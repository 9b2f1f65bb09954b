//! What is asked of a generated rule base? One question, about the facts of its case.

use grounds::{
    program::{Query, Scenario},
    session::Session,
};

/// The rules, loaded, with the facts and the question.
pub(crate) fn asked(rules: String, question: &str) -> (Session, Scenario, Query) {
    let mut session = Session::load([("generated.rules".to_owned(), rules)]);
    assert!(session.is_usable(), "{:?}", session.diagnostics.first());
    let scenario = session.cases[0].scenario.clone();
    let Ok(query) = session.question(&scenario, "question", question) else {
        unreachable!("the generated question fits the generated rules")
    };
    (session, scenario, query)
}
