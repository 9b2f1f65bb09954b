//! What follows about somebody or something? Every conclusion about it that holds, or may hold.

use super::{Answering, Options, Session};
use crate::{
    answer::Status,
    engine::Limit,
    explain::{Answered, Bound, Conditions, Explanation, OpenEntry, StepId, say},
    program::{About, Query, Scenario},
    source::index,
    vocabulary::{Thing, ThingId, wording::Speaker},
};

/// The key of what follows among the values of an answer.
const FOLLOWS: &str = "follows";

impl Session {
    /// Answers `what follows about X?`: each conclusion about X that is not plainly so or not so, as a sentence, with its
    /// condition and its reasons.
    ///
    /// # Errors
    /// When a limit is reached.
    pub(super) fn follows(
        &self,
        scenario: &Scenario,
        query: &Query,
        about: ThingId,
        options: &Options<'_>,
        answer: Answering,
    ) -> Result<Explanation, Limit> {
        let named = self.program.vocabulary.things.iter();
        let things: Vec<Thing> =
            named.chain(&scenario.things).chain(&query.things).cloned().collect();
        let speaker = Speaker::new(&self.program.vocabulary, &things);
        let lens = self.lens(scenario, query, options);
        let mut whole: Option<Explanation> = None;
        let mut bound = Vec::new();
        for it in self.questions_about(scenario, query, about) {
            let part = self.through(scenario, &it.query, options, &lens, answer)?;
            let whole = whole.get_or_insert_with(|| emptied(&part));
            bound.extend(taken_over(whole, part, |values| {
                said((&speaker, &things), &it, about, values)
            }));
        }
        let whole = match whole {
            Some(whole) => whole,
            None => emptied(&self.through(scenario, query, options, &lens, say)?),
        };
        Ok(Explanation { answer: Answered::Which(bound), ..whole })
    }

    /// The questions that stand for what follows about something.
    pub(super) fn questions_about(
        &self,
        scenario: &Scenario,
        query: &Query,
        about: ThingId,
    ) -> Vec<About> {
        let named = self.program.vocabulary.things.iter();
        let mut things = named.chain(&scenario.things).chain(&query.things);
        let kind = things.nth(about.0 as usize).map(|it| it.kind);
        kind.map(|it| self.program.questions_about(query, about, it)).unwrap_or_default()
    }
}

/// An explanation of nothing, to which those of the parts are added. What a part comes to is told with it, if it is.
fn emptied(part: &Explanation) -> Explanation {
    Explanation {
        answer: Answered::Which(Vec::new()),
        open: Vec::new(),
        independent: Vec::new(),
        because: Vec::new(),
        steps: Vec::new(),
        contradicted: Vec::new(),
        law: Vec::new(),
        weakest_basis: None,
        weakest_source: None,
        unsourced: false,
        ..part.clone()
    }
}

/// A conclusion in words: the individual in its slot, the values in the others.
fn said(
    (speaker, things): (&Speaker<'_>, &[Thing]),
    about: &About,
    thing: ThingId,
    values: &[(String, String)],
) -> String {
    // An answer names individuals without their article; a sentence has it.
    let called = |name: &String| {
        things.iter().find(|it| it.name == *name).map_or_else(|| name.clone(), Thing::in_sentence)
    };
    let mut rest = values.iter().map(|it| called(&it.1));
    let mut word =
        |at| if at == about.slot { speaker.thing(thing) } else { rest.next().unwrap_or_default() };
    let words: Vec<String> = (0..about.slots).map(&mut word).collect();
    let sentence = speaker.sentence_with(about.phrase, &words);
    match rest.next() {
        Some(value) => format!("{sentence} is {value}"),
        None => sentence,
    }
}

/// Adds the reasons of a part to those of the whole, unless it comes to nothing; gives what it adds to the answer.
fn taken_over(
    whole: &mut Explanation,
    part: Explanation,
    said: impl Fn(&[(String, String)]) -> String,
) -> Vec<Bound> {
    let answers: Vec<(Vec<(String, String)>, Conditions)> = match part.answer {
        Answered::YesNo(conditions) => vec![(Vec::new(), *conditions)],
        Answered::Which(bound) => bound.into_iter().map(|it| (it.values, it.conditions)).collect(),
    };
    let telling: Vec<_> = answers.into_iter().filter(|it| it.1.status != Status::No).collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let first = index(whole.steps.len());
    let moved = |it: &StepId| StepId(it.0.saturating_add(first));
    for mut step in part.steps {
        step.children = step.children.iter().map(moved).collect();
        step.same_as = step.same_as.as_ref().map(moved);
        whole.steps.push(step);
    }
    whole.because.extend(part.because.iter().map(moved));
    let places: Vec<u32> = part.open.into_iter().map(|it| place_of(&mut whole.open, it)).collect();
    let notes = [
        (&mut whole.contradicted, part.contradicted),
        (&mut whole.law, part.law),
        (&mut whole.independent, part.independent),
    ];
    for (all, own) in notes {
        for it in own {
            if !all.contains(&it) {
                all.push(it);
            }
        }
    }
    whole.weakest_basis = whole.weakest_basis.max(part.weakest_basis);
    whole.unsourced |= part.unsourced;
    telling
        .into_iter()
        .map(|(values, mut conditions)| {
            conditions.open = conditions.open.iter().map(|it| places[*it as usize]).collect();
            Bound { values: vec![(FOLLOWS.to_owned(), said(&values))], conditions }
        })
        .collect()
}

fn place_of(open: &mut Vec<OpenEntry>, entry: OpenEntry) -> u32 {
    let known = open.iter().position(|it| *it == entry);
    let place = known.unwrap_or_else(|| {
        open.push(entry);
        open.len() - 1
    });
    index(place)
}
