//! Which two versions are compared, and which cases? Texts, read once, and put together again as either version.
//!
//! The cases are those of the new version, and those of the old one whose names the new one has no more.
//! Both versions are asked about the same cases, word for word.

use crate::{
    diagnostic::Diagnostic,
    session::Session,
    source::{FileId, Sources, Span},
    syntax::{
        self,
        ast::{self, Document, Item, ItemKind},
    },
};

/// A text with the name by which messages speak of it.
type Text = (String, String);

/// The texts of one version.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// Those that hold its rules. Cases may stand among them.
    pub rules: Vec<Text>,
    /// Those that hold its cases. A mistake in one of them keeps only that case from being compared.
    pub cases: Vec<Text>,
}

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// The one that is compared with.
    Old,
    /// The one that is of interest.
    New,
}

impl Which {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// One version: its rules, with the cases that both versions are asked about.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its rules and declarations, as written.
    items: Vec<Item>,
    /// What they mean, and the cases as far as they can be read.
    pub session: Session,
}

/// Two versions of a body of rules.
#[derive(Debug, Clone)]
pub struct Versions {
    /// All texts of both.
    pub sources: Sources,
    /// The one that is compared with.
    pub old: Version,
    /// The one that is of interest.
    pub new: Version,
    /// The cases, as written.
    pub(in crate::analysis) cases: Vec<Item>,
    /// How many of them, the last ones, only the old version has.
    pub(in crate::analysis) gone: usize,
    /// What could not be read in the files of cases.
    pub unread: Vec<Diagnostic>,
}

/// Why two versions can't be compared: the rules of one have mistakes.
#[derive(Debug, Clone)]
pub struct Unusable {
    /// Which one.
    pub which: Which,
    /// The mistakes.
    pub mistakes: Vec<Diagnostic>,
    /// The texts that they speak of.
    pub sources: Sources,
}

/// What was read of one version's texts.
#[derive(Default)]
struct Read {
    items: Vec<Item>,
    cases: Vec<Item>,
    mistakes: Vec<Diagnostic>,
    /// Those in files of cases.
    unread: Vec<Diagnostic>,
}

impl Read {
    fn texts(texts: Texts, sources: &mut Sources) -> Self {
        let mut read = Self::default();
        let rules = texts.rules.into_iter().map(|it| (it, false));
        for ((name, text), is_cases) in rules.chain(texts.cases.into_iter().map(|it| (it, true))) {
            let file = sources.add(name, text);
            let mistakes = read.text(file, sources);
            if is_cases { read.unread.extend(mistakes) } else { read.mistakes.extend(mistakes) }
        }
        read
    }

    fn text(&mut self, file: FileId, sources: &Sources) -> Vec<Diagnostic> {
        let (document, mistakes) = syntax::parse(file, sources.text(file));
        for mut item in document.items {
            if let ItemKind::Case(case) = &mut item.kind {
                // What is expected is no part of what is asked, and may not make sense under both versions.
                case.questions.iter_mut().for_each(|it| it.expected = None);
                self.cases.push(item);
            } else {
                self.items.push(item);
            }
        }
        mistakes
    }
}

impl Versions {
    /// Reads both versions.
    ///
    /// # Errors
    /// When the rules of one have mistakes.
    pub fn load(old: Texts, new: Texts) -> Result<Self, Box<Unusable>> {
        let mut sources = Sources::default();
        let (old, new) = (Read::texts(old, &mut sources), Read::texts(new, &mut sources));
        let names: Vec<&str> = new.cases.iter().filter_map(name).collect();
        let is_gone = |it: &&Item| name(it).is_some_and(|it| !names.contains(&it));
        let gone: Vec<Item> = old.cases.iter().filter(is_gone).cloned().collect();
        let (count, mut cases) = (gone.len(), new.cases);
        cases.extend(gone);
        let mut unread = new.unread;
        unread.extend(old.unread);
        let old = Version::new(Which::Old, (old.items, old.mistakes), &cases, &sources)?;
        let new = Version::new(Which::New, (new.items, new.mistakes), &cases, &sources)?;
        Ok(Self { sources, old, new, cases, gone: count, unread })
    }

    /// The cases of both, with the names of their files: the new version's first, then those that only the old one has.
    pub fn case_names(&self) -> impl Iterator<Item = (&str, &str)> {
        let cases = self.cases.iter();
        cases.filter_map(|it| Some((self.sources.name(it.span.file), name(it)?)))
    }

    /// The rules put together from other items, with some of the cases; nothing where they can't be used.
    pub(in crate::analysis) fn hybrid(&self, items: Vec<Item>, cases: &[Item]) -> Option<Session> {
        let session = session(items, cases, &self.sources);
        let broken = session.diagnostics.iter().any(|it| it.is_error() && !is_in_case(it, cases));
        (!broken).then_some(session)
    }
}

impl Version {
    fn new(
        which: Which,
        (items, mut mistakes): (Vec<Item>, Vec<Diagnostic>),
        cases: &[Item],
        sources: &Sources,
    ) -> Result<Self, Box<Unusable>> {
        let session = session(items.clone(), cases, sources);
        let found = session.diagnostics.iter().filter(|it| it.is_error() && !is_in_case(it, cases));
        mistakes.extend(found.cloned());
        if mistakes.is_empty() {
            return Ok(Self { items, session });
        }
        mistakes.sort_by_key(Diagnostic::primary);
        Err(Box::new(Unusable { which, mistakes, sources: sources.clone() }))
    }

    /// Its rules and declarations, as written.
    pub(in crate::analysis) fn items(&self) -> &[Item] {
        &self.items
    }

    /// The labels that a sentence's rule is declared to replace.
    pub(super) fn replaced(&self, sentence: Span) -> &[ast::Text] {
        let is_it = |it: &&ast::Rule| it.sentences.iter().any(|it| it.span == sentence);
        self.rules().find(is_it).map_or(&[], |it| &it.replaces)
    }

    fn rules(&self) -> impl Iterator<Item = &ast::Rule> {
        let items = self.items.iter();
        items.filter_map(|it| if let ItemKind::Rule(it) = &it.kind { Some(it) } else { None })
    }

    /// Where the conclusion of a sentence stands.
    pub(super) fn conclusion(&self, sentence: Span) -> Option<Span> {
        let found = self.rules().flat_map(|it| &it.sentences).find(|it| it.span == sentence);
        found?.conclusion.as_ref().map(|it| it.span)
    }
}

/// Loads rules with the cases.
fn session(items: Vec<Item>, cases: &[Item], sources: &Sources) -> Session {
    let cases = Document { items: cases.to_vec() };
    Session::of(sources.clone(), &[Document { items }, cases], Vec::new())
}

fn name(item: &Item) -> Option<&str> {
    if let ItemKind::Case(case) = &item.kind { Some(&case.name.text) } else { None }
}

fn is_in_case(diagnostic: &Diagnostic, cases: &[Item]) -> bool {
    diagnostic.primary().is_some_and(|it| cases.iter().any(|case| it.is_within(case.span)))
}
