//! How do a tree and the remarks beside it share a page? Two columns that wrap.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// How wide the blanks before a tree are, and each of its branches.
const MARGIN: usize = 2;
const BRANCH: usize = 3;

/// Lines of a tree, each with its branches, its text, and what stands beside it.
#[derive(Debug, Default)]
pub(super) struct Columns {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    branch: String,
    text: String,
    style: Style,
    beside: String,
}

impl Columns {
    pub(super) fn push(&mut self, branch: String, text: String, style: Style, beside: String) {
        self.rows.push(Row { branch, text, style, beside });
    }

    /// The lines, indented instead of branched, each as long as it is, with what stands beside it right behind it: no
    /// line depends on another.
    pub(super) fn ragged(&self, limit: usize) -> String {
        let mut out = String::new();
        for Row { branch, text, beside, .. } in self.rows.iter().take(limit) {
            let depth = branch.width().saturating_sub(MARGIN) / BRANCH;
            out.push_str(&" ".repeat(MARGIN + 2 * depth));
            out.push_str(text);
            if !beside.is_empty() {
                out.extend([" — ", beside]);
            }
            out.push('\n');
        }
        out
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The lines within `width` columns, at most `limit` of them.
    pub(super) fn render(&self, width: usize, limit: usize) -> String {
        let width = width.max(40);
        // The remarks begin behind the longest line that leaves them room, and nowhere right of the middle of the rest.
        let longest = |it: &Row| it.branch.width() + it.text.width();
        let room = width.saturating_sub(30).max(width / 2);
        let column = self.rows.iter().map(longest).filter(|it| *it <= room).max().unwrap_or(0) + 2;
        let mut out = String::new();
        for row in self.rows.iter().take(limit) {
            row.render(width, column, &mut out);
        }
        if self.rows.len() > limit {
            let more = self.rows.len() - limit;
            out.push_str("  … ");
            out.push_str(&more.to_string());
            out.push_str(" more steps (--detail full prints them)\n");
        }
        out
    }
}

impl Row {
    fn render(&self, width: usize, column: usize, out: &mut String) {
        let used = self.branch.width() + self.text.width();
        let paint = |text: &str| {
            if self.style.is_plain() {
                text.to_owned()
            } else {
                format!("{0}{text}{0:#}", self.style)
            }
        };
        if used <= width {
            out.push_str(&self.branch);
            out.push_str(&paint(&self.text));
        } else {
            // A continuation keeps the branches of the lines below it going.
            let below = self.branch.replace("├─ ", "│  ").replace("└─ ", "   ");
            let mut lines = wrap(&self.text, width.saturating_sub(self.branch.width()).max(20));
            let last = lines.pop().unwrap_or_default();
            for (at, line) in lines.iter().enumerate() {
                out.push_str(if at == 0 { &self.branch } else { &below });
                out.push_str(&paint(line));
                out.push('\n');
            }
            out.push_str(if lines.is_empty() { &self.branch } else { &below });
            if !lines.is_empty() {
                out.push_str("  ");
            }
            out.push_str(&paint(&last));
        }
        self.render_beside(used, width, column, out);
        out.push('\n');
    }

    fn render_beside(&self, used: usize, width: usize, column: usize, out: &mut String) {
        if self.beside.is_empty() {
            return;
        }
        if used + 2 <= column && column + self.beside.width() <= width {
            out.push_str(&" ".repeat(column - used));
            out.push_str(&self.beside);
        } else if used + 2 + self.beside.width() <= width {
            out.push_str("  ");
            out.push_str(&self.beside);
        } else {
            let indent = self.branch.width() + 4;
            for line in wrap(&self.beside, width.saturating_sub(indent).max(20)) {
                out.push('\n');
                out.push_str(&self.branch.replace("├─ ", "│  ").replace("└─ ", "   "));
                out.push_str("    ");
                out.push_str(&line);
            }
        }
    }
}

/// Words in lines of at most `width` columns; a longer word has a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap_or_else(|| unreachable!("wrap: there is always a line"));
        if line.is_empty() {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
