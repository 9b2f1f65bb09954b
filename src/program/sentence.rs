//! What does a sentence say of whom? From rows of words to atoms over variables and individuals.

mod terms;

use super::{
    Alternative, Atom, Conclusion, Condition, ConditionKind,
    error::{Mistakes, PlaceError, Reported},
    scope::{Reference, Scope},
    tally::Tally,
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    syntax::ast,
    vocabulary::{
        KindId, ThingId, Vocabulary,
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
            tally: Some(tally),
            mistakes,
        }
    }

    /// What a row of words says, its terms still as written.
    pub(super) fn read(&mut self, sentence: &ast::Sentence) -> Result<Read, Reported> {
        let kind_of = |it: &Said| self.kind_of(it);
        read(self.context(&kind_of), sentence).map_err(|it| {
            self.scope.incomplete = true;
            self.mistakes.report_unread(it, sentence.span)
        })
    }

    /// Of which kind a term is, as far as the scope knows better than its words.
    fn kind_of(&self, said: &Said) -> Option<KindId> {
        match said {
            Said::The { kind, letter } => {
                match self.scope.refer(self.vocabulary, *kind, letter.as_deref()) {
                    Reference::To(id) => Some(self.scope.variable(id).kind),
                    Reference::Several(_) | Reference::Nothing(_) => None,
                }
            }
            Said::Letter(letter) => {
                self.scope.lettered(letter).map(|it| self.scope.variable(it).kind)
            }
            Said::This => self.this.and_then(|it| self.known.kind(self.vocabulary, it)),
            _ => None,
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
                Ok((Conclusion { atom: Atom { phrase, terms }, positive }, others))
            }
            Says::OfKind(..) => Err(self.report(PlaceError::ConcludesKind { span }.diagnostic())),
            Says::Same(..) => Err(self.report(PlaceError::ConcludesSame { span }.diagnostic())),
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
            ast::ConditionKind::ForEvery { .. } => {
                self.scope.incomplete = true;
                return Err(self.mistakes.report(crate::vocabulary::error::values_not_read(span)));
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
        let Read { says, positive } = self.read(sentence)?;
        let span = sentence.span;
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
                if let Some(tally) = &mut self.tally {
                    tally.reads(phrase);
                }
                let slots = self.vocabulary.phrase(phrase).slots.iter().map(|it| it.kind);
                let terms: Vec<Placed> =
                    terms.into_iter().zip(slots).map(|(it, kind)| asked_for(it, kind)).collect();
                let (terms, others) = self.terms(&terms)?;
                Ok(Spoken { kind: ConditionKind::Holds(Atom { phrase, terms }), others })
            }
            Says::OfKind(term, kind) => {
                let (term, others) = self.terms(&[asked_for(term, kind)])?;
                let [term] = &term[..] else { return Err(Reported) };
                Ok(Spoken { kind: ConditionKind::OfKind(term.clone(), kind), others })
            }
            Says::Same(one, other) => {
                let kinds = (self.kind(&one), self.kind(&other));
                let one = kinds.1.map_or(one.clone(), |it| asked_for(one, it));
                let other = kinds.0.map_or(other.clone(), |it| asked_for(other, it));
                let (terms, others) = self.terms(&[one, other])?;
                let [one, other] = &terms[..] else { return Err(Reported) };
                Ok(Spoken { kind: ConditionKind::Same(one.clone(), other.clone()), others })
            }
        }
    }

    /// Of which kind a term is.
    fn kind(&self, term: &Placed) -> Option<KindId> {
        let kind_of = |it: &Said| self.kind_of(it);
        self.context(&kind_of).kind(&term.said)
    }

    fn context<'c>(&'c self, kind_of: &'c dyn Fn(&Said) -> Option<KindId>) -> Context<'c> {
        let suggest = self.mistakes.wants_suggestions();
        Context {
            vocabulary: self.vocabulary,
            known: self.known,
            place: self.place,
            suggest,
            kind_of,
        }
    }

    /// Keeps a message; what follows may miss what is wrong here.
    pub(super) fn report(&mut self, message: Diagnostic) -> Reported {
        self.scope.incomplete = true;
        self.mistakes.report(message)
    }
}

/// `who` asks for the kind that the place takes.
fn asked_for(placed: Placed, takes: KindId) -> Placed {
    match placed.said {
        Said::Which { kind: None, letter } => {
            Placed { said: Said::Which { kind: Some(takes), letter }, ..placed }
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
