//! How do two answers stand side by side? Line by line, where they are the same beside each other.

use anstyle::AnsiColor;
use similar::{DiffOp, TextDiff};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::io::Look;

/// What is narrower has no room for two answers.
pub(super) const WIDTH: usize = 120;
/// How many lines are shown around a change.
const AROUND: usize = 2;
const BETWEEN: &str = " │ ";

/// Both texts, or what differs with a little around it.
pub(super) fn text(old: &str, new: &str, whole: bool, look: Look) -> String {
    let diff = TextDiff::from_lines(old, new);
    let around = if whole { usize::MAX / 4 } else { AROUND };
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut page = Page::new(look);
    page.row((' ', "Before"), (' ', "Now"));
    page.row((' ', ""), (' ', ""));
    for (at, group) in diff.grouped_ops(around).iter().enumerate() {
        if at > 0 {
            page.row((' ', "…"), (' ', "…"));
        }
        for it in group {
            page.op(it, &old, &new);
        }
    }
    page.out
}

struct Page {
    look: Look,
    /// How wide each side is.
    side: usize,
    out: String,
}

impl Page {
    fn new(look: Look) -> Self {
        Self { look, side: look.width.saturating_sub(BETWEEN.width()) / 2, out: String::new() }
    }

    fn op(&mut self, op: &DiffOp, old: &[&str], new: &[&str]) {
        let is_same = matches!(op, DiffOp::Equal { .. });
        let (left, right) = (&old[op.old_range()], &new[op.new_range()]);
        for at in 0..left.len().max(right.len()) {
            let side = |lines: &[&str], mark| {
                let mark = if is_same { ' ' } else { mark };
                lines.get(at).map_or((' ', String::new()), |it| (mark, (*it).to_owned()))
            };
            let (left, right) = (side(left, '-'), side(right, '+'));
            self.row((left.0, &left.1), (right.0, &right.1));
        }
    }

    /// Two lines beside each other, each with its mark; they may take several rows.
    fn row(&mut self, left: (char, &str), right: (char, &str)) {
        let room = self.side.saturating_sub(2).max(10);
        let (one, other) = (cut(left.1, room), cut(right.1, room));
        for at in 0..one.len().max(other.len()) {
            let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
            let mark = |it: char| if at == 0 { it } else { ' ' };
            let (a, b) = (line(&one), line(&other));
            let blanks = " ".repeat(room.saturating_sub(a.width()));
            let left = self.paint(left.0, &format!("{} {a}", mark(left.0)));
            let right = self.paint(right.0, format!("{} {b}", mark(right.0)).trim_end());
            self.out.push_str(format!("{left}{blanks}{BETWEEN}{right}").trim_end());
            self.out.push('\n');
        }
    }

    fn paint(&self, mark: char, text: &str) -> String {
        let colour = match mark {
            '-' => AnsiColor::Red,
            '+' => AnsiColor::Green,
            _ => return text.to_owned(),
        };
        self.look.paint(colour.on_default(), text)
    }
}

/// A line in pieces that fit, cut between words where that is possible; what goes on stands a little further in.
fn cut(line: &str, room: usize) -> Vec<String> {
    let is_branch = |it: char| " │├└─".contains(it);
    let indent: usize =
        line.chars().take_while(|it| is_branch(*it)).map(|it| it.width().unwrap_or(0)).sum();
    let indent = (indent + 2).min(room / 2);
    let mut pieces = Vec::new();
    let mut rest = line.to_owned();
    while rest.width() > room {
        let mut wide = 0;
        let fits = |it: &(usize, char)| {
            wide += it.1.width().unwrap_or(0);
            wide <= room
        };
        let end =
            rest.char_indices().take_while(fits).last().map_or(0, |it| it.0 + it.1.len_utf8());
        let begin = if pieces.is_empty() { 0 } else { indent };
        let at = rest[..end].rfind(' ').filter(|it| *it > begin.max(indent)).unwrap_or(end);
        let (piece, next) = rest.split_at(at.max(1));
        pieces.push(piece.trim_end().to_owned());
        rest = format!("{:indent$}{}", "", next.trim_start());
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Look, cut, text};

    const LOOK: Look = Look { width: 60, coloured: false, watched: false };

    #[test]
    fn what_is_the_same_stands_beside_each_other() {
        let (old, new) = (
            "may she?\n\nNo.\n\nBecause\n  a\n  b\n",
            "may she?\n\nYes.\n\nBecause\n  a\n  c\n  b\n",
        );
        let expected = "
  Before                     │   Now
                             │
  may she?                   │   may she?
                             │
- No.                        │ + Yes.
                             │
  Because                    │   Because
    a                        │     a
                             │ +   c
    b                        │     b
";
        assert_eq!(format!("\n{}", text(old, new, true, LOOK)), expected);
    }

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let same: String = (0..20).flat_map(|it| [it.to_string(), "\n".to_owned()]).collect();
        let (old, new) = (format!("a\n{same}b\n"), format!("A\n{same}B\n"));
        let marks = text(&old, &new, false, LOOK);
        let short = |it: &str| it.chars().take(4).collect::<String>().trim().to_owned();
        let lines: Vec<String> = marks.lines().map(short).collect();
        assert_eq!(lines, ["Be", "", "- a", "0", "1", "…", "18", "19", "- b"]);
    }

    #[test]
    fn long_lines_go_on_below() {
        assert_eq!(
            cut("  ├─ Ada has paid for it", 16),
            ["  ├─ Ada has", "       paid for", "       it"]
        );
        assert_eq!(cut("东京东京东京", 7), ["东京东", "  京东", "  京"]);
        assert_eq!(cut(&"x".repeat(20), 8), ["xxxxxxxx", "  xxxxxx", "  xxxxxx"]);
    }
}
