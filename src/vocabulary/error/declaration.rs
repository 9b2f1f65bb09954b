//! What can be wrong with declarations of words?

use super::list;
use crate::{diagnostic::Diagnostic, source::Span};

/// A mistake in a declaration of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DeclarationError {
    /// Two kinds have one name.
    DuplicateKind { name: String, again: Span, first: Span },
    /// Two individuals have one name.
    DuplicateName { name: String, again: Span, first: Span },
    /// A kind that is a part of itself.
    KindCycle { names: Vec<String>, span: Span },
    /// A phrase with `not` in its first wording.
    Negative { span: Span },
    /// `a person` where a slot was meant.
    MissingBraces { braced: String, span: Span },
    /// A phrase that is slots only.
    NoWords { span: Span },
    /// A phrase that says what a kind sentence says.
    SaysKind { kind: String, span: Span },
    /// Two phrases that one sentence could mean.
    DuplicatePhrase { phrase: String, other: String, again: Span, first: Span },
    /// A further wording, or a text, whose slots are not those of the phrase.
    Slot(SlotError),
}

/// A slot that is not one of the first wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SlotError {
    /// A slot that is not there, or which of several is not clear.
    Unknown { name: String, several: bool, slots: Vec<String>, span: Span },
    /// A slot that is used twice.
    Twice { span: Span },
    /// A slot that is left out.
    Missing { missing: String, span: Span },
}

impl DeclarationError {
    /// The message that the author of the rules reads.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::DuplicateKind { name, again, first } => {
                twice("vocabulary/duplicate-kind", format!("the kind `{name}` is declared twice"), *again, *first)
                    .help("remove one of the two, or give it another name")
            }
            Self::DuplicateName { name, again, first } => {
                twice("vocabulary/duplicate-name", format!("two individuals are named `{name}`"), *again, *first)
                    .help("remove one of the two, or give it another name")
            }
            Self::KindCycle { names, span } => {
                let circle = [names.clone(), vec![names[0].clone()]].concat().join("` is a `");
                Diagnostic::error("vocabulary/kind-cycle", format!("a kind is a part of itself: `{circle}`"))
                    .label(*span, "the circle begins here")
                    .help("remove one `is a` of the circle")
            }
            Self::Negative { span } => {
                Diagnostic::error("vocabulary/negative-phrase", "a phrase is declared with `not`")
                    .label(*span, "its opposite is understood without being declared")
                    .help("declare the positive phrase, which any sentence can deny; declare other words for its opposite with `negated`")
            }
            Self::MissingBraces { braced, span } => {
                Diagnostic::error("vocabulary/missing-braces", "a phrase speaks of a kind outside braces")
                    .label(*span, "a slot stands in braces")
                    .help(format!("write `{braced}`"))
            }
            Self::NoWords { span } => Diagnostic::error("vocabulary/no-words", "a phrase has slots, but no words")
                .label(*span, "nothing tells this phrase from others")
                .help("add the words that say what is so: `{a country} belongs to {a union}`"),
            Self::SaysKind { kind, span } => {
                Diagnostic::error("vocabulary/kind-as-phrase", format!("a phrase says that something is {kind}, which is a kind"))
                    .label(*span, "every kind can be asked for without a phrase")
                    .help("remove this phrase, or word it differently")
            }
            Self::DuplicatePhrase { phrase, other, again, first } => twice(
                "vocabulary/duplicate-phrase",
                format!("one sentence could mean both `{phrase}` and `{other}`"),
                *again,
                *first,
            )
            .help("remove one of the two, or word it differently"),
            Self::Slot(it) => it.diagnostic(),
        }
    }
}

impl SlotError {
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unknown { name, several: true, slots, span } => Diagnostic::error(
                "vocabulary/unknown-slot",
                format!("several slots of the phrase take `{name}`"),
            )
            .label(*span, "this doesn't say which")
            .help(format!(
                "give the slots labels (`{{a {name}: sender}}`) and use them here; now they are {}",
                list(slots)
            )),
            Self::Unknown { name, slots, span, .. } => Diagnostic::error(
                "vocabulary/unknown-slot",
                format!("the phrase has no slot `{name}`"),
            )
            .label(*span, "no such slot in the first line")
            .maybe_help((!slots.is_empty()).then(|| format!("use {}", list(slots)))),
            Self::Missing { missing, span } => Diagnostic::error(
                "vocabulary/other-slots",
                format!("this wording has no slot `{missing}`"),
            )
            .label(*span, "every wording has the slots of the first line")
            .help(format!("say `{missing}` here, too")),
            Self::Twice { span } => {
                Diagnostic::error("vocabulary/other-slots", "this wording uses a slot twice")
                    .label(*span, "used before")
                    .help("use each slot of the first line once")
            }
        }
    }
}

fn twice(code: &'static str, message: String, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(code, message).label(again, "again here").label(first, "first here")
}
