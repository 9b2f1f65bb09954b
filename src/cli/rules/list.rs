//! `grounds rules list`: which rules are there, and where do they come from?

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::{
    explain::json::basis,
    program::{Program, Rule},
    session::Session,
};

use super::super::{
    Exit,
    error::Error,
    io::Io,
    library::Library,
    options::Format,
    report::{self, Place},
};

const EXAMPLES: &str = "\
Examples:
  grounds rules list
  grounds rules list --rules my-rules --format json";

/// Lists rules and exceptions, with their sources and places
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::super::EXIT_CODES))]
pub(super) struct Args {
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Who reads the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let session = Library::open(&args.rules)?.load(Vec::new())?;
    let errors = report::errors(&session.diagnostics);
    match args.format {
        Format::Text => {
            report::complain(&errors, &session.sources, io);
            io.print(&table(&session))?;
        }
        Format::Json => {
            let rules: Vec<String> =
                session.program.rules.iter().map(|it| object(it, &session).to_string()).collect();
            io.print(&report::document(&[
                ("rules", report::list(&rules)),
                ("diagnostics", report::objects(&errors, &session.sources)),
            ]))?;
        }
    }
    Ok(if errors.is_empty() { Exit::Done } else { Exit::Findings })
}

fn table(session: &Session) -> String {
    let program = &session.program;
    let rows: Vec<[String; 3]> = program
        .rules
        .iter()
        .map(|it| {
            let to = exception_to(program, it).map(|to| format!(", exception to {to}"));
            [
                format!("{}{}", it.label, to.unwrap_or_default()),
                Place::of(it.span, &session.sources).to_string(),
                citations(program, it).join("; "),
            ]
        })
        .collect();
    let widest = |at: usize| rows.iter().map(|it| it[at].chars().count()).max().unwrap_or(0);
    let (label, place) = (widest(0), widest(1));
    let mut out = String::new();
    for [one, two, three] in &rows {
        out.push_str(format!("{one:<label$}  {two:<place$}  {three}").trim_end());
        out.push('\n');
    }
    out
}

fn object(rule: &Rule, session: &Session) -> Value {
    let program = &session.program;
    let mut object = json!({
        "label": rule.label,
        "exception_to": exception_to(program, rule),
        "citations": citations(program, rule),
        "basis": rule.basis.map(basis),
        "in_force_from": rule.in_force.from.map(|it| it.to_string()),
        "in_force_until": rule.in_force.until.map(|it| it.to_string()),
        "text": session.sources.slice(rule.span),
        "notes": rule.notes,
    });
    report::add_place(&mut object, Some(&Place::of(rule.span, &session.sources)));
    object
}

fn exception_to<'a>(program: &'a Program, rule: &Rule) -> Option<&'a str> {
    rule.exception_to.map(|it| program.rule(it).label.as_str())
}

/// `article Approval process`
fn citations(program: &Program, rule: &Rule) -> Vec<String> {
    let one = |it: &crate::program::Citation| {
        format!("{} {}", program.source(it.source).name, it.pinpoint).trim_end().to_owned()
    };
    rule.citations.iter().map(one).collect()
}
