//! How can a rule base be changed so that an explanation may no longer be right? Lines keep their numbers.

use serde_json::Value;

/// The changed texts of some rules, each with what was done.
pub(crate) fn edits(text: &str) -> Vec<(&'static str, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut add = |sort, lines: Vec<String>| found.push((sort, lines.join("\n") + "\n"));
    let owned = || lines.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let mut in_rule = false;
    for (at, line) in lines.iter().enumerate() {
        if !line.starts_with(' ') {
            in_rule = line.starts_with("rule ") || line.starts_with("exception ");
        }
        if line.starts_with("rule ") {
            let end = (at + 1..lines.len()).find(|it| !lines[*it].starts_with(' '));
            let mut changed = owned();
            changed[at..end.unwrap_or(lines.len())].fill(String::new());
            add("a rule is dropped", changed);
        }
        if !in_rule || !line.starts_with(' ') {
            continue;
        }
        if line.trim_start().starts_with("and ") {
            let mut changed = owned();
            if line.ends_with('.') {
                changed[at - 1].push('.');
            }
            "    #".clone_into(&mut changed[at]);
            add("a condition is dropped", changed);
        }
        for (sort, from, to) in [
            ("a condition is negated", " is ", " is not "),
            ("a condition is negated", " has ", " has not "),
            ("a comparison is turned", "at least", "less than"),
            ("a conclusion is negated", " may ", " may not "),
        ] {
            if line.contains(from) && !line.contains(to) {
                let mut changed = owned();
                changed[at] = line.replacen(from, to, 1);
                add(sort, changed);
            }
        }
        if let Some(place) = line.find(|it: char| it.is_ascii_digit()) {
            let mut changed = owned();
            changed[at].insert(place, '1');
            add("a number is changed", changed);
        }
    }
    found
}

/// Whether reasons are right although others would be given now: all that is new is that further rules suffice.
pub(crate) fn is_still_right(before: &Value, after: &Value) -> bool {
    if ["kind", "sentence", "status", "standing", "remark"].iter().any(|it| before[it] != after[it])
    {
        return false;
    }
    let children = |it: &Value| it["children"].as_array().cloned().unwrap_or_default();
    let (one, other) = (children(before), children(after));
    let kept: Vec<&Value> = if before["kind"] == "sentence" && before["status"] == "holds" {
        let suffices = |it: &&Value| it["status"] == "holds" && it["rule"].is_string();
        let known = |it: &Value| one.iter().any(|known| known["sentence"] == it["sentence"]);
        other.iter().filter(|it| !suffices(it) || known(it)).collect()
    } else {
        other.iter().collect()
    };
    let same = one.iter().zip(&kept).all(|it| is_still_right(it.0, it.1));
    one.len() == kept.len() && (!one.is_empty() || other.is_empty()) && same
}
