//! Where does something stand? Texts, their ids, and places in them.
//!
//! A [`Span`] names a stretch of one text by byte offsets.
//! Lines and columns are worked out only when a person is to read them.
//! No text is read from disk here: whoever loads it hands it over.

/// Names one text among the [`Sources`] it was added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A stretch of a text, as byte offsets; `start <= end`, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The text it lies in.
    pub file: FileId,
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

impl Span {
    /// The stretch from byte `start` up to, not including, byte `end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start: index(start), end: index(end) }
    }

    /// The smallest stretch that covers both; the two lie in the same text.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty stretch right behind this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// Whether it lies in another one.
    pub fn is_within(self, outer: Self) -> bool {
        self.file == outer.file && outer.start <= self.start && self.end <= outer.end
    }

    /// The bytes it covers, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in a text, or among all that a text has. Texts longer than four gigabytes are refused when they are read, so
/// nothing is lost here.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// All texts of a run, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<Source>,
    without_lines: bool,
}

#[derive(Debug, Clone)]
struct Source {
    name: String,
    text: String,
    line_starts: Vec<u32>,
    /// How many lines stand before it, where it is a part of a longer text.
    lines_before: usize,
}

impl Sources {
    /// Adds a text under the name by which messages speak of it, usually its path.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_part(name, text, 0)
    }

    /// Adds a part of a longer text, such as a line of a conversation; its lines are counted from behind those before it.
    pub fn add_part(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        lines_before: usize,
    ) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| index(it.0 + 1)))
            .collect();
        self.texts.push(Source { name: name.into(), text, line_starts, lines_before });
        FileId(index(self.texts.len() - 1))
    }

    /// The name by which messages speak of a text.
    pub fn name(&self, file: FileId) -> &str {
        &self.texts[file.0 as usize].name
    }

    /// A whole text.
    pub fn text(&self, file: FileId) -> &str {
        &self.texts[file.0 as usize].text
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.file)[span.range()]
    }

    /// Line and column where a span begins, both counted from 1; columns count characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let source = &self.texts[span.file.0 as usize];
        let line = source.line_starts.partition_point(|it| *it <= span.start) - 1;
        let before = &source.text[source.line_starts[line] as usize..span.start as usize];
        (source.lines_before + line + 1, before.chars().count() + 1)
    }

    /// `file:line`, as an answer cites where something was said.
    pub fn place(&self, span: Span) -> String {
        let name = self.name(span.file);
        if self.without_lines {
            return name.to_owned();
        }
        format!("{name}:{}", self.line_column(span).0)
    }

    /// From now on a place is only a file, so that what cites it stays the same where lines come and go.
    pub fn leave_out_lines(&mut self) {
        self.without_lines = true;
    }

    /// Every text with its id, in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.texts.iter().enumerate().map(|(at, it)| (FileId(index(at)), it.text.as_str()))
    }
}

/// A text in one line, with one blank between words.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
