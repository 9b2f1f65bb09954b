//! Which files lie under a folder? Rules and cases, or others, at any depth, in the order of their paths.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{error::Error, files::shown};

/// The ends of the names of files that hold rules.
pub(super) const RULES: &str = "rules";
/// The ends of the names of files that hold cases.
pub(super) const CASE: &str = "case";

/// Whether the name of a file ends like this.
pub(super) fn is(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|it| it == end)
}

/// A file itself, or all rules and cases under a folder. What is hidden (`.git`) is left out.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        fs::metadata(path).map_err(|_| Error::NoSuchFile { name: shown(path) })?;
        return Ok(vec![path.to_owned()]);
    }
    under(path, &|it| is(it, RULES) || is(it, CASE))
}

/// The files under a folder that somebody wants.
pub(super) fn under(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Error> {
    let mut found = Found { wanted, above: Vec::new(), files: Vec::new() };
    found.collect(folder)?;
    Ok(found.files)
}

struct Found<'w> {
    wanted: &'w dyn Fn(&Path) -> bool,
    /// The folders that lead here, by their true paths: a link back to one of them is not followed.
    above: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Found<'_> {
    fn collect(&mut self, folder: &Path) -> Result<(), Error> {
        let unreadable = |error| Error::Unreadable { name: shown(folder), error };
        let place = folder.canonicalize().map_err(unreadable)?;
        if self.above.contains(&place) {
            return Ok(());
        }
        self.above.push(place);
        let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(unreadable)?.collect();
        let mut names: Vec<_> =
            entries.map_err(unreadable)?.iter().map(fs::DirEntry::file_name).collect();
        names.sort();
        for name in names.iter().filter(|it| !it.to_string_lossy().starts_with('.')) {
            let path = folder.join(name);
            if path.is_dir() {
                self.collect(&path)?;
            } else if (self.wanted)(&path) {
                self.files.push(path);
            }
        }
        self.above.pop();
        Ok(())
    }
}
