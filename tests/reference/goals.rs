//! What is compared? The answers to a question, every other atom, and every rule instance behind them.

use grounds::{
    engine::{
        AtomId, Grounding, Truth,
        compile::{Origin, PredicateId},
    },
    program::{Query, VariableId},
    vocabulary::ThingId,
};

use crate::plain;
use crate::world::{Binding, Formula, World, all, collect_locals};

/// Something whose truth both the engine and the evaluator tell.
pub(crate) struct Goal {
    pub(crate) name: String,
    pub(crate) tested: Tested,
    /// What the engine says.
    pub(crate) truth: Truth,
}

/// What the evaluator is asked.
pub(crate) enum Tested {
    Formula(Formula),
    /// Whether an instance is in effect.
    InEffect(usize),
}

/// An answer for every binding of what is asked for; where the engine lists none, it says that none is possible.
pub(crate) fn answers(
    grounding: &mut Grounding<'_>,
    world: &World<'_>,
    query: &Query,
    asked: PredicateId,
) -> Result<Vec<Goal>, String> {
    let wanted = &query.wanted;
    let asks_for: Vec<VariableId> = wanted.answers.iter().map(|it| it.variable).collect();
    let listed = grounding.answers(asked).map_err(|it| format!("{it:?}"))?;
    let mut goals = Vec::new();
    for binding in world.bindings(&asks_for) {
        let things: Vec<ThingId> = asks_for.iter().map(|it| binding[it]).collect();
        let atom = listed.iter().find(|it| grounding.items_of(**it) == plain::items(&things));
        let truth = match atom {
            Some(atom) => grounding.decide(*atom).map_err(|it| format!("{it:?}"))?,
            None => Truth::NO,
        };
        let names: Vec<&str> =
            things.iter().map(|it| &*grounding.things()[it.0 as usize].name).collect();
        let name = format!("the answer {}", names.join(" and "));
        goals.push(Goal { name, tested: Tested::Formula(asked_of(world, query, &binding)), truth });
    }
    Ok(goals)
}

/// What is asked, of some individuals: that there are such others that the condition holds.
fn asked_of(world: &World<'_>, query: &Query, binding: &Binding) -> Formula {
    let wanted = &query.wanted;
    let mut local = Vec::new();
    wanted.condition.iter().for_each(|it| collect_locals(it, &mut local));
    let every = (0..).map(VariableId).take(wanted.variables.len());
    let others: Vec<VariableId> =
        every.filter(|it| !local.contains(it) && !binding.contains_key(it)).collect();
    let for_some = |mut others: Binding| {
        others.extend(binding.iter().map(|(variable, thing)| (*variable, *thing)));
        let mut parts = world.kinds_of(&wanted.variables, &others);
        parts.extend(
            wanted.condition.iter().map(|it| world.formula(it, &wanted.variables, &others)),
        );
        all(parts)
    };
    Formula::Any(world.bindings(&others).into_iter().map(for_some).collect())
}

/// Every atom, whether the question reaches it or not, and every instance that concludes one.
pub(crate) fn behind(
    grounding: &mut Grounding<'_>,
    world: &World<'_>,
) -> Result<Vec<Goal>, String> {
    let mut goals = Vec::new();
    for (place, (phrase, things)) in world.atoms.iter().enumerate() {
        let predicate = PredicateId(phrase.0);
        let atom =
            grounding.look_at(predicate, &plain::items(things)).map_err(|it| format!("{it:?}"))?;
        let truth = grounding.decide(atom).map_err(|it| format!("{it:?}"))?;
        let name = world.name(place, grounding.things());
        goals.push(Goal { name, tested: Tested::Formula(Formula::Atom(place)), truth });
        if world.stated[place].is_none() {
            instances(grounding, world, atom, &mut goals)?;
        }
    }
    Ok(goals)
}

fn instances(
    grounding: &mut Grounding<'_>,
    world: &World<'_>,
    atom: AtomId,
    goals: &mut Vec<Goal>,
) -> Result<(), String> {
    for positive in [true, false] {
        for instance in grounding.instances(atom, positive) {
            let Origin::Rule(rule) = grounding.clause(grounding.clause_of(instance)).origin else {
                continue;
            };
            let known = (0..).map(VariableId).zip(grounding.known_of(instance));
            let binding: Binding =
                known.filter_map(|(it, item)| Some((it, plain::thing(grounding, item?)))).collect();
            let truth = grounding.in_effect(instance).map_err(|it| format!("{it:?}"))?;
            let name = format!("{} for {binding:?}", world.program.rule(rule).label);
            let tested = match world.instance(rule, &binding) {
                Some(place) => Tested::InEffect(place),
                None => Tested::Formula(Formula::Any(vec![])),
            };
            goals.push(Goal { name, tested, truth });
        }
    }
    Ok(())
}

/// That having looked behind the answers has not changed them.
pub(crate) fn unchanged(
    grounding: &mut Grounding<'_>,
    asked: PredicateId,
    answers: &[Goal],
) -> Result<(), String> {
    let before = answers.iter().filter(|it| it.truth != Truth::NO).map(|it| it.truth);
    let before: Vec<Truth> = before.collect();
    let mut after = Vec::new();
    for atom in grounding.answers(asked).map_err(|it| format!("{it:?}"))? {
        after.push(grounding.decide(atom).map_err(|it| format!("{it:?}"))?);
    }
    after.retain(|it| *it != Truth::NO);
    if before == after {
        Ok(())
    } else {
        Err("the answers changed when more was looked at".to_owned())
    }
}
