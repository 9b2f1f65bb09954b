//! `grounds repl`: what follows if this is so, and why? A conversation with the rules.
//!
//! A sentence states, a question asks, a colon commands.
//! At a terminal lines are edited; from a pipe a transcript comes in, and a transcript goes out.

mod about;
mod answer;
mod commands;
mod completion;
mod editor;
mod filing;
mod ground;
mod help;
mod highlight;
mod interview;
mod mistakes;
pub(super) mod paper;
mod respond;
mod stream;
mod whole;
mod words;

use std::{
    ffi::OsString,
    io::IsTerminal,
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
};

use jiff::civil::Date;

use crate::{
    condition::DEFAULT_NODE_BUDGET,
    engine::{DEFAULT_STEPS, Limits},
    explain::{Explanation, text::Detail},
    session::conversation::{Conversation, Ground, How},
};

use self::{commands::Outcome, ground::Origin, paper::Paper};
use super::{
    Exit,
    case_argument::{CaseArgument, note_choice},
    check::counted,
    error::Error,
    io::Io,
    options::{Bounds, date},
    report,
};

const EXAMPLES: &str = "\
Examples:
  grounds
  grounds repl --case airport-stop
  grounds repl --rules my-rules < questions.txt

In it:
  D1 is a diffusion.                        a sentence states
  can D1 be challenged at the CCF?          a question asks
  :help                                     a colon commands";

/// Talks about a case: states facts, asks, and changes both
///
/// Rules come from --rules, or are the built-in INTERPOL rules.
/// From a pipe, each line is echoed with what it brings, and the exit code is 1 if one could not be understood.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// A file or folder of rules, instead of the built-in ones
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// The case to begin with: the last one of a file, or the one named
    #[arg(long = "case", value_name = "FILE[#NAME]")]
    case: Option<OsString>,
    /// The day whose law is applied, whatever the case says [default: the case's day, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    #[command(flatten)]
    bounds: Bounds,
}

impl Default for Args {
    fn default() -> Self {
        let bounds = Bounds { nodes: DEFAULT_NODE_BUDGET, steps: DEFAULT_STEPS };
        Self { rules: Vec::new(), case: None, as_of: None, bounds }
    }
}

/// A conversation, with what is around it.
struct Repl<'i> {
    talk: Conversation,
    /// Where each ground of the conversation comes from.
    origins: Vec<Origin>,
    bounds: Bounds,
    /// How much of the reasons comes with each answer.
    detail: Option<Detail>,
    /// The last answer.
    last: Option<Explanation>,
    /// An interview that goes on.
    asking: Option<interview::Asking>,
    /// Files that were written, and what.
    written: Vec<(PathBuf, String)>,
    /// Becomes true when somebody asks to stop.
    interrupt: &'i Arc<AtomicBool>,
    /// How many lines were typed before what is answered now.
    line: usize,
    /// Whether it has been said how to get at the reasons.
    hinted: bool,
    /// The rules whose words are offered while a line is typed.
    taught: usize,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let interrupt = Arc::new(AtomicBool::new(false));
    let Some(mut repl) = begin(args, &interrupt, io)? else { return Ok(Exit::Findings) };
    let typed = io.out.look.watched && std::io::stdin().is_terminal();
    if typed && !is_too_plain() {
        repl.converse(Arc::clone(&interrupt), io)
    } else {
        repl.stream(typed, io)
    }
}

/// Whether a terminal can do no more than print line after line.
pub(super) fn is_too_plain() -> bool {
    std::env::var("TERM").is_ok_and(|it| ["dumb", "cons25", "emacs"].contains(&it.as_str()))
}

/// Loads rules and case. Nothing comes back where they have mistakes: these have been reported then.
fn begin<'i>(
    args: &Args,
    interrupt: &'i Arc<AtomicBool>,
    io: &mut Io<'_>,
) -> Result<Option<Repl<'i>>, Error> {
    let mut origin = Origin::open(args.rules.clone())?;
    if let Some(argument) = &args.case {
        if CaseArgument::is_standard_input(argument) {
            return Err(Error::Usage(
                "--case -: standard input is the conversation itself".to_owned(),
            ));
        }
        origin = origin.with(Some(CaseArgument::resolve(argument, &origin.library, io)?));
    }
    let (ground, others) = origin.ground()?;
    if let Some((file, name)) = &ground.case {
        note_choice((file, name), others, io);
    }
    let mut talk = match Conversation::begin(ground, io.today) {
        Ok(talk) => talk,
        Err(session) => {
            report::complain(&report::errors(&session.diagnostics), &session.sources, io);
            return Ok(None);
        }
    };
    if let Some(day) = args.as_of {
        talk.begin_on(day);
    }
    let (origins, bounds) = (vec![origin], args.bounds);
    let (detail, last, written) = (None, None, Vec::new());
    Ok(Some(Repl {
        talk,
        origins,
        bounds,
        detail,
        last,
        asking: None,
        written,
        interrupt,
        line: 0,
        hinted: false,
        taught: 0,
    }))
}

impl<'i> Repl<'i> {
    /// How far a question may go.
    fn limits(&self) -> Limits<'i> {
        Limits { interrupt: Some(self.interrupt), ..self.bounds.limits() }
    }

    /// How a question is asked where nobody asks what would change the answer.
    fn plainly(&self) -> How<'i> {
        How { limits: self.limits(), repairs: false }
    }

    /// Where the present rules and case come from.
    fn origin(&self) -> &Origin {
        &self.origins[self.talk.ground_number()]
    }

    /// What there is.
    fn summary(&self) -> String {
        let (program, origin) = (&self.talk.session.program, self.origin());
        let rules = counted(program.rules.len(), "rule");
        let sources = counted(program.sources.len(), "source");
        let cases = counted(origin.library.cases.len(), "case file");
        format!("{}: {rules} from {sources}, {cases}", origin.library.label)
    }

    /// Goes on from another ground.
    fn stand_on(
        &mut self,
        origin: Origin,
        ground: Ground,
        afresh: bool,
        paper: &mut Paper,
    ) -> Outcome {
        match self.talk.stand_on(ground, afresh) {
            Ok(changes) => {
                self.origins.truncate(self.talk.ground_number());
                self.origins.push(origin);
                answer::changes(paper, &changes);
                self.say_lost(paper);
                Outcome::Done
            }
            Err(session) => {
                mistakes::rules(paper, &session);
                Outcome::Failed
            }
        }
    }

    /// Reads rules and case again; says whether they can be used.
    fn read_again(&mut self, paper: &mut Paper) -> Result<bool, Error> {
        let at = self.talk.ground_number();
        self.origins[at].acknowledge();
        let name = self.talk.ground().case.as_ref().map(|it| it.1.as_str());
        let origin = self.origins[at].again(name)?;
        let (ground, _) = origin.ground()?;
        match self.talk.reload(ground) {
            Ok(changes) => {
                self.origins[at] = origin;
                paper.say(&format!("reloaded {}", self.summary()));
                answer::changes(paper, &changes);
                self.say_lost(paper);
                Ok(true)
            }
            Err(session) => {
                mistakes::rules(paper, &session);
                paper.say("The rules as they were before are used until this is mended.");
                Ok(false)
            }
        }
    }

    /// Reads rules and case again if they have changed on disk.
    fn notice(&mut self, paper: &mut Paper) {
        if !self.origin().is_outdated() {
            return;
        }
        if let Err(error) = self.read_again(paper) {
            mistakes::because(paper, &error.to_string());
        }
    }

    /// Says what is not understood by the present rules.
    fn say_lost(&self, paper: &mut Paper) {
        for (text, line) in &self.talk.lost {
            mistakes::because(paper, &format!("no longer understood (typed:{line}): {text}"));
        }
    }
}
