//! Which texts do rules cite, and which of them takes precedence?

use rustc_hash::FxHashMap;

use super::{
    Authority, Basis, Citation, Interval, Listed, Omission, Outline, Source, SourceId,
    error::{Mistakes, ReferenceError},
};
use crate::{
    source::{Span, index},
    syntax::ast::{self, Document, InForce, ItemKind, Text},
    vocabulary::suggest::nearest,
};

/// The sources of a rule base, by their short names.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// The sources, in order of declaration.
    pub(super) sources: Vec<Source>,
    /// Declared precedence: the stronger, the weaker, and where that was said.
    pub(super) outranks: Vec<(SourceId, SourceId, Span)>,
    /// What their outlines list, and what is left out of them.
    pub(super) outline: Outline,
    by_name: FxHashMap<String, SourceId>,
}

impl Shelf {
    /// All sources that are declared.
    pub(super) fn from_syntax(documents: &[Document], mistakes: &mut Mistakes) -> Self {
        let mut shelf = Self::default();
        let items = || documents.iter().flat_map(|it| &it.items);
        let sources = || {
            items().filter_map(|it| {
                if let ItemKind::Source(source) = &it.kind { Some(source) } else { None }
            })
        };
        let own: Vec<(SourceId, &ast::Source)> =
            sources().map(|it| (shelf.add(it, mistakes), it)).collect();
        for (id, source) in own {
            for weaker in &source.outranks {
                if let Some(other) = shelf.find(weaker, mistakes) {
                    shelf.outranks.push((id, other, weaker.span));
                }
            }
        }
        shelf.outline(documents, mistakes);
        shelf
    }

    fn add(&mut self, source: &ast::Source, mistakes: &mut Mistakes) -> SourceId {
        let text = |it: &Option<Text>| it.as_ref().map(|it| it.text.clone());
        let id = SourceId(index(self.sources.len()));
        let name = source.name.text.clone();
        if let Some(first) = self.by_name.get(&name) {
            let first = self.sources[first.0 as usize].span;
            mistakes.report(
                ReferenceError::Twice {
                    what: "source",
                    name: name.clone(),
                    again: source.name.span,
                    first,
                }
                .diagnostic(),
            );
        } else {
            self.by_name.insert(name.clone(), id);
        }
        self.sources.push(Source {
            name,
            title: text(&source.title),
            reference: text(&source.reference),
            url: text(&source.url),
            consulted: source.consulted.map(|it| it.date),
            authority: source.kind.as_ref().and_then(|it| authority(it, mistakes)),
            in_force: interval(&source.in_force),
            span: source.name.span,
        });
        id
    }

    /// The source of that short name.
    pub(super) fn find(&self, name: &Text, mistakes: &mut Mistakes) -> Option<SourceId> {
        let found = self.by_name.get(&name.text).copied();
        if found.is_none() {
            mistakes.report(unknown_source(&self.sources, name).diagnostic());
        }
        found
    }

    /// The parts of a citation whose sources are known.
    pub(super) fn citations(
        &self,
        citations: &[ast::Citation],
        mistakes: &mut Mistakes,
    ) -> Vec<Citation> {
        let cited = citations.iter().filter_map(|it| {
            let source = self.find(&it.source, mistakes)?;
            Some(Citation { source, pinpoint: it.pinpoint.clone() })
        });
        cited.collect()
    }

    /// Takes up what outlines list, and what is left out.
    fn outline(&mut self, documents: &[Document], mistakes: &mut Mistakes) {
        for item in documents.iter().flat_map(|it| &it.items) {
            match &item.kind {
                ItemKind::Outline(outline) => {
                    let Some(source) = self.find(&outline.source, mistakes) else { continue };
                    let listed = outline.provisions.iter().map(|(pinpoint, title)| Listed {
                        source,
                        pinpoint: pinpoint.text.clone(),
                        title: title.as_ref().map(|it| it.text.clone()),
                        span: pinpoint.span,
                    });
                    self.outline.provisions.extend(listed);
                }
                ItemKind::Omit(omit) => {
                    let citations = self.citations(&omit.citations, mistakes);
                    let reason = omit.reason.text.clone();
                    let omission = Omission { citations, reason, span: item.span };
                    self.outline.omissions.push(omission);
                }
                _ => {}
            }
        }
    }
}

pub(super) fn unknown_source(sources: &[Source], name: &Text) -> ReferenceError {
    let nearest = nearest(&name.text, sources.iter().map(|it| it.name.as_str()));
    ReferenceError::UnknownSource { name: name.text.clone(), span: name.span, nearest }
}

/// The days that a clause gives.
pub(super) fn interval(in_force: &InForce) -> Interval {
    Interval { from: in_force.from.map(|it| it.date), until: in_force.until.map(|it| it.date) }
}

/// A rung of the ladder of authority by its word, in the singular or in the plural.
pub(super) fn authority(text: &Text, mistakes: &mut Mistakes) -> Option<Authority> {
    let word = text.text.to_lowercase();
    let found = match word.strip_suffix('s').unwrap_or(&word) {
        "constitution" => Authority::Constitution,
        "statute" => Authority::Statute,
        "regulation" => Authority::Regulation,
        "decision" => Authority::Decision,
        "practice" => Authority::Practice,
        "commentary" | "commentarie" => Authority::Commentary,
        _ => {
            mistakes.report(
                ReferenceError::UnknownAuthority { name: text.text.clone(), span: text.span }
                    .diagnostic(),
            );
            return None;
        }
    };
    Some(found)
}

/// A basis by its word.
pub(super) fn basis(text: &Text, mistakes: &mut Mistakes) -> Option<Basis> {
    let found = match text.text.to_lowercase().as_str() {
        "primary" => Basis::Primary,
        "quoted" => Basis::Quoted,
        "secondary" => Basis::Secondary,
        "unverified" => Basis::Unverified,
        _ => {
            mistakes.report(
                ReferenceError::UnknownBasis { name: text.text.clone(), span: text.span }
                    .diagnostic(),
            );
            return None;
        }
    };
    Some(found)
}
