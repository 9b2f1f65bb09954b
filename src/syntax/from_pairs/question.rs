//! What is asked, and with which qualifications?

use crate::syntax::{
    ast,
    error::SyntaxError,
    from_pairs::{Context, Node, Rule, case, condition, read, words},
    layout::Piece,
};

type Read<T> = Result<T, SyntaxError>;

/// A question that stands alone.
pub(in crate::syntax) fn free_question(piece: Piece<'_>) -> Read<ast::Question> {
    let node = read(Rule::free_question, piece, Context::Question)?;
    question(&node.part(Rule::question), piece)
}

/// A question; `whole` reaches to its question mark.
pub(super) fn question(node: &Node<'_>, whole: Piece<'_>) -> Read<ast::Question> {
    let mut question = ast::Question {
        suppositions: Vec::new(),
        as_of: None,
        according_to: Vec::new(),
        without: Vec::new(),
        readings: Vec::new(),
        intent: ast::Intent::Answer,
        body: condition::condition(&node.part(Rule::condition))?,
        span: node.span(),
    };
    for child in node.children() {
        qualify(&mut question, &child)?;
    }
    question.span = question.span.to(whole.span());
    Ok(question)
}

fn qualify(question: &mut ast::Question, node: &Node<'_>) -> Read<()> {
    match node.rule() {
        Rule::supposition => {
            question.suppositions.push(case::stated(&node.part(Rule::stated), node.span())?);
        }
        Rule::as_of => question.as_of = Some(words::day_in(node)?),
        Rule::according_to => question.according_to.push(words::text(&node.part(Rule::words))),
        Rule::without => question.without.push(words::text(&node.part(Rule::words))),
        Rule::on_reading => {
            let reading = words::text(&node.part(Rule::reading_name));
            question.readings.push((reading, words::text(&node.part(Rule::words))));
        }
        Rule::why => question.intent = ast::Intent::Why,
        Rule::why_not => question.intent = ast::Intent::WhyNot,
        Rule::would_decide => question.intent = ast::Intent::WouldDecide,
        Rule::would_change => question.intent = ast::Intent::WouldChange,
        Rule::what_follows => question.intent = ast::Intent::Follows,
        _ => {}
    }
    Ok(())
}
