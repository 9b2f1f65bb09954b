//! Which open question should be asked first? The one after which the fewest are left to ask, on average.
//!
//! All values of a question count as equally likely. Where few questions are left, every order of asking is compared:
//! the strategy is then the best there is. Where there are many, that question goes first after which the decision
//! diagrams of what remains are shortest on average, the length of a diagram being the expected number of questions
//! when they are asked in its own order: one step is looked ahead instead of all.

#[cfg(test)]
mod tests;

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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advice {
    /// The question.
    pub ask: VariableId,
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

/// Plans an interview about one answer.
pub struct Strategist<'a> {
    space: &'a mut Space,
    /// Which variables can be asked for.
    askable: &'a dyn Fn(VariableId) -> bool,
    best: FxHashMap<Truth, Prospect>,
    lengths: FxHashMap<Condition, f64>,
}

impl<'a> Strategist<'a> {
    /// A strategist for the variables that can be asked for.
    pub fn new(space: &'a mut Space, askable: &'a dyn Fn(VariableId) -> bool) -> Self {
        Self { space, askable, best: FxHashMap::default(), lengths: FxHashMap::default() }
    }

    /// What to ask about an answer that has this truth; nothing where no question is left that can be asked and matters.
    ///
    /// # Errors
    /// When the node budget does not suffice.
    pub fn advise(&mut self, truth: Truth) -> Result<Option<Advice>, Exhausted> {
        let open = self.open(truth);
        let prospect = if open.len() <= FEW {
            self.compare_all(truth)?
        } else {
            self.look_ahead(truth, &open)?
        };
        Ok(prospect.ask.map(|ask| Advice {
            ask,
            expected: prospect.expected,
            at_most: prospect.at_most,
        }))
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
            Order::Advised => self.advise(truth)?.map(|it| it.ask),
            Order::Best => self.compare_all(truth)?.ask,
            Order::Raised => self.open(truth).first().copied(),
        };
        let Some(ask) = ask else { return Ok(0.0) };
        let rest = self.after(truth, ask)?;
        let share = share(rest.len());
        let mut mean = 1.0;
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

    /// The questions that matter and can be asked for, in the order in which the rules raise them.
    fn open(&self, truth: Truth) -> Vec<VariableId> {
        let mut open = self.space.support(truth.yes);
        open.extend(self.space.support(truth.possible));
        open.sort_unstable();
        open.dedup();
        open.retain(|it| (self.askable)(*it));
        open
    }

    /// The best of all orders of asking.
    fn compare_all(&mut self, truth: Truth) -> Result<Prospect, Exhausted> {
        if let Some(known) = self.best.get(&truth) {
            return Ok(*known);
        }
        let open = self.open(truth);
        if open.is_empty() {
            return Ok(SETTLED);
        }
        if self.best.len() > SITUATIONS {
            return self.look_ahead(truth, &open);
        }
        let mut best: Option<Prospect> = None;
        for variable in open {
            let mut expected = 0.0;
            let mut at_most = 0;
            let rest = self.after(truth, variable)?;
            let share = share(rest.len());
            for truth in rest {
                let prospect = self.compare_all(truth)?;
                expected += prospect.expected * share;
                at_most = at_most.max(prospect.at_most);
            }
            let prospect =
                Prospect { expected: expected + 1.0, at_most: at_most + 1, ask: Some(variable) };
            if best.is_none_or(|it| prospect.expected < it.expected - ROUNDING) {
                best = Some(prospect);
            }
        }
        let best = best.unwrap_or(SETTLED);
        self.best.insert(truth, best);
        Ok(best)
    }

    /// The best first question, as far as one step ahead shows.
    fn look_ahead(&mut self, truth: Truth, open: &[VariableId]) -> Result<Prospect, Exhausted> {
        let mut best: Option<Prospect> = None;
        for variable in open {
            let rest = self.after(truth, *variable)?;
            let share = share(rest.len());
            let mut expected = 1.0;
            for it in rest {
                expected += self.length(it) * share;
            }
            if best.is_none_or(|it| expected < it.expected - ROUNDING) {
                best = Some(Prospect { expected, at_most: open.len(), ask: Some(*variable) });
            }
        }
        Ok(best.unwrap_or(SETTLED))
    }

    /// How many questions it takes on average in the diagram's own order.
    fn length(&mut self, truth: Truth) -> f64 {
        let yes = self.length_of(truth.yes);
        if truth.yes == truth.possible { yes } else { yes.max(self.length_of(truth.possible)) }
    }

    fn length_of(&mut self, condition: Condition) -> f64 {
        for it in self.space.below(condition) {
            if self.lengths.contains_key(&it) {
                continue;
            }
            let (variable, branches) = self.space.branches(it);
            let sum: f64 = branches.iter().map(|it| self.lengths.get(it).unwrap_or(&0.0)).sum();
            let own = if (self.askable)(variable) { 1.0 } else { 0.0 };
            let length = own + sum * share(branches.len());
            self.lengths.insert(it, length);
        }
        self.lengths.get(&condition).copied().unwrap_or(0.0)
    }
}

/// Sums of thirds are not exact; what differs by less is the same, and the earlier question goes first.
const ROUNDING: f64 = 1e-9;

fn share(values: usize) -> f64 {
    1.0 / f64::from(u32::try_from(values).unwrap_or(u32::MAX))
}
