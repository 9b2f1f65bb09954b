//! How did a step come out, in a sign and a word? Never told by colour alone.

use crate::explain::{Explanation, Outcome, Step, StepId, StepKind};

/// A sign and the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) struct Mark {
    pub(in crate::explain) sign: &'static str,
    pub(in crate::explain) words: &'static str,
    /// Whether the words are a verb that goes behind what they are said of.
    pub(in crate::explain) behind: bool,
    pub(in crate::explain) outcome: Outcome,
}

/// How a step came out; a heading that holds has nothing to tell.
pub(in crate::explain) fn mark(explanation: &Explanation, step: &Step) -> Option<Mark> {
    let is_rule = matches!(step.kind, StepKind::Rule | StepKind::Exception);
    let (sign, words) = match (is_rule, step.outcome) {
        (false, Outcome::Holds) if step.kind == StepKind::Group => return None,
        // That it gives way to a rule says by itself how that came out.
        (false, _) if step.kind == StepKind::Group && step.rule.is_some() => return None,
        (false, Outcome::Holds) => ("✓", "so"),
        (false, Outcome::Fails) => ("✗", "not so"),
        (false, Outcome::Open) => ("?", "open"),
        (false, Outcome::Defeated) => ("⊘", "defeated"),
        (_, Outcome::Circular) => ("↻", if is_rule { "is circular" } else { "circular" }),
        (true, Outcome::Holds) => ("✓", "applies"),
        (true, Outcome::Fails) => ("✗", "does not apply"),
        (true, Outcome::Open) => ("?", "may apply"),
        (true, Outcome::Defeated) if has_open(explanation, step) => ("⊘", "would be defeated"),
        (true, Outcome::Defeated) => ("⊘", "applies, but is defeated"),
    };
    Some(Mark { sign, words, behind: is_rule, outcome: step.outcome })
}

/// Whether a condition of a rule is open; what it gives way to is none.
pub(in crate::explain) fn has_open(explanation: &Explanation, step: &Step) -> bool {
    let step = step.same_as.map_or(step, |it| explanation.step(it));
    let open = |it: &StepId| {
        let step = explanation.step(*it);
        let is_condition = matches!(step.kind, StepKind::Sentence | StepKind::Group);
        is_condition && step.rule.is_none() && step.outcome == Outcome::Open
    };
    step.children.iter().any(open)
}
