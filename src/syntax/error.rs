//! What can be wrong with what was written?
//!
//! Five families: the layout of a file, the clauses of an item, and the marks, connectives and words of one piece.
//! Each mistake is worded beside its code: those of layout and clauses here, those inside a piece in [`sentence`].

mod sentence;

use crate::{diagnostic::Diagnostic, source::Span, syntax::keywords::ItemWord};

pub(super) use sentence::{Joint, JointError, MarkError, WordError};

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
                    || {
                        format!(
                            "begin an item with {}; indent a line that belongs to the item above",
                            items()
                        )
                    },
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
    let words =
        ["source", "outline", "omit", "kind", "name", "given", "conclusion", "rule", "exception"];
    format!("`{}` or `case`", words.join("`, `"))
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
                let help = closest
                    .map_or_else(|| known.clone(), |it| format!("did you mean `{it}`? {known}"));
                let item = item.word();
                Diagnostic::error(
                    "syntax/unknown-clause",
                    format!("`{word}` is no clause of `{item}`"),
                )
                .label(*span, format!("`{item}` has no such line"))
                .help(help)
            }
            Self::Duplicate { clause, first, second } => Diagnostic::error(
                "syntax/duplicate-clause",
                format!("`{clause}` stands twice in one item"),
            )
            .label(*second, "again here")
            .label(*first, "first here")
            .help("keep one of them"),
            Self::RuleWithoutSentence { label, span } => Diagnostic::error(
                "syntax/rule-without-sentence",
                format!("`{label}` has no sentence"),
            )
            .label(*span, "nothing follows from this")
            .help("write its sentence on the indented lines below"),
            Self::MissingReason { after } => {
                Diagnostic::error("syntax/missing-reason", "an `omit` gives no reason")
                    .label(*after, "the reason is missing here")
                    .help("add the reason in quotation marks")
            }
            Self::AttributeWithoutValue { after } => Diagnostic::error(
                "syntax/attribute-without-value",
                "an attribute doesn't say what its value is",
            )
            .label(*after, "the value is missing here")
            .help("add `: number`, `: date`, `: duration`, `: text` or `:` and a kind"),
            Self::ValueWithoutAttribute { item, span } => Diagnostic::error(
                "syntax/value-without-attribute",
                "a phrase that is no attribute has a value",
            )
            .label(*span, "only an attribute has a value")
            .help(format!("write `{} attribute …`, or remove the colon", item.word())),
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
