//! `grounds test`: do cases come out as expected?

mod failure;
mod table;

use std::{collections::HashMap, path::PathBuf};

use jiff::civil::Date;

use crate::{
    program::{Case, Query},
    session::{Options, Session},
};

use self::{failure::Failure, table::Row};
use super::{
    Exit,
    error::Error,
    files::shown,
    io::Io,
    library::{self, Library, Root},
    options::{Bounds, Format, date},
    progress::Progress,
    report,
};

const EXAMPLES: &str = "\
Examples:
  grounds test
  grounds test my-rules
  grounds test --rules my-rules new.case
  grounds test --filter airport --format json";

/// Runs the `expect` lines of cases
///
/// Paths are case files, or folders with cases under them.
/// Rules come from --rules, else from the paths themselves if there are any under them, else they are the built-in INTERPOL rules.
/// Without a path, all cases that lie under the rules are run.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Case files, and folders of cases
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Runs only what has this word in the file's or case's name, the title or the question
    #[arg(long, value_name = "WORD")]
    filter: Option<String>,
    /// The day whose law is applied where neither case nor question says [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    #[command(flatten)]
    bounds: Bounds,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let (library, groups) = find(&args.paths, &args.rules)?;
    let files = library::distinct(&groups);
    let texts = files.iter().map(library::CaseFile::read).collect::<Result<Vec<_>, _>>()?;
    let session = library.load(texts)?;
    if !session.is_usable() {
        return unusable(&session, args.format, io);
    }
    let mut run = Run {
        session: &session,
        options: Options {
            as_of: Some(args.as_of.unwrap_or(io.today)),
            limits: args.bounds.limits(),
            ..Options::default()
        },
        word: args.filter.as_ref().map(|it| it.to_lowercase()),
        rows: groups.iter().map(|it| Row::new(&it.label)).collect(),
        failures: Vec::new(),
    };
    run.all(&groups, io);
    if run.rows.iter().all(|it| it.cases == 0) {
        return Err(nothing((&args.paths, &args.rules), args.filter.as_ref(), &library));
    }
    match args.format {
        Format::Text => run.print(args.bounds, io)?,
        Format::Json => {
            let failures: Vec<String> =
                run.failures.iter().map(|it| it.object(args.bounds)).collect();
            io.print(&document(&run.rows, &failures, report::list(&[])))?;
        }
    }
    Ok(if run.failures.is_empty() { Exit::Done } else { Exit::Findings })
}

/// The rules, and the cases to run in the groups that the summary has a line for.
pub(super) fn find(paths: &[PathBuf], rules: &[PathBuf]) -> Result<(Library, Vec<Root>), Error> {
    let given = Root::all(paths)?;
    let bring_rules = rules.is_empty() && given.iter().any(|it| !it.rules.is_empty());
    let library = if bring_rules { Library::from_roots(&given)? } else { Library::open(rules)? };
    if paths.is_empty() && rules.is_empty() {
        return Ok((library, vec![Root::built_in()]));
    }
    let (named, groups) =
        if paths.is_empty() { (rules, Root::all(rules)?) } else { (paths, given) };
    let is_idle = |it: &Root| it.cases.is_empty() && (it.rules.is_empty() || !bring_rules);
    let idle = groups.iter().position(is_idle).filter(|_| !paths.is_empty());
    let none = groups.iter().all(|it| it.cases.is_empty()).then_some(0);
    if let Some(at) = idle.or(none) {
        return Err(Error::NoCases { name: shown(&named[at]) });
    }
    Ok((library, groups.into_iter().filter(|it| !it.cases.is_empty()).collect()))
}

/// Why nothing was run.
pub(super) fn nothing(
    (paths, rules): (&[PathBuf], &[PathBuf]),
    filter: Option<&String>,
    library: &Library,
) -> Error {
    let path = paths.first().or(rules.first());
    match filter {
        Some(word) => Error::Usage(format!("--filter {word}: no case or question has this word")),
        None => Error::NoCases { name: path.map_or(library.label.clone(), |it| shown(it)) },
    }
}

/// Whether a word, in lower case, is in the name of a case or of its file, in its title, or in a question.
pub(super) fn has_word(session: &Session, case: &Case, query: &Query, word: &str) -> bool {
    let sources = &session.sources;
    let title = case.title.as_deref().unwrap_or_default();
    [sources.name(case.span.file), &case.name, title, sources.slice(query.span)]
        .iter()
        .any(|it| it.to_lowercase().contains(word))
}

fn unusable(session: &Session, format: Format, io: &mut Io<'_>) -> Result<Exit, Error> {
    let errors = report::errors(&session.diagnostics);
    match format {
        Format::Text => {
            report::complain(&errors, &session.sources, io);
            io.complain("\nNo case was run: the mistakes above come first.\n");
        }
        Format::Json => {
            let diagnostics = report::objects(&errors, &session.sources);
            io.print(&document(&[], &[], diagnostics))?;
        }
    }
    Ok(Exit::Findings)
}

/// One run over the cases.
struct Run<'a> {
    session: &'a Session,
    options: Options<'a>,
    word: Option<String>,
    rows: Vec<Row>,
    failures: Vec<Failure>,
}

impl Run<'_> {
    fn all(&mut self, groups: &[Root], io: &mut Io<'_>) {
        let session = self.session;
        let mut rows = HashMap::new();
        for (row, group) in groups.iter().enumerate() {
            for file in &group.cases {
                rows.entry(file.name.as_str()).or_insert(row);
            }
        }
        let row = |it: &Case| rows.get(session.sources.name(it.span.file)).copied();
        let cases: Vec<(usize, &Case)> =
            session.cases.iter().filter_map(|it| row(it).map(|row| (row, it))).collect();
        let mut progress = Progress::new(cases.len(), "cases");
        for (done, (row, case)) in cases.into_iter().enumerate() {
            progress.show(done, io);
            self.case(row, case);
        }
        progress.clear(io);
    }

    fn case(&mut self, row: usize, case: &Case) {
        let expectations: Vec<_> =
            case.expectations.iter().filter(|it| self.wants(case, &it.query)).collect();
        let asks: Vec<_> = case.asks.iter().filter(|it| self.wants(case, it)).collect();
        let before = self.failures.len();
        for it in &expectations {
            match self.session.holds(case, it, &self.options) {
                Ok(true) => {}
                Ok(false) => {
                    let got = self.session.ask(&case.scenario, &it.query, &self.options);
                    self.failures.push(Failure::of_expectation(self.session, case, it, got));
                }
                Err(limit) => {
                    let failure = Failure::of_expectation(self.session, case, it, Err(limit));
                    self.failures.push(failure);
                }
            }
        }
        for query in &asks {
            if let Err(limit) = self.session.ask(&case.scenario, query, &self.options) {
                self.failures.push(Failure::of_ask(self.session, case, query, limit));
            }
        }
        let row = &mut self.rows[row];
        row.cases += usize::from(self.word.is_none() || expectations.len() + asks.len() > 0);
        row.expectations += expectations.len();
        row.asks += asks.len();
        row.failed += self.failures.len() - before;
    }

    fn wants(&self, case: &Case, query: &Query) -> bool {
        self.word.as_ref().is_none_or(|it| has_word(self.session, case, query, it))
    }

    fn print(&self, bounds: Bounds, io: &mut Io<'_>) -> Result<(), Error> {
        let look = io.out.look;
        for it in &self.failures {
            io.print(&it.text(bounds, look))?;
            io.print("\n")?;
        }
        io.print(&table::render(&self.rows, look))
    }
}

/// The report for a program.
fn document(rows: &[Row], failures: &[String], diagnostics: String) -> String {
    let groups: Vec<String> = rows.iter().map(|it| it.object().to_string()).collect();
    let total = Row::total(rows);
    report::document(&[
        ("cases", total.cases.to_string()),
        ("expectations", total.expectations.to_string()),
        ("asks", total.asks.to_string()),
        ("failed", total.failed.to_string()),
        ("groups", report::list(&groups)),
        ("failures", report::list(failures)),
        ("diagnostics", diagnostics),
    ])
}
