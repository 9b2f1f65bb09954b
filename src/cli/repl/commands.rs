//! What does a line that begins with a colon do?

use crate::{
    explain::text::Detail,
    session::{
        Session,
        conversation::{How, Refused},
    },
};

use super::{super::options::date, Repl, about, answer, help, mistakes, paper::Paper};

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

    /// The reasons for the last answer, or for that to another question.
    pub(super) fn why(&mut self, question: &str, paper: &mut Paper, repairs: bool) -> Outcome {
        if !question.is_empty() {
            let detail = self.detail.unwrap_or(Detail::Normal);
            let how = How { repairs, ..self.plainly() };
            let question =
                if question.ends_with('?') { question.to_owned() } else { format!("{question}?") };
            return self.question(
                &question,
                (0..question.len(), self.line),
                (how, Some(detail)),
                paper,
            );
        }
        self.again(repairs, Some(self.detail.unwrap_or(Detail::Normal)), paper)
    }

    fn what_if(&mut self, sentence: &str, paper: &mut Paper) -> Outcome {
        let sentence = sentence.trim_end_matches(['.', '?']);
        if sentence.is_empty() {
            mistakes::because(paper, "say what is to be supposed: `:what-if SENTENCE.`");
            return Outcome::Failed;
        }
        let Some(question) = self.talk.last_question() else { return nothing_asked(paper) };
        let question = format!("suppose {sentence}. {question}");
        let how = self.plainly();
        self.question(&question, (0..question.len(), self.line), (how, self.detail), paper)
    }

    /// Asks the last question again.
    fn again(&mut self, repairs: bool, detail: Option<Detail>, paper: &mut Paper) -> Outcome {
        let how = How { repairs, ..self.plainly() };
        let Some(answered) = self.talk.ask_again(how) else {
            return nothing_asked(paper);
        };
        self.answered(answered, detail, paper)
    }

    fn open(&mut self, paper: &mut Paper) -> Outcome {
        let how = self.plainly();
        match self.talk.ask_again(how) {
            Some(Ok(it)) => {
                answer::open(paper, &it.0);
                Outcome::Done
            }
            Some(Err(reason)) => {
                answer::none(paper, &reason, &self.talk.session.sources, self.bounds);
                Outcome::Failed
            }
            None => nothing_asked(paper),
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
            let all =
                if facts.is_empty() { "Nothing is stated." } else { "No fact has these words." };
            paper.say(all);
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
            let stays = self.talk.facts().len();
            paper.say(&match stays {
                0 => "forgotten; :undo brings it back".to_owned(),
                1 => "what was said is forgotten; 1 fact of the case stays; :undo brings it back".to_owned(),
                _ => format!("what was said is forgotten; the {stays} facts of the case stay; :undo brings it back"),
            });
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
        what: Result<Option<String>, Box<Session>>,
        done: &str,
        verb: &str,
        paper: &mut Paper,
    ) -> Outcome {
        match what {
            Ok(Some(what)) => {
                paper.say(&format!("{done}: {what}"));
                self.say_lost(paper);
                Outcome::Done
            }
            Ok(None) => {
                mistakes::because(paper, &format!("there is nothing to {verb}"));
                Outcome::Failed
            }
            Err(session) => {
                mistakes::rules(paper, &session);
                Outcome::Failed
            }
        }
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
}

fn nothing_asked(paper: &mut Paper) -> Outcome {
    mistakes::because(paper, "nothing has been asked yet");
    Outcome::Failed
}
