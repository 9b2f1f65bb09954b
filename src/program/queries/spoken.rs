//! How is a question said in plain words, without what qualifies it?

use crate::{
    source::Span,
    syntax::ast::{Condition, ConditionKind, Intent, Question, Sentence, TokenKind},
};

/// The question as written, with `this` at the places `these` replaced by what it means.
pub(super) fn question(question: &Question, these: &[Span], this: &str) -> String {
    let body = Spoken { these, this }.condition(&question.body, false);
    let about = if question.intent == Intent::Follows { "what follows about " } else { "" };
    format!("{about}{body}?")
}

struct Spoken<'a> {
    these: &'a [Span],
    this: &'a str,
}

impl Spoken<'_> {
    fn condition(&self, condition: &Condition, inside: bool) -> String {
        match &condition.kind {
            ConditionKind::Sentence(it) => self.sentence(it),
            ConditionKind::All(parts) => self.joined(parts, " and ", inside),
            ConditionKind::Any(parts) => self.joined(parts, " or ", inside),
            ConditionKind::Not(it) => format!("not {}", self.condition(it, true)),
            ConditionKind::ForEvery { subject, such_that, then } => {
                let such_that = such_that
                    .as_ref()
                    .map(|it| format!(" such that ({})", self.condition(it, false)));
                let such_that = such_that.unwrap_or_default();
                format!(
                    "for every {}{such_that}: ({})",
                    self.sentence(subject),
                    self.condition(then, false)
                )
            }
        }
    }

    fn joined(&self, parts: &[Condition], by: &str, inside: bool) -> String {
        let all = parts.iter().map(|it| self.condition(it, true)).collect::<Vec<_>>().join(by);
        if inside { format!("({all})") } else { all }
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        let word = |it: &crate::syntax::ast::Token| match &it.kind {
            TokenKind::Word(_) if self.these.contains(&it.span) => self.this.to_owned(),
            TokenKind::Word(it) | TokenKind::Number(it) => it.clone(),
            TokenKind::Date(it) => it.to_string(),
            TokenKind::Quoted(it) => format!("\"{it}\""),
            TokenKind::Group(it) => format!("({})", self.condition(it, false)),
        };
        sentence.tokens.iter().map(word).collect::<Vec<_>>().join(" ")
    }
}
