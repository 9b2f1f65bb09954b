//! What would have to be stated for the answer to be another one? The least changes, and how a case would state them.

use crate::{
    condition::{Condition, Literal, Test, VariableId},
    engine::{
        AtomId, Described, Grounding, Item, Limit, OpenQuestion,
        compile::{Meaning, PredicateId},
    },
    program::{Fact, Program, Scenario, Stated, Status},
    source::Span,
    vocabulary::{Entity, PhraseId},
};

/// One set of changes under which the answer is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What would then be so.
    pub literals: Vec<Literal>,
    /// How a case would state it.
    pub facts: Vec<Fact>,
}

/// How things stand.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The rules as they are.
    pub program: &'a Program,
    /// The case as it is.
    pub scenario: &'a Scenario,
    /// The place of what is asked, for facts that are only tried.
    pub span: Span,
}

/// The least changes under which an atom is true, or (`wanted` being false) false, whatever stays open; the smallest
/// first, at most `limit` of them, and whether these are all. The grounding is one in which inputs are open
/// (see [`Program::opened`]).
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn least_changes(
    grounding: &mut Grounding<'_>,
    atom: AtomId,
    wanted: bool,
    standing: Standing<'_>,
    limit: usize,
) -> Result<(Vec<Change>, bool), Limit> {
    let truth = grounding.decide(atom)?;
    let condition = if wanted { truth.yes } else { grounding.space_mut().not(truth.possible)? };
    let variables = grounding.space().support(condition);
    let mut values = vec![None; grounding.space().variable_count()];
    for variable in &variables {
        values[variable.index()] = stands(grounding, *variable, standing);
    }
    let changes = grounding.space_mut().least_changes(condition, values.clone())?;
    let listed = changes.shortest(grounding.space(), limit);
    let mut complete = changes.count(grounding.space()) == listed.len().into();
    let compared = |it: &VariableId| matches!(grounding.question(*it), OpenQuestion::Relation(_));
    complete &= !variables.iter().any(compared);
    let mut found = Vec::new();
    for literals in listed {
        let Some(literals) = statable(grounding, &literals, &mut complete)? else { continue };
        for literals in spelled_out(grounding, &literals, &values)? {
            // How several unknown values lie to each other, a case can't state.
            match facts(grounding, &literals, &values, standing.span)? {
                Some(facts) => found.push(Change { literals, facts }),
                None => complete = false,
            }
        }
    }
    Ok((found, complete))
}

/// Some literals without those that something is stated: the statement is a literal of its own. Nothing comes back where
/// something is no longer to be stated, which is no statement.
fn statable(
    grounding: &mut Grounding<'_>,
    literals: &[Literal],
    complete: &mut bool,
) -> Result<Option<Vec<Literal>>, Limit> {
    let mut statements = Vec::new();
    for literal in literals {
        let Some((stated, row)) = taken_apart(grounding, literal.variable) else { continue };
        let is_stated = grounding.space_mut().literal(*literal)?;
        if !grounding.space().holds(is_stated, |_| 1) {
            return Ok(None);
        }
        statements.push((literal.variable, stated.what, row));
    }
    for (_, what, row) in &statements {
        let is_said = literals.iter().any(|it| {
            input(grounding, it.variable).is_some_and(|it| it.0.0 == what.0 && it.1 == *row)
        });
        if !is_said {
            // That something is stated, whatever it is, is more than one statement.
            *complete = false;
            return Ok(None);
        }
    }
    let is_mere = |it: &&Literal| statements.iter().all(|other| other.0 != it.variable);
    Ok(Some(literals.iter().filter(is_mere).copied().collect()))
}

/// The input of which a question asks whether it is stated, and of what.
fn taken_apart(grounding: &Grounding<'_>, variable: VariableId) -> Option<(Stated, Vec<Item>)> {
    let (predicate, row) = input(grounding, variable)?;
    let mut inputs = grounding.program().shared.values();
    inputs.find(|it| it.whether.0 == predicate.0).map(|it| (*it, row))
}

fn input(grounding: &Grounding<'_>, variable: VariableId) -> Option<(PredicateId, Vec<Item>)> {
    match grounding.question(variable) {
        OpenQuestion::Input(atom) => Some((grounding.predicate_of(atom), grounding.items_of(atom))),
        _ => None,
    }
}

/// A case states which individual an attribute's value is, never which it is not: so that it is not one of them becomes
/// each of the others.
fn spelled_out(
    grounding: &mut Grounding<'_>,
    literals: &[Literal],
    stands: &[Option<u32>],
) -> Result<Vec<Vec<Literal>>, Limit> {
    let mut all: Vec<Vec<Literal>> = vec![Vec::new()];
    let mut rest = literals;
    while let Some(first) = rest.first() {
        let variable = first.variable;
        let own = rest.iter().take_while(|it| it.variable == variable).count();
        let (own, others) = rest.split_at(own);
        rest = others;
        let individual = matches!(grounding.question(variable), OpenQuestion::Individual(_));
        let choices: Vec<Vec<Literal>> = if individual && own.iter().any(|it| !it.holds) {
            let mut parts = Vec::new();
            for it in own {
                parts.push(grounding.space_mut().literal(*it)?);
            }
            let wanted = grounding.space_mut().all_of(parts)?;
            let space = grounding.space();
            let values = (0..space.count_values(variable))
                .filter(|it| stands[variable.index()] != Some(*it) && space.holds(wanted, |_| *it));
            values.map(|it| vec![Literal { variable, test: Test::Is(it), holds: true }]).collect()
        } else {
            vec![own.to_vec()]
        };
        all = all
            .iter()
            .flat_map(|it| choices.iter().map(move |more| [it.as_slice(), more].concat()))
            .collect();
    }
    Ok(all)
}

/// The value that an open question's variable has as things stand.
fn stands(grounding: &Grounding<'_>, variable: VariableId, as_is: Standing<'_>) -> Option<u32> {
    let (program, scenario) = (as_is.program, as_is.scenario);
    match grounding.question(variable) {
        OpenQuestion::Input(atom) => {
            let (phrase, entities) = named(grounding, atom)?;
            let shared = &grounding.program().shared;
            let Some((own, input)) =
                shared.iter().find(|it| it.1.what == phrase || it.1.whether == phrase)
            else {
                return program.standing(scenario, phrase, &entities).map(u32::from);
            };
            let mut facts = scenario.facts.iter();
            let stated = facts.find(|it| it.phrase == *own && it.entities == entities);
            let stated = stated.filter(|it| it.status != Status::Unknown);
            if input.whether == phrase {
                return Some(u32::from(stated.is_some()));
            }
            stated.map(|it| u32::from(it.status == Status::Yes))
        }
        OpenQuestion::Value(unknown) | OpenQuestion::Individual(unknown) => {
            let fact = stated_value(grounding, unknown, scenario)?;
            match fact.value.as_ref()? {
                Entity::Value(value) => grounding.cell_of(unknown, value),
                Entity::Thing(thing) => {
                    grounding.place_of(grounding.question(variable), (*thing).into())
                }
            }
        }
        _ => None,
    }
}

/// What a case states of an attribute that is unknown in the grounding.
fn stated_value<'a>(
    grounding: &Grounding<'_>,
    unknown: u32,
    scenario: &'a Scenario,
) -> Option<&'a Fact> {
    let (phrase, entities) = attribute(grounding, unknown)?;
    scenario.facts.iter().find(|it| it.phrase == phrase && it.entities == entities)
}

fn attribute(grounding: &Grounding<'_>, unknown: u32) -> Option<(PhraseId, Vec<Entity>)> {
    let item = Item::of(unknown);
    let Described::Unknown(predicate, things) = grounding.describe(item) else { return None };
    let Meaning::Phrase(phrase) = grounding.predicate(predicate).meaning else { return None };
    let entities = things.iter().map(|it| grounding.describe(*it).entity());
    Some((phrase, entities.collect::<Option<_>>()?))
}

fn named(grounding: &Grounding<'_>, atom: AtomId) -> Option<(PhraseId, Vec<Entity>)> {
    let Meaning::Phrase(phrase) = grounding.predicate(grounding.predicate_of(atom)).meaning else {
        return None;
    };
    let entities = grounding.items_of(atom).into_iter().map(|it| grounding.describe(it).entity());
    Some((phrase, entities.collect::<Option<_>>()?))
}

/// How a case would state some literals; nothing where it can't: a kind, a dispute, a reading.
fn facts(
    grounding: &mut Grounding<'_>,
    literals: &[Literal],
    stands: &[Option<u32>],
    span: Span,
) -> Result<Option<Vec<Fact>>, Limit> {
    let mut variables: Vec<VariableId> = literals.iter().map(|it| it.variable).collect();
    variables.dedup();
    let mut facts = Vec::new();
    for variable in variables {
        let mut parts = Vec::new();
        for literal in literals.iter().filter(|it| it.variable == variable) {
            parts.push(grounding.space_mut().literal(*literal)?);
        }
        let wanted = grounding.space_mut().all_of(parts)?;
        let Some(fact) = fact(grounding, variable, wanted, stands[variable.index()], span) else {
            return Ok(None);
        };
        // What is stated is said of the input itself.
        let mut shared = grounding.program().shared.iter();
        let own = shared.find(|it| it.1.what == fact.phrase).map(|it| *it.0);
        facts.push(Fact { phrase: own.unwrap_or(fact.phrase), ..fact });
    }
    Ok(Some(facts))
}

/// The fact that gives a variable the first value as wanted; nothing where no fact can: of a kind, a dispute, a reading.
pub fn fact_for(
    grounding: &Grounding<'_>,
    variable: VariableId,
    wanted: Condition,
    span: Span,
) -> Option<Fact> {
    fact(grounding, variable, wanted, None, span)
}

/// The fact that gives a variable a value as wanted, the one nearest to the value that it has.
fn fact(
    grounding: &Grounding<'_>,
    variable: VariableId,
    wanted: Condition,
    stands: Option<u32>,
    span: Span,
) -> Option<Fact> {
    let space = grounding.space();
    let fits = |it: &u32| space.holds(wanted, |_| *it);
    let from = stands.unwrap_or(0);
    let value =
        (0..space.count_values(variable)).filter(fits).min_by_key(|it| it.abs_diff(from))?;
    match grounding.question(variable) {
        OpenQuestion::Input(atom) => {
            let (phrase, entities) = named(grounding, atom)?;
            let status = if value == 1 { Status::Yes } else { Status::No };
            Some(Fact { phrase, entities, value: None, status, span })
        }
        question @ (OpenQuestion::Value(unknown) | OpenQuestion::Individual(unknown)) => {
            let (phrase, entities) = attribute(grounding, unknown)?;
            let listed = grounding.cell_value(question, value);
            let listed = listed.and_then(|it| grounding.describe(Item::of(it)).entity());
            let found = listed.or_else(|| grounding.point(unknown, value).map(Entity::Value))?;
            Some(Fact { phrase, entities, value: Some(found), status: Status::Yes, span })
        }
        _ => None,
    }
}
