//! Which rules and cases does a run take, and on which day? What `grounds test` and `grounds coverage` share.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::{
    program::{Case, Query},
    session::{Options, Session},
};

use super::{
    error::Error,
    files::shown,
    library::{Library, Root},
    options::{Bounds, date},
};

/// Rules, cases and a day.
#[derive(Debug, clap::Args)]
pub(super) struct Selection {
    /// Case files, and folders of cases
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Takes only what has this word in the file's or case's name, the title or the question
    #[arg(long, value_name = "WORD")]
    filter: Option<String>,
    /// The day whose law is applied where neither case nor question says [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

impl Selection {
    /// The rules, and the cases in the groups that a summary has a line for.
    pub(super) fn find(&self) -> Result<(Library, Vec<Root>), Error> {
        let Self { paths, rules, .. } = self;
        let given = Root::all(paths)?;
        let bring_rules = rules.is_empty() && given.iter().any(|it| !it.rules.is_empty());
        let library =
            if bring_rules { Library::from_roots(&given)? } else { Library::open(rules)? };
        if paths.is_empty() && rules.is_empty() {
            return Ok((library, vec![Root::built_in()]));
        }
        let groups = if paths.is_empty() { Root::all(rules)? } else { given };
        let is_idle = |it: &Root| it.cases.is_empty() && (it.rules.is_empty() || !bring_rules);
        let idle = groups.iter().position(is_idle).filter(|_| !paths.is_empty());
        let none = groups.iter().all(|it| it.cases.is_empty()).then_some(0);
        if let Some(at) = idle.or(none) {
            return Err(Error::NoCases { name: shown(&self.roots()[at]) });
        }
        Ok((library, groups.into_iter().filter(|it| !it.cases.is_empty()).collect()))
    }

    /// The rules where there is no case yet.
    pub(super) fn rules_alone(&self) -> Result<Library, Error> {
        let paths: Vec<PathBuf> = self.rules.iter().chain(&self.paths).cloned().collect();
        Library::open(&paths)
    }

    /// The paths under which the cases lie; none where they are built in.
    pub(super) fn roots(&self) -> &[PathBuf] {
        if self.paths.is_empty() { &self.rules } else { &self.paths }
    }

    /// Whether only some of what the cases ask and expect is taken.
    pub(super) fn is_filtered(&self) -> bool {
        self.filter.is_some()
    }

    /// Whether a question is taken: the word is in the name of its case or of the file, in the title, or in itself.
    pub(super) fn takes(&self, session: &Session, case: &Case, query: &Query) -> bool {
        let Some(word) = &self.filter else { return true };
        let word = word.to_lowercase();
        let sources = &session.sources;
        let title = case.title.as_deref().unwrap_or_default();
        [sources.name(case.span.file), &case.name, title, sources.slice(query.span)]
            .iter()
            .any(|it| it.to_lowercase().contains(&word))
    }

    /// The day whose law is applied where nobody says.
    pub(super) fn day(&self, today: Date) -> Date {
        self.as_of.unwrap_or(today)
    }

    /// How a question is asked.
    pub(super) fn options(&self, bounds: Bounds, today: Date) -> Options<'static> {
        Options { as_of: Some(self.day(today)), limits: bounds.limits(), ..Options::default() }
    }

    /// Why nothing was taken.
    pub(super) fn took_nothing(&self, library: &Library) -> Error {
        let path = self.paths.first().or(self.rules.first());
        match &self.filter {
            Some(word) => {
                Error::Usage(format!("--filter {word}: no case or question has this word"))
            }
            None => Error::NoCases { name: path.map_or(library.label.clone(), |it| shown(it)) },
        }
    }
}
