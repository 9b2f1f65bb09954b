//! What can be wrong with cases and with what is stated or expected, and what is their author told?

use crate::{diagnostic::Diagnostic, source::Span};

/// A mistake in a case or in an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum CaseError {
    /// Two cases have one name.
    Twice { name: String, again: Span, first: Span },
    /// `extends` a case that isn't there.
    UnknownCase { name: String, span: Span, nearest: Vec<String> },
    /// A case that extends itself.
    ExtendsCycle { names: Vec<String>, span: Span },
    /// An expected answer that the question can't have.
    NotAnAnswer { span: Span, yes_no: bool },
    /// An expected answer with too few or too many values.
    OtherCount { wanted: usize, given: usize, span: Span },
    /// An expected value of another sort than the one that is asked for.
    NotThatSort { span: Span, takes: String },
    /// `what follows about` something that is not an individual.
    FollowsWhat { span: Span },
}

/// A mistake in what is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::program) enum StatementError {
    /// Two lines that can't both be so.
    Contradiction { span: Span, first: Span, sentence: String },
    /// A statement that would leave something without a kind.
    NoKindLeft { thing: String, kind: String, span: Span },
    /// `a country` in a statement.
    NotNamed { written: String, span: Span },
    /// A statement that two individuals are the same.
    StatesSame { span: Span },
    /// A conclusion stated to be unknown.
    UnknownConclusion { span: Span },
    /// An individual of a kind that is too general for the slot.
    TooGeneral { thing: String, is: String, takes: String, span: Span },
    /// An individual whose stated kind changed so that an earlier fact no longer fits.
    NoLongerFits { thing: String, is: String, span: Span, fact: Span },
    /// A statement that is no single fact.
    NotAFact { span: Span },
    /// An attribute that is given two values, or one and none.
    TwoValues { span: Span, first: Span, attribute: String },
    /// A time that is shorter than none.
    Negative { span: Span },
    /// A statement about a value that does not say what it is.
    NotTheValue { span: Span, attribute: Option<String> },
}

impl CaseError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Twice { name, again, first } => Diagnostic::error("case/duplicate", format!("two cases are called `{name}`"))
                .label(*again, "again here")
                .label(*first, "first here")
                .help("give one of them another name"),
            Self::UnknownCase { name, span, nearest } => {
                Diagnostic::error("case/unknown", format!("there is no case `{name}`"))
                    .label(*span, nearest.first().map_or_else(String::new, |it| format!("did you mean \"{it}\"?")))
                    .help("load the file with the case that this one extends, or correct its name")
            }
            Self::ExtendsCycle { names, span } => {
                let circle = names.join("` extends `");
                Diagnostic::error("case/extends-cycle", format!("a case extends itself: `{circle}`"))
                    .label(*span, "the circle begins here")
                    .help("remove one `extends` of the circle")
            }
            Self::NotAnAnswer { span, yes_no } => {
                let help = if *yes_no {
                    "expect `yes`, `no`, `depends`, `disputed` or `circular`"
                } else {
                    "expect names, separated by `;`, or `none`, `depends`, `disputed` or `circular`"
                };
                Diagnostic::error("case/not-an-answer", "the question can't have this answer")
                    .label(*span, "no answer to this question")
                    .help(help)
            }
            Self::OtherCount { wanted, given, span } => {
                Diagnostic::error("case/other-count", format!("the question asks for {wanted} things, but the answer names {given}"))
                    .label(*span, "one answer")
                    .help("join the things of one answer by `and`, in the order of asking, and separate answers by `;`")
            }
            Self::FollowsWhat { span } => {
                Diagnostic::error("case/not-named", "it is not said about which individual something is to follow")
                    .label(*span, "not the name of an individual")
                    .help("name one individual: `what follows about D1?`")
            }
            Self::NotThatSort { span, takes } => Diagnostic::error(
                "program/value-mismatch",
                format!("the question asks for {takes}"),
            )
            .label(*span, format!("not {takes}"))
            .help(format!("expect {takes}, `none`, `depends`, `disputed` or `circular`")),
        }
    }
}

impl StatementError {
    /// The message that the author reads.
    pub(in crate::program) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Contradiction { span, first, sentence } => {
                two_things(&format!("whether {sentence}"), *span, *first)
            }
            Self::NoKindLeft { thing, kind, span } => Diagnostic::error(
                "case/no-kind-left",
                format!("nothing would be known of what `{thing}` is"),
            )
            .label(*span, format!("all that is known of it is that it is {kind}"))
            .help(format!("say what it is instead: `{thing} is a … .`")),
            Self::NotNamed { written, span } => Diagnostic::error(
                "case/not-named",
                format!("`{written}` does not say who or what is meant"),
            )
            .label(*span, "a fact speaks of individuals by their names")
            .help("give it a name: `X is a country.`, then use `X`"),
            Self::StatesSame { span } => {
                Diagnostic::error("case/identity", "a case states that two things are the same")
                    .label(*span, "different names are different individuals")
                    .help("use one name throughout")
            }
            Self::UnknownConclusion { span } => {
                Diagnostic::error("case/unknown-conclusion", "a conclusion is stated to be unknown")
                    .label(*span, "the rules decide this; what they do not establish is not so")
                    .help("state which facts are unknown instead")
            }
            Self::TooGeneral { thing, is, takes, span } => Diagnostic::error(
                "case/too-general",
                format!("`{thing}` is only known to be {is}, and this is said of {takes}"),
            )
            .label(*span, format!("is this {takes}?"))
            .help(format!("say `{thing} is {takes}.`")),
            Self::NoLongerFits { thing, is, span, fact } => Diagnostic::error(
                "case/contradiction",
                format!("`{thing}` can't be {is} and have this said of it"),
            )
            .label(*fact, "this is not said of such a thing")
            .label(*span, format!("`{thing}` is {is} because of this"))
            .help("change one of the two lines"),
            Self::NotAFact { span } => {
                Diagnostic::error("case/not-a-fact", "a case states single facts")
                    .label(*span, "not a single fact")
                    .help("state each fact in a sentence of its own; leave out what is not known")
            }
            Self::TwoValues { span, first, attribute } => {
                two_things(&format!("what {attribute} is"), *span, *first)
            }
            Self::Negative { span } => {
                Diagnostic::error("case/negative-duration", "a time is shorter than none")
                    .label(*span, "not a length of time")
                    .help("state how long it is, or two dates and which of them is the later one")
            }
            Self::NotTheValue { span, attribute } => not_the_value(*span, attribute.as_deref()),
        }
    }
}

fn not_the_value(span: Span, attribute: Option<&str>) -> Diagnostic {
    let it = attribute.unwrap_or("the X of Y");
    Diagnostic::error("case/not-a-fact", "a case states what a value is, or that it is unknown")
        .label(span, "leaves the value open")
        .help(format!("write `{it} is …`, or `it is unknown what {it} is`"))
}

fn two_things(about: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error("case/contradiction", format!("a case says two things about {about}"))
        .label(span, "says one thing")
        .label(first, "says another")
        .help("remove one of the two lines")
}
