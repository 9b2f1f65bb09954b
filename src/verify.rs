//! Is an explanation right? A second judge, who shares no code with those who found the answer.
//!
//! Whoever relies on an answer need not rely on the engine: an explanation as JSON is a certificate, and this room
//! confirms or refutes it against the rules and the case. It uses nothing but the program as it was read. In the order of
//! reading:
//!
//! - `shape`: which fields an explanation has;
//! - `items`, `case` and `clauses`: what can stand in a slot, what is known, and the rules without their nesting;
//! - `ground`: the sentences and instances of rules that the question reaches, goal by goal;
//! - `space`, `truth` and `sums`: where each of them is so, over all ways to settle the open questions at once; unknown
//!   values by the stretches of one line, or by linear constraints;
//! - `ways` and `open`: the least ways of the answer, worked out anew and compared, and the open questions in them;
//! - `repairs`: what would turn the answer round; `weakest`: what it rests on;
//! - `words` and `steps`: one walk over the reasons. What each step has to say is worked out before it is read.
//!
//! Nothing that an explanation says is trusted, and none of its sentences is read: they are written again.

mod shape;
mod items;
mod clauses;
mod case;
mod ground;
mod space;
mod truth;
mod sums;
mod words;
mod ways;
mod open;
mod repairs;
mod steps;
mod weakest;

use jiff::civil::Date;
use serde_json::Value;

use crate::{
    program::{Program, Query, Scenario},
    source::Sources,
    vocabulary::{PhraseId, ThingId},
};

use self::{
    ground::World,
    steps::Steps,
    ways::{Asked, Ways},
};

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

impl Doubt {
    fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// Checks an explanation, as [`explain::json`](crate::explain::json) prints it.
pub fn check(subject: Subject<'_>, explanation: &Value) -> Report {
    let mut report = Report::default();
    if let Err(doubt) = check_all(subject, explanation, &mut report) {
        report.doubt(doubt);
    }
    report
}

fn check_all(subject: Subject<'_>, explanation: &Value, report: &mut Report) -> Result<(), Doubt> {
    shape::check(explanation, report);
    if !report.refuted.is_empty() {
        return Ok(());
    }
    let day = day(explanation)?;
    let query = subject.query;
    if query.as_of.is_some() && query.as_of != day {
        report.refute("`as_of` is not the day that the question names");
    }
    let because = &explanation["because"];
    let heading = because["kind"] == "group" && because["status"].is_null();
    let mut roots: Vec<&Value> = if heading { list(because, "children") } else { vec![because] };
    let mut listed = list(explanation, "bindings");
    let mut notes = [Vec::new(), Vec::new()];
    let mut open = Vec::new();
    for (query, slot) in &parts(subject, query) {
        let slot = *slot;
        let mut world = World::new(subject.program, subject.scenario, query, day);
        let topic = world.clauses.question(&mut world.items, &query.wanted);
        let mut answers = Answers { world: &mut world, topic, query, slot, explanation };
        let atoms = answers.check(&mut listed, &mut open, report)?;
        if atoms.is_empty() && slot.is_some() {
            continue;
        }
        let mut steps = Steps::new(&mut world, subject.sources, report);
        roots = steps.check(topic, &atoms, &roots, slot.is_none())?;
        notes[0].append(&mut steps.law);
        notes[1].append(&mut steps.contradicted);
    }
    if report.refuted.is_empty() {
        open::check(&open, explanation, report);
    }
    for it in listed {
        report.refute(format!("{} cannot be an answer, or is listed twice", it["values"]));
    }
    if !roots.is_empty() {
        report.refute("there are reasons for nothing that was asked");
    }
    if report.refuted.is_empty() {
        repairs::check(subject, explanation, report)?;
    }
    weakest::check(subject, explanation, report)?;
    for (field, mut all) in ["law", "contradicted"].into_iter().zip(notes) {
        let mut said: Vec<&str> =
            list(explanation, field).into_iter().filter_map(Value::as_str).collect();
        said.sort_unstable();
        all.sort_unstable();
        all.dedup();
        if said != all {
            report.refute(format!("`{field}` should be: {}", all.join("; ")));
        }
    }
    Ok(())
}

/// A question by itself; what follows about something is asked of each conclusion on its own.
fn parts(subject: Subject<'_>, query: &Query) -> Vec<(Query, Option<Slot>)> {
    let Some(thing) = query.wanted.about else { return vec![(query.clone(), None)] };
    let things = &subject.program.vocabulary.things;
    let mut all = things.iter().chain(&subject.scenario.things).chain(&query.things);
    let kind = all.nth(thing.0 as usize).map(|it| it.kind);
    let about = kind.map(|it| subject.program.questions_about(query, thing, it));
    let each = about.unwrap_or_default().into_iter();
    each.map(|it| (it.query, Some((it.phrase, it.slot, thing)))).collect()
}

/// The phrase of what follows about something, and where this stands in it.
type Slot = (PhraseId, usize, ThingId);

/// The answers to a question.
struct Answers<'w, 'a, 'v> {
    world: &'w mut World<'a>,
    topic: usize,
    query: &'v Query,
    slot: Option<Slot>,
    explanation: &'v Value,
}

impl Answers<'_, '_, '_> {
    /// Checks all answers; takes those that are listed out of the list, adds what they turn on to what is open, and gives
    /// all that there are.
    fn check(
        &mut self,
        listed: &mut Vec<&Value>,
        open: &mut Vec<Value>,
        report: &mut Report,
    ) -> Result<Vec<usize>, Doubt> {
        let mut atoms = Vec::new();
        let mut told: Vec<(&Value, String, Asked)> = Vec::new();
        for (names, atom) in possible(self.world, self.topic, self.query)? {
            let node = truth::Node::Atom(atom);
            if self.slot.is_some() && self.world.decide(node)? == truth::Verdict::NO {
                continue;
            }
            atoms.push(atom);
            let values = self.values(atom, names);
            let what: Vec<&str> = values.iter().map(|it| it.1.as_str()).collect();
            let what = what.join(", ");
            let is_said = |it: &&Value| {
                values.iter().all(|(key, name)| it["values"][key].as_str() == Some(name))
            };
            let (said, place) = match listed.iter().position(is_said) {
                // A question for yes or no has one answer, which is not listed.
                _ if values.is_empty() => (self.explanation, String::new()),
                Some(at) => (listed.remove(at), format!(" for {what}")),
                None => {
                    report.refute(format!("the answer {what} is missing"));
                    continue;
                }
            };
            let before = report.refuted.len();
            let asked = Ways::new(self.world).check(atom, said, &place, report)?;
            if report.refuted.len() == before {
                told.push((said, place, asked));
            }
        }
        let by_ways: Vec<Value> = told.iter().flat_map(|it| it.2.by_ways.clone()).collect();
        for (said, place, asked) in told {
            open.extend(open::turned_on(said, self.explanation, asked, &by_ways, &place, report));
        }
        Ok(atoms)
    }

    /// What an answer is, by the keys of `values`.
    fn values(&mut self, atom: usize, names: Vec<String>) -> Vec<(String, String)> {
        let Some((phrase, slot, thing)) = self.slot else {
            let keys = self.query.wanted.answers.iter().map(|it| it.key.clone());
            return keys.zip(names).collect();
        };
        let mut row = self.world.atoms[atom].row.clone();
        row.insert(slot, self.world.items.of(items::Quantity::Thing(thing)));
        vec![("follows".to_owned(), self.world.said(phrase, &row, true))]
    }
}

/// The answers to a question that are possible: what they name, and their atoms. A question for yes or no has one.
fn possible(
    world: &mut World<'_>,
    topic: usize,
    query: &Query,
) -> Result<Vec<(Vec<String>, usize)>, Doubt> {
    if query.wanted.answers.is_empty() {
        let atom = world.look_at(topic, &[])?;
        return Ok(vec![(Vec::new(), atom)]);
    }
    let mut found = Vec::new();
    let nothing = vec![None; query.wanted.answers.len()];
    for atom in world.candidates(topic, &nothing)? {
        if world.decide(truth::Node::Atom(atom))? != truth::Verdict::NO {
            let row = world.atoms[atom].row.iter();
            found.push((row.map(|it| world.answer(topic, *it)).collect(), atom));
        }
    }
    Ok(found)
}

fn list<'v>(value: &'v Value, field: &str) -> Vec<&'v Value> {
    value[field].as_array().into_iter().flatten().collect()
}

fn day(explanation: &Value) -> Result<Option<Date>, Doubt> {
    let Some(day) = explanation["as_of"].as_str() else { return Ok(None) };
    let day = day.parse().map(Some);
    day.map_err(|_| Doubt::new("does not read a day that is not written like 2026-03-02"))
}
