//! Which questions do the cases ask? Each `ask` and `expect` line; `what follows …?` is one for each possible conclusion.

use crate::{
    program::{About, Case, Expectation, Program, Query},
    source::Span,
};

/// A question of a case.
#[derive(Debug, Clone)]
pub struct Question<'s> {
    /// The case.
    pub case: &'s Case,
    /// The question.
    pub query: Query,
    /// For an `expect` line, what is expected.
    pub expectation: Option<&'s Expectation>,
}

impl<'s> Question<'s> {
    /// The questions of a case that are wanted, `expect` lines first.
    pub fn of(program: &Program, case: &'s Case, wants: impl Fn(&Query) -> bool) -> Vec<Self> {
        let expected = case.expectations.iter().map(|it| (&it.query, Some(it)));
        let asked = case.asks.iter().map(|it| (it, None));
        let wanted = expected.chain(asked).filter(|it| wants(it.0));
        wanted
            .flat_map(|(query, expectation)| Self::parts(program, case, query, expectation))
            .collect()
    }

    fn parts(
        program: &Program,
        case: &'s Case,
        query: &Query,
        expectation: Option<&'s Expectation>,
    ) -> Vec<Self> {
        let Some(parts) = program.questions_in(&case.scenario, query) else {
            return vec![Self { case, query: query.clone(), expectation }];
        };
        let part = |it: About| Self { case, query: it.query, expectation: None };
        parts.into_iter().map(part).collect()
    }

    /// Where it is written.
    pub fn span(&self) -> Span {
        self.expectation.map_or(self.query.span, |it| it.span)
    }
}
