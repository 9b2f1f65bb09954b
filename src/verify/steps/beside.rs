//! What stands beside a comparison? The values of its sides; where one may have several, all that it may have.

use serde_json::Value as Json;

use crate::program::Comparison;

use super::{
    super::{
        Doubt,
        clauses::{Arg, Clause, Meaning, Test},
        ground::{Known, places_of},
        items::Item,
        truth::{Node, Verdict},
    },
    Step, Steps,
};

/// How many values are listed where it may be any of them.
const LISTED: usize = 3;

/// What one side of a comparison is: as it was written, and its value or values.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    pub(super) side: usize,
    pub(super) said: String,
    pub(super) values: Vec<Item>,
}

impl Steps<'_, '_> {
    pub(super) fn told_beside(&self, beside: &[Beside]) -> String {
        let told = beside.iter().filter_map(|it| {
            let lead = it.said.split(" such that (").next().unwrap_or(&it.said);
            Some(format!("{lead} is {}", self.one_of(&it.values)?))
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// `2`, `1 or 2`, `between 0 and 60`; nothing for many values of which no two are the ends.
    fn one_of(&self, values: &[Item]) -> Option<String> {
        let words: Vec<String> = values.iter().map(|it| self.world.item(*it)).collect();
        let (last, rest) = words.split_last()?;
        if rest.is_empty() {
            return Some(last.clone());
        }
        if words.len() <= LISTED {
            return Some(format!("{} or {last}", rest.join(", ")));
        }
        let end = |before: Comparison| {
            let known = |it: &Item| self.world.items.known(*it);
            let comes_first = |one: &Item| {
                let before = |other| Some(before.holds(known(one)?, known(other)?) == Some(true));
                values.iter().all(|it| before(it) == Some(true))
            };
            values.iter().position(comes_first).map(|it| &words[it])
        };
        Some(format!("between {} and {}", end(Comparison::AtMost)?, end(Comparison::AtLeast)?))
    }

    /// Has a comparison that comes out in the same way whatever is counted say every number or sum that it may be.
    pub(super) fn say_every_value(
        &mut self,
        step: &mut Step,
        clause: &Clause,
        sides: [Arg; 2],
        known: &Known,
    ) -> Result<(), Doubt> {
        for literal in &clause.body {
            let Test::Holds(pattern, true) = &literal.test else { continue };
            let side = sides.iter().position(|it| pattern.args.last() == Some(it));
            let counts = self.world.clauses.topics[pattern.topic].meaning;
            let (Some(side), Meaning::Aggregate(..)) = (side, counts) else { continue };
            let goal = self.world.without_value(pattern.topic, places_of(pattern, known));
            let mut values = Vec::new();
            for atom in self.world.candidates(pattern.topic, &goal)? {
                if self.world.decide(Node::Atom(atom))? != Verdict::NO {
                    values.extend(self.world.atoms[atom].row.last().copied());
                }
            }
            for it in step.beside.iter_mut().filter(|it| it.side == side) {
                it.values.clone_from(&values);
            }
            self.say_beside(step);
        }
        Ok(())
    }

    /// Has a step say also the values of another one that differs from it in nothing else.
    pub(super) fn either(&self, step: &mut Step, other: &Step) {
        for it in &mut step.beside {
            let also = other.beside.iter().filter(|also| also.side == it.side);
            for value in also.flat_map(|it| &it.values) {
                if !it.values.contains(value) {
                    it.values.push(*value);
                }
            }
        }
        if !step.beside.is_empty() {
            self.say_beside(step);
        }
    }

    fn say_beside(&self, step: &mut Step) {
        step.remark = self.told_beside(&step.beside);
        // Where it may be one or the other, none of them is what the sentence is about.
        for it in step.beside.iter().filter(|it| it.values.len() > 1) {
            step.about["items"][it.side] = Json::Null;
        }
    }
}
