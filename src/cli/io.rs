//! What does a command read from and write to? Streams that are handed in, how they look, and what day it is.

use std::io::{ErrorKind, Read, Write};

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use anstyle::Style;
use jiff::{ToSpan, civil::Date};

use super::{error::Error, options::Color};

/// How wide text is where nobody looks at a terminal.
const WIDTH: usize = 100;
/// Less leaves no room for the words.
const NARROWEST: usize = 40;

/// What a command reads from and writes to.
pub struct Io<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output: answers.
    pub out: Stream<'a>,
    /// Standard error: messages.
    pub err: Stream<'a>,
    /// The day whose law applies where nothing says otherwise.
    pub today: Date,
}

/// Something to write to, and how what is written there looks.
pub struct Stream<'a> {
    writer: &'a mut dyn Write,
    /// How it looks.
    pub look: Look,
}

/// How what is written to a stream looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are used.
    pub coloured: bool,
    /// How many columns there are.
    pub width: usize,
    /// Whether a person is looking: it is a terminal.
    pub watched: bool,
}

impl Look {
    /// A pipe or a file.
    pub const PLAIN: Self = Self { coloured: false, width: WIDTH, watched: false };

    /// Words in a style, where colours are used.
    pub(super) fn paint(self, style: Style, words: &str) -> String {
        if self.coloured { format!("{style}{words}{style:#}") } else { words.to_owned() }
    }
}

impl<'a> Stream<'a> {
    /// A stream that looks like this.
    pub fn new(writer: &'a mut dyn Write, look: Look) -> Self {
        Self { writer, look }
    }

    /// Writes all of a text.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Error> {
        self.writer.write_all(text.as_bytes()).map_err(not_written)
    }

    /// Brings everything that was written to where it belongs.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.writer.flush().map_err(not_written)
    }
}

fn not_written(error: std::io::Error) -> Error {
    if error.kind() == ErrorKind::BrokenPipe {
        return Error::Closed;
    }
    Error::Unwritable { name: "standard output".to_owned(), error }
}

impl Io<'_> {
    /// Writes to standard output.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Error> {
        self.out.write(text)
    }

    /// Writes to standard error. Where that is closed, there is nobody left to tell.
    pub(super) fn complain(&mut self, text: &str) {
        self.err.write(text).and_then(|()| self.err.flush()).ok();
    }

    /// Brings everything that was printed to where it belongs.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.out.flush()
    }

    /// Notes how wide the terminal is now.
    pub(super) fn measure(&mut self) {
        if let Some((width, _)) = terminal_size::terminal_size() {
            let width = usize::from(width.0).max(NARROWEST);
            self.out.look.width = width;
            self.err.look.width = width;
        }
    }

    /// Uses colours as the command line wants them.
    pub(super) fn paint(&mut self, color: Color) {
        let wanted = match color {
            Color::Auto => return,
            Color::Always => true,
            Color::Never => false,
        };
        self.out.look.coloured = wanted;
        self.err.look.coloured = wanted;
    }
}

/// Runs something with the streams of this process.
pub(super) fn with_terminal<T>(run: impl FnOnce(&mut Io<'_>) -> T) -> T {
    let (out, err) = (std::io::stdout(), std::io::stderr());
    let width = terminal_size::terminal_size_of(&out)
        .or_else(|| terminal_size::terminal_size_of(&err))
        .map_or(WIDTH, |it| usize::from(it.0.0).max(NARROWEST));
    let out_look = look(&out, width);
    let err_look = look(&err, width);
    let mut io_in = std::io::stdin().lock();
    // Nothing is coloured unless its look says so; these only make old consoles understand colours.
    let mut io_out = AutoStream::always(out.lock());
    let mut io_err = AutoStream::always(err.lock());
    run(&mut Io {
        input: &mut io_in,
        out: Stream::new(&mut io_out, out_look),
        err: Stream::new(&mut io_err, err_look),
        today: today(),
    })
}

fn look<S: RawStream>(stream: &S, width: usize) -> Look {
    let watched = stream.is_terminal();
    Look {
        coloured: AutoStream::choice(stream) != ColorChoice::Never,
        width: if watched { width } else { WIDTH },
        watched,
    }
}

/// The day by the clock of this machine, in UTC.
fn today() -> Date {
    let epoch = Date::constant(1970, 1, 1);
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    epoch.checked_add(days.days()).unwrap_or(epoch)
}
