//! Which questions are open in an answer? Those that its conditions turn on, and the unknown values that it names.

use super::{OpenEntry, literals::Words};
use crate::{
    answer::{Answer, Verdict, matter::comparisons_that_matter},
    condition::VariableId,
    engine::{AtomId, Described, Grounding, Item, OpenQuestion},
};

/// An open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OpenPlace {
    /// One that conditions turn on: its variable, and its place among the questions that the variable stands for.
    Asked(VariableId, usize),
    /// An unknown value that an answer names, and that no condition turns on.
    Named(Item),
}

/// The open questions of an answer, and those of each of its verdicts.
pub(super) struct Places {
    pub(super) all: Vec<OpenPlace>,
    pub(super) own: Vec<Vec<OpenPlace>>,
}

impl Places {
    pub(super) fn of(grounding: &mut Grounding<'_>, answer: &Answer) -> Self {
        let own: Vec<Vec<OpenPlace>> = verdicts(answer).map(|it| asked(grounding, it)).collect();
        let mut all = own.concat();
        all.sort_unstable();
        all.dedup();
        let mut places = Self { all, own };
        places.name(&Words::new(grounding), answer);
        places
    }

    /// Adds the unknown values that an answer names, behind what conditions turn on; what these ask for already is one
    /// question with it.
    fn name(&mut self, words: &Words<'_>, answer: &Answer) {
        let Answer::Which(bindings) = answer else { return };
        let value = |it: &OpenPlace| Some((words.value_asked(*it)?, *it));
        let mut values: Vec<(Item, OpenPlace)> = self.all.iter().filter_map(value).collect();
        for (binding, own) in bindings.iter().zip(&mut self.own) {
            for item in words.unknowns_among(&binding.items) {
                let known = values.iter().find(|it| it.0 == item).map(|it| it.1);
                let place = known.unwrap_or(OpenPlace::Named(item));
                if known.is_none() {
                    values.push((item, place));
                    self.all.push(place);
                }
                if !own.contains(&place) {
                    own.push(place);
                }
            }
        }
    }
}

/// The open questions that the conditions of a verdict turn on.
fn asked(grounding: &mut Grounding<'_>, verdict: &Verdict) -> Vec<OpenPlace> {
    let mut places = Vec::new();
    for variable in &verdict.open {
        let related = matches!(grounding.question(*variable), OpenQuestion::Relation(_));
        let space = grounding.space_mut();
        // Where the node budget does not suffice to find out, all are taken to matter.
        let matter = related
            .then(|| comparisons_that_matter(space, verdict.truth, *variable).ok())
            .flatten();
        places.extend(Words::new(grounding).open_places(*variable, matter.as_deref()));
    }
    places
}

/// The verdicts of an answer.
pub(super) fn verdicts(answer: &Answer) -> Box<dyn Iterator<Item = &Verdict> + '_> {
    match answer {
        Answer::YesNo(_, verdict) => Box::new(std::iter::once(&**verdict)),
        Answer::Which(bindings) => Box::new(bindings.iter().map(|it| &it.verdict)),
    }
}

impl Words<'_> {
    /// An open question in words.
    pub(super) fn entry_of(&self, place: OpenPlace) -> Option<OpenEntry> {
        match place {
            OpenPlace::Asked(variable, at) => self.open_entries(variable).into_iter().nth(at),
            OpenPlace::Named(item) => Some(self.unknown_entry(item)),
        }
    }

    /// The value of an atom, if that is unknown, as it is asked for.
    pub(super) fn unknown_value(&self, atom: AtomId) -> Option<String> {
        let value = self.grounding.items_of(atom).pop()?;
        let unknown = matches!(self.grounding.describe(value), Described::Unknown(..));
        unknown.then(|| self.item(value))
    }

    /// The unknown value that a question asks for, if it asks for one.
    fn value_asked(&self, place: OpenPlace) -> Option<Item> {
        match place {
            OpenPlace::Asked(variable, at) => {
                self.values_asked(self.grounding.question(variable)).get(at).copied()
            }
            OpenPlace::Named(item) => Some(item),
        }
    }
}
