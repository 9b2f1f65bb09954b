//! Of which header, clauses and sentences is an item made?
//!
//! A clause has a line of its own. A sentence runs to its full stop, over several lines if need be;
//! one whose full stop is missing ends where a clause begins, or with the item.

use crate::syntax::{
    characters::{Outside, first_word, is_blank, opens_quote},
    keywords::ItemWord,
    layout::Piece,
};

/// How many lines a header may take.
const HEADER_LINES: usize = 20;

/// What a piece of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Role {
    /// A line such as `overrides late-fee`.
    Clause,
    /// A sentence, with its full stop if it has one.
    Sentence,
    /// A line that is no clause of this item.
    Unknown,
}

/// A piece of an item, to be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct Segment<'t> {
    /// What it is.
    pub(in crate::syntax) role: Role,
    /// Where it is.
    pub(in crate::syntax) piece: Piece<'t>,
}

/// Splits an item into its header, without the item's own word, and the rest.
pub(super) fn split(word: ItemWord, item: Piece<'_>) -> (Piece<'_>, Vec<Segment<'_>>) {
    let bracketed = matches!(word, ItemWord::Rule | ItemWord::Exception | ItemWord::Omit);
    let end = if bracketed { bracketed_header(item.text()) } else { line_end(item.text(), 0) };
    let body = item.part(end, item.text().len());
    let segments = if word.has_sentences() { mixed(word, body) } else { one_a_line(word, body) };
    let header = item.part(first_word(item.text()).len(), end).trimmed();
    (header, segments)
}

/// Sentences that are no part of an item, one after the other.
pub(in crate::syntax) fn sentences(text: Piece<'_>) -> Vec<Piece<'_>> {
    let mut sentences = Vec::new();
    let mut rest = text.trimmed();
    while !rest.text().is_empty() {
        let end = sentence_end(rest.text(), |_| false);
        sentences.push(rest.part(0, end).trimmed());
        rest = rest.part(end, rest.text().len()).trimmed();
    }
    sentences
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |it| from + it)
}

/// The end of a header whose citations may stand on, or run over to, the lines below.
fn bracketed_header(text: &str) -> usize {
    let first = line_end(text, 0);
    let mut end = first;
    for _ in 0..HEADER_LINES {
        let open = has_open_square(&text[..end]);
        let next = text[end..].trim_start_matches(is_blank);
        if next.is_empty() || !open && !next.starts_with('[') {
            return if open { first } else { end };
        }
        end = line_end(text, text.len() - next.len());
    }
    first
}

fn has_open_square(text: &str) -> bool {
    Outside::of(text, 0).fold(false, |open, (_, it)| it == '[' || open && it != ']')
}

fn one_a_line(word: ItemWord, body: Piece<'_>) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut at = 0;
    while at < body.text().len() {
        let end = line_end(body.text(), at);
        let piece = body.part(at, end).trimmed();
        if !piece.text().is_empty() {
            segments.push(Segment { role: role_of_line(word, piece.text()), piece });
        }
        at = end + 1;
    }
    segments
}

fn role_of_line(word: ItemWord, line: &str) -> Role {
    match word {
        ItemWord::Outline | ItemWord::Omit => Role::Clause,
        _ if word.clause(line).is_some() => Role::Clause,
        _ => Role::Unknown,
    }
}

/// Clauses and sentences in any order.
fn mixed(word: ItemWord, body: Piece<'_>) -> Vec<Segment<'_>> {
    let text = body.text();
    let mut segments = Vec::new();
    let (mut at, mut end_of_line) = (skip_blanks(text, 0), 0);
    while at < text.len() {
        if at >= end_of_line {
            end_of_line = line_end(text, at);
        }
        let line = text[at..end_of_line].trim_end_matches(is_blank);
        let (role, len) = if word.clause(line).is_some() {
            (Role::Clause, line.len())
        } else if looks_like_clause(word, line) {
            (Role::Unknown, line.len())
        } else {
            (Role::Sentence, sentence_end(&text[at..], |next| word.is_whole_clause(next)))
        };
        segments.push(Segment { role, piece: body.part(at, at + len).trimmed() });
        at = skip_blanks(text, at + len);
    }
    segments
}

fn skip_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

/// Whether a line was meant to be a clause: a misspelt one, or a word and a quoted text.
fn looks_like_clause(word: ItemWord, line: &str) -> bool {
    let first = first_word(line);
    let rest = &line[first.len()..];
    let quoted =
        rest.trim_start_matches(is_blank).starts_with(opens_quote) && !line.ends_with(['.', '?']);
    // Most lines are sentences; of clauses, only questions and notes have a full stop at their end.
    if line.ends_with('.') && !line.contains(|it| it == '?' || opens_quote(it)) {
        return false;
    }
    let misspelt =
        |it: &str| word.is_whole_clause(&format!("{}{rest}", it.split(' ').next().unwrap_or(it)));
    !first.is_empty() && (quoted || word.nearest_clause(line).is_some_and(misspelt))
}

/// Where the sentence ends that `text` begins with: behind its full stop (or question mark), or before a clause.
fn sentence_end(text: &str, is_clause: impl Fn(&str) -> bool) -> usize {
    let mut in_square = false;
    for (at, it) in Outside::of(text, 0) {
        let behind = &text[at + it.len_utf8()..];
        match it {
            '[' => in_square = true,
            '\n' if is_clause(behind.lines().next().unwrap_or("").trim_matches(is_blank)) => {
                return at;
            }
            ']' | '\n' => in_square = false,
            '.' | '?' if !in_square && (behind.is_empty() || behind.starts_with(is_blank)) => {
                return text.len() - behind.len();
            }
            _ => {}
        }
    }
    text.len()
}
