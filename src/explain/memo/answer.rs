//! What is the answer, and on which conditions? The ways to yes and to no, as lists.

use num_bigint::BigUint;

use super::{Part, Point, Shape};
use crate::{
    answer::Status,
    explain::{
        Answered, Bound, Conditions, Explanation, LiteralInWords, OpenEntry, WaysInWords, WhyOpen,
        text::{grouped, headline, name, unsettled},
    },
};

/// How many ways of each side are listed before the rest is only counted.
const WAYS: usize = 12;

pub(super) fn part(explanation: &Explanation) -> Part {
    let (lead, points) = match &explanation.answer {
        Answered::YesNo(it) => (headline(explanation, it), sides(it)),
        Answered::Which(bound) if bound.is_empty() => ("None.".to_owned(), Vec::new()),
        Answered::Which(bound) => {
            let lead = unsettled(explanation, bound).unwrap_or_default();
            (lead, bound.iter().map(binding).collect())
        }
    };
    Part { title: "Short answer", shape: Shape::Bullets, lead, points }
}

fn sides(conditions: &Conditions) -> Vec<Point> {
    if matches!(conditions.status, Status::Yes | Status::No | Status::Circular) {
        return Vec::new();
    }
    let (yes, no) = (&conditions.yes_if, &conditions.no_if);
    let sides = [("Yes,", yes), ("No,", no), ("Circular,", &conditions.circular_if)];
    let possible = sides.iter().filter(|it| it.1.count != Some(BigUint::default()));
    possible.map(|(lead, it)| ways(lead, it)).collect()
}

fn binding(bound: &Bound) -> Point {
    let name = name(bound);
    match bound.conditions.status {
        Status::Yes => Point { lead: name, ..Point::default() },
        Status::Circular => Point { lead: name, remark: "circular".to_owned(), ..Point::default() },
        Status::Disputed => ways(&format!("{name}, disputed:"), &bound.conditions.yes_if),
        _ => ways(&format!("{name},"), &bound.conditions.yes_if),
    }
}

/// One side of an answer.
fn ways(lead: &str, ways: &WaysInWords) -> Point {
    let point = |words: &str, below| Point {
        lead: format!("{lead} if"),
        words: words.to_owned(),
        below,
        ..Point::default()
    };
    let Some(count) = &ways.count else {
        let words = "in more ways than could be counted (--nodes raises the limit)";
        return Point { lead: lead.to_owned(), words: words.to_owned(), ..Point::default() };
    };
    if let ([way], true) = (ways.listed.as_slice(), *count == BigUint::from(1_u8)) {
        return match way.as_slice() {
            [] => Point { lead: lead.to_owned(), ..Point::of("in any case".to_owned()) },
            [only] => point(only.wording(), Vec::new()),
            all => point("all of these hold:", all.iter().map(literal).collect()),
        };
    }
    let rest = alternatives(ways, count);
    if ways.common.is_empty() {
        return point("at least one of these holds:", rest);
    }
    let mut below: Vec<Point> = ways.common.iter().map(literal).collect();
    below.push(Point { below: rest, ..Point::of("at least one of these holds:".to_owned()) });
    point("all of these hold:", below)
}

/// The ways, without what they have in common.
fn alternatives(ways: &WaysInWords, count: &BigUint) -> Vec<Point> {
    let shown = ways.listed.len().min(WAYS);
    let way = |it: &Vec<LiteralInWords>| {
        let rest = it.iter().filter(|it| !ways.common.contains(it)).map(LiteralInWords::wording);
        Point::of(rest.collect::<Vec<_>>().join(", and "))
    };
    let mut points: Vec<Point> = ways.listed[..shown].iter().map(way).collect();
    let more = count - BigUint::from(shown);
    if more > BigUint::default() {
        let noun = if more == BigUint::from(1_u8) { "way" } else { "ways" };
        points.push(Point::of(format!("… or in {} more {noun}", grouped(&more))));
    }
    points
}

fn literal(literal: &LiteralInWords) -> Point {
    Point::of(literal.wording().to_owned())
}

/// Why something is open, and who decides it.
pub(super) fn why_open(open: &OpenEntry) -> String {
    let why = match open.why {
        WhyOpen::NotStated => "The case does not say.",
        WhyOpen::StatedUnknown => "The case says that it is unknown.",
        WhyOpen::Judgement if open.decided_by.is_some() => "",
        WhyOpen::Judgement => "Somebody has to judge it.",
        WhyOpen::Sources => "Rules in effect conclude both, and nothing ranks them.",
        WhyOpen::Readings => "The provision can be read in several ways.",
    };
    let by = open.decided_by.as_ref().map(|it| format!("To be decided by {it}."));
    let both = [Some(why.to_owned()), by].into_iter().flatten().filter(|it| !it.is_empty());
    both.collect::<Vec<_>>().join(" ")
}
