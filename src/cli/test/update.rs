//! What becomes of answers that differ from their snapshots? As with insta, whose settings are heeded too.

use std::env;

use super::super::error::Error;

/// When snapshots are written, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Update {
    /// As `no` where `CI` is set, else as `new`
    Auto,
    /// They are written to `.snap.new` files, for `grounds review`
    New,
    /// They are kept at once: snapshots are overwritten
    Always,
    /// Nothing is written
    No,
}

impl Update {
    /// What the command line wants, else the environment.
    pub(super) fn wanted(argument: Option<Self>) -> Result<Self, Error> {
        let set = |name: &str| env::var(name).ok();
        let is_ci = match set("CI").as_deref() {
            Some("" | "0" | "false") => false,
            None => set("TF_BUILD").is_some(),
            Some(_) => true,
        };
        let wanted = match argument {
            Some(wanted) => wanted,
            None => Self::named(set("INSTA_UPDATE").as_deref().unwrap_or_default())?,
        };
        Ok(match wanted {
            Self::Auto if is_ci => Self::No,
            Self::Auto => Self::New,
            other => other,
        })
    }

    /// What insta's word means. It has two more words, for cases that don't arise here.
    fn named(word: &str) -> Result<Self, Error> {
        match word {
            "" | "auto" => Ok(Self::Auto),
            "new" | "unseen" => Ok(Self::New),
            "always" | "force" | "1" => Ok(Self::Always),
            "no" => Ok(Self::No),
            other => Err(Error::Usage(format!(
                "INSTA_UPDATE={other}: it can be auto, new, always or no"
            ))),
        }
    }
}
