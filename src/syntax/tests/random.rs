//! Does any text whatsoever get an answer rather than a crash?

use proptest::prelude::*;

use crate::{
    diagnostic::render::{Style, render},
    source::Sources,
    syntax::{self, tests::SAMPLES},
};

/// Reads a text in every way and draws all messages, whose places have to lie in the text.
fn survives(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("random.rules", text);
    let (_, mut diagnostics) = syntax::parse(file, text);
    diagnostics.extend(syntax::parse_question(file, text).err().unwrap_or_default());
    diagnostics.extend(syntax::parse_statements(file, text).err().unwrap_or_default());
    diagnostics.extend(syntax::parse_condition(file, text).err().unwrap_or_default());
    for label in diagnostics.iter().flat_map(|it| &it.labels) {
        assert!(text.get(label.span.range()).is_some(), "{label:?} in {text:?}");
    }
    let plain = render(&diagnostics, &sources, Style::PLAIN);
    assert_eq!(plain.is_empty(), diagnostics.is_empty());
}

/// Pieces of the language, and of what is not, with a bar between.
const SCRAPS: &str = "rule x|exception y to x|case c|given|conclusion attribute|kind|name|source s|outline s|omit|table t|  |\n\
    |\n  |\t|\r\n| |if|unless|and|or|not|it is not the case that|it is unknown whether|for every x|such that|all of (|any of (\
    |(|)|[|]|{|}|;|:|,|.|?|\"|“|”|‘|’|#|##|a|the|is|between|on or before|3|1,000.5|-|2026-03-02|31 February 2026|as of|ask\
    |expect|consider|suppose|why not|in force from|overrides|note|\u{A0}|\u{FEFF}|\u{200B}|é|\u{301}|東|🙂|\u{0}|{a country: x}";

fn scrap() -> impl Strategy<Value = String> {
    prop::sample::select(SCRAPS.split('|').collect::<Vec<_>>()).prop_map(str::to_owned)
}

/// A text with a stretch of characters dropped, doubled or replaced.
pub(super) fn text_changed<T: AsRef<str>>(texts: &'static [T]) -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0usize..80, 0usize..3, scrap());
    (0..texts.len(), prop::collection::vec(change, 1..6)).prop_map(|(sample, changes)| {
        let mut text: Vec<char> = texts[sample].as_ref().chars().collect();
        for (at, len, times, scrap) in changes {
            let at = at.index(text.len().max(1)).min(text.len());
            let end = (at + len).min(text.len());
            let mut new: Vec<char> = text[at..end].repeat(times);
            new.extend(scrap.chars());
            text.splice(at..end, new);
        }
        text.into_iter().collect()
    })
}

/// A text with lines dropped or doubled.
pub(super) fn lines_changed<T: AsRef<str>>(texts: &'static [T]) -> impl Strategy<Value = String> {
    (0..texts.len(), prop::collection::vec((any::<prop::sample::Index>(), 0usize..3), 1..8))
        .prop_map(|(sample, changes)| {
            let mut lines: Vec<&str> = texts[sample].as_ref().lines().collect();
            for (at, times) in changes {
                let at = at.index(lines.len().max(1)).min(lines.len().saturating_sub(1));
                let line = [lines.get(at).copied().unwrap_or("")].repeat(times);
                lines.splice(at..(at + 1).min(lines.len()), line);
            }
            lines.join("\n")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_survives(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn any_scraps_survive(scraps in prop::collection::vec((scrap(), prop::sample::select(vec!["", " ", "\n  "])), 0..60)) {
        let text: String = scraps.into_iter().map(|(scrap, gap)| scrap + gap).collect();
        survives(&text);
    }

    #[test]
    fn mutated_samples_survive(text in text_changed(&SAMPLES)) {
        survives(&text);
    }

    #[test]
    fn samples_with_other_lines_survive(text in lines_changed(&SAMPLES)) {
        survives(&text);
    }
}
