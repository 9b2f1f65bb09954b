//! Do two trees say the same, wherever in their texts it stands?

use std::fmt::Debug;

/// How the tool that shows a tree begins a place.
const SPAN: &str = "Span {";

/// A tree as a text, without the places.
///
/// It is made from the text that every tree can be shown as, so that no part of a tree, old or new, can be forgotten.
pub(super) fn tree(tree: &impl Debug) -> String {
    let shown = format!("{tree:?}");
    let mut bare = String::with_capacity(shown.len() / 2);
    let mut rest = shown.as_str();
    while let Some(at) = rest.find(['"', 'S']) {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = if rest.starts_with('"') {
            let len = quoted(rest);
            bare.push_str(&rest[..len]);
            len
        } else if rest.starts_with(SPAN) {
            rest.find('}').map_or(rest.len(), |it| it + 1)
        } else {
            bare.push('S');
            1
        };
        rest = &rest[len..];
    }
    bare + rest
}

/// How long the quoted text is that `shown` begins with.
fn quoted(shown: &str) -> usize {
    let mut escaped = false;
    for (at, it) in shown.char_indices().skip(1) {
        match it {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    shown.len()
}
