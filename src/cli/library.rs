//! Which rules are used, and which cases lie beside them?
//!
//! Rules are read at once; a case file is read when it is asked for, or when another case builds on one of its cases.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use crate::{
    session::Session,
    source::Sources,
    syntax::{self, ast::ItemKind},
};

use super::{
    builtin::{self, BuiltIn},
    error::Error,
    files::{self, STANDARD_INPUT, shown},
    folder::{self, CASE},
};

/// A text with the name by which messages speak of it.
pub(super) type Text = (String, String);

/// A case file, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseFile {
    /// The name by which messages speak of it: its path.
    pub(super) name: String,
    origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Disk(PathBuf),
    BuiltIn(&'static str),
    StandardInput(String),
}

/// What lies at a path that was given: a file, or a folder with all that is under it.
#[derive(Debug, Clone)]
pub(super) struct Root {
    /// What summaries call it.
    pub(super) label: String,
    /// Its rules.
    pub(super) rules: Vec<PathBuf>,
    /// Its case files.
    pub(super) cases: Vec<CaseFile>,
}

/// Rules, with the case files beside them.
#[derive(Debug, Clone)]
pub(super) struct Library {
    /// What summaries call it.
    pub(super) label: String,
    /// The rules.
    pub(super) rules: Vec<Text>,
    /// The case files that lie under the same paths.
    pub(super) cases: Vec<CaseFile>,
}

impl CaseFile {
    /// One on disk.
    pub(super) fn at(path: &Path) -> Self {
        Self { name: shown(path), origin: Origin::Disk(path.to_owned()) }
    }

    /// What standard input said.
    pub(super) fn from_standard_input(text: String) -> Self {
        Self { name: STANDARD_INPUT.to_owned(), origin: Origin::StandardInput(text) }
    }

    /// Its path, if it is on disk.
    pub(super) fn path(&self) -> Option<&Path> {
        if let Origin::Disk(path) = &self.origin { Some(path) } else { None }
    }

    fn built_in(file: BuiltIn) -> Self {
        Self { name: file.name.to_owned(), origin: Origin::BuiltIn(file.text) }
    }

    /// Its text.
    pub(super) fn read(&self) -> Result<Text, Error> {
        let text = match &self.origin {
            Origin::Disk(path) => files::read(path)?,
            Origin::BuiltIn(text) => (*text).to_owned(),
            Origin::StandardInput(text) => text.clone(),
        };
        Ok((self.name.clone(), text))
    }
}

impl Root {
    /// What lies at a path.
    pub(super) fn at(path: &Path) -> Result<Self, Error> {
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let label = place.file_name().map_or_else(|| shown(path), |it| shown(Path::new(it)));
        let (cases, rules): (Vec<_>, Vec<_>) =
            folder::files(path)?.into_iter().partition(|it| folder::is(it, CASE));
        // Cases may also stand among the rules.
        let mut with_cases = Vec::new();
        for path in &rules {
            if has_cases(&files::read(path)?) {
                with_cases.push(CaseFile::at(path));
            }
        }
        let cases = cases.iter().map(|it| CaseFile::at(it)).chain(with_cases).collect();
        Ok(Self { label, rules, cases })
    }

    /// What lies at each of some paths.
    pub(super) fn all<'p>(
        paths: impl IntoIterator<Item = &'p PathBuf>,
    ) -> Result<Vec<Self>, Error> {
        paths.into_iter().map(|it| Self::at(it)).collect()
    }

    /// The built-in cases.
    pub(super) fn built_in() -> Self {
        let cases = builtin::cases().map(CaseFile::built_in).collect();
        Self { label: builtin::LABEL.to_owned(), rules: Vec::new(), cases }
    }
}

impl Library {
    /// The rules at these paths; the built-in rules if there is none.
    pub(super) fn open(paths: &[PathBuf]) -> Result<Self, Error> {
        if paths.is_empty() {
            return Ok(Self::built_in());
        }
        let roots = Root::all(paths)?;
        if let Some((path, _)) = paths.iter().zip(&roots).find(|it| it.1.rules.is_empty()) {
            return Err(Error::NoRules { name: shown(path) });
        }
        Self::from_roots(&roots)
    }

    /// The rules and cases that were found; a file that was found twice counts once.
    pub(super) fn from_roots(roots: &[Root]) -> Result<Self, Error> {
        let mut library = Self { label: label(roots), rules: Vec::new(), cases: Vec::new() };
        let mut seen = HashSet::new();
        for path in roots.iter().flat_map(|it| &it.rules) {
            let place = path.canonicalize().unwrap_or_else(|_| path.clone());
            if seen.insert(place) {
                library.rules.push((shown(path), files::read(path)?));
            }
        }
        library.cases = distinct(roots);
        Ok(library)
    }

    /// The rules that the binary carries.
    pub(super) fn built_in() -> Self {
        Self {
            label: builtin::LABEL.to_owned(),
            rules: builtin::rules().map(|it| (it.name.to_owned(), it.text.to_owned())).collect(),
            cases: Root::built_in().cases,
        }
    }

    /// The rules with these case texts, and with those case files beside the rules that they build on.
    pub(super) fn load(&self, cases: Vec<Text>) -> Result<Session, Error> {
        Ok(Session::load(self.texts(cases)?))
    }

    /// The rules with all case files of some roots.
    pub(super) fn load_with(&self, roots: &[Root]) -> Result<Session, Error> {
        let texts = distinct(roots).iter().map(CaseFile::read).collect::<Result<_, _>>()?;
        self.load(texts)
    }

    /// The texts that [`Library::load`] loads.
    pub(super) fn texts(&self, mut cases: Vec<Text>) -> Result<Vec<Text>, Error> {
        cases.retain(|case| self.rules.iter().all(|it| it.0 != case.0));
        let bases = self.bases(&cases)?;
        Ok(self.rules.iter().cloned().chain(bases).chain(cases).collect())
    }

    /// The file of rules at a path, by the name under which it was read.
    pub(super) fn rules_at(&self, path: &Path) -> Option<&str> {
        let place = path.canonicalize().ok()?;
        let same = |it: &&Text| Path::new(&it.0).canonicalize().is_ok_and(|it| it == place);
        self.rules.iter().find(same).map(|it| it.0.as_str())
    }

    /// The case files beside the rules that declare what `texts` extend and don't declare themselves.
    fn bases(&self, texts: &[Text]) -> Result<Vec<Text>, Error> {
        let mut known = Names::default();
        for (_, text) in texts {
            known.add(Names::of(text));
        }
        if !known.lack_any() {
            return Ok(Vec::new());
        }
        let mut others = Vec::new();
        let loaded = |name: &str| texts.iter().chain(&self.rules).any(|it| it.0 == name);
        for file in self.cases.iter().filter(|it| !loaded(&it.name)) {
            let text = file.read()?;
            others.push((Names::of(&text.1), text));
        }
        let mut bases = Vec::new();
        while let Some(at) = others.iter().position(|it| it.0.supply(&known)) {
            let (names, text) = others.remove(at);
            known.add(names);
            bases.push(text);
        }
        Ok(bases)
    }
}

/// Whether a case is declared in a text.
fn has_cases(text: &str) -> bool {
    text.lines().any(|it| it.strip_prefix("case").is_some_and(|it| it.starts_with([' ', '\t'])))
}

/// What summaries call several roots.
fn label(roots: &[Root]) -> String {
    let mut labels: Vec<&str> = roots.iter().map(|it| it.label.as_str()).collect();
    labels.dedup();
    match labels.as_slice() {
        [first, _, _, ..] => format!("{first} and {} more", labels.len() - 1),
        few => few.join(" and "),
    }
}

/// The case files of several roots, each once.
fn distinct(roots: &[Root]) -> Vec<CaseFile> {
    let mut seen = HashSet::new();
    let mut distinct = Vec::new();
    for file in roots.iter().flat_map(|it| &it.cases) {
        let place = match &file.origin {
            Origin::Disk(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
            _ => PathBuf::from(&file.name),
        };
        if seen.insert(place) {
            distinct.push(file.clone());
        }
    }
    distinct
}

/// The names of cases in a text.
#[derive(Debug, Default)]
struct Names {
    declared: HashSet<String>,
    extended: HashSet<String>,
}

impl Names {
    fn of(text: &str) -> Self {
        let nowhere = Sources::default().add("", "");
        // A case's first line says it all, and the rest may be long.
        let is_first =
            |it: &&str| it.strip_prefix("case").is_some_and(|it| it.starts_with([' ', '\t']));
        let first: Vec<&str> = text.lines().filter(is_first).collect();
        let (document, _) = syntax::parse(nowhere, &first.join("\n"));
        let mut names = Self::default();
        for item in document.items {
            if let ItemKind::Case(case) = item.kind {
                names.declared.insert(case.name.text);
                names.extended.extend(case.extends.map(|it| it.text));
            }
        }
        names
    }

    fn add(&mut self, other: Self) {
        self.declared.extend(other.declared);
        self.extended.extend(other.extended);
    }

    /// Whether a case extends another that is not here.
    fn lack_any(&self) -> bool {
        !self.extended.is_subset(&self.declared)
    }

    /// Whether a case is here that others need.
    fn supply(&self, others: &Self) -> bool {
        self.declared.iter().any(|it| others.extended.contains(it) && !others.declared.contains(it))
    }
}
