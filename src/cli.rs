//! What can be done at the terminal? The commands, their options, and what a run came to.
//!
//! The only room that reads files and the clock, and the only one that prints.
//! A command is one file: its `Args` and a `run` that reads and writes through the [`Io`] it is given,
//! so that tests run commands in process.
//! Answers go to standard output, messages to standard error; `--format json` puts both into one document on standard output.

#![expect(clippy::disallowed_methods, reason = "this is the one room with IO")]

mod ask;
mod builtin;
mod case_argument;
mod check;
mod completions;
mod consult;
mod coverage;
mod diff;
mod error;
mod files;
mod fmt;
mod folder;
mod io;
mod library;
mod options;
mod progress;
mod questions;
mod repl;
mod report;
mod review;
mod rules;
mod schematic;
mod selection;
mod shelf;
mod subject;
mod test;
mod timeline;
mod analyse;
mod verify;

use std::{ffi::OsString, process::ExitCode};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use self::io::{Io, Look, Stream};
use self::{error::Error, options::Color};

/// What a run came to. The process exits with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All went well.
    Done,
    /// Something was found: errors in rules, cases or questions, failed expectations, a limit.
    Findings,
    /// The command line can't be followed.
    Usage,
    /// Something can't be read or written.
    Unreadable,
}

impl Exit {
    /// Its number.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Unreadable => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// What every command's help ends with.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  findings: mistakes in rules, cases or questions, failed expectations, differences, limits
  2  wrong usage
  3  something can't be read or written";

const EXAMPLES: &str = "\
Examples:
  grounds
  grounds ask --case airport-stop \"can D1 be challenged at the CCF?\"
  grounds check my-rules
  grounds test
  grounds rules export my-rules";

/// Answers questions from rules of law, with all reasons down to the sources.
///
/// The rules are readable sentences; without --rules, the built-in INTERPOL rules are used.
#[derive(Debug, Parser)]
#[command(name = "grounds", version, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
struct Arguments {
    /// When to use colours: auto, always or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    #[arg(hide_possible_values = true)]
    color: Color,
    /// Without a command, a conversation begins
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ask(ask::Args),
    Check(check::Args),
    Test(test::Args),
    Review(review::Args),
    Coverage(coverage::Args),
    Fmt(fmt::Args),
    Diff(diff::Args),
    Timeline(timeline::Args),
    Analyse(analyse::Args),
    Consult(consult::Args),
    Verify(verify::Args),
    Repl(repl::Args),
    Rules(rules::Args),
    Completions(completions::Args),
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    io::with_terminal(|io| run(std::env::args_os(), io)).into()
}

/// Runs a command. The first argument is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Exit {
    let arguments = match parse(arguments, io) {
        Ok(arguments) => arguments,
        Err(message) => return show(&message, io),
    };
    io.paint(arguments.color);
    let command = arguments.command.unwrap_or_else(|| Command::Repl(repl::Args::default()));
    match command.run(io).and_then(|exit| io.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => {
            if !matches!(error, Error::Closed) {
                io.complain(&format!("error: {error}\n"));
            }
            error.exit()
        }
    }
}

fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    io: &Io<'_>,
) -> Result<Arguments, clap::Error> {
    let mut command = Arguments::command().term_width(io.out.look.width);
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|it| it.format(&mut command))
}

/// Shows what the reader of the command line has to say: help, the version, or what is wrong.
fn show(message: &clap::Error, io: &mut Io<'_>) -> Exit {
    let text = message.render();
    let stream = if message.use_stderr() { &mut io.err } else { &mut io.out };
    let text = if stream.look.coloured { text.ansi().to_string() } else { text.to_string() };
    match (message.use_stderr(), stream.write(&text)) {
        (true, _) => Exit::Usage,
        (false, Ok(())) => Exit::Done,
        (false, Err(error)) => error.exit(),
    }
}

impl Command {
    fn run(self, io: &mut Io<'_>) -> Result<Exit, Error> {
        match self {
            Self::Ask(args) => ask::run(&args, io),
            Self::Check(args) => check::run(&args, io),
            Self::Test(args) => test::run(&args, io),
            Self::Review(args) => review::run(&args, io),
            Self::Coverage(args) => coverage::run(&args, io),
            Self::Fmt(args) => fmt::run(&args, io),
            Self::Diff(args) => diff::run(&args, io),
            Self::Timeline(args) => timeline::run(&args, io),
            Self::Analyse(args) => analyse::run(&args, io),
            Self::Consult(args) => consult::run(&args, io),
            Self::Verify(args) => verify::run(&args, io),
            Self::Repl(args) => repl::run(&args, io),
            Self::Rules(args) => rules::run(&args, io),
            Self::Completions(args) => completions::run(&args, io),
        }
    }
}
