//! What would have to be stated for the answer to be the opposite? Each proposal is tried before it is made.

use std::collections::BTreeSet;

use super::{Options, Session};
use crate::{
    answer::{
        Status,
        repairs::{Change, Standing, least_changes},
    },
    engine::{Lens, Limit, compile::Compiled},
    explain::{
        AboutTopic, Answered, Explanation, LiteralInWords, Outcome, Repair, Repairs, Step,
        StepKind, explain, literals_in_words,
    },
    program::{Fact, Program, Query, Scenario},
    vocabulary::PhraseId,
};

/// How many repairs are proposed.
pub const MOST_REPAIRS: usize = 20;
/// How many stated values are tried to be others, one at a time.
const MOST_VALUES: usize = 50;

/// A proposal with its words.
type Proposal = (Vec<LiteralInWords>, Change);

impl Session {
    /// The least changes to what the case states under which the answer would be the opposite: yes instead of no, no
    /// instead of yes. Only inputs are changed: yes/no inputs, and the stated values of attributes; kinds stay. Each
    /// proposal has been tried. Nothing comes back where the answer is neither yes nor no, or asks for things.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn repairs(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        explanation: &Explanation,
    ) -> Result<Option<Repairs>, Limit> {
        let Answered::YesNo(conditions) = &explanation.answer else { return Ok(None) };
        let wanted = match conditions.status {
            Status::No => true,
            Status::Yes => false,
            Status::Depends | Status::Disputed | Status::Circular => return Ok(None),
        };
        let relaxed = self.program.with_open_statements();
        let compiled = Compiled::new(&relaxed);
        let mut proposals: Vec<Proposal> = Vec::new();
        let mut complete = true;
        let (sets, tried_all) = self.values_to_try(scenario, query);
        complete &= tried_all;
        for values in sets {
            let opened = self.program.opened(scenario, &values);
            let found =
                self.proposals((&relaxed, &compiled, &opened), scenario, query, options, wanted)?;
            complete &= found.1;
            proposals.extend(found.0);
        }
        let proposals = least(proposals);
        complete &= proposals.len() <= MOST_REPAIRS;
        let mut repairs = Vec::new();
        for (changes, change) in proposals.into_iter().take(MOST_REPAIRS) {
            let tried = self.tried(scenario, query, options, &change.facts)?;
            let status = match &tried.answer {
                Answered::YesNo(it) => it.status,
                Answered::Which(_) => continue,
            };
            if status == (if wanted { Status::Yes } else { Status::No }) {
                repairs.push(Repair { changes, rules: routes(&tried) });
            }
        }
        Ok(Some(Repairs { wanted, listed: repairs, complete }))
    }

    /// The stated attributes whose values may be others, in sets that are tried one after the other: none, all at once,
    /// and each by itself, since values that are compared with each other can't be looked for at once. And whether
    /// these are all there are: what is said of values can be said of any other, too.
    fn values_to_try(&self, scenario: &Scenario, query: &Query) -> (Vec<Vec<usize>>, bool) {
        let condition = query.wanted.condition.as_ref();
        let read = condition.map_or_else(Vec::new, |it| self.program.phrases_reached_from(it));
        let stated = scenario.facts.iter().enumerate();
        let bears = stated.filter(|(_, it)| it.value.is_some() && read.contains(&it.phrase));
        let all: Vec<usize> = bears.map(|it| it.0).collect();
        let of_values = |it: &PhraseId| {
            let slots = &self.program.vocabulary.phrase(*it).slots;
            self.program.is_input(*it) && slots.iter().any(|it| it.sort.kind().is_none())
        };
        let complete = all.len() <= MOST_VALUES && !read.iter().any(of_values);
        let mut sets = vec![Vec::new()];
        if all.len() > 1 {
            sets.push(all.clone());
        }
        sets.extend(all.into_iter().take(MOST_VALUES).map(|it| vec![it]));
        (sets, complete)
    }

    /// The least changes with one set of inputs open, and whether these are all.
    fn proposals(
        &self,
        opened: (&Program, &Compiled, &Scenario),
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        wanted: bool,
    ) -> Result<(Vec<Proposal>, bool), Limit> {
        let lens = self.lens(scenario, query, options);
        Self::on_ground(opened, query, options, &lens, |grounding, question| {
            let atom = grounding.answers(question)?[0];
            let standing = Standing { program: &self.program, scenario, span: query.span };
            let (changes, complete) =
                least_changes(grounding, atom, wanted, standing, MOST_REPAIRS + 1)?;
            let worded = |it: Change| (literals_in_words(grounding, &it.literals), it);
            Ok((changes.into_iter().map(worded).collect(), complete))
        })
    }

    /// The answer with some facts changed.
    fn tried(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        facts: &[Fact],
    ) -> Result<Explanation, Limit> {
        let mut query = query.clone();
        query.supposed.extend(facts.iter().cloned());
        let lens: Lens = self.lens(scenario, &query, options);
        self.through(scenario, &query, options, &lens, explain)
    }
}

/// Without those that change all that another one changes, and more; the smallest first.
fn least(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.sort_by_key(|it| it.0.len());
    let mut kept: Vec<Proposal> = Vec::new();
    for it in proposals {
        let within = |other: &Proposal| other.0.iter().all(|literal| it.0.contains(literal));
        if !kept.iter().any(within) {
            kept.push(it);
        }
    }
    kept
}

/// The rules by which the answer would then come about; of a comparison those that give the compared values.
fn routes(explanation: &Explanation) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    let mut asked: Vec<&Step> =
        explanation.because.iter().map(|it| explanation.step(*it)).collect();
    while let Some(step) = asked.pop() {
        let about = step.about.as_ref().map(|it| &it.topic);
        let compares = matches!(about, Some(AboutTopic::Comparison(_)));
        for child in step.children.iter().map(|it| explanation.step(*it)) {
            let speaks = matches!(child.kind, StepKind::Rule | StepKind::Exception);
            match &child.rule {
                Some(rule) if speaks && child.outcome == Outcome::Holds => rules.push(rule.clone()),
                _ if compares => asked.push(child),
                _ => {}
            }
        }
    }
    let mut known = BTreeSet::new();
    rules.retain(|it| known.insert(it.clone()));
    rules
}
