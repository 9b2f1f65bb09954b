//! Which rules does the binary carry? The INTERPOL rules and their cases with the snapshots, as `build.rs` found them.

use std::path::Path;

use super::folder::{self, CASE, RULES};

/// Where the built-in rules lie in the project.
pub(super) const FOLDER: &str = "rules/interpol";
/// What summaries call them.
pub(super) const LABEL: &str = "interpol";

/// Every text by its path in the project, sorted.
const TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// A text that the binary carries.
#[derive(Debug, Clone, Copy)]
pub(super) struct BuiltIn {
    /// Its path in the project: `rules/interpol/cases/reply.case`.
    pub(super) name: &'static str,
    /// What it says.
    pub(super) text: &'static str,
}

/// All texts, for writing them out.
pub(super) fn all() -> impl Iterator<Item = BuiltIn> {
    TEXTS.iter().map(|(name, text)| BuiltIn { name, text })
}

/// The rules.
pub(super) fn rules() -> impl Iterator<Item = BuiltIn> {
    all().filter(|it| folder::is(Path::new(it.name), RULES))
}

/// The case files.
pub(super) fn cases() -> impl Iterator<Item = BuiltIn> {
    all().filter(|it| folder::is(Path::new(it.name), CASE))
}

/// A text by its path in the project.
pub(super) fn text(name: &str) -> Option<&'static str> {
    all().find(|it| it.name == name).map(|it| it.text)
}
