//! What can be wrong inside a sentence whose words are all known?

use crate::{diagnostic::Diagnostic, source::Span, vocabulary::wording::with_article};

/// A reference that has not one thing to refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum VariableError {
    /// `the country`, and nothing was mentioned that it could be.
    Unbound { kind: String, span: Span, meant: Meant },
    /// `the country`, and several could be meant.
    AmbiguousReference { written: String, kind: String, span: Span, places: Vec<Span> },
    /// `A`, which was never introduced.
    UnboundLetter { letter: String, span: Span, outside: Option<Span> },
    /// `a country A`, twice.
    LetterTwice { letter: String, span: Span, first: Span },
    /// A variable for a value that nothing binds.
    LooseValue { sort: String, letter: Option<String>, span: Span },
}

/// Something that can be said, but not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::program) enum PlaceError {
    /// `this` in a rule.
    ThisInRule { span: Span },
    /// `this` where nothing is under consideration.
    NothingConsidered { span: Span },
    /// `which country` in a rule.
    QuestionWord { span: Span },
    /// A rule that concludes what something is.
    ConcludesKind { span: Span },
    /// A rule that concludes who somebody is.
    ConcludesSame { span: Span },
    /// `who`, and nothing tells what kind of thing is asked for.
    WhoIsAsked { span: Span },
}

/// Something that can't be said of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::program) enum ValueError {
    /// A rule that concludes that a value is at least something, or isn't something.
    ConcludesComparison { span: Span },
    /// A rule that concludes an attribute of an attribute.
    NestedConclusion { span: Span },
    /// `it is unknown what …` outside the facts of a case.
    SaysUnknown { span: Span },
    /// A calculation on written values that can't be done.
    Overflow { span: Span },
}

/// What `the country` could have been meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum Meant {
    /// A variable of that kind, which is known only inside a branch or a negation.
    Inside(Span),
    /// Something that was mentioned, but is of this more general kind.
    General(String, Span),
    /// Nothing that was mentioned; the kinds of those that were.
    Others(Vec<String>),
}

impl VariableError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unbound { kind, span, meant } => unbound(kind, *span, meant),
            Self::AmbiguousReference { written, kind, span, places } => {
                let a = with_article(kind);
                let message = format!("`{written}` could mean any of {} things", places.len());
                let start = Diagnostic::error("program/ambiguous-reference", message)
                    .label(*span, "which one is not clear");
                places.iter().fold(start, |it, place| it.label(*place, "one of them")).help(
                    format!("tell them apart with letters: `{a} A`, `{a} B`, then `the {kind} A`"),
                )
            }
            Self::UnboundLetter { letter, span, outside } => {
                let start = Diagnostic::error(
                    "program/unbound-variable",
                    format!("`{letter}` is used, but never introduced"),
                )
                .label(*span, "stands for nothing");
                match outside {
                    Some(place) => start
                        .label(*place, "this one is known only inside its branch or negation")
                        .help(format!("introduce `{letter}` before it")),
                    None => start.help(format!("introduce it with its kind: `a country {letter}`")),
                }
            }
            Self::LetterTwice { letter, span, first } => {
                Diagnostic::error("program/letter-twice", format!("`{letter}` is introduced twice"))
                    .label(*span, "again here")
                    .label(*first, "first here")
                    .help(format!("write `the … {letter}` to refer back, or choose another letter"))
            }
            Self::LooseValue { sort, letter, span } => {
                let it = letter.clone().unwrap_or_else(|| format!("the {sort}"));
                Diagnostic::error("program/unbound-variable", format!("nothing says which {sort} `{it}` is"))
                    .label(*span, "could be any")
                    .help(format!("use it in a phrase that has to hold, or say `{it} is …` with a value that is known"))
            }
        }
    }
}

impl PlaceError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(self) -> Diagnostic {
        match self {
            Self::ThisInRule { span } => Diagnostic::error("program/this-in-rule", "a rule speaks of `this`")
                .label(span, "only cases and questions consider something")
                .help("write `a …` to introduce what the rule is about, then `the …`"),
            Self::QuestionWord { span } => {
                Diagnostic::error("program/question-word", "a sentence that asks nothing has a question word")
                    .label(span, "`which`, `who`, `what` and `how many` belong into questions")
                    .help("write `a …` or `the …`")
            }
            Self::ConcludesKind { span } => {
                Diagnostic::error("program/kind-conclusion", "a rule concludes of which kind something is")
                    .label(span, "kinds are stated by cases, not concluded")
                    .help("declare a `conclusion` phrase and conclude that: `{a request} counts as a red notice`")
            }
            Self::ConcludesSame { span } => {
                Diagnostic::error("program/identity-conclusion", "a rule concludes that two things are the same")
                    .label(span, "different names are different individuals")
                    .help("declare a `conclusion` phrase and conclude that")
            }
            Self::WhoIsAsked { span } => {
                Diagnostic::error("program/who-is-asked", "nothing tells which kind of thing is asked for")
                    .label(span, "of any kind")
                    .help("ask with a kind: `which country …`")
            }
            Self::NothingConsidered { span } => {
                Diagnostic::error("program/nothing-considered", "nothing is under consideration that `this` could mean")
                    .label(span, "means nothing yet")
                    .help("name the thing, or write `consider NAME` in the case")
            }
        }
    }
}

impl ValueError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(self) -> Diagnostic {
        match self {
            Self::ConcludesComparison { span } => Diagnostic::error(
                "program/value-conclusion",
                "a rule does not conclude what a value is",
            )
            .label(span, "a rule gives an attribute its value, and nothing else")
            .help(
                "conclude `the X of a K is …`, or declare a `conclusion` phrase and conclude that",
            ),
            Self::NestedConclusion { span } => Diagnostic::error(
                "program/value-conclusion",
                "a rule concludes an attribute of something that it does not name",
            )
            .label(span, "has to be worked out itself")
            .help("introduce it by its kind, and say as a condition that it is this"),
            Self::SaysUnknown { span } => Diagnostic::error(
                "program/unknown-said",
                "only a case says that something is unknown",
            )
            .label(span, "neither a rule nor a question can say this")
            .help("leave it out: what is not stated is unknown"),
            Self::Overflow { span } => {
                Diagnostic::error("program/overflow", "this can't be worked out")
                    .label(span, "too large, a part of a day or month, or divided by zero")
                    .help("correct the values")
            }
        }
    }
}

fn unbound(kind: &str, span: Span, meant: &Meant) -> Diagnostic {
    let start = Diagnostic::error("program/unbound-the", format!("`the {kind}` refers to nothing"))
        .label(span, format!("no {kind} was mentioned before"));
    match meant {
        Meant::Inside(place) => {
            start.label(*place, "this one is known only inside its branch or negation").help(
                format!("introduce {} before it, or repeat what is said of it", with_article(kind)),
            )
        }
        Meant::General(general, place) => {
            start.label(*place, format!("this is {}", with_article(general))).help(format!(
                "write `the {general}`, and `the {general} is {}` as a condition",
                with_article(kind)
            ))
        }
        Meant::Others(others) if others.is_empty() => {
            start.help(format!("write `{}`", with_article(kind)))
        }
        Meant::Others(others) => {
            let others: Vec<String> = others.iter().map(|it| format!("`the {it}`")).collect();
            start.help(format!(
                "write `{}` to introduce one, or {}",
                with_article(kind),
                others.join(" or ")
            ))
        }
    }
}
