//! How is the header of a snapshot written and read? The part of YAML that insta writes, and no more.
//!
//! Words have quotation marks only where insta would give them some, so that it finds nothing to tidy up.

use std::{borrow::Cow, fmt::Write};

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Null,
    /// Some words; also numbers, which nobody reckons with here.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// Keys with their values, in order.
    Map(Vec<(String, Self)>),
}

/// Headers nest two or three deep; what nests deeper is none.
const DEEPEST: usize = 20;

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl Value {
    /// What stands behind a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(fields) = self else { return None };
        fields.iter().find(|it| it.0 == key).map(|it| &it.1)
    }

    /// The words, if it is words.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The words of a list.
    pub(super) fn texts(&self) -> Vec<String> {
        let Self::List(all) = self else { return Vec::new() };
        all.iter().filter_map(|it| it.text().map(str::to_owned)).collect()
    }
}

/// The lines of a header.
pub(super) fn write(header: &Value) -> String {
    let mut out = String::new();
    if let Value::Map(fields) = header {
        write_fields(fields, 0, &mut out);
    }
    out
}

fn write_fields(fields: &[(String, Value)], indent: usize, out: &mut String) {
    for (key, value) in fields {
        write!(out, "{:indent$}{}:", "", scalar(key)).ok();
        write_value(value, indent + 2, out);
    }
}

/// Writes what stands behind a key; what needs lines of its own is indented.
fn write_value(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str(" ~\n"),
        Value::Text(text) => writeln!(out, " {}", scalar(text)).unwrap_or_default(),
        Value::List(all) if all.is_empty() => out.push_str(" []\n"),
        Value::Map(fields) if fields.is_empty() => out.push_str(" {}\n"),
        Value::List(all) => {
            out.push('\n');
            write_items(all, indent, out);
        }
        Value::Map(fields) => {
            out.push('\n');
            write_fields(fields, indent, out);
        }
    }
}

/// Writes the items of a list. A list in a list begins in the same line.
fn write_items(all: &[Value], indent: usize, out: &mut String) {
    for it in all {
        write!(out, "{:indent$}-", "").ok();
        match it {
            Value::List(inner) if !inner.is_empty() => {
                let mut lines = String::new();
                write_items(inner, indent + 2, &mut lines);
                out.extend([" ", lines.trim_start()]);
            }
            _ => write_value(it, indent + 2, out),
        }
    }
}

fn scalar(text: &str) -> String {
    if !needs_quotes(text) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                write!(out, "\\u{:04x}", u32::from(it)).unwrap_or_default();
            }
            _ => out.push(it),
        }
    }
    out.push('"');
    out
}

/// Whether insta would write it in quotation marks.
fn needs_quotes(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "yes", "Yes", "YES", "no", "No", "NO", "True", "TRUE", "true", "False", "FALSE", "false",
        "on", "On", "ON", "off", "Off", "OFF", "null", "Null", "NULL", "~",
    ];
    let marks = |it: char| {
        matches!(it, ':' | '{' | '}' | '[' | ']' | ',' | '#' | '`' | '"' | '\'' | '\\')
            || it.is_ascii_control()
    };
    text.is_empty()
        || text.starts_with([' ', '&', '*', '?', '|', '-', '<', '>', '=', '!', '%', '@', '.'])
        || text.ends_with(' ')
        || text.contains(marks)
        || WORDS.contains(&text)
        || text.starts_with("0x")
        || text.parse::<f64>().is_ok()
}

/// Reads the lines of a header. Nothing comes back where they are anything else.
pub(super) fn read(text: &str) -> Option<Value> {
    let lines: Vec<Cow<'_, str>> = text.lines().map(Cow::from).collect();
    let mut reader = Reader { lines, at: 0 };
    let header = reader.block(0, 0)?;
    reader.skip_blank();
    (reader.at == reader.lines.len()).then_some(header)
}

struct Reader<'t> {
    lines: Vec<Cow<'t, str>>,
    at: usize,
}

impl Reader<'_> {
    fn skip_blank(&mut self) {
        while self.lines.get(self.at).is_some_and(|it| it.trim().is_empty()) {
            self.at += 1;
        }
    }

    /// The next line that says something, without its indent, and how wide that is.
    fn next(&mut self) -> Option<(usize, String)> {
        self.skip_blank();
        let line = self.lines.get(self.at)?;
        let words = line.trim_start_matches(' ');
        Some((line.len() - words.len(), words.trim_end().to_owned()))
    }

    /// The list or the keys that begin at an indent.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let is_item = |it: &str| it == "-" || it.starts_with("- ");
        let (_, first) = self.next()?;
        let is_list = is_item(&first);
        let (mut list, mut fields) = (Vec::new(), Vec::new());
        while let Some((own, line)) = self.next() {
            if own < indent || own == indent && is_item(&line) != is_list {
                break;
            }
            if own > indent {
                return None;
            }
            self.at += 1;
            if is_list {
                list.push(self.value(line[1..].trim_start(), indent, depth)?);
            } else {
                let (key, rest) = key(&line)?;
                fields.push((key, self.value(rest, indent, depth)?));
            }
        }
        Some(if is_list { Value::List(list) } else { Value::Map(fields) })
    }

    /// What stands behind a key or a dash, in the same line or in those below.
    fn value(&mut self, rest: &str, indent: usize, depth: usize) -> Option<Value> {
        match rest {
            "" => match self.next() {
                Some((below, _)) if below > indent => self.block(below, depth + 1),
                Some((below, line))
                    if below == indent && line.starts_with("- ") && depth < DEEPEST =>
                {
                    self.block(below, depth + 1)
                }
                _ => Some(Value::Null),
            },
            // A list within a list: the rest of the line is its first item.
            _ if rest.starts_with("- ") => {
                self.at -= 1;
                self.lines[self.at] = Cow::from(format!("{:1$}{rest}", "", indent + 2));
                self.block(indent + 2, depth + 1)
            }
            "~" | "null" => Some(Value::Null),
            "[]" => Some(Value::List(Vec::new())),
            "{}" => Some(Value::Map(Vec::new())),
            "|" | "|-" | "|+" => Some(Value::Text(self.lines_below(indent, rest))),
            _ => Some(Value::Text(words(rest)?)),
        }
    }

    /// A text that stands in lines of its own, as insta writes it if asked to.
    fn lines_below(&mut self, indent: usize, mark: &str) -> String {
        let (mut lines, mut margin) = (Vec::new(), None);
        while let Some(line) = self.lines.get(self.at) {
            let own = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && own <= indent {
                break;
            }
            if !line.trim().is_empty() {
                margin.get_or_insert(own);
            }
            lines.push(line.get(margin.unwrap_or(own)..).unwrap_or_default());
            self.at += 1;
        }
        let text = lines.join("\n");
        match mark {
            "|-" => text.trim_end_matches('\n').to_owned(),
            "|" => text.trim_end_matches('\n').to_owned() + "\n",
            _ => text + "\n",
        }
    }
}

/// A key, and what stands behind its colon.
fn key(line: &str) -> Option<(String, &str)> {
    let end = if line.starts_with(['"', '\'']) { 1 + closing(line)? } else { line.find(':')? };
    let rest = line[end..].strip_prefix(':')?;
    (rest.is_empty() || rest.starts_with(' '))
        .then_some(())
        .and_then(|()| Some((words(&line[..end])?, rest.trim_start())))
}

/// Where the quotation that a text begins with ends.
fn closing(text: &str) -> Option<usize> {
    let mark = text.chars().next()?;
    let mut escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        if it == mark && !escaped {
            return Some(at);
        }
        escaped = mark == '"' && it == '\\' && !escaped;
    }
    None
}

/// Words as they are meant.
fn words(written: &str) -> Option<String> {
    let Some(mark) = written.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
        let is_other = written.starts_with(['&', '*', '!', '{', '[', '<', '>', '|', '%', '@', '`']);
        return (!is_other).then(|| written.to_owned());
    };
    let inner = written[1..].strip_suffix(mark)?;
    if mark == '\'' {
        return Some(inner.replace("''", "'"));
    }
    let mut out = String::new();
    let mut rest = inner.chars();
    while let Some(it) = rest.next() {
        if it != '\\' {
            out.push(it);
            continue;
        }
        out.push(match rest.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            '0' => '\0',
            'e' => '\u{1b}',
            'u' => {
                let digits: String = rest.by_ref().take(4).collect();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
            other @ ('"' | '\\' | '/') => other,
            _ => return None,
        });
    }
    Some(out)
}
