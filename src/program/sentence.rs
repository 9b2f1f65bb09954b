//! What does a sentence say of whom? From rows of words to atoms over variables and individuals.

mod terms;
mod values;

use super::{
    Alternative, Atom, Comparison, Conclusion, Condition, ConditionKind, VariableId,
    error::{Mistakes, PlaceError, Reported, ValueError},
    scope::{Reference, Scope},
    tally::Tally,
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::ast,
    vocabulary::{
        PhraseId, Sort, ThingId, Vocabulary,
        known::Known,
        reading::{Context, Place, Read, Says, read},
        terms::{Placed, Said},
    },
};

/// Reads the sentences of one rule or question, one after the other.
pub(super) struct Reader<'a> {
    /// The words of the rule base.
    pub(super) vocabulary: &'a Vocabulary,
    /// The individuals of the case.
    pub(super) known: &'a Known,
    /// Where the sentences stand.
    pub(super) place: Place,
    /// What `this` means.
    pub(super) this: Option<ThingId>,
    /// The variables so far.
    pub(super) scope: Scope,
    /// Where `this` stands for an individual.
    pub(super) these: Vec<Span>,
    /// How deep inside `for every` the sentence stands.
    pub(super) every: u32,
    /// The phrases that are read inside `for every`.
    pub(super) quantified: Vec<PhraseId>,
    /// What `how many` counts, once it has been introduced.
    pub(super) counted: Option<VariableId>,
    /// What is noted about the use of words.
    pub(super) tally: Option<&'a mut Tally>,
    /// What is wrong.
    pub(super) mistakes: &'a mut Mistakes,
}

/// What a sentence speaks of, with what it says beside it.
struct Spoken {
    kind: ConditionKind,
    /// That what `another` introduced is different from what was there.
    others: Vec<Condition>,
}

impl<'a> Reader<'a> {
    /// A reader of rules.
    pub(super) fn of_rules(
        vocabulary: &'a Vocabulary,
        known: &'a Known,
        tally: &'a mut Tally,
        mistakes: &'a mut Mistakes,
    ) -> Self {
        let scope = Scope::default();
        let these = Vec::new();
        Self {
            vocabulary,
            known,
            place: Place::Rule,
            this: None,
            scope,
            these,
            every: 0,
            quantified: Vec::new(),
            counted: None,
            tally: Some(tally),
            mistakes,
        }
    }

    /// What a row of words says, its terms still as written.
    pub(super) fn read(&mut self, sentence: &ast::Sentence) -> Result<Read, Reported> {
        let sort_of = |it: &Said| self.sort_of(it);
        read(self.context(&sort_of), sentence).map_err(|it| {
            self.scope.incomplete = true;
            self.mistakes.report_unread(it, sentence.span)
        })
    }

    /// Of which sort a term is, as far as the scope knows better than its words.
    fn sort_of(&self, said: &Said) -> Option<Sort> {
        match said {
            Said::The { sort, letter } => {
                match self.scope.refer(self.vocabulary, *sort, letter.as_deref()) {
                    Reference::To(id) => Some(self.scope.variable(id).sort),
                    Reference::Several(_) | Reference::Nothing(_) => None,
                }
            }
            Said::Letter(letter) => {
                self.scope.lettered(letter).map(|it| self.scope.variable(it).sort)
            }
            Said::This => {
                self.this.and_then(|it| self.known.kind(self.vocabulary, it)).map(Sort::Kind)
            }
            _ => None,
        }
    }

    /// Notes that a condition reads a phrase.
    fn reads(&mut self, phrase: PhraseId) {
        if let Some(tally) = &mut self.tally {
            tally.reads(phrase);
        }
        if self.every > 0 {
            self.quantified.push(phrase);
        }
    }

    /// What a rule concludes, and that what `another` introduces in it is different.
    pub(super) fn conclusion(
        &mut self,
        sentence: &ast::Sentence,
    ) -> Result<(Conclusion, Vec<Condition>), Reported> {
        let Read { says, positive } = self.read(sentence)?;
        let span = sentence.span;
        match says {
            Says::Phrase(phrase, terms) => {
                if let Some(tally) = &mut self.tally {
                    tally.concludes(phrase);
                }
                let terms = self.terms(&terms);
                self.scope.incomplete |= terms.is_err();
                let (terms, others) = terms?;
                let atom = Atom { phrase, terms };
                Ok((Conclusion::Phrase { atom, positive }, others))
            }
            Says::OfKind(one, kind) if positive && one.said.is_computed() => {
                let sort = Sort::Kind(kind);
                let said = Said::A { sort, letter: None, other: false };
                self.gives_value(&one, &Placed { said, span }, span)
            }
            Says::OfKind(..) => Err(self.report(PlaceError::ConcludesKind { span }.diagnostic())),
            Says::Same(one, other) if positive => self.gives_value(&one, &other, span),
            Says::Same(one, _) | Says::Different(one, _) if !one.said.is_computed() => {
                Err(self.report(PlaceError::ConcludesSame { span }.diagnostic()))
            }
            Says::Same(..) | Says::Different(..) | Says::Compare { .. } | Says::Between(..) => {
                Err(self.report(ValueError::ConcludesComparison { span }.diagnostic()))
            }
            Says::Unknown(_) => Err(self.report(ValueError::SaysUnknown { span }.diagnostic())),
        }
    }

    /// A condition with everything in it.
    pub(super) fn condition(&mut self, condition: &ast::Condition) -> Result<Condition, Reported> {
        let span = condition.span;
        let kind = match &condition.kind {
            ast::ConditionKind::Sentence(it) => return self.sentence(it),
            ast::ConditionKind::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|it| self.condition(it)).collect();
                ConditionKind::All(
                    parts
                        .into_iter()
                        .collect::<Result<Vec<_>, _>>()?
                        .into_iter()
                        .flat_map(flat)
                        .collect(),
                )
            }
            ast::ConditionKind::Any(branches) => {
                let branches: Vec<_> = branches.iter().map(|it| self.alternative(it)).collect();
                ConditionKind::Any(branches.into_iter().collect::<Result<_, _>>()?)
            }
            ast::ConditionKind::Not(inner) => {
                ConditionKind::Not(Box::new(self.alternative(inner)?))
            }
            ast::ConditionKind::ForEvery { subject, such_that, then } => {
                self.for_every(subject, such_that.as_deref(), then)?
            }
        };
        Ok(Condition { kind, span })
    }

    /// A condition whose variables are known only inside it.
    fn alternative(&mut self, condition: &ast::Condition) -> Result<Alternative, Reported> {
        let mark = self.scope.enter();
        let condition = self.condition(condition);
        let locals = self.scope.leave(mark);
        Ok(Alternative { locals, condition: condition? })
    }

    /// A sentence as a condition. What a negative sentence introduces is known only inside it.
    fn sentence(&mut self, sentence: &ast::Sentence) -> Result<Condition, Reported> {
        let Read { mut says, mut positive } = self.read(sentence)?;
        let span = sentence.span;
        // Individuals are always there; values have to be there to be different.
        if let Says::Different(one, other) = &says
            && !self.are_values(one, other)
        {
            (says, positive) = (Says::Same(one.clone(), other.clone()), !positive);
        }
        if says.terms().iter().any(|it| matches!(it.said, Said::HowMany { .. })) {
            return self.how_many(says, positive, span);
        }
        let mark = self.scope.enter();
        let spoken = self.says(says);
        let locals = if positive { Vec::new() } else { self.scope.leave(mark) };
        self.scope.incomplete |= spoken.is_err();
        let positively = joined(spoken?, span);
        if positive {
            return Ok(positively);
        }
        let alternative = Alternative { locals, condition: positively };
        Ok(Condition { kind: ConditionKind::Not(Box::new(alternative)), span })
    }

    fn says(&mut self, says: Says) -> Result<Spoken, Reported> {
        match says {
            Says::Phrase(phrase, terms) => {
                self.reads(phrase);
                let slots = self.vocabulary.phrase(phrase).slots.iter().map(|it| it.sort);
                let terms: Vec<Placed> =
                    terms.into_iter().zip(slots).map(|(it, sort)| asked_for(it, sort)).collect();
                let (terms, others) = self.terms(&terms)?;
                Ok(Spoken { kind: ConditionKind::Holds(Atom { phrase, terms }), others })
            }
            Says::OfKind(term, kind) => {
                let (term, others) = self.terms(&[asked_for(term, Sort::Kind(kind))])?;
                let [term] = &term[..] else { return Err(Reported) };
                Ok(Spoken { kind: ConditionKind::OfKind(term.clone(), kind), others })
            }
            Says::Same(one, other) => self.same(one, other),
            Says::Different(one, other) => self.compare(Comparison::Different, one, other),
            Says::Compare { comparison, one, other, .. } => self.compare(comparison, one, other),
            Says::Between(one, low, high) => self.between(one, low, high),
            Says::Unknown(it) => {
                Err(self.report(ValueError::SaysUnknown { span: it.span }.diagnostic()))
            }
        }
    }

    /// Of which sort a term is.
    fn sort(&self, term: &Placed) -> Option<Sort> {
        let sort_of = |it: &Said| self.sort_of(it);
        self.context(&sort_of).sort(&term.said)
    }

    fn context<'c>(&'c self, sort_of: &'c dyn Fn(&Said) -> Option<Sort>) -> Context<'c> {
        let suggest = self.mistakes.wants_suggestions();
        Context {
            vocabulary: self.vocabulary,
            known: self.known,
            place: self.place,
            suggest,
            sort_of,
        }
    }

    /// Keeps a message; what follows may miss what is wrong here.
    pub(super) fn report(&mut self, message: Diagnostic) -> Reported {
        self.scope.incomplete = true;
        self.mistakes.report(message)
    }
}

/// `who` asks for the kind that the place takes.
fn asked_for(placed: Placed, takes: Sort) -> Placed {
    match placed.said {
        Said::Which { sort: None, letter } => {
            Placed { said: Said::Which { sort: Some(takes), letter }, ..placed }
        }
        _ => placed,
    }
}

fn joined(spoken: Spoken, span: Span) -> Condition {
    let first = Condition { kind: spoken.kind, span };
    if spoken.others.is_empty() {
        return first;
    }
    let all = std::iter::once(first).chain(spoken.others).collect();
    Condition { kind: ConditionKind::All(all), span }
}

/// The parts of a condition that is a plain list, else the condition itself.
pub(super) fn flat(condition: Condition) -> Vec<Condition> {
    match condition.kind {
        ConditionKind::All(parts) => parts,
        _ => vec![condition],
    }
}
