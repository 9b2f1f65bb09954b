//! Which words, quoted texts and dates are these?

use jiff::civil::Date;

use crate::{
    source::Span,
    syntax::{
        ast,
        calendar::month,
        characters::is_blank,
        error::{SyntaxError, WordError},
        from_pairs::{Node, Rule},
    },
};

/// Its words, with blanks folded.
pub(super) fn text(node: &Node<'_>) -> ast::Text {
    ast::Text { text: folded(node.text()), span: node.span() }
}

/// The text between quotation marks; its place is the text's own.
pub(super) fn quoted(node: &Node<'_>) -> ast::Text {
    let inner = node.first();
    ast::Text { text: inner.text().to_owned(), span: inner.span() }
}

/// The quoted text that is a part of the node.
pub(super) fn quoted_in(node: &Node<'_>) -> ast::Text {
    quoted(&node.part(Rule::quoted))
}

/// Each run of blanks becomes one.
pub(super) fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split(is_blank).filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

/// The day that is a part of the node.
pub(super) fn day_in(node: &Node<'_>) -> Result<ast::Dated, SyntaxError> {
    let day = node.part(Rule::day);
    let written = day.first();
    let date = if written.rule() == Rule::date {
        figures(written.text())
    } else {
        in_words(&folded(written.text()))
    };
    let date = date.ok_or_else(|| no_such_date(written.text(), written.span()))?;
    Ok(ast::Dated { date, span: day.span() })
}

/// `2026-03-02`
pub(super) fn figures(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `2 March 2026`
fn in_words(text: &str) -> Option<Date> {
    let mut parts = text.split(' ');
    let (day, month, year) = (parts.next()?, month(parts.next()?)?, parts.next()?);
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Whether three words are a day, a month and a year that don't go together: `31 February 2026`.
pub(super) fn is_impossible_date(day: &str, name: &str, year: &str) -> bool {
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let shaped =
        digits(day) && day.len() <= 2 && digits(year) && year.len() == 4 && month(name).is_some();
    shaped && in_words(&format!("{day} {name} {year}")).is_none()
}

/// A mistake in a date.
pub(super) fn no_such_date(text: &str, span: Span) -> SyntaxError {
    SyntaxError::Word(WordError::NoSuchDate { text: folded(text), span })
}
