//! Is an explanation right? A second judge, who shares no code with those who found the answer.
//!
//! Whoever relies on an answer need not rely on the engine: an explanation as JSON is a certificate, and this room
//! confirms or refutes it against the rules and the case. It uses nothing but the program as it was
//! read:
//!
//! - `world` writes out the rules for the individuals that the question reaches, and `ground` and `values` their
//!   conditions; `formula` is what they are made of;
//! - `model` says which verdicts occur over all ways to settle the open questions;
//! - `words` reads the sentences of an explanation again;
//! - `ways` checks the answer, and `steps` its reasons.
//!
//! Nothing that an explanation says is trusted: it says where to look, and each thing it says is looked at.

mod formula;
mod world;
mod ground;
mod values;
mod model;
mod words;
mod ways;
mod steps;

use jiff::civil::Date;
use serde_json::Value;

use crate::{
    program::{Program, Query, Scenario},
    source::Sources,
};

use self::{model::Model, words::Words, world::World};

/// What an explanation is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The texts that its reasons point into.
    pub sources: &'a Sources,
    /// The case.
    pub scenario: &'a Scenario,
    /// The question.
    pub query: &'a Query,
}

/// What came of checking an explanation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many steps were checked.
    pub steps: usize,
    /// How many ways were checked.
    pub ways: usize,
    /// What is wrong.
    pub refuted: Vec<Refutation>,
    /// What could not be decided, a sentence each without its subject: `does not compare two unknown values`.
    pub undecided: Vec<String>,
}

/// Something that an explanation says and that is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refutation {
    /// The `id` of the step, where it is about one.
    pub step: Option<String>,
    /// The sentence of the step.
    pub sentence: Option<String>,
    /// What is wrong, in one plain sentence.
    pub wrong: String,
}

impl Report {
    /// Whether everything that the explanation says is so.
    pub fn is_confirmed(&self) -> bool {
        self.refuted.is_empty() && self.undecided.is_empty()
    }

    fn refute(&mut self, wrong: impl Into<String>) {
        self.refuted.push(Refutation { step: None, sentence: None, wrong: wrong.into() });
    }

    fn doubt(&mut self, doubt: Doubt) {
        if !self.undecided.contains(&doubt.0) {
            self.undecided.push(doubt.0);
        }
    }
}

/// What the checker cannot decide: what it does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Doubt(String);

/// Checks an explanation, as [`explain::json`](crate::explain::json) prints it.
pub fn check(subject: Subject<'_>, explanation: &Value) -> Report {
    let mut report = Report::default();
    if let Err(doubt) = check_all(subject, explanation, &mut report) {
        report.doubt(doubt);
    }
    report
}

fn check_all(subject: Subject<'_>, explanation: &Value, report: &mut Report) -> Result<(), Doubt> {
    let day = day(explanation).map_err(Doubt)?;
    let asked = subject.query.as_of.or(subject.scenario.as_of);
    if asked.is_some() && asked != day && subject.query.as_of.is_some() {
        report.refute("`as_of` is not the day that the question names");
    }
    let mut world = World::new(subject.program, subject.scenario, subject.query, day);
    let mut words = Words::new(subject);
    let claims = ways::claims(&mut world, &mut words, subject.query, explanation, report)?;
    world.settle()?;
    let steps = steps::read(&mut world, &mut words, subject.query, explanation, report)?;
    world.settle()?;
    let model = Model::new(&world);
    for (one, other) in &world.rivals {
        let effect = |it: usize| formula::Formula::Is(world.instances[it].effect);
        let both = formula::all([effect(*one), effect(*other)]);
        if model.all(&both, |it| it.yes || it.circular)?.yes {
            return Err(Doubt("does not weigh rules that give an attribute two values".to_owned()));
        }
    }
    ways::check(&model, &claims, report);
    steps::check(&steps, subject, &world, &model, report);
    Ok(())
}

fn day(explanation: &Value) -> Result<Option<Date>, String> {
    match &explanation["as_of"] {
        Value::Null => Ok(None),
        it => it
            .as_str()
            .and_then(|it| it.parse().ok())
            .map(Some)
            .ok_or_else(|| "does not read a day that is not written like 2026-03-02".to_owned()),
    }
}
