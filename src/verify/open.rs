//! What is open, and how is it asked for? Each entry of `open`, written anew from what the rules declare.

use serde_json::{Value, json};

use crate::{program::Status, vocabulary::PhraseId};

use super::{
    Report,
    ground::World,
    items::{Item, Quantity},
    list,
    truth::Question,
    ways::Asked,
};

impl World<'_> {
    /// The entry of a question, without its number; a group of values has one for each of them.
    pub(super) fn entry(&self, question: &Question) -> Value {
        let asked = |kind: &str, why: &str, sentence: String, ask: String| {
            json!({
                "kind": kind, "why": why, "sentence": sentence, "ask": ask,
                "help": null, "decided_by": null,
            })
        };
        match question {
            Question::Input(it) => self.input(*it),
            Question::Dispute(it) => {
                asked("dispute", "sources", self.sentence(*it, true), self.asked(*it))
            }
            Question::Kind(it) => {
                let stated = self.case.things[it.0 as usize].kind;
                let kind = &self.case.program.vocabulary.kind(stated).name;
                let name = self.speaker().thing(*it);
                let mut possible = self.case.possible_kinds(*it).into_iter();
                let unknown = possible.any(|kind| self.case.kind_stated(*it, kind).is_some());
                asked(
                    "kind",
                    if unknown { "stated unknown" } else { "not stated" },
                    format!("what kind of {kind} {name} is"),
                    format!("What kind of {kind} is {name}?"),
                )
            }
            Question::Reading(it) => {
                let provision = &self.case.program.provisions[it.0 as usize];
                let sentence = format!("which reading of {} prevails", provision.name);
                let ask = format!(
                    "Which reading of {} prevails: {}?",
                    provision.name,
                    provision.readings.join(" or ")
                );
                asked("reading", "readings", sentence, ask)
            }
            Question::Value(topic, of) => {
                let phrase = self.phrase(*topic);
                phrase.map_or(Value::Null, |it| self.attribute_entry(it.0, of, true))
            }
            Question::Individual(it) => self.value_entry(*it),
            Question::Stated(_) | Question::Group(_) => Value::Null,
        }
    }

    /// The entry of an unknown value.
    pub(super) fn value_entry(&self, item: Item) -> Value {
        match self.items.get(item) {
            Quantity::Unknown(phrase, of) => self.attribute_entry(*phrase, of, false),
            _ => Value::Null,
        }
    }

    fn input(&self, atom: usize) -> Value {
        let (topic, row) = (self.atoms[atom].topic, &self.atoms[atom].row);
        let Some((phrase, _)) = self.phrase(topic) else { return Value::Null };
        let unknown = self.stated(topic, row).is_some_and(|it| it.status == Status::Unknown);
        let sentence = self.sentence(atom, true);
        self.declared(phrase, row, ("input", unknown), &sentence, self.asked(atom))
    }

    fn attribute_entry(&self, phrase: PhraseId, of: &[Item], disputed: bool) -> Value {
        let sentence = self.attribute(phrase, of);
        let ask = format!("What is {sentence}?");
        let stated = self.case.facts.get(&(phrase, of.to_vec()));
        let unknown = stated.is_some_and(|it| it.status == Status::Unknown);
        let mut entry = self.declared(phrase, of, ("value", unknown), &sentence, ask);
        if disputed {
            (entry["kind"], entry["why"]) = (json!("dispute"), json!("sources"));
        }
        entry
    }

    /// An entry with what the declaration of its phrase says of it.
    fn declared(
        &self,
        phrase: PhraseId,
        of: &[Item],
        (kind, unknown): (&str, bool),
        sentence: &str,
        ask: String,
    ) -> Value {
        let words: Vec<String> = of.iter().map(|it| self.item(*it)).collect();
        let decided_by = &self.case.program.vocabulary.phrase(phrase).decided_by;
        let why = match decided_by {
            _ if unknown => "stated unknown",
            Some(_) => "judgement",
            None => "not stated",
        };
        json!({
            "kind": kind, "why": why, "sentence": sentence,
            "ask": self.speaker().ask_with(phrase, &words).unwrap_or(ask),
            "help": self.speaker().help_with(phrase, &words),
            "decided_by": decided_by,
        })
    }

    /// An atom as a question.
    fn asked(&self, atom: usize) -> String {
        let (topic, row) = (self.atoms[atom].topic, &self.atoms[atom].row);
        let words: Vec<String> = row.iter().map(|it| self.item(*it)).collect();
        let phrase = self.phrase(topic);
        phrase.map_or_else(String::new, |it| self.case.program.vocabulary.asked_with(it.0, &words))
    }
}

/// Checks that an answer turns on the questions that it is said to, and gives these. A value that it names and that some
/// answer asks for anyway is one question with that.
pub(super) fn turned_on(
    said: &Value,
    explanation: &Value,
    asked: Asked,
    by_any: &[Value],
    place: &str,
    report: &mut Report,
) -> Vec<Value> {
    let named = asked.named.into_iter().map(|it| {
        let same = by_any.iter().find(|other| other["sentence"] == it["sentence"]);
        same.cloned().unwrap_or(it)
    });
    let expected = sorted(asked.by_ways.into_iter().chain(named).collect());
    let entries = list(explanation, "open");
    let turns_on = list(said, "turns_on");
    let entry = |id: &&Value| entries.iter().find(|it| it["id"] == **id);
    let listed: Vec<Value> = turns_on.iter().filter_map(entry).map(|it| without_id(it)).collect();
    if turns_on.len() != listed.len() || sorted(listed) != expected {
        report.refute(format!("the answer{place} does not turn on the questions it is said to"));
    }
    expected
}

/// Some entries in one order, each once.
pub(super) fn sorted(mut entries: Vec<Value>) -> Vec<Value> {
    entries.sort_by_cached_key(Value::to_string);
    entries.dedup();
    entries
}

/// An entry without its number.
pub(super) fn without_id(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if let Some(fields) = entry.as_object_mut() {
        fields.remove("id");
    }
    entry
}

/// That what is listed as open is what the answers turn on, numbered from one.
pub(super) fn check(asked: &[Value], explanation: &Value, report: &mut Report) {
    let listed = list(explanation, "open");
    for (at, entry) in listed.iter().enumerate() {
        if entry["id"] != format!("q{}", at + 1) {
            report.refute(format!("{} is not the number of an open question", entry["id"]));
        }
        if !asked.contains(&without_id(entry)) {
            let sentence = entry["sentence"].as_str().unwrap_or_default();
            report.refute(format!("`{sentence}` is not open like this, or no answer turns on it"));
        }
    }
    let all = listed.iter().map(|it| without_id(it)).collect();
    if listed.len() != sorted(all).len() {
        report.refute("an open question is listed twice");
    }
}
