//! Why? An answer with its reasons, in words, as plain data.
//!
//! An [`Explanation`] is made from a grounding after the question has been decided, and never changes what was decided.
//! Its steps form a tree: what was concluded, by which rule, on which conditions, and which exceptions were considered.
//! One structure, several forms: [`text`] prints it at three lengths, [`json`] is the contract for programs;
//! [`markdown`] and [`html`] set out a [`memo`], [`picture`] and [`dot`] show the argument.
//!
//! Steps lie in one list and refer to each other by number, so that a chain of any length is as safe as a short one.

mod about;
mod alike;
mod argument;
mod compared;
mod conditions;
pub mod dot;
mod facts;
pub mod html;
pub mod json;
mod layout;
mod literals;
pub mod markdown;
pub mod memo;
mod open;
mod order;
mod origins;
mod parts;
mod phrases;
pub mod picture;
mod rank;
mod reasons;
mod refuted;
mod unknown;
mod unmet;
mod values;
pub mod text;
mod why;

use jiff::civil::Date;
use num_bigint::BigUint;

use crate::{
    answer::Status,
    program::{Authority, Basis},
};

pub use phrases::{
    Asked, item_in_words, items_in_words, kinds_in_words, literals_in_words, questions_compared,
    questions_in_words, sorts_asked, values_named,
};
pub use why::{Request, explain, say};

/// Names one step of an [`Explanation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub u32);

/// An answer with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The question in plain words.
    pub question: String,
    /// What it supposes, a sentence each.
    pub suppositions: Vec<String>,
    /// What narrows it: the sources, kinds of sources and readings that it admits, a phrase each.
    pub qualifiers: Vec<String>,
    /// The day whose law was applied.
    pub as_of: Option<Date>,
    /// The answer.
    pub answer: Answered,
    /// Every open question that the answer turns on.
    pub open: Vec<OpenEntry>,
    /// Comparisons of unknown values whose outcomes were taken as independent of each other although they may not be, a
    /// sentence each. Not every way of an answer that turns on them need be possible.
    pub independent: Vec<String>,
    /// The reasons: for a yes/no question the step of its sentence, for a `which` question one for each binding.
    pub because: Vec<StepId>,
    /// All steps; a step comes after the one that leads to it.
    pub steps: Vec<Step>,
    /// Where rules in effect say the opposite of what the case states.
    pub contradicted: Vec<String>,
    /// Where no rule was law on the day that could have concluded something, and when there was or will be one.
    pub law: Vec<String>,
    /// The weakest basis of the rules that the answer rests on.
    pub weakest_basis: Option<Basis>,
    /// The weakest kind of source that the answer rests on.
    pub weakest_source: Option<Authority>,
    /// Whether it rests on a rule that cites nothing.
    pub unsourced: bool,
    /// Whether the answer is the same where no rule counts that rests on commentary alone.
    pub without_commentary: bool,
    /// What would change it, where that was asked for and there is an opposite.
    pub repairs: Option<Repairs>,
}

/// What would have to be otherwise for the answer to be the opposite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Whether the answer would then be yes.
    pub wanted: bool,
    /// The least changes to what the case states, the smallest first.
    pub listed: Vec<Repair>,
    /// Whether these are all.
    pub complete: bool,
}

/// Some changes to what the case states under which the answer would be the opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What would then be so.
    pub changes: Vec<LiteralInWords>,
    /// The rules by which the answer would then come about.
    pub rules: Vec<String>,
}

/// The answer itself, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// To a yes/no question.
    YesNo(Box<Conditions>),
    /// To a `which` question: the bindings.
    Which(Vec<Bound>),
}

/// Whether and when something holds, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions {
    /// Which of the five answers it is.
    pub status: Status,
    /// When it is yes.
    pub yes_if: WaysInWords,
    /// When it is no.
    pub no_if: WaysInWords,
    /// When it is circular.
    pub circular_if: WaysInWords,
    /// The open questions it turns on, by their places in [`Explanation::open`].
    pub open: Vec<u32>,
}

/// The ways in which one side of an answer can come about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaysInWords {
    /// The shortest ones.
    pub listed: Vec<Vec<LiteralInWords>>,
    /// What every way needs.
    pub common: Vec<LiteralInWords>,
    /// How many there are altogether; unknown where there are too many to count.
    pub count: Option<BigUint>,
}

/// One settled question of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralInWords {
    /// What kind of question it settles.
    pub kind: OpenKind,
    /// The positive sentence, as the rules word it, without its full stop.
    pub sentence: String,
    /// What is said to a person when it holds: the sentence; for a dispute, which rules prevail over which.
    pub said: String,
    /// What is said when it does not hold.
    pub denied: String,
    /// Whether the sentence holds.
    pub holds: bool,
}

impl LiteralInWords {
    /// The sentence or its denial, whichever is the case.
    pub fn wording(&self) -> &str {
        if self.holds { &self.said } else { &self.denied }
    }
}

/// One possible answer to a `which` question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// For each thing asked for, its key and its name.
    pub values: Vec<(String, String)>,
    /// Whether and when it is an answer.
    pub conditions: Conditions,
}

/// What kind of question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenKind {
    /// A yes/no input.
    Input,
    /// Which sub-kind something belongs to.
    Kind,
    /// Which side of a dispute prevails.
    Dispute,
    /// Which reading of a provision prevails.
    Reading,
    /// What value an attribute has.
    Value,
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyOpen {
    /// The case does not say.
    NotStated,
    /// The case says that it is unknown.
    StatedUnknown,
    /// Somebody has to decide it.
    Judgement,
    /// Rules conclude both, and nothing ranks them.
    Sources,
    /// A provision can be read in several ways.
    Readings,
}

/// An open question, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEntry {
    /// What kind of question it is.
    pub kind: OpenKind,
    /// Why it is open.
    pub why: WhyOpen,
    /// What is open: the positive sentence.
    pub sentence: String,
    /// How to ask for it.
    pub ask: String,
    /// What helps to answer it, if the rules say so.
    pub help: Option<String>,
    /// Who decides it, if the rules say so.
    pub decided_by: Option<String>,
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The sentence is true; the rule is in effect.
    Holds,
    /// The sentence is false; the rule does not apply.
    Fails,
    /// It depends on open questions.
    Open,
    /// The rule applies and gives way to an exception or a stronger rule.
    Defeated,
    /// It supports and attacks only itself.
    Circular,
}

/// What makes a sentence true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The case says so, or says no; or the question supposes it.
    Stated,
    /// A rule in effect concludes it.
    Concluded,
    /// A rule in effect concludes the opposite, or what it is about is of another kind.
    RuledOut,
    /// Nothing says that it is so.
    NotEstablished,
    /// A rule for it applies, and gives way to an exception or to a stronger rule.
    Defeated,
}

impl Standing {
    /// In words, as said of a sentence that is not so.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Concluded => "concluded",
            Self::RuledOut => "ruled out",
            Self::NotEstablished => "not established",
            Self::Defeated => "defeated",
        }
    }
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// A sentence: a conclusion, a condition, a fact.
    Sentence,
    /// A rule.
    Rule,
    /// An exception.
    Exception,
    /// A heading over alternatives, or over what is negated.
    Group,
}

/// What a sentence says of what, for those who would not read its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// A phrase as it was declared, the name of a kind, or how things compare.
    pub topic: AboutTopic,
    /// What it is said of, in order; nothing for what is not known.
    pub items: Vec<Option<String>>,
    /// Whether it is affirmed.
    pub holds: bool,
}

/// What is said of some things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutTopic {
    /// A phrase as it was declared: `{a person} may stay`; of an attribute the last item is its value.
    Phrase(String),
    /// That something is of a kind, by its name.
    Kind(String),
    /// How two values compare: `at most`; `same` of two individuals.
    Comparison(&'static str),
}

/// One step of an explanation.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a remark of its own, which a form may ask for"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is about.
    pub kind: StepKind,
    /// What it says, in words.
    pub sentence: String,
    /// How it came out.
    pub outcome: Outcome,
    /// For a sentence that is settled, what settles it.
    pub standing: Option<Standing>,
    /// The rule's label, for rules and exceptions.
    pub rule: Option<String>,
    /// What it is about, for a sentence that says something of certain things.
    pub about: Option<About>,
    /// For rules and exceptions, what their variables stand for, as far as it is known: name and item.
    pub bindings: Vec<(String, String)>,
    /// Where the sources say so, `article "Approval process"` as `article Approval process`, in order of citation.
    pub citations: Vec<String>,
    /// How well it is known that they do.
    pub basis: Option<Basis>,
    /// Why it came out like this, where that is not shown by what is below: "the case says no (x.case:7)".
    pub remark: String,
    /// For a sentence that is open itself, or says that a value is unknown, the [`OpenEntry::sentence`] of what is asked.
    pub asks: Option<String>,
    /// Whether it goes without saying beside other conditions: that a thing is of the kind it is stated to be of.
    pub obvious: bool,
    /// Whether it was not written as a condition but follows from how a thing or value was introduced, and holds.
    pub implied: bool,
    /// Whether it speaks against the step above it instead of for it.
    pub against: bool,
    /// What it rests on.
    pub children: Vec<StepId>,
    /// The step before it that says the same and has the reasons.
    pub same_as: Option<StepId>,
    /// Whether its reasons were left out because they lie too deep for what was asked for.
    pub cut: bool,
}

impl Explanation {
    /// A step.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id.0 as usize]
    }
}
