//! What does a person read? An explanation as text, at three lengths.
//!
//! Open questions and suppositions come first, then the reasons as a tree with the sources beside it.

mod brief;
mod headline;
mod record;
mod repairs;
mod tree;
mod ways;

use anstyle::Style;
use num_bigint::BigUint;

pub(super) use self::headline::{headline, unsettled};
pub use self::{brief::brief, record::record, ways::grouped};

use self::ways::{conjunction, summary};
use crate::{answer::Status, program::Authority};

use super::{
    Answered, Bound, Conditions, Explanation, Outcome, Step, StepId, StepKind, json::basis,
    layout::wrap,
};

/// How much is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// At most five lines: the answer, the decisive rule, the decisive fact, what is open.
    Short,
    /// The answer and its reasons.
    Normal,
    /// Everything, with the basis of each rule.
    Full,
}

/// How an explanation is printed.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// How much.
    pub detail: Detail,
    /// How many columns there are.
    pub width: usize,
    /// Whether colours are used.
    pub coloured: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self { detail: Detail::Normal, width: 100, coloured: false }
    }
}

/// How many sentences deep the printed reasons go.
pub const DEEPEST: usize = 45;

/// Prints an explanation.
pub fn render(explanation: &Explanation, form: Form) -> String {
    let mut out = Writer { explanation, form, out: String::new() };
    match (&explanation.answer, form.detail) {
        (Answered::YesNo(conditions), Detail::Short) => out.short(conditions),
        (Answered::YesNo(conditions), _) => out.long(conditions),
        (Answered::Which(bound), detail) => out.which(bound, detail),
    }
    out.out
}

struct Writer<'a> {
    explanation: &'a Explanation,
    form: Form,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A lead and words behind it, which wrap to where they began.
    fn wrapped(&mut self, lead: &str, words: &str) {
        let indent = lead.chars().count() + 1;
        let room = self.form.width.saturating_sub(indent).max(20);
        let mut lead = lead.to_owned();
        for line in wrap(words, room) {
            self.line(&format!("{lead} {line}"));
            lead = " ".repeat(indent - 1);
        }
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.form.coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn long(&mut self, conditions: &Conditions) {
        let headline = self.headline(conditions);
        self.line(&headline);
        self.suppositions();
        self.conditions(conditions);
        self.contradicted();
        self.repairs();
        self.because();
        self.footer();
    }

    fn short(&mut self, conditions: &Conditions) {
        let headline = self.headline(conditions);
        self.line(&headline);
        self.suppositions();
        for (lead, ways) in [("Yes, if", &conditions.yes_if), ("No, if", &conditions.no_if)] {
            if let (Status::Depends | Status::Disputed, Some(way)) =
                (conditions.status, ways.listed.first())
            {
                let one = BigUint::from(1_u8);
                let more = match ways.count.as_ref().map(|it| it - &one) {
                    Some(more) if more == one => ", or in another way".to_owned(),
                    Some(more) if more > one => format!(", or in {} other ways", grouped(&more)),
                    _ => String::new(),
                };
                self.line(&format!("  {lead:<8} {}{more}", conjunction(way)));
            }
        }
        self.first_repair();
        if let Some((rule, fact)) = self.decisive(conditions.status) {
            let cited = match rule.citations.as_slice() {
                [] => String::new(),
                citations => format!(" ({})", citations.join("; ")),
            };
            let verb = match self.verb(rule) {
                "" => String::new(),
                verb => format!(", which{verb}"),
            };
            let rule = format!("{}{cited}{verb}.", rule.sentence);
            let fact = fact.map(told);
            self.wrapped("  By", &rule);
            if let Some(fact) = fact {
                self.wrapped("  Because", &fact);
            }
        } else if let Some(fact) = self.explanation.steps.first().filter(|it| !it.remark.is_empty())
        {
            let fact = told(fact);
            self.wrapped("  Because", &fact);
        }
    }

    /// The rule that decides, and the first fact below it that does.
    fn decisive(&self, status: Status) -> Option<(&Step, Option<&Step>)> {
        let steps = self.explanation.steps.iter();
        let rules = || steps.clone().filter(|it| it.rule.is_some());
        let applies = |it: &&Step| it.outcome == Outcome::Holds;
        let exception = rules().filter(applies).find(|it| it.kind == StepKind::Exception);
        let rule = match status {
            Status::No => exception.or_else(|| rules().find(applies)),
            Status::Yes => rules().find(applies),
            _ => rules().find(|it| it.outcome == Outcome::Open),
        };
        let rule = rule.or_else(|| rules().next())?;
        let wanted = if applies(&rule) { Outcome::Holds } else { Outcome::Fails };
        let decides = |it: &&Step| !it.obvious && !it.remark.is_empty() && it.outcome == wanted;
        Some((rule, self.below(rule).into_iter().find(decides)))
    }

    /// The sentences without reasons of their own below a step, in order.
    fn below(&self, step: &Step) -> Vec<&Step> {
        let mut found = Vec::new();
        let mut rest: Vec<StepId> = step.children.iter().rev().copied().collect();
        while let Some(id) = rest.pop() {
            let step = self.explanation.step(id);
            if step.kind == StepKind::Sentence && step.children.is_empty() {
                found.push(step);
            }
            rest.extend(step.children.iter().rev());
        }
        found
    }

    /// What the answer was asked under, and what turns on the day.
    fn suppositions(&mut self) {
        for it in &self.explanation.qualifiers {
            self.wrapped("  Taken:    ", it);
        }
        for it in &self.explanation.suppositions {
            self.wrapped("  Supposed: ", it);
        }
        for it in &self.explanation.law {
            self.wrapped("  Law:      ", &format!("{it}."));
        }
    }

    fn contradicted(&mut self) {
        if !self.explanation.contradicted.is_empty() {
            self.line("");
        }
        for it in &self.explanation.contradicted {
            self.wrapped("Note:", &format!("{it}."));
        }
        if let [_, ..] = self.explanation.independent.as_slice() {
            let all = self.explanation.independent.join("; ");
            self.line("");
            self.wrapped(
                "Note:",
                &format!("taken as independent of each other, which they may not be: {all}."),
            );
        }
    }

    fn footer(&mut self) {
        let mut lines: Vec<String> = Vec::new();
        for open in &self.explanation.open {
            if let Some(help) = &open.help {
                let help = help.trim_end_matches('.');
                let line = format!("{help}.");
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines.extend(self.weakest_link());
        if !lines.is_empty() {
            self.line("");
        }
        for it in lines {
            self.line(&it);
        }
    }

    /// What the answer rests on that is least certain.
    fn weakest_link(&self) -> Option<String> {
        let unsourced = self.explanation.unsourced.then_some("no source");
        let source = unsourced.or(self.explanation.weakest_source.map(Authority::name));
        let known = self.explanation.weakest_basis.map(basis);
        let weakest: Vec<&str> = known.into_iter().chain(source).collect();
        let stands = match (self.explanation.weakest_source, self.explanation.without_commentary) {
            (_, false) => "; without commentary, the answer is another one",
            (Some(Authority::Commentary), true) => "; the answer stands without commentary",
            (_, true) => "",
        };
        (!weakest.is_empty()).then(|| format!("Weakest link: {}{stands}.", weakest.join(", ")))
    }

    fn which(&mut self, bound: &[Bound], detail: Detail) {
        if bound.is_empty() {
            self.line("None.");
        }
        if let Some(headline) = self.unsettled(bound) {
            self.line(&headline);
        }
        self.suppositions();
        let names: Vec<String> = bound.iter().map(name).collect();
        let width = names.iter().map(|it| it.chars().count()).max().unwrap_or(0);
        for (it, name) in bound.iter().zip(&names) {
            let conditions = &it.conditions;
            match conditions.status {
                Status::Yes => self.line(&format!("  {name}")),
                Status::Circular => self.line(&format!("  {name:<width$}  circular")),
                _ => {
                    let lead =
                        if conditions.status == Status::Disputed { "disputed: if" } else { "if" };
                    let words = summary(&conditions.yes_if);
                    self.wrapped(&format!("  {name:<width$}  {lead}"), &words);
                }
            }
        }
        self.contradicted();
        if detail > Detail::Short {
            self.because();
            self.footer();
        }
    }
}

/// A fact that decides, with what is known of it.
fn told(fact: &Step) -> String {
    let mark = if fact.outcome == Outcome::Fails { "not so: " } else { "" };
    format!("{mark}{}: {}.", fact.sentence, fact.remark)
}

pub(super) fn name(bound: &Bound) -> String {
    match bound.values.as_slice() {
        [(_, name)] => name.clone(),
        values => {
            values.iter().map(|(key, name)| format!("{key}: {name}")).collect::<Vec<_>>().join(", ")
        }
    }
}
