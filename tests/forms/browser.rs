//! Does a page hold up in a browser? Chromium opens it at several sizes, light and dark, and axe looks for barriers.
//!
//! Without Chromium, Node or the two packages that `.ci/run` installs, there is nothing to look with: where `CI` is
//! `true` that is a failure, elsewhere a note.

use std::{env, fs, io::Write, path::Path, process::Command};

use grounds::explain::{html, picture, text::Detail};

use super::{all, covered};

/// Where `.ci/run` installs the packages.
const PACKAGES: &str = "target/browser/node_modules/axe-core";

#[test]
fn pages_hold_up_in_a_browser() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("chromium") || !has("node") || !Path::new(PACKAGES).exists() {
        let ci = env::var("CI").is_ok_and(|it| it == "true");
        assert!(!ci, "there is no browser to open pages with; .ci/run installs one");
        let note = "note: pages were not opened in a browser; .ci/run installs what that takes\n";
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (asked, at) in all().iter().zip(1..) {
        let handouts = asked.handouts(Detail::Normal);
        let write = |name: String, text: String| fs::write(folder.path().join(name), text).unwrap();
        write(format!("{at}.html"), html::render(&handouts));
        let pictures = handouts.iter().zip(1..);
        pictures.for_each(|(it, number)| write(format!("{at}-{number}.svg"), picture::render(it)));
    }
    fs::write(folder.path().join("coverage.html"), covered::page()).unwrap();
    let script =
        Command::new("node").arg("tests/forms/browser.mjs").arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&script.stdout);
    let complaints = String::from_utf8_lossy(&script.stderr);
    assert!(script.status.success(), "{said}\n{complaints}");
}
