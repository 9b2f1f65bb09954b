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
        entry(report, (it.became, &head, it.reach()), (it.old, it.new), &it.details, paint)
    });
    let declared = changes.declared.iter().map(|it| {
        let head = format!("{} {}", it.what.name(), it.name);
        entry(report, (it.became, &head, it.reach()), (it.old, it.new), &it.details, paint)
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
        out.push_str(&format!("  … and {left} more (--limit N)\n"));
    }
    out
}

fn entry(
    report: &Report<'_>,
    (became, head, reach): (Became, &str, Reach),
    (old, new): (Option<Span>, Option<Span>),
    details: &[Detail],
    paint: Paint,
) -> String {
    let place = new.or(old).map(|it| report.versions.sources.place(it)).unwrap_or_default();
    let remark = match (became, reach) {
        (Became::Changed, Reach::Sources) => "  (only where it comes from)",
        (Became::Changed, Reach::Words) => "  (only words that bear on no answer)",
        _ => "",
    };
    let mut out = format!("  {} {head}  {}{remark}\n", paint.sign(became), paint.dimmed(&place));
    if matches!(became, Became::Added | Became::Removed) {
        let words = new.or(old).map(|it| in_one_line(report.versions.sources.slice(it)));
        out.extend(words.map(|it| format!("      {it}\n")));
    }
    for it in details {
        out.push_str(&format!("      {}\n", detail(it, paint)));
    }
    out
}

/// `condition added: the guest is ill`, `in force: from 2020-01-01 → from 2021-01-01`
fn detail(it: &Detail, paint: Paint) -> String {
    let name = it.aspect.name();
    match (&it.old, &it.new) {
        (None, Some(new)) => format!("{name} added: {}", paint.new(new)),
        (Some(old), None) => format!("{name} removed: {}", paint.old(old)),
        (Some(old), Some(new)) if it.aspect == Aspect::Conclusion => {
            format!(
                "{name}: {}\n      {:>width$}  {}",
                paint.old(old),
                "→",
                paint.new(new),
                width = name.len()
            )
        }
        (old, new) => {
            let side = |it: &Option<String>| it.clone().unwrap_or_default();
            format!("{name}: {} → {}", paint.old(&side(old)), paint.new(&side(new)))
        }
    }
}
