//! On which facts do the two versions differ, over all cases of a size? The answer as a section for people and as data.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::{
    analysis::{
        changes::Versions,
        differences::{Change, Comparing, Difference, Differences, Shown, differences},
    },
    engine::Limits,
    explain::{LiteralInWords, json},
    program::Apart,
};

use super::{
    super::{
        check::counted,
        error::Error,
        io::{Io, Look},
        progress::Progress,
        schematic::{Clock, few, left_out, left_out_object, scope},
        timeline::days,
    },
    Args, Only,
    style::Paint,
};

/// How many fact patterns are listed for each change of an answer.
const PATTERNS: usize = 10;
/// How many of what only one version has people see.
const ONLY: usize = 5;
/// How many of them people see.
const SHOWN: usize = 2;

/// What was found out about all cases; nothing where they were not compared.
#[derive(Debug, Default)]
pub(super) struct AllCases {
    found: Option<Result<Differences, Apart>>,
}

impl AllCases {
    /// Compares the two versions, unless only something else is to be compared.
    pub(super) fn compare(
        args: &Args,
        versions: &Versions,
        day: jiff::civil::Date,
        io: &mut Io<'_>,
    ) -> Result<Self, Error> {
        if args.only.is_some_and(|it| it != Only::AllCases) {
            return Ok(Self::default());
        }
        let (mut new, mut old) = (versions.new.session.clone(), versions.old.session.clone());
        let scope = scope(args.scope.as_deref(), &new.program)?;
        let clock = Clock::new(args.seconds);
        let how = Comparing {
            scope: scope.as_ref(),
            as_of: Some(day),
            all_days: args.as_of.is_none(),
            limits: Limits { interrupt: Some(&clock.over), ..args.bounds.limits() },
            listed: PATTERNS,
        };
        let found =
            Progress::during("conclusions", io, |tell| differences(&mut new, &mut old, how, tell));
        Ok(Self { found: Some(found) })
    }

    /// Whether there are differences.
    pub(super) fn has_differences(&self) -> bool {
        matches!(&self.found, Some(Ok(it)) if !it.questions.is_empty())
    }

    /// `4 of 16 questions on schematic cases`
    pub(super) fn summary(&self) -> Option<String> {
        Some(match self.found.as_ref()? {
            Err(_) => "no facts can be compared".to_owned(),
            Ok(it) if it.questions.is_empty() => "no other answer on schematic cases".to_owned(),
            Ok(it) => {
                let all = it.compared;
                format!("{} of {} on schematic cases", it.different(), counted(all, "question"))
            }
        })
    }

    /// The section for people.
    pub(super) fn text(&self, limit: usize, bounds: super::Bounds, look: Look) -> String {
        let paint = Paint(look);
        let found = match &self.found {
            None => return String::new(),
            Some(Err(apart)) => {
                return format!("{}\n  {}.\n", paint.bold("All cases"), said(apart));
            }
            Some(Ok(found)) => found,
        };
        let mut out = paint.bold("All cases") + "\n";
        let all_seen = found.left_out.is_empty() && found.only_in_one.is_empty();
        if found.questions.is_empty() && (all_seen || found.compared > 0) {
            _ = match counted(found.compared, "question") {
                _ if found.compared == 0 && found.named.is_empty() => {
                    writeln!(out, "  Nothing that is concluded can differ.")
                }
                all => {
                    writeln!(
                        out,
                        "  Both versions give the same answers on all facts ({all} compared)."
                    )
                }
            };
        }
        for it in found.questions.iter().take(limit) {
            out += &question(it, paint);
        }
        let more = found.questions.len().saturating_sub(limit);
        if more > 0 {
            _ = writeln!(out, "  … and {} more (--limit)", counted(more, "question"));
        }
        if !found.only_in_one.is_empty() {
            let shown = few(found.only_in_one.iter().map(String::as_str), ONLY);
            _ = writeln!(out, "  Not compared, since only one version has it: {shown}.");
        }
        if !found.named.is_empty() {
            let names = found.named.join(", ");
            _ = writeln!(
                out,
                "  Compared on cases that also name {names}, which only one version does."
            );
        }
        for line in left_out(&found.left_out, bounds) {
            _ = writeln!(out, "  {line}");
        }
        out
    }

    /// The field `all_cases` for programs.
    pub(super) fn object(&self, limit: usize, bounds: super::Bounds) -> Value {
        let found = match &self.found {
            None => return Value::Null,
            Some(Err(apart)) => return json!({ "compared": 0, "refused": said(apart) }),
            Some(Ok(found)) => found,
        };
        let questions: Vec<Value> =
            found.questions.iter().take(limit).map(question_object).collect();
        let left: Vec<Value> =
            found.left_out.iter().map(|it| left_out_object(it, bounds)).collect();
        json!({
            "compared": found.compared,
            "different": found.different(),
            "refused": null,
            "questions": questions,
            "only_in_one": found.only_in_one,
            "named": found.named,
            "left_out": left,
        })
    }
}

fn said(apart: &Apart) -> String {
    match apart {
        Apart::Kind(kind) => format!(
            "the kind `{kind}` is a part of another kind than before, so the same facts mean something else"
        ),
        Apart::Name(name) => {
            format!(
                "`{name}` is of another kind than before, so the same facts mean something else"
            )
        }
    }
}

fn question(it: &Difference, paint: Paint) -> String {
    let on = it.days.map(|it| format!("  {}", days(it))).unwrap_or_default();
    let scope = paint.dimmed(&it.scope);
    let mut out =
        format!("  {} {}{on}  {scope}", paint.warn("~"), it.question).trim_end().to_owned();
    out.push('\n');
    for change in &it.changes {
        _ = writeln!(out, "      {} → {}", paint.was(&change.old), paint.is(&change.new));
        for shown in change.patterns.iter().take(SHOWN) {
            out += &pattern(shown, paint);
        }
        let listed = change.patterns.len().min(SHOWN);
        let more = &change.count - listed;
        if more > num_bigint::BigUint::ZERO {
            _ = writeln!(out, "        and in {more} more ways");
        }
    }
    out
}

/// A case where there is one, else what must be so.
fn pattern(shown: &Shown, paint: Paint) -> String {
    let lines: Vec<String> = if let Some(lines) = &shown.case {
        lines.clone()
    } else {
        let conditions = shown.pattern.conditions.iter().map(LiteralInWords::wording);
        let why = if shown.pattern.guesses.is_empty() {
            "(no one case shows this in both versions)"
        } else {
            "(no values that show this were found)"
        };
        let no_case = paint.dimmed(why);
        conditions.map(str::to_owned).chain([no_case]).collect()
    };
    let line = |(at, it): (usize, &String)| {
        let head = if at == 0 { "        if  " } else { "            " };
        format!("{head}{it}\n")
    };
    lines.iter().enumerate().map(line).collect::<Vec<_>>().concat()
}

fn question_object(it: &Difference) -> Value {
    let changes: Vec<Value> = it.changes.iter().map(change_object).collect();
    let days = it.days.map(|it| json!({ "from": it.from.map(|it| it.to_string()), "until": it.until.map(|it| it.to_string()) }));
    json!({ "question": it.question, "scope": it.scope, "days": days, "changes": changes })
}

fn change_object(it: &Change) -> Value {
    let patterns: Vec<Value> = it
        .patterns
        .iter()
        .map(|it| {
            let conditions = it.pattern.conditions.iter();
            let conditions: Vec<Value> = conditions.map(json::literal).collect();
            json!({ "conditions": conditions, "question": it.question, "case": it.case })
        })
        .collect();
    let count = json::count(Some(&it.count));
    json!({ "old": it.old, "new": it.new, "count": count, "patterns": patterns })
}
