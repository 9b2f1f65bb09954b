//! Which kinds and individuals does a rule base declare?
//!
//! Kinds first, then names, then phrases, each over all files: what is declared where never matters.

use super::{
    Kind, KindId, Sort, Thing, ThingId, Vocabulary,
    error::{DeclarationError, VocabularyError, values::ValueError},
    phrases,
    suggest::nearest,
};
use crate::{
    source::index,
    syntax::ast::{self, Document, ItemKind, Text},
};

impl Vocabulary {
    /// All words of a rule base, and every mistake in their declarations.
    pub(crate) fn from_syntax(documents: &[Document]) -> (Self, Vec<VocabularyError>) {
        let mut declared = Declared { vocabulary: Self::default(), mistakes: Vec::new() };
        let items = || documents.iter().flat_map(|it| &it.items);
        let kinds: Vec<&ast::Kind> = items()
            .filter_map(|it| if let ItemKind::Kind(kind) = &it.kind { Some(kind) } else { None })
            .collect();
        declared.kinds(&kinds);
        for item in items() {
            if let ItemKind::Name(name) = &item.kind {
                declared.name(name);
            }
        }
        for item in items() {
            if let ItemKind::Phrase(phrase) = &item.kind {
                phrases::declare(&mut declared, phrase, &item.doc);
            }
        }
        phrases::report_duplicates(&mut declared);
        declared.vocabulary.index.file();
        (declared.vocabulary, declared.mistakes)
    }
}

/// What has been declared so far.
pub(super) struct Declared {
    /// The words.
    pub(super) vocabulary: Vocabulary,
    /// The mistakes.
    pub(super) mistakes: Vec<VocabularyError>,
}

impl Declared {
    /// Keeps a mistake.
    pub(super) fn report(&mut self, mistake: impl Into<VocabularyError>) {
        self.mistakes.push(mistake.into());
    }

    fn kinds(&mut self, kinds: &[&ast::Kind]) {
        let mut own: Vec<(KindId, &ast::Kind)> = Vec::new();
        for kind in kinds {
            if let Some(id) = self.kind(kind) {
                own.push((id, kind));
            }
        }
        for (id, kind) in &own {
            if let Some(parent) = &kind.parent {
                let parent = self.find_kind(parent);
                self.vocabulary.kinds[id.0 as usize].parent = Some(parent);
            }
        }
        self.break_cycles();
        for at in 0..self.vocabulary.kinds.len() {
            let depth = self.vocabulary.upwards(kind_id(at)).count() - 1;
            self.vocabulary.kinds[at].depth = index(depth);
        }
    }

    fn kind(&mut self, kind: &ast::Kind) -> Option<KindId> {
        let name = kind.name.text.clone();
        if Sort::of_values(&name).is_some() {
            self.report(ValueError::ValueKind { name, span: kind.name.span });
            return None;
        }
        let id = kind_id(self.vocabulary.kinds.len());
        if let Some(first) = self.vocabulary.index.kinds.insert(&name, id) {
            let first = self.vocabulary.kind(first).span;
            self.report(DeclarationError::DuplicateKind { name, again: kind.name.span, first });
            return None;
        }
        let plural = kind.plural.as_ref().map_or_else(|| format!("{name}s"), |it| it.text.clone());
        self.vocabulary.index.plurals.insert(&plural, id);
        self.vocabulary.kinds.push(Kind {
            name,
            plural,
            parent: None,
            depth: 0,
            span: kind.name.span,
        });
        Some(id)
    }

    /// What a slot takes or an attribute has: a sort of values, or a kind.
    pub(super) fn find_sort(&mut self, name: &Text) -> Sort {
        Sort::of_values(&name.text).unwrap_or_else(|| Sort::Kind(self.find_kind(name)))
    }

    /// The kind of that name. An unknown one is reported once, and from then on is there.
    pub(super) fn find_kind(&mut self, name: &Text) -> KindId {
        if let Some(id) = self.vocabulary.index.kinds.get(&name.text) {
            return id;
        }
        let span = name.span;
        let nearest = nearest(&name.text, self.vocabulary.kinds.iter().map(|it| it.name.as_str()));
        self.report(VocabularyError::UnknownKind { name: name.text.clone(), span, nearest });
        let id = kind_id(self.vocabulary.kinds.len());
        let text = name.text.clone();
        self.vocabulary.index.kinds.insert(&text, id);
        self.vocabulary.index.mistaken.push(id);
        self.vocabulary.kinds.push(Kind {
            plural: format!("{text}s"),
            name: text,
            parent: None,
            depth: 0,
            span,
        });
        id
    }

    /// A kind that is, through its parents, a part of itself gets no parent.
    fn break_cycles(&mut self) {
        let count = self.vocabulary.kinds.len();
        let mut settled = vec![false; count];
        for start in 0..count {
            let mut path: Vec<usize> = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|it| !settled[*it]) {
                if let Some(from) = path.iter().position(|it| *it == at) {
                    self.report_cycle(&path[from..]);
                    break;
                }
                path.push(at);
                next = self.vocabulary.kinds[at].parent.map(|it| it.0 as usize);
            }
            for at in path {
                settled[at] = true;
            }
        }
    }

    fn report_cycle(&mut self, cycle: &[usize]) {
        let kinds = &self.vocabulary.kinds;
        let names = cycle.iter().map(|it| kinds[*it].name.clone()).collect();
        self.report(DeclarationError::KindCycle { names, span: kinds[cycle[0]].span });
        for at in cycle {
            self.vocabulary.kinds[*at].parent = None;
        }
    }

    fn name(&mut self, name: &ast::Name) {
        let kind = self.find_kind(&name.kind);
        let id = ThingId(index(self.vocabulary.things.len()));
        let mut is_new = false;
        let mut also = Vec::new();
        for text in std::iter::once(&name.name).chain(&name.also) {
            let bare = text.text.strip_prefix("the ").unwrap_or(&text.text);
            match self.vocabulary.index.names.insert(bare, id) {
                Some(first) => self.duplicate_name(text, first, name),
                None if text.span == name.name.span => is_new = true,
                None => also.push(bare.to_owned()),
            }
        }
        if is_new || !also.is_empty() {
            let thing = Thing {
                name: name.name.text.clone(),
                also,
                kind,
                the: name.the,
                span: name.name.span,
            };
            self.vocabulary.things.push(thing);
        }
    }

    fn duplicate_name(&mut self, text: &Text, first: ThingId, name: &ast::Name) {
        let first =
            self.vocabulary.things.get(first.0 as usize).map_or(name.name.span, |it| it.span);
        self.report(DeclarationError::DuplicateName {
            name: text.text.clone(),
            again: text.span,
            first,
        });
    }
}

fn kind_id(at: usize) -> KindId {
    KindId(index(at))
}
