//! Where do the replies go? Into a case of their own, which is written after every reply.

use std::path::{Path, PathBuf};

use crate::session::interview::Interview;

use super::{
    super::{error::Error, files, subject::Loaded},
    Args, Consultation,
};

/// The file that an interview is saved in.
#[derive(Debug)]
pub(super) struct Saving {
    path: PathBuf,
    /// Whether the file with the case goes before the replies. It does not where the rules bring the case along.
    with_case_file: bool,
    /// What was written last.
    written: Option<String>,
}

impl Saving {
    /// Prepares for saving, if it is wanted.
    pub(super) fn prepared(args: &Args, loaded: &Loaded) -> Result<Option<Self>, Error> {
        let Some(path) = &args.save else { return Ok(None) };
        let is_case_file = loaded.case_path.as_ref().is_some_and(|it| is_same(it, path));
        if would_be_lost(path) && !is_case_file && !args.force {
            return Err(Error::Exists { name: files::shown(path), more: 0 });
        }
        let with_case_file = is_case_file || !loaded.case_among_rules;
        Ok(Some(Self { path: path.clone(), with_case_file, written: None }))
    }

    fn write(&mut self, text: String) -> Result<(), Error> {
        if self.written.as_ref() != Some(&text) {
            files::write(&self.path, &text)?;
            self.written = Some(text);
        }
        Ok(())
    }
}

/// Whether something is there that writing would replace: devices and pipes are only written to.
fn would_be_lost(path: &Path) -> bool {
    path.symlink_metadata().is_ok() && path.metadata().map_or(true, |it| it.is_file())
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

impl Consultation<'_> {
    /// Saves the replies so far, so that they are not lost whatever happens.
    pub(super) fn keep(&mut self, interview: &Interview) -> Result<(), Error> {
        match &mut self.saving {
            // What was written to a device or a pipe can't be replaced.
            Some(saving) if saving.path.metadata().map_or(true, |it| !is_stream(&it)) => {
                let text = saved(self.loaded, interview, saving.with_case_file);
                saving.write(text)
            }
            _ => Ok(()),
        }
    }

    /// Saves all replies.
    pub(super) fn finish(&mut self, interview: &Interview) -> Result<(), Error> {
        let Some(saving) = &mut self.saving else { return Ok(()) };
        let text = saved(self.loaded, interview, saving.with_case_file);
        saving.write(text)
    }
}

fn is_stream(about: &std::fs::Metadata) -> bool {
    !about.is_file() && !about.is_dir()
}

/// A case for the replies, behind the file with the case they are about.
fn saved(loaded: &Loaded, interview: &Interview, with_case_file: bool) -> String {
    let mut text = String::new();
    let mut name = "consulted".to_owned();
    let mut extends = String::new();
    if let Some((case, _)) = &loaded.case {
        if with_case_file {
            let sources = &loaded.session.sources;
            text.push_str(sources.text(case.span.file).trim_end());
            text.push_str("\n\n");
        }
        name = format!("{}-consulted", case.name);
        extends = format!(" extends {}", case.name);
    }
    let taken = |it: &str| loaded.session.cases.iter().any(|case| case.name == it);
    let count = loaded.session.cases.len() + 2;
    let mut names = (2..=count).map(|it| format!("{name}-{it}"));
    if taken(&name) {
        name = names.find(|it| !taken(it)).unwrap_or(name);
    }
    text.extend(["case ", &name, &extends, "\n"]);
    for reply in &interview.replies {
        for statement in &reply.statements {
            text.extend(["  ", statement, "\n"]);
        }
    }
    text
}
