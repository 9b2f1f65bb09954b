//! How is coverage given to a program? The schema is in `docs/json.md`.

use serde_json::{Value, json};

use crate::{
    analysis::{
        coverage::{Part, Provision, SourceCoverage, Tallies, Tally},
        mutate::{Change, ChangeKind, Fate, Mutations},
    },
    program::RuleId,
};

use super::{
    super::report::{self, Place, add_place},
    Findings,
    findings::{kind, sentence, standing},
    suggest,
    text::unanswered,
};

/// The whole report.
pub(super) fn render(findings: &Findings<'_>) -> String {
    let of_file = |it: &_| {
        let mut object = tallies(&findings.of_file(*it));
        object["file"] = json!(findings.session.sources.name(*it));
        object.to_string()
    };
    let files: Vec<String> = findings.files().iter().map(of_file).collect();
    let parts: Vec<String> = findings.parts().map(|it| part(findings, it).to_string()).collect();
    let sources: Vec<String> =
        findings.sources.iter().map(|it| source(findings, it).to_string()).collect();
    let unanswered: Vec<String> = findings
        .coverage
        .unanswered
        .iter()
        .map(|(at, limit)| {
            let (place, reason) = unanswered(findings, *at, *limit);
            let mut object = json!({ "reason": reason });
            add_place(&mut object, Some(&place));
            object.to_string()
        })
        .collect();
    let mutations = findings.mutations.as_ref().map(|it| mutations(findings, it));
    let all = tallies(&findings.coverage.tally(|_| true));
    report::document(&[
        ("cases", findings.cases.to_string()),
        ("questions", findings.questions.len().to_string()),
        ("all", all.to_string()),
        ("files", report::list(&files)),
        ("sources", report::list(&sources)),
        ("parts", report::list(&parts)),
        ("mutations", mutations.unwrap_or_else(|| "null".to_owned())),
        ("suggestions", suggest::object(findings)),
        ("unanswered", report::list(&unanswered)),
        ("diagnostics", report::list(&[])),
    ])
}

/// The report where rules or cases have mistakes, so that nothing was tried.
pub(super) fn mistakes(diagnostics: &str) -> String {
    report::document(&[
        ("cases", "0".to_owned()),
        ("questions", "0".to_owned()),
        ("all", "null".to_owned()),
        ("files", report::list(&[])),
        ("sources", report::list(&[])),
        ("parts", report::list(&[])),
        ("mutations", "null".to_owned()),
        ("suggestions", "null".to_owned()),
        ("unanswered", report::list(&[])),
        ("diagnostics", diagnostics.to_owned()),
    ])
}

fn tallies(tallies: &Tallies) -> Value {
    let one = |it: &Tally| {
        json!({
            "all": it.all, "tried": it.tried, "true": it.yes, "false": it.no, "open": it.open,
            "decisive": it.decisive, "needed": it.needed,
        })
    };
    json!({
        "rules": one(&tallies.rules), "exceptions": one(&tallies.exceptions),
        "conditions": one(&tallies.conditions), "percent": tallies.percent(),
    })
}

fn part(findings: &Findings<'_>, (at, part): (usize, &Part)) -> Value {
    let outcomes = findings.coverage.outcomes[at];
    let fate = findings.coverage.decides[at];
    let mut object = json!({
        "kind": kind(part),
        "rule": findings.session.program.rule(part.rule).label,
        "words": part.words,
        "true": outcomes.yes,
        "false": outcomes.no,
        "open": outcomes.open,
        "decides": match fate {
            Fate::Noticed(_) => json!(true),
            Fate::Survived => json!(false),
            Fate::Unsound => Value::Null,
        },
        "decided": noticed_by(findings, fate),
        "lacks": findings.lacks(at),
    });
    add_place(&mut object, Some(&findings.place(part)));
    object
}

fn noticed_by(findings: &Findings<'_>, fate: Fate) -> Value {
    findings.noticed_by(fate).map_or(Value::Null, |it| {
        let mut object = json!({ "case": it.case.name, "question": it.query.sentence });
        add_place(&mut object, Some(&Place::of(it.span(), &findings.session.sources)));
        object
    })
}

fn source(findings: &Findings<'_>, source: &SourceCoverage) -> Value {
    let labels = |it: &[RuleId]| json!(findings.labels(it));
    let provision = |it: &Provision| {
        let left_out = it.left_out.iter();
        let left_out: Vec<Value> =
            left_out.map(|it| json!({ "pinpoint": it.0, "reason": it.1 })).collect();
        let (decisive, all) = findings.of_rules(&it.rules).share();
        let mut object = json!({
            "pinpoint": it.pinpoint, "title": it.title, "standing": standing(it),
            "rules": labels(&it.rules), "decisive": decisive, "of": all, "left_out": left_out,
        });
        let place = Place::of(it.span, &findings.session.sources);
        add_place(&mut object, Some(&place));
        object
    };
    let unlisted = source.unlisted.iter();
    let unlisted: Vec<Value> =
        unlisted.map(|it| json!({ "pinpoint": it.pinpoint, "rules": labels(&it.rules) })).collect();
    let mut object = tallies(&findings.of_rules(&source.rules));
    object["source"] = json!(findings.session.program.source(source.source).name);
    object["provisions"] = source.provisions.iter().map(provision).collect();
    object["unlisted"] = Value::Array(unlisted);
    object
}

fn mutations(findings: &Findings<'_>, mutations: &Mutations) -> String {
    let count =
        |wanted: fn(&Fate) -> bool| mutations.tried.iter().filter(|it| wanted(&it.1)).count();
    let changes: Vec<String> =
        mutations.tried.iter().map(|it| change(findings, it).to_string()).collect();
    let failing: Vec<String> = mutations
        .failing
        .iter()
        .map(|it| {
            let span = findings.questions[*it].span();
            let mut object = json!({});
            add_place(&mut object, Some(&Place::of(span, &findings.session.sources)));
            object.to_string()
        })
        .collect();
    report::document(&[
        ("noticed", count(|it| matches!(it, Fate::Noticed(_))).to_string()),
        ("survived", count(|it| *it == Fate::Survived).to_string()),
        ("unsound", count(|it| *it == Fate::Unsound).to_string()),
        ("failing", report::list(&failing)),
        ("changes", report::list(&changes)),
    ])
}

fn change(findings: &Findings<'_>, (change, fate): &(Change, Fate)) -> Value {
    let mut object = json!({
        "kind": match change.kind {
            ChangeKind::DropRule => "drop rule",
            ChangeKind::DropException => "drop exception",
            ChangeKind::DropCondition => "drop condition",
            ChangeKind::NegateCondition => "negate condition",
            ChangeKind::NegateConclusion => "negate conclusion",
            ChangeKind::Shift => "shift",
        },
        "rule": findings.session.program.rule(change.rule).label,
        "change": sentence(change),
        "fate": match fate {
            Fate::Noticed(_) => "noticed",
            Fate::Survived => "survived",
            Fate::Unsound => "unsound",
        },
        "noticed_by": noticed_by(findings, *fate),
    });
    add_place(&mut object, Some(&Place::of(change.span, &findings.session.sources)));
    object
}
