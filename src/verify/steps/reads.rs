//! What does a condition read besides its sentence? Attributes, what is counted, and whether there is a value at all.

use crate::{
    program::{
        Alternative, Comparison, Conclusion, Condition, ConditionKind, Rule, RuleId, Term,
        Variable, VariableId,
    },
    vocabulary::KindId,
};

use super::super::{
    Doubt,
    formula::{Formula, TRUE, all},
    ground::{flat, locals},
    world::{Binding, World},
};
use super::{
    parts::{Part, is_simple, list},
    said::{claim, term},
};

/// Something that may count for a number or sum: what says that it does, the attributes of it that are read, and when
/// it counts.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) claims: Vec<String>,
    pub(super) attributes: Vec<String>,
    pub(super) when: Formula,
}

/// That what an exception concludes has no value, if that may be.
pub(super) fn barren(
    world: &mut World<'_>,
    id: RuleId,
    binding: &Binding,
) -> Result<Option<Part>, Doubt> {
    let rule = world.program.rule(id);
    if rule.exception_to.is_none() {
        return Ok(None);
    }
    let span = rule.span;
    let mut there = Vec::new();
    for term in concluded(rule) {
        if world.has_value(term, &rule.variables, binding)? != TRUE {
            let kind = ConditionKind::Compare(Comparison::Equal, term.clone(), term.clone());
            there.push(Condition { kind, span });
        }
    }
    if there.is_empty() {
        return Ok(None);
    }
    let condition = Condition { kind: ConditionKind::All(there), span };
    let it = Alternative { locals: Vec::new(), condition };
    let kind = ConditionKind::Not(Box::new(it));
    let denied = Condition { kind, span };
    Ok(list(world, &[(&denied, true)], &rule.variables, binding)?.pop())
}

/// An attribute that a rule reads in its conditions or for its conclusion, but not in what it counts; and whether the
/// rule's own sentence does so.
pub(super) fn attributes(
    world: &World<'_>,
    id: RuleId,
    binding: &Binding,
    parts: &[Part],
) -> Vec<(String, bool)> {
    let rule = world.program.rule(id);
    let plain = parts.iter().filter(|it| it.simple && !it.counts);
    let mut found: Vec<(String, bool)> =
        plain.flat_map(|it| it.attributes.iter().map(|read| (read.clone(), it.own))).collect();
    for concluded in concluded(rule) {
        let (mut counts, mut read) = (false, Vec::new());
        concluded.each(&mut |it| {
            counts |= matches!(it, Term::Aggregate(_));
            if let Term::Attribute(_) = it {
                read.push((term(it, &rule.variables, binding), true));
            }
        });
        found.extend(read.into_iter().filter(|_| !counts));
    }
    found
}

/// What a rule makes its conclusion of.
pub(super) fn concluded(rule: &Rule) -> Vec<&Term> {
    let Some(conclusion) = &rule.conclusion else { return Vec::new() };
    let value = match conclusion {
        Conclusion::Value { value, .. } => Some(value),
        Conclusion::Phrase { .. } => None,
    };
    conclusion.terms().iter().chain(value).collect()
}

/// What counts for the conclusion of a rule, as a condition that is always met.
pub(super) fn counted(
    world: &mut World<'_>,
    id: RuleId,
    binding: &Binding,
) -> Result<Vec<Part>, Doubt> {
    let rule = world.program.rule(id);
    let counts = |it: &&Term| it.has(|it| matches!(it, Term::Aggregate(_)));
    let mut parts = Vec::new();
    for term in concluded(rule).into_iter().filter(counts) {
        let kind = ConditionKind::Compare(Comparison::Equal, term.clone(), term.clone());
        let condition = Condition { kind, span: rule.span };
        for it in list(world, &[(&condition, true)], &rule.variables, binding)? {
            parts.push(Part { formula: None, attributes: Vec::new(), ..it });
        }
    }
    Ok(parts)
}

/// The kinds of the things that only a part of a condition speaks of.
pub(super) fn kinds_within(condition: &Condition, variables: &[Variable]) -> Vec<KindId> {
    let mut local: Vec<VariableId> = Vec::new();
    locals(condition, &mut local);
    local.iter().filter_map(|it| variables[it.0 as usize].sort.kind()).collect()
}

/// What the aggregates in a condition count.
pub(super) fn members(
    world: &mut World<'_>,
    condition: &Condition,
    variables: &[Variable],
    binding: &Binding,
) -> Result<Vec<Member>, Doubt> {
    let mut aggregates = Vec::new();
    condition.each_term(&mut |it| {
        if let Term::Aggregate(it) = it {
            aggregates.push((**it).clone());
        }
    });
    let mut members = Vec::new();
    for it in aggregates {
        let conditions: Vec<&Condition> = it.condition.iter().collect();
        let mut outside = Vec::new();
        for condition in &conditions {
            condition.each_term(&mut |term| {
                if let Term::Variable(it) = term {
                    outside.push(*it);
                }
            });
        }
        let free = World::free(variables.len(), &conditions);
        let unknown = |of: &&VariableId| {
            binding[of.0 as usize].is_none() && free.contains(of) && !it.locals.contains(of)
        };
        if outside.iter().any(|it| unknown(&it)) {
            continue;
        }
        let mut found = Vec::new();
        world.solve(variables, it.locals.clone(), &conditions, binding.clone(), &mut found)?;
        for binding in found {
            let mut when = Vec::new();
            for condition in &conditions {
                when.push(world.condition(condition, variables, &binding)?);
            }
            let when = all(when);
            let parts = conditions.iter().flat_map(|it| flat(it)).filter(|it| is_simple(it));
            let claims = parts.map(|it| claim(it, variables, &binding)).collect();
            let mut attributes = Vec::new();
            it.value.iter().for_each(|value| {
                value.each(&mut |it| {
                    if let Term::Attribute(_) = it {
                        attributes.push(term(it, variables, &binding));
                    }
                });
            });
            members.push(Member { claims, attributes, when });
        }
    }
    Ok(members)
}

/// The things of which a condition denies something together: what would have to be so of each of them, and when.
pub(super) fn within(
    world: &mut World<'_>,
    condition: &Condition,
    variables: &[Variable],
    binding: &Binding,
) -> Result<Vec<Member>, Doubt> {
    let ConditionKind::Not(it) = &condition.kind else { return Ok(Vec::new()) };
    if is_simple(condition) || matches!(it.condition.kind, ConditionKind::Any(_)) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    world.solve(variables, it.locals.clone(), &[&it.condition], binding.clone(), &mut found)?;
    let mut members = Vec::new();
    for binding in found {
        let when = world.condition(&it.condition, variables, &binding)?;
        let parts = flat(&it.condition).into_iter().filter(|it| is_simple(it));
        let claims = parts.map(|it| claim(it, variables, &binding));
        // What is said of the value of an attribute is said of that value.
        let claims = claims.filter(|it| !it.contains("the ")).collect();
        members.push(Member { claims, attributes: Vec::new(), when });
    }
    Ok(members)
}
