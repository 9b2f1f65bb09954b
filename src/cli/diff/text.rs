//! What does a person read? What differs altogether, then the rules, then the cases.

mod cases;
mod rules;

use crate::analysis::{
    cases::{CaseChanges, QuestionChange},
    changes::{Became, Changes},
};

use super::{
    super::{check::counted, io::Look},
    Report,
    style::Paint,
};

/// The report.
pub(super) fn render(report: &Report<'_>, look: Look) -> String {
    let paint = Paint(look);
    let mut out = paint.bold(&summary(report));
    out.push('\n');
    let mut add = |section: &str| {
        if !section.is_empty() {
            out.extend(["\n", section]);
        }
    };
    if let Some(changes) = report.rules {
        add(&rules::render(report, changes, paint));
    }
    if let Some(found) = &report.cases {
        add(&cases::render(report, found, paint));
    }
    add(&report.all_cases.text(report.limit, report.bounds, look));
    out
}

/// `3 rules changed, 1 added; 2 of 54 cases answer differently`
fn summary(report: &Report<'_>) -> String {
    let rules = report.rules.map(rules_in_all);
    let cases = report.cases.as_ref().map(cases_in_all);
    let all = report.all_cases.summary();
    rules.into_iter().chain(cases).chain(all).collect::<Vec<_>>().join("; ")
}

fn rules_in_all(changes: &Changes) -> String {
    let all = [Became::Changed, Became::Added, Became::Removed, Became::Renamed];
    let count = |became: Became| changes.rules.iter().filter(|it| it.became == became).count();
    let mut parts: Vec<String> = Vec::new();
    for (became, number) in all.map(|it| (it, count(it))).into_iter().filter(|it| it.1 > 0) {
        let what = if parts.is_empty() { counted(number, "rule") } else { number.to_string() };
        parts.push(format!("{what} {}", became.name()));
    }
    if parts.is_empty() {
        parts.push("no rule means anything else".to_owned());
    }
    let mut parts = vec![parts.join(", ")];
    if !changes.declared.is_empty() {
        let number = changes.declared.len();
        parts.push(format!(
            "{} differ{}",
            counted(number, "declaration"),
            if number == 1 { "s" } else { "" }
        ));
    }
    parts.join("; ")
}

fn cases_in_all(found: &CaseChanges) -> String {
    let all = found.cases.len();
    let differently = found
        .cases
        .iter()
        .filter(|it| it.questions.iter().any(QuestionChange::is_answered_differently))
        .count();
    let otherwise = found.cases.iter().filter(|it| it.is_changed()).count();
    if all == 0 {
        return "there are no cases".to_owned();
    }
    let verb = if differently == 1 { "answers" } else { "answer" };
    match (differently, otherwise) {
        (0, 0) => format!(
            "{} as before",
            if all == 1 {
                "the case answers".to_owned()
            } else {
                format!("all {all} cases answer")
            }
        ),
        (0, more) => {
            let verb = if more == 1 { "differs" } else { "differ" };
            format!("no case of {all} answers differently, {more} {verb} otherwise")
        }
        _ => format!("{differently} of {} {verb} differently", counted(all, "case")),
    }
}
