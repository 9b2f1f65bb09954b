//! Why does a piece not fit the grammar?
//!
//! The grammar knows how far it came and what it expected there. The mistakes that people really make get a message
//! of their own; the rest is told as "expected this, found that".

use crate::{
    source::Span,
    syntax::{
        characters::{first_word, is_blank},
        error::{JointError, MarkError, SyntaxError, WordError},
        layout::Piece,
    },
};

/// What kind of piece is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Context {
    /// A header or a clause.
    Line,
    /// A header or a clause with the words of a phrase or a name.
    Phrase,
    /// A line of an outline, in which brackets need not pair.
    Provision,
    /// A sentence of a rule.
    RuleSentence,
    /// A sentence of a case.
    Statement,
    /// A question, or a line with one.
    Question,
    /// A condition that stands alone.
    Condition,
}

impl Context {
    fn has_sentences(self) -> bool {
        matches!(self, Self::RuleSentence | Self::Statement | Self::Question | Self::Condition)
    }
}

/// The mistake at byte `at` of a piece, where `expected` could have stood.
pub(super) fn explain(
    piece: Piece<'_>,
    at: usize,
    mut expected: Vec<&'static str>,
    context: Context,
) -> SyntaxError {
    let text = piece.text();
    let at = text.len() - text[at..].trim_start_matches(is_blank).len();
    let Some(mark) = text[at..].chars().next() else {
        let span = piece.trimmed().span().after();
        return SyntaxError::Word(WordError::Unexpected { expected, found: None, span });
    };
    if context == Context::Question && expected == ["`if`"] {
        expected.insert(0, "`;` between answers");
    }
    let found = Found { piece, at, mark, context };
    let special =
        found.error_before(&expected).or_else(|| found.mark_error()).or_else(|| found.word_error());
    special.unwrap_or_else(|| {
        let (found, span) = found.word();
        SyntaxError::Word(WordError::Unexpected { expected, found: Some(found), span })
    })
}

/// What stands where the grammar stopped.
struct Found<'t> {
    piece: Piece<'t>,
    at: usize,
    mark: char,
    context: Context,
}

impl Found<'_> {
    /// A mark that should stand before this and doesn't, or does and shouldn't.
    fn error_before(&self, expected: &[&'static str]) -> Option<SyntaxError> {
        let in_question = self.context == Context::Question;
        let may_go_on = expected.contains(&"`and`");
        if in_question && expected.contains(&"`,`") && !may_go_on {
            return Some(SyntaxError::Word(WordError::MissingComma { span: self.word().1 }));
        }
        let error = match self.mark_before()? {
            ('.', span) if !in_question => MarkError::StrayStop { span },
            (',', span) if may_go_on => MarkError::StrayComma { span, in_question },
            _ => return None,
        };
        Some(SyntaxError::Mark(error))
    }

    /// A mark that can't stand here.
    fn mark_error(&self) -> Option<SyntaxError> {
        let span = self.piece.part(self.at, self.at + self.mark.len_utf8()).span();
        let in_sentence = self.context.has_sentences();
        let error = match self.mark {
            '.' if self.follows_connective() => return None,
            '.' => MarkError::StrayStop { span },
            '?' if self.context == Context::Question => return None,
            '?' => {
                MarkError::StrayQuestionMark { span, in_case: self.context == Context::Statement }
            }
            ',' if in_sentence => {
                MarkError::StrayComma { span, in_question: self.context == Context::Question }
            }
            ':' if in_sentence => MarkError::StrayColon { span },
            _ if self.starts_unword() => return Some(self.not_a_word()),
            _ if self.mark.is_alphanumeric()
                || self.mark == '('
                || !in_sentence && self.mark.is_ascii_graphic() =>
            {
                return None;
            }
            mark => MarkError::StrayMark { mark, span },
        };
        Some(SyntaxError::Mark(error))
    }

    /// Whether a run of characters begins here that is meant as a number or a word but isn't one.
    fn starts_unword(&self) -> bool {
        let digit = |it: char| it.is_ascii_digit();
        let rest = &self.piece.text()[self.at..];
        self.context.has_sentences() && rest.trim_start_matches('-').starts_with(digit)
    }

    fn not_a_word(&self) -> SyntaxError {
        let text = self.piece.text();
        let apart = |it: char| is_blank(it) || matches!(it, '(' | ')' | ';' | '?' | '"');
        let end = text[self.at..].find(apart).map_or(text.len(), |it| self.at + it);
        let end = self.at + text[self.at..end].trim_end_matches(['.', ',']).len();
        let span = self.piece.part(self.at, end).span();
        SyntaxError::Word(WordError::NotAWord { text: text[self.at..end].to_owned(), span })
    }

    /// A connective that can't stand here.
    fn word_error(&self) -> Option<SyntaxError> {
        let (word, span) = self.word();
        let is_if = word.eq_ignore_ascii_case("if");
        let joins =
            ["if", "and", "or", "unless", "not"].iter().any(|it| word.eq_ignore_ascii_case(it));
        Some(match self.context {
            Context::Phrase if joins => SyntaxError::Word(WordError::ReservedWord { word, span }),
            Context::Statement if is_if && !self.is_first() => {
                SyntaxError::Joint(JointError::ConditionInCase { span })
            }
            Context::RuleSentence if is_if && self.has_before("unless") => {
                SyntaxError::Joint(JointError::IfBehindUnless { span })
            }
            Context::RuleSentence
                if is_if && self.has_before("if") && !self.follows_connective() =>
            {
                SyntaxError::Joint(JointError::SecondIf { span })
            }
            _ => return None,
        })
    }

    /// The word, or else the mark, that stands here.
    fn word(&self) -> (String, Span) {
        let word = first_word(&self.piece.text()[self.at..]);
        let len = if word.is_empty() { self.mark.len_utf8() } else { word.len() };
        let span = self.piece.part(self.at, self.at + len).span();
        (self.piece.text()[self.at..self.at + len].to_owned(), span)
    }

    /// The character that stands right before this, inside a sentence.
    fn mark_before(&self) -> Option<(char, Span)> {
        let before = self.piece.text()[..self.at].trim_end_matches(is_blank);
        let mark = before.chars().next_back().filter(|_| self.context.has_sentences())?;
        Some((mark, self.piece.part(before.len() - mark.len_utf8(), before.len()).span()))
    }

    fn is_first(&self) -> bool {
        self.before().is_empty()
    }

    fn before(&self) -> &str {
        self.piece.text()[..self.at].trim_matches(is_blank)
    }

    fn has_before(&self, word: &str) -> bool {
        self.before().split(is_blank).any(|it| it.eq_ignore_ascii_case(word))
    }

    fn follows_connective(&self) -> bool {
        let last = self.before().rsplit(is_blank).next().unwrap_or("");
        ["if", "and", "or", "unless", "not"].iter().any(|it| last.eq_ignore_ascii_case(it))
    }
}
