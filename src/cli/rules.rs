//! `grounds rules`: which rules are there, and how do I get them to edit?

mod export;
mod list;

use super::{Exit, error::Error, io::Io};

const EXAMPLES: &str = "\
Examples:
  grounds rules list
  grounds rules export my-rules";

/// Lists rules, or writes out the built-in ones
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Export(export::Args),
    List(list::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    match &args.command {
        Command::Export(args) => export::run(args, io),
        Command::List(args) => list::run(args, io),
    }
}
