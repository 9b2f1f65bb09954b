//! `grounds consult`: an interview that asks only what matters.

mod plan;
mod protocol;
mod save;
pub(super) mod talk;

use std::path::PathBuf;

use jiff::civil::Date;

use crate::{
    engine::Limit,
    explain::Explanation,
    session::{
        Options,
        interview::{Ask, Interview},
    },
};

use self::save::Saving;
use super::{
    Exit,
    error::Error,
    files,
    io::Io,
    options::{Bounds, Detail, Format, date},
    report,
    subject::{Loaded, Subject},
};

const EXAMPLES: &str = "\
Examples:
  grounds consult --case airport-stop \"can D1 be challenged at the CCF?\"
  grounds consult --case airport-stop --plan \"can D1 be challenged at the CCF?\"
  grounds consult --rules my-rules --case my.case --save answered.case \"may Ada stay?\"

Replies:
  yes, no, don't know, a value, or one of the kinds that are named;
  why (is this asked?), back (to the question before), skip (this one), stop (here), help";

/// Asks what has to be known to answer a question, one thing at a time
///
/// The question that decides most comes first, and none is asked that no longer matters.
/// At the end stand the answer with its reasons, and what remained open.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// The question
    #[arg(value_name = "QUESTION")]
    question: String,
    #[command(flatten)]
    subject: Subject,
    /// The day whose law is applied, whatever the case says [default: the case's day, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Prints all questions as a tree, and asks none; at most N of them [default: 200]
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = plan::QUESTIONS,
        conflicts_with_all = ["json", "save"]
    )]
    plan: Option<usize>,
    /// Speaks a line of JSON at a time, so that another program can reply
    #[arg(long)]
    json: bool,
    /// Writes the case with the replies to a file, after every reply, from which the interview goes on another time
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Overwrites the file of --save if it exists; that of --case needs no leave
    #[arg(long, requires = "save")]
    force: bool,
    /// How much of the reasons is printed at the end
    #[arg(long, value_enum, value_name = "DETAIL", default_value_t)]
    detail: Detail,
    #[command(flatten)]
    bounds: Bounds,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let format = if args.json { Format::Json } else { Format::Text };
    let Some(mut loaded) = args.subject.load(&args.question, format, io)? else {
        return Ok(Exit::Findings);
    };
    let options = Options {
        as_of: Some(args.as_of.unwrap_or(io.today)),
        overriding: args.as_of.is_some(),
        limits: args.bounds.limits(),
        ..Options::default()
    };
    let scenario = loaded.scenario();
    let mut interview = Interview::new(loaded.query.clone(), scenario);
    let saving = Saving::prepared(args, &loaded)?;
    let mut consultation = Consultation { loaded: &mut loaded, options, args, saving };
    if let Some(most) = args.plan {
        return plan::run(&consultation, &interview, most, io);
    }
    consultation.keep(&interview)?;
    let exit = if args.json {
        protocol::run(&mut consultation, &mut interview, io)?
    } else {
        talk::run(&mut consultation, &mut interview, io)?
    };
    consultation.finish(&interview)?;
    Ok(exit)
}

/// What an interview is held with.
struct Consultation<'a> {
    loaded: &'a mut Loaded,
    options: Options<'a>,
    args: &'a Args,
    saving: Option<Saving>,
}

/// How an interview goes on.
enum Next {
    /// With a question.
    Ask(Ask),
    /// Nothing is left to ask.
    Nothing,
    /// The last reply was taken back, since with it no question can be found; with another one it may go on.
    TakenBack(Limit),
    /// No question can be found.
    Stuck(Limit),
}

impl Consultation<'_> {
    /// How it goes on. `replied` is whether a reply came last; all replies so far are saved.
    fn next(&mut self, interview: &mut Interview, replied: bool) -> Result<Next, Error> {
        match interview.next(&self.loaded.session, &self.options) {
            Ok(ask) => {
                self.keep(interview)?;
                Ok(ask.map_or(Next::Nothing, Next::Ask))
            }
            Err(limit) if replied && interview.back() => Ok(Next::TakenBack(limit)),
            Err(limit) => Ok(Next::Stuck(limit)),
        }
    }

    /// The answer as it stands.
    fn explanation(&self, interview: &Interview) -> Result<Explanation, Limit> {
        self.loaded.session.ask(&interview.scenario, &interview.query, &self.options)
    }

    /// Says to a person that a limit was reached.
    fn refused(&self, interview: &Interview, limit: Limit, io: &mut Io<'_>) -> Exit {
        let message = report::limit(&interview.query.sentence, limit, self.args.bounds);
        report::complain(&[message], &self.loaded.session.sources, io);
        Exit::Findings
    }
}

/// The next line that was typed, without its end; nothing where there are no more.
pub(super) fn line(io: &mut Io<'_>) -> Result<Option<String>, Error> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    loop {
        match io.input.read(&mut byte) {
            Ok(0) if bytes.is_empty() => return Ok(None),
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) => bytes.push(byte[0]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(Error::Unreadable { name: files::STANDARD_INPUT.to_owned(), error });
            }
        }
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
}
