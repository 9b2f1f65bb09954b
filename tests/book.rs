//! Do the examples of the pages work? Their rules are loaded, and their commands are run.
//!
//! A block marked `grounds` has to load without errors, together with those before it under the same `##` heading
//! and above the first of these, and its cases have to come out as they expect.
//! One that begins with a comment like `# inn.rules` is also a file of that name for the commands of its page.
//! So is a block marked `text` whose comment names a snapshot; that line is not part of it.
//! A block marked `repl …` is a conversation with `grounds repl …`: what stands behind `>` and `…` is typed into it.
//! In a block marked `console`, each line `$ grounds …` is run, and prints what stands below it.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

use std::{fs, path::Path, process::Command};

use grounds::{
    diagnostic::render::{Style, render},
    session::{Options, Session},
};

#[test]
fn examples_work() {
    page("README.md");
    page("docs/language.md");
    page("docs/consult.md");
    page("docs/coverage.md");
    page("docs/diff.md");
    page("docs/forms.md");
    page("docs/repl.md");
    page("docs/analyse.md");
    page("docs/testing.md");
}

fn page(path: &str) {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut sections = sections(&page).into_iter().map(blocks);
    let introduction = sections.next().unwrap();
    let rules = check(path, String::new(), &introduction, folder.path());
    sections.for_each(|it| drop(check(path, rules.clone(), &it, folder.path())));
}

/// A page, cut before each `##` heading; what looks like one within a block is none.
fn sections(page: &str) -> Vec<&str> {
    let (mut cuts, mut at, mut fenced) = (vec![0], 0, false);
    for line in page.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        if !fenced && line.starts_with("## ") {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(page.len());
    cuts.windows(2).map(|it| &page[it[0]..it[1]]).collect()
}

/// The fenced blocks of a text: what stands behind the opening marks, and what stands inside.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced.map(|it| it.split_once('\n').unwrap()).collect()
}

/// Checks blocks; gives back the rules before them with their own.
fn check(page: &str, mut rules: String, blocks: &[(&str, &str)], folder: &Path) -> String {
    for (mark, text) in blocks {
        if *mark == "grounds" {
            rules.extend([text, "\n\n"]);
            load(page, &rules);
            let name = text.lines().next().unwrap().trim_start_matches("# ");
            if let Some("rules" | "case") = name.rsplit('.').next() {
                fs::write(folder.join(name), text).unwrap();
            }
        } else if let Some((name, text)) = snapshot(text).filter(|_| *mark == "text") {
            fs::write(folder.join(name), text).unwrap();
        } else if *mark == "console" {
            text.split("$ ").skip(1).for_each(|it| run(it, folder));
        } else if mark.starts_with("repl") {
            talk(mark, text, folder);
        }
    }
    rules
}

/// The name of a snapshot and its text, if a block is one.
fn snapshot(block: &str) -> Option<(&str, &str)> {
    let (name, text) = block.strip_prefix("# ")?.split_once('\n')?;
    (name.rsplit('.').next() == Some("snap")).then_some((name, text))
}

fn load(page: &str, rules: &str) {
    let session = Session::load([(page.to_owned(), rules.to_owned())]);
    let messages = render(&session.diagnostics, &session.sources, Style::PLAIN);
    assert!(session.is_usable(), "{page}\n{messages}");
    for case in &session.cases {
        for it in &case.expectations {
            let holds = session.holds(case, it, &Options::default()).unwrap();
            assert!(holds, "{page}, case {}: {}", case.name, session.sources.slice(it.span));
        }
    }
}

/// Types a conversation, which has to come out as it is written.
fn talk(command: &str, transcript: &str, folder: &Path) {
    let typed = |it: &str| {
        let rest = [">", "…"].iter().find_map(|mark| it.strip_prefix(mark))?;
        Some(rest.strip_prefix(' ').unwrap_or(rest).to_owned())
    };
    let typed: String = transcript.lines().filter_map(typed).map(|it| it + "\n").collect();
    let input = folder.join("typed.txt");
    fs::write(&input, typed).unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_grounds"));
    run.args(command.split_whitespace()).stdin(fs::File::open(input).unwrap());
    let output = run.current_dir(folder).output().unwrap();
    let printed = [output.stderr, output.stdout].map(|it| String::from_utf8(it).unwrap()).concat();
    assert_eq!(printed.trim_end(), transcript.trim_end(), "{command}\n{printed}");
}

/// Runs a command and compares all that it prints; what it says of mistakes comes first.
fn run(transcript: &str, folder: &Path) {
    let (line, expected) = transcript.split_once('\n').unwrap_or((transcript, ""));
    let mut command = Command::new(env!("CARGO_BIN_EXE_grounds"));
    for (at, part) in line.strip_prefix("grounds ").unwrap().split('"').enumerate() {
        let words = part.split(if at % 2 == 0 { ' ' } else { '"' });
        command.args(words.filter(|it| !it.is_empty()));
    }
    let output = command.current_dir(folder).output().unwrap();
    let printed = [output.stderr, output.stdout].map(|it| String::from_utf8(it).unwrap()).concat();
    assert_eq!(printed.trim_end(), expected.trim_end(), "$ {line}\n{printed}");
}
