//! What does somebody press? A key at a terminal, else the first letter of a line.

use std::io::{ErrorKind, IsTerminal};

use console::{Key, Term};

use super::super::{
    consult::line, error::Error, files::STANDARD_INPUT, io::Io, repl::is_too_plain,
};

/// Where keys come from.
#[derive(Debug)]
pub(super) struct Keys {
    /// The terminal; without one, lines are read.
    term: Option<Term>,
}

impl Keys {
    /// Those of whoever is there.
    pub(super) fn of(io: &Io<'_>) -> Self {
        let is_person = io.out.look.watched && std::io::stdin().is_terminal() && !is_too_plain();
        Self { term: is_person.then(Term::stdout) }
    }

    /// The next key behind a prompt, and nothing where there are no more. An empty line is a blank.
    pub(super) fn next(&self, prompt: &str, io: &mut Io<'_>) -> Result<Option<char>, Error> {
        let is_seen = io.out.look.watched;
        io.print(prompt)?;
        if is_seen {
            io.print(" ")?;
        }
        io.flush()?;
        let Some(term) = &self.term else {
            let line = line(io)?;
            // At a terminal the line can be seen already.
            if let (Some(line), false) = (&line, is_seen) {
                io.print(&format!(" {line}\n"))?;
            }
            return Ok(line.map(|it| it.chars().next().unwrap_or(' ')));
        };
        let key = match term.read_key_raw() {
            Ok(Key::Char('\u{3}' | '\u{4}') | Key::CtrlC | Key::Escape) => None,
            Ok(Key::Char(key)) => Some(key),
            Ok(_) => Some(' '),
            Err(error)
                if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::Interrupted) =>
            {
                None
            }
            Err(error) => {
                return Err(Error::Unreadable { name: STANDARD_INPUT.to_owned(), error });
            }
        };
        let shown = key.filter(|it| !it.is_control() && *it != ' ');
        io.print(&format!("{}\n", shown.map(String::from).unwrap_or_default()))?;
        Ok(key)
    }
}
