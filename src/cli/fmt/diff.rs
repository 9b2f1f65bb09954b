//! What would change in a file, line by line?

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, InlineChange, TextDiff};

/// How many lines are shown around a change.
const AROUND: usize = 2;
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// The changes as programs and people know them: `-` before what goes, `+` before what comes.
/// In colour, the words that differ are underlined.
pub(super) fn text(name: &str, old: &str, new: &str, coloured: bool) -> String {
    format!("--- {name}\n+++ {name}, formatted\n{}", changes(old, new, coloured))
}

/// The changes alone.
pub(in crate::cli) fn changes(old: &str, new: &str, coloured: bool) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut out = String::new();
    for group in diff.grouped_ops(AROUND) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old = (first.old_range().start, last.old_range().end);
        let new = (first.new_range().start, last.new_range().end);
        writeln!(out, "@@ -{} +{} @@", lines(old), lines(new)).ok();
        for op in &group {
            for change in diff.iter_inline_changes(op) {
                line(&mut out, &change, coloured);
            }
        }
    }
    out
}

/// The first line, counted from 1, and how many there are.
fn lines((start, end): (usize, usize)) -> String {
    format!("{},{}", if end > start { start + 1 } else { start }, end - start)
}

fn line(out: &mut String, change: &InlineChange<'_, str>, coloured: bool) {
    let (mark, style) = match change.tag() {
        ChangeTag::Delete => ('-', REMOVED),
        ChangeTag::Insert => ('+', ADDED),
        ChangeTag::Equal => (' ', Style::new()),
    };
    let style = if coloured { style } else { Style::new() };
    // An empty line that stays needs no mark, and a blank at its end would only be in the way.
    if change.tag() != ChangeTag::Equal
        || change.iter_strings_lossy().any(|it| !it.1.trim().is_empty())
    {
        write!(out, "{style}{mark}{style:#}").ok();
    }
    for (differs, words) in change.iter_strings_lossy() {
        let style = if differs && coloured { style.underline() } else { style };
        let words = words.trim_end_matches(['\n', '\r']);
        if !words.is_empty() {
            write!(out, "{style}{words}{style:#}").ok();
        }
    }
    out.push('\n');
    if change.missing_newline() {
        out.push_str("\\ no line end at the end of the file\n");
    }
}
