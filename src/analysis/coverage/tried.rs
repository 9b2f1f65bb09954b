//! How do the rules come out that a question asks, and each of their conditions?
//!
//! It is read like a person reads: a question asks the rules that conclude what it reads, about its things; a rule's
//! conditions are tried in the order of writing, for the things in hand, as long as none is false; and a condition asks
//! the rules in turn. So what is tried depends on the rules and the case alone, not on how the engine plans its work.

use std::collections::{BTreeMap, HashSet};

use crate::{
    engine::{Grounding, Known, Limit, Truth, compile::PredicateId},
    program::{Conclusion, Condition, Query, Rule, RuleId, Variable, VariableId},
};

use super::{
    goals::{self, Bound, Goal, goals},
    parts::{Parts, Unit},
};

/// How often something came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// It was so.
    pub yes: u32,
    /// It was not so.
    pub no: u32,
    /// It depended on open questions, or was circular.
    pub open: u32,
}

impl Outcomes {
    /// Whether it was tried at all.
    pub fn is_tried(self) -> bool {
        self.yes + self.no + self.open > 0
    }

    fn note(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Yes => self.yes = 1,
            Outcome::No => self.no = 1,
            Outcome::Open => self.open = 1,
        }
    }

    /// Adds those of another question.
    pub(super) fn add(&mut self, other: Self) {
        self.yes += other.yes;
        self.no += other.no;
        self.open += other.open;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Yes,
    Open,
    No,
}

/// A condition as a question about the things in hand.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    /// Where all of them are known.
    pub(super) known: PredicateId,
    /// Where some are sought.
    pub(super) sought: PredicateId,
    /// The variables that it is about.
    pub(super) of: Vec<VariableId>,
}

/// The probes of the rules that a question reaches, and of the question itself.
pub(super) type Probes = BTreeMap<usize, Probe>;

/// The things in hand, and whether what was tried before is open for them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Hand {
    known: Bound,
    open: bool,
}

/// A walk through the rules that a question asks.
pub(super) struct Walk<'w, 'g> {
    grounding: &'w mut Grounding<'g>,
    parts: &'w Parts,
    probes: &'w Probes,
    concluding: &'w [Vec<RuleId>],
    /// How the parts came out in this question.
    pub(super) found: Vec<Outcomes>,
    /// How many more steps may be taken.
    left: u64,
    waiting: Vec<Goal>,
    met: HashSet<Goal>,
    asked: HashSet<(RuleId, Hand)>,
}

impl<'w, 'g> Walk<'w, 'g> {
    pub(super) fn new(
        grounding: &'w mut Grounding<'g>,
        parts: &'w Parts,
        probes: &'w Probes,
        concluding: &'w [Vec<RuleId>],
        left: u64,
    ) -> Self {
        Self {
            grounding,
            parts,
            probes,
            concluding,
            found: vec![Outcomes::default(); parts.all.len()],
            left,
            waiting: Vec::new(),
            met: HashSet::new(),
            asked: HashSet::new(),
        }
    }

    /// Walks from a question through all rules that it asks.
    pub(super) fn question(&mut self, query: &Query, units: &[Unit]) -> Result<(), Limit> {
        let variables = &query.wanted.variables;
        let hand = Hand { known: vec![None; variables.len()], open: false };
        self.units(variables, units, vec![hand], false)?;
        while let Some(goal) = self.waiting.pop() {
            for rule in &self.concluding[goal.phrase.0 as usize] {
                self.ask(*rule, &goal)?;
            }
        }
        Ok(())
    }

    fn ask(&mut self, id: RuleId, goal: &Goal) -> Result<(), Limit> {
        let rule = self.grounding.program().rule(id);
        if !self.grounding.lens().counts(id) {
            return Ok(());
        }
        let Some(known) = goals::unify(self.grounding, rule, goal) else { return Ok(()) };
        let kinds = goals::kinds(self.grounding, rule, &known);
        if kinds == Known::No {
            return Ok(());
        }
        let open = kinds == Known::Open || self.is_open_reading(id);
        let mut hands = vec![Hand { known, open }];
        if !self.asked.insert((id, hands[0].clone())) {
            return Ok(());
        }
        // The conditions of what it is an exception to come first; they are that one's to be covered.
        let mut above: Vec<RuleId> = self.grounding.program().line_of(id).skip(1).collect();
        above.reverse();
        for it in above {
            let units = &self.parts.rules[it.0 as usize].units;
            hands = self.units(&rule.variables, units, hands, false)?;
        }
        self.apply(id, rule, hands)
    }

    fn is_open_reading(&self, id: RuleId) -> bool {
        let mut line = self.grounding.program().lineage(id);
        line.any(|it| it.reading.is_some_and(|it| self.grounding.lens().is_open(it)))
    }

    /// Tries a rule's own conditions, and the exceptions to it where they may hold.
    fn apply(&mut self, id: RuleId, rule: &'g Rule, hands: Vec<Hand>) -> Result<(), Limit> {
        let whole = &self.parts.rules[id.0 as usize];
        let hands = self.units(&rule.variables, &whole.units, hands, true)?;
        let outcome = hands.iter().map(|it| if it.open { Outcome::Open } else { Outcome::Yes });
        self.found[whole.part].note(outcome.min().unwrap_or(Outcome::No));
        for hand in &hands {
            for term in rule.conclusion.iter().flat_map(Conclusion::all_terms) {
                for goal in goals::goals_in_term(self.grounding, term, &hand.known) {
                    self.put(goal);
                }
            }
        }
        for exception in &rule.exceptions {
            for hand in &hands {
                self.except(*exception, hand)?;
            }
        }
        Ok(())
    }

    fn except(&mut self, id: RuleId, hand: &Hand) -> Result<(), Limit> {
        let rule = self.grounding.program().rule(id);
        let mut hand = hand.clone();
        hand.known.resize(rule.variables.len(), None);
        hand.open |= self.is_open_reading(id);
        if !self.grounding.lens().counts(id) || !self.asked.insert((id, hand.clone())) {
            return Ok(());
        }
        self.apply(id, rule, vec![hand])
    }

    /// Tries conditions one after the other; gives the things for which none is false.
    fn units(
        &mut self,
        variables: &[Variable],
        units: &[Unit],
        mut hands: Vec<Hand>,
        noted: bool,
    ) -> Result<Vec<Hand>, Limit> {
        let mut rest: Vec<&Unit> = units.iter().collect();
        while let Some(first) = hands.first() {
            // What compares a value waits until something says which value that is.
            let known = |it: VariableId| first.known[it.0 as usize].is_some();
            let ready = |it: &&Unit| it.condition.binds_its_values(variables, known);
            let Some(at) = rest.iter().position(ready) else { break };
            let unit = rest.remove(at);
            let mut next = Vec::new();
            let mut seen = HashSet::new();
            for hand in hands {
                let met = self.unit(variables, unit, &hand, noted)?;
                next.extend(met.into_iter().filter(|it| seen.insert(it.clone())));
            }
            hands = next;
        }
        Ok(hands)
    }

    /// Tries one condition, and what is in it, for some things.
    fn unit(
        &mut self,
        variables: &[Variable],
        unit: &Unit,
        hand: &Hand,
        noted: bool,
    ) -> Result<Vec<Hand>, Limit> {
        let met = self.meet(unit.part, hand, noted)?;
        if unit.is_plain() {
            self.put_all(&unit.condition, hand);
        }
        for branch in &unit.inside {
            if let Some((whole, _)) = &branch.whole {
                self.meet(*whole, hand, noted)?;
            }
            let within = Hand { known: hand.known.clone(), open: false };
            self.units(variables, &branch.units, vec![within], noted)?;
        }
        Ok(met)
    }

    /// The things for which a condition is not false.
    fn meet(&mut self, part: usize, hand: &Hand, noted: bool) -> Result<Vec<Hand>, Limit> {
        self.left = self.left.checked_sub(1).ok_or(Limit::Steps)?;
        let probe = &self.probes[&part];
        let goal: Vec<_> = probe.of.iter().map(|it| hand.known[it.0 as usize]).collect();
        let atoms = match goal.iter().copied().collect::<Option<Vec<_>>>() {
            Some(items) => vec![self.grounding.look_at(probe.known, &items)?],
            None => self.grounding.candidates(probe.sought, &goal)?,
        };
        let mut met = Vec::new();
        let mut best = Outcome::No;
        for atom in atoms {
            let outcome = match self.grounding.decide(atom)? {
                Truth::NO => continue,
                Truth::YES => Outcome::Yes,
                _ => Outcome::Open,
            };
            best = best.min(outcome);
            let mut hand = hand.clone();
            hand.open |= outcome == Outcome::Open;
            for (variable, item) in probe.of.iter().zip(self.grounding.items_of(atom)) {
                hand.known[variable.0 as usize] = Some(item);
            }
            met.push(hand);
        }
        if noted {
            self.found[part].note(best);
        }
        Ok(met)
    }

    fn put_all(&mut self, condition: &Condition, hand: &Hand) {
        for goal in goals(self.grounding, condition, &hand.known) {
            self.put(goal);
        }
    }

    fn put(&mut self, goal: Goal) {
        if !goals::is_stated(self.grounding, &goal) && self.met.insert(goal.clone()) {
            self.waiting.push(goal);
        }
    }
}
