//! `grounds test`: do cases come out as expected, and as they did before?

mod change;
mod failure;
mod junit;
mod orphans;
mod run;
mod table;
mod update;

use crate::session::Session;

use self::{
    run::{Run, Tested},
    update::Update,
};
use super::{
    Exit, error::Error, files::shown, io::Io, options::Bounds, report, selection::Selection,
};

const EXAMPLES: &str = "\
Examples:
  grounds test
  grounds test my-rules
  grounds test --rules my-rules new.case
  grounds test --filter airport --format json";

const FILTER: &str =
    "Runs only what has this word in the file's or case's name, the title or the question";

/// Tries what cases expect, and whether their answers are still what they were
///
/// Paths are case files, or folders with cases under them.
/// Rules come from --rules, else from the paths themselves if there are any under them, else they are the built-in INTERPOL rules.
/// Without a path, all cases that lie under the rules are run.
///
/// An `expect` line holds or fails. The answer to an `ask` line is kept in a snapshot, a file `CASE@QUESTION.snap` beside the case.
/// An answer that differs, or has no snapshot yet, is written to `CASE@QUESTION.snap.new`, which `grounds review` shows.
/// One that differs is a finding; one without a snapshot is one only under --strict.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
#[command(mut_arg("filter", |it| it.help(FILTER)))]
pub(super) struct Args {
    #[command(flatten)]
    selection: Selection,
    /// What becomes of answers that differ from their snapshots [default: `INSTA_UPDATE`, else auto]
    #[arg(long, value_enum, value_name = "WHEN")]
    update: Option<Update>,
    /// Removes the snapshots of questions that no case asks any more
    #[arg(long, conflicts_with = "filter")]
    remove_orphans: bool,
    /// Exits with 1 also where an answer has no snapshot yet
    #[arg(long)]
    strict: bool,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Reader,
    #[command(flatten)]
    bounds: Bounds,
}

/// Who reads the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Reader {
    /// A person
    #[default]
    Text,
    /// A program: one JSON document
    Json,
    /// A build server
    #[value(help = "A build server: one XML document in the form of JUnit")]
    Junit,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let update = Update::wanted(args.update)?;
    let selection = &args.selection;
    let (library, groups) = selection.find()?;
    let session = library.load_with(&groups)?;
    if !session.is_usable() {
        return unusable(&session, args.format, io);
    }
    let mut run = Run::new(&session, selection.options(args.bounds, io.today), selection);
    run.all(&groups, io);
    if run.tested.rows.iter().all(|it| it.cases == 0) {
        return Err(selection.took_nothing(&library));
    }
    let mut tested = run.tested;
    let roots = selection.roots();
    tested.orphans = orphans::find(roots, &tested.expected)?;
    let written = tested.write(update, args.remove_orphans);
    let again = roots.iter().map(|it| shown(it)).collect::<Vec<_>>().join(" ");
    match args.format {
        Reader::Text => print(&tested, (update, written.is_ok()), &again, args, io)?,
        // A person is told what was found also where it could not be written; a program does not read that far.
        _ if written.is_err() => {}
        Reader::Json => io.print(&document(&tested, args.bounds))?,
        Reader::Junit => io.print(&junit::document(&tested, args.strict, args.bounds))?,
    }
    written?;
    Ok(if tested.is_as_before(args.strict) { Exit::Done } else { Exit::Findings })
}

fn unusable(session: &Session, format: Reader, io: &mut Io<'_>) -> Result<Exit, Error> {
    let errors = report::errors(&session.diagnostics);
    match format {
        Reader::Text => {
            report::complain(&errors, &session.sources, io);
            io.complain("\nNo case was run: the mistakes above come first.\n");
        }
        Reader::Json => {
            let diagnostics = report::objects(&errors, &session.sources);
            io.print(&table::document(&[], Vec::new(), diagnostics))?;
        }
        Reader::Junit => io.print(&junit::mistakes(&errors, &session.sources))?,
    }
    Ok(Exit::Findings)
}

/// For a person: what failed, a line for each group with what changed below it, and what to do.
fn print(
    tested: &Tested,
    (update, written): (Update, bool),
    again: &str,
    args: &Args,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let look = io.out.look;
    for it in &tested.failures {
        io.print(&it.text(args.bounds, look))?;
        io.print("\n")?;
    }
    io.print(&table::render(&tested.rows, &tested.changes, look))?;
    io.print(&orphans::text(&tested.orphans, args.remove_orphans, update, look))?;
    let waiting = tested.changes.iter().filter(|it| it.slot.is_some()).count();
    let hint = match (update, waiting) {
        _ if !written => String::new(),
        (Update::New, 1..) => format!("To look at what is new: grounds review {again}\n"),
        (Update::No, 1..) => {
            "Nothing was written; `--update new` writes what is new for `grounds review`.\n"
                .to_owned()
        }
        _ if tested.changes.is_empty() => String::new(),
        (_, 0) => {
            "Built-in cases can't be written; `grounds rules export` gives copies that can.\n"
                .to_owned()
        }
        _ => String::new(),
    };
    io.print(&hint)
}

/// The report for a program.
fn document(tested: &Tested, bounds: Bounds) -> String {
    let failures: Vec<String> = tested.failures.iter().map(|it| it.object(bounds)).collect();
    let changes: Vec<String> = tested.changes.iter().map(change::Change::object).collect();
    let fields = vec![
        ("failures", report::list(&failures)),
        ("changes", report::list(&changes)),
        ("orphans", orphans::object(&tested.orphans)),
    ];
    table::document(&tested.rows, fields, report::list(&[]))
}
