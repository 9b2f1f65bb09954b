//! Is what has been typed so far whole, or does it go on in the next line?

use crate::{session::conversation::is_clause, syntax};

/// Items that go on only where the next line is indented.
const SHORT_ITEMS: [&str; 2] = ["kind", "name"];
/// Items that are whole with their sentence.
const RULES: [&str; 2] = ["rule", "exception"];

/// Whether nothing is missing.
pub(super) fn is_whole(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.starts_with(':') || is_clause(trimmed) || is_reply(trimmed) {
        return true;
    }
    // An empty line ends everything.
    if text.ends_with('\n') {
        return true;
    }
    if is_item(trimmed) {
        return item_is_whole(trimmed);
    }
    let last = syntax::sentences(trimmed).pop();
    last.is_none_or(|it| trimmed[it].ends_with(['.', '?']))
}

/// Whether it is a reply of an interview that needs no full stop.
fn is_reply(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "yes",
        "y",
        "no",
        "n",
        "don't know",
        "don’t know",
        "dont know",
        "unknown",
        "none",
        "why",
        "back",
        "skip",
        "stop",
        "help",
    ];
    WORDS.contains(&text.to_lowercase().as_str())
}

/// Whether it is a rule or another item rather than a sentence.
pub(super) fn is_item(text: &str) -> bool {
    let trimmed = text.trim_start();
    trimmed.starts_with(char::is_lowercase) && syntax::begins_item(trimmed)
}

fn item_is_whole(item: &str) -> bool {
    let first = item.split_whitespace().next().unwrap_or_default();
    if RULES.contains(&first) {
        return item.contains('\n') && item.ends_with('.');
    }
    SHORT_ITEMS.contains(&first)
}

/// Whether a line belongs to the item before it, although that could be whole.
pub(super) fn goes_on(text: &str, next: &str) -> bool {
    is_item(text) && next.starts_with([' ', '\t']) && !next.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn sentences_end_with_a_stop_and_items_with_an_empty_line() {
        let cases = [
            ("", true),
            ("  ", true),
            (":help", true),
            ("Ada is a guest", false),
            ("Ada is a guest.", true),
            ("Ada is a guest\n", true),
            ("the price is 2.5", false),
            ("the price is 2.5.", true),
            ("the name is \"What?\" and", false),
            ("may Ada\nstay", false),
            ("may Ada\nstay?", true),
            ("suppose Ada is ill.", true),
            ("consider Ada", true),
            ("as of 2026-03-02", true),
            ("as of 2026-03-02, may Ada stay", false),
            ("# a remark", true),
            ("kind inn", true),
            ("rule stay", false),
            ("rule stay\n  a guest may stay.", true),
            ("rule stay\n  a guest may stay", false),
            ("given {a guest} has paid", false),
            ("given {a guest} has paid\n", true),
        ];
        for (text, expected) in cases {
            assert_eq!(is_whole(text), expected, "{text:?}");
        }
    }
}
