//! What has been said in a conversation, and what follows from changing it?
//!
//! A [`Conversation`] is pure, like the [`Session`] that it uses: whoever holds it reads, prints and keeps time.
//! What is said is kept as it was typed and read again whenever the rules change; so nothing that was typed is lost,
//! every change can be taken back, and a sentence that the rules no longer understand comes back once they do.

mod asking;
pub mod changes;
pub mod listing;
mod record;
mod telling;

use jiff::civil::Date;

use self::{
    asking::Asked,
    listing::Key,
    telling::{clause, name_of, tell},
};
pub use self::{
    asking::{How, NoAnswer},
    telling::{Typed, is_clause},
};
use super::Session;
use crate::{diagnostic::Diagnostic, program::Scenario, source::folded};

/// What messages call what was typed.
const TYPED: &str = "typed";
/// What messages call the rules that were typed.
pub const TYPED_RULES: &str = "typed rules";

/// What a conversation stands on: rules, and perhaps a case.
#[derive(Debug, Clone)]
pub struct Ground {
    /// What it is called.
    pub label: String,
    /// The texts of its rules and of its case, by name.
    pub texts: Vec<(String, String)>,
    /// The file and the name of the case whose facts are stated from the beginning.
    pub case: Option<(String, String)>,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// Sentences, at a line.
    Told(String, usize),
    /// What a fact said is no longer said.
    Forgot(Key),
}

/// Everything that can be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    ground: usize,
    entries: Vec<Entry>,
    as_of: Option<Date>,
    /// Rules and other items, as typed.
    rules: Vec<String>,
}

/// What was said in a conversation, and what it stands on.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// The rules as they are now, those that were typed among them.
    pub session: Session,
    /// The facts as they are now.
    pub scenario: Scenario,
    /// What was said that the rules do not understand, with its lines.
    pub lost: Vec<(String, usize)>,
    today: Date,
    grounds: Vec<Ground>,
    state: State,
    done: Vec<(State, String)>,
    undone: Vec<(State, String)>,
    asked: Vec<Asked>,
    edition: usize,
}

/// Why something was not done.
#[derive(Debug)]
pub enum Refused {
    /// What was typed has mistakes.
    Mistakes(Vec<Diagnostic>),
    /// The rules would have mistakes.
    Rules(Box<Session>),
    /// For a reason in words.
    Because(String),
}

impl Conversation {
    /// Begins on a ground.
    ///
    /// # Errors
    /// The session, if its texts have mistakes.
    pub fn begin(ground: Ground, today: Date) -> Result<Self, Box<Session>> {
        let state = State::default();
        let grounds = vec![ground];
        let session = usable(&grounds, &state)?;
        let (scenario, lost) = (Scenario::default(), Vec::new());
        let (done, undone, asked) = (Vec::new(), Vec::new(), Vec::new());
        let edition = 0;
        let mut begun =
            Self { session, scenario, lost, today, grounds, state, done, undone, asked, edition };
        begun.replay();
        Ok(begun)
    }

    /// What it stands on.
    pub fn ground(&self) -> &Ground {
        &self.grounds[self.state.ground]
    }

    /// A number that changes whenever the rules do.
    pub fn edition(&self) -> usize {
        self.edition
    }

    /// Which of all grounds, in the order in which they came, it stands on.
    pub fn ground_number(&self) -> usize {
        self.state.ground
    }

    /// The day whose law is applied unless a question says otherwise, and whether that was said.
    pub fn day(&self) -> (Date, bool) {
        let said = self.state.as_of.or(self.scenario.as_of);
        (said.unwrap_or(self.today), said.is_some())
    }

    /// Whether a day was said that goes before that of the case.
    pub fn has_own_day(&self) -> bool {
        self.state.as_of.is_some()
    }

    /// Begins with the law of a day; that is nothing to be taken back.
    pub fn begin_on(&mut self, day: Date) {
        self.state.as_of = Some(day);
    }

    /// The rules that were typed, one below the other.
    pub fn typed_rules(&self) -> String {
        self.state.rules.iter().flat_map(|it| [it.trim_end(), "\n\n"]).collect()
    }

    /// States sentences: facts, `consider X`, `as of DATE`. What was said before gives way.
    ///
    /// # Errors
    /// Every mistake in them; nothing has changed then.
    pub fn tell(&mut self, typed: &Typed<'_>) -> Result<(), Refused> {
        let text = typed.alone();
        let said = text.trim().trim_end_matches('.').trim_end();
        if let Some(day) = clause(said, "as of") {
            let day = day.parse().map_err(|_| {
                Refused::Because("a day is written like `as of 2026-03-02`".to_owned())
            })?;
            self.set_day(Some(day));
            return Ok(());
        }
        let mut scenario = self.scenario.clone();
        let Session { program, sources, .. } = &mut self.session;
        tell(program, sources, &mut scenario, (&text, typed.line)).map_err(Refused::Mistakes)?;
        self.remember(said);
        self.state.entries.push(Entry::Told(text, typed.line));
        self.scenario = scenario;
        Ok(())
    }

    /// Applies the law of a day, or of the case's day if none is given.
    pub fn set_day(&mut self, day: Option<Date>) {
        self.remember(&day.map_or("as of the case's day".to_owned(), |it| format!("as of {it}")));
        self.state.as_of = day;
    }

    /// Adds a rule or another item, or puts it in the place of one typed before with the same name.
    ///
    /// # Errors
    /// The session as it would be, if it has mistakes; nothing has changed then.
    pub fn declare(&mut self, item: &str) -> Result<Vec<changes::Change>, Refused> {
        let mut state = self.state.clone();
        let named = name_of(item);
        match state.rules.iter().position(|it| named.is_some() && name_of(it) == named) {
            Some(at) => item.clone_into(&mut state.rules[at]),
            None => state.rules.push(item.to_owned()),
        }
        let session = usable(&self.grounds, &state).map_err(Refused::Rules)?;
        self.remember(item.lines().next().unwrap_or_default());
        self.state = state;
        Ok(self.exchange(session))
    }

    /// No longer says what one line of [`Conversation::facts`] says.
    ///
    /// # Errors
    /// Why that can't be.
    pub fn forget(&mut self, key: &Key) -> Result<(), Refused> {
        let mut scenario = self.scenario.clone();
        if !key.forget(&self.session.program, &mut scenario) {
            let text = "other facts speak of it; forget them first".to_owned();
            return Err(Refused::Because(text));
        }
        self.remember(&format!("forget {}", key.sentence()));
        self.state.entries.push(Entry::Forgot(key.clone()));
        self.scenario = scenario;
        Ok(())
    }

    /// Forgets everything that was said; the rules stay, and so do the facts of the case.
    pub fn forget_all(&mut self) {
        self.remember("forget everything");
        self.state.entries.clear();
        self.state.as_of = None;
        self.replay();
    }

    /// Goes on from another ground. What was said is kept, or set aside where `afresh`.
    ///
    /// # Errors
    /// The session as it would be, if it has mistakes; nothing has changed then.
    pub fn stand_on(
        &mut self,
        ground: Ground,
        afresh: bool,
    ) -> Result<Vec<changes::Change>, Box<Session>> {
        let what = format!("go to {}", ground.case.as_ref().map_or(&ground.label, |it| &it.1));
        self.grounds.push(ground);
        let mut state = self.state.clone();
        state.ground = self.grounds.len() - 1;
        if afresh {
            (state.entries, state.as_of) = (Vec::new(), None);
        }
        let session = match usable(&self.grounds, &state) {
            Ok(session) => session,
            Err(session) => {
                self.grounds.pop();
                return Err(session);
            }
        };
        self.remember(&what);
        self.state = state;
        if afresh {
            self.asked.clear();
        }
        Ok(self.exchange(session))
    }

    /// Reads other texts in place of those it stands on.
    ///
    /// # Errors
    /// The session as it would be, if it has mistakes; nothing has changed then.
    pub fn reload(&mut self, ground: Ground) -> Result<Vec<changes::Change>, Box<Session>> {
        let at = self.state.ground;
        let before = std::mem::replace(&mut self.grounds[at], ground);
        match usable(&self.grounds, &self.state) {
            Ok(session) => Ok(self.exchange(session)),
            Err(session) => {
                self.grounds[at] = before;
                Err(session)
            }
        }
    }

    /// Takes the last change back; says what it was, if there was one.
    ///
    /// # Errors
    /// The session as it would be, if it has mistakes now that the rules have changed; nothing is taken back then.
    pub fn undo(&mut self) -> Result<Option<String>, Box<Session>> {
        self.go(|it| &mut it.done, |it| &mut it.undone)
    }

    /// Makes the change again that was taken back last; says what it was, if there was one.
    ///
    /// # Errors
    /// As for [`Conversation::undo`].
    pub fn redo(&mut self) -> Result<Option<String>, Box<Session>> {
        self.go(|it| &mut it.undone, |it| &mut it.done)
    }

    /// Goes to the last state of one list, and notes the one before in the other.
    fn go(
        &mut self,
        from: fn(&mut Self) -> &mut Vec<(State, String)>,
        to: fn(&mut Self) -> &mut Vec<(State, String)>,
    ) -> Result<Option<String>, Box<Session>> {
        let Some((state, what)) = from(self).pop() else { return Ok(None) };
        match self.restore(state.clone()) {
            Ok(now) => to(self).push((now, what.clone())),
            Err(session) => {
                from(self).push((state, what));
                return Err(session);
            }
        }
        Ok(Some(what))
    }

    /// Notes what is about to change.
    fn remember(&mut self, what: &str) {
        self.done.push((self.state.clone(), folded(what)));
        self.undone.clear();
    }

    /// Goes to another state; gives the one before back.
    fn restore(&mut self, state: State) -> Result<State, Box<Session>> {
        if (state.ground, &state.rules) != (self.state.ground, &self.state.rules) {
            self.session = usable(&self.grounds, &state)?;
            self.edition += 1;
        }
        let before = std::mem::replace(&mut self.state, state);
        self.replay();
        Ok(before)
    }

    /// Says everything again.
    fn replay(&mut self) {
        self.scenario = self.first_facts();
        self.lost.clear();
        for entry in &self.state.entries {
            match entry {
                Entry::Forgot(key) => {
                    key.forget(&self.session.program, &mut self.scenario);
                }
                Entry::Told(text, line) => {
                    let Session { program, sources, .. } = &mut self.session;
                    if tell(program, sources, &mut self.scenario, (text, *line)).is_err() {
                        self.lost.push((text.trim().to_owned(), *line));
                    }
                }
            }
        }
    }

    /// The facts of the case that it stands on.
    fn first_facts(&self) -> Scenario {
        let Some((file, name)) = &self.ground().case else { return Scenario::default() };
        let sources = &self.session.sources;
        let mut cases = self.session.cases.iter();
        let case = cases.find(|it| it.name == *name && sources.name(it.span.file) == file);
        case.map(|it| it.scenario.clone()).unwrap_or_default()
    }
}

/// The rules of a state, unless they have mistakes.
fn usable(grounds: &[Ground], state: &State) -> Result<Session, Box<Session>> {
    let typed: String = state.rules.iter().flat_map(|it| [it.trim_end(), "\n"]).collect();
    let typed = (!typed.is_empty()).then_some((TYPED_RULES.to_owned(), typed));
    let session = Session::load(grounds[state.ground].texts.iter().cloned().chain(typed));
    if session.is_usable() { Ok(session) } else { Err(Box::new(session)) }
}
