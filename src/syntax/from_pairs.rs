//! What does a piece of text say, word for word? The only file that knows the grammar's tool.
//!
//! [`read`] holds one piece against the grammar; the files below turn the result into [`ast`] values.
//! A piece that doesn't fit the grammar is explained by [`mistakes`].

mod case;
mod condition;
mod declaration;
mod marks;
mod mistakes;
mod phrase;
mod question;
mod rule;
mod spoken;
mod words;

use pest::{Parser, error::ErrorVariant, error::InputLocation, iterators::Pair};
use pest_derive::Parser;

use crate::{
    source::Span,
    syntax::{ast, error::SyntaxError, keywords::ItemWord, layout::Piece, layout::RawItem},
};

pub(super) use case::free_statement;
pub(super) use condition::free_condition;
pub(super) use mistakes::Context;
pub(super) use question::free_question;

/// The grammar, compiled.
#[derive(Parser)]
#[grammar = "grammar/grounds.pest"]
struct Grammar;

/// A part of a piece that matched a rule of the grammar.
#[derive(Debug, Clone)]
struct Node<'t> {
    pair: Pair<'t, Rule>,
    piece: Piece<'t>,
}

impl<'t> Node<'t> {
    /// The grammar's rule that it matched.
    fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// What was written.
    fn text(&self) -> &'t str {
        self.pair.as_str()
    }

    /// Where it stands.
    fn span(&self) -> Span {
        let span = self.pair.as_span();
        self.piece.part(span.start(), span.end()).span()
    }

    /// Its parts, in order.
    fn children(&self) -> impl DoubleEndedIterator<Item = Node<'t>> + use<'t> {
        let piece = self.piece;
        self.pair.clone().into_inner().map(move |pair| Node { pair, piece })
    }

    /// Its parts that matched one rule of the grammar.
    fn all(&self, rule: Rule) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.children().filter(move |it| it.rule() == rule)
    }

    /// Its first part that matched a rule of the grammar, if it has one.
    fn find(&self, rule: Rule) -> Option<Node<'t>> {
        self.all(rule).next()
    }

    /// Its part that the grammar promises.
    fn part(&self, rule: Rule) -> Node<'t> {
        self.find(rule).unwrap_or_else(|| unreachable!("grammar: {:?} has a {rule:?}", self.rule()))
    }

    /// Its first part.
    fn first(&self) -> Node<'t> {
        self.children()
            .next()
            .unwrap_or_else(|| unreachable!("grammar: {:?} has a part", self.rule()))
    }
}

/// Holds a piece against one of the grammar's entry rules.
fn read(entry: Rule, piece: Piece<'_>, context: Context) -> Result<Node<'_>, SyntaxError> {
    marks::check(piece, context)?;
    match Grammar::parse(entry, piece.text()) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => Ok(Node { pair, piece }),
            None => unreachable!("grammar: an entry rule yields itself"),
        },
        Err(error) => {
            let at = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            let expected = match error.variant {
                ErrorVariant::ParsingError { positives, .. } => spoken::expected(&positives),
                ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Err(mistakes::explain(piece, at, expected, context))
        }
    }
}

/// Reads an item. Whatever can't be read is reported; what is left is an item unless its header can't be read.
pub(super) fn item(raw: &RawItem<'_>, errors: &mut Vec<SyntaxError>) -> Option<ast::Item> {
    let kind = match raw.word {
        ItemWord::Source => declaration::source(raw, errors).map(ast::ItemKind::Source),
        ItemWord::Outline => declaration::outline(raw, errors).map(ast::ItemKind::Outline),
        ItemWord::Omit => declaration::omit(raw, errors).map(ast::ItemKind::Omit),
        ItemWord::Kind => declaration::kind(raw, errors).map(ast::ItemKind::Kind),
        ItemWord::Name => declaration::name(raw, errors).map(ast::ItemKind::Name),
        ItemWord::Given | ItemWord::Conclusion => {
            phrase::phrase(raw, errors).map(ast::ItemKind::Phrase)
        }
        ItemWord::Rule | ItemWord::Exception => rule::rule(raw, errors).map(ast::ItemKind::Rule),
        ItemWord::Case => case::case(raw, errors).map(ast::ItemKind::Case),
        ItemWord::Table => None,
    }?;
    Some(ast::Item { kind, span: raw.whole.span(), doc: raw.doc.clone() })
}
