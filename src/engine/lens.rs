//! Which rules count for a question? The law of a day, the sources it admits, the readings it takes.

use jiff::civil::Date;

use super::compile::index;
use crate::program::{Authority, Program, Query, Reading, Rule, RuleId, SourceId};

/// The rules and readings that count.
#[derive(Debug, Clone, Default)]
pub struct Lens {
    /// The day whose law is applied; without one, no rule is left out for its dates.
    pub as_of: Option<Date>,
    /// The readings that are taken to prevail.
    pub readings: Vec<Reading>,
    /// For each provision how many readings it has.
    rivals: Vec<u32>,
    /// For each rule why it does not count, if it does not.
    left_out: Vec<Option<LeftOut>>,
}

/// Why a rule does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It is not law on the day.
    NotInForce,
    /// It is an exception, and what it is an exception to is not law on the day.
    WithItsRule,
    /// It cites sources, and none of those that the question admits.
    OtherSource,
    /// All its sources stand on a rung that the question leaves out, or lower.
    WeakSource,
    /// It belongs to a reading that the question does not take.
    OtherReading,
}

impl Lens {
    /// The rules that count for a question on the law of a day (the question's own day goes before).
    pub fn new(program: &Program, as_of: Option<Date>, query: Option<&Query>) -> Self {
        let mut lens = Self {
            as_of: query.and_then(|it| it.as_of).or(as_of),
            readings: query.map(|it| it.readings.clone()).unwrap_or_default(),
            rivals: program.provisions.iter().map(|it| index(it.readings.len())).collect(),
            left_out: Vec::with_capacity(program.rules.len()),
        };
        for (id, _) in program.rules() {
            let why = lens.why_left_out(program, id, query);
            lens.left_out.push(why);
        }
        lens
    }

    /// Takes one rule as it is on another day.
    pub fn take_as_of(
        &mut self,
        day: Date,
        rule: RuleId,
        program: &Program,
        query: Option<&Query>,
    ) {
        let own = self.as_of.replace(day);
        self.left_out[rule.0 as usize] = self.why_left_out(program, rule, query);
        // With a rule come and go its exceptions.
        for (id, _) in program.rules() {
            if program.lineage(id).skip(1).any(|it| std::ptr::eq(it, program.rule(rule))) {
                self.left_out[id.0 as usize] = self.why_left_out(program, id, query);
            }
        }
        self.as_of = own;
    }

    fn why_left_out(
        &self,
        program: &Program,
        id: RuleId,
        query: Option<&Query>,
    ) -> Option<LeftOut> {
        let rule = program.rule(id);
        if rule.reading.is_some_and(|it| !self.admits(it)) {
            return Some(LeftOut::OtherReading);
        }
        if let Some(why) = query.and_then(|it| not_admitted(program, rule, it)) {
            return Some(why);
        }
        if self.as_of.is_some_and(|day| !rule.in_force.contains(day)) {
            return Some(LeftOut::NotInForce);
        }
        // There is no exception to what is not law.
        let above = |day| program.lineage(id).any(|it: &Rule| !it.in_force.contains(day));
        if self.as_of.is_some_and(above) {
            return Some(LeftOut::WithItsRule);
        }
        None
    }

    /// Why a rule does not count, if it does not.
    pub fn left_out(&self, rule: RuleId) -> Option<LeftOut> {
        self.left_out.get(rule.0 as usize).copied().flatten()
    }

    /// Whether a rule counts.
    pub fn counts(&self, rule: RuleId) -> bool {
        self.left_out(rule).is_none()
    }

    /// Whether a reading may prevail.
    pub fn admits(&self, reading: Reading) -> bool {
        self.readings.iter().all(|it| it.provision != reading.provision || *it == reading)
    }

    /// Whether it is an open question that a reading prevails: it has rivals, and none is taken.
    pub fn is_open(&self, reading: Reading) -> bool {
        let rivals = self.rivals.get(reading.provision.0 as usize).copied().unwrap_or(0);
        rivals > 1 && self.readings.iter().all(|it| it.provision != reading.provision)
    }

    /// How many readings a provision has.
    pub fn rivals(&self, reading: Reading) -> u32 {
        self.rivals.get(reading.provision.0 as usize).copied().unwrap_or(1)
    }
}

fn is_weak(authority: Option<Authority>, without: &[Authority]) -> bool {
    authority.is_some_and(|it| without.iter().any(|rung| it >= *rung))
}

/// Why a question does not admit a rule, if it does not.
fn not_admitted(program: &Program, rule: &Rule, query: &Query) -> Option<LeftOut> {
    let mut cited = rule.citations.iter().map(|it| it.source);
    let admitted: &[SourceId] = &query.according_to;
    if !admitted.is_empty()
        && cited.clone().next().is_some()
        && !cited.clone().any(|it| admitted.contains(&it))
    {
        return Some(LeftOut::OtherSource);
    }
    let weak = |it: SourceId| is_weak(program.source(it).authority, &query.without);
    if cited.clone().next().is_some() && cited.all(weak) {
        return Some(LeftOut::WeakSource);
    }
    None
}
