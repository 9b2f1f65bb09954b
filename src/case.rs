//! Does a case come out as expected? Its `expect` lines, compared exactly.
//!
//! An expectation with a condition holds only if the answer's condition is that very function of the open questions.
//! What an `ask` line came out as is kept as a [`snapshot`].

pub mod snapshot;

use num_bigint::BigUint;

use crate::{
    answer::{Answer, Binding, DEFAULT_LISTED, Status, Verdict, answer},
    condition::Condition,
    engine::{
        Grounding, Lens, Limit, Limits, Setting,
        compile::{Compiled, PredicateId},
    },
    explain::{Answered, Conditions, Explanation, json},
    program::{Expectation, Expected, Program, Scenario, Wanted},
    vocabulary::Entity,
};

/// Whether an `expect` line holds for a case; the law is that of the day in `lens`.
///
/// # Errors
/// When a limit is reached.
pub fn holds(
    program: &Program,
    compiled: &Compiled,
    scenario: &Scenario,
    lens: &Lens,
    expectation: &Expectation,
    limits: Limits<'_>,
) -> Result<bool, Limit> {
    let mut questions = Compiled::extension(compiled);
    let asked = questions.question(program, &expectation.query.wanted);
    let conditions = compile_conditions(program, &mut questions, &expectation.expected);
    let query = Some(&expectation.query);
    let setting =
        Setting { program, compiled, questions: &questions, scenario, query, lens, limits };
    let mut grounding = Grounding::new(setting);
    // Everything is grounded before anything is decided: unknown values are cut by all comparisons at once.
    for condition in conditions.iter().flatten() {
        grounding.answers(*condition)?;
    }
    let asks = !expectation.query.wanted.answers.is_empty();
    let answer = answer(&mut grounding, asked, asks, DEFAULT_LISTED)?;
    let mut expected = Vec::new();
    for it in conditions {
        expected.push(match it {
            Some(question) => Some(function(&mut grounding, question)?),
            None => None,
        });
    }
    agrees(&mut grounding, &answer, &expectation.expected, &expected)
}

/// The conditions that an expectation names, compiled, one entry for each answer that it lists.
fn compile_conditions(
    program: &Program,
    questions: &mut Compiled,
    expected: &Expected,
) -> Vec<Option<PredicateId>> {
    let mut compile = |it: &Option<Wanted>| it.as_ref().map(|it| questions.question(program, it));
    match expected {
        Expected::Yes(condition) | Expected::No(condition) => vec![compile(condition)],
        Expected::Bindings(all) => all.iter().map(|it| compile(&it.1)).collect(),
        Expected::Depends | Expected::Disputed | Expected::Circular => Vec::new(),
    }
}

fn function(grounding: &mut Grounding<'_>, question: PredicateId) -> Result<Condition, Limit> {
    let atom = grounding.answers(question)?[0];
    Ok(grounding.decide(atom)?.yes)
}

fn agrees(
    grounding: &mut Grounding<'_>,
    answer: &Answer,
    expected: &Expected,
    conditions: &[Option<Condition>],
) -> Result<bool, Limit> {
    Ok(match (answer, expected) {
        (Answer::YesNo(_, verdict), Expected::Yes(_)) => is_under(verdict, conditions[0]),
        (Answer::YesNo(_, verdict), Expected::No(_)) => match conditions[0] {
            None => verdict.status == Status::No,
            Some(condition) => grounding.space_mut().not(verdict.truth.possible)? == condition,
        },
        (Answer::YesNo(_, verdict), Expected::Depends) => verdict.status == Status::Depends,
        (Answer::YesNo(_, verdict), Expected::Disputed) => verdict.status == Status::Disputed,
        (Answer::YesNo(_, verdict), Expected::Circular) => verdict.status == Status::Circular,
        (Answer::Which(found), Expected::Bindings(listed)) => {
            found.len() == listed.len()
                && listed.iter().zip(conditions).all(|((entities, _), condition)| {
                    let binding = binding(grounding, found, entities);
                    binding.is_some_and(|it| is_under(&it.verdict, *condition))
                })
        }
        _ => false,
    })
}

fn binding<'a>(
    grounding: &Grounding<'_>,
    found: &'a [Binding],
    entities: &[Entity],
) -> Option<&'a Binding> {
    found.iter().find(|it| {
        let items = it.items.iter().map(|it| grounding.describe(*it).entity());
        items.eq(entities.iter().map(|it| Some(it.clone())))
    })
}

/// Whether the answer is a plain yes, or yes under exactly the condition that was named.
fn is_under(verdict: &Verdict, condition: Option<Condition>) -> bool {
    let exactly = |it| it != Condition::NEVER && verdict.truth.yes == it;
    condition.map_or(verdict.status == Status::Yes, exactly)
}

/// An answer as an `expect` line would state it: `yes, if …`, or the bindings.
pub fn as_expected(explanation: &Explanation) -> String {
    match &explanation.answer {
        Answered::YesNo(conditions) => match conditions.status {
            Status::Depends => format!("depends: {}", yes_if(conditions)),
            status => json::status(status).to_owned(),
        },
        Answered::Which(bound) if bound.is_empty() => "none".to_owned(),
        Answered::Which(bound) => {
            let one = |it: &crate::explain::Bound| {
                let values: Vec<&str> = it.values.iter().map(|it| it.1.as_str()).collect();
                let values = values.join(" and ");
                match it.conditions.status {
                    Status::Yes => values,
                    Status::Depends => format!("{values}, {}", condition(&it.conditions)),
                    status => format!("{values}, {}", json::status(status)),
                }
            };
            bound.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    }
}

fn yes_if(conditions: &Conditions) -> String {
    format!("yes, {}", condition(conditions))
}

fn condition(conditions: &Conditions) -> String {
    let ways = &conditions.yes_if;
    let listed = ways.listed.iter().take(3).map(|way| {
        let words: Vec<String> = way
            .iter()
            .map(|it| if it.holds { it.sentence.clone() } else { format!("not {}", it.sentence) })
            .collect();
        if way.len() > 1 && ways.listed.len() > 1 {
            format!("({})", words.join(" and "))
        } else {
            words.join(" and ")
        }
    });
    let listed = listed.collect::<Vec<_>>().join(" or ");
    let more = ways.count.as_ref().is_some_and(|it| *it > BigUint::from(3_u8));
    if listed.is_empty() {
        "never".to_owned()
    } else {
        format!("if {listed}{}", if more { " or …" } else { "" })
    }
}
