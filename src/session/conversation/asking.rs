//! What is asked in a conversation, and what is the answer as things stand?

use super::{Conversation, TYPED, telling::Typed};
use crate::{
    diagnostic::Diagnostic,
    engine::{Limit, Limits},
    explain::Explanation,
    program::Query,
    session::{
        Options,
        interview::{Ask, Interview},
    },
    syntax::{self, ast::Intent},
};

/// A question that was asked.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) line: usize,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// The question has mistakes.
    Mistakes(Vec<Diagnostic>),
    /// A limit was reached, or somebody asked to stop.
    Limit(Limit),
}

/// How a question is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct How<'a> {
    /// How far to go.
    pub limits: Limits<'a>,
    /// Whether it is looked for what would change the answer.
    pub repairs: bool,
}

impl Conversation {
    /// Asks a question, which is then the last one.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask(
        &mut self,
        typed: &Typed<'_>,
        how: How<'_>,
    ) -> Result<(Explanation, Intent), NoAnswer> {
        let text = typed.alone();
        let answer = self.answer((&text, typed.line), how)?;
        let words = |it: &str| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        self.asked.retain(|it| words(&it.text) != words(&text));
        self.asked.push(Asked { text, line: typed.line });
        Ok(answer)
    }

    /// Asks the last question again, as things stand now. Nothing comes back where none was asked.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask_again(&mut self, how: How<'_>) -> Option<Result<(Explanation, Intent), NoAnswer>> {
        let Asked { text, line } = self.asked.last()?.clone();
        Some(self.answer((&text, line), how))
    }

    /// An interview about the last question, as things stand; nothing where none was asked.
    ///
    /// # Errors
    /// What is wrong with the question now.
    pub fn interview(&mut self) -> Option<Result<Interview, Vec<Diagnostic>>> {
        let Asked { text, line } = self.asked.last()?.clone();
        let query = self.query((&text, line));
        Some(query.map(|it| Interview::new(it, self.scenario.clone())))
    }

    /// The next question of an interview, as things stand.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn next(
        &self,
        interview: &mut Interview,
        limits: Limits<'_>,
    ) -> Result<Option<Ask>, Limit> {
        interview.scenario.clone_from(&self.scenario);
        let (as_of, overriding) = (Some(self.day().0), self.state.as_of.is_some());
        let options = Options { as_of, overriding, limits, ..Options::default() };
        interview.next(&self.session, &options)
    }

    /// The last question without what it supposes.
    pub fn last_question(&self) -> Option<&str> {
        let text = self.asked.last()?.text.as_str();
        let last = syntax::sentences(text).pop()?;
        Some(&text[last])
    }

    pub(super) fn answer(
        &mut self,
        (text, line): (&str, usize),
        how: How<'_>,
    ) -> Result<(Explanation, Intent), NoAnswer> {
        let query = self.query((text, line)).map_err(NoAnswer::Mistakes)?;
        let (as_of, overriding) = (Some(self.day().0), self.state.as_of.is_some());
        let options = Options {
            as_of,
            overriding,
            limits: how.limits,
            repairs: how.repairs,
            ..Options::default()
        };
        let explanation = self.session.ask(&self.scenario, &query, &options);
        Ok((explanation.map_err(NoAnswer::Limit)?, query.intent))
    }

    fn query(&mut self, (text, line): (&str, usize)) -> Result<Query, Vec<Diagnostic>> {
        let file = self.session.sources.add_part(TYPED, text, line.saturating_sub(1));
        let question = syntax::parse_question(file, text)?;
        self.session.program.query(&self.scenario, &question)
    }
}
