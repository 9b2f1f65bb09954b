//! What stands beside a comparison? The values of its sides; where one may have several, all that it may have.

use serde_json::Value as Json;

use crate::{program::Comparison, value::Value};

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

    /// `2`, `1 or 2`, `between 0 and 60`: in order, where they are known; nothing for many that are not.
    fn one_of(&self, items: &[Item]) -> Option<String> {
        let known: Option<Vec<&Value>> =
            items.iter().map(|it| self.world.items.known(*it)).collect();
        let sorted = known.map(|mut it| {
            it.sort_unstable();
            it
        });
        if items.len() > LISTED {
            let sorted = sorted?;
            let (least, greatest) = (sorted.first()?, sorted.last()?);
            Comparison::AtMost.holds(least, greatest)?;
            return Some(format!("between {least} and {greatest}"));
        }
        let words: Vec<String> = match sorted {
            Some(all) => all.iter().map(ToString::to_string).collect(),
            None => items.iter().map(|it| self.world.item(*it)).collect(),
        };
        let (last, rest) = words.split_last()?;
        Some(if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) })
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
