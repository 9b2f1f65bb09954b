//! What was written, item by item, before any word of a sentence has been given a meaning.
//!
//! Layout, labels, citations, clauses and the connectives (`and`, `or`, `not`, `unless`, brackets) are recognised here.
//! Everything else of a sentence is still a row of [`Token`]s: only the [`vocabulary`](crate::vocabulary) knows which phrase they are.

use crate::source::Span;

/// A file, as its items in the order of writing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The items that could be read; one that could not is reported instead.
    pub items: Vec<Item>,
}

/// What one item declares, with the `##` lines above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// From its first word to its last.
    pub span: Span,
    /// The text of the `##` lines above it, without the marks.
    pub doc: Vec<String>,
}

/// The kinds of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// `source article …`
    Source(Source),
    /// `outline rpd …`
    Outline(Outline),
    /// `omit [rpd Art. 3] "reason"`
    Omit(Omit),
    /// `kind red notice is a notice, plural red notices`
    Kind(Kind),
    /// `name CCF is a body, also "Commission"`
    Name(Name),
    /// `given …` or `conclusion …`
    Phrase(Phrase),
    /// `rule …` or `exception … to …`
    Rule(Rule),
    /// `case …`
    Case(Case),
}

/// Some words of the author's with their place; blanks between words are folded to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// A calendar date with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub date: jiff::civil::Date,
    /// Where it is written.
    pub span: Span,
}

/// `in force from …` and `in force until …`, both days included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InForce {
    /// The first day, where one is written.
    pub from: Option<Dated>,
    /// The last day, where one is written.
    pub until: Option<Dated>,
}

/// A text that rules cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The short name that citations use.
    pub name: Text,
    /// `title "…"`
    pub title: Option<Text>,
    /// `reference "…"`
    pub reference: Option<Text>,
    /// `url "…"` (the quotation marks may be missing)
    pub url: Option<Text>,
    /// `consulted DATE`
    pub consulted: Option<Dated>,
    /// `kind commentary`: its place on the ladder of authority, as written.
    pub kind: Option<Text>,
    /// When what it says is law.
    pub in_force: InForce,
    /// The sources it takes precedence over by declaration.
    pub outranks: Vec<Text>,
}

/// The provisions of a source, for coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The source.
    pub source: Text,
    /// A line each: the pinpoint, then what the provision is about, where that is said.
    pub provisions: Vec<(Text, Option<Text>)>,
}

/// A provision that is left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omit {
    /// What is left out.
    pub citations: Vec<Citation>,
    /// Why.
    pub reason: Text,
}

/// A kind of thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name, one or more words.
    pub name: Text,
    /// The kind it is a part of.
    pub parent: Option<Text>,
    /// Its plural, where it is not the name with an `s`.
    pub plural: Option<Text>,
}

/// An individual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its name, one or more words, without a leading `the`.
    pub name: Text,
    /// Whether it was declared with `the`.
    pub the: bool,
    /// The kind it is of.
    pub kind: Text,
    /// Its other names.
    pub also: Vec<Text>,
}

/// A phrase that a `given` or a `conclusion` declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// `given` rather than `conclusion`.
    pub given: bool,
    /// For an attribute (`given attribute the price of {a product}: number`), the words behind the colon.
    pub attribute: Option<Text>,
    /// Its words and slots.
    pub parts: Vec<PhrasePart>,
    /// Further wordings over the same slots.
    pub forms: Vec<Form>,
    /// `otherwise no`, where it stands.
    pub otherwise_no: Option<Span>,
    /// `ask "…"`: how an interview asks for it.
    pub ask: Option<Text>,
    /// `help "…"`
    pub help: Option<Text>,
    /// `decided by "…"`: who has to make this judgement.
    pub decided_by: Option<Text>,
    /// The first line, as written, from the first word of the phrase.
    pub span: Span,
}

/// A further wording of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What the wording says.
    pub kind: FormKind,
    /// Its words and slots.
    pub parts: Vec<PhrasePart>,
    /// Where it stands.
    pub span: Span,
}

/// What a further wording of a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// `also`: the same.
    Also,
    /// `negated`: the opposite.
    Negated,
    /// `asked`: the same as a question, without its question mark.
    Asked,
}

/// A word of a phrase, or a slot of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhrasePart {
    /// A word that stands as it is.
    Word(Text),
    /// `{a country: sender}`: kind words without the article, then the label if there is one.
    /// In further forms and in `ask "…"` a slot may be named by kind or label alone: `{country}`, `{sender}`.
    Slot {
        /// `country`
        kind: Text,
        /// `sender`
        label: Option<Text>,
        /// From brace to brace.
        span: Span,
    },
}

/// `[rpd Art. 83(1)(a)(i)]`: one part of a citation, without the brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source's short name.
    pub source: Text,
    /// The place in it, as written but for quotation marks; empty if none is given.
    pub pinpoint: String,
    /// Source and pinpoint.
    pub span: Span,
}

/// A rule or an exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its label.
    pub label: Text,
    /// For an exception, the label of what it is an exception to.
    pub exception_to: Option<Text>,
    /// Where the source says so.
    pub citations: Vec<Citation>,
    /// Its sentences, each a rule of its own under this label.
    pub sentences: Vec<RuleSentence>,
    /// `overrides LABEL`
    pub overrides: Vec<Text>,
    /// `replaces LABEL`
    pub replaces: Vec<Text>,
    /// `in force from`, `in force until`
    pub in_force: InForce,
    /// `basis secondary`
    pub basis: Option<Text>,
    /// `reading narrow of predominance`: the reading, then the provision.
    pub reading: Option<(Text, Text)>,
    /// `note "…"`
    pub notes: Vec<Text>,
}

/// `CONCLUSION [if CONDITIONS] [unless CONDITIONS].`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSentence {
    /// What it concludes; an exception may leave it out.
    pub conclusion: Option<Sentence>,
    /// Behind `if`.
    pub conditions: Option<Condition>,
    /// Behind `unless`.
    pub unless: Option<Condition>,
    /// From its first word to its full stop.
    pub span: Span,
}

/// A row of words that says one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// From the first to the last.
    pub span: Span,
}

/// One word or mark of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A word: a letter of any script, then letters, digits, hyphens and apostrophes, as written.
    Word(String),
    /// A number as written: `3`, `1,000`, `2.5`, `-4`.
    Number(String),
    /// A date in figures: `2026-03-02`. (`2 March 2026` is three tokens.)
    Date(jiff::civil::Date),
    /// A quoted text, without its quotation marks.
    Quoted(String),
    /// A bracketed part inside a sentence: `(the delivery date plus 2 days)`, `such that (…)`.
    Group(Box<Condition>),
}

/// A condition: sentences, joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How it is made up.
    pub kind: ConditionKind,
    /// From its first word to its last.
    pub span: Span,
}

/// How a condition is made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// One sentence.
    Sentence(Sentence),
    /// `A and B`, `all of (A; B)`: two or more parts, or one in an `all of` that lists one.
    All(Vec<Condition>),
    /// `A or B`, `any of (A; B)`.
    Any(Vec<Condition>),
    /// `not A`, `it is not the case that A`, `unless A`. Runs of negations are folded: at most one is left.
    Not(Box<Condition>),
    /// `for every SUBJECT [such that (A)]: (B)`: subject without `every`.
    ForEvery {
        /// `country`, `country A`
        subject: Sentence,
        /// Behind `such that`.
        such_that: Option<Box<Condition>>,
        /// What holds of each.
        then: Box<Condition>,
    },
}

/// A question, with all that qualifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// `suppose S.`, in order.
    pub suppositions: Vec<Statement>,
    /// `as of DATE,`
    pub as_of: Option<Dated>,
    /// `according to [the] SOURCE,`
    pub according_to: Vec<Text>,
    /// `without KIND-OF-SOURCE,`
    pub without: Vec<Text>,
    /// `on the READING reading of PROVISION,`
    pub readings: Vec<(Text, Text)>,
    /// What is wanted of it.
    pub intent: Intent,
    /// The question itself without its `?`; its sentences are still in the order of asking.
    pub body: Condition,
    /// From its first word to its question mark.
    pub span: Span,
}

/// What is wanted of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// The answer.
    Answer,
    /// `why …?`
    Why,
    /// `why not …?`
    WhyNot,
    /// `what would decide …?`
    WouldDecide,
    /// `what would change …?`
    WouldChange,
    /// `what follows about …?` (the body is the name alone)
    Follows,
}

/// A sentence of a case: what is so, is not so, or is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `it is unknown whether …`
    pub unknown: bool,
    /// What is stated: a sentence, `not` a sentence, or several joined by `and`.
    pub body: Condition,
    /// From its first word to its full stop.
    pub span: Span,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub name: Text,
    /// Its title.
    pub title: Option<Text>,
    /// The case whose facts it repeats.
    pub extends: Option<Text>,
    /// `as of DATE`
    pub as_of: Option<Dated>,
    /// `consider D1`: what `this` means.
    pub consider: Option<Text>,
    /// What is stated, in order.
    pub statements: Vec<Statement>,
    /// What is asked and expected, in order.
    pub questions: Vec<CaseQuestion>,
}

/// An `ask` or `expect` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseQuestion {
    /// What is asked.
    pub question: Question,
    /// For `expect`, the answers in order; absent for `ask`.
    pub expected: Option<Vec<Expected>>,
    /// The whole line.
    pub span: Span,
}

/// One of the answers that an `expect` line lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The answer's words: `yes`, a name, a value; several values of one answer are joined by `and`.
    pub values: Vec<Sentence>,
    /// `, if CONDITION`
    pub condition: Option<Condition>,
    /// All of it.
    pub span: Span,
}
