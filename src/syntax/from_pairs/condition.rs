//! How is a condition made up, and which tokens does a sentence have?
//!
//! The grammar reads every part as a row of words, whatever it begins with, so that it never has to go back;
//! brackets, `all of`, `any of` and `for every` get their meaning here.

use crate::{
    source::Span,
    syntax::{
        ast,
        error::{Joint, JointError, MarkError, SyntaxError},
        from_pairs::{Context, Node, Rule, read, words},
        layout::Piece,
    },
};

type Read<T> = Result<T, SyntaxError>;

/// A condition that stands alone.
pub(in crate::syntax) fn free_condition(piece: Piece<'_>) -> Read<ast::Condition> {
    condition(&read(Rule::free_condition, piece, Context::Condition)?.part(Rule::condition))
}

/// Sentences joined by `and`, or by `or`.
pub(super) fn condition(node: &Node<'_>) -> Read<ast::Condition> {
    let joints: Vec<Joint> = node.children().filter_map(|it| joint(&it)).collect();
    if let Some(second) = joints.iter().find(|it| it.word != joints[0].word) {
        return Err(mixed(node, &joints[0], second));
    }
    let mut parts = node.all(Rule::part).map(|it| part(&it)).collect::<Read<Vec<_>>>()?;
    let kind = match (joints.first(), parts.len()) {
        (None, 1) => return Ok(parts.remove(0)),
        (Some(joint), _) if joint.word == "or" => ast::ConditionKind::Any(parts),
        _ => ast::ConditionKind::All(parts),
    };
    Ok(ast::Condition { kind, span: node.span() })
}

/// `and` or `or`
pub(super) fn joint(node: &Node<'_>) -> Option<Joint> {
    let word = match node.rule() {
        Rule::kw_and => "and",
        Rule::kw_or => "or",
        _ => return None,
    };
    Some(Joint { word, span: node.span() })
}

/// `A and B or C`: both ways to put brackets.
fn mixed(node: &Node<'_>, first: &Joint, second: &Joint) -> SyntaxError {
    let parts: Vec<Node<'_>> = node.all(Rule::part).collect();
    let joints: Vec<Joint> = node.children().filter_map(|it| joint(&it)).collect();
    let turn = joints.iter().position(|it| it == second).unwrap_or(0);
    // The parts up to the turn go with the first connective, those behind it with the second.
    let until = joints[turn..]
        .iter()
        .position(|it| it.word != second.word)
        .map_or(parts.len(), |it| turn + it + 1);
    let rest = if until < parts.len() { " …" } else { "" };
    let left = row(&parts[..=turn], first.word);
    let right = row(&parts[turn + 1..until], second.word);
    let one = format!("({left}) {} {right}{rest}", second.word);
    let before = row(&parts[..turn], first.word);
    let inner = row(&parts[turn..until], second.word);
    let other = format!("{before} {} ({inner}){rest}", first.word);
    SyntaxError::Joint(JointError::MixedAndOr {
        first: first.clone(),
        second: second.clone(),
        ways: [one, other],
    })
}

/// The parts as written, joined again; only the ends of a long part are shown.
fn row(parts: &[Node<'_>], joint: &str) -> String {
    let shown: Vec<String> = parts.iter().map(|it| shortened(&words::folded(it.text()))).collect();
    shown.join(&format!(" {joint} "))
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        [first, second, third, .., last] if words.len() > 8 => {
            format!("{first} {second} {third} … {last}")
        }
        _ => text.to_owned(),
    }
}

/// One part: a sentence, a bracket, a list, or a `for every`, perhaps negated.
fn part(node: &Node<'_>) -> Read<ast::Condition> {
    let children: Vec<Node<'_>> = node.children().collect();
    let (head, tail) = children.split_at(
        children.iter().position(|it| it.rule() == Rule::colon).unwrap_or(children.len()),
    );
    let [.., sentence] = head else { unreachable!("grammar: a part has a sentence") };
    let inner = match tail {
        [] if is_for_every(sentence) => return Err(for_every_error(sentence)),
        [] => simple(sentence)?,
        [colon, body @ ..] => for_every(sentence, colon, body)?,
    };
    Ok(negated(inner, head))
}

/// Applies the negations that stand before the last of `nodes`.
fn negated(inner: ast::Condition, nodes: &[Node<'_>]) -> ast::Condition {
    let (Some(first), count) = (nodes.first(), nodes.len().saturating_sub(1)) else { return inner };
    let span = if count > 0 { first.span().to(inner.span) } else { inner.span };
    match inner.kind {
        _ if count % 2 == 0 => ast::Condition { span, ..inner },
        ast::ConditionKind::Not(doubly) => ast::Condition { kind: doubly.kind, span },
        kind => {
            let inner = ast::Condition { kind, span: inner.span };
            ast::Condition { kind: ast::ConditionKind::Not(Box::new(inner)), span }
        }
    }
}

/// A sentence, unless it is nothing but a bracket or a list.
fn simple(sentence: &Node<'_>) -> Read<ast::Condition> {
    let children: Vec<Node<'_>> = sentence.children().take(4).collect();
    match children.as_slice() {
        [one] if one.rule() == Rule::group => group(one),
        [quantity, of, list] if list.rule() == Rule::group && is_word(of, "of") => {
            let kind = match quantity {
                it if is_word(it, "all") => ast::ConditionKind::All(conditions(list)?),
                it if is_word(it, "any") => ast::ConditionKind::Any(conditions(list)?),
                _ => return plain(sentence),
            };
            Ok(ast::Condition { kind, span: sentence.span() })
        }
        _ => plain(sentence),
    }
}

fn plain(node: &Node<'_>) -> Read<ast::Condition> {
    let sentence = sentence(node)?;
    Ok(ast::Condition { span: sentence.span, kind: ast::ConditionKind::Sentence(sentence) })
}

/// What a bracket holds.
fn group(node: &Node<'_>) -> Read<ast::Condition> {
    let mut conditions = conditions(node)?;
    match (conditions.pop(), conditions.is_empty()) {
        (Some(one), true) => Ok(one),
        _ => Err(SyntaxError::Joint(JointError::StrayList { span: node.span() })),
    }
}

fn conditions(node: &Node<'_>) -> Read<Vec<ast::Condition>> {
    node.all(Rule::condition).map(|it| condition(&it)).collect()
}

/// `for every SUBJECT [such that (A)]: (B)`
fn for_every(sentence: &Node<'_>, colon: &Node<'_>, body: &[Node<'_>]) -> Read<ast::Condition> {
    if !is_for_every(sentence) {
        return Err(SyntaxError::Mark(MarkError::StrayColon { span: colon.span() }));
    }
    let Some(then) = body.last().filter(|_| body.iter().all(|it| it.rule() != Rule::colon)) else {
        return Err(for_every_error(sentence));
    };
    let bracketed = then.children().count() == 1 && then.first().rule() == Rule::group;
    let mut tokens = tokens(sentence)?;
    tokens.drain(..2);
    let such_that = such_that(&mut tokens);
    let subject = row_of(tokens);
    let (Some(subject), true) = (subject, bracketed) else { return Err(for_every_error(sentence)) };
    let then = Box::new(negated(group(&then.first())?, body));
    let span = sentence.span().to(body.last().map_or(colon.span(), Node::span));
    Ok(ast::Condition { kind: ast::ConditionKind::ForEvery { subject, such_that, then }, span })
}

/// Takes `such that (A)` off the end of a row of tokens.
fn such_that(tokens: &mut Vec<ast::Token>) -> Option<Box<ast::Condition>> {
    let [.., such, that, ast::Token { kind: ast::TokenKind::Group(_), .. }] = tokens.as_slice()
    else {
        return None;
    };
    if !(reads(such, "such") && reads(that, "that")) {
        return None;
    }
    let group = tokens.pop();
    tokens.truncate(tokens.len() - 2);
    match group.map(|it| it.kind) {
        Some(ast::TokenKind::Group(condition)) => Some(condition),
        _ => None,
    }
}

fn for_every_error(sentence: &Node<'_>) -> SyntaxError {
    SyntaxError::Joint(JointError::ForEvery { span: sentence.span() })
}

fn is_for_every(sentence: &Node<'_>) -> bool {
    let mut children = sentence.children();
    let mut next = |word| children.next().is_some_and(|it| is_word(&it, word));
    next("for") && next("every")
}

fn is_word(node: &Node<'_>, word: &str) -> bool {
    node.rule() == Rule::word && node.text().eq_ignore_ascii_case(word)
}

fn reads(token: &ast::Token, word: &str) -> bool {
    matches!(&token.kind, ast::TokenKind::Word(it) if it.eq_ignore_ascii_case(word))
}

/// A row of words.
pub(super) fn sentence(node: &Node<'_>) -> Read<ast::Sentence> {
    Ok(ast::Sentence { tokens: tokens(node)?, span: node.span() })
}

fn row_of(tokens: Vec<ast::Token>) -> Option<ast::Sentence> {
    let span: Span = tokens.first()?.span.to(tokens.last()?.span);
    Some(ast::Sentence { tokens, span })
}

fn tokens(sentence: &Node<'_>) -> Read<Vec<ast::Token>> {
    let tokens = sentence.children().map(|it| token(&it)).collect::<Read<Vec<_>>>()?;
    for three in tokens.windows(3) {
        let [day, month, year] = three else { continue };
        if let (ast::TokenKind::Number(a), ast::TokenKind::Word(b), ast::TokenKind::Number(c)) =
            (&day.kind, &month.kind, &year.kind)
            && words::is_impossible_date(a, b, c)
        {
            return Err(words::no_such_date(&format!("{a} {b} {c}"), day.span.to(year.span)));
        }
    }
    Ok(tokens)
}

fn token(node: &Node<'_>) -> Read<ast::Token> {
    let written = node.text();
    let kind = match node.rule() {
        Rule::number => ast::TokenKind::Number(written.to_owned()),
        Rule::date => {
            let date =
                words::figures(written).ok_or_else(|| words::no_such_date(written, node.span()))?;
            ast::TokenKind::Date(date)
        }
        Rule::quoted => ast::TokenKind::Quoted(words::quoted(node).text),
        Rule::group => ast::TokenKind::Group(Box::new(group(node)?)),
        _ if written.eq_ignore_ascii_case("iff") => {
            return Err(SyntaxError::Joint(JointError::Iff { span: node.span() }));
        }
        _ => ast::TokenKind::Word(written.to_owned()),
    };
    Ok(ast::Token { kind, span: node.span() })
}
