//! What does an explanation claim of an answer?

use serde_json::Value;

use crate::{
    program::{ConditionKind, Query},
    vocabulary::Entity,
};

use super::super::{
    Doubt, Report,
    formula::{FALSE, Formula, Question, Test, yes},
    model::{Model, Verdicts},
    words::{Words, asked, speaker},
    world::{World, plain},
};

/// The three sides of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Yes,
    No,
    Circular,
}

pub(super) const SIDES: [Side; 3] = [Side::Yes, Side::No, Side::Circular];

impl Side {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Circular => "circular",
        }
    }

    pub(super) fn way(self, claim: &Claim) -> String {
        format!("a way of `{}_if`{}", self.word(), claim.place())
    }

    pub(super) fn is_in(self, it: Verdicts) -> bool {
        match self {
            Self::Yes => it.yes,
            Self::No => it.no,
            Self::Circular => it.circular,
        }
    }

    /// Whether nothing else occurs.
    pub(super) fn only(self, it: Verdicts) -> bool {
        it.count() == 0 || it.count() == 1 && self.is_in(it)
    }
}

/// One settled question of a way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) question: usize,
    pub(super) test: Test,
    said: String,
}

/// Settled questions that are claimed to decide the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) literals: Vec<Literal>,
}

impl Way {
    pub(super) fn said(&self) -> String {
        let said: Vec<&str> = self.literals.iter().map(|it| it.said.as_str()).collect();
        if said.is_empty() { "always".to_owned() } else { said.join(" and ") }
    }
}

/// What is claimed of one question: of the whole one, or of one binding.
pub(in crate::verify) struct Claim {
    /// What is asked for, if the question asks for things.
    pub(super) what: String,
    pub(super) goal: Formula,
    /// Whether the explanation lists it among the answers.
    pub(super) listed: bool,
    pub(super) answer: String,
    pub(super) ways: Vec<Vec<Way>>,
    pub(super) complete: bool,
    needed: Vec<Vec<Literal>>,
    counts: Vec<Value>,
    /// The sentences of the open questions that it is said to turn on.
    turns_on: Vec<String>,
}

impl Claim {
    /// ` for country Spain`
    pub(super) fn place(&self) -> String {
        if self.what.is_empty() { String::new() } else { format!(" for {}", self.what) }
    }

    pub(super) fn check_counts(&self, report: &mut Report) {
        for ((side, ways), count) in SIDES.into_iter().zip(&self.ways).zip(&self.counts) {
            let right = match count.as_u64() {
                Some(count) if self.complete => count == ways.len() as u64,
                Some(count) => count >= ways.len() as u64,
                None => !self.complete,
            };
            if !right {
                let (word, which) = (side.word(), self.place());
                report.refute(format!("`count` of `{word}_if`{which} is not the number of ways"));
            }
        }
    }

    /// What all ways of a side have in common.
    pub(super) fn check_needed(&self, report: &mut Report) {
        for ((side, ways), needed) in SIDES.into_iter().zip(&self.ways).zip(&self.needed) {
            let same = |one: &Literal, other: &Literal| {
                one.question == other.question && one.test == other.test
            };
            let first = ways.first().map_or(&[][..], |it| &it.literals);
            let in_all = |it: &&Literal| {
                ways.iter().all(|way| way.literals.iter().any(|other| same(it, other)))
            };
            let common: Vec<&Literal> = first.iter().filter(in_all).collect();
            let right = common.len() == needed.len()
                && needed.iter().all(|it| common.iter().any(|other| same(it, other)));
            if !right {
                let (word, which) = (side.word(), self.place());
                report.refute(format!("`needed` of `{word}_if`{which} is not what all ways need"));
            }
        }
    }

    /// That the answer turns on the questions of its ways.
    pub(super) fn check_open(&self, model: &Model<'_>, report: &mut Report) {
        let literals = self.ways.iter().flatten().flat_map(|it| &it.literals);
        let mut expected: Vec<String> = literals.map(|it| model.name(it.question)).collect();
        expected.sort_unstable();
        expected.dedup();
        let mut said = self.turns_on.clone();
        said.sort_unstable();
        if said != expected {
            let which = self.place();
            report
                .refute(format!("the answer{which} does not turn on the questions it is said to"));
        }
    }
}

/// What an explanation claims of its answers, and of what it does not list.
pub(in crate::verify) fn claims(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    query: &Query,
    explanation: &Value,
    report: &mut Report,
) -> Result<Vec<Claim>, Doubt> {
    if query.wanted.answers.is_empty() {
        let goal = asked(world, query, &[])?;
        return Ok(vec![claim(world, words, (explanation, explanation), goal, report)?]);
    }
    let mut claims = Vec::new();
    let listed = explanation["bindings"].as_array().cloned().unwrap_or_default();
    let mut seen = vec![false; listed.len()];
    for row in candidates(world, query)? {
        let names: Vec<String> = row.iter().map(|it| name(world, it)).collect();
        let said = |binding: &Value| {
            let keys = query.wanted.answers.iter().map(|it| &it.key);
            keys.zip(&names).all(|(key, name)| binding["values"][key].as_str() == Some(name))
        };
        let known: Vec<_> =
            query.wanted.answers.iter().map(|it| it.variable).zip(row.clone()).collect();
        let goal = asked(world, query, &known)?;
        let what = names.join(", ");
        let Some(at) = listed.iter().position(said) else {
            if goal != FALSE {
                claims.push(Claim { what, listed: false, ..empty(goal) });
            }
            continue;
        };
        seen[at] = true;
        let claim = claim(world, words, (&listed[at], explanation), goal, report)?;
        claims.push(Claim { what, ..claim });
    }
    for (binding, _) in listed.iter().zip(&seen).filter(|it| !it.1) {
        report.refute(format!("{} cannot be an answer, or is listed twice", binding["values"]));
    }
    Ok(claims)
}

/// An individual or a value as `bindings` names it.
fn name(world: &World<'_>, entity: &Entity) -> String {
    match entity {
        Entity::Thing(it) => speaker(world).name(*it),
        Entity::Value(it) => it.to_string(),
    }
}

/// What a question that asks for things could be answered with.
fn candidates(world: &mut World<'_>, query: &Query) -> Result<Vec<Vec<Entity>>, Doubt> {
    let Some(condition) = &query.wanted.condition else {
        return Err(Doubt("does not check answers to `what follows`".to_owned()));
    };
    let variables = &query.wanted.variables;
    let open = World::free(variables.len(), &[condition]);
    let mut found = Vec::new();
    world.solve(variables, open, &[condition], vec![None; variables.len()], &mut found)?;
    let answers = &query.wanted.answers;
    let row = |it: &Vec<Option<Entity>>| -> Option<Vec<Entity>> {
        answers.iter().map(|answer| it[answer.variable.0 as usize].clone()).collect()
    };
    let mut rows: Vec<Vec<Entity>> = found.iter().filter_map(row).collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

fn empty(goal: Formula) -> Claim {
    Claim {
        what: String::new(),
        goal,
        listed: true,
        answer: String::new(),
        ways: Vec::new(),
        complete: true,
        needed: Vec::new(),
        counts: Vec::new(),
        turns_on: Vec::new(),
    }
}

fn claim(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    (said, explanation): (&Value, &Value),
    goal: Formula,
    report: &mut Report,
) -> Result<Claim, Doubt> {
    let mut claim = empty(goal);
    for side in SIDES {
        let field = format!("{}_if", side.word());
        let mut ways = Vec::new();
        for way in said[&field].as_array().into_iter().flatten() {
            ways.push(Way { literals: literals(world, words, way, report)? });
        }
        claim.ways.push(ways);
        claim.counts.push(said["count"][&field].clone());
        if side != Side::Circular {
            claim.needed.push(literals(world, words, &said["needed"][&field], report)?);
        }
    }
    said["answer"].as_str().unwrap_or_default().clone_into(&mut claim.answer);
    claim.complete = said["complete"].as_bool() == Some(true);
    for id in said["turns_on"].as_array().into_iter().flatten() {
        let open = explanation["open"].as_array().into_iter().flatten();
        let entry = open.filter(|it| it["id"] == *id).find_map(|it| it["sentence"].as_str());
        claim.turns_on.push(entry.unwrap_or_default().to_owned());
    }
    Ok(claim)
}

fn literals(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    way: &Value,
    report: &mut Report,
) -> Result<Vec<Literal>, Doubt> {
    let mut literals = Vec::new();
    for said in way.as_array().into_iter().flatten() {
        let (kind, sentence) = (said["kind"].as_str(), said["sentence"].as_str());
        let (Some(kind), Some(sentence), Some(holds)) = (kind, sentence, said["holds"].as_bool())
        else {
            report.refute("a way has something in it that is no literal");
            continue;
        };
        let Some((question, test)) = literal(world, words, kind, sentence)? else {
            report.refute(format!("`{sentence}` is no open question of the kind `{kind}`"));
            continue;
        };
        let test = if holds { test } else { test.denied() };
        let word = if holds { "" } else { "not " };
        literals.push(Literal { question, test, said: format!("{word}{sentence}") });
    }
    Ok(literals)
}

/// The open question that a literal settles, and how.
fn literal(
    world: &mut World<'_>,
    words: &mut Words<'_>,
    kind: &str,
    sentence: &str,
) -> Result<Option<(usize, Test)>, Doubt> {
    if kind == "reading" {
        let program = world.program;
        for (provision, it) in (0..).map(crate::program::ProvisionId).zip(&program.provisions) {
            for (reading, name) in (0..).zip(&it.readings) {
                if sentence == format!("the {name} reading of {} prevails", it.name) {
                    let reading = crate::program::Reading { provision, reading };
                    return Ok(asks(world.prevails(reading)));
                }
            }
        }
        return Ok(None);
    }
    let Some((query, condition)) = words.condition(sentence) else {
        return Err(Doubt(format!("does not read the sentence `{sentence}`")));
    };
    let nothing = vec![None; query.wanted.variables.len()];
    match (kind, &condition.kind) {
        ("input" | "dispute", ConditionKind::Holds(atom)) => {
            let Some(items) = plain(&atom.terms, &nothing) else { return Ok(None) };
            let key = (atom.phrase, items);
            let input = kind == "input";
            let question = if input { Question::Input(key) } else { Question::Dispute(key) };
            Ok(Some((world.question(question), yes())))
        }
        ("dispute", ConditionKind::Compare(..)) => {
            Err(Doubt("does not weigh rules that give an attribute two values".to_owned()))
        }
        ("kind", ConditionKind::OfKind(..)) | ("value", _) => {
            Ok(asks(world.condition(&condition, &query.wanted.variables, &nothing)?))
        }
        _ => Ok(None),
    }
}

fn asks(formula: Formula) -> Option<(usize, Test)> {
    if let Formula::Ask(question, test) = formula { Some((question, test)) } else { None }
}
