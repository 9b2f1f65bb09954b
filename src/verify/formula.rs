//! What is there to decide, without variables? Formulas over statements, and the questions that are open.

use crate::{
    program::{Comparison, Reading},
    value::Value,
    vocabulary::{Entity, KindId, PhraseId, ThingId},
};

/// A phrase with an individual or a value in each slot.
pub(super) type Key = (PhraseId, Vec<Entity>);

/// A condition without variables. Statements have numbers; what each rests on is a formula again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Formula {
    /// A statement is so.
    Is(usize),
    /// A statement is not so.
    Not(usize),
    /// An open question is settled in one of these ways.
    Ask(usize, Test),
    /// All of these; nothing at all is true.
    All(Vec<Formula>),
    /// One of these; nothing at all is false.
    Any(Vec<Formula>),
}

/// What is asked of an open question, by the places of its options, or of an unknown value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Test {
    /// One of the marked options.
    Options(Vec<bool>),
    /// The value compares like this with another.
    Compares(Comparison, Entity, bool),
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Whether an input holds.
    Input(Key),
    /// Whether what rules conclude prevails over what others conclude of the same.
    Dispute(Key),
    /// Of which kind an individual is.
    Kind(ThingId),
    /// Which reading of a provision prevails.
    Reading(u32),
    /// Which value an attribute has.
    Value(Key),
}

/// One way to settle a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// Yes or no.
    Truth(bool),
    /// Exactly this kind.
    Kind(KindId),
    /// This reading.
    Reading(Reading),
    /// This value, one for all those that no comparison tells from it.
    Value(Entity),
    /// A value that is not mentioned anywhere.
    Other,
}

pub(super) const TRUE: Formula = Formula::All(Vec::new());
pub(super) const FALSE: Formula = Formula::Any(Vec::new());

/// Of a settled question: yes.
pub(super) fn yes() -> Test {
    Test::Options(vec![false, true])
}

pub(super) fn settled(holds: bool) -> Formula {
    if holds { TRUE } else { FALSE }
}

/// All of some formulas, without those that are true anyway.
pub(super) fn all(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Formula::Any(inner) if inner.is_empty() => return FALSE,
            Formula::All(inner) => kept.extend(inner),
            it => kept.push(it),
        }
    }
    if kept.len() == 1 { kept.swap_remove(0) } else { Formula::All(kept) }
}

/// One of some formulas, without those that are false anyway.
pub(super) fn any(parts: impl IntoIterator<Item = Formula>) -> Formula {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Formula::All(inner) if inner.is_empty() => return TRUE,
            Formula::Any(inner) => kept.extend(inner),
            it => kept.push(it),
        }
    }
    if kept.len() == 1 { kept.swap_remove(0) } else { Formula::Any(kept) }
}

impl Formula {
    /// Visits the statements that it speaks of.
    pub(super) fn each(&self, visit: &mut dyn FnMut(usize)) {
        match self {
            Self::Is(it) | Self::Not(it) => visit(*it),
            Self::Ask(..) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|it| it.each(visit)),
        }
    }
}

impl Test {
    /// Whether a way to settle its question, the one at this place, is as asked.
    pub(super) fn admits(&self, place: usize, choice: &Choice) -> bool {
        match (self, choice) {
            (Self::Options(marked), _) => marked.get(place).copied().unwrap_or(false),
            (Self::Compares(comparison, with, holds), Choice::Value(it)) => {
                compares(*comparison, it, with) == *holds
            }
            (Self::Compares(comparison, _, holds), _) => {
                (*comparison == Comparison::Different) == *holds
            }
        }
    }

    /// The opposite.
    pub(super) fn denied(self) -> Self {
        match self {
            Self::Options(marked) => Self::Options(marked.iter().map(|it| !it).collect()),
            Self::Compares(comparison, with, holds) => Self::Compares(comparison, with, !holds),
        }
    }
}

/// Whether two known things or values compare like this.
pub(super) fn compares(comparison: Comparison, one: &Entity, other: &Entity) -> bool {
    match (one, other) {
        (Entity::Value(one), Entity::Value(other)) => comparison.holds(one, other).unwrap_or(false),
        _ => match comparison {
            Comparison::Equal => one == other,
            Comparison::Different => one != other,
            _ => false,
        },
    }
}

/// The value, if it is none of an individual.
pub(super) fn value_of(entity: &Entity) -> Option<&Value> {
    if let Entity::Value(it) = entity { Some(it) } else { None }
}
