//! `grounds fmt`: how are rules and cases written neatly?

pub(super) mod diff;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    diagnostic::Diagnostic,
    source::Sources,
    syntax::print::{Unformatted, format},
};

use super::{
    Exit,
    check::counted,
    error::Error,
    files::{self, STANDARD_INPUT, shown},
    folder,
    io::Io,
    options::Format,
    report,
};

const EXAMPLES: &str = "\
Examples:
  grounds fmt my-rules
  grounds fmt --check my-rules
  grounds fmt --stdin < my-rules/new.case";

/// Writes rules and cases in one layout
///
/// Only blanks, line ends and the order of an item's clauses change; every word and every comment stays.
/// Paths are files, or folders whose rules and cases are meant; without a path, this folder is.
/// A file with mistakes is left as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Files and folders of rules and cases
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Changes nothing, and shows what would change; that something would is a finding
    #[arg(long)]
    check: bool,
    /// Reads standard input and writes to standard output
    #[arg(long, conflicts_with = "paths")]
    stdin: bool,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It had the layout already.
    Unchanged,
    /// It has it now.
    Formatted,
    /// It would have it now.
    WouldChange,
    /// It has mistakes.
    Mistaken,
    /// Its meaning would have changed, by a mistake of this program.
    Failed,
}

impl Outcome {
    /// As programs read it.
    fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Formatted => "formatted",
            Self::WouldChange => "would-change",
            Self::Mistaken => "mistaken",
            Self::Failed => "failed",
        }
    }

    fn is_finding(self) -> bool {
        matches!(self, Self::WouldChange | Self::Mistaken | Self::Failed)
    }
}

/// A file, and what became of it.
struct Report {
    name: String,
    outcome: Outcome,
    /// The text before.
    old: String,
    /// The text in its new layout; where there is none, the text before.
    new: String,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let mut run = Run { check: args.check, sources: Sources::default(), diagnostics: Vec::new() };
    let mut reports = Vec::new();
    if args.stdin {
        let text = files::read_from(&mut *io.input, || STANDARD_INPUT.to_owned())?;
        reports.push(run.text(STANDARD_INPUT.to_owned(), text));
    } else {
        // All are read before the first is written, so that an unreadable one leaves all as they are.
        let read = |path: PathBuf| files::read(&path).map(|text| (path, text));
        let texts: Result<Vec<_>, _> = paths(&args.paths)?.into_iter().map(read).collect();
        for (path, text) in texts? {
            reports.push(run.file(&path, text)?);
        }
    }
    let found = reports.iter().any(|it| it.outcome.is_finding());
    match args.format {
        Format::Json => io.print(&run.document(args.stdin, &reports))?,
        Format::Text => run.show(args.stdin, &reports, io)?,
    }
    Ok(if found { Exit::Findings } else { Exit::Done })
}

/// The files that are meant, each once.
fn paths(given: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let here = [PathBuf::from(".")];
    let given = if given.is_empty() { &here } else { given };
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in given {
        let files = folder::files(path)?;
        if files.is_empty() {
            return Err(Error::NoRules { name: shown(path) });
        }
        for found in files {
            let found = found.strip_prefix(".").map_or(found.clone(), Path::to_owned);
            if !paths.contains(&found) {
                paths.push(found);
            }
        }
    }
    Ok(paths)
}

struct Run {
    check: bool,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Run {
    fn file(&mut self, path: &Path, text: String) -> Result<Report, Error> {
        let report = self.text(shown(path), text);
        if report.outcome == Outcome::Formatted {
            files::write(path, &report.new)?;
        }
        Ok(report)
    }

    /// What becomes of a text.
    fn text(&mut self, name: String, old: String) -> Report {
        let file = self.sources.add(name.as_str(), old.as_str());
        let (outcome, new) = match format(file, &old) {
            Ok(new) if new == old => (Outcome::Unchanged, new),
            Ok(new) if self.check => (Outcome::WouldChange, new),
            Ok(new) => (Outcome::Formatted, new),
            Err(Unformatted::Mistakes(mistakes)) => {
                self.diagnostics.extend(mistakes);
                (Outcome::Mistaken, old.clone())
            }
            Err(Unformatted::Changed) => (Outcome::Failed, old.clone()),
        };
        Report { name, outcome, old, new }
    }

    fn show(&self, stdin: bool, reports: &[Report], io: &mut Io<'_>) -> Result<(), Error> {
        report::complain(&self.diagnostics, &self.sources, io);
        for it in reports {
            match it.outcome {
                Outcome::Failed => io.complain(&failed(&it.name)),
                Outcome::WouldChange => {
                    let coloured = io.out.look.coloured;
                    io.print(&diff::text(&it.name, &it.old, &it.new, coloured))?;
                }
                Outcome::Formatted if !stdin => io.print(&format!("{}: formatted\n", it.name))?,
                _ => {}
            }
        }
        if stdin && !self.check {
            return reports.iter().try_for_each(|it| io.print(&it.new));
        }
        io.print(&summary(reports))
    }

    fn document(&self, stdin: bool, reports: &[Report]) -> String {
        let file = |it: &Report| {
            let diff = (it.outcome == Outcome::WouldChange)
                .then(|| diff::text(&it.name, &it.old, &it.new, false));
            let mut object = json!({ "name": it.name, "outcome": it.outcome.word(), "diff": diff });
            if stdin {
                object["text"] = Value::from(it.new.as_str());
            }
            object.to_string()
        };
        report::document(&[
            ("files", report::list(&reports.iter().map(file).collect::<Vec<_>>())),
            ("diagnostics", report::objects(&self.diagnostics, &self.sources)),
        ])
    }
}

fn failed(name: &str) -> String {
    format!(
        "internal error: {name}: its meaning would have changed; it is left as it is. Please report this with the file.\n"
    )
}

/// `3 files: 1 would change, 1 with mistakes`
fn summary(reports: &[Report]) -> String {
    let count = |outcome| reports.iter().filter(|it| it.outcome == outcome).count();
    let counts: Vec<String> = [
        (Outcome::Formatted, "formatted"),
        (Outcome::WouldChange, "would change"),
        (Outcome::Mistaken, "with mistakes"),
        (Outcome::Failed, "failed"),
    ]
    .into_iter()
    .filter(|it| count(it.0) > 0)
    .map(|(outcome, words)| format!("{} {words}", count(outcome)))
    .collect();
    let found = if counts.is_empty() { "nothing to do".to_owned() } else { counts.join(", ") };
    format!("{}: {found}\n", counted(reports.len(), "file"))
}
