//! What did a change of the rules change? Rules and declarations that came, went, or mean something else.
//!
//! Two versions are compared by what their rules mean: layout, comments, the order of files, items and operands, the
//! names of variables and the labels of rules make no difference. A rule that is only called otherwise is renamed.

mod alignment;
mod canonical;
mod declared;
mod details;
mod form;
mod matching;
#[cfg(test)]
mod tests;
mod versions;

use crate::{program::RuleId, source::Span};

pub(super) use canonical::canonical;
pub(super) use declared::{Key, key};
pub(super) use form::Wording;
pub use matching::Matching;
pub use versions::{Texts, Unusable, Version, Versions, Which};

/// All differences between two versions of a body of rules.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Rules and exceptions, in the order of the new version; those that went are at the end.
    pub rules: Vec<RuleChange>,
    /// Sources, kinds, names and phrases.
    pub declared: Vec<DeclaredChange>,
    /// Which rule of one version is which rule of the other.
    pub matching: Matching,
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
    /// It says something else.
    Changed,
    /// It says the same under another label.
    Renamed,
}

impl Became {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
        }
    }
}

/// A rule that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Its label; where it went, the one that it had.
    pub label: String,
    /// The label that it had, where that was another.
    pub was: Option<String>,
    /// What became of it.
    pub became: Became,
    /// What of it is otherwise.
    pub details: Vec<Detail>,
    /// Where its sentence stands in the old version.
    pub old: Option<Span>,
    /// Where its sentence stands in the new version.
    pub new: Option<Span>,
}

/// A declaration that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredChange {
    /// What is declared.
    pub what: Declared,
    /// Its name; for a phrase, its words as declared.
    pub name: String,
    /// What became of it.
    pub became: Became,
    /// What of it is otherwise.
    pub details: Vec<Detail>,
    /// Where the old version declares it.
    pub old: Option<Span>,
    /// Where the new version declares it.
    pub new: Option<Span>,
}

/// What can be declared besides rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declared {
    /// A source.
    Source,
    /// A kind.
    Kind,
    /// A name.
    Name,
    /// A phrase, or an attribute.
    Phrase,
}

impl Declared {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::Phrase => "phrase",
        }
    }
}

/// One thing that is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Which side of it.
    pub aspect: Aspect,
    /// As the old version has it, in words; nothing where it has none.
    pub old: Option<String>,
    /// As the new version has it.
    pub new: Option<String>,
}

/// The sides of a rule or declaration that can be otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// What a rule concludes.
    Conclusion,
    /// One of its conditions.
    Condition,
    /// What one of its variables ranges over.
    Variable,
    /// What it is an exception to.
    ExceptionTo,
    /// The reading that it belongs to.
    Reading,
    /// The days on which it is law.
    InForce,
    /// A rule that it overrides.
    Overrides,
    /// A rule that it replaces from its first day on.
    Replaces,
    /// What gives it its rank among rules that contradict each other: the source that it cites first.
    Rank,
    /// A citation.
    Citation,
    /// How well it is known that the source says so.
    Basis,
    /// A note.
    Note,
    /// What a source outranks.
    Outranks,
    /// The kind of a source, or of a name; what a kind is a part of.
    Kind,
    /// Whether cases or rules say it, and what is so if nobody does.
    Role,
    /// Another name or wording.
    Also,
    /// The wording of its opposite.
    Negated,
    /// Its wording as a question.
    Asked,
    /// How an interview asks.
    Ask,
    /// What helps to answer.
    Help,
    /// Who decides it.
    DecidedBy,
    /// The plural of a kind.
    Plural,
    /// A title.
    Title,
    /// An official reference.
    Reference,
    /// Where it can be read.
    Url,
    /// When it was consulted.
    Consulted,
    /// The lines above it that describe it.
    Description,
}

impl Aspect {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conclusion => "conclusion",
            Self::Condition => "condition",
            Self::Variable => "variable",
            Self::ExceptionTo => "exception to",
            Self::Reading => "reading",
            Self::InForce => "in force",
            Self::Overrides => "overrides",
            Self::Replaces => "replaces",
            Self::Rank => "rank",
            Self::Citation => "citation",
            Self::Basis => "basis",
            Self::Note => "note",
            Self::Outranks => "outranks",
            Self::Kind => "kind",
            Self::Role => "role",
            Self::Also => "also",
            Self::Negated => "negated",
            Self::Asked => "asked",
            Self::Ask => "ask",
            Self::Help => "help",
            Self::DecidedBy => "decided by",
            Self::Plural => "plural",
            Self::Title => "title",
            Self::Reference => "reference",
            Self::Url => "url",
            Self::Consulted => "consulted",
            Self::Description => "description",
        }
    }

    /// Whether an answer can be another one because of it.
    pub fn bears_on_answers(self) -> bool {
        matches!(
            self,
            Self::Conclusion
                | Self::Condition
                | Self::Variable
                | Self::ExceptionTo
                | Self::Reading
                | Self::InForce
                | Self::Overrides
                | Self::Replaces
                | Self::Rank
                | Self::Outranks
                | Self::Kind
                | Self::Role
        )
    }

    /// Whether it bears on where an answer comes from.
    fn bears_on_sources(self) -> bool {
        matches!(self, Self::Citation | Self::Basis)
    }
}

/// How far what is otherwise goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Only its words: neither answers nor their sources can be others.
    Words,
    /// No answer can be another one, but where it comes from can.
    Sources,
    /// Answers can be others.
    Answers,
}

fn reach(became: Became, details: &[Detail]) -> Reach {
    let one = |it: &Detail| match it.aspect {
        it if it.bears_on_answers() => Reach::Answers,
        it if it.bears_on_sources() => Reach::Sources,
        _ => Reach::Words,
    };
    match became {
        Became::Added | Became::Removed => Reach::Answers,
        Became::Changed | Became::Renamed => details.iter().map(one).max().unwrap_or(Reach::Words),
    }
}

impl RuleChange {
    /// How far it goes. (A question that admits only some sources may be answered otherwise on account of citations.)
    pub fn reach(&self) -> Reach {
        reach(self.became, &self.details)
    }
}

impl DeclaredChange {
    /// How far it goes.
    pub fn reach(&self) -> Reach {
        reach(self.became, &self.details)
    }
}

impl Changes {
    /// The differences between two versions.
    pub fn between(versions: &Versions) -> Self {
        let Versions { old, new, sources, .. } = versions;
        let matching = Matching::of(&old.session.program, &new.session.program);
        let compared = details::Compared { old, new, sources, matching: &matching };
        let ids = |it: &Version| (0..).map(RuleId).take(it.session.program.rules.len());
        let mut rules: Vec<RuleChange> = ids(new).filter_map(|it| compared.new_rule(it)).collect();
        rules.extend(ids(old).filter_map(|it| compared.old_rule(it)));
        // An exception to several sentences is a rule for each of them.
        rules.dedup();
        let declared = declared::changes(old, new, sources);
        Self { rules, declared, matching }
    }

    /// Whether nothing means anything else.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.declared.is_empty()
    }
}
