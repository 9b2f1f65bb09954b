//! What does it take to ask for a variable? Mostly one question, and sometimes several.

use rustc_hash::FxHashMap;

use super::{Situation, Strategist, number, share};
use crate::{
    answer::matter::{comparisons_at, nodes_of},
    condition::{Condition, Domain, Exhausted, VariableId},
    engine::Truth,
};

/// What it takes to ask for a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Price {
    /// It can't be asked for.
    Never,
    /// One question.
    One,
    /// Which kind something is of: whoever replies with a kind that has kinds below it is asked for these next.
    Levels,
    /// Several values, a question each: for each comparison of the variable, the values in it that can be asked for.
    Each(Vec<Vec<usize>>),
}

impl<'a> Strategist<'a> {
    fn price(&self, variable: VariableId) -> &'a Price {
        self.prices.get(variable.index()).unwrap_or(&Price::Never)
    }

    /// How many questions it takes to learn a variable, at most; none where it does not matter or can't be asked for.
    pub(super) fn at_most_of(
        &mut self,
        situation: &[Truth],
        variable: VariableId,
    ) -> Result<usize, Exhausted> {
        Ok(match self.price(variable) {
            Price::Never => 0,
            Price::One => 1,
            Price::Levels => Levels::new(self, situation, variable).below(0),
            Price::Each(_) => self.values_of(situation, variable)?.len(),
        })
    }

    /// How many it takes on average: a kind is replied as exactly as need be.
    pub(super) fn expected_of(
        &mut self,
        situation: &[Truth],
        variable: VariableId,
    ) -> Result<f64, Exhausted> {
        let levels = *self.price(variable) == Price::Levels;
        Ok(if levels { 1.0 } else { number(self.at_most_of(situation, variable)?) })
    }

    /// The same for the first variable of a condition.
    pub(super) fn expected_at(&mut self, node: Condition) -> Result<f64, Exhausted> {
        let (variable, _) = self.space.branches(node);
        Ok(match self.price(variable) {
            Price::Never => 0.0,
            Price::One | Price::Levels => 1.0,
            Price::Each(_) => number(self.values_at(node)?.len()),
        })
    }

    /// The variables that matter for some answers and can be asked for, each with the places of its questions and how
    /// many these are at most.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn all_open(
        &mut self,
        situation: &[Truth],
    ) -> Result<Vec<(VariableId, Vec<usize>, usize)>, Exhausted> {
        let mut found = Vec::new();
        for it in self.open(situation)? {
            let places = match self.price(it) {
                Price::Each(_) => self.values_of(situation, it)?,
                _ => vec![0],
            };
            found.push((it, places, self.at_most_of(situation, it)?));
        }
        Ok(found)
    }

    /// How likely it is that something is possible once all is known that can be asked for.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn chance(&mut self, possible: Condition) -> Result<f64, Exhausted> {
        let mut possible = possible;
        for it in self.space.support(possible) {
            if *self.price(it) == Price::Never {
                let values = 0..self.space.count_values(it);
                let rest: Result<Vec<Condition>, Exhausted> =
                    values.map(|value| self.space.restrict(possible, it, value)).collect();
                possible = self.space.any_of(rest?)?;
            }
        }
        let mut chances = FxHashMap::from_iter([(Condition::ALWAYS, 1.0)]);
        for it in self.space.below(possible) {
            let (_, branches) = self.space.branches(it);
            let sum: f64 = branches.iter().filter_map(|it| chances.get(it)).sum();
            chances.insert(it, sum * share(branches.len()));
        }
        Ok(chances.get(&possible).copied().unwrap_or(0.0))
    }

    /// How many questions are asked at most, in whatever order.
    pub(super) fn at_most_in_all(&mut self, situation: &[Truth]) -> Result<usize, Exhausted> {
        let mut sum = 0;
        for it in self.open(situation)? {
            sum += self.at_most_of(situation, it)?;
        }
        Ok(sum)
    }

    /// How many questions are asked at most after one that did not tell all about its variable: any order is possible
    /// then, since not everything was planned.
    pub(super) fn at_most_midway(
        &mut self,
        situation: &[Truth],
        asked: VariableId,
        rest: &[Situation],
    ) -> Result<usize, Exhausted> {
        match self.price(asked) {
            Price::Never | Price::One => Ok(0),
            Price::Each(_) if self.values_of(situation, asked)?.len() < 2 => Ok(0),
            Price::Each(_) => Ok(self.at_most_in_all(situation)? - 1),
            Price::Levels => {
                let levels = Levels::new(self, situation, asked);
                let mut most = 0;
                for node in levels.children(0) {
                    let more = levels.below(node);
                    if more > 0 {
                        let within = levels.within(node).flat_map(|it| rest[it].clone());
                        let others = self.at_most_in_all(&within.collect::<Vec<_>>())?;
                        most = most.max(more + others);
                    }
                }
                Ok(most)
            }
        }
    }

    /// Of the values that a variable stands for, those that matter.
    pub(super) fn values_of(
        &mut self,
        situation: &[Truth],
        variable: VariableId,
    ) -> Result<Vec<usize>, Exhausted> {
        let mut values = Vec::new();
        if matches!(self.price(variable), Price::Each(_)) {
            for node in nodes_of(self.space, situation, variable) {
                values.extend(self.values_at(node)?);
            }
        }
        values.sort_unstable();
        values.dedup();
        Ok(values)
    }

    fn values_at(&mut self, node: Condition) -> Result<Vec<usize>, Exhausted> {
        if let Some(known) = self.values.get(&node) {
            return Ok(known.clone());
        }
        let comparisons = comparisons_at(self.space, node)?;
        let (variable, _) = self.space.branches(node);
        let mut values = Vec::new();
        if let Price::Each(compared) = self.price(variable) {
            values.extend(comparisons.iter().flat_map(|it| compared[*it as usize].iter().copied()));
        }
        values.sort_unstable();
        values.dedup();
        self.values.insert(node, values.clone());
        Ok(values)
    }
}

/// Kinds below kinds, and what remains for each.
struct Levels {
    parents: Vec<u32>,
    /// For each kind, what it leads to wherever it is asked for.
    rest: Vec<Vec<Condition>>,
}

impl Levels {
    fn new(strategist: &Strategist<'_>, situation: &[Truth], variable: VariableId) -> Self {
        let space = &*strategist.space;
        let parents = match space.domain(variable) {
            Domain::Tree { parents } => parents.clone(),
            _ => vec![0],
        };
        let nodes = nodes_of(space, situation, variable);
        let branches: Vec<Vec<Condition>> = nodes.iter().map(|it| space.branches(*it).1).collect();
        let of = |kind: usize| branches.iter().map(|it| it[kind]).collect();
        let rest = (0..parents.len()).map(of).collect();
        Self { parents, rest }
    }

    fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        (1..self.parents.len()).filter(move |it| self.parents[*it] as usize == of)
    }

    /// A kind and all below it.
    fn within(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.parents.len()).filter(move |it| {
            let mut at = *it;
            while at > node {
                at = self.parents[at] as usize;
            }
            at == node
        })
    }

    /// How often it has to be asked which kind below a kind something is of.
    fn below(&self, node: usize) -> usize {
        if self.within(node).all(|it| self.rest[it] == self.rest[node]) {
            return 0;
        }
        1 + self.children(node).map(|it| self.below(it)).max().unwrap_or(0)
    }
}
