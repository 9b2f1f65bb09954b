//! How is a conversation written down as a case? Its facts, and its questions with what is expected.
//!
//! Whatever is written is tried first: an expectation that would not hold is not written.

use super::{Conversation, asking::Asked};
use crate::{
    answer::Status,
    explain::{Answered, Bound, Conditions, OpenKind, WaysInWords, json::status},
    program::Case,
    session::Options,
    source::folded,
    syntax,
};

/// The most ways for which a condition is written out.
const MOST_WAYS: usize = 8;

/// A conversation as a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The text of the case file.
    pub text: String,
    /// How many facts it states.
    pub facts: usize,
    /// How many answers it expects.
    pub expected: usize,
    /// Whether its facts were understood when they were read again.
    pub sound: bool,
    /// How many sentences the rules no longer understand; they are in it as comments.
    pub lost: usize,
    /// How many questions it only asks, because their answers can't be written as an expectation.
    pub asked: usize,
}

impl Conversation {
    /// The facts and questions as a case of this name.
    pub fn record(&mut self, name: &str) -> Record {
        let facts = self.facts();
        let mut head = format!("case {name}\n  as of {}\n", self.day().0);
        if let Some(this) = self.considered() {
            head.extend(["  consider ", this.trim_start_matches("the "), "\n"]);
        }
        for fact in &facts {
            head.extend(["  ", &fact.sentence, ".\n"]);
        }
        let sound = self
            .reads(&head)
            .is_some_and(|it| it.scenario.facts.len() == self.scenario.facts.len());
        let lost = self.lost.len();
        let mut record =
            Record { text: head.clone(), facts: facts.len(), expected: 0, asked: 0, lost, sound };
        for (text, _) in &self.lost {
            for line in text.lines() {
                record.text.extend(["  # no longer understood: ", line.trim(), "\n"]);
            }
        }
        for asked in self.asked.clone() {
            let Some(line) = self.line_for(&asked, &head) else { continue };
            record.text.push_str(&line);
            let counter =
                if line.starts_with("  ask") { &mut record.asked } else { &mut record.expected };
            *counter += 1;
        }
        record
    }

    /// The line for a question: the most exact one that holds.
    fn line_for(&mut self, asked: &Asked, head: &str) -> Option<String> {
        let question = folded(&asked.text);
        let answer = self.answer((&asked.text, asked.line), super::How::default()).ok()?.0.answer;
        let expected = match &answer {
            Answered::YesNo(conditions) => yes_no(conditions),
            Answered::Which(bound) => which(bound).into_iter().collect(),
        };
        let lines = expected.into_iter().map(|it| format!("  expect {question} {it}\n"));
        let mut lines = lines.chain([format!("  ask {question}\n")]);
        lines.find(|it| self.holds_in(head, it))
    }

    /// Whether a case with this line can be read, and comes out as the line expects.
    fn holds_in(&mut self, head: &str, line: &str) -> bool {
        let Some(case) = self.reads(&format!("{head}{line}")) else { return false };
        let options = Options::default();
        let holds = |it| self.session.holds(&case, it, &options).is_ok_and(|it| it);
        case.expectations.len() + case.asks.len() == 1 && case.expectations.iter().all(holds)
    }

    /// The case that a text holds, if it has no mistakes.
    fn reads(&mut self, text: &str) -> Option<Case> {
        let file = self.session.sources.add("", text);
        let (document, mistakes) = syntax::parse(file, text);
        let (mut cases, more) = self.session.program.cases(&[document]);
        let sound = mistakes.iter().chain(&more).all(|it| !it.is_error());
        cases.pop().filter(|_| sound)
    }
}

/// What may be expected of a yes/no question, the most exact first.
fn yes_no(conditions: &Conditions) -> Vec<String> {
    let plain = status(conditions.status);
    let open = matches!(conditions.status, Status::Depends | Status::Disputed);
    let exact = condition(&conditions.yes_if).filter(|_| open).map(|it| format!("yes, if {it}"));
    exact.into_iter().chain([plain.to_owned()]).collect()
}

/// What may be expected of a question that asks for things.
fn which(bound: &[Bound]) -> Option<String> {
    if bound.is_empty() {
        return Some("none".to_owned());
    }
    let one = |it: &Bound| {
        let values: Vec<&str> = it.values.iter().map(|it| it.1.as_str()).collect();
        let values = values.join(" and ");
        match it.conditions.status {
            Status::Yes => Some(values),
            _ => condition(&it.conditions.yes_if).map(|it| format!("{values}, if {it}")),
        }
    };
    bound.iter().map(one).collect::<Option<Vec<_>>>().map(|it| it.join("; "))
}

/// A condition as it is written, if that can be done.
fn condition(ways: &WaysInWords) -> Option<String> {
    let complete = ways.count.as_ref().is_some_and(|it| *it == ways.listed.len().into());
    let mut literals = ways.listed.iter().flatten();
    let spoken = |kind| matches!(kind, OpenKind::Input | OpenKind::Kind | OpenKind::Value);
    if !complete || ways.listed.len() > MOST_WAYS || !literals.all(|it| spoken(it.kind)) {
        return None;
    }
    let way = |way: &Vec<crate::explain::LiteralInWords>| {
        let parts: Vec<&str> = way.iter().map(crate::explain::LiteralInWords::wording).collect();
        parts.join(" and ")
    };
    let ways: Vec<String> = ways.listed.iter().map(way).collect();
    match ways.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => {
            Some(several.iter().map(|it| format!("({it})")).collect::<Vec<_>>().join(" or "))
        }
    }
}
