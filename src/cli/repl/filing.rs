//! Which commands read or write files? Rules, cases, and what is kept of a conversation.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::{
    explain::{dot, html, json, markdown, memo::Handout, picture, text},
    syntax::ast::Intent,
};

use super::{
    super::{
        case_argument::CaseArgument,
        check::counted,
        error::Error,
        files::shown,
        io::{Io, Look, Stream},
        library::CaseFile,
    },
    Repl,
    commands::Outcome,
    ground::{Origin, cases_in, write_anew},
    mistakes,
    paper::Paper,
};

impl Repl<'_> {
    /// The commands that read or write files.
    pub(super) fn with_files(&mut self, name: &str, rest: &str, paper: &mut Paper) -> Outcome {
        let done = match name {
            "case" => self.case(rest, paper),
            "cases" => self.cases(rest, paper),
            "load" => self.load(rest, paper),
            "reload" => self.reload(paper),
            "save" => self.save(rest, paper),
            "save-rules" => self.save_rules(rest, paper),
            _ => self.export(rest, paper),
        };
        match done {
            Ok(outcome) => outcome,
            Err(error) => {
                mistakes::because(paper, &error.to_string());
                Outcome::Failed
            }
        }
    }

    fn case(&mut self, argument: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        if argument.is_empty() {
            match &self.talk.ground().case {
                Some((file, name)) => paper.say(&format!("{name} ({file})")),
                None => paper.say("No case; only what was typed is stated."),
            }
            return Ok(Outcome::Done);
        }
        if CaseArgument::is_standard_input(OsStr::new(argument)) {
            return Err(Error::Usage("standard input is the conversation itself".to_owned()));
        }
        let origin = self.origin();
        let found = resolve(argument, origin)?;
        let origin = origin.with(Some(found));
        let (ground, others) = origin.ground()?;
        let name = ground.case.as_ref().map(|it| it.1.clone()).unwrap_or_default();
        let outcome = self.stand_on(origin, ground, true, paper);
        if outcome == Outcome::Done {
            let of =
                if others > 0 { format!(", the last of {}", others + 1) } else { String::new() };
            let facts = counted(self.talk.facts().len(), "fact");
            paper.say(&format!("{name}{of}: {facts}"));
        }
        Ok(outcome)
    }

    fn cases(&mut self, words: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let mut rows = Vec::new();
        for file in self.origin().library.cases.clone() {
            let stem = stem(&file);
            for (name, title) in cases_in(&file.read()?) {
                let id = if name == stem { stem.clone() } else { format!("{stem}#{name}") };
                rows.push((id, title.unwrap_or_default()));
            }
        }
        let words = words.to_lowercase();
        rows.retain(|it| {
            it.0.to_lowercase().contains(&words) || it.1.to_lowercase().contains(&words)
        });
        if rows.is_empty() {
            paper.say("There is no such case beside the rules.");
        }
        paper.table(&rows);
        Ok(Outcome::Done)
    }

    fn load(&mut self, paths: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let paths = file_names(paths);
        match paths.as_slice() {
            [] => Err(Error::Usage("say which files or folders: `:load PATH …`".to_owned())),
            [one] if one.extension().is_some_and(|it| it == "case") => {
                let argument = one.to_string_lossy().into_owned();
                self.case(&argument, paper)
            }
            _ => {
                let origin = Origin::open(paths)?;
                let (ground, _) = origin.ground()?;
                let left = self.talk.ground().case.clone();
                let outcome = self.stand_on(origin, ground, false, paper);
                if outcome == Outcome::Done {
                    paper.say(&self.summary());
                    if let Some((file, case)) = left {
                        paper.say(&format!(
                            "The case `{case}` is left; `:case {file}#{case}` takes it up again."
                        ));
                    }
                }
                Ok(outcome)
            }
        }
    }

    fn reload(&mut self, paper: &mut Paper) -> Result<Outcome, Error> {
        Ok(self.read_again(paper)?.into())
    }

    fn save(&mut self, argument: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let (path, force) = target(argument, ":save FILE")?;
        let name = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let record = self.talk.record(&case_name(&name));
        write_anew((&path, &record.text), force, &mut self.written)?;
        let (facts, expected) =
            (counted(record.facts, "fact"), counted(record.expected, "expectation"));
        paper.say(&format!(
            "{}: {facts}, {expected}, {}",
            shown(&path),
            counted(record.asked, "question")
        ));
        if record.lost > 0 {
            let count = counted(record.lost, "statement");
            paper.say(&format!(
                "{count} that the rules no longer understand: kept in it as comments."
            ));
        }
        if !record.sound {
            paper.say("Not all of its facts can be read again as they are written there; `grounds check` says which.");
        }
        if !self.talk.typed_rules().is_empty() {
            paper.say("The rules that were typed are not in it: :save-rules FILE writes them.");
        }
        Ok(Outcome::Done)
    }

    fn save_rules(&mut self, argument: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let (path, force) = target(argument, ":save-rules FILE")?;
        let rules = self.talk.typed_rules();
        if rules.is_empty() {
            return Err(Error::Usage("no rule was typed".to_owned()));
        }
        write_anew((&path, &rules), force, &mut self.written)?;
        paper.say(&format!("{} written", shown(&path)));
        Ok(Outcome::Done)
    }

    /// Writes the last answer in one of its forms.
    fn export(&mut self, argument: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let (form, file) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
        let Some(explanation) = &self.last else {
            return Err(Error::Usage("nothing has been answered yet".to_owned()));
        };
        let handout = Handout {
            explanation,
            case: None,
            intent: Intent::Answer,
            detail: text::Detail::Normal,
        };
        let text = match form {
            "text" => text::render(explanation, text::Form::default()),
            "json" => json::render(explanation),
            "md" => markdown::render(&[handout]),
            "html" => html::render(&[handout]),
            "svg" => picture::render(&handout),
            "dot" => dot::render(&[handout]),
            _ => return Err(Error::Usage(format!("say `{EXPORT}`"))),
        };
        let (path, force) = target(file.trim(), EXPORT)?;
        write_anew((&path, &text), force, &mut self.written)?;
        paper.say(&format!("{} written", shown(&path)));
        Ok(Outcome::Done)
    }
}

/// How an answer is written to a file.
const EXPORT: &str = ":export text|json|md|html|svg|dot FILE";

/// The file that is to be written, and whether one in its place is overwritten.
fn target(argument: &str, usage: &str) -> Result<(PathBuf, bool), Error> {
    let bare = argument.strip_prefix("--force ").map(str::trim);
    let mut names = file_names(bare.unwrap_or(argument));
    match (names.pop(), names.is_empty()) {
        (Some(path), true) => Ok((path, bare.is_some())),
        _ => Err(Error::Usage(format!("name the file: `{usage}`"))),
    }
}

/// The names of files; one with blanks in it is quoted.
fn file_names(text: &str) -> Vec<PathBuf> {
    let parts = text.split('"').enumerate();
    let names = parts.flat_map(|(at, it)| match at % 2 {
        0 => it.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![it.to_owned()],
    });
    names.map(PathBuf::from).collect()
}

/// A name of a file as the name of a case.
fn case_name(stem: &str) -> String {
    let name: String = stem.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
    let name = name.trim_matches('-');
    if name.starts_with(char::is_alphabetic) { name.to_owned() } else { format!("case-{name}") }
}

/// The name of a case file as `:case` takes it.
pub(super) fn stem(file: &CaseFile) -> String {
    let stem = Path::new(&file.name).file_stem();
    stem.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Finds a case file; nothing is read from standard input for that.
fn resolve(argument: &str, origin: &Origin) -> Result<CaseArgument, Error> {
    let argument = argument.trim_matches('"');
    let (mut input, mut out, mut err) = (std::io::empty(), std::io::sink(), std::io::sink());
    let mut nowhere = Io {
        input: &mut input,
        out: Stream::new(&mut out, Look::PLAIN),
        err: Stream::new(&mut err, Look::PLAIN),
        today: jiff::civil::Date::MIN,
    };
    CaseArgument::resolve(OsStr::new(argument), &origin.library, &mut nowhere)
}
