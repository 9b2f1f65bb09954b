//! What follows? From a program, a case and a question to the exact condition of every atom that bears on it.
//!
//! A [`Grounding`] holds the atoms and rule instances that a question reaches, and nothing else.
//! [`Grounding::decide`] gives an atom's [`Truth`]: under which condition on the open questions it holds,
//! and under which it is at least possible that it holds (between the two it is circular).
//! Explanations read the same grounding, and may ask it for more; that never changes what was decided before.
//!
//! Deliberately absent: words, files, clocks. The day whose law is applied is an input.

pub mod compile;
mod aggregates;
mod attributes;
mod certain;
mod decide;
mod ground;
mod lens;
mod open;
mod plan;
mod prevailing;
mod relations;
mod situation;
mod stated;
mod sums;
mod tables;
mod thresholds;
mod tuples;
mod unknown;
mod values;
mod view;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::{
    condition::{self, Condition, DEFAULT_NODE_BUDGET, Space},
    program::{Operation, Program, Query, Scenario, Status},
    value::Value,
    vocabulary::{Entity, Role, ThingId},
};

use self::{
    aggregates::Aggregates,
    compile::{Clause, Compiled, Meaning, PredicateId},
    decide::Truths,
    ground::{Partial, Plans, Task},
    open::Open,
    situation::Situation,
    tables::{FREE, Tables},
    thresholds::Compared,
    values::{Quantity, Values},
};

pub use self::{
    lens::{LeftOut, Lens},
    open::OpenQuestion,
    situation::Known,
    situation::Stated,
    tables::{AtomId, Ground, InstanceId},
    thresholds::Cut,
};

/// What keeps a question from being answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The answer's function has too many parts; see [`Limits::nodes`].
    Nodes,
    /// More unknown values are compared with each other than can be sorted out.
    Compared,
    /// It took more steps than [`Limits::steps`].
    Steps,
    /// A value grew beyond what can be represented.
    Overflow,
    /// Somebody asked to stop.
    Interrupted,
}

impl Limits<'_> {
    /// An empty space of conditions within these limits.
    fn space(self) -> Space {
        Space::interruptible(self.nodes, self.interrupt.cloned())
    }

    /// A limit that was reached, as a person should be told of it: what is stopped in the middle of a condition looks as
    /// if that had grown too large.
    #[must_use]
    pub fn told(self, limit: Limit) -> Limit {
        let stopped = self.interrupt.is_some_and(|it| it.load(Ordering::Relaxed));
        if stopped && limit == Limit::Nodes { Limit::Interrupted } else { limit }
    }
}

impl From<condition::Exhausted> for Limit {
    fn from(_: condition::Exhausted) -> Self {
        Self::Nodes
    }
}

/// How many steps a question may take where nobody says otherwise: about half a minute's work.
pub const DEFAULT_STEPS: u64 = 20_000_000;

/// How far the engine may go for one question.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// How many nodes the diagrams of all conditions may have together.
    pub nodes: usize,
    /// How many steps grounding may take.
    pub steps: u64,
    /// Becomes true when somebody asks to stop.
    pub interrupt: Option<&'a Arc<AtomicBool>>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self { nodes: DEFAULT_NODE_BUDGET, steps: DEFAULT_STEPS, interrupt: None }
    }
}

/// Under which condition something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Truth {
    /// Where it is true.
    pub yes: Condition,
    /// Where it is not false. Always contains `yes`; what lies between is circular.
    pub possible: Condition,
}

impl Truth {
    /// True in every completion.
    pub const YES: Self = Self { yes: Condition::ALWAYS, possible: Condition::ALWAYS };
    /// False in every completion.
    pub const NO: Self = Self { yes: Condition::NEVER, possible: Condition::NEVER };
}

/// What a grounding is made from.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The same rules, compiled.
    pub compiled: &'a Compiled,
    /// What is asked, compiled on top of them.
    pub questions: &'a Compiled,
    /// The facts.
    pub scenario: &'a Scenario,
    /// What the question supposes beyond the facts, and which rules and readings it admits.
    pub query: Option<&'a Query>,
    /// The rules that count.
    pub lens: &'a Lens,
    /// How far to go.
    pub limits: Limits<'a>,
}

/// What stands in a place of an atom: an individual, or a value that may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item(pub(crate) u32);

impl Item {
    /// The item with a number that the engine gave.
    pub fn of(number: u32) -> Self {
        Self(number)
    }
}

impl From<ThingId> for Item {
    fn from(thing: ThingId) -> Self {
        Self(thing.0)
    }
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Described {
    /// An individual.
    Thing(ThingId),
    /// A known value.
    Value(Value),
    /// The unknown value of an attribute of these things.
    Unknown(PredicateId, Vec<Item>),
    /// What becomes of two values, one of which at least is unknown.
    Result(Operation, Item, Item),
}

impl Described {
    /// The individual or known value that it is.
    pub fn entity(self) -> Option<Entity> {
        match self {
            Self::Thing(it) => Some(Entity::Thing(it)),
            Self::Value(it) => Some(Entity::Value(it)),
            _ => None,
        }
    }
}

/// The atoms and rule instances that bear on a question.
#[derive(Debug)]
pub struct Grounding<'a> {
    program: &'a Program,
    base: &'a Compiled,
    questions: &'a Compiled,
    lens: &'a Lens,
    limits: Limits<'a>,
    steps: u64,
    situation: Situation,
    tables: Tables,
    values: Values,
    /// The numbers of the values that rules and questions name.
    constants: Vec<u32>,
    comparisons: IndexSet<Compared, FxBuildHasher>,
    /// How many atoms and instances there were when the comparisons were last complete.
    settled_with: (usize, usize),
    aggregates: Aggregates,
    overflown: bool,
    plans: Plans,
    tasks: Vec<Task>,
    suspended: Vec<Partial>,
    space: Space,
    open: Open,
    truths: Truths,
}

impl<'a> Grounding<'a> {
    /// An empty grounding; questions put to it fill it.
    pub fn new(setting: Setting<'a>) -> Self {
        let mut values = Values::default();
        let named = setting.compiled.constants().chain(setting.questions.constants());
        let constants = named.map(|it| values.number(Quantity::Known(it.clone()))).collect();
        let situation =
            Situation::new(setting.program, setting.scenario, setting.query, &mut values);
        Self {
            program: setting.program,
            base: setting.compiled,
            questions: setting.questions,
            lens: setting.lens,
            limits: setting.limits,
            steps: 0,
            situation,
            tables: Tables::default(),
            values,
            constants,
            comparisons: IndexSet::default(),
            settled_with: (0, 0),
            aggregates: Aggregates::default(),
            overflown: false,
            plans: Plans::default(),
            tasks: Vec::new(),
            suspended: Vec::new(),
            space: setting.limits.space(),
            open: Open::default(),
            truths: Truths::default(),
        }
    }

    /// The possible answers to a compiled question: an atom for each binding of the variables it asks for,
    /// ordered by those bindings. A yes/no question has one, whether it is possible or not.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn answers(&mut self, question: PredicateId) -> Result<Vec<AtomId>, Limit> {
        let arity = self.arity(question);
        if arity == 0 {
            let atom = self.tables.atom_of(question, &[]);
            self.demand(atom);
            self.saturate()?;
            return Ok(vec![atom]);
        }
        let call = self.call(question, &vec![FREE; arity]);
        self.saturate()?;
        let mut atoms = self.tables.answers(call).to_vec();
        let row = |it: &AtomId| self.tables.things(*it).iter().map(|it| self.values.rank(*it));
        atoms.sort_by(|one, other| row(one).cmp(row(other)));
        Ok(atoms)
    }

    fn arity(&self, question: PredicateId) -> usize {
        let first = self.predicate(question).positive.first();
        let head = first.and_then(|it| self.clause(*it).head.as_ref());
        head.map_or(0, |it| it.0.arguments.len())
    }

    /// Grounds everything that bears on an atom, which need not have come up before.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn look_at(&mut self, predicate: PredicateId, items: &[Item]) -> Result<AtomId, Limit> {
        let row: Vec<u32> = items.iter().map(|it| it.0).collect();
        let atom = self.tables.atom_of(predicate, &row);
        if self.is_valued(predicate) {
            let goal = self.goal_of_value(atom);
            self.call(predicate, &goal);
        } else {
            self.demand(atom);
        }
        self.saturate()?;
        Ok(atom)
    }

    /// Grounds the rules on one side of an atom even where a stated fact makes them irrelevant to its truth;
    /// of an attribute, the rules that give it any value.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn look_behind(&mut self, atom: AtomId, positive: bool) -> Result<(), Limit> {
        if self.is_valued(self.tables.predicate(atom)) {
            self.demand_rivals(atom);
        } else {
            self.demand_side(atom, positive);
        }
        self.saturate()
    }

    /// The atoms that, as far as grounding shows, may answer a pattern with unknown places.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn candidates(
        &mut self,
        predicate: PredicateId,
        goal: &[Option<Item>],
    ) -> Result<Vec<AtomId>, Limit> {
        let goal: Vec<u32> = goal.iter().map(|it| it.map_or(FREE, |it| it.0)).collect();
        if let Meaning::Aggregate(_, collected) = self.predicate(predicate).meaning {
            return self.aggregated(predicate, collected, &goal);
        }
        let call = self.call(predicate, &goal);
        self.saturate()?;
        Ok(self.tables.answers(call).to_vec())
    }

    /// How many atoms and rule instances have come up: the size of what the question reaches.
    pub fn size(&self) -> (usize, usize) {
        (self.tables.atom_count(), self.tables.instance_count())
    }

    /// The conditions' space.
    pub fn space(&self) -> &Space {
        &self.space
    }

    /// The conditions' space, for combining them.
    pub fn space_mut(&mut self) -> &mut Space {
        &mut self.space
    }

    fn stated(&self, atom: AtomId) -> Option<Status> {
        let Meaning::Phrase(phrase) = self.predicate(self.tables.predicate(atom)).meaning else {
            return None;
        };
        if self.is_valued(self.tables.predicate(atom)) {
            return self.stated_row(phrase, self.tables.things(atom));
        }
        self.situation.stated(phrase.0, self.tables.things(atom)).map(|it| it.status)
    }

    /// Whether an atom is an open input: of an open phrase or stated to be unknown, and of fitting kinds.
    fn is_open_input(&self, atom: AtomId) -> bool {
        let Meaning::Phrase(phrase) = self.predicate(self.tables.predicate(atom)).meaning else {
            return false;
        };
        let phrase = self.program.vocabulary.phrase(phrase);
        if phrase.value.is_some() {
            return false;
        }
        let open = match (self.stated(atom), phrase.role) {
            (Some(Status::Unknown), _) => true,
            (None, role) => role == Role::Open,
            _ => false,
        };
        let mut slots = self.tables.things(atom).iter().zip(&phrase.slots);
        open && slots.all(|(it, slot)| match slot.sort.kind() {
            Some(kind) => self.is_of_kind(ThingId(*it), kind) != Known::No,
            // What is said of values is open only where the case says so.
            None => self.stated(atom) == Some(Status::Unknown),
        })
    }

    fn is_active(&self, clause: &Clause) -> bool {
        match clause.origin {
            compile::Origin::Rule(rule) => self.lens.counts(rule),
            compile::Origin::Part => true,
        }
    }

    fn tick(&mut self) -> Result<(), Limit> {
        self.steps += 1;
        if self.steps > self.limits.steps {
            return Err(Limit::Steps);
        }
        let asked = self.limits.interrupt.filter(|_| self.steps.is_multiple_of(1024));
        if asked.is_some_and(|it| it.load(Ordering::Relaxed)) {
            return Err(Limit::Interrupted);
        }
        Ok(())
    }
}
