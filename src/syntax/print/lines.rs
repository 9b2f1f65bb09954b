//! How are the words of a piece set out in lines?

use crate::syntax::print::{
    WIDTH,
    words::{Group, Kind, Node, Row},
};

/// What separates a comment from the line it stands behind.
pub(super) const BEFORE_COMMENT: &str = "  ";
/// How much deeper the lines in brackets are.
const STEP: usize = 2;

/// A piece in lines; the lines below its first are indented by this much, and so is the first where it is a sentence.
pub(super) fn set_out(row: &Row, indent: usize, first: usize) -> String {
    let mut page = Page { text: String::new(), column: first, pending: None };
    page.row(row, indent, 0);
    page.text
}

/// A piece on one line.
pub(super) fn on_one_line(row: &Row) -> String {
    let mut page = Page { text: String::new(), column: 0, pending: None };
    page.flat(row);
    page.text
}

struct Page {
    text: String,
    /// How wide the last line is.
    column: usize,
    /// A line that is still to be begun, and its indentation.
    pending: Option<usize>,
}

impl Page {
    fn begin_line(&mut self, indent: usize) {
        self.pending = Some(indent);
    }

    fn write(&mut self, text: &str, blank: bool) {
        if let Some(indent) = self.pending.take() {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.column = indent;
        } else if blank {
            self.text.push(' ');
            self.column += 1;
        }
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    fn comment(&mut self, text: &str, alone: bool, indent: usize) {
        if alone {
            self.begin_line(indent);
        } else {
            self.pending = None;
            self.text.push_str(BEFORE_COMMENT);
        }
        self.write(text, false);
        self.begin_line(indent);
    }

    /// A row of words behind which `rest` more columns are needed.
    fn row(&mut self, row: &Row, indent: usize, rest: usize) {
        let start = self.pending.unwrap_or(self.column);
        let breaks = row.must_break || row.has_breaks && start + row.width + rest > WIDTH;
        for (at, node) in row.nodes.iter().enumerate() {
            if let (true, true, Some(deeper)) = (breaks, at > 0, node.breaks) {
                self.begin_line(indent + deeper);
            }
            match &node.kind {
                Kind::Word(it) => self.write(it, node.blank),
                Kind::Comment { alone, text } => self.comment(text, *alone, indent),
                Kind::Group(group) => {
                    let rest = behind(&row.nodes[at + 1..], breaks, rest);
                    self.group(group, node.blank, indent, rest);
                }
            }
        }
    }

    fn group(&mut self, group: &Group, blank: bool, indent: usize, rest: usize) {
        let start = self.pending.unwrap_or(self.column) + usize::from(blank);
        self.write("(", blank);
        if !(group.must_break || group.can_break && start + group.width + rest > WIDTH) {
            for (at, row) in group.rows.iter().enumerate() {
                if at > 0 {
                    self.write("; ", false);
                }
                self.row(row, indent, rest + 1);
            }
            self.write(")", false);
            return;
        }
        for (at, row) in group.rows.iter().enumerate() {
            if at > 0 {
                self.write(";", false);
            }
            self.begin_line(indent + STEP);
            self.row(row, indent + STEP, 1);
        }
        self.begin_line(indent);
        self.write(")", false);
    }

    fn flat(&mut self, row: &Row) {
        for node in &row.nodes {
            match &node.kind {
                Kind::Word(it) | Kind::Comment { text: it, .. } => self.write(it, node.blank),
                Kind::Group(group) => {
                    self.write("(", node.blank);
                    for (at, row) in group.rows.iter().enumerate() {
                        self.write(if at > 0 { "; " } else { "" }, false);
                        self.flat(row);
                    }
                    self.write(")", false);
                }
            }
        }
    }
}

/// How many columns are needed behind something, up to where the line ends.
fn behind(nodes: &[Node], breaks: bool, rest: usize) -> usize {
    let mut width = 0;
    for node in nodes {
        if breaks && node.breaks.is_some() {
            return width;
        }
        width += node.width() + usize::from(node.blank);
    }
    width + rest
}
