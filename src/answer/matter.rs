//! Which of several entangled values matter? Those that occur in a least condition of what remains.

use crate::{
    condition::{Condition, Exhausted, Space, Test, VariableId},
    engine::Truth,
};

/// The nodes of some answers' conditions that ask for a variable.
pub(super) fn nodes_of(space: &Space, truths: &[Truth], variable: VariableId) -> Vec<Condition> {
    let conditions = truths.iter().flat_map(|it| [it.yes, it.possible]);
    let mut nodes: Vec<Condition> = conditions.flat_map(|it| space.below(it)).collect();
    nodes.retain(|it| space.branches(*it).0 == variable);
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The comparisons that it turns on how a condition goes on whose first variable compares entangled values.
pub(super) fn comparisons_at(space: &mut Space, node: Condition) -> Result<Vec<u32>, Exhausted> {
    let (variable, branches) = space.branches(node);
    let mut ways = branches.clone();
    ways.sort_unstable();
    ways.dedup();
    let mut found = Vec::new();
    for way in ways {
        let cells = (0..).zip(&branches).filter(|it| *it.1 == way).map(|it| it.0);
        let condition = space.one_of(variable, cells)?;
        let primes = space.primes(condition)?;
        for literal in primes.literals(space) {
            if let Test::Holds(at) = literal.test {
                found.push(at);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The comparisons of entangled values that matter for an answer, by their places in their group.
///
/// # Errors
/// When the node budget does not suffice.
pub fn comparisons_that_matter(
    space: &mut Space,
    truth: Truth,
    variable: VariableId,
) -> Result<Vec<u32>, Exhausted> {
    let mut found = Vec::new();
    for node in nodes_of(space, &[truth], variable) {
        found.extend(comparisons_at(space, node)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
