//! What does a term or a condition contain, and what is it worth by itself?

use super::{Atom, Conclusion, Condition, ConditionKind, PhraseId, Term};
use crate::value::{Overflow, Value};

impl Conclusion {
    /// The phrase or attribute that is concluded.
    pub fn phrase(&self) -> PhraseId {
        match self {
            Self::Phrase { atom, .. } => atom.phrase,
            Self::Value { attribute, .. } => attribute.phrase,
        }
    }

    /// What stands in its slots.
    pub fn terms(&self) -> &[Term] {
        match self {
            Self::Phrase { atom, .. } => &atom.terms,
            Self::Value { attribute, .. } => &attribute.terms,
        }
    }

    /// What stands in its slots, and the value that it gives.
    pub(crate) fn all_terms(&self) -> impl Iterator<Item = &Term> {
        let value = if let Self::Value { value, .. } = self { Some(value) } else { None };
        self.terms().iter().chain(value)
    }
}

impl Term {
    /// The value of a term that is written out in full; none if it isn't.
    pub(crate) fn constant(&self) -> Option<Result<Value, Overflow>> {
        match self {
            Self::Value(value) => Some(Ok(value.clone())),
            Self::Arithmetic(operation, sides) => {
                let (one, other) = (sides.0.constant()?, sides.1.constant()?);
                let (Ok(one), Ok(other)) = (one, other) else { return Some(Err(Overflow)) };
                operation.apply(&one, &other).transpose()
            }
            _ => None,
        }
    }

    /// Visits a term and all terms in it; those in the condition of an aggregate included.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(&Term)) {
        visit(self);
        match self {
            Self::Attribute(it) => it.terms.iter().for_each(|it| it.each(visit)),
            Self::Arithmetic(_, sides) => {
                sides.0.each(visit);
                sides.1.each(visit);
            }
            Self::Aggregate(it) => {
                if let Some(condition) = &it.condition {
                    condition.each_term(visit);
                }
                if let Some(value) = &it.value {
                    value.each(visit);
                }
            }
            Self::Variable(_) | Self::Thing(_) | Self::Value(_) => {}
        }
    }

    /// Visits the phrases and attributes that it reads, those in the condition of an aggregate included.
    pub(crate) fn each_phrase(&self, visit: &mut dyn FnMut(PhraseId)) {
        self.each_reading(&mut |it, _| visit(it));
    }

    /// The same with what stands in their slots.
    pub(crate) fn each_reading(&self, visit: &mut dyn FnMut(PhraseId, &[Term])) {
        match self {
            Self::Attribute(it) => {
                visit(it.phrase, &it.terms);
                it.terms.iter().for_each(|it| it.each_reading(visit));
            }
            Self::Arithmetic(_, sides) => {
                sides.0.each_reading(visit);
                sides.1.each_reading(visit);
            }
            Self::Aggregate(it) => {
                if let Some(condition) = &it.condition {
                    condition.each_reading(visit);
                }
                if let Some(value) = &it.value {
                    value.each_reading(visit);
                }
            }
            Self::Variable(_) | Self::Thing(_) | Self::Value(_) => {}
        }
    }

    /// Whether a term in it is of some sort.
    pub(crate) fn has(&self, is: impl Fn(&Term) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |it| found |= is(it));
        found
    }
}

impl Condition {
    /// Visits a condition and all conditions in it, but not those in aggregates.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(&Condition)) {
        visit(self);
        match &self.kind {
            ConditionKind::All(parts) => {
                for it in parts {
                    it.each(visit);
                }
            }
            ConditionKind::Any(branches) => {
                for it in branches {
                    it.condition.each(visit);
                }
            }
            ConditionKind::Not(it) => it.condition.each(visit),
            _ => {}
        }
    }

    /// The terms that it is about itself.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        match &self.kind {
            ConditionKind::Holds(Atom { terms, .. }) => terms.iter().collect(),
            ConditionKind::OfKind(it, _) => vec![it],
            ConditionKind::Same(one, other) | ConditionKind::Compare(_, one, other) => {
                vec![one, other]
            }
            ConditionKind::All(_) | ConditionKind::Any(_) | ConditionKind::Not(_) => Vec::new(),
        }
    }

    /// Visits all terms in it and in what it contains.
    pub(crate) fn each_term(&self, visit: &mut dyn FnMut(&Term)) {
        self.each(&mut |it| it.terms().into_iter().for_each(|it| it.each(visit)));
    }

    /// Visits the phrases and attributes that it reads, those in aggregates included.
    pub(crate) fn each_phrase(&self, visit: &mut dyn FnMut(PhraseId)) {
        self.each_reading(&mut |it, _| visit(it));
    }

    /// The same with what stands in their slots.
    pub(crate) fn each_reading(&self, visit: &mut dyn FnMut(PhraseId, &[Term])) {
        self.each(&mut |it| {
            if let ConditionKind::Holds(atom) = &it.kind {
                visit(atom.phrase, &atom.terms);
            }
            it.terms().into_iter().for_each(|it| it.each_reading(visit));
        });
    }
}
