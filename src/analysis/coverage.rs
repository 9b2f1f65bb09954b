//! What do the cases try of the rules?
//!
//! For each rule, each exception and each condition: in how many of the cases' questions it was so, not so, or open;
//! and whether it decides any of them, so that the answer would be another one without it.
//! The first is found by a walk through what the question asks ([`tried`](self)), the second by trying.
//! And for each provision of the sources: whether rules encode it, whether it is left out on purpose, or neither.

mod goals;
mod parts;
mod pinpoint;
mod provisions;
mod questions;
mod tally;
mod tried;

use std::collections::BTreeSet;

use crate::{
    answer::answer,
    engine::{Grounding, Limit, Setting, compile::Compiled},
    explain::Explanation,
    program::{RuleId, VariableId},
    session::{Options, Session},
};

use super::mutate::{Change, Fate, Mutant, answers_otherwise};

pub(in crate::analysis) use self::parts::together;
use self::{
    parts::Unit,
    tried::{Probe, Probes, Walk},
};
pub use self::{
    parts::{Part, PartKind, Parts, Step},
    provisions::{Provision, SourceCoverage, Standing, Unlisted, provisions},
    questions::Question,
    tally::{Tallies, Tally},
    tried::Outcomes,
};

/// What the cases try of the rules.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// What there is to try.
    pub parts: Parts,
    /// For each part in how many questions it came out how.
    pub outcomes: Vec<Outcomes>,
    /// For each part whether a question notices that it is missing: its answer would be another one.
    pub decides: Vec<Fate>,
    /// The questions that have no answer within the limits, by their places.
    pub unanswered: Vec<(usize, Limit)>,
}

/// A question with its answer, and the rules that were looked at for it.
#[derive(Debug)]
pub struct Baseline {
    /// The answer.
    pub answer: Explanation,
    /// What any other rule says of what it concludes makes no difference to it.
    pub looked_at: BTreeSet<RuleId>,
    /// The rules that can bear on it at all, whatever side they take.
    pub reached: BTreeSet<RuleId>,
}

/// Finds out what questions try of the rules. `progress` is told how much is done, and of how much.
pub fn cover(
    session: &Session,
    questions: &[Question<'_>],
    options: &Options<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Coverage {
    let parts = Parts::of(&session.program, &session.sources);
    let concluding = session.program.concluding();
    let all = questions.len() + parts.all.len();
    let mut coverage = Coverage {
        outcomes: vec![Outcomes::default(); parts.all.len()],
        decides: vec![Fate::Survived; parts.all.len()],
        unanswered: Vec::new(),
        parts,
    };
    let mut baselines = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        progress(at, all);
        let baseline = baseline(session, question, options);
        let tried = baseline.and_then(|it| {
            Ok((it, tried(session, question, options, &coverage.parts, &concluding)?))
        });
        match tried {
            Ok((baseline, found)) => {
                coverage.outcomes.iter_mut().zip(found).for_each(|(all, own)| all.add(own));
                baselines.push(Some(baseline));
            }
            Err(limit) => {
                coverage.unanswered.push((at, limit));
                baselines.push(None);
            }
        }
    }
    let mut lab = session.clone();
    for at in 0..coverage.parts.all.len() {
        progress(questions.len() + at, all);
        let change = Change::without(&coverage.parts.all[at]);
        let mutant = Mutant::of(&session.program, &change);
        coverage.decides[at] =
            mutant.try_on(&mut lab, questions, &baselines, |lab, question, before| {
                answers_otherwise(lab, question, before, options)
            });
    }
    coverage
}

/// The answer to a question, and what was looked at for it.
///
/// # Errors
/// When a limit is reached.
pub fn baseline(
    session: &Session,
    question: &Question<'_>,
    options: &Options<'_>,
) -> Result<Baseline, Limit> {
    let (scenario, query) = (&question.case.scenario, &question.query);
    let lens = session.lens(scenario, query, options);
    let facts = (&session.program, session.compiled(), scenario);
    let looked_at = Session::on_ground(facts, query, options, &lens, |grounding, asked| {
        answer(grounding, asked, !query.wanted.answers.is_empty(), options.listed)?;
        Ok(grounding.rules_looked_at())
    })?;
    let condition = query.wanted.condition.iter();
    let reached = condition.flat_map(|it| session.program.reached_from(it)).collect();
    Ok(Baseline { answer: session.answer(scenario, query, options)?, looked_at, reached })
}

/// How the parts of the rules come out that a question asks.
fn tried(
    session: &Session,
    question: &Question<'_>,
    options: &Options<'_>,
    parts: &Parts,
    concluding: &[Vec<RuleId>],
) -> Result<Vec<Outcomes>, Limit> {
    let (scenario, query) = (&question.case.scenario, &question.query);
    let Some(condition) = &query.wanted.condition else { return Ok(Vec::new()) };
    let lens = session.lens(scenario, query, options);
    let program = &session.program;
    let mut questions = Compiled::extension(session.compiled());
    let units = parts.of_question(condition, &session.sources);
    let mut probes = Probes::new();
    let mut prepare = |variables: &[_], unit: &Unit| {
        unit.each(&mut |part, condition| {
            let of: Vec<VariableId> = condition.free_variables();
            let known = questions.probe(program, variables, condition, false);
            let sought = questions.probe(program, variables, condition, true);
            probes.insert(part, Probe { known, sought, of });
        });
    };
    for it in &units {
        prepare(&query.wanted.variables, it);
    }
    for id in program.reached_from(condition) {
        let variables = &program.rule(id).variables;
        parts.rules[id.0 as usize].units.iter().for_each(|it| prepare(variables, it));
    }
    let mut grounding = Grounding::new(Setting {
        program,
        compiled: session.compiled(),
        questions: &questions,
        scenario,
        query: Some(query),
        lens: &lens,
        limits: options.limits,
    });
    let steps = options.limits.steps;
    let mut walk = Walk::new(&mut grounding, parts, &probes, concluding, steps);
    walk.question(query, &units)?;
    Ok(walk.found)
}
