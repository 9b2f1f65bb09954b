//! What was taken for granted? The case, the day, what was supposed, and the facts that were stated.

use std::collections::BTreeSet;

use super::{Handout, Part, Point, Shape, marks::mark};
use crate::explain::{Explanation, Outcome, Standing, Step, StepKind};

pub(super) fn part(handout: &Handout<'_>) -> Part {
    let it = handout.explanation;
    let mut points = Vec::new();
    if let Some((name, title)) = handout.case {
        let title = title.map(|it| format!(" ({it})")).unwrap_or_default();
        points.push(said("Case:", &format!("{name}{title}")));
    }
    if let Some(day) = it.as_of {
        points.push(said("Law as of:", &day.strftime("%-d %B %Y").to_string()));
    }
    points.extend(it.qualifiers.iter().map(|it| said("Taken:", it)));
    points.extend(it.suppositions.iter().map(|it| said("Supposed:", it)));
    points.extend(it.law.iter().map(|it| said("Law:", &format!("{it}."))));
    let facts = stated(it);
    if !facts.is_empty() {
        points.push(Point { lead: "Stated:".to_owned(), below: facts, ..Point::default() });
    }
    Part { title: "Facts assumed", shape: Shape::Bullets, lead: String::new(), points }
}

fn said(lead: &str, words: &str) -> Point {
    Point { lead: lead.to_owned(), words: words.to_owned(), ..Point::default() }
}

/// The facts of the case that the reasons mention, each once, but for what goes without saying.
fn stated(explanation: &Explanation) -> Vec<Point> {
    let mut found: Vec<&Step> = Vec::new();
    let mut said = BTreeSet::new();
    for step in &explanation.steps {
        let is_fact = step.kind == StepKind::Sentence && step.standing == Some(Standing::Stated);
        let told = step.obvious || step.remark.is_empty() || step.remark == "as supposed";
        if is_fact && !told && said.insert(&step.sentence) {
            found.push(step);
        }
    }
    let point = |it: &Step| Point {
        mark: mark(explanation, it).filter(|it| it.outcome != Outcome::Holds),
        remark: it.remark.clone(),
        ..Point::of(it.sentence.clone())
    };
    found.into_iter().map(point).collect()
}
