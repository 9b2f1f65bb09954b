//! What can be asked about one individual? A question for each conclusion that has a place for it.

use super::{
    Answerable, Atom, Attribute, Comparison, Condition, ConditionKind, PhraseId, Program, Query,
    Scenario, Term, Variable, VariableId, Wanted,
};
use crate::{
    source::index,
    vocabulary::{KindId, Role, ThingId},
};

/// A question about an individual: which phrase it asks for, and where the individual stands in it.
#[derive(Debug, Clone)]
pub struct About {
    /// The phrase or attribute.
    pub phrase: PhraseId,
    /// The slot in which the individual stands; the others, and an attribute's value, are asked for.
    pub slot: usize,
    /// How many slots there are.
    pub slots: usize,
    /// The question.
    pub query: Query,
}

impl Program {
    /// The questions that a question about some facts stands for, if it is `what follows about X?`.
    pub fn questions_in(&self, scenario: &Scenario, query: &Query) -> Option<Vec<About>> {
        let about = query.wanted.about?;
        let named = self.vocabulary.things.iter();
        let mut things = named.chain(&scenario.things).chain(&query.things);
        let kind = things.nth(about.0 as usize).map(|it| it.kind);
        Some(kind.map_or_else(Vec::new, |kind| self.questions_about(query, about, kind)))
    }

    /// The questions that `what follows about X?` stands for: one for each place that a concluded phrase or attribute
    /// has for something of the kind of X.
    pub fn questions_about(&self, query: &Query, thing: ThingId, kind: KindId) -> Vec<About> {
        let mut found = Vec::new();
        for (id, phrase) in (0..).map(PhraseId).zip(&self.vocabulary.phrases) {
            if phrase.role != Role::Conclusion {
                continue;
            }
            for (slot, declared) in phrase.slots.iter().enumerate() {
                let fits = declared.sort.kind().is_some_and(|it| {
                    self.vocabulary.is_part_of(kind, it) || self.vocabulary.is_part_of(it, kind)
                });
                if fits {
                    let wanted = self.wanted_of(id, slot, thing, query);
                    let query = Query { wanted, ..query.clone() };
                    found.push(About { phrase: id, slot, slots: phrase.slots.len(), query });
                }
            }
        }
        found
    }

    fn wanted_of(&self, phrase: PhraseId, slot: usize, thing: ThingId, query: &Query) -> Wanted {
        let declared = self.vocabulary.phrase(phrase);
        let span = query.span;
        let mut variables: Vec<Variable> = Vec::new();
        let mut ask = |sort| {
            variables.push(Variable { sort, letter: None, span });
            Term::Variable(VariableId(index(variables.len() - 1)))
        };
        let terms: Vec<Term> = declared
            .slots
            .iter()
            .enumerate()
            .map(|(at, it)| if at == slot { Term::Thing(thing) } else { ask(it.sort) })
            .collect();
        let kind = match declared.value {
            None => ConditionKind::Holds(Atom { phrase, terms }),
            Some(sort) => {
                let value = ask(sort);
                let attribute = Term::Attribute(Box::new(Attribute { phrase, terms }));
                if sort.kind().is_some() {
                    ConditionKind::Same(attribute, value)
                } else {
                    ConditionKind::Compare(Comparison::Equal, attribute, value)
                }
            }
        };
        let answers = (0..variables.len())
            .map(|at| Answerable { variable: VariableId(index(at)), key: at.to_string() })
            .collect();
        let condition = Some(Condition { kind, span });
        Wanted { variables, answers, condition, about: None }
    }
}
