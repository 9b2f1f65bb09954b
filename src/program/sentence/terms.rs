//! Whom does a sentence speak of? From written terms to variables and individuals.

use super::Reader;
use crate::{
    program::{
        Alternative, Comparison, Condition, ConditionKind, Term, VariableId,
        error::{PlaceError, Reported, VariableError},
        scope::Reference,
    },
    source::Span,
    syntax::ast,
    vocabulary::{
        Sort, ThingId,
        reading::Place,
        terms::{Placed, Said},
    },
};

impl Reader<'_> {
    /// Terms, from left to right as they are written, whichever slots they fill.
    pub(super) fn terms(
        &mut self,
        placed: &[Placed],
    ) -> Result<(Vec<Term>, Vec<Condition>), Reported> {
        let mut order: Vec<usize> = (0..placed.len()).collect();
        order.sort_by_key(|it| placed[*it].span.start);
        let mut terms: Vec<Option<Term>> = vec![None; placed.len()];
        let mut others = Vec::new();
        for at in order {
            terms[at] = self.term(&placed[at], &mut others).ok();
        }
        let terms: Option<Vec<Term>> = terms.into_iter().collect();
        terms.map(|it| (it, others)).ok_or(Reported)
    }

    /// A term, and beside it that what `another` introduces is different.
    pub(super) fn term(
        &mut self,
        placed: &Placed,
        others: &mut Vec<Condition>,
    ) -> Result<Term, Reported> {
        let span = placed.span;
        match &placed.said {
            Said::A { sort, letter, other: true } => {
                self.another(*sort, letter.clone(), span, others)
            }
            Said::A { sort, letter, .. } => {
                self.introduce(*sort, letter.clone(), span).map(Term::Variable)
            }
            Said::The { sort, letter } => {
                self.refer(*sort, letter.as_deref(), span).map(Term::Variable)
            }
            Said::Letter(letter) => self.letter(letter, span).map(Term::Variable),
            Said::Named { thing: Some(thing), the } => Ok(self.named(*thing, *the)),
            Said::This => self.this(span),
            Said::Which { sort, letter } => {
                self.which(*sort, letter.clone(), span).map(Term::Variable)
            }
            Said::HowMany { .. } if self.place != Place::Question => {
                Err(self.report(PlaceError::QuestionWord { span }.diagnostic()))
            }
            Said::HowMany { sort, letter } => {
                let id = self.introduce(*sort, letter.clone(), span)?;
                self.counted = Some(id);
                Ok(Term::Variable(id))
            }
            Said::Value(value) => Ok(Term::Value(value.clone())),
            Said::Attribute(phrase, slots) => self.attribute(*phrase, slots, others),
            Said::Arithmetic(it) => self.calculation(it, span, others),
            Said::Aggregate(it) => self.aggregate(it),
            Said::Named { thing: None, .. } => Err(Reported),
        }
    }

    fn named(&mut self, thing: ThingId, the: bool) -> Term {
        if let Some(tally) = &mut self.tally {
            tally.names(thing, the);
        }
        self.scope.named.push(thing);
        Term::Thing(thing)
    }

    fn this(&mut self, span: Span) -> Result<Term, Reported> {
        if self.place == Place::Rule {
            return Err(self.report(PlaceError::ThisInRule { span }.diagnostic()));
        }
        self.these.push(span);
        let this = self.this.map(Term::Thing);
        this.ok_or_else(|| self.report(PlaceError::NothingConsidered { span }.diagnostic()))
    }

    /// A new variable that is none of those of its kind so far, and none of the individuals named so far.
    fn another(
        &mut self,
        sort: Sort,
        letter: Option<String>,
        span: Span,
        others: &mut Vec<Condition>,
    ) -> Result<Term, Reported> {
        let meets = |it: Sort| self.vocabulary.sorts_meet(it, sort);
        let earlier =
            self.scope.visible().iter().filter(|it| meets(self.scope.variable(**it).sort));
        let kind = |it: &ThingId| self.known.kind(self.vocabulary, *it);
        let named =
            self.scope.named.iter().filter(|it| kind(it).map(Sort::Kind).is_some_and(meets));
        let mut before: Vec<Term> = earlier.map(|it| Term::Variable(*it)).collect();
        for thing in named.map(|it| Term::Thing(*it)) {
            if !before.contains(&thing) {
                before.push(thing);
            }
        }
        let new = Term::Variable(self.introduce(sort, letter, span)?);
        let values = sort.is_value();
        others.extend(before.into_iter().map(|it| different(new.clone(), it, span, values)));
        Ok(new)
    }

    fn refer(
        &mut self,
        sort: Sort,
        letter: Option<&str>,
        span: Span,
    ) -> Result<VariableId, Reported> {
        let name = self.vocabulary.sort_name(sort).to_owned();
        match self.scope.refer(self.vocabulary, sort, letter) {
            Reference::To(id) => Ok(id),
            _ if self.scope.incomplete => Err(Reported),
            Reference::Several(places) => {
                let letter = letter.map_or(String::new(), |it| format!(" {it}"));
                let written = format!("the {name}{letter}");
                Err(self.report(
                    VariableError::AmbiguousReference { written, kind: name, span, places }
                        .diagnostic(),
                ))
            }
            Reference::Nothing(meant) => match letter {
                Some(letter) if self.scope.lettered(letter).is_none() => {
                    let outside = self.scope.closed_letter(letter);
                    Err(self.report(
                        VariableError::UnboundLetter { letter: letter.to_owned(), span, outside }
                            .diagnostic(),
                    ))
                }
                _ => {
                    Err(self
                        .report(VariableError::Unbound { kind: name, span, meant }.diagnostic()))
                }
            },
        }
    }

    fn letter(&mut self, letter: &str, span: Span) -> Result<VariableId, Reported> {
        if let Some(id) = self.scope.lettered(letter) {
            return Ok(id);
        }
        if self.scope.incomplete {
            return Err(Reported);
        }
        let outside = self.scope.closed_letter(letter);
        if self.place == Place::Question && outside.is_none() {
            let name = ast::Text { text: letter.to_owned(), span };
            let mistake = self.vocabulary.unknown_name(self.known, &name, None);
            self.mistakes.report_words(&mistake);
            self.scope.incomplete = true;
            return Err(Reported);
        }
        Err(self.report(
            VariableError::UnboundLetter { letter: letter.to_owned(), span, outside }.diagnostic(),
        ))
    }

    fn which(
        &mut self,
        sort: Option<Sort>,
        letter: Option<String>,
        span: Span,
    ) -> Result<VariableId, Reported> {
        if self.place != Place::Question {
            return Err(self.report(PlaceError::QuestionWord { span }.diagnostic()));
        }
        let Some(sort) = sort else {
            return Err(self.report(PlaceError::WhoIsAsked { span }.diagnostic()));
        };
        let id = self.introduce(sort, letter, span)?;
        self.scope.asked.push(id);
        Ok(id)
    }
}

fn different(one: Term, other: Term, span: Span, values: bool) -> Condition {
    let kind = if values {
        ConditionKind::Compare(Comparison::Equal, one, other)
    } else {
        ConditionKind::Same(one, other)
    };
    let same = Condition { kind, span };
    Condition {
        kind: ConditionKind::Not(Box::new(Alternative { locals: Vec::new(), condition: same })),
        span,
    }
}
