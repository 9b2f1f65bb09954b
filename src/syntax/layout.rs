//! Where does each item begin and end, and of which pieces is it made?
//!
//! An item begins in column 1, and the indented lines below belong to it.
//! The grammar is not needed for that, so no mistake in one item can hide another.
//! The pieces of an item are found by [`segments`].

mod segments;

use crate::{
    source::{FileId, Span},
    syntax::{
        characters::{first_word, is_blank},
        error::LayoutError,
        keywords::ItemWord,
    },
};

pub(super) use segments::{Role, Segment, sentences};

/// A stretch of a text, to be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    file: FileId,
    whole: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Piece<'t> {
    /// A whole text.
    pub(super) fn of(file: FileId, whole: &'t str) -> Self {
        Self { file, whole, start: 0, end: whole.len() }
    }

    /// Its words.
    pub(super) fn text(self) -> &'t str {
        &self.whole[self.start..self.end]
    }

    /// Its place.
    pub(super) fn span(self) -> Span {
        Span::new(self.file, self.start, self.end)
    }

    /// A part of it; the offsets count from its own start.
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        Self { start: self.start + from, end: self.start + to, ..self }
    }

    /// Without the blanks around it.
    pub(super) fn trimmed(self) -> Self {
        let text = self.text();
        let from = text.len() - text.trim_start_matches(is_blank).len();
        let to = text.trim_end_matches(is_blank).len();
        self.part(from.min(to), to)
    }
}

/// An item, split into pieces that are still to be read.
pub(super) struct RawItem<'t> {
    /// What it declares.
    pub(super) word: ItemWord,
    /// The `##` lines above it.
    pub(super) doc: Vec<String>,
    /// From its first word to its last.
    pub(super) whole: Piece<'t>,
    /// The line, or lines, in which it is introduced, without its first word.
    pub(super) header: Piece<'t>,
    /// The rest of it.
    pub(super) segments: Vec<Segment<'t>>,
}

/// Splits a text, whose comments are blanked out, into items; `written` is the same text with its comments.
pub(super) fn items<'t>(whole: Piece<'t>, written: &str) -> (Vec<RawItem<'t>>, Vec<LayoutError>) {
    let mut splitter = Splitter {
        whole,
        items: Vec::new(),
        errors: Vec::new(),
        doc: Vec::new(),
        open: Open::Nothing,
        gap: true,
    };
    let lines = lines(whole.text());
    for (line, next_is_indented) in lines.iter().zip(followed_by_indented(&lines)) {
        if let Some(doc) = doc(&written[line.start..]) {
            splitter.doc.push(doc);
        }
        splitter.line(line, next_is_indented);
    }
    splitter.close();
    (splitter.items, splitter.errors)
}

/// A line without its end.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// The lines of a text; a byte order mark in front is none of the first line's.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        lines.push(Line { start, text: line.trim_end_matches(is_blank) });
        start += line.len();
    }
    lines
}

/// For each line, whether the next one that isn't empty is indented.
fn followed_by_indented(lines: &[Line<'_>]) -> Vec<bool> {
    let mut answers = Vec::with_capacity(lines.len());
    let mut next = false;
    for line in lines.iter().rev() {
        answers.push(next);
        if !line.text.is_empty() {
            next = line.text.starts_with(is_blank);
        }
    }
    answers.reverse();
    answers
}

/// What a `##` line says about the item below.
fn doc(written: &str) -> Option<String> {
    let text = written.strip_prefix("##")?.lines().next().unwrap_or("").trim_start_matches('#');
    Some(text.trim_matches(is_blank).to_owned())
}

/// What the lines below belong to.
enum Open {
    /// No item has begun yet.
    Nothing,
    /// Something that was reported already.
    Skipped,
    /// An item, from its first byte to its last so far.
    Item { word: ItemWord, doc: Vec<String>, start: usize, end: usize },
}

struct Splitter<'t> {
    whole: Piece<'t>,
    items: Vec<RawItem<'t>>,
    errors: Vec<LayoutError>,
    doc: Vec<String>,
    open: Open,
    /// Whether the line before was empty.
    gap: bool,
}

impl<'t> Splitter<'t> {
    fn line(&mut self, line: &Line<'t>, next_is_indented: bool) {
        if line.text.is_empty() {
            self.gap = true;
            return;
        }
        if line.text.starts_with(is_blank) {
            self.indented(line);
        } else if let Some(word) = ItemWord::read(first_word(line.text)) {
            self.begin(word, line);
        } else {
            self.stray(line, next_is_indented);
        }
        self.gap = false;
    }

    fn indented(&mut self, line: &Line<'t>) {
        match &mut self.open {
            Open::Nothing => {
                let span = self.span(line, line.text.len());
                self.errors.push(LayoutError::OutsideItem { span });
                self.open = Open::Skipped;
            }
            Open::Skipped => {}
            Open::Item { end, .. } => *end = line.start + line.text.len(),
        }
    }

    fn begin(&mut self, word: ItemWord, line: &Line<'t>) {
        self.close();
        let doc = std::mem::take(&mut self.doc);
        self.open = Open::Item { word, doc, start: line.start, end: line.start + line.text.len() };
    }

    /// A line in column 1 that begins with no item's word.
    fn stray(&mut self, line: &Line<'t>, next_is_indented: bool) {
        let word = first_word(line.text);
        let span = self.span(line, if word.is_empty() { line.text.len() } else { word.len() });
        let near = if self.belongs_above(line.text) { None } else { ItemWord::nearest(word) };
        let goes_on = !self.gap && !next_is_indented || self.belongs_above(line.text);
        if let Some(near) = near {
            self.errors.push(LayoutError::UnknownItem {
                word: word.to_owned(),
                span,
                closest: Some(near.word()),
            });
            self.begin(near, line);
        } else if let (Open::Item { end, .. }, true) = (&mut self.open, goes_on) {
            *end = line.start + line.text.len();
            self.errors.push(LayoutError::NotIndented { span });
        } else {
            self.close();
            self.doc.clear();
            self.open = Open::Skipped;
            let word = if word.is_empty() { line.text } else { word };
            self.errors.push(LayoutError::UnknownItem {
                word: word.to_owned(),
                span,
                closest: None,
            });
        }
    }

    /// Whether a line looks like one of the open item's.
    fn belongs_above(&self, line: &str) -> bool {
        let Open::Item { word, .. } = self.open else { return false };
        let first = first_word(line).to_lowercase();
        word.clause(line).is_some()
            || word.has_sentences()
                && matches!(
                    first.as_str(),
                    "if" | "and" | "or" | "unless" | "a" | "an" | "the" | "not"
                )
    }

    fn span(&self, line: &Line<'t>, len: usize) -> Span {
        let indent = line.text.len() - line.text.trim_start_matches(is_blank).len();
        self.whole.part(line.start + indent, line.start + len).span()
    }

    /// The open item is complete.
    fn close(&mut self) {
        if let Open::Item { word, doc, start, end } =
            std::mem::replace(&mut self.open, Open::Skipped)
        {
            let whole = self.whole.part(start, end);
            if word == ItemWord::Table {
                self.errors
                    .push(LayoutError::TableNotRead { span: whole.part(0, "table".len()).span() });
                return;
            }
            let (header, segments) = segments::split(word, whole);
            self.items.push(RawItem { word, doc, whole, header, segments });
        }
    }
}
