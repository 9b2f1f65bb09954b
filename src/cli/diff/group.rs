//! How does a question come out otherwise? The groups in which people read of it, and the words by which programs do.

use crate::analysis::{cases::Outcome, changes::Which};

/// A group of questions that come out otherwise in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Answer,
    Grounds,
    Sources,
    Lost,
    New,
    Mistaken,
    Limit,
}

impl Group {
    /// Every one, in the order in which they are shown.
    pub(super) const ALL: [Self; 7] = [
        Self::Answer,
        Self::Grounds,
        Self::Sources,
        Self::Lost,
        Self::New,
        Self::Mistaken,
        Self::Limit,
    ];

    /// The one that a question belongs to; nothing where it comes out as before.
    pub(super) fn of(outcome: &Outcome) -> Option<Self> {
        Some(match outcome {
            Outcome::Unchanged => return None,
            Outcome::Changed(it) if it.comparison.answer => Self::Answer,
            Outcome::Changed(it) if it.comparison.is_regrounded() => Self::Grounds,
            Outcome::Changed(_) => Self::Sources,
            Outcome::Unread(it) if it.both => Self::Mistaken,
            Outcome::Unread(it) if it.which == Which::New => Self::Lost,
            Outcome::Unread(_) => Self::New,
            Outcome::Limit(..) => Self::Limit,
        })
    }

    /// In a word, for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Grounds => "grounds",
            Self::Sources => "sources",
            Self::Lost => "lost",
            Self::New => "new",
            Self::Mistaken => "mistaken",
            Self::Limit => "limit",
        }
    }

    /// What stands above it.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Answer => "Other answers",
            Self::Grounds => "Same answers on other grounds",
            Self::Sources => "Same answers on stronger or weaker sources",
            Self::Lost => "Questions that can't be asked any more",
            Self::New => "Questions that could not be asked before",
            Self::Mistaken => "Questions that neither version can be asked",
            Self::Limit => "Questions without an answer",
        }
    }
}
