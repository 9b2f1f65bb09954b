//! How are messages shown? Drawn with their lines for people, as objects for programs.

use serde_json::{Value, json};

use crate::{
    diagnostic::{
        Diagnostic, Severity,
        render::{Style, render},
    },
    engine::Limit,
    source::{Sources, Span},
};

use super::{io::Io, options::Bounds};

/// Draws messages on standard error.
pub(super) fn complain(diagnostics: &[Diagnostic], sources: &Sources, io: &mut Io<'_>) {
    let style = Style { coloured: io.err.look.coloured, width: io.err.look.width };
    let text = render(diagnostics, sources, style);
    io.complain(&text);
}

/// The messages that keep rules from being used.
pub(super) fn errors(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    diagnostics.iter().filter(|it| it.is_error()).cloned().collect()
}

/// A message as an object.
pub(super) fn object(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|it| {
            let mut label = Place::of(it.span, sources).object();
            label["text"] = json!(it.text);
            label
        })
        .collect();
    let mut object = json!({
        "code": diagnostic.code,
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": diagnostic.message,
    });
    add_place(&mut object, diagnostic.primary().map(|it| Place::of(it, sources)).as_ref());
    object["labels"] = Value::Array(labels);
    object["help"] = json!(diagnostic.help);
    object
}

/// A limit that was reached, as a message.
pub(super) fn limit(question: &str, limit: Limit, bounds: Bounds) -> Diagnostic {
    let (code, reason, help) = bounds.reached(limit);
    Diagnostic::error(code, format!("no answer to `{question}`: {reason}")).help(help)
}

/// Where something stands, for people and programs: lines and columns are counted from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The file's name.
    pub(super) file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Place {
    /// Where a span lies.
    pub(super) fn of(span: Span, sources: &Sources) -> Self {
        let (line, column) = sources.line_column(span);
        let (end_line, end_column) = sources.line_column(span.after());
        Self { file: sources.name(span.file).to_owned(), line, column, end_line, end_column }
    }

    /// Its fields.
    fn object(&self) -> Value {
        json!({
            "file": self.file, "line": self.line, "column": self.column,
            "end_line": self.end_line, "end_column": self.end_column,
        })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Adds the fields of a place to an object; they are null where there is none.
pub(super) fn add_place(object: &mut Value, place: Option<&Place>) {
    let place = place.map_or(Value::Null, Place::object);
    for key in ["file", "line", "column", "end_line", "end_column"] {
        object[key] = place.get(key).cloned().unwrap_or_default();
    }
}

/// An object with a line for each of its fields, the values being JSON already.
/// Answers are put together like this, since their reasons may lie deeper than a reader of JSON goes.
pub(super) fn document(fields: &[(&str, String)]) -> String {
    let lines: Vec<String> = fields
        .iter()
        .map(|(key, value)| format!(" {}: {}", json!(key), value.trim_end()))
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// An object with more fields, whose values are JSON already.
pub(super) fn extended(object: &Value, more: Vec<(&str, String)>) -> String {
    let own = object.as_object().into_iter().flatten();
    let own = own.map(|(key, value)| (key.as_str(), value.to_string()));
    document(&own.chain(more).collect::<Vec<_>>())
}

/// A list of values that are JSON already, a line or more for each.
pub(super) fn list(values: &[String]) -> String {
    let values: Vec<&str> = values.iter().map(|it| it.trim_end()).collect();
    if values.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", values.join(",\n")) }
}

/// Messages as a list of objects.
pub(super) fn objects(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let objects: Vec<String> =
        diagnostics.iter().map(|it| object(it, sources).to_string()).collect();
    list(&objects)
}
