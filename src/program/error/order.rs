//! What can be wrong with labels, sources and precedence?

use crate::{diagnostic::Diagnostic, source::Span};

/// Something is referred to that is not there, or is there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum ReferenceError {
    /// Two items have one label, or two sources one name.
    Twice { what: &'static str, name: String, again: Span, first: Span },
    /// A label that no rule has.
    UnknownLabel { name: String, span: Span, nearest: Vec<String> },
    /// `to L/4` where L has three sentences.
    UnknownSentence { label: String, count: usize, span: Span },
    /// A source that is not declared.
    UnknownSource { name: String, span: Span, nearest: Vec<String> },
    /// A word that is no rung of the ladder of authority.
    UnknownAuthority { name: String, span: Span },
    /// A word that is no basis.
    UnknownBasis { name: String, span: Span },
    /// A provision without that reading.
    UnknownReading { reading: String, provision: String, span: Span, known: Vec<String> },
    /// Two readings of one provision in one question.
    TwoReadings { provision: String, span: Span, first: Span },
}

/// A mistake in which rule prevails, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum OrderError {
    /// An exception that is, through its chain, an exception to itself.
    ExceptionCycle { labels: Vec<String>, span: Span },
    /// So many sentences of exceptions to sentences that they can't be counted out.
    TooManyExceptions { label: String, span: Span },
    /// Rules or sources that outrank each other in a circle.
    PriorityCycle { steps: Vec<String>, places: Vec<Span> },
    /// `replaces L` in a rule that has no first day.
    ReplacesWithoutFrom { label: String, span: Span },
    /// A rule whose last day lies before its first.
    NeverInForce { label: String, span: Span },
    /// A rule that ends before the one that replaces it begins.
    Gap { label: String, span: Span, declared: Option<Span> },
    /// A rule that says it lasts longer than until it is replaced.
    Overlap { label: String, span: Span, declared: Option<Span> },
}

impl ReferenceError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Twice { what, name, again, first } => {
                let code = if *what == "source" {
                    "program/duplicate-source"
                } else {
                    "program/duplicate-label"
                };
                Diagnostic::error(code, format!("two {what}s are called `{name}`"))
                    .label(*again, "again here")
                    .label(*first, "first here")
                    .help("give one of them another name")
            }
            Self::UnknownLabel { name, span, nearest } => {
                Diagnostic::error("program/unknown-label", format!("no rule is called `{name}`"))
                    .label(*span, guess(nearest))
                    .help(replacement(nearest, "use the label of a rule or of an exception"))
            }
            Self::UnknownSentence { label, count, span } => Diagnostic::error(
                "program/unknown-label",
                format!("`{label}` has no sentence of that number"),
            )
            .label(*span, "no such sentence")
            .help(if *count == 1 {
                format!("write `{label}`")
            } else {
                format!("write `{label}/1` up to `{label}/{count}`")
            }),
            Self::UnknownSource { name, span, nearest } => {
                Diagnostic::error("program/unknown-source", format!("there is no source `{name}`"))
                    .label(*span, guess(nearest))
                    .help(replacement(nearest, &format!("declare it: `source {name}`")))
            }
            Self::UnknownAuthority { name, span } => Diagnostic::error(
                "program/unknown-authority",
                format!("`{name}` is no kind of source"),
            )
            .label(*span, "not on the ladder of authority")
            .help("use constitution, statute, regulation, decision, practice or commentary"),
            Self::UnknownBasis { name, span } => {
                Diagnostic::error("program/unknown-basis", format!("`{name}` is no basis"))
                    .label(*span, "says nothing about how well this is known")
                    .help("use primary, quoted, secondary or unverified")
            }
            Self::TwoReadings { provision, span, first } => {
                let message = format!("a question takes two readings of {provision}");
                Diagnostic::error("program/two-readings", message)
                    .label(*span, "the other one")
                    .label(*first, "one reading")
                    .help("ask twice: exactly one of the readings prevails")
            }
            Self::UnknownReading { reading, provision, span, known } => {
                let message = format!("no rule belongs to the {reading} reading of {provision}");
                Diagnostic::error("program/unknown-reading", message)
                    .label(*span, "no such reading")
                    .maybe_help(
                        (!known.is_empty()).then(|| format!("use `{}`", known.join("` or `"))),
                    )
            }
        }
    }
}

impl OrderError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Gap { label, span, declared } => succession(
                "program/in-force-gap",
                format!("`{label}` ends before it is replaced"),
                (*span, "begins later; on the days between, neither is in force"),
                *declared,
            )
            .help("correct one of the dates; a rule that is replaced needs no last day of its own"),
            Self::Overlap { label, span, declared } => succession(
                "program/in-force-overlap",
                format!("`{label}` is replaced before its last day"),
                (*span, "ends it earlier"),
                *declared,
            )
            .help("remove `in force until` from the replaced rule, or correct one of the dates"),
            Self::ExceptionCycle { labels, span } => {
                let circle = labels.join("` is an exception to `");
                Diagnostic::error(
                    "program/exception-cycle",
                    format!("an exception is an exception to itself: `{circle}`"),
                )
                .label(*span, "the circle begins here")
                .help("make one of them an exception to a rule outside the circle")
            }
            Self::TooManyExceptions { label, span } => Diagnostic::error(
                "program/too-many-exceptions",
                format!("`{label}` stands for too many exceptions"),
            )
            .label(*span, "each sentence is an exception to each sentence of what it excepts from")
            .help("aim at one sentence: `to LABEL/1`"),
            Self::PriorityCycle { steps, places } => {
                let start = Diagnostic::error(
                    "program/priority-cycle",
                    format!("precedence runs in a circle: {}", steps.join(", ")),
                );
                let labelled =
                    places.iter().fold(start, |it, place| it.label(*place, "part of the circle"));
                labelled.help("remove one `overrides` or `outranks` of the circle")
            }
            Self::ReplacesWithoutFrom { label, span } => Diagnostic::error(
                "program/replaces-without-date",
                format!("it is not said when `{label}` is replaced"),
            )
            .label(*span, "this rule has no first day")
            .help("add `in force from DATE` to this rule"),
            Self::NeverInForce { label, span } => {
                Diagnostic::error("program/never-in-force", format!("`{label}` is never in force"))
                    .label(*span, "its last day lies before its first")
                    .help("correct its dates, those of its source, or what it replaces")
            }
        }
    }
}

fn succession(
    code: &'static str,
    message: String,
    replacing: (Span, &str),
    declared: Option<Span>,
) -> Diagnostic {
    let start = Diagnostic::warning(code, message).label(replacing.0, replacing.1);
    match declared {
        Some(it) => start.label(it, "its own last day"),
        None => start,
    }
}

fn guess(nearest: &[String]) -> String {
    nearest
        .first()
        .map_or_else(|| "not declared".to_owned(), |it| format!("did you mean \"{it}\"?"))
}

fn replacement(nearest: &[String], otherwise: &str) -> String {
    match nearest {
        [] => otherwise.to_owned(),
        near => format!("write `{}`", near.join("` or `")),
    }
}
