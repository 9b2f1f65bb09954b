//! In which colours does a line stand while it is typed?
//!
//! Only words are looked at, never the grammar: this runs at every key.

use anstyle::{AnsiColor, Style};

use super::words::Words;

/// The words that hold sentences together.
const KEYWORDS: [&str; 19] = [
    "suppose",
    "why",
    "not",
    "and",
    "or",
    "if",
    "unless",
    "which",
    "who",
    "whom",
    "what",
    "unknown",
    "whether",
    "consider",
    "rule",
    "exception",
    "given",
    "conclusion",
    "kind",
];

/// The line with its colours.
pub(super) fn paint(line: &str, words: &Words) -> String {
    if line.starts_with(':') {
        let end = line.find(' ').unwrap_or(line.len());
        return format!("{}{}", ink(AnsiColor::Cyan, &line[..end]), &line[end..]);
    }
    let mut painted = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = token(rest, first);
        let (token, behind) = rest.split_at(end);
        painted.push_str(&colour(token, first, words));
        rest = behind;
    }
    painted
}

/// Where the token ends that a text begins with.
fn token(text: &str, first: char) -> usize {
    let is_word = |it: char| it.is_alphanumeric() || matches!(it, '-' | '\'' | '’');
    match first {
        '"' => text[1..].find(['"', '\n']).map_or(text.len(), |it| it + 2),
        '#' => text.find('\n').unwrap_or(text.len()),
        it if is_word(it) => text.find(|it| !is_word(it)).unwrap_or(text.len()),
        it => it.len_utf8(),
    }
}

fn colour(token: &str, first: char, words: &Words) -> String {
    match first {
        '"' => ink(AnsiColor::Yellow, token),
        '#' => ink(AnsiColor::BrightBlack, token),
        it if it.is_ascii_digit() => ink(AnsiColor::Yellow, token),
        _ if KEYWORDS.iter().any(|it| it.eq_ignore_ascii_case(token)) => {
            ink(AnsiColor::Magenta, token)
        }
        _ if words.is_name(token) => {
            let bold = Style::new().bold();
            format!("{bold}{token}{bold:#}")
        }
        _ => token.to_owned(),
    }
}

fn ink(colour: AnsiColor, text: &str) -> String {
    let style = Style::new().fg_color(Some(colour.into()));
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::{Words, paint};

    #[test]
    fn words_get_colours_and_nothing_gets_lost() {
        let words = Words::default();
        let shown = |line: &str| paint(line, &words).replace('\u{1b}', "");
        let cases = [
            ("", ""),
            (":why not", "[36m:why[0m not"),
            ("why x?", "[35mwhy[0m x?"),
            ("it is 2.5", "it is [33m2[0m.[33m5[0m"),
            ("a \"b", "a [33m\"b[0m"),
            ("\"b\" # c", "[33m\"b\"[0m [90m# c[0m"),
            ("Łódź 東京 🐕", "Łódź 東京 🐕"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line), expected, "{line}");
        }
    }
}
