//! What do the shapes mean? A key below the picture.

use super::{
    draw::{Arrow, Drawing},
    measure::width,
    place::SMALL,
};
use crate::explain::{
    Outcome, StepKind,
    argument::{Argument, Node},
};

/// What is explained: what a box is, what became of it, or an arrow.
#[derive(Clone, Copy)]
enum Sample {
    Shape(StepKind),
    Border(Outcome),
    Arrow(Arrow),
}

impl Sample {
    fn is_in(self, node: &Node) -> bool {
        match self {
            Self::Shape(kind) => node.kind == kind,
            Self::Border(outcome) => node.outcome == outcome,
            Self::Arrow(arrow) => node.parent.is_some() && Arrow::of(node) == arrow,
        }
    }
}

const KEY: [(Sample, &str); 12] = [
    (Sample::Shape(StepKind::Sentence), "sentence"),
    (Sample::Shape(StepKind::Rule), "rule"),
    (Sample::Shape(StepKind::Exception), "exception"),
    (Sample::Border(Outcome::Holds), "so, or applies"),
    (Sample::Border(Outcome::Open), "open, or may apply"),
    (Sample::Border(Outcome::Fails), "not so, or does not apply"),
    (Sample::Border(Outcome::Defeated), "defeated"),
    (Sample::Border(Outcome::Circular), "circular"),
    (Sample::Arrow(Arrow { against: false, idle: false }), "supports"),
    (Sample::Arrow(Arrow { against: true, idle: false }), "attacks"),
    (Sample::Arrow(Arrow { against: false, idle: true }), "would support"),
    (Sample::Arrow(Arrow { against: true, idle: true }), "would attack"),
];

/// How wide a sample is.
const SAMPLE: i32 = 26;

/// Draws the key to what occurs, from a point on, in rows of at most `room`. How far down it reaches.
pub(super) fn draw(
    drawing: &mut Drawing,
    argument: &Argument,
    (left, top): (i32, i32),
    room: i32,
) -> i32 {
    let (mut x, mut y) = (left, top);
    for (sample, words) in
        KEY.into_iter().filter(|it| argument.nodes.iter().any(|node| it.0.is_in(node)))
    {
        let wide = SAMPLE + 8 + width(words, SMALL);
        if x > left && x + wide > left + room {
            (x, y) = (left, y + 24);
        }
        match sample {
            Sample::Shape(kind) => drawing.shape((x, y), (SAMPLE, 16), kind, Outcome::Holds),
            Sample::Border(outcome) => {
                drawing.shape((x, y), (SAMPLE, 16), StepKind::Group, outcome);
            }
            Sample::Arrow(arrow) => {
                let middle = x + SAMPLE / 2;
                drawing.line(&format!("M{middle} {}V{}", y + 18, y + 8), arrow);
                drawing.tip((middle, y - 1), arrow);
            }
        }
        drawing.text((x + SAMPLE + 8, y + 12), (SMALL, "400", "gr-soft", "#505a66"), words);
        x += wide + 18;
    }
    y + 18
}
