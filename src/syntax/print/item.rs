//! How are items set out: their order of lines, and the empty lines between them?

use crate::{
    source::FileId,
    syntax::{
        characters::{first_word, is_blank},
        keywords::ItemWord,
        layout::Role,
        parse,
        print::{
            collect::{File, Item, Part, Remark},
            lines::{BEFORE_COMMENT, on_one_line, set_out},
            same,
            words::{self, Reading},
        },
    },
};

/// How deep the lines of an item are indented.
const INDENT: usize = 2;
/// More lines than this are no header any more.
const HEADER_LINES: usize = 18;

/// The whole text.
pub(super) fn print(file: &File<'_>, id: FileId) -> String {
    let mut out = String::new();
    let mut before: Option<Shape> = None;
    for item in &file.items {
        let text = text(file, item, id);
        let shape = Shape { word: item.word, is_line: !text.trim_end().contains('\n') };
        let first = item.header.above.first();
        let written = first.map_or(item.header.gap, |it| it.gap);
        let gap = before.is_some_and(|it| it.parts_from(shape) || written);
        before = Some(shape);
        remarks(&mut out, &item.header.above, 0, gap);
        // A `##` line stands close to what it is about.
        let documented = item.header.above.last().map(|it| it.text.starts_with("##"));
        let gap = documented.map_or(gap, |it| !it && item.header.gap);
        out.push_str(if gap { "\n" } else { "" });
        out.push_str(&text);
    }
    let gap = !out.is_empty() && file.tail.first().is_some_and(|it| it.gap);
    remarks(&mut out, &file.tail, 0, gap);
    out
}

/// What decides whether an empty line stands between two items.
#[derive(Clone, Copy)]
struct Shape {
    word: ItemWord,
    is_line: bool,
}

impl Shape {
    /// Whether an empty line always stands between the two; elsewhere it is up to the author.
    fn parts_from(self, next: Self) -> bool {
        let is_word = |it: Self| {
            matches!(
                it.word,
                ItemWord::Kind
                    | ItemWord::Name
                    | ItemWord::Given
                    | ItemWord::Conclusion
                    | ItemWord::Omit
            )
        };
        let alike = self.word == next.word || self.is_line && next.is_line;
        !(is_word(self) && is_word(next) && alike)
    }
}

/// Writes comments, a line each; `gap` is whether an empty line comes before the first.
fn remarks(out: &mut String, remarks: &[Remark], indent: usize, gap: bool) {
    for (at, it) in remarks.iter().enumerate() {
        if if at == 0 { gap } else { it.gap } {
            out.push('\n');
        }
        // In column 1, an indented `##` would become a documentation of the item below.
        let indent = if it.indented && it.text.starts_with("##") { INDENT } else { indent };
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(&it.text);
        out.push('\n');
    }
}

/// An item with its comments, without those above it.
fn text(file: &File<'_>, item: &Item, id: FileId) -> String {
    let written = &file.clean[item.place.clone()];
    let mut out = neat(file, item);
    let reads = |it: &str| same::tree(&parse(id, it));
    if reads(written) != reads(&out) {
        out = as_written(file, item);
    }
    remarks(&mut out, &item.tail, INDENT, false);
    out
}

/// The lines of an item as they were. So stands what would be read otherwise if its lines ended elsewhere:
/// a line of a sentence that looks like a clause.
fn as_written(file: &File<'_>, item: &Item) -> String {
    let end = file.written[item.place.end..].find('\n');
    let end = end.map_or(file.written.len(), |it| item.place.end + it);
    let mut out = String::new();
    for line in file.written[item.place.start..end].split('\n') {
        if !line.starts_with("##") {
            out.push_str(line.trim_end_matches(is_blank));
            out.push('\n');
        }
    }
    out
}

/// The lines of an item in their order.
fn neat(file: &File<'_>, item: &Item) -> String {
    let mut out = part_text(file, item, &item.header);
    end_line(&mut out, &item.header);
    let mut parts: Vec<&Part> = item.parts.iter().collect();
    parts.sort_by_key(|it| rank(item.word, it.role, &file.clean[it.place.clone()]));
    let free = matches!(item.word, ItemWord::Case | ItemWord::Outline);
    for (at, part) in parts.into_iter().enumerate() {
        let first = part.above.first().map_or(part.gap, |it| it.gap);
        remarks(&mut out, &part.above, INDENT, free && at > 0 && first);
        let close = at == 0 && part.above.is_empty();
        if free && part.gap && !close {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n(' ', INDENT));
        out.push_str(&part_text(file, item, part));
        end_line(&mut out, part);
    }
    out
}

fn end_line(out: &mut String, part: &Part) {
    if let Some(comment) = &part.behind {
        out.push_str(BEFORE_COMMENT);
        out.push_str(comment);
    }
    out.push('\n');
}

/// A header, a clause or a sentence.
fn part_text(file: &File<'_>, item: &Item, part: &Part) -> String {
    let reading = reading(item.word, part.role, &file.clean[part.place.clone()]);
    let row = words::read(&file.clean, part.place.clone(), &part.inside, reading);
    let lines = row.nodes.iter().filter(|it| it.breaks.is_some()).count();
    match reading {
        Reading::Sentence => set_out(&row, INDENT, INDENT),
        Reading::Cited if row.forced && (lines <= HEADER_LINES || !part.inside.is_empty()) => {
            set_out(&row, INDENT, 0)
        }
        _ => on_one_line(&row),
    }
}

/// How a part is read.
fn reading(word: ItemWord, role: Role, text: &str) -> Reading {
    let is_cited = matches!(word, ItemWord::Rule | ItemWord::Exception | ItemWord::Omit);
    match role {
        Role::Sentence => Reading::Sentence,
        Role::Unknown if is_cited => Reading::Cited,
        Role::Clause if word == ItemWord::Outline => Reading::Verbatim,
        Role::Clause if first_word(text).eq_ignore_ascii_case("url") => Reading::Verbatim,
        _ => Reading::Clause,
    }
}

/// The place of a clause or sentence among the others.
fn rank(word: ItemWord, role: Role, text: &str) -> usize {
    let order: &[&str] = match word {
        ItemWord::Source => {
            &["title", "reference", "url", "kind", "consulted", "in force", "outranks"]
        }
        // Further wordings keep the order in which they were declared.
        ItemWord::Given => &["otherwise no", "", "ask", "help", "decided by"],
        ItemWord::Rule | ItemWord::Exception => {
            &["reading", "in force", "replaces", "overrides", "", "basis", "note"]
        }
        ItemWord::Case => &["as of", "consider", ""],
        _ => &[""],
    };
    let others = order.iter().position(|it| it.is_empty()).unwrap_or(order.len());
    let clause = if role == Role::Clause { word.clause(text) } else { None };
    clause.and_then(|it| order.iter().position(|other| *other == it)).unwrap_or(others)
}
