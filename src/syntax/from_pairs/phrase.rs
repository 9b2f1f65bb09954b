//! Which words and slots does a phrase have, and in which further forms?

use crate::syntax::{
    ast,
    error::{ClauseError, SyntaxError, WordError},
    from_pairs::{Context, Node, Rule, declaration, read, words},
    keywords::ItemWord,
    layout::RawItem,
};

type Errors = Vec<SyntaxError>;

/// `given …` or `conclusion …`
pub(super) fn phrase(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Phrase> {
    let given = raw.word == ItemWord::Given;
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
    errors.extend(stray_not(&phrase.parts));
    phrase.span = header.part(Rule::phrase).span();
    phrase.attribute = header.find(Rule::kind_words).map(|it| words::text(&it));
    if let Some(value) = &phrase.attribute {
        phrase.span = phrase.span.to(value.span);
    }
    value_fits(raw, &header, errors).then_some(phrase)
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
        Rule::form => {
            let form = form(clause);
            if form.kind != ast::FormKind::Negated {
                errors.extend(stray_not(&form.parts));
            }
            phrase.forms.push(form);
        }
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

/// A `not` that would be read as a negation. Behind `must` or `may` it makes a duty not to act, a phrase of its own.
fn stray_not(parts: &[ast::PhrasePart]) -> Option<SyntaxError> {
    let word = |it: &ast::PhrasePart| match it {
        ast::PhrasePart::Word(text) => Some(text.clone()),
        ast::PhrasePart::Slot { .. } => None,
    };
    let duty = |before: Option<ast::Text>| {
        let modals = ["must", "may", "shall", "should", "might"];
        before.is_some_and(|it| modals.iter().any(|modal| it.text.eq_ignore_ascii_case(modal)))
    };
    let mut before = None;
    for part in parts {
        let here = word(part);
        if let Some(it) = here.as_ref().filter(|it| it.text.eq_ignore_ascii_case("not"))
            && !duty(before)
        {
            let error = WordError::ReservedWord { word: it.text.clone(), span: it.span };
            return Some(SyntaxError::Word(error));
        }
        before = here;
    }
    None
}

fn slot(node: &Node<'_>) -> ast::PhrasePart {
    ast::PhrasePart::Slot {
        kind: words::text(&node.part(Rule::kind_words)),
        label: node.find(Rule::words).map(|it| words::text(&it)),
        span: node.span(),
    }
}
