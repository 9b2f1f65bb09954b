//! `grounds completions`: how does a shell learn to complete commands?

use clap::{CommandFactory, ValueEnum};

use super::{Arguments, Exit, error::Error, io::Io};

const EXAMPLES: &str = "\
Examples:
  grounds completions bash > ~/.local/share/bash-completion/completions/grounds
  grounds completions zsh > ~/.zfunc/_grounds
  grounds completions fish > ~/.config/fish/completions/grounds.fish";

/// Prints what a shell needs to complete commands and options
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let shell = match args.shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "grounds", &mut script);
    io.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
