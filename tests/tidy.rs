//! Is the house in order? What no compiler checks, checked over the files of the repository.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "tidy/codes.rs"]
mod codes;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/floors.rs"]
mod floors;

use files::{Text, below};

/// The most lines that a file of code may have.
const LONGEST: usize = 400;
/// The most lines that these pages may have.
const SHORT_PAGES: [(&str, usize); 2] = [("README.md", 150), ("docs/architecture.md", 150)];
/// Names of crates, and the beginnings of the paths that may use them.
const CONFINED: [(&str, &[&str]); 9] = [
    ("pest", &["src/syntax/from_pairs"]),
    ("pest_derive", &["src/syntax/from_pairs"]),
    ("annotate_snippets", &["src/diagnostic/render.rs"]),
    ("maud", &["src/explain/html", "src/cli/coverage/html"]),
    ("clap", &["src/cli"]),
    ("rustyline", &["src/cli/repl/editor.rs"]),
    ("similar", &["src/cli/fmt", "src/cli/review/sides.rs"]),
    ("console", &["src/cli/review/keys.rs"]),
    ("jiff::Zoned", &["src/cli"]),
];
/// What is written while work is unfinished.
const UNFINISHED: [&str; 3] =
    [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!(")];

#[test]
fn rooms_use_only_the_floors_below() {
    let code = below("src", &["rs"]);
    let all: Vec<String> = code.iter().flat_map(floors::breaches).collect();
    none(&all);
}

#[test]
fn crates_stay_where_they_belong() {
    let mut strays = Vec::new();
    for text in below("src", &["rs"]) {
        let used = CONFINED.iter().filter(|it| text.code.contains(&format!("{}::", it.0)));
        for (name, homes) in used.filter(|it| !it.1.iter().any(|home| text.path.starts_with(home)))
        {
            strays.push(format!("{}: `{name}` belongs into {}", text.path, homes.join(" or ")));
        }
    }
    none(&strays);
}

#[test]
fn code_is_short_and_says_what_it_is_for() {
    let mut mistakes = Vec::new();
    for Text { path, written, code } in code() {
        let lines = written.lines().count();
        if lines > LONGEST {
            mistakes.push(format!("{path}: {lines} lines; split it by what it answers"));
        }
        if !written.starts_with("//! ") {
            mistakes.push(format!("{path}: its first line does not say which question it answers"));
        }
        if code.contains("use super::*") {
            mistakes.push(format!("{path}: name what you use instead of `super::*`"));
        }
        let unfinished = UNFINISHED.iter().filter(|it| code.contains(**it));
        mistakes.extend(unfinished.map(|it| format!("{path}: `{it}` is unfinished")));
    }
    none(&mistakes);
}

#[test]
fn pages_are_short() {
    let long = SHORT_PAGES.iter().filter_map(|(path, most)| {
        let lines = files::read(path).lines().count();
        (lines > *most).then(|| format!("{path}: {lines} lines; {most} are the most"))
    });
    none(&long.collect::<Vec<_>>());
}

#[test]
fn no_line_ends_in_blanks() {
    let written = ["rs", "pest", "rules", "case", "md", "toml", "txt"];
    let mut found = Vec::new();
    for text in everywhere(&written) {
        let trailing = (1..).zip(text.written.lines()).filter(|it| it.1.ends_with([' ', '\t']));
        found.extend(trailing.map(|it| format!("{}:{} ends in blanks", text.path, it.0)));
    }
    none(&found);
}

#[test]
fn every_snapshot_has_its_case() {
    let all = ["tests", "rules"].into_iter().flat_map(|it| below(it, &["snap"]));
    let orphans = all.filter_map(|text| {
        let case = text.path.strip_suffix(".snap").unwrap();
        // A case may have a snapshot for each of several forms.
        let stem = case.rsplit_once('.').map_or(case, |it| it.0);
        // The snapshot of a question stands beside the file of its case, which may have other cases.
        let asked = case.rsplit_once('@').is_some_and(|(case, _)| {
            let (folder, name) = case.rsplit_once('/').unwrap_or(("", case));
            let stems = [name, name.split('.').next().unwrap_or(name)];
            let files = stems.iter().flat_map(|it| ["case", "rules"].map(|end| (it, end)));
            files.into_iter().any(|(it, end)| files::exists(&format!("{folder}/{it}.{end}")))
        });
        let has_case = files::exists(case) || files::exists(stem) || asked;
        (!has_case).then(|| format!("{}: there is no {case}", text.path))
    });
    none(&orphans.collect::<Vec<_>>());
}

#[test]
fn every_code_is_explained_and_shown() {
    none(&codes::unaccounted());
}

#[test]
fn links_of_pages_lead_somewhere() {
    let broken = everywhere(&["md"]).iter().flat_map(files::broken_links).collect::<Vec<_>>();
    none(&broken);
}

/// All files of code.
fn code() -> Vec<Text> {
    everywhere(&["rs"])
}

fn everywhere(ends: &[&str]) -> Vec<Text> {
    let folders = ["src", "tests", "benches", "grammar", "rules", "docs"];
    let mut all: Vec<Text> = folders.iter().flat_map(|it| below(it, ends)).collect();
    all.extend(files::at_the_top(ends));
    all
}

/// Fails with everything that is out of order, a line each.
fn none(mistakes: &[String]) {
    assert!(mistakes.is_empty(), "\n{}\n", mistakes.join("\n"));
}
