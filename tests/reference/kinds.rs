//! Of which kinds can an individual be?

use grounds::{
    program::{KindFact, Program, Query, Scenario, Status},
    vocabulary::{KindId, Vocabulary},
};

/// For each individual the kinds that it can be said to be of exactly: its most specific stated kind first, then
/// those below it that are not ruled out.
pub(crate) fn possible_kinds(
    program: &Program,
    scenario: &Scenario,
    query: Option<&Query>,
) -> Vec<Vec<KindId>> {
    let vocabulary = &program.vocabulary;
    let named = vocabulary.things.iter().chain(&scenario.things);
    let named = named.chain(query.iter().flat_map(|it| &it.things));
    let mut individuals: Vec<Individual> =
        named.map(|it| Individual { stated: it.kind, ruled_out: vec![] }).collect();
    for fact in &scenario.kinds {
        individuals[fact.thing.0 as usize].state(vocabulary, *fact);
    }
    for fact in query.iter().flat_map(|it| &it.supposed_kinds) {
        individuals[fact.thing.0 as usize].suppose(vocabulary, *fact);
    }
    individuals.iter().map(|it| it.possible(vocabulary)).collect()
}

/// What is stated of an individual's kind.
struct Individual {
    stated: KindId,
    ruled_out: Vec<KindId>,
}

impl Individual {
    fn state(&mut self, vocabulary: &Vocabulary, fact: KindFact) {
        match fact.status {
            Status::Yes if vocabulary.is_part_of(fact.kind, self.stated) => self.stated = fact.kind,
            Status::No => self.ruled_out.push(fact.kind),
            _ => {}
        }
    }

    /// A supposition takes back what of the case's statements contradicts it.
    fn suppose(&mut self, vocabulary: &Vocabulary, fact: KindFact) {
        if fact.status == Status::Yes {
            self.ruled_out.retain(|it| !vocabulary.is_part_of(fact.kind, *it));
            if !vocabulary.is_part_of(self.stated, fact.kind) {
                self.stated = fact.kind;
            }
            return;
        }
        if vocabulary.is_part_of(self.stated, fact.kind) {
            self.stated = vocabulary.kind(fact.kind).parent.unwrap_or(self.stated);
        }
        self.ruled_out.retain(|it| *it != fact.kind);
        if fact.status == Status::No {
            self.ruled_out.push(fact.kind);
        }
    }

    fn possible(&self, vocabulary: &Vocabulary) -> Vec<KindId> {
        let every = (0..).map(KindId).take(vocabulary.kinds.len());
        let below = every
            .filter(|it| *it != self.stated)
            .filter(|it| vocabulary.is_part_of(*it, self.stated))
            .filter(|it| !self.ruled_out.iter().any(|out| vocabulary.is_part_of(*it, *out)));
        std::iter::once(self.stated).chain(below).collect()
    }
}
