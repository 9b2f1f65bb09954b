//! What can be wrong with rules, and what is their author told?
//!
//! Mistakes in single words are worded in the vocabulary's room.

pub(super) mod case;
mod order;
mod sentence;

use rustc_hash::FxHashSet;

use crate::{
    diagnostic::Diagnostic,
    source::Span,
    vocabulary::{error::VocabularyError, reading::Unread},
};

pub(super) use order::{OrderError, ReferenceError};
pub(super) use sentence::{Meant, PlaceError, ValueError, VariableError};

/// Says that something could not be given a meaning, and that its author has been told why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reported;

/// Nobody reads suggestions beyond this many messages.
const MOST_SUGGESTIONS: usize = 300;

/// The mistakes of a run, each of them once.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    found: Vec<Diagnostic>,
    seen: FxHashSet<(&'static str, Option<Span>)>,
    told: FxHashSet<(&'static str, String)>,
    /// Names that nobody has, in the order of finding.
    unknown_names: Vec<String>,
    /// A row that uses something that was reported where it is declared.
    follow_up: Option<Span>,
}

impl Mistakes {
    /// Keeps a message, unless one with this code has been kept for this place.
    pub(super) fn report(&mut self, message: Diagnostic) -> Reported {
        if self.seen.insert((message.code, message.primary())) {
            self.found.push(message);
        }
        Reported
    }

    /// Keeps what is wrong with a row of words. Of a word that is missing everywhere, the first place is enough.
    pub(super) fn report_unread(&mut self, unread: Unread, span: Span) -> Reported {
        if unread.0.is_empty() {
            self.follow_up = Some(span);
        }
        for mistake in unread.0 {
            self.report_words(&mistake);
        }
        Reported
    }

    /// Keeps a mistake in words, unless it is about something that has been reported.
    pub(super) fn report_words(&mut self, mistake: &VocabularyError) {
        let new =
            mistake.subject().is_none_or(|(what, name)| self.told.insert((what, name.to_owned())));
        if new {
            self.report(mistake.diagnostic());
        }
        if let VocabularyError::UnknownName { name, .. } = mistake {
            self.unknown_names.push(name.clone());
        }
    }

    /// Whether suggestions are still worth their time.
    pub(super) fn wants_suggestions(&self) -> bool {
        self.found.len() < MOST_SUGGESTIONS
    }

    /// Whether nothing that was found keeps what was read from being used.
    pub(super) fn are_harmless(&self) -> bool {
        self.follow_up.is_none() && !self.found.iter().any(Diagnostic::is_error)
    }

    /// All messages of something that is read by itself, long after the mistake that it follows from was reported.
    pub(super) fn sorted_alone(mut self) -> Vec<Diagnostic> {
        if let Some(span) = self.follow_up.filter(|_| self.found.is_empty()) {
            let message = "this uses words whose declaration has a mistake in it";
            self.report(
                Diagnostic::error("program/mistaken-words", message)
                    .label(span, "can't be read before the mistake is corrected")
                    .help(
                        "correct the rules first; what is wrong was reported when they were loaded",
                    ),
            );
        }
        self.sorted()
    }

    /// The names that nobody has, in the order of finding.
    pub(super) fn unknown_names(&self) -> &[String] {
        &self.unknown_names
    }

    /// Adds what was found elsewhere.
    pub(super) fn take(&mut self, others: Self) {
        for message in others.found {
            self.report(message);
        }
    }

    /// All messages, in the order of the places they speak of.
    pub(super) fn sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|it| it.primary().map(|it| (it.file, it.start)));
        self.found
    }
}
