//! Do the commands do what they should? Each `tests/cli/*.txt` lists commands; its snapshot is what they print.
//!
//! A command runs in this process, in the root of the package, on 22 November 2026. `$TMP` is a folder with odd files,
//! and with a copy of `tests/cli/house`.
//! In a snapshot, lines of standard error begin with `! `, and an exit code other than 0 stands behind the output.
//! Whatever is printed with `--format json` has to be JSON. Real processes are in `tests/cli/process.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "harness/beside.rs"]
mod beside;
#[path = "cli/git.rs"]
mod git;
#[path = "cli/page.rs"]
mod page;
#[path = "cli/process.rs"]
mod process;

use std::{ffi::OsString, fmt::Write, fs, path::Path};

use beside::{name, settings};
use grounds::cli::{Exit, Io, Look, Stream, run};
use insta::{assert_snapshot, glob};
use jiff::civil::date;
use serde_json::Value;

#[test]
fn commands() {
    glob!("cli", "*.txt", check);
}

fn check(path: &Path) {
    let folder = tempfile::tempdir().unwrap();
    odd_files(folder.path());
    copy(Path::new("tests/cli/house"), &folder.path().join("house"));
    let tmp = folder.path().to_str().unwrap();
    let mut transcript = String::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        writeln!(transcript, "{line}").unwrap();
        if let Some(command) = line.strip_prefix("$ ") {
            let printed = follow(&command.replace("$TMP", tmp));
            transcript.push_str(&printed.replace(tmp, "$TMP"));
        }
    }
    settings(path).bind(|| assert_snapshot!(name(path), transcript));
}

/// What a line prints: `grounds …`, `grounds … < FILE`, `cat FILE`, `ls FOLDER`, `cp FILE FILE`, `rm FILE`, `mkdir FOLDER`.
fn follow(line: &str) -> String {
    let (line, input) = match line.split_once(" < ") {
        Some((line, file)) => (line, fs::read(file).unwrap()),
        None => (line, Vec::new()),
    };
    let words = words(line);
    match words[0].as_str() {
        "cat" => return fs::read_to_string(&words[1]).unwrap(),
        "ls" => return list(Path::new(&words[1])),
        "cp" => return fs::copy(&words[1], &words[2]).map(|_| String::new()).unwrap(),
        "rm" => return fs::remove_file(&words[1]).map(|()| String::new()).unwrap(),
        "mkdir" => return fs::create_dir(&words[1]).map(|()| String::new()).unwrap(),
        _ => {}
    }
    let run = grounds(&words, &input);
    if line.contains("--format json") {
        assert!(run.out.is_empty() == (run.exit >= Exit::Usage), "{line}");
        run.out.lines().next().map(|_| serde_json::from_str::<Value>(&run.out).unwrap());
    }
    if line.contains("--format junit") && !run.out.is_empty() {
        page::check_report(&run.out);
    }
    let mut text = run.out.escape_debug().to_string().replace("\\n", "\n");
    text = if run.out.contains('\u{1b}') { text } else { run.out };
    for line in run.err.lines() {
        writeln!(text, "{}", format!("! {}", line.replace('\u{1b}', "\\e")).trim_end()).unwrap();
    }
    if run.exit != Exit::Done {
        writeln!(text, "[{}]", run.exit.code()).unwrap();
    }
    text
}

/// The files of a folder, a line each.
fn list(folder: &Path) -> String {
    let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<String> = names.map(|it| it.into_string().unwrap() + "\n").collect();
    names.sort();
    names.concat()
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The words of a command line; those in quotation marks may have blanks in them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

struct Run {
    exit: Exit,
    out: String,
    err: String,
}

/// Runs a command in this process.
fn grounds(words: &[String], mut input: &[u8]) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(
        words.iter().map(OsString::from),
        &mut Io {
            input: &mut input,
            out: Stream::new(&mut out, Look::PLAIN),
            err: Stream::new(&mut err, Look::PLAIN),
            today: date(2026, 11, 22),
        },
    );
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    Run { exit, out: text(out), err: text(err) }
}

/// Rules that nobody has tidied up.
const UNTIDY: &str = "\
kind   guest
given {a guest}  has paid   # in cash
conclusion {a guest} may stay
rule stay
  basis secondary
  a guest may stay if
    the guest has paid .
";

/// What people and editors leave in folders.
fn odd_files(folder: &Path) {
    let write = |name: &str, text: &[u8]| fs::write(folder.join(name), text).unwrap();
    fs::create_dir_all(folder.join("empty")).unwrap();
    fs::create_dir_all(folder.join("odd folder/deep/.hidden")).unwrap();
    fs::create_dir_all(folder.join("untidy")).unwrap();
    write("empty.rules", b"");
    write("empty.case", b"");
    write("latin1.rules", b"# A caf\xe9\n# is no UTF-8.\n");
    write("warns.rules", b"kind guest\ngiven {a guest} has paid\n");
    let bob = b"case bob\n  Bob is a guest.\n  Bob has paid.\n  Bob is not noisy.\n";
    write("untidy/inn.rules", UNTIDY.as_bytes());
    write("untidy/bad.rules", b"kind guest,\nrule x [act\n  basis   quoted\n");
    write("untidy/neat.case", bob);
    write("\u{e9}t\u{e9} #1.case", bob);
    let inn = fs::read("tests/cli/inn/inn.rules").unwrap();
    write("rules.txt", &inn);
    write("odd folder/deep/inn.rules", &inn);
    write("odd folder/deep/inn.rules~", b"left by an editor");
    write("odd folder/deep/.hidden/inn.rules", b"hidden");
    write("odd folder/.inn.rules.swp", b"left by another");
    write("odd folder/bob.case", b"case bob\n  Bob is a guest.\n  expect may Bob stay? depends\n");
    for version in ["old", "new"] {
        fs::create_dir_all(folder.join("half").join(version)).unwrap();
        write(&format!("half/{version}/inn.rules"), &inn);
    }
    write("half/new/bad.case", b"case bad\n  Ada is a guest.\n  ask may Ada\n\ncase x [y\n");
    write("half/new/bob.case", b"case bob\n  Bob is a guest.\n  ask may Bob stay?\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", folder.join("odd folder/deep/up")).unwrap();
}
