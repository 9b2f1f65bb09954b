//! Are the examples of `docs/json.md` what the program prints, and are reports for build servers what these read?
//!
//! A block marked `sh` holds a command, and the block marked `json` behind it what it prints, set out for reading.

use std::fs;

use serde_json::Value;

use crate::{grounds, words};

#[test]
fn examples() {
    let page = fs::read_to_string("docs/json.md").unwrap();
    let blocks: Vec<(&str, &str)> =
        page.split("\n```").skip(1).step_by(2).map(|it| it.split_once('\n').unwrap()).collect();
    let commands = blocks.iter().filter(|it| it.0 == "sh").count();
    assert!(commands > 0 && 2 * commands == blocks.len(), "each command has its output");
    for pair in blocks.chunks(2) {
        let (command, expected) = (pair[0].1, pair[1].1);
        let run = grounds(&words(command), &[]);
        let printed: Value = serde_json::from_str(&run.out).unwrap();
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(printed, expected, "$ {command}\n{printed:#}");
    }
}

/// Reads a report in the form of `JUnit` with a parser of its own, and counts.
pub(crate) fn check_report(report: &str) {
    let document = roxmltree::Document::parse(report).unwrap();
    let root = document.root_element();
    let named = |name: &'static str| move |it: &roxmltree::Node<'_, '_>| it.has_tag_name(name);
    for suite in root.children().filter(named("testsuite")).chain([root]) {
        let tests = suite.descendants().filter(named("testcase")).count();
        let failures = suite.descendants().filter(named("failure")).count();
        assert_eq!(suite.attribute("tests"), Some(tests.to_string().as_str()), "{report}");
        assert_eq!(suite.attribute("failures"), Some(failures.to_string().as_str()), "{report}");
    }
    assert!(root.has_tag_name("testsuites") && root.children().any(|it| named("testsuite")(&it)));
}
