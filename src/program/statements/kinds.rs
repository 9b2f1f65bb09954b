//! What do statements say of what individuals are?

use super::{Leaf, Statements};
use crate::{
    program::{KindFact, Status, error::case::StatementError},
    source::Span,
    syntax::ast::{Token, TokenKind},
    vocabulary::{
        KindId, Thing, ThingId,
        identity::{Declaration, declaration},
        reading::{Read, Says, read},
        terms::View,
        words::units,
    },
};

/// What is said of somebody who is not known yet.
struct Introduced {
    name: String,
    the: bool,
    kinds: Vec<(KindId, Span)>,
}

impl Statements<'_> {
    /// Makes everybody known of whom a sentence says what they are.
    pub(super) fn declare(&mut self, leaves: &[Leaf]) {
        let mut found: Vec<Introduced> = Vec::new();
        let mut places = rustc_hash::FxHashMap::default();
        for leaf in leaves {
            let Some(it) = self.declaration(leaf) else { continue };
            let Some(kind) = it.kind else {
                self.known.mistaken(&it.name);
                self.mistaken.push(it.name);
                continue;
            };
            if leaf.status(it.positive) != Status::Yes {
                continue;
            }
            let place = *places.entry(it.name.clone()).or_insert(found.len());
            if place == found.len() {
                found.push(Introduced { name: it.name, the: it.the, kinds: Vec::new() });
            }
            found[place].kinds.push((kind, leaf.sentence.span));
        }
        for introduced in found {
            self.introduce(introduced);
        }
    }

    /// What a sentence declares; without a kind if the kind is a mistake.
    fn declaration(&self, leaf: &Leaf) -> Option<Declaration> {
        let vocabulary = &self.program.vocabulary;
        let units = units(&vocabulary.index.words, &leaf.sentence.tokens);
        let found = declaration(&View::new(vocabulary, &self.known, &units))?;
        match found.kind {
            Some(kind) if vocabulary.index.is_mistaken(kind) => {
                Some(Declaration { kind: None, ..found })
            }
            Some(_) => Some(found),
            None => {
                let unread = read(self.context(&|_| None), leaf.sentence).err()?;
                let about_kind = |it: &_| {
                    matches!(it, crate::vocabulary::error::VocabularyError::UnknownKind { .. })
                };
                unread.0.iter().all(about_kind).then_some(found)
            }
        }
    }

    fn introduce(&mut self, introduced: Introduced) {
        let vocabulary = &self.program.vocabulary;
        let mut most_special = introduced.kinds[0];
        for (kind, span) in &introduced.kinds[1..] {
            if vocabulary.is_part_of(*kind, most_special.0) {
                most_special = (*kind, *span);
            } else if !vocabulary.compatible(*kind, most_special.0) {
                let sentence =
                    vocabulary.kind_sentence_with(&introduced.name, most_special.0, true);
                let sentence = format!("{sentence} or {}", vocabulary.a(*kind));
                self.report(&StatementError::Contradiction {
                    span: *span,
                    first: most_special.1,
                    sentence,
                });
                break;
            }
        }
        let (kind, span) = most_special;
        let thing =
            Thing { name: introduced.name, also: Vec::new(), kind, the: introduced.the, span };
        self.known.add(&thing);
        self.stated.things.push(thing);
    }

    /// Whether a sentence says of which kind somebody is.
    pub(super) fn speaks_of_kind(&self, leaf: &Leaf) -> bool {
        let article = |it: &Token| matches!(&it.kind, TokenKind::Word(it) if it.eq_ignore_ascii_case("a") || it.eq_ignore_ascii_case("an"));
        leaf.sentence.tokens.iter().any(article)
            && matches!(
                read(self.context(&|_| None), leaf.sentence),
                Ok(Read { says: Says::OfKind(..), .. })
            )
    }

    /// Notes what is said of somebody's kind.
    pub(super) fn kind(&mut self, fact: KindFact) {
        if let Some(first) = self.contradicted(&fact) {
            let sentence =
                self.program.vocabulary.kind_sentence_with(&self.name(fact.thing), fact.kind, true);
            self.report(&StatementError::Contradiction { span: fact.span, first, sentence });
            return;
        }
        let vocabulary = &self.program.vocabulary;
        let Some(known) = self.known.kind(vocabulary, fact.thing) else { return };
        match fact.status {
            Status::Yes if vocabulary.is_part_of(known, fact.kind) => return,
            Status::Yes => self.known.specialise(fact.thing, fact.kind),
            Status::No | Status::Unknown if vocabulary.is_part_of(known, fact.kind) => {
                let Some(parent) = vocabulary.kind(fact.kind).parent else {
                    let (thing, kind) = (self.name(fact.thing), vocabulary.a(fact.kind));
                    self.report(&StatementError::NoKindLeft { thing, kind, span: fact.span });
                    return;
                };
                self.known.specialise(fact.thing, parent);
            }
            Status::No | Status::Unknown => {}
        }
        self.stated.kinds.push(fact);
    }

    /// Where these statements, or the rules themselves, say what can't be so together with a fact.
    fn contradicted(&self, fact: &KindFact) -> Option<Span> {
        let vocabulary = &self.program.vocabulary;
        let settled = self.settled(fact.thing).filter(|(kind, _)| match fact.status {
            Status::Yes => !vocabulary.compatible(*kind, fact.kind),
            Status::No | Status::Unknown => vocabulary.is_part_of(*kind, fact.kind),
        });
        let earlier = || self.stated.kinds.iter().filter(|it| it.thing == fact.thing);
        let opposed = |it: &&KindFact| match (it.status, fact.status) {
            (Status::Yes, Status::Yes) => !vocabulary.compatible(it.kind, fact.kind),
            (Status::Yes, _) => vocabulary.is_part_of(it.kind, fact.kind),
            (_, Status::Yes) => vocabulary.is_part_of(fact.kind, it.kind),
            (one, other) => one != other && it.kind == fact.kind,
        };
        settled.map(|it| it.1).or_else(|| earlier().find(opposed).map(|it| it.span))
    }

    /// The kind that can't be changed here: that of the rules' own names, and of those that these statements introduce.
    fn settled(&self, thing: ThingId) -> Option<(KindId, Span)> {
        let own = self.program.vocabulary.things.get(thing.0 as usize);
        let before = self.program.vocabulary.things.len() + self.base.things.len();
        let new = (thing.0 as usize).checked_sub(before).and_then(|it| self.stated.things.get(it));
        own.or(new).map(|it| (it.kind, it.span))
    }
}
