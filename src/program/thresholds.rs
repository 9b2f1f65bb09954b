//! Can all thresholds of a rule be met at once?
//!
//! `is at least 5 and … is less than 3` of one and the same value never is.

use super::{Comparison, Condition, ConditionKind, Term};
use crate::{diagnostic::Diagnostic, source::Span, value::Value};

/// A value that something is compared with, as written in a condition.
struct Threshold<'c> {
    term: &'c Term,
    comparison: Comparison,
    value: Value,
    span: Span,
}

/// Warns of two thresholds that exclude each other; `conditions` must all hold.
pub(super) fn check(conditions: &[&Condition]) -> Option<Diagnostic> {
    let mut all = Vec::new();
    for condition in conditions {
        collect(condition, &mut all);
    }
    let pairs =
        all.iter().enumerate().flat_map(|(at, it)| all[..at].iter().map(move |other| (other, it)));
    let clash =
        pairs.into_iter().find(|(one, other)| one.term == other.term && excludes(one, other));
    let inside = || conditions.iter().find_map(|it| inside(it));
    clash.map(|(one, other)| message(one, other)).or_else(inside)
}

/// Inside the branches of an `or` and negations, each by itself.
fn inside(condition: &Condition) -> Option<Diagnostic> {
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().find_map(inside),
        ConditionKind::Any(branches) => branches.iter().find_map(|it| check(&[&it.condition])),
        ConditionKind::Not(it) => check(&[&it.condition]),
        _ => None,
    }
}

fn collect<'c>(condition: &'c Condition, found: &mut Vec<Threshold<'c>>) {
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().for_each(|it| collect(it, found)),
        ConditionKind::Compare(..) => found.extend(threshold(condition, true)),
        ConditionKind::Not(it) if it.locals.is_empty() => {
            found.extend(threshold(&it.condition, false));
        }
        _ => {}
    }
}

fn threshold(condition: &Condition, positive: bool) -> Option<Threshold<'_>> {
    let ConditionKind::Compare(comparison, one, other) = &condition.kind else { return None };
    let comparison = if positive { *comparison } else { comparison.opposite()? };
    let (term, comparison, value) = match (one.constant(), other.constant()) {
        (None, Some(Ok(value))) => (one, comparison, value),
        (Some(Ok(value)), None) => (other, comparison.flipped(), value),
        _ => return None,
    };
    Some(Threshold { term, comparison, value, span: condition.span })
}

/// Whether no value meets both.
fn excludes(one: &Threshold, other: &Threshold) -> bool {
    use Comparison::{AtLeast, AtMost, Different, Equal, Less, More};
    let met = |by: &Value, threshold: &Threshold| threshold.comparison.holds(by, &threshold.value);
    match (one.comparison, other.comparison) {
        (Equal, _) => met(&one.value, other) == Some(false),
        (_, Equal) => met(&other.value, one) == Some(false),
        (Different, _)
        | (_, Different)
        | (Less | AtMost, Less | AtMost)
        | (More | AtLeast, More | AtLeast) => false,
        // One is a floor and the other a ceiling; with both included, they may meet.
        (AtLeast, AtMost) => More.holds(&one.value, &other.value) == Some(true),
        (AtMost, AtLeast) => Less.holds(&one.value, &other.value) == Some(true),
        (More | AtLeast, _) => AtLeast.holds(&one.value, &other.value) == Some(true),
        (Less | AtMost, _) => AtMost.holds(&one.value, &other.value) == Some(true),
    }
}

fn message(one: &Threshold, other: &Threshold) -> Diagnostic {
    let start = Diagnostic::warning(
        "program/impossible-threshold",
        "no value meets both of these conditions",
    )
    .label(other.span, "excludes the other");
    let labelled =
        if one.span == other.span { start } else { start.label(one.span, "the other one") };
    labelled.help("correct one of the two values, or join them by `or`")
}
