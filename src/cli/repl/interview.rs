//! How does an interview go on in a conversation? It asks; what is replied is stated like anything else that is typed.

use crate::session::{
    conversation::{NoAnswer, Typed},
    interview::{Ask, Interview, Refused, Said},
};

use super::{
    super::consult::talk::{HELP, Wish, question, why, wish},
    Repl, answer,
    commands::Outcome,
    mistakes,
    paper::Paper,
};

/// An interview that goes on, with what it asks.
#[derive(Debug)]
pub(super) struct Asking {
    interview: Interview,
    ask: Ask,
    /// How many statements each reply came to, so that it can be taken back.
    stated: Vec<usize>,
}

impl Repl<'_> {
    /// Begins an interview about a question, or about the last one.
    pub(super) fn consult(&mut self, question: &str, paper: &mut Paper) -> Outcome {
        self.asking = None;
        if !question.is_empty() {
            let question =
                if question.ends_with('?') { question.to_owned() } else { format!("{question}?") };
            let how = self.plainly();
            let all = (0..question.len(), self.line);
            if self.question(&question, all, (how, None), paper) == Outcome::Failed {
                return Outcome::Failed;
            }
        }
        match self.talk.interview() {
            None => {
                mistakes::because(paper, "nothing has been asked yet: `:consult QUESTION?`");
                Outcome::Failed
            }
            Some(Err(found)) => {
                mistakes::typed(paper, &found, &self.talk.session.sources);
                Outcome::Failed
            }
            Some(Ok(interview)) => self.ask_next(interview, Vec::new(), paper),
        }
    }

    /// Asks what is next; says the answer where nothing is.
    fn ask_next(
        &mut self,
        mut interview: Interview,
        stated: Vec<usize>,
        paper: &mut Paper,
    ) -> Outcome {
        match self.talk.next(&mut interview, self.limits()) {
            Ok(Some(ask)) => {
                paper.lines(question(&ask, interview.replies.len() + 1).trim_start_matches('\n'));
                self.asking = Some(Asking { interview, ask, stated });
                Outcome::Done
            }
            Ok(None) => self.end_of_interview(paper),
            Err(limit) => {
                let reason = NoAnswer::Limit(limit);
                answer::none(paper, &reason, &self.talk.session.sources, self.bounds);
                Outcome::Failed
            }
        }
    }

    fn end_of_interview(&mut self, paper: &mut Paper) -> Outcome {
        self.asking = None;
        let how = self.plainly();
        match self.talk.ask_again(how) {
            Some(answered) => self.answered(answered, self.detail, paper),
            None => Outcome::Done,
        }
    }

    /// Takes what was typed as a reply, if an interview goes on and it is one.
    pub(super) fn reply(&mut self, text: &str, paper: &mut Paper) -> Option<Outcome> {
        let Asking { mut interview, ask, mut stated } = self.asking.take()?;
        let said = match wish(text, &ask) {
            Wish::Say(said) => said,
            Wish::Stop => return Some(self.end_of_interview(paper)),
            Wish::Back => {
                if interview.back() {
                    for _ in 0..stated.pop().unwrap_or(0) {
                        self.talk.undo().ok();
                    }
                } else {
                    paper.say("this is the first question");
                }
                return Some(self.ask_next(interview, stated, paper));
            }
            Wish::Help => {
                paper.lines(HELP);
                self.asking = Some(Asking { interview, ask, stated });
                return Some(Outcome::Done);
            }
            Wish::Why => {
                let how = self.plainly();
                if let Some(Ok((explanation, _))) = self.talk.ask_again(how) {
                    paper.lines(&why(&explanation, &ask));
                }
                self.asking = Some(Asking { interview, ask, stated });
                return Some(Outcome::Done);
            }
        };
        self.take(Asking { interview, ask, stated }, (text, said), paper)
    }

    /// Takes a reply, and asks what is next; a sentence that is none is left to the conversation.
    fn take(
        &mut self,
        asking: Asking,
        (text, said): (&str, Said<'_>),
        paper: &mut Paper,
    ) -> Option<Outcome> {
        let Asking { mut interview, ask, mut stated } = asking;
        match interview.reply(&mut self.talk.session, &ask, said) {
            Ok(remark) => {
                if let Some(remark) = remark {
                    paper.say(&remark);
                }
                let statements = interview.replies.last().map(|it| it.statements.clone());
                let statements = statements.unwrap_or_default();
                for it in &statements {
                    let typed = Typed { input: it, part: 0..it.len(), line: self.line };
                    let told = self.talk.tell(&typed);
                    if self.noted(told, "noted", paper) == Outcome::Failed {
                        return Some(Outcome::Failed);
                    }
                }
                stated.push(statements.len());
                Some(self.ask_next(interview, stated, paper))
            }
            // Perhaps it is a sentence of its own: the interview waits.
            Err(refused) => {
                self.asking = Some(Asking { interview, ask, stated });
                if text.contains(' ') && text.trim_end().ends_with(['.', '?']) {
                    return None;
                }
                match refused {
                    Refused::Misfit(message) => paper.say(&message),
                    Refused::Mistakes(found) => {
                        mistakes::typed(paper, &found, &self.talk.session.sources);
                    }
                }
                Some(Outcome::Failed)
            }
        }
    }
}
