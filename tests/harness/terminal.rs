//! What does a program show at a terminal?
//!
//! `script` gives it one. On a machine without it the tests say so and do nothing, unless `CI` is set.

use std::{
    io::{Read, Write},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread::{self, sleep},
    time::{Duration, Instant},
};

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program at a terminal.
pub(crate) struct Terminal {
    child: Child,
    keys: ChildStdin,
    screen: Arc<Mutex<String>>,
}

impl Terminal {
    /// Runs a line of the shell. Nothing comes back where there is no `script`.
    pub(crate) fn run(line: &str, prepare: impl FnOnce(&mut Command)) -> Option<Self> {
        let mut script = Command::new("script");
        script.args(["-qec", line, "/dev/null"]);
        script.envs([("SHELL", "/bin/sh"), ("TERM", "xterm"), ("NO_COLOR", "1")]);
        script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        prepare(&mut script);
        let Ok(mut child) = script.spawn() else {
            assert!(std::env::var_os("CI").is_none(), "there is no `script` on this machine");
            let note = "there is no `script` on this machine: terminals are not tried\n";
            std::io::stderr().write_all(note.as_bytes()).unwrap();
            return None;
        };
        let keys = child.stdin.take().unwrap();
        let mut out = child.stdout.take().unwrap();
        let screen = Arc::new(Mutex::new(String::new()));
        let shown = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(len @ 1..) = out.read(&mut bytes) {
                shown.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..len]));
            }
        });
        Some(Self { child, keys, screen })
    }

    /// Presses a key; says whether there is still somebody to take it.
    pub(crate) fn press(&mut self, key: &str) -> bool {
        self.keys.write_all(key.as_bytes()).and_then(|()| self.keys.flush()).is_ok()
    }

    /// Waits until what is shown has something in it; a text says what that is.
    pub(crate) fn wait_for<T>(&self, text: &str, find: impl Fn(&str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let screen = self.screen.lock().unwrap().clone();
            if let Some(found) = find(&screen) {
                return found;
            }
            assert!(begun.elapsed() < PATIENCE, "`{text}` never came; there is:\n{screen}");
            sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program ends; a key may be pressed again and again meanwhile.
    pub(crate) fn wait(mut self, key: Option<&str>) -> ExitStatus {
        let begun = Instant::now();
        loop {
            key.map(|it| self.press(it));
            sleep(Duration::from_millis(30));
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it never ended");
        }
    }
}
