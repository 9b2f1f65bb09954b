//! How strong is what the answer rests on? The weakest basis and kind of source that it cannot do without.
//!
//! A sentence is as strong as the strongest rule in effect for it; a rule is as strong as the weakest of itself and its
//! conditions. Which kind of source counts is found by doing without: whether the answer is another one then.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::program::{Authority, Basis, Program, Query};

use super::{
    Doubt, Report, Subject,
    ground::World,
    list, parts,
    space::deep,
    steps::basis,
    truth::{Node, Verdict},
    ways::Ways,
};

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
    let rank = of_steps(subject.program, explanation);
    let day = super::day(explanation)?;
    let (mut source, mut without_commentary) = (None, true);
    let mut all = None;
    for rung in rungs(subject, day).into_iter().rev() {
        if all.is_none() {
            all = Some(answers(subject, subject.query, day)?);
        }
        let mut strict: Query = subject.query.clone();
        strict.without.push(rung);
        if Some(answers(subject, &strict, day)?) != all {
            without_commentary = rung != Authority::Commentary;
            source = Some(rung);
            break;
        }
    }
    let right = [
        ("weakest_basis", explanation["weakest_basis"].as_str() == rank.basis.map(basis)),
        ("weakest_source", explanation["weakest_source"].as_str() == source.map(Authority::name)),
        ("unsourced", explanation["unsourced"] == rank.unsourced),
        ("without_commentary", explanation["without_commentary"] == without_commentary),
    ];
    for (field, _) in right.into_iter().filter(|it| !it.1) {
        report.refute(format!("`{field}` is not what the reasons rest on"));
    }
    Ok(())
}

/// The kinds of source on which rules rest that count and bear on the question, the strongest first.
fn rungs(subject: Subject<'_>, day: Option<Date>) -> Vec<Authority> {
    let program = subject.program;
    let rung = |it| {
        let cited = program.rule(it).citations.iter();
        cited.filter_map(|it| program.source(it.source).authority).min()
    };
    let mut rungs = Vec::new();
    for (query, _) in parts(subject, subject.query) {
        let Some(condition) = &query.wanted.condition else { continue };
        let world = World::new(program, subject.scenario, &query, day);
        let counting = program.reached_from(condition).into_iter().filter(|it| world.counts(*it));
        rungs.extend(counting.filter_map(rung));
    }
    rungs.sort_unstable();
    rungs.dedup();
    rungs
}

/// All answers to a question with their least ways, in words.
fn answers(
    subject: Subject<'_>,
    query: &Query,
    day: Option<Date>,
) -> Result<Vec<Vec<Vec<String>>>, Doubt> {
    let mut all = Vec::new();
    for (query, slot) in &parts(subject, query) {
        let mut world = World::new(subject.program, subject.scenario, query, day);
        let topic = world.clauses.question(&mut world.items, &query.wanted);
        for (names, atom) in super::possible(&mut world, topic, query)? {
            if slot.is_some() && world.decide(Node::Atom(atom))? == Verdict::NO {
                continue;
            }
            let mut sides = Ways::new(&mut world).in_words(atom)?;
            let about = slot.map(|it| world.case.program.vocabulary.declared(it.0));
            sides.push(about.into_iter().chain(names).collect());
            all.push(sides);
        }
    }
    all.sort_unstable();
    Ok(all)
}

/// What the steps of an explanation rest on.
struct Ranks<'v> {
    /// The steps that others refer to.
    shown: FxHashMap<&'v str, &'v Value>,
    rules: FxHashMap<&'v str, Rank>,
    known: FxHashMap<*const Value, Rank>,
    /// What was known in the last round, where steps rest on each other in a circle.
    before: FxHashMap<*const Value, Rank>,
}

/// What the reasons rest on together.
fn of_steps(program: &Program, explanation: &Value) -> Rank {
    let because = &explanation["because"];
    let (mut shown, mut rules) = (FxHashMap::default(), FxHashMap::default());
    let mut todo = vec![because];
    while let Some(step) = todo.pop() {
        if let (Some(id), true) = (step["id"].as_str(), step["see"].is_null()) {
            shown.entry(id).or_insert(step);
        }
        if let Some(label) = step["rule"].as_str() {
            rules.entry(label).or_insert_with(|| Rank::of(program, label));
        }
        todo.extend(list(step, "children"));
    }
    let (known, before) = (FxHashMap::default(), FxHashMap::default());
    let mut ranks = Ranks { shown, rules, known, before };
    loop {
        let rank = ranks.of(because);
        if ranks.known == ranks.before {
            return rank;
        }
        ranks.before = std::mem::take(&mut ranks.known);
    }
}

impl<'v> Ranks<'v> {
    fn of(&mut self, step: &'v Value) -> Rank {
        let shown = step["see"].as_str().and_then(|it| self.shown.get(it));
        let step = shown.copied().unwrap_or(step);
        let place = std::ptr::from_ref(step);
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        self.known.insert(place, self.before.get(&place).copied().unwrap_or_default());
        let below = list(step, "children");
        let below = below.into_iter().map(|it| (it, deep(|| self.of(it)))).collect::<Vec<_>>();
        let own = step["rule"].as_str().and_then(|it| self.rules.get(it));
        let rank = rests_on(step, own.copied().unwrap_or_default(), &below);
        self.known.insert(place, rank);
        rank
    }
}

/// What one step rests on, once this is known of those below it.
fn rests_on(step: &Value, own: Rank, below: &[(&Value, Rank)]) -> Rank {
    let is_rule = |it: &&(&Value, Rank)| it.0["rule"].is_string();
    let holds = |it: &&(&Value, Rank)| it.0["status"] == "holds";
    let in_effect = below.iter().filter(is_rule).filter(holds).map(|it| it.1).min();
    let all = || below.iter().map(|it| it.1).fold(own, Rank::with);
    match (step["kind"].as_str(), step["status"].as_str(), step["standing"].as_str()) {
        // Of several rules in effect the strongest would have done.
        (Some("sentence"), _, Some("concluded" | "ruled out")) => {
            in_effect.map_or_else(all, |it| it.with(own))
        }
        (Some("sentence"), _, None) => {
            let counts = below.iter().filter(|it| holds(it) || it.0["status"] == "open");
            counts.map(|it| it.1).fold(own, Rank::with)
        }
        // One obstacle is enough, and the rule itself is not needed.
        (Some("rule" | "exception"), Some("fails"), _) => {
            below.iter().map(|it| it.1).min().unwrap_or_default()
        }
        (Some("rule" | "exception"), Some("defeated"), _) => in_effect.unwrap_or_default(),
        _ => all(),
    }
}
