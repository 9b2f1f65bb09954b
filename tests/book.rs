//! Do the examples of the pages work? Their rules are loaded, and their commands are run.
//!
//! A block marked `grounds` has to load without errors, together with those before it under the same `##` heading
//! and above the first of these, and its cases have to come out as they expect.
//! One that begins with a comment like `# inn.rules` is also a file of that name for the commands of its page.
//! In a block marked `console`, each line `$ grounds …` is run, and prints what stands below it.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

use std::{fs, path::Path, process::Command};

use grounds::{
    diagnostic::render::{Style, render},
    session::{Options, Session},
};

#[test]
fn readme() {
    page("README.md");
}

#[test]
fn language() {
    page("docs/language.md");
}

fn page(path: &str) {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut introduction = String::new();
    for (at, section) in page.split("\n## ").enumerate() {
        let mut rules = introduction.clone();
        for (mark, text) in blocks(section) {
            if mark == "grounds" {
                rules.extend([text, "\n\n"]);
                load(path, &rules);
                let name = text.lines().next().unwrap().trim_start_matches("# ");
                if let Some("rules" | "case") = name.rsplit('.').next() {
                    fs::write(folder.path().join(name), text).unwrap();
                }
            } else if mark == "console" {
                text.split("$ ").skip(1).for_each(|it| run(it, folder.path()));
            }
        }
        if at == 0 {
            introduction = rules;
        }
    }
}

/// What stands behind the opening marks of each fenced block, and the block.
fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced
        .map(|it| it.split_once('\n').unwrap())
        .map(|(mark, block)| (mark, block.trim_matches('\n')))
}

fn load(page: &str, rules: &str) {
    let session = Session::load([(page.to_owned(), rules.to_owned())]);
    let messages = render(&session.diagnostics, &session.sources, Style::PLAIN);
    assert!(session.is_usable(), "{page}\n{messages}");
    for (case, it) in
        session.cases.iter().flat_map(|case| case.expectations.iter().map(move |it| (case, it)))
    {
        let holds = session.holds(case, it, &Options::default()).unwrap();
        assert!(holds, "{page}, case {}: {}", case.name, session.sources.slice(it.span));
    }
}

/// Runs a command and compares all that it prints; what it says of mistakes comes first.
fn run(transcript: &str, folder: &Path) {
    let (line, expected) = transcript.split_once('\n').unwrap_or((transcript, ""));
    let arguments = line.strip_prefix("grounds ").unwrap();
    let quoted = |(at, it): (usize, &'_ str)| -> Vec<String> {
        if at % 2 == 1 {
            vec![it.to_owned()]
        } else {
            it.split_whitespace().map(str::to_owned).collect()
        }
    };
    let arguments: Vec<String> = arguments.split('"').enumerate().flat_map(quoted).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_grounds"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let printed = [output.stderr, output.stdout].map(|it| String::from_utf8(it).unwrap()).concat();
    assert_eq!(printed.trim_end(), expected.trim_end(), "$ {line}\n{printed}");
}
