//! Which answers of a conversation are others now that the rules are, and because of which rules?

use super::{Conversation, How};
use crate::{
    explain::{Explanation, text::brief},
    program::Program,
    session::Session,
    source::Sources,
};

/// An answer that is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The question, as it was typed.
    pub question: String,
    /// What the answer was, a line for each side of it.
    pub before: Vec<String>,
    /// What it is.
    pub after: Vec<String>,
    /// The rules that it rested on or rests on and that are others now, each with what became of it.
    pub because: Vec<String>,
}

/// A rule as it is compared: its label and everything that it says.
type Said = (String, String);

/// An answer in brief, with the labels of the rules that it speaks of.
type Outcome = (Vec<String>, Vec<String>);

impl Conversation {
    /// Uses other rules from now on; says which answers to the questions so far have changed.
    pub(super) fn exchange(&mut self, session: Session) -> Vec<Change> {
        let before: Vec<Outcome> = self.outcomes();
        let rules_before = rules(&self.session.program, &self.session.sources);
        self.session = session;
        self.edition += 1;
        self.replay();
        let changed = changed(&rules_before, &rules(&self.session.program, &self.session.sources));
        let after = self.outcomes();
        let questions = self.asked.iter().map(|it| it.text.trim().to_owned());
        let pairs = questions.zip(before.into_iter().zip(after));
        let changes = pairs.filter(|(_, (before, after))| before.0 != after.0);
        changes
            .map(|(question, (before, after))| {
                let speaks_of =
                    |it: &&(String, &str)| before.1.contains(&it.0) || after.1.contains(&it.0);
                let because = changed.iter().filter(speaks_of);
                let because = because.map(|(label, what)| format!("{label} ({what})")).collect();
                Change { question, before: before.0, after: after.0, because }
            })
            .collect()
    }

    fn outcomes(&mut self) -> Vec<Outcome> {
        let asked = self.asked.clone();
        let outcome =
            |it: &super::asking::Asked| match self.answer((&it.text, it.line), How::default()) {
                Ok((explanation, _)) => (brief(&explanation), labels(&explanation)),
                Err(_) => (vec!["no answer".to_owned()], Vec::new()),
            };
        asked.iter().map(outcome).collect()
    }
}

fn labels(explanation: &Explanation) -> Vec<String> {
    explanation.steps.iter().filter_map(|it| it.rule.clone()).collect()
}

/// Every rule with all that it says, in order.
fn rules(program: &Program, sources: &Sources) -> Vec<Said> {
    let said = |it: &crate::program::Rule| {
        let citations: Vec<String> = it.citations.iter().map(|it| program.in_words(it)).collect();
        let to = it.exception_to.map(|it| program.rule(it).label.as_str());
        let text = sources.slice(it.span);
        (it.label.clone(), format!("{text}\n{citations:?}{to:?}{:?}{:?}", it.in_force, it.basis))
    };
    program.rules.iter().map(said).collect()
}

/// The labels of the rules that are not as they were, with what became of each.
fn changed(before: &[Said], after: &[Said]) -> Vec<(String, &'static str)> {
    let find =
        |all: &[Said], label: &str| all.iter().find(|it| it.0 == label).map(|it| it.1.clone());
    let gone = before.iter().filter(|it| find(after, &it.0).is_none());
    let gone = gone.map(|it| (it.0.clone(), "removed"));
    let others = after.iter().filter_map(|it| match find(before, &it.0) {
        None => Some((it.0.clone(), "new")),
        Some(text) => (text != it.1).then(|| (it.0.clone(), "changed")),
    });
    gone.chain(others).collect()
}
