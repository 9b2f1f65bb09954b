//! What can be said against it? The rules that give way, the exceptions that were considered, and contradictions.

use std::collections::BTreeSet;

use super::{Part, Point, Shape, capitalised, marks::mark};
use crate::{
    answer::Status,
    explain::{Answered, Explanation, Outcome, Standing, Step, StepId, StepKind},
};

pub(super) fn part(explanation: &Explanation) -> Part {
    let attacking = attacking(explanation);
    let mut points: Vec<Point> = Vec::new();
    let mut said = BTreeSet::new();
    for (step, attacks) in explanation.steps.iter().zip(attacking) {
        let point = considered(explanation, step, attacks);
        let told = |it: &Point| {
            let below: Vec<String> = it.below.iter().map(|it| it.words.clone()).collect();
            (it.words.clone(), it.remark.clone(), below)
        };
        points.extend(point.filter(|it| said.insert(told(it))));
    }
    let contradiction =
        |it: &String| Point { lead: "Contradiction:".to_owned(), ..Point::of(format!("{it}.")) };
    points.extend(explanation.contradicted.iter().map(contradiction));
    let title = "What speaks against this answer";
    Part { title, shape: Shape::Bullets, lead: String::new(), points }
}

/// Whether each step speaks against what was asked: what attacks an attack speaks for it.
fn attacking(explanation: &Explanation) -> Vec<bool> {
    let mut attacking = vec![false; explanation.steps.len()];
    // A step comes after the one that leads to it.
    for (step, at) in explanation.steps.iter().zip(0..) {
        for it in &step.children {
            attacking[it.0 as usize] = attacking[at] != explanation.step(*it).against;
        }
    }
    attacking
}

/// A rule that does not prevail, or that may not.
fn considered(explanation: &Explanation, step: &Step, attacks: bool) -> Option<Point> {
    let is_rule = matches!(step.kind, StepKind::Rule | StepKind::Exception);
    if !is_rule || step.same_as.is_some() {
        return None;
    }
    // What supports a no is shown with its reasons, and so is what a yes would have needed.
    let is_no = matches!(&explanation.answer, Answered::YesNo(it) if it.status == Status::No);
    let opposes = attacks && !is_no;
    let (remark, below) = match step.outcome {
        Outcome::Defeated => (String::new(), by(explanation, step)),
        Outcome::Fails if opposes => lacks(explanation, step),
        Outcome::Open if opposes => turns_on(explanation, step),
        Outcome::Holds | Outcome::Circular if opposes => (String::new(), Vec::new()),
        _ => return None,
    };
    let said = [step.remark.as_str(), &remark].into_iter().filter(|it| !it.is_empty());
    let said: Vec<&str> = said.collect();
    Some(Point {
        mark: mark(explanation, step),
        remark: said.join("; "),
        sources: step.citations.clone(),
        below,
        ..Point::of(step.sentence.clone())
    })
}

/// By what a rule is defeated.
fn by(explanation: &Explanation, step: &Step) -> Vec<Point> {
    let children = step.children.iter().map(|it| explanation.step(*it));
    let wins = |it: &&Step| matches!(it.outcome, Outcome::Holds | Outcome::Open);
    let winning = children.filter(|it| it.against && it.rule.is_some()).filter(wins);
    let point = |it: &Step| Point {
        mark: mark(explanation, it),
        sources: it.citations.clone(),
        ..Point::of(it.sentence.clone())
    };
    winning.map(point).collect()
}

/// What keeps a rule from applying: one condition that is not so is enough; of alternatives it takes all of them.
fn lacks(explanation: &Explanation, step: &Step) -> (String, Vec<Point>) {
    let children = step.children.iter().map(|it| explanation.step(*it));
    let failing: Vec<&Step> = children.filter(|it| it.outcome == Outcome::Fails).collect();
    if let Some(it) = failing.iter().find(|it| it.kind == StepKind::Sentence) {
        let why = if it.remark.is_empty() { standing(it) } else { &it.remark };
        let colon = if why.is_empty() { "" } else { ": " };
        return (format!("not so: {}{colon}{why}", it.sentence), Vec::new());
    }
    let groups = failing.into_iter().filter(|it| it.kind == StepKind::Group);
    (String::new(), groups.map(|it| set_out(explanation, it)).collect())
}

/// What stands under a heading; what is below a sentence is told with the reasons.
fn set_out(explanation: &Explanation, step: &Step) -> Point {
    let below = step.children.iter().filter(|_| step.kind == StepKind::Group);
    let remark = if step.remark.is_empty() { standing(step) } else { &step.remark };
    Point {
        mark: mark(explanation, step),
        remark: if step.outcome == Outcome::Fails { remark.to_owned() } else { String::new() },
        below: below.map(|it| set_out(explanation, explanation.step(*it))).collect(),
        ..Point::of(step.sentence.clone())
    }
}

/// Why a sentence is not so that has its reasons below it.
fn standing(step: &Step) -> &'static str {
    let telling = |it: &Standing| !matches!(it, Standing::Stated | Standing::Concluded);
    step.standing.filter(telling).map_or("", Standing::words)
}

/// What decides whether a rule applies, as far as the answer turns on it.
fn turns_on(explanation: &Explanation, step: &Step) -> (String, Vec<Point>) {
    let bears = |it: &&Step| {
        it.asks.as_ref().is_none_or(|it| explanation.open.iter().any(|open| open.sentence == *it))
    };
    let mut open: Vec<&Step> = Vec::new();
    for it in open_below(explanation, step).into_iter().filter(bears) {
        if !open.iter().any(|other| other.sentence == it.sentence) {
            open.push(it);
        }
    }
    match open[..] {
        [] => (String::new(), Vec::new()),
        [only] => (format!("open: {}", only.sentence), Vec::new()),
        _ => (String::new(), open.into_iter().map(|it| set_out(explanation, it)).collect()),
    }
}

/// The open sentences without reasons of their own below a step.
fn open_below<'a>(explanation: &'a Explanation, step: &Step) -> Vec<&'a Step> {
    let mut rest: Vec<StepId> = step.children.iter().rev().copied().collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some(id) = rest.pop() {
        let step = explanation.step(id);
        let id = step.same_as.unwrap_or(id);
        if !seen.insert(id) {
            continue;
        }
        let step = explanation.step(id);
        let is_leaf = step.kind == StepKind::Sentence && step.children.is_empty();
        if is_leaf && step.outcome == Outcome::Open {
            found.push(step);
        }
        rest.extend(step.children.iter().rev());
    }
    found
}

/// What a sentence begins with, when it is one of its own.
pub(super) fn sentence(words: &str) -> String {
    format!("{}.", capitalised(words))
}
