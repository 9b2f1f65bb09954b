//! Where do the two versions of one phrase differ, in one schematic case?

use jiff::civil::Date;

use super::{
    super::{
        outcome::{Outcome, Subject, different},
        pattern::{Pattern, patterns},
        scope::{self, Scope, rows},
    },
    Change, Comparing, Difference, Differences, LeftOut, Shown, WhyLeftOut,
};
use crate::{
    condition::Condition,
    engine::{Grounding, Limit, compile::Compiled},
    explain::item_in_words,
    program::{Interval, Pair, Program, Scenario},
    session::Session,
    vocabulary::{Sort, ThingId},
};

/// How many unknown values are chosen one after the other.
const MOST_GUESSES: usize = 6;

/// Two versions, merged, and how they are compared.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'a> {
    pub(super) program: &'a Program,
    pub(super) compiled: &'a Compiled,
    pub(super) how: Comparing<'a>,
}

/// From what to what, and under which condition.
type Changed = (Outcome, Outcome, Condition);

impl Comparison<'_> {
    /// Compares a phrase for all individuals.
    pub(super) fn phrase(
        &self,
        sessions: &mut (&mut Session, &mut Session),
        pair: Pair,
        found: &mut Differences,
    ) {
        let Some(sorts) = self.slots(pair) else {
            let question = self.program.vocabulary.declared(pair.new);
            found.left_out.push(LeftOut { question, why: WhyLeftOut::OfValues });
            return;
        };
        let scope = self.how.scope.cloned().unwrap_or_else(|| self.scope(pair));
        let scenario = scope.scenario(self.program);
        let stretches = self.stretches(pair);
        for row in rows(self.program, &scenario, &sorts) {
            found.compared += 1;
            let question = self.question(&scenario, pair, &row);
            let mut known = Vec::new();
            for (day, days) in &stretches {
                let question = question.clone();
                if self.how.is_over() {
                    let why = WhyLeftOut::Limit(Limit::Interrupted);
                    found.left_out.push(LeftOut { question, why });
                    break;
                }
                let on_the_day = Self { how: Comparing { as_of: *day, ..self.how }, ..*self };
                let mut changes = match on_the_day.changes(&scenario, pair, &row) {
                    Ok(changes) => changes,
                    Err(limit) => {
                        let why = WhyLeftOut::Limit(limit);
                        found.left_out.push(LeftOut { question, why });
                        continue;
                    }
                };
                // What is so on another day, too, is told once.
                changes.retain(|it| !known.contains(&told(it)));
                known.extend(changes.iter().map(told));
                if !changes.is_empty() {
                    for change in &mut changes {
                        change.show(sessions, &question, on_the_day.how);
                    }
                    let scope = scope.words(self.program);
                    found.questions.push(Difference { question, scope, days: *days, changes });
                }
            }
        }
    }

    /// A day out of each stretch on which the law that bears on a phrase is the same, with the stretch: first the day
    /// that is asked about, which needs none.
    fn stretches(&self, pair: Pair) -> Vec<(Option<Date>, Option<Interval>)> {
        let mut stretches = vec![(self.how.as_of, None)];
        let Some(today) = self.how.as_of.filter(|_| self.how.all_days) else { return stretches };
        let rules = self.program.rules_for(&[pair.new, pair.old]);
        let intervals = rules.iter().map(|it| self.program.rule(*it).in_force);
        let turns = intervals.flat_map(|it| [it.from, it.until.and_then(|it| it.tomorrow().ok())]);
        let mut turns: Vec<Date> = turns.flatten().collect();
        turns.sort_unstable();
        turns.dedup();
        let begins = std::iter::once(None).chain(turns.iter().copied().map(Some));
        let ends = turns.iter().map(|it| it.yesterday().ok()).chain([None]);
        for (from, until) in begins.zip(ends) {
            let days = Interval { from, until };
            if !days.contains(today) {
                stretches.push((from.or(until), Some(days)));
            }
        }
        stretches
    }

    /// The sorts of a phrase's slots, if all of them are kinds.
    pub(super) fn slots(&self, pair: Pair) -> Option<Vec<Sort>> {
        let (new, old) =
            (scope::slots(self.program, pair.new)?, scope::slots(self.program, pair.old)?);
        // What both can be asked about: the narrower kind of each slot.
        let words = &self.program.vocabulary;
        let narrower = |(one, other): (Sort, Sort)| match (one, other) {
            (Sort::Kind(a), Sort::Kind(b)) if words.is_part_of(b, a) => other,
            _ => one,
        };
        Some(new.into_iter().zip(old).map(narrower).collect())
    }

    /// The size that the rules suggest for a phrase.
    pub(super) fn scope(&self, pair: Pair) -> Scope {
        Scope::for_phrases(self.program, &[pair.new, pair.old])
    }

    fn question(&self, scenario: &Scenario, pair: Pair, row: &[ThingId]) -> String {
        scope::question(self.program, scenario, pair.new, row)
    }

    pub(super) fn differ(
        &self,
        scenario: &Scenario,
        pair: Pair,
        row: &[ThingId],
    ) -> Result<bool, Limit> {
        self.on_ground(scenario, |grounding| Ok(!changed(grounding, pair, row)?.is_empty()))
    }

    fn changes(
        &self,
        scenario: &Scenario,
        pair: Pair,
        row: &[ThingId],
    ) -> Result<Vec<Change>, Limit> {
        let mut changes = self.on_ground(scenario, |grounding| {
            let mut changes = Vec::new();
            for (old, new, condition) in changed(grounding, pair, row)? {
                let (found, count) = patterns(grounding, scenario, condition, self.how.listed)?;
                let shown = |pattern| Shown { pattern, question: String::new(), case: None };
                changes.push(Change {
                    old: words(grounding, old),
                    new: words(grounding, new),
                    patterns: found.into_iter().map(shown).collect(),
                    count,
                });
            }
            Ok(changes)
        })?;
        for change in &mut changes {
            let labels = (change.old.as_str(), change.new.as_str());
            for shown in &mut change.patterns {
                let completed = self.completed(&shown.pattern, pair, row, labels, MOST_GUESSES);
                if let Some(completed) = completed? {
                    shown.pattern = completed;
                }
            }
        }
        Ok(changes)
    }

    /// A pattern in which every value is stated that has to be: one value is chosen, and then it is looked again.
    fn completed(
        &self,
        pattern: &Pattern,
        pair: Pair,
        row: &[ThingId],
        labels: (&str, &str),
        depth: usize,
    ) -> Result<Option<Pattern>, Limit> {
        if pattern.guesses.is_empty() {
            return Ok(Some(pattern.clone()));
        }
        for guess in &pattern.guesses {
            let guessed = self.on_ground(&pattern.scenario, |grounding| {
                Ok(pattern.clone().guessed(grounding, guess.clone()))
            })?;
            let scenario = guessed.scenario.clone();
            let found = self.on_ground(&scenario, |grounding| {
                let mut found = Vec::new();
                for (old, new, condition) in changed(grounding, pair, row)? {
                    // What values come out depends on what was chosen.
                    let alike = |outcome: Outcome, label: &str| {
                        matches!(outcome, Outcome::Value(_)) || words(grounding, outcome) == label
                    };
                    if alike(old, labels.0) && alike(new, labels.1) {
                        found.extend(patterns(grounding, &scenario, condition, 1)?.0);
                    }
                }
                Ok(found.into_iter().map(|it| guessed.clone().with(it)).collect::<Vec<_>>())
            })?;
            for more in found {
                let deeper = depth.checked_sub(1);
                let completed = match deeper {
                    Some(depth) => self.completed(&more, pair, row, labels, depth)?,
                    None => None,
                };
                if completed.is_some() {
                    return Ok(completed);
                }
            }
        }
        Ok(None)
    }

    fn on_ground<T>(
        &self,
        scenario: &Scenario,
        look: impl FnOnce(&mut Grounding<'_>) -> Result<T, Limit>,
    ) -> Result<T, Limit> {
        let rules = (self.program, self.compiled);
        scope::on_ground(rules, scenario, self.how.as_of, self.how.limits, look)
    }
}

/// From what to what the answer about some individuals changes, and under which conditions.
fn changed(
    grounding: &mut Grounding<'_>,
    pair: Pair,
    row: &[ThingId],
) -> Result<Vec<Changed>, Limit> {
    let new = Subject::ground(grounding, pair.new, row)?;
    let old = Subject::ground(grounding, pair.old, row)?;
    // Whatever is compared is compared before anything is decided: comparisons cut unknown values.
    if let (Subject::Attribute(new), Subject::Attribute(old)) = (&new, &old) {
        for (one, other) in new.iter().flat_map(|it| old.iter().map(|other| (it.1, other.1))) {
            different(grounding, Outcome::Value(one), Outcome::Value(other))?;
        }
    }
    let (new, old) = (new.outcomes(grounding)?, old.outcomes(grounding)?);
    let mut changes = Vec::new();
    for (was, before) in &old {
        for (is, now) in &new {
            let both = grounding.space_mut().and(*before, *now)?;
            if both == Condition::NEVER {
                continue;
            }
            let apart = different(grounding, *is, *was)?;
            let both = grounding.space_mut().and(both, apart)?;
            if both != Condition::NEVER {
                changes.push((*was, *is, both));
            }
        }
    }
    Ok(changes)
}

/// What a change comes to, for telling whether it is the same on another day.
fn told(change: &Change) -> String {
    let conditions = |it: &Shown| {
        it.pattern.conditions.iter().map(|it| it.wording().to_owned()).collect::<Vec<_>>()
    };
    let patterns: Vec<_> = change.patterns.iter().map(conditions).collect();
    format!("{} {} {} {patterns:?}", change.old, change.new, change.count)
}

fn words(grounding: &Grounding<'_>, outcome: Outcome) -> String {
    match outcome {
        Outcome::Yes => "yes".to_owned(),
        Outcome::No => "no".to_owned(),
        Outcome::Value(item) => item_in_words(grounding, item),
        Outcome::Nothing => "none".to_owned(),
        Outcome::Disputed => "disputed".to_owned(),
        Outcome::Open => "depends".to_owned(),
        Outcome::Circular => "circular".to_owned(),
    }
}
