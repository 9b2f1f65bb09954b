//! Which snapshots are of questions that no case asks any more?

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use anstyle::Style;
use serde_json::json;

use crate::case::snapshot::Snapshot;

use super::{
    super::{
        error::Error,
        files::shown,
        io::Look,
        report,
        shelf::{self, Slot},
    },
    update::Update,
};

/// A snapshot whose question is gone.
#[derive(Debug)]
pub(super) struct Orphan {
    /// Its files.
    pub(super) slot: Slot,
    holds: Snapshot,
    /// Whether somebody has looked at it; else it only waits for that.
    is_kept: bool,
}

/// Those under some paths, where the files of these questions are expected.
pub(super) fn find(paths: &[PathBuf], expected: &HashSet<PathBuf>) -> Result<Vec<Orphan>, Error> {
    let mut orphans: Vec<Orphan> = Vec::new();
    for path in paths {
        for (slot, holds) in shelf::slots(path)? {
            let is_known = expected.contains(&place(&slot.kept))
                || orphans.iter().any(|it| place(&it.slot.kept) == place(&slot.kept));
            if !is_known {
                orphans.push(Orphan { is_kept: slot.kept.exists(), slot, holds });
            }
        }
    }
    Ok(orphans)
}

/// Where a file is or would be, whatever way leads there.
pub(super) fn place(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(file.file_name().unwrap_or_default())
}

/// For a person. `removed` is whether they were to be removed; what waits for a look is dropped in any case.
pub(super) fn text(orphans: &[Orphan], removed: bool, update: Update, look: Look) -> String {
    let writes = update != Update::No;
    let mut out = String::new();
    let mut left = false;
    for Orphan { slot, holds, is_kept } in orphans {
        let what = format!("- {}: {}", holds.info.case, holds.expression);
        let what = look.paint(Style::new().dimmed(), &what);
        left |= *is_kept || !writes;
        let end = match (writes, is_kept) {
            (true, _) if removed => "removed",
            (true, false) => "dropped, since no case asks this any more",
            _ => "no case asks this any more",
        };
        let file = if *is_kept { &slot.kept } else { &slot.pending };
        let line = format!("  {what}    {end} ({})\n", shown(file));
        out.push_str(&line);
    }
    out.push_str(match (writes, removed) {
        _ if !left => "",
        (true, true) => "",
        (true, false) => "`--remove-orphans` removes what no case asks any more.\n",
        (false, true) => "Nothing was removed, because of `--update no`.\n",
        (false, false) => "`--update new --remove-orphans` removes what no case asks any more.\n",
    });
    out
}

/// For a program.
pub(super) fn object(orphans: &[Orphan]) -> String {
    let object = |Orphan { slot, holds, .. }: &Orphan| {
        let (case, question) = (&holds.info.case, &holds.expression);
        json!({"case": case, "question": question, "snapshot": shown(&slot.kept)}).to_string()
    };
    report::list(&orphans.iter().map(object).collect::<Vec<_>>())
}
