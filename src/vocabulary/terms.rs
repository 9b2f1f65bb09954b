//! Which terms can begin at a place of a row: `a country A`, `the CCF`, `this`, `which body`?
//!
//! Values that are written out are read in `literals`, what is made of other terms in `compound`.

use std::{cell::OnceCell, rc::Rc};

use super::{
    PhraseId, Sort, ThingId, Vocabulary, compound,
    known::Known,
    literals::literals,
    matching::Pattern,
    words::{self, Mark, Unit, is_letter},
};
use crate::{
    source::Span,
    syntax::ast::{self, Sentence},
    value::{Function, Operation, Value},
};

/// What stands where a slot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// `a country`, `a country A`; `another country`
    A {
        /// The kind of thing.
        sort: Sort,
        /// The letter, if there is one.
        letter: Option<String>,
        /// `another` rather than `a`.
        other: bool,
    },
    /// `the country`, `the country A`
    The {
        /// The kind of thing.
        sort: Sort,
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
    /// `which country`, `which country A`; without a kind `who`, `whom`, `what` or `how much`.
    Which {
        /// The kind of thing, where it is said.
        sort: Option<Sort>,
        /// The letter, if there is one.
        letter: Option<String>,
    },
    /// `how many countries`
    HowMany {
        /// The kind of thing.
        sort: Sort,
        /// The letter, if there is one.
        letter: Option<String>,
    },
    /// A number, a date, a duration or a quoted text.
    Value(Value),
    /// `the price of the product`
    Attribute(PhraseId, Vec<Placed>),
    /// `the delivery date plus 12 months minus a day`
    Arithmetic(Rc<Calculation>),
    /// `the number of countries such that (…)`
    Aggregate(Rc<Aggregated>),
}

/// Values that are combined one after the other, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calculation {
    /// The first value.
    pub(crate) first: Placed,
    /// What is done to it.
    pub(crate) steps: Vec<(Operation, Placed)>,
}

/// A value made from all things of which something holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aggregated {
    /// What is made of them.
    pub(crate) function: Function,
    /// Whether its word is one for dates: `earliest` rather than `smallest`.
    pub(crate) dates: bool,
    /// What is counted or gone through.
    pub(crate) sort: Sort,
    /// Its letter, if it has one.
    pub(crate) letter: Option<String>,
    /// Where that is said.
    pub(crate) span: Span,
    /// What must hold of it.
    pub(crate) such_that: Option<ast::Condition>,
    /// What is summed up or compared.
    pub(crate) value: Option<Placed>,
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

impl Said {
    /// Whether it asks for something that can stand ahead of the rest of a question.
    pub(super) fn asks(&self) -> bool {
        matches!(self, Self::Which { .. } | Self::HowMany { .. })
    }

    /// Whether its shape alone tells that it is a value or an attribute.
    pub(crate) fn is_computed(&self) -> bool {
        matches!(
            self,
            Self::Value(_) | Self::Attribute(..) | Self::Arithmetic(_) | Self::Aggregate(_)
        )
    }
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
    primaries: Vec<OnceCell<Vec<Candidate>>>,
    attributes: OnceCell<Vec<usize>>,
}

impl<'a> View<'a> {
    /// A row, of which nothing has been read yet.
    pub(crate) fn new(vocabulary: &'a Vocabulary, known: &'a Known, units: &'a [Unit<'a>]) -> Self {
        let cells = || units.iter().map(|_| OnceCell::new()).collect();
        let (terms, primaries) = (cells(), cells());
        Self { vocabulary, known, units, terms, primaries, attributes: OnceCell::new() }
    }

    /// The number of the word at a place.
    pub(crate) fn id(&self, at: usize) -> u32 {
        self.units.get(at).map_or(words::UNKNOWN, |it| it.id)
    }

    /// Whether these words stand at a place.
    pub(super) fn says(&self, at: usize, words: &[&str]) -> bool {
        let row = self.units.get(at..at + words.len());
        row.is_some_and(|it| it.iter().zip(words).all(|(unit, word)| unit.folded == *word))
    }

    /// The stretch of text from one place up to, not including, another.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.units[start].span.to(self.units[end - 1].span)
    }

    /// A term with its place.
    pub(super) fn placed(&self, start: usize, candidate: &Candidate) -> Placed {
        Placed { said: candidate.said.clone(), span: self.span(start, candidate.end) }
    }

    /// All terms that begin at a place.
    pub(crate) fn terms(&self, start: usize) -> &[Candidate] {
        self.terms.get(start).map_or(&[], |it| it.get_or_init(|| compound::terms(self, start)))
    }

    /// The term that is the whole row.
    pub(crate) fn whole(&self) -> Option<&Said> {
        self.terms(0).iter().find(|it| it.end == self.units.len()).map(|it| &it.said)
    }

    /// All terms that begin at a place and are not put together by `plus` and the like.
    pub(super) fn primaries(&self, start: usize) -> &[Candidate] {
        self.primaries.get(start).map_or(&[], |it| it.get_or_init(|| self.read(start)))
    }

    /// The wordings of attributes whose words are all in the row.
    pub(super) fn attributes(&self) -> impl Iterator<Item = &'a Pattern> {
        let index = &self.vocabulary.index;
        let among = self.attributes.get_or_init(|| index.attributes_among(self.units));
        among.iter().map(|it| &index.attributes[*it])
    }

    /// What stands in the brackets at a place.
    pub(super) fn group(&self, at: usize) -> Option<&'a ast::Condition> {
        match self.units.get(at)?.mark {
            Mark::Group(condition) => Some(condition),
            _ => None,
        }
    }

    fn read(&self, start: usize) -> Vec<Candidate> {
        let mut found = match self.units[start].mark {
            Mark::Word => self.word(start),
            Mark::Number => self.names(start, false),
            Mark::Quoted => self.quoted(start),
            Mark::Date(_) => Vec::new(),
            Mark::Group(condition) => compound::bracketed(self, start, condition),
        };
        found.extend(literals(self, start));
        found
    }

    fn word(&self, start: usize) -> Vec<Candidate> {
        let mut found = self.names(start, false);
        match self.units[start].id {
            words::A | words::AN => self.kinds(start + 1, &mut found, |sort, letter| Said::A {
                sort,
                letter,
                other: false,
            }),
            words::ANOTHER => self.kinds(start + 1, &mut found, |sort, letter| Said::A {
                sort,
                letter,
                other: true,
            }),
            words::THE => {
                found.extend(self.names(start + 1, true));
                self.kinds(start + 1, &mut found, |sort, letter| Said::The { sort, letter });
                found.extend(compound::definite(self, start));
            }
            words::THIS => found.push(Candidate { end: start + 1, said: Said::This }),
            _ => self.question_word(start, &mut found),
        }
        if is_letter(&self.units[start].text) {
            let said = Said::Letter(self.units[start].text.clone().into_owned());
            found.push(Candidate { end: start + 1, said });
        }
        names_first(found)
    }

    fn question_word(&self, start: usize, found: &mut Vec<Candidate>) {
        let bare = |end| Candidate { end, said: Said::Which { sort: None, letter: None } };
        match self.units[start].id {
            words::WHICH => self.which(start, found),
            words::WHAT => {
                self.which(start, found);
                found.push(bare(start + 1));
            }
            words::WHO | words::WHOM => found.push(bare(start + 1)),
            _ if self.says(start, &["how", "many"]) => {
                let said = |sort, letter| Said::HowMany { sort, letter };
                self.plurals(start + 2, found, said);
            }
            _ if ["much", "long", "high"].iter().any(|it| self.says(start, &["how", it])) => {
                found.push(bare(start + 2));
            }
            _ => {}
        }
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

    /// Kinds and sorts of values in the singular, each with and without a letter behind it.
    pub(super) fn kinds(
        &self,
        start: usize,
        found: &mut Vec<Candidate>,
        said: impl Fn(Sort, Option<String>) -> Said,
    ) {
        let kinds = self.vocabulary.index.kinds.at(self.units, start).into_iter();
        let value = self.units.get(start).and_then(|it| Sort::of_values(&it.folded));
        let value = value.map(|it| (start + 1, it));
        for (end, sort) in kinds.map(|it| (it.0, Sort::Kind(it.1))).chain(value) {
            self.lettered(end, sort, found, &said);
        }
    }

    /// The same in the plural.
    pub(super) fn plurals(
        &self,
        start: usize,
        found: &mut Vec<Candidate>,
        said: impl Fn(Sort, Option<String>) -> Said,
    ) {
        let kinds = self.vocabulary.index.plurals.at(self.units, start).into_iter();
        let value = self.units.get(start).and_then(|it| Sort::of_many_values(&it.folded));
        let value = value.map(|it| (start + 1, it));
        for (end, sort) in kinds.map(|it| (it.0, Sort::Kind(it.1))).chain(value) {
            if !found.iter().any(|it| it.end == end) {
                self.lettered(end, sort, found, &said);
            }
        }
    }

    fn lettered(
        &self,
        end: usize,
        sort: Sort,
        found: &mut Vec<Candidate>,
        said: impl Fn(Sort, Option<String>) -> Said,
    ) {
        found.push(Candidate { end, said: said(sort, None) });
        let letter = self.letter(end);
        found.extend(letter.map(|it| Candidate { end: end + 1, said: said(sort, Some(it)) }));
    }

    /// In a question the plural will do, too: `which countries …`.
    fn which(&self, start: usize, found: &mut Vec<Candidate>) {
        let said = |sort, letter| Said::Which { sort: Some(sort), letter };
        self.kinds(start + 1, found, said);
        self.plurals(start + 1, found, said);
    }

    fn letter(&self, at: usize) -> Option<String> {
        let unit = self.units.get(at).filter(|it| it.mark == Mark::Word && is_letter(&it.text))?;
        Some(unit.text.clone().into_owned())
    }

    /// A name may be quoted; then it needn't look like words at all.
    fn quoted(&self, start: usize) -> Vec<Candidate> {
        let text = &self.units[start].text;
        let own = self.vocabulary.index.names.get(text).map(Some);
        let thing = own.or_else(|| self.known.names.get(text));
        let said = thing.map(|thing| Said::Named { thing, the: false });
        said.map(|said| Candidate { end: start + 1, said }).into_iter().collect()
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
