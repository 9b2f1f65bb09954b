//! Which words, marks, brackets and comments is a piece made of, and where may a line end between them?

use std::ops::Range;

use crate::syntax::characters::{Outside, is_blank};

/// What kind of piece is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Reading {
    /// A sentence: lines may end before `if`, `and`, `or`, `unless`, and in brackets.
    Sentence,
    /// A header or a clause with words and marks.
    #[default]
    Clause,
    /// A header with citations: lines may end before each of them.
    Cited,
    /// The citations of such a header, between their brackets.
    Pinpoints,
    /// An address or a pinpoint: only blanks are folded.
    Verbatim,
}

/// A row of words.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// What it is made of.
    pub(super) nodes: Vec<Node>,
    /// Whether lines may end in it, the brackets in it left aside.
    pub(super) has_breaks: bool,
    /// Whether lines have to end there.
    pub(super) must_break: bool,
    /// Whether a line ends anywhere in it, in brackets too, whatever the width.
    pub(super) forced: bool,
    /// How wide it is on one line.
    pub(super) width: usize,
}

/// A word with its marks, a bracket, or a comment.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a blank comes before it.
    pub(super) blank: bool,
    /// Whether a line may end before it, and by how much the next one is indented.
    pub(super) breaks: Option<usize>,
    /// Whether it was written on a new line.
    on_new_line: bool,
}

/// What a part of a row is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A word with its marks.
    Word(String),
    /// What stands in brackets.
    Group(Group),
    /// A comment.
    Comment {
        /// It has a line of its own.
        alone: bool,
        /// With its mark.
        text: String,
    },
}

/// What stands in brackets: rows, with semicolons between.
#[derive(Debug)]
pub(super) struct Group {
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// Whether it may be broken into lines.
    pub(super) can_break: bool,
    /// Whether it has to be.
    pub(super) must_break: bool,
    /// How wide it is on one line.
    pub(super) width: usize,
    forced: bool,
}

impl Node {
    /// How wide it is on one line, without the blank before it.
    pub(super) fn width(&self) -> usize {
        match &self.kind {
            Kind::Word(it) => it.chars().count(),
            Kind::Group(it) => it.width,
            Kind::Comment { .. } => 0,
        }
    }

    fn is_forced(&self) -> bool {
        match &self.kind {
            Kind::Word(_) => false,
            Kind::Group(it) => it.forced,
            Kind::Comment { .. } => true,
        }
    }

    fn word(&self) -> Option<String> {
        if let Kind::Word(it) = &self.kind { Some(it.to_lowercase()) } else { None }
    }
}

/// Reads a piece of `clean`; the comments in it are given by their places and texts, with whether they stand alone.
pub(super) fn read(
    clean: &str,
    piece: Range<usize>,
    comments: &[(usize, bool, String)],
    reading: Reading,
) -> Row {
    let mut reader = Reader { reading, ..Reader::default() };
    let outside: Vec<usize> =
        Outside::of(&clean[piece.clone()], 0).map(|it| it.0 + piece.start).collect();
    let (mut outside, mut comments) = (outside.into_iter().peekable(), comments.iter().peekable());
    let mut chars = clean[piece.clone()].char_indices().peekable();
    while let Some((at, it)) = chars.next() {
        let at = at + piece.start;
        if let Some((_, alone, text)) = comments.next_if(|it| it.0 <= at) {
            reader.comment(*alone, text);
        }
        let is_outside = outside.next_if(|it| *it == at).is_some();
        reader.next(it, is_outside, chars.peek().map(|it| it.1));
    }
    reader.finish()
}

/// An open bracket: the rows in it, and how it was written.
struct Open {
    rows: Vec<Row>,
    blank: bool,
    on_new_line: bool,
    lines: bool,
}

#[derive(Default)]
struct Reader {
    reading: Reading,
    /// The word that is being read.
    word: String,
    /// Whether blanks, and line ends, came before it.
    blank: bool,
    on_new_line: bool,
    /// The next blank is none: it comes behind an opening bracket.
    glue: bool,
    /// The next word may begin a line, indented by this much.
    breaks: Option<usize>,
    row: Row,
    open: Vec<Open>,
}

impl Reader {
    fn next(&mut self, it: char, is_outside: bool, behind: Option<char>) {
        if !is_outside {
            self.word.push(it);
        } else if is_blank(it) {
            self.close_word();
            self.blank = !self.glue;
            self.on_new_line |= it == '\n';
        } else if self.reading == Reading::Verbatim {
            self.word.push(it);
        } else {
            self.mark(it, behind);
            return;
        }
        self.glue &= is_blank(it);
    }

    fn mark(&mut self, it: char, behind: Option<char>) {
        self.glue = false;
        let ends = behind.is_none_or(is_blank);
        match it {
            '[' if self.reading == Reading::Cited => {
                self.close_word();
                self.reading = Reading::Pinpoints;
                (self.glue, self.blank) = (true, true);
                self.breaks = Some(0);
                self.word.push(it);
            }
            ']' if self.reading == Reading::Pinpoints => {
                self.reading = Reading::Cited;
                self.attach(it);
                self.blank = true;
            }
            ';' if self.reading == Reading::Pinpoints => {
                self.attach(it);
                (self.blank, self.breaks) = (true, Some(1));
            }
            _ if self.reading == Reading::Pinpoints => self.word.push(it),
            '(' => self.open_round(),
            ')' if !self.open.is_empty() => self.close_round(),
            ';' if self.open.is_empty() => self.attach_before_blank(it),
            ';' => self.end_row(),
            '{' => {
                self.close_word();
                self.blank = true;
                self.word.push(it);
                self.glue = true;
            }
            ',' if self.word.ends_with(|it: char| it.is_ascii_digit())
                && behind.is_some_and(|it| it.is_ascii_digit()) =>
            {
                self.word.push(it);
            }
            ',' | ':' => self.attach_before_blank(it),
            '}' => self.attach_open(it),
            '.' | '?' if ends => self.attach(it),
            _ => self.word.push(it),
        }
    }

    /// A mark that belongs to the word before it.
    fn attach(&mut self, mark: char) {
        self.attach_open(mark);
        self.close_word();
    }

    fn attach_before_blank(&mut self, mark: char) {
        self.attach(mark);
        self.blank = true;
    }

    /// A mark that belongs to the word before it and perhaps to what comes.
    fn attach_open(&mut self, mark: char) {
        if self.word.is_empty() && self.last_is_no_comment() {
            (self.blank, self.on_new_line) = (false, false);
        }
        self.word.push(mark);
    }

    fn last_is_no_comment(&self) -> bool {
        !matches!(self.row.nodes.last(), Some(Node { kind: Kind::Comment { .. }, .. }))
    }

    fn close_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        self.push(Kind::Word(word));
    }

    fn push(&mut self, kind: Kind) {
        let node = Node {
            kind,
            blank: std::mem::take(&mut self.blank) && !self.row.nodes.is_empty(),
            breaks: self.breaks.take(),
            on_new_line: std::mem::take(&mut self.on_new_line),
        };
        // A mark without a blank before it is a part of the word.
        if let (false, false, Kind::Word(mark), Some(Node { kind: Kind::Word(last), .. })) =
            (node.blank, node.on_new_line, &node.kind, self.row.nodes.last_mut())
        {
            last.push_str(mark);
            return;
        }
        self.row.nodes.push(node);
    }

    fn comment(&mut self, alone: bool, text: &str) {
        self.close_word();
        let (breaks, glue) = (self.breaks.take(), self.glue);
        self.blank = true;
        self.push(Kind::Comment { alone, text: text.to_owned() });
        (self.breaks, self.glue, self.blank) = (breaks, glue, true);
    }

    fn open_round(&mut self) {
        self.close_word();
        let row = std::mem::take(&mut self.row);
        self.open.push(Open {
            blank: !row.nodes.is_empty(),
            rows: vec![row],
            on_new_line: std::mem::take(&mut self.on_new_line),
            lines: false,
        });
        (self.blank, self.glue) = (false, true);
    }

    fn end_row(&mut self) {
        self.close_word();
        let mut row = std::mem::take(&mut self.row);
        self.settle(&mut row);
        if let Some(open) = self.open.last_mut() {
            open.lines |= row.nodes.iter().any(|it| it.on_new_line) || self.on_new_line;
            open.rows.push(row);
        }
        (self.blank, self.on_new_line) = (false, false);
    }

    fn close_round(&mut self) {
        self.end_row();
        let Some(mut open) = self.open.pop() else { return };
        let mut rows = open.rows.split_off(1);
        if rows.len() > 1 && rows.last().is_some_and(|it| it.nodes.is_empty()) {
            rows.pop();
        }
        self.row = open.rows.pop().unwrap_or_default();
        let commented =
            rows.iter().flat_map(|it| &it.nodes).any(|it| matches!(it.kind, Kind::Comment { .. }));
        let can_break = rows.len() > 1 || commented || rows.iter().any(|it| it.has_breaks);
        let forced = rows.iter().any(|it| it.forced);
        let must_break = can_break && (open.lines || forced);
        let width = rows.iter().map(|it| it.width + 2).sum::<usize>();
        (self.blank, self.on_new_line) = (open.blank, open.on_new_line);
        let forced = forced || must_break;
        self.push(Kind::Group(Group { rows, can_break, must_break, width, forced }));
        self.blank = true;
    }

    /// Finds out where lines may and have to end in a row.
    fn settle(&self, row: &mut Row) {
        if self.reading == Reading::Sentence {
            let places = connectives(&row.nodes);
            for (node, is_place) in row.nodes.iter_mut().zip(places) {
                node.breaks = is_place.then_some(0);
            }
        }
        let inner = |row: &Row| row.nodes.iter().any(Node::is_forced);
        row.has_breaks = row.nodes.iter().skip(1).any(|it| it.breaks.is_some());
        let lines = row.nodes.iter().skip(1).any(|it| it.on_new_line);
        row.must_break = row.has_breaks && (lines || inner(row));
        row.forced = row.must_break || inner(row);
        row.width = row.nodes.iter().map(|it| it.width() + usize::from(it.blank)).sum();
    }

    fn finish(mut self) -> Row {
        self.close_word();
        while !self.open.is_empty() {
            self.close_round();
        }
        let mut row = std::mem::take(&mut self.row);
        self.settle(&mut row);
        row
    }
}

/// For each part of a row, whether it joins sentences: not the `and` of `between 1 and 2`, nor the `or` of `on or before`.
fn connectives(nodes: &[Node]) -> Vec<bool> {
    let words: Vec<Option<String>> = nodes.iter().map(Node::word).collect();
    let word = |at: Option<usize>| at.and_then(|it| words.get(it)?.as_deref()).unwrap_or("");
    let (mut between, mut begun) = (false, false);
    let mut answers = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let on_or =
            word(at.checked_sub(1)) == "on" && matches!(word(Some(at + 1)), "before" | "after");
        let joins = match word(Some(at)) {
            "and" => !std::mem::take(&mut between),
            "or" => !on_or,
            "if" | "unless" => true,
            it => {
                between |= it == "between";
                false
            }
        };
        answers.push(joins && begun);
        begun |= !matches!(node.kind, Kind::Comment { .. });
    }
    answers
}
