//! Which rule bases are measured? Generated ones, of any size, in the language itself.

#[path = "generate/values.rs"]
pub mod values;

use std::{fmt::Write, fs, path::Path};

/// The vocabulary that the generated rules share.
const HEAD: &str =
    "kind person, plural people\n\nsource act\n  title \"A generated act\"\n  kind statute\n\n";

/// The INTERPOL rules with their cases: names and texts.
pub fn interpol() -> Vec<(String, String)> {
    let mut found = Vec::new();
    texts(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/interpol")), &mut found);
    found
}

fn texts(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { unreachable!("the rules are there") };
    let mut paths: Vec<_> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|it| it == "rules" || it == "case") {
            let Ok(text) = fs::read_to_string(&path) else { unreachable!("rules are text") };
            found.push((path.display().to_string(), text));
        }
    }
}

/// `rules` rules over half as many phrases: each conclusion rests on an input and on the conclusion before it,
/// every fifth rule has an exception.
pub fn rule_base(rules: usize) -> String {
    let mut text = String::from(HEAD);
    for at in 0..rules / 2 {
        let _ = writeln!(text, "given {{a person}} meets requirement{at}\n");
        let _ = writeln!(text, "conclusion {{a person}} has entitlement{at}\n");
    }
    for at in 0..rules {
        let phrase = at / 2 % (rules / 2).max(1);
        let _ = writeln!(text, "rule r{at} [act Art. {at}]");
        let _ = writeln!(text, "  a person has entitlement{phrase}");
        let _ = write!(text, "  if the person meets requirement{phrase}");
        if phrase > 0 && at % 2 == 1 {
            let _ = write!(text, "\n  and the person has entitlement{}", phrase - 1);
        }
        text.push_str(".\n\n");
        if at % 5 == 0 {
            let _ = writeln!(text, "exception e{at} to r{at} [act Art. {at}(2)]");
            let _ = writeln!(
                text,
                "  if the person meets requirement{}.\n",
                (phrase + 1) % (rules / 2).max(1)
            );
        }
    }
    text.push_str("case one\n  consider Ada\n  Ada is a person.\n");
    text
}

/// A rule with an exception, which has an exception, and so on, `depth` deep; every condition is open.
pub fn nested_exceptions(depth: usize) -> String {
    let mut text = String::from(HEAD);
    text.push_str("conclusion {a person} is entitled\n");
    for at in 0..=depth {
        let _ = writeln!(text, "given {{a person}} meets requirement{at}");
    }
    text.push_str(
        "rule e0 [act Art. 1]\n  a person is entitled if the person meets requirement0.\n",
    );
    for at in 1..=depth {
        let _ = writeln!(
            text,
            "exception e{at} to e{} [act Art. {at}]\n  if the person meets requirement{at}.",
            at - 1
        );
    }
    text.push_str("case one\n  consider Ada\n  Ada is a person.\n");
    text
}

/// `rules` rules for one conclusion, each with a requirement of its own that is stated not to be met, but the last one.
pub fn many_rules(rules: usize) -> String {
    let mut text = String::from(HEAD);
    text.push_str("conclusion {a person} is entitled\n");
    let mut case = String::from("case one\n  consider Ada\n  Ada is a person.\n");
    for at in 0..rules {
        let _ = writeln!(text, "given {{a person}} meets requirement{at}");
        let _ = writeln!(
            text,
            "rule r{at} [act Art. {at}]\n  a person is entitled if the person meets requirement{at}."
        );
        if at + 1 < rules {
            let _ = writeln!(case, "  not Ada meets requirement{at}.");
        }
    }
    text + &case
}

/// A conjunction of `pairs` two-way alternatives over open inputs: 2^pairs shortest ways.
pub fn alternatives(pairs: usize) -> String {
    let mut text = String::from(HEAD);
    text.push_str("conclusion {a person} is entitled\n");
    let mut parts = Vec::new();
    for at in 0..pairs {
        let _ =
            writeln!(text, "given {{a person}} meets left{at}\ngiven {{a person}} meets right{at}");
        parts.push(format!("(the person meets left{at} or the person meets right{at})"));
    }
    let _ = writeln!(
        text,
        "rule all [act Art. 1]\n  a person is entitled\n  if {}.",
        parts.join("\n  and ")
    );
    text.push_str("case one\n  consider Ada\n  Ada is a person.\n");
    text
}

/// A chain of `links` forwarded messages, and what reaches whom along it.
pub fn chain(links: usize) -> String {
    let mut text = String::from(HEAD);
    text.push_str(
        "given {a person: sender} forwarded it to {a person: recipient}\n  otherwise no\n",
    );
    text.push_str("conclusion it went from {a person: sender} to {a person: recipient}\n");
    text.push_str("rule direct [act Art. 1]\n  it went from a person A to a person B if A forwarded it to B.\n");
    text.push_str("rule onward [act Art. 2]\n  it went from a person A to a person B if A forwarded it to a person C and it went from C to B.\n");
    text.push_str("case one\n");
    for at in 0..=links {
        let _ = writeln!(text, "  P{at} is a person.");
    }
    for at in 0..links {
        let _ = writeln!(text, "  P{at} forwarded it to P{}.", at + 1);
    }
    text
}
