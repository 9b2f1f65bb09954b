//! What does a case state, ask and expect?

use crate::{
    source::Span,
    syntax::{
        ast,
        error::{JointError, SyntaxError, WordError},
        from_pairs::{Context, Node, Rule, condition, declaration, question, read, rule, words},
        layout::{Piece, RawItem, Role},
    },
};

type Errors = Vec<SyntaxError>;
type Read<T> = Result<T, SyntaxError>;

/// `case airport-stop "Stopped at a border" …`
pub(super) fn case(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Case> {
    let header = declaration::kept(read(Rule::case_header, raw.header, Context::Line), errors);
    let mut case = ast::Case {
        name: declaration::nameless(raw),
        title: None,
        extends: None,
        as_of: None,
        consider: None,
        statements: Vec::new(),
        questions: Vec::new(),
    };
    if let Some(header) = &header {
        case.name = words::text(&header.part(Rule::label));
        for it in header.all(Rule::case_title) {
            declaration::once_text(&mut case.title, words::quoted_in(&it), "title", errors);
        }
        for it in header.all(Rule::extends) {
            declaration::once_text(
                &mut case.extends,
                words::text(&it.part(Rule::label)),
                "extends",
                errors,
            );
        }
    }
    for segment in &raw.segments {
        match segment.role {
            Role::Unknown => errors.push(declaration::unknown_clause(raw.word, segment.piece)),
            Role::Clause => clause(&mut case, segment.piece, errors),
            Role::Sentence => case.statements.extend(statement(segment.piece, errors)),
        }
    }
    header.map(|_| case)
}

fn clause(case: &mut ast::Case, piece: Piece<'_>, errors: &mut Errors) {
    let Some(line) = declaration::kept(read(Rule::case_clause, piece, Context::Question), errors)
    else {
        return;
    };
    let clause = line.first();
    match clause.rule() {
        Rule::case_as_of => {
            declaration::once_dated(&mut case.as_of, words::day_in(&clause), "as of", errors);
        }
        Rule::consider => {
            let name = words::text(&clause.part(Rule::name_words));
            declaration::once_text(&mut case.consider, name, "consider", errors);
        }
        _ => case.questions.extend(declaration::kept(case_question(&clause, piece), errors)),
    }
}

/// `ask Q?` or `expect Q? answers`
fn case_question(clause: &Node<'_>, line: Piece<'_>) -> Read<ast::CaseQuestion> {
    let node = clause.part(Rule::question);
    let Some(mark) = clause.find(Rule::question_mark) else {
        return Err(SyntaxError::Word(WordError::MissingQuestionMark {
            after: node.span().after(),
        }));
    };
    let mut question = question::question(&node, line)?;
    question.span = node.span().to(mark.span());
    let expected = match (clause.rule(), clause.find(Rule::answers)) {
        (Rule::expect, Some(answers)) => Some(
            answers.children().filter(is_expected).map(|it| expected(&it)).collect::<Read<_>>()?,
        ),
        (Rule::expect, None) => {
            return Err(SyntaxError::Word(WordError::ExpectWithoutAnswer {
                after: mark.span().after(),
            }));
        }
        _ => None,
    };
    Ok(ast::CaseQuestion { question, expected, span: line.span() })
}

fn is_expected(node: &Node<'_>) -> bool {
    node.rule() == Rule::expected
}

/// `Spain, if A`
fn expected(node: &Node<'_>) -> Read<ast::Expected> {
    Ok(ast::Expected {
        values: node.all(Rule::sentence).map(|it| condition::sentence(&it)).collect::<Read<_>>()?,
        condition: node.find(Rule::condition).map(|it| condition::condition(&it)).transpose()?,
        span: node.span(),
    })
}

/// A sentence of a case, or one typed in a conversation.
fn statement(piece: Piece<'_>, errors: &mut Errors) -> Option<ast::Statement> {
    rule::kept_without_stop(free_statement(piece), piece, errors)
}

/// The same, where its full stop may be missing.
pub(in crate::syntax) fn free_statement(piece: Piece<'_>) -> Read<ast::Statement> {
    let node = read(Rule::statement, piece, Context::Statement)?;
    stated(&node.part(Rule::stated), piece.span())
}

/// What is stated; `span` reaches to the full stop.
pub(super) fn stated(node: &Node<'_>, span: Span) -> Read<ast::Statement> {
    let body = condition::condition(&node.part(Rule::condition))?;
    match left_open(&body) {
        Some(span) => Err(SyntaxError::Joint(JointError::OpenStatement { span })),
        None => {
            Ok(ast::Statement { unknown: node.find(Rule::unknown_whether).is_some(), body, span })
        }
    }
}

/// The part of a statement that could be so in more than one way.
fn left_open(body: &ast::Condition) -> Option<Span> {
    match &body.kind {
        ast::ConditionKind::Sentence(_) => None,
        ast::ConditionKind::All(parts) => parts.iter().find_map(left_open),
        ast::ConditionKind::Not(inner) if matches!(inner.kind, ast::ConditionKind::Sentence(_)) => {
            None
        }
        _ => Some(body.span),
    }
}
