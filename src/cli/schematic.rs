//! How do commands look at all cases of a size? How large these are, for how long it is looked, and what was left out.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    analysis::{
        differences::{LeftOut, WhyLeftOut},
        scope::Scope,
    },
    engine::Limit,
    program::Program,
};

use super::{error::Error, options::Bounds};

/// How long is looked where nobody says.
pub(super) const SECONDS: u64 = 120;

/// What `--scope` says, if it is there.
pub(super) fn scope(said: Option<&str>, program: &Program) -> Result<Option<Scope>, Error> {
    let scope = said.map(|it| Scope::read(program, it)).transpose();
    scope.map_err(|it| Error::Usage(format!("--scope: {it}")))
}

/// Says when time is over.
pub(super) struct Clock {
    pub(super) over: Arc<AtomicBool>,
    /// Dropped with the clock; then nobody waits any longer.
    _running: mpsc::Sender<()>,
}

impl Clock {
    /// One that rings after so many seconds.
    pub(super) fn new(seconds: u64) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (running, stopped) = mpsc::channel();
        let bell = Arc::clone(&over);
        thread::spawn(move || {
            if stopped.recv_timeout(Duration::from_secs(seconds))
                == Err(mpsc::RecvTimeoutError::Timeout)
            {
                bell.store(true, Ordering::Relaxed);
            }
        });
        Self { over, _running: running }
    }
}

/// Why a case is not written down.
const UNSTATED: &str =
    "it turns on how unknown values lie to each other, and no values that show it were found";

/// What was not looked at, a line for each reason.
pub(super) fn left_out(all: &[LeftOut], bounds: Bounds) -> Vec<String> {
    let mut reasons: Vec<(WhyLeftOut, Vec<&str>)> = Vec::new();
    for it in all {
        match reasons.iter_mut().find(|known| known.0 == it.why) {
            Some(known) => known.1.push(&it.question),
            None => reasons.push((it.why, vec![&it.question])),
        }
    }
    let line = |(why, questions): (WhyLeftOut, Vec<&str>)| {
        format!("Left out: {}: {}.", few(questions, 3), reason(why, bounds))
    };
    reasons.into_iter().map(line).collect()
}

/// `a`, `b` and 2 more
pub(super) fn few<'a>(all: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    let mut quoted: Vec<String> = all.into_iter().map(|it| format!("`{it}`")).collect();
    let more = quoted.len().saturating_sub(most);
    quoted.truncate(most);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    quoted.join(", ") + &more
}

/// What was not looked at, as an object.
pub(super) fn left_out_object(it: &LeftOut, bounds: Bounds) -> Value {
    let (code, why) = (reason_code(it.why, bounds), reason(it.why, bounds));
    json!({ "question": it.question, "code": code, "why": why })
}

/// Why something was not looked at.
pub(super) fn reason(why: WhyLeftOut, bounds: Bounds) -> String {
    match why {
        WhyLeftOut::OfValues => "it speaks of values, which are not gone through".to_owned(),
        WhyLeftOut::Unstated => UNSTATED.to_owned(),
        WhyLeftOut::Limit(Limit::Interrupted) => "there was no time left".to_owned(),
        WhyLeftOut::Limit(limit) => bounds.reached(limit).1,
    }
}

/// The same as a code.
pub(super) fn reason_code(why: WhyLeftOut, bounds: Bounds) -> &'static str {
    match why {
        WhyLeftOut::OfValues => "of-values",
        WhyLeftOut::Unstated => "unstated",
        WhyLeftOut::Limit(limit) => bounds.reached(limit).0,
    }
}
