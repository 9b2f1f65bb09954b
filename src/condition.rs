//! UNDER WHICH CONDITION? Exact Boolean functions over the open questions of a case.
//!
//! A [`Condition`] says in which completions something holds, where a completion gives every
//! open question (a variable of a [`Space`]) one value of its [`Domain`]. Questions have as many
//! values as they need, so no constraint has to be added to a condition: sibling kinds exclude
//! each other because they are values of one variable.
//!
//! Conditions are multi-valued decision diagrams, reduced and hash-consed. Their prime implicants
//! ([`Primes`]) are a zero-suppressed decision diagram over literals: exact even where a list
//! would have more entries than there are grains of sand.
//!
//! Invariants:
//!
//! - two conditions of one space are the same function exactly when they are equal;
//! - the variables' order is the order in which they were added, in diagrams and in every result;
//! - the same calls give the same ids and the same results; no hash map is iterated over;
//! - nothing allocates without end: past the node budget every operation says [`Exhausted`].
//!
//! Deliberately absent: words, reordering of variables, and garbage collection
//! ([`Space::rewind`] takes back what was made since a mark).

mod domain;
mod cells;
mod meter;
mod unique;
mod diagram;
mod combine;
mod inspect;
mod family;
mod primes;
mod listing;

#[cfg(test)]
mod tests;

pub use domain::{Domain, Literal, Test};

use std::sync::{Arc, atomic::AtomicBool};

use rustc_hash::FxHashMap;

use self::{
    combine::Op,
    diagram::Diagram,
    domain::Variable,
    family::{Families, Family},
    meter::Meter,
};

/// The node budget that suits an interactive session. Functions that use it up were seen to take
/// 60 to 120 MB and half a second.
pub const DEFAULT_NODE_BUDGET: usize = 1_000_000;

/// Names one open question of a [`Space`]; ordered as the questions were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VariableId(u32);

impl VariableId {
    /// How many variables were added before this one.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of completions of a [`Space`], named by a node of its diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Condition(u32);

impl Condition {
    /// Holds in no completion.
    pub const NEVER: Self = Self(0);
    /// Holds in every completion.
    pub const ALWAYS: Self = Self(1);

    /// Whether it is the same in every completion.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self <= Self::ALWAYS
    }
}

/// The node budget did not suffice, so there is no result; everything made before stays valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exhausted;

/// A moment in the life of a [`Space`], to which [`Space::rewind`] can return.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    variables: usize,
    conditions: usize,
    families: usize,
    spent: usize,
}

/// All prime implicants of one condition: the weakest conjunctions under which it holds.
///
/// A prime is a product of one set of values per variable, as large as possible, where each set is
/// one that a conjunction of literals can express. Each has one canonical list of literals:
///
/// ```text
/// Bool     the one literal
/// Tree     within the deepest node that has all values, not within the nodes left out below it
/// Choice   one value: is it; else: is not, for each alternative left out
/// Line     one point: is it; else: from the lowest cell, not from above the highest,
///          and is not, for each point left out between
/// Cells    the shortest list, of those the one with the lowest literals, what holds before what
///          does not; for a set that lies in more than 12, a list from which none can be dropped
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Primes(Family);

/// The open questions of a case, and the conditions over them.
///
/// A [`VariableId`], [`Condition`] or [`Primes`] may be used only with the space it came from.
#[derive(Debug)]
pub struct Space {
    variables: Vec<Variable>,
    diagram: Diagram,
    families: Families,
    /// The primes of each condition for which they were needed.
    known_primes: FxHashMap<Condition, Family>,
    /// While least changes are looked for: the value that each variable has as things stand, if it has one.
    standing: Vec<Option<u32>>,
    meter: Meter,
}

impl Space {
    /// A space without variables. The budget counts the nodes of all diagrams together, where a
    /// node with many branches counts as one for every two of them, and bounds the work of one call.
    #[must_use]
    pub fn new(node_budget: usize) -> Self {
        Self::interruptible(node_budget, None)
    }

    /// The same, where every operation says [`Exhausted`] once somebody has asked to stop.
    #[must_use]
    pub fn interruptible(node_budget: usize, interrupt: Option<Arc<AtomicBool>>) -> Self {
        Self {
            variables: Vec::new(),
            diagram: Diagram::new(),
            families: Families::new(),
            known_primes: FxHashMap::default(),
            standing: Vec::new(),
            meter: Meter::new(node_budget, interrupt),
        }
    }

    /// Adds an open question, behind all others in the order.
    pub fn add(&mut self, domain: Domain) -> VariableId {
        let Ok(index) = u32::try_from(self.variables.len()) else {
            unreachable!("fewer variables than a u32 can number")
        };
        let first_element = self.variables.last().map_or(0, Variable::end_element);
        self.variables.push(Variable::new(domain, first_element));
        VariableId(index)
    }

    /// How many variables were added.
    #[must_use]
    pub fn variable_count(&self) -> usize {
        self.variables.len()
    }

    /// All variables, in order.
    pub fn all_variables(&self) -> impl Iterator<Item = VariableId> + use<> {
        (0..).map(VariableId).take(self.variables.len())
    }

    /// The values that the variable can have.
    #[must_use]
    pub fn domain(&self, variable: VariableId) -> &Domain {
        &self.variables[variable.index()].domain
    }

    /// How many values the variable can have.
    #[must_use]
    pub fn count_values(&self, variable: VariableId) -> u32 {
        let Ok(count) = u32::try_from(self.domain(variable).size()) else {
            unreachable!("the values were counted when the variable was made")
        };
        count
    }

    /// How many nodes count against the budget by now.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.meter.spent()
    }

    /// Remembers this moment, for [`Space::rewind`].
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            variables: self.variables.len(),
            conditions: self.diagram.len(),
            families: self.families.len(),
            spent: self.meter.spent(),
        }
    }

    /// Forgets every variable, condition and primes made since the mark, and gives their nodes
    /// back to the budget. They, and later marks, may not be used any more.
    pub fn rewind(&mut self, mark: Mark) {
        self.variables.truncate(mark.variables);
        self.diagram.truncate(mark.conditions);
        self.families.truncate(mark.families);
        self.known_primes.clear();
        self.meter.give_back(mark.spent);
    }

    /// The condition that the literal holds.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn literal(&mut self, literal: Literal) -> Result<Condition, Exhausted> {
        let answers = self.variables[literal.variable.index()].answers(literal.test);
        let values = answers.iter().map(|it| *it == literal.holds);
        self.diagram.branch(literal.variable, values, &mut self.meter)
    }

    /// The condition that the variable has one of the values, which must be of its domain.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn one_of(
        &mut self,
        variable: VariableId,
        values: impl IntoIterator<Item = u32>,
    ) -> Result<Condition, Exhausted> {
        let mut among = vec![false; self.variables[variable.index()].domain.size()];
        for value in values {
            among[value as usize] = true;
        }
        self.diagram.branch(variable, among.into_iter(), &mut self.meter)
    }

    /// Both hold.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn and(&mut self, a: Condition, b: Condition) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.combine(Op::And, a, b, &mut self.meter)
    }

    /// At least one of the two holds.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn or(&mut self, a: Condition, b: Condition) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.combine(Op::Or, a, b, &mut self.meter)
    }

    /// It does not hold.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn not(&mut self, condition: Condition) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.not(condition, &mut self.meter)
    }

    /// The first holds and the second does not.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn and_not(&mut self, a: Condition, b: Condition) -> Result<Condition, Exhausted> {
        let opposite = self.not(b)?;
        self.and(a, opposite)
    }

    /// All of them hold (none of them: always).
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn all_of(
        &mut self,
        conditions: impl IntoIterator<Item = Condition>,
    ) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.combine_all(Op::And, conditions.into_iter().collect(), &mut self.meter)
    }

    /// At least one of them holds (none of them: never).
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn any_of(
        &mut self,
        conditions: impl IntoIterator<Item = Condition>,
    ) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.combine_all(Op::Or, conditions.into_iter().collect(), &mut self.meter)
    }

    /// The condition that remains when the variable has the value, which must be of its domain.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn restrict(
        &mut self,
        condition: Condition,
        variable: VariableId,
        value: u32,
    ) -> Result<Condition, Exhausted> {
        self.meter.restart();
        self.diagram.restrict(condition, (variable, value), &mut self.meter)
    }

    /// The variables that the condition depends on, in order.
    #[must_use]
    pub fn support(&self, condition: Condition) -> Vec<VariableId> {
        self.diagram.support(condition)
    }

    /// The conditions that a condition's diagram is made from, itself included: each comes behind those that it branches
    /// to. Settled ones are left out.
    #[must_use]
    pub fn below(&self, condition: Condition) -> Vec<Condition> {
        self.diagram.reachable(condition, |_| true)
    }

    /// The first variable that a condition asks for, which must not be settled, and what is left of the condition for
    /// each of its values.
    #[must_use]
    pub fn branches(&self, condition: Condition) -> (VariableId, Vec<Condition>) {
        (self.diagram.variable(condition), self.diagram.branches(condition).to_vec())
    }

    /// How many nodes the condition's own diagram has.
    #[must_use]
    pub fn size(&self, condition: Condition) -> usize {
        self.diagram.reachable(condition, |_| true).len()
    }

    /// Whether the condition holds in the completion that gives each variable this value, which
    /// must be of its domain. Only variables that matter are asked for.
    #[must_use]
    pub fn holds(&self, condition: Condition, value: impl Fn(VariableId) -> u32) -> bool {
        self.diagram.holds(condition, value)
    }

    /// A value for each variable of the support under which the condition holds, the lowest that
    /// do, with earlier variables first; nothing if it never holds.
    #[must_use]
    pub fn example(&self, condition: Condition) -> Option<Vec<(VariableId, u32)>> {
        self.diagram.example(condition)
    }

    /// The least changes under which the condition holds whatever stays open: minimal sets of literals, each about a
    /// value other than the one that its variable has as things stand. `standing` gives that value, for each variable
    /// that has one; what is said of the others settles them.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn least_changes(
        &mut self,
        condition: Condition,
        standing: Vec<Option<u32>>,
    ) -> Result<Primes, Exhausted> {
        self.meter.restart();
        self.known_primes.clear();
        self.standing = standing;
        let found = self.primes_of(condition);
        self.standing.clear();
        self.known_primes.clear();
        // More changes may be enough where fewer are not: what was relied on has been changed, too. So what was found
        // has all the least sets of changes, and others.
        self.families.least(found?, &mut self.meter).map(Primes)
    }

    /// All prime implicants of the condition.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn primes(&mut self, condition: Condition) -> Result<Primes, Exhausted> {
        self.meter.restart();
        self.primes_of(condition).map(Primes)
    }
}
