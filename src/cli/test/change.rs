//! Which answer is another one than before, and why is it?

use anstyle::AnsiColor;

use crate::case::snapshot::Snapshot;

use super::super::{
    io::Look,
    report::{self, Place},
    shelf::{self, Held, Slot},
};

/// An answer that differs from its snapshot, or has none.
#[derive(Debug)]
pub(super) struct Change {
    /// The group it belongs to.
    pub(super) row: usize,
    /// The file of its snapshot, as messages speak of it.
    pub(super) file: String,
    /// The files of its snapshot, where it can have some.
    pub(super) slot: Option<Slot>,
    /// Where the question stands.
    pub(super) place: Place,
    /// What was kept, if there was something.
    pub(super) old: Held,
    /// What the answer is now, with what made it so.
    pub(super) new: Snapshot,
}

/// One line about a change.
pub(super) struct Line {
    /// The case and the question.
    pub(super) what: String,
    /// How the answer differs.
    pub(super) how: String,
    /// What made it so.
    pub(super) since: String,
    is_new: bool,
}

impl Change {
    /// The line for a person.
    pub(super) fn line(&self) -> Line {
        let what = format!("{}: {}", self.new.info.case, self.new.expression);
        let since = self.new.info.since.as_slice();
        let since =
            if since.is_empty() { String::new() } else { format!("since {}", in_a_row(since)) };
        let (how, since) = match &self.old {
            Err(it) => (self.new.in_brief(), it.to_string()),
            old => (shelf::how(old, &self.new), since),
        };
        Line { what, how, since, is_new: self.is_new() }
    }

    /// Whether nothing was kept.
    pub(super) fn is_new(&self) -> bool {
        matches!(self.old, Ok(None))
    }

    /// What was kept, if it can be read.
    pub(super) fn before(&self) -> Option<&Snapshot> {
        shelf::kept(&self.old)
    }

    /// How it differs, and since when.
    pub(super) fn summary(&self) -> String {
        let Line { how, since, is_new, .. } = self.line();
        let how = if is_new { format!("{how}, which nobody has looked at yet") } else { how };
        match &self.old {
            Err(it) => format!("{how}: {it}"),
            Ok(_) if since.is_empty() => how,
            Ok(_) => format!("{how} {since}"),
        }
    }

    /// For a program.
    pub(super) fn object(&self) -> String {
        let mut object = shelf::object(&self.file, &self.old, &self.new);
        report::add_place(&mut object, Some(&self.place));
        object.to_string()
    }
}

impl Line {
    /// The line, its parts as wide as they are in the lines around it.
    pub(super) fn text(&self, (what, how): (usize, usize), look: Look) -> String {
        let (mark, colour) =
            if self.is_new { ("+", AnsiColor::Green) } else { ("~", AnsiColor::Yellow) };
        let mark = look.paint(colour.on_default(), mark);
        let how = format!("{:<how$}", self.how);
        let line = format!("  {mark} {:<what$}    {how}    {}", self.what, self.since);
        format!("{}\n", line.trim_end())
    }
}

/// `a, b and c`
fn in_a_row(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}
