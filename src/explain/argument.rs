//! What is in a picture of the argument? Its boxes and arrows, as many as can still be read.
//!
//! [`picture`](super::picture) draws them, [`dot`](super::dot) leaves the drawing to Graphviz.
//! What is left out is what lies deepest; the boxes it belongs under say how much it is.

use std::collections::VecDeque;

use crate::answer::Status;

use super::{
    Answered, Outcome, StepId, StepKind,
    memo::{Handout, Mark, capitalised, mark},
    text::{Detail, headline, name},
};

/// How many boxes are drawn.
const MOST: usize = 60;
/// How many are drawn when everything is asked for.
const MOST_IN_FULL: usize = 600;

/// The boxes of a picture; a box comes after the one that its arrow leads to.
#[derive(Debug)]
pub(super) struct Argument {
    /// The question.
    pub(super) title: String,
    /// The answer in a line.
    pub(super) answer: String,
    pub(super) nodes: Vec<Node>,
    /// How many steps are left out.
    pub(super) left_out: usize,
}

/// A step in a picture.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: StepKind,
    pub(super) outcome: Outcome,
    /// The box that its arrow leads to.
    pub(super) parent: Option<usize>,
    /// Whether the arrow attacks instead of supporting.
    pub(super) against: bool,
    /// What the step says.
    pub(super) sentence: String,
    /// How it came out.
    pub(super) mark: Option<Mark>,
    /// Where the sources say so, and why it came out like this, a note each.
    pub(super) notes: Vec<String>,
    /// The box that has its reasons.
    pub(super) see: Option<usize>,
    /// The step itself.
    pub(super) step: StepId,
}

impl Argument {
    pub(super) fn of(handout: &Handout<'_>) -> Self {
        let most = if handout.detail == Detail::Full { MOST_IN_FULL } else { MOST };
        let mut argument = Self {
            title: capitalised(&handout.explanation.question),
            answer: format!("{}{}", answer(handout), under(handout)),
            nodes: Vec::new(),
            left_out: 0,
        };
        argument.fill(handout, most);
        argument.point_out_repeats(handout);
        argument.say_what_is_left_out(handout);
        argument
    }

    /// Takes in the steps nearest to the question.
    fn fill(&mut self, handout: &Handout<'_>, most: usize) {
        let roots = handout.explanation.because.iter().map(|it| (*it, None));
        let mut rest: VecDeque<(StepId, Option<usize>)> = roots.collect();
        while let Some((id, parent)) = rest.pop_front() {
            if self.nodes.len() == most {
                break;
            }
            let step = handout.explanation.step(id);
            let cited = step.citations.join("; ");
            let notes = [cited, step.remark.clone()].into_iter().filter(|it| !it.is_empty());
            let at = self.nodes.len();
            rest.extend(shown(handout, id).into_iter().map(|it| (it, Some(at))));
            self.nodes.push(Node {
                kind: step.kind,
                outcome: step.outcome,
                parent,
                against: step.against,
                sentence: step.sentence.clone(),
                mark: mark(handout.explanation, step),
                notes: notes.collect(),
                see: None,
                step: id,
            });
        }
    }

    fn point_out_repeats(&mut self, handout: &Handout<'_>) {
        for at in 0..self.nodes.len() {
            let first = handout.explanation.step(self.nodes[at].step).same_as;
            let place = self.nodes.iter().position(|it| Some(it.step) == first);
            self.nodes[at].see = place;
        }
    }

    fn say_what_is_left_out(&mut self, handout: &Handout<'_>) {
        let mut sizes = vec![0_usize; handout.explanation.steps.len()];
        // A step comes after the one that leads to it.
        for at in (0..sizes.len()).rev() {
            let id = StepId(u32::try_from(at).unwrap_or(u32::MAX));
            let below = shown(handout, id).into_iter().map(|it| sizes[it.0 as usize]);
            sizes[at] = 1 + below.sum::<usize>();
        }
        let size = |it: StepId| sizes[it.0 as usize];
        let all: usize = handout.explanation.because.iter().map(|it| size(*it)).sum();
        self.left_out = all - self.nodes.len();
        let mut below = vec![0_usize; self.nodes.len()];
        for at in (0..self.nodes.len()).rev() {
            let here = below[at] + 1;
            if let Some(parent) = self.nodes[at].parent {
                below[parent] += here;
            }
            let hidden = size(self.nodes[at].step) - here;
            // Only the boxes at the edge say so, not all those above them.
            let is_edge = below[at] == 0 && hidden > 0;
            if is_edge {
                let noun = if hidden == 1 { "step" } else { "steps" };
                self.nodes[at].notes.push(format!("… {hidden} more {noun} below"));
            }
        }
    }

    /// What is said below the picture about what is not in it.
    pub(super) fn note(&self) -> Option<String> {
        let noun = if self.left_out == 1 { "step is" } else { "steps are" };
        (self.left_out > 0).then(|| {
            format!(
                "{} {noun} left out of this picture (--format json has all of them).",
                self.left_out
            )
        })
    }
}

/// What is shown below a step: what goes without saying only where nothing else does, or in full.
fn shown(handout: &Handout<'_>, id: StepId) -> Vec<StepId> {
    let children = &handout.explanation.step(id).children;
    let telling = |it: &&StepId| !handout.explanation.step(**it).obvious;
    let all = handout.detail == Detail::Full || !children.iter().any(|it| telling(&it));
    children.iter().filter(|it| all || telling(it)).copied().collect()
}

/// What the answer was given under, a sentence each.
fn under(handout: &Handout<'_>) -> String {
    let it = handout.explanation;
    let [supposed, taken] =
        [(" Supposed: ", &it.suppositions), (" Taken: ", &it.qualifiers)].map(|(lead, all)| {
            if all.is_empty() { String::new() } else { format!("{lead}{}.", all.join("; ")) }
        });
    supposed + &taken
}

fn answer(handout: &Handout<'_>) -> String {
    match &handout.explanation.answer {
        Answered::YesNo(it) => headline(handout.explanation, it),
        Answered::Which(bound) if bound.is_empty() => "None.".to_owned(),
        Answered::Which(bound) => {
            let said = bound.iter().map(|it| {
                let certain =
                    if it.conditions.status == Status::Yes { "" } else { " (on conditions)" };
                format!("{}{certain}", name(it))
            });
            said.collect::<Vec<_>>().join("; ")
        }
    }
}
