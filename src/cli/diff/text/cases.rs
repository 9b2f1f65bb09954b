//! The cases that come out otherwise, grouped by how.

use crate::{
    analysis::{
        cases::{
            Answers, CaseChange, CaseChanges, Cause, Causes, Ground, Missing, Outcome,
            QuestionChange, Strength, Unread,
        },
        changes::Which,
    },
    case::as_expected,
    explain::{
        Answered, Explanation,
        json::{basis, status},
    },
};

use super::{
    super::{Report, group::Group, style::Paint},
    rules::section,
};

/// The section on cases.
pub(super) fn render(report: &Report<'_>, found: &CaseChanges, paint: Paint) -> String {
    let mut questions: Vec<(Group, String)> = Vec::new();
    for case in &found.cases {
        questions.extend(case.questions.iter().filter_map(|it| entry(report, case, it, paint)));
    }
    let texts = |group: Group| {
        let own = questions.iter().filter(|it| it.0 == group);
        section(group.heading(), own.map(|it| it.1.clone()).collect(), report.limit, paint)
    };
    let cases = found.cases.iter().filter_map(|it| about(it, paint)).collect();
    let cases = section("Cases", cases, report.limit, paint);
    let sections = Group::ALL.map(texts).into_iter().chain([cases]);
    sections.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What there is to say of a case as a whole.
fn about(case: &CaseChange, paint: Paint) -> Option<String> {
    let name = &case.name;
    let mut parts = Vec::new();
    if case.gone {
        parts.push("only the old version has it".to_owned());
    }
    parts.extend(case.unread.as_ref().map(|it| {
        let who = match it.which {
            _ if it.both => "neither version can",
            Which::New => "the new version can't",
            Which::Old => "the old version can't",
        };
        format!("{who} read it: {}", unread(it))
    }));
    (!parts.is_empty()).then(|| format!("  {} {name}: {}\n", paint.warn("!"), parts.join("; ")))
}

/// Why something makes no sense under a version.
fn unread(unread: &Unread) -> String {
    let missing = |it: &Missing| format!("no {} `{}`", it.what.name(), it.name);
    let words: Vec<String> = unread.missing.iter().map(missing).collect();
    if !words.is_empty() {
        return words.join(", ");
    }
    unread
        .mistakes
        .first()
        .map_or_else(|| "it builds on a case with mistakes".to_owned(), |it| it.message.clone())
}

/// A question with its group.
fn entry(
    report: &Report<'_>,
    case: &CaseChange,
    question: &QuestionChange,
    paint: Paint,
) -> Option<(Group, String)> {
    let group = Group::of(&question.outcome)?;
    let head = format!("{}: {}", case.name, question.question);
    let text = match &question.outcome {
        Outcome::Unchanged => return None,
        Outcome::Changed(it) => match group {
            Group::Answer => answers(report, &head, it, paint),
            Group::Grounds => grounds(report, &head, it, paint),
            _ => strength(&head, it, paint),
        },
        Outcome::Unread(it) => format!("  {} {head}  {}\n", paint.warn("!"), unread(it)),
        Outcome::Limit(which, limit) => {
            let (_, reason, help) = report.bounds.reached(*limit);
            let why = format!("no answer by the {} version: {reason}; {help}", which.name());
            format!("  {} {head}  {why}\n", paint.warn("!"))
        }
    };
    Some((group, text))
}

/// An answer in a word, or, where both would be the same word, in full.
fn word(it: &Explanation) -> String {
    match &it.answer {
        Answered::YesNo(it) => status(it.status).to_owned(),
        Answered::Which(_) => as_expected(it),
    }
}

/// An answer that is longer gets a line of its own.
const SHORT: usize = 30;

fn answers(report: &Report<'_>, head: &str, it: &Answers, paint: Paint) -> String {
    let (old, new) = (word(&it.old), word(&it.new));
    let length = |it: &str| it.chars().count();
    let in_full = old == new || length(&old).max(length(&new)) > SHORT;
    let arrow =
        if in_full { String::new() } else { format!("{} → {}", paint.was(&old), paint.is(&new)) };
    let since = since(report, &it.causes);
    let parts: Vec<&str> =
        [arrow.as_str(), &since].into_iter().filter(|it| !it.is_empty()).collect();
    let tail = parts.join("  ");
    let width =
        length(head) + length(&since) + if in_full { 0 } else { length(&old) + length(&new) + 3 };
    let fits = width + 8 <= paint.0.width;
    let mut out = format!("  ~ {head}{}{tail}\n", if fits { "  " } else { "\n      " });
    let comparison = &it.comparison;
    if in_full {
        let (was, is) = (as_expected(&it.old), as_expected(&it.new));
        out.extend([format!("      was  {}\n      now  {}\n", paint.was(&was), paint.is(&is))]);
    } else {
        let open = [("now open", &comparison.opened), ("no longer open", &comparison.settled)];
        for (words, sentences) in open.into_iter().filter(|it| !it.1.is_empty()) {
            out.extend([format!("      {words}: {}\n", sentences.join("; "))]);
        }
    }
    if comparison.cut {
        out.push_str("      compared by the number of ways, since there are too many to list\n");
    }
    let is_weaker = comparison.strength.and_then(|(old, new)| new.is_weaker_than(old));
    if is_weaker == Some(true) { out + &strength_line(it) } else { out }
}

fn lead(before: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{before}{text}") }
}

/// `since rule registration (added)`
fn since(report: &Report<'_>, causes: &Causes) -> String {
    const MOST: usize = 4;
    let named: Vec<String> = causes.listed.iter().take(MOST).map(|it| cause(report, it)).collect();
    if named.is_empty() {
        return String::new();
    }
    let joint = if causes.each { ", " } else { " together with " };
    let more = causes.listed.len().saturating_sub(MOST);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("since {}{more}", named.join(joint))
}

fn cause(report: &Report<'_>, it: &Cause) -> String {
    let what =
        it.what.map_or_else(|| report.sort(&it.name), crate::analysis::changes::Declared::name);
    format!("{what} {} ({})", it.name, it.became.name())
}

fn grounds(report: &Report<'_>, head: &str, it: &Answers, paint: Paint) -> String {
    let comparison = &it.comparison;
    let mut out = format!("  ~ {head}  {}\n", word(&it.new));
    out.extend(
        comparison
            .left
            .iter()
            .map(|it| format!("      {} {}\n", paint.was("-"), ground(report, it))),
    );
    out.extend(
        comparison
            .joined
            .iter()
            .map(|it| format!("      {} {}\n", paint.is("+"), ground(report, it))),
    );
    out + &strength_line(it)
}

/// `rule stay applies  house § 1`
fn ground(report: &Report<'_>, it: &Ground) -> String {
    let status = match it.status {
        "holds" => "applies",
        "open" => "may apply",
        "defeated" => "is defeated",
        it => it,
    };
    format!(
        "{} {} {status}{}",
        report.sort(&it.rule),
        it.rule,
        lead("  ", &it.citations.join("; "))
    )
}

fn strength(head: &str, it: &Answers, paint: Paint) -> String {
    format!("  ~ {head}  {}\n{}", paint.dimmed(&word(&it.new)), strength_line(it))
}

fn strength_line(it: &Answers) -> String {
    let Some((old, new)) = it.comparison.strength else { return String::new() };
    let verdict = match new.is_weaker_than(old) {
        Some(true) => "weaker",
        Some(false) => "stronger",
        None => "other",
    };
    format!("      on {verdict} sources: {} → {}\n", strong(old), strong(new))
}

/// The weakest that an answer rests on, in words.
fn strong(it: Strength) -> String {
    let source = it.source.map(|it| it.name().to_owned());
    let basis = it.basis.map(|it| format!("basis {}", basis(it)));
    let unsourced = it.unsourced.then(|| "a rule without a source".to_owned());
    let all: Vec<String> = source.into_iter().chain(basis).chain(unsourced).collect();
    if all.is_empty() { "no source".to_owned() } else { all.join(", ") }
}
