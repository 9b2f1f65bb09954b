//! A condition on the facts as a case that somebody could write down.

use num_bigint::BigUint;

use super::outcome::asks_for;
use crate::{
    answer::repairs::fact_for,
    condition::{Condition, Literal, Test, VariableId},
    engine::{Described, Grounding, Item, Limit, OpenQuestion, compile::Meaning},
    explain::{LiteralInWords, literals_in_words},
    program::{Fact, KindFact, Program, Scenario, Status},
    source::index,
    value::{Duration, Family, Number, Value},
    vocabulary::{Entity, Sort, ThingId, wording::Speaker},
};

/// A fact pattern: what must be so, and nothing more.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What must be so.
    pub conditions: Vec<LiteralInWords>,
    /// The readings that must prevail, each as a question names it: `on the narrow reading of predominance`.
    pub readings: Vec<String>,
    /// For each individual of the schematic case its name, and what is said of its kind.
    pub individuals: Vec<(String, Vec<String>)>,
    /// What else a case states in which it is so, without full stops.
    pub facts: Vec<String>,
    /// What is still to be chosen: how unknown values lie to each other, no case can state, so one of them is given a
    /// value first, and then it is looked again. Empty where the facts say all of it.
    pub guesses: Vec<Fact>,
    /// The schematic case with all of that stated.
    pub scenario: Scenario,
}

/// The least fact patterns under which a condition holds, the shortest first, and how many there are altogether.
///
/// # Errors
/// When a limit is reached.
pub fn patterns(
    grounding: &mut Grounding<'_>,
    scenario: &Scenario,
    condition: Condition,
    limit: usize,
) -> Result<(Vec<Pattern>, BigUint), Limit> {
    let primes = grounding.space_mut().primes(condition)?;
    let count = primes.count(grounding.space());
    let listed = primes.shortest(grounding.space(), limit);
    let mut found = Vec::new();
    for literals in listed {
        found.push(pattern(grounding, scenario, &literals)?);
    }
    Ok((found, count))
}

impl Pattern {
    /// A question on the readings that must prevail.
    pub fn question(&self, asked: &str) -> String {
        let parts: Vec<&str> = self.readings.iter().map(String::as_str).chain([asked]).collect();
        parts.join(", ")
    }

    /// What a case states in which it is so: only of those individuals that something else is said of, in the facts or
    /// in a question, or of all.
    pub fn statements(&self, question: &str, all: bool) -> Vec<String> {
        let of_kinds = self.individuals.iter().filter(|(name, _)| {
            all || self.facts.iter().any(|it| names(it, name)) || names(question, name)
        });
        of_kinds.flat_map(|it| &it.1).chain(&self.facts).cloned().collect()
    }
}

/// Whether a sentence has a name in it.
fn names(sentence: &str, name: &str) -> bool {
    let inside = |it: char| it.is_alphanumeric() || it == '-';
    sentence.match_indices(name).any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        let after = sentence[at + name.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

fn pattern(
    grounding: &mut Grounding<'_>,
    scenario: &Scenario,
    literals: &[Literal],
) -> Result<Pattern, Limit> {
    let told: Vec<Literal> = literals
        .iter()
        .copied()
        .filter(|it| !(it.holds && is_told_by_another(grounding, *it, literals)))
        .collect();
    let mut pattern = Pattern {
        conditions: literals_in_words(grounding, &told),
        readings: Vec::new(),
        individuals: Vec::new(),
        facts: Vec::new(),
        guesses: Vec::new(),
        scenario: scenario.clone(),
    };
    let mut variables: Vec<VariableId> = literals.iter().map(|it| it.variable).collect();
    variables.dedup();
    for variable in variables {
        let own: Vec<Literal> =
            literals.iter().copied().filter(|it| it.variable == variable).collect();
        pattern.state(grounding, variable, &own)?;
    }
    pattern.declare(grounding);
    Ok(pattern)
}

impl Pattern {
    /// States what some literals say of one open question.
    fn state(
        &mut self,
        grounding: &mut Grounding<'_>,
        variable: VariableId,
        literals: &[Literal],
    ) -> Result<(), Limit> {
        let mut wanted = Condition::ALWAYS;
        for it in literals {
            let one = grounding.space_mut().literal(*it)?;
            wanted = grounding.space_mut().and(wanted, one)?;
        }
        match grounding.question(variable) {
            OpenQuestion::Kind(thing) => self.state_kinds(grounding, thing, literals),
            OpenQuestion::Reading(provision) => {
                let space = grounding.space();
                let mut values = 0..space.count_values(variable);
                let reading = values.find(|it| space.holds(wanted, |_| *it)).unwrap_or(0);
                let provision = &grounding.program().provisions[provision.0 as usize];
                let name = &provision.readings[reading as usize];
                self.readings.push(format!("on the {name} reading of {}", provision.name));
            }
            question => {
                let anywhere = grounding.program().vocabulary.kinds.first().map(|it| it.span);
                let fact = anywhere.and_then(|it| fact_for(grounding, variable, wanted, it));
                match fact {
                    // What is not stated is left out.
                    Some(fact) if says_whether_stated(grounding.program(), &fact) => {}
                    Some(fact) => self.take(grounding, fact),
                    None if self.guesses.is_empty() => self.guesses = guesses(grounding, question),
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// States a fact; of an input that is taken apart, every version of it.
    fn take(&mut self, grounding: &Grounding<'_>, fact: Fact) {
        self.facts.push(in_words(grounding, &fact));
        let shared = &grounding.program().shared;
        let versions = shared.iter().filter(|it| it.1.what == fact.phrase);
        let facts = versions.map(|it| Fact { phrase: *it.0, ..fact.clone() });
        let before = self.scenario.facts.len();
        self.scenario.facts.extend(facts);
        if self.scenario.facts.len() == before {
            self.scenario.facts.push(fact);
        }
    }

    /// The lowest kind that something must be of, and those below it that it must not be of.
    fn state_kinds(&mut self, grounding: &Grounding<'_>, thing: ThingId, literals: &[Literal]) {
        let words = &grounding.program().vocabulary;
        let named = |it: &Literal| match it.test {
            Test::Within(node) => Some(grounding.kinds_of(thing)[node as usize - 1]),
            _ => None,
        };
        let held = literals.iter().filter(|it| it.holds).filter_map(named);
        let lowest = held.max_by_key(|it| words.kind(*it).depth);
        let denied = literals.iter().filter(|it| !it.holds).filter_map(named);
        let own = (thing.0 as usize).checked_sub(words.things.len());
        let span = words.kinds[0].span;
        for (kind, status) in
            lowest.into_iter().map(|it| (it, Status::Yes)).chain(denied.map(|it| (it, Status::No)))
        {
            match own.and_then(|it| self.scenario.things.get_mut(it)) {
                Some(it) if status == Status::Yes => it.kind = kind,
                _ => self.scenario.kinds.push(KindFact { thing, kind, status, span }),
            }
        }
    }

    /// Puts into words what is stated of kinds.
    fn declare(&mut self, grounding: &Grounding<'_>) {
        let words = &grounding.program().vocabulary;
        let speaker = Speaker::new(words, grounding.things());
        let first = words.things.len();
        for (at, thing) in words.things.iter().chain(&self.scenario.things).enumerate() {
            let id = ThingId(index(at));
            let mut said = Vec::new();
            if at >= first {
                said.push(speaker.kind_sentence(id, thing.kind));
            }
            for it in self.scenario.kinds.iter().filter(|it| it.thing == id) {
                said.push(match it.status {
                    Status::No => speaker.kind_denied(id, it.kind),
                    _ => speaker.kind_sentence(id, it.kind),
                });
            }
            if !said.is_empty() {
                self.individuals.push((thing.name.clone(), said));
            }
        }
    }

    /// The same with a value that was chosen, which is one more fact.
    #[must_use]
    pub fn guessed(mut self, grounding: &Grounding<'_>, guess: Fact) -> Self {
        self.take(grounding, guess);
        self.guesses.clear();
        self
    }

    /// Takes over what a pattern adds in which this one was stated already.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        self.readings.extend(more.readings);
        self.facts.extend(more.facts);
        self.individuals = more.individuals;
        self.guesses = more.guesses;
        self.scenario = more.scenario;
        self
    }
}

/// Whether a literal only says that something is stated, and another one says what.
fn is_told_by_another(grounding: &Grounding<'_>, literal: Literal, literals: &[Literal]) -> bool {
    let OpenQuestion::Input(atom) = grounding.question(literal.variable) else { return false };
    let predicate = grounding.predicate_of(atom);
    let mut inputs = grounding.program().shared.values();
    let Some(input) = inputs.find(|it| it.whether.0 == predicate.0) else { return false };
    let row = grounding.items_of(atom);
    let says_what = |it: &Literal| {
        asks_for(grounding, it.variable).is_some_and(|it| it.0.0 == input.what.0 && it.1 == row)
    };
    literals.iter().any(says_what)
}

/// Whether a fact says whether an input is stated, and not what is so.
fn says_whether_stated(program: &Program, fact: &Fact) -> bool {
    program.shared.values().any(|it| it.whether == fact.phrase)
}

/// Values that the first of several entangled unknown values could have.
fn guesses(grounding: &Grounding<'_>, question: OpenQuestion) -> Vec<Fact> {
    let OpenQuestion::Relation(relation) = question else { return Vec::new() };
    let Some((_, one, other)) = grounding.related_comparison(relation, 0) else {
        return Vec::new();
    };
    let Some((predicate, row)) = first_unknown(grounding, Item::of(one))
        .or_else(|| first_unknown(grounding, Item::of(other)))
    else {
        return Vec::new();
    };
    let Meaning::Phrase(phrase) = grounding.predicate(predicate).meaning else { return Vec::new() };
    let entities = row.into_iter().map(|it| grounding.describe(it).entity());
    let Some(entities) = entities.collect::<Option<Vec<Entity>>>() else { return Vec::new() };
    let program = grounding.program();
    let declared = program.vocabulary.phrase(phrase);
    let fact = |value: Value| Fact {
        phrase,
        entities: entities.clone(),
        value: Some(Entity::Value(value)),
        status: Status::Yes,
        span: declared.span,
    };
    let values: Vec<Value> = match declared.value {
        Some(Sort::Number) => {
            [100, 50, 10, 5, 3, 2, 1, 0, -1].map(|it| Value::Number(Number::whole(it))).to_vec()
        }
        Some(Sort::Date) => [(2025, 1, 15), (2024, 2, 28), (2025, 1, 31)]
            .map(|(y, m, d)| Value::Date(jiff::civil::date(y, m, d)))
            .to_vec(),
        Some(Sort::Duration) => {
            let count = |it| match program.families.of_attribute(phrase) {
                Some(Family::Days) => Duration { months: 0, days: it * 30 },
                _ => Duration { months: it, days: 0 },
            };
            [12, 1].map(|it| Value::Duration(count(it))).to_vec()
        }
        _ => Vec::new(),
    };
    values.into_iter().map(fact).collect()
}

fn first_unknown(
    grounding: &Grounding<'_>,
    item: Item,
) -> Option<(crate::engine::compile::PredicateId, Vec<Item>)> {
    match grounding.describe(item) {
        Described::Unknown(predicate, row) => Some((predicate, row)),
        Described::Result(_, one, other) => {
            first_unknown(grounding, one).or_else(|| first_unknown(grounding, other))
        }
        _ => None,
    }
}

fn in_words(grounding: &Grounding<'_>, fact: &Fact) -> String {
    let speaker = Speaker::new(&grounding.program().vocabulary, grounding.things());
    match (&fact.value, fact.status) {
        (Some(value), _) => {
            let attribute = speaker.attribute(fact.phrase, &fact.entities);
            format!("{attribute} is {}", speaker.entity(value))
        }
        (None, Status::No) => speaker.denied(fact.phrase, &fact.entities),
        (None, _) => speaker.sentence(fact.phrase, &fact.entities),
    }
}
