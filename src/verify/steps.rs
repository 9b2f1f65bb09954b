//! Is every step of the reasons right?
//!
//! One walk from the question down. What a step is about is known before it is read: the checker works out what has to
//! be said of it and what must stand below it, and compares. Nothing is taken from the step itself.

mod reasons;
mod conditions;
mod unmet;
mod unknown;
mod counted;
mod beside;
mod facts;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use crate::{
    program::{Basis, RuleId},
    source::Sources,
};

use super::{
    Doubt, Refutation, Report,
    ground::{Known, World},
    items::Item,
    list,
    space::deep,
    truth::Verdict,
};

/// What is said of a step whose reasons stand at another one.
const SHOWN: &str = "as shown above";
/// What is said of a step that stands below itself.
const CIRCLE: &str = "which closes the circle";

/// What a step is about, which tells what stands below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    /// Nothing more.
    Leaf,
    /// An atom of a phrase.
    Atom(usize),
    /// An instance of a rule.
    Instance(usize),
    /// An instance of an exception below its rule: only its own conditions are told.
    Exception(usize),
    /// A rule that does not apply to anything of which this is known.
    Obstacle(usize, Known),
    /// A topic of which nothing like this is so.
    Nothing(usize, Known),
    /// A part of a condition.
    Part(usize),
    /// What counts for some things, whatever comes of it.
    Count(usize, Vec<Item>),
}

/// Whether a step has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Must,
    May,
    /// One of those with this number is enough.
    One(usize),
}

/// What a step has to say.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) kind: &'static str,
    pub(super) sentence: String,
    pub(super) status: &'static str,
    pub(super) standing: Option<&'static str>,
    pub(super) remark: String,
    pub(super) rule: Option<RuleId>,
    pub(super) topic: Topic,
    /// What a sentence says of what, as data.
    pub(super) about: Value,
    /// For a rule, what its variables stand for.
    pub(super) known: Known,
    /// What stands below it, where its topic does not tell.
    pub(super) below: Vec<Step>,
    pub(super) need: Need,
    /// Whether it follows from how a thing was introduced, and holds.
    pub(super) implied: bool,
    /// That it goes without saying.
    pub(super) obvious: bool,
    /// Whether its remark stands beside reasons.
    pub(super) fixed: bool,
    /// Of a comparison, what stands beside it.
    beside: Vec<beside::Beside>,
}

impl Step {
    pub(super) fn new(kind: &'static str, sentence: String, status: &'static str) -> Self {
        Self {
            kind,
            sentence,
            status,
            standing: None,
            remark: String::new(),
            rule: None,
            topic: Topic::Leaf,
            about: Value::Null,
            known: Known::new(),
            below: Vec::new(),
            need: Need::Must,
            implied: false,
            obvious: false,
            fixed: false,
            beside: Vec::new(),
        }
    }

    pub(super) fn sentence(sentence: String, status: &'static str) -> Self {
        Self::new("sentence", sentence, status)
    }

    pub(super) fn group(heading: &str, status: &'static str, below: Vec<Self>) -> Self {
        Self { below, ..Self::new("group", heading.to_owned(), status) }
    }

    /// Whether a step of an explanation says this, but for its status and remark; the names in a heading in any order.
    fn is_said_by(&self, said: &Value) -> bool {
        let sentence = said["sentence"].as_str().unwrap_or_default();
        let words = |it: &str| {
            let mut words: Vec<String> =
                it.split_whitespace().map(|it| it.trim_end_matches(',').to_owned()).collect();
            words.retain(|it| it != "and" && it != "or");
            words.sort_unstable();
            words
        };
        said["kind"] == self.kind
            && (sentence == self.sentence
                || self.kind == "group" && words(sentence) == words(&self.sentence))
    }
}

/// The steps of an explanation on their way through the check.
pub(super) struct Steps<'s, 'a> {
    pub(super) world: &'s mut World<'a>,
    pub(super) sources: &'s Sources,
    report: &'s mut Report,
    /// What the steps are about that have their reasons below them, by their ids.
    shown: FxHashMap<String, FxHashSet<Topic>>,
    /// The steps that refer to others: their place, and what they are about.
    seen: Vec<(Value, Topic)>,
    /// What lies above a step.
    pub(super) active: Vec<Topic>,
    pub(super) law: Vec<String>,
    pub(super) contradicted: Vec<String>,
    pub(super) stated: FxHashSet<usize>,
}

impl<'s, 'a> Steps<'s, 'a> {
    pub(super) fn new(
        world: &'s mut World<'a>,
        sources: &'s Sources,
        report: &'s mut Report,
    ) -> Self {
        Self {
            world,
            sources,
            report,
            shown: FxHashMap::default(),
            seen: Vec::new(),
            active: Vec::new(),
            law: Vec::new(),
            contradicted: Vec::new(),
            stated: FxHashSet::default(),
        }
    }

    /// Checks the reasons for the answers to a question: the first of some steps. Gives those behind them.
    pub(super) fn check<'v>(
        &mut self,
        topic: usize,
        atoms: &[usize],
        roots: &[&'v Value],
        last: bool,
    ) -> Result<Vec<&'v Value>, Doubt> {
        let expected = self.roots(topic, atoms)?;
        let count = if last { roots.len() } else { expected.len().min(roots.len()) };
        if let Some(wrong) = self.compare(&roots[..count], expected)? {
            self.report.refute(format!("of the reasons: {wrong}"));
        }
        for (said, topic) in std::mem::take(&mut self.seen) {
            let see = said["see"].as_str().unwrap_or_default();
            if !self.shown.get(see).is_some_and(|it| it.contains(&topic)) {
                self.refute(&said, "it refers to a step that does not say the same");
            }
        }
        Ok(roots[count..].to_vec())
    }

    fn refute(&mut self, said: &Value, wrong: impl Into<String>) {
        let text = |field: &str| said[field].as_str().map(str::to_owned);
        let (step, sentence, wrong) = (text("id"), text("sentence"), wrong.into());
        self.report.refuted.push(Refutation { step, sentence, wrong });
    }

    /// Checks that some steps say what has to be said, each of it once, and nothing else. Says what is not there.
    fn compare(&mut self, said: &[&Value], expected: Vec<Step>) -> Result<Option<String>, Doubt> {
        let mut left: Vec<&Value> = said.to_vec();
        let mut met: FxHashSet<usize> = FxHashSet::default();
        let mut missing: Vec<Step> = Vec::new();
        let is_exact = |steps: &Self, step: &Step, said: &Value| {
            let bound = || said.get("bindings").is_none_or(|it| *it == steps.bindings(step));
            said["status"] == step.status && step.is_said_by(said) && bound()
        };
        let (exact, others): (Vec<Step>, Vec<Step>) = expected.into_iter().partition(|step| {
            step.need == Need::Must || said.iter().any(|it| is_exact(self, step, it))
        });
        for step in exact.into_iter().chain(others) {
            let fits = (0..left.len()).filter(|it| step.is_said_by(left[*it]));
            let fits: Vec<usize> = fits.collect();
            let exact = fits.iter().copied().filter(|it| is_exact(self, &step, left[*it]));
            let mut exact: Vec<usize> = exact.collect();
            exact.extend(fits.first().filter(|_| fits.len() == 1 && exact.is_empty()));
            // Of several that say the same, the one with the right reasons is meant.
            let last = exact.last().copied().filter(|_| step.need == Need::Must);
            let mut found = false;
            for at in exact {
                let before = (self.report.refuted.len(), self.report.steps, self.seen.len());
                deep(|| self.step(left[at], step.clone()))?;
                found = Some(at) == last || self.report.refuted.len() == before.0;
                if found {
                    left.remove(at);
                    break;
                }
                self.report.refuted.truncate(before.0);
                self.report.steps = before.1;
                self.seen.truncate(before.2);
            }
            match step.need {
                _ if !found => missing.push(step),
                Need::One(it) => drop(met.insert(it)),
                Need::Must | Need::May => {}
            }
        }
        let mut wrong = None;
        for step in missing {
            let goes_without = match step.need {
                Need::Must => false,
                Need::May => true,
                Need::One(it) => !met.insert(it),
            };
            if goes_without {
                continue;
            }
            // What was meant for it is not right.
            if let Some(at) = (0..left.len()).find(|it| is_exact(self, &step, left[*it])) {
                deep(|| self.step(left.remove(at), step))?;
            } else if wrong.is_none() {
                let verb =
                    if step.kind == "exception" { "does not consider" } else { "leaves out:" };
                wrong = Some(format!("it {verb} {}", step.sentence));
            }
        }
        for it in left {
            self.report.steps += 1;
            self.refute(it, "this is no reason for what is above it");
        }
        Ok(wrong)
    }

    /// Checks a step and all that stands below it.
    fn step(&mut self, said: &Value, mut expected: Step) -> Result<(), Doubt> {
        self.report.steps += 1;
        let (before, law) = (self.report.refuted.len(), self.law.len());
        let remark = said["remark"].as_str().unwrap_or_default();
        let topic = expected.topic.clone();
        let closes = remark == CIRCLE && self.active.contains(&topic);
        self.active.push(topic.clone());
        let below = if closes { Vec::new() } else { self.below(&mut expected)? };
        self.active.pop();
        self.as_written(said, &expected);
        let children = list(said, "children");
        if closes || !said["see"].is_null() {
            self.law.truncate(law);
            let told = remark.strip_suffix(SHOWN).map(|it| it.trim_end_matches(", "));
            let says = match topic {
                Topic::Instance(at) => self.rule(at, true)?.remark,
                _ => String::new(),
            };
            let again = told.is_some_and(|it| [&says, &expected.remark, ""].contains(&it));
            let fixed = expected.fixed && remark == expected.remark;
            if !(again || fixed || closes) || !children.is_empty() {
                self.refute(said, "it does not say what is above it again");
            }
            if !said["see"].is_null() && topic != Topic::Leaf {
                self.seen.push((said.clone(), topic));
            } else if !matches!(topic, Topic::Atom(_)) {
                self.refute(said, "nothing is shown for it");
            }
            return Ok(());
        }
        if remark != expected.remark {
            self.refute(said, format!("its remark is not `{remark}` but `{}`", expected.remark));
        }
        if self.report.refuted.len() > before {
            return Ok(());
        }
        let id = said["id"].as_str().unwrap_or_default().to_owned();
        self.shown.entry(id).or_default().insert(topic.clone());
        self.active.push(topic);
        let wrong = self.compare(&children, below)?;
        self.active.pop();
        if let Some(wrong) = wrong {
            self.refute(said, wrong);
        }
        Ok(())
    }

    /// That each field of a step says what it should; a rule is cited as it was written.
    fn as_written(&mut self, said: &Value, expected: &Step) {
        let program = self.world.case.program;
        let rule = expected.rule.map(|it| program.rule(it));
        let mut right = vec![
            ("status", json!(expected.status)),
            ("standing", json!(expected.standing)),
            ("rule", json!(rule.map(|it| &it.label))),
            ("about", expected.about.clone()),
            ("bindings", self.bindings(expected)),
        ];
        // Explanations of earlier versions don't say what their steps are about.
        right.retain(|it| !["about", "bindings"].contains(&it.0) || said.get(it.0).is_some());
        if expected.kind != "group" {
            right.push(("obvious", json!(expected.obvious)));
            if let Some(rule) = rule {
                let cited: Vec<String> =
                    rule.citations.iter().map(|it| program.in_words(it)).collect();
                right.push(("citations", json!(cited)));
                right.push(("basis", json!(rule.basis.map(basis))));
            }
        }
        let named = |it: &Value| match it {
            Value::Null => "nothing".to_owned(),
            Value::String(it) => format!("`{it}`"),
            it => it.to_string(),
        };
        for (field, right) in right {
            let is = &said[field];
            if *is != right {
                let (is, right) = (named(is), named(&right));
                self.refute(said, format!("its {field} is not {is} but {right}"));
            }
        }
    }
}

/// The word for where something is so, or is not.
pub(super) fn outcome(it: Verdict, positive: bool) -> &'static str {
    match it {
        Verdict::YES if positive => "holds",
        Verdict::YES => "fails",
        Verdict::NO if positive => "fails",
        Verdict::NO => "holds",
        Verdict { yes: super::space::NEVER, possible: super::space::ALWAYS } => "circular",
        _ => "open",
    }
}

/// The word for a basis.
pub(super) fn basis(it: Basis) -> &'static str {
    match it {
        Basis::Primary => "primary",
        Basis::Quoted => "quoted",
        Basis::Secondary => "secondary",
        Basis::Unverified => "unverified",
    }
}
