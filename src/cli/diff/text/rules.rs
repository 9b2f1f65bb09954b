//! The rules and declarations that differ, a line each, with a line for each thing that is otherwise.

use crate::{
    analysis::changes::{Aspect, Became, Changes, Detail, Reach},
    source::Span,
    syntax::in_one_line,
};

use super::super::{Report, style::Paint};

/// The section on rules, and that on declarations.
pub(super) fn render(report: &Report<'_>, changes: &Changes, paint: Paint) -> String {
    let rules = changes.rules.iter().map(|it| {
        let was = it.was.as_ref().map(|it| format!(", before `{it}`")).unwrap_or_default();
        let head = format!("{}{was}", it.label);
        let words = it.new.or(it.old).filter(|_| it.details.is_empty() && it.was.is_none());
        let words = words.map(|it| in_one_line(report.versions.sources.slice(it)));
        let head = (it.became, head.as_str(), it.reach());
        entry(report, head, (it.old, it.new), (words, &it.details), paint)
    });
    let declared = changes.declared.iter().map(|it| {
        let head = format!("{} {}", it.what.name(), it.name);
        let head = (it.became, head.as_str(), it.reach());
        entry(report, head, (it.old, it.new), (None, &it.details), paint)
    });
    let mut out = section("Rules", rules.collect(), report.limit, paint);
    let second = section("Declarations", declared.collect(), report.limit, paint);
    if !out.is_empty() && !second.is_empty() {
        out.push('\n');
    }
    out + &second
}

/// A heading with what stands below it, as far as the limit goes.
pub(super) fn section(heading: &str, entries: Vec<String>, limit: usize, paint: Paint) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let left = entries.len().saturating_sub(limit);
    let mut out = format!("{}\n", paint.bold(heading));
    out.extend(entries.into_iter().take(limit));
    if left > 0 {
        out.extend([format!("  … and {left} more (--limit N)\n")]);
    }
    out
}

fn entry(
    report: &Report<'_>,
    (became, head, reach): (Became, &str, Reach),
    (old, new): (Option<Span>, Option<Span>),
    (words, details): (Option<String>, &[Detail]),
    paint: Paint,
) -> String {
    let place = new.or(old).map(|it| report.versions.sources.place(it)).unwrap_or_default();
    let remark = match (became, reach) {
        (Became::Changed, Reach::Sources) => "  (only where it comes from)",
        (Became::Changed, Reach::Words) => "  (only words that bear on no answer)",
        _ => "",
    };
    let mut out = format!("  {} {head}  {}{remark}\n", paint.sign(became), paint.dimmed(&place));
    out.extend(words.map(|it| format!("      {it}\n")));
    for it in details {
        out.extend([format!("      {}\n", detail(it, paint))]);
    }
    out
}

/// `condition added: the guest is ill`, `in force: on every day → from 2021-01-01`
fn detail(it: &Detail, paint: Paint) -> String {
    let name = it.aspect.name();
    let absent = match it.aspect {
        Aspect::Condition
        | Aspect::Variable
        | Aspect::Overrides
        | Aspect::Replaces
        | Aspect::Outranks
        | Aspect::Citation
        | Aspect::Note
        | Aspect::Also
        | Aspect::Negated
        | Aspect::Asked => None,
        Aspect::InForce => Some("on every day"),
        _ => Some("none"),
    };
    match (&it.old, &it.new, absent) {
        (None, Some(new), None) => format!("{name} added: {}", paint.is(new)),
        (Some(old), None, None) => format!("{name} removed: {}", paint.was(old)),
        (old, new, absent) => {
            let side =
                |it: &Option<String>| it.clone().or(absent.map(str::to_owned)).unwrap_or_default();
            format!("{name}: {} → {}", paint.was(&side(old)), paint.is(&side(new)))
        }
    }
}
