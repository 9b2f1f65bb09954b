//! Which rule bases are there to try things on? Those of the tests and the built-in rules, with their cases.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of each rule base: its rules and its cases.
pub(crate) fn rule_bases() -> Vec<Vec<PathBuf>> {
    let mut built_in = files(Path::new("rules/interpol"));
    built_in.retain(|it| it.extension().is_some_and(|it| it == "rules" || it == "case"));
    let mut groups = vec![built_in];
    for path in files(Path::new("tests/cases")) {
        let folder = path.parent().and_then(Path::file_name).unwrap();
        if path.extension().is_some_and(|it| it == "rules") && folder != "err" {
            let case = path.with_extension("case");
            groups.push([path, case].into_iter().filter(|it| it.exists()).collect());
        }
    }
    groups
}

/// The name of a file and what it says.
pub(crate) fn text(path: &Path) -> (String, String) {
    (path.display().to_string(), fs::read_to_string(path).unwrap())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
