//! How does the engine call what the evaluator calls a question? And what does it say in a completion?

use std::collections::BTreeMap;

use grounds::{
    condition::{Space, VariableId},
    engine::{AtomId, Grounding, OpenQuestion, compile::Meaning},
    vocabulary::KindId,
};

use crate::{
    evaluator::{Completion, Question},
    goals::Goal,
    plain,
    world::World,
};

/// The engine's open questions in the evaluator's terms.
pub(crate) struct Bridge<'a> {
    grounding: &'a Grounding<'a>,
    world: &'a World<'a>,
    questions: BTreeMap<VariableId, Known>,
}

struct Known {
    question: Question,
    /// For a question of kind, the kinds behind the engine's values 1, 2, …
    kinds: Vec<KindId>,
}

impl<'a> Bridge<'a> {
    /// All questions that some goal turns on; none of them may be settled by the case.
    pub(crate) fn new(
        grounding: &'a Grounding<'a>,
        world: &'a World<'a>,
        goals: impl Iterator<Item = &'a Goal>,
    ) -> Result<Self, String> {
        let mut questions = BTreeMap::new();
        for goal in goals {
            for variable in support(grounding.space(), goal) {
                questions.insert(variable, known(grounding, world, variable)?);
            }
        }
        Ok(Self { grounding, world, questions })
    }

    /// The questions that some of these goals turn on.
    pub(crate) fn questions(&self, goals: &[Goal]) -> Vec<Question> {
        let mut all: Vec<VariableId> =
            goals.iter().flat_map(|it| support(self.grounding.space(), it)).collect();
        all.sort_unstable();
        all.dedup();
        all.iter().map(|it| self.questions[it].question).collect()
    }

    /// What the engine says: whether it is true, and whether it is not false.
    pub(crate) fn truth(&self, goal: &Goal, completion: &Completion) -> (bool, bool) {
        let space = self.grounding.space();
        let value = |it: VariableId| self.value(completion, it);
        (space.holds(goal.truth.yes, value), space.holds(goal.truth.possible, value))
    }

    fn value(&self, completion: &Completion, variable: VariableId) -> u32 {
        let Known { question, kinds } = &self.questions[&variable];
        match *question {
            Question::Input(atom) => completion.input(atom).into(),
            Question::Dispute(atom) => completion.dispute(atom).into(),
            Question::Kind(thing) => {
                let place = kinds.iter().position(|it| *it == completion.kind(thing));
                place.map_or(0, |it| u32::try_from(it).unwrap() + 1)
            }
            Question::Reading(provision) => completion.reading(provision),
        }
    }

    /// The completion, as far as the engine thinks that it matters.
    pub(crate) fn described(&self, goal: &Goal, completion: &Completion) -> String {
        let things = self.grounding.things();
        let one = |it: &VariableId| {
            let value = self.value(completion, *it);
            match self.questions[it].question {
                Question::Input(atom) => format!("x[{}] = {value}", self.world.name(atom, things)),
                Question::Dispute(atom) => {
                    format!("d[{}] = {value}", self.world.name(atom, things))
                }
                Question::Kind(thing) => {
                    let kind = self.world.program.vocabulary.kind(completion.kind(thing));
                    format!("k[{}] = {}", things[thing].name, kind.name)
                }
                Question::Reading(provision) => {
                    let name = &self.world.program.provisions[provision].name;
                    format!("r[{name}] = {value}")
                }
            }
        };
        let all: Vec<String> = support(self.grounding.space(), goal).iter().map(one).collect();
        if all.is_empty() { "nothing is open".to_owned() } else { all.join(", ") }
    }
}

/// The questions that a goal turns on.
fn support(space: &Space, goal: &Goal) -> Vec<VariableId> {
    let mut all = space.support(goal.truth.yes);
    all.extend(space.support(goal.truth.possible));
    all.sort_unstable();
    all.dedup();
    all
}

fn known(
    grounding: &Grounding<'_>,
    world: &World<'_>,
    variable: VariableId,
) -> Result<Known, String> {
    let mut kinds = Vec::new();
    let question = match grounding.question(variable) {
        OpenQuestion::Input(atom) => {
            let atom = place(grounding, world, atom)?;
            if !world.is_open(atom) {
                return Err(format!("{} is no open input", world.name(atom, grounding.things())));
            }
            Question::Input(atom)
        }
        OpenQuestion::Dispute(atom) => Question::Dispute(place(grounding, world, atom)?),
        OpenQuestion::Kind(thing) => {
            kinds = grounding.kinds_of(thing).to_vec();
            let (mut theirs, mut ours) =
                (kinds.clone(), world.kinds[thing.0 as usize][1..].to_vec());
            theirs.sort_unstable();
            ours.sort_unstable();
            if theirs != ours {
                return Err(format!("{thing:?} may be of {theirs:?}, but should be of {ours:?}"));
            }
            Question::Kind(thing.0 as usize)
        }
        OpenQuestion::Reading(provision) => Question::Reading(provision.0 as usize),
        other => return Err(format!("{other:?} is about a value")),
    };
    Ok(Known { question, kinds })
}

fn place(grounding: &Grounding<'_>, world: &World<'_>, atom: AtomId) -> Result<usize, String> {
    let Meaning::Phrase(phrase) = grounding.predicate(grounding.predicate_of(atom)).meaning else {
        return Err("the engine asks for what is not a phrase".to_owned());
    };
    let things: Vec<_> =
        grounding.items_of(atom).into_iter().map(|it| plain::thing(grounding, it)).collect();
    Ok(world.place(phrase, &things))
}
