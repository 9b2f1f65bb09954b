//! What does a memo say? An explanation in the order in which it is handed to somebody, in words.
//!
//! [`markdown`](super::markdown) and [`html`](super::html) set out the same `Memo`: the facts assumed, the answer, the
//! reasons, the other side, what is open, and what to verify. To say more, add a part to `Memo::of`.

mod answer;
mod assumed;
mod marks;
mod other_side;
mod reasons;
mod repairs;
mod verify;

use crate::syntax::ast::Intent;

use super::{Explanation, StepId, text::Detail};

pub(super) use self::marks::{Mark, has_open, mark};

/// The heading over the open questions.
const OPEN: &str = "What is open";

/// An explanation with what it is about, as it is handed to somebody.
#[derive(Debug, Clone, Copy)]
pub struct Handout<'a> {
    /// The answer and its reasons.
    pub explanation: &'a Explanation,
    /// The name of the case that was asked about, and its title.
    pub case: Option<(&'a str, Option<&'a str>)>,
    /// What was wanted.
    pub intent: Intent,
    /// How much is said.
    pub detail: Detail,
}

/// A memo, before it has a form.
#[derive(Debug)]
pub(super) struct Memo {
    /// The question.
    pub(super) title: String,
    /// What follows under it; none is empty.
    pub(super) parts: Vec<Part>,
}

/// A part of a memo, under a heading of its own.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) shape: Shape,
    /// A sentence before the points.
    pub(super) lead: String,
    pub(super) points: Vec<Point>,
}

/// How the points of a part are set out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Beside each other.
    Bullets,
    /// Numbered.
    Numbers,
    /// A tree of steps.
    Tree,
}

/// One thing that is said, and what is said below it.
#[derive(Debug, Default)]
pub(super) struct Point {
    /// The step that it is about.
    pub(super) step: Option<StepId>,
    /// How that came out.
    pub(super) mark: Option<Mark>,
    /// What is said first, and stands out.
    pub(super) lead: String,
    /// What is said.
    pub(super) words: String,
    /// What is said of it besides.
    pub(super) remark: String,
    /// Where the sources say so.
    pub(super) sources: Vec<String>,
    /// The step that has the reasons.
    pub(super) see: Option<StepId>,
    pub(super) below: Vec<Point>,
}

impl Memo {
    /// A memo for each explanation; where there are several, the titles tell them apart.
    pub(super) fn all(handouts: &[Handout<'_>]) -> Vec<Self> {
        let several = handouts.iter().any(|it| it.case != handouts[0].case);
        let memo = |it: &Handout<'_>| {
            let memo = Self::of(it);
            let case = it.case.filter(|_| several).map(|(name, _)| format!("{name}: "));
            let supposed = match it.explanation.suppositions.as_slice() {
                [_, ..] if handouts.len() > 1 => {
                    format!(" (supposed: {})", it.explanation.suppositions.join("; "))
                }
                _ => String::new(),
            };
            Self { title: format!("{}{}{supposed}", case.unwrap_or_default(), memo.title), ..memo }
        };
        handouts.iter().map(memo).collect()
    }

    /// What is said about an explanation.
    fn of(handout: &Handout<'_>) -> Self {
        let it = handout.explanation;
        let mut parts = vec![
            assumed::part(handout),
            answer::part(it),
            reasons::part(handout),
            other_side::part(it),
            open(it),
            repairs::part(it),
            verify::part(it),
        ];
        let open = parts.iter().position(|it| it.title == OPEN);
        if let (Intent::WouldDecide, Some(at)) = (handout.intent, open) {
            // What is open was asked for.
            let open = parts.remove(at);
            parts.insert(1, open);
        }
        parts.retain(|it| !it.lead.is_empty() || !it.points.is_empty());
        Self { title: capitalised(&it.question), parts }
    }
}

impl Point {
    fn of(words: String) -> Self {
        Self { words, ..Self::default() }
    }
}

/// What is open, how to ask for it, who decides it, and what helps.
fn open(explanation: &Explanation) -> Part {
    let points = explanation.open.iter().map(|it| {
        let mut words = vec![answer::why_open(it)];
        words.extend(it.help.as_ref().map(|it| format!("{}.", it.trim_end_matches('.'))));
        Point { lead: capitalised(&it.ask), words: words.join(" "), ..Point::default() }
    });
    Part { title: OPEN, shape: Shape::Numbers, lead: String::new(), points: points.collect() }
}

/// With a capital letter at the beginning.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
