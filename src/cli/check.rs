//! `grounds check`: can these rules and cases be used?

use std::path::PathBuf;

use serde_json::json;

use crate::{diagnostic::Diagnostic, session::Session};

use super::{
    Exit,
    error::Error,
    files::shown,
    io::Io,
    library::{Library, Root, Text},
    options::Format,
    report,
};

const EXAMPLES: &str = "\
Examples:
  grounds check
  grounds check my-rules
  grounds check --rules my-rules new.case
  grounds check --deny-warnings --format json my-rules";

/// Reports every mistake in rules and cases
///
/// Paths are files or folders of rules and cases.
/// Cases without rules are checked against the built-in INTERPOL rules; without a path, those are checked.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Files and folders of rules and cases
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// More of them
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Treats warnings as findings
    #[arg(long)]
    deny_warnings: bool,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let (label, session) = load(args)?;
    let count = Count::of(&session);
    match args.format {
        Format::Text => {
            report::complain(&session.diagnostics, &session.sources, io);
            if !session.diagnostics.is_empty() {
                io.complain("\n");
            }
            io.print(&format!("{label}: {}\n", count.sentence()))?;
        }
        Format::Json => io.print(&count.object(&label, &session))?,
    }
    let found = count.errors > 0 || (args.deny_warnings && count.warnings > 0);
    Ok(if found { Exit::Findings } else { Exit::Done })
}

fn load(args: &Args) -> Result<(String, Session), Error> {
    let paths: Vec<&PathBuf> = args.rules.iter().chain(&args.paths).collect();
    if paths.is_empty() {
        let library = Library::built_in();
        let cases = texts(&library)?;
        return Ok((library.label.clone(), library.load(cases)?));
    }
    let roots = Root::all(paths.iter().copied())?;
    let empty = |it: &Root| it.rules.is_empty() && it.cases.is_empty();
    if let Some((path, _)) = paths.iter().zip(&roots).find(|it| empty(it.1)) {
        return Err(Error::NoRules { name: shown(path) });
    }
    let found = Library::from_roots(&roots)?;
    let cases = texts(&found)?;
    if !found.rules.is_empty() {
        return Ok((found.label.clone(), found.load(cases)?));
    }
    let library = Library::built_in();
    Ok((format!("{} with {}", found.label, library.label), library.load(cases)?))
}

fn texts(library: &Library) -> Result<Vec<Text>, Error> {
    library.cases.iter().map(super::library::CaseFile::read).collect()
}

struct Count {
    rules: usize,
    sources: usize,
    cases: usize,
    errors: usize,
    warnings: usize,
}

impl Count {
    fn of(session: &Session) -> Self {
        let errors = session.diagnostics.iter().filter(|it| it.is_error()).count();
        Self {
            rules: session.program.rules.len(),
            sources: session.program.sources.len(),
            cases: session.cases.len(),
            errors,
            warnings: session.diagnostics.len() - errors,
        }
    }

    /// What there is is told only where all of it could be read.
    fn sentence(&self) -> String {
        let found = match (self.errors, self.warnings) {
            (0, 0) => "no errors, no warnings".to_owned(),
            (0, warnings) => format!("no errors, {}", counted(warnings, "warning")),
            (errors, 0) => return counted(errors, "error"),
            (errors, warnings) => {
                return format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
            }
        };
        let rules = counted(self.rules, "rule");
        let sources = counted(self.sources, "source");
        format!("{rules} from {sources}, {}: {found}", counted(self.cases, "case"))
    }

    fn object(&self, label: &str, session: &Session) -> String {
        let diagnostics: Vec<Diagnostic> = session.diagnostics.clone();
        report::document(&[
            ("name", json!(label).to_string()),
            ("rules", self.rules.to_string()),
            ("sources", self.sources.to_string()),
            ("cases", self.cases.to_string()),
            ("errors", self.errors.to_string()),
            ("warnings", self.warnings.to_string()),
            ("diagnostics", report::objects(&diagnostics, &session.sources)),
        ])
    }
}

/// `1 rule`, `2 rules`
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
