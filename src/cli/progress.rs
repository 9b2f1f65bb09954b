//! How far is it? A line on standard error, for a person who has waited for more than a second.

use std::time::{Duration, Instant};

use super::io::Io;

/// What takes less is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line changes.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a long run is.
#[derive(Debug)]
pub(super) struct Progress {
    all: usize,
    noun: &'static str,
    next: Instant,
    shown: bool,
}

impl Progress {
    /// Nothing is done yet.
    pub(super) fn new(all: usize, noun: &'static str) -> Self {
        Self { all, noun, next: Instant::now() + PATIENCE, shown: false }
    }

    /// Does something that tells now and then how much is done, and of how much.
    pub(super) fn during<T>(
        noun: &'static str,
        io: &mut Io<'_>,
        work: impl FnOnce(&mut dyn FnMut(usize, usize)) -> T,
    ) -> T {
        let mut progress = Self::new(0, noun);
        let done = work(&mut |done, all| {
            progress.all = all;
            progress.show(done, io);
        });
        progress.clear(io);
        done
    }

    /// Says how much is done, if somebody is looking and it is time to.
    pub(super) fn show(&mut self, done: usize, io: &mut Io<'_>) {
        let now = Instant::now();
        if !io.err.look.watched || now < self.next {
            return;
        }
        self.next = now + PAUSE;
        self.shown = true;
        io.complain(&format!("\r{done} of {} {}", self.all, self.noun));
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self, io: &mut Io<'_>) {
        if self.shown {
            let blank =
                " ".repeat(2 * self.all.to_string().len() + " of  ".len() + self.noun.len());
            io.complain(&format!("\r{blank}\r"));
        }
    }
}
