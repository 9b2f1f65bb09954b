//! What can be wrong with the world? One line each: no such file, a folder without rules, a disk that is full.
//!
//! Mistakes in rules, cases and questions are [`Diagnostic`](crate::diagnostic::Diagnostic)s instead.

use std::{
    fmt,
    io::{self, ErrorKind},
};

use super::Exit;

/// What keeps a command from doing its work.
#[derive(Debug)]
pub(super) enum Error {
    /// Nothing lies at a path.
    NoSuchFile { name: String },
    /// No case file lies at a path, and none of the cases beside the rules is called so.
    NoSuchCaseFile { name: String, near: Vec<String>, known: Vec<String> },
    /// A file is wanted and a folder was given.
    Folder { name: String },
    /// The text is in another encoding; the first byte that is not UTF-8, counted from 0, and its line.
    NotUtf8 { name: String, byte: usize, line: usize },
    /// The text is longer than four gigabytes.
    TooLong { name: String },
    /// The system won't let it be read.
    Unreadable { name: String, error: io::Error },
    /// The system won't let it be written.
    Unwritable { name: String, error: io::Error },
    /// Rules are wanted, and a file or folder holds none.
    NoRules { name: String },
    /// Cases are wanted, and a file or folder holds none.
    NoCases { name: String },
    /// A case file holds no case of this name.
    NoSuchCase { file: String, case: String, known: Vec<String> },
    /// The git repository that a path lies in can't tell how it was.
    Repository { name: String, reason: String },
    /// Files that would be overwritten.
    Exists { name: String, more: usize },
    /// What the command line asks for makes no sense.
    Usage(String),
    /// Whoever read the output has seen enough: no error at all.
    Closed,
}

/// More names than this are no help.
const MANY: usize = 20;

impl Error {
    /// What the run comes to.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Closed => Exit::Done,
            Self::Usage(_) | Self::Exists { .. } => Exit::Usage,
            _ => Exit::Unreadable,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchFile { name } => write!(f, "{name}: no such file or folder"),
            Self::NoSuchCaseFile { name, near, known } => {
                write!(f, "{name}: no such file, and no case file beside the rules is called so")?;
                match near.first() {
                    Some(near) => write!(f, "; did you mean `{near}`?"),
                    None if known.is_empty() || known.len() > MANY => Ok(()),
                    None => write!(f, "; there are: {}", known.join(", ")),
                }
            }
            Self::Folder { name } => write!(f, "{name}: is a folder; give a file in it"),
            Self::NotUtf8 { name, byte, line } => {
                write!(f, "{name}:{line}: byte {byte} of the text is not UTF-8; save it as UTF-8")
            }
            Self::TooLong { name } => {
                write!(f, "{name}: is longer than 4 GB; split it into several files")
            }
            Self::Unreadable { name, error } => {
                write!(f, "{name}: can't be read: {}", reason(error))
            }
            Self::Unwritable { name, error } => {
                write!(f, "{name}: can't be written: {}", reason(error))
            }
            Self::NoRules { name } => write!(f, "{name}: there are no rules in it"),
            Self::NoCases { name } => write!(f, "{name}: there is no case in it"),
            Self::NoSuchCase { file, case, known } => write!(
                f,
                "{file}: no case is named `{case}`; there {}: {}",
                if known.len() == 1 { "is" } else { "are" },
                known.join(", ")
            ),
            Self::Repository { name, reason } => write!(f, "{name}: {reason}"),
            Self::Exists { name, more: 0 } => {
                write!(f, "{name}: exists already; --force overwrites it")
            }
            Self::Exists { name, more } => {
                write!(f, "{name}: exists already, and so do {more} more; --force overwrites them")
            }
            Self::Usage(message) => f.write_str(message),
            Self::Closed => f.write_str("nobody reads the output"),
        }
    }
}

/// What the system says, in words for people.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file is in its way".to_owned(),
        ErrorKind::IsADirectory => "a folder is in its place".to_owned(),
        ErrorKind::PermissionDenied => "that is not permitted".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        other => other.to_string(),
    }
}
