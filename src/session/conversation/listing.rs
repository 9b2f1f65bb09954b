//! What is stated at present, a sentence for each fact?

use super::Conversation;
use crate::{
    program::{Fact, KindFact, Program, Scenario, Status},
    source::{Span, index},
    vocabulary::{Entity, Thing, ThingId, wording::Speaker},
};

/// A fact, as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The sentence, without its full stop.
    pub sentence: String,
    /// Where it was said.
    pub span: Span,
    /// By what it is known.
    pub key: Key,
}

/// By what a fact is known, also when the rules have changed: the sentence whose truth it settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// That there is an individual, and what it is.
    Thing(String, String),
    /// Whether an individual is of a kind.
    Kind(String),
    /// Anything else.
    Fact(String),
}

impl Conversation {
    /// What is stated, in the order of saying: first what everybody is, then the other facts.
    pub fn facts(&self) -> Vec<Line> {
        let things = all_things(&self.session.program, &self.scenario);
        lines(&self.session.program, &self.scenario, &things)
    }

    /// All individuals, by their ids.
    pub fn things(&self) -> Vec<Thing> {
        all_things(&self.session.program, &self.scenario)
    }

    /// What `this` means.
    pub fn considered(&self) -> Option<String> {
        let things = self.things();
        self.scenario
            .this
            .map(|it| Speaker::new(&self.session.program.vocabulary, &things).thing(it))
    }
}

/// The individuals of the rules and of a scenario.
pub(super) fn all_things(program: &Program, scenario: &Scenario) -> Vec<Thing> {
    program.vocabulary.things.iter().chain(&scenario.things).cloned().collect()
}

/// What a scenario states.
pub(super) fn lines(program: &Program, scenario: &Scenario, things: &[Thing]) -> Vec<Line> {
    let speaker = Speaker::new(&program.vocabulary, things);
    let first = program.vocabulary.things.len();
    let mut lines = Vec::new();
    for (at, thing) in things.iter().enumerate().skip(first) {
        let id = ThingId(index(at));
        let sentence = speaker.kind_sentence(id, thing.kind);
        let key = Key::Thing(thing.name.clone(), sentence.clone());
        lines.push(Line { sentence, span: thing.span, key });
    }
    for it in &scenario.kinds {
        let sentence = kind_sentence(speaker, it);
        let key = Key::Kind(speaker.kind_sentence(it.thing, it.kind));
        lines.push(Line { sentence, span: it.span, key });
    }
    for it in &scenario.facts {
        let sentence = fact_sentence(program, speaker, it);
        let key = Key::Fact(speaker.sentence(it.phrase, &it.entities));
        lines.push(Line { sentence, span: it.span, key });
    }
    lines
}

fn kind_sentence(speaker: Speaker<'_>, fact: &KindFact) -> String {
    let yes = speaker.kind_sentence(fact.thing, fact.kind);
    match fact.status {
        Status::Yes => yes,
        Status::No => speaker.kind_denied(fact.thing, fact.kind),
        Status::Unknown => format!("it is unknown whether {yes}"),
    }
}

fn fact_sentence(program: &Program, speaker: Speaker<'_>, fact: &Fact) -> String {
    let yes = speaker.sentence(fact.phrase, &fact.entities);
    if program.vocabulary.phrase(fact.phrase).value.is_some() {
        return match &fact.value {
            Some(value) => format!("{yes} is {}", speaker.entity(value)),
            None => format!("it is unknown what {yes} is"),
        };
    }
    match fact.status {
        Status::Yes => yes,
        Status::No => speaker.denied(fact.phrase, &fact.entities),
        Status::Unknown => format!("it is unknown whether {yes}"),
    }
}

impl Key {
    /// The sentence whose truth is settled.
    pub fn sentence(&self) -> &str {
        match self {
            Self::Thing(_, sentence) | Self::Kind(sentence) | Self::Fact(sentence) => sentence,
        }
    }

    /// Whether two facts can't stand beside each other.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Thing(one, _), Self::Thing(other, _)) => one == other,
            _ => self == other,
        }
    }

    /// Takes the fact out of a scenario; says whether that can be done.
    pub(super) fn forget(&self, program: &Program, scenario: &mut Scenario) -> bool {
        let things = all_things(program, scenario);
        let speaker = Speaker::new(&program.vocabulary, &things);
        match self {
            Self::Fact(sentence) => {
                scenario.facts.retain(|it| speaker.sentence(it.phrase, &it.entities) != *sentence);
                true
            }
            Self::Kind(sentence) => {
                scenario.kinds.retain(|it| speaker.kind_sentence(it.thing, it.kind) != *sentence);
                true
            }
            Self::Thing(name, _) => forget_thing(program, scenario, name),
        }
    }
}

/// Takes an individual out, unless something is said of it.
fn forget_thing(program: &Program, scenario: &mut Scenario, name: &str) -> bool {
    let Some(at) = scenario.things.iter().position(|it| it.name == name) else { return true };
    let gone = ThingId(index(program.vocabulary.things.len() + at));
    let mentions =
        |it: &Fact| it.entities.iter().chain(&it.value).any(|it| *it == Entity::Thing(gone));
    if scenario.facts.iter().any(mentions) || scenario.kinds.iter().any(|it| it.thing == gone) {
        return false;
    }
    scenario.things.remove(at);
    let moved = |it: &mut ThingId| it.0 -= u32::from(*it > gone);
    scenario.this = scenario.this.filter(|it| *it != gone);
    scenario.this.iter_mut().for_each(moved);
    scenario.kinds.iter_mut().for_each(|it| moved(&mut it.thing));
    for entity in
        scenario.facts.iter_mut().flat_map(|it| it.entities.iter_mut().chain(&mut it.value))
    {
        if let Entity::Thing(it) = entity {
            moved(it);
        }
    }
    true
}
