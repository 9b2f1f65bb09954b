//! Which reasons lead to an answer? The tree of steps from the question down to the facts.
//!
//! What speaks for a sentence and against it is shown beside each other, with what became of it.
//! A sentence that was explained once is only referred to afterwards.

use rustc_hash::FxHashMap;

use crate::{
    answer::{Answer, answer},
    condition::{Condition, VariableId},
    engine::{
        AtomId, Described, Grounding, InstanceId, Item, Known, Limit, Truth,
        compile::{Meaning, PredicateId},
    },
    program::{Answerable, Status},
    source::{Sources, Span},
    vocabulary::Sort,
};

use super::{
    Answered, Bound, Explanation, Outcome, Step, StepId, StepKind,
    literals::Words,
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
}

/// Answers a question and gives the reasons.
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn explain(grounding: &mut Grounding<'_>, request: &Request<'_>) -> Result<Explanation, Limit> {
    let answer = answer(grounding, request.question, !request.answers.is_empty(), request.limit)?;
    let mut open: Vec<VariableId> = verdicts(&answer).flat_map(|it| it.open.clone()).collect();
    open.sort_unstable();
    open.dedup();
    // The answer is put into words before its reasons are looked for: these may have to look further than it did.
    let words = Words::new(grounding);
    let bound = |binding: &crate::answer::Binding| Bound {
        values: request
            .answers
            .iter()
            .zip(&binding.items)
            .map(|(it, item)| (it.key.clone(), words.bare(*item)))
            .collect(),
        conditions: words.conditions(&binding.verdict, &open),
    };
    let answered = match &answer {
        Answer::YesNo(_, verdict) => Answered::YesNo(Box::new(words.conditions(verdict, &open))),
        Answer::Which(bindings) => Answered::Which(bindings.iter().map(bound).collect()),
    };
    let independent = words.independent(&open);
    let open = open.iter().map(|it| words.open_entry(*it)).collect();
    let mut builder = Builder::new(grounding, request.sources);
    let because = match &answer {
        Answer::YesNo(atom, _) => builder.asked(*atom)?.into_iter().collect(),
        Answer::Which(bindings) if bindings.is_empty() => {
            builder.nothing_asked(request.question)?
        }
        Answer::Which(bindings) => {
            let mut steps = Vec::new();
            for binding in bindings {
                steps.extend(builder.asked(binding.atom)?);
            }
            steps
        }
    };
    let Builder { steps, contradicted, ranks, .. } = builder;
    let weakest = weakest(&steps, &ranks, &because);
    Ok(Explanation {
        question: request.sentence.to_owned(),
        suppositions: request.suppositions.to_vec(),
        qualifiers: request.qualifiers.to_vec(),
        as_of: grounding.lens().as_of,
        answer: answered,
        open,
        independent,
        because,
        steps,
        contradicted,
        weakest_basis: weakest.basis,
        weakest_source: weakest.source,
        unsourced: weakest.unsourced,
    })
}

fn verdicts(answer: &Answer) -> Box<dyn Iterator<Item = &crate::answer::Verdict> + '_> {
    match answer {
        Answer::YesNo(_, verdict) => Box::new(std::iter::once(&**verdict)),
        Answer::Which(bindings) => Box::new(bindings.iter().map(|it| &it.verdict)),
    }
}

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
        if instances.is_empty() {
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
            let shown = !self.steps[first.0 as usize].children.is_empty();
            let remark = match self.statement(atom, positive)? {
                Some(remark) => remark,
                None if self.active.contains(&atom) => "which closes the circle".to_owned(),
                None if shown => "as shown above".to_owned(),
                None => self.unreasoned(atom, truth),
            };
            return Ok(self.push(Step { remark, ..Step::sentence(sentence, outcome) }));
        }
        let step = self.sentence(sentence, outcome);
        self.seen.insert(atom, step);
        if let Some(remark) = self.statement(atom, positive)? {
            self.steps[step.0 as usize].remark = remark;
            return Ok(step);
        }
        self.active.push(atom);
        let children = self.reasons(atom, truth)?;
        self.active.pop();
        if children.is_empty() {
            let remark = self.unreasoned(atom, truth);
            self.steps[step.0 as usize].remark = remark;
        }
        self.steps[step.0 as usize].children = children;
        Ok(step)
    }

    /// What the case states of an atom; where a rule in effect says the opposite, that is noted.
    fn statement(&mut self, atom: AtomId, positive: bool) -> Result<Option<String>, Limit> {
        let predicate = self.grounding.predicate_of(atom);
        let items = self.grounding.items_of(atom);
        let Some((status, span, supposed)) = self.grounding.statement(predicate, &items) else {
            return Ok(None);
        };
        if status == Status::Unknown {
            return Ok(None);
        }
        let stated = status == Status::Yes;
        // A stated value leaves no room for what rules say of it; a stated sentence may be contradicted.
        if !self.grounding.has_value(predicate) {
            self.grounding.look_behind(atom, !stated)?;
            for instance in self.grounding.instances(atom, !stated) {
                let effect = self.grounding.in_effect(instance)?;
                if effect.possible == Condition::NEVER {
                    continue;
                }
                let certain = effect.yes == Condition::ALWAYS;
                let verb = if certain { "concludes" } else { "may conclude" };
                let sentence =
                    if stated { self.words().denied(atom) } else { self.words().sentence(atom) };
                let rule = self.rule_of(instance).map(|it| it.label.clone()).unwrap_or_default();
                let place = self.place(span);
                let note = format!(
                    "rule {rule} {verb} that {sentence}; what the case states prevails ({place})"
                );
                if !self.contradicted.contains(&note) {
                    self.contradicted.push(note);
                }
            }
        }
        let place = self.place(span);
        Ok(Some(match (stated == positive, supposed) {
            (true, false) => format!("the case says so ({place})"),
            (false, false) => format!("the case says no ({place})"),
            (true, true) => "as supposed".to_owned(),
            (false, true) => "supposed not to be so".to_owned(),
        }))
    }

    /// `file:line`, with the file's own name only.
    pub(super) fn place(&self, span: Span) -> String {
        let place = self.sources.place(span);
        place.rsplit(['/', '\\']).next().unwrap_or(&place).to_owned()
    }

    /// Why a sentence without reasons for or against it came out as it did.
    fn unreasoned(&self, atom: AtomId, truth: Truth) -> String {
        let predicate = self.grounding.predicate_of(atom);
        let things = self.grounding.items_of(atom);
        let unknown = self.grounding.statement(predicate, &things);
        if let Some((_, _, true)) = unknown {
            return "open: supposed to be unknown".to_owned();
        }
        if let Some((_, span, _)) = unknown {
            return format!("open: the case says that it is unknown ({})", self.place(span));
        }
        let Meaning::Phrase(phrase) = self.grounding.predicate(predicate).meaning else {
            return String::new();
        };
        let declared = self.grounding.program().vocabulary.phrase(phrase);
        let mut slots = things.iter().zip(&declared.slots);
        let misfits = |item: Item, sort: Sort| match (self.grounding.describe(item), sort.kind()) {
            (Described::Thing(thing), Some(kind)) => {
                self.grounding.is_of_kind(thing, kind) == Known::No
            }
            _ => false,
        };
        if slots.any(|(it, slot)| misfits(*it, slot.sort)) {
            return "its words do not fit this kind of thing".to_owned();
        }
        match (declared.role, &declared.decided_by) {
            (crate::vocabulary::Role::Open, Some(who)) if truth != Truth::NO => {
                format!("open: to be decided by {who}")
            }
            (crate::vocabulary::Role::Open, _) if truth != Truth::NO => {
                "open: the case does not say".to_owned()
            }
            (crate::vocabulary::Role::Conclusion, _) => "no rule concludes this".to_owned(),
            _ => "not stated, and then it is taken not to be so".to_owned(),
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
            rule: None,
            citations: Vec::new(),
            basis: None,
            remark: String::new(),
            obvious: false,
            implied: false,
            children: Vec::new(),
        }
    }
}
