//! What is there to try in a body of rules? Rules, exceptions, and their conditions down to the single sentence.
//!
//! One sentence is one condition, whatever it comes to: `another country`, or `between 2 and 5`. Brackets have parts:
//! `any of (…)` its alternatives, `not (…)` and an alternative of several sentences these. What is said of every one,
//! or counted, is one condition.

use crate::{
    program::{Alternative, Condition, ConditionKind, Program, Rule, RuleId},
    source::{Sources, Span, folded},
};

/// Something in the rules that cases may try.
#[derive(Debug, Clone)]
pub struct Part {
    /// The rule or exception that it belongs to.
    pub rule: RuleId,
    /// What it is.
    pub kind: PartKind,
    /// For a condition, the way to it from the rule's list of conditions.
    pub path: Vec<Step>,
    /// Where it is written.
    pub span: Span,
    /// The label of a rule; a condition as it is written, on one line.
    pub words: String,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartKind {
    /// A rule.
    Rule,
    /// An exception.
    Exception,
    /// A condition of a rule or an exception.
    Condition,
}

/// A step on the way to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Some conditions of a list that come from one sentence: the place of the first, and how many there are.
    Unit(usize, usize),
    /// An alternative of an `or`.
    Branch(usize),
}

/// All parts of a body of rules, in the order of writing.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The parts; those of a rule follow it.
    pub all: Vec<Part>,
    /// For each rule itself and its conditions.
    pub(super) rules: Vec<Whole>,
}

/// A rule as its parts.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    pub(super) part: usize,
    pub(super) units: Vec<Unit>,
}

/// What one sentence of a list of conditions says, or what stands in one bracket.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its number among all parts.
    pub(super) part: usize,
    pub(super) condition: Condition,
    /// What can be tried within it.
    pub(super) inside: Vec<Branch>,
}

/// An alternative, or what is denied.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    /// An alternative of several sentences is a part by itself, too.
    pub(super) whole: Option<(usize, Condition)>,
    pub(super) units: Vec<Unit>,
}

impl Parts {
    /// The parts of all rules.
    pub fn of(program: &Program, sources: &Sources) -> Self {
        let mut parts = Self::default();
        for (id, rule) in program.rules() {
            let mut reader = Reader { all: &mut parts.all, first: 0, rule: id, sources };
            let part = reader.whole(rule);
            let units = reader.units(&rule.conditions, &[]);
            parts.rules.push(Whole { part, units });
        }
        parts
    }

    /// The units of a question, numbered behind all parts.
    pub(super) fn of_question(&self, condition: &Condition, sources: &Sources) -> Vec<Unit> {
        let (first, rule) = (self.all.len(), RuleId(0));
        let mut reader = Reader { all: &mut Vec::new(), first, rule, sources };
        reader.units(listed(condition), &[])
    }
}

/// A condition as a list.
fn listed(condition: &Condition) -> &[Condition] {
    match &condition.kind {
        ConditionKind::All(parts) => parts,
        _ => std::slice::from_ref(condition),
    }
}

struct Reader<'a> {
    all: &'a mut Vec<Part>,
    /// The number of the first part in the list.
    first: usize,
    rule: RuleId,
    sources: &'a Sources,
}

impl Reader<'_> {
    fn add(&mut self, kind: PartKind, path: &[Step], span: Span, words: String) -> usize {
        self.all.push(Part { rule: self.rule, kind, path: path.to_vec(), span, words });
        self.first + self.all.len() - 1
    }

    fn whole(&mut self, rule: &Rule) -> usize {
        let kind = if rule.exception_to.is_some() { PartKind::Exception } else { PartKind::Rule };
        self.add(kind, &[], rule.span, rule.label.clone())
    }

    fn units(&mut self, list: &[Condition], path: &[Step]) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut first = 0;
        while let Some(length) = list.get(first..).map(sentence).filter(|it| *it > 0) {
            let at = joined(path, Step::Unit(first, length));
            units.push(self.unit(&list[first..first + length], &at, &at));
            first += length;
        }
        units
    }

    /// `within` is the way to what is in it, where that is not the way to the unit itself.
    fn unit(&mut self, group: &[Condition], path: &[Step], within: &[Step]) -> Unit {
        let condition = match group {
            [only] => only.clone(),
            several => together(several),
        };
        let part = self.add(PartKind::Condition, path, condition.span, self.words(&condition));
        let inside = match group {
            [only] => self.inside(only, within),
            _ => Vec::new(),
        };
        Unit { part, condition, inside }
    }

    fn inside(&mut self, condition: &Condition, path: &[Step]) -> Vec<Branch> {
        match &condition.kind {
            ConditionKind::Any(branches) => self.branches(branches, path),
            ConditionKind::Not(_) if self.is_of_every(condition) => Vec::new(),
            ConditionKind::Not(inner) => match listed(&inner.condition) {
                [Condition { kind: ConditionKind::Any(branches), .. }] => {
                    self.branches(branches, path)
                }
                list if sentence(list) == list.len() => Vec::new(),
                list => vec![Branch { whole: None, units: self.units(list, path) }],
            },
            ConditionKind::All(parts) => {
                vec![Branch { whole: None, units: self.units(parts, path) }]
            }
            _ => Vec::new(),
        }
    }

    fn branches(&mut self, branches: &[Alternative], path: &[Step]) -> Vec<Branch> {
        let branch = |(at, it): (usize, &Alternative)| {
            let path = joined(path, Step::Branch(at));
            let list = listed(&it.condition);
            if sentence(list) == list.len() {
                let within = joined(&path, Step::Unit(0, list.len()));
                return Branch { whole: None, units: vec![self.unit(list, &path, &within)] };
            }
            let words = self.words(&it.condition);
            let whole = self.add(PartKind::Condition, &path, it.condition.span, words);
            let units = self.units(list, &path);
            Branch { whole: Some((whole, it.condition.clone())), units }
        };
        branches.iter().enumerate().map(branch).collect()
    }

    /// `for every X such that (A): (B)` is kept as: there is no X of which A is so and B is not.
    fn is_of_every(&self, condition: &Condition) -> bool {
        let written = self.sources.slice(condition.span).to_lowercase();
        let mut words = written.split_whitespace();
        words.next() == Some("for") && words.next() == Some("every")
    }

    /// A condition as it is written; `unless` stands before the last of some.
    fn words(&self, condition: &Condition) -> String {
        let span = condition.span;
        let mut written = folded(self.sources.slice(span));
        // What is denied ends before its bracket does.
        let open = written.matches('(').count().saturating_sub(written.matches(')').count());
        written.extend(std::iter::repeat_n(')', open));
        let before = &self.sources.text(span.file)[..span.start as usize];
        let before = before.trim_end_matches(|it: char| it.is_whitespace() || it == '(');
        let denied = matches!(condition.kind, ConditionKind::Not(_));
        if denied && before.to_lowercase().ends_with("unless") {
            format!("unless {written}")
        } else {
            written
        }
    }
}

/// How many conditions at the beginning of a list come from one sentence: those that are written within the first.
fn sentence(list: &[Condition]) -> usize {
    let Some(first) = list.first().map(|it| it.span) else { return 0 };
    list.iter().take_while(|it| it.span.is_within(first)).count()
}

fn joined(path: &[Step], step: Step) -> Vec<Step> {
    path.iter().copied().chain([step]).collect()
}

/// Several conditions as one.
pub(in crate::analysis) fn together(conditions: &[Condition]) -> Condition {
    match conditions {
        [only] => only.clone(),
        several => Condition { kind: ConditionKind::All(several.to_vec()), span: several[0].span },
    }
}

impl Unit {
    /// The conditions of it and of what is in it, with their numbers.
    pub(super) fn each<'u>(&'u self, visit: &mut dyn FnMut(usize, &'u Condition)) {
        visit(self.part, &self.condition);
        for branch in &self.inside {
            if let Some((part, condition)) = &branch.whole {
                visit(*part, condition);
            }
            branch.units.iter().for_each(|it| it.each(visit));
        }
    }

    /// Whether it is a sentence, and nothing in it is tried by itself.
    pub(super) fn is_plain(&self) -> bool {
        self.inside.is_empty()
    }
}
