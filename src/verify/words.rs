//! What does a sentence of an explanation say? It is read again, by the reader of questions.

use rustc_hash::FxHashMap;

use crate::{
    program::{Condition, Query, Scenario, VariableId},
    source::Sources,
    syntax,
    vocabulary::{Entity, wording::Speaker},
};

use super::{
    Doubt, Subject,
    formula::{Formula, Question, all, any},
    ground::flat,
    world::World,
};

/// The sentences that have been read.
pub(super) struct Words<'a> {
    subject: Subject<'a>,
    /// The case together with what the question supposes, so that its names can be read.
    scenario: Scenario,
    sources: Sources,
    read: FxHashMap<String, Option<Query>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(subject: Subject<'a>) -> Self {
        let mut scenario = subject.scenario.clone();
        scenario.things.extend(subject.query.things.iter().cloned());
        scenario.kinds.extend(&subject.query.supposed_kinds);
        // What is stated has nothing to do with what a sentence says.
        scenario.facts.clear();
        Self { subject, scenario, sources: Sources::default(), read: FxHashMap::default() }
    }

    /// What is asked with a sentence: whether it is so.
    pub(super) fn query(&mut self, sentence: &str) -> Option<Query> {
        if let Some(known) = self.read.get(sentence) {
            return known.clone();
        }
        let text = format!("{sentence}?");
        let file = self.sources.add("sentence", text.as_str());
        let question = syntax::parse_question(file, &text).ok();
        let query = question.and_then(|it| self.subject.program.query(&self.scenario, &it).ok());
        let query = query.filter(|it| it.supposed.is_empty() && it.things.is_empty());
        self.read.insert(sentence.to_owned(), query.clone());
        query
    }

    /// The condition that a sentence states, if it can be read.
    pub(super) fn condition(&mut self, sentence: &str) -> Option<(Query, Condition)> {
        let query = self.query(sentence)?;
        let condition = query.wanted.condition.clone()?;
        Some((query, condition))
    }
}

/// That what a question asks is so, for some things that it does not name.
pub(super) fn asked(
    world: &mut World<'_>,
    query: &Query,
    known: &[(VariableId, Entity)],
) -> Result<Formula, Doubt> {
    let Some(condition) = &query.wanted.condition else {
        return Err(Doubt("does not check answers to `what follows`".to_owned()));
    };
    let variables = &query.wanted.variables;
    let mut binding = vec![None; variables.len()];
    for (variable, entity) in known {
        binding[variable.0 as usize] = Some(entity.clone());
    }
    let shared = World::free(variables.len(), &[condition]);
    let open = shared.iter().copied().filter(|it| binding[it.0 as usize].is_none()).collect();
    let mut found = Vec::new();
    world.solve(variables, open, &flat(condition), binding, &mut found)?;
    let mut ways = Vec::new();
    for binding in found {
        let mut parts = world.kinds_of(variables, &shared, &binding);
        parts.push(world.condition(condition, variables, &binding)?);
        ways.push(all(parts));
    }
    Ok(any(ways))
}

/// A speaker of all individuals.
pub(super) fn speaker<'s>(world: &'s World<'_>) -> Speaker<'s> {
    Speaker::new(&world.program.vocabulary, &world.things)
}

/// What is open, as an explanation says it.
pub(super) fn open_question(world: &World<'_>, question: &Question) -> String {
    let speaker = speaker(world);
    match question {
        Question::Input((phrase, items)) | Question::Dispute((phrase, items)) => {
            speaker.sentence(*phrase, items)
        }
        Question::Value((phrase, items)) => speaker.attribute(*phrase, items),
        Question::Kind(thing) => {
            let kind = world.things[thing.0 as usize].kind;
            let kind = &world.program.vocabulary.kind(kind).name;
            format!("what kind of {kind} {} is", speaker.thing(*thing))
        }
        Question::Reading(provision) => {
            format!(
                "which reading of {} prevails",
                world.program.provisions[*provision as usize].name
            )
        }
    }
}
