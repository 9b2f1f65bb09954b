//! Which cases would show what no case shows? For each change of the rules that no case notices, a smallest one that
//! would; for each day on which a rule begins or ends, one on either side.

use jiff::civil::Date;

use super::{
    differences::{Comparing, WhyLeftOut, telling},
    mutate::{Change, Mutant, dropped},
    written::Asking,
};
use crate::{
    program::{Program, RuleId},
    session::Session,
    source::index,
};

/// Cases that would show what no case shows.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// The cases; each shows something that those before it don't.
    pub listed: Vec<Suggestion>,
    /// The changes that no case at all can notice: the rules say the same without what they change. By their places.
    pub equivalent: Vec<usize>,
    /// The changes for which none was found, and why. By their places.
    pub left_out: Vec<(usize, WhyLeftOut)>,
}

/// A case that would show something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The changes that it would notice, by their places among those that were given.
    pub notices: Vec<usize>,
    /// The rule on whose first or last day, or beside it, it is placed.
    pub day_of: Option<RuleId>,
    /// Its lines, below its name, with the answer as it stands.
    pub lines: Vec<String>,
}

/// Looks for cases that notice some changes. `progress` is told how many of how many things have been looked at.
pub fn suggestions(
    session: &mut Session,
    changes: &[&Change],
    how: Comparing<'_>,
    mut progress: impl FnMut(usize, usize),
) -> Suggestions {
    let mut found = Suggestions::default();
    let all = changes.len() + session.program.rules.len();
    for (at, change) in changes.iter().enumerate() {
        progress(at, all);
        let (id, rule) = Mutant::of(&session.program, change).into_rule();
        let how = Comparing { as_of: how.as_of.map(|it| day_of(&session.program, id, it)), ..how };
        match telling(session, &mut session.changed(id, rule), how) {
            Ok(Some(lines)) => found.add(lines, Some(at), None),
            Ok(None) => found.equivalent.push(at),
            Err(why) => found.left_out.push((at, why)),
        }
    }
    for at in 0..session.program.rules.len() {
        progress(changes.len() + at, all);
        let id = RuleId(index(at));
        for lines in beside_the_days_of(session, id, how) {
            found.add(lines, None, Some(id));
        }
    }
    found
}

/// A day on which a rule is in force: the one that is wanted if it is one, else the nearest.
fn day_of(program: &Program, id: RuleId, wanted: Date) -> Date {
    let in_force = program.rule(id).in_force;
    let from = in_force.from.map_or(wanted, |it| it.max(wanted));
    in_force.until.map_or(from, |it| it.min(from))
}

impl Suggestions {
    fn add(&mut self, lines: Vec<String>, notices: Option<usize>, day_of: Option<RuleId>) {
        if let Some(known) = self.listed.iter_mut().find(|it| it.lines == lines) {
            known.notices.extend(notices);
            return;
        }
        self.listed.push(Suggestion { notices: notices.into_iter().collect(), day_of, lines });
    }
}

/// Cases on the first and on the last day of a rule that make a difference there, and the same on the day before or
/// after.
fn beside_the_days_of(session: &mut Session, id: RuleId, how: Comparing<'_>) -> Vec<Vec<String>> {
    let own = session.program.rule(id);
    let days = [
        own.in_force.from.and_then(|it| Some((it, it.yesterday().ok()?))),
        own.in_force.until.and_then(|it| Some((it, it.tomorrow().ok()?))),
    ];
    let mut cases = Vec::new();
    for (day, beyond) in days.into_iter().flatten() {
        let without = dropped(session.program.rule(id));
        let on_the_day = Comparing { as_of: Some(day), ..how };
        let shown = telling(session, &mut session.changed(id, without), on_the_day);
        let Ok(Some(lines)) = shown else { continue };
        cases.extend(on_another_day(session, &lines, beyond, how));
        cases.push(lines);
    }
    cases
}

/// The same case on another day, with the answer as it is then.
fn on_another_day(
    session: &mut Session,
    lines: &[String],
    day: Date,
    how: Comparing<'_>,
) -> Option<Vec<String>> {
    let [_, statements @ .., last] = lines else { return None };
    let question = last.strip_prefix("expect ").or_else(|| last.strip_prefix("ask "))?;
    let question = question.split_inclusive('?').next()?;
    let statements: Vec<String> =
        statements.iter().filter_map(|it| it.strip_suffix('.')).map(str::to_owned).collect();
    let asking = Asking { as_of: Some(day), limits: how.limits };
    let answer = asking.answer(session, &statements, question)?;
    Some(asking.case(session, None, &statements, question, &answer))
}
