//! `grounds analyse`: what do the rules say of themselves?

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use crate::{
    analysis::findings::{Analysing, Finding, Findings, Oddity, findings},
    diagnostic::{
        Diagnostic,
        render::{Style, render},
    },
    engine::Limits,
    session::Session,
};

use super::{
    Exit,
    check::counted,
    error::Error,
    io::Io,
    library::Library,
    options::{Bounds, Format, date},
    progress::Progress,
    report,
    schematic::{Clock, SECONDS, left_out, left_out_object, scope},
};

const EXAMPLES: &str = "\
Examples:
  grounds analyse
  grounds analyse my-rules
  grounds analyse --scope \"one request, two countries\" --only conflict
  grounds analyse --strict --format json my-rules";

/// Looks for rules that never apply or make no difference, conflicts, circles and gaps
///
/// Nothing is sampled: every case of a size is looked at, so many individuals of each kind, with everything open that a case could state.
/// Each finding comes with a smallest case that shows it, where a case can.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Files and folders of rules, instead of the built-in ones
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// More of them
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// How large the cases are, as in "one request, two countries" [default: what the rules suggest for each question]
    #[arg(long, value_name = "SIZE")]
    scope: Option<String>,
    /// The day whose law is looked at [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Reports only this kind of finding
    #[arg(long, value_name = "KIND", value_enum)]
    only: Vec<Kind>,
    /// Stops looking after so many seconds, and says what was left out
    #[arg(long, value_name = "N", default_value_t = SECONDS)]
    seconds: u64,
    /// Findings make the exit code 1
    #[arg(long)]
    strict: bool,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    #[command(flatten)]
    bounds: Bounds,
}

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kind(Oddity);

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Kind; 8] = {
            let mut all = [Kind(Oddity::Conflict); 8];
            let mut at = 0;
            while at < all.len() {
                all[at] = Kind(Oddity::ALL[at]);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.name()))
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let paths: Vec<PathBuf> = args.rules.iter().chain(&args.paths).cloned().collect();
    let library = Library::open(&paths)?;
    let mut session = library.load(Vec::new())?;
    if !session.is_usable() {
        return unusable(&session, args, io);
    }
    let scope = scope(args.scope.as_deref(), &session.program)?;
    let clock = Clock::new(args.seconds);
    let how = Analysing {
        scope: scope.as_ref(),
        as_of: Some(args.as_of.unwrap_or(io.today)),
        limits: Limits { interrupt: Some(&clock.over), ..args.bounds.limits() },
    };
    let mut found =
        Progress::during("rules and conclusions", io, |tell| findings(&mut session, how, tell));
    found.listed.retain(|it| args.only.is_empty() || args.only.contains(&Kind(it.oddity)));
    match args.format {
        Format::Text => print(&found, &library, &session, args, io)?,
        Format::Json => io.print(&object(&found, &session, args, report::list(&[])))?,
    }
    let failed = args.strict && !found.listed.is_empty();
    Ok(if failed { Exit::Findings } else { Exit::Done })
}

fn unusable(session: &Session, args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let errors = report::errors(&session.diagnostics);
    match args.format {
        Format::Text => {
            report::complain(&errors, &session.sources, io);
            io.complain("\nNothing was analysed: the mistakes above come first.\n");
        }
        Format::Json => {
            let diagnostics = report::objects(&errors, &session.sources);
            io.print(&object(&Findings::default(), session, args, diagnostics))?;
        }
    }
    Ok(Exit::Findings)
}

fn print(
    found: &Findings,
    library: &Library,
    session: &Session,
    args: &Args,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let look = io.out.look;
    let style = Style { coloured: look.coloured, width: look.width };
    for finding in &found.listed {
        io.print(&render(&[message(finding)], &session.sources, style))?;
        for (at, line) in finding.example.iter().flatten().enumerate() {
            let head = if at == 0 { "  for example:  " } else { "                " };
            io.print(&format!("{head}{line}\n"))?;
        }
        io.print("\n")?;
    }
    for line in left_out(&found.left_out, args.bounds) {
        io.print(&format!("{line}\n"))?;
    }
    let rules = counted(found.rules, "rule");
    let later = match found.not_in_force {
        0 => String::new(),
        1 => " (1 is not in force)".to_owned(),
        count => format!(" ({count} are not in force)"),
    };
    let questions = counted(found.questions, "question");
    io.print(&format!(
        "{}: {rules}{later}, {questions} on schematic cases    {}\n",
        library.label,
        summary(found)
    ))
}

/// `2 findings: 1 conflict, 1 redundant`
fn summary(found: &Findings) -> String {
    if found.listed.is_empty() {
        return "nothing odd was found".to_owned();
    }
    let counts = Oddity::ALL.map(|oddity| {
        let count = found.listed.iter().filter(|it| it.oddity == oddity).count();
        (count > 0).then(|| format!("{count} {}", oddity.name()))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    format!("{}: {}", counted(found.listed.len(), "finding"), counts.join(", "))
}

fn message(finding: &Finding) -> Diagnostic {
    let mut message =
        Diagnostic::warning(finding.oddity.name(), &finding.message).help(finding.help);
    for (span, text) in &finding.places {
        message = message.label(*span, text);
    }
    message
}

fn object(found: &Findings, session: &Session, args: &Args, diagnostics: String) -> String {
    let one = |it: &Finding| {
        let mut object = report::object(&message(it), &session.sources);
        if let Some(fields) = object.as_object_mut() {
            fields.remove("severity");
            fields.shift_insert(0, "id".to_owned(), json!(it.id));
        }
        object["example"] = json!(it.example);
        object.to_string()
    };
    let findings: Vec<String> = found.listed.iter().map(one).collect();
    let left: Vec<String> =
        found.left_out.iter().map(|it| left_out_object(it, args.bounds).to_string()).collect();
    report::document(&[
        ("rules", found.rules.to_string()),
        ("not_in_force", found.not_in_force.to_string()),
        ("questions", found.questions.to_string()),
        ("findings", report::list(&findings)),
        ("left_out", report::list(&left)),
        ("diagnostics", diagnostics),
    ])
}
