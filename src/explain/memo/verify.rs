//! What should be checked before relying on it? The weakest links, and the rules that are not known first hand.

use super::{Part, Point, Shape, other_side::sentence};
use crate::{
    explain::{Explanation, Step, json::basis},
    program::{Authority, Basis},
};

pub(super) fn part(explanation: &Explanation) -> Part {
    let mut points = Vec::new();
    let source = explanation.weakest_source.map(Authority::name);
    points.extend(source.map(|it| {
        said("Weakest source:", format!("the answer rests on nothing weaker than a {it}."))
    }));
    points.extend(explanation.weakest_basis.map(|it| said("Weakest basis:", known(it))));
    let rules = rules(explanation);
    let unsourced = rules.iter().filter(|it| it.citations.is_empty());
    points.extend(unsourced.map(|it| Point { remark: "cites no source".to_owned(), ..named(it) }));
    let below =
        rules.iter().filter_map(|it| Some((it, it.basis.filter(|it| *it > Basis::Primary)?)));
    points.extend(below.map(|(it, known)| Point {
        remark: format!("basis: {}", basis(known)),
        sources: it.citations.clone(),
        ..named(it)
    }));
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

fn named(step: &Step) -> Point {
    Point::of(step.sentence.clone())
}

/// The rules and exceptions among the reasons, each once.
fn rules(explanation: &Explanation) -> Vec<&Step> {
    let mut rules: Vec<&Step> = Vec::new();
    let named = |it: &&Step| it.rule.is_some() && it.kind != crate::explain::StepKind::Group;
    for step in explanation.steps.iter().filter(named) {
        if !rules.iter().any(|it| it.sentence == step.sentence) {
            rules.push(step);
        }
    }
    rules
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
