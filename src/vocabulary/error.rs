//! What can be wrong with words, and what is their author told?

pub(crate) mod values;

use crate::{diagnostic::Diagnostic, source::Span};

use super::wording::with_article;
use values::ValueError;

/// A mistake in a declaration of words, or in a row of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VocabularyError {
    /// Two kinds have one name.
    DuplicateKind { name: String, again: Span, first: Span },
    /// A kind that is not declared.
    UnknownKind { name: String, span: Span, nearest: Vec<String> },
    /// A kind that is a part of itself.
    KindCycle { names: Vec<String>, span: Span },
    /// Two individuals have one name.
    DuplicateName { name: String, again: Span, first: Span },
    /// `and` inside a name, a kind or a phrase.
    Reserved { word: String, span: Span },
    /// A phrase with `not` in its first wording.
    Negative { span: Span },
    /// A phrase that is slots only.
    NoWords { span: Span },
    /// A phrase that says what a kind sentence says.
    SaysKind { kind: String, span: Span },
    /// Two phrases that one sentence could mean.
    DuplicatePhrase { phrase: String, other: String, again: Span, first: Span },
    /// A further wording or a text that names a slot which is not there, or which of several is not clear.
    UnknownSlot { name: String, several: bool, slots: Vec<String>, span: Span },
    /// A further wording that uses a slot twice.
    SlotTwice { span: Span },
    /// A further wording without one of the slots.
    SlotMissing { missing: String, span: Span },
    /// A name that is not declared.
    UnknownName { name: String, kind: String, in_case: bool, span: Span, nearest: Vec<String> },
    /// A kind without `a` or `the`, or in the plural.
    MissingArticle { written: String, kind: String, span: Span },
    /// `it`
    Pronoun { pronoun: String, kind: String, span: Span },
    /// A row that no phrase fits.
    UnknownPhrase { span: Span, asks: bool, word: Option<(Span, String)>, nearest: Vec<String> },
    /// A row that says two things.
    Ambiguous { one: String, other: String, places: Vec<Span>, span: Span },
    /// A term that can't be of the kind that the slot takes.
    KindMismatch { given: String, is: String, takes: String, phrase: String, span: Span },
    /// A condition on a kind that can't hold.
    NeverOfKind { given: String, is: String, takes: String, span: Span },
    /// A mistake in a value, an attribute or a comparison.
    Value(ValueError),
}

impl VocabularyError {
    /// What it is about, if one report is enough for all places where it stands.
    pub(crate) fn subject(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::UnknownKind { name, .. } => Some(("kind", name)),
            Self::UnknownName { name, .. } => Some(("name", name)),
            _ => None,
        }
    }

    /// The message that the author of the rules reads.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        self.of_declaration().or_else(|| self.of_term()).unwrap_or_else(|| self.of_row())
    }

    fn of_declaration(&self) -> Option<Diagnostic> {
        Some(match self {
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
            Self::Reserved { word, span } => {
                Diagnostic::error("vocabulary/reserved-word", format!("`{word}` joins sentences and can't be part of other words"))
                    .label(*span, format!("`{word}` would end the sentence here"))
                    .help("use another word: `as well as`, `along with`, `in case of`, `except where`")
            }
            Self::Negative { span } => {
                Diagnostic::error("vocabulary/negative-phrase", "a phrase is declared with `not`")
                    .label(*span, "its opposite is understood without being declared")
                    .help("declare what is so, without `not`; declare other words for the opposite with `negated`")
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
            Self::UnknownSlot { .. } | Self::SlotTwice { .. } | Self::SlotMissing { .. } => self.of_slot(),
            _ => return None,
        })
    }

    fn of_slot(&self) -> Diagnostic {
        match self {
            Self::UnknownSlot { name, several: true, slots, span } => Diagnostic::error(
                "vocabulary/unknown-slot",
                format!("several slots of the phrase take `{name}`"),
            )
            .label(*span, "this doesn't say which")
            .help(format!(
                "give the slots labels (`{{a {name}: sender}}`) and use them here; now they are {}",
                list(slots)
            )),
            Self::UnknownSlot { name, slots, span, .. } => Diagnostic::error(
                "vocabulary/unknown-slot",
                format!("the phrase has no slot `{name}`"),
            )
            .label(*span, "no such slot in the first line")
            .maybe_help((!slots.is_empty()).then(|| format!("use {}", list(slots)))),
            Self::SlotMissing { missing, span } => Diagnostic::error(
                "vocabulary/other-slots",
                format!("this wording has no slot `{missing}`"),
            )
            .label(*span, "every wording has the slots of the first line")
            .help(format!("say `{missing}` here, too")),
            Self::SlotTwice { span } => {
                Diagnostic::error("vocabulary/other-slots", "this wording uses a slot twice")
                    .label(*span, "used before")
                    .help("use each slot of the first line once")
            }
            _ => self.of_row(),
        }
    }

    fn of_term(&self) -> Option<Diagnostic> {
        Some(match self {
            Self::UnknownKind { name, span, nearest } => {
                Diagnostic::error("vocabulary/unknown-kind", format!("there is no kind `{name}`"))
                    .label(*span, guess(nearest, "not declared"))
                    .help(replacement(nearest, &format!("declare it: `kind {name}`")))
            }
            Self::UnknownName { name, kind, in_case, span, nearest } => {
                let declare = if *in_case {
                    format!("say what it is: `{name} is {}.`", with_article(kind))
                } else {
                    format!("declare it: `name {name} is {}`", with_article(kind))
                };
                Diagnostic::error("vocabulary/unknown-name", format!("nothing is named `{name}`"))
                    .label(*span, guess(nearest, "not known"))
                    .help(replacement(nearest, &declare))
            }
            Self::MissingArticle { written, kind, span } => Diagnostic::error(
                "vocabulary/missing-article",
                format!("`{written}` does not say which {kind} is meant"),
            )
            .label(*span, "a kind needs an article and the singular")
            .help(format!(
                "write `{}` for any, or `the {kind}` for one that was mentioned",
                with_article(kind)
            )),
            Self::Pronoun { pronoun, kind, span } => Diagnostic::error(
                "vocabulary/pronoun",
                format!("`{pronoun}` does not say what it stands for"),
            )
            .label(*span, "pronouns are not read")
            .help(format!("write `the {kind}`, or its name")),
            Self::KindMismatch { given, is, takes, phrase, span } => Diagnostic::error(
                "vocabulary/kind-mismatch",
                format!("`{phrase}` takes {} here, not {}", with_article(takes), with_article(is)),
            )
            .label(*span, format!("`{given}` is {}", with_article(is)))
            .help(format!(
                "name {}, or use a phrase that takes {}",
                with_article(takes),
                with_article(is)
            )),
            Self::NeverOfKind { given, is, takes, span } => Diagnostic::error(
                "vocabulary/kind-mismatch",
                format!("{} is never {}", with_article(is), with_article(takes)),
            )
            .label(*span, format!("`{given}` is {}", with_article(is)))
            .help("remove this condition, or name something else"),
            _ => return None,
        })
    }

    fn of_row(&self) -> Diagnostic {
        match self {
            Self::UnknownPhrase { span, asks, word, nearest } => {
                let what = if *asks { "question" } else { "sentence" };
                let message = format!("no phrase matches this {what}");
                let (span, label) = match word {
                    Some((span, meant)) => (*span, format!("did you mean \"{meant}\"?")),
                    None => (*span, "not declared in these words".to_owned()),
                };
                let help = match nearest.as_slice() {
                    [] => "declare the phrase with `given` or `conclusion`, or ask for the phrases there are".to_owned(),
                    [only] => format!("follow the words of the phrase `{only}`"),
                    several => format!("follow the words of a phrase: `{}`", several.join("` · `")),
                };
                Diagnostic::error("vocabulary/unknown-phrase", message)
                    .label(span, label)
                    .help(help)
            }
            Self::Ambiguous { one, other, places, span } => {
                let message = if one == other {
                    format!("this sentence can be read in two ways as `{one}`")
                } else {
                    format!("this sentence could mean both `{one}` and `{other}`")
                };
                let diagnostic = Diagnostic::error("vocabulary/ambiguous-sentence", message)
                    .label(*span, "two ways to read this");
                let mut places = places.clone();
                places.dedup();
                places
                    .into_iter()
                    .fold(diagnostic, |it, place| it.label(place, "one of them is declared here"))
                    .help("word one of the phrases differently")
            }
            Self::Value(it) => it.diagnostic(),
            _ => unreachable!("errors: each is one of a declaration, a term or a row"),
        }
    }
}

fn twice(code: &'static str, message: String, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(code, message).label(again, "again here").label(first, "first here")
}

pub(crate) fn guess(nearest: &[String], otherwise: &str) -> String {
    nearest.first().map_or_else(|| otherwise.to_owned(), |it| format!("did you mean \"{it}\"?"))
}

pub(crate) fn replacement(nearest: &[String], otherwise: &str) -> String {
    match nearest {
        [] => otherwise.to_owned(),
        near => format!("write {}, or {otherwise}", list(near)),
    }
}

pub(crate) fn list(texts: &[String]) -> String {
    texts.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" or ")
}
