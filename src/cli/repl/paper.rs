//! How are lines set out? Wrapped to the width, under an indent, and coloured where that is wanted.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::super::io::Look;

/// What stands before every line that answers one that was typed.
pub(super) const INDENT: &str = "  ";

/// Lines that are going to be printed.
#[derive(Debug)]
pub(super) struct Paper {
    /// How it looks.
    pub(super) look: Look,
    /// What stands on it.
    pub(super) text: String,
}

/// In which colour something stands out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink {
    Good,
    Bad,
    Open,
    Faint,
}

impl Paper {
    /// Nothing stands on it.
    pub(super) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    /// Words as they are to be printed.
    pub(super) fn ink(&self, ink: Ink, words: &str) -> String {
        let style = match ink {
            Ink::Good => AnsiColor::Green.on_default().bold(),
            Ink::Bad => AnsiColor::Red.on_default().bold(),
            Ink::Open => AnsiColor::Yellow.on_default().bold(),
            Ink::Faint => Style::new().dimmed(),
        };
        self.look.paint(style, words)
    }

    /// A line that is set out already.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(format!("{INDENT}{line}").trim_end());
        self.text.push('\n');
    }

    /// Lines that are set out already.
    pub(super) fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|it| self.line(it));
    }

    /// Words that wrap.
    pub(super) fn say(&mut self, words: &str) {
        self.hung("", words);
    }

    /// A lead, and words behind it that wrap to where they began.
    pub(super) fn hung(&mut self, lead: &str, words: &str) {
        let indent = lead.width();
        let room = self.look.width.saturating_sub(INDENT.len() + indent).max(16);
        let mut lead = lead.to_owned();
        for line in wrap(words, room) {
            self.line(&format!("{lead}{line}"));
            lead = " ".repeat(indent);
        }
    }

    /// Rows of two columns; where there is no room for that, the second stands below the first.
    pub(super) fn table(&mut self, rows: &[(String, String)]) {
        let widest = rows.iter().map(|it| it.0.width()).max().unwrap_or(0);
        let beside = widest + 2 + 30 <= self.look.width;
        for (first, second) in rows {
            if beside {
                let blanks = " ".repeat(widest - first.width() + 2);
                self.hung(&format!("{first}{blanks}"), second);
            } else {
                self.say(first);
                self.hung("    ", second);
            }
        }
    }

    /// How many columns a line may take.
    pub(super) fn room(&self) -> usize {
        self.look.width.saturating_sub(INDENT.len()).max(16)
    }
}

/// Words in lines that are not longer than `room`, unless a word is.
pub(in crate::cli) fn wrap(words: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in words.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// A text without what could disturb a terminal, mark for mark.
pub(in crate::cli) fn harmless(text: &str) -> String {
    let is_harmful = |it: char| {
        it.is_control() || matches!(it, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let mark = |it: char| match it {
        '\t' => ' ',
        it if is_harmful(it) => '\u{FFFD}',
        it => it,
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_wrap_and_long_ones_stand_alone() {
        let cases = [
            ("", 5, vec![]),
            ("one two", 7, vec!["one two"]),
            ("one two", 6, vec!["one", "two"]),
            ("東京 now", 5, vec!["東京", "now"]),
            ("extraordinary it is", 5, vec!["extraordinary", "it is"]),
            ("a\nb", 5, vec!["a", "b"]),
        ];
        for (words, room, expected) in cases {
            assert_eq!(wrap(words, room), expected, "{words}");
        }
    }
}
