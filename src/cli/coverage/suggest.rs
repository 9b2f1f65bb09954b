//! Which cases would show what no case shows? A file of cases for somebody who knows the law to check.

use std::{collections::HashSet, fmt::Write as _};

use serde_json::{Value, json};

use crate::{
    analysis::{
        differences::Comparing,
        mutate::{Change, ChangeKind, Fate},
        suggest::{Suggestion, Suggestions, suggestions},
    },
    diagnostic::Diagnostic,
    engine::Limits,
};

use super::{
    super::{
        error::Error,
        io::Io,
        progress::Progress,
        report::{self, Place},
        schematic::{Clock, reason, reason_code, scope},
    },
    Args, Findings,
};

/// What was found, with the changes that it speaks of.
#[derive(Debug)]
pub(super) struct Suggested {
    found: Suggestions,
    survived: Vec<Change>,
}

impl Suggested {
    /// Looks for cases that notice the changes that no case notices.
    pub(super) fn find(
        args: &Args,
        findings: &Findings<'_>,
        io: &mut Io<'_>,
    ) -> Result<Self, Error> {
        let mut session = findings.session.clone();
        // Mistakes in a question that was made up are nobody's business.
        session.diagnostics.retain(Diagnostic::is_error);
        let scope = scope(args.scope.as_deref(), &session.program)?;
        let clock = Clock::new(args.seconds);
        let how = Comparing {
            scope: scope.as_ref(),
            as_of: Some(args.selection.day(io.today)),
            all_days: false,
            limits: Limits { interrupt: Some(&clock.over), ..args.bounds.limits() },
            listed: 1,
        };
        let tried = findings.mutations.iter().flat_map(|it| &it.tried);
        let survived: Vec<Change> =
            tried.filter(|it| it.1 == Fate::Survived).map(|it| it.0.clone()).collect();
        let changes: Vec<&Change> = survived.iter().collect();
        let found = Progress::during("changes and rules", io, |tell| {
            suggestions(&mut session, &changes, how, tell)
        });
        Ok(Self { found, survived })
    }
}

/// The cases as a file; what is said about them are comments.
pub(super) fn render(findings: &Findings<'_>) -> String {
    let Some(Suggested { found, survived }) = &findings.suggestions else { return String::new() };
    let mut out = String::from(
        "# Suggested cases. The answers are as they stand: whether they are right is for somebody to say who knows the law.\n",
    );
    let taken: HashSet<&str> = findings.session.cases.iter().map(|it| it.name.as_str()).collect();
    let mut names = (1..).map(|it: usize| format!("suggested-{it}"));
    for it in &found.listed {
        out.push('\n');
        for line in told(it, survived, findings) {
            _ = writeln!(out, "# {line}");
        }
        let name = names.find(|it| !taken.contains(it.as_str())).unwrap_or_default();
        _ = writeln!(out, "case {name}");
        for line in &it.lines {
            _ = writeln!(out, "  {line}");
        }
    }
    if !found.equivalent.is_empty() {
        out += "\n# No case of this size notices these, since the rules conclude the same without them:\n";
        for at in &found.equivalent {
            _ = writeln!(out, "#   {}", said(&survived[*at], findings));
        }
    }
    if !found.left_out.is_empty() {
        out += "\n# Left out:\n";
        for (at, why) in &found.left_out {
            let why = reason(*why, findings.bounds);
            _ = writeln!(out, "#   {}: {why}", said(&survived[*at], findings));
        }
    }
    out
}

/// What a case is good for.
fn told(it: &Suggestion, survived: &[Change], findings: &Findings<'_>) -> Vec<String> {
    let notices =
        it.notices.iter().map(|at| format!("notices that {}", said(&survived[*at], findings)));
    let days = it.day_of.map(|it| {
        format!(
            "on a day beside which rule {} begins or ends",
            findings.session.program.rule(it).label
        )
    });
    notices.chain(days).collect()
}

/// `the guest is noisy` of rule noise is dropped (inn.rules:12)
fn said(change: &Change, findings: &Findings<'_>) -> String {
    let session = findings.session;
    let rule = session.program.rule(change.rule);
    let noun = if rule.exception_to.is_some() { "exception" } else { "rule" };
    let place = Place::of(change.span, &session.sources);
    if change.kind == ChangeKind::Shift {
        let (words, label) = (&change.words, &rule.label);
        return format!("{} in `{words}` of {noun} {label} ({place})", change.becomes);
    }
    let what = if change.words == rule.label {
        format!("{noun} {}", rule.label)
    } else {
        format!("`{}` of {noun} {}", change.words, rule.label)
    };
    format!("{what} {} ({place})", change.becomes)
}

/// The field `suggestions` for programs.
pub(super) fn object(findings: &Findings<'_>) -> String {
    let Some(Suggested { found, survived }) = &findings.suggestions else {
        return "null".to_owned();
    };
    let all = found.listed.iter().map(|it| {
        let rule = it.day_of.map(|it| findings.session.program.rule(it).label.clone());
        let notices: Vec<String> =
            it.notices.iter().map(|at| said(&survived[*at], findings)).collect();
        json!({ "notices": notices, "beside_the_days_of": rule, "case": it.lines }).to_string()
    });
    let equivalent: Vec<String> =
        found.equivalent.iter().map(|at| said(&survived[*at], findings)).collect();
    let left: Vec<Value> = found
        .left_out
        .iter()
        .map(|(at, why)| {
            let change = said(&survived[*at], findings);
            json!({ "change": change, "code": reason_code(*why, findings.bounds), "why": reason(*why, findings.bounds) })
        })
        .collect();
    format!(
        "{{\"cases\": {}, \"equivalent\": {}, \"left_out\": {}}}",
        report::list(&all.collect::<Vec<_>>()),
        json!(equivalent),
        json!(left)
    )
}
