//! Which questions have to be asked to settle an answer? One at a time, the one that decides most first.
//!
//! An [`Interview`] adds each reply to the facts and looks again at what is open, so it never asks what no longer
//! matters. Replies are statements of the language: a case that is saved in the middle goes on from there.

mod plan;

pub use self::plan::{Branch, Plan};

use super::{Options, Session};
use crate::{
    answer::strategy::{Advice, Strategist},
    condition::VariableId,
    diagnostic::Diagnostic,
    engine::{AtomId, Grounding, Limit, OpenQuestion, Setting, Truth, compile::Compiled},
    explain::{
        Explanation, OpenEntry, OpenKind, Outcome, StepId, StepKind, kinds_in_words,
        questions_in_words,
    },
    program::{Query, Scenario},
    syntax,
};

/// An interview as it stands.
#[derive(Debug, Clone)]
pub struct Interview {
    /// The question that it is about.
    pub query: Query,
    /// The facts, with the replies so far.
    pub scenario: Scenario,
    /// The replies so far.
    pub replies: Vec<Reply>,
    /// What was passed over, by its sentence.
    skipped: Vec<String>,
    /// How things were before each reply.
    before: Vec<(Scenario, Vec<String>)>,
}

/// A reply that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What was asked.
    pub ask: String,
    /// What was replied, as statements of a case; empty where the question was passed over.
    pub statements: Vec<String>,
}

/// What is asked next.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The question.
    pub entry: OpenEntry,
    /// How it can be replied to.
    pub takes: Takes,
    /// How many questions there are on average from here on, this one included.
    pub expected: f64,
    /// How many there are at most, this one included.
    pub at_most: usize,
}

/// How a question can be replied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// Yes or no.
    YesOrNo,
    /// A value.
    Value,
    /// One of these kinds, each with the sentence that says so and the one that denies it; or none of them.
    Kind(Vec<[String; 3]>),
}

/// Why a reply can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is no reply to this question: what would be one.
    Misfit(String),
    /// It says something that can't be so.
    Mistakes(Vec<Diagnostic>),
}

/// What a person replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// It is so.
    Yes,
    /// It is not so; of kinds, none of them.
    No,
    /// Nobody knows: the question stays open and is not asked again.
    Unknown,
    /// Not now: the question is passed over.
    Skip,
    /// A value, or a kind.
    This(&'a str),
}

impl Interview {
    /// An interview about a question on a case.
    pub fn new(query: Query, scenario: Scenario) -> Self {
        Self { query, scenario, replies: Vec::new(), skipped: Vec::new(), before: Vec::new() }
    }

    /// What is asked next; nothing where the answer is settled, or nothing is left that can be asked and matters.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn next(&self, session: &Session, options: &Options<'_>) -> Result<Option<Ask>, Limit> {
        session.with_truths(&self.scenario, &self.query, options, |grounding, truths| {
            for truth in truths {
                let Some((advice, entry)) = self.advise(grounding, *truth)? else { continue };
                let takes = match entry.kind {
                    OpenKind::Input => Takes::YesOrNo,
                    OpenKind::Kind => Takes::Kind(kinds_in_words(grounding, advice.ask)),
                    _ => Takes::Value,
                };
                let Advice { expected, at_most, .. } = advice;
                return Ok(Some(Ask { entry, takes, expected, at_most }));
            }
            Ok(None)
        })
    }

    fn advise(
        &self,
        grounding: &mut Grounding<'_>,
        truth: Truth,
    ) -> Result<Option<(Advice, OpenEntry)>, Limit> {
        let entries: Vec<Option<OpenEntry>> =
            grounding.variables().map(|it| self.askable(grounding, it)).collect();
        let askable = |it: VariableId| entries.get(it.index()).is_some_and(Option::is_some);
        let advice = Strategist::new(grounding.space_mut(), &askable).advise(truth)?;
        Ok(advice.and_then(|it| Some((it, entries[it.ask.index()].clone()?))))
    }

    /// How a variable is asked for, if it is one that a case can state and nobody has passed it over.
    fn askable(&self, grounding: &Grounding<'_>, variable: VariableId) -> Option<OpenEntry> {
        let stated = !matches!(
            grounding.question(variable),
            OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_) | OpenQuestion::Reading(_)
        );
        // What a case calls unknown may be known by now; what was just replied not to be known is not asked again.
        let asked = |it: &OpenEntry| !self.skipped.contains(&it.sentence);
        stated.then(|| questions_in_words(grounding, variable).into_iter().find(asked)).flatten()
    }

    /// Adds a reply to the facts.
    ///
    /// # Errors
    /// What is wrong with it; everything is then as it was.
    pub fn reply(
        &mut self,
        session: &mut Session,
        ask: &Ask,
        said: Said<'_>,
    ) -> Result<(), Refused> {
        let statements = statements(ask, said).map_err(Refused::Misfit)?;
        let mut scenario = self.scenario.clone();
        for it in &statements {
            // Reasons point to the reply.
            let file = session.sources.add(format!("reply {}", self.replies.len() + 1), it.clone());
            let read = syntax::parse_statements(file, it).map_err(Refused::Mistakes)?;
            for it in &read {
                session.program.state(&mut scenario, it).map_err(Refused::Mistakes)?;
            }
        }
        self.before.push((std::mem::replace(&mut self.scenario, scenario), self.skipped.clone()));
        if matches!(said, Said::Skip | Said::Unknown) {
            self.skipped.push(ask.entry.sentence.clone());
        }
        self.replies.push(Reply { ask: ask.entry.ask.clone(), statements });
        Ok(())
    }

    /// Takes the last reply back. Says whether there was one.
    pub fn back(&mut self) -> bool {
        let Some((scenario, skipped)) = self.before.pop() else { return false };
        self.scenario = scenario;
        self.skipped = skipped;
        self.replies.pop();
        true
    }
}

/// A reply as statements of a case.
fn statements(ask: &Ask, said: Said<'_>) -> Result<Vec<String>, String> {
    let sentence = &ask.entry.sentence;
    Ok(match (&ask.takes, said) {
        (_, Said::Skip) => Vec::new(),
        (Takes::YesOrNo, Said::Yes) => vec![format!("{sentence}.")],
        (Takes::YesOrNo, Said::No) => vec![format!("it is not the case that {sentence}.")],
        (Takes::YesOrNo, Said::Unknown) => vec![format!("it is unknown whether {sentence}.")],
        (Takes::YesOrNo, Said::This(_)) => {
            return Err("reply yes, no or don't know".to_owned());
        }
        (Takes::Value, Said::Unknown) => vec![format!("it is unknown what {sentence} is.")],
        (Takes::Value, Said::This(value)) => vec![format!("{sentence} is {value}.")],
        (Takes::Value, Said::Yes | Said::No) => {
            return Err(format!("reply with a value: what is {sentence}?"));
        }
        (Takes::Kind(kinds), Said::This(name)) => {
            let name = name.strip_prefix("a ").or(name.strip_prefix("an ")).unwrap_or(name);
            match kinds.iter().find(|it| it[0].eq_ignore_ascii_case(name)) {
                Some(kind) => vec![format!("{}.", kind[1])],
                None => return Err(one_of(kinds)),
            }
        }
        (Takes::Kind(kinds), Said::No) => kinds.iter().map(|it| format!("{}.", it[2])).collect(),
        (Takes::Kind(kinds), Said::Unknown) => {
            kinds.iter().map(|it| format!("it is unknown whether {}.", it[1])).collect()
        }
        (Takes::Kind(kinds), Said::Yes) => return Err(one_of(kinds)),
    })
}

fn one_of(kinds: &[[String; 3]]) -> String {
    let names: Vec<&str> = kinds.iter().map(|it| it[0].as_str()).collect();
    format!("reply with one of these, or with none: {}", names.join(", "))
}

impl Session {
    /// Decides what a question asks about: a yes/no question has one truth, others one for each possible answer.
    pub(crate) fn with_truths<T>(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        look: impl FnOnce(&mut Grounding<'_>, &[Truth]) -> Result<T, Limit>,
    ) -> Result<T, Limit> {
        let lens = self.lens(scenario, query, options);
        let mut questions = Compiled::extension(&self.compiled);
        let question = questions.question(&self.program, &query.wanted);
        let mut grounding = Grounding::new(Setting {
            program: &self.program,
            compiled: &self.compiled,
            questions: &questions,
            scenario,
            query: Some(query),
            lens: &lens,
            limits: options.limits,
        });
        let atoms: Vec<AtomId> = grounding.answers(question)?;
        let mut truths = Vec::new();
        for atom in atoms {
            truths.push(grounding.decide(atom)?);
        }
        look(&mut grounding, &truths)
    }
}

/// Why a question is asked: the sentences and rules that lead from what is asked about down to it.
pub fn path_to(explanation: &Explanation, entry: &OpenEntry) -> Vec<StepId> {
    let mut rest: Vec<Vec<StepId>> = explanation.because.iter().rev().map(|it| vec![*it]).collect();
    while let Some(path) = rest.pop() {
        let Some(last) = path.last() else { continue };
        let step = explanation.step(*last);
        let open = step.outcome == Outcome::Open && step.kind == StepKind::Sentence;
        let about = match &step.asks {
            Some(sentence) => *sentence == entry.sentence,
            // A comparison is about the values in it.
            None => step.sentence.contains(&entry.sentence),
        };
        if open && step.children.is_empty() && about {
            return path;
        }
        let below = step.children.iter().rev();
        rest.extend(below.map(|it| [path.as_slice(), &[*it]].concat()));
    }
    Vec::new()
}
