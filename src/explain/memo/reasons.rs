//! Why? The tree of steps, cut into pieces that can be read: what lies deep is set out under a heading of its own.

use std::collections::VecDeque;

use super::{Handout, Part, Point, Shape, marks::mark};
use crate::explain::{Outcome, Standing, Step, StepId, StepKind, json::basis, text::Detail};

/// How many steps lie below each other before the rest is set out further below.
const DEPTH: usize = 9;

pub(super) fn part(handout: &Handout<'_>) -> Part {
    let mut tree = Tree { handout, deeper: VecDeque::new(), numbered: 0 };
    let mut points = Vec::new();
    if handout.detail > Detail::Short {
        points.extend(handout.explanation.because.iter().map(|it| tree.point(*it, 0)));
        let mut number = 0;
        while let Some(id) = tree.deeper.pop_front() {
            number += 1;
            let lead = format!("({number})");
            points.push(Point { lead, ..tree.point(id, 0) });
        }
    }
    Part { title: "Reasons", shape: Shape::Tree, lead: String::new(), points }
}

struct Tree<'a, 'b> {
    handout: &'a Handout<'b>,
    /// The steps that are set out further below, in order.
    deeper: VecDeque<StepId>,
    numbered: usize,
}

impl Tree<'_, '_> {
    fn point(&mut self, id: StepId, depth: usize) -> Point {
        let step = self.handout.explanation.step(id);
        let children = self.shown(step);
        let mut remark = remark(step);
        let mut below = Vec::new();
        let too_deep = depth >= DEPTH && !children.is_empty();
        if too_deep {
            self.numbered += 1;
            self.deeper.push_back(id);
            let pointer = format!("its reasons stand below, at ({})", self.numbered);
            remark = if remark.is_empty() { pointer } else { format!("{remark}; {pointer}") };
        } else {
            below.extend(children.into_iter().map(|it| self.point(it, depth + 1)));
        }
        Point {
            // Where it is set out again further below, it is that place that is pointed to.
            step: Some(id).filter(|_| !too_deep),
            mark: mark(self.handout.explanation, step),
            lead: String::new(),
            words: step.sentence.clone(),
            remark: self.with_basis(step, remark),
            sources: if step.kind == StepKind::Sentence {
                Vec::new()
            } else {
                step.citations.clone()
            },
            see: step.same_as.or(too_deep.then_some(id)),
            below,
        }
    }

    /// What is shown below a step: what goes without saying only where nothing else does, or in full.
    fn shown(&self, step: &Step) -> Vec<StepId> {
        let telling = |it: &&StepId| !self.handout.explanation.step(**it).obvious;
        let full = self.handout.detail == Detail::Full;
        let all = full || !step.children.iter().any(|it| telling(&it));
        step.children.iter().filter(|it| all || telling(it)).copied().collect()
    }

    fn with_basis(&self, step: &Step, remark: String) -> String {
        let Some(known) = step.basis.filter(|_| self.handout.detail == Detail::Full) else {
            return remark;
        };
        let known = format!("basis {}", basis(known));
        if remark.is_empty() { known } else { format!("{remark}; {known}") }
    }
}

/// Why a step came out as it did, where its mark does not say it.
fn remark(step: &Step) -> String {
    if step.remark.is_empty() && step.kind == StepKind::Sentence && step.outcome == Outcome::Fails {
        let telling = |it: &Standing| !matches!(it, Standing::Stated | Standing::Concluded);
        return step.standing.filter(telling).map(|it| it.words().to_owned()).unwrap_or_default();
    }
    // That it is open, its mark says.
    let open = step.outcome == Outcome::Open;
    if open && step.remark == "open" {
        return String::new();
    }
    let rest = step.remark.strip_prefix("open: ").filter(|_| open);
    rest.unwrap_or(&step.remark).to_owned()
}
