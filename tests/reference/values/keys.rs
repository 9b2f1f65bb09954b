//! What does a condition or a conclusion speak of, once its variables stand for individuals?

use grounds::{
    program::{Attribute, Conclusion, Term},
    vocabulary::{PhraseId, ThingId},
};

use super::symbol::Key;
use crate::world::Binding;

pub(crate) fn phrase_of(conclusion: &Conclusion) -> PhraseId {
    match conclusion {
        Conclusion::Phrase { atom, .. } => atom.phrase,
        Conclusion::Value { attribute, .. } => attribute.phrase,
    }
}

pub(crate) fn thing(term: &Term, binding: &Binding) -> ThingId {
    match term {
        Term::Variable(it) => binding[it],
        Term::Thing(it) => *it,
        _ => unreachable!("a slot takes an individual"),
    }
}

pub(crate) fn key(phrase: PhraseId, terms: &[Term], binding: &Binding) -> Key {
    (phrase, terms.iter().map(|it| thing(it, binding)).collect())
}

pub(crate) fn attribute_key(attribute: &Attribute, binding: &Binding) -> Key {
    key(attribute.phrase, &attribute.terms, binding)
}

/// What a rule speaks of.
pub(crate) fn concluded(conclusion: &Conclusion, binding: &Binding) -> Key {
    match conclusion {
        Conclusion::Phrase { atom, .. } => key(atom.phrase, &atom.terms, binding),
        Conclusion::Value { attribute, .. } => attribute_key(attribute, binding),
    }
}
