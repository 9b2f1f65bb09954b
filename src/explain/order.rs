//! In which order do steps lie? Each behind the one that leads to it, and none that nothing leads to.
//! And may those that lie deep be left out?

use super::{Step, StepId, StepKind, rank::Rank, why::SHOWN};
use crate::engine::Grounding;

/// Steps in order, with their roots, and for each step where it was before.
pub(super) struct Ordered {
    pub(super) steps: Vec<Step>,
    pub(super) roots: Vec<StepId>,
    pub(super) places: Vec<Option<StepId>>,
}

/// Puts steps into the order in which they are read. A step that several lead to has its reasons the first time only.
pub(super) fn ordered(steps: &[Step], roots: &[StepId]) -> Ordered {
    let mut found: Vec<Step> = Vec::new();
    let mut places: Vec<Option<StepId>> = vec![None; steps.len()];
    let mut new_roots = Vec::new();
    // What is still to be put somewhere, and the step that leads to it.
    let mut rest: Vec<(StepId, Option<StepId>)> =
        roots.iter().rev().map(|it| (*it, None)).collect();
    while let Some((id, parent)) = rest.pop() {
        let own = StepId(u32::try_from(found.len()).unwrap_or(u32::MAX));
        let step = &steps[id.0 as usize];
        let mut copy = Step { children: Vec::new(), ..step.clone() };
        let repeated = step
            .same_as
            .filter(|it| places[it.0 as usize].is_none() && step.remark.ends_with(SHOWN));
        if let Some(first) = repeated {
            // It comes before what it repeats, so it has the reasons instead.
            let first = &steps[first.0 as usize];
            copy.remark.clone_from(&first.remark);
            copy.same_as = None;
            places[id.0 as usize] = Some(own);
            places[step.same_as.unwrap_or(id).0 as usize] = Some(own);
            rest.extend(first.children.iter().rev().map(|it| (*it, Some(own))));
        } else if let Some(first) = places[id.0 as usize].filter(|_| step.kind != StepKind::Group) {
            if !step.children.is_empty() {
                copy.same_as = Some(first);
                SHOWN.clone_into(&mut copy.remark);
            }
        } else {
            places[id.0 as usize].get_or_insert(own);
            rest.extend(step.children.iter().rev().map(|it| (*it, Some(own))));
        }
        found.push(copy);
        match parent {
            Some(parent) => found[parent.0 as usize].children.push(own),
            None => new_roots.push(own),
        }
    }
    // What was left out in the end can't be referred to; steps that were copied refer to new places already.
    for (old, new) in places.iter().enumerate() {
        let Some(new) = new else { continue };
        found[new.0 as usize].same_as =
            steps[old].same_as.and_then(|it| places[it.0 as usize]).filter(|it| it < new);
    }
    Ordered { steps: found, roots: new_roots, places }
}

/// Whether nothing that stands beside the reasons could come from deep among them: all rules are equally strong and in
/// force, and no rule speaks of what the case states.
pub(super) fn is_alike_throughout(grounding: &Grounding<'_>) -> bool {
    let program = grounding.program();
    let first = program.rules.first().map(|it| Rank::of(program, it));
    let alike = program
        .rules()
        .all(|(id, it)| grounding.lens().counts(id) && Some(Rank::of(program, it)) == first);
    alike && !grounding.rules_speak_of_facts()
}
