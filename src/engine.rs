//! What follows? From a program, a case and a question to the exact condition of every atom that bears on it.
//!
//! A [`Grounding`] holds the atoms and rule instances that a question reaches, and nothing else.
//! [`Grounding::decide`] gives an atom's [`Truth`]: under which condition on the open questions it holds,
//! and under which it is at least possible that it holds (between the two it is circular).
//! Explanations read the same grounding, and may ask it for more; that never changes what was decided before.
//!
//! Deliberately absent: words, files, clocks. The day whose law is applied is an input.

pub mod compile;
mod decide;
mod ground;
mod lens;
mod open;
mod plan;
mod situation;
mod tables;
mod tuples;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{
    condition::{self, Condition, DEFAULT_NODE_BUDGET, Space},
    program::{Program, Query, Scenario, Status},
    source::Span,
    vocabulary::{KindId, Role, Thing, ThingId},
};

use self::{
    compile::{Clause, ClauseId, Compiled, Meaning, Predicate, PredicateId},
    decide::Truths,
    ground::{Partial, Plans, Task},
    open::Open,
    situation::Situation,
    tables::{FREE, Tables},
};

pub use self::{
    lens::{LeftOut, Lens},
    open::OpenQuestion,
    situation::Known,
    tables::{AtomId, Ground, InstanceId},
};

/// What keeps a question from being answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The answer's function has too many parts; see [`Limits::nodes`].
    Nodes,
    /// It took more steps than [`Limits::steps`].
    Steps,
    /// Somebody asked to stop.
    Interrupted,
}

impl From<condition::Exhausted> for Limit {
    fn from(_: condition::Exhausted) -> Self {
        Self::Nodes
    }
}

/// How far the engine may go for one question.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// How many nodes the diagrams of all conditions may have together.
    pub nodes: usize,
    /// How many steps grounding may take.
    pub steps: u64,
    /// Becomes true when somebody asks to stop.
    pub interrupt: Option<&'a AtomicBool>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self { nodes: DEFAULT_NODE_BUDGET, steps: u64::MAX, interrupt: None }
    }
}

/// Under which condition something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        Self {
            program: setting.program,
            base: setting.compiled,
            questions: setting.questions,
            lens: setting.lens,
            limits: setting.limits,
            steps: 0,
            situation: Situation::new(setting.program, setting.scenario, setting.query),
            tables: Tables::default(),
            plans: Plans::default(),
            tasks: Vec::new(),
            suspended: Vec::new(),
            space: Space::new(setting.limits.nodes),
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
        atoms.sort_by(|one, other| self.tables.things(*one).cmp(self.tables.things(*other)));
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
    pub fn look_at(&mut self, predicate: PredicateId, things: &[ThingId]) -> Result<AtomId, Limit> {
        let numbers: Vec<u32> = things.iter().map(|it| it.0).collect();
        let atom = self.tables.atom_of(predicate, &numbers);
        self.demand(atom);
        self.saturate()?;
        Ok(atom)
    }

    /// Grounds the rules on one side of an atom even where a stated fact makes them irrelevant to its truth.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn look_behind(&mut self, atom: AtomId, positive: bool) -> Result<(), Limit> {
        self.demand_side(atom, positive);
        self.saturate()
    }

    /// The individuals for which, as far as grounding shows, a pattern with unknown places may hold.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn candidates(
        &mut self,
        predicate: PredicateId,
        goal: &[Option<ThingId>],
    ) -> Result<Vec<AtomId>, Limit> {
        let goal: Vec<u32> = goal.iter().map(|it| it.map_or(FREE, |it| it.0)).collect();
        let call = self.call(predicate, &goal);
        self.saturate()?;
        Ok(self.tables.answers(call).to_vec())
    }

    /// The predicate of an atom.
    pub fn predicate_of(&self, atom: AtomId) -> PredicateId {
        self.tables.predicate(atom)
    }

    /// The individuals of an atom.
    pub fn things_of(&self, atom: AtomId) -> Vec<ThingId> {
        self.tables.things(atom).iter().map(|it| ThingId(*it)).collect()
    }

    /// The atom for a predicate and individuals, if it has come up.
    pub fn find_atom(&self, predicate: PredicateId, things: &[ThingId]) -> Option<AtomId> {
        let numbers: Vec<u32> = things.iter().map(|it| it.0).collect();
        self.tables.find_atom(predicate, &numbers)
    }

    /// The instances that conclude an atom, or its opposite, in the order of their rules.
    pub fn instances(&self, atom: AtomId, positive: bool) -> Vec<InstanceId> {
        let mut all: Vec<InstanceId> = self.tables.supports(atom, positive).collect();
        all.sort_by_key(|it| (self.tables.clause(*it), self.tables.known(*it)));
        all
    }

    /// The instance of a clause for given individuals, if all its conditions can be met.
    pub fn find_instance(&self, clause: ClauseId, known: &[Option<ThingId>]) -> Option<InstanceId> {
        let known: Vec<u32> = known.iter().map(|it| it.map_or(FREE, |it| it.0)).collect();
        self.tables.find_instance(clause, &known)
    }

    /// The clause of an instance.
    pub fn clause_of(&self, instance: InstanceId) -> ClauseId {
        self.tables.clause(instance)
    }

    /// An individual for each variable of an instance's clause; none for the variables of its parts.
    pub fn known_of(&self, instance: InstanceId) -> Vec<Option<ThingId>> {
        self.tables.known(instance).iter().map(|it| (*it != FREE).then_some(ThingId(*it))).collect()
    }

    /// The atoms that say that an exception to an instance is in effect, in the order of the clause's exceptions.
    pub fn exceptions_of(&self, instance: InstanceId) -> &[AtomId] {
        self.tables.exceptions(instance)
    }

    /// A predicate of the rules or of the questions.
    pub fn predicate(&self, id: PredicateId) -> &'a Predicate {
        self.base
            .predicate(id)
            .or_else(|| self.questions.predicate(id))
            .unwrap_or_else(|| unreachable!("compile: predicate ids are in range"))
    }

    /// A clause of the rules or of the questions.
    pub fn clause(&self, id: ClauseId) -> &'a Clause {
        self.base
            .clause(id)
            .or_else(|| self.questions.clause(id))
            .unwrap_or_else(|| unreachable!("compile: clause ids are in range"))
    }

    /// The rules.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// Which rules and readings count.
    pub fn lens(&self) -> &'a Lens {
        self.lens
    }

    /// Every individual: of the rules, of the case, of the question.
    pub fn things(&self) -> &[Thing] {
        &self.situation.things
    }

    /// The individuals that are, or may be, of a kind.
    pub fn members(&self, kind: KindId) -> &[ThingId] {
        self.situation.members(kind)
    }

    /// Whether an individual is of a kind.
    pub fn is_of_kind(&self, thing: ThingId, kind: KindId) -> Known {
        self.situation.is_of_kind(self.program, thing, kind)
    }

    /// What the case says against an individual's being of a kind, and where.
    pub fn kind_statement(&self, thing: ThingId, kind: KindId) -> Option<(Status, Span)> {
        self.situation.kind_statement(thing, kind)
    }

    /// What is stated of a phrase with these individuals: where, and whether only the question supposes it.
    pub fn statement(
        &self,
        predicate: PredicateId,
        things: &[ThingId],
    ) -> Option<(Status, Span, bool)> {
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return None };
        let numbers: Vec<u32> = things.iter().map(|it| it.0).collect();
        self.situation.stated(phrase.0, &numbers)
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
        self.situation.stated(phrase.0, self.tables.things(atom)).map(|it| it.0)
    }

    /// Whether an atom is an open input: of an open phrase or stated to be unknown, and of fitting kinds.
    fn is_open_input(&self, atom: AtomId) -> bool {
        let Meaning::Phrase(phrase) = self.predicate(self.tables.predicate(atom)).meaning else {
            return false;
        };
        let phrase = self.program.vocabulary.phrase(phrase);
        let open = match (self.stated(atom), phrase.role) {
            (Some(Status::Unknown), _) => true,
            (None, role) => role == Role::Open,
            _ => false,
        };
        let mut slots = self.tables.things(atom).iter().zip(&phrase.slots);
        open && slots.all(|(it, slot)| self.is_of_kind(ThingId(*it), slot.kind) != Known::No)
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
