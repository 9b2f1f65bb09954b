//! What did a change of the rules change for cases? Each question of each case, answered by both versions.
//!
//! Both versions are asked about the same facts in the same words. Answers are compared as functions of what is open,
//! and reasons by the rules in them, never by how they are printed.

mod aligned;
mod bearing;
mod causes;
mod compare;
mod words;

use std::collections::HashMap;

use crate::{
    diagnostic::Diagnostic,
    engine::Limit,
    explain::Explanation,
    program::{Case, Query},
    session::{Options, Session},
    source::Span,
    syntax::{
        ast::{self, ItemKind},
        in_one_line,
    },
};

use super::changes::{Became, Changes, Declared, Versions, Which};

pub use compare::{Comparison, Ground, Strength};
use compare::{Labelled, labelled};

/// What became of the answers of cases.
#[derive(Debug, Clone, Default)]
pub struct CaseChanges {
    /// Every case that was looked at, in order; those that only the old version has come last.
    pub cases: Vec<CaseChange>,
}

/// What became of one case.
#[derive(Debug, Clone)]
pub struct CaseChange {
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub span: Span,
    /// Whether only the old version has it.
    pub gone: bool,
    /// Why it can't be read under a version.
    pub unread: Option<Unread>,
    /// Its questions, in order; none where it can't be read.
    pub questions: Vec<QuestionChange>,
}

/// A case or question that makes no sense under a version.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Under which one; the new one, if under both.
    pub which: Which,
    /// Whether it makes no sense under the other one either.
    pub both: bool,
    /// What it says that only the other version knows: phrases, kinds and names.
    pub missing: Vec<Missing>,
    /// The mistakes in it under that version.
    pub mistakes: Vec<Diagnostic>,
}

/// A word that one version does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub what: Declared,
    /// Its name; for a phrase, its words.
    pub name: String,
}

/// What became of one question.
#[derive(Debug, Clone)]
pub struct QuestionChange {
    /// The question as written, in one line.
    pub question: String,
    /// Where it stands.
    pub span: Span,
    /// What came of asking.
    pub outcome: Outcome,
}

/// What came of asking both versions.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Nothing is otherwise.
    Unchanged,
    /// Something is.
    Changed(Box<Answers>),
    /// One version can't be asked.
    Unread(Unread),
    /// One version has no answer within the limits.
    Limit(Which, Limit),
}

/// Two answers that differ, or have other reasons.
#[derive(Debug, Clone)]
pub struct Answers {
    /// The old answer.
    pub old: Explanation,
    /// The new answer.
    pub new: Explanation,
    /// What is otherwise.
    pub comparison: Comparison,
    /// Where the answer is another one, what made the difference.
    pub causes: Causes,
}

/// What made the difference, found by trying.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Causes {
    /// The changes. If each suffices, undoing any one of them would bring the old answer back;
    /// else only undoing all of them would, and no fewer of them.
    pub listed: Vec<Cause>,
    /// Whether undoing any one of them would do.
    pub each: bool,
}

/// A rule or declaration that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What it is: a rule, if it is no declaration.
    pub what: Option<Declared>,
    /// Its label or name.
    pub name: String,
    /// What became of it.
    pub became: Became,
}

/// A question as both versions read it.
struct Asked<'a> {
    line: &'a ast::CaseQuestion,
    old: Option<(&'a Case, &'a Query)>,
    new: Option<(&'a Case, &'a Query)>,
}

impl CaseChanges {
    /// Asks both versions every question of every case that is `wanted`, by its file and name.
    /// `progress` is told how many of how many steps are done.
    ///
    /// # Errors
    /// When somebody asks to stop.
    pub fn between(
        versions: &Versions,
        changes: &Changes,
        options: &Options<'_>,
        wanted: impl Fn(&str, &str) -> bool,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Self, Limit> {
        let old = aligned::old(versions, changes);
        let comparing = Comparing::new(versions, changes, options, &old);
        let kept = versions.cases.len() - versions.gone;
        let mut found = Self::default();
        for (at, item) in versions.cases.iter().enumerate() {
            let ItemKind::Case(case) = &item.kind else { continue };
            if wanted(versions.sources.name(case.name.span.file), &case.name.text) {
                progress(at, versions.cases.len());
                found.cases.push(comparing.case(case, item.span, at >= kept)?);
            }
        }
        causes::find(&comparing, &mut found, progress)?;
        Ok(found)
    }

    /// All questions.
    pub fn questions(&self) -> impl Iterator<Item = &QuestionChange> {
        self.cases.iter().flat_map(|it| &it.questions)
    }
}

impl CaseChange {
    /// Whether anything about it is otherwise.
    pub fn is_changed(&self) -> bool {
        self.gone || self.unread.is_some() || self.questions.iter().any(QuestionChange::is_changed)
    }
}

impl QuestionChange {
    /// Whether anything about it is otherwise.
    pub fn is_changed(&self) -> bool {
        !matches!(self.outcome, Outcome::Unchanged)
    }

    /// Whether its answer is another one.
    pub fn is_answered_differently(&self) -> bool {
        matches!(&self.outcome, Outcome::Changed(it) if it.comparison.answer)
    }
}

/// Two versions, with the cases of each by their places.
struct Comparing<'a> {
    versions: &'a Versions,
    changes: &'a Changes,
    options: &'a Options<'a>,
    old: &'a Session,
    new: &'a Session,
    old_cases: HashMap<Span, &'a Case>,
    new_cases: HashMap<Span, &'a Case>,
    labelled: [Labelled; 2],
}

impl<'a> Comparing<'a> {
    fn new(
        versions: &'a Versions,
        changes: &'a Changes,
        options: &'a Options<'a>,
        old: &'a Session,
    ) -> Self {
        let new = &versions.new.session;
        let by_place = |it: &'a Session| it.cases.iter().map(|it| (it.span, it)).collect();
        let labelled = [old, new].map(|it| labelled(&it.program));
        let (old_cases, new_cases) = (by_place(old), by_place(new));
        Self { versions, changes, options, old, new, old_cases, new_cases, labelled }
    }

    fn session(&self, which: Which) -> &'a Session {
        match which {
            Which::Old => self.old,
            Which::New => self.new,
        }
    }

    fn read(&self, which: Which, name: Span) -> Option<&'a Case> {
        let cases = if which == Which::Old { &self.old_cases } else { &self.new_cases };
        cases.get(&name).copied()
    }

    /// The programs with and without the words that a version lacks.
    fn programs(&self, without: Which) -> words::Programs<'a> {
        let (old, new) = (&self.old.program, &self.new.program);
        match without {
            Which::Old => words::Programs { has: new, lacks: old },
            Which::New => words::Programs { has: old, lacks: new },
        }
    }

    fn case(&self, case: &ast::Case, span: Span, gone: bool) -> Result<CaseChange, Limit> {
        let (old, new) =
            (self.read(Which::Old, case.name.span), self.read(Which::New, case.name.span));
        let unread = match (old, new) {
            (Some(_), Some(_)) => None,
            (_, None) => Some(self.unread(
                Which::New,
                span,
                old.map(|it| self.programs(Which::New).of_case(it)),
            )),
            (None, Some(new)) => {
                Some(self.unread(Which::Old, span, Some(self.programs(Which::Old).of_case(new))))
            }
        };
        let mut questions = Vec::new();
        for line in case.questions.iter().filter(|_| unread.is_none()) {
            let words = self.words(line.question.span);
            // What is both asked and expected is one question.
            if questions.iter().any(|it: &QuestionChange| it.question == words) {
                continue;
            }
            let within = |case: Option<&'a Case>| {
                case.and_then(|it| Some((it, query(it, line.question.span)?)))
            };
            questions.push(self.question(&Asked { line, old: within(old), new: within(new) })?);
        }
        Ok(CaseChange {
            name: case.name.text.clone(),
            span: case.name.span,
            gone,
            unread,
            questions,
        })
    }

    fn unread(&self, which: Which, span: Span, missing: Option<Vec<Missing>>) -> Unread {
        let mistakes = mistakes_in(self.session(which), span);
        let both = missing.is_none();
        Unread { which, both, missing: missing.unwrap_or_default(), mistakes }
    }

    fn words(&self, span: Span) -> String {
        in_one_line(self.versions.sources.slice(span))
    }

    fn question(&self, asked: &Asked<'_>) -> Result<QuestionChange, Limit> {
        let span = asked.line.question.span;
        let outcome = match (asked.old, asked.new) {
            (Some(old), Some(new)) => self.answers(old, new)?,
            (old, None) => {
                let missing = old.map(|it| self.programs(Which::New).of_query(it.1));
                Outcome::Unread(self.unread(Which::New, asked.line.span, missing))
            }
            (None, Some(new)) => {
                let missing = self.programs(Which::Old).of_query(new.1);
                Outcome::Unread(self.unread(Which::Old, asked.line.span, Some(missing)))
            }
        };
        Ok(QuestionChange { question: self.words(span), span, outcome })
    }

    fn answers(&self, old: (&Case, &Query), new: (&Case, &Query)) -> Result<Outcome, Limit> {
        let asked = [(Which::Old, old), (Which::New, new)].map(|(which, (case, query))| {
            let session = self.session(which);
            (which, session.ask(&case.scenario, query, self.options))
        });
        let [(_, old), (_, new)] = match asked {
            [(_, Err(Limit::Interrupted)), _] | [_, (_, Err(Limit::Interrupted))] => {
                return Err(Limit::Interrupted);
            }
            [(which, Err(limit)), _] | [_, (which, Err(limit))] => {
                return Ok(Outcome::Limit(which, limit));
            }
            [(one, Ok(old)), (other, Ok(new))] => [(one, old), (other, new)],
        };
        let [was, is] = &self.labelled;
        let comparison = Comparison::of((&old, was), (&new, is));
        if comparison.is_none() {
            return Ok(Outcome::Unchanged);
        }
        Ok(Outcome::Changed(Box::new(Answers { old, new, comparison, causes: Causes::default() })))
    }
}

/// A question of a case, by its place.
fn query(case: &Case, span: Span) -> Option<&Query> {
    let expected = case.expectations.iter().map(|it| &it.query);
    case.asks.iter().chain(expected).find(|it| it.span == span)
}

/// The mistakes that stand in a stretch of a text.
fn mistakes_in(session: &Session, span: Span) -> Vec<Diagnostic> {
    let here =
        |it: &&Diagnostic| it.is_error() && it.primary().is_some_and(|it| it.is_within(span));
    session.diagnostics.iter().filter(here).cloned().collect()
}
