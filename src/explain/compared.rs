//! How did a comparison come out? Worded as it was written, with the values beside it.

use super::{
    AboutTopic, Outcome, Step, StepId,
    reasons::Known_,
    values::{bracketed, spelled},
    why::{Builder, outcome},
};
use crate::{
    engine::{Described, Item, Limit, Truth, compile::Literal},
    program::{Aggregate, Comparison, Function, Operation, Term},
    source::Span,
    value::Value,
    vocabulary::wording,
};

/// How many values are listed where it may be any of them.
const LISTED: usize = 3;

/// What stands beside a comparison: what one side of it is.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// Which side.
    side: usize,
    /// As it was written.
    said: String,
    /// Its value; several where it may be one or the other, and the comparison comes out the same.
    values: Vec<Item>,
}

impl Builder<'_, '_> {
    /// The step of a comparison: worded as it was written, with the values beside it.
    pub(super) fn comparison(
        &mut self,
        literal: &Literal,
        comparison: Comparison,
        [left, right]: [Item; 2],
        known: &Known_,
    ) -> Result<StepId, Limit> {
        let truth = self.grounding.compare(comparison, left, right)?;
        let outcome = outcome(Truth { yes: truth, possible: truth }, true);
        let words = self.words();
        let (one, other) = (words.item(left), words.item(right));
        let dates = words.is_date(left) || words.is_date(right);
        let written = literal.compared.as_deref();
        let sides = written.map(|(_, one, other)| (self.term(one, known), self.term(other, known)));
        let (said, told) = sides.unwrap_or_else(|| (one.clone(), other.clone()));
        let counted = |it: &Term| matches!(it, Term::Aggregate(_));
        let text = self.written(literal.span);
        let sentence = match written {
            // What is counted is best said as it was written, unless that is a question.
            Some((_, one, other))
                if (counted(one) || counted(other)) && !text.starts_with("is ") =>
            {
                text
            }
            _ => wording::comparison(&said, comparison, &told, dates),
        };
        let mut beside: Vec<Beside> = Vec::new();
        for (side, said, value, item) in [(0, said, one, left), (1, told, other, right)] {
            if said != value && outcome != Outcome::Open {
                beside.push(Beside { side, said, values: vec![item] });
            }
        }
        // `what is X?` asks for what equals X: the answer is not a condition.
        let asked = |it: &Term| matches!(it, Term::Variable(_));
        let implied = comparison == Comparison::Equal
            && outcome == Outcome::Holds
            && written.is_some_and(|it| asked(&it.1) || asked(&it.2));
        let open = outcome == Outcome::Open;
        let remark = if open { "open".to_owned() } else { self.told_beside(&beside) };
        let topic = AboutTopic::Comparison(named(comparison));
        let about = Some(self.about(topic, &[Some(left), Some(right)], true));
        let step = self.push(Step { about, remark, implied, ..Step::sentence(sentence, outcome) });
        self.beside.insert(step, beside);
        Ok(step)
    }

    /// What stands beside a comparison: the values, each with what it is the value of.
    fn told_beside(&self, beside: &[Beside]) -> String {
        let told = beside.iter().filter_map(|it| {
            let lead = it.said.split(" such that (").next().unwrap_or(&it.said);
            Some(format!("{lead} is {}", self.one_of(&it.values)?))
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// `2`, `1 or 2`, `between 0 and 60`: in order, where they are known; nothing for many that are not.
    fn one_of(&self, items: &[Item]) -> Option<String> {
        let known = items.iter().map(|it| match self.grounding.describe(*it) {
            Described::Value(it) => Some(it),
            _ => None,
        });
        let mut values: Option<Vec<Value>> = known.collect();
        if let Some(values) = &mut values {
            values.sort_unstable();
        }
        let ends = values.as_ref().and_then(|it| Some((it.first()?, it.last()?)));
        if items.len() > LISTED {
            let (least, greatest) =
                ends.filter(|it| Comparison::AtMost.holds(it.0, it.1).is_some())?;
            return Some(format!("between {least} and {greatest}"));
        }
        let worded: Vec<String> = match &values {
            Some(values) => values.iter().map(Value::to_string).collect(),
            None => items.iter().map(|it| self.words().item(*it)).collect(),
        };
        let (last, rest) = worded.split_last()?;
        Some(if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) })
    }

    /// Has a comparison that comes out in the same way whatever value one of its sides has say each of these.
    pub(super) fn whichever(&mut self, step: StepId, side: usize, values: &[Item]) {
        let mut beside = self.beside.remove(&step).unwrap_or_default();
        for it in beside.iter_mut().filter(|it| it.side == side) {
            it.values = values.to_vec();
        }
        self.say_beside(step, beside);
    }

    /// Has steps say also the values of others that differ from them in nothing else.
    pub(super) fn either(&mut self, steps: &[StepId], others: &[StepId]) {
        for (step, other) in steps.iter().zip(others) {
            let (Some(mut beside), Some(also)) =
                (self.beside.remove(step), self.beside.get(other).cloned())
            else {
                continue;
            };
            for it in &mut beside {
                let also = also.iter().filter(|also| also.side == it.side);
                for value in also.flat_map(|it| &it.values) {
                    if !it.values.contains(value) {
                        it.values.push(*value);
                    }
                }
            }
            self.say_beside(*step, beside);
        }
    }

    fn say_beside(&mut self, step: StepId, beside: Vec<Beside>) {
        let remark = self.told_beside(&beside);
        let place = &mut self.steps[step.0 as usize];
        place.remark = remark;
        // Where it may be one or the other, none of them is what the sentence is about.
        let items = place.about.iter_mut().flat_map(|it| it.items.iter_mut().enumerate());
        for (at, item) in items {
            if beside.iter().any(|it| it.side == at && it.values.len() > 1) {
                *item = None;
            }
        }
        self.beside.insert(step, beside);
    }

    /// A term within a calculation.
    fn operand(&self, term: &Term, outer: Operation, left: bool, known: &Known_) -> String {
        let words = self.term(term, known);
        match term {
            Term::Arithmetic(inner, _) if bracketed(*inner, outer, left) => format!("({words})"),
            _ => words,
        }
    }

    /// A term as it was written, with what is known in the place of its variables.
    fn term(&self, term: &Term, known: &Known_) -> String {
        let words = self.words();
        match term {
            Term::Variable(it) => {
                known[it.0 as usize].map_or_else(|| "it".to_owned(), |it| words.item(it))
            }
            Term::Thing(it) => words.item(Item::from(*it)),
            Term::Value(it) => it.to_string(),
            Term::Attribute(it) => {
                let terms: Vec<String> = it.terms.iter().map(|it| self.term(it, known)).collect();
                words.speaker.sentence_with(it.phrase, &terms)
            }
            Term::Arithmetic(operation, parts) => format!(
                "{} {} {}",
                self.operand(&parts.0, *operation, true, known),
                spelled(*operation),
                self.operand(&parts.1, *operation, false, known)
            ),
            Term::Aggregate(it) => self.aggregate_term(it, known),
        }
    }
}

impl Builder<'_, '_> {
    /// An aggregate as it was written: `the number of countries such that (the request was sent to the country)`.
    fn aggregate_term(&self, aggregate: &Aggregate, known: &Known_) -> String {
        let value = aggregate.value.as_ref().map(|it| self.term(it, known)).unwrap_or_default();
        let lead = match aggregate.function {
            Function::Number => "the number".to_owned(),
            Function::Sum => format!("the sum of {value}"),
            Function::Least => format!("the least {value}"),
            Function::Greatest => format!("the greatest {value}"),
        };
        match &aggregate.condition {
            Some(condition) => format!("{lead} such that ({})", self.written(condition.span)),
            None => lead,
        }
    }

    /// A stretch of the rules as it was written, on one line.
    fn written(&self, span: Span) -> String {
        self.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// How values compare, for programs.
fn named(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "equal",
        Comparison::Different => "different",
        Comparison::Less => "less",
        Comparison::AtMost => "at most",
        Comparison::More => "more",
        Comparison::AtLeast => "at least",
    }
}
