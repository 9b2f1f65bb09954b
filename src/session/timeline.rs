//! On which days does an answer change, and which rule is the cause?
//!
//! Rules are law from a first day to a last one, so between two such days nothing can change:
//! the question is answered once for each stretch between them.

use jiff::civil::Date;

use super::{Options, Session};
use crate::{
    engine::{Lens, Limit},
    explain::{Answered, Explanation, explain, say},
    program::{Interval, Query, RuleId, Scenario},
};

/// The answers to one question, day by day.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The stretches of days with one answer, in order; together they are all days.
    pub periods: Vec<Period>,
}

/// Days on which the answer is the same.
#[derive(Debug, Clone)]
pub struct Period {
    /// The days.
    pub days: Interval,
    /// The answer, with the reasons as they are on the first of these days (of the first period: on the last).
    pub explanation: Explanation,
    /// Why it is not the answer of the period before.
    pub causes: Vec<Cause>,
}

/// A rule without which the answer would not have changed on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The rule's label.
    pub rule: String,
    /// Whether it begins to be law on that day; else the day before was its last.
    pub begins: bool,
    /// Where the sources say so.
    pub citations: Vec<String>,
}

/// One question, to be answered for several days.
struct Asked<'a> {
    session: &'a Session,
    scenario: &'a Scenario,
    query: &'a Query,
    options: &'a Options<'a>,
    /// The rules that can bear on it.
    rules: Vec<RuleId>,
}

impl Session {
    /// How the answer to a question changes over time. A day that the question or the case gives is disregarded.
    /// `progress` is told how many of how many stretches of days have been looked at.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn timeline(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Timeline, Limit> {
        let query = Query { as_of: None, ..query.clone() };
        let condition = query.wanted.condition.as_ref();
        let rules = condition.map_or_else(Vec::new, |it| self.program.reached_from(it));
        let asked = Asked { session: self, scenario, query: &query, options, rules };
        let days = asked.turning_days();
        let Some(before) = days.first().map(|it| it.yesterday()) else {
            let explanation = asked.explained(None)?;
            let days = Interval::default();
            return Ok(Timeline {
                periods: vec![Period { days, explanation, causes: Vec::new() }],
            });
        };
        // A rule that begins on the first day of the calendar has no day before it.
        let mut last = before.ok();
        let mut periods: Vec<Period> = Vec::new();
        if let Some(day) = last {
            let explanation = asked.explained(Some(day))?;
            periods.push(Period { days: Interval::default(), explanation, causes: Vec::new() });
        }
        for (at, day) in days.iter().enumerate() {
            progress(at, days.len());
            let answer = asked.answered(&asked.lens(*day))?;
            let changed = periods.last().is_none_or(|it| it.explanation.answer != answer);
            if let (true, Some(previous)) = (changed, last) {
                let causes = asked.causes(previous, *day, &answer)?;
                let until = day.yesterday().ok();
                if let Some(it) = periods.last_mut() {
                    it.days.until = until;
                }
                let explanation = asked.explained(Some(*day))?;
                let days = Interval { from: Some(*day), until: None };
                periods.push(Period { days, explanation, causes });
            } else if changed {
                let explanation = asked.explained(Some(*day))?;
                periods.push(Period { days: Interval::default(), explanation, causes: Vec::new() });
            }
            last = Some(*day);
        }
        Ok(Timeline { periods })
    }
}

impl Asked<'_> {
    /// The days on which a rule that bears on the question begins to be law or no longer is.
    fn turning_days(&self) -> Vec<Date> {
        let intervals = self.rules.iter().map(|it| self.session.program.rule(*it).in_force);
        let mut days: Vec<Date> = intervals
            .flat_map(|it| [it.from, it.until.and_then(|it| it.tomorrow().ok())])
            .flatten()
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    fn lens(&self, day: Date) -> Lens {
        Lens::new(&self.session.program, Some(day), Some(self.query))
    }

    fn answered(&self, lens: &Lens) -> Result<Answered, Limit> {
        let Self { session, scenario, query, options, .. } = self;
        Ok(session.through(scenario, query, options, lens, say)?.answer)
    }

    fn explained(&self, day: Option<Date>) -> Result<Explanation, Limit> {
        let lens = Lens::new(&self.session.program, day, Some(self.query));
        let Self { session, scenario, query, options, .. } = self;
        session.through(scenario, query, options, &lens, explain)
    }

    /// The rules that make the answer of `day` differ from the one that held since `before`: those without which it
    /// would not be what it is. Where several would have done alone, these; where only several together do, a smallest
    /// set of them.
    fn causes(&self, before: Date, day: Date, now: &Answered) -> Result<Vec<Cause>, Limit> {
        let program = &self.session.program;
        let in_force = |it: &RuleId, day| program.rule(*it).in_force.contains(day);
        let turned: Vec<RuleId> = self
            .rules
            .iter()
            .copied()
            .filter(|it| in_force(it, before) != in_force(it, day))
            .collect();
        let mut causes = Vec::new();
        for rule in &turned {
            let mut lens = self.lens(day);
            lens.take_as_of(before, *rule, program, Some(self.query));
            if self.answered(&lens)? != *now {
                causes.push(*rule);
            }
        }
        if causes.is_empty() {
            for rule in &turned {
                let mut lens = self.lens(before);
                lens.take_as_of(day, *rule, program, Some(self.query));
                if self.answered(&lens)? == *now {
                    causes.push(*rule);
                }
            }
        }
        if causes.is_empty() {
            causes = self.least(before, day, &turned, now)?;
        }
        Ok(causes.into_iter().map(|it| self.cause(it, day)).collect())
    }

    /// Of some rules as few as still make the answer what it is now; the later ones go first.
    fn least(
        &self,
        before: Date,
        day: Date,
        turned: &[RuleId],
        now: &Answered,
    ) -> Result<Vec<RuleId>, Limit> {
        let mut kept = turned.to_vec();
        for rule in turned.iter().rev() {
            let mut lens = self.lens(before);
            let others: Vec<RuleId> = kept.iter().copied().filter(|it| it != rule).collect();
            for other in &others {
                lens.take_as_of(day, *other, &self.session.program, Some(self.query));
            }
            if self.answered(&lens)? == *now {
                kept = others;
            }
        }
        Ok(kept)
    }

    fn cause(&self, rule: RuleId, day: Date) -> Cause {
        let program = &self.session.program;
        let it = program.rule(rule);
        Cause {
            rule: it.label.clone(),
            begins: it.in_force.contains(day),
            citations: it.citations.iter().map(|it| program.in_words(it)).collect(),
        }
    }
}
