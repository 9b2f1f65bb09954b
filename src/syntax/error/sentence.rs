//! What can be wrong inside one piece: with its marks, with how its sentences are joined, with its words?

use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::characters::{DEEPEST, closing, remedy, spoken_mark},
};

/// A mistake in the marks of one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum MarkError {
    /// A sentence has no full stop.
    MissingStop { after: Span },
    /// A quoted text is not closed on its line.
    UnclosedQuote { span: Span },
    /// An opening bracket without its closing one.
    UnclosedBracket { bracket: char, span: Span },
    /// A closing bracket without its opening one.
    StrayBracket { bracket: char, span: Span },
    /// Brackets within brackets within brackets …
    TooDeep { span: Span },
    /// A full stop where nothing ends.
    StrayStop { span: Span },
    /// A question mark where nothing is asked.
    StrayQuestionMark { span: Span, in_case: bool },
    /// A comma inside a sentence.
    StrayComma { span: Span, in_question: bool },
    /// A colon that belongs to no `for every`.
    StrayColon { span: Span },
    /// Another mark that has no place in a sentence.
    StrayMark { mark: char, span: Span },
}

/// A mistake in how sentences are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum JointError {
    /// `A and B or C`
    MixedAndOr { first: Joint, second: Joint, ways: [String; 2] },
    /// Two `if` in one sentence.
    SecondIf { span: Span },
    /// `A unless B if C`
    IfBehindUnless { span: Span },
    /// `iff`
    Iff { span: Span },
    /// A sentence of a `rule` that begins with `if`.
    NoConclusion { span: Span },
    /// `A and B if C`
    JoinedConclusions { joint: Joint },
    /// `(A) if B`
    BracketedConclusion { span: Span },
    /// `(A; B)` without `all of` or `any of`.
    StrayList { span: Span },
    /// `for every K` without its colon and brackets.
    ForEvery { span: Span },
    /// `if` in a case.
    ConditionInCase { span: Span },
    /// A sentence of a case that leaves open what is so.
    OpenStatement { span: Span },
}

/// A mistake in the words of one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum WordError {
    /// The piece can't go on like this.
    Unexpected { expected: Vec<&'static str>, found: Option<String>, span: Span },
    /// A row of characters that is neither a word nor a number.
    NotAWord { text: String, span: Span },
    /// A label of several words.
    SpacedLabel { tied: String, span: Span },
    /// A day the calendar doesn't have.
    NoSuchDate { text: String, span: Span },
    /// A connective as a word of a phrase or name.
    ReservedWord { word: String, span: Span },
    /// A question without its question mark.
    MissingQuestionMark { after: Span },
    /// `as of 2026-01-01 is …?`
    MissingComma { span: Span },
    /// `expect Q?` and nothing more.
    ExpectWithoutAnswer { after: Span },
}

/// An `and` or `or`, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) struct Joint {
    /// In small letters.
    pub(in crate::syntax) word: &'static str,
    /// Where it stands.
    pub(in crate::syntax) span: Span,
}

impl MarkError {
    /// The message the author will read.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::MissingStop { after } => Diagnostic::error("syntax/missing-stop", "a sentence has no full stop")
                .label(*after, "a full stop is missing here")
                .help("end the sentence with `.`"),
            Self::UnclosedQuote { span } => {
                Diagnostic::error("syntax/unclosed-quote", "a quoted text is not closed on its line")
                    .label(*span, "opened here")
                    .help("close the quotation marks before the line ends")
            }
            Self::UnclosedBracket { bracket, span } => {
                Diagnostic::error("syntax/unclosed-bracket", format!("`{bracket}` is not closed"))
                    .label(*span, "opened here")
                    .help(format!("add the closing `{}`", closing(*bracket)))
            }
            Self::StrayBracket { bracket, span } => {
                Diagnostic::error("syntax/stray-bracket", format!("`{bracket}` closes nothing"))
                    .label(*span, "no bracket is open here that it could close")
                    .help("remove it, or open the bracket before it")
            }
            Self::TooDeep { span } => {
                Diagnostic::error("syntax/too-deep", format!("brackets are nested more than {DEEPEST} deep"))
                    .label(*span, "one bracket too many")
                    .help("give the inner condition a conclusion and a rule of its own")
            }
            Self::StrayStop { span } => Diagnostic::error("syntax/stray-stop", "a full stop stands where no sentence ends")
                .label(*span, "nothing ends here")
                .help("remove it; where it ends a sentence, put a blank behind it"),
            Self::StrayQuestionMark { span, in_case } => {
                Diagnostic::error("syntax/stray-question-mark", "a question mark stands where nothing is asked")
                    .label(*span, "a sentence ends with a full stop")
                    .help(if *in_case { "begin a question with `ask` or `expect`" } else { "end the sentence with `.`" })
            }
            Self::StrayComma { span, in_question } => {
                Diagnostic::error("syntax/stray-comma", "a comma stands inside a sentence")
                    .label(*span, "a comma joins nothing")
                    .help(if *in_question {
                        "remove it; begin the question with `as of …,` and the like, and end a supposition with `.`"
                    } else {
                        "remove it; join conditions with `and` or `or`, and put the conclusion before `if`"
                    })
            }
            Self::StrayColon { span } => Diagnostic::error("syntax/stray-colon", "a colon belongs to no `for every`")
                .label(*span, "only `for every …: (…)` has a colon")
                .help("remove it"),
            Self::StrayMark { mark, span } => {
                Diagnostic::error("syntax/stray-mark", format!("{} has no place here", spoken_mark(*mark)))
                    .label(*span, "neither a word nor a mark of the language")
                    .maybe_help(remedy(*mark).map(str::to_owned))
            }
        }
    }
}

impl JointError {
    /// The message the author will read.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::MixedAndOr { first, second, ways: [one, other] } => {
                Diagnostic::error("syntax/mixed-and-or", "`and` and `or` are mixed without brackets")
                    .label(second.span, format!("`{}` here", second.word))
                    .label(first.span, format!("`{}` here", first.word))
                    .help(format!("write `{one}` or `{other}`"))
            }
            Self::SecondIf { span } => Diagnostic::error("syntax/second-if", "a sentence has a second `if`")
                .label(*span, "the sentence has its `if` already")
                .help("end the sentence before it with `.`, or join the conditions with `and`"),
            Self::IfBehindUnless { span } => Diagnostic::error("syntax/if-behind-unless", "`if` stands behind `unless`")
                .label(*span, "this could belong to either part")
                .help("put `if` before `unless`"),
            Self::Iff { span } => Diagnostic::error("syntax/iff", "`iff` is not a word of the language")
                .label(*span, "a rule says when its conclusion holds")
                .help("write `if`; what no rule establishes is not so"),
            Self::NoConclusion { span } => {
                Diagnostic::error("syntax/no-conclusion", "a sentence of a rule concludes nothing")
                    .label(*span, "a conclusion is missing before this word")
                    .help("begin with what follows from the conditions; only an exception may leave it out")
            }
            Self::JoinedConclusions { joint } => {
                Diagnostic::error("syntax/joined-conclusions", "a sentence concludes more than one thing")
                    .label(joint.span, format!("`{}` joins conditions only", joint.word))
                    .help("write a sentence for each conclusion")
            }
            Self::BracketedConclusion { span } => {
                Diagnostic::error("syntax/bracketed-conclusion", "a conclusion stands in brackets")
                    .label(*span, "brackets hold conditions only")
                    .help("write the conclusion without brackets, and a sentence for each conclusion")
            }
            Self::StrayList { span } => {
                Diagnostic::error("syntax/stray-list", "a list in brackets says neither `all of` nor `any of`")
                    .label(*span, "all of these, or any of these?")
                    .help("write `all of (…; …)` or `any of (…; …)`")
            }
            Self::ForEvery { span } => Diagnostic::error("syntax/for-every", "a `for every` lacks its colon or its brackets")
                .label(*span, "what holds of each of them stands in brackets behind a colon")
                .help("write `for every country: (…)` or `for every country such that (…): (…)`"),
            Self::ConditionInCase { span } => {
                Diagnostic::error("syntax/condition-in-case", "a sentence of a case has a condition")
                    .label(*span, "a case states what is so")
                    .help("write a rule for what follows from what")
            }
            Self::OpenStatement { span } => {
                Diagnostic::error("syntax/open-statement", "a statement leaves open what is so")
                    .label(*span, "this can be so in more than one way")
                    .help("state what is known, each thing in a sentence; begin with `it is unknown whether` for the rest")
            }
        }
    }
}

impl WordError {
    /// The message the author will read.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NotAWord { text, span } => {
                Diagnostic::error("syntax/not-a-word", format!("`{text}` is neither a word nor a number nor a date"))
                    .label(*span, "a word begins with a letter")
                    .help("write numbers as `1500.50` or `1,500`, dates as `2026-03-02`, and other texts in quotation marks")
            }
            Self::SpacedLabel { tied, span } => {
                Diagnostic::error("syntax/spaced-label", "a label has several words")
                    .label(*span, "a label is one word")
                    .help(format!("tie the words with hyphens: `{tied}`"))
            }
            Self::NoSuchDate { text, span } => {
                Diagnostic::error("syntax/no-such-date", format!("there is no {text} in the calendar"))
                    .label(*span, "no such day")
                    .help("write a date as `2026-03-02` or `2 March 2026`")
            }
            Self::MissingQuestionMark { after } => {
                Diagnostic::error("syntax/missing-question-mark", "a question has no question mark")
                    .label(*after, "a question mark is missing here")
                    .help("end the question with `?`")
            }
            Self::MissingComma { span } => {
                Diagnostic::error("syntax/missing-comma", "a qualification of a question has no comma")
                    .label(*span, "a comma is missing before this")
                    .help("put a comma behind it: `as of 2026-03-02, is …?`")
            }
            Self::ExpectWithoutAnswer { after } => {
                Diagnostic::error("syntax/expect-without-answer", "an `expect` line has no answer")
                    .label(*after, "the answer is missing here")
                    .help("add `yes`, `no`, `depends` or the answers behind the question mark; write `ask` to record them")
            }
            Self::ReservedWord { word, span } => {
                Diagnostic::error("syntax/reserved-word", format!("`{word}` can't be a word of a phrase or a name"))
                    .label(*span, "this word joins sentences")
                    .help("choose other words, or tie them with hyphens: `Bosnia-and-Herzegovina`")
            }
            Self::Unexpected { expected, found, span } => unexpected(expected, found.as_deref(), *span),
        }
    }
}

fn unexpected(expected: &[&'static str], found: Option<&str>, span: Span) -> Diagnostic {
    let wanted = listed(expected);
    let message = match found {
        Some(found) => format!("expected {wanted}, found `{found}`"),
        None => format!("expected {wanted}, found nothing more"),
    };
    Diagnostic::error("syntax/unexpected", message).label(span, format!("expected {wanted}"))
}

/// `a word, a number or a full stop`
fn listed(words: &[&'static str]) -> String {
    match words {
        [] => "nothing more".to_owned(),
        [one] => (*one).to_owned(),
        [many @ .., last] => format!("{} or {last}", many.join(", ")),
    }
}
