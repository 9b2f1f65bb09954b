//! Which room uses which? A room may use the rooms on the floors below its own.

use crate::files::Text;

/// The rooms of `src/`, floor by floor from the ground up. Rooms on one floor do not use each other.
const FLOORS: [&[&str]; 16] = [
    &["source"],
    &["diagnostic"],
    &["syntax"],
    &["value"],
    &["vocabulary"],
    &["program"],
    &["condition"],
    &["engine"],
    &["answer", "verify"],
    &["explain"],
    &["case"],
    &["session"],
    &["batch", "analysis"],
    &["cli"],
    &["lib"],
    &["main"],
];

/// The checker of explanations shares no code with the engine: beyond the rooms up to the program it uses nothing.
const VERIFY: &str = "verify";
const PROGRAM: &str = "program";

/// What a file uses and may not.
pub(crate) fn breaches(text: &Text) -> Vec<String> {
    let modules = modules(&text.path);
    let room = modules[0];
    let Some(own) = floor(room) else {
        return vec![format!("{}: which floor is `{room}` on?", text.path)];
    };
    let highest = if room == VERIFY { floor(PROGRAM).map_or(own, |it| it + 1) } else { own };
    let mut used = paths_from(&text.code, "crate::");
    used.extend(paths_from(&text.code, &"super::".repeat(modules.len())));
    used.sort_unstable();
    used.dedup();
    let above =
        used.into_iter().filter(|it| *it != room && floor(it).is_some_and(|it| it >= highest));
    above.map(|it| format!("{}: `{room}` must not use `{it}`", text.path)).collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|it| it.contains(&room))
}

/// `src/syntax/from_pairs/rule.rs` is the module `syntax::from_pairs::rule`.
fn modules(path: &str) -> Vec<&str> {
    path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect()
}

/// The first names of all paths that begin with `start`, in groups as well: `crate::{source::Span, syntax}`.
fn paths_from<'t>(code: &'t str, start: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let is_whole =
            !code[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_' || it == ':');
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            _ if !is_whole => {}
            Some(group) => found.extend(first_names(group)),
            None => found.push(first_name(rest)),
        }
    }
    found
}

/// The first name of each entry of a group, whose opening brace lies behind.
fn first_names(group: &str) -> Vec<&str> {
    let mut names = vec![first_name(group)];
    let mut depth = 0;
    for (at, it) in group.char_indices() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

fn first_name(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::files::Text;

    #[test]
    fn every_way_to_reach_upstairs_is_noticed() {
        let cases = [
            ("src/source.rs", "use crate::session::Session;", 1),
            (
                "src/source.rs",
                "use crate::{\n    diagnostic::{Label, render},\n    session,\n};",
                2,
            ),
            ("src/syntax/layout.rs", "let it = super::super::engine::Limit::Nodes;", 1),
            ("src/syntax/layout.rs", "use super::error::LayoutError;", 0),
            ("src/engine.rs", "use crate::{condition::Space, program::Program};", 0),
            ("src/verify.rs", "use crate::{condition::Space, program::Program};", 1),
            ("src/answer.rs", "use crate::verify::check;", 1),
            ("src/attic.rs", "", 1),
        ];
        for (path, code, expected) in cases {
            let text =
                Text { path: path.to_owned(), written: String::new(), code: code.to_owned() };
            assert_eq!(breaches(&text).len(), expected, "{path}: {code}");
        }
    }
}
