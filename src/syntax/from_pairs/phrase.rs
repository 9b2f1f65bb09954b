//! Which words and slots does a phrase have, and in which further forms?

use crate::syntax::{
    ast,
    error::{ClauseError, MarkError, SyntaxError},
    from_pairs::{Context, Node, Rule, declaration, read, words},
    keywords::ItemWord,
    layout::{Piece, RawItem, Role, Segment},
};

type Errors = Vec<SyntaxError>;

/// `given …` or `conclusion …`
pub(super) fn phrase(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Phrase> {
    let given = raw.word == ItemWord::Given;
    let raw = &without_stops(raw, errors);
    let header = declaration::kept(read(Rule::phrase_header, raw.header, Context::Phrase), errors);
    let mut phrase = ast::Phrase {
        given,
        attribute: None,
        parts: Vec::new(),
        forms: Vec::new(),
        otherwise_no: None,
        ask: None,
        help: None,
        decided_by: None,
        span: raw.header.span(),
    };
    let entry = if given { Rule::given_clause } else { Rule::conclusion_clause };
    for clause in declaration::clauses(raw, entry, Context::Phrase, errors) {
        phrase_clause(&mut phrase, &clause, errors);
    }
    let header = header?;
    phrase.parts = parts(&header.part(Rule::phrase));
    phrase.span = header.part(Rule::phrase).span();
    phrase.attribute = header.find(Rule::kind_words).map(|it| words::text(&it));
    if let Some(value) = &phrase.attribute {
        phrase.span = phrase.span.to(value.span);
    }
    value_fits(raw, &header, errors).then_some(phrase)
}

/// An item without the full stops at the ends of its lines, which are reported.
fn without_stops<'t>(raw: &RawItem<'t>, errors: &mut Errors) -> RawItem<'t> {
    let header = without_stop(raw.header, errors);
    let segment = |it: &Segment<'t>| match it.role {
        Role::Unknown => *it,
        _ => Segment { piece: without_stop(it.piece, errors), ..*it },
    };
    let segments = raw.segments.iter().map(segment).collect();
    RawItem { word: raw.word, doc: Vec::new(), whole: raw.whole, header, segments }
}

fn without_stop<'t>(line: Piece<'t>, errors: &mut Errors) -> Piece<'t> {
    let line = line.trimmed();
    let Some(rest) = line.text().strip_suffix('.') else { return line };
    let span = line.part(rest.len(), rest.len() + 1).span();
    errors.push(SyntaxError::Mark(MarkError::StrayStop { span }));
    line.part(0, rest.len())
}

/// An attribute has a value, another phrase hasn't.
fn value_fits(raw: &RawItem<'_>, header: &Node<'_>, errors: &mut Errors) -> bool {
    let error = match (header.find(Rule::kw_attribute), header.find(Rule::colon)) {
        (Some(_), None) => ClauseError::AttributeWithoutValue { after: raw.header.span().after() },
        (None, Some(colon)) => {
            ClauseError::ValueWithoutAttribute { item: raw.word, span: colon.span() }
        }
        _ => return true,
    };
    errors.push(SyntaxError::Clause(error));
    false
}

fn phrase_clause(phrase: &mut ast::Phrase, clause: &Node<'_>, errors: &mut Errors) {
    match clause.rule() {
        Rule::form => phrase.forms.push(form(clause)),
        Rule::otherwise => declaration::once(
            &mut phrase.otherwise_no,
            clause.span(),
            |it| *it,
            "otherwise no",
            errors,
        ),
        Rule::interview => {
            declaration::once_text(&mut phrase.ask, words::quoted_in(clause), "ask", errors);
        }
        Rule::help => {
            declaration::once_text(&mut phrase.help, words::quoted_in(clause), "help", errors);
        }
        _ => declaration::once_text(
            &mut phrase.decided_by,
            words::quoted_in(clause),
            "decided by",
            errors,
        ),
    }
}

fn form(clause: &Node<'_>) -> ast::Form {
    let kind = match clause.first().rule() {
        Rule::kw_negated => ast::FormKind::Negated,
        Rule::kw_asked => ast::FormKind::Asked,
        _ => ast::FormKind::Also,
    };
    let phrase = clause.part(Rule::phrase);
    ast::Form { kind, parts: parts(&phrase), span: phrase.span() }
}

fn parts(phrase: &Node<'_>) -> Vec<ast::PhrasePart> {
    phrase
        .children()
        .map(|it| {
            if it.rule() == Rule::slot {
                slot(&it)
            } else {
                ast::PhrasePart::Word(words::text(&it))
            }
        })
        .collect()
}

fn slot(node: &Node<'_>) -> ast::PhrasePart {
    ast::PhrasePart::Slot {
        kind: words::text(&node.part(Rule::kind_words)),
        label: node.find(Rule::words).map(|it| words::text(&it)),
        span: node.span(),
    }
}
