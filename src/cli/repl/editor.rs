//! How is a line edited at a terminal? The only file that knows the line editor.

use std::{
    borrow::Cow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use rustyline::{
    ColorMode, CompletionType, Config, Context, Editor, Helper, Result as Read,
    completion::{Completer, FilenameCompleter, Pair},
    error::ReadlineError,
    highlight::{CmdKind, Highlighter},
    hint::{Hint, Hinter},
    history::FileHistory,
    validate::{ValidationContext, ValidationResult, Validator},
};

use super::{
    super::{Exit, error::Error, io::Io},
    Repl,
    commands::Outcome,
    completion::{Argument, Known},
    highlight,
    paper::Paper,
    stream::PROMPT,
    whole::{is_item, is_whole},
    words::Words,
};

/// How many lines are kept.
const KEPT: usize = 10_000;

/// What helps while a line is typed.
#[derive(Helper)]
struct Assistant {
    known: Known,
    files: FilenameCompleter,
    coloured: bool,
    /// Whether an interview waits for a reply, which is one line.
    asking: bool,
}

/// The rest of a phrase.
struct Rest {
    next: String,
    all: String,
}

impl Hint for Rest {
    fn display(&self) -> &str {
        &self.all
    }

    fn completion(&self) -> Option<&str> {
        Some(&self.next).filter(|it| !it.is_empty()).map(String::as_str)
    }
}

impl Hinter for Assistant {
    type Hint = Rest;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Rest> {
        if pos < line.len() {
            return None;
        }
        if is_item(line) && line.ends_with('\n') {
            return Some(Rest { next: String::new(), all: "an empty line ends it".to_owned() });
        }
        self.known.hint(line).map(|(next, all)| Rest { next, all })
    }
}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, context: &Context<'_>) -> Read<(usize, Vec<Pair>)> {
        let line = &line[..pos];
        if let Argument::File(_) = self.known.argument(line) {
            return self.files.complete(line, pos, context);
        }
        let (start, texts) = self.known.complete(line);
        let pair = |it: String| Pair { display: it.clone(), replacement: it };
        Ok((start, texts.into_iter().map(pair).collect()))
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.coloured {
            Cow::Owned(highlight::paint(line, &self.known.words))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.coloured {
            Cow::Owned(format!("\u{1b}[2m{hint}\u{1b}[22m"))
        } else {
            Cow::Borrowed(hint)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.coloured && kind != CmdKind::MoveCursor
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Read<ValidationResult> {
        Ok(if self.asking || is_whole(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Repl<'_> {
    /// Talks until somebody quits.
    pub(super) fn converse(
        &mut self,
        stop: Arc<AtomicBool>,
        io: &mut Io<'_>,
    ) -> Result<Exit, Error> {
        // Where that can't be had, Ctrl-C ends the program as it always does.
        ctrlc::set_handler(move || stop.store(true, Ordering::Relaxed)).ok();
        let mut editor = self.editor(io.out.look.coloured)?;
        let history = history();
        if let Some(path) = &history {
            editor.load_history(path).ok();
        }
        let version = env!("CARGO_PKG_VERSION");
        io.print(&format!("Grounds {version} · {} · type :help\n", self.summary()))?;
        let mut initial = String::new();
        loop {
            io.flush()?;
            let line =
                match editor.readline_with_initial(PROMPT, (&std::mem::take(&mut initial), "")) {
                    Ok(line) => line,
                    // Pressed while the terminal was being made ready, Ctrl-C comes as a signal.
                    Err(ReadlineError::Interrupted | ReadlineError::Signal(_)) => continue,
                    Err(ReadlineError::Eof) => break,
                    Err(error) => return Err(unreadable(error)),
                };
            if line.trim().is_empty() {
                continue;
            }
            editor.add_history_entry(line.trim_end()).ok();
            if let Some(path) = &history {
                editor.append_history(path).ok();
            }
            io.measure();
            let mut paper = Paper::new(io.out.look);
            let (outcome, rest) = self.respond(&line, &mut paper);
            io.print(&paper.text)?;
            if outcome == Outcome::Quit {
                break;
            }
            initial = rest;
            if let Some(assistant) = editor.helper_mut() {
                self.teach(&mut assistant.known);
                assistant.asking = self.asking.is_some();
            }
        }
        io.flush()?;
        Ok(Exit::Done)
    }

    fn editor(&mut self, coloured: bool) -> Result<Editor<Assistant, FileHistory>, Error> {
        let colours = if coloured { ColorMode::Enabled } else { ColorMode::Disabled };
        let config = Config::builder()
            .max_history_size(KEPT)
            .map_err(unreadable)?
            .completion_type(CompletionType::List)
            .color_mode(colours)
            .build();
        let mut editor = Editor::with_config(config).map_err(unreadable)?;
        let known = self.known();
        let (files, asking) = (FilenameCompleter::new(), false);
        editor.set_helper(Some(Assistant { known, files, coloured, asking }));
        Ok(editor)
    }

    /// All that may be typed.
    fn known(&self) -> Known {
        let program = &self.talk.session.program;
        let stem = |it: &super::super::library::CaseFile| super::filing::stem(it);
        Known {
            words: Words::of(&self.talk),
            cases: self.origin().library.cases.iter().map(stem).collect(),
            labels: program.rules.iter().map(|it| it.label.clone()).collect(),
            sources: program.sources.iter().map(|it| it.name.clone()).collect(),
        }
    }

    /// Brings what is known up to date.
    fn teach(&mut self, known: &mut Known) {
        if self.taught == self.talk.edition() {
            known.words.learn_names(&self.talk);
        } else {
            *known = self.known();
            self.taught = self.talk.edition();
        }
    }
}

/// Where lines are kept from one conversation to the next.
fn history() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_DATA_HOME").filter(|it| !it.is_empty()).map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|it| PathBuf::from(it).join(".local/share"));
    let windows = || std::env::var_os("LOCALAPPDATA").map(PathBuf::from);
    let folder = folder.or_else(home).or_else(windows)?.join("grounds");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history.txt"))
}

fn unreadable(error: ReadlineError) -> Error {
    let error = match error {
        ReadlineError::Io(error) => error,
        other => std::io::Error::other(other.to_string()),
    };
    Error::Unreadable { name: "the terminal".to_owned(), error }
}
