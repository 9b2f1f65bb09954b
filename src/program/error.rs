//! What can be wrong with rules, and what is their author told?
//!
//! Mistakes in cases and questions are in [`case`], those in single words in the vocabulary's room.

pub(super) mod case;
mod order;

use rustc_hash::FxHashSet;

use crate::{
    diagnostic::Diagnostic,
    source::Span,
    vocabulary::{error::VocabularyError, reading::Unread, wording::with_article},
};

pub(super) use order::OrderError;

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

/// A mistake inside a sentence of a rule, a case or a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SentenceError {
    /// `the country`, and nothing was mentioned that it could be.
    Unbound { kind: String, span: Span, meant: Meant },
    /// `the country`, and several could be meant.
    AmbiguousReference { written: String, kind: String, span: Span, places: Vec<Span> },
    /// `A`, which was never introduced.
    UnboundLetter { letter: String, span: Span, outside: Option<Span> },
    /// `a country A`, twice.
    LetterTwice { letter: String, span: Span, first: Span },
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
    /// A rule that concludes that a value is at least something, or isn't something.
    ConcludesComparison { span: Span },
    /// A rule that concludes an attribute of an attribute.
    NestedConclusion { span: Span },
    /// `it is unknown what …` outside the facts of a case.
    SaysUnknown { span: Span },
    /// A variable for a value that nothing binds.
    LooseValue { sort: String, letter: Option<String>, span: Span },
    /// A calculation on written values that can't be done.
    Overflow { span: Span },
}

/// What `the country` could have been meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// A variable of that kind, which is known only inside a branch or a negation.
    Inside(Span),
    /// Something that was mentioned, but is of this more general kind.
    General(String, Span),
    /// Nothing that was mentioned; the kinds of those that were.
    Others(Vec<String>),
}

impl SentenceError {
    /// The message that the author reads.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unbound { kind, span, meant } => unbound(kind, *span, meant),
            Self::AmbiguousReference { written, kind, span, places } => {
                let message = format!("`{written}` could mean any of {} things", places.len());
                let start = Diagnostic::error("program/ambiguous-reference", message)
                    .label(*span, "which one is not clear");
                places
                    .iter()
                    .fold(start, |it, place| it.label(*place, "one of them"))
                    .help(format!("tell them apart with letters: `a {kind} A`, `a {kind} B`, then `the {kind} A`"))
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
            _ => self.out_of_place(),
        }
    }

    fn out_of_place(&self) -> Diagnostic {
        match self {
            Self::ThisInRule { span } => Diagnostic::error("program/this-in-rule", "a rule speaks of `this`")
                .label(*span, "only cases and questions consider something")
                .help("write `a …` to introduce what the rule is about, then `the …`"),
            Self::QuestionWord { span } => {
                Diagnostic::error("program/question-word", "a sentence that asks nothing has a question word")
                    .label(*span, "`which`, `who`, `what` and `how many` belong into questions")
                    .help("write `a …` or `the …`")
            }
            Self::ConcludesKind { span } => {
                Diagnostic::error("program/kind-conclusion", "a rule concludes of which kind something is")
                    .label(*span, "kinds are stated by cases, not concluded")
                    .help("declare a `conclusion` phrase and conclude that: `{a request} counts as a red notice`")
            }
            Self::ConcludesSame { span } => {
                Diagnostic::error("program/identity-conclusion", "a rule concludes that two things are the same")
                    .label(*span, "different names are different individuals")
                    .help("declare a `conclusion` phrase and conclude that")
            }
            Self::ConcludesComparison { .. }
            | Self::NestedConclusion { .. }
            | Self::SaysUnknown { .. }
            | Self::LooseValue { .. }
            | Self::Overflow { .. } => self.of_value(),
            Self::WhoIsAsked { span } => {
                Diagnostic::error("program/who-is-asked", "nothing tells which kind of thing is asked for")
                    .label(*span, "of any kind")
                    .help("ask with a kind: `which country …`")
            }
            Self::NothingConsidered { span }
            | Self::Unbound { span, .. }
            | Self::AmbiguousReference { span, .. }
            | Self::UnboundLetter { span, .. }
            | Self::LetterTwice { span, .. } => {
                Diagnostic::error("program/nothing-considered", "nothing is under consideration that `this` could mean")
                    .label(*span, "means nothing yet")
                    .help("name the thing, or write `consider NAME` in the case")
            }
        }
    }
}

impl SentenceError {
    fn of_value(&self) -> Diagnostic {
        match self {
            Self::ConcludesComparison { span } => Diagnostic::error(
                "program/value-conclusion",
                "a rule does not conclude what a value is",
            )
            .label(*span, "a rule gives an attribute its value, and nothing else")
            .help(
                "conclude `the X of a K is …`, or declare a `conclusion` phrase and conclude that",
            ),
            Self::NestedConclusion { span } => Diagnostic::error(
                "program/value-conclusion",
                "a rule concludes an attribute of something that it does not name",
            )
            .label(*span, "has to be worked out itself")
            .help("introduce it by its kind, and say as a condition that it is this"),
            Self::LooseValue { sort, letter, span } => {
                let it = letter.clone().unwrap_or_else(|| format!("the {sort}"));
                Diagnostic::error("program/unbound-variable", format!("nothing says which {sort} `{it}` is"))
                    .label(*span, "could be any")
                    .help(format!("use it in a phrase that has to hold, or say `{it} is …` with a value that is known"))
            }
            Self::Overflow { span } => {
                Diagnostic::error("program/overflow", "this can't be worked out")
                    .label(*span, "too large, a part of a day or month, or divided by zero")
                    .help("correct the values")
            }
            Self::SaysUnknown { span } => Diagnostic::error(
                "program/unknown-said",
                "only a case says that something is unknown",
            )
            .label(*span, "neither a rule nor a question can say this")
            .help("leave it out: what is not stated is unknown"),
            _ => unreachable!("errors: only those of values come here"),
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
