//! Are the quotation marks and brackets of a piece in order?
//!
//! Asked before the grammar reads the piece: it says more about a missing bracket than the grammar could,
//! and it bounds how deep the grammar has to go.

use crate::syntax::{
    characters::{DEEPEST, Outside, opens_quote},
    error::{MarkError, SyntaxError},
    from_pairs::Context,
    layout::Piece,
};

/// Checks that every quoted text and every bracket is closed and that brackets don't nest too deep.
pub(super) fn check(piece: Piece<'_>, context: Context) -> Result<(), SyntaxError> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, it) in Outside::of(piece.text(), 0) {
        let span = piece.part(at, at + it.len_utf8()).span();
        let in_citation =
            open.last().is_some_and(|it| it.1 == '[') || context == Context::Provision;
        match it {
            _ if opens_quote(it) => {
                return Err(SyntaxError::Mark(MarkError::UnclosedQuote { span }));
            }
            '(' | ')' if in_citation => {}
            '(' | '[' | '{' => open.push((at, it)),
            ')' | ']' | '}' => match open.pop() {
                Some((_, opened)) if closes(opened, it) => {}
                Some((at, opened)) => return Err(unclosed(piece, at, opened)),
                None => {
                    return Err(SyntaxError::Mark(MarkError::StrayBracket { bracket: it, span }));
                }
            },
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(SyntaxError::Mark(MarkError::TooDeep { span }));
        }
    }
    open.pop().map_or(Ok(()), |(at, opened)| Err(unclosed(piece, at, opened)))
}

fn closes(opened: char, it: char) -> bool {
    matches!((opened, it), ('(', ')') | ('[', ']') | ('{', '}'))
}

fn unclosed(piece: Piece<'_>, at: usize, bracket: char) -> SyntaxError {
    SyntaxError::Mark(MarkError::UnclosedBracket { bracket, span: piece.part(at, at + 1).span() })
}
