//! Which files lie under a folder? Rules and cases, at any depth, in the order of their paths.

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
    let mut found = Vec::new();
    if !path.is_dir() {
        fs::metadata(path).map_err(|_| Error::NoSuchFile { name: shown(path) })?;
        found.push(path.to_owned());
        return Ok(found);
    }
    collect(path, &mut Vec::new(), &mut found)?;
    Ok(found)
}

/// `above` holds the folders that lead here, by their true paths: a link back to one of them is not followed.
fn collect(folder: &Path, above: &mut Vec<PathBuf>, found: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |error| Error::Unreadable { name: shown(folder), error };
    let place = folder.canonicalize().map_err(unreadable)?;
    if above.contains(&place) {
        return Ok(());
    }
    above.push(place);
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(unreadable)?.collect();
    let mut names: Vec<_> =
        entries.map_err(unreadable)?.iter().map(fs::DirEntry::file_name).collect();
    names.sort();
    for name in names.iter().filter(|it| !it.to_string_lossy().starts_with('.')) {
        let path = folder.join(name);
        if path.is_dir() {
            collect(&path, above, found)?;
        } else if is(&path, RULES) || is(&path, CASE) {
            found.push(path);
        }
    }
    above.pop();
    Ok(())
}
