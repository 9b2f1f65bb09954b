//! How wide is a text? An estimate on the safe side, since nobody knows the font that it will be drawn in.

use unicode_width::UnicodeWidthChar;

/// How wide a text is at most, in pixels, in any usual font without serifs.
pub(super) fn width(text: &str, size: i32) -> i32 {
    let hundredths: i32 = text.chars().map(letter).sum();
    (hundredths * size + 99) / 100
}

/// The width of a letter, in hundredths of the size of the font.
fn letter(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|'
        | '!' | '(' | ')' | '[' | ']' | '/' | '-' => 44,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 104,
        'a'..='z' | '0'..='9' | '"' | '§' | '*' | '?' | '_' => 66,
        'A'..='Z' => 82,
        _ => match letter.width() {
            None | Some(0) => 0,
            Some(1) if letter.is_lowercase() && letter <= '\u{24f}' => 66,
            Some(1) => 104,
            Some(_) => 140,
        },
    }
}

/// A text in lines of at most `room` pixels; a word that is too long is broken.
pub(super) fn lines(text: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last().map_or("", String::as_str);
        let joined = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if width(&joined, size) <= room {
            lines.pop();
            lines.push(joined);
            continue;
        }
        if last.is_empty() {
            lines.pop();
        }
        lines.extend(broken(word, size, room));
    }
    lines
}

fn broken(word: &str, size: i32, room: i32) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in word.chars() {
        let longer = format!("{piece}{letter}");
        if width(&longer, size) > room && !piece.is_empty() {
            pieces.push(piece);
            piece = letter.to_string();
        } else {
            piece = longer;
        }
    }
    pieces.push(piece);
    pieces
}

/// At most `most` lines; the last one says that there is more.
pub(super) fn cut(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        lines.pop();
        lines.push("…".to_owned());
    }
    lines
}
