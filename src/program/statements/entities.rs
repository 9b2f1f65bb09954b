//! Of whom do statements speak, and which values do they state?

use super::Statements;
use crate::{
    program::{
        Fact, Status,
        error::{PlaceError, Reported, case::StatementError},
    },
    source::Span,
    syntax::ast,
    value::Value,
    vocabulary::{
        Entity, KindId, PhraseId, Sort, ThingId,
        terms::{Placed, Said},
        wording::with_article,
    },
};

impl Statements<'_> {
    /// `the price of Shoes is 80`
    pub(super) fn same(&mut self, one: &Placed, other: &Placed, status: Status, span: Span) {
        let (attribute, value) =
            if matches!(one.said, Said::Attribute(..)) { (one, other) } else { (other, one) };
        match &attribute.said {
            Said::Attribute(phrase, terms) if status == Status::Yes => {
                self.value(*phrase, terms, Some(value), span);
            }
            Said::Attribute(..) => self.not_the_value(attribute, span),
            _ if one.said.is_computed() || other.said.is_computed() => {
                self.report(&StatementError::NotAFact { span });
            }
            _ => {
                self.report(&StatementError::StatesSame { span });
            }
        }
    }

    /// Notes the value of an attribute, or that it is unknown.
    pub(super) fn value(
        &mut self,
        phrase: PhraseId,
        terms: &[Placed],
        value: Option<&Placed>,
        span: Span,
    ) {
        self.note_articles(terms);
        self.note_articles(value);
        let sort = self.program.vocabulary.phrase(phrase).value;
        let entities = self.entities(terms, phrase);
        let value = value.map(|it| self.entity(it, sort)).transpose();
        if let (Ok(entities), Ok(value)) = (entities, value) {
            if let Some(Entity::Value(Value::Duration(it))) = &value
                && it.is_negative()
            {
                self.report(&StatementError::Negative { span });
                return;
            }
            let status = if value.is_some() { Status::Yes } else { Status::Unknown };
            self.fact(Fact { phrase, entities, value, status, span });
        }
    }

    /// Notes with which articles a fact names individuals.
    pub(super) fn note_articles<'t>(&mut self, terms: impl IntoIterator<Item = &'t Placed>) {
        for term in terms {
            if let Said::Named { thing: Some(thing), the } = term.said {
                self.articles.note(thing, the);
            }
        }
    }

    /// A statement that leaves open what a value is.
    pub(super) fn not_the_value(&mut self, one: &Placed, span: Span) {
        let attribute = match &one.said {
            Said::Attribute(phrase, terms) => {
                let names: Option<Vec<String>> = terms
                    .iter()
                    .map(|it| match &it.said {
                        Said::Named { thing, .. } => thing.map(|it| self.name(it)),
                        Said::This => self.this.map(|it| self.name(it)),
                        said => constant(said).map(|it| it.to_string()),
                    })
                    .collect();
                names.map(|it| self.program.vocabulary.sentence_with(*phrase, &it))
            }
            _ => None,
        };
        self.report(&StatementError::NotTheValue { span, attribute });
    }

    /// Terms that must be individuals or values, each of the sort that its slot takes.
    pub(super) fn entities(
        &mut self,
        terms: &[Placed],
        phrase: PhraseId,
    ) -> Result<Vec<Entity>, Reported> {
        let slots = &self.program.vocabulary.phrase(phrase).slots;
        let entities: Vec<_> =
            terms.iter().zip(slots).map(|(it, slot)| self.entity(it, Some(slot.sort))).collect();
        entities.into_iter().collect()
    }

    fn entity(&mut self, term: &Placed, takes: Option<Sort>) -> Result<Entity, Reported> {
        if takes.is_some_and(Sort::is_value) {
            return match constant(&term.said) {
                Some(value) => Ok(Entity::Value(value)),
                None => self.individual(term, None).and(Err(Reported)),
            };
        }
        let takes = takes.and_then(Sort::kind);
        let thing = self.individual(term, takes)?;
        let vocabulary = &self.program.vocabulary;
        if let (Some(kind), Some(takes)) = (self.known.kind(vocabulary, thing), takes)
            && !vocabulary.is_part_of(kind, takes)
        {
            let (is, takes) = (vocabulary.a(kind), vocabulary.a(takes));
            let (thing, span) = (self.name(thing), term.span);
            return Err(self.report(&StatementError::TooGeneral { thing, is, takes, span }));
        }
        Ok(Entity::Thing(thing))
    }

    /// A term that must be an individual.
    pub(super) fn individual(
        &mut self,
        term: &Placed,
        takes: Option<KindId>,
    ) -> Result<ThingId, Reported> {
        let span = term.span;
        match &term.said {
            Said::Named { thing, .. } => thing.ok_or(Reported),
            Said::This => self.this.ok_or_else(|| {
                self.mistakes.report(PlaceError::NothingConsidered { span }.diagnostic())
            }),
            Said::Which { .. } | Said::HowMany { .. } => {
                Err(self.mistakes.report(PlaceError::QuestionWord { span }.diagnostic()))
            }
            Said::A { sort, letter, .. } => Err(self.not_named("a", *sort, letter.as_ref(), span)),
            Said::The { sort, letter } => Err(self.not_named("the", *sort, letter.as_ref(), span)),
            Said::Letter(letter) => {
                let name = ast::Text { text: letter.clone(), span };
                let mistake = self.program.vocabulary.unknown_name(&self.known, &name, takes);
                self.mistakes.report_words(&mistake);
                Err(Reported)
            }
            Said::Attribute(phrase, _) => {
                let written = self.program.vocabulary.declared(*phrase);
                Err(self.report(&StatementError::NotNamed { written, span }))
            }
            Said::Value(_) | Said::Arithmetic(_) | Said::Aggregate(_) => {
                Err(self.report(&StatementError::NotAFact { span }))
            }
        }
    }

    fn not_named(
        &mut self,
        article: &str,
        sort: Sort,
        letter: Option<&String>,
        span: Span,
    ) -> Reported {
        let name = self.program.vocabulary.sort_name(sort);
        let letter = letter.map_or(String::new(), |it| format!(" {it}"));
        let written = if article == "a" { with_article(name) } else { format!("{article} {name}") };
        self.report(&StatementError::NotNamed { written: written + &letter, span })
    }

    /// An individual or a value as a sentence says it.
    pub(super) fn entity_name(&self, entity: &Entity) -> String {
        match entity {
            Entity::Thing(it) => self.name(*it),
            Entity::Value(it) => it.to_string(),
        }
    }
}

/// The value of a term that is written out in full.
pub(in crate::program) fn constant(said: &Said) -> Option<Value> {
    match said {
        Said::Value(value) => Some(value.clone()),
        Said::Arithmetic(it) => {
            let first = constant(&it.first.said)?;
            it.steps.iter().try_fold(first, |before, (operation, term)| {
                operation.apply(&before, &constant(&term.said)?).ok().flatten()
            })
        }
        _ => None,
    }
}
