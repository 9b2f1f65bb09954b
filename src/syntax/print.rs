//! How is a file written neatly? The one layout that `grounds fmt` gives to rules and cases.
//!
//! Only blanks, line ends and the order of an item's clauses change; every word, mark and comment stays.
//! [`format()`] works on the pieces that the layout finds rather than on the tree, so that words and quotation marks stay as written.
//! Afterwards it reads its own work and compares the two trees: where they differ, nothing is returned.

mod collect;
mod item;
mod lines;
mod same;
mod words;

use crate::{
    diagnostic::Diagnostic,
    source::FileId,
    syntax::{
        characters::{comments, without_comments},
        layout::{Piece, items},
        parse,
    },
};

/// How many columns a sentence may take on one line.
const WIDTH: usize = 100;

/// Why a text is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unformatted {
    /// It can't be read.
    Mistakes(Vec<Diagnostic>),
    /// A mistake of this program: the new text would not say the same.
    Changed,
}

/// The same text in the one layout.
///
/// # Errors
///
/// What keeps the text from being read; such a text is better left alone.
pub fn format(file: FileId, text: &str) -> Result<String, Unformatted> {
    let windows = text.find('\n').is_some_and(|it| text[..it].ends_with('\r'));
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (document, mistakes) = parse(file, text);
    if !mistakes.is_empty() {
        return Err(Unformatted::Mistakes(parse(file, text).1));
    }
    let clean = without_comments(text);
    let (raw, _) = items(Piece::of(file, &clean), text);
    let printed = item::print(&collect::collect(text, &raw), file);
    let (again, mistakes) = parse(file, &printed);
    let same = mistakes.is_empty()
        && same::tree(&document) == same::tree(&again)
        && comment_texts(text) == comment_texts(&printed);
    match same {
        false => Err(Unformatted::Changed),
        true if windows => Ok(printed.replace('\n', "\r\n")),
        true => Ok(printed),
    }
}

/// What the comments say, in the order of the alphabet: a comment moves with its clause.
fn comment_texts(text: &str) -> Vec<&str> {
    let mut texts: Vec<&str> = comments(text).into_iter().map(|it| &text[it.0..it.1]).collect();
    texts.sort_unstable();
    texts
}
