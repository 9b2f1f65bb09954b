//! What can be said of an open question? Each literal as a sentence, with the options that it names.

use crate::{
    program::{Comparison, Reading},
    value::Value,
    vocabulary::{KindId, wording},
};

use super::super::{
    clauses::Test,
    ground::World,
    items::{Item, Quantity},
    truth::{Group, Measure, Question, accepts},
};

impl World<'_> {
    /// The literals of an open question: each sentence with the options that it names.
    pub(super) fn literals(&self, question: usize) -> Vec<(String, Vec<bool>)> {
        let Some((question, options)) = self.truth.questions.get_index(question) else {
            return Vec::new();
        };
        let one_of = |left: String, all: &[Item]| -> Vec<(String, Vec<bool>)> {
            let is = |it: &Item| all.iter().map(|other| other == it).collect();
            all.iter().map(|it| (format!("{left} is {}", self.item(*it)), is(it))).collect()
        };
        match question {
            Question::Input(it) | Question::Stated(it) | Question::Dispute(it) => {
                vec![(self.sentence(*it, true), vec![false, true])]
            }
            Question::Kind(thing) => {
                let possible = self.case.possible_kinds(*thing);
                let part =
                    |it: &KindId, of: &KindId| self.case.program.vocabulary.is_part_of(*it, *of);
                let within = |of: &KindId| {
                    std::iter::once(false).chain(possible.iter().map(|it| part(it, of))).collect()
                };
                let speaker = self.speaker();
                let each = possible.iter();
                each.map(|it| (speaker.kind_sentence(*thing, *it), within(it))).collect()
            }
            Question::Reading(provision) => {
                let count = self.case.program.provisions[provision.0 as usize].readings.len();
                let each = (0..).take(count).map(|reading| {
                    let it = Reading { provision: *provision, reading };
                    (self.said_reading(it), (0..count).map(|at| at == reading as usize).collect())
                });
                each.collect()
            }
            Question::Individual(it) => one_of(self.item(*it), options),
            Question::Value(topic, of) => {
                let name = self.phrase(*topic).map(|it| self.attribute(it.0, of));
                one_of(name.unwrap_or_default(), options)
            }
            Question::Group(at) => self.group_literals(&self.truth.groups[*at]),
        }
    }

    fn group_literals(&self, group: &Group) -> Vec<(String, Vec<bool>)> {
        let unknown = self.item(group.unknowns[0]);
        match &group.measure {
            Measure::Texts(texts) => {
                let is = |at: usize| (0..=texts.len()).map(|it| it == at).collect();
                let name = |at: usize| {
                    texts.get(at).map_or("something else".to_owned(), |it| self.item(*it))
                };
                (0..=texts.len()).map(|at| (format!("{unknown} is {}", name(at)), is(at))).collect()
            }
            Measure::Related => {
                let each = group.compared.iter().enumerate().map(|(at, (how, one, other))| {
                    let options = group.options.iter().map(|it| accepts(*how, it[at]));
                    (self.comparison(*how, *one, *other), options.collect())
                });
                each.collect()
            }
            Measure::Line(samples) => {
                let mut found = Vec::new();
                let mut add = |how: Comparison, value: &Value, options: Vec<bool>| {
                    let dates = matches!(value, Value::Date(_));
                    let said = wording::comparison(&unknown, how, &value.to_string(), dates);
                    found.push((said, options));
                };
                for (at, value) in samples.iter().enumerate().skip(1) {
                    let from =
                        |at: usize| (0..samples.len()).map(|it| it >= at).collect::<Vec<bool>>();
                    let to =
                        |at: usize| (0..samples.len()).map(|it| it < at).collect::<Vec<bool>>();
                    let is = (0..samples.len()).map(|it| it == at).collect::<Vec<bool>>();
                    if let Some(below) = Self::below(value) {
                        add(Comparison::AtLeast, value, from(at));
                        add(Comparison::Less, value, to(at));
                        add(Comparison::More, &below, from(at));
                        add(Comparison::AtMost, &below, to(at));
                        if samples.get(at + 1).and_then(Self::below).as_ref() == Some(value) {
                            add(Comparison::Equal, value, is);
                        }
                    } else if at % 2 == 1 {
                        add(Comparison::AtLeast, value, from(at));
                        add(Comparison::Less, value, to(at));
                        add(Comparison::More, value, from(at + 1));
                        add(Comparison::AtMost, value, to(at + 1));
                        add(Comparison::Equal, value, is);
                    }
                }
                found
            }
        }
    }

    /// An item as `bindings` names it.
    pub(in super::super) fn answer(&self, topic: usize, item: Item) -> String {
        match self.items.get(item) {
            Quantity::Thing(it) => self.speaker().name(*it),
            Quantity::Unknown(phrase, _) => {
                let clauses = self.clauses.topics[topic].sides[1].iter();
                let mut asked = clauses.flat_map(|it| &self.clauses.list[*it].body);
                let is_asked = asked.any(|it| match &it.test {
                    Test::Holds(it, _) => it.topic == phrase.0 as usize,
                    _ => false,
                });
                if is_asked { "unknown".to_owned() } else { self.item(item) }
            }
            _ => self.item(item),
        }
    }
}
