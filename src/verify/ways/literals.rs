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
    truth::{Group, Question, accepts},
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
        let count = group.samples.len();
        let mut found = Vec::new();
        if let Some(Value::Text(_)) = group.samples.first() {
            for (at, text) in group.samples.iter().enumerate() {
                let last = at + 1 == count;
                let text = if last { "something else".to_owned() } else { text.to_string() };
                found.push((
                    format!("{unknown} is {text}"),
                    (0..count).map(|it| it == at).collect(),
                ));
            }
            return found;
        }
        if group.samples.is_empty() {
            for (at, (how, one, other)) in group.compared.iter().enumerate() {
                let options: Vec<bool> =
                    group.options.iter().map(|it| accepts(*how, it[at])).collect();
                // Which side comes first is a matter of which comparison came up first.
                found.push((self.comparison(how.flipped(), *other, *one), options.clone()));
                found.push((self.comparison(*how, *one, *other), options));
            }
            return found;
        }
        // The value from which on, the one before it if there is one, and from where it is left behind.
        for (at, value) in group.samples.iter().enumerate().skip(1) {
            let below = Self::below(value);
            if below.is_none() && at % 2 == 0 {
                continue;
            }
            let next = group.samples.get(at + 1);
            let single = below.is_none() || next.and_then(Self::below).as_ref() == Some(value);
            let after = if below.is_some() { at } else { at + 1 };
            let before = below.as_ref().unwrap_or(value);
            let mut add = |how: Comparison, value: &Value, is: &dyn Fn(usize) -> bool| {
                let dates = matches!(value, Value::Date(_));
                let said = wording::comparison(&unknown, how, &value.to_string(), dates);
                found.push((said, (0..count).map(is).collect()));
            };
            add(Comparison::AtLeast, value, &|it| it >= at);
            add(Comparison::Less, value, &|it| it < at);
            add(Comparison::More, before, &|it| it >= after);
            add(Comparison::AtMost, before, &|it| it < after);
            if single {
                add(Comparison::Equal, value, &|it| it == at);
            }
        }
        found
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
