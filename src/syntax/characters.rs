//! Which characters are blanks, quotation marks and comments?
//!
//! The grammar says the same of blanks and quotation marks; layout needs to know it before the grammar is asked.

/// How deep brackets may nest.
pub(super) const DEEPEST: usize = 100;

/// Whether a character separates words.
pub(super) fn is_blank(it: char) -> bool {
    it == ' ' || it.is_whitespace() || matches!(it, '\u{200B}' | '\u{FEFF}')
}

/// The word that `text` begins with; empty where it begins with something else.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|it: char| !(it.is_alphanumeric() || it == '-' || it == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// Whether a character opens a quoted text.
pub(super) fn opens_quote(it: char) -> bool {
    matches!(it, '"' | '“' | '„' | '”' | '‘')
}

/// Where in `rest` the text that `mark` opened has its closing mark, and how long that mark is, if it is on this line.
fn closing_quote(mark: char, rest: &str) -> Option<(usize, usize)> {
    let at = match mark {
        '"' => rest.find(['"', '\n']),
        '‘' => closing_single(rest),
        _ => rest.find(['”', '“', '\n']),
    }?;
    rest[at..].chars().next().filter(|it| *it != '\n').map(|it| (at, it.len_utf8()))
}

/// The first `’` that isn't an apostrophe inside a word, or the end of the line.
fn closing_single(rest: &str) -> Option<usize> {
    let behind = |at: usize, it: &str| rest[at + it.len()..].chars().next();
    let inside = |it: Option<char>| it.is_some_and(|it| it.is_alphabetic() || it.is_ascii_digit());
    rest.match_indices(['’', '\n'])
        .find(|(at, it)| *it == "\n" || !inside(behind(*at, it)))
        .map(|it| it.0)
}

/// The characters of a text that stand outside quoted texts, with their places.
///
/// A quoted text that is not closed on its line shows as its opening mark, and the rest of the line is skipped.
pub(super) struct Outside<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Outside<'t> {
    /// Begins at byte `at`, which stands outside quoted texts.
    pub(super) fn of(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Outside<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let here = self.at;
            let it = self.text[here..].chars().next()?;
            self.at += it.len_utf8();
            if !opens_quote(it) {
                return Some((here, it));
            }
            let rest = &self.text[self.at..];
            let Some((end, mark)) = closing_quote(it, rest) else {
                self.at += rest.find('\n').unwrap_or(rest.len());
                return Some((here, it));
            };
            self.at += end + mark;
        }
    }
}

/// The text with each comment blanked out, byte for byte, so that every place in it stays what it was.
///
/// A byte order mark at the start is left to the caller.
pub(crate) fn without_comments(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = if line.contains('#') { comment(line) } else { None };
        let end = end.unwrap_or(line.len());
        clean.push_str(&line[..end]);
        clean.extend(line[end..].bytes().map(|it| if it == b'\n' { '\n' } else { ' ' }));
    }
    clean
}

/// The comments of a text: where each begins and ends, the end of its line and blanks before that left out.
pub(super) fn comments(text: &str) -> Vec<(usize, usize)> {
    let mut comments = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = if line.contains('#') { comment(line) } else { None };
        comments.extend(at.map(|at| (start + at, start + line.trim_end_matches(is_blank).len())));
        start += line.len();
    }
    comments
}

/// Where the comment of a line begins: at a `#` that follows a blank or the line's start.
fn comment(line: &str) -> Option<usize> {
    let mut after_blank = true;
    for (at, it) in Outside::of(line, 0) {
        if it == '#' && after_blank {
            return Some(at);
        }
        after_blank = is_blank(it);
    }
    None
}

/// The bracket that closes another.
pub(super) fn closing(bracket: char) -> char {
    match bracket {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

/// A mark as a message speaks of it.
pub(super) fn spoken_mark(mark: char) -> String {
    if mark.is_control() || mark.is_whitespace() || !is_visible(mark) {
        format!("an invisible character (U+{:04X})", u32::from(mark))
    } else {
        format!("`{mark}`")
    }
}

fn is_visible(mark: char) -> bool {
    !matches!(mark, '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// What to write in place of a mark that has no place in a sentence.
pub(super) fn remedy(mark: char) -> Option<&'static str> {
    match mark {
        ';' => Some("write a list as `all of (…; …)` or `any of (…; …)`"),
        '[' => Some("put citations behind the rule's label"),
        '{' => Some("use braces only where a phrase is declared; write `a country` in a sentence"),
        '_' => Some("write a hyphen"),
        '–' | '—' | '−' => Some("write a plain hyphen `-`"),
        '\'' | '`' => Some("write quoted texts in double quotation marks"),
        '%' => Some("write `percent`"),
        '&' => Some("write `and`"),
        '/' => Some("write `and` or `or`, or tie the words with a hyphen"),
        '€' | '$' | '£' => Some("write the amount as a number, and the currency as a word"),
        _ => None,
    }
}
