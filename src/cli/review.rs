//! `grounds review`: which answers have changed, why, and is that as it should be?

mod keys;
mod sides;
mod talk;
mod view;

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::case::snapshot::Snapshot;

use super::{
    Exit,
    check::counted,
    error::Error,
    files::shown,
    io::Io,
    options::Format,
    report,
    shelf::{self, Slot},
};

const EXAMPLES: &str = "\
Examples:
  grounds review
  grounds review my-rules --filter airport
  grounds review --ci
  grounds review my-rules --accept";

/// Walks through the answers that differ from what was kept, to accept or reject each
///
/// `grounds test` leaves them as `.snap.new` files beside the cases; paths are case files, or folders with cases under them.
/// Without a path, this folder is meant.
/// At a terminal, single keys decide; else each line of standard input begins with one.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// Case files, and folders of cases
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Shows only what has this word in the file's or case's name or the question
    #[arg(long, value_name = "WORD")]
    filter: Option<String>,
    /// Accepts all without asking
    #[arg(long, group = "deed")]
    accept: bool,
    /// Rejects all without asking
    #[arg(long, group = "deed")]
    reject: bool,
    /// Changes nothing, and lists what waits; that something does is a finding
    #[arg(long, group = "deed")]
    ci: bool,
    /// Who reads the list; a program is told what waits, and nothing is asked
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// An answer that waits for somebody to look at it.
#[derive(Debug)]
struct Item {
    slot: Slot,
    old: Option<Snapshot>,
    new: Snapshot,
    outcome: Outcome,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Waiting,
    Accepted,
    Rejected,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let mut items = items(args)?;
    let deed = match (args.accept, args.reject) {
        (true, _) => Some(Outcome::Accepted),
        (_, true) => Some(Outcome::Rejected),
        _ => None,
    };
    if let Some(deed) = deed {
        items.iter_mut().try_for_each(|it| it.decide(deed))?;
    }
    let is_script = deed.is_some() || args.ci;
    match args.format {
        Format::Json => io.print(&document(&items))?,
        Format::Text if items.is_empty() => io.print("Nothing to review.\n")?,
        Format::Text if is_script => {
            items.iter().try_for_each(|it| io.print(&it.line()))?;
            io.print(&summary(&items))?;
        }
        Format::Text => {
            talk::walk(&mut items, io)?;
            io.print(&summary(&items))?;
        }
    }
    Ok(if args.ci && !items.is_empty() { Exit::Findings } else { Exit::Done })
}

/// What waits under the paths, in the order of the files.
fn items(args: &Args) -> Result<Vec<Item>, Error> {
    let here = [PathBuf::from(".")];
    let paths: &[PathBuf] = if args.paths.is_empty() { &here } else { &args.paths };
    let word = args.filter.as_ref().map(|it| it.to_lowercase());
    let mut items: Vec<Item> = Vec::new();
    for path in paths {
        for (slot, _) in shelf::slots(path)? {
            let slot = slot.without_dot();
            let is_known = items.iter().any(|it| it.slot == slot);
            let Some(new) = slot.read_pending()?.filter(|_| !is_known) else { continue };
            let item = Item { old: slot.read_kept()?, slot, new, outcome: Outcome::Waiting };
            if word.as_ref().is_none_or(|it| item.has(it)) {
                items.push(item);
            }
        }
    }
    Ok(items)
}

impl Item {
    /// The file of the snapshot, as messages speak of it.
    fn file(&self) -> String {
        shown(&self.slot.kept)
    }

    fn has(&self, word: &str) -> bool {
        let file = self.slot.kept.file_name().map(Path::new).map(shown).unwrap_or_default();
        [&file, &self.new.source, &self.new.info.case, &self.new.expression]
            .iter()
            .any(|it| it.to_lowercase().contains(word))
    }

    /// Whether what waits is still what was shown.
    fn is_as_shown(&self) -> Result<bool, Error> {
        Ok(self.slot.read_pending()?.as_ref() == Some(&self.new)
            && self.slot.read_kept()? == self.old)
    }

    /// Reads what waits now; says whether anything does.
    fn read_again(&mut self) -> Result<bool, Error> {
        let found = self.slot.read_pending()?;
        self.old = self.slot.read_kept()?;
        let is_there = found.is_some();
        self.new = found.unwrap_or_else(|| self.new.clone());
        Ok(is_there)
    }

    fn decide(&mut self, outcome: Outcome) -> Result<(), Error> {
        match outcome {
            Outcome::Waiting => {}
            Outcome::Accepted => {
                // A test in Rust that wrote it names its own file.
                let source = self.old.as_ref().map(|it| it.source.clone());
                let source = source.filter(|it| !it.is_empty());
                let source = source.unwrap_or_else(|| self.new.source.clone());
                self.slot.keep(&Snapshot { source, ..self.new.clone() })?;
            }
            Outcome::Rejected => self.slot.drop_pending()?,
        }
        self.outcome = outcome;
        Ok(())
    }

    /// How the answer differs.
    fn how(&self) -> String {
        match &self.old {
            Some(old) => self.new.difference(old),
            None => format!("{} (new)", self.new.in_brief()),
        }
    }

    fn line(&self) -> String {
        let (case, question) = (&self.new.info.case, &self.new.expression);
        format!("{:<8}  {case}: {question}    {}\n", self.outcome.word(), self.how())
    }
}

/// `3 answers: 1 accepted, 2 waiting`
fn summary(items: &[Item]) -> String {
    let counts = [Outcome::Accepted, Outcome::Rejected, Outcome::Waiting]
        .map(|outcome| (items.iter().filter(|it| it.outcome == outcome).count(), outcome.word()));
    let counts: Vec<String> =
        counts.iter().filter(|it| it.0 > 0).map(|(many, what)| format!("{many} {what}")).collect();
    format!("{}: {}\n", counted(items.len(), "answer"), counts.join(", "))
}

fn document(items: &[Item]) -> String {
    let object = |it: &Item| {
        let mut object = shelf::object(&it.file(), it.old.as_ref(), &it.new);
        object["outcome"] = json!(it.outcome.word());
        object.to_string()
    };
    let objects: Vec<String> = items.iter().map(object).collect();
    let waiting = items.iter().filter(|it| it.outcome == Outcome::Waiting).count();
    report::document(&[("waiting", waiting.to_string()), ("answers", report::list(&objects))])
}
