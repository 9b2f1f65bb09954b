//! Which of the five answers is it? Read off the completions, as `meaning.md`, section 3, defines them.

use grounds::{
    answer::{Answer, Status, Verdict, answer},
    engine::{Grounding, OpenQuestion, compile::PredicateId},
};

/// Compares the answers' names, and which individuals are listed, with what was seen in *all* relevant completions.
/// `seen` has, for each binding, whether it was true and whether it was not false, in each completion.
pub(crate) fn compare_statuses(
    grounding: &mut Grounding<'_>,
    asked: PredicateId,
    asks_for_things: bool,
    seen: &[Vec<(bool, bool)>],
) -> Result<(), String> {
    let found = answer(grounding, asked, asks_for_things, 10).map_err(|it| format!("{it:?}"))?;
    let verdicts: Vec<&Verdict> = match &found {
        Answer::YesNo(_, verdict) => vec![verdict],
        Answer::Which(bindings) => bindings.iter().map(|it| &it.verdict).collect(),
    };
    let possible = |it: &&Vec<(bool, bool)>| !asks_for_things || it.iter().any(|it| it.1);
    let expected: Vec<&Vec<(bool, bool)>> = seen.iter().filter(possible).collect();
    if verdicts.len() != expected.len() {
        return Err(format!("{} answers, but should be {}", verdicts.len(), expected.len()));
    }
    for (verdict, seen) in verdicts.into_iter().zip(expected) {
        let expected = status(seen, disputes_only(grounding, verdict));
        if verdict.status != expected {
            return Err(format!("called {:?}, but is {expected:?}", verdict.status));
        }
    }
    Ok(())
}

fn disputes_only(grounding: &Grounding<'_>, verdict: &Verdict) -> bool {
    verdict.open.iter().all(|it| matches!(grounding.question(*it), OpenQuestion::Dispute(_)))
}

fn status(seen: &[(bool, bool)], disputes_only: bool) -> Status {
    if seen.iter().all(|it| it.0) {
        Status::Yes
    } else if seen.iter().all(|it| !it.1) {
        Status::No
    } else if seen.iter().all(|it| it.1 && !it.0) {
        Status::Circular
    } else if disputes_only {
        Status::Disputed
    } else {
        Status::Depends
    }
}
