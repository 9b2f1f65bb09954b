//! What was written? From text to items, before any word of a sentence has been given a meaning.
//!
//! [`parse`] reads a file. Layout splits it into items and pieces by hand, so that all its mistakes are reported in one run;
//! then each piece is held against the grammar (`grammar/grounds.pest`) by itself.
//! A sentence is still a row of words afterwards: which phrase it is, only the vocabulary knows.

pub mod ast;
pub(crate) mod calendar;
mod characters;
mod keywords;
mod error;
mod layout;
mod from_pairs;
pub mod print;
#[cfg(test)]
mod tests;

use crate::{diagnostic::Diagnostic, source::FileId};
pub(crate) use characters::without_comments;
use error::SyntaxError;
use layout::Piece;

/// Reads a whole `.rules` or `.case` file.
///
/// The document holds what could be read: an item with a readable header keeps its good clauses and sentences.
pub fn parse(file: FileId, text: &str) -> (ast::Document, Vec<Diagnostic>) {
    let clean = characters::without_comments(text);
    let (raw, layout_errors) = layout::items(Piece::of(file, &clean), text);
    let mut errors: Vec<SyntaxError> = layout_errors.into_iter().map(SyntaxError::Layout).collect();
    let items = raw.iter().filter_map(|it| from_pairs::item(it, &mut errors)).collect();
    (ast::Document { items }, diagnostics(&errors))
}

/// Reads one question; its question mark may be missing.
///
/// # Errors
///
/// What keeps the text from being a question.
pub fn parse_question(file: FileId, text: &str) -> Result<ast::Question, Vec<Diagnostic>> {
    let clean = characters::without_comments(text);
    from_pairs::free_question(Piece::of(file, &clean).trimmed()).map_err(|it| diagnostics(&[it]))
}

/// Reads the sentences of a case as they are typed in a conversation; the last full stop may be missing.
///
/// # Errors
///
/// What is wrong with each of the sentences.
pub fn parse_statements(file: FileId, text: &str) -> Result<Vec<ast::Statement>, Vec<Diagnostic>> {
    let clean = characters::without_comments(text);
    let (mut statements, mut errors) = (Vec::new(), Vec::new());
    for piece in layout::sentences(Piece::of(file, &clean)) {
        match from_pairs::free_statement(piece) {
            Ok(statement) => statements.push(statement),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(statements) } else { Err(diagnostics(&errors)) }
}

/// The sentences of a text that is not laid out in items, each up to its full stop or question mark, as places in it.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let clean = characters::without_comments(text);
    let nowhere = crate::source::Sources::default().add("", "");
    let pieces = layout::sentences(Piece::of(nowhere, &clean));
    pieces.into_iter().map(|it| it.span().range()).collect()
}

/// A stretch of a text in one line, without the comments in it.
pub fn in_one_line(text: &str) -> String {
    crate::source::folded(&characters::without_comments(text))
}

/// Whether a text begins like an item: `rule …`, `given …`.
pub fn begins_item(text: &str) -> bool {
    keywords::ItemWord::read(characters::first_word(text)).is_some()
}

/// Reads one condition; a full stop may end it.
///
/// # Errors
///
/// What keeps the text from being a condition.
pub fn parse_condition(file: FileId, text: &str) -> Result<ast::Condition, Vec<Diagnostic>> {
    let clean = characters::without_comments(text);
    from_pairs::free_condition(Piece::of(file, &clean).trimmed()).map_err(|it| diagnostics(&[it]))
}

/// The messages in the order of their places.
fn diagnostics(errors: &[SyntaxError]) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = errors.iter().map(SyntaxError::diagnostic).collect();
    diagnostics.sort_by_key(Diagnostic::primary);
    diagnostics
}
