//! How are open questions and ways put into words?

use crate::{
    answer::{Verdict, Ways},
    condition::{Literal, Test, VariableId},
    engine::{
        AtomId, Grounding, Item, OpenQuestion, Truth,
        compile::{Meaning, Origin},
    },
    program::Status,
    vocabulary::{PhraseId, ThingId, wording::Speaker},
};

use super::{
    Conditions, LiteralInWords, OpenEntry, OpenKind, WaysInWords, WhyOpen, open::OpenPlace,
};

/// The places of some open questions among all.
fn places(wanted: &[OpenPlace], all: &[OpenPlace]) -> Vec<u32> {
    (0..).zip(all).filter(|it| wanted.contains(it.1)).map(|it| it.0).collect()
}

/// Words for the open questions of one grounding.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) grounding: &'a Grounding<'a>,
    pub(super) speaker: Speaker<'a>,
}

impl<'a> Words<'a> {
    pub(super) fn new(grounding: &'a Grounding<'a>) -> Self {
        let speaker = Speaker::new(&grounding.program().vocabulary, grounding.things());
        Self { grounding, speaker }
    }

    /// A verdict in words, with its open questions; `all` are those of the explanation, in order.
    pub(super) fn conditions(
        &self,
        verdict: &Verdict,
        open: &[OpenPlace],
        all: &[OpenPlace],
    ) -> Conditions {
        Conditions {
            status: verdict.status,
            yes_if: self.ways(&verdict.yes_if),
            no_if: self.ways(&verdict.no_if),
            circular_if: self.ways(&verdict.circular_if),
            open: places(open, all),
        }
    }

    /// The open questions that an answer turns on. Of entangled values only those are asked for that matter.
    pub(super) fn open_places(
        &self,
        variable: VariableId,
        matter: Option<&[u32]>,
    ) -> Vec<OpenPlace> {
        let compared = self.entries_compared(self.grounding.question(variable));
        let Some(matter) = matter.filter(|_| !compared.is_empty()) else {
            let all = 0..self.open_entries(variable).len();
            return all.map(|it| OpenPlace::Asked(variable, it)).collect();
        };
        let places = matter.iter().flat_map(|it| &compared[*it as usize]);
        let mut places: Vec<OpenPlace> = places.map(|it| OpenPlace::Asked(variable, *it)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn ways(&self, ways: &Ways) -> WaysInWords {
        let listed = ways.listed.iter();
        WaysInWords {
            listed: listed.map(|way| way.iter().map(|it| self.literal(*it)).collect()).collect(),
            common: ways.common.iter().map(|it| self.literal(*it)).collect(),
            count: ways.count.clone(),
        }
    }

    pub(super) fn literal(&self, literal: Literal) -> LiteralInWords {
        let question = self.grounding.question(literal.variable);
        let kind = kind_of(question);
        let holds = literal.holds;
        let plain = |sentence: String, denied: String| LiteralInWords {
            kind,
            said: sentence.clone(),
            sentence,
            denied,
            holds,
        };
        match (question, literal.test) {
            (OpenQuestion::Kind(thing), Test::Within(node)) => {
                let of = self.grounding.kinds_of(thing)[node as usize - 1];
                plain(self.speaker.kind_sentence(thing, of), self.speaker.kind_denied(thing, of))
            }
            (OpenQuestion::Reading(provision), Test::Is(reading)) => {
                let provision = &self.grounding.program().provisions[provision.0 as usize];
                let name = &provision.readings[reading as usize];
                let subject = format!("the {name} reading of {}", provision.name);
                plain(format!("{subject} prevails"), format!("{subject} does not prevail"))
            }
            (OpenQuestion::Input(atom), _) => plain(self.sentence(atom), self.denied(atom)),
            (OpenQuestion::Dispute(atom), _) => {
                let (said, denied) = self.prevailing(atom);
                LiteralInWords { kind, sentence: self.sentence(atom), said, denied, holds }
            }
            (question, test) => self.value_literal(question, test, literal.holds),
        }
    }

    /// What is said of a dispute: the rules on one side prevail over those on the other, or the other way round.
    fn prevailing(&self, atom: AtomId) -> (String, String) {
        let side = |positive: bool| {
            let mut labels: Vec<&str> = Vec::new();
            for instance in self.grounding.instances(atom, positive) {
                // Who is beaten anyway takes no part in the dispute.
                if self.grounding.known_effect(instance) == Some(Truth::NO) {
                    continue;
                }
                let clause = self.grounding.clause(self.grounding.clause_of(instance));
                if let Origin::Rule(rule) = clause.origin {
                    labels.push(&self.grounding.program().rule(rule).label);
                }
            }
            labels.dedup();
            let noun = if labels.len() == 1 { "rule" } else { "rules" };
            (format!("{noun} {}", labels.join(", ")), labels.len())
        };
        let (for_it, against) = (side(true), side(false));
        let said = |winner: &(String, usize), loser: &(String, usize)| {
            let verb = if winner.1 == 1 { "prevails" } else { "prevail" };
            format!("{} {verb} over {}", winner.0, loser.0)
        };
        (said(&for_it, &against), said(&against, &for_it))
    }

    /// The phrase of an atom, and what stands in its slots; of an attribute the last is its value.
    pub(super) fn phrase_of(&self, atom: AtomId) -> (PhraseId, Vec<Item>) {
        let predicate = self.grounding.predicate(self.grounding.predicate_of(atom));
        let Meaning::Phrase(phrase) = predicate.meaning else {
            unreachable!("engine: only phrases can be open")
        };
        (phrase, self.grounding.items_of(atom))
    }

    /// The open questions that a variable stands for, in words.
    pub(super) fn open_entries(&self, variable: VariableId) -> Vec<OpenEntry> {
        let question = self.grounding.question(variable);
        let kind = kind_of(question);
        vec![match question {
            OpenQuestion::Input(atom) => self.input(atom),
            OpenQuestion::Dispute(atom) => OpenEntry {
                kind,
                why: WhyOpen::Sources,
                sentence: self.sentence(atom),
                ask: self.asked(atom),
                help: None,
                decided_by: None,
            },
            OpenQuestion::Kind(thing) => self.kind(thing),
            OpenQuestion::Reading(provision) => {
                let provision = &self.grounding.program().provisions[provision.0 as usize];
                OpenEntry {
                    kind,
                    why: WhyOpen::Readings,
                    sentence: format!("which reading of {} prevails", provision.name),
                    ask: format!(
                        "Which reading of {} prevails: {}?",
                        provision.name,
                        provision.readings.join(" or ")
                    ),
                    help: None,
                    decided_by: None,
                }
            }
            question => return self.value_entries(question),
        }]
    }

    fn input(&self, atom: AtomId) -> OpenEntry {
        let (phrase, items) = self.phrase_of(atom);
        let declared = self.grounding.program().vocabulary.phrase(phrase);
        let stated = self.grounding.statement(self.grounding.predicate_of(atom), &items);
        let why = match stated {
            Some((Status::Unknown, ..)) => WhyOpen::StatedUnknown,
            _ if declared.decided_by.is_some() => WhyOpen::Judgement,
            _ => WhyOpen::NotStated,
        };
        let words: Vec<String> = items.iter().map(|it| self.item(*it)).collect();
        OpenEntry {
            kind: OpenKind::Input,
            why,
            sentence: self.sentence(atom),
            ask: self.speaker.ask_with(phrase, &words).unwrap_or_else(|| self.asked(atom)),
            help: self.speaker.help_with(phrase, &words),
            decided_by: declared.decided_by.clone(),
        }
    }

    /// What is asked where it is open which kind something is of.
    pub(super) fn kind_asked(&self, thing: ThingId) -> String {
        let stated = self.grounding.things()[thing.0 as usize].kind;
        let name = &self.grounding.program().vocabulary.kind(stated).name;
        format!("what kind of {name} {} is", self.speaker.thing(thing))
    }

    fn kind(&self, thing: ThingId) -> OpenEntry {
        let vocabulary = &self.grounding.program().vocabulary;
        let stated = self.grounding.things()[thing.0 as usize].kind;
        let possible = self.grounding.kinds_of(thing);
        let unknown = possible.iter().any(|it| self.grounding.kind_statement(thing, *it).is_some());
        let name = self.speaker.thing(thing);
        OpenEntry {
            kind: OpenKind::Kind,
            why: if unknown { WhyOpen::StatedUnknown } else { WhyOpen::NotStated },
            sentence: self.kind_asked(thing),
            ask: format!("What kind of {} is {name}?", vocabulary.kind(stated).name),
            help: None,
            decided_by: None,
        }
    }
}

pub(super) fn kind_of(question: OpenQuestion) -> OpenKind {
    match question {
        OpenQuestion::Input(_) => OpenKind::Input,
        OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_) => OpenKind::Dispute,
        OpenQuestion::Kind(_) => OpenKind::Kind,
        OpenQuestion::Reading(_) => OpenKind::Reading,
        OpenQuestion::Value(_) | OpenQuestion::Individual(_) | OpenQuestion::Relation(_) => {
            OpenKind::Value
        }
    }
}
