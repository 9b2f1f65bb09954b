//! Is every step of the reasons right?
//!
//! Each sentence is read again, and its status compared with the model. Each rule is looked for among the rules written
//! out for the same things: one of them must fit, with all its conditions, its exceptions and what prevails over it.
//! Of a sentence that is not so, every rule that could have concluded it must be there, with what keeps it from that.

mod tree;
mod said;
mod parts;
mod reads;
mod reasons;
mod rules;
mod beside;
mod defeaters;
mod obstacles;

use serde_json::Value;

use crate::program::{Query, RuleId};

use self::{
    parts::Parts,
    said::Dictionary,
    tree::{Node, Tree},
};
use super::{
    Doubt, Report, Subject,
    model::{Model, Verdicts},
    words::Words,
    world::World,
};

/// The steps as they were read, with all that is needed to check them.
pub(super) struct Steps {
    tree: Tree,
    parts: Parts,
}

/// Reads all steps, and looks into everything that they speak of.
pub(super) fn read(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    query: &Query,
    explanation: &Value,
    report: &mut Report,
) -> Result<Steps, Doubt> {
    let mut tree = Tree::read(world, explanation, report);
    report.steps = tree.nodes.len();
    let known = Dictionary::of(world);
    for node in &mut tree.nodes {
        said::read(world, words, &known, node)?;
    }
    tree.note_reasons();
    let parts = Parts::of(world, query, &tree)?;
    Ok(Steps { tree, parts })
}

/// Checks all steps.
pub(super) fn check(
    steps: &Steps,
    subject: Subject<'_>,
    world: &World<'_>,
    model: &Model<'_>,
    report: &mut Report,
) {
    let mut checker = Checker { steps, subject, world, model, report };
    for node in &steps.tree.nodes {
        checker.sentence(node);
        checker.rule_as_written(node);
        checker.reasons(node);
    }
    checker.roots();
}

/// Steps, what they are checked against, and what was found.
struct Checker<'a, 'r> {
    steps: &'a Steps,
    subject: Subject<'a>,
    world: &'a World<'a>,
    model: &'a Model<'a>,
    report: &'r mut Report,
}

/// What is wrong with a step.
type Wrong = (usize, String);

impl Checker<'_, '_> {
    fn refute(&mut self, node: &Node, wrong: impl Into<String>) {
        let (step, sentence) = (Some(node.id.clone()), Some(node.sentence.clone()));
        let refutation = super::Refutation { step, sentence, wrong: wrong.into() };
        if !self.report.refuted.contains(&refutation) {
            self.report.refuted.push(refutation);
        }
    }

    fn refute_all(&mut self, wrong: Vec<Wrong>) {
        for (at, wrong) in wrong {
            let steps = self.steps;
            self.refute(&steps.tree.nodes[at], wrong);
        }
    }

    /// Which verdicts occur; what can't be decided is noted and counts as everything.
    fn verdicts(&mut self, formula: &super::formula::Formula) -> Verdicts {
        match self.model.all(formula, |it| it.count() > 1) {
            Ok(it) => it,
            Err(doubt) => {
                self.report.doubt(doubt);
                Verdicts { yes: true, no: true, circular: true }
            }
        }
    }

    /// What becomes of an instance of a rule.
    fn status(&mut self, instance: usize) -> &'static str {
        let it = &self.world.instances[instance];
        let (effect, applicable) = (super::formula::Formula::Is(it.effect), it.applicable.clone());
        match word(self.verdicts(&effect)) {
            "fails" if word(self.verdicts(&applicable)) == "fails" => "fails",
            "fails" => "defeated",
            it => it,
        }
    }

    fn rule(&self, id: RuleId) -> &crate::program::Rule {
        self.world.program.rule(id)
    }
}

/// The word for the status of a sentence.
fn word(it: Verdicts) -> &'static str {
    match (it.yes, it.no, it.circular) {
        (true, false, false) => "holds",
        (false, true, false) => "fails",
        (false, false, true) => "circular",
        _ => "open",
    }
}
