//! What does a file say, and how is one written so that nothing is ever half written?

use std::{
    fs,
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use super::error::Error;

/// Places in a text are counted in 32 bits.
const LONGEST: u64 = u32::MAX as u64;
/// What messages call standard input.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// A path as messages print it: what could disturb a terminal is spelt out.
pub(super) fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .chars()
        .map(|it| if it.is_control() { it.escape_default().to_string() } else { it.to_string() })
        .collect()
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    let name = || shown(path);
    let file = fs::File::open(path).map_err(|error| unreadable(name(), error))?;
    let about = file.metadata().map_err(|error| unreadable(name(), error))?;
    if about.is_dir() {
        return Err(Error::Folder { name: name() });
    }
    if about.len() > LONGEST {
        return Err(Error::TooLong { name: name() });
    }
    read_from(file, name)
}

/// The text that a stream still has to say.
pub(super) fn read_from(stream: impl Read, name: impl Fn() -> String) -> Result<String, Error> {
    let mut bytes = Vec::new();
    stream.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name(), error))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::TooLong { name: name() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..byte].split(|it| *it == b'\n').count();
        Error::NotUtf8 { name: name(), byte, line }
    })
}

fn unreadable(name: String, error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::NoSuchFile { name },
        ErrorKind::IsADirectory => Error::Folder { name },
        _ => Error::Unreadable { name, error },
    }
}

/// Writes a file whole or not at all: what was there before stays until the new text is complete.
/// Links are followed. Devices and pipes (`/dev/stdout`) can't be replaced and are written to.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    let written = if before.as_ref().is_some_and(|it| !it.is_file()) {
        fs::write(&target, text)
    } else {
        replace(&target, text, before)
    };
    written.map_err(|error| Error::Unwritable { name: shown(path), error })
}

/// Removes a file, if there is one.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::Unwritable { name: shown(path), error })
        }
        _ => Ok(()),
    }
}

fn replace(target: &Path, text: &str, before: Option<fs::Metadata>) -> io::Result<()> {
    let draft = draft(target);
    let mut file = fs::File::create_new(&draft)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| before.map_or(Ok(()), |it| file.set_permissions(it.permissions())))
        .and_then(|()| fs::rename(&draft, target));
    if written.is_err() {
        fs::remove_file(&draft).ok();
    }
    written
}

/// Where a text is kept while it is being written: beside its place, under a name that nobody else uses.
fn draft(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|error| Error::Unwritable { name: shown(path), error })
}
