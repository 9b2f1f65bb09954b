//! What is read where nobody edits lines? A transcript comes in, and a transcript goes out.

use std::io::{BufRead, BufReader, Read};

use super::{
    super::{
        Exit,
        error::Error,
        io::{Io, Stream},
    },
    Repl,
    commands::Outcome,
    paper::{Paper, harmless},
    whole::{goes_on, is_item, is_whole},
};

/// What stands before a line that was typed.
pub(super) const PROMPT: &str = "> ";
/// What stands before a line that goes on.
const MORE: &str = "… ";

impl Repl<'_> {
    /// Answers everything that standard input says. What is `typed` at a terminal stands there already.
    pub(super) fn stream(&mut self, typed: bool, io: &mut Io<'_>) -> Result<Exit, Error> {
        let Io { input, out, .. } = io;
        let mut transcript = Transcript { out, typed, failed: false, over: false };
        transcript.invite()?;
        let mut pending = String::new();
        for line in Lines(BufReader::new(&mut **input)) {
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    transcript.failed = true;
                    transcript.out.write(&format!("  ✗ {error}\n"))?;
                    continue;
                }
            };
            if !pending.is_empty() && belongs(&pending, &line) {
                transcript.echo(MORE, &line)?;
                pending.push('\n');
                pending.push_str(&line);
            } else {
                transcript.answer(self, &mut pending)?;
                if transcript.over {
                    break;
                }
                transcript.echo(PROMPT, &line)?;
                pending = line;
            }
            let may_go_on = is_item(&pending) && !pending.ends_with('\n');
            // A reply of an interview is one line.
            if self.asking.is_some() || is_whole(&pending) && !may_go_on {
                transcript.answer(self, &mut pending)?;
            }
            if transcript.over {
                break;
            }
            transcript.invite()?;
        }
        transcript.answer(self, &mut pending)?;
        Ok(if transcript.failed { Exit::Findings } else { Exit::Done })
    }
}

/// Whether a line goes on with what was begun.
fn belongs(pending: &str, line: &str) -> bool {
    goes_on(pending, line) || (!is_whole(pending) && !line.starts_with(':'))
}

/// What goes out.
struct Transcript<'t, 'w> {
    out: &'t mut Stream<'w>,
    typed: bool,
    failed: bool,
    over: bool,
}

impl Transcript<'_, '_> {
    /// Asks for a line where somebody types.
    fn invite(&mut self) -> Result<(), Error> {
        if self.typed {
            self.out.write(PROMPT)?;
            self.out.flush()?;
        }
        Ok(())
    }

    fn echo(&mut self, prompt: &str, line: &str) -> Result<(), Error> {
        if self.typed {
            return Ok(());
        }
        self.out.write(format!("{prompt}{}", harmless(line)).trim_end())?;
        self.out.write("\n")
    }

    fn answer(&mut self, repl: &mut Repl<'_>, pending: &mut String) -> Result<(), Error> {
        let input = std::mem::take(pending);
        if input.is_empty() || self.over {
            return Ok(());
        }
        let mut paper = Paper::new(self.out.look);
        let (outcome, _) = repl.respond(&input, &mut paper);
        self.failed |= outcome == Outcome::Failed;
        self.over = outcome == Outcome::Quit;
        self.out.write(&paper.text)?;
        self.out.flush()
    }
}

/// The lines of a stream.
struct Lines<R>(BufReader<R>);

impl<R: Read> Iterator for Lines<R> {
    type Item = Result<String, String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        match self.0.read_until(b'\n', &mut bytes) {
            Ok(0) => None,
            Ok(_) => Some(match String::from_utf8(bytes) {
                Ok(line) => Ok(line.trim_end_matches(['\n', '\r']).to_owned()),
                Err(_) => Err("this line is not UTF-8".to_owned()),
            }),
            Err(error) => Some(Err(error.to_string())),
        }
    }
}
