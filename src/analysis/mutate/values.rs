//! How does a rule read with another threshold? By one step up or down, and with the bound itself in or out.
//!
//! A step is one day for a date, one month or one day for a duration, and for a number one in its last decimal place.

use crate::{
    program::{Aggregate, Comparison, Conclusion, Condition, ConditionKind, Rule, Term},
    source::Span,
    value::{Duration, Number, Value},
};

/// Something that can be shifted in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its number among all in the rule.
    nth: usize,
    shift: Shift,
    /// Where it is written, as closely as that is known.
    pub(super) span: Span,
    /// What it becomes, in words.
    pub(super) words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    Bound,
    Up,
    Down,
}

enum Found<'a> {
    Comparison(&'a mut Comparison),
    Value(&'a mut Value),
}

/// Everything that can be shifted in a rule's own sentence.
pub(super) fn spots(rule: &Rule) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut nth = 0;
    visit(&mut rule.clone(), &mut |found, span| {
        let mut add = |shift, words: String| spots.push(Spot { nth, shift, span, words });
        match found {
            Found::Comparison(it) => match it {
                Comparison::AtLeast | Comparison::AtMost => {
                    add(Shift::Bound, "the bound itself is left out".to_owned());
                }
                Comparison::More | Comparison::Less => {
                    add(Shift::Bound, "the bound itself is taken in".to_owned());
                }
                Comparison::Equal | Comparison::Different => {}
            },
            Found::Value(it) => {
                for shift in [Shift::Up, Shift::Down] {
                    if let Some(other) = shifted_value(it, shift == Shift::Up) {
                        add(shift, format!("{it} becomes {other}"));
                    }
                }
            }
        }
        nth += 1;
    });
    spots
}

/// A rule with one of its values or bounds shifted.
pub(super) fn shifted(rule: &Rule, spot: &Spot) -> Rule {
    let mut rule = rule.clone();
    let mut nth = 0;
    visit(&mut rule, &mut |found, _| {
        if nth == spot.nth {
            match found {
                Found::Comparison(it) => *it = bound(*it),
                Found::Value(it) => {
                    if let Some(other) = shifted_value(it, spot.shift == Shift::Up) {
                        *it = other;
                    }
                }
            }
        }
        nth += 1;
    });
    rule
}

fn bound(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::More,
        Comparison::More => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Less,
        Comparison::Less => Comparison::AtMost,
        other => other,
    }
}

fn shifted_value(value: &Value, up: bool) -> Option<Value> {
    let sign = if up { 1 } else { -1 };
    match value {
        Value::Number(number) => {
            let step = last_place(*number)?;
            let other = if up { number.plus(step) } else { number.minus(step) };
            other.ok().map(Value::Number)
        }
        Value::Date(day) => Duration { months: 0, days: sign }.after(*day).ok().map(Value::Date),
        Value::Duration(length) => {
            let step = match (length.months, length.days) {
                (0, 0) => return None,
                (_, 0) => Duration { months: sign, days: 0 },
                _ => Duration { months: 0, days: sign },
            };
            length.plus(step).ok().map(Value::Duration)
        }
        Value::Text(_) => None,
    }
}

/// One in the last decimal place of a number.
fn last_place(number: Number) -> Option<Number> {
    let ten = Number::whole(10);
    let mut place = Number::whole(1);
    let mut scaled = number;
    // More places than these were not written by hand.
    for _ in 0..12 {
        if scaled.as_whole().is_some() {
            return Some(place);
        }
        scaled = scaled.times(ten).ok()?;
        place = place.divided_by(ten).ok()?;
    }
    None
}

/// Visits what can be shifted, always in the same order.
fn visit(rule: &mut Rule, found: &mut dyn FnMut(Found<'_>, Span)) {
    for condition in &mut rule.conditions {
        in_condition(condition, found);
    }
    let span = rule.span;
    match &mut rule.conclusion {
        Some(Conclusion::Value { value, .. }) => in_term(value, span, found),
        Some(Conclusion::Phrase { atom, .. }) => {
            for term in atom.terms.iter_mut().filter(|it| !matches!(it, Term::Value(_))) {
                in_term(term, span, found);
            }
        }
        None => {}
    }
}

fn in_condition(condition: &mut Condition, found: &mut dyn FnMut(Found<'_>, Span)) {
    let span = condition.span;
    match &mut condition.kind {
        ConditionKind::Compare(comparison, one, other) => {
            found(Found::Comparison(comparison), span);
            in_term(one, span, found);
            in_term(other, span, found);
        }
        ConditionKind::All(parts) => parts.iter_mut().for_each(|it| in_condition(it, found)),
        ConditionKind::Any(branches) => {
            for it in branches {
                in_condition(&mut it.condition, found);
            }
        }
        ConditionKind::Not(inner) => in_condition(&mut inner.condition, found),
        _ => {}
    }
}

fn in_term(term: &mut Term, span: Span, found: &mut dyn FnMut(Found<'_>, Span)) {
    match term {
        Term::Value(it) => found(Found::Value(it), span),
        Term::Arithmetic(_, sides) => {
            in_term(&mut sides.0, span, found);
            in_term(&mut sides.1, span, found);
        }
        Term::Aggregate(it) => {
            let Aggregate { condition, value, .. } = &mut **it;
            if let Some(condition) = condition {
                in_condition(condition, found);
            }
            if let Some(value) = value {
                in_term(value, span, found);
            }
        }
        Term::Variable(_) | Term::Thing(_) | Term::Attribute(_) => {}
    }
}
