//! In which order are a clause's conditions looked up? A join plan for each set of variables known at the start.
//!
//! Tests on known things come first, in the order of writing; then whatever binds new variables most selectively.
//! An open input binds nothing: it may hold of anything of its kind, so its variables are bound by their kinds.

use std::collections::BTreeSet;

use super::compile::{Argument, Clause, Literal, Pattern, Test, index};
use crate::program::Comparison;

/// How well a condition can bind unknown variables; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Selectivity {
    /// A stored relation with something known about the row.
    KeyedFacts,
    /// A derived relation with something known about the row.
    KeyedRules,
    /// A stored relation as a whole.
    AllFacts,
    /// A derived relation as a whole.
    AllRules,
    /// Everything of a kind.
    Kind,
    /// What is equal to something known.
    Equality,
}

/// What the planner has to know of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Supply {
    /// Only what is stated.
    Facts,
    /// What is stated and what rules conclude.
    Rules,
    /// Possibly everything.
    Anything,
    /// An attribute: once it is known what it is of, it has few values.
    Attribute,
    /// A part of the conditions, which binds individuals but no values.
    Part,
}

/// The order in which a clause's literals are to be taken, as places in its body.
pub(super) fn plan(
    clause: &Clause,
    known: &[bool],
    supply: impl Fn(&Pattern) -> Supply,
) -> Box<[u32]> {
    let mut planner = Planner::new(clause, known);
    while planner.order.len() < clause.body.len() {
        planner.take_tests();
        planner.take_best(clause, &supply);
    }
    planner.order.into_boxed_slice()
}

struct Planner {
    known: Vec<bool>,
    /// Which variables range over individuals of a kind.
    of_kind: Vec<bool>,
    /// For each literal the number of its arguments that are still unknown.
    missing: Vec<u32>,
    /// For each variable the literals that mention it, once for each time.
    users: Vec<Vec<u32>>,
    ready: BTreeSet<u32>,
    taken: Vec<bool>,
    order: Vec<u32>,
}

impl Planner {
    fn new(clause: &Clause, known: &[bool]) -> Self {
        let mut users = vec![Vec::new(); clause.variables as usize];
        let mut missing = Vec::with_capacity(clause.body.len());
        for (at, literal) in clause.body.iter().enumerate() {
            let unknown = variables(literal).filter(|it| !known[*it as usize]);
            missing.push(index(unknown.inspect(|it| users[*it as usize].push(index(at))).count()));
        }
        let ready = (0..index(missing.len())).filter(|it| missing[*it as usize] == 0).collect();
        let taken = vec![false; missing.len()];
        let mut of_kind = vec![false; clause.variables as usize];
        for literal in &clause.body {
            if let Test::Kind(Argument::Variable(it), _, true) = &literal.test {
                of_kind[*it as usize] = true;
            }
        }
        Self { known: known.to_vec(), of_kind, missing, users, ready, taken, order: Vec::new() }
    }

    fn take(&mut self, literal: u32) {
        self.taken[literal as usize] = true;
        self.order.push(literal);
    }

    fn take_tests(&mut self) {
        while let Some(literal) = self.ready.pop_first() {
            if !self.taken[literal as usize] {
                self.take(literal);
            }
        }
    }

    fn take_best(&mut self, clause: &Clause, supply: &impl Fn(&Pattern) -> Supply) {
        let candidates = (0..index(clause.body.len())).filter(|it| !self.taken[*it as usize]);
        let ranked = candidates.filter_map(|it| {
            let literal = &clause.body[it as usize];
            Some((self.selectivity(literal, self.missing[it as usize], supply)?, it))
        });
        let Some((_, best)) = ranked.min() else { return };
        self.take(best);
        for variable in variables(&clause.body[best as usize]) {
            self.bind(variable);
        }
    }

    fn bind(&mut self, variable: u32) {
        if std::mem::replace(&mut self.known[variable as usize], true) {
            return;
        }
        for user in &self.users[variable as usize] {
            self.missing[*user as usize] -= 1;
            if self.missing[*user as usize] == 0 {
                self.ready.insert(*user);
            }
        }
    }
}

impl Planner {
    /// How well a condition can bind its unknown variables; some bind nothing.
    fn selectivity(
        &self,
        literal: &Literal,
        missing: u32,
        supply: &impl Fn(&Pattern) -> Supply,
    ) -> Option<Selectivity> {
        match &literal.test {
            Test::Kind(_, _, true) => Some(Selectivity::Kind),
            // What is equal to something known is known. But an attribute is looked up rather than assumed to have a
            // value: it may have an unknown one, which is equal to the known one under a condition.
            Test::Compare(Comparison::Equal, _, _) => {
                (missing == 1).then_some(Selectivity::Equality)
            }
            Test::Compute(_, _, _, result) => {
                let only = missing == 1 && self.is_unknown(*result);
                only.then_some(Selectivity::KeyedFacts)
            }
            Test::Holds(pattern, true) => {
                let keyed = (missing as usize) < pattern.arguments.len();
                match supply(pattern) {
                    Supply::Facts if keyed => Some(Selectivity::KeyedFacts),
                    Supply::Facts => Some(Selectivity::AllFacts),
                    Supply::Part if !self.binds_kinds_only(pattern) => None,
                    Supply::Rules | Supply::Part if keyed => Some(Selectivity::KeyedRules),
                    Supply::Rules | Supply::Part => Some(Selectivity::AllRules),
                    Supply::Attribute => {
                        let value = pattern.arguments.last().copied();
                        let only = missing == 1 && value.is_some_and(|it| self.is_unknown(it));
                        only.then_some(Selectivity::KeyedRules)
                    }
                    Supply::Anything => None,
                }
            }
            _ => None,
        }
    }

    fn is_unknown(&self, argument: Argument) -> bool {
        matches!(argument, Argument::Variable(it) if !self.known[it as usize])
    }

    /// Whether all unknown variables of a pattern range over individuals.
    fn binds_kinds_only(&self, pattern: &Pattern) -> bool {
        pattern.arguments.iter().all(|it| match it {
            Argument::Variable(it) => self.known[*it as usize] || self.of_kind[*it as usize],
            _ => true,
        })
    }
}

/// The variables of a literal, each as often as it occurs.
pub(super) fn variables(literal: &Literal) -> impl Iterator<Item = u32> {
    let arguments: Vec<Argument> = match &literal.test {
        Test::Holds(pattern, _) => pattern.arguments.to_vec(),
        Test::Kind(it, _, _) => vec![*it],
        Test::Same(one, other, _) | Test::Compare(_, one, other) => vec![*one, *other],
        Test::Compute(_, one, other, result) => vec![*one, *other, *result],
        Test::Reading(_) => Vec::new(),
    };
    arguments.into_iter().filter_map(|it| match it {
        Argument::Variable(variable) => Some(variable),
        Argument::Thing(_) | Argument::Constant(_) => None,
    })
}
