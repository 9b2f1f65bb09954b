//! What is wrong with what was typed? The words underlined, the remedy below.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    diagnostic::{
        Diagnostic, Label,
        render::{Style, render},
    },
    session::Session,
    source::{Sources, folded},
};

use super::{
    super::report,
    paper::{INDENT, Ink, Paper, harmless},
};

/// More messages than this about one line help nobody.
const MOST: usize = 5;
/// What stands before the line.
const LEAD: &str = "  ";

/// Says what is wrong with something that was typed.
pub(super) fn typed(paper: &mut Paper, diagnostics: &[Diagnostic], sources: &Sources) {
    for it in diagnostics.iter().take(MOST) {
        one(paper, it, sources);
    }
    if let Some(more @ 1..) = diagnostics.len().checked_sub(MOST) {
        paper.say(&format!("… and {more} more"));
    }
}

/// Says what is wrong with rules.
pub(super) fn rules(paper: &mut Paper, session: &Session) {
    let style = Style { coloured: paper.look.coloured, width: paper.room() };
    paper.lines(&render(&report::errors(&session.diagnostics), &session.sources, style));
}

/// Says in words why something was not done.
pub(super) fn because(paper: &mut Paper, words: &str) {
    let mark = paper.ink(Ink::Bad, "✗");
    // The mark is one column wide, however it is coloured.
    let before = paper.text.len();
    paper.hung("  ", if words.trim().is_empty() { "…" } else { words.trim() });
    let at = before + INDENT.len();
    paper.text.replace_range(at..=at, &mark);
}

fn one(paper: &mut Paper, diagnostic: &Diagnostic, sources: &Sources) {
    because(paper, &diagnostic.message);
    let Some(primary) = diagnostic.labels.first() else {
        help(paper, diagnostic);
        return;
    };
    underlined(paper, primary, sources);
    for label in &diagnostic.labels[1..] {
        if label.span.file == primary.span.file {
            underlined(paper, label, sources);
        } else {
            let text = if label.text.is_empty() { "here" } else { &label.text };
            let place = sources.place(label.span);
            paper.hung(LEAD, &format!("{place}: {text}"));
            let said = folded(sources.slice(label.span));
            paper.hung("    ", &harmless(&said));
        }
    }
    help(paper, diagnostic);
}

fn help(paper: &mut Paper, diagnostic: &Diagnostic) {
    if let Some(help) = &diagnostic.help {
        paper.hung(LEAD, help);
    }
}

/// The line with the words underlined, and the remark beside or below them.
fn underlined(paper: &mut Paper, label: &Label, sources: &Sources) {
    let room = paper.room() - LEAD.len();
    let (line, from, len) = excerpt(sources.text(label.span.file), label, room);
    paper.line(&format!("{LEAD}{line}"));
    let marks = paper.ink(Ink::Bad, &"^".repeat(len));
    let below = format!("{LEAD}{}{marks}", " ".repeat(from));
    if from + len + 1 + label.text.width() <= room {
        paper.line(&format!("{below} {}", label.text));
    } else {
        paper.line(&below);
        paper.hung(LEAD, &label.text);
    }
}

/// The line in which a label begins, as much of it as there is room for, with the column and width of the label in it.
fn excerpt(text: &str, label: &Label, room: usize) -> (String, usize, usize) {
    let (start, end) = (label.span.start as usize, label.span.end as usize);
    let first = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let last = text[start..].find('\n').map_or(text.len(), |it| start + it);
    let before = harmless(&text[first..start]);
    let marked = harmless(&text[start..end.clamp(start, last)]);
    let behind = harmless(text[end.clamp(start, last)..last].trim_end());
    // Blanks in front stand for what was typed before the sentence.
    let before = before.trim_start();
    if before.width() + marked.width() + behind.width() <= room {
        let line = format!("{before}{marked}{behind}");
        return (line, before.width(), marked.width().max(1));
    }
    let marked = cut(&marked, room / 2);
    let ahead = last_part(before, room.saturating_sub(marked.width()) / 2);
    let rest = cut(&behind, room.saturating_sub(ahead.width() + marked.width()));
    (format!("{ahead}{marked}{rest}"), ahead.width(), marked.width().max(1))
}

/// The beginning of a text, as far as there is room.
fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut width = 1;
    for it in text.chars() {
        width += it.width().unwrap_or(0);
        if width > room {
            break;
        }
        short.push(it);
    }
    short + "…"
}

/// The end of a text, as far as there is room.
fn last_part(text: &str, room: usize) -> String {
    let backwards: String = text.chars().rev().collect();
    cut(&backwards, room).chars().rev().collect()
}
