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
    shelf::{self, Held, Slot, Unread},
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
    old: Held,
    new: Snapshot,
    outcome: Outcome,
}

/// What there is to look at.
#[derive(Debug, Default)]
struct Pile {
    items: Vec<Item>,
    /// Files that ought to wait, and can't be read.
    damaged: Vec<(Slot, Unread)>,
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
    let mut pile = Pile::find(args)?;
    let deed = match (args.accept, args.reject) {
        (true, _) => Some(Outcome::Accepted),
        (_, true) => Some(Outcome::Rejected),
        _ => None,
    };
    let decided = match deed {
        Some(deed) => pile.items.iter_mut().try_for_each(|it| it.decide(deed)),
        None => Ok(()),
    };
    let is_script = deed.is_some() || args.ci;
    match args.format {
        // A person is told what was decided before something could not be written; a program does not read that far.
        Format::Json if decided.is_err() => {}
        Format::Json => io.print(&pile.document())?,
        Format::Text => {
            if is_script {
                pile.items.iter().try_for_each(|it| io.print(&it.line()))?;
            } else {
                talk::walk(&mut pile.items, io)?;
            }
            io.print(&pile.summary())?;
        }
    }
    decided?;
    let is_clean = pile.damaged.is_empty() && (!args.ci || pile.items.is_empty());
    Ok(if is_clean { Exit::Done } else { Exit::Findings })
}

impl Pile {
    /// What waits under the paths, in the order of the files.
    fn find(args: &Args) -> Result<Self, Error> {
        let here = [PathBuf::from(".")];
        let paths: &[PathBuf] = if args.paths.is_empty() { &here } else { &args.paths };
        let word = args.filter.as_ref().map(|it| it.to_lowercase());
        let mut pile = Self::default();
        for path in paths {
            for (slot, found) in shelf::waiting(path)? {
                pile.add(slot.without_dot(), found, word.as_deref());
            }
        }
        Ok(pile)
    }

    /// Adds what waits, if it is wanted and not known.
    fn add(&mut self, slot: Slot, found: Result<Snapshot, Unread>, word: Option<&str>) {
        let mut known = self.items.iter().map(|it| &it.slot);
        if known.any(|it| *it == slot) || self.damaged.iter().any(|it| it.0 == slot) {
            return;
        }
        match found {
            Ok(new) => {
                let item = Item { old: slot.read_kept(), slot, new, outcome: Outcome::Waiting };
                self.items.extend(Some(item).filter(|it| word.is_none_or(|word| it.has(word))));
            }
            Err(why) => {
                let is_wanted = word.is_none_or(|it| name(&slot).to_lowercase().contains(it));
                self.damaged.extend(is_wanted.then_some((slot, why)));
            }
        }
    }

    /// `3 answers: 1 accepted, 2 waiting`, and what is amiss.
    fn summary(&self) -> String {
        let mut out = String::new();
        for (slot, why) in &self.damaged {
            out.extend([&shown(&slot.pending), ": ", &why.of_waiting(), "\n"]);
        }
        let items = &self.items;
        if items.is_empty() && self.damaged.is_empty() {
            return "Nothing to review.\n".to_owned();
        }
        let count = |outcome| items.iter().filter(|it| it.outcome == outcome).count();
        let counts = [Outcome::Accepted, Outcome::Rejected, Outcome::Waiting]
            .map(|outcome| (count(outcome), outcome.word()));
        let counts = counts.iter().filter(|it| it.0 > 0);
        let counts: Vec<String> = counts.map(|(many, what)| format!("{many} {what}")).collect();
        let mut parts = Vec::new();
        if !items.is_empty() {
            parts.push(format!("{}: {}", counted(items.len(), "answer"), counts.join(", ")));
        }
        if !self.damaged.is_empty() {
            parts.push(format!("{} can't be read", counted(self.damaged.len(), "file")));
        }
        out + &parts.join("; ") + "\n"
    }

    fn document(&self) -> String {
        let object = |it: &Item| {
            let mut object = shelf::object(&it.file(), &it.old, &it.new);
            object["outcome"] = json!(it.outcome.word());
            object.to_string()
        };
        let damaged = |(slot, why): &(Slot, Unread)| {
            json!({"file": shown(&slot.pending), "why": why.why()}).to_string()
        };
        let objects: Vec<String> = self.items.iter().map(object).collect();
        let damaged: Vec<String> = self.damaged.iter().map(damaged).collect();
        let waiting = self.items.iter().filter(|it| it.outcome == Outcome::Waiting).count();
        report::document(&[
            ("waiting", waiting.to_string()),
            ("answers", report::list(&objects)),
            ("unreadable", report::list(&damaged)),
        ])
    }
}

/// The name of the file of a snapshot.
fn name(slot: &Slot) -> String {
    slot.kept.file_name().map(Path::new).map(shown).unwrap_or_default()
}

impl Item {
    /// The file of the snapshot, as messages speak of it.
    fn file(&self) -> String {
        shown(&self.slot.kept)
    }

    fn has(&self, word: &str) -> bool {
        [&name(&self.slot), &self.new.source, &self.new.info.case, &self.new.expression]
            .iter()
            .any(|it| it.to_lowercase().contains(word))
    }

    /// What was kept, if it can be read.
    fn before(&self) -> Option<&Snapshot> {
        shelf::kept(&self.old)
    }

    /// Whether what waits is still what was shown.
    fn is_as_shown(&self) -> bool {
        self.slot.read_pending().is_ok_and(|it| it.as_ref() == Some(&self.new))
            && self.slot.read_kept() == self.old
    }

    /// Reads what waits now; says whether anything does.
    fn read_again(&mut self) -> bool {
        self.old = self.slot.read_kept();
        let found = self.slot.read_pending().ok().flatten();
        let is_there = found.is_some();
        self.new = found.unwrap_or_else(|| self.new.clone());
        is_there
    }

    fn decide(&mut self, outcome: Outcome) -> Result<(), Error> {
        match outcome {
            Outcome::Waiting => {}
            Outcome::Accepted => {
                // A test in Rust that wrote it names its own file.
                let source = self.before().map(|it| it.source.clone());
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
        let how = shelf::how(&self.old, &self.new);
        match (&self.old, self.outcome) {
            (Ok(None), _) => format!("{how} (new)"),
            (Err(_), Outcome::Accepted) => {
                format!("{}, for a snapshot that could not be read", self.new.in_brief())
            }
            _ => how,
        }
    }

    fn line(&self) -> String {
        let (case, question) = (&self.new.info.case, &self.new.expression);
        format!("{:<8}  {case}: {question}    {}\n", self.outcome.word(), self.how())
    }
}
