//! How can a rule be made to mean something else, by a change of one line?

use grounds::analysis::changes::Reach;

/// A file of a rule base with one rule changed.
#[derive(Debug, Clone)]
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

/// What can be written instead of something.
const OTHERS: [(&str, &str); 7] = [
    (" is ", " is not "),
    (" has ", " has not "),
    ("at least", "at most"),
    (" and ", " or "),
    (" or ", " and "),
    (" unless ", " if "),
    (" may ", " may not "),
];
/// How lines begin that are no part of a sentence.
const CLAUSES: [&str; 7] = ["note", "in", "basis", "reading", "overrides", "replaces", "#"];

fn of_text(file: usize, text: &str) -> Vec<Edit> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut label = String::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.starts_with(' ') {
            let is_rule = line.starts_with("rule ") || line.starts_with("exception ");
            let second = line.split(' ').nth(1).filter(|_| is_rule);
            second.unwrap_or_default().clone_into(&mut label);
        }
        let changed = if line.starts_with("rule ") {
            vec![(Reach::Answers, dropped(&lines, at))]
        } else if label.is_empty() || !line.starts_with(' ') || line.contains('"') {
            Vec::new()
        } else {
            of_line(&lines, at)
        };
        let edit = |(reach, lines): (Reach, Vec<String>)| Edit {
            file,
            text: lines.join("\n") + "\n",
            label: label.clone(),
            reach,
        };
        found.extend(changed.into_iter().map(edit));
    }
    found
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|it| (*it).to_owned()).collect()
}

/// Without the rule that begins at a line.
fn dropped(lines: &[&str], at: usize) -> Vec<String> {
    let end = (at + 1..lines.len()).find(|it| !lines[*it].starts_with(' '));
    let mut changed = owned(lines);
    changed[at..end.unwrap_or(lines.len())].fill(String::new());
    changed
}

/// Changes of a line of a rule.
fn of_line(lines: &[&str], at: usize) -> Vec<(Reach, Vec<String>)> {
    let line = lines[at];
    let with = |new: String| {
        let mut changed = owned(lines);
        changed[at] = new;
        changed
    };
    let first = line.trim_start().split(' ').next().unwrap_or_default();
    if first == "basis" {
        let other = if line.contains("quoted") { "primary" } else { "quoted" };
        return vec![(Reach::Sources, with(format!("  basis {other}")))];
    }
    if CLAUSES.contains(&first) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if first == "and" && line.ends_with('.') {
        let mut changed = with("    #".to_owned());
        changed[at - 1].push('.');
        found.push((Reach::Answers, changed));
    }
    let joins = !line.contains(" on or ") && !line.contains("between");
    for (from, to) in OTHERS {
        if joins && line.contains(from) && !line.contains(to) {
            found.push((Reach::Answers, with(line.replacen(from, to, 1))));
        }
    }
    if let Some(place) = line.find(|it: char| it.is_ascii_digit()) {
        let mut changed = line.to_owned();
        changed.insert(place, '1');
        found.push((Reach::Answers, with(changed)));
    }
    found
}
