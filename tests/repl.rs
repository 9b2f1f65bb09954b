//! Does a conversation go as it should? Each `tests/repl/*.txt` is typed into it; its snapshot is the transcript.
//!
//! A conversation runs in this process, over streams, in the root of the package, on 22 November 2026.
//! A first line like `# repl --rules …` gives the command. `$TMP` is an empty folder of its own.
//! `! FILE` in a line by itself writes the lines up to the next `!` to that file of `$TMP`, while the conversation runs.
//! `$ grounds …` in a line by itself is run when the conversation is over. Terminals are in `tests/repl/terminal.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "harness/beside.rs"]
mod beside;
#[path = "harness/terminal.rs"]
mod terminal;
#[path = "repl/terminal.rs"]
mod at_a_terminal;

use std::{
    cell::Cell,
    ffi::OsString,
    fmt::Write,
    fs,
    io::Read,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use beside::{name, settings};
use grounds::cli::{Io, Look, Stream, run};
use insta::{assert_snapshot, glob};
use jiff::civil::date;

#[test]
fn conversations() {
    glob!("repl", "*.txt", check);
}

#[test]
fn bytes_that_are_no_text_are_refused_and_nothing_else() {
    let printed = grounds("repl", &b"D1 is a diffusion.\n\xff\xfe\nis D1 a diffusion?\n"[..]);
    let expected = "\
> D1 is a diffusion.
  noted
  ✗ this line is not UTF-8
> is D1 a diffusion?
  Yes.
  :why for the reasons
[1]
";
    assert_eq!(printed, expected);
}

fn check(path: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let tmp = folder.path().to_str().unwrap();
    let text = fs::read_to_string(path).unwrap().replace("$TMP", tmp);
    let (spoken, afterwards): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|it| !it.starts_with("$ "));
    let (command, spoken) = match spoken.split_first() {
        Some((first, rest)) if first.starts_with("# repl") => {
            (first[2..].to_owned(), rest.to_vec())
        }
        _ => ("repl".to_owned(), spoken),
    };
    let mut transcript = grounds(&command, Script::new(&spoken, folder.path()));
    for line in afterwards {
        let command = line.strip_prefix("$ ").unwrap();
        let printed = match command.strip_prefix("cat ") {
            Some(file) => fs::read_to_string(file).unwrap(),
            None => grounds(command.strip_prefix("grounds ").unwrap(), std::io::empty()),
        };
        write!(transcript, "{line}\n{printed}").unwrap();
    }
    settings(path).bind(|| assert_snapshot!(name(path), transcript.replace(tmp, "$TMP")));
}

/// What a command prints when it reads this; lines of standard error begin with `! `.
fn grounds(command: &str, mut input: impl Read) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let narrow = command.contains("--narrow");
    let words = command.split_whitespace().filter(|it| *it != "--narrow");
    let look = if narrow { Look { width: 40, ..Look::PLAIN } } else { Look::PLAIN };
    let exit = run(
        std::iter::once("grounds").chain(words).map(OsString::from),
        &mut Io {
            input: &mut input,
            out: Stream::new(&mut out, look),
            err: Stream::new(&mut err, look),
            today: date(2026, 11, 22),
        },
    );
    let mut text = String::from_utf8(out).unwrap();
    for line in String::from_utf8(err).unwrap().lines() {
        writeln!(text, "{}", format!("! {line}").trim_end()).unwrap();
    }
    writeln!(text, "[{}]", exit.code()).unwrap();
    text
}

/// What is typed, line by line; files are written when their place is reached.
struct Script<'s> {
    steps: Vec<Step<'s>>,
    at: usize,
    written: Cell<u64>,
    rest: Vec<u8>,
}

enum Step<'s> {
    Say(&'s str),
    Write(PathBuf, String),
}

impl<'s> Script<'s> {
    fn new(lines: &[&'s str], folder: &Path) -> Self {
        let mut steps: Vec<Step> = Vec::new();
        let mut open = false;
        for line in lines {
            match (line.strip_prefix("! "), &mut steps[..]) {
                (Some(file), _) => {
                    steps.push(Step::Write(folder.join(file), String::new()));
                    open = true;
                }
                (None, _) if *line == "!" => open = false,
                (None, [.., Step::Write(_, text)]) if open => writeln!(text, "{line}").unwrap(),
                _ => steps.push(Step::Say(line)),
            }
        }
        let mut script = Self { steps, at: 0, written: Cell::new(0), rest: Vec::new() };
        script.write();
        script
    }

    /// Writes the files whose turn it is; each is newer than those before it.
    fn write(&mut self) {
        while let Some(Step::Write(path, text)) = self.steps.get(self.at) {
            fs::write(path, text).unwrap();
            self.written.set(self.written.get() + 2);
            let file = fs::File::options().write(true).open(path).unwrap();
            let time = SystemTime::now() + Duration::from_secs(self.written.get());
            file.set_modified(time).unwrap();
            self.at += 1;
        }
    }
}

impl Read for Script<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.rest.is_empty() {
            self.write();
            if let Some(Step::Say(line)) = self.steps.get(self.at) {
                self.rest = format!("{line}\n").into_bytes();
                self.at += 1;
            }
        }
        let len = self.rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&self.rest[..len]);
        self.rest.drain(..len);
        Ok(len)
    }
}
