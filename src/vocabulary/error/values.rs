//! What can be wrong with values, attributes and comparisons, and what is their author told?

use super::{guess, list, replacement};
use crate::{diagnostic::Diagnostic, source::Span};

/// A term as written, and what it is: `the price of Lamp`, `a number`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// As written; empty where that is not at hand.
    pub(crate) written: String,
    /// What it is, with its article.
    pub(crate) is: String,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A mistake with a value in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ValueError {
    /// A value of the wrong sort where a phrase or an attribute takes something.
    Slot { given: Given, takes: String, phrase: String },
    /// A kind said of a value.
    NeverOfKind { given: Given, kind: String },
    /// Two values of different sorts, compared, or said to be equal.
    Compared { one: Given, other: Given, equal: bool },
    /// `is at least` of texts or individuals.
    Unordered { given: Given },
    /// `is before` of something that is no date.
    NotADate { given: Given },
    /// Two values that can't be combined.
    Combined { how: &'static str, one: Given, other: Given },
    /// `the sum of` dates, `the earliest of` numbers.
    Aggregated { takes: &'static str, given: Given },
    /// `plus` and `times` side by side.
    Mixed { ways: [String; 2], span: Span },
    /// More than can be represented.
    TooLarge { span: Span },
    /// A number before a word that is nearly a unit of time.
    UnknownUnit { word: String, span: Span, nearest: Vec<String> },
    /// An attribute that is not declared.
    UnknownAttribute {
        written: String,
        span: Span,
        word: Option<(Span, String)>,
        nearest: Vec<String>,
    },
    /// Brackets that hold no value.
    NotAValue { span: Span },
    /// An aggregate with `such that`, but without brackets.
    SuchThat { span: Span },
    /// `the number of country`, `the sum of incomes`: a value made of many that is not said in the words for that.
    AggregateWords { counts: bool, span: Span },
    /// An attribute that doesn't begin with `the`, or is `the` alone.
    AttributeWords { span: Span },
    /// `negated` or `asked` for an attribute.
    AttributeForm { span: Span },
    /// `otherwise no` for an attribute.
    AttributeOtherwise { span: Span },
    /// A kind that is called like a sort of values.
    ValueKind { name: String, span: Span },
}

const MISMATCH: &str = "program/value-mismatch";

impl ValueError {
    /// The message that the author reads.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        self.of_sorts().or_else(|| self.of_words()).unwrap_or_else(|| self.of_declaration())
    }

    fn of_sorts(&self) -> Option<Diagnostic> {
        Some(match self {
            Self::Slot { given, takes, phrase } => Diagnostic::error(
                MISMATCH,
                format!("`{phrase}` takes {takes} here, not {}", given.is),
            )
            .label(given.span, given.label())
            .help(format!("write {takes}{}", example(takes))),
            Self::NeverOfKind { given, kind } => {
                Diagnostic::error(MISMATCH, format!("{} is never {kind}", given.is))
                    .label(given.span, given.label())
                    .help("remove this condition, or name an individual")
            }
            Self::Compared { one, other, equal } => Diagnostic::error(
                MISMATCH,
                if *equal {
                    format!("{} is never {}", one.is, other.is)
                } else {
                    format!("{} can't be compared with {}", one.is, other.is)
                },
            )
            .label(other.span, other.label())
            .label(one.span, one.label())
            .help(format!("write {}{}", one.is, example(&one.is))),
            Self::Unordered { given } => Diagnostic::error(
                MISMATCH,
                format!("{} is neither more nor less than another", given.is),
            )
            .label(given.span, given.label())
            .help("compare it with `is`, `is not`, `is the same as` or `is different from`"),
            Self::NotADate { given } => Diagnostic::error(
                MISMATCH,
                format!("{} is neither before nor after another", given.is),
            )
            .label(given.span, given.label())
            .help("compare dates like this; for others write `is at most`, `is less than`, `is at least`, `is more than`"),
            Self::Combined { how, one, other } => Diagnostic::error(
                MISMATCH,
                format!("{} {how} {} is nothing", one.is, other.is),
            )
            .label(other.span, other.label())
            .label(one.span, one.label())
            .help("combine numbers with numbers; add durations to dates and to each other; multiply durations by numbers"),
            Self::Aggregated { takes, given } => Diagnostic::error(
                MISMATCH,
                format!("this is made of {takes}, and not of what is {}", given.is),
            )
            .label(given.span, given.label())
            .help("use `sum` of numbers or durations, `earliest` and `latest` of dates, `smallest` and `largest` of numbers or durations"),
            _ => return None,
        })
    }

    fn of_words(&self) -> Option<Diagnostic> {
        Some(match self {
            Self::Mixed { ways, span } => Diagnostic::error(
                "program/mixed-arithmetic",
                "it is not said what is worked out first",
            )
            .label(*span, "`plus` and `minus` beside `times` and `divided by`")
            .help(format!("use brackets: `{}` or `{}`", ways[0], ways[1])),
            Self::TooLarge { span } => {
                Diagnostic::error("program/overflow", "this value is too large to reckon with")
                    .label(*span, "beyond what is represented")
                    .help("write a number of at most 38 digits, a duration of whole days or months")
            }
            Self::UnknownUnit { word, span, nearest } => {
                Diagnostic::error("vocabulary/unknown-unit", format!("`{word}` is no unit of time"))
                    .label(*span, guess(nearest, "not a unit"))
                    .help("use days, weeks, months or years")
            }
            Self::UnknownAttribute { written, span, word, nearest } => Diagnostic::error(
                "vocabulary/unknown-attribute",
                format!("there is no attribute `{written}`"),
            )
            .label(
                word.as_ref().map_or(*span, |it| it.0),
                word.as_ref().map_or_else(
                    || "not declared in these words".to_owned(),
                    |it| format!("did you mean \"{}\"?", it.1),
                ),
            )
            .help(match nearest.as_slice() {
                [] => "declare it: `given attribute the … of {a …}: number`".to_owned(),
                near => format!("follow the words of {}", list(near)),
            }),
            Self::NotAValue { span } => {
                Diagnostic::error("vocabulary/not-a-value", "the brackets hold no value")
                    .label(*span, "nothing that can be worked out")
                    .help("put a calculation in brackets: `(the price of the product plus 5)`")
            }
            Self::AggregateWords { counts, span } => Diagnostic::error(
                "vocabulary/aggregate-words",
                "it is not said of what this value is made",
            )
            .label(*span, "not followed by what is gone through")
            .help(if *counts {
                "name what is counted in the plural: `the number of countries`, and `such that (…)` behind it"
            } else {
                "write `the sum of the X of the K over every K`, and `such that (…)` behind it"
            }),
            Self::SuchThat { span } => Diagnostic::error(
                "vocabulary/such-that",
                "what must hold behind `such that` does not stand in brackets",
            )
            .label(*span, "where does it end?")
            .help("write `such that (…)`"),
            _ => return None,
        })
    }

    fn of_declaration(&self) -> Diagnostic {
        match self {
            Self::AttributeWords { span } => Diagnostic::error(
                "vocabulary/attribute-words",
                "an attribute does not begin with `the` and a word",
            )
            .label(*span, "could not be told from other words of a sentence")
            .help("write `the X of {a K}`: `the price of {a product}`"),
            Self::AttributeForm { span } => Diagnostic::error(
                "vocabulary/attribute-form",
                "an attribute has neither an opposite nor a question of its own",
            )
            .label(*span, "nothing is said here that could be so or not")
            .help("remove this line; declare how an interview asks with `ask \"…\"`"),
            Self::AttributeOtherwise { span } => Diagnostic::error(
                "vocabulary/attribute-otherwise",
                "an attribute is never `no`",
            )
            .label(*span, "a value is one or is unknown")
            .help("remove this line; where there is a usual value, write a rule that gives it"),
            Self::ValueKind { name, span } => Diagnostic::error(
                "vocabulary/value-kind",
                format!("`{name}` is the word for a sort of values"),
            )
            .label(*span, "can't be a kind of thing as well")
            .help(replacement(
                &[],
                &format!("call the kind something else, such as `{name} of an event`"),
            )),
            _ => unreachable!("errors: each is one of sorts, words or declarations"),
        }
    }
}

impl Given {
    fn label(&self) -> String {
        match self.written.as_str() {
            "" => format!("this is {}", self.is),
            written => format!("`{written}` is {}", self.is),
        }
    }
}

/// How a value of a sort is written.
fn example(sort: &str) -> &'static str {
    match sort {
        "a number" => ": `12`, `2.5`, `1,000`",
        "a date" => ": `2026-03-02`, `2 March 2026`",
        "a duration" => ": `6 months`, `2 years`, `30 days`",
        "a text" => " in quotation marks",
        _ => "",
    }
}
