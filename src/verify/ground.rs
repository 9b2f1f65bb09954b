//! Which sentences and which instances of rules can matter? Those that can be met at all, as far as facts tell.
//!
//! A *goal* asks for a topic with some of its things known. It is worked out by going through the clauses for it; what it
//! needs is another goal, and where that finds more, it is worked out again.

mod join;
mod supply;

use indexmap::{IndexMap, IndexSet, map::Entry};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    program::{Comparison, Program, Query, Reading, Scenario, Status},
    vocabulary::{KindId, Phrase, PhraseId, Role, ThingId},
};

use super::{
    Doubt,
    case::{Case, Stated},
    clauses::{Arg, Clause, Clauses, Meaning, Pattern},
    items::{Item, Items},
    truth::Truth,
};

/// What a variable of a clause stands for, as far as it is known.
pub(super) type Known = Vec<Option<Item>>;

/// A topic with its things, and the instances for it and against it.
#[derive(Debug)]
pub(super) struct Atom {
    pub(super) topic: usize,
    pub(super) row: Vec<Item>,
    /// The instances against it, and those for it.
    pub(super) sides: [Vec<usize>; 2],
}

/// A clause for certain things.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) clause: usize,
    pub(super) known: Known,
    /// Its conditions, but for those that facts settle.
    pub(super) body: Vec<Part>,
    pub(super) exceptions: Vec<usize>,
    /// What it concludes, and whether it speaks for it.
    pub(super) head: Option<(usize, bool)>,
}

/// A condition on known things: settled by facts, or what is open about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Settled(bool),
    Atom(usize, bool),
    Kind(ThingId, KindId, bool),
    Reading(Reading),
    Compare(Comparison, Item, Item),
}

/// What is looked for: a topic, whether what speaks for it or against it, and what is known of its things.
type GoalKey = (usize, bool, Known);

#[derive(Debug, Default)]
struct Goal {
    answers: IndexSet<usize, FxBuildHasher>,
    /// The goals that need it.
    users: IndexSet<usize, FxBuildHasher>,
    waits: bool,
    /// Whether rules are asked for a value although the case states it.
    behind: bool,
}

/// How much is looked for altogether.
const EFFORT: usize = 3_000_000;

/// A case and its rules, as far as they have been looked into.
pub(super) struct World<'a> {
    pub(super) case: Case<'a>,
    /// The rules as they are, where it is open what a case states of inputs that they conclude.
    pub(super) restated: Option<&'a Program>,
    pub(super) items: Items,
    pub(super) clauses: Clauses<'a>,
    counts: Vec<bool>,
    pub(super) atoms: Vec<Atom>,
    atom_places: FxHashMap<(usize, Vec<Item>), usize>,
    pub(super) instances: Vec<Instance>,
    instance_places: FxHashMap<(usize, Known), usize>,
    goals: IndexMap<GoalKey, Goal, FxBuildHasher>,
    /// The goals that are to be worked out.
    waiting: Vec<usize>,
    /// What is still to be counted: the goal for the number, and the one for what counts.
    uncounted: Vec<(usize, usize)>,
    pub(super) truth: Truth,
    effort: usize,
}

impl<'a> World<'a> {
    pub(super) fn new(
        program: &'a Program,
        scenario: &Scenario,
        query: &'a Query,
        day: Option<jiff::civil::Date>,
    ) -> Self {
        let mut items = Items::default();
        let case = Case::new(program, scenario, query, day, &mut items);
        let clauses = Clauses::new(program, &mut items);
        let counts = program.rules().map(|it| case.left_out(it.0).is_none()).collect();
        Self {
            case,
            restated: None,
            items,
            clauses,
            counts,
            atoms: Vec::new(),
            atom_places: FxHashMap::default(),
            instances: Vec::new(),
            instance_places: FxHashMap::default(),
            goals: IndexMap::default(),
            waiting: Vec::new(),
            uncounted: Vec::new(),
            truth: Truth::default(),
            effort: EFFORT,
        }
    }

    /// The phrase that a topic is, if it is one.
    pub(super) fn phrase(&self, topic: usize) -> Option<(PhraseId, &'a Phrase)> {
        match self.clauses.topics[topic].meaning {
            Meaning::Phrase(it) => Some((it, self.case.program.vocabulary.phrase(it))),
            _ => None,
        }
    }

    /// Whether the last thing of a topic is a value that the others determine.
    pub(super) fn is_valued(&self, topic: usize) -> bool {
        match self.clauses.topics[topic].meaning {
            Meaning::Aggregate(..) => true,
            _ => self.phrase(topic).is_some_and(|it| it.1.value.is_some()),
        }
    }

    pub(super) fn counts(&self, rule: crate::program::RuleId) -> bool {
        self.counts[rule.0 as usize]
    }

    pub(super) fn clause_of(&self, instance: usize) -> std::rc::Rc<Clause> {
        self.clauses.list[self.instances[instance].clause].clone()
    }

    pub(super) fn atom(&mut self, topic: usize, row: &[Item]) -> usize {
        let key = (topic, row.to_vec());
        if let Some(at) = self.atom_places.get(&key) {
            return *at;
        }
        let sides = [Vec::new(), Vec::new()];
        self.atoms.push(Atom { topic, row: key.1.clone(), sides });
        self.atom_places.insert(key, self.atoms.len() - 1);
        self.atoms.len() - 1
    }

    /// What is stated of an atom; of an attribute, what is stated of another value denies it.
    pub(super) fn stated(&self, topic: usize, row: &[Item]) -> Option<Stated> {
        let (phrase, declared) = self.phrase(topic)?;
        if declared.value.is_none() {
            return self.case.facts.get(&(phrase, row.to_vec())).copied();
        }
        let (value, things) = row.split_last()?;
        let stated = *self.case.facts.get(&(phrase, things.to_vec()))?;
        let status = match stated.value {
            Some(it) if it == *value => Status::Yes,
            Some(_) => Status::No,
            None => Status::Unknown,
        };
        Some(Stated { status, ..stated })
    }

    /// What is stated of an atom for certain.
    pub(super) fn settled(&self, topic: usize, row: &[Item]) -> Option<bool> {
        match self.stated(topic, row)?.status {
            Status::Yes => Some(true),
            Status::No => Some(false),
            Status::Unknown => None,
        }
    }

    /// Whether it is open that a sentence is so, or which value an attribute has, where no rule decides it.
    pub(super) fn is_open(&self, topic: usize, things: &[Item]) -> bool {
        let Some((phrase, declared)) = self.phrase(topic) else { return false };
        let stated = self.case.facts.get(&(phrase, things.to_vec())).map(|it| it.status);
        let valued = declared.value.is_some();
        let unknown = stated == Some(Status::Unknown);
        let open = unknown || declared.role == Role::Open && (valued || stated.is_none());
        let mut slots = things.iter().zip(&declared.slots);
        open && slots.all(|(it, slot)| match (slot.sort.kind(), self.items.thing(*it)) {
            (Some(kind), Some(it)) => self.case.is_of_kind(it, kind) != Some(false),
            (Some(_), None) => false,
            // What is said of values is open only where the case says so.
            (None, _) => valued || unknown,
        })
    }

    /// The goal for something; `user` is worked out again where it finds more.
    fn goal(&mut self, key: GoalKey, user: Option<usize>) -> usize {
        let entry = self.goals.entry(key);
        let at = entry.index();
        if let Entry::Vacant(it) = entry {
            it.insert(Goal { waits: true, ..Goal::default() });
            self.waiting.push(at);
        }
        self.goals[at].users.extend(user);
        at
    }

    /// What is known of the things of a topic, and not of the value that they determine.
    pub(super) fn without_value(&self, topic: usize, mut known: Known) -> Known {
        if let Some(it) = known.last_mut().filter(|_| self.is_valued(topic)) {
            *it = None;
        }
        known
    }

    /// Makes sure that everything that bears on an atom is looked for.
    fn demand(&mut self, topic: usize, row: &[Item]) {
        let known = self.without_value(topic, row.iter().copied().map(Some).collect());
        if !self.clauses.topics[topic].sides[0].is_empty() {
            self.goal((topic, false, known.clone()), None);
        }
        self.goal((topic, true, known), None);
    }

    fn found(&mut self, goal: usize, atom: usize) {
        if self.goals[goal].answers.insert(atom) {
            for user in self.goals[goal].users.clone() {
                self.wake(user);
            }
        }
    }

    fn wake(&mut self, goal: usize) {
        if !std::mem::replace(&mut self.goals[goal].waits, true) {
            self.waiting.push(goal);
        }
    }

    /// Works out all goals, and then what is counted, until nothing is left.
    pub(super) fn saturate(&mut self) -> Result<(), Doubt> {
        loop {
            while let Some(goal) = self.waiting.pop() {
                self.goals[goal].waits = false;
                self.work_out(goal)?;
            }
            let Some(goal) = self.next_sum() else { return Ok(()) };
            let Some(((topic, _, known), _)) = self.goals.get_index(goal) else { return Ok(()) };
            let (topic, of) = (*topic, known.iter().copied().flatten().collect::<Vec<Item>>());
            for value in self.values(topic, &of)? {
                let atom = self.atom(topic, &[of.as_slice(), &[value]].concat());
                self.found(goal, atom);
            }
        }
    }

    /// The goal for a number or sum that nothing waits for which is to be counted itself.
    fn next_sum(&mut self) -> Option<usize> {
        let waits = |(number, _): &(usize, usize), counting: usize| {
            let (mut seen, mut todo) = (FxHashSet::default(), vec![*number]);
            while let Some(it) = todo.pop() {
                if seen.insert(it) {
                    todo.extend(&self.goals[it].users);
                }
            }
            seen.contains(&counting)
        };
        let all = &self.uncounted;
        let independent = all.iter().position(|(_, it)| !all.iter().any(|other| waits(other, *it)));
        let next = independent.or((!all.is_empty()).then_some(0))?;
        Some(self.uncounted.remove(next).0)
    }

    pub(super) fn find_goal(&self, topic: usize, known: Known) -> Option<usize> {
        self.goals.get_index_of(&(topic, true, known))
    }

    /// What answers a goal.
    pub(super) fn answers(&self, goal: usize) -> impl Iterator<Item = usize> {
        self.goals[goal].answers.iter().copied()
    }

    fn work_out(&mut self, goal: usize) -> Result<(), Doubt> {
        let Some(((topic, positive, pattern), _)) = self.goals.get_index(goal) else {
            return Ok(());
        };
        let (topic, positive, pattern) = (*topic, *positive, pattern.clone());
        if let Some((_, things)) = pattern.split_last()
            && let Some((counted, known)) = self.counting(topic, things)
        {
            if !things.contains(&None) {
                let counting = self.goal((counted, true, known), None);
                self.uncounted.push((goal, counting));
            }
            return Ok(());
        }
        if positive
            && self.phrase(topic).is_some()
            && self.supply(goal, topic, &pattern)
            && !self.goals[goal].behind
        {
            return Ok(());
        }
        for at in self.clauses.topics[topic].sides[usize::from(positive)].clone() {
            let clause = self.clauses.list[at].clone();
            if clause.rule.is_some_and(|it| !self.counts(it)) {
                continue;
            }
            if let Some(known) = unify(&clause, topic, &pattern) {
                let left: Vec<usize> = (0..clause.body.len()).collect();
                self.join(goal, at, &clause, known, &left)?;
            }
        }
        Ok(())
    }
}

/// What stands in an argument's place.
pub(super) fn stands_for(arg: Arg, known: &[Option<Item>]) -> Option<Item> {
    match arg {
        Arg::Variable(it) => known[it],
        Arg::Item(it) => Some(it),
    }
}

/// What stands in a pattern's places.
pub(super) fn places_of(pattern: &Pattern, known: &[Option<Item>]) -> Known {
    pattern.args.iter().map(|it| stands_for(*it, known)).collect()
}

/// What the variables of a clause stand for where what it concludes is this; nothing where it can't be.
pub(super) fn unify(clause: &Clause, topic: usize, goal: &[Option<Item>]) -> Option<Known> {
    let mut known = vec![None; clause.variables];
    let pattern = clause.concludes(topic)?;
    let all = pattern.args.iter().zip(goal).all(|(arg, item)| match (arg, item) {
        (_, None) => true,
        (Arg::Item(it), Some(item)) => it == item,
        (Arg::Variable(it), Some(item)) => *known[*it].get_or_insert(*item) == *item,
    });
    all.then_some(known)
}

/// The same where all of it is known.
pub(super) fn row_of(pattern: &Pattern, known: &[Option<Item>]) -> Vec<Item> {
    pattern.args.iter().filter_map(|it| stands_for(*it, known)).collect()
}
