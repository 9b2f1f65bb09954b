//! WHAT IS THE LEAST THAT IS NEEDED? All prime implicants of a condition, without listing them.
//!
//! After Coudert and Madre, "Implicit and incremental computation of primes and essential primes
//! of Boolean functions" (1992), with many values instead of two. That values exclude each other
//! is a theory, and these are its prime implicants as Marquis defines them ("Knowledge compilation
//! using theory prime implicates", 1995): weakest in meaning, not in writing.
//!
//! Let `f` ask for a variable first, with `f[v]` left for value `v`. A conjunction is a set `S` of
//! values, which literals of the variable can express, and a conjunction `p` over later variables.
//! It implies `f` exactly when `p` implies `f[v]` for each `v` in `S`. It is prime exactly when `p`
//! is a prime of `g(S)`, the conjunction of those `f[v]`, and no greater expressible set fits `p`.
//! In each domain a set can only be outgrown if one of its *neighbours* fits `p` (a single value
//! that may be added, perhaps at once), so a walk over the values decides for each whether it is
//! in. If it is not, `p` must not imply `f[v]`. Since `g(S)` and `f[v]` together imply `g(S)`, the
//! primes of `g(S)` that imply `f[v]` are those which are also primes of both together: to leave a
//! value out is a difference of families, never a search.

mod tree;
mod choice;
mod line;
mod cells;

use std::sync::Arc;

use super::{
    Condition, Domain, Exhausted, Space, combine::Op, domain::Layout, family::Family, meter::deep,
};

impl Space {
    /// The primes of a condition, as sets of elements.
    pub(super) fn primes_of(&mut self, condition: Condition) -> Result<Family, Exhausted> {
        match condition {
            Condition::NEVER => return Ok(Family::NONE),
            Condition::ALWAYS => return Ok(Family::UNIT),
            _ => {}
        }
        if let Some(family) = self.known_primes.get(&condition) {
            return Ok(*family);
        }
        self.meter.step()?;
        let family = deep(|| self.primes_by_branches(condition))?;
        self.known_primes.insert(condition, family);
        Ok(family)
    }

    fn primes_by_branches(&mut self, condition: Condition) -> Result<Family, Exhausted> {
        let variable = self.diagram.variable(condition);
        match self.standing.get(variable.index()).copied().flatten() {
            Some(stands) => self.changes_by_branches(condition, stands),
            None => self.walk(condition),
        }
    }

    /// The least changes under which a condition holds whose first variable has the value `stands` as things are.
    ///
    /// Either it is left alone, and what remains has to be brought about; or it gets other values, and those changes
    /// are not among the least that would also have done without. That value counts as impossible in the walk, so no
    /// literal allows it; and changes that would have done without are those which the walk also finds where the
    /// condition must hold for the value that stands as well.
    fn changes_by_branches(
        &mut self,
        condition: Condition,
        stands: u32,
    ) -> Result<Family, Exhausted> {
        let variable = self.diagram.variable(condition);
        let branches = self.diagram.branches(condition).to_vec();
        let alone = branches[stands as usize];
        let mut others = branches.clone();
        others[stands as usize] = Condition::NEVER;
        let mut needless = Vec::with_capacity(branches.len());
        for branch in &others {
            needless.push(self.both(*branch, alone)?);
        }
        let unchanged = self.primes_of(alone)?;
        let others = self.diagram.node_of(variable, &others, &mut self.meter)?;
        let needless = self.diagram.node_of(variable, &needless, &mut self.meter)?;
        let changed = self.walk_unless_never(others)?;
        let needless = self.walk_unless_never(needless)?;
        let changed = self.less(changed, needless)?;
        self.joined(unchanged, changed)
    }

    fn walk_unless_never(&mut self, condition: Condition) -> Result<Family, Exhausted> {
        // A value that is impossible keeps the others from being all alike, so the variable is still asked for.
        if condition == Condition::NEVER { Ok(Family::NONE) } else { self.walk(condition) }
    }

    /// The primes of a condition, by the values of its first variable.
    fn walk(&mut self, condition: Condition) -> Result<Family, Exhausted> {
        let variable = &self.variables[self.diagram.variable(condition).index()];
        let first_element = variable.first_element;
        match (&variable.domain, &variable.layout) {
            (_, Layout::Tree(preorder)) => {
                let preorder = Arc::clone(preorder);
                tree::Walk::new(self, condition, preorder, first_element).primes()
            }
            (_, Layout::Cells(table)) => {
                let table = Arc::clone(table);
                cells::Walk::new(self, condition, table, first_element).primes()
            }
            (Domain::Line { points }, _) => {
                let runs = line::runs(points, self.diagram.branches(condition));
                line::Walk::new(self, runs, first_element).primes()
            }
            (Domain::Choice { .. }, _) => {
                choice::Walk::new(self, condition, first_element).primes()
            }
            _ => self.primes_of_bool(condition, first_element),
        }
    }

    fn primes_of_bool(&mut self, condition: Condition, yes: u32) -> Result<Family, Exhausted> {
        let &[if_no, if_yes] = self.diagram.branches(condition) else {
            unreachable!("a yes-or-no question has two values")
        };
        let both = self.both(if_no, if_yes)?;
        let either_way = self.primes_of(both)?;
        let no = self.primes_beyond(if_no, both)?;
        let result = self.family(yes + 1, either_way, no)?;
        let yes_only = self.primes_beyond(if_yes, both)?;
        self.family(yes, result, yes_only)
    }

    /// The primes of a condition that do not imply its conjunction with another.
    fn primes_beyond(&mut self, own: Condition, both: Condition) -> Result<Family, Exhausted> {
        if own == both {
            return Ok(Family::NONE);
        }
        let all = self.primes_of(own)?;
        let gone = self.primes_of(both)?;
        self.less(all, gone)
    }

    fn both(&mut self, a: Condition, b: Condition) -> Result<Condition, Exhausted> {
        self.diagram.combine(Op::And, a, b, &mut self.meter)
    }

    fn less(&mut self, a: Family, b: Family) -> Result<Family, Exhausted> {
        self.families.difference(a, b, &mut self.meter)
    }

    fn joined(&mut self, a: Family, b: Family) -> Result<Family, Exhausted> {
        self.families.union(a, b, &mut self.meter)
    }

    /// The sets of `without`, and those of `with` to which the element is added.
    fn family(&mut self, element: u32, without: Family, with: Family) -> Result<Family, Exhausted> {
        self.families.node(element, without, with, &mut self.meter)
    }
}
