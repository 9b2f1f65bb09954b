//! Where do the rules and the case of a conversation come from, and have they changed on disk?

use std::{fs, path::PathBuf, time::SystemTime};

use crate::{
    session::conversation::Ground,
    source::Sources,
    syntax::{self, ast::ItemKind},
};

use super::super::{
    case_argument::CaseArgument,
    error::Error,
    files,
    library::{Library, Text},
};

/// A file as it was when it was read: when it was written, and how long it was.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

/// Where a ground comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The files and folders of rules; none for the built-in rules.
    paths: Vec<PathBuf>,
    /// The case.
    case: Option<CaseArgument>,
    /// The rules and the case files beside them.
    pub(super) library: Library,
    stamps: Vec<Stamp>,
}

impl Origin {
    /// The rules at these paths, the built-in ones if there is none.
    pub(super) fn open(paths: Vec<PathBuf>) -> Result<Self, Error> {
        let library = Library::open(&paths)?;
        let mut origin = Self { paths, case: None, library, stamps: Vec::new() };
        origin.stamps = origin.now();
        Ok(origin)
    }

    /// The same rules with another case.
    pub(super) fn with(&self, case: Option<CaseArgument>) -> Self {
        let mut origin = Self { case, ..self.clone() };
        origin.stamps = origin.now();
        origin
    }

    /// The same paths, read again, with the case of the same name.
    pub(super) fn again(&self, name: Option<&str>) -> Result<Self, Error> {
        let case = self.case.clone();
        let case = case.map(|it| CaseArgument { case: name.map(str::to_owned), ..it });
        Ok(Self::open(self.paths.clone())?.with(case))
    }

    /// What it gives a conversation to stand on, and how many cases the one was chosen from.
    pub(super) fn ground(&self) -> Result<(Ground, usize), Error> {
        let label = self.library.label.clone();
        let Some(argument) = &self.case else {
            let texts = self.library.texts(Vec::new())?;
            return Ok((Ground { label, texts, case: None }, 0));
        };
        let text = argument.file.read()?;
        let cases = cases_in(&text);
        let (name, others) = match &argument.case {
            Some(name) if cases.iter().any(|it| it.0 == *name) => (name.clone(), 0),
            Some(name) => {
                let known = cases.into_iter().map(|it| it.0).collect();
                let file = argument.file.name.clone();
                return Err(Error::NoSuchCase { file, case: name.clone(), known });
            }
            None => match cases.split_last() {
                Some((last, others)) => (last.0.clone(), others.len()),
                None => return Err(Error::NoCases { name: argument.file.name.clone() }),
            },
        };
        let case = Some((argument.file.name.clone(), name));
        Ok((Ground { label, texts: self.library.texts(vec![text])?, case }, others))
    }

    /// Whether a file has been written since it was read, or has come or gone.
    pub(super) fn is_outdated(&self) -> bool {
        self.stamps.iter().any(|(path, stamp)| *stamp != stamp_of(path))
    }

    /// Takes the files as read, as they are now.
    pub(super) fn acknowledge(&mut self) {
        self.stamps = self.now();
    }

    fn now(&self) -> Vec<Stamp> {
        let case = self.case.iter().filter_map(|it| it.file.path());
        let files: Vec<PathBuf> = if self.paths.is_empty() {
            Vec::new()
        } else {
            let rules = self.library.rules.iter().map(|it| PathBuf::from(&it.0));
            let folders = rules.clone().filter_map(|it| it.parent().map(PathBuf::from));
            let mut all: Vec<PathBuf> =
                self.paths.iter().cloned().chain(rules).chain(folders).collect();
            all.sort();
            all.dedup();
            all
        };
        let all = files.into_iter().chain(case.map(PathBuf::from));
        all.map(|it| (it.clone(), stamp_of(&it))).collect()
    }
}

/// Of a folder only when it was changed counts: files that come and go change it.
fn stamp_of(path: &std::path::Path) -> Option<(SystemTime, u64)> {
    let about = fs::metadata(path).ok()?;
    let len = if about.is_file() { about.len() } else { 0 };
    Some((about.modified().ok()?, len))
}

/// The cases of a text: name and title.
pub(super) fn cases_in((_, text): &Text) -> Vec<(String, Option<String>)> {
    let nowhere = Sources::default().add("", "");
    let (document, _) = syntax::parse(nowhere, text);
    let cases = document.items.into_iter().filter_map(|it| match it.kind {
        ItemKind::Case(case) => Some((case.name.text, case.title.map(|it| it.text))),
        _ => None,
    });
    cases.collect()
}

/// Writes a file; one that is there already only if it is as this session has written it, or if that is wanted.
pub(super) fn write_anew(
    (path, text): (&std::path::Path, &str),
    force: bool,
    written: &mut Vec<(PathBuf, String)>,
) -> Result<(), Error> {
    // What somebody else has written since is theirs.
    let now = fs::read_to_string(path).ok();
    let ours = written.iter().any(|it| it.0 == path && now.as_ref() == Some(&it.1));
    if path.exists() && !ours && !force {
        return Err(Error::Exists { name: files::shown(path), more: 0 });
    }
    files::write(path, text)?;
    written.retain(|it| it.0 != path);
    written.push((path.to_owned(), text.to_owned()));
    Ok(())
}
