//! Which case does `--case FILE[#NAME]` mean? A file on disk, standard input, or one of the files beside the rules.

use std::{ffi::OsStr, path::Path};

use crate::{program::Case, session::Session, vocabulary::suggest::nearest};

use super::{
    error::Error,
    files::{self, STANDARD_INPUT},
    io::Io,
    library::{CaseFile, Library},
};

/// What `--case` names.
#[derive(Debug, Clone)]
pub(super) struct CaseArgument {
    /// The file.
    pub(super) file: CaseFile,
    /// The case in it; the last one if none is named.
    pub(super) case: Option<String>,
}

impl CaseArgument {
    /// Whether an argument means standard input.
    pub(super) fn is_standard_input(argument: &OsStr) -> bool {
        argument.to_str().is_some_and(|it| split(it).0 == "-")
    }

    /// Finds what an argument names. A file of that very name goes before everything else, also if there is a `#` in it.
    pub(super) fn resolve(
        argument: &OsStr,
        library: &Library,
        io: &mut Io<'_>,
    ) -> Result<Self, Error> {
        if Path::new(argument).exists() {
            return Ok(Self { file: at(Path::new(argument), library), case: None });
        }
        let Some(text) = argument.to_str() else {
            return Err(Error::NoSuchFile { name: files::shown(Path::new(argument)) });
        };
        let (file, case) = split(text);
        let case = case.map(str::to_owned);
        if file == "-" {
            let text = files::read_from(&mut io.input, || STANDARD_INPUT.to_owned())?;
            return Ok(Self { file: CaseFile::from_standard_input(text), case });
        }
        if Path::new(file).exists() {
            return Ok(Self { file: at(Path::new(file), library), case });
        }
        let found = library.cases.iter().find(|it| is_called(&it.name, file));
        match found {
            Some(found) => Ok(Self { file: found.clone(), case }),
            None => Err(missing(file, library)),
        }
    }

    /// The case itself, from a session that has loaded its file without mistakes,
    /// and how many others it was chosen from if none was named.
    pub(super) fn choose<'s>(&self, session: &'s Session) -> Result<(&'s Case, usize), Error> {
        let file = |it: &Case| session.sources.name(it.span.file);
        let here: Vec<&Case> =
            session.cases.iter().filter(|it| file(it) == self.file.name).collect();
        let Some((last, others)) = here.split_last() else {
            return Err(Error::NoCases { name: self.file.name.clone() });
        };
        let Some(name) = &self.case else { return Ok((last, others.len())) };
        let named = here.iter().find(|it| it.name == *name);
        named.map(|it| (*it, 0)).ok_or_else(|| Error::NoSuchCase {
            file: self.file.name.clone(),
            case: name.clone(),
            known: here.iter().map(|it| it.name.clone()).collect(),
        })
    }
}

/// Tells a person which case is meant, if it was chosen from several.
pub(super) fn note_choice((file, case): (&str, &str), others: usize, io: &mut Io<'_>) {
    if others > 0 {
        let all = others + 1;
        io.complain(&format!("note: {file} has {all} cases; this is `{case}`, the last\n"));
    }
}

/// The file at a path; one that is among the rules goes by the name under which it was read.
fn at(path: &Path, library: &Library) -> CaseFile {
    CaseFile::at(library.rules_at(path).map_or(path, Path::new))
}

fn split(argument: &str) -> (&str, Option<&str>) {
    argument.rsplit_once('#').map_or((argument, None), |(file, case)| (file, Some(case)))
}

/// Whether a path ends like this, the `.case` being optional: `airport-stop`, `cases/airport-stop.case`.
fn is_called(path: &str, name: &str) -> bool {
    let path = Path::new(path);
    path.ends_with(name) || path.ends_with(format!("{name}.case"))
}

fn missing(name: &str, library: &Library) -> Error {
    let stem = |it: &str| Path::new(it).file_stem().map(|it| it.to_string_lossy().into_owned());
    let known: Vec<String> = library.cases.iter().filter_map(|it| stem(&it.name)).collect();
    let wanted = stem(name).unwrap_or_default();
    let near = nearest(&wanted, known.iter().map(String::as_str));
    Error::NoSuchCaseFile { name: files::shown(Path::new(name)), near, known }
}
