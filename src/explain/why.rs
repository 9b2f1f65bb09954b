//! Which reasons lead to an answer? The tree of steps from the question down to the facts.
//!
//! What speaks for a sentence and against it is shown beside each other, with what became of it.
//! A sentence that was explained once is only referred to afterwards.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    answer::{Answer, answer},
    condition::{Condition, VariableId},
    engine::{AtomId, Grounding, InstanceId, Item, Limit, Truth, compile::PredicateId},
    program::{Answerable, RuleId},
    source::Sources,
};

use super::{
    Answered, Bound, Explanation, Outcome, Standing, Step, StepId, StepKind,
    compared::Beside,
    literals::Words,
    open::{OpenPlace, Places, verdicts},
    order::{Ordered, is_alike_throughout, ordered},
    rank::{Rank, weakest},
};

/// What is to be explained.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The question in plain words.
    pub sentence: &'a str,
    /// What it supposes, a sentence each.
    pub suppositions: &'a [String],
    /// What narrows it, a phrase each.
    pub qualifiers: &'a [String],
    /// The compiled question.
    pub question: PredicateId,
    /// The things it asks for, if it does.
    pub answers: &'a [Answerable],
    /// How many ways are listed for each side.
    pub limit: usize,
    /// The texts that reasons point into.
    pub sources: &'a Sources,
    /// How many sentences deep the reasons have to go; what lies deeper is left out where nothing else in the
    /// explanation could turn on it.
    pub depth: Option<usize>,
}

/// Answers a question and gives the reasons.
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn explain(grounding: &mut Grounding<'_>, request: &Request<'_>) -> Result<Explanation, Limit> {
    // The answer is put into words before its reasons are looked for: these may have to look further than it did.
    let (answer, mut explanation) = in_words(grounding, request)?;
    let depth = request.depth.filter(|_| is_alike_throughout(grounding)).unwrap_or(usize::MAX);
    let mut builder = Builder { deepest: depth, ..Builder::new(grounding, request.sources) };
    explanation.because = match &answer {
        Answer::YesNo(atom, _) => builder.asked(*atom)?.into_iter().collect(),
        Answer::Which(bindings) if bindings.is_empty() => {
            builder.nothing_asked(request.question)?
        }
        Answer::Which(bindings) => {
            let mut steps: Vec<StepId> = Vec::new();
            for binding in bindings {
                // Each possible number has the same reasons.
                for step in builder.asked(binding.atom)? {
                    if !steps.iter().any(|it| builder.is_alike(*it, step)) {
                        steps.push(step);
                    }
                }
            }
            steps
        }
    };
    let Builder { steps, contradicted, ranks, law, .. } = builder;
    let Ordered { steps, roots, places } = ordered(&steps, &explanation.because);
    let ranks: Vec<(StepId, Rank)> =
        ranks.into_iter().filter_map(|(id, rank)| Some((places[id.0 as usize]?, rank))).collect();
    explanation.because = roots;
    let weakest = weakest(&steps, &ranks, &explanation.because);
    Ok(Explanation {
        steps,
        contradicted,
        law,
        weakest_basis: weakest.basis,
        weakest_source: weakest.source,
        unsourced: weakest.unsourced,
        ..explanation
    })
}

/// Answers a question without giving reasons.
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn say(grounding: &mut Grounding<'_>, request: &Request<'_>) -> Result<Explanation, Limit> {
    Ok(in_words(grounding, request)?.1)
}

fn in_words(
    grounding: &mut Grounding<'_>,
    request: &Request<'_>,
) -> Result<(Answer, Explanation), Limit> {
    let answer = answer(grounding, request.question, !request.answers.is_empty(), request.limit)?;
    let mut open: Vec<VariableId> = verdicts(&answer).flat_map(|it| it.open.clone()).collect();
    open.sort_unstable();
    open.dedup();
    let Places { all, own } = Places::of(grounding, &answer);
    let words = Words::new(grounding);
    let bound = |(binding, own): (&crate::answer::Binding, &Vec<OpenPlace>)| Bound {
        values: request
            .answers
            .iter()
            .zip(&binding.items)
            .map(|(it, item)| (it.key.clone(), words.answer(request.question, *item)))
            .collect(),
        conditions: words.conditions(&binding.verdict, own, &all),
    };
    let answered = match &answer {
        Answer::YesNo(_, verdict) => {
            Answered::YesNo(Box::new(words.conditions(verdict, &all, &all)))
        }
        Answer::Which(bindings) => Answered::Which(bindings.iter().zip(&own).map(bound).collect()),
    };
    let independent = words.independent(&open);
    let explanation = Explanation {
        question: request.sentence.to_owned(),
        suppositions: request.suppositions.to_vec(),
        qualifiers: request.qualifiers.to_vec(),
        as_of: grounding.lens().as_of,
        answer: answered,
        open: all.iter().filter_map(|it| words.entry_of(*it)).collect(),
        independent,
        because: Vec::new(),
        steps: Vec::new(),
        contradicted: Vec::new(),
        law: Vec::new(),
        weakest_basis: None,
        weakest_source: None,
        unsourced: false,
        without_commentary: true,
        repairs: None,
    };
    Ok((answer, explanation))
}

/// What is said of a step whose reasons stand at an earlier one.
pub(super) const SHOWN: &str = "as shown above";

/// A predicate, and what is known of its places.
pub(super) type Goal = (PredicateId, Vec<Option<Item>>);

/// An explanation as it is being built.
pub(super) struct Builder<'g, 'a> {
    pub(super) grounding: &'g mut Grounding<'a>,
    pub(super) sources: &'g Sources,
    pub(super) steps: Vec<Step>,
    seen: FxHashMap<AtomId, StepId>,
    pub(super) contradicted: Vec<String>,
    /// The ranks of the rules among the steps.
    pub(super) ranks: Vec<(StepId, Rank)>,
    /// The sentences whose reasons are being looked for, from the question down.
    active: Vec<AtomId>,
    /// The rules that do not count because they are not law on the day.
    pub(super) out_of_force: Vec<(StepId, RuleId)>,
    /// What aggregates are made from, as far as it has been looked into.
    pub(super) counted: FxHashMap<(PredicateId, Vec<Item>), Vec<StepId>>,
    /// The stated sentences of which it has been noted what rules say of them.
    pub(super) behind: FxHashSet<AtomId>,
    /// The rule instances that have been shown, each with its step.
    pub(super) instances: FxHashMap<InstanceId, StepId>,
    /// The sentences about unknown things that have been looked into, and whether their reasons are complete by now.
    pub(super) goals: FxHashMap<Goal, (StepId, bool)>,
    /// What stands beside comparisons.
    pub(super) beside: FxHashMap<StepId, Vec<Beside>>,
    /// How many sentences lead to the one that is being looked into.
    pub(super) depth: usize,
    /// How many may at most, if it has reasons of its own.
    deepest: usize,
    /// Where no rule was law on the day that could have concluded something.
    pub(super) law: Vec<String>,
}

impl<'g, 'a> Builder<'g, 'a> {
    fn new(grounding: &'g mut Grounding<'a>, sources: &'g Sources) -> Self {
        Self {
            grounding,
            sources,
            steps: Vec::new(),
            seen: FxHashMap::default(),
            contradicted: Vec::new(),
            ranks: Vec::new(),
            active: Vec::new(),
            out_of_force: Vec::new(),
            counted: FxHashMap::default(),
            behind: FxHashSet::default(),
            instances: FxHashMap::default(),
            goals: FxHashMap::default(),
            beside: FxHashMap::default(),
            depth: 0,
            deepest: usize::MAX,
            law: Vec::new(),
        }
    }

    pub(super) fn words(&self) -> Words<'_> {
        Words::new(self.grounding)
    }

    pub(super) fn push(&mut self, step: Step) -> StepId {
        self.steps.push(step);
        StepId(u32::try_from(self.steps.len() - 1).unwrap_or(u32::MAX))
    }

    pub(super) fn sentence(&mut self, sentence: String, outcome: Outcome) -> StepId {
        self.push(Step::sentence(sentence, outcome))
    }

    /// The reasons for what was asked: those of the sentence itself, where the question is one sentence about known things.
    fn asked(&mut self, atom: AtomId) -> Result<Vec<StepId>, Limit> {
        let predicate = self.grounding.predicate(self.grounding.predicate_of(atom));
        let Some(&clause) = predicate.positive.first() else { return Ok(Vec::new()) };
        let instances = self.grounding.instances(atom, true);
        if instances.is_empty() || self.grounding.decide(atom)? == Truth::NO {
            return self.obstacles_of_question(clause, atom);
        }
        let mut found = Vec::new();
        for instance in self.telling(&instances)? {
            found.extend(self.conditions(instance, None)?);
        }
        // That what is asked for is what is asked about goes without saying.
        if found.len() > 1 {
            found.retain(|it| !self.steps[it.0 as usize].implied);
        }
        Ok(found)
    }

    /// Whether two headings stand over the very same steps.
    fn is_alike(&self, one: StepId, other: StepId) -> bool {
        let (one, other) = (&self.steps[one.0 as usize], &self.steps[other.0 as usize]);
        one.kind == StepKind::Group && one.children == other.children
    }

    /// Of several instances those that tell: the ones in effect everywhere if there are any, else all that may be.
    pub(super) fn telling(&mut self, instances: &[InstanceId]) -> Result<Vec<InstanceId>, Limit> {
        let mut certain = Vec::new();
        let mut possible = Vec::new();
        for instance in instances {
            let truth = self.grounding.in_effect(*instance)?;
            if truth.yes == Condition::ALWAYS {
                certain.push(*instance);
            } else if truth.possible != Condition::NEVER {
                possible.push(*instance);
            }
        }
        Ok(match (certain.is_empty(), possible.is_empty()) {
            (false, _) => certain,
            (true, false) => possible,
            (true, true) => instances.to_vec(),
        })
    }

    /// The step for an atom of a phrase, or for its denial.
    pub(super) fn atom(&mut self, atom: AtomId, positive: bool) -> Result<StepId, Limit> {
        // A chain of rules can be as long as the case has facts.
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.atom_step(atom, positive))
    }

    fn atom_step(&mut self, atom: AtomId, positive: bool) -> Result<StepId, Limit> {
        let truth = self.grounding.decide(atom)?;
        let sentence =
            if positive { self.words().sentence(atom) } else { self.words().denied(atom) };
        let outcome = outcome(truth, positive);
        if let Some(first) = self.seen.get(&atom).copied() {
            let again = self.again(first, (atom, truth), positive)?;
            return Ok(self.push(Step { sentence, outcome, ..again }));
        }
        let about = Some(self.about_atom(atom, positive));
        let step = self.push(Step { about, ..Step::sentence(sentence, outcome) });
        self.seen.insert(atom, step);
        if let Some(remark) = self.statement(atom, positive)? {
            self.steps[step.0 as usize].remark = remark;
            self.steps[step.0 as usize].standing = Some(Standing::Stated);
            return Ok(step);
        }
        if self.depth >= self.deepest && truth != Truth::NO {
            self.steps[step.0 as usize].cut = true;
            return Ok(step);
        }
        self.active.push(atom);
        self.depth += 1;
        let (children, standing) = self.reasons(atom, truth)?;
        self.depth -= 1;
        self.active.pop();
        if children.is_empty() {
            let remark = self.unreasoned(atom, truth);
            self.steps[step.0 as usize].remark = remark;
            let asks = match outcome {
                Outcome::Open => Some(self.words().sentence(atom)),
                Outcome::Holds => self.words().unknown_value(atom),
                _ => None,
            };
            self.steps[step.0 as usize].asks = asks;
        }
        if truth == Truth::NO {
            let what = self.words().sentence(atom);
            self.note_the_law(&what, &children);
        }
        if !positive {
            self.turn(&children);
        }
        self.steps[step.0 as usize].children = children;
        self.steps[step.0 as usize].standing = standing;
        Ok(step)
    }

    /// The step for an atom that has a step already; its sentence and outcome are still to be said.
    fn again(
        &mut self,
        first: StepId,
        (atom, truth): (AtomId, Truth),
        positive: bool,
    ) -> Result<Step, Limit> {
        let Step { ref children, standing, ref asks, .. } = self.steps[first.0 as usize];
        let (shown, asks) = (!children.is_empty(), asks.clone());
        let remark = match self.statement(atom, positive)? {
            Some(remark) => remark,
            None if self.active.contains(&atom) => "which closes the circle".to_owned(),
            None if shown => SHOWN.to_owned(),
            None => self.unreasoned(atom, truth),
        };
        let same_as = (shown && remark == SHOWN).then_some(first);
        let about = Some(self.about_atom(atom, positive));
        let step = Step::sentence(String::new(), Outcome::Open);
        Ok(Step { standing, about, remark, asks, same_as, ..step })
    }

    /// What speaks for a sentence speaks against its denial, and the other way round.
    pub(super) fn turn(&mut self, reasons: &[StepId]) {
        for it in reasons {
            let step = &mut self.steps[it.0 as usize];
            step.against = !step.against;
        }
    }
}

/// A denial as a person says it: `not S` is how a condition is written.
pub(super) fn spoken(denial: String) -> String {
    match denial.strip_prefix("not ") {
        Some(sentence) => format!("it is not the case that {sentence}"),
        None => denial,
    }
}

/// How a truth reads as an outcome of a sentence, or of its denial.
pub(super) fn outcome(truth: Truth, positive: bool) -> Outcome {
    match truth {
        Truth::YES if positive => Outcome::Holds,
        Truth::YES => Outcome::Fails,
        Truth::NO if positive => Outcome::Fails,
        Truth::NO => Outcome::Holds,
        Truth { yes: Condition::NEVER, possible: Condition::ALWAYS } => Outcome::Circular,
        _ => Outcome::Open,
    }
}

impl Step {
    /// A sentence with nothing below it.
    pub(super) fn sentence(sentence: String, outcome: Outcome) -> Self {
        Self {
            kind: StepKind::Sentence,
            sentence,
            outcome,
            standing: None,
            rule: None,
            about: None,
            bindings: Vec::new(),
            citations: Vec::new(),
            basis: None,
            remark: String::new(),
            asks: None,
            obvious: false,
            implied: false,
            against: false,
            children: Vec::new(),
            same_as: None,
            cut: false,
        }
    }
}
