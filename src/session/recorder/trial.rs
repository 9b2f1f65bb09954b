//! Would an answer be what it is if a rule were what it was? It is tried.

use super::{Options, Recorder, Session};
use crate::{
    case::snapshot::{Snapshot, cause::Candidate},
    program::{Case, Query},
};

/// More rules than this are not tried one by one.
const MANY: usize = 20;

/// The rules, but one of them is what it was: its label, and its text if there was one.
type But = (String, Option<String>);

/// What was tried with the rules of a session, to be tried again for the next question.
#[derive(Debug, Clone, Default)]
pub(super) struct Trials {
    /// Nothing where the rules can't be used like that.
    loaded: Vec<(But, Option<Session>)>,
}

impl Recorder {
    /// Of some rules that are not what they were, those without whose change alone the answer would be what it was; else
    /// those without which it would not be what it is now; else all of them. So also where it can't be tried.
    pub(super) fn decisive(
        &mut self,
        (old, new): (&Snapshot, &Snapshot),
        (case, query): (&Case, &Query),
        options: &Options<'_>,
        candidates: Vec<Candidate>,
    ) -> Vec<Candidate> {
        let Some(at) = case.asks.iter().position(|it| it.span == query.span) else {
            return candidates;
        };
        if candidates.len() < 2 || candidates.len() > MANY {
            return candidates;
        }
        let (mut undoing, mut altering) = (Vec::new(), Vec::new());
        for it in &candidates {
            let text = old.info.rule(&it.label).map(str::to_owned);
            let Some(tried) = self.tried((it.label.clone(), text), (&case.name, at), options)
            else {
                continue;
            };
            // Where only the reasons are others, these count; else they don't.
            let answer = old.parts().answer != new.parts().answer;
            let part = |it: &Snapshot| {
                if answer { it.parts().answer.to_owned() } else { it.record.clone() }
            };
            if part(&tried) == part(old) {
                undoing.push(it.clone());
            } else if part(&tried) != part(new) {
                altering.push(it.clone());
            }
        }
        [undoing, altering].into_iter().find(|it| !it.is_empty()).unwrap_or(candidates)
    }

    /// The record of an answer by the rules, but for one of them.
    fn tried(
        &mut self,
        but: But,
        (case, at): (&str, usize),
        options: &Options<'_>,
    ) -> Option<Snapshot> {
        let known = self.trials.loaded.iter().position(|it| it.0 == but);
        let place = known.unwrap_or_else(|| {
            let session = self.load_but(&but);
            self.trials.loaded.push((but, session));
            self.trials.loaded.len() - 1
        });
        let session = self.trials.loaded[place].1.as_ref()?;
        let case = session.case(Some(case))?;
        let query = case.asks.get(at)?;
        let explanation = session.ask(&case.scenario, query, options).ok()?;
        Some(Snapshot {
            record: super::record_of(&explanation, case, query),
            ..Snapshot::default()
        })
    }

    /// The rules, but one of them is what it was. Nothing where they can't be used like that.
    fn load_but(&self, (label, text): &But) -> Option<Session> {
        let sources = &self.session.sources;
        let mut texts: Vec<(String, String)> = sources
            .iter()
            .map(|(file, text)| (sources.name(file).to_owned(), text.to_owned()))
            .collect();
        let old = text.as_deref().unwrap_or_default().replace('\n', "\n  ");
        match self.texts.rule(label) {
            Some(written) => {
                let at = sources.iter().position(|it| it.0 == written.span.file)?;
                texts[at].1.replace_range(written.span.range(), &old);
            }
            None => texts.push((label.clone(), old + "\n")),
        }
        let mut session = Session::load(texts);
        session.sources.leave_out_lines();
        session.is_usable().then_some(session)
    }
}
