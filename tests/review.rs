//! Can answers be reviewed at a terminal, key by key, side by side?
//!
//! `script` gives the program a terminal. On a machine without it this test says so and does nothing, unless `CI` is set.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::{self, sleep},
    time::{Duration, Instant},
};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A review at a terminal of 130 columns.
struct Review {
    child: Child,
    screen: Arc<Mutex<String>>,
}

impl Review {
    /// Begins one. Nothing comes back where there is no `script`.
    fn begin(folder: &Path) -> Option<Self> {
        let line = format!("stty cols 130 rows 40; exec {} review", env!("CARGO_BIN_EXE_grounds"));
        let child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(folder)
            .envs([("SHELL", "/bin/sh"), ("TERM", "xterm"), ("NO_COLOR", "1")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else {
            assert!(std::env::var_os("CI").is_none(), "there is no `script` on this machine");
            let note = "there is no `script` on this machine: the terminal is not tried\n";
            std::io::stderr().write_all(note.as_bytes()).unwrap();
            return None;
        };
        let mut out = child.stdout.take().unwrap();
        let screen = Arc::new(Mutex::new(String::new()));
        let shown = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(len @ 1..) = out.read(&mut bytes) {
                shown.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..len]));
            }
        });
        Some(Self { child, screen })
    }

    /// Waits until a text has been shown so many times.
    fn expect(&self, text: &str, times: usize) {
        let begun = Instant::now();
        while self.screen.lock().unwrap().matches(text).count() < times {
            let screen = self.screen.lock().unwrap().clone();
            assert!(begun.elapsed() < PATIENCE, "`{text}` never came; there is:\n{screen}");
            sleep(Duration::from_millis(10));
        }
    }

    fn press(&mut self, key: &str) {
        // The prompt comes a moment before the terminal gives keys one by one.
        sleep(Duration::from_millis(100));
        self.child.stdin.as_mut().unwrap().write_all(key.as_bytes()).unwrap();
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
    assert!(it.child.wait().unwrap().success());
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
    assert!(it.child.wait().unwrap().success());
    assert!(folder.path().join("ada@may-ada-stay.snap.new").exists());
}
