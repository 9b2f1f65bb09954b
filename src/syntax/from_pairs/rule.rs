//! What does a rule or an exception say?

use crate::syntax::{
    ast,
    error::{ClauseError, JointError, MarkError, SyntaxError},
    from_pairs::{Context, Node, Rule, condition, declaration, read, words},
    keywords::ItemWord,
    layout::{Piece, RawItem, Role},
};

type Errors = Vec<SyntaxError>;

/// `rule …` or `exception … to …`
pub(super) fn rule(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Rule> {
    let entry = if raw.word == ItemWord::Rule { Rule::rule_header } else { Rule::exception_header };
    let header = declaration::kept(read(entry, raw.header, Context::Line), errors);
    let mut labels = Vec::new();
    for it in header.iter().flat_map(Node::children) {
        if matches!(it.rule(), Rule::spaced_label | Rule::spaced_reference) {
            labels.push(declaration::label(&it, errors));
        }
    }
    let mut labels = labels.into_iter();
    let mut rule = ast::Rule {
        label: labels.next().unwrap_or_else(|| declaration::nameless(raw)),
        exception_to: labels.next(),
        citations: header
            .iter()
            .flat_map(|it| it.all(Rule::citations))
            .flat_map(|it| declaration::citations(&it))
            .collect(),
        sentences: Vec::new(),
        overrides: Vec::new(),
        replaces: Vec::new(),
        in_force: ast::InForce::default(),
        basis: None,
        reading: None,
        notes: Vec::new(),
    };
    for segment in &raw.segments {
        match segment.role {
            Role::Unknown => errors.push(declaration::unknown_clause(raw.word, segment.piece)),
            Role::Clause => clause(&mut rule, segment.piece, errors),
            Role::Sentence => rule.sentences.extend(sentence(raw.word, segment.piece, errors)),
        }
    }
    header.as_ref()?;
    if !raw.segments.iter().any(|it| it.role == Role::Sentence) {
        let (label, span) = (rule.label.text.clone(), rule.label.span);
        errors.push(SyntaxError::Clause(ClauseError::RuleWithoutSentence { label, span }));
    }
    Some(rule)
}

fn clause(rule: &mut ast::Rule, piece: Piece<'_>, errors: &mut Errors) {
    let Some(line) = declaration::kept(read(Rule::rule_clause, piece, Context::Line), errors)
    else {
        return;
    };
    let clause = line.first();
    let references = || clause.all(Rule::reference).map(|it| words::text(&it));
    match clause.rule() {
        Rule::overrides => rule.overrides.extend(references()),
        Rule::replaces => rule.replaces.extend(references()),
        Rule::in_force => declaration::in_force(&mut rule.in_force, &clause, errors),
        Rule::basis => declaration::once_text(
            &mut rule.basis,
            words::text(&clause.part(Rule::word)),
            "basis",
            errors,
        ),
        Rule::note => rule.notes.push(words::quoted_in(&clause)),
        _ => {
            let reading = words::text(&clause.part(Rule::clause_reading));
            let provision = words::text(&clause.part(Rule::words));
            declaration::once(
                &mut rule.reading,
                (reading, provision),
                |it| it.0.span,
                "reading",
                errors,
            );
        }
    }
}

/// A sentence of a rule; one that lacks only its full stop is kept all the same.
fn sentence(item: ItemWord, piece: Piece<'_>, errors: &mut Errors) -> Option<ast::RuleSentence> {
    let read = read(Rule::rule_sentence, piece, Context::RuleSentence)
        .and_then(|it| rule_sentence(item, &it, piece));
    kept_without_stop(read, piece, errors)
}

/// Reports a missing full stop rather than what follows from it.
pub(super) fn kept_without_stop<T>(
    read: Result<T, SyntaxError>,
    piece: Piece<'_>,
    errors: &mut Errors,
) -> Option<T> {
    let unclosed = matches!(read, Err(SyntaxError::Mark(_)));
    if unclosed || piece.text().ends_with(['.', '?']) {
        return declaration::kept(read, errors);
    }
    errors.push(SyntaxError::Mark(MarkError::MissingStop { after: piece.span().after() }));
    read.ok()
}

fn rule_sentence(
    item: ItemWord,
    node: &Node<'_>,
    piece: Piece<'_>,
) -> Result<ast::RuleSentence, SyntaxError> {
    let conclusion = node.find(Rule::conclusions).map(|it| conclusion(&it)).transpose()?;
    if conclusion.is_none() && item == ItemWord::Rule {
        let first = node.first().first();
        return Err(SyntaxError::Joint(JointError::NoConclusion { span: first.span() }));
    }
    let behind = |rule| {
        let part =
            node.find(rule).map(|it: Node<'_>| condition::condition(&it.part(Rule::condition)));
        part.transpose()
    };
    let (conditions, unless) = (behind(Rule::when)?, behind(Rule::except_when)?);
    Ok(ast::RuleSentence { conclusion, conditions, unless, span: piece.span() })
}

/// The one thing that a sentence concludes.
fn conclusion(node: &Node<'_>) -> Result<ast::Sentence, SyntaxError> {
    match node.children().find_map(|it| condition::joint(&it)) {
        Some(joint) => Err(SyntaxError::Joint(JointError::JoinedConclusions { joint })),
        None => unbracketed(&node.part(Rule::sentence)),
    }
}

/// A conclusion, unless it stands in brackets: `(S)`, `not (S)`, `all of (S; T)`.
fn unbracketed(sentence: &Node<'_>) -> Result<ast::Sentence, SyntaxError> {
    const BEFORE: [&str; 9] = ["not", "all", "any", "of", "it", "is", "the", "case", "that"];
    let mut children = sentence.children().rev();
    let group = children.next().filter(|it| it.rule() == Rule::group);
    let mut before = children.map(|it| it.text().to_lowercase());
    match group {
        Some(group) if before.all(|it| BEFORE.contains(&it.as_str())) => {
            Err(SyntaxError::Joint(JointError::BracketedConclusion { span: group.span() }))
        }
        _ => condition::sentence(sentence),
    }
}
