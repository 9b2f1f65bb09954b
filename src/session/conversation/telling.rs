//! What was typed, and which facts does it state?

use std::ops::Range;

use super::TYPED;
use crate::{
    diagnostic::Diagnostic,
    program::{Program, Scenario},
    source::{Sources, Span},
    syntax::{
        self,
        ast::{self, ItemKind},
    },
};

/// A stretch of what was typed, at a line of the conversation.
#[derive(Debug, Clone)]
pub struct Typed<'t> {
    /// All that was typed at once.
    pub input: &'t str,
    /// The part of it that is meant.
    pub part: Range<usize>,
    /// The line of the conversation that it begins at, counted from 1.
    pub line: usize,
}

impl Typed<'_> {
    /// The part that is meant, at its place, with blanks instead of all else.
    pub(super) fn alone(&self) -> String {
        let blank = |it: &str| -> String {
            let one =
                |it: char| if it == '\n' { "\n".to_owned() } else { " ".repeat(it.len_utf8()) };
            it.chars().map(one).collect()
        };
        let Range { start, end } = self.part;
        format!("{}{}", blank(&self.input[..start]), &self.input[start..end])
    }
}

/// States sentences.
pub(super) fn tell(
    program: &Program,
    sources: &mut Sources,
    scenario: &mut Scenario,
    (text, line): (&str, usize),
) -> Result<(), Vec<Diagnostic>> {
    let file = sources.add_part(TYPED, text, line.saturating_sub(1));
    let said = text.trim().trim_end_matches('.').trim_end();
    if let Some(name) = clause(said, "consider") {
        let start = text.find(name).unwrap_or_default();
        let span = Span::new(file, start, start + name.len());
        let name = ast::Text { text: name.to_owned(), span };
        return program.state_all(scenario, &[], Some(&name));
    }
    let statements = syntax::parse_statements(file, text)?;
    program.state_all(scenario, &statements, None)
}

/// What stands behind the word or words that a clause begins with.
pub(super) fn clause<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.get(word.len()..)?;
    let begins =
        text[..word.len()].eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace);
    begins.then_some(rest.trim())
}

/// Whether what was typed is a clause by itself, which needs no full stop.
pub fn is_clause(text: &str) -> bool {
    ["consider", "as of"]
        .iter()
        .any(|it| clause(text.trim(), it).is_some_and(|it| !it.contains(',')))
}

/// By which name an item is known: that of a later one with the same name takes its place.
pub(super) fn name_of(item: &str) -> Option<(u8, String)> {
    let nowhere = Sources::default().add("", "");
    let (document, _) = syntax::parse(nowhere, item);
    Some(match &document.items.first()?.kind {
        ItemKind::Rule(it) => (0, it.label.text.clone()),
        ItemKind::Kind(it) => (1, it.name.text.clone()),
        ItemKind::Name(it) => (2, it.name.text.clone()),
        ItemKind::Source(it) => (3, it.name.text.clone()),
        ItemKind::Phrase(_) => (4, item.lines().next()?.split_whitespace().skip(1).collect()),
        ItemKind::Case(it) => (5, it.name.text.clone()),
        ItemKind::Outline(_) | ItemKind::Omit(_) => return None,
    })
}
