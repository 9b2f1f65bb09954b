//! Which questions are open? Each is one variable of the conditions' space, in order of first use.

use rustc_hash::FxHashMap;

use super::{AtomId, Grounding, Limit};
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
}

/// The open questions that have come up, with their variables.
#[derive(Debug, Default)]
pub(super) struct Open {
    questions: Vec<OpenQuestion>,
    variables: FxHashMap<OpenQuestion, VariableId>,
    /// For an individual whose kind is open, the kinds it may belong to: node `n + 1` of its domain is entry `n`.
    kinds: FxHashMap<ThingId, Vec<KindId>>,
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

    fn variable(&mut self, question: OpenQuestion, domain: Domain) -> VariableId {
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
