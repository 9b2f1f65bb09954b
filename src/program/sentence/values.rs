//! What does a sentence say of values? Comparisons, calculations, counts, and `for every`.

use super::{Reader, Spoken, asked_for, joined};
use crate::{
    program::{
        Aggregate, Alternative, Attribute, Comparison, Conclusion, Condition, ConditionKind,
        Function, Operation, Term, Variable, VariableId,
        error::{PlaceError, Reported, ValueError, VariableError},
    },
    source::Span,
    syntax::ast,
    vocabulary::{
        PhraseId, Sort,
        compound::subject,
        reading::{Place, Says},
        terms::{Aggregated, Calculation, Placed, Said, View},
        words::units,
    },
};

impl Reader<'_> {
    /// A rule that says what the value of an attribute is.
    pub(super) fn gives_value(
        &mut self,
        one: &Placed,
        other: &Placed,
        span: Span,
    ) -> Result<(Conclusion, Vec<Condition>), Reported> {
        let Said::Attribute(phrase, slots) = &one.said else {
            let computed = one.said.is_computed() || other.said.is_computed();
            return Err(self.report(if computed {
                ValueError::ConcludesComparison { span }.diagnostic()
            } else {
                PlaceError::ConcludesSame { span }.diagnostic()
            }));
        };
        if let Some(inner) = slots.iter().find(|it| it.said.is_computed()) {
            return Err(self.report(ValueError::NestedConclusion { span: inner.span }.diagnostic()));
        }
        if let Some(tally) = &mut self.tally {
            tally.concludes(*phrase);
        }
        let terms = self.terms(slots);
        let value = self.terms(std::slice::from_ref(other));
        self.scope.incomplete |= terms.is_err() || value.is_err();
        let ((terms, mut others), (mut value, more)) = (terms?, value?);
        others.extend(more);
        let value = value.pop().ok_or(Reported)?;
        let attribute = Attribute { phrase: *phrase, terms };
        Ok((Conclusion::Value { attribute, value }, others))
    }

    /// Whether what is compared is looked up or worked out, so that it may not be there.
    pub(super) fn are_values(&self, one: &Placed, other: &Placed) -> bool {
        let sorts = [self.sort(one), self.sort(other)];
        sorts.into_iter().flatten().any(Sort::is_value)
            || one.said.is_computed()
            || other.said.is_computed()
    }

    /// Two things that are the same, or two values that are equal.
    pub(super) fn same(&mut self, one: Placed, other: Placed) -> Result<Spoken, Reported> {
        if self.are_values(&one, &other) {
            return self.compare(Comparison::Equal, one, other);
        }
        let sorts = (self.sort(&one), self.sort(&other));
        let one = sorts.1.map_or(one.clone(), |it| asked_for(one, it));
        let other = sorts.0.map_or(other.clone(), |it| asked_for(other, it));
        let (terms, others) = self.terms(&[one, other])?;
        let [one, other] = &terms[..] else { return Err(Reported) };
        Ok(Spoken { kind: ConditionKind::Same(one.clone(), other.clone()), others })
    }

    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        one: Placed,
        other: Placed,
    ) -> Result<Spoken, Reported> {
        let sorts = (self.sort(&one), self.sort(&other));
        let one = sorts.1.map_or(one.clone(), |it| asked_for(one, it));
        let other = sorts.0.map_or(other.clone(), |it| asked_for(other, it));
        let (terms, others) = self.terms(&[one, other])?;
        let [one, other] = &terms[..] else { return Err(Reported) };
        let kind = ConditionKind::Compare(comparison, one.clone(), other.clone());
        Ok(Spoken { kind, others })
    }

    pub(super) fn between(
        &mut self,
        one: Placed,
        low: Placed,
        high: Placed,
    ) -> Result<Spoken, Reported> {
        let span = one.span.to(high.span);
        let (terms, others) = self.terms(&[one, low, high])?;
        let [one, low, high] = &terms[..] else { return Err(Reported) };
        let part = |comparison, bound: &Term| Condition {
            kind: ConditionKind::Compare(comparison, one.clone(), bound.clone()),
            span,
        };
        let parts = vec![part(Comparison::AtLeast, low), part(Comparison::AtMost, high)];
        Ok(Spoken { kind: ConditionKind::All(parts), others })
    }

    /// `the price of the product`, read in a condition or for its value.
    pub(super) fn attribute(
        &mut self,
        phrase: PhraseId,
        slots: &[Placed],
        others: &mut Vec<Condition>,
    ) -> Result<Term, Reported> {
        self.reads(phrase);
        let slots: Vec<Placed> = slots
            .iter()
            .zip(&self.vocabulary.phrase(phrase).slots)
            .map(|(it, slot)| asked_for(it.clone(), slot.sort))
            .collect();
        let (terms, more) = self.terms(&slots)?;
        others.extend(more);
        Ok(Term::Attribute(Box::new(Attribute { phrase, terms })))
    }

    pub(super) fn calculation(
        &mut self,
        calculation: &Calculation,
        span: Span,
        others: &mut Vec<Condition>,
    ) -> Result<Term, Reported> {
        let mut result = self.term(&calculation.first, others)?;
        for (operation, placed) in &calculation.steps {
            let next = self.term(placed, others)?;
            result = Term::Arithmetic(*operation, Box::new((result, next)));
            let overflows = result.constant().is_some_and(|it| it.is_err());
            if overflows || divides_by_nothing(&result) {
                let span = calculation.first.span.to(placed.span);
                return Err(self.report(ValueError::Overflow { span }.diagnostic()));
            }
        }
        if self.sort(&Placed { said: Said::Arithmetic(calculation.clone().into()), span }).is_none()
        {
            return Err(Reported);
        }
        Ok(result)
    }

    pub(super) fn aggregate(&mut self, aggregated: &Aggregated) -> Result<Term, Reported> {
        let (mark, asked) = (self.scope.enter(), self.scope.asked.len());
        let Aggregated { function, sort, letter, span, .. } = aggregated.clone();
        let first = self.introduce(sort, letter, span);
        self.scope.through.extend(first.as_ref().ok());
        let condition = aggregated.such_that.as_ref().map(|it| self.condition(it)).transpose();
        let mut others = Vec::new();
        let value = aggregated.value.as_ref().map(|it| self.term(it, &mut others)).transpose();
        let mut locals = self.scope.leave(mark);
        if first.is_ok() {
            self.scope.through.pop();
        }
        if let Some(asked) = self.scope.asked.get(asked) {
            let span = self.scope.variable(*asked).span;
            return Err(self.report(PlaceError::QuestionWord { span }.diagnostic()));
        }
        let (first, mut condition, value) = (first?, condition?, value?);
        locals.sort_by_key(|it| *it != first);
        if !others.is_empty() {
            others.splice(0..0, condition);
            condition = Some(Condition { kind: ConditionKind::All(others), span });
        }
        Ok(Term::Aggregate(Box::new(Aggregate { function, locals, condition, value })))
    }

    /// `how many countries was D1 sent to?`: what is asked for is the number of those of which it holds.
    pub(super) fn how_many(
        &mut self,
        says: Says,
        positive: bool,
        span: Span,
    ) -> Result<Condition, Reported> {
        if self.place != Place::Question {
            return Err(self.report(PlaceError::QuestionWord { span }.diagnostic()));
        }
        let mark = self.scope.enter();
        self.counted = None;
        let spoken = self.says(says);
        let locals = self.scope.leave(mark);
        let (condition, counted) = (joined(spoken?, span), self.counted.ok_or(Reported)?);
        let (first, rest): (Vec<VariableId>, Vec<VariableId>) =
            locals.into_iter().partition(|it| *it == counted);
        let (locals, condition) = if positive {
            ([first, rest].concat(), condition)
        } else {
            let alternative = Box::new(Alternative { locals: rest, condition });
            (first, Condition { kind: ConditionKind::Not(alternative), span })
        };
        let aggregate = Aggregate {
            function: Function::Number,
            locals,
            condition: Some(condition),
            value: None,
        };
        let number = self.introduce(Sort::Number, None, span)?;
        self.scope.asked.push(number);
        let (one, other) = (Term::Variable(number), Term::Aggregate(Box::new(aggregate)));
        Ok(Condition { kind: ConditionKind::Compare(Comparison::Equal, one, other), span })
    }

    /// `for every K such that (A): (B)` is so where there is no K of which A is so and B is not.
    pub(super) fn for_every(
        &mut self,
        every: &ast::Sentence,
        such_that: Option<&ast::Condition>,
        then: &ast::Condition,
    ) -> Result<ConditionKind, Reported> {
        let (sort, letter) = self.subject(every)?;
        let mark = self.scope.enter();
        self.every += 1;
        let variable = self.introduce(sort, letter, every.span);
        self.scope.through.extend(variable.as_ref().ok());
        let such_that = such_that.map(|it| self.condition(it)).transpose();
        let inside = self.scope.enter();
        let then = self.condition(then);
        let of_then = self.scope.leave(inside);
        self.every -= 1;
        if variable.is_ok() {
            self.scope.through.pop();
        }
        let mut locals = self.scope.leave(mark);
        let (_, such_that, then) = (variable?, such_that?, then?);
        let fails = fails(then, of_then, &mut locals);
        let condition = match such_that {
            None => fails,
            Some(it) => {
                let span = it.span.to(fails.span);
                let parts = super::flat(it).into_iter().chain(super::flat(fails)).collect();
                Condition { kind: ConditionKind::All(parts), span }
            }
        };
        Ok(ConditionKind::Not(Box::new(Alternative { locals, condition })))
    }

    fn subject(&mut self, every: &ast::Sentence) -> Result<(Sort, Option<String>), Reported> {
        let units = units(&self.vocabulary.index.words, &every.tokens);
        let view = View::new(self.vocabulary, self.known, &units);
        if let Some((sort, letter)) = subject(&view) {
            let mistaken = self.vocabulary.is_sort_mistaken(sort);
            self.scope.incomplete |= mistaken;
            return if mistaken { Err(Reported) } else { Ok((sort, letter)) };
        }
        let words: Vec<&str> = units.iter().map(|it| it.text.as_ref()).collect();
        let name = ast::Text { text: words.join(" "), span: every.span };
        let mistake = self.vocabulary.unknown_kind(&name);
        self.mistakes.report_words(&mistake);
        self.scope.incomplete = true;
        Err(Reported)
    }

    /// A variable that the sentence introduces.
    pub(super) fn introduce(
        &mut self,
        sort: Sort,
        letter: Option<String>,
        span: Span,
    ) -> Result<VariableId, Reported> {
        let before = letter.as_ref().and_then(|it| self.scope.lettered(it));
        if let (Some(first), Some(letter)) = (before, &letter) {
            let first = self.scope.variable(first).span;
            return Err(self.report(
                VariableError::LetterTwice { letter: letter.clone(), span, first }.diagnostic(),
            ));
        }
        Ok(self.scope.introduce(Variable { sort, letter, span }))
    }
}

/// That a condition is not so; what is denied twice is said plainly.
fn fails(then: Condition, of_then: Vec<VariableId>, locals: &mut Vec<VariableId>) -> Condition {
    match then.kind {
        ConditionKind::Not(inner) if of_then.is_empty() => {
            locals.extend(inner.locals);
            inner.condition
        }
        _ => {
            let span = then.span;
            let alternative = Alternative { locals: of_then, condition: then };
            Condition { kind: ConditionKind::Not(Box::new(alternative)), span }
        }
    }
}

fn divides_by_nothing(term: &Term) -> bool {
    let Term::Arithmetic(Operation::DividedBy, sides) = term else { return false };
    let zero = crate::value::Value::Number(crate::value::Number::ZERO);
    sides.1.constant() == Some(Ok(zero))
}
