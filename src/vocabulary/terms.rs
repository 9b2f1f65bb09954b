//! Which terms can begin at a place of a row: `a country A`, `the CCF`, `this`, `which body`?

use std::cell::OnceCell;

use super::{
    KindId, ThingId, Vocabulary,
    known::Known,
    words::{self, Mark, Unit, is_letter},
};
use crate::{source::Span, syntax::ast::Sentence};

/// What stands where a slot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// `a country`, `a country A`; `another country`
    A {
        /// The kind of thing.
        kind: KindId,
        /// The letter, if there is one.
        letter: Option<String>,
        /// `another` rather than `a`.
        other: bool,
    },
    /// `the country`, `the country A`
    The {
        /// The kind of thing.
        kind: KindId,
        /// The letter, if there is one.
        letter: Option<String>,
    },
    /// `A` alone.
    Letter(String),
    /// An individual by its name; nobody where the name is a mistake that has been reported.
    Named {
        /// The individual.
        thing: Option<ThingId>,
        /// Whether `the` stands before it.
        the: bool,
    },
    /// `this`
    This,
    /// `which country`, `which country A`; without a kind `who`, `whom` or `what`.
    Which {
        /// The kind of thing, where it is said.
        kind: Option<KindId>,
        /// The letter, if there is one.
        letter: Option<String>,
    },
    /// A number, a date, a duration, a quoted text, or something in brackets.
    Value,
}

/// A term, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// What it is.
    pub(crate) said: Said,
    /// Where it stands.
    pub(crate) span: Span,
}

/// A term that could end before `end`.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The place behind it.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) said: Said,
}

/// A row of words, and what its terms are read against.
pub(crate) struct View<'a> {
    /// The words of the rule base.
    pub(crate) vocabulary: &'a Vocabulary,
    /// The individuals of the case.
    pub(crate) known: &'a Known,
    /// The row.
    pub(crate) units: &'a [Unit<'a>],
    terms: Vec<OnceCell<Vec<Candidate>>>,
}

impl<'a> View<'a> {
    /// A row, of which nothing has been read yet.
    pub(crate) fn new(vocabulary: &'a Vocabulary, known: &'a Known, units: &'a [Unit<'a>]) -> Self {
        Self { vocabulary, known, units, terms: units.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The number of the word at a place.
    pub(crate) fn id(&self, at: usize) -> u32 {
        self.units.get(at).map_or(words::UNKNOWN, |it| it.id)
    }

    /// The stretch of text from one place up to, not including, another.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.units[start].span.to(self.units[end - 1].span)
    }

    /// All terms that begin at a place.
    pub(crate) fn terms(&self, start: usize) -> &[Candidate] {
        self.terms.get(start).map_or(&[], |it| it.get_or_init(|| self.read(start)))
    }

    fn read(&self, start: usize) -> Vec<Candidate> {
        match self.units[start].mark {
            Mark::Word => self.word(start),
            Mark::Number => self.number(start),
            Mark::Quoted => vec![self.quoted(start)],
            Mark::Other => vec![Candidate { end: start + 1, said: Said::Value }],
        }
    }

    fn word(&self, start: usize) -> Vec<Candidate> {
        let mut found = self.names(start, false);
        match self.units[start].id {
            words::A | words::AN => self.kinds(start + 1, &mut found, |kind, letter| Said::A {
                kind,
                letter,
                other: false,
            }),
            words::ANOTHER => self.kinds(start + 1, &mut found, |kind, letter| Said::A {
                kind,
                letter,
                other: true,
            }),
            words::THE => {
                found.extend(self.names(start + 1, true));
                self.kinds(start + 1, &mut found, |kind, letter| Said::The { kind, letter });
            }
            words::THIS => found.push(Candidate { end: start + 1, said: Said::This }),
            words::WHICH => self.which(start, &mut found),
            words::WHAT => {
                self.which(start, &mut found);
                found.push(Candidate {
                    end: start + 1,
                    said: Said::Which { kind: None, letter: None },
                });
            }
            words::WHO | words::WHOM => {
                found.push(Candidate {
                    end: start + 1,
                    said: Said::Which { kind: None, letter: None },
                });
            }
            _ => {}
        }
        if is_letter(&self.units[start].text) {
            let said = Said::Letter(self.units[start].text.clone().into_owned());
            found.push(Candidate { end: start + 1, said });
        }
        names_first(found)
    }

    fn names(&self, start: usize, the: bool) -> Vec<Candidate> {
        let own = self
            .vocabulary
            .index
            .names
            .at(self.units, start)
            .into_iter()
            .map(|(end, it)| (end, Some(it)));
        let others = self.known.names.at(self.units, start);
        own.chain(others)
            .map(|(end, thing)| Candidate { end, said: Said::Named { thing, the } })
            .collect()
    }

    /// Kinds in the singular, each with and without a letter behind it.
    fn kinds(
        &self,
        start: usize,
        found: &mut Vec<Candidate>,
        said: impl Fn(KindId, Option<String>) -> Said,
    ) {
        for (end, kind) in self.vocabulary.index.kinds.at(self.units, start) {
            found.push(Candidate { end, said: said(kind, None) });
            found.extend(
                self.letter(end).map(|it| Candidate { end: end + 1, said: said(kind, Some(it)) }),
            );
        }
    }

    /// In a question the plural will do, too: `which countries …`.
    fn which(&self, start: usize, found: &mut Vec<Candidate>) {
        let said = |kind, letter| Said::Which { kind: Some(kind), letter };
        self.kinds(start + 1, found, said);
        for (end, kind) in self.vocabulary.index.plurals.at(self.units, start + 1) {
            if !found.iter().any(|it| it.end == end) {
                found.push(Candidate { end, said: said(kind, None) });
            }
        }
    }

    fn letter(&self, at: usize) -> Option<String> {
        let unit = self.units.get(at).filter(|it| it.mark == Mark::Word && is_letter(&it.text))?;
        Some(unit.text.clone().into_owned())
    }

    /// A number, or a number with its unit, or a date in words. Where one of them belongs, all are values.
    fn number(&self, start: usize) -> Vec<Candidate> {
        let mut found = self.names(start, false);
        let ends = (start + 1..=start + 3).filter(|it| *it <= self.units.len());
        found.extend(ends.map(|end| Candidate { end, said: Said::Value }));
        names_first(found)
    }

    /// A name may be quoted; then it needn't look like words at all.
    fn quoted(&self, start: usize) -> Candidate {
        let text = &self.units[start].text;
        let own = self.vocabulary.index.names.get(text).map(Some);
        let thing = own.or_else(|| self.known.names.get(text));
        let said = thing.map_or(Said::Value, |thing| Said::Named { thing, the: false });
        Candidate { end: start + 1, said }
    }
}

impl Vocabulary {
    /// The individuals of the rules that a row of words names, and whether with `the`.
    pub(crate) fn named_in(&self, sentence: &Sentence) -> Vec<(ThingId, bool)> {
        let units = words::units(&self.index.words, &sentence.tokens);
        let mut found = Vec::new();
        let mut at = 0;
        while at < units.len() {
            let longest = self.index.names.at(&units, at).pop();
            found.extend(longest.map(|it| (it.1, at > 0 && units[at - 1].id == words::THE)));
            at = longest.map_or(at + 1, |it| it.0);
        }
        found
    }
}

/// A name is a name, whatever kind or letter is spelt like it.
fn names_first(found: Vec<Candidate>) -> Vec<Candidate> {
    let named: Vec<usize> =
        found.iter().filter(|it| matches!(it.said, Said::Named { .. })).map(|it| it.end).collect();
    let keeps = |it: &Candidate| matches!(it.said, Said::Named { .. }) || !named.contains(&it.end);
    found.into_iter().filter(keeps).collect()
}
