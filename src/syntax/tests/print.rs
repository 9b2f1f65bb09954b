//! Does a formatted text say what the text said, comments included, and is it formatted for good?

#![expect(clippy::disallowed_methods, reason = "the tests' own texts are files")]

use std::{fs, path::Path};

use insta::{Settings, assert_snapshot, glob};
use proptest::prelude::*;

use crate::syntax::{
    self,
    print::{Unformatted, format},
    tests::{file, random::lines_changed, random::text_changed},
};

/// Formats a text twice. Nothing is left to be done the second time, and no word is lost the first.
fn formatted(text: &str) -> Option<String> {
    let once = match format(file(), text) {
        Ok(it) => it,
        Err(Unformatted::Mistakes(mistakes)) => {
            assert!(!mistakes.is_empty());
            return None;
        }
        Err(Unformatted::Changed) => unreachable!("the meaning of this would change: {text}"),
    };
    assert_eq!(format(file(), &once).as_ref(), Ok(&once), "formatted twice: {text}");
    assert_eq!(letters(text), letters(&once), "letters of {text}");
    Some(once)
}

/// All characters but blanks, in the order of the alphabet. (The semicolon at a list's end is dropped.)
fn letters(text: &str) -> Vec<char> {
    let is_blank = |it: &char| it.is_whitespace() || matches!(it, '\u{200B}' | '\u{FEFF}' | ';');
    let mut letters: Vec<char> = text.chars().filter(|it| !is_blank(it)).collect();
    letters.sort_unstable();
    letters
}

/// All rules and cases below a folder of the repository.
fn texts_below(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts_below(&path, texts);
        } else if path.extension().is_some_and(|it| it == "rules" || it == "case") {
            texts.extend(fs::read_to_string(path));
        }
    }
}

fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["rules", "tests", "src/syntax/tests"] {
        texts_below(&root.join(folder), &mut texts);
    }
    texts.sort();
    texts
}

#[test]
fn every_text_of_the_repository_keeps_its_meaning() {
    let texts = texts();
    assert!(texts.len() > 100, "{}", texts.len());
    let done = texts.iter().filter_map(|it| formatted(it)).count();
    assert!(done > 100, "{done}");
}

#[test]
fn line_ends_and_tabs_make_no_difference() {
    for text in texts().iter().filter(|it| !it.contains('\r')) {
        let Some(plain) = formatted(text) else { continue };
        assert_eq!(formatted(&text.replace("\n  ", "\n\t")), Some(plain.clone()));
        let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert_eq!(formatted(&windows), Some(plain.replace('\n', "\r\n")));
    }
}

#[test]
fn what_holds_no_item_is_formatted_too() {
    assert_eq!(formatted("").as_deref(), Some(""));
    assert_eq!(formatted(" \n\n\t\n").as_deref(), Some(""));
    assert_eq!(
        formatted("\n# a  b \n\n\n  # c\n  ## d").as_deref(),
        Some("# a  b\n\n# c\n  ## d\n")
    );
}

#[test]
fn brackets_may_nest_deeply() {
    for depth in [9, 50, 99] {
        let (open, close) = ("(a is b and ".repeat(depth), ")".repeat(depth));
        let text = format!("rule x\n  a is b if {open}c is d{close}.\n");
        let lines = formatted(&text).map_or(0, |it| it.lines().count());
        assert!(lines >= depth, "{lines}");
    }
}

/// Each `tests/fmt/*.txt` is a text; its snapshot is the same text, formatted.
#[test]
fn examples() {
    glob!("../../../tests/fmt", "*.txt", |path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let new = match format(file(), &text) {
            Ok(_) => formatted(&text).unwrap_or_default(),
            Err(error) => format!("{error:?}"),
        };
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap_or(path));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.remove_snapshot_suffix();
        settings.bind(|| assert_snapshot!(name.unwrap_or_default(), new));
    });
}

/// What may stand between two words.
fn blanks() -> impl Strategy<Value = String> {
    const BLANKS: [&str; 11] = [
        "",
        " ",
        "  ",
        "\t",
        "\n  ",
        "\r\n ",
        "\n\n   ",
        "  # c\n  ",
        "\n  ## d\n  ",
        "\n## e\n  ",
        "\n# f\n ",
    ];
    prop::sample::select(&BLANKS[..]).prop_map(str::to_owned)
}

/// A text of the repository in which some blanks are others.
fn spaced_otherwise(texts: &'static [String]) -> impl Strategy<Value = String> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), blanks()), 1..12);
    (0..texts.len(), changes).prop_map(|(at, changes)| {
        let mut text = texts[at].clone();
        for (at, blanks) in changes {
            let places: Vec<usize> = text.match_indices(' ').map(|it| it.0).collect();
            if !places.is_empty() {
                let at = places[at.index(places.len())];
                text.replace_range(at..=at, &blanks);
            }
        }
        text
    })
}

fn kept_texts() -> &'static [String] {
    static TEXTS: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    TEXTS.get_or_init(|| {
        let good = |it: &String| syntax::parse(file(), it).1.is_empty() && it.len() < 6_000;
        texts().into_iter().filter(good).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn other_blanks_keep_the_meaning(text in spaced_otherwise(kept_texts())) {
        formatted(&text);
    }

    #[test]
    fn changed_texts_keep_their_meaning(text in text_changed(kept_texts())) {
        formatted(&text);
    }

    #[test]
    fn texts_with_other_lines_keep_their_meaning(text in lines_changed(kept_texts())) {
        formatted(&text);
    }
}
