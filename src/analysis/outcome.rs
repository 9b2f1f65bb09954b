//! What can come of a sentence, and under which facts? Disputes are no facts: who prevails is not asked.

use crate::{
    condition::{Condition, VariableId},
    engine::{
        AtomId, Described, Grounding, Item, Limit, OpenQuestion, Truth, compile::PredicateId,
    },
    program::{Comparison, Stated},
    vocabulary::{PhraseId, ThingId},
};

/// What can come of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// The attribute has this value.
    Value(Item),
    /// The attribute has no value.
    Nothing,
    /// Rules in effect contradict each other, and nothing ranks them.
    Disputed,
    /// Rules leave an input open that they settle elsewhere, and nothing is stated of it.
    Open,
    /// It is neither: what supports and attacks it only supports and attacks itself.
    Circular,
}

/// What can come of a question, each with the condition under which it does; these exclude each other, and together they
/// are all there is.
pub type Outcomes = Vec<(Outcome, Condition)>;

/// A phrase or attribute of some individuals, as it has been grounded.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A sentence.
    Sentence(AtomId),
    /// An attribute, with the values that it may have.
    Attribute(Vec<(AtomId, Item)>),
}

impl Subject {
    /// Grounds a phrase or attribute of some individuals.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn ground(
        grounding: &mut Grounding<'_>,
        phrase: PhraseId,
        row: &[ThingId],
    ) -> Result<Self, Limit> {
        let predicate = PredicateId(phrase.0);
        let items = row.iter().map(|it| Item::from(*it));
        if !grounding.has_value(predicate) {
            let items: Vec<Item> = items.collect();
            return Ok(Self::Sentence(grounding.look_at(predicate, &items)?));
        }
        let goal: Vec<Option<Item>> = items.map(Some).chain([None]).collect();
        let atoms = grounding.candidates(predicate, &goal)?;
        let valued = atoms.into_iter().filter_map(|it| {
            let items = grounding.items_of(it);
            items.last().map(|value| (it, *value))
        });
        Ok(Self::Attribute(valued.collect()))
    }

    /// What can come of it.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn outcomes(&self, grounding: &mut Grounding<'_>) -> Result<Outcomes, Limit> {
        let mut outcomes = match self {
            Self::Sentence(atom) => {
                let truth = grounding.decide(*atom)?;
                let no = grounding.space_mut().not(truth.possible)?;
                let circular = grounding.space_mut().and_not(truth.possible, truth.yes)?;
                vec![(Outcome::Yes, truth.yes), (Outcome::No, no), (Outcome::Circular, circular)]
            }
            Self::Attribute(values) => {
                let mut outcomes = Vec::new();
                let (mut some, mut possible) = (Condition::NEVER, Condition::NEVER);
                for (atom, value) in values {
                    let truth: Truth = grounding.decide(*atom)?;
                    some = grounding.space_mut().or(some, truth.yes)?;
                    possible = grounding.space_mut().or(possible, truth.possible)?;
                    outcomes.push((Outcome::Value(*value), truth.yes));
                }
                outcomes.push((Outcome::Nothing, grounding.space_mut().not(possible)?));
                outcomes.push((Outcome::Circular, grounding.space_mut().and_not(possible, some)?));
                outcomes
            }
        };
        narrow(grounding, &mut outcomes, Outcome::Disputed, whoever_prevails)?;
        narrow(grounding, &mut outcomes, Outcome::Open, whatever_is_open)?;
        outcomes.retain(|it| it.1 != Condition::NEVER);
        Ok(outcomes)
    }
}

/// Narrows the conditions of all outcomes; what is left then is an outcome of its own.
fn narrow(
    grounding: &mut Grounding<'_>,
    outcomes: &mut Outcomes,
    left: Outcome,
    narrowed: impl Fn(&mut Grounding<'_>, Condition) -> Result<Condition, Limit>,
) -> Result<(), Limit> {
    let mut rest = Condition::ALWAYS;
    for (_, condition) in outcomes.iter_mut() {
        *condition = narrowed(grounding, *condition)?;
        rest = grounding.space_mut().and_not(rest, *condition)?;
    }
    outcomes.push((left, rest));
    Ok(())
}

/// The facts under which a condition holds whoever prevails where rules contradict each other.
///
/// # Errors
/// When the node budget does not suffice.
pub fn whoever_prevails(
    grounding: &mut Grounding<'_>,
    condition: Condition,
) -> Result<Condition, Limit> {
    let disputed = |it: &VariableId| {
        let question = grounding.question(*it);
        matches!(question, OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_))
    };
    let disputes: Vec<VariableId> =
        grounding.space().support(condition).into_iter().filter(disputed).collect();
    disputes.into_iter().try_fold(condition, |it, dispute| for_all(grounding, it, dispute))
}

/// The facts under which a condition holds whatever is so of inputs that are not stated.
///
/// # Errors
/// When a limit is reached.
pub fn whatever_is_open(
    grounding: &mut Grounding<'_>,
    condition: Condition,
) -> Result<Condition, Limit> {
    let mut held = condition;
    for variable in grounding.space().support(condition) {
        let Some((input, row)) = input_of(grounding, variable) else { continue };
        let whether = grounding.look_at(PredicateId(input.whether.0), &row)?;
        let stated = grounding.decide(whether)?.yes;
        let unstated = for_all(grounding, held, variable)?;
        let space = grounding.space_mut();
        let (one, other) = (space.and(held, stated)?, space.and_not(unstated, stated)?);
        held = space.or(one, other)?;
    }
    Ok(held)
}

/// The input that a variable asks for, and the individuals it is about, if it is one that is taken apart.
fn input_of(grounding: &Grounding<'_>, variable: VariableId) -> Option<(Stated, Vec<Item>)> {
    let (predicate, row) = asks_for(grounding, variable)?;
    let mut inputs = grounding.program().shared.values();
    inputs.find(|it| it.what.0 == predicate.0).map(|it| (*it, row))
}

/// The phrase or attribute that a variable asks for, and of what; nothing for what is no input.
pub(super) fn asks_for(
    grounding: &Grounding<'_>,
    variable: VariableId,
) -> Option<(PredicateId, Vec<Item>)> {
    match grounding.question(variable) {
        OpenQuestion::Input(atom) => Some((grounding.predicate_of(atom), grounding.items_of(atom))),
        OpenQuestion::Value(unknown) | OpenQuestion::Individual(unknown) => {
            match grounding.describe(Item::of(unknown)) {
                Described::Unknown(predicate, row) => Some((predicate, row)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn for_all(
    grounding: &mut Grounding<'_>,
    condition: Condition,
    variable: VariableId,
) -> Result<Condition, Limit> {
    let mut all = Condition::ALWAYS;
    for value in 0..grounding.space().count_values(variable) {
        let part = grounding.space_mut().restrict(condition, variable, value)?;
        all = grounding.space_mut().and(all, part)?;
    }
    Ok(all)
}

/// The condition under which two outcomes are not the same; nothing where they always are.
///
/// # Errors
/// When a limit is reached.
pub fn different(
    grounding: &mut Grounding<'_>,
    one: Outcome,
    other: Outcome,
) -> Result<Condition, Limit> {
    match (one, other) {
        (Outcome::Value(one), Outcome::Value(other)) if one != other => {
            let same = grounding.compare(Comparison::Equal, one, other)?;
            Ok(grounding.space_mut().not(same)?)
        }
        _ if one == other => Ok(Condition::NEVER),
        _ => Ok(Condition::ALWAYS),
    }
}
