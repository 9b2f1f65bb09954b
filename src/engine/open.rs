//! Which questions are open? Each is one variable of the conditions' space, in order of first use.

use rustc_hash::FxHashMap;

use super::{
    AtomId, Grounding, Limit,
    relations::Relation,
    thresholds::{Compared, Line},
};
use crate::{
    condition::{Condition, Domain, Literal, Test, VariableId},
    engine::compile::index,
    program::{ProvisionId, Reading},
    vocabulary::{KindId, ThingId},
};

/// An open question of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenQuestion {
    /// Whether an open input holds.
    Input(AtomId),
    /// Whether an atom prevails, for and against which rules in effect conclude, and nothing ranks them.
    Dispute(AtomId),
    /// Which sub-kind an individual belongs to.
    Kind(ThingId),
    /// Which reading of a provision prevails.
    Reading(ProvisionId),
    /// Which value an input attribute has: a number, a date, a duration or a text, by the number of the unknown.
    Value(u32),
    /// Which individual is the value of an input attribute, by the number of the unknown.
    Individual(u32),
    /// How several unknown values lie to each other: the comparisons of one entangled group, by its number.
    Relation(u32),
    /// Which of several values prevails that rules in effect give an attribute, by the number of the unknown.
    ValueDispute(u32),
}

/// The open questions that have come up, with their variables.
#[derive(Debug, Default)]
pub(super) struct Open {
    questions: Vec<OpenQuestion>,
    variables: FxHashMap<OpenQuestion, VariableId>,
    /// For an individual whose kind is open, the kinds it may belong to: node `n + 1` of its domain is entry `n`.
    kinds: FxHashMap<ThingId, Vec<KindId>>,
    /// For an unknown value its line.
    lines: FxHashMap<u32, Line>,
    /// The groups of entangled unknown values.
    relations: Vec<Relation>,
    /// For an unknown individual or text, or a disputed value, what it may be.
    candidates: FxHashMap<OpenQuestion, Vec<u32>>,
    /// The conditions of comparisons.
    compared: FxHashMap<Compared, Condition>,
    /// How many comparisons had come up when the lines were cut.
    cut_with: usize,
}

impl Open {
    /// How many comparisons had come up when the first line was cut; nothing if none was.
    pub(super) fn was_cut_with(&self) -> Option<usize> {
        (self.cut_with > 0).then_some(self.cut_with)
    }

    /// Notes how many comparisons there are; all of them are taken into account by what is cut from now on.
    pub(super) fn cut(&mut self, comparisons: usize) {
        if self.cut_with == 0 {
            self.cut_with = comparisons;
        }
    }

    /// The condition of a comparison, if it has been worked out.
    pub(super) fn compared(&self, compared: Compared) -> Option<Condition> {
        self.compared.get(&compared).copied()
    }

    pub(super) fn remember(&mut self, compared: Compared, condition: Condition) {
        self.compared.insert(compared, condition);
    }

    pub(super) fn variable_of(&self, question: OpenQuestion) -> Option<VariableId> {
        self.variables.get(&question).copied()
    }

    pub(super) fn has_line(&self, input: u32) -> bool {
        self.lines.contains_key(&input)
    }

    pub(super) fn line(&self, input: u32) -> Option<&Line> {
        self.lines.get(&input)
    }

    pub(super) fn lines_mut(&mut self) -> &mut FxHashMap<u32, Line> {
        &mut self.lines
    }

    pub(super) fn candidates(&self, question: OpenQuestion) -> &[u32] {
        self.candidates.get(&question).map_or(&[], Vec::as_slice)
    }

    pub(super) fn candidates_mut(&mut self) -> &mut FxHashMap<OpenQuestion, Vec<u32>> {
        &mut self.candidates
    }

    pub(super) fn relations(&self) -> &[Relation] {
        &self.relations
    }

    pub(super) fn relations_mut(&mut self) -> &mut Vec<Relation> {
        &mut self.relations
    }
}

impl Grounding<'_> {
    /// What a variable of the conditions' space asks.
    pub fn question(&self, variable: VariableId) -> OpenQuestion {
        self.open.questions[variable.index()]
    }

    /// The kinds that an individual whose kind is open may belong to; node `n + 1` of its domain is entry `n`.
    pub fn kinds_of(&self, thing: ThingId) -> &[KindId] {
        self.open.kinds.get(&thing).map_or(&[], Vec::as_slice)
    }

    pub(super) fn variable(&mut self, question: OpenQuestion, domain: Domain) -> VariableId {
        let variable = self.space.add(domain);
        self.open.questions.push(question);
        self.open.variables.insert(question, variable);
        variable
    }

    /// The condition that an open input holds, or that one side of a dispute prevails.
    pub(super) fn open_atom(&mut self, question: OpenQuestion) -> Result<Condition, Limit> {
        let variable = match self.open.variables.get(&question) {
            Some(variable) => *variable,
            None => self.variable(question, Domain::Bool),
        };
        Ok(self.space.literal(Literal { variable, test: Test::Yes, holds: true })?)
    }

    /// The condition that an individual, whose kind is open, is of a kind.
    pub(super) fn open_kind(&mut self, thing: ThingId, kind: KindId) -> Result<Condition, Limit> {
        let question = OpenQuestion::Kind(thing);
        let variable = match self.open.variables.get(&question) {
            Some(variable) => *variable,
            None => self.kind_variable(thing),
        };
        let kinds = &self.open.kinds[&thing];
        let node = kinds.iter().position(|it| *it == kind).map_or(0, |it| index(it) + 1);
        Ok(self.space.literal(Literal { variable, test: Test::Within(node), holds: true })?)
    }

    fn kind_variable(&mut self, thing: ThingId) -> VariableId {
        let kinds = self.situation.possible_kinds(self.program, thing);
        let parent = |kind: KindId| {
            let parent = self.program.vocabulary.kind(kind).parent;
            let above = parent.and_then(|it| kinds.iter().position(|kind| *kind == it));
            above.map_or(0, |it| index(it) + 1)
        };
        let parents = std::iter::once(0).chain(kinds.iter().map(|it| parent(*it))).collect();
        self.open.kinds.insert(thing, kinds);
        self.variable(OpenQuestion::Kind(thing), Domain::Tree { parents })
    }

    /// The condition that a reading with rivals prevails.
    pub(super) fn open_reading(&mut self, reading: Reading) -> Result<Condition, Limit> {
        let question = OpenQuestion::Reading(reading.provision);
        let alternatives = self.lens.rivals(reading);
        let known = self.open.variables.get(&question).copied();
        let variable =
            known.unwrap_or_else(|| self.variable(question, Domain::Choice { alternatives }));
        Ok(self.space.literal(Literal {
            variable,
            test: Test::Is(reading.reading),
            holds: true,
        })?)
    }
}
