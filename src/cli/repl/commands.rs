//! What does a line that begins with a colon do?

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use crate::{
    explain::{json, text::Detail},
    session::conversation::{How, Refused},
};

use super::{
    super::{
        case_argument::CaseArgument,
        check::counted,
        error::Error,
        files::shown,
        io::{Io, Look, Stream},
        library::CaseFile,
        options::date,
    },
    Repl, about, answer,
    ground::{cases_in, write_anew},
    help, mistakes,
    paper::Paper,
};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well.
    Done,
    /// Something was not understood or could not be done.
    Failed,
    /// The conversation is over.
    Quit,
}

impl From<bool> for Outcome {
    fn from(done: bool) -> Self {
        if done { Self::Done } else { Self::Failed }
    }
}

impl Repl<'_> {
    /// Follows a command, without its colon.
    pub(super) fn command(&mut self, line: &str, paper: &mut Paper) -> Outcome {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let Some(entry) = help::command(word) else {
            let near: Vec<String> = help::near(word).iter().map(|it| format!("`:{it}`")).collect();
            let meant = if near.is_empty() {
                ":help lists all".to_owned()
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            mistakes::because(
                paper,
                &format!("there is no command `:{}`; {meant}", super::paper::harmless(word)),
            );
            return Outcome::Failed;
        };
        match entry.name {
            "help" => help::print(paper, rest),
            "why" => return self.why(rest, paper, false),
            "why-not" => return self.why(rest, paper, true),
            "open" => return self.open(paper),
            "what-if" => return self.what_if(rest, paper),
            "facts" => self.facts(rest, paper),
            "forget" => return self.forget(rest, paper),
            "undo" => return self.undo(paper),
            "redo" => return self.redo(paper),
            "as-of" => return self.as_of(rest, paper),
            "phrases" => about::phrases(paper, &self.talk, rest),
            "rules" => about::rules(paper, &self.talk, rest),
            "describe" => return about::describe(paper, &self.talk, rest).into(),
            "source" => return about::source(paper, &self.talk, rest).into(),
            "trace" => return self.trace(rest, paper),
            "consult" => return self.consult(rest, paper),
            "quit" => return Outcome::Quit,
            name => return self.with_files(name, rest, paper),
        }
        Outcome::Done
    }

    /// The commands that read or write files.
    fn with_files(&mut self, name: &str, rest: &str, paper: &mut Paper) -> Outcome {
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

    /// The reasons for the last answer, or for that to another question.
    pub(super) fn why(&mut self, question: &str, paper: &mut Paper, repairs: bool) -> Outcome {
        if !question.is_empty() {
            let detail = self.detail.unwrap_or(Detail::Normal);
            let how = How { limits: self.limits(), repairs };
            let question =
                if question.ends_with('?') { question.to_owned() } else { format!("{question}?") };
            return self.question(
                &question,
                (0..question.len(), self.line),
                (how, Some(detail)),
                paper,
            );
        }
        self.again("", repairs, Some(self.detail.unwrap_or(Detail::Normal)), paper)
    }

    fn what_if(&mut self, sentence: &str, paper: &mut Paper) -> Outcome {
        let sentence = sentence.trim_end_matches(['.', '?']);
        if sentence.is_empty() {
            mistakes::because(paper, "say what is to be supposed: `:what-if SENTENCE.`");
            return Outcome::Failed;
        }
        self.again(&format!("suppose {sentence}. "), false, self.detail, paper)
    }

    /// Asks the last question again.
    fn again(
        &mut self,
        supposing: &str,
        repairs: bool,
        detail: Option<Detail>,
        paper: &mut Paper,
    ) -> Outcome {
        let how = How { limits: self.limits(), repairs };
        let Some(answered) = self.talk.ask_again(supposing, how) else {
            mistakes::because(paper, "nothing has been asked yet");
            return Outcome::Failed;
        };
        self.answered(answered, detail, paper)
    }

    fn open(&mut self, paper: &mut Paper) -> Outcome {
        let how = How { limits: self.limits(), repairs: false };
        match self.talk.ask_again("", how) {
            Some(Ok(it)) => {
                answer::open(paper, &it.0);
                Outcome::Done
            }
            Some(Err(reason)) => {
                answer::none(paper, &reason, &self.talk.session.sources, self.bounds);
                Outcome::Failed
            }
            None => {
                mistakes::because(paper, "nothing has been asked yet");
                Outcome::Failed
            }
        }
    }

    fn facts(&mut self, words: &str, paper: &mut Paper) {
        let words = words.to_lowercase();
        let facts = self.talk.facts();
        let rows: Vec<(String, String)> = (1..)
            .zip(&facts)
            .filter(|(_, it)| it.sentence.to_lowercase().contains(&words))
            .map(|(at, it)| {
                (format!("{at:>2}  {}.", it.sentence), self.talk.session.sources.place(it.span))
            })
            .collect();
        if rows.is_empty() {
            paper.say("Nothing is stated.");
        }
        paper.table(&rows);
        if let Some(this) = self.talk.considered() {
            paper.say(&format!("`this` is {this}."));
        }
        if let (day, true) = self.talk.day() {
            paper.say(&format!("The law is that of {day}."));
        }
        self.say_lost(paper);
    }

    fn forget(&mut self, what: &str, paper: &mut Paper) -> Outcome {
        let what = what.trim_end_matches('.').trim();
        if what == "all" {
            self.talk.forget_all();
            paper.say("forgotten; :undo brings it back");
            return Outcome::Done;
        }
        let facts = self.talk.facts();
        let by_number = what.parse::<usize>().ok().and_then(|it| facts.get(it.checked_sub(1)?));
        let says = |it: &str| it.eq_ignore_ascii_case(what);
        let found = by_number
            .or_else(|| facts.iter().find(|it| says(&it.sentence) || says(it.key.sentence())));
        let Some(fact) = found else {
            let words =
                "nothing like that is stated; give its number in :facts, its sentence, or `all`";
            mistakes::because(paper, words);
            return Outcome::Failed;
        };
        let sentence = fact.sentence.clone();
        let done = self.talk.forget(&fact.key.clone());
        self.noted(done, &format!("forgotten: {sentence}"), paper)
    }

    /// Says that something was done, or why not.
    pub(super) fn noted(
        &mut self,
        done: Result<(), Refused>,
        words: &str,
        paper: &mut Paper,
    ) -> Outcome {
        match done {
            Ok(()) => paper.say(words),
            Err(refused) => {
                self.refuse(&refused, paper);
                return Outcome::Failed;
            }
        }
        Outcome::Done
    }

    /// Says why something was not done.
    pub(super) fn refuse(&self, refused: &Refused, paper: &mut Paper) {
        match refused {
            Refused::Mistakes(all) => mistakes::typed(paper, all, &self.talk.session.sources),
            Refused::Rules(session) => mistakes::rules(paper, session),
            Refused::Because(words) => mistakes::because(paper, words),
        }
    }

    fn undo(&mut self, paper: &mut Paper) -> Outcome {
        let what = self.talk.undo();
        self.moved(what, "undone", "undo", paper)
    }

    fn redo(&mut self, paper: &mut Paper) -> Outcome {
        let what = self.talk.redo();
        self.moved(what, "redone", "redo", paper)
    }

    fn moved(
        &mut self,
        what: Option<String>,
        done: &str,
        verb: &str,
        paper: &mut Paper,
    ) -> Outcome {
        let Some(what) = what else {
            mistakes::because(paper, &format!("there is nothing to {verb}"));
            return Outcome::Failed;
        };
        paper.say(&format!("{done}: {what}"));
        self.say_lost(paper);
        Outcome::Done
    }

    fn as_of(&mut self, day: &str, paper: &mut Paper) -> Outcome {
        if !day.is_empty() {
            match date(day.trim_end_matches('.')) {
                Ok(day) => self.talk.set_day(Some(day)),
                Err(words) => {
                    mistakes::because(paper, &words);
                    return Outcome::Failed;
                }
            }
        } else if self.talk.has_own_day() {
            self.talk.set_day(None);
        }
        paper.say(&format!("The law is that of {}.", self.talk.day().0));
        Outcome::Done
    }

    fn trace(&mut self, form: &str, paper: &mut Paper) -> Outcome {
        self.detail = match form {
            "full" => Some(Detail::Normal),
            "brief" => None,
            _ => {
                mistakes::because(paper, "say `:trace full` or `:trace brief`");
                return Outcome::Failed;
            }
        };
        paper.say(if form == "full" {
            "answers come with their reasons"
        } else {
            "answers come without their reasons"
        });
        Outcome::Done
    }

    /// The place of the interview: it asks for what is open until the question is answered.
    fn consult(&mut self, _question: &str, paper: &mut Paper) -> Outcome {
        mistakes::because(paper, "the interview is not there yet; `:open` lists what it would ask");
        Outcome::Failed
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
                let origin = super::ground::Origin::open(paths)?;
                let (ground, _) = origin.ground()?;
                let outcome = self.stand_on(origin, ground, false, paper);
                if outcome == Outcome::Done {
                    paper.say(&self.summary());
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

    /// The place of the forms of an answer.
    fn export(&mut self, argument: &str, paper: &mut Paper) -> Result<Outcome, Error> {
        let (form, file) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
        let Some(explanation) = &self.last else {
            return Err(Error::Usage("nothing has been answered yet".to_owned()));
        };
        let text = match form {
            "json" => json::render(explanation),
            _ => return Err(Error::Usage("say `:export json FILE`".to_owned())),
        };
        let (path, force) = target(file.trim(), ":export json FILE")?;
        write_anew((&path, &text), force, &mut self.written)?;
        paper.say(&format!("{} written", shown(&path)));
        Ok(Outcome::Done)
    }
}

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
pub(super) fn resolve(
    argument: &str,
    origin: &super::ground::Origin,
) -> Result<CaseArgument, Error> {
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
