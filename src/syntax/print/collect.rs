//! Which comments and empty lines belong to which item, and to which of its lines?

use std::{iter::Peekable, ops::Range, vec::IntoIter};

use crate::syntax::{
    characters::{comments, is_blank, without_comments},
    keywords::ItemWord,
    layout::{RawItem, Role},
};

/// A file, as its items with all that stands between them.
pub(super) struct File<'t> {
    /// The text without its comments.
    pub(super) clean: String,
    /// The text as written.
    pub(super) written: &'t str,
    /// The items, in order.
    pub(super) items: Vec<Item>,
    /// The comments below the last item.
    pub(super) tail: Vec<Remark>,
}

/// An item.
pub(super) struct Item {
    /// What it declares.
    pub(super) word: ItemWord,
    /// From its first word to its last.
    pub(super) place: Range<usize>,
    /// Its first line, or lines.
    pub(super) header: Part,
    /// Its clauses and sentences.
    pub(super) parts: Vec<Part>,
    /// The indented comments below them.
    pub(super) tail: Vec<Remark>,
}

/// A header, a clause or a sentence.
pub(super) struct Part {
    /// Whether it is a clause, a sentence, or (as no clause of the item) a header.
    pub(super) role: Role,
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// Whether an empty line comes before it.
    pub(super) gap: bool,
    /// The comments above it.
    pub(super) above: Vec<Remark>,
    /// The comments in it: the place, whether it has a line of its own, the text.
    pub(super) inside: Vec<(usize, bool, String)>,
    /// The comment behind it.
    pub(super) behind: Option<String>,
}

/// A comment with a line of its own.
pub(super) struct Remark {
    /// With its mark.
    pub(super) text: String,
    /// Whether an empty line comes before it.
    pub(super) gap: bool,
    /// Whether it was indented.
    pub(super) indented: bool,
}

/// Gives every comment its place.
pub(super) fn collect<'t>(written: &'t str, raw: &[RawItem<'_>]) -> File<'t> {
    let mut file =
        File { clean: without_comments(written), written, items: Vec::new(), tail: Vec::new() };
    let all: Vec<Comment> = comments(written).into_iter().map(|it| comment(&file, it)).collect();
    let mut comments = all.into_iter().peekable();
    let ends = raw.iter().skip(1).map(|it| it.whole.span().range().start).chain([written.len()]);
    let first = raw.first().map_or(written.len(), |it| it.whole.span().range().start);
    let mut waiting = Vec::new();
    while let Some(it) = comments.next_if(|it| it.at < first) {
        waiting.push(it.remark());
    }
    for (raw, end) in raw.iter().zip(ends) {
        let mut item = item(&file, raw);
        item.header.above = std::mem::take(&mut waiting);
        fill(&mut item, &mut comments, &mut waiting);
        let last = item.parts.last_mut().unwrap_or(&mut item.header);
        let line = file.clean[last.place.end..].find('\n').map_or(end, |it| last.place.end + it);
        last.behind = comments.next_if(|it| it.at < line).map(|it| it.text);
        while let Some(it) = comments.next_if(|it| it.at < end) {
            if it.indented { &mut item.tail } else { &mut waiting }.push(it.remark());
        }
        file.items.push(item);
    }
    file.tail = waiting;
    file
}

type Comments = Peekable<IntoIter<Comment>>;

struct Comment {
    at: usize,
    text: String,
    gap: bool,
    /// It has a line of its own.
    alone: bool,
    indented: bool,
}

impl Comment {
    /// Whether it documents the item below: a `##` line in column 1.
    fn is_doc(&self) -> bool {
        !self.indented && self.text.starts_with("##")
    }

    fn remark(self) -> Remark {
        Remark { text: self.text, gap: self.gap, indented: self.indented }
    }
}

fn comment(file: &File<'_>, (start, end): (usize, usize)) -> Comment {
    let line = file.written[..start].rfind('\n').map_or(0, |it| it + 1);
    let text = file.written[start..end].to_owned();
    let (alone, indented) =
        (file.clean[line..start].trim_matches(is_blank).is_empty(), start > line);
    Comment { at: start, text, gap: gap(file.written, start), alone, indented }
}

/// Whether there is an empty line above the one in which something begins.
fn gap(written: &str, at: usize) -> bool {
    let before = &written[..at];
    let blanks = &before[before.trim_end_matches(is_blank).len()..];
    blanks.matches('\n').count() > 1
}

fn item(file: &File<'_>, raw: &RawItem<'_>) -> Item {
    let place = raw.whole.span().range();
    let header = place.start..raw.header.span().range().end.max(place.start);
    let parts = raw.segments.iter().map(|it| part(file, it.role, it.piece.span().range()));
    let parts = parts.collect();
    let header = part(file, Role::Unknown, header);
    Item { word: raw.word, place, header, parts, tail: Vec::new() }
}

fn part(file: &File<'_>, role: Role, place: Range<usize>) -> Part {
    let gap = gap(file.written, place.start);
    Part { role, place, gap, above: Vec::new(), inside: Vec::new(), behind: None }
}

/// Gives an item the comments in it; the `##` lines among them are about the next item.
fn fill(item: &mut Item, comments: &mut Comments, waiting: &mut Vec<Remark>) {
    let parts = std::iter::once(&mut item.header).chain(&mut item.parts);
    let mut last: Option<&mut Part> = None;
    for part in parts {
        let (start, end) = (part.place.start, part.place.end);
        while let Some(it) = comments.next_if(|it| it.at < start) {
            match &mut last {
                _ if it.is_doc() => waiting.push(it.remark()),
                Some(last) if !it.alone => last.behind = Some(it.text),
                _ => part.above.push(it.remark()),
            }
        }
        while let Some(it) = comments.next_if(|it| it.at < end) {
            if it.is_doc() {
                waiting.push(it.remark());
            } else {
                part.inside.push((it.at, it.alone, it.text));
            }
        }
        last = Some(part);
    }
}
