//! Is the page of `grounds coverage` as sound as those of answers?

use std::{ffi::OsString, fs};

use grounds::cli::{Exit, Io, Look, Stream, run};
use jiff::civil::date;

use super::sound;

/// The page for the rules that the command line is tried with.
pub(super) fn page() -> String {
    let line = "grounds coverage --rules tests/cli/returns --mutate --format html";
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(
        line.split(' ').map(OsString::from),
        &mut Io {
            input: &mut std::io::empty(),
            out: Stream::new(&mut out, Look::PLAIN),
            err: Stream::new(&mut err, Look::PLAIN),
            today: date(2026, 11, 22),
        },
    );
    assert_eq!(exit, Exit::Done);
    String::from_utf8(out).unwrap()
}

#[test]
fn the_page_of_coverage_is_whole_and_has_every_line() {
    let page = page();
    sound::page(&page);
    assert_eq!(page, self::page());
    let rules = fs::read_to_string("tests/cli/returns/returns.rules").unwrap();
    for line in rules.lines() {
        let written = line.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        assert!(page.contains(&format!("<code>{written}</code>")), "{line}");
    }
}
