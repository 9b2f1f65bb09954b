//! What if a case stated something else? The same rules, with every yes/no input left open.

use super::{Fact, Program, Scenario, Status};
use crate::vocabulary::{Entity, PhraseId, Role, Sort};

impl Program {
    /// The same rules, but an input that counts as no where nothing is stated is open there.
    #[must_use]
    pub fn with_open_inputs(&self) -> Self {
        let mut program = self.clone();
        for phrase in &mut program.vocabulary.phrases {
            if phrase.role == Role::Closed {
                phrase.role = Role::Open;
            }
        }
        program
    }

    /// Whether a phrase is a yes/no input: something that a case states.
    pub fn is_input(&self, phrase: PhraseId) -> bool {
        let phrase = self.vocabulary.phrase(phrase);
        phrase.role != Role::Conclusion && phrase.value.is_none()
    }

    /// How an input stands in a scenario: as stated, or as no where that is what nothing stated means.
    pub fn standing(&self, scenario: &Scenario, phrase: PhraseId, of: &[Entity]) -> Option<bool> {
        let stated = scenario.facts.iter().find(|it| it.phrase == phrase && it.entities == of);
        match stated.map(|it| it.status) {
            Some(Status::Yes) => Some(true),
            Some(Status::No) => Some(false),
            Some(Status::Unknown) => None,
            None => (self.vocabulary.phrase(phrase).role == Role::Closed).then_some(false),
        }
    }

    /// A scenario without what it states of inputs, so that they are open. Of the attributes, only those of the facts at
    /// the places `values` lose their value.
    #[must_use]
    pub fn opened(&self, scenario: &Scenario, values: &[usize]) -> Scenario {
        let mut opened = scenario.clone();
        opened.facts.clear();
        for (at, fact) in scenario.facts.iter().enumerate() {
            if values.contains(&at) || self.is_input(fact.phrase) {
                opened.facts.extend(self.unstated(fact));
            } else {
                opened.facts.push(fact.clone());
            }
        }
        opened
    }

    /// A fact as it is where nothing is known of it. What is said of values is only open where a case says so.
    fn unstated(&self, fact: &Fact) -> Option<Fact> {
        let of_things = |it: &Sort| matches!(it, Sort::Kind(_));
        let slots = &self.vocabulary.phrase(fact.phrase).slots;
        if slots.iter().all(|it| of_things(&it.sort)) {
            return None;
        }
        Some(Fact { status: Status::Unknown, value: None, ..fact.clone() })
    }
}
