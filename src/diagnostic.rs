//! What should the author of the rules be told? A message as plain data.
//!
//! A [`Diagnostic`] says what is wrong, where, and what to do about it.
//! Each room words its own mistakes (`<room>/error.rs`); nothing here knows any of them.
//! [`render`] alone knows how a message is drawn.

pub mod render;

use crate::source::Span;

/// How serious a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rules can't be used as they stand.
    Error,
    /// The rules can be used, but their author should look.
    Warning,
}

/// A place in a text, with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words that are underlined.
    pub span: Span,
    /// The remark beside them; may be empty.
    pub text: String,
}

/// One message to the author of rules or cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code, `stage/kebab-case`, with a paragraph of its own in `docs/errors.md`.
    pub code: &'static str,
    /// Whether the rules can still be used.
    pub severity: Severity,
    /// One clause that can be understood alone: lower case, no full stop.
    pub message: String,
    /// The places it speaks of; the first is where the mistake is.
    pub labels: Vec<Label>,
    /// What to do, in the imperative.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A mistake that keeps the rules from being used.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// Something its author should look at.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self { code, severity, message, labels: Vec::new(), help: None }
    }

    /// Underlines `span` and says `text` about it.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says what to do, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// Whether the rules can't be used because of it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Where the mistake is, if it is anywhere in a text.
    pub fn primary(&self) -> Option<Span> {
        self.labels.first().map(|it| it.span)
    }
}
