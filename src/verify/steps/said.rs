//! What does the sentence of a step say, and how can it be told that two say the same?

use rustc_hash::FxHashMap;

use crate::{
    program::{Alternative, Atom, Comparison, Condition, ConditionKind, Term, Variable},
    source::Span,
    vocabulary::{Entity, KindId, PhraseId, ThingId},
};

use super::super::{
    Doubt,
    formula::{Formula, Key, settled},
    ground::flat,
    words::{Words, asked, speaker},
    world::{Binding, World, stands_for},
};
use super::tree::Node;

/// What a sentence says.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The same text for all sentences that say the same.
    pub(super) claim: String,
    pub(super) formula: Formula,
    pub(super) about: About,
    /// The attributes that it compares, if it is a comparison, and not of what is counted.
    pub(super) compares: Option<Vec<String>>,
    /// Whether it says something of what differs from things that only the rule above it names.
    pub(super) elsewhere: bool,
}

/// What a sentence is about, and whether it affirms it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// A phrase of known things.
    Atom(Key, bool),
    /// That an attribute has a value.
    Value(Key, Entity, bool),
    /// That an individual is of a kind.
    Kind(ThingId, KindId),
    /// A phrase of things of which some are not known.
    Some(PhraseId, Vec<Option<Entity>>),
    /// Something else.
    Other,
}

/// The sentences that are likely to occur, so that they need not be read: facts, what has been looked into, and kinds.
pub(super) struct Dictionary {
    sentences: FxHashMap<String, Condition>,
}

impl Dictionary {
    pub(super) fn of(world: &World<'_>) -> Self {
        let speaker = speaker(world);
        let mut sentences = FxHashMap::default();
        let mut add = |yes: String, no: String, kind: ConditionKind, span: Span| {
            let condition = Condition { kind, span };
            let it = Alternative { locals: Vec::new(), condition: condition.clone() };
            let denied = Condition { kind: ConditionKind::Not(Box::new(it)), span };
            sentences.entry(yes).or_insert(condition);
            sentences.entry(no).or_insert(denied);
        };
        let vocabulary = &world.program.vocabulary;
        let mut of_one: Vec<Key> = Vec::new();
        for (phrase, it) in (0..).map(PhraseId).zip(&vocabulary.phrases) {
            if let [slot] = &it.slots[..]
                && let Some(kind) = slot.sort.kind()
            {
                let each = world.members(kind).iter();
                of_one.extend(each.map(|it| (phrase, vec![Entity::Thing(*it)])));
            }
        }
        for (phrase, items) in world.rows.iter().flatten().chain(&world.looked_at).chain(&of_one) {
            if world.program.vocabulary.phrase(*phrase).value.is_none() {
                let (yes, no) = (speaker.sentence(*phrase, items), speaker.denied(*phrase, items));
                let terms = items.iter().map(Term::from).collect();
                let kind = ConditionKind::Holds(Atom { phrase: *phrase, terms });
                add(yes, no, kind, world.program.vocabulary.phrase(*phrase).span);
            }
        }
        for (thing, it) in (0..).map(ThingId).zip(&world.things) {
            for kind in world.program.vocabulary.upwards(it.kind) {
                let (yes, no) =
                    (speaker.kind_sentence(thing, kind), speaker.kind_denied(thing, kind));
                add(yes, no, ConditionKind::OfKind(Term::Thing(thing), kind), it.span);
            }
        }
        Self { sentences }
    }
}

fn plainly(world: &mut World<'_>, condition: &Condition, formula: Formula) -> Result<Said, Doubt> {
    let nothing = Vec::new();
    let about = about(condition, &nothing, true);
    if let About::Atom(key, _) = &about {
        world.atom(key);
        world.concluding(key, true)?;
        world.concluding(key, false)?;
    }
    Ok(Said {
        claim: claim(condition, &[], &nothing),
        formula,
        about,
        compares: None,
        elsewhere: false,
    })
}

/// Reads the sentence of a step, if it is one that can be read.
pub(super) fn read(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    known: &Dictionary,
    node: &mut Node,
) -> Result<(), Doubt> {
    if !node.is("sentence") {
        return Ok(());
    }
    let sentence = match node.sentence.strip_prefix("it is not the case that ") {
        Some(it) => format!("not {it}"),
        None => node.sentence.clone(),
    };
    if let Some(condition) = known.sentences.get(&sentence) {
        let formula = world.condition(condition, &[], &Vec::new())?;
        node.said = Some(plainly(world, condition, formula)?);
        return world.settle();
    }
    node.said = match words.condition(&sentence) {
        Some((query, condition)) => {
            let formula = asked(world, &query, &[])?;
            let variables = &query.wanted.variables;
            let binding = vec![None; variables.len()];
            let claim = claim(&condition, variables, &binding);
            let about = about(&condition, &binding, true);
            if let About::Atom(key, _) = &about {
                world.atom(key);
                world.concluding(key, true)?;
                world.concluding(key, false)?;
            }
            let other = node.remark == "there is no other"
                || sentence.contains(" another ")
                || sentence.starts_with("another ");
            let elsewhere = other && claim.contains('?');
            let compares = compared(&condition, variables, &binding);
            Some(Said { claim, formula, about, compares, elsewhere })
        }
        None => match attribute(world, words, &sentence)? {
            None => spoken(world, &sentence),
            it => it,
        },
    };
    world.settle()
}

/// `the price of Lamp`, where that has no value; `the price of Lamp is unknown`.
fn attribute(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    sentence: &str,
) -> Result<Option<Said>, Doubt> {
    let bare = sentence.strip_suffix(" is unknown");
    let Some((query, condition)) =
        words.condition(&format!("what is {}", bare.unwrap_or(sentence)))
    else {
        return Ok(None);
    };
    let ConditionKind::Compare(_, one, other) = &condition.kind else { return Ok(None) };
    let it = if let Term::Attribute(_) = one { one } else { other };
    let Term::Attribute(attribute) = it else { return Ok(None) };
    let variables = &query.wanted.variables;
    let nothing = vec![None; variables.len()];
    let unknown = world.is_unknown(it, &nothing);
    let claim = term(it, variables, &nothing);
    let known = attribute.terms.iter().map(|it| stands_for(it, &nothing)).collect();
    let formula = match (bare, unknown) {
        (Some(_), unknown) => settled(unknown),
        (None, true) => return Ok(None),
        (None, false) => {
            let cases = world.cases(it, variables, &nothing)?;
            super::super::formula::any(cases.into_iter().map(|it| it.1))
        }
    };
    let about = About::Some(attribute.phrase, known);
    Ok(Some(Said { claim, formula, about, compares: None, elsewhere: false }))
}

/// Sentences that no question can be made of.
fn spoken(world: &mut World<'_>, sentence: &str) -> Option<Said> {
    let program = world.program;
    for (provision, it) in (0..).map(crate::program::ProvisionId).zip(&program.provisions) {
        for (reading, name) in (0..).zip(&it.readings) {
            if sentence == format!("the {name} reading of {} prevails", it.name) {
                let formula = world.prevails(crate::program::Reading { provision, reading });
                return Some(Said {
                    claim: sentence.to_owned(),
                    formula,
                    about: About::Other,
                    compares: None,
                    elsewhere: false,
                });
            }
        }
    }
    let kinds = (0..).map(KindId).take(program.vocabulary.kinds.len());
    for kind in kinds {
        if sentence == format!("there is {}", program.vocabulary.a(kind)) {
            let formula = settled(!world.members(kind).is_empty());
            return Some(Said {
                claim: sentence.to_owned(),
                formula,
                about: About::Other,
                compares: None,
                elsewhere: false,
            });
        }
    }
    None
}

fn about(condition: &Condition, binding: &Binding, positive: bool) -> About {
    match &condition.kind {
        ConditionKind::Holds(atom) => {
            let known: Vec<Option<Entity>> =
                atom.terms.iter().map(|it| stands_for(it, binding)).collect();
            match known.iter().cloned().collect() {
                Some(items) => About::Atom((atom.phrase, items), positive),
                None if positive => About::Some(atom.phrase, known),
                None => About::Other,
            }
        }
        ConditionKind::OfKind(term, kind) => match stands_for(term, binding) {
            Some(Entity::Thing(it)) => About::Kind(it, *kind),
            _ => About::Other,
        },
        ConditionKind::Same(Term::Attribute(it), value)
        | ConditionKind::Compare(Comparison::Equal, Term::Attribute(it), value) => {
            let items = it.terms.iter().map(|it| stands_for(it, binding)).collect();
            match (items, stands_for(value, binding)) {
                (Some(items), Some(value)) => About::Value((it.phrase, items), value, positive),
                _ => About::Other,
            }
        }
        ConditionKind::Not(it) if it.locals.is_empty() => about(&it.condition, binding, !positive),
        ConditionKind::All(parts) if parts.len() == 1 => about(&parts[0], binding, positive),
        _ => About::Other,
    }
}

/// The attributes that a comparison reads, unless it is about what is counted.
fn compared(
    condition: &Condition,
    variables: &[Variable],
    binding: &Binding,
) -> Option<Vec<String>> {
    let inner = match &condition.kind {
        ConditionKind::Not(it) => &it.condition,
        _ => condition,
    };
    let mut counts = !matches!(inner.kind, ConditionKind::Compare(..) | ConditionKind::Same(..));
    let mut found = Vec::new();
    condition.each_term(&mut |it| match it {
        Term::Aggregate(_) => counts = true,
        Term::Attribute(_) => found.push(term(it, variables, binding)),
        _ => {}
    });
    if counts { None } else { Some(found) }
}

/// A text that is the same for two conditions exactly if they say the same of the same.
pub(super) fn claim(condition: &Condition, variables: &[Variable], binding: &Binding) -> String {
    let term = |it: &Term| term(it, variables, binding);
    match &condition.kind {
        ConditionKind::Holds(atom) => {
            format!("{}({})", atom.phrase.0, list(&atom.terms, variables, binding))
        }
        ConditionKind::OfKind(it, kind) => format!("kind {} {}", term(it), kind.0),
        ConditionKind::Same(one, other) | ConditionKind::Compare(Comparison::Equal, one, other) => {
            equal(&term(one), &term(other))
        }
        ConditionKind::Compare(how, one, other) => match how {
            Comparison::More | Comparison::AtLeast => {
                format!("{} {:?} {}", term(other), how.flipped(), term(one))
            }
            _ => format!("{} {how:?} {}", term(one), term(other)),
        },
        ConditionKind::All(_) => {
            let parts: Vec<String> =
                flat(condition).iter().map(|it| claim(it, variables, binding)).collect();
            parts.join(" & ")
        }
        ConditionKind::Any(parts) => {
            let each = parts.iter().map(|it| claim(&it.condition, variables, binding));
            format!("[{}]", each.collect::<Vec<_>>().join(" | "))
        }
        ConditionKind::Not(it) => match &it.condition.kind {
            ConditionKind::Compare(how, one, other) if let Some(how) = how.opposite() => {
                let (one, other) = (one.clone(), other.clone());
                let kind = ConditionKind::Compare(how, one, other);
                claim(&Condition { kind, span: condition.span }, variables, binding)
            }
            _ => format!("not ({})", claim(&it.condition, variables, binding)),
        },
    }
}

pub(super) fn equal(one: &str, other: &str) -> String {
    if one <= other { format!("{one} = {other}") } else { format!("{other} = {one}") }
}

fn list(terms: &[Term], variables: &[Variable], binding: &Binding) -> String {
    let terms: Vec<String> = terms.iter().map(|it| term(it, variables, binding)).collect();
    terms.join(", ")
}

/// The same for a term.
pub(super) fn term(it: &Term, variables: &[Variable], binding: &Binding) -> String {
    match (it, stands_for(it, binding)) {
        (_, Some(Entity::Thing(it))) => format!("#{}", it.0),
        (_, Some(Entity::Value(it))) => it.to_string(),
        (Term::Variable(it), None) => format!("?{:?}", variables[it.0 as usize].sort),
        (Term::Attribute(it), _) => {
            format!("the {}({})", it.phrase.0, list(&it.terms, variables, binding))
        }
        (Term::Arithmetic(operation, sides), _) => format!(
            "({} {operation:?} {})",
            term(&sides.0, variables, binding),
            term(&sides.1, variables, binding)
        ),
        (Term::Aggregate(it), _) => {
            let condition = it.condition.as_ref().map(|it| claim(it, variables, binding));
            let value = it.value.as_ref().map(|it| term(it, variables, binding));
            format!("{:?} {value:?} {condition:?}", it.function)
        }
        _ => String::new(),
    }
}

/// What a claim is, without of whom.
pub(super) fn shape(claim: &str) -> String {
    if let Some(claim) = claim.strip_prefix("not (") {
        return format!("not {}", shape(claim.strip_suffix(')').unwrap_or(claim)));
    }
    match (claim.split_once('('), claim.strip_prefix("kind ")) {
        (_, Some(it)) => format!("kind {}", it.rsplit(' ').next().unwrap_or_default()),
        (Some((phrase, _)), None) if phrase.bytes().all(|it| it.is_ascii_digit()) => {
            phrase.to_owned()
        }
        _ => "value".to_owned(),
    }
}
