//! What is a command about? Rules, at most one case, and one question.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    diagnostic::Diagnostic,
    program::{Case, Query, Scenario},
    session::Session,
    source::Sources,
};

use super::{
    case_argument::{CaseArgument, note_choice},
    error::Error,
    io::Io,
    library::{Library, Text},
    options::Format,
    questions, report,
};

/// Rules and a case, by their places.
#[derive(Debug, clap::Args)]
pub(super) struct Subject {
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// The case asked about: the last one of a file, or the one named; `-` is standard input
    ///
    /// A file that does not exist is looked for beside the rules: `airport-stop` is a built-in case.
    #[arg(long = "case", value_name = "FILE[#NAME]")]
    case: Option<OsString>,
}

/// Rules and a case, loaded, with a question about them.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) session: Session,
    /// The case, if one was named, and the name of its file.
    pub(super) case: Option<(Case, String)>,
    pub(super) query: Query,
    /// The file of the case, if it lies on disk.
    pub(super) case_path: Option<PathBuf>,
    /// Whether the case stands in a file of the rules.
    pub(super) case_among_rules: bool,
}

impl Loaded {
    /// The facts; without a case, nothing is stated.
    pub(super) fn scenario(&self) -> Scenario {
        self.case.as_ref().map(|it| it.0.scenario.clone()).unwrap_or_default()
    }
}

impl Subject {
    /// The same about a case, if none was named.
    pub(super) fn or_case(&self, case: Option<String>) -> Self {
        Self { rules: self.rules.clone(), case: self.case.clone().or(case.map(OsString::from)) }
    }

    /// Loads all of it. Nothing comes back where rules, case or question have mistakes: these have been reported then.
    pub(super) fn load(
        &self,
        question: &str,
        format: Format,
        io: &mut Io<'_>,
    ) -> Result<Option<Loaded>, Error> {
        let library = Library::open(&self.rules)?;
        let argument = self.case.as_ref();
        let argument = argument.map(|it| CaseArgument::resolve(it, &library, io)).transpose()?;
        let question = questions::one(question, io)?;
        let texts = argument.iter().map(|it| it.file.read()).collect::<Result<Vec<_>, _>>()?;
        let mut session = library.load(texts)?;
        if !session.is_usable() {
            let errors = report::errors(&session.diagnostics);
            refuse(&question, &errors, &session.sources, format, io)?;
            return Ok(None);
        }
        let mut case = None;
        if let Some(argument) = &argument {
            let (chosen, others) = argument.choose(&session)?;
            if format == Format::Text {
                note_choice((&argument.file.name, &chosen.name), others, io);
            }
            case = Some((chosen.clone(), argument.file.name.clone()));
        }
        let nothing = Scenario::default();
        let scenario = case.as_ref().map_or(&nothing, |it| &it.0.scenario);
        match session.question(scenario, "question", &question) {
            Ok(query) => {
                let file = argument.map(|it| it.file);
                let in_file = |it: &Text| file.as_ref().is_some_and(|file| file.name == it.0);
                let case_among_rules = library.rules.iter().any(in_file);
                let case_path = file.as_ref().and_then(|it| it.path().map(Path::to_owned));
                Ok(Some(Loaded { session, case, query, case_path, case_among_rules }))
            }
            Err(mistakes) => {
                refuse(&question, &mistakes, &session.sources, format, io)?;
                Ok(None)
            }
        }
    }
}

/// Says why there is no answer.
pub(super) fn refuse(
    question: &str,
    mistakes: &[Diagnostic],
    sources: &Sources,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    if format == Format::Text {
        report::complain(mistakes, sources, io);
        return Ok(());
    }
    io.print(&report::document(&[
        ("question", json!(question).to_string()),
        ("diagnostics", report::objects(mistakes, sources)),
    ]))
}
