//! What does an `expect` line expect?

use super::{
    Expectation, Expected, Program, Scenario, Wanted,
    error::{Mistakes, Reported, case::CaseError},
    queries::Asked,
    statements::constant,
};
use crate::{
    syntax::ast::{self, Sentence, TokenKind},
    vocabulary::{
        Entity, Sort,
        reading::said_in,
        terms::{Said, View},
        words::units,
    },
};

/// Reads the expected answers to a question.
pub(super) struct Expecting<'a> {
    program: &'a Program,
    scenario: &'a Scenario,
    asked: Asked,
    mistakes: &'a mut Mistakes,
}

impl<'a> Expecting<'a> {
    /// Expects something of a question.
    pub(super) fn of(
        program: &'a Program,
        scenario: &'a Scenario,
        asked: Asked,
        mistakes: &'a mut Mistakes,
    ) -> Self {
        Self { program, scenario, asked, mistakes }
    }

    /// The whole line.
    pub(super) fn read(
        mut self,
        line: &ast::CaseQuestion,
        answers: &[ast::Expected],
    ) -> Result<Expectation, Reported> {
        let expected = self.expected(line, answers)?;
        Ok(Expectation { query: self.asked.query, expected, span: line.span })
    }

    fn expected(
        &mut self,
        line: &ast::CaseQuestion,
        answers: &[ast::Expected],
    ) -> Result<Expected, Reported> {
        let wanted = &self.asked.query.wanted;
        let asks_yes_no = wanted.answers.is_empty();
        if wanted.about.is_some() {
            return Err(
                self.report(&CaseError::NotAnAnswer { span: line.span, yes_no: asks_yes_no })
            );
        }
        if let [only] = answers
            && let Some(word) = single_word(only)
            && let Some(expected) = self.word(&word, only, asks_yes_no)?
        {
            return Ok(expected);
        }
        if asks_yes_no || answers.is_empty() {
            let span = answers.first().map_or(line.span, |it| it.span);
            return Err(self.report(&CaseError::NotAnAnswer { span, yes_no: asks_yes_no }));
        }
        let bindings: Vec<_> = answers.iter().map(|it| self.binding(it)).collect();
        bindings.into_iter().collect::<Result<_, _>>().map(Expected::Bindings)
    }

    /// An answer that is a word of the language.
    fn word(
        &mut self,
        word: &str,
        answer: &ast::Expected,
        asks_yes_no: bool,
    ) -> Result<Option<Expected>, Reported> {
        let plain = match word {
            "yes" if asks_yes_no => {
                return self.condition(answer).map(|it| Some(Expected::Yes(it)));
            }
            "no" if asks_yes_no => return self.condition(answer).map(|it| Some(Expected::No(it))),
            "none" if !asks_yes_no => Expected::Bindings(Vec::new()),
            "depends" => Expected::Depends,
            "disputed" => Expected::Disputed,
            "circular" => Expected::Circular,
            "yes" | "no" if self.asked.known.names.get(word).is_none() => {
                return Err(
                    self.report(&CaseError::NotAnAnswer { span: answer.span, yes_no: false })
                );
            }
            _ => return Ok(None),
        };
        match &answer.condition {
            Some(it) => {
                Err(self.report(&CaseError::NotAnAnswer { span: it.span, yes_no: asks_yes_no }))
            }
            None => Ok(Some(plain)),
        }
    }

    fn condition(&mut self, answer: &ast::Expected) -> Result<Option<Wanted>, Reported> {
        let read = |it| {
            let (known, supposed) = (&self.asked.known, self.asked.query.supposed.as_slice());
            self.program.wanted_condition(known, (self.scenario, supposed), it, self.mistakes)
        };
        answer.condition.as_ref().map(read).transpose()
    }

    fn binding(
        &mut self,
        answer: &ast::Expected,
    ) -> Result<(Vec<Entity>, Option<Wanted>), Reported> {
        let wanted = self.asked.query.wanted.answers.len();
        let given = answer.values.len();
        if wanted != given {
            return Err(self.report(&CaseError::OtherCount { wanted, given, span: answer.span }));
        }
        let sorts: Vec<Sort> = self
            .asked
            .query
            .wanted
            .answers
            .iter()
            .map(|it| self.asked.query.wanted.variables[it.variable.0 as usize].sort)
            .collect();
        let values: Vec<_> =
            answer.values.iter().zip(sorts).map(|(it, sort)| self.entity(it, sort)).collect();
        let condition = self.condition(answer);
        Ok((values.into_iter().collect::<Result<_, _>>()?, condition?))
    }

    /// An individual by its name, or a value of the sort that is asked for.
    fn entity(&mut self, value: &Sentence, sort: Sort) -> Result<Entity, Reported> {
        let vocabulary = &self.program.vocabulary;
        let units = units(&vocabulary.index.words, &value.tokens);
        let view = View::new(vocabulary, &self.asked.known, &units);
        let wholes: Vec<&Said> =
            view.terms(0).iter().filter(|it| it.end == units.len()).map(|it| &it.said).collect();
        if sort.is_value() {
            let constant = wholes.iter().find_map(|it| constant(it));
            if let Some(it) = constant.filter(|it| Sort::of(it) == sort) {
                return Ok(Entity::Value(it));
            }
            let takes = vocabulary.some(sort);
            return Err(self.report(&CaseError::NotThatSort { span: value.span, takes }));
        }
        match wholes.first() {
            Some(Said::Named { thing: Some(thing), .. }) => Ok(Entity::Thing(*thing)),
            Some(Said::This) if self.scenario.this.is_some() => {
                self.scenario.this.map(Entity::Thing).ok_or(Reported)
            }
            Some(Said::Named { thing: None, .. }) => Err(Reported),
            Some(_) => {
                Err(self.report(&CaseError::NotAnAnswer { span: value.span, yes_no: false }))
            }
            None => {
                let name = ast::Text { text: said_in(&view, value.span), span: value.span };
                let mistake = vocabulary.unknown_name(&self.asked.known, &name, None);
                self.mistakes.report_words(&mistake);
                Err(Reported)
            }
        }
    }

    fn report(&mut self, error: &CaseError) -> Reported {
        self.mistakes.report(error.diagnostic())
    }
}

fn single_word(answer: &ast::Expected) -> Option<String> {
    let [value] = &answer.values[..] else { return None };
    let [token] = &value.tokens[..] else { return None };
    let TokenKind::Word(word) = &token.kind else { return None };
    Some(word.to_lowercase())
}
