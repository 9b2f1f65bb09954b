//! On which facts do two versions of the rules differ? Exactly, over all cases of a stated size.
//!
//! The two are merged into one program over shared inputs, so where they differ is one condition on the open questions of
//! one schematic case; its least parts are the fact patterns. Each is then stated as a case and asked under both versions.

mod comparison;

use std::sync::atomic::Ordering;

use jiff::civil::Date;
use num_bigint::BigUint;

use self::comparison::Comparison;
use super::{
    pattern::Pattern,
    scope::{Scope, rows},
    written::Asking,
};
use crate::{
    engine::{Limit, Limits, compile::Compiled},
    program::{Apart, Interval, Merged, Program},
    session::Session,
};

/// How two versions are compared.
#[derive(Debug, Clone, Copy)]
pub struct Comparing<'a> {
    /// The size of the cases; without one, what the rules suggest for each question.
    pub scope: Option<&'a Scope>,
    /// The day whose law is applied.
    pub as_of: Option<Date>,
    /// Whether differences on other days are looked for, too.
    pub all_days: bool,
    /// How far to go for each question.
    pub limits: Limits<'a>,
    /// How many patterns are listed for each change of an answer.
    pub listed: usize,
}

/// On which facts two versions differ.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// The questions whose answers differ somewhere.
    pub questions: Vec<Difference>,
    /// How many questions were compared.
    pub compared: usize,
    /// What only one version has words for: phrases as they are declared. Rules for it are not compared by themselves.
    pub only_in_one: Vec<String>,
    /// The individuals that only one version names; the cases that are compared name them, too.
    pub named: Vec<String>,
    /// The questions that were not, or not to the end, and why.
    pub left_out: Vec<LeftOut>,
}

impl Differences {
    /// How many questions are answered differently somewhere; one that is on several days counts once.
    pub fn different(&self) -> usize {
        let mut questions: Vec<&str> =
            self.questions.iter().map(|it| it.question.as_str()).collect();
        questions.dedup();
        questions.len()
    }
}

/// A question whose answers differ somewhere.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The question, about individuals of the schematic case.
    pub question: String,
    /// The size of the cases: `1 request, 2 countries`.
    pub scope: String,
    /// The days of which this is so, if it is not so on the day that was asked about.
    pub days: Option<Interval>,
    /// From what to what the answer changes, and where.
    pub changes: Vec<Change>,
}

/// One way in which an answer changes.
#[derive(Debug, Clone)]
pub struct Change {
    /// The answer under the old rules.
    pub old: String,
    /// The answer under the new rules.
    pub new: String,
    /// The least fact patterns on which it does, the shortest first.
    pub patterns: Vec<Shown>,
    /// How many there are.
    pub count: BigUint,
}

/// A fact pattern, and the case that shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What must be so.
    pub pattern: Pattern,
    /// The question with the readings that the pattern takes.
    pub question: String,
    /// The case, where both versions were asked about it and answered as foreseen; else nothing.
    pub case: Option<Vec<String>>,
}

/// A question that was not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The question, or the phrase that it would have been about.
    pub question: String,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a question was not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It says something of values, and these are not gone through.
    OfValues,
    /// What matters is how unknown values lie to each other, and no values that show it were found.
    Unstated,
    /// A limit was reached.
    Limit(Limit),
}

/// Compares what two versions conclude on all cases. `progress` is told how many of how many phrases have been looked
/// at.
///
/// # Errors
/// When the same facts mean different things in the two.
pub fn differences(
    new: &mut Session,
    old: &mut Session,
    how: Comparing<'_>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Differences, Apart> {
    let Merged { program, pairs, only_in_one, named } = new.program.merged_with(&old.program)?;
    let program = program.with_open_inputs();
    let compiled = Compiled::new(&program);
    let comparison = Comparison { program: &program, compiled: &compiled, how };
    let mut found = Differences { only_in_one, named, ..Differences::default() };
    for (done, pair) in pairs.iter().enumerate() {
        progress(done, pairs.len());
        comparison.phrase(&mut (&mut *new, &mut *old), *pair, &mut found);
    }
    Ok(found)
}

impl<'a> Comparing<'a> {
    /// Whether somebody has asked to stop.
    pub(super) fn is_over(self) -> bool {
        self.limits.interrupt.is_some_and(|it| it.load(Ordering::Relaxed))
    }

    fn asking(self) -> Asking<'a> {
        Asking { as_of: self.as_of, limits: self.limits }
    }
}

impl Change {
    /// Makes a case of each pattern, and asks both versions about it.
    fn show(
        &mut self,
        (new, old): &mut (&mut Session, &mut Session),
        question: &str,
        how: Comparing<'_>,
    ) {
        let asking = how.asking();
        for shown in &mut self.patterns {
            let question = shown.pattern.question(question);
            if shown.pattern.guesses.is_empty() {
                shown.case = [false, true].into_iter().find_map(|all| {
                    let statements = shown.pattern.statements(&question, all);
                    let now = asking.answer(new, &statements, &question)?;
                    let before = asking.answer(old, &statements, &question);
                    (before.as_ref() != Some(&now))
                        .then(|| asking.case(new, Some(old), &statements, &question, &now))
                });
            }
            shown.question = question;
        }
    }
}

/// A smallest case on which two versions differ, with the answer of the new one; nothing where they differ on none.
///
/// # Errors
/// What keeps that from being found out.
pub fn telling(
    new: &mut Session,
    old: &mut Session,
    how: Comparing<'_>,
) -> Result<Option<Vec<String>>, WhyLeftOut> {
    let how = Comparing { listed: 1, ..how };
    let Ok(found) = differences(new, old, how, |_, _| {}) else { return Ok(None) };
    let changes = found.questions.iter().flat_map(|it| &it.changes);
    let cases = changes.flat_map(|it| &it.patterns).filter_map(|it| it.case.as_ref());
    let smallest = cases.min_by_key(|it| it.len());
    match (smallest, found.left_out.first()) {
        (Some(lines), _) => Ok(Some(lines.clone())),
        (None, Some(left)) => Err(left.why),
        (None, None) if found.questions.is_empty() => Ok(None),
        (None, None) => Err(WhyLeftOut::Unstated),
    }
}

/// Whether two programs conclude the same on all cases.
///
/// # Errors
/// What keeps that from being found out: there is no difference as far as could be seen.
pub fn are_alike(new: &Program, old: &Program, how: Comparing<'_>) -> Result<bool, WhyLeftOut> {
    let Ok(Merged { program, pairs, .. }) = new.merged_with(old) else { return Ok(false) };
    let program = program.with_open_inputs();
    let compiled = Compiled::new(&program);
    let comparison = Comparison { program: &program, compiled: &compiled, how };
    let mut unseen = None;
    for pair in pairs {
        let scope = how.scope.cloned().unwrap_or_else(|| comparison.scope(pair));
        let scenario = scope.scenario(&program);
        let Some(sorts) = comparison.slots(pair) else {
            unseen = Some(WhyLeftOut::OfValues);
            continue;
        };
        for row in rows(&program, &scenario, &sorts) {
            match comparison.differ(&scenario, pair, &row) {
                Ok(true) => return Ok(false),
                Ok(false) => {}
                Err(limit) => unseen = Some(WhyLeftOut::Limit(limit)),
            }
        }
    }
    unseen.map_or(Ok(true), Err)
}
