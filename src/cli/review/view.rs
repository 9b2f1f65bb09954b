//! What does somebody see of an answer that waits? What made it so on top, then what differs.

use anstyle::{AnsiColor, Style};

use super::{
    super::{
        fmt::diff,
        io::Look,
        repl::paper::{harmless, wrap},
    },
    Item, sides,
};
use crate::case::snapshot::{Info, texts::label};

const OLD: AnsiColor = AnsiColor::Red;
const NEW: AnsiColor = AnsiColor::Green;

/// One answer, with what is needed to decide about it.
pub(super) fn page(item: &Item, (at, all): (usize, usize), look: Look) -> String {
    let (case, question) = (harmless(&item.new.info.case), harmless(&item.new.expression));
    let heading = look.paint(Style::new().bold(), &format!("{at} of {all}  {case}: {question}"));
    let mut out = format!("{heading}    {}\n", harmless(&item.how()));
    out.extend([&item.file(), "\n"]);
    let since = &item.new.info.since;
    if !since.is_empty() {
        out.push_str("\nSince\n");
    }
    for cause in since {
        out.extend(["  ", &harmless(cause), &cited(item, cause), "\n"]);
        let changed = cause.split(' ').nth(1).unwrap_or_default();
        out.push_str(&rule(item, changed, look));
    }
    out.push('\n');
    match item.before() {
        Some(old) => out.push_str(&differences(&old.record, &item.new.record, false, look)),
        None => out.push_str(&text(&item.new.record, look)),
    }
    out
}

/// Both answers with all their reasons.
pub(super) fn whole(item: &Item, look: Look) -> String {
    match item.before() {
        Some(old) => format!("\n{}", differences(&old.record, &item.new.record, true, look)),
        None => format!("\n{}", text(&item.new.record, look)),
    }
}

/// The rules among the reasons that are not what they were.
pub(super) fn rules(item: &Item, look: Look) -> String {
    let nothing = Info::default();
    let old = item.before().map_or(&nothing, |it| &it.info);
    let new = &item.new.info;
    let gone = old.trace.iter().filter(|it| !new.trace.contains(it));
    let come = new.trace.iter().filter(|it| !old.trace.contains(it));
    let mut labels: Vec<&str> = come.chain(gone).filter_map(|it| label(it)).collect();
    let mut seen = Vec::new();
    labels.retain(|it| {
        !seen.contains(it) && {
            seen.push(*it);
            true
        }
    });
    if labels.is_empty() {
        return "The rules among the reasons are the same.\n".to_owned();
    }
    labels.iter().map(|it| rule(item, it, look)).collect()
}

/// Where the sources say what a rule says, if that is known.
fn cited(item: &Item, cause: &str) -> String {
    let mut words = cause.split(' ');
    let label = words.nth(1).unwrap_or_default();
    let text = item.new.info.rule(label);
    let text = text.or_else(|| item.before().and_then(|it| it.info.rule(label)));
    let cited = text.and_then(|it| {
        let start = it.find('[')?;
        Some(&it[start + 1..start + it[start..].find(']')?])
    });
    cited.map(|it| format!("  {}", harmless(it))).unwrap_or_default()
}

/// What a rule said and says, as far as it is among the reasons: the lines that differ between those that don't.
fn rule(item: &Item, label: &str, look: Look) -> String {
    let lines = |info: Option<&Info>| -> Vec<String> {
        let text = info.and_then(|it| it.rule(label)).unwrap_or_default();
        text.lines().map(harmless).collect()
    };
    let old = lines(item.before().map(|it| &it.info));
    let new = lines(Some(&item.new.info));
    let same = |it: &(&String, &String)| it.0 == it.1;
    let before = old.iter().zip(&new).take_while(same).count();
    let (rest, other) = (&old[before..], &new[before..]);
    let behind = rest.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let mut out = String::new();
    let mut add = |mark, lines: &[String], colour| {
        out.extend(lines.iter().map(|it| marked(mark, it, colour, look)));
    };
    add(' ', &new[..before], None);
    add('-', &rest[..rest.len() - behind], Some(OLD));
    add('+', &other[..other.len() - behind], Some(NEW));
    add(' ', &other[other.len() - behind..], None);
    out
}

/// A line with a mark before it, which may take several.
fn marked(mark: char, text: &str, colour: Option<AnsiColor>, look: Look) -> String {
    let style = Style::new().fg_color(colour.map(Into::into));
    let lines = wrap(text, look.width.saturating_sub(8).max(20));
    let line = |(at, it): (usize, &String)| {
        let (mark, blanks) = if at == 0 { (mark, " ") } else { (' ', "   ") };
        format!("    {}\n", look.paint(style, &format!("{mark}{blanks}{it}")))
    };
    lines.iter().enumerate().map(line).collect()
}

/// What differs, or both answers whole: side by side where there is room for that, else one after the other.
fn differences(old: &str, new: &str, whole: bool, look: Look) -> String {
    let (old, new) = (lines(old), lines(new));
    if look.width >= sides::WIDTH {
        return sides::text(&old, &new, whole, look);
    }
    if whole {
        return format!("Before\n\n{old}\nNow\n\n{new}");
    }
    diff::changes(&old, &new, look.coloured)
}

/// A record as it is.
fn text(record: &str, look: Look) -> String {
    lines(record).lines().map(|it| look.paint(NEW.on_default(), it) + "\n").collect()
}

/// Lines that do nothing to a terminal.
fn lines(text: &str) -> String {
    text.lines().map(|it| harmless(it) + "\n").collect()
}
