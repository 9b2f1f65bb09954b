//! Which two versions are meant, and what do their files say?

use std::path::{Path, PathBuf};

use crate::analysis::changes::Texts;

use super::{
    Args,
    git::{self, When},
};

use super::super::{
    error::Error,
    files::shown,
    folder::{self, CASE},
    library::{CaseFile, Library, Root},
};

/// One of the two versions, before it is loaded.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// What the report calls it: its paths, or the revision.
    pub(super) name: String,
    /// The commits that it is from, if it is not on disk.
    pub(super) commits: Vec<String>,
    texts: Texts,
}

/// Both versions, before they are loaded.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) old: Side,
    pub(super) new: Side,
    /// The new version, as other commands find it.
    pub(super) library: Library,
}

impl Sides {
    /// Finds both.
    pub(super) fn find(args: &Args) -> Result<Self, Error> {
        let when = match (&args.rev, args.known_on) {
            (Some(it), _) => Some(When::Revision(it.clone())),
            (None, Some(it)) => Some(When::Day(it)),
            (None, None) => None,
        };
        let Some(when) = when else {
            let [old, new] = args.paths.as_slice() else { return Err(two(&args.paths)) };
            let old = Side::on_disk(std::slice::from_ref(old))?.0;
            let (new, library) = Side::on_disk(std::slice::from_ref(new))?;
            return Ok(Self { old, new, library });
        };
        let here = [PathBuf::from(".")];
        let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
        let (new, library) = Side::on_disk(paths)?;
        Ok(Self { old: Side::in_git(paths, &when)?, new, library })
    }

    /// The texts of both.
    pub(super) fn texts(&mut self) -> (Texts, Texts) {
        (std::mem::take(&mut self.old.texts), std::mem::take(&mut self.new.texts))
    }

    /// Adds a file to the cases of the new version, if it is not there.
    pub(super) fn add(&mut self, file: &CaseFile) -> Result<(), Error> {
        let texts = &mut self.new.texts;
        if !texts.rules.iter().chain(&texts.cases).any(|it| it.0 == file.name) {
            texts.cases.push(file.read()?);
        }
        Ok(())
    }
}

/// What to do where there are not two paths.
fn two(paths: &[PathBuf]) -> Error {
    Error::Usage(match paths {
        [one] => {
            let one = shown(one);
            format!(
                "{one}: compared with what? Give another path before it, or `--rev REV` or `--known-on DATE`"
            )
        }
        _ => "give the old and the new version: two files or folders of rules, or `--rev REV` and paths".to_owned(),
    })
}

impl Side {
    fn on_disk(paths: &[PathBuf]) -> Result<(Self, Library), Error> {
        let library = Library::from_roots(&Root::all(paths)?)?;
        let name = paths.iter().map(|it| shown(it)).collect::<Vec<_>>().join(" ");
        if library.rules.is_empty() {
            return Err(Error::NoRules { name });
        }
        let is_rules = |it: &&CaseFile| library.rules.iter().any(|rules| rules.0 == it.name);
        let cases = library.cases.iter().filter(|it| !is_rules(it));
        let cases = cases.map(CaseFile::read).collect::<Result<Vec<_>, _>>()?;
        let texts = Texts { rules: library.rules.clone(), cases };
        Ok((Self { name, commits: Vec::new(), texts }, library))
    }

    fn in_git(paths: &[PathBuf], when: &When) -> Result<Self, Error> {
        let mut side = Self::default();
        for path in paths {
            let tree = git::tree(path, when)?;
            let name = match when {
                When::Revision(it) => it.clone(),
                When::Day(_) => git::short(&tree.commit).to_owned(),
            };
            for (file, text) in tree.files {
                side.add(&name, &file, text);
            }
            if !side.commits.contains(&tree.commit) {
                side.commits.push(tree.commit);
            }
        }
        side.name = match when {
            When::Revision(it) => it.clone(),
            When::Day(it) => format!("what was known on {it}"),
        };
        Ok(side)
    }

    /// Adds a file, unless it is there.
    fn add(&mut self, revision: &str, file: &Path, text: String) {
        let name = format!("{revision}:{}", shown(file));
        let texts =
            if folder::is(file, CASE) { &mut self.texts.cases } else { &mut self.texts.rules };
        if !texts.iter().any(|it| it.0 == name) {
            texts.push((name, text));
        }
    }
}
