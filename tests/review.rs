//! Can answers be reviewed at a terminal, key by key, side by side?

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "harness/terminal.rs"]
mod terminal;

use std::{fs, path::Path, process::Command, thread::sleep, time::Duration};

use terminal::Terminal;

/// A review at a terminal of 130 columns.
struct Review(Terminal);

impl Review {
    /// Begins one. Nothing comes back where there is no terminal.
    fn begin(folder: &Path) -> Option<Self> {
        let line = format!("stty cols 130 rows 40; exec {} review", env!("CARGO_BIN_EXE_grounds"));
        let terminal = Terminal::run(&line, |it| {
            it.current_dir(folder);
        });
        terminal.map(Self)
    }

    /// Waits until a text has been shown so many times.
    fn expect(&self, text: &str, times: usize) {
        self.0.wait_for(text, |screen| (screen.matches(text).count() >= times).then_some(()));
    }

    fn press(&mut self, key: &str) {
        // The prompt comes a moment before the terminal gives keys one by one.
        sleep(Duration::from_millis(100));
        assert!(self.0.press(key), "nobody takes `{key}`");
    }

    /// Whether the program ends well.
    fn ends_well(self) -> bool {
        self.0.wait(None).success()
    }
}

#[test]
fn keys_decide_at_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir("tests/cli/changed").unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let mut test = Command::new(env!("CARGO_BIN_EXE_grounds"));
    let test = test.args(["test", ".", "--update", "new"]).current_dir(&folder).output().unwrap();
    assert_eq!(test.status.code(), Some(1));
    let Some(mut it) = Review::begin(folder.path()) else { return };
    it.expect("? help >", 1);
    it.expect("│ + Yes.", 1);
    it.press("x");
    it.expect("this is the answer that is kept from now on", 1);
    it.press("t");
    it.expect("│ + Yes.", 2);
    it.expect("? help >", 3);
    it.press("a");
    it.expect("1 answer: 1 accepted", 1);
    assert!(it.ends_well());
    let kept = fs::read_to_string(folder.path().join("ada@may-ada-stay.snap")).unwrap();
    assert!(kept.contains("answer: \"yes\"") && !kept.contains("since"), "{kept}");
    assert!(!folder.path().join("ada@may-ada-stay.snap.new").exists());
}

#[test]
fn ctrl_c_leaves_everything_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["changed.rules", "ada.case"] {
        fs::copy(format!("tests/cli/changed/{file}"), folder.path().join(file)).unwrap();
    }
    let mut test = Command::new(env!("CARGO_BIN_EXE_grounds"));
    test.args(["test", ".", "--update", "new"]).current_dir(&folder).output().unwrap();
    let Some(mut it) = Review::begin(folder.path()) else { return };
    it.expect("? help >", 1);
    it.press("\x03");
    it.expect("1 answer: 1 waiting", 1);
    assert!(it.ends_well());
    assert!(folder.path().join("ada@may-ada-stay.snap.new").exists());
}
