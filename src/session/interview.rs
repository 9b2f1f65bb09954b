//! Which questions have to be asked to settle an answer? One at a time, the one that decides most first.
//!
//! An [`Interview`] adds each reply to the facts and looks again at what is open, so it never asks what no longer
//! matters. Replies are statements of the language: a case that is saved in the middle goes on from there.

mod named;
mod plan;
mod reply;

pub use self::plan::{Branch, Plan};
use self::{
    named::{Named, with_named},
    reply::statements,
};

use super::{Options, Session};
use crate::{
    answer::strategy::{Advice, Price, Strategist, number},
    condition::VariableId,
    diagnostic::Diagnostic,
    engine::{AtomId, Grounding, Limit, OpenQuestion, Truth},
    explain::{
        Asked, Explanation, OpenEntry, OpenKind, Outcome, Step, StepId, StepKind, kinds_in_words,
        questions_compared, questions_in_words, sorts_asked,
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
    /// A number, a duration or a date.
    Value,
    /// A text.
    Text,
    /// A thing of a kind, as in `a country`.
    Thing(String),
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

impl Ask {
    /// The first of the values that are asked for where nothing else is.
    fn last(named: &[Named]) -> Option<Self> {
        let Named { entry, takes, .. } = named.first()?.clone();
        Some(Self { entry, takes, expected: number(named.len()), at_most: named.len() })
    }
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
            let askable = self.askable(grounding);
            let named = self.named(grounding, truths)?;
            let truths: Vec<Truth> = truths.iter().map(|it| it.1).collect();
            let mut strategist = Strategist::new(grounding.space_mut(), &askable.prices);
            let Some(mut advice) = strategist.advise(&truths)? else {
                return Ok(Ask::last(&named));
            };
            with_named(&mut strategist, &askable, (&mut advice, &truths), &named)?;
            let entry = askable.entries_of(&advice).next();
            Ok(entry.map(|entry| Ask {
                takes: takes(grounding, advice.ask, entry),
                entry: entry.clone(),
                expected: advice.expected,
                at_most: advice.at_most,
            }))
        })
    }

    /// What can be asked for: what a case can state and nobody has passed over.
    fn askable(&self, grounding: &Grounding<'_>) -> Askable {
        let mut askable = Askable::default();
        for variable in grounding.variables() {
            let question = grounding.question(variable);
            let stated = !matches!(
                question,
                OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_) | OpenQuestion::Reading(_)
            );
            let entries = questions_in_words(grounding, variable);
            // What a case calls unknown may be known by now; what was just replied not to be known is not asked again.
            let wanted = |it: &OpenEntry| stated && !self.skipped.contains(&it.sentence);
            let kept: Vec<bool> = entries.iter().map(wanted).collect();
            askable.prices.push(match question {
                _ if !kept.contains(&true) => Price::Never,
                OpenQuestion::Kind(_) => Price::Levels,
                OpenQuestion::Relation(_) => {
                    let mut compared = questions_compared(grounding, variable);
                    for places in &mut compared {
                        places.retain(|it| kept[*it]);
                    }
                    Price::Each(compared)
                }
                _ => Price::One,
            });
            askable.entries.push(entries);
        }
        askable
    }

    /// Adds a reply to the facts. Comes back with a remark where it brings in something that was not known before.
    ///
    /// # Errors
    /// What is wrong with it; everything is then as it was.
    pub fn reply(
        &mut self,
        session: &mut Session,
        ask: &Ask,
        said: Said<'_>,
    ) -> Result<Option<String>, Refused> {
        let mut statements = statements(ask, said).map_err(Refused::Misfit)?;
        let mut remark = None;
        let scenario = match self.stated(session, &statements) {
            Ok(it) => it,
            Err(mistakes) => {
                // A name that nobody has mentioned yet may be that of something new.
                let (Takes::Thing(kind), Said::This(name)) = (&ask.takes, said) else {
                    return Err(Refused::Mistakes(mistakes));
                };
                statements.insert(0, format!("{name} is {kind}."));
                remark = Some(format!("{name} has not been mentioned yet: it is taken as {kind}"));
                self.stated(session, &statements).map_err(|_| Refused::Mistakes(mistakes))?
            }
        };
        self.before.push((std::mem::replace(&mut self.scenario, scenario), self.skipped.clone()));
        if matches!(said, Said::Skip | Said::Unknown) {
            self.skipped.push(ask.entry.sentence.clone());
        }
        self.replies.push(Reply { ask: ask.entry.ask.clone(), statements });
        Ok(remark)
    }

    /// The facts with some statements.
    fn stated(
        &self,
        session: &mut Session,
        statements: &[String],
    ) -> Result<Scenario, Vec<Diagnostic>> {
        let mut scenario = self.scenario.clone();
        for it in statements {
            // Reasons point to the reply.
            let file = session.sources.add(format!("reply {}", self.replies.len() + 1), it.clone());
            for it in &syntax::parse_statements(file, it)? {
                session.program.state(&mut scenario, it)?;
            }
        }
        Ok(scenario)
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

/// What can be asked for, by the variables of a grounding.
#[derive(Debug, Default)]
struct Askable {
    /// The questions that each stands for.
    entries: Vec<Vec<OpenEntry>>,
    prices: Vec<Price>,
}

impl Askable {
    /// The questions of an advice, in the order in which they are asked.
    fn entries_of(&self, advice: &Advice) -> impl Iterator<Item = &OpenEntry> {
        let entries = &self.entries[advice.ask.index()];
        let places = if advice.values.is_empty() { &[0][..] } else { &advice.values };
        places.iter().map(|it| &entries[*it])
    }
}

fn takes(grounding: &Grounding<'_>, variable: VariableId, entry: &OpenEntry) -> Takes {
    match entry.kind {
        OpenKind::Input => Takes::YesOrNo,
        OpenKind::Kind => Takes::Kind(kinds_in_words(grounding, variable)),
        _ => {
            let entries = questions_in_words(grounding, variable);
            let sorts = entries.iter().zip(sorts_asked(grounding, variable));
            let found = sorts.into_iter().find(|it| it.0.sentence == entry.sentence);
            found.map_or(Takes::Value, |it| taking(it.1))
        }
    }
}

fn taking(asked: Asked) -> Takes {
    match asked {
        Asked::Text => Takes::Text,
        Asked::Thing(kind) => Takes::Thing(kind),
        Asked::Measure => Takes::Value,
    }
}

impl Session {
    /// Decides what a question asks about: a yes/no question has one truth, others one for each possible answer.
    pub(crate) fn with_truths<T>(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        look: impl FnOnce(&mut Grounding<'_>, &[(AtomId, Truth)]) -> Result<T, Limit>,
    ) -> Result<T, Limit> {
        let lens = self.lens(scenario, query, options);
        let rules = (&self.program, &self.compiled, scenario);
        Self::on_ground(rules, query, options, &lens, |grounding, question| {
            let atoms: Vec<AtomId> = grounding.answers(question)?;
            let mut truths = Vec::new();
            for atom in atoms {
                truths.push((atom, grounding.decide(atom)?));
            }
            look(grounding, &truths)
        })
    }
}

/// Why a question is asked: the sentences and rules that lead from what is asked about down to it.
pub fn path_to(explanation: &Explanation, entry: &OpenEntry) -> Vec<StepId> {
    let asks = |it: &Step| it.asks.as_ref() == Some(&entry.sentence);
    let decides = |it: &Step| {
        // A comparison is about the values in it.
        let about = asks(it) || it.asks.is_none() && it.sentence.contains(&entry.sentence);
        about && it.outcome == Outcome::Open
    };
    let deciding = path_where(explanation, decides);
    // What decides nothing is a value that the answer is made from.
    if deciding.is_empty() { path_where(explanation, asks) } else { deciding }
}

/// The steps that lead down to the first sentence of some kind among those without reasons of their own.
fn path_where(explanation: &Explanation, wanted: impl Fn(&Step) -> bool) -> Vec<StepId> {
    let mut rest: Vec<Vec<StepId>> = explanation.because.iter().rev().map(|it| vec![*it]).collect();
    while let Some(path) = rest.pop() {
        let Some(last) = path.last() else { continue };
        let step = explanation.step(*last);
        if step.kind == StepKind::Sentence && step.children.is_empty() && wanted(step) {
            return path;
        }
        let below = step.children.iter().rev();
        rest.extend(below.map(|it| [path.as_slice(), &[*it]].concat()));
    }
    Vec::new()
}
