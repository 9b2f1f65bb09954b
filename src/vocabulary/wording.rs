//! How is it said in English? From ids back to words.
//!
//! Nothing above this room puts a sentence together; answers, traces and messages ask a [`Speaker`].

use super::{Entity, KindId, Part, Phrase, PhraseId, Thing, ThingId, Vocabulary, words::glued};
use crate::{source::index, value::Comparison};

/// Speaks of the individuals of a rule base, of a case, and of what a question supposes.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    vocabulary: &'a Vocabulary,
    /// All individuals, by their ids.
    things: &'a [Thing],
}

impl<'a> Speaker<'a> {
    /// Speaks of `things`, which are all individuals in the order of their ids: the vocabulary's, then those of the
    /// case, then those that only a question supposes.
    pub fn new(vocabulary: &'a Vocabulary, things: &'a [Thing]) -> Self {
        Self { vocabulary, things }
    }

    /// An individual as a sentence names it: `D1`, `the General Secretariat`.
    pub fn thing(&self, id: ThingId) -> String {
        self.things.get(id.0 as usize).map_or_else(String::new, Thing::in_sentence)
    }

    /// An individual's bare name: `General Secretariat`.
    pub fn name(&self, id: ThingId) -> String {
        self.things.get(id.0 as usize).map_or_else(String::new, |it| it.name.clone())
    }

    /// An individual or a value as a sentence says it: `the CCF`, `6 months`, `2026-03-02`.
    pub fn entity(&self, entity: &Entity) -> String {
        match entity {
            Entity::Thing(it) => self.thing(*it),
            Entity::Value(it) => it.to_string(),
        }
    }

    fn words(&self, entities: &[Entity]) -> Vec<String> {
        entities.iter().map(|it| self.entity(it)).collect()
    }

    /// `D1 is vetted by the General Secretariat`; for an attribute, the term.
    pub fn sentence(&self, phrase: PhraseId, entities: &[Entity]) -> String {
        self.sentence_with(phrase, &self.words(entities))
    }

    /// `the price of Lamp`
    pub fn attribute(&self, phrase: PhraseId, entities: &[Entity]) -> String {
        self.sentence(phrase, entities)
    }

    /// `D1 is not vetted by the General Secretariat`
    pub fn denied(&self, phrase: PhraseId, entities: &[Entity]) -> String {
        self.denied_with(phrase, &self.words(entities))
    }

    /// `is D1 vetted by the General Secretariat?`, `what is the price of Lamp?`
    pub fn asked(&self, phrase: PhraseId, entities: &[Entity]) -> String {
        self.vocabulary.asked_with(phrase, &self.words(entities))
    }

    /// How an interview asks, if the rule base says how: `Does INTERPOL hold data about D1?`
    /// An attribute is asked for in any case: `What is the price of Lamp?`
    pub fn ask(&self, phrase: PhraseId, entities: &[Entity]) -> Option<String> {
        let declared = self.quoted(self.vocabulary.phrase(phrase).ask.as_deref(), entities);
        let is_attribute = self.vocabulary.phrase(phrase).value.is_some();
        declared.or_else(|| {
            is_attribute.then(|| format!("What is {}?", self.attribute(phrase, entities)))
        })
    }

    /// What helps to answer, if the rule base says it.
    pub fn help(&self, phrase: PhraseId, entities: &[Entity]) -> Option<String> {
        self.quoted(self.vocabulary.phrase(phrase).help.as_deref(), entities)
    }

    fn quoted(&self, parts: Option<&[Part]>, entities: &[Entity]) -> Option<String> {
        parts.map(|it| filled(it, &self.words(entities)).concat())
    }

    /// A phrase with any words in its slots: `a country belongs to INTERPOL`.
    pub fn sentence_with(&self, phrase: PhraseId, terms: &[String]) -> String {
        self.vocabulary.sentence_with(phrase, terms)
    }

    /// [`Speaker::ask`] with any words in the slots, where the rule base says how.
    pub fn ask_with(&self, phrase: PhraseId, terms: &[String]) -> Option<String> {
        self.vocabulary.phrase(phrase).ask.as_deref().map(|it| filled(it, terms).concat())
    }

    /// [`Speaker::help`] with any words in the slots.
    pub fn help_with(&self, phrase: PhraseId, terms: &[String]) -> Option<String> {
        self.vocabulary.phrase(phrase).help.as_deref().map(|it| filled(it, terms).concat())
    }

    /// The opposite of [`Speaker::sentence_with`].
    pub fn denied_with(&self, phrase: PhraseId, terms: &[String]) -> String {
        self.vocabulary.denied_with(phrase, terms)
    }

    /// `D1 is a red notice`
    pub fn kind_sentence(&self, thing: ThingId, kind: KindId) -> String {
        self.vocabulary.kind_sentence_with(&self.thing(thing), kind, true)
    }

    /// `D1 is not a red notice`
    pub fn kind_denied(&self, thing: ThingId, kind: KindId) -> String {
        self.vocabulary.kind_sentence_with(&self.thing(thing), kind, false)
    }

    /// `is D1 a red notice?`
    pub fn kind_asked(&self, thing: ThingId, kind: KindId) -> String {
        format!("is {} {}?", self.thing(thing), self.some(kind))
    }

    /// `a diffusion is a request`
    pub fn kind_part(&self, lower: KindId, upper: KindId) -> String {
        self.vocabulary.kind_sentence_with(&self.some(lower), upper, true)
    }

    /// `a red notice`
    pub fn some(&self, kind: KindId) -> String {
        self.vocabulary.a(kind)
    }
}

impl Thing {
    /// As a sentence names it: `D1`, `the General Secretariat`, `"2024/17"`.
    pub fn in_sentence(&self) -> String {
        if !self.name.split(' ').all(reads_as_word) {
            return format!("\"{}\"", self.name);
        }
        if self.the { format!("the {}", self.name) } else { self.name.clone() }
    }
}

/// Whether a word can stand in a sentence without quotation marks; a connective would end the sentence.
fn reads_as_word(word: &str) -> bool {
    let follows = |it: char| {
        it.is_alphanumeric() || matches!(it, '-' | '\'' | '’' | '‐' | '‑') || !it.is_ascii()
    };
    let connective = ["and", "or", "if", "unless"].iter().any(|it| word.eq_ignore_ascii_case(it));
    let number = word.bytes().all(|it| it.is_ascii_digit());
    !word.is_empty()
        && !connective
        && word.chars().all(follows)
        && (number || word.starts_with(char::is_alphabetic))
}

impl Vocabulary {
    /// `a country is not vetted by …`: a phrase with these words in its slots.
    pub fn sentence_with(&self, phrase: PhraseId, terms: &[String]) -> String {
        glued(filled(&self.phrase(phrase).parts, terms))
    }

    /// The opposite of [`Vocabulary::sentence_with`], as a condition would be written.
    pub fn denied_with(&self, phrase: PhraseId, terms: &[String]) -> String {
        match &self.phrase(phrase).negated {
            Some(it) => glued(filled(it, terms)),
            None => format!("not {}", self.sentence_with(phrase, terms)),
        }
    }

    /// [`Vocabulary::sentence_with`] as a question, with its question mark.
    pub fn asked_with(&self, phrase: PhraseId, terms: &[String]) -> String {
        if self.phrase(phrase).value.is_some() {
            return format!("what is {}?", self.sentence_with(phrase, terms));
        }
        match &self.phrase(phrase).asked {
            Some(it) => format!("{}?", glued(filled(it, terms))),
            None => format!("{}?", self.sentence_with(phrase, terms)),
        }
    }

    /// `the request is a red notice`, or that it is not.
    pub fn kind_sentence_with(&self, term: &str, kind: KindId, positive: bool) -> String {
        let not = if positive { "" } else { " not" };
        format!("{term} is{not} {}", self.a(kind))
    }

    /// An individual as a sentence names it, where the ids of `own` continue the rules' names, and those of `new` both.
    pub(crate) fn name_among(&self, own: &[Thing], new: &[Thing], id: ThingId) -> String {
        let mut all = self.things.iter().chain(own).chain(new);
        all.nth(id.0 as usize).map_or_else(String::new, Thing::in_sentence)
    }

    /// `a red notice`
    pub fn a(&self, kind: KindId) -> String {
        with_article(&self.kind(kind).name)
    }

    /// A phrase as it was declared: `{a request} is vetted by {a body}`.
    pub fn declared(&self, phrase: PhraseId) -> String {
        let count = index(self.phrase(phrase).slots.len());
        let slots: Vec<String> = (0..count).map(|it| self.slot(phrase, it)).collect();
        self.sentence_with(phrase, &slots)
    }

    /// A slot as it was declared: `{a country: sender}`.
    pub fn slot(&self, phrase: PhraseId, slot: u32) -> String {
        let slot = &self.phrase(phrase).slots[slot as usize];
        let label = slot.label.as_ref().map_or(String::new(), |it| format!(": {it}"));
        format!("{{{}{label}}}", self.some(slot.sort))
    }
}

impl Phrase {
    /// Whether a case may state it (and an interview may ask for it).
    pub fn is_given(&self) -> bool {
        self.role != super::Role::Conclusion
    }
}

/// `the price of Lamp is at most 50`, `the notice date of C1 is on or before 2026-03-16`, `C1 is Spain`
pub fn comparison(left: &str, comparison: Comparison, right: &str, dates: bool) -> String {
    compared(left, comparison, right, dates, "")
}

/// The opposite of [`comparison`]: `the price of Lamp is not at most 50`
pub fn comparison_denied(left: &str, comparison: Comparison, right: &str, dates: bool) -> String {
    compared(left, comparison, right, dates, " not")
}

/// [`comparison`] as a question: `is the price of Lamp at most 50?`
pub fn comparison_asked(left: &str, comparison: Comparison, right: &str, dates: bool) -> String {
    format!("is {left}{} {right}?", behind_is(comparison, dates))
}

fn compared(left: &str, comparison: Comparison, right: &str, dates: bool, not: &str) -> String {
    format!("{left} is{not}{} {right}", behind_is(comparison, dates))
}

fn behind_is(comparison: Comparison, dates: bool) -> &'static str {
    match (comparison, dates) {
        (Comparison::Equal, _) => "",
        (Comparison::Different, _) => " different from",
        (Comparison::Less, false) => " less than",
        (Comparison::Less, true) => " before",
        (Comparison::AtMost, false) => " at most",
        (Comparison::AtMost, true) => " on or before",
        (Comparison::More, false) => " more than",
        (Comparison::More, true) => " after",
        (Comparison::AtLeast, false) => " at least",
        (Comparison::AtLeast, true) => " on or after",
    }
}

fn filled(parts: &[Part], terms: &[String]) -> Vec<String> {
    let part = |it: &Part| match it {
        Part::Word(word) => word.clone(),
        Part::Slot(slot) => terms.get(*slot as usize).cloned().unwrap_or_default(),
    };
    parts.iter().map(part).collect()
}

/// `a country`, `an offence`, `an hour`, `a university`, `a UN notice`.
pub(crate) fn with_article(noun: &str) -> String {
    let lower = noun.to_lowercase();
    let begins = |with: &[&str]| with.iter().any(|it| lower.starts_with(it));
    let vowel = begins(&["a", "e", "i", "o", "u", "hour", "honest", "heir", "honour"]);
    let spoken_as_consonant =
        begins(&["uni", "eu", "use", "usu", "one", "once"]) || noun.starts_with("UN ");
    let spoken_as_vowel =
        noun.starts_with(['F', 'H', 'L', 'M', 'N', 'R', 'S', 'X']) && is_acronym(noun);
    if (vowel && !spoken_as_consonant && !lower.starts_with("unin"))
        || spoken_as_vowel
        || lower.starts_with("unin")
    {
        format!("an {noun}")
    } else {
        format!("a {noun}")
    }
}

fn is_acronym(noun: &str) -> bool {
    let first = noun.split(' ').next().unwrap_or(noun);
    first.len() > 1
        && first.chars().all(char::is_uppercase)
        && !first.contains(['A', 'E', 'I', 'O', 'U'])
}
