//! How can a rule be made to mean something else, by a change of one line?

use grounds::analysis::changes::Reach;

/// A file of a rule base with one rule changed.
#[derive(Debug)]
pub(crate) struct Edit {
    /// Which file.
    pub(crate) file: usize,
    /// Its new text.
    pub(crate) text: String,
    /// The label of the rule.
    pub(crate) label: String,
    /// How far it goes at least.
    pub(crate) reach: Reach,
}

/// Edits of all rules, whether or not they can be loaded then.
pub(crate) fn edits(rules: &[(String, String)]) -> Vec<Edit> {
    let all = (0..).zip(rules);
    all.flat_map(|(file, (_, text))| of_text(file, text)).collect()
}

fn of_text(file: usize, text: &str) -> Vec<Edit> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut label = String::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.starts_with(' ') {
            let is_rule = line.starts_with("rule ") || line.starts_with("exception ");
            label = line.split(' ').nth(1).filter(|_| is_rule).unwrap_or_default().to_owned();
        }
        let mut add = |reach: Reach, changed: Vec<String>| {
            let text = changed.join("\n") + "\n";
            found.push(Edit { file, text, label: label.clone(), reach });
        };
        let owned = || lines.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let with = |new: String| {
            let mut changed = owned();
            changed[at] = new;
            changed
        };
        if line.starts_with("rule ") {
            let end = (at + 1..lines.len()).find(|it| !lines[*it].starts_with(' '));
            let mut changed = owned();
            changed[at..end.unwrap_or(lines.len())].fill(String::new());
            add(Reach::Answers, changed);
        }
        if label.is_empty() || !line.starts_with(' ') || line.contains('"') {
            continue;
        }
        let first = line.trim_start().split(' ').next().unwrap_or_default();
        if ["note", "in", "basis", "reading", "overrides", "replaces", "#"].contains(&first) {
            if first == "basis" {
                let other = if line.contains("quoted") { "primary" } else { "quoted" };
                add(Reach::Sources, with(format!("  basis {other}")));
            }
            continue;
        }
        if first == "and" && at + 1 < lines.len() && line.ends_with('.') {
            let mut changed = owned();
            changed[at] = "    #".to_owned();
            changed[at - 1].push('.');
            add(Reach::Answers, changed);
        }
        for (from, to) in [
            (" is ", " is not "),
            (" has ", " has not "),
            ("at least", "at most"),
            (" and ", " or "),
            (" or ", " and "),
            (" unless ", " if "),
            (" may ", " may not "),
        ] {
            if line.contains(from)
                && !line.contains(to)
                && !line.contains(" on or ")
                && !line.contains("between")
            {
                add(Reach::Answers, with(line.replacen(from, to, 1)));
            }
        }
        if let Some(place) = line.find(|it: char| it.is_ascii_digit()) {
            let mut changed = (*line).to_owned();
            changed.insert(place, '1');
            add(Reach::Answers, with(changed));
        }
    }
    found
}
