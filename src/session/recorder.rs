//! What is kept of the answers to the questions of cases, and what makes one differ from what was kept?

mod trial;

use std::collections::HashSet;

use self::trial::Trials;
use super::{Options, Session};
use crate::{
    answer::Status,
    case::snapshot::{
        Info, Snapshot,
        cause::{Now, candidates, causes, is_unchanged},
        texts::Texts,
    },
    engine::Limit,
    explain::{Answered, Explanation, json::status, text},
    program::{Case, Query, RuleId, base_label},
    source::folded,
};

/// Makes snapshots of answers.
#[derive(Debug, Clone)]
pub struct Recorder {
    /// As it was loaded, but reasons name files only, and no lines in them.
    session: Session,
    texts: Texts,
    trials: Trials,
}

impl Session {
    /// Who makes snapshots of the answers about its cases.
    pub fn recorder(&self) -> Recorder {
        let mut session = self.clone();
        session.sources.leave_out_lines();
        Recorder { texts: Texts::of(&session.sources), trials: Trials::default(), session }
    }
}

impl Recorder {
    /// What is to be kept of the answer to a question of a case.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn record(
        &self,
        case: &Case,
        query: &Query,
        options: &Options<'_>,
    ) -> Result<Snapshot, Limit> {
        let explanation = self.session.ask(&case.scenario, query, options)?;
        let sources = &self.session.sources;
        let file = sources.name(case.span.file);
        let as_of = query.as_of.or(case.scenario.as_of);
        Ok(Snapshot {
            source: file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned(),
            expression: folded(sources.slice(query.span)),
            record: record_of(&explanation, case, query),
            info: Info {
                case: case.name.clone(),
                as_of: as_of.map(|it| it.to_string()),
                answer: in_a_word(&explanation),
                facts: self.texts.facts(&case.name),
                words: self.texts.words(),
                trace: self.trace(&explanation),
                reached: self.prints(&self.reached(case, query, &|_| true)),
                ..Info::default()
            },
        }
        .with_fingerprint())
    }

    /// What makes an answer differ from the one that was kept. Where several rules may have, each is tried as it was.
    pub fn causes(
        &mut self,
        old: &Snapshot,
        new: &Snapshot,
        (case, query): (&Case, &Query),
        options: &Options<'_>,
    ) -> Vec<String> {
        let program = &self.session.program;
        let was_so = |id: RuleId| {
            let written = self.texts.rule_at(program.rule(id).span);
            written.is_some_and(|it| is_unchanged(&old.info, &it.label, &it.fingerprint))
        };
        let through = self.prints(&self.reached(case, query, &was_so));
        let through: HashSet<String> = through.into_iter().map(|it| it.0).collect();
        let now = Now {
            fingerprint: &|it| self.texts.rule(it).map(|it| it.fingerprint.clone()),
            would_have_been_reached: &|it| through.contains(it),
        };
        let rules = candidates(&old.info, &new.info, now);
        let rules = self.decisive((old, new), (case, query), options, rules);
        causes(&old.info, &new.info, &rules, old.is_edited())
    }

    /// What is written of the rules among the reasons, in the order of the reasons.
    fn trace(&self, explanation: &Explanation) -> Vec<String> {
        let mut seen = HashSet::new();
        let labels = explanation.steps.iter().filter_map(|it| it.rule.as_deref());
        labels
            .filter_map(|it| self.texts.rule(base_label(it)))
            .filter(|it| seen.insert(it.label.as_str()))
            .map(|it| it.text.clone())
            .collect()
    }

    /// The rules that can bear on a question, by way of those to follow.
    fn reached(&self, case: &Case, query: &Query, follow: &dyn Fn(RuleId) -> bool) -> Vec<RuleId> {
        let program = &self.session.program;
        let through = |it: &Query| match &it.wanted.condition {
            Some(condition) => program.reached_through(condition, follow),
            None => Vec::new(),
        };
        let Some(parts) = program.questions_in(&case.scenario, query) else {
            return through(query);
        };
        let mut all: Vec<RuleId> = parts.iter().flat_map(|it| through(&it.query)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The labels of rules, each with its fingerprint, in the order of the labels: files may be renamed.
    fn prints(&self, rules: &[RuleId]) -> Vec<(String, String)> {
        let spans = rules.iter().map(|it| self.session.program.rule(*it).span);
        let mut prints: Vec<(String, String)> = spans
            .filter_map(|it| self.texts.rule_at(it))
            .map(|it| (it.label.clone(), it.fingerprint.clone()))
            .collect();
        prints.sort();
        prints.dedup();
        prints
    }
}

/// The record of an answer.
fn record_of(explanation: &Explanation, case: &Case, query: &Query) -> String {
    let dated = query.as_of.or(case.scenario.as_of).is_some();
    text::record(explanation, dated).trim_end().to_owned()
}

/// More names than this are no answer in a word.
const MANY: usize = 10;

/// `depends`; `Spain, France (depends)`
fn in_a_word(explanation: &Explanation) -> String {
    match &explanation.answer {
        Answered::YesNo(conditions) => status(conditions.status).to_owned(),
        Answered::Which(bound) if bound.is_empty() => "none".to_owned(),
        Answered::Which(bound) => {
            let one = |it: &crate::explain::Bound| {
                let names: Vec<&str> = it.values.iter().map(|it| it.1.as_str()).collect();
                match it.conditions.status {
                    Status::Yes => names.join(" and "),
                    other => format!("{} ({})", names.join(" and "), status(other)),
                }
            };
            let mut names: Vec<String> = bound.iter().take(MANY).map(one).collect();
            let more = bound.len() - names.len();
            names.extend((more > 0).then(|| format!("{more} more")));
            names.join(", ")
        }
    }
}
