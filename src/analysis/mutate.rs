//! Which changes of the rules would no case notice?
//!
//! One thing at a time is dropped, turned into its opposite or shifted, in the rules as they were understood and never
//! in their text. Then the questions are asked again that the changed rule bears on. An `expect` line notices a change if
//! it no longer holds, an `ask` line if its answer is another one.

mod change;
mod edit;
mod values;

use crate::{
    engine::Limit,
    program::{Program, Rule, RuleId},
    session::{Options, Session},
    source::{Sources, Span, folded},
};

pub(super) use self::change::dropped;
use self::values::Spot;
use super::coverage::{Baseline, Part, PartKind, Parts, Question, Step, baseline};

/// One thing that is changed in the rules.
#[derive(Debug, Clone)]
pub struct Change {
    /// The rule that is changed.
    pub rule: RuleId,
    /// What is done.
    pub kind: ChangeKind,
    /// Where what is changed is written.
    pub span: Span,
    /// What is changed, as it is written: a label or a condition.
    pub words: String,
    /// What becomes of it: `is dropped`.
    pub becomes: String,
    way: Way,
}

/// What is done to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A rule is dropped, with its exceptions.
    DropRule,
    /// An exception is dropped, with the exceptions to it.
    DropException,
    /// A condition is dropped.
    DropCondition,
    /// A condition is turned into its opposite.
    NegateCondition,
    /// A conclusion is turned into its opposite.
    NegateConclusion,
    /// A value or a bound is shifted by one step.
    Shift,
}

#[derive(Debug, Clone)]
enum Way {
    Drop,
    DropAt(Vec<Step>),
    NegateAt(Vec<Step>),
    Opposite,
    Shift(Spot),
}

/// Whether a change is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// By the question at this place, the first that notices it.
    Noticed(usize),
    /// No case tells the difference.
    Survived,
    /// The changed rules can't be evaluated, so they were not tried.
    Unsound,
}

/// The changes of some rules and what became of them.
#[derive(Debug, Clone, Default)]
pub struct Mutations {
    /// The changes, in the order of writing.
    pub tried: Vec<(Change, Fate)>,
    /// The questions that have no answer within the limits, by their places.
    pub unanswered: Vec<(usize, Limit)>,
    /// The `expect` lines that don't hold as things stand, so that they can't notice anything, by their places.
    pub failing: Vec<usize>,
}

impl Change {
    /// That a part is dropped.
    pub fn without(part: &Part) -> Self {
        let (kind, way) = match part.kind {
            PartKind::Rule => (ChangeKind::DropRule, Way::Drop),
            PartKind::Exception => (ChangeKind::DropException, Way::Drop),
            PartKind::Condition => (ChangeKind::DropCondition, Way::DropAt(part.path.clone())),
        };
        Self::of(part, kind, "is dropped", way)
    }

    fn of(part: &Part, kind: ChangeKind, becomes: &str, way: Way) -> Self {
        let (rule, span, words) = (part.rule, part.span, part.words.clone());
        Self { rule, kind, span, words, becomes: becomes.to_owned(), way }
    }

    /// Everything that is tried on a program, in the order of writing.
    pub fn all(program: &Program, parts: &Parts, sources: &Sources) -> Vec<Self> {
        let mut all = Vec::new();
        let mut shifts = Vec::new();
        for part in &parts.all {
            all.push(Self::without(part));
            if part.kind == PartKind::Condition {
                let way = Way::NegateAt(part.path.clone());
                let becomes = "is turned into its opposite";
                all.push(Self::of(part, ChangeKind::NegateCondition, becomes, way));
                continue;
            }
            let rule = program.rule(part.rule);
            if change::opposite(rule).is_some() {
                let becomes = "concludes the opposite";
                all.push(Self::of(part, ChangeKind::NegateConclusion, becomes, Way::Opposite));
            }
            for spot in values::spots(rule) {
                shifts.push(Self {
                    rule: part.rule,
                    kind: ChangeKind::Shift,
                    span: spot.span,
                    words: folded(sources.slice(spot.span)),
                    becomes: spot.words.clone(),
                    way: Way::Shift(spot),
                });
            }
        }
        all.extend(shifts);
        all.sort_by_key(|it| (it.rule, it.span.start));
        all
    }
}

/// A rule that is put in the place of another one.
#[derive(Debug, Clone)]
pub struct Mutant {
    id: RuleId,
    rule: Rule,
    /// Whether it concludes something else, so that it may bear on questions that did not look at it.
    concludes_otherwise: bool,
}

impl Mutant {
    /// What a change makes of the rule that it changes.
    pub fn of(program: &Program, change: &Change) -> Self {
        let id = change.rule;
        let rule = program.rule(id);
        let rule = match &change.way {
            Way::Drop => change::dropped(rule),
            Way::DropAt(path) => change::without(program, id, path),
            Way::NegateAt(path) => change::negated(program, id, path),
            Way::Opposite => change::opposite(rule).unwrap_or_else(|| rule.clone()),
            Way::Shift(spot) => values::shifted(rule, spot),
        };
        Self { id, rule, concludes_otherwise: matches!(change.way, Way::Opposite) }
    }

    /// The rule that is changed, and what it is changed into.
    pub fn into_rule(self) -> (RuleId, Rule) {
        (self.id, self.rule)
    }

    /// The rules with it in its place.
    pub fn put_into(self, program: &Program) -> Program {
        let mut program = program.clone();
        program.rules[self.id.0 as usize] = self.rule;
        program
    }

    /// Whether a question's answer could be another one with it.
    fn bears_on(&self, program: &Program, baseline: &Baseline) -> bool {
        let touched = |it: &RuleId| program.line_of(*it).any(|up| up == self.id);
        let bearing =
            if self.concludes_otherwise { &baseline.reached } else { &baseline.looked_at };
        bearing.iter().any(touched)
    }

    /// Puts it in its place, and asks the questions that it bears on until one `tells` the difference.
    pub fn try_on(
        self,
        lab: &mut Session,
        questions: &[Question<'_>],
        baselines: &[Option<Baseline>],
        tells: impl Fn(&Session, &Question<'_>, &Baseline) -> bool,
    ) -> Fate {
        let asked = questions.iter().zip(baselines).enumerate();
        let asked = asked.filter_map(|(at, (question, it))| Some((at, question, it.as_ref()?)));
        let asked: Vec<_> = asked.filter(|it| self.bears_on(&lab.program, it.2)).collect();
        let (id, mut rule) = (self.id, self.rule);
        let place = id.0 as usize;
        std::mem::swap(&mut lab.program.rules[place], &mut rule);
        let sound = lab.program.is_sound_after(id);
        std::mem::swap(&mut lab.program.rules[place], &mut rule);
        if !sound {
            return Fate::Unsound;
        }
        if asked.is_empty() {
            return Fate::Survived;
        }
        lab.trying(id, rule, |lab| {
            let told = asked.into_iter().find(|(_, question, it)| tells(lab, question, it));
            told.map_or(Fate::Survived, |it| Fate::Noticed(it.0))
        })
    }
}

/// Whether a question's answer is another one than before, or there is none any more.
pub fn answers_otherwise(
    lab: &Session,
    question: &Question<'_>,
    before: &Baseline,
    options: &Options<'_>,
) -> bool {
    let answer = lab.answer(&question.case.scenario, &question.query, options);
    !answer.is_ok_and(|it| it.says_the_same_as(&before.answer))
}

/// Tries all changes, one at a time. `progress` is told how much is done, and of how much.
pub fn mutate(
    session: &Session,
    questions: &[Question<'_>],
    options: &Options<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Mutations {
    let mut mutations = Mutations::default();
    let mut baselines = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let holds = question.expectation.map(|it| session.holds(question.case, it, options));
        let baseline = baseline(session, question, options);
        baselines.push(match (baseline, holds) {
            (Ok(baseline), None | Some(Ok(true))) => Some(baseline),
            (Ok(_), Some(Ok(false))) => {
                mutations.failing.push(at);
                None
            }
            (Err(limit), _) | (Ok(_), Some(Err(limit))) => {
                mutations.unanswered.push((at, limit));
                None
            }
        });
    }
    let tells =
        |lab: &Session, question: &Question<'_>, before: &Baseline| match question.expectation {
            Some(it) => lab.holds(question.case, it, options) != Ok(true),
            None => answers_otherwise(lab, question, before, options),
        };
    let parts = Parts::of(&session.program, &session.sources);
    let changes = Change::all(&session.program, &parts, &session.sources);
    let all = changes.len();
    let mut lab = session.clone();
    for (at, change) in changes.into_iter().enumerate() {
        progress(at, all);
        let mutant = Mutant::of(&session.program, &change);
        let fate = mutant.try_on(&mut lab, questions, &baselines, tells);
        mutations.tried.push((change, fate));
    }
    mutations
}
