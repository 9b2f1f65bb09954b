//! `grounds ask`: what is the answer, and why?

mod forms;
mod page;

use std::{ffi::OsString, path::PathBuf};

use jiff::civil::Date;

use crate::{
    answer::DEFAULT_LISTED,
    explain::text,
    program::{Case, Scenario},
    session::{Options, Session},
};

use self::{
    forms::Form,
    page::{Page, Refusal, Reply},
};
use super::{
    Exit,
    case_argument::CaseArgument,
    error::Error,
    io::Io,
    library::Library,
    options::{Bounds, Detail, date},
    questions, report,
};

const EXAMPLES: &str = "\
Examples:
  grounds ask --case airport-stop \"can D1 be challenged at the CCF?\"
  grounds ask --case my.case#second --detail short \"can this be challenged at the CCF?\"
  grounds ask --case a.case --case b.case --format json \"which step is Ada advised to take?\"
  grounds ask --case airport-stop --format html --output answer.html \"can D1 be challenged at the CCF?\"
  grounds ask --rules my-rules --as-of 2024-01-01 --case my.case \"may Ada stay?\"
  grounds ask --case my.case - < questions.txt";

/// Answers questions about a case, with all reasons
///
/// Rules come from --rules, or are the built-in INTERPOL rules.
/// Without --case, nothing is stated, and questions can be about the names of the rules only.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Questions; `-` reads them from standard input, where each ends with `?`
    #[arg(required = true, value_name = "QUESTION")]
    questions: Vec<String>,
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// The case asked about: the last one of a file, or the one named; `-` is standard input
    ///
    /// A file that does not exist is looked for beside the rules: `airport-stop` is a built-in case.
    /// Given more than once, each question is answered for each case.
    #[arg(long = "case", value_name = "FILE[#NAME]")]
    cases: Vec<OsString>,
    /// The day whose law is applied, whatever the case says [default: the case's day, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// How much is printed
    #[arg(long, value_enum, value_name = "DETAIL", default_value_t)]
    detail: Detail,
    /// In which form the answer is printed
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Form,
    /// How many ways are listed for each side of an answer, in JSON
    #[arg(long, value_name = "N", default_value_t = DEFAULT_LISTED)]
    limit: usize,
    #[command(flatten)]
    bounds: Bounds,
    /// Writes the answers to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    refuse_reading_twice(args)?;
    let questions = questions::read(&args.questions, io)?;
    refuse_several_pictures(args, questions.len())?;
    let library = Library::open(&args.rules)?;
    let mut wanted = Vec::new();
    for argument in &args.cases {
        wanted.push(CaseArgument::resolve(argument, &library, io)?);
    }
    let options = Options {
        as_of: Some(args.as_of.unwrap_or(io.today)),
        overriding: args.as_of.is_some(),
        listed: args.limit,
        depth: (args.format == Form::Text).then_some(text::DEEPEST),
        // A memo is read by somebody who can't ask again.
        repairs: matches!(args.format, Form::Md | Form::Html),
        limits: args.bounds.limits(),
    };
    let mut page = Page::new(args, questions.len(), wanted.len(), io);
    if wanted.is_empty() {
        let mut session = library.load(Vec::new())?;
        answer_all(&mut session, None, &questions, &options, &mut page)?;
    }
    let mut loaded: Option<(&str, Session)> = None;
    for argument in &wanted {
        let session = match &mut loaded {
            Some((name, session)) if *name == argument.file.name => session,
            _ => {
                let session = library.load(vec![argument.file.read()?])?;
                &mut loaded.insert((&argument.file.name, session)).1
            }
        };
        answer_all(session, Some(argument), &questions, &options, &mut page)?;
    }
    page.finish()
}

fn refuse_reading_twice(args: &Args) -> Result<(), Error> {
    let cases = args.cases.iter().filter(|it| CaseArgument::is_standard_input(it)).count();
    let questions = args.questions.iter().filter(|it| *it == "-").count();
    if cases + questions > 1 {
        let message = "standard input can be read only once, as the case or as the questions";
        return Err(Error::Usage(message.to_owned()));
    }
    Ok(())
}

fn refuse_several_pictures(args: &Args, questions: usize) -> Result<(), Error> {
    let answers = questions * args.cases.len().max(1);
    if args.format == Form::Svg && answers > 1 {
        let message = format!(
            "a picture shows one answer, and there would be {answers}: ask one question about one case, \
             or take `--format html`, which has a picture for each"
        );
        return Err(Error::Usage(message));
    }
    Ok(())
}

fn answer_all(
    session: &mut Session,
    argument: Option<&CaseArgument>,
    questions: &[String],
    options: &Options<'_>,
    page: &mut Page<'_, '_>,
) -> Result<(), Error> {
    if !session.is_usable() {
        let errors = report::errors(&session.diagnostics);
        return page.refuse_all(argument, questions, &errors, &session.sources);
    }
    let mut case: Option<Case> = None;
    if let Some(argument) = argument {
        let (chosen, others) = argument.choose(session)?;
        page.say_which((&argument.file.name, &chosen.name), others);
        case = Some(chosen.clone());
    }
    let nothing = Scenario::default();
    let scenario = case.as_ref().map_or(&nothing, |it| &it.scenario);
    for (at, question) in questions.iter().enumerate() {
        let file = argument.map(|it| it.file.name.as_str());
        let title = case.as_ref().and_then(|it| it.title.as_deref());
        let case = case.as_ref().map(|it| it.name.as_str()).zip(file);
        let name = page.place_of(case.map(|it| it.0), at);
        let result = answer(session, scenario, (&name, question), options);
        page.add(Reply { case, title, question, result }, &session.sources)?;
    }
    Ok(())
}

fn answer(
    session: &mut Session,
    scenario: &Scenario,
    (name, question): (&str, &str),
    options: &Options<'_>,
) -> Result<page::Answer, Refusal> {
    let query = session.question(scenario, name, question).map_err(Refusal::Mistakes)?;
    let explanation = session.ask(scenario, &query, options).map_err(Refusal::Limit)?;
    Ok(page::Answer { explanation, intent: query.intent })
}
