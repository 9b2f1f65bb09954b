//! Where do the snapshots of answers lie? Beside the file of their case, and of what nobody has looked at yet beside them.
//!
//! `NAME.snap` is what was looked at, `NAME.snap.new` what it would become. Only files whose header names a case are
//! touched: other programs keep snapshots of their own under the same ends. What can't be read is told of, if its name is one
//! that a question gives.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::case::snapshot::{
    Snapshot,
    damage::Damage,
    name::{KEPT, Names, PENDING},
};

use super::{
    builtin,
    error::{self, Error},
    files::{self, shown},
    folder,
    library::CaseFile,
};

/// Where the snapshots of a case file lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shelf {
    /// In a folder.
    Disk(PathBuf),
    /// In this program, under paths that begin like this. Nothing can be put there.
    BuiltIn(String),
}

/// The two files that there may be of one question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// The one that somebody has looked at.
    pub(super) kept: PathBuf,
    /// The one that nobody has looked at yet.
    pub(super) pending: PathBuf,
}

/// Why a file can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    why: String,
    /// What can be done where the file was kept, and nobody wants to keep what it said.
    help: &'static str,
}

/// What a file holds, if there is one.
pub(super) type Held = Result<Option<Snapshot>, Unread>;

/// A file that waits, with what it holds.
pub(super) type Waiting = (Slot, Result<Snapshot, Unread>);

impl Shelf {
    /// Where those of a case file lie.
    pub(super) fn beside(file: &CaseFile) -> Self {
        if let Some(path) = file.path() {
            return Self::Disk(path.parent().unwrap_or(Path::new("")).to_owned());
        }
        Self::BuiltIn(file.name.rsplit_once('/').map(|it| it.0).unwrap_or_default().to_owned())
    }

    /// The file of a snapshot as messages speak of it.
    pub(super) fn shown(&self, name: &str) -> String {
        match self {
            Self::Disk(folder) => shown(&folder.join(format!("{name}.{KEPT}"))),
            Self::BuiltIn(folder) => format!("{folder}/{name}.{KEPT}"),
        }
    }

    /// The files of a snapshot, where there can be some.
    pub(super) fn slot(&self, name: &str) -> Option<Slot> {
        let Self::Disk(folder) = self else { return None };
        let file = |end| folder.join(format!("{name}.{end}"));
        Some(Slot { kept: file(KEPT), pending: file(PENDING) })
    }

    /// What was kept.
    pub(super) fn kept(&self, name: &str) -> Held {
        match self.slot(name) {
            Some(slot) => slot.read_kept(),
            None => Ok(builtin::text(&self.shown(name)).map(Snapshot::parse)),
        }
    }
}

impl From<Damage> for Unread {
    fn from(damage: Damage) -> Self {
        Self { why: damage.to_string(), help: REPLACED }
    }
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        let (why, help) = match error {
            Error::NotUtf8 { line, .. } => (format!("line {line} is not UTF-8"), REPLACED),
            Error::TooLong { .. } => ("it is longer than 4 GB".to_owned(), REPLACED),
            Error::Folder { .. } => ("a folder is in its place".to_owned(), "move that away"),
            Error::Unreadable { error, .. } => (error::reason(&error), "delete it, or mend that"),
            other => (other.to_string(), "delete it"),
        };
        Self { why, help }
    }
}

/// What becomes of a damaged file.
const REPLACED: &str = "accepting the answer replaces it";

/// About a file that was kept.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its snapshot can't be read: {}; {}", self.why, self.help)
    }
}

impl Unread {
    /// Of a file that waits: what to do about it.
    pub(super) fn of_waiting(&self) -> String {
        format!("can't be read: {}; delete it, and run `grounds test` again", self.why)
    }

    /// Why it is so, for a program.
    pub(super) fn why(&self) -> &str {
        &self.why
    }
}

/// What a file holds, if there is one, as somebody reads it.
fn read(path: &Path, as_text: fn(&str) -> Result<Snapshot, Damage>) -> Held {
    match files::read(path) {
        Ok(text) => Ok(Some(as_text(&text)?)),
        Err(Error::NoSuchFile { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Slot {
    /// The slot that a file belongs into, if it is the file of a snapshot.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let stem =
            [PENDING, KEPT].iter().find_map(|it| name.strip_suffix(it)?.strip_suffix('.'))?;
        let file = |end| path.with_file_name(format!("{stem}.{end}"));
        Some(Self { kept: file(KEPT), pending: file(PENDING) })
    }

    /// The name of the file that was kept.
    fn name(&self) -> String {
        self.kept.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The same, where the path does not begin with a dot that says nothing.
    pub(super) fn without_dot(self) -> Self {
        let plain = |it: PathBuf| it.strip_prefix(".").map_or(it.clone(), Path::to_owned);
        Self { kept: plain(self.kept), pending: plain(self.pending) }
    }

    /// What was kept.
    pub(super) fn read_kept(&self) -> Held {
        read(&self.kept, Snapshot::read)
    }

    /// What waits for somebody to look at it.
    pub(super) fn read_pending(&self) -> Held {
        read(&self.pending, Snapshot::read_untouched)
    }

    /// What waits, else what was kept, as far as it can be read.
    fn holds(&self) -> Option<Snapshot> {
        let text = |it: &Path| files::read(it).ok().map(|it| Snapshot::parse(&it));
        let mut found = [&self.pending, &self.kept].into_iter().filter_map(|it| text(it));
        found.find(Snapshot::is_of_a_case)
    }

    /// Leaves something for somebody to look at.
    pub(super) fn propose(&self, snapshot: &Snapshot) -> Result<(), Error> {
        files::write(&self.pending, &snapshot.text())
    }

    /// Keeps something that somebody has looked at.
    pub(super) fn keep(&self, snapshot: &Snapshot) -> Result<(), Error> {
        files::write(&self.kept, &snapshot.clone().accepted().text())?;
        self.drop_pending()
    }

    /// Drops what waits.
    pub(super) fn drop_pending(&self) -> Result<(), Error> {
        files::remove(&self.pending)
    }

    /// Drops both.
    pub(super) fn clear(&self) -> Result<(), Error> {
        self.drop_pending()?;
        files::remove(&self.kept)
    }
}

/// The slots of questions under a folder, or beside a case file, in order, each with what it holds.
pub(super) fn slots(path: &Path) -> Result<Vec<(Slot, Snapshot)>, Error> {
    let all = all_slots(path)?.into_iter();
    Ok(all
        .filter_map(|slot| {
            let holds = slot.holds()?;
            let own = || {
                let names = Names::of(&path.to_string_lossy(), &holds.info.case);
                names.may_name(&slot.name()) && !is_of_another(path, &holds.source)
            };
            let is_wanted = path.is_dir() || own();
            is_wanted.then_some((slot, holds))
        })
        .collect())
}

/// Whether a snapshot is of another file than this one, which lies beside it and may be called the same but for its end.
fn is_of_another(file: &Path, source: &str) -> bool {
    let is_other = !source.is_empty() && file.file_name().is_none_or(|it| it != source);
    is_other && file.with_file_name(source).is_file()
}

/// What waits under a folder, or beside a case file, in order: whole, or such that it can't be read.
pub(super) fn waiting(path: &Path) -> Result<Vec<Waiting>, Error> {
    let file = path.to_string_lossy();
    let file = (!path.is_dir()).then_some(&*file);
    let mut waiting = Vec::new();
    for slot in all_slots(path)? {
        let name = slot.name();
        match slot.read_pending() {
            Ok(None) => {}
            Ok(Some(it)) => {
                let own = |file| Names::of(file, &it.info.case).may_name(&name);
                if it.is_of_a_case() && file.is_none_or(own) {
                    waiting.push((slot, Ok(it)));
                }
            }
            Err(it) => {
                if Names::may_belong(file, &name) {
                    waiting.push((slot, Err(it)));
                }
            }
        }
    }
    Ok(waiting)
}

/// All slots under a folder, or in the folder of a file, whoever they belong to.
fn all_slots(path: &Path) -> Result<Vec<Slot>, Error> {
    let files = if path.is_dir() {
        folder::under(path, &|it| Slot::of(it).is_some())?
    } else {
        beside(path)?
    };
    let mut slots: Vec<Slot> = files.iter().filter_map(|it| Slot::of(it)).collect();
    slots.sort();
    slots.dedup();
    Ok(slots)
}

/// The files in the folder of a file.
fn beside(path: &Path) -> Result<Vec<PathBuf>, Error> {
    std::fs::metadata(path).map_err(|_| Error::NoSuchFile { name: shown(path) })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let unreadable = |error| Error::Unreadable { name: shown(place), error };
    let entries = std::fs::read_dir(place).map_err(unreadable)?;
    entries.map(|it| Ok(folder.join(it.map_err(unreadable)?.file_name()))).collect()
}

/// What was kept, if it can be read.
pub(super) fn kept(held: &Held) -> Option<&Snapshot> {
    held.as_ref().ok().and_then(Option::as_ref)
}

/// How an answer differs from what was kept, in a few words.
pub(super) fn how(old: &Held, new: &Snapshot) -> String {
    match old {
        Ok(Some(old)) => new.difference(old),
        Ok(None) => new.in_brief(),
        Err(it) => format!("{}: {it}", new.in_brief()),
    }
}

/// An answer beside the one that was kept, for a program.
pub(super) fn object(file: &str, old: &Held, new: &Snapshot) -> Value {
    let answer = |it: &Snapshot| json!({"answer": it.info.answer, "record": it.record});
    json!({
        "case": new.info.case,
        "question": new.expression,
        "change": if matches!(old, Ok(None)) { "new" } else { "changed" },
        "snapshot": file,
        "unreadable": old.as_ref().err().map(Unread::why),
        "before": kept(old).map_or(Value::Null, answer),
        "after": answer(new),
        "since": new.info.since,
    })
}
