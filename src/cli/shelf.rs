//! Where do the snapshots of answers lie? Beside the file of their case, and of what nobody has looked at yet beside them.
//!
//! `NAME.snap` is what was looked at, `NAME.snap.new` what it would become. Only files whose header names a case are
//! touched: other programs keep snapshots of their own under the same ends.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::case::snapshot::{
    Snapshot,
    name::{KEPT, Names, PENDING},
};

use super::{
    builtin,
    error::Error,
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
    pub(super) fn kept(&self, name: &str) -> Result<Option<Snapshot>, Error> {
        match self.slot(name) {
            Some(slot) => read(&slot.kept),
            None => Ok(builtin::text(&self.shown(name)).map(Snapshot::parse)),
        }
    }
}

/// What a file holds, if there is one.
fn read(path: &Path) -> Result<Option<Snapshot>, Error> {
    match files::read(path) {
        Ok(text) => Ok(Some(Snapshot::parse(&text))),
        Err(Error::NoSuchFile { .. }) => Ok(None),
        Err(error) => Err(error),
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

    /// The same, where the path does not begin with a dot that says nothing.
    pub(super) fn without_dot(self) -> Self {
        let plain = |it: PathBuf| it.strip_prefix(".").map_or(it.clone(), Path::to_owned);
        Self { kept: plain(self.kept), pending: plain(self.pending) }
    }

    /// What was kept.
    pub(super) fn read_kept(&self) -> Result<Option<Snapshot>, Error> {
        read(&self.kept)
    }

    /// What waits for somebody to look at it.
    pub(super) fn read_pending(&self) -> Result<Option<Snapshot>, Error> {
        read(&self.pending)
    }

    /// What waits, else what was kept. What is no text is no snapshot of an answer.
    fn holds(&self) -> Result<Option<Snapshot>, Error> {
        let found = match self.read_pending() {
            Ok(None) => self.read_kept(),
            found => found,
        };
        match found {
            Err(Error::NotUtf8 { .. } | Error::Folder { .. }) => Ok(None),
            found => found,
        }
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
    let is_folder = path.is_dir();
    let files =
        if is_folder { folder::under(path, &|it| Slot::of(it).is_some())? } else { beside(path)? };
    let mut slots: Vec<Slot> = files.iter().filter_map(|it| Slot::of(it)).collect();
    slots.sort();
    slots.dedup();
    let mut found = Vec::new();
    for slot in slots {
        let name = slot.kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_wanted = |it: &Snapshot| {
            let own = || Names::of(&path.to_string_lossy(), &it.info.case).may_name(&name);
            it.is_of_a_case() && (is_folder || own())
        };
        if let Some(holds) = slot.holds()?.filter(is_wanted) {
            found.push((slot, holds));
        }
    }
    Ok(found)
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

/// An answer beside the one that was kept, for a program.
pub(super) fn object(file: &str, old: Option<&Snapshot>, new: &Snapshot) -> Value {
    let answer = |it: &Snapshot| json!({"answer": it.info.answer, "record": it.record});
    json!({
        "case": new.info.case,
        "question": new.expression,
        "change": if old.is_some() { "changed" } else { "new" },
        "snapshot": file,
        "before": old.map_or(Value::Null, answer),
        "after": answer(new),
        "since": new.info.since,
    })
}
