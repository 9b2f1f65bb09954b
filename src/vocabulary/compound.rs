//! Which terms are made of others: attributes, calculations, and values made from many things?
//!
//! An attribute binds more closely than `plus`: in `the price of Lamp plus 5`, Lamp has the price.

use std::rc::Rc;

use super::{
    Sort,
    matching::{Pattern, Piece},
    terms::{Aggregated, Calculation, Candidate, Placed, Said, View},
    words::{THE, units},
};
use crate::{
    syntax::ast,
    value::{Function, Operation},
};

/// So many terms from one place on are enough; a row with more is ambiguous anyway.
const MOST_TERMS: usize = 200;

/// The words that make one value of many, whether they are those of dates.
const FUNCTIONS: [(&str, Function, bool); 10] = [
    ("sum", Function::Sum, false),
    ("total", Function::Sum, false),
    ("earliest", Function::Least, true),
    ("latest", Function::Greatest, true),
    ("smallest", Function::Least, false),
    ("largest", Function::Greatest, false),
    ("lowest", Function::Least, false),
    ("highest", Function::Greatest, false),
    ("shortest", Function::Least, false),
    ("longest", Function::Greatest, false),
];

/// All terms from a place on: those that are no calculations, then the calculations that begin with them.
pub(super) fn terms(view: &View, start: usize) -> Vec<Candidate> {
    let mut found = view.primaries(start).to_vec();
    let simple = found.len();
    let mut at = 0;
    while at < found.len() && found.len() < MOST_TERMS {
        let before = found[at].clone();
        if let Some((operation, behind)) = operation(view, before.end) {
            for next in view.primaries(behind) {
                let step = (operation, view.placed(behind, next));
                let calculation = match &before.said {
                    Said::Arithmetic(it) if at >= simple => Calculation {
                        first: it.first.clone(),
                        steps: it.steps.iter().cloned().chain([step]).collect(),
                    },
                    _ => Calculation { first: view.placed(start, &before), steps: vec![step] },
                };
                let said = Said::Arithmetic(Rc::new(calculation));
                found.push(Candidate { end: next.end, said });
            }
        }
        at += 1;
    }
    found
}

/// The operation at a place, and the place behind it.
fn operation(view: &View, at: usize) -> Option<(Operation, usize)> {
    let words: [(&[&str], Operation); 5] = [
        (&["plus"], Operation::Plus),
        (&["minus"], Operation::Minus),
        (&["times"], Operation::Times),
        (&["multiplied", "by"], Operation::Times),
        (&["divided", "by"], Operation::DividedBy),
    ];
    let found = words.iter().find(|it| view.says(at, it.0))?;
    Some((found.1, at + found.0.len()))
}

/// A value in brackets.
pub(super) fn bracketed(view: &View, start: usize, condition: &ast::Condition) -> Vec<Candidate> {
    let ast::ConditionKind::Sentence(sentence) = &condition.kind else { return Vec::new() };
    let units = units(&view.vocabulary.index.words, &sentence.tokens);
    let inner = View::new(view.vocabulary, view.known, &units);
    let whole = inner.terms(0).iter().filter(|it| it.end == units.len());
    let stands = |it: &&Candidate| !matches!(it.said, Said::A { .. }) && !it.said.asks();
    whole.filter(stands).map(|it| Candidate { end: start + 1, said: it.said.clone() }).collect()
}

/// Attributes, and values made of many, from a `the` on. Where the rule base has an attribute, that is what is meant.
pub(super) fn definite(view: &View, start: usize) -> Vec<Candidate> {
    let mut found = attributes(view, start, 0);
    let made = aggregates(view, start);
    let declared: Vec<usize> = found.iter().map(|it| it.end).collect();
    found.extend(made.into_iter().filter(|it| !declared.contains(&it.end)));
    found
}

/// Attributes whose words, but for the first few, stand from a place on.
fn attributes(view: &View, start: usize, without: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    for pattern in view.attributes() {
        let Some(pieces) = pattern.pieces.get(without..).filter(|it| !it.is_empty()) else {
            continue;
        };
        let mut slots = Vec::new();
        Filled { view, pattern }.step(pieces, start, &mut slots, &mut found);
    }
    found
}

/// An attribute whose slots are being filled.
struct Filled<'f> {
    view: &'f View<'f>,
    pattern: &'f Pattern,
}

impl Filled<'_> {
    fn step(
        &self,
        pieces: &[Piece],
        at: usize,
        slots: &mut Vec<(u32, Placed)>,
        found: &mut Vec<Candidate>,
    ) {
        if found.len() >= MOST_TERMS {
            return;
        }
        match pieces {
            [] => {
                let mut slots = slots.clone();
                slots.sort_by_key(|it| it.0);
                let terms = slots.into_iter().map(|it| it.1).collect();
                found
                    .push(Candidate { end: at, said: Said::Attribute(self.pattern.phrase, terms) });
            }
            [Piece::Word(word), rest @ ..] => {
                if at < self.view.units.len() && self.view.id(at) == *word {
                    self.step(rest, at + 1, slots, found);
                }
            }
            [Piece::Slot(slot), rest @ ..] => {
                for candidate in self.view.primaries(at) {
                    slots.push((*slot, self.view.placed(at, candidate)));
                    self.step(rest, candidate.end, slots, found);
                    slots.pop();
                }
            }
        }
    }
}

/// `the number of countries such that (…)`, `the sum of T over every income such that (…)`
fn aggregates(view: &View, start: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    if view.says(start + 1, &["number", "of"]) {
        let shape = Shape { view, function: Function::Number, dates: false };
        let mut many = Vec::new();
        view.plurals(start + 3, &mut many, |sort, letter| Said::HowMany { sort, letter });
        for it in many {
            shape.such_that(start + 3, &it, None, &mut found);
        }
        return found;
    }
    let Some((_, function, dates)) = FUNCTIONS.iter().find(|it| view.says(start + 1, &[it.0]))
    else {
        return found;
    };
    let shape = Shape { view, function: *function, dates: *dates };
    let of = start + 2 + usize::from(view.says(start + 2, &["of"]));
    let mut values = view.terms(of).to_vec();
    if view.id(of) != THE {
        values.extend(attributes(view, of, 1));
    }
    for value in values {
        let placed = view.placed(of, &value);
        let mut many = Vec::new();
        let said = |sort, letter| Said::HowMany { sort, letter };
        let over = value.end + 2;
        if view.says(value.end, &["over", "every"]) {
            view.kinds(over, &mut many, said);
        } else if view.says(value.end, &["over", "all"]) {
            view.plurals(over, &mut many, said);
        }
        for it in many {
            shape.such_that(over, &it, Some(&placed), &mut found);
        }
    }
    found
}

/// What is made of many things, before it is said of which.
struct Shape<'s> {
    view: &'s View<'s>,
    function: Function,
    dates: bool,
}

impl Shape<'_> {
    fn such_that(
        &self,
        start: usize,
        many: &Candidate,
        value: Option<&Placed>,
        found: &mut Vec<Candidate>,
    ) {
        let Said::HowMany { sort, letter } = &many.said else { return };
        let mut add = |end: usize, such_that: Option<&ast::Condition>| {
            let aggregated = Aggregated {
                function: self.function,
                dates: self.dates,
                sort: *sort,
                letter: letter.clone(),
                span: self.view.span(start, many.end),
                such_that: such_that.cloned(),
                value: value.cloned(),
            };
            found.push(Candidate { end, said: Said::Aggregate(Rc::new(aggregated)) });
        };
        add(many.end, None);
        if self.view.says(many.end, &["such", "that"])
            && let Some(condition) = self.view.group(many.end + 2)
        {
            add(many.end + 3, Some(condition));
        }
    }
}

/// `how many countries are such that (…)`, `how many countries are there`: the number of them, and the place behind.
pub(super) fn counted(view: &View, start: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    let shape = Shape { view, function: Function::Number, dates: false };
    for many in view.terms(start).iter().filter(|it| matches!(it.said, Said::HowMany { .. })) {
        let are = ["are", "were", "is", "was"].iter().any(|it| view.says(many.end, &[it]));
        let behind = many.end + 1 + usize::from(view.says(many.end + 1, &["there"]));
        if are {
            let moved = Candidate { end: behind, said: many.said.clone() };
            shape.such_that(start, &moved, None, &mut found);
        }
    }
    found
}

/// What `for every` goes through: `country`, `country A`.
pub(crate) fn subject(view: &View) -> Option<(Sort, Option<String>)> {
    let mut found = Vec::new();
    view.kinds(0, &mut found, |sort, letter| Said::HowMany { sort, letter });
    let whole = found.into_iter().find(|it| it.end == view.units.len())?;
    match whole.said {
        Said::HowMany { sort, letter } => Some((sort, letter)),
        _ => None,
    }
}

/// Where a value made of many begins that goes on in other words than it should, and whether it counts.
pub(super) fn broken_aggregate(view: &View) -> Option<(usize, usize, bool)> {
    let made = |at: usize| {
        view.terms(at).iter().any(|it| matches!(it.said, Said::Aggregate(_) | Said::Attribute(..)))
    };
    let over = (0..view.units.len()).any(|it| view.says(it, &["over", "every"]));
    (0..view.units.len()).filter(|it| view.id(*it) == THE && !made(*it)).find_map(|at| {
        if view.says(at + 1, &["number", "of"]) {
            return Some((at, at + 3, true));
        }
        let sum = view.says(at + 1, &["sum", "of"]) || view.says(at + 1, &["total", "of"]);
        let function = FUNCTIONS.iter().any(|it| view.says(at + 1, &[it.0]));
        (sum || over && function).then_some((at, at + 2, false))
    })
}
