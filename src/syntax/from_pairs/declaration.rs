//! What do sources, outlines, omissions, kinds and names declare?

use crate::{
    source::Span,
    syntax::{
        ast,
        error::{ClauseError, SyntaxError, WordError},
        from_pairs::{Context, Node, Rule, read, words},
        keywords::ItemWord,
        layout::{Piece, RawItem, Role},
    },
};

type Errors = Vec<SyntaxError>;

/// Keeps what could be read and reports what could not.
pub(super) fn kept<T>(result: Result<T, SyntaxError>, errors: &mut Errors) -> Option<T> {
    result.map_err(|it| errors.push(it)).ok()
}

/// Reads each clause of an item whose lines are all clauses; hands over what stands in it.
pub(super) fn clauses<'t>(
    raw: &RawItem<'t>,
    entry: Rule,
    context: Context,
    errors: &mut Errors,
) -> Vec<Node<'t>> {
    let mut nodes = Vec::new();
    for segment in &raw.segments {
        match segment.role {
            Role::Unknown => errors.push(unknown_clause(raw.word, segment.piece)),
            _ => {
                nodes
                    .extend(kept(read(entry, segment.piece, context), errors).map(|it| it.first()));
            }
        }
    }
    nodes
}

/// A line that is no clause of its item.
pub(super) fn unknown_clause(item: ItemWord, line: Piece<'_>) -> SyntaxError {
    let word = line.text().split(crate::syntax::characters::is_blank).next().unwrap_or("");
    let span = line.part(0, word.len()).span();
    SyntaxError::Clause(ClauseError::Unknown {
        item,
        word: word.to_owned(),
        span,
        closest: item.nearest_clause(line.text()),
    })
}

/// Fills a clause's place, or reports that it stands twice.
pub(super) fn once<T>(
    place: &mut Option<T>,
    value: T,
    span: impl Fn(&T) -> Span,
    clause: &'static str,
    errors: &mut Errors,
) {
    match place {
        Some(first) => {
            let (first, second) = (span(first), span(&value));
            errors.push(SyntaxError::Clause(ClauseError::Duplicate { clause, first, second }));
        }
        None => *place = Some(value),
    }
}

/// Fills a clause's place with a text.
pub(super) fn once_text(
    place: &mut Option<ast::Text>,
    value: ast::Text,
    clause: &'static str,
    errors: &mut Errors,
) {
    once(place, value, |it| it.span, clause, errors);
}

/// Fills a clause's place with a date.
pub(super) fn once_dated(
    place: &mut Option<ast::Dated>,
    value: Result<ast::Dated, SyntaxError>,
    clause: &'static str,
    errors: &mut Errors,
) {
    if let Some(value) = kept(value, errors) {
        once(place, value, |it| it.span, clause, errors);
    }
}

/// `in force from …`, `in force until …`
pub(super) fn in_force(place: &mut ast::InForce, clause: &Node<'_>, errors: &mut Errors) {
    if let Some(from) = clause.find(Rule::from) {
        once_dated(&mut place.from, words::day_in(&from), "in force from", errors);
    }
    if let Some(until) = clause.find(Rule::until) {
        once_dated(&mut place.until, words::day_in(&until), "in force until", errors);
    }
}

/// `source article …`
pub(super) fn source(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Source> {
    let header = kept(read(Rule::source_header, raw.header, Context::Line), errors);
    let mut source = ast::Source {
        name: header
            .as_ref()
            .map_or_else(|| nameless(raw), |it| words::text(&it.part(Rule::label))),
        title: None,
        reference: None,
        url: None,
        consulted: None,
        kind: None,
        in_force: ast::InForce::default(),
        outranks: Vec::new(),
    };
    for clause in clauses(raw, Rule::source_clause, Context::Line, errors) {
        source_clause(&mut source, &clause, errors);
    }
    header.map(|_| source)
}

fn source_clause(source: &mut ast::Source, clause: &Node<'_>, errors: &mut Errors) {
    match clause.rule() {
        Rule::title => once_text(&mut source.title, words::quoted_in(clause), "title", errors),
        Rule::source_reference => {
            once_text(&mut source.reference, words::quoted_in(clause), "reference", errors);
        }
        Rule::url => {
            let address = clause
                .find(Rule::address)
                .map_or_else(|| words::quoted_in(clause), |it| words::text(&it));
            once_text(&mut source.url, address, "url", errors);
        }
        Rule::consulted => {
            once_dated(&mut source.consulted, words::day_in(clause), "consulted", errors);
        }
        Rule::source_kind => {
            once_text(&mut source.kind, words::text(&clause.part(Rule::words)), "kind", errors);
        }
        Rule::in_force => in_force(&mut source.in_force, clause, errors),
        _ => source.outranks.extend(clause.all(Rule::label).map(|it| words::text(&it))),
    }
}

/// A label. One of several words is reported, and from then on has hyphens.
pub(super) fn label(spaced: &Node<'_>, errors: &mut Errors) -> ast::Text {
    let words: Vec<Node<'_>> = spaced.children().collect();
    let text = words.iter().map(Node::text).collect::<Vec<_>>().join("-");
    let span = spaced.first().span().to(words.last().map_or(spaced.span(), Node::span));
    if words.len() > 1 {
        errors.push(SyntaxError::Word(WordError::SpacedLabel { tied: text.clone(), span }));
    }
    ast::Text { text, span }
}

/// Stands for a name while the rest of an item is read whose header can't be.
pub(super) fn nameless(raw: &RawItem<'_>) -> ast::Text {
    ast::Text { text: String::new(), span: raw.header.span() }
}

/// `outline rpd …`
pub(super) fn outline(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Outline> {
    let header = kept(read(Rule::outline_header, raw.header, Context::Line), errors);
    let mut provisions = Vec::new();
    for segment in &raw.segments {
        if let Some(line) =
            kept(read(Rule::outline_clause, segment.piece, Context::Provision), errors)
        {
            provisions.push(provision(&line));
        }
    }
    header.map(|it| ast::Outline { source: words::text(&it.part(Rule::label)), provisions })
}

/// `Art. 83(1)(a) "penalty thresholds"`; a pinpoint may be quoted itself.
fn provision(line: &Node<'_>) -> (ast::Text, Option<ast::Text>) {
    let mut quoted = line.all(Rule::quoted).map(|it| words::quoted(&it));
    let pinpoint = line.find(Rule::bare_provision).map(|it| {
        let shown = it.text().trim_end_matches(crate::syntax::characters::is_blank).len();
        let span = Span {
            end: it.span().end - u32::try_from(it.text().len() - shown).unwrap_or(0),
            ..it.span()
        };
        ast::Text { text: words::folded(it.text()), span }
    });
    let pinpoint = pinpoint.or_else(|| quoted.next());
    let pinpoint =
        pinpoint.unwrap_or_else(|| unreachable!("grammar: a line of an outline has a pinpoint"));
    (pinpoint, quoted.next())
}

/// `omit [rpd Art. 3] "reason"`
pub(super) fn omit(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Omit> {
    let header = kept(read(Rule::omit_header, raw.header, Context::Line), errors);
    let mut reason = None;
    if let Some(quoted) = header.as_ref().and_then(|it| it.find(Rule::quoted)) {
        once_text(&mut reason, words::quoted(&quoted), "reason", errors);
    }
    for clause in clauses(raw, Rule::omit_clause, Context::Line, errors) {
        once_text(&mut reason, words::quoted(&clause), "reason", errors);
    }
    let header = header?;
    if reason.is_none() {
        errors.push(SyntaxError::Clause(ClauseError::MissingReason {
            after: raw.whole.span().after(),
        }));
    }
    let citations = header.all(Rule::citations).flat_map(|it| citations(&it)).collect();
    reason.map(|reason| ast::Omit { citations, reason })
}

/// `[statute Art. 3(1)(c); article "Approval process"]`
pub(super) fn citations(node: &Node<'_>) -> Vec<ast::Citation> {
    node.all(Rule::citation).map(|it| citation(&it)).collect()
}

fn citation(node: &Node<'_>) -> ast::Citation {
    let mut pieces = Vec::new();
    for it in node.children() {
        match it.rule() {
            Rule::quoted => pieces.push(words::quoted(&it).text),
            Rule::bare_pinpoint => pieces.push(words::folded(it.text())),
            _ => {}
        }
    }
    let source = words::text(&node.part(Rule::cited_source));
    ast::Citation { source, pinpoint: pieces.join(" "), span: trimmed(node) }
}

/// The place of a node without the blanks at its end.
fn trimmed(node: &Node<'_>) -> Span {
    let blanks =
        node.text().len() - node.text().trim_end_matches(crate::syntax::characters::is_blank).len();
    Span { end: node.span().end - u32::try_from(blanks).unwrap_or(0), ..node.span() }
}

/// `kind red notice is a notice, plural red notices`
pub(super) fn kind(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Kind> {
    let header = kept(read(Rule::kind_header, raw.header, Context::Phrase), errors);
    let mut plural = None;
    let in_header = header.as_ref().and_then(|it| it.find(Rule::plural));
    for it in in_header.into_iter().chain(clauses(raw, Rule::kind_clause, Context::Phrase, errors))
    {
        once_text(&mut plural, words::text(&it.part(Rule::words)), "plural", errors);
    }
    let header = header?;
    let mut names = header.all(Rule::kind_words).map(|it| words::text(&it));
    Some(ast::Kind { name: names.next()?, parent: names.next(), plural })
}

/// `name CCF is a body, also "Commission"`
pub(super) fn name(raw: &RawItem<'_>, errors: &mut Errors) -> Option<ast::Name> {
    let header = kept(read(Rule::name_header, raw.header, Context::Phrase), errors);
    let in_header = header.iter().flat_map(|it| it.all(Rule::name_also)).collect::<Vec<_>>();
    let below = clauses(raw, Rule::name_clause, Context::Phrase, errors);
    let also = in_header.iter().chain(&below).map(words::quoted_in).collect();
    let header = header?;
    Some(ast::Name {
        name: words::text(&header.part(Rule::name_words)),
        the: header.find(Rule::leading_the).is_some(),
        kind: words::text(&header.part(Rule::kind_words)),
        also,
    })
}
