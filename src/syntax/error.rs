//! What can be wrong with what was written?
//!
//! Five families: the layout of a file, the clauses of an item, and the marks, connectives and words of one piece.
//! Each mistake is worded here, beside its code.

use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::{
        characters::{DEEPEST, closing, remedy, spoken_mark},
        keywords::ItemWord,
    },
};

/// Anything that can be wrong with what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SyntaxError {
    /// Where lines stand.
    Layout(LayoutError),
    /// The clauses of an item.
    Clause(ClauseError),
    /// The marks of a piece.
    Mark(MarkError),
    /// How its sentences are joined.
    Joint(JointError),
    /// Its words.
    Word(WordError),
}

impl SyntaxError {
    /// The message the author will read.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Layout(it) => it.diagnostic(),
            Self::Clause(it) => it.diagnostic(),
            Self::Mark(it) => it.diagnostic(),
            Self::Joint(it) => it.diagnostic(),
            Self::Word(it) => it.diagnostic(),
        }
    }
}

/// A mistake in where lines stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LayoutError {
    /// A line in column 1 begins with no item's word.
    UnknownItem { word: String, span: Span, closest: Option<&'static str> },
    /// A line in column 1 belongs to the item above.
    NotIndented { span: Span },
    /// An indented line stands before any item.
    OutsideItem { span: Span },
    /// A `table`, which this version can't read.
    TableNotRead { span: Span },
}

impl LayoutError {
    /// The message the author will read.
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::UnknownItem { word, span, closest } => {
                let help = closest.map_or_else(
                    || format!("begin an item with {}; indent a line that belongs to the item above", items()),
                    |it| format!("did you mean `{it}`?"),
                );
                Diagnostic::error("syntax/unknown-item", format!("`{word}` begins no item"))
                    .label(*span, "a line in column 1 begins an item")
                    .help(help)
            }
            Self::NotIndented { span } => {
                Diagnostic::error("syntax/not-indented", "a line of an item begins in column 1")
                    .label(*span, "this line seems to continue the item above")
                    .help("indent the lines of an item by two blanks")
            }
            Self::OutsideItem { span } => {
                Diagnostic::error("syntax/outside-item", "an indented line stands before any item")
                    .label(*span, "this line belongs to no item")
                    .help("begin the item in column 1, or begin a comment with `#`")
            }
            Self::TableNotRead { span } => {
                Diagnostic::error("syntax/table-not-read", "tables are not read by this version")
                    .label(*span, "this table is left out")
                    .help("write the rows of the table as cases")
            }
        }
    }
}

fn items() -> String {
    let words = ["source", "outline", "omit", "kind", "name", "given", "conclusion", "rule", "exception"];
    format!("`{}` or `case`", words.join("`, `"))
}

/// A mistake in the marks of one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkError {
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
    StrayComma { span: Span },
    /// A colon that belongs to no `for every`.
    StrayColon { span: Span },
    /// Another mark that has no place in a sentence.
    StrayMark { mark: char, span: Span },
}

/// A mistake in how sentences are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum JointError {
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
pub(super) enum WordError {
    /// The piece can't go on like this.
    Unexpected { expected: Vec<&'static str>, found: Option<String>, span: Span },
    /// A row of characters that is neither a word nor a number.
    NotAWord { text: String, span: Span },
    /// A day the calendar doesn't have.
    NoSuchDate { text: String, span: Span },
    /// A connective as a word of a phrase or name.
    ReservedWord { word: String, span: Span },
    /// A question without its question mark.
    MissingQuestionMark { after: Span },
    /// `expect Q?` and nothing more.
    ExpectWithoutAnswer { after: Span },
}

/// An `and` or `or`, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Joint {
    /// In small letters.
    pub(super) word: &'static str,
    /// Where it stands.
    pub(super) span: Span,
}

impl MarkError {
    /// The message the author will read.
    fn diagnostic(&self) -> Diagnostic {
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
            Self::StrayComma { span } => Diagnostic::error("syntax/stray-comma", "a comma stands inside a sentence")
                .label(*span, "a comma joins nothing")
                .help("remove it; join conditions with `and` or `or`, and put the conclusion before `if`"),
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
    fn diagnostic(&self) -> Diagnostic {
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
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::NotAWord { text, span } => {
                Diagnostic::error("syntax/not-a-word", format!("`{text}` is neither a word nor a number nor a date"))
                    .label(*span, "a word begins with a letter")
                    .help("write numbers as `1500.50` or `1,500`, dates as `2026-03-02`, and other texts in quotation marks")
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

/// A mistake in the clauses of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ClauseError {
    /// A line that is no clause of this item.
    Unknown { item: ItemWord, word: String, span: Span, closest: Option<&'static str> },
    /// A clause stands twice where only one makes sense.
    Duplicate { clause: &'static str, first: Span, second: Span },
    /// A rule that says nothing.
    RuleWithoutSentence { label: String, span: Span },
    /// An `omit` without its reason.
    MissingReason { after: Span },
    /// An attribute without the colon and the kind of its value.
    AttributeWithoutValue { after: Span },
    /// A phrase with a colon that isn't an attribute.
    ValueWithoutAttribute { item: ItemWord, span: Span },
}

impl ClauseError {
    /// The message the author will read.
    fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unknown { item, word, span, closest } => {
                let known = known_clauses(*item);
                let help = closest.map_or_else(|| known.clone(), |it| format!("did you mean `{it}`? {known}"));
                let item = item.word();
                Diagnostic::error("syntax/unknown-clause", format!("`{word}` is no clause of `{item}`"))
                    .label(*span, format!("`{item}` has no such line"))
                    .help(help)
            }
            Self::Duplicate { clause, first, second } => {
                Diagnostic::error("syntax/duplicate-clause", format!("`{clause}` stands twice in one item"))
                    .label(*second, "again here")
                    .label(*first, "first here")
                    .help("keep one of them")
            }
            Self::RuleWithoutSentence { label, span } => {
                Diagnostic::error("syntax/rule-without-sentence", format!("`{label}` has no sentence"))
                    .label(*span, "nothing follows from this")
                    .help("write its sentence on the indented lines below")
            }
            Self::MissingReason { after } => {
                Diagnostic::error("syntax/missing-reason", "an `omit` gives no reason")
                    .label(*after, "the reason is missing here")
                    .help("add the reason in quotation marks")
            }
            Self::AttributeWithoutValue { after } => {
                Diagnostic::error("syntax/attribute-without-value", "an attribute doesn't say what its value is")
                    .label(*after, "the value is missing here")
                    .help("add `: number`, `: date`, `: duration`, `: text` or `:` and a kind")
            }
            Self::ValueWithoutAttribute { item, span } => {
                Diagnostic::error("syntax/value-without-attribute", "a phrase that is no attribute has a value")
                    .label(*span, "only an attribute has a value")
                    .help(format!("write `{} attribute …`, or remove the colon", item.word()))
            }
        }
    }
}

fn known_clauses(item: ItemWord) -> String {
    match item.clauses() {
        [] => format!("remove it: `{}` has no further lines", item.word()),
        [one] => format!("a line of `{}` begins with `{one}`", item.word()),
        [many @ .., last] => {
            format!("a line of `{}` begins with `{}` or `{last}`", item.word(), many.join("`, `"))
        }
    }
}
