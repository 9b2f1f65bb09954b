//! `grounds rules export`: how do I get the built-in rules to edit?

use std::path::{Path, PathBuf};

use super::super::{
    Exit, builtin,
    error::Error,
    files::{self, shown},
    io::Io,
};

const EXAMPLES: &str = "\
Examples:
  grounds rules export my-rules
  grounds check my-rules
  grounds ask --rules my-rules --case airport-stop \"can D1 be challenged at the CCF?\"";

/// Writes the built-in rules and cases, with their snapshots, to a folder
///
/// No file is overwritten without --force, and none is ever half written.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::super::EXIT_CODES))]
pub(super) struct Args {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Overwrites files that exist
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let texts: Vec<(PathBuf, &str)> =
        builtin::all().map(|it| (place(&args.folder, it.name), it.text)).collect();
    let mut existing = texts.iter().filter(|it| it.0.symlink_metadata().is_ok());
    if let (Some((path, _)), false) = (existing.next(), args.force) {
        return Err(Error::Exists { name: shown(path), more: existing.count() });
    }
    for (path, text) in &texts {
        files::make_folder(path.parent().unwrap_or(&args.folder))?;
        files::write(path, text)?;
    }
    io.print(&format!("{}: {} files written\n", shown(&args.folder), texts.len()))?;
    Ok(Exit::Done)
}

/// Where a built-in text goes: `cases/reply.case` under the folder.
fn place(folder: &Path, name: &str) -> PathBuf {
    let name = Path::new(name);
    folder.join(name.strip_prefix(builtin::FOLDER).unwrap_or(name))
}
