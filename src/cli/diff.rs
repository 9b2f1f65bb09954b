//! `grounds diff`: what did a change of the rules change? Rules that mean something else, and cases that come out otherwise.

mod all_cases;
mod git;
mod group;
mod json;
mod sides;
mod style;
mod text;

use std::{ffi::OsString, path::PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;

use crate::{
    analysis::{
        cases::{CaseChange, CaseChanges},
        changes::{Changes, Unusable, Versions, Which},
    },
    program::base_label,
    session::Options,
};

use self::{all_cases::AllCases, sides::Sides};
use super::{
    Exit,
    case_argument::CaseArgument,
    error::Error,
    io::Io,
    options::{Bounds, Format, date},
    progress::Progress,
    report,
    schematic::SECONDS,
};

/// How many rules, and how many cases, are listed where nobody says.
const LISTED: usize = 100;

const EXAMPLES: &str = "\
Examples:
  grounds diff old-rules new-rules
  grounds diff --rev main my-rules
  grounds diff --known-on 2026-03-01 --only cases my-rules
  grounds diff --rev HEAD~1 --case ada --format json my-rules";

/// Shows what differs between two versions of rules, and in the answers of cases
///
/// Only what rules mean is compared: layout, comments, the order of things, the names of variables and the labels of rules make no difference.
/// The cases are those of the new version; both versions are asked about the same facts.
/// That something differs is a finding.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// The old and the new version: two files or folders of rules, with their cases
    ///
    /// With --rev or --known-on, all of these are the new version, as it lies on disk; without a path, this folder is.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compares with the version that the git repository of the paths has at a revision
    #[arg(long, value_name = "REV", conflicts_with = "known_on")]
    rev: Option<String>,
    /// Compares with the version of the last commit on or before a day
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<Date>,
    /// Compares the answers of these cases only: all of a file, or the one named
    #[arg(long = "case", value_name = "FILE[#NAME]")]
    cases: Vec<OsString>,
    /// How large all cases are, as in "one request, two countries" [default: what the rules suggest for each question]
    #[arg(long, value_name = "SIZE")]
    scope: Option<String>,
    /// Stops comparing all cases after so many seconds, and says what was left out
    #[arg(long, value_name = "N", default_value_t = SECONDS)]
    seconds: u64,
    /// Compares only this
    #[arg(long, value_enum, value_name = "WHAT")]
    only: Option<Only>,
    /// The day whose law is applied where neither case nor question says [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// How many rules, and how many cases, are listed
    #[arg(long, value_name = "N", default_value_t = LISTED)]
    limit: usize,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    #[command(flatten)]
    bounds: Bounds,
}

/// What alone is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Only {
    /// Rules and declarations
    Rules,
    /// The answers of cases
    Cases,
    /// The facts on which answers differ, over all cases of a size
    AllCases,
}

/// All that was found out.
struct Report<'a> {
    sides: &'a Sides,
    versions: &'a Versions,
    /// Nothing where they are not compared; the same of the cases.
    rules: Option<&'a Changes>,
    cases: Option<CaseChanges>,
    all_cases: AllCases,
    day: Date,
    limit: usize,
    bounds: Bounds,
}

impl Report<'_> {
    fn has_findings(&self) -> bool {
        let rules = self.rules.is_some_and(|it| !it.is_empty());
        let cases =
            self.cases.as_ref().is_some_and(|it| it.cases.iter().any(CaseChange::is_changed));
        let unread = !self.versions.unread.is_empty();
        rules || cases || unread || self.all_cases.has_differences()
    }

    /// Whether a label is that of a rule or of an exception; the new version comes first.
    fn sort(&self, label: &str) -> &'static str {
        let versions = [&self.versions.new, &self.versions.old];
        let mut rules = versions.iter().flat_map(|it| it.session.program.rules());
        let is_exception = rules
            .find(|it| base_label(&it.1.label) == base_label(label))
            .is_some_and(|it| it.1.exception_to.is_some());
        if is_exception { "exception" } else { "rule" }
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let mut sides = Sides::find(args)?;
    let wanted = wanted(args, &mut sides, io)?;
    let (old, new) = sides.texts();
    let versions = match Versions::load(old, new) {
        Ok(it) => it,
        Err(it) => return unusable(&it, &sides, args.format, io),
    };
    for it in &wanted {
        exists(it, &versions)?;
    }
    let changes = Changes::between(&versions);
    let day = args.as_of.unwrap_or(io.today);
    let cases = match args.only {
        Some(Only::Rules | Only::AllCases) => None,
        _ => match cases(args, &versions, &changes, &wanted, day, io) {
            Ok(it) => Some(it),
            Err(()) => return Ok(Exit::Findings),
        },
    };
    let report = Report {
        sides: &sides,
        versions: &versions,
        rules: args.only.is_none_or(|it| it == Only::Rules).then_some(&changes),
        cases,
        all_cases: AllCases::compare(args, &versions, day, io)?,
        day,
        limit: args.limit,
        bounds: args.bounds,
    };
    match args.format {
        Format::Text => {
            report::complain(&versions.unread, &versions.sources, io);
            io.print(&text::render(&report, io.out.look))?;
        }
        Format::Json => io.print(&json::document(&report))?,
    }
    Ok(if report.has_findings() { Exit::Findings } else { Exit::Done })
}

/// The cases that `--case` names; a file that lies elsewhere joins those of the new version.
fn wanted(args: &Args, sides: &mut Sides, io: &mut Io<'_>) -> Result<Vec<CaseArgument>, Error> {
    let mut wanted = Vec::new();
    for argument in &args.cases {
        let found = CaseArgument::resolve(argument, &sides.library, io)?;
        sides.add(&found.file)?;
        wanted.push(found);
    }
    Ok(wanted)
}

/// Whether a file has the case that is wanted of it.
fn exists(wanted: &CaseArgument, versions: &Versions) -> Result<(), Error> {
    let Some(name) = &wanted.case else { return Ok(()) };
    let here = |it: &&str| *it == wanted.file.name;
    let known: Vec<String> =
        versions.case_names().filter(|it| here(&it.0)).map(|it| it.1.to_owned()).collect();
    if known.contains(name) {
        return Ok(());
    }
    Err(Error::NoSuchCase { file: wanted.file.name.clone(), case: name.clone(), known })
}

/// Asks both versions. Nothing comes back where somebody asked to stop.
fn cases(
    args: &Args,
    versions: &Versions,
    changes: &Changes,
    wanted: &[CaseArgument],
    day: Date,
    io: &mut Io<'_>,
) -> Result<CaseChanges, ()> {
    let options = Options {
        as_of: Some(day),
        overriding: args.as_of.is_some(),
        limits: args.bounds.limits(),
        ..Options::default()
    };
    let is_wanted = |file: &str, case: &str| {
        let named = |it: &CaseArgument| {
            it.file.name == file && it.case.as_ref().is_none_or(|it| it == case)
        };
        wanted.is_empty() || wanted.iter().any(named)
    };
    let found = Progress::during("steps", io, |tell| {
        CaseChanges::between(versions, changes, &options, is_wanted, tell)
    });
    found.map_err(drop)
}

/// Says why nothing can be compared.
fn unusable(it: &Unusable, sides: &Sides, format: Format, io: &mut Io<'_>) -> Result<Exit, Error> {
    let side = match it.which {
        Which::Old => &sides.old,
        Which::New => &sides.new,
    };
    match format {
        Format::Text => {
            report::complain(&it.mistakes, &it.sources, io);
            let (which, name) = (it.which.name(), &side.name);
            io.complain(&format!(
                "\nNothing was compared: the {which} version ({name}) has the mistakes above.\n"
            ));
        }
        Format::Json => io.print(&json::refused(it))?,
    }
    Ok(Exit::Findings)
}
