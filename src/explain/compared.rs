//! How did a comparison come out? Worded as it was written, with the values beside it.

use super::{
    AboutTopic, Outcome, Step, StepId,
    reasons::Known_,
    values::{bracketed, spelled},
    why::{Builder, outcome},
};
use crate::{
    engine::{Item, Limit, Truth, compile::Literal},
    program::{Aggregate, Comparison, Function, Operation, Term},
    source::Span,
    vocabulary::wording,
};

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
        let mut beside: Vec<String> = Vec::new();
        if outcome == Outcome::Open {
            beside.push("open".to_owned());
        }
        for (said, value) in [(&said, one), (&told, other)] {
            if *said != value && outcome != Outcome::Open {
                beside.push(format!(
                    "{} is {value}",
                    said.split(" such that (").next().unwrap_or(said)
                ));
            }
        }
        // `what is X?` asks for what equals X: the answer is not a condition.
        let asked = |it: &Term| matches!(it, Term::Variable(_));
        let implied = comparison == Comparison::Equal
            && outcome == Outcome::Holds
            && written.is_some_and(|it| asked(&it.1) || asked(&it.2));
        let remark = beside.join("; ");
        let topic = AboutTopic::Comparison(named(comparison));
        let about = Some(self.about(topic, &[Some(left), Some(right)], true));
        Ok(self.push(Step { about, remark, implied, ..Step::sentence(sentence, outcome) }))
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
