//! Which conditions has a rule, for certain things, and which of them are known before anything is looked for?

use rustc_hash::FxHashMap;

use crate::{
    program::{Atom, Condition, ConditionKind, Query, RuleId, Term, Variable, VariableId},
    vocabulary::{Entity, KindId, PhraseId},
};

use super::super::{
    Doubt,
    formula::{FALSE, Formula},
    ground::flat,
    words::speaker,
    world::{Binding, World, unify},
};
use super::{
    reads::{Member, attributes, barren, counted, kinds_within, members, within},
    said::{About, claim, term},
    tree::Tree,
};

/// A condition of a rule.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) claim: String,
    /// The claims that say it with the values of its attributes.
    pub(super) also: Vec<String>,
    /// How it is worded, where its words do not fit the things that it speaks of.
    pub(super) worded: Vec<String>,
    /// The attributes that it speaks of.
    pub(super) attributes: Vec<String>,
    /// When it holds; nothing where it speaks of something that is not known.
    pub(super) formula: Option<Formula>,
    /// Whether it is the rule's own, and not that of what it is an exception to.
    pub(super) own: bool,
    /// Whether it is one sentence, and not a list under a heading.
    pub(super) simple: bool,
    /// Its alternatives, those that are one sentence about known things.
    pub(super) branches: Vec<(String, Formula)>,
    /// The kinds of the things that only it speaks of.
    pub(super) kinds: Vec<KindId>,
    /// What it counts: for each thing the claims under which it does, and when.
    pub(super) members: Vec<Member>,
    /// Of what it denies: for each thing what would have to be so together.
    pub(super) within: Vec<Member>,
    /// Whether it is about a number or sum of many things.
    pub(super) counts: bool,
    pub(super) condition: Condition,
}

/// What could conclude something: a rule, for what is known of its things.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) rule: RuleId,
    pub(super) parts: Vec<Part>,
    /// What it says in each slot of its conclusion, with what would have to stand there.
    pub(super) head: Vec<(String, String)>,
}

/// The conditions of everything that the steps speak of.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// For each instance, all of its conditions.
    pub(super) of: Vec<Vec<Part>>,
    /// For each instance, the claims that its things are of their kinds.
    pub(super) kinds: Vec<Vec<String>>,
    /// For each instance, the attributes that it reads, and whether its own sentence does.
    pub(super) attributes: Vec<Vec<(String, bool)>>,
    /// For each instance, its exceptions with what is known of their conditions.
    pub(super) exceptions: Vec<Vec<Candidate>>,
    /// For each instance of an exception, that what it concludes has no value, where that may be.
    pub(super) barren: Vec<Option<Part>>,
    /// For a phrase or an attribute of some things, the rules that could conclude it.
    pub(super) could: FxHashMap<(PhraseId, Vec<Option<Entity>>), Vec<Candidate>>,
    /// The conditions of the question, for each of its answers.
    pub(super) question: Vec<Part>,
}

impl Parts {
    pub(super) fn of(world: &mut World<'_>, query: &Query, tree: &Tree) -> Result<Self, Doubt> {
        let mut parts = Self::default();
        for node in &tree.nodes {
            let (phrase, known) = match node.said.as_ref().map(|it| &it.about) {
                Some(About::Atom(key, _) | About::Value(key, ..)) => {
                    (key.0, key.1.iter().cloned().map(Some).collect())
                }
                Some(About::Some(phrase, known)) => (*phrase, known.clone()),
                _ => continue,
            };
            if !parts.could.contains_key(&(phrase, known.clone())) {
                let found = could(world, phrase, &known)?;
                parts.could.insert((phrase, known), found);
            }
        }
        if let Some(condition) = &query.wanted.condition {
            let nothing = vec![None; query.wanted.variables.len()];
            parts.question = list(world, &[(condition, true)], &query.wanted.variables, &nothing)?;
        }
        world.settle()?;
        let mut at = 0;
        while at < world.instances.len() {
            let (rule, binding) = (world.instances[at].rule, world.instances[at].binding.clone());
            let own = of_rule(world, rule, &binding)?;
            parts.of.push(own);
            parts.kinds.push(kinds(world, rule, &binding));
            let read = attributes(world, rule, &binding, &parts.of[at]);
            parts.attributes.push(read);
            parts.barren.push(barren(world, rule, &binding)?);
            let mut exceptions = Vec::new();
            for it in world.program.rule(rule).exceptions.clone() {
                let mut binding = binding.clone();
                binding.resize(world.program.rule(it).variables.len(), None);
                let parts = of_rule(world, it, &binding)?;
                exceptions.push(Candidate { rule: it, parts, head: Vec::new() });
            }
            parts.exceptions.push(exceptions);
            world.settle()?;
            at += 1;
        }
        Ok(parts)
    }
}

/// The rules that could conclude a phrase of some things, or give an attribute a value, as far as its words tell.
fn could(
    world: &mut World<'_>,
    phrase: PhraseId,
    known: &[Option<Entity>],
) -> Result<Vec<Candidate>, Doubt> {
    let mut found = Vec::new();
    for id in world.concluding[phrase.0 as usize].clone() {
        let rule = world.program.rule(id);
        let Some(conclusion) = &rule.conclusion else { continue };
        if matches!(conclusion, crate::program::Conclusion::Phrase { positive: false, .. }) {
            continue;
        }
        let Some(binding) = unify(rule, conclusion.terms(), known) else { continue };
        let nothing = vec![None; rule.variables.len()];
        let slots = conclusion.terms().iter().zip(known);
        let head = slots.filter_map(|(said, item)| {
            let item = term(&Term::from(item.as_ref()?), &rule.variables, &nothing);
            Some((term(said, &rule.variables, &unbound(said, &binding)), item))
        });
        let head = head.collect();
        found.push(Candidate { rule: id, parts: of_rule(world, id, &binding)?, head });
    }
    Ok(found)
}

/// What is known where a term stands alone: nothing, so that it can be told from what it would have to be.
fn unbound(term: &Term, binding: &Binding) -> Binding {
    match term {
        Term::Variable(_) => vec![None; binding.len()],
        _ => binding.clone(),
    }
}

/// The claims that the things of a rule are of their kinds.
fn kinds(world: &World<'_>, id: RuleId, binding: &Binding) -> Vec<String> {
    let variables = &world.program.rule(id).variables;
    let of_kind = |it: &VariableId| {
        let kind = variables[it.0 as usize].sort.kind()?;
        let Some(Entity::Thing(thing)) = &binding[it.0 as usize] else { return None };
        Some(format!("kind #{} {}", thing.0, kind.0))
    };
    let mut claims: Vec<String> = world.shared(id).iter().filter_map(of_kind).collect();
    claims.dedup();
    claims
}

/// The conditions of a rule and of what it is an exception to.
fn of_rule(world: &mut World<'_>, id: RuleId, binding: &Binding) -> Result<Vec<Part>, Doubt> {
    let program = world.program;
    let mut conditions: Vec<(&Condition, bool)> = Vec::new();
    for (depth, rule) in program.lineage(id).enumerate() {
        conditions.extend(rule.conditions.iter().map(|it| (it, depth == 0)));
    }
    let mut parts = list(world, &conditions, &program.rule(id).variables, binding)?;
    parts.extend(counted(world, id, binding)?);
    Ok(parts)
}

pub(super) fn list(
    world: &mut World<'_>,
    conditions: &[(&Condition, bool)],
    variables: &[Variable],
    binding: &Binding,
) -> Result<Vec<Part>, Doubt> {
    let mut parts = Vec::new();
    for (condition, own) in conditions {
        for condition in flat(condition) {
            let free = World::free(variables.len(), &[condition]);
            let mut known = true;
            condition.each_term(&mut |it| {
                if let Term::Variable(it) = it {
                    known &= binding[it.0 as usize].is_some() || !free.contains(it);
                }
            });
            let formula =
                if known { Some(world.condition(condition, variables, binding)?) } else { None };
            let (mut also, mut worded, mut attributes) = (Vec::new(), Vec::new(), Vec::new());
            if known && is_simple(condition) {
                for (phrase, row, positive) in rows(world, condition, variables, binding)? {
                    let speaker = speaker(world);
                    worded.push(if positive {
                        speaker.sentence(phrase, &row)
                    } else {
                        speaker.denied(phrase, &row)
                    });
                    let terms = row.iter().map(Term::from).collect();
                    let kind = ConditionKind::Holds(Atom { phrase, terms });
                    let it = claim(&Condition { kind, span: condition.span }, &[], &Vec::new());
                    also.push(if positive { it } else { format!("not ({it})") });
                }
            }
            condition.each_term(&mut |it| {
                if let Term::Attribute(_) = it {
                    attributes.push(term(it, variables, binding));
                }
            });
            let mut counts = false;
            condition.each_term(&mut |it| counts |= matches!(it, Term::Aggregate(_)));
            let members =
                if counts { members(world, condition, variables, binding)? } else { Vec::new() };
            parts.push(Part {
                branches: branches(world, condition, variables, binding)?,
                within: if known {
                    within(world, condition, variables, binding)?
                } else {
                    Vec::new()
                },
                kinds: kinds_within(condition, variables),
                members,
                claim: claim(condition, variables, binding),
                also,
                worded,
                attributes,
                formula,
                own: *own,
                simple: is_simple(condition),
                counts,
                condition: condition.clone(),
            });
        }
    }
    Ok(parts)
}

/// The alternatives of a condition that are one sentence about known things, and when each is so.
fn branches(
    world: &mut World<'_>,
    condition: &Condition,
    variables: &[Variable],
    binding: &Binding,
) -> Result<Vec<(String, Formula)>, Doubt> {
    let any = match &condition.kind {
        ConditionKind::Not(it) => &it.condition.kind,
        it => it,
    };
    let ConditionKind::Any(branches) = any else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for it in branches {
        let atom = matches!(it.condition.kind, ConditionKind::Holds(_) | ConditionKind::OfKind(..));
        let mut known = atom && it.locals.is_empty();
        it.condition.each_term(&mut |it| {
            if let Term::Variable(it) = it {
                known &= binding[it.0 as usize].is_some();
            }
        });
        if known {
            let formula = world.condition(&it.condition, variables, binding)?;
            found.push((claim(&it.condition, variables, binding), formula));
        }
    }
    Ok(found)
}

/// A phrase with something in its slots, and whether it is affirmed.
type Row = (PhraseId, Vec<Entity>, bool);

/// What a condition says of which things, once its attributes have values.
fn rows(
    world: &mut World<'_>,
    condition: &Condition,
    variables: &[Variable],
    binding: &Binding,
) -> Result<Vec<Row>, Doubt> {
    let (atom, positive) = match &condition.kind {
        ConditionKind::Holds(atom) => (atom, true),
        ConditionKind::Not(it) => match &it.condition.kind {
            ConditionKind::Holds(atom) => (atom, false),
            _ => return Ok(Vec::new()),
        },
        _ => return Ok(Vec::new()),
    };
    let mut rows: Vec<Row> = vec![(atom.phrase, Vec::new(), positive)];
    for term in &atom.terms {
        let cases = world.cases(term, variables, binding)?;
        let longer = |(phrase, row, positive): &Row| -> Vec<Row> {
            let each =
                cases.iter().map(|it| [row.as_slice(), std::slice::from_ref(&it.0)].concat());
            each.map(|it| (*phrase, it, *positive)).collect()
        };
        rows = rows.iter().flat_map(longer).collect();
    }
    Ok(rows)
}

/// Whether a condition is one sentence.
pub(super) fn is_simple(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::All(_) | ConditionKind::Any(_) => false,
        ConditionKind::Not(it) => {
            let inner = &it.condition.kind;
            it.locals.is_empty()
                && !matches!(inner, ConditionKind::Not(_))
                && is_simple(&it.condition)
        }
        _ => true,
    }
}

/// Whether an instance can't apply whatever is open, by what is stated alone.
pub(super) fn is_ruled_out(world: &World<'_>, instance: usize) -> bool {
    world.instances[instance].applicable == FALSE
}
