//! Are the answers to the questions of the built-in cases those that were kept, and does insta read the files as we do?
//!
//! Each `ask` line of `rules/*/cases` has a snapshot beside its case, which `grounds test` compares as well.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use grounds::{
    case::snapshot::{Snapshot, name::Names},
    session::{Options, Session},
};
use insta::{Settings, assert_snapshot};
use jiff::civil::date;

/// A question with the place of its snapshot, and what is to be kept of its answer.
struct Asked {
    folder: PathBuf,
    name: String,
    snapshot: Snapshot,
}

/// All questions of the cases under a folder.
fn asked(folder: &str) -> Vec<Asked> {
    asked_of(texts(folder))
}

/// The rules and cases under a folder.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files.sort();
    let name = |it: &PathBuf| it.to_str().unwrap().replace('\\', "/");
    files.iter().map(|it| (name(it), fs::read_to_string(it).unwrap())).collect()
}

fn asked_of(texts: Vec<(String, String)>) -> Vec<Asked> {
    let session = Session::load(texts);
    assert!(session.is_usable());
    let recorder = session.recorder();
    let options = Options { as_of: Some(date(2026, 11, 22)), ..Options::default() };
    let mut all = Vec::new();
    for case in &session.cases {
        let file = session.sources.name(case.span.file);
        let mut names = Names::of(file, &case.name);
        for query in &case.asks {
            let name = names.name(session.sources.slice(query.span));
            let snapshot = recorder.record(case, query, &options).unwrap();
            all.push(Asked {
                folder: Path::new(file).parent().unwrap().to_owned(),
                name,
                snapshot,
            });
        }
    }
    all
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rules" || it == "case") {
            files.push(path);
        }
    }
}

/// The rule bases of the repository.
fn subjects() -> Vec<String> {
    let folders = fs::read_dir("rules").unwrap().map(|it| it.unwrap().path());
    folders.filter(|it| it.is_dir()).map(|it| it.to_str().unwrap().to_owned()).collect()
}

#[test]
fn answers_are_those_that_were_kept() {
    for Asked { folder, name, snapshot } in subjects().iter().flat_map(|it| asked(it)) {
        // What insta writes has the header that `grounds test` would give it.
        let header = tempfile::tempdir().unwrap();
        let header = header.path().join("it.snap");
        fs::write(&header, snapshot.text()).unwrap();
        let header = insta::Snapshot::from_file(&header).unwrap();
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_raw_info(header.metadata().private_info().unwrap());
        settings.bind(|| assert_snapshot!(name, snapshot.record, &snapshot.expression));
    }
}

#[test]
fn nothing_is_kept_that_nobody_asks() {
    let all: Vec<Asked> = subjects().iter().flat_map(|it| asked(it)).collect();
    let asked: BTreeSet<PathBuf> =
        all.iter().map(|it| it.folder.join(format!("{}.snap", it.name))).collect();
    assert_eq!(asked.len(), all.len());
    let folders: BTreeSet<&PathBuf> = all.iter().map(|it| &it.folder).collect();
    let files = folders.iter().flat_map(|it| fs::read_dir(it).unwrap());
    let kept: BTreeSet<PathBuf> = files
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "snap"))
        .collect();
    assert_eq!(kept, asked);
}

#[test]
fn insta_reads_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("inn.ada@may-ada-stay.snap");
    let mut odd = asked("tests/cli/inn").remove(0).snapshot;
    for expression in ["may Ada stay?", "- \"x\": it's # y?", "\u{e9}\u{4e1c}\\?", "no", "12"] {
        expression.clone_into(&mut odd.expression);
        fs::write(&path, odd.text()).unwrap();
        let read = insta::Snapshot::from_file(&path).unwrap();
        assert_eq!(read.metadata().expression(), Some(expression));
        assert_eq!(read.metadata().source(), Some("ada.case"));
        assert_eq!(read.as_text().unwrap().to_string(), odd.record);
        // Saved by insta it is the same, byte for byte: there is nothing to tidy up.
        read.save(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), odd.text());
    }
}

#[test]
fn what_does_not_matter_does_not_show() {
    let plain = texts("rules/interpol");
    let mut other = plain.clone();
    for (name, text) in &mut other {
        if !name.contains("/cases/") {
            *name = name.replace("rules/interpol/", "elsewhere/my-");
        }
        // Comments, empty lines, and the ends of lines within sentences.
        *text = format!("# a comment\n\n{}", text.replace(" if the ", "   # why\n    if the "));
    }
    let (plain, other) = (asked_of(plain), asked_of(other));
    assert_eq!(plain.len(), other.len());
    for (plain, other) in plain.iter().zip(&other) {
        assert_eq!((&plain.folder, &plain.name), (&other.folder, &other.name));
        assert_eq!(plain.snapshot, other.snapshot);
    }
}

/// What a question comes out as where somebody may stay on one of these conditions.
fn on_any_of(conditions: &[String]) -> Snapshot {
    let mut rules = "kind guest\nconclusion {a guest} may stay\n".to_owned();
    for it in 0..12 {
        writeln!(rules, "given {{a guest}} has paper {it}").unwrap();
    }
    let any = conditions.join("; ");
    writeln!(rules, "rule stay\n  a guest may stay if any of ({any}).").unwrap();
    rules.push_str("case ada\n  as of 2026-03-02\n  Ada is a guest.\n  ask may Ada stay?\n");
    asked_of(vec![("inn.rules".to_owned(), rules)]).remove(0).snapshot
}

#[test]
fn a_way_that_is_not_written_out_shows() {
    let paper = |it: usize| format!("the guest has paper {it}");
    let ways: Vec<String> = (0..8).map(paper).collect();
    let first = on_any_of(&ways);
    assert_eq!(first, on_any_of(&ways));
    assert!(first.parts().answer.contains("or in 3 more ways"), "{}", first.record);
    let mut answers = vec![first.parts().answer.to_owned()];
    for other in [paper(8), paper(9), format!("{} and {}", paper(7), paper(10))] {
        let mut ways = ways.clone();
        ways[7] = other;
        answers.push(on_any_of(&ways).parts().answer.to_owned());
    }
    answers.sort();
    answers.dedup();
    assert_eq!(answers.len(), 4);
}
