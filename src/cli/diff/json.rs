//! What does a program read? One document (`docs/json.md` describes every field).

use serde_json::{Value, json};

use crate::{
    analysis::{
        cases::{Answers, CaseChange, CaseChanges, Cause, Ground, Outcome, QuestionChange, Unread},
        changes::{Became, Changes, Detail, Reach, Unusable},
    },
    diagnostic::Diagnostic,
    explain::{
        Explanation,
        json::{answer, basis},
    },
    source::Span,
};

use super::{
    super::report::{self, Place},
    Report,
    group::Group,
    sides::Side,
};

/// The whole report.
pub(super) fn document(report: &Report<'_>) -> String {
    let mut complete = true;
    let mut cut = |all: Vec<String>| {
        complete &= all.len() <= report.limit;
        report::list(&all[..all.len().min(report.limit)])
    };
    let nothing = || "null".to_owned();
    let (mut counts, mut rules, mut declared) = (nothing(), nothing(), nothing());
    if let Some(changes) = report.rules {
        counts = count(changes).to_string();
        rules = cut(changes.rules.iter().map(|it| rule(it, report).to_string()).collect());
        declared =
            cut(changes.declared.iter().map(|it| declaration(it, report).to_string()).collect());
    }
    let (mut asked, mut cases) = (nothing(), nothing());
    if let Some(found) = &report.cases {
        asked = count_cases(found).to_string();
        let changed = found.cases.iter().filter(|it| it.is_changed());
        cases = cut(changed.map(|it| case(it, report)).collect());
    }
    report::document(&[
        ("old", side(&report.sides.old).to_string()),
        ("new", side(&report.sides.new).to_string()),
        ("as_of", json!(report.day.to_string()).to_string()),
        ("rules", counts),
        ("cases", asked),
        ("complete", complete.to_string()),
        ("rule_changes", rules),
        ("declaration_changes", declared),
        ("case_changes", cases),
        ("all_cases", report.all_cases.object(report.limit, report.bounds).to_string()),
        ("diagnostics", report::objects(&report.versions.unread, &report.versions.sources)),
    ])
}

/// Why nothing was compared.
pub(super) fn refused(it: &Unusable) -> String {
    report::document(&[
        ("version", json!(it.which.name()).to_string()),
        ("diagnostics", report::objects(&it.mistakes, &it.sources)),
    ])
}

fn side(side: &Side) -> Value {
    json!({"name": side.name, "commits": side.commits})
}

fn count(changes: &Changes) -> Value {
    let of = |became: Became| changes.rules.iter().filter(|it| it.became == became).count();
    json!({
        "added": of(Became::Added), "removed": of(Became::Removed), "changed": of(Became::Changed),
        "renamed": of(Became::Renamed), "declarations": changes.declared.len(),
    })
}

fn count_cases(found: &CaseChanges) -> Value {
    let cases = |is: fn(&CaseChange) -> bool| found.cases.iter().filter(|it| is(it)).count();
    let questions = |is: fn(&QuestionChange) -> bool| found.questions().filter(|it| is(it)).count();
    let differently =
        |it: &CaseChange| it.questions.iter().any(QuestionChange::is_answered_differently);
    json!({
        "cases": found.cases.len(), "answered_differently": cases(differently), "changed": cases(CaseChange::is_changed),
        "questions": found.questions().count(),
        "questions_answered_differently": questions(QuestionChange::is_answered_differently),
        "questions_changed": questions(QuestionChange::is_changed),
    })
}

fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Words => "words",
        Reach::Sources => "sources",
        Reach::Answers => "answers",
    }
}

fn rule(it: &crate::analysis::changes::RuleChange, report: &Report<'_>) -> Value {
    json!({
        "label": it.label, "was": it.was, "change": it.became.name(), "bears_on": reach(it.reach()),
        "details": details(&it.details), "old": place(it.old, report), "new": place(it.new, report),
    })
}

fn declaration(it: &crate::analysis::changes::DeclaredChange, report: &Report<'_>) -> Value {
    json!({
        "kind": it.what.name(), "name": it.name, "change": it.became.name(), "bears_on": reach(it.reach()),
        "details": details(&it.details), "old": place(it.old, report), "new": place(it.new, report),
    })
}

fn details(details: &[Detail]) -> Value {
    let one = |it: &Detail| json!({"aspect": it.aspect.name(), "old": it.old, "new": it.new});
    details.iter().map(one).collect()
}

/// Where something stands, with its words.
fn place(span: Option<Span>, report: &Report<'_>) -> Value {
    let Some(span) = span else { return Value::Null };
    let sources = &report.versions.sources;
    let mut object = json!({"text": sources.slice(span)});
    report::add_place(&mut object, Some(&Place::of(span, sources)));
    object
}

fn case(it: &CaseChange, report: &Report<'_>) -> String {
    let mut head = json!({"case": it.name, "gone": it.gone, "unread": it.unread.as_ref().map(|it| unread(it, report))});
    report::add_place(&mut head, Some(&Place::of(it.span, &report.versions.sources)));
    let questions: Vec<String> =
        it.questions.iter().filter(|it| it.is_changed()).map(|it| question(it, report)).collect();
    report::extended(&head, vec![("questions", report::list(&questions))])
}

fn unread(it: &Unread, report: &Report<'_>) -> Value {
    let missing: Value =
        it.missing.iter().map(|it| json!({"kind": it.what.name(), "name": it.name})).collect();
    let message = |it: &Diagnostic| report::object(it, &report.versions.sources);
    let diagnostics: Value = it.mistakes.iter().map(message).collect();
    let version = if it.both { "both" } else { it.which.name() };
    json!({"version": version, "missing": missing, "diagnostics": diagnostics})
}

fn question(it: &QuestionChange, report: &Report<'_>) -> String {
    let mut head = json!({"question": it.question});
    report::add_place(&mut head, Some(&Place::of(it.span, &report.versions.sources)));
    let mut more =
        vec![("change", json!(Group::of(&it.outcome).map_or("none", Group::name)).to_string())];
    match &it.outcome {
        Outcome::Unchanged => {}
        Outcome::Changed(it) => more.extend(answers(it)),
        Outcome::Unread(it) => more.push(("unread", unread(it, report).to_string())),
        Outcome::Limit(which, limit) => {
            let message = report::limit(&it.question, *limit, report.bounds);
            more.push(("version", json!(which.name()).to_string()));
            more.push(("diagnostics", report::objects(&[message], &report.versions.sources)));
        }
    }
    report::extended(&head, more)
}

fn answers(it: &Answers) -> Vec<(&'static str, String)> {
    let comparison = &it.comparison;
    let grounds = |it: &[Ground]| -> String {
        let one =
            |it: &Ground| json!({"rule": it.rule, "citations": it.citations, "status": it.status});
        it.iter().map(one).collect::<Value>().to_string()
    };
    let weaker = comparison.strength.and_then(|(old, new)| new.is_weaker_than(old));
    let cause = |it: &Cause| {
        let what = it.what.map_or("rule", crate::analysis::changes::Declared::name);
        json!({"kind": what, "name": it.name, "change": it.became.name()})
    };
    let causes: Value = it.causes.listed.iter().map(cause).collect();
    vec![
        ("old", said(&it.old)),
        ("new", said(&it.new)),
        ("opened", json!(comparison.opened).to_string()),
        ("settled", json!(comparison.settled).to_string()),
        ("grounds_left", grounds(&comparison.left)),
        ("grounds_joined", grounds(&comparison.joined)),
        ("weaker", json!(weaker).to_string()),
        ("exact", (!comparison.cut).to_string()),
        ("causes", causes.to_string()),
        ("each_cause_suffices", it.causes.each.to_string()),
    ]
}

/// An answer, and how strong what it rests on is.
fn said(it: &Explanation) -> String {
    let strength = json!({
        "weakest_source": it.weakest_source.map(crate::program::Authority::name),
        "weakest_basis": it.weakest_basis.map(basis), "unsourced": it.unsourced,
    });
    report::extended(&strength, answer(it))
}
