//! Does every term fit where it stands?
//!
//! An individual fits where its kind can be of the kind that is taken, a value where it is of the right sort.

use super::{Context, Place, Read, Says, Unread, said_in};
use crate::{
    syntax::ast::Text,
    value::{Comparison, Function, Operation},
    vocabulary::{
        PhraseId, Sort,
        comparison::across,
        error::{
            TermError, VocabularyError,
            values::{Given, ValueError},
        },
        terms::{Aggregated, Calculation, Placed, Said, View},
        words::Mark,
    },
};

/// A term that doesn't fit.
enum Misfit<'r> {
    /// Into its slot of a phrase or an attribute.
    Slot { term: &'r Placed, takes: Sort, phrase: PhraseId },
    /// With the kind that is said of it.
    Kind { term: &'r Placed, takes: Sort },
    /// With what it is compared to.
    Compared { one: &'r Placed, other: &'r Placed, equal: bool },
    /// With a comparison by size.
    Unordered(&'r Placed),
    /// With a comparison of dates.
    NotADate(&'r Placed),
    /// With what it is combined with.
    Combined(Operation, &'r Placed, Sort, &'r Placed),
    /// Among the values that something is made of.
    Aggregated(&'r Aggregated, &'r Placed),
}

impl Context<'_> {
    /// Of which sort a term is, as far as that is known.
    pub(crate) fn sort(&self, said: &Said) -> Option<Sort> {
        let told = || match said {
            Said::A { sort, .. } | Said::The { sort, .. } | Said::HowMany { sort, .. } => {
                Some(*sort)
            }
            Said::Which { sort, .. } => *sort,
            Said::Named { thing, .. } => {
                thing.and_then(|it| self.known.kind(self.vocabulary, it)).map(Sort::Kind)
            }
            Said::Letter(_) | Said::This => None,
            Said::Value(value) => Some(Sort::of(value)),
            Said::Attribute(phrase, _) => self.vocabulary.phrase(*phrase).value,
            Said::Arithmetic(it) => self.calculated(it),
            Said::Aggregate(it) => match &it.value {
                Some(value) => self.sort(&value.said),
                None => Some(Sort::Number),
            },
        };
        (self.sort_of)(said).or_else(told)
    }

    fn calculated(&self, calculation: &Calculation) -> Option<Sort> {
        if turn(calculation).is_some() {
            return None;
        }
        let first = self.sort(&calculation.first.said)?;
        calculation.steps.iter().try_fold(first, |before, (operation, term)| {
            before.combined(*operation, self.sort(&term.said)?)
        })
    }

    /// Whether all terms fit.
    pub(super) fn fits(&self, read: &Read) -> bool {
        self.misfits(read).is_empty()
    }

    fn misfits<'r>(&self, read: &'r Read) -> Vec<Misfit<'r>> {
        let mut found = Vec::new();
        match &read.says {
            Says::Phrase(phrase, terms) => self.in_slots(*phrase, terms, &mut found),
            Says::OfKind(term, kind) => {
                let takes = Sort::Kind(*kind);
                let judged =
                    self.place == Place::Rule || self.sort(&term.said).is_some_and(Sort::is_value);
                if judged && !self.can_be(term, takes) {
                    found.push(Misfit::Kind { term, takes });
                }
            }
            Says::Same(one, other) | Says::Different(one, other) => {
                self.same(one, other, &mut found);
            }
            Says::Compare { comparison, dates, one, other } => {
                self.compared(one, other, false, &mut found);
                self.ordered(*comparison, *dates, one, &mut found);
            }
            Says::Between(one, low, high) => {
                self.compared(one, low, false, &mut found);
                self.compared(one, high, false, &mut found);
                self.ordered(Comparison::AtLeast, false, one, &mut found);
            }
            Says::Unknown(_) => {}
        }
        for term in read.says.terms() {
            self.inside(term, &mut found);
        }
        found
    }

    fn in_slots<'r>(&self, phrase: PhraseId, terms: &'r [Placed], found: &mut Vec<Misfit<'r>>) {
        for (term, slot) in terms.iter().zip(&self.vocabulary.phrase(phrase).slots) {
            if !self.can_be(term, slot.sort) {
                found.push(Misfit::Slot { term, takes: slot.sort, phrase });
            }
        }
    }

    /// What doesn't fit inside a term.
    fn inside<'r>(&self, term: &'r Placed, found: &mut Vec<Misfit<'r>>) {
        match &term.said {
            Said::Attribute(phrase, terms) => {
                self.in_slots(*phrase, terms, found);
                for it in terms {
                    self.inside(it, found);
                }
            }
            Said::Arithmetic(it) => {
                self.inside(&it.first, found);
                for (_, step) in &it.steps {
                    self.inside(step, found);
                }
                self.steps(it, found);
            }
            Said::Aggregate(it) => {
                let Some(value) = &it.value else { return };
                self.inside(value, found);
                let takes = |sort: Sort| match (it.function, it.dates) {
                    (Function::Least | Function::Greatest, true) => sort == Sort::Date,
                    _ => matches!(sort, Sort::Number | Sort::Duration),
                };
                if self.sort(&value.said).is_some_and(|it| !takes(it)) {
                    found.push(Misfit::Aggregated(it, value));
                }
            }
            _ => {}
        }
    }

    fn steps<'r>(&self, calculation: &'r Calculation, found: &mut Vec<Misfit<'r>>) {
        // What is worked out first has to be settled before it can be said whether it fits.
        let sort = self.sort(&calculation.first.said).filter(|_| turn(calculation).is_none());
        let Some(mut before) = sort else { return };
        let mut last = &calculation.first;
        for (operation, term) in &calculation.steps {
            let Some(sort) = self.sort(&term.said) else { return };
            let Some(combined) = before.combined(*operation, sort) else {
                found.push(Misfit::Combined(*operation, last, before, term));
                return;
            };
            (before, last) = (combined, term);
        }
    }

    fn can_be(&self, term: &Placed, takes: Sort) -> bool {
        let mistaken = |it| self.vocabulary.is_sort_mistaken(it);
        mistaken(takes)
            || self
                .sort(&term.said)
                .is_none_or(|is| mistaken(is) || self.vocabulary.sorts_meet(is, takes))
    }

    fn same<'r>(&self, one: &'r Placed, other: &'r Placed, found: &mut Vec<Misfit<'r>>) {
        let value =
            |it: &Placed| it.said.is_computed() || self.sort(&it.said).is_some_and(Sort::is_value);
        if value(one) || value(other) {
            self.compared(one, other, true, found);
        } else if let Some(takes) = self.sort(&one.said)
            && self.place == Place::Rule
            && !self.can_be(other, takes)
        {
            found.push(Misfit::Kind { term: other, takes });
        }
    }

    fn compared<'r>(
        &self,
        one: &'r Placed,
        other: &'r Placed,
        equal: bool,
        found: &mut Vec<Misfit<'r>>,
    ) {
        if let Some(takes) = self.sort(&one.said)
            && !self.can_be(other, takes)
        {
            found.push(Misfit::Compared { one, other, equal });
        }
    }

    fn ordered<'r>(
        &self,
        comparison: Comparison,
        dates: bool,
        one: &'r Placed,
        found: &mut Vec<Misfit<'r>>,
    ) {
        match self.sort(&one.said) {
            Some(Sort::Date) | None => {}
            Some(it) if self.vocabulary.is_sort_mistaken(it) => {}
            Some(_) if dates => found.push(Misfit::NotADate(one)),
            Some(Sort::Text | Sort::Kind(_)) if comparison != Comparison::Equal => {
                found.push(Misfit::Unordered(one));
            }
            Some(_) => {}
        }
    }

    /// Whether something that the row uses is a mistake that was reported elsewhere.
    pub(super) fn is_mistaken(&self, read: &Read) -> bool {
        let kind = match &read.says {
            Says::Phrase(phrase, _) => self.has_mistaken_slot(*phrase),
            Says::OfKind(_, kind) => self.vocabulary.index.is_mistaken(*kind),
            _ => false,
        };
        kind || read.says.terms().iter().any(|it| self.is_term_mistaken(it))
    }

    fn has_mistaken_slot(&self, phrase: PhraseId) -> bool {
        let slots = &self.vocabulary.phrase(phrase).slots;
        slots.iter().any(|it| self.vocabulary.is_sort_mistaken(it.sort))
    }

    fn is_term_mistaken(&self, term: &Placed) -> bool {
        let inside = match &term.said {
            Said::Named { thing, .. } => thing.is_none(),
            Said::Attribute(phrase, terms) => {
                self.has_mistaken_slot(*phrase) || terms.iter().any(|it| self.is_term_mistaken(it))
            }
            Said::Arithmetic(it) => {
                let mut terms = std::iter::once(&it.first).chain(it.steps.iter().map(|it| &it.1));
                terms.any(|it| self.is_term_mistaken(it))
            }
            Said::Aggregate(it) => it.value.iter().any(|it| self.is_term_mistaken(it)),
            _ => false,
        };
        inside || self.sort(&term.said).is_some_and(|it| self.vocabulary.is_sort_mistaken(it))
    }

    /// The misfit of the way to read the row that has the fewest.
    pub(super) fn misfit(&self, view: &View, ways: &[Read]) -> Unread {
        let fewest = ways.iter().map(|it| self.misfits(it)).min_by_key(Vec::len);
        match fewest.as_ref().and_then(|it| it.first()) {
            Some(it) => self.mismatch(view, it).into(),
            None => Unread::FOLLOW_UP,
        }
    }

    fn mismatch(&self, view: &View, misfit: &Misfit) -> VocabularyError {
        let given = |it: &Placed| self.given(view, it);
        VocabularyError::Value(match misfit {
            Misfit::Slot { term, takes, .. } | Misfit::Kind { term, takes }
                if is_quoted(view, term) && takes.kind().is_some() =>
            {
                let name = Text { text: said_in(view, term.span), span: term.span };
                return self.vocabulary.unknown_name(self.known, &name, takes.kind());
            }
            Misfit::Slot { term, takes, phrase } => {
                let phrase = self.vocabulary.declared(*phrase);
                if let (Some(Sort::Kind(is)), Sort::Kind(takes)) = (self.sort(&term.said), *takes) {
                    let kind = |it| self.vocabulary.kind(it).name.clone();
                    let (given, span) = (said_in(view, term.span), term.span);
                    let (is, takes) = (kind(is), kind(takes));
                    return TermError::KindMismatch { given, is, takes, phrase, span }.into();
                }
                ValueError::Slot { given: given(term), takes: self.vocabulary.some(*takes), phrase }
            }
            Misfit::Kind { term, takes } => {
                if let (Some(Sort::Kind(is)), Sort::Kind(takes)) = (self.sort(&term.said), *takes) {
                    let kind = |it| self.vocabulary.kind(it).name.clone();
                    let (given, span) = (said_in(view, term.span), term.span);
                    let (is, takes) = (kind(is), kind(takes));
                    return TermError::NeverOfKind { given, is, takes, span }.into();
                }
                ValueError::NeverOfKind { given: given(term), kind: self.vocabulary.some(*takes) }
            }
            Misfit::Compared { one, other, equal } => {
                ValueError::Compared { one: given(one), other: given(other), equal: *equal }
            }
            Misfit::Unordered(it) => ValueError::Unordered { given: given(it) },
            Misfit::NotADate(it) => ValueError::NotADate { given: given(it) },
            Misfit::Combined(operation, last, before, term) => {
                let is = self.vocabulary.some(*before);
                let one = Given { is, ..given(last) };
                ValueError::Combined { how: spoken(*operation), one, other: given(term) }
            }
            Misfit::Aggregated(it, value) => {
                let takes = if it.dates { "dates" } else { "numbers or durations" };
                ValueError::Aggregated { takes, given: given(value) }
            }
        })
    }

    fn given(&self, view: &View, term: &Placed) -> Given {
        let is = self.sort(&term.said).map_or_else(String::new, |it| self.vocabulary.some(it));
        Given { written: said_in(view, term.span), is, span: term.span }
    }
}

/// `plus` beside `times` without brackets.
pub(super) fn mixed_in(view: &View, read: &Read) -> Option<VocabularyError> {
    read.says.terms().into_iter().find_map(|it| mixed(view, it))
}

fn is_quoted(view: &View, term: &Placed) -> bool {
    view.units.iter().any(|it| it.mark == Mark::Quoted && it.span == term.span)
}

fn spoken(operation: Operation) -> &'static str {
    match operation {
        Operation::Plus => "plus",
        Operation::Minus => "minus",
        Operation::Times => "times",
        Operation::DividedBy => "divided by",
    }
}

fn mixed(view: &View, term: &Placed) -> Option<VocabularyError> {
    let within = |terms: &[&Placed]| terms.iter().find_map(|it| mixed(view, it));
    match &term.said {
        Said::Attribute(_, terms) => within(&terms.iter().collect::<Vec<_>>()),
        Said::Aggregate(it) => within(&it.value.iter().collect::<Vec<_>>()),
        Said::Arithmetic(it) => {
            let all: Vec<&Placed> =
                std::iter::once(&it.first).chain(it.steps.iter().map(|it| &it.1)).collect();
            turn(it).map(|at| brackets(view, it, at)).or_else(|| within(&all))
        }
        _ => None,
    }
}

/// The first step that is of the other sort than the one before it.
fn turn(calculation: &Calculation) -> Option<usize> {
    let adds = |it: &(Operation, Placed)| matches!(it.0, Operation::Plus | Operation::Minus);
    (1..calculation.steps.len())
        .find(|at| adds(&calculation.steps[*at]) != adds(&calculation.steps[at - 1]))
}

fn brackets(view: &View, calculation: &Calculation, turn: usize) -> VocabularyError {
    let steps = &calculation.steps;
    let said = |it: &Placed| said_in(view, it.span);
    let step = |it: &(Operation, Placed)| format!(" {} {}", spoken(it.0), said(&it.1));
    let joined = |it: &[(Operation, Placed)]| it.iter().map(step).collect::<String>();
    let first = said(&calculation.first);
    let (before, rest) = steps.split_at(turn);
    let one = format!("({first}{}){}", joined(before), joined(rest));
    let (start, last) = before.split_at(turn - 1);
    let (operation, term) = &last[0];
    let other =
        format!("{first}{} {} ({}{})", joined(start), spoken(*operation), said(term), joined(rest));
    let span = across(&calculation.first, &steps[steps.len() - 1].1);
    VocabularyError::Value(ValueError::Mixed { ways: [one, other], span })
}
