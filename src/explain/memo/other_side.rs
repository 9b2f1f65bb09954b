//! What can be said against it? The rules that give way, the exceptions that were considered, and contradictions.

use std::collections::BTreeSet;

use super::{Part, Point, Shape, capitalised, marks::mark};
use crate::{
    answer::Status,
    explain::{Answered, Explanation, Outcome, Step, StepId, StepKind},
};

pub(super) fn part(explanation: &Explanation) -> Part {
    let attacking = attacking(explanation);
    let mut points: Vec<Point> = Vec::new();
    let mut said = BTreeSet::new();
    for (step, attacks) in explanation.steps.iter().zip(attacking) {
        let point = considered(explanation, step, attacks);
        points.extend(point.filter(|it| said.insert((it.words.clone(), it.remark.clone()))));
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
    let remark = match step.outcome {
        Outcome::Defeated => String::new(),
        Outcome::Fails if opposes => lacks(explanation, step),
        Outcome::Open if opposes => turns_on(explanation, step),
        Outcome::Holds | Outcome::Circular if opposes => String::new(),
        _ => return None,
    };
    let said = [step.remark.as_str(), &remark].into_iter().filter(|it| !it.is_empty());
    let said: Vec<&str> = said.collect();
    Some(Point {
        mark: mark(explanation, step),
        remark: said.join("; "),
        sources: step.citations.clone(),
        below: if step.outcome == Outcome::Defeated { by(explanation, step) } else { Vec::new() },
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

/// What keeps a rule from applying.
fn lacks(explanation: &Explanation, step: &Step) -> String {
    match first(explanation, step, Outcome::Fails) {
        Some(it) if it.remark.is_empty() => format!("not so: {}", it.sentence),
        Some(it) => format!("not so: {}: {}", it.sentence, it.remark),
        None => String::new(),
    }
}

/// What decides whether a rule applies.
fn turns_on(explanation: &Explanation, step: &Step) -> String {
    let open = first(explanation, step, Outcome::Open);
    open.map(|it| format!("open: {}", it.sentence)).unwrap_or_default()
}

/// The first sentence without reasons of its own below a step that came out in one way.
fn first<'a>(explanation: &'a Explanation, step: &Step, outcome: Outcome) -> Option<&'a Step> {
    let mut rest: Vec<StepId> = step.children.iter().rev().copied().collect();
    while let Some(id) = rest.pop() {
        let step = explanation.step(id);
        let is_leaf = step.kind == StepKind::Sentence && step.children.is_empty();
        if is_leaf && step.outcome == outcome {
            return Some(step);
        }
        rest.extend(step.children.iter().rev());
    }
    None
}

/// What a sentence begins with, when it is one of its own.
pub(super) fn sentence(words: &str) -> String {
    format!("{}.", capitalised(words))
}
