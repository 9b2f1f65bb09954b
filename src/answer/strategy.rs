//! Which open question should be asked first? The one after which the fewest are left to ask, on average.
//!
//! All values of a question count as equally likely. Where few questions are left, every order of asking is compared:
//! the strategy is then the best there is. Where there are many, that question goes first after which the decision
//! diagrams of what remains are shortest on average, the length of a diagram being the expected number of questions
//! when they are asked in its own order: one step is looked ahead instead of all.

#[cfg(test)]
mod tests;

mod price;

pub use self::price::Price;

use rustc_hash::FxHashMap;

use crate::{
    condition::{Condition, Exhausted, Space, VariableId},
    engine::Truth,
};

/// With at most so many questions, every order of asking is compared.
const FEW: usize = 8;
/// How many different situations are looked at for that, at most.
const SITUATIONS: usize = 20_000;

/// What to ask next, and how long it will take.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The question.
    pub ask: VariableId,
    /// Of several values that it stands for, those that matter, as [`Price::Each`] numbers them.
    pub values: Vec<usize>,
    /// How many questions are asked on average from here on, this one included; by the diagram's own order where there
    /// are too many to compare all orders.
    pub expected: f64,
    /// How many questions are asked at most from here on, this one included.
    pub at_most: usize,
}

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As [`Strategist::advise`] says.
    Advised,
    /// As the rules raise them, leaving out those that no longer matter.
    Raised,
    /// The best there is, which is only found out where few questions are open.
    Best,
}

/// How a situation goes on.
#[derive(Debug, Clone, Copy)]
struct Prospect {
    expected: f64,
    at_most: usize,
    ask: Option<VariableId>,
}

const SETTLED: Prospect = Prospect { expected: 0.0, at_most: 0, ask: None };

/// What is left of some answers.
type Situation = Vec<Truth>;

/// Plans an interview.
pub struct Strategist<'a> {
    space: &'a mut Space,
    /// What it takes to ask for each variable.
    prices: &'a [Price],
    best: FxHashMap<Situation, Prospect>,
    lengths: FxHashMap<Condition, f64>,
    /// For a node that compares entangled values, those that matter.
    values: FxHashMap<Condition, Vec<usize>>,
}

impl<'a> Strategist<'a> {
    /// A strategist who knows what it takes to ask for each variable.
    pub fn new(space: &'a mut Space, prices: &'a [Price]) -> Self {
        let (best, lengths) = (FxHashMap::default(), FxHashMap::default());
        Self { space, prices, best, lengths, values: FxHashMap::default() }
    }

    /// What to ask about answers that have these truths; nothing where no question is left that can be asked and matters.
    /// Answers that turn on the same questions are planned together, the others one after the other.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn advise(&mut self, truths: &[Truth]) -> Result<Option<Advice>, Exhausted> {
        let mut advice: Option<Advice> = None;
        for (open, situation) in self.parts(truths)? {
            let prospect = if open.len() <= FEW {
                self.compare_all(&situation)?
            } else {
                self.look_ahead(&situation, &open)?
            };
            let (Some(ask), Prospect { expected, at_most, .. }) = (prospect.ask, prospect) else {
                continue;
            };
            if let Some(advice) = &mut advice {
                advice.expected += expected;
                advice.at_most += at_most;
            } else {
                let values = self.values_of(&situation, ask)?;
                advice = Some(Advice { ask, values, expected, at_most });
            }
        }
        Ok(advice)
    }

    /// The answers that turn on the same questions, with these.
    fn parts(&mut self, truths: &[Truth]) -> Result<Vec<(Vec<VariableId>, Situation)>, Exhausted> {
        let mut parts: Vec<(Vec<VariableId>, Situation)> = Vec::new();
        for truth in truths {
            let open = self.open(&[*truth])?;
            if open.is_empty() {
                continue;
            }
            let shares =
                |it: &(Vec<VariableId>, Situation)| it.0.iter().any(|it| open.contains(it));
            let Some(first) = parts.iter().position(shares) else {
                parts.push((open, vec![*truth]));
                continue;
            };
            // The later ones that share a question, too, are one part with the first now.
            for at in (first + 1..parts.len()).rev() {
                if shares(&parts[at]) {
                    let (variables, situation) = parts.remove(at);
                    parts[first].0.extend(variables);
                    parts[first].1.extend(situation);
                }
            }
            parts[first].0.extend(open);
            parts[first].0.sort_unstable();
            parts[first].0.dedup();
            parts[first].1.push(*truth);
        }
        Ok(parts)
    }

    /// How many questions are asked on average over all completions, when they are asked in some order.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn mean(&mut self, truth: Truth, order: Order) -> Result<f64, Exhausted> {
        let mut known = FxHashMap::default();
        self.mean_of(truth, order, &mut known)
    }

    fn mean_of(
        &mut self,
        truth: Truth,
        order: Order,
        known: &mut FxHashMap<Truth, f64>,
    ) -> Result<f64, Exhausted> {
        if let Some(mean) = known.get(&truth) {
            return Ok(*mean);
        }
        let ask = match order {
            Order::Advised => self.advise(&[truth])?.map(|it| it.ask),
            Order::Best => self.compare_all(&vec![truth])?.ask,
            Order::Raised => self.open(&[truth])?.first().copied(),
        };
        let Some(ask) = ask else { return Ok(0.0) };
        let rest = self.after(truth, ask)?;
        let share = share(rest.len());
        let mut mean = self.expected_of(&[truth], ask)?;
        for it in rest {
            mean += self.mean_of(it, order, known)? * share;
        }
        known.insert(truth, mean);
        Ok(mean)
    }

    /// What remains of an answer for each value of a variable.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn after(&mut self, truth: Truth, variable: VariableId) -> Result<Vec<Truth>, Exhausted> {
        let values = self.space.count_values(variable);
        (0..values)
            .map(|value| {
                Ok(Truth {
                    yes: self.space.restrict(truth.yes, variable, value)?,
                    possible: self.space.restrict(truth.possible, variable, value)?,
                })
            })
            .collect()
    }

    /// What remains of a situation for each value of a variable.
    fn rest(
        &mut self,
        situation: &[Truth],
        variable: VariableId,
    ) -> Result<Vec<Situation>, Exhausted> {
        let mut rest = vec![Vec::new(); self.space.count_values(variable) as usize];
        for truth in situation {
            for (rest, truth) in rest.iter_mut().zip(self.after(*truth, variable)?) {
                let settled = truth.yes.is_settled() && truth.possible.is_settled();
                if !settled && rest.last() != Some(&truth) {
                    rest.push(truth);
                }
            }
        }
        Ok(rest)
    }

    /// The questions that matter and can be asked for, in the order in which the rules raise them.
    fn open(&mut self, situation: &[Truth]) -> Result<Vec<VariableId>, Exhausted> {
        let conditions = situation.iter().flat_map(|it| [it.yes, it.possible]);
        let mut all: Vec<VariableId> = conditions.flat_map(|it| self.space.support(it)).collect();
        all.sort_unstable();
        all.dedup();
        let mut open = Vec::new();
        for variable in all {
            if self.at_most_of(situation, variable)? > 0 {
                open.push(variable);
            }
        }
        Ok(open)
    }

    /// The best of all orders of asking.
    fn compare_all(&mut self, situation: &Situation) -> Result<Prospect, Exhausted> {
        if let Some(known) = self.best.get(situation) {
            return Ok(*known);
        }
        let open = self.open(situation)?;
        if open.is_empty() {
            return Ok(SETTLED);
        }
        if self.best.len() > SITUATIONS {
            return self.look_ahead(situation, &open);
        }
        let mut best: Option<Prospect> = None;
        for variable in open {
            let prospect = self.prospect(situation, variable)?;
            if best.is_none_or(|it| prospect.is_better_than(it)) {
                best = Some(prospect);
            }
        }
        let best = best.unwrap_or(SETTLED);
        self.best.insert(situation.clone(), best);
        Ok(best)
    }

    /// How a situation goes on where a variable is asked for first.
    fn prospect(&mut self, situation: &[Truth], ask: VariableId) -> Result<Prospect, Exhausted> {
        let mut expected = self.expected_of(situation, ask)?;
        let mut at_most = 0;
        let rest = self.rest(situation, ask)?;
        let share = share(rest.len());
        for it in &rest {
            let prospect = self.compare_all(it)?;
            expected += prospect.expected * share;
            at_most = at_most.max(prospect.at_most);
        }
        at_most = 1 + at_most.max(self.at_most_midway(situation, ask, &rest)?);
        Ok(Prospect { expected, at_most, ask: Some(ask) })
    }

    /// The best first question, as far as one step ahead shows.
    fn look_ahead(
        &mut self,
        situation: &[Truth],
        open: &[VariableId],
    ) -> Result<Prospect, Exhausted> {
        let at_most = self.at_most_in_all(situation)?;
        let mut best: Option<Prospect> = None;
        for variable in open {
            let rest = self.rest(situation, *variable)?;
            let share = share(rest.len());
            let mut expected = self.expected_of(situation, *variable)?;
            for it in rest.iter().flatten() {
                expected += self.length(*it)? * share;
            }
            let prospect = Prospect { expected, at_most, ask: Some(*variable) };
            if best.is_none_or(|it| prospect.is_better_than(it)) {
                best = Some(prospect);
            }
        }
        Ok(best.unwrap_or(SETTLED))
    }

    /// How many questions it takes on average in the diagram's own order.
    fn length(&mut self, truth: Truth) -> Result<f64, Exhausted> {
        let yes = self.length_of(truth.yes)?;
        if truth.yes == truth.possible {
            return Ok(yes);
        }
        Ok(yes.max(self.length_of(truth.possible)?))
    }

    fn length_of(&mut self, condition: Condition) -> Result<f64, Exhausted> {
        for it in self.space.below(condition) {
            if self.lengths.contains_key(&it) {
                continue;
            }
            let (_, branches) = self.space.branches(it);
            let sum: f64 = branches.iter().map(|it| self.lengths.get(it).unwrap_or(&0.0)).sum();
            let length = self.expected_at(it)? + sum * share(branches.len());
            self.lengths.insert(it, length);
        }
        Ok(self.lengths.get(&condition).copied().unwrap_or(0.0))
    }
}

impl Prospect {
    /// Fewer questions on average; among equals, fewer at most.
    fn is_better_than(self, other: Self) -> bool {
        let less = other.expected - self.expected;
        less > ROUNDING || (less > -ROUNDING && self.at_most < other.at_most)
    }
}

/// Sums of thirds are not exact; what differs by less is the same, and the earlier question goes first.
const ROUNDING: f64 = 1e-9;

#[expect(clippy::cast_precision_loss, reason = "nobody asks so many questions")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}

fn share(values: usize) -> f64 {
    1.0 / f64::from(u32::try_from(values).unwrap_or(u32::MAX))
}
