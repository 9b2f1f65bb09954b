//! What can be said against it? The rules that give way, the exceptions that were considered, and contradictions.

use super::{Part, Point, Shape, capitalised, marks::mark};
use crate::explain::{Explanation, Outcome, Step, StepId, StepKind};

pub(super) fn part(explanation: &Explanation) -> Part {
    let mut points: Vec<Point> = Vec::new();
    for step in &explanation.steps {
        if step.same_as.is_some() {
            continue;
        }
        let Some(point) = considered(explanation, step) else { continue };
        if !points.iter().any(|it| it.words == point.words && it.remark == point.remark) {
            points.push(point);
        }
    }
    points.extend(
        explanation
            .contradicted
            .iter()
            .map(|it| Point { lead: "Contradiction:".to_owned(), ..Point::of(format!("{it}.")) }),
    );
    Part {
        title: "What speaks against this answer",
        shape: Shape::Bullets,
        lead: String::new(),
        points,
    }
}

/// A rule that does not prevail, or that may not.
fn considered(explanation: &Explanation, step: &Step) -> Option<Point> {
    let exception = step.kind == StepKind::Exception;
    let remark = match (step.kind, step.outcome) {
        (StepKind::Sentence | StepKind::Group, _) => return None,
        (_, Outcome::Defeated) => by(explanation, step),
        (_, Outcome::Fails) if exception || step.against => lacks(explanation, step),
        (_, Outcome::Open) if exception || step.against => turns_on(explanation, step),
        (StepKind::Rule, Outcome::Holds) if step.against => String::new(),
        _ => return None,
    };
    let said = [step.remark.as_str(), &remark].into_iter().filter(|it| !it.is_empty());
    let said: Vec<&str> = said.collect();
    Some(Point {
        mark: mark(explanation, step),
        remark: said.join("; "),
        sources: step.citations.clone(),
        ..Point::of(step.sentence.clone())
    })
}

/// By what a rule is defeated.
fn by(explanation: &Explanation, step: &Step) -> String {
    let children = step.children.iter().map(|it| explanation.step(*it));
    let wins = |it: &&Step| matches!(it.outcome, Outcome::Holds | Outcome::Open);
    let winning = children.filter(|it| it.against && it.rule.is_some()).filter(wins);
    let said: Vec<String> = winning
        .map(|it| match it.kind {
            StepKind::Group => it.sentence.clone(),
            _ => format!("by {}{}", it.sentence, cited(it)),
        })
        .collect();
    said.join("; ")
}

fn cited(step: &Step) -> String {
    match step.citations.as_slice() {
        [] => String::new(),
        all => format!(" ({})", all.join("; ")),
    }
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
