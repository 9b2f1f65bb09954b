//! Does the line editor work at a terminal: keys, completion, history, Ctrl-C, a window that changes?

use std::{fmt::Write as _, fs, path::Path, thread::sleep, time::Duration};

use crate::terminal::Terminal;

const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const CTRL_R: &str = "\x12";
const TAB: &str = "\t";
const ENTER: &str = "\r";
const UP: &str = "\x1b[A";
const RIGHT: &str = "\x1b[C";
const BACK: &str = "\x7f";

const INN: &str = "--rules tests/cli/inn/inn.rules";

/// A conversation at a terminal.
struct Conversation {
    terminal: Terminal,
    /// How much of what is shown was expected and has come.
    seen: usize,
}

impl Conversation {
    /// Begins one; `before` is done by the shell first. Nothing comes back where there is no terminal.
    fn begin(home: &Path, before: &str, arguments: &str) -> Option<Self> {
        let program = env!("CARGO_BIN_EXE_grounds");
        // The shell makes way for the program: where it stays, Ctrl-C ends it, and its status is told instead.
        let line = format!("{before} exec {program} repl {arguments}");
        let terminal = Terminal::run(&line, |it| {
            it.env("XDG_DATA_HOME", home);
        })?;
        let mut conversation = Self { terminal, seen: 0 };
        conversation.expect("type :help");
        conversation.expect("> ");
        Some(conversation)
    }

    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            assert!(self.terminal.press(key), "nobody takes `{key}`");
            sleep(Duration::from_millis(30));
        }
    }

    /// Waits until a text is printed behind what was expected before; gives back what stands before it.
    fn expect(&mut self, text: &str) -> String {
        let before = self.terminal.wait_for(text, |screen| {
            let rest = &screen[self.seen..];
            rest.find(text).map(|at| rest[..at].to_owned())
        });
        self.seen += before.len() + text.len();
        before
    }

    /// Leaves; says whether the program ended well. A key that comes before the prompt may be lost, so it is pressed again.
    fn leave(self) -> bool {
        self.terminal.wait(Some(CTRL_D)).success()
    }
}

#[test]
fn tab_completes_names_phrases_and_commands() {
    let home = tempfile::tempdir().unwrap();
    let Some(mut it) = Conversation::begin(home.path(), "", INN) else { return };
    it.press(&["Ada is a gu", TAB, ".", ENTER]);
    it.expect("noted");
    it.press(&["may A", TAB, " st", TAB, "?", ENTER]);
    it.expect("It depends on 2 open questions.");
    it.press(&["Ada has p", RIGHT, ".", ENTER]);
    it.expect("noted");
    it.press(&[":fa", TAB, ENTER]);
    it.expect("Ada has paid.");
    assert!(it.leave());
}

#[test]
fn a_mistake_brings_the_line_back() {
    let home = tempfile::tempdir().unwrap();
    let Some(mut it) = Conversation::begin(home.path(), "", INN) else { return };
    it.press(&["Ada is a guest. may Ada stey?", ENTER]);
    it.expect("did you mean \"stay\"?");
    it.expect("> may Ada stey?");
    it.press(&[BACK, BACK, BACK, "ay?", ENTER]);
    it.expect("It depends on 2 open questions.");
    assert!(it.leave());
}

#[test]
fn a_sentence_may_go_on_in_the_next_line() {
    let home = tempfile::tempdir().unwrap();
    let Some(mut it) = Conversation::begin(home.path(), "", INN) else { return };
    it.press(&["Ada is", ENTER, "a guest.", ENTER]);
    it.expect("noted");
    it.press(&["rule dogs", ENTER, "  a guest may stay.", ENTER]);
    it.expect("noted");
    it.press(&["given {a guest} is rich", ENTER]);
    it.expect("an empty line ends it");
    it.press(&["  otherwise no", ENTER, ENTER]);
    it.expect("noted");
    it.press(&["may Ada stay?", ENTER]);
    it.expect("Yes.");
    assert!(it.leave());
}

#[test]
fn history_survives_and_can_be_searched() {
    let home = tempfile::tempdir().unwrap();
    let Some(mut it) = Conversation::begin(home.path(), "", INN) else { return };
    it.press(&["Ada is a guest.", ENTER]);
    it.expect("noted");
    it.press(&["Ada has paid.", ENTER]);
    it.expect("noted");
    assert!(it.leave());
    let Some(mut it) = Conversation::begin(home.path(), "", INN) else { return };
    it.press(&[CTRL_R, "guest", ENTER]);
    it.expect("noted");
    it.press(&[UP, UP, ENTER]);
    it.expect("noted");
    it.press(&[":facts", ENTER]);
    it.expect("2  Ada has paid.");
    assert!(it.leave());
}

#[test]
fn ctrl_c_stops_a_question_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let rules = home.path().join("long.rules");
    let mut text = "kind p\ngiven {a p: one} likes {a p: other}\nconclusion {a p} is lost\nrule lost\n  a p A is lost if A likes a p B".to_owned();
    for pair in ["BC", "CD", "DE", "EF", "FG", "GH"] {
        let (one, other) = pair.split_at(1);
        write!(text, " and {one} likes a p {other}").unwrap();
    }
    text.push_str(".\n");
    (0..40).for_each(|it| writeln!(text, "name N{it} is a p").unwrap());
    fs::write(&rules, text).unwrap();
    let limits = "--nodes 1000000000 --steps 1000000000000";
    let arguments = format!("--rules {} {limits}", rules.display());
    let Some(mut it) = Conversation::begin(home.path(), "", &arguments) else { return };
    it.press(&["N1 likes N2.", ENTER]);
    it.expect("noted");
    it.press(&["is N1 lost?", ENTER]);
    sleep(Duration::from_millis(500));
    it.press(&[CTRL_C]);
    it.expect("stopped; nothing has changed");
    it.expect("> ");
    it.press(&["not this", CTRL_C, ":facts", ENTER]);
    it.expect("N1 likes N2.");
    assert!(it.leave());
}

#[test]
fn a_window_may_become_narrow() {
    let home = tempfile::tempdir().unwrap();
    let (now, done) = (home.path().join("now"), home.path().join("done"));
    let (n, d) = (now.display(), done.display());
    let before = format!(
        "stty cols 100 rows 30; (while [ ! -e {n} ]; do sleep 0.05; done; stty cols 44 < /dev/tty; touch {d}) &"
    );
    let Some(mut it) = Conversation::begin(home.path(), &before, INN) else { return };
    it.press(&[":help", ENTER]);
    it.expect("More with :help");
    fs::write(&now, "").unwrap();
    while !done.exists() {
        sleep(Duration::from_millis(20));
    }
    it.expect("> ");
    it.press(&[":help", ENTER]);
    it.expect("A sentence states");
    let help = it.expect("More with :help");
    let widest = help.lines().map(|it| it.trim_end().chars().count()).max();
    assert!(widest.is_some_and(|it| it <= 44), "{help}");
    assert!(it.leave());
}
