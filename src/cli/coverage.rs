//! `grounds coverage`: what do the cases try of the rules?

mod findings;
mod html;
mod json;
mod suggest;
mod text;

use std::{collections::HashSet, path::PathBuf};

use clap::ValueEnum;

use crate::{
    analysis::{
        coverage::{Coverage, Question, SourceCoverage, cover, provisions},
        mutate::{Mutations, mutate},
    },
    session::Session,
};

use self::suggest::Suggested;
use super::{
    Exit,
    error::Error,
    files,
    io::{Io, Look},
    options::Bounds,
    progress::Progress,
    report,
    schematic::SECONDS,
    selection::Selection,
};

const EXAMPLES: &str = "\
Examples:
  grounds coverage
  grounds coverage --format html --output coverage.html my-rules
  grounds coverage --mutate my-rules
  grounds coverage --suggest --output suggested.case my-rules
  grounds coverage --min 80 --rules my-rules cases";

/// Shows what the cases try of the rules
///
/// For each rule, exception and condition: whether it was true, false or open in a question of a case, and whether it
/// decides any, so that the answer would be another one without it. For each provision of the sources: whether rules
/// encode it. Which rules and cases are taken is as with `grounds test`.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    #[command(flatten)]
    selection: Selection,
    /// Changes the rules, one thing at a time, and says which changes no case notices
    #[arg(long)]
    mutate: bool,
    /// Prints a smallest case for each change that no case notices, with the answer as it stands, for somebody to check
    #[arg(long)]
    suggest: bool,
    /// How large these cases may be, as in "one request, two countries" [default: what the rules suggest]
    #[arg(long, value_name = "SIZE", requires = "suggest")]
    scope: Option<String>,
    /// Stops looking for such cases after so many seconds, and says what was left out
    #[arg(long, value_name = "N", default_value_t = SECONDS, requires = "suggest")]
    seconds: u64,
    /// How much has to decide an answer, in percent of all rules, exceptions and conditions
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min: Option<u8>,
    /// In which form it is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Form,
    /// Writes it to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    bounds: Bounds,
}

/// The forms of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tables, and what is not covered
    #[default]
    Text,
    /// For programs: one JSON document
    Json,
    /// One page with the rules, line by line
    Html,
}

/// Everything that a form shows.
struct Findings<'a> {
    session: &'a Session,
    label: &'a str,
    /// How many cases there are.
    cases: usize,
    questions: &'a [Question<'a>],
    coverage: Coverage,
    sources: Vec<SourceCoverage>,
    mutations: Option<Mutations>,
    suggestions: Option<Suggested>,
    bounds: Bounds,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let selection = &args.selection;
    let (library, groups) = match selection.find() {
        // Where there is no case yet, everything is still to be suggested.
        Err(Error::NoCases { .. }) if args.suggest => (selection.rules_alone()?, Vec::new()),
        found => found?,
    };
    let session = library.load_with(&groups)?;
    if !session.is_usable() {
        return unusable(&session, args, io);
    }
    let named: HashSet<&str> =
        groups.iter().flat_map(|it| &it.cases).map(|it| it.name.as_str()).collect();
    let chosen =
        session.cases.iter().filter(|it| named.contains(session.sources.name(it.span.file)));
    let questions: Vec<Vec<Question<'_>>> = chosen
        .map(|case| Question::of(&session.program, case, |it| selection.takes(&session, case, it)))
        .filter(|it| !selection.is_filtered() || !it.is_empty())
        .collect();
    let cases = questions.len();
    if cases == 0 && !args.suggest {
        return Err(selection.took_nothing(&library));
    }
    let questions: Vec<Question<'_>> = questions.into_iter().flatten().collect();
    let mut findings = find_out(args, (&session, &library.label, cases), &questions, io);
    if args.suggest {
        findings.suggestions = Some(Suggested::find(args, &findings, io)?);
    }
    let text = match args.format {
        Form::Text if args.suggest => suggest::render(&findings),
        Form::Text => {
            text::render(&findings, args.output.as_ref().map_or(io.out.look, |_| Look::PLAIN))
        }
        Form::Json => json::render(&findings),
        Form::Html => html::render(&findings),
    };
    hand_out(&text, args, io)?;
    Ok(judge(args, &findings, io))
}

/// What the cases try, and where that is wanted, which changes of the rules they notice.
fn find_out<'a>(
    args: &Args,
    (session, label, cases): (&'a Session, &'a str, usize),
    questions: &'a [Question<'a>],
    io: &mut Io<'_>,
) -> Findings<'a> {
    let options = args.selection.options(args.bounds, io.today);
    let coverage = Progress::during("steps", io, |tell| cover(session, questions, &options, tell));
    let mutations = (args.mutate || args.suggest).then(|| {
        Progress::during("changes", io, |tell| mutate(session, questions, &options, tell))
    });
    let sources = provisions(&session.program);
    let bounds = args.bounds;
    let suggestions = None;
    Findings { session, label, cases, questions, coverage, sources, mutations, suggestions, bounds }
}

fn hand_out(text: &str, args: &Args, io: &mut Io<'_>) -> Result<(), Error> {
    match &args.output {
        Some(path) => files::write(path, text),
        None => io.print(text),
    }
}

/// Whether enough is covered.
fn judge(args: &Args, findings: &Findings<'_>, io: &mut Io<'_>) -> Exit {
    let (decisive, all) = findings.coverage.tally(|_| true).share();
    match args.min {
        Some(min) if decisive * 100 < all * usize::from(min) => {
            io.complain(&format!(
                "coverage: {decisive} of {all} rules, exceptions and conditions decide an answer; \
                 --min {min} asks for {} of them\n",
                (all * usize::from(min)).div_ceil(100)
            ));
            Exit::Findings
        }
        _ => Exit::Done,
    }
}

fn unusable(session: &Session, args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let errors = report::errors(&session.diagnostics);
    if args.format == Form::Json {
        let text = json::mistakes(&report::objects(&errors, &session.sources));
        hand_out(&text, args, io)?;
    } else {
        report::complain(&errors, &session.sources, io);
        io.complain("\nNothing was tried: the mistakes above come first.\n");
    }
    Ok(Exit::Findings)
}
