//! How are atoms, values and what is not known of them put into words?

use crate::{
    condition::{Test, VariableId},
    engine::{
        AtomId, Described, Item, OpenQuestion,
        compile::{Meaning, PredicateId, Test as Condition},
    },
    program::{Comparison, Operation, Status},
    value::Value,
    vocabulary::{
        PhraseId, Sort,
        wording::{comparison, comparison_denied},
    },
};

use super::{
    LiteralInWords, OpenEntry, WhyOpen,
    literals::{Words, kind_of},
    why::spoken,
};

impl Words<'_> {
    /// An individual, a value, or what an unknown value is of: `D1`, `30 days`, `the price of Lamp plus 2`.
    pub(super) fn item(&self, item: Item) -> String {
        match self.grounding.describe(item) {
            Described::Thing(it) => self.speaker.thing(it),
            Described::Value(it) => it.to_string(),
            Described::Unknown(predicate, things) => {
                match self.grounding.predicate(predicate).meaning {
                    Meaning::Phrase(phrase) => self.attribute(phrase, &things),
                    _ => String::new(),
                }
            }
            Described::Result(operation, one, other) => {
                let (one, other) =
                    (self.operand(one, operation, true), self.operand(other, operation, false));
                format!("{one} {} {other}", spelled(operation))
            }
        }
    }

    /// An item within a calculation: one that is calculated itself stands in brackets, as where rules are written.
    fn operand(&self, item: Item, outer: Operation, left: bool) -> String {
        match self.grounding.describe(item) {
            Described::Result(inner, ..) if bracketed(inner, outer, left) => {
                format!("({})", self.item(item))
            }
            _ => self.item(item),
        }
    }

    /// An item as an answer names it: without the article of its name. A value that is not known is `unknown` where it is
    /// the one that was asked for, else it is said what it is the value of.
    pub(super) fn answer(&self, question: PredicateId, item: Item) -> String {
        match self.grounding.describe(item) {
            Described::Thing(it) => self.speaker.name(it),
            Described::Unknown(predicate, _) => {
                let clauses = self.grounding.predicate(question).positive.iter();
                let mut asked = clauses.flat_map(|it| &self.grounding.clause(*it).body);
                let is_asked = asked.any(
                    |it| matches!(&it.test, Condition::Holds(it, _) if it.predicate == predicate),
                );
                if is_asked { "unknown".to_owned() } else { self.item(item) }
            }
            _ => self.item(item),
        }
    }

    /// `the price of Lamp`
    pub(super) fn attribute(&self, phrase: PhraseId, things: &[Item]) -> String {
        let words: Vec<String> = things.iter().map(|it| self.item(*it)).collect();
        self.speaker.sentence_with(phrase, &words)
    }

    /// An atom as a sentence.
    pub(super) fn sentence(&self, atom: AtomId) -> String {
        let (phrase, items) = self.phrase_of(atom);
        self.said_of(phrase, &items, true)
    }

    /// An atom denied, as a person says it.
    pub(super) fn denied(&self, atom: AtomId) -> String {
        let (phrase, items) = self.phrase_of(atom);
        self.said_of(phrase, &items, false)
    }

    /// A phrase of some items, or an attribute with its value, affirmed or denied.
    pub(super) fn said_of(&self, phrase: PhraseId, items: &[Item], positive: bool) -> String {
        if self.grounding.program().vocabulary.phrase(phrase).value.is_some() {
            let Some((value, things)) = items.split_last() else { return String::new() };
            let attribute = self.attribute(phrase, things);
            let not = if positive { "" } else { " not" };
            return match self.grounding.describe(*value) {
                Described::Unknown(predicate, of)
                    if of == things
                        && self.grounding.predicate(predicate).meaning
                            == Meaning::Phrase(phrase) =>
                {
                    format!("{attribute} is{not} unknown")
                }
                _ => format!("{attribute} is{not} {}", self.item(*value)),
            };
        }
        let words: Vec<String> = items.iter().map(|it| self.item(*it)).collect();
        if positive {
            self.speaker.sentence_with(phrase, &words)
        } else {
            spoken(self.speaker.denied_with(phrase, &words))
        }
    }

    /// An atom as a question.
    pub(super) fn asked(&self, atom: AtomId) -> String {
        let (phrase, items) = self.phrase_of(atom);
        let words: Vec<String> = items.iter().map(|it| self.item(*it)).collect();
        self.grounding.program().vocabulary.asked_with(phrase, &words)
    }

    /// A literal about an unknown or disputed value.
    pub(super) fn value_literal(
        &self,
        question: OpenQuestion,
        test: Test,
        holds: bool,
    ) -> LiteralInWords {
        let kind = kind_of(question);
        let literal = |sentence: String, denied: String, holds: bool| LiteralInWords {
            kind,
            said: sentence.clone(),
            sentence,
            denied,
            holds,
        };
        match (question, test) {
            (OpenQuestion::Value(input), Test::From(cell)) => {
                let Some(cut) = self.grounding.cut(input, cell) else {
                    unreachable!("engine: every cut of a line is worded")
                };
                let (left, right) = (self.item(Item::of(input)), cut.value.to_string());
                let dates = matches!(cut.value, Value::Date(_));
                let sentence = comparison(&left, cut.comparison, &right, dates);
                let denied = denied(&left, cut.comparison, &right, dates);
                literal(sentence, denied, holds != cut.below)
            }
            (OpenQuestion::Relation(relation), Test::Holds(at)) => {
                let (sentence, denied) = self.related(relation, at);
                literal(sentence, denied, holds)
            }
            (question, Test::Is(cell)) => {
                let input = unknown_of(question);
                let left = self.item(Item::of(input));
                let listed =
                    self.grounding.cell_value(question, cell).map(|it| self.item(Item::of(it)));
                let point = || self.grounding.point(input, cell).map(|it| it.to_string());
                let right = listed.or_else(point).unwrap_or_else(|| "something else".to_owned());
                let sentence = format!("{left} is {right}");
                literal(sentence, format!("{left} is not {right}"), holds)
            }
            _ => unreachable!("condition: a literal's test suits its question"),
        }
    }

    /// A comparison of entangled unknown values, and its denial.
    fn related(&self, relation: u32, at: u32) -> (String, String) {
        let Some((how, one, other)) = self.grounding.related_comparison(relation, at) else {
            unreachable!("engine: every literal of a relation is a comparison")
        };
        let (left, right) = (self.item(Item::of(one)), self.item(Item::of(other)));
        let dates = self.is_date(Item::of(one)) || self.is_date(Item::of(other));
        (comparison(&left, how, &right, dates), denied(&left, how, &right, dates))
    }

    /// The comparisons that are taken as independent of each other although they may not be, a sentence each.
    pub(super) fn independent(&self, open: &[VariableId]) -> Vec<String> {
        let mut found = Vec::new();
        for variable in open {
            let OpenQuestion::Relation(relation) = self.grounding.question(*variable) else {
                continue;
            };
            let places = self.grounding.approximate_terms(*variable);
            found.extend(places.into_iter().map(|at| self.related(relation, at).0));
        }
        found
    }

    /// The open questions about values that a variable stands for: several, where these are compared with each other.
    pub(super) fn value_entries(&self, question: OpenQuestion) -> Vec<OpenEntry> {
        self.values_asked(question).into_iter().map(|it| self.value_entry(question, it)).collect()
    }

    /// The unknown values that a question about values asks for, in the order of its entries.
    pub(super) fn values_asked(&self, question: OpenQuestion) -> Vec<Item> {
        let mut unknown: Vec<Item> = Vec::new();
        match question {
            OpenQuestion::Relation(relation) => {
                for at in 0.. {
                    let Some((_, one, other)) = self.grounding.related_comparison(relation, at)
                    else {
                        break;
                    };
                    self.unknowns_in(Item::of(one), &mut unknown);
                    self.unknowns_in(Item::of(other), &mut unknown);
                }
            }
            OpenQuestion::Value(it)
            | OpenQuestion::Individual(it)
            | OpenQuestion::ValueDispute(it) => unknown.push(Item::of(it)),
            _ => {}
        }
        unknown
    }

    /// The places of the entries that each comparison of entangled values is about; nothing for other questions.
    pub(super) fn entries_compared(&self, question: OpenQuestion) -> Vec<Vec<usize>> {
        let OpenQuestion::Relation(relation) = question else { return Vec::new() };
        let all = self.values_asked(question);
        let about = |(_, one, other): (Comparison, u32, u32)| {
            let mut found = Vec::new();
            self.unknowns_in(Item::of(one), &mut found);
            self.unknowns_in(Item::of(other), &mut found);
            found.iter().filter_map(|it| all.iter().position(|item| item == it)).collect()
        };
        (0..).map_while(|at| self.grounding.related_comparison(relation, at)).map(about).collect()
    }

    /// The sort of an unknown value.
    pub(super) fn sort_of(&self, unknown: Item) -> Option<Sort> {
        let Described::Unknown(predicate, _) = self.grounding.describe(unknown) else {
            return None;
        };
        match self.grounding.predicate(predicate).meaning {
            Meaning::Phrase(phrase) => self.grounding.program().vocabulary.phrase(phrase).value,
            _ => None,
        }
    }

    /// The unknown values that some items are made from.
    pub(super) fn unknowns_among(&self, items: &[Item]) -> Vec<Item> {
        let mut found = Vec::new();
        for it in items {
            self.unknowns_in(*it, &mut found);
        }
        found
    }

    /// The unknown values that an item is made from.
    fn unknowns_in(&self, item: Item, found: &mut Vec<Item>) {
        match self.grounding.describe(item) {
            Described::Unknown(..) if !found.contains(&item) => found.push(item),
            Described::Result(_, one, other) => {
                self.unknowns_in(one, found);
                self.unknowns_in(other, found);
            }
            _ => {}
        }
    }

    /// The open question what an unknown value is.
    pub(super) fn unknown_entry(&self, unknown: Item) -> OpenEntry {
        self.value_entry(OpenQuestion::Value(unknown.0), unknown)
    }

    fn value_entry(&self, question: OpenQuestion, input: Item) -> OpenEntry {
        let sentence = self.item(input);
        let asked = format!("What is {sentence}?");
        let Described::Unknown(predicate, things) = self.grounding.describe(input) else {
            unreachable!("engine: what is open of a value is an unknown")
        };
        let Meaning::Phrase(phrase) = self.grounding.predicate(predicate).meaning else {
            unreachable!("engine: only attributes have unknown values")
        };
        let declared = self.grounding.program().vocabulary.phrase(phrase);
        let words: Vec<String> = things.iter().map(|it| self.item(*it)).collect();
        let row: Vec<Item> = things.iter().copied().chain([input]).collect();
        let stated = self.grounding.statement(predicate, &row).map(|it| it.0);
        let why = match (question, stated) {
            (OpenQuestion::ValueDispute(_), _) => WhyOpen::Sources,
            (_, Some(Status::Unknown)) => WhyOpen::StatedUnknown,
            _ if declared.decided_by.is_some() => WhyOpen::Judgement,
            _ => WhyOpen::NotStated,
        };
        OpenEntry {
            kind: kind_of(question),
            why,
            sentence,
            ask: self.speaker.ask_with(phrase, &words).unwrap_or(asked),
            help: self.speaker.help_with(phrase, &words),
            decided_by: declared.decided_by.clone(),
        }
    }

    /// Whether an item is a date, as far as its making tells.
    pub(super) fn is_date(&self, item: Item) -> bool {
        match self.grounding.describe(item) {
            Described::Value(value) => matches!(value, Value::Date(_)),
            Described::Thing(_) => false,
            Described::Unknown(predicate, _) => match self.grounding.predicate(predicate).meaning {
                Meaning::Phrase(phrase) => {
                    let sort = self.grounding.program().vocabulary.phrase(phrase).value;
                    sort == Some(Sort::Date)
                }
                _ => false,
            },
            Described::Result(_, one, other) => self.is_date(one) != self.is_date(other),
        }
    }
}

/// A comparison denied: `is more than 50` rather than `is not at most 50`.
fn denied(left: &str, how: Comparison, right: &str, dates: bool) -> String {
    match how.opposite() {
        Some(opposite) => comparison(left, opposite, right, dates),
        None => comparison_denied(left, how, right, dates),
    }
}

fn unknown_of(question: OpenQuestion) -> u32 {
    match question {
        OpenQuestion::Value(it) | OpenQuestion::Individual(it) | OpenQuestion::ValueDispute(it) => {
            it
        }
        _ => unreachable!("explain: only questions about values get here"),
    }
}

/// Whether a calculation needs brackets within another one: not where `A plus B minus C` is read from the left anyway.
pub(super) fn bracketed(inner: Operation, outer: Operation, left: bool) -> bool {
    let adds = |it| matches!(it, Operation::Plus | Operation::Minus);
    !left || adds(inner) != adds(outer)
}

/// `plus`
pub(super) fn spelled(operation: Operation) -> &'static str {
    match operation {
        Operation::Plus => "plus",
        Operation::Minus => "minus",
        Operation::Times => "times",
        Operation::DividedBy => "divided by",
    }
}
