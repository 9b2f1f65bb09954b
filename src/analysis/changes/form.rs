//! What does a part of a rule say, in words that no program has for itself? Names instead of ids, and no order where
//! order means nothing.
//!
//! Two programs number their kinds, names and phrases differently; their words are the same.

use std::fmt::Write;

use crate::{
    program::{
        Aggregate, Alternative, Comparison, Conclusion, Condition, ConditionKind, Operation,
        Program, Term, VariableId,
    },
    vocabulary::{Part, PhraseId, Sort, words::fold},
};

/// A part of a rule.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// Words.
    Word(String),
    /// A variable, by its place among those of the rule.
    Variable(usize),
    /// Parts whose order matters.
    Row(Vec<Form>),
    /// Parts whose order does not matter.
    Bag(Vec<Form>),
}

impl Form {
    fn word(it: impl Into<String>) -> Self {
        Self::Word(it.into())
    }

    /// As a text, with these names for the variables. Two parts that say the same come out the same.
    pub(super) fn text(&self, names: &impl Fn(usize) -> String) -> String {
        match self {
            Self::Word(it) => it.clone(),
            Self::Variable(it) => names(*it),
            Self::Row(parts) => joined(parts.iter().map(|it| it.text(names)).collect(), '(', ')'),
            Self::Bag(parts) => {
                let mut texts: Vec<String> = parts.iter().map(|it| it.text(names)).collect();
                texts.sort_unstable();
                joined(texts, '{', '}')
            }
        }
    }

    /// Whether a variable stands in it.
    pub(super) fn has(&self, variable: usize) -> bool {
        match self {
            Self::Word(_) => false,
            Self::Variable(it) => *it == variable,
            Self::Row(parts) | Self::Bag(parts) => parts.iter().any(|it| it.has(variable)),
        }
    }
}

/// The lengths keep words with brackets in them apart from the brackets of the form.
fn joined(texts: Vec<String>, open: char, close: char) -> String {
    let mut all = String::from(open);
    for it in texts {
        write!(all, "{}:{it} ", it.len()).ok();
    }
    all.push(close);
    all
}

/// Puts the parts of one program's rules into words.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Wording<'p>(pub(in crate::analysis) &'p Program);

impl Wording<'_> {
    /// A kind, or a sort of values.
    pub(in crate::analysis) fn sort(self, sort: Sort) -> String {
        fold(self.0.vocabulary.sort_name(sort)).into_owned()
    }

    /// A phrase: its words, and what its slots take.
    pub(in crate::analysis) fn phrase(self, id: PhraseId) -> String {
        let phrase = self.0.vocabulary.phrase(id);
        let part = |it: &Part| match it {
            Part::Word(word) => fold(word).into_owned(),
            Part::Slot(slot) => {
                format!("{{{}}}", self.sort(phrase.slots[*slot as usize].sort))
            }
        };
        let words: Vec<String> = phrase.parts.iter().map(part).collect();
        let value = phrase.value.map(|it| format!(": {}", self.sort(it))).unwrap_or_default();
        words.join(" ") + &value
    }

    /// What a rule concludes.
    pub(super) fn conclusion(self, conclusion: &Conclusion) -> Form {
        let concluded = self.filled("", conclusion.phrase(), conclusion.terms());
        match conclusion {
            Conclusion::Phrase { positive, .. } => {
                Form::Row(vec![Form::word(if *positive { "so" } else { "not so" }), concluded])
            }
            Conclusion::Value { value, .. } => {
                Form::Row(vec![Form::word("has value"), concluded, self.term(value)])
            }
        }
    }

    /// The conditions that must all hold, without the brackets around some of them.
    pub(super) fn all<'c>(
        self,
        conditions: impl IntoIterator<Item = &'c Condition>,
    ) -> Vec<(Form, &'c Condition)> {
        let mut found = Vec::new();
        for it in conditions {
            match &it.kind {
                ConditionKind::All(parts) => found.extend(self.all(parts)),
                _ => found.push((self.condition(it), it)),
            }
        }
        found
    }

    fn condition(self, condition: &Condition) -> Form {
        match &condition.kind {
            ConditionKind::Holds(atom) => self.filled("holds", atom.phrase, &atom.terms),
            ConditionKind::OfKind(term, kind) => Form::Row(vec![
                Form::word("is a"),
                Form::word(self.sort(Sort::Kind(*kind))),
                self.term(term),
            ]),
            ConditionKind::Same(one, other) => {
                Form::Row(vec![Form::word("same"), self.pair(one, other)])
            }
            ConditionKind::Compare(comparison, one, other) => {
                self.compared(*comparison, one, other)
            }
            ConditionKind::All(parts) => {
                let mut parts: Vec<Form> = self.all(parts).into_iter().map(|it| it.0).collect();
                match (parts.len(), parts.pop()) {
                    (1, Some(only)) => only,
                    (_, last) => {
                        parts.extend(last);
                        Form::Row(vec![Form::word("all"), Form::Bag(parts)])
                    }
                }
            }
            ConditionKind::Any(branches) => {
                let mut parts = Vec::new();
                self.branches(branches, &mut parts);
                Form::Row(vec![Form::word("any"), Form::Bag(parts)])
            }
            ConditionKind::Not(inner) => match &inner.condition.kind {
                ConditionKind::Not(twice) if inner.locals.is_empty() && twice.locals.is_empty() => {
                    self.condition(&twice.condition)
                }
                _ => Form::Row(vec![Form::word("not"), self.alternative(inner)]),
            },
        }
    }

    /// The branches of an `or`, those of one within it included.
    fn branches(self, branches: &[Alternative], found: &mut Vec<Form>) {
        for it in branches {
            match &it.condition.kind {
                ConditionKind::Any(inner) if it.locals.is_empty() => self.branches(inner, found),
                _ => found.push(self.alternative(it)),
            }
        }
    }

    fn alternative(self, it: &Alternative) -> Form {
        Form::Row(vec![variables(&it.locals), self.condition(&it.condition)])
    }

    fn compared(self, comparison: Comparison, one: &Term, other: &Term) -> Form {
        let row = |word: &str, one: &Term, other: &Term| {
            Form::Row(vec![Form::word(word), self.term(one), self.term(other)])
        };
        match comparison {
            Comparison::Equal => Form::Row(vec![Form::word("equal"), self.pair(one, other)]),
            Comparison::Different => {
                Form::Row(vec![Form::word("different"), self.pair(one, other)])
            }
            Comparison::Less => row("less", one, other),
            Comparison::AtMost => row("at most", one, other),
            Comparison::More => row("less", other, one),
            Comparison::AtLeast => row("at most", other, one),
        }
    }

    fn pair(self, one: &Term, other: &Term) -> Form {
        Form::Bag(vec![self.term(one), self.term(other)])
    }

    fn filled(self, word: &str, phrase: PhraseId, terms: &[Term]) -> Form {
        let words = [Form::word(word), Form::word(self.phrase(phrase))];
        Form::Row(words.into_iter().chain(terms.iter().map(|it| self.term(it))).collect())
    }

    fn term(self, term: &Term) -> Form {
        match term {
            Term::Variable(it) => variable(*it),
            Term::Thing(it) => {
                let thing = self.0.vocabulary.things.get(it.0 as usize);
                Form::Word(format!("name {}", thing.map_or_else(String::new, |it| it.name.clone())))
            }
            Term::Value(it) => Form::Word(format!("{} {it}", self.sort(Sort::of(it)))),
            Term::Attribute(it) => self.filled("of", it.phrase, &it.terms),
            Term::Arithmetic(operation, sides) => {
                let sides = vec![self.term(&sides.0), self.term(&sides.1)];
                let (word, sides) = match operation {
                    Operation::Plus => ("plus", Form::Bag(sides)),
                    Operation::Times => ("times", Form::Bag(sides)),
                    Operation::Minus => ("minus", Form::Row(sides)),
                    Operation::DividedBy => ("divided by", Form::Row(sides)),
                };
                Form::Row(vec![Form::word(word), sides])
            }
            Term::Aggregate(it) => self.aggregate(it),
        }
    }

    fn aggregate(self, it: &Aggregate) -> Form {
        let (first, others) = it.locals.split_at(it.locals.len().min(1));
        let mut row =
            vec![Form::Word(format!("{:?}", it.function)), variables(first), variables(others)];
        row.push(it.condition.as_ref().map_or(Form::word("anything"), |it| self.condition(it)));
        row.extend(it.value.iter().map(|it| self.term(it)));
        Form::Row(row)
    }
}

fn variable(id: VariableId) -> Form {
    Form::Variable(id.0 as usize)
}

fn variables(ids: &[VariableId]) -> Form {
    Form::Bag(ids.iter().copied().map(variable).collect())
}
