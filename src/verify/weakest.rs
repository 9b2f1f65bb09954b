//! How strong is what the answer rests on? The weakest basis and kind of source that it cannot do without.
//!
//! A sentence is as strong as the strongest rule in effect for it; a rule is as strong as the weakest of itself and its
//! conditions. Where rules are of several kinds of source, what counts is whether the answer is another one without them.

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::program::{Authority, Basis, Program, Query};

use super::{Doubt, Report, Subject, ground::World, list, steps::basis, ways::Ways};

/// The weakest of some rules; larger is weaker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    unsourced: bool,
    source: Option<Authority>,
    basis: Option<Basis>,
}

impl Rank {
    /// That of a rule alone; of several sources the strongest counts.
    fn of(program: &Program, label: &str) -> Self {
        let Some(rule) = program.rules.iter().find(|it| it.label == label) else {
            return Self::default();
        };
        let cited = rule.citations.iter().filter_map(|it| program.source(it.source).authority);
        Self {
            unsourced: rule.citations.is_empty() && !program.sources.is_empty(),
            source: cited.min(),
            basis: rule.basis,
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            unsourced: self.unsourced || other.unsourced,
            source: self.source.max(other.source),
            basis: self.basis.max(other.basis),
        }
    }
}

/// Checks what is said of the weakest link, by the steps, which have been checked, and by doing without.
pub(super) fn check(
    subject: Subject<'_>,
    explanation: &Value,
    report: &mut Report,
) -> Result<(), Doubt> {
    let mut rank = of_steps(subject.program, explanation);
    let (mut source, mut without_commentary) = (rank.source, true);
    let rungs = rungs(subject, explanation);
    if rungs.len() > 1 || rungs == [Authority::Commentary] {
        source = None;
        let answers = Answers::of(subject, subject.query, explanation)?;
        for rung in rungs.into_iter().rev() {
            let mut strict: Query = subject.query.clone();
            strict.without.push(rung);
            if Answers::of(subject, &strict, explanation)? != answers {
                without_commentary = rung != Authority::Commentary;
                source = Some(rung);
                break;
            }
        }
    }
    rank.source = source;
    let right = [
        ("weakest_basis", explanation["weakest_basis"].as_str() == rank.basis.map(basis)),
        ("weakest_source", explanation["weakest_source"].as_str() == source.map(Authority::name)),
        ("unsourced", explanation["unsourced"] == rank.unsourced),
        ("without_commentary", explanation["without_commentary"] == without_commentary),
    ];
    // Of what follows it is not worked out what would follow without commentary.
    let told = if subject.query.wanted.about.is_some() { 3 } else { 4 };
    let wrong = right.into_iter().take(told);
    for (field, _) in wrong.filter(|it| !it.1 && explanation.get(it.0).is_some()) {
        report.refute(format!("`{field}` is not what the reasons rest on"));
    }
    Ok(())
}

/// The kinds of source on which rules rest that count and bear on the question, the strongest first.
fn rungs(subject: Subject<'_>, explanation: &Value) -> Vec<Authority> {
    let program = subject.program;
    let Some(condition) = &subject.query.wanted.condition else { return Vec::new() };
    let day = super::day(explanation).ok().flatten();
    let world = World::new(program, subject.scenario, subject.query, day);
    let counting = program.reached_from(condition).into_iter().filter(|it| world.counts(*it));
    let rung = |it| {
        let cited = program.rule(it).citations.iter();
        cited.filter_map(|it| program.source(it.source).authority).min()
    };
    let mut rungs: Vec<Authority> = counting.filter_map(rung).collect();
    rungs.sort_unstable();
    rungs.dedup();
    rungs
}

/// All answers to a question with their least ways, in words.
#[derive(PartialEq, Eq)]
struct Answers(Vec<Vec<Vec<String>>>);

impl Answers {
    fn of(subject: Subject<'_>, query: &Query, explanation: &Value) -> Result<Self, Doubt> {
        let day = super::day(explanation)?;
        let mut world = World::new(subject.program, subject.scenario, query, day);
        let topic = world.clauses.question(&mut world.items, &query.wanted);
        let mut all = Vec::new();
        for (names, atom) in super::possible(&mut world, topic, query)? {
            let mut sides = Ways::new(&mut world).in_words(atom)?;
            sides.push(names);
            all.push(sides);
        }
        all.sort_unstable();
        Ok(Self(all))
    }
}

/// What the reasons rest on together.
fn of_steps(program: &Program, explanation: &Value) -> Rank {
    let because = &explanation["because"];
    let mut steps: Vec<(&Value, Vec<usize>)> = Vec::new();
    let mut todo: Vec<(&Value, Option<usize>)> = vec![(because, None)];
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    while let Some((step, parent)) = todo.pop() {
        let at = steps.len();
        steps.push((step, Vec::new()));
        if let Some(parent) = parent {
            steps[parent].1.push(at);
        }
        if let (Some(id), true) = (step["id"].as_str(), step["see"].is_null()) {
            places.entry(id).or_insert(at);
        }
        todo.extend(list(step, "children").into_iter().map(|it| (it, Some(at))));
    }
    let mut known: FxHashMap<&str, Rank> = FxHashMap::default();
    let mut own = Vec::new();
    for (step, _) in &steps {
        own.push(step["rule"].as_str().map_or_else(Rank::default, |label| {
            *known.entry(label).or_insert_with(|| Rank::of(program, label))
        }));
    }
    let mut ranks = vec![Rank::default(); steps.len()];
    // What repeats an earlier step has its rank in the next round; in a circle there is nothing more after a few.
    for _ in 0..8 {
        let before = ranks.clone();
        for at in (0..steps.len()).rev() {
            let seen = steps[at].0["see"].as_str().and_then(|it| places.get(it));
            ranks[at] = match seen {
                Some(first) => ranks[*first],
                None => rests_on(&steps, at, own[at], &ranks),
            };
        }
        if ranks == before {
            break;
        }
    }
    ranks[0]
}

/// What one step rests on, once this is known of those below it.
fn rests_on(steps: &[(&Value, Vec<usize>)], at: usize, own: Rank, ranks: &[Rank]) -> Rank {
    let (step, children) = (steps[at].0, &steps[at].1);
    let status = |it: &usize| steps[*it].0["status"].as_str().unwrap_or_default();
    let is_rule = |it: &&usize| steps[**it].0["rule"].is_string();
    let holds = |it: &&usize| status(it) == "holds";
    let all = || children.iter().map(|it| ranks[*it]).fold(own, Rank::with);
    let least = |found: Vec<&usize>| found.into_iter().map(|it| ranks[*it]).min();
    match (step["kind"].as_str(), step["status"].as_str(), step["standing"].as_str()) {
        // Of several rules in effect the strongest would have done.
        (Some("sentence"), _, Some("concluded" | "ruled out")) => {
            let found = least(children.iter().filter(is_rule).filter(holds).collect());
            found.map_or_else(all, |it| it.with(own))
        }
        (Some("sentence"), _, None) => {
            let counts = children.iter().filter(|it| holds(it) || status(it) == "open");
            counts.map(|it| ranks[*it]).fold(own, Rank::with)
        }
        // One obstacle is enough, and the rule itself is not needed.
        (Some("rule" | "exception"), Some("fails"), _) => {
            least(children.iter().collect()).unwrap_or_default()
        }
        (Some("rule" | "exception"), Some("defeated"), _) => {
            least(children.iter().filter(is_rule).filter(holds).collect()).unwrap_or_default()
        }
        _ => all(),
    }
}
