//! What can be wrong with words, and what is their author told?

mod declaration;
pub(crate) mod values;

pub(crate) use declaration::{DeclarationError, SlotError};

use super::wording::with_article;
use crate::{diagnostic::Diagnostic, source::Span};
use values::ValueError;

/// A mistake in a declaration of words, or in a row of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VocabularyError {
    /// Something is declared that can't be.
    Declaration(DeclarationError),
    /// A kind that is not declared.
    UnknownKind { name: String, span: Span, nearest: Vec<String> },
    /// A name that is not declared.
    UnknownName { name: String, kind: String, in_case: bool, span: Span, nearest: Vec<String> },
    /// Something stands in a slot that can't.
    Term(TermError),
    /// A row that no phrase fits.
    UnknownPhrase { span: Span, asks: bool, word: Option<(Span, String)>, nearest: Vec<String> },
    /// A row that would be a phrase but for its `not`.
    NoOpposite { phrase: String, declared: Span, span: Span },
    /// A row that says two things.
    Ambiguous { one: String, other: String, places: Vec<Span>, span: Span },
    /// A mistake in a value, an attribute or a comparison.
    Value(ValueError),
}

/// A term that can't stand where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TermError {
    /// A kind without `a` or `the`, or in the plural.
    MissingArticle { written: String, kind: String, span: Span },
    /// `it`
    Pronoun { pronoun: String, kind: String, span: Span },
    /// A term that can't be of the kind that the slot takes.
    KindMismatch { given: String, is: String, takes: String, phrase: String, span: Span },
    /// A condition on a kind that can't hold.
    NeverOfKind { given: String, is: String, takes: String, span: Span },
}

impl From<DeclarationError> for VocabularyError {
    fn from(mistake: DeclarationError) -> Self {
        Self::Declaration(mistake)
    }
}

impl From<SlotError> for VocabularyError {
    fn from(mistake: SlotError) -> Self {
        Self::Declaration(DeclarationError::Slot(mistake))
    }
}

impl From<TermError> for VocabularyError {
    fn from(mistake: TermError) -> Self {
        Self::Term(mistake)
    }
}

impl From<ValueError> for VocabularyError {
    fn from(mistake: ValueError) -> Self {
        Self::Value(mistake)
    }
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
        match self {
            Self::Declaration(it) => it.diagnostic(),
            Self::Term(it) => it.diagnostic(),
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
            Self::UnknownPhrase { span, asks, word, nearest } => {
                unknown_phrase(*span, *asks, word.as_ref(), nearest)
            }
            Self::NoOpposite { phrase, declared, span } => {
                let message = format!("no opposite of `{phrase}` is understood by itself");
                Diagnostic::error("vocabulary/unknown-phrase", message)
                    .label(*span, "it is not settled what `not` would deny here")
                    .label(*declared, "the phrase")
                    .help("put `not` before the whole sentence, or declare its opposite with `negated`")
            }
            Self::Ambiguous { one, other, places, span } => ambiguous(one, other, places, *span),
            Self::Value(it) => it.diagnostic(),
        }
    }
}

impl TermError {
    fn diagnostic(&self) -> Diagnostic {
        match self {
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
        }
    }
}

fn unknown_phrase(
    span: Span,
    asks: bool,
    word: Option<&(Span, String)>,
    nearest: &[String],
) -> Diagnostic {
    let what = if asks { "question" } else { "sentence" };
    let (span, label) = match word {
        Some((span, meant)) => (*span, format!("did you mean \"{meant}\"?")),
        None => (span, "not declared in these words".to_owned()),
    };
    let help = match nearest {
        [] => "declare the phrase with `given` or `conclusion`, or ask for the phrases there are"
            .to_owned(),
        [only] => format!("follow the words of the phrase `{only}`"),
        several => format!("follow the words of a phrase: `{}`", several.join("` · `")),
    };
    let message = format!("no phrase matches this {what}");
    Diagnostic::error("vocabulary/unknown-phrase", message).label(span, label).help(help)
}

fn ambiguous(one: &str, other: &str, places: &[Span], span: Span) -> Diagnostic {
    let message = if one == other {
        format!("this sentence can be read in two ways as `{one}`")
    } else {
        format!("this sentence could mean both `{one}` and `{other}`")
    };
    let start = Diagnostic::error("vocabulary/ambiguous-sentence", message)
        .label(span, "two ways to read this");
    let mut places = places.to_vec();
    places.dedup();
    places
        .into_iter()
        .fold(start, |it, place| it.label(place, "one of them is declared here"))
        .help("word one of the phrases differently")
}

fn guess(nearest: &[String], otherwise: &str) -> String {
    nearest.first().map_or_else(|| otherwise.to_owned(), |it| format!("did you mean \"{it}\"?"))
}

fn replacement(nearest: &[String], otherwise: &str) -> String {
    match nearest {
        [] => otherwise.to_owned(),
        near => format!("write {}, or {otherwise}", list(near)),
    }
}

fn list(texts: &[String]) -> String {
    texts.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" or ")
}
