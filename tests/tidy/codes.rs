//! Is every code of a message explained in `docs/errors.md`, and shown by a case that provokes it?

use std::collections::BTreeSet;

use crate::files::{below, read};

/// The stages whose mistakes have codes.
const STAGES: [&str; 4] = ["syntax", "vocabulary", "program", "case"];

/// Codes that no file can show, since they belong to what is typed; `tests/cases.rs` provokes them.
const TYPED: [&str; 1] = ["program/mistaken-words"];

/// What is missing somewhere, or is left over.
pub(crate) fn unaccounted() -> Vec<String> {
    let (used, explained, shown) = (used(), explained(), shown());
    let mut mistakes = missing(&used, &explained, "has no section in docs/errors.md");
    mistakes.extend(missing(
        &explained,
        &used,
        "is explained in docs/errors.md, but no code says it",
    ));
    let shown_or_typed = shown.iter().cloned().chain(TYPED.map(str::to_owned)).collect();
    mistakes.extend(missing(&used, &shown_or_typed, "is shown by no case under tests/cases"));
    mistakes.extend(missing(&shown, &used, "is in a snapshot, but no code says it"));
    mistakes
}

fn missing(all: &BTreeSet<String>, there: &BTreeSet<String>, what: &str) -> Vec<String> {
    all.difference(there).map(|it| format!("{it} {what}")).collect()
}

/// The quoted texts of the form `"stage/kebab-case"` in the code.
fn used() -> BTreeSet<String> {
    let files = below("src", &["rs"]);
    let texts = files.iter().flat_map(|it| it.written.split('"'));
    texts.filter(|it| is_code(it)).map(str::to_owned).collect()
}

fn is_code(text: &str) -> bool {
    text.split_once('/').is_some_and(|(stage, name)| {
        let kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        STAGES.contains(&stage) && !name.is_empty() && name.chars().all(kebab)
    })
}

/// The headings of `docs/errors.md` that are codes.
fn explained() -> BTreeSet<String> {
    let page = read("docs/errors.md");
    let headings = page.lines().filter_map(|it| it.strip_prefix("### "));
    headings.filter(|it| is_code(it)).map(str::to_owned).collect()
}

/// The codes of the messages in snapshots.
fn shown() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for snapshot in below("tests/cases", &["snap"]) {
        let messages = snapshot
            .written
            .lines()
            .filter_map(|it| it.strip_prefix("error[").or_else(|| it.strip_prefix("warning[")));
        codes.extend(messages.filter_map(|it| it.split_once(']')).map(|it| it.0.to_owned()));
    }
    codes
}
