//! What should be checked before relying on it? The weakest links, and the rules that are not known first hand.

use super::{Part, Point, Shape, other_side::sentence};
use crate::{
    explain::{Explanation, Step, StepKind},
    program::{Authority, Basis},
};

pub(super) fn part(explanation: &Explanation) -> Part {
    let mut points = Vec::new();
    let source = explanation.weakest_source.map(Authority::name);
    points.extend(source.map(|it| {
        said("Weakest source:", format!("the answer rests on nothing weaker than {}.", article(it)))
    }));
    points.extend(explanation.weakest_basis.map(|it| said("Weakest basis:", known(it))));
    if !explanation.without_commentary {
        points.push(said("Commentary:", "without it, the answer is another one.".to_owned()));
    } else if explanation.weakest_source == Some(Authority::Commentary) {
        points.push(said("Commentary:", "the answer stands without it.".to_owned()));
    }
    let rules = rules(explanation);
    points.extend(group("These cite no source:", &rules, |it| it.citations.is_empty()));
    for (basis, lead) in [
        (Basis::Unverified, "These have not been verified:"),
        (Basis::Secondary, "These were read in somebody's account of the source:"),
        (Basis::Quoted, "These were read in a quotation of the source:"),
    ] {
        points.extend(group(lead, &rules, |it| it.basis == Some(basis)));
    }
    if !explanation.independent.is_empty() {
        let lead = "Taken as independent of each other, which they may not be:".to_owned();
        let below = explanation.independent.iter().map(|it| Point::of(sentence(it))).collect();
        points.push(Point { lead, below, ..Point::default() });
    }
    Part { title: "What to verify", shape: Shape::Bullets, lead: String::new(), points }
}

fn said(lead: &str, words: String) -> Point {
    Point { lead: lead.to_owned(), ..Point::of(words) }
}

/// The rules of which something is so, under a lead; nothing where there are none.
fn group(lead: &str, rules: &[&Step], is_so: impl Fn(&Step) -> bool) -> Option<Point> {
    let point =
        |it: &&Step| Point { sources: it.citations.clone(), ..Point::of(it.sentence.clone()) };
    let below: Vec<Point> = rules.iter().filter(|it| is_so(it)).map(point).collect();
    (!below.is_empty()).then(|| Point { lead: lead.to_owned(), below, ..Point::default() })
}

/// The rules and exceptions among the reasons, each once.
fn rules(explanation: &Explanation) -> Vec<&Step> {
    let mut rules: Vec<&Step> = Vec::new();
    let named = |it: &&Step| it.rule.is_some() && it.kind != StepKind::Group;
    for step in explanation.steps.iter().filter(named) {
        if !rules.iter().any(|it| it.sentence == step.sentence) {
            rules.push(step);
        }
    }
    rules
}

/// A kind of source, with its article; `practice` has none.
fn article(source: &str) -> String {
    if source == "practice" { source.to_owned() } else { format!("a {source}") }
}

fn known(basis: Basis) -> String {
    let words = match basis {
        Basis::Primary => "every rule it rests on was read in the source itself.",
        Basis::Quoted => "a rule it rests on is known from a quotation only.",
        Basis::Secondary => "a rule it rests on is known from a secondary source only.",
        Basis::Unverified => "a rule it rests on has not been verified.",
    };
    words.to_owned()
}
