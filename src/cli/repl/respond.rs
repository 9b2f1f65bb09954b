//! What does a line that was typed bring? Statements, questions, rules and commands, one after the other.

use std::{ops::Range, sync::atomic::Ordering};

use crate::{
    engine::Limit,
    explain::{Explanation, text::Detail},
    session::conversation::{How, NoAnswer, Typed, is_clause},
    syntax::{self, ast::Intent},
};

use super::{
    Repl, answer,
    commands::Outcome,
    help, mistakes,
    paper::{Ink, Paper},
    whole::is_item,
};

/// A stretch of what was typed.
enum Part {
    Statements(Range<usize>),
    Question(Range<usize>),
    /// What is supposed for no question.
    Supposition(Range<usize>),
}

/// What is typed to speak of the last question.
enum FollowUp {
    Why,
    WhyNot,
    WouldDecide,
}

impl<'i> Repl<'i> {
    /// Answers what was typed at once; `rest` is what of it was not done, for editing.
    pub(super) fn respond(&mut self, input: &str, paper: &mut Paper) -> (Outcome, String) {
        let first = self.line + 1;
        self.line += input.lines().count().max(1);
        self.interrupt.store(false, Ordering::Relaxed);
        self.notice(paper);
        let trimmed = input.trim();
        if let Some(command) = trimmed.strip_prefix(':') {
            let outcome = self.command(command, paper);
            // A word alone is as soon typed again, unless it is misspelt.
            let worth = command.trim().contains(' ') || help::command(command.trim()).is_none();
            return (outcome, back(if worth { outcome } else { Outcome::Done }, input));
        }
        if let Some(outcome) = self.reply(trimmed, paper) {
            return (outcome, back(outcome, input));
        }
        if let Some(follow_up) = follow_up(trimmed) {
            let outcome = self.follow(&follow_up, paper);
            return (outcome, String::new());
        }
        if is_item(input) {
            let outcome = self.declare(input, paper);
            return (outcome, back(outcome, input));
        }
        self.sentences(input, first, paper)
    }

    fn sentences(&mut self, input: &str, first: usize, paper: &mut Paper) -> (Outcome, String) {
        for part in parts(input) {
            let (outcome, at) = match part {
                Part::Statements(range) => (self.state(input, range.clone(), first, paper), range),
                Part::Supposition(range) => {
                    let words =
                        "`suppose …` stands before a question; to state it, leave out `suppose`";
                    mistakes::because(paper, words);
                    (Outcome::Failed, range)
                }
                Part::Question(range) => {
                    let how = (self.plainly(), self.detail);
                    (self.question(input, (range.clone(), first), how, paper), range)
                }
            };
            if outcome == Outcome::Failed {
                return (outcome, input[at.start..].trim().to_owned());
            }
        }
        (Outcome::Done, String::new())
    }

    fn state(
        &mut self,
        input: &str,
        part: Range<usize>,
        line: usize,
        paper: &mut Paper,
    ) -> Outcome {
        let before = self.talk.facts();
        let told = self.talk.tell(&Typed { input, part, line });
        if told.is_ok() {
            let after = self.talk.facts();
            let replaced = before.iter().filter(|old| {
                after
                    .iter()
                    .any(|it| it.key.is_about_the_same(&old.key) && it.sentence != old.sentence)
            });
            for it in replaced {
                paper.say(&format!("instead of: {}", it.sentence));
            }
        }
        self.noted(told, "noted", paper)
    }

    fn declare(&mut self, item: &str, paper: &mut Paper) -> Outcome {
        match self.talk.declare(item) {
            Ok(changes) => {
                paper.say("noted");
                answer::changes(paper, &changes);
                self.say_lost(paper);
                Outcome::Done
            }
            Err(refused) => {
                self.refuse(&refused, paper);
                Outcome::Failed
            }
        }
    }

    /// Asks a question.
    pub(super) fn question(
        &mut self,
        input: &str,
        (part, line): (Range<usize>, usize),
        (how, detail): (How<'i>, Option<Detail>),
        paper: &mut Paper,
    ) -> Outcome {
        let answered = self.talk.ask(&Typed { input, part, line }, how);
        self.answered(answered, detail, paper)
    }

    /// Says an answer, or why there is none.
    pub(super) fn answered(
        &mut self,
        answered: Result<(Explanation, Intent), NoAnswer>,
        detail: Option<Detail>,
        paper: &mut Paper,
    ) -> Outcome {
        match answered {
            Ok(it) => {
                answer::wanted(paper, &it, detail);
                if detail.is_none() && !self.hinted {
                    self.hinted = true;
                    let hint = paper.ink(Ink::Faint, ":why for the reasons");
                    paper.line(&hint);
                }
                self.last = Some(it.0);
                Outcome::Done
            }
            Err(NoAnswer::Limit(Limit::Interrupted)) => {
                paper.say("stopped; nothing has changed");
                Outcome::Done
            }
            Err(reason) => {
                answer::none(paper, &reason, &self.talk.session.sources, self.bounds);
                Outcome::Failed
            }
        }
    }

    fn follow(&mut self, follow_up: &FollowUp, paper: &mut Paper) -> Outcome {
        match follow_up {
            FollowUp::Why => self.why("", paper, false),
            FollowUp::WhyNot => self.why("", paper, true),
            FollowUp::WouldDecide => self.command("open", paper),
        }
    }
}

/// What comes back for editing.
fn back(outcome: Outcome, input: &str) -> String {
    if outcome == Outcome::Failed { input.trim_end().to_owned() } else { String::new() }
}

/// Whether the last question is meant.
fn follow_up(text: &str) -> Option<FollowUp> {
    let words: Vec<String> =
        text.trim_end_matches('?').split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["why"] => Some(FollowUp::Why),
        ["why", "not"] | ["what", "would", "change", "this" | "it" | "that"] => {
            Some(FollowUp::WhyNot)
        }
        ["what", "would", "decide", "this" | "it" | "that"] => Some(FollowUp::WouldDecide),
        _ => None,
    }
}

/// Statements and questions in order; what is supposed belongs to the question behind it.
fn parts(input: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut supposing: Option<usize> = None;
    for sentence in syntax::sentences(input) {
        let text = &input[sentence.clone()];
        let supposes =
            text.get(.."suppose".len()).is_some_and(|it| it.eq_ignore_ascii_case("suppose"));
        if text.ends_with('?') {
            parts.extend(open.take().map(Part::Statements));
            let start = supposing.take().unwrap_or(sentence.start);
            parts.push(Part::Question(start..sentence.end));
        } else if supposes {
            parts.extend(open.take().map(Part::Statements));
            supposing.get_or_insert(sentence.start);
        } else if let Some(start) = supposing.take() {
            parts.push(Part::Supposition(start..sentence.start));
            open = Some(sentence);
        } else if is_clause(text) {
            parts.extend(open.take().map(Part::Statements));
            parts.push(Part::Statements(sentence));
        } else {
            let start = open.map_or(sentence.start, |it| it.start);
            open = Some(start..sentence.end);
        }
    }
    parts.extend(open.map(Part::Statements));
    parts.extend(supposing.map(|it| Part::Supposition(it..input.len())));
    parts
}
