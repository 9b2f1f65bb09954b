//! Is every step of the reasons right?
//!
//! One walk from the question down. What a step is about is known before it is read: the checker works out what has to
//! be said of it and what must stand below it, and compares. Nothing is taken from the step itself.

mod reasons;
mod conditions;
mod unmet;
mod unknown;
mod counted;
mod facts;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use crate::{
    program::{Basis, RuleId},
    source::Sources,
    vocabulary::KindId,
};

use super::{
    Doubt, Refutation, Report,
    ground::{Known, World},
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
    Exception(RuleId, usize),
    /// A rule that does not apply to anything of which this is known.
    Obstacle(usize, Known),
    /// A topic of which nothing like this is so.
    Nothing(usize, Known),
    /// A part of a condition.
    Part(usize),
    /// What is counted.
    Sum(usize),
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
#[expect(clippy::struct_excessive_bools, reason = "each is a remark of its own")]
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
    /// Whether it is a rule that is not law on the day.
    pub(super) out_of_force: bool,
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
            out_of_force: false,
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
        let mut wrong = None;
        let is_exact = |steps: &Self, step: &Step, said: &Value| {
            let bound = said.get("bindings").is_none_or(|it| *it == steps.bindings(step));
            step.is_said_by(said) && said["status"] == step.status && bound
        };
        let (exact, others): (Vec<Step>, Vec<Step>) =
            expected.into_iter().partition(|step| said.iter().any(|it| is_exact(self, step, it)));
        for step in exact.into_iter().chain(others) {
            let fits = (0..left.len()).filter(|it| step.is_said_by(left[*it]));
            let fits: Vec<usize> = fits.collect();
            let exact = fits.iter().copied().filter(|it| is_exact(self, &step, left[*it]));
            let mut exact: Vec<usize> = exact.collect();
            exact.extend(fits.first().filter(|_| fits.len() == 1 && exact.is_empty()));
            let Some(&last) = exact.last() else {
                missing.push(step);
                continue;
            };
            if let Need::One(it) = step.need {
                met.insert(it);
            }
            // Of several that say the same, the one with the right reasons is meant.
            for at in exact {
                let before = (self.report.refuted.len(), self.report.steps, self.seen.len());
                deep(|| self.step(left[at], step.clone()))?;
                if at == last || self.report.refuted.len() == before.0 {
                    left.remove(at);
                    break;
                }
                self.report.refuted.truncate(before.0);
                self.report.steps = before.1;
                self.seen.truncate(before.2);
            }
        }
        for step in missing {
            let needed = match step.need {
                Need::Must => true,
                Need::May => false,
                Need::One(it) => met.insert(it),
            };
            if needed {
                wrong.get_or_insert(match step.kind {
                    "exception" => format!("it does not consider {}", step.sentence),
                    _ => format!("it leaves out: {}", step.sentence),
                });
            }
        }
        for it in left {
            self.report.steps += 1;
            self.refute(it, "this is no reason for what is above it");
        }
        Ok(wrong)
    }

    /// Checks a step and all that stands below it.
    fn step(&mut self, said: &Value, expected: Step) -> Result<(), Doubt> {
        self.report.steps += 1;
        let before = self.report.refuted.len();
        if said["status"] != expected.status {
            let status = said["status"].as_str().unwrap_or_default();
            self.refute(said, format!("its status is not `{status}` but `{}`", expected.status));
        }
        self.as_written(said, &expected);
        let children: Vec<&Value> = said["children"].as_array().into_iter().flatten().collect();
        let remark = said["remark"].as_str().unwrap_or_default();
        let mut expected = expected;
        let topic = expected.topic.clone();
        if !said["see"].is_null() || remark == CIRCLE {
            let told = remark.strip_suffix(SHOWN).map(|it| it.trim_end_matches(", "));
            let active = self.active.contains(&topic);
            let says = match topic {
                Topic::Instance(at) => self.rule(at, true)?.remark,
                _ => String::new(),
            };
            if !(told.is_some_and(|it| it.is_empty() || it == expected.remark || it == says)
                || expected.fixed && remark == expected.remark
                || remark == CIRCLE && active)
                || !children.is_empty()
            {
                self.refute(said, "it does not say what is above it again");
            }
            let (law, depth) = (self.law.len(), self.active.len());
            if remark != CIRCLE {
                self.active.push(topic.clone());
                self.below(&mut expected)?;
            }
            self.active.truncate(depth);
            self.law.truncate(law);
            self.standing(said, &expected);
            if !said["see"].is_null() && topic != Topic::Leaf {
                self.seen.push((said.clone(), topic));
            } else if !matches!(topic, Topic::Atom(_)) {
                self.refute(said, "nothing is shown for it");
            }
            return Ok(());
        }
        self.active.push(topic.clone());
        let below = self.below(&mut expected)?;
        self.active.pop();
        if remark != expected.remark {
            self.refute(said, format!("its remark is not `{remark}` but `{}`", expected.remark));
        }
        self.standing(said, &expected);
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

    /// That a sentence says what settles it.
    fn standing(&mut self, said: &Value, expected: &Step) {
        let standing = said["standing"].as_str();
        if standing != expected.standing {
            let named = |it: Option<&str>| it.map_or("nothing".to_owned(), |it| format!("`{it}`"));
            let (is, should) = (named(standing), named(expected.standing));
            self.refute(said, format!("its standing is not {is} but {should}"));
        }
    }

    /// That a rule is cited as it was written, for the things that it applies to.
    fn as_written(&mut self, said: &Value, expected: &Step) {
        let program = self.world.case.program;
        let rule = expected.rule.map(|it| program.rule(it));
        if said["rule"].as_str() != rule.map(|it| it.label.as_str()) {
            self.refute(said, "it names another rule");
        }
        if said["obvious"].as_bool() != Some(expected.obvious) && expected.kind != "group" {
            self.refute(said, "it is wrong about what goes without saying");
        }
        // Explanations of earlier versions don't say what their steps are about.
        if said.get("about").is_some_and(|it| *it != expected.about) {
            self.refute(said, format!("it is about {}", expected.about));
        }
        let Some(rule) = rule.filter(|_| expected.kind != "group") else { return };
        let cited: Vec<String> = rule.citations.iter().map(|it| program.in_words(it)).collect();
        if said["citations"] != serde_json::json!(cited) {
            let cited = if cited.is_empty() { "nothing".to_owned() } else { cited.join("; ") };
            self.refute(said, format!("the rule cites {cited}"));
        }
        let basis = rule.basis.map(basis);
        if said["basis"].as_str() != basis {
            self.refute(said, format!("the basis of the rule is {}", basis.unwrap_or("nothing")));
        }
        let bindings = self.bindings(expected);
        if said.get("bindings").is_some_and(|it| *it != bindings) {
            self.refute(said, format!("it is about {bindings}"));
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

/// `a red notice`
pub(super) fn some(world: &World<'_>, kind: KindId) -> String {
    world.speaker().some(kind)
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
