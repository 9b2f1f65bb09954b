//! How did files look at another time? The git repository that they lie in is asked, through the `git` command.

use std::{
    ffi::{OsStr, OsString},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use jiff::civil::Date;

use super::super::{
    error::Error,
    files::{self, shown},
    folder::{CASE, RULES, is},
};

/// Which version is meant.
#[derive(Debug, Clone)]
pub(super) enum When {
    /// The one of a revision, as git understands it: `main`, `HEAD~3`, `v1.2`.
    Revision(String),
    /// The one of the last commit on or before a day.
    Day(Date),
}

/// What lay at a path.
#[derive(Debug)]
pub(super) struct Tree {
    /// The commit, by its full name.
    pub(super) commit: String,
    /// The files, by their paths as they would be on disk, with their texts.
    pub(super) files: Vec<(PathBuf, String)>,
}

/// A file of a commit: its path below the folder, and the name of its contents.
struct Entry {
    path: PathBuf,
    blob: String,
}

/// Reads rules and cases as they were.
pub(super) fn tree(path: &Path, when: &When) -> Result<Tree, Error> {
    let asked = Asked::of(path)?;
    let commit = asked.commit(when)?;
    let entries = asked.entries(&commit)?;
    if entries.is_empty() {
        return Err(asked.failed(format!("has neither rules nor cases at {}", short(&commit))));
    }
    let texts = asked.contents(&entries)?;
    let files =
        entries.into_iter().zip(texts).map(|(it, text)| (asked.folder_shown.join(it.path), text));
    Ok(Tree { files: files.collect(), commit })
}

/// A commit's name as people write it.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}

/// A path whose repository is asked.
struct Asked<'a> {
    path: &'a Path,
    /// Where git is run.
    folder: PathBuf,
    /// The same as paths are shown.
    folder_shown: PathBuf,
    /// The file in it, if it is not the folder itself that is meant.
    file: Option<OsString>,
}

impl<'a> Asked<'a> {
    fn of(path: &'a Path) -> Result<Self, Error> {
        let is_folder = path.is_dir();
        let above = || path.parent().unwrap_or(Path::new("")).to_owned();
        let folder_shown = if is_folder { path.to_owned() } else { above() };
        let folder = if folder_shown.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            folder_shown.clone()
        };
        if !folder.is_dir() {
            return Err(Error::NoSuchFile { name: shown(path) });
        }
        let file = if is_folder { None } else { path.file_name().map(OsStr::to_owned) };
        let folder_shown =
            folder_shown.strip_prefix(".").map_or(folder_shown.clone(), Path::to_owned);
        Ok(Self { path, folder, folder_shown, file })
    }

    fn failed(&self, reason: String) -> Error {
        Error::Repository { name: shown(self.path), reason }
    }

    /// What git prints. `input` is what it reads.
    fn git(&self, arguments: &[&OsStr], input: &str) -> Result<Result<Vec<u8>, String>, Error> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments).env("LC_ALL", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| match error.kind() {
            ErrorKind::NotFound => {
                self.failed("git is not installed; give the old version as a folder".to_owned())
            }
            _ => self.failed(format!("git can't be run: {error}")),
        })?;
        let stdin = child.stdin.take();
        let output = thread::scope(|scope| {
            // What git prints has to be read while it still reads.
            scope.spawn(|| stdin.map(|mut it| it.write_all(input.as_bytes())));
            child.wait_with_output()
        });
        let output = output.map_err(|error| self.failed(format!("git can't be run: {error}")))?;
        if output.status.success() {
            return Ok(Ok(output.stdout));
        }
        Ok(Err(String::from_utf8_lossy(&output.stderr)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()))
    }

    /// The commit that is meant.
    fn commit(&self, when: &When) -> Result<String, Error> {
        let words = |it: &[&str]| -> Vec<OsString> { it.iter().map(OsString::from).collect() };
        let (arguments, missing) = match when {
            When::Revision(revision) => {
                let wanted = format!("{revision}^{{commit}}");
                let missing = format!("its git repository has no revision `{revision}`");
                (words(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]), missing)
            }
            When::Day(day) => {
                let before = format!("--before={day} 23:59:59 +0000");
                let missing = format!("its git repository has no commit on or before {day}");
                (words(&["rev-list", "--max-count=1", &before, "HEAD"]), missing)
            }
        };
        self.check()?;
        let arguments: Vec<&OsStr> = arguments.iter().map(OsString::as_os_str).collect();
        let printed = self.git(&arguments, "")?.unwrap_or_default();
        let commit = String::from_utf8_lossy(&printed).trim().to_owned();
        if commit.is_empty() { Err(self.failed(missing)) } else { Ok(commit) }
    }

    /// Whether there is a repository that can be read.
    fn check(&self) -> Result<(), Error> {
        let Err(reason) = self.git(&["rev-parse".as_ref(), "--git-dir".as_ref()], "")? else {
            return Ok(());
        };
        let reason = if reason.contains("not a git repository") {
            "does not lie in a git repository; give the old version as a folder".to_owned()
        } else {
            format!("git says: {reason}")
        };
        Err(self.failed(reason))
    }

    /// The rules and cases of a commit. What is hidden, and links, are left out.
    fn entries(&self, commit: &str) -> Result<Vec<Entry>, Error> {
        let mut arguments = ["ls-tree", "-r", "-z", commit, "--"].map(OsStr::new).to_vec();
        arguments.extend(self.file.as_deref());
        let listed = self.git(&arguments, "")?;
        let listed = listed.map_err(|it| self.failed(format!("git says: {it}")))?;
        let text = String::from_utf8_lossy(&listed);
        let entry = |line: &str| {
            let (about, path) = line.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _, blob) = (about.next()?, about.next()?, about.next()?);
            let path = PathBuf::from(path);
            let hidden = path.iter().any(|it| it.to_string_lossy().starts_with('.'));
            let wanted = self.file.is_some() || (!hidden && (is(&path, RULES) || is(&path, CASE)));
            (mode.starts_with("100") && wanted).then(|| Entry { path, blob: blob.to_owned() })
        };
        Ok(text.split('\0').filter_map(entry).collect())
    }

    /// The texts of some files, in their order.
    fn contents(&self, entries: &[Entry]) -> Result<Vec<String>, Error> {
        let input: String = entries.iter().flat_map(|it| [it.blob.as_str(), "\n"]).collect();
        let printed = self.git(&["cat-file".as_ref(), "--batch".as_ref()], &input)?;
        let printed = printed.map_err(|it| self.failed(format!("git says: {it}")))?;
        let mut rest = printed.as_slice();
        let mut texts = Vec::new();
        for entry in entries {
            let contents = next_contents(&mut rest).ok_or_else(|| {
                self.failed(format!("git has no contents for {}", shown(&entry.path)))
            })?;
            let name = || shown(&self.folder_shown.join(&entry.path));
            texts.push(files::read_from(contents, name)?);
        }
        Ok(texts)
    }
}

/// The next of the contents that `git cat-file --batch` printed: a line with their length, then they, then a line end.
fn next_contents<'o>(rest: &mut &'o [u8]) -> Option<&'o [u8]> {
    let end = rest.iter().position(|it| *it == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let length: usize = head.rsplit(' ').next()?.parse().ok()?;
    let contents = rest.get(end + 1..end + 1 + length)?;
    *rest = rest.get(end + 2 + length..)?;
    Some(contents)
}
