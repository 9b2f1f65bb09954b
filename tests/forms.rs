//! Is what is handed to somebody what it should be? Each `tests/forms/*.rules` asks questions; its snapshots are the
//! memo, the page and the graphs of all answers, and the picture of the first.
//!
//! Whatever the snapshots hold, every form also has to be sound: `forms/sound.rs` reads Markdown with another reader,
//! and looks for what no page may have; `forms/browser.rs` opens the pages in a browser.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its input has failed")]

#[path = "harness/beside.rs"]
mod beside;
#[path = "forms/browser.rs"]
mod browser;
#[path = "forms/covered.rs"]
mod covered;
#[path = "forms/sound.rs"]
mod sound;

use std::{fmt::Write, fs, path::Path};

use grounds::{
    explain::{Explanation, dot, html, markdown, memo::Handout, picture, text::Detail},
    program::{Case, Query},
    session::{Options, Session},
    syntax::ast::Intent,
};
use insta::{assert_snapshot, glob};

#[test]
fn forms() {
    glob!("forms", "*.rules", |path| {
        let asked = Asked::of(path);
        let handouts = asked.handouts(Detail::Normal);
        let name = beside::name(path);
        let forms = [
            ("md", markdown::render(&handouts)),
            ("html", html::render(&handouts)),
            ("dot", dot::render(&handouts)),
            ("svg", picture::render(&handouts[0])),
        ];
        beside::settings(path).bind(|| {
            for (form, text) in forms {
                assert_snapshot!(format!("{name}.{form}"), text);
            }
        });
    });
}

/// The answers to all questions that the cases of a file ask.
struct Asked {
    answers: Vec<(Case, Explanation, Intent)>,
}

impl Asked {
    fn of(path: &Path) -> Self {
        Self::from_text(&beside::name(path), &fs::read_to_string(path).unwrap())
    }

    fn from_text(name: &str, text: &str) -> Self {
        let session = Session::load([(name.to_owned(), text.to_owned())]);
        assert!(session.is_usable(), "{name}: {:#?}", session.diagnostics);
        let asks = session.cases.iter().flat_map(|case| case.asks.iter().map(move |it| (case, it)));
        let answer = |(case, query): (&Case, &Query)| {
            let explanation = session.ask(&case.scenario, query, &Options::default()).unwrap();
            (case.clone(), explanation, query.intent)
        };
        Self { answers: asks.map(answer).collect() }
    }

    fn handouts(&self, detail: Detail) -> Vec<Handout<'_>> {
        self.answers
            .iter()
            .map(|(case, explanation, intent)| Handout {
                explanation,
                case: Some((&case.name, case.title.as_deref())),
                intent: *intent,
                detail,
            })
            .collect()
    }
}

/// Every file of questions, and the built-in cases that lead to many reasons.
fn all() -> Vec<Asked> {
    let mut files: Vec<_> =
        fs::read_dir("tests/forms").unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "rules"));
    files.sort();
    let mut asked: Vec<Asked> = files.iter().map(|it| Asked::of(it)).collect();
    asked.push(Asked::from_text("chain.rules", &chain(60)));
    asked
}

/// Stations that lead to each other, and whether the last can be reached from the first: as many steps as it has.
fn chain(stations: usize) -> String {
    let mut text = "kind station\ngiven {a station} leads to {a station}\n  otherwise no\n\
        conclusion {a station} can be reached\n\
        rule start\n  a station can be reached if the station leads to the station.\n\
        rule onward\n  a station A can be reached if a station B leads to the station A and the station B can be reached.\n\
        case line\n  S0 is a station.\n  S0 leads to S0.\n"
        .to_owned();
    for at in 1..stations {
        let before = at - 1;
        writeln!(text, "  S{at} is a station.\n  S{before} leads to S{at}.").unwrap();
    }
    text + &format!("  ask can S{} be reached?\n", stations - 1)
}

#[test]
fn the_same_answer_has_the_same_form() {
    for (one, other) in all().iter().zip(&all()) {
        for detail in [Detail::Short, Detail::Normal, Detail::Full] {
            let (one, other) = (one.handouts(detail), other.handouts(detail));
            assert_eq!(markdown::render(&one), markdown::render(&other));
            assert_eq!(html::render(&one), html::render(&other));
            assert_eq!(dot::render(&one), dot::render(&other));
            assert_eq!(picture::render(&one[0]), picture::render(&other[0]));
        }
    }
}

#[test]
fn a_long_chain_of_reasons_is_told_to_its_end() {
    let asked = Asked::from_text("chain.rules", &chain(2_000));
    let handouts = asked.handouts(Detail::Normal);
    let last = "S0 leads to S0";
    assert!(markdown::render(&handouts).contains(last));
    assert!(html::render(&handouts).contains(last));
    let picture = picture::render(&handouts[0]);
    assert!(picture.contains("steps are left out of this picture"));
    assert!(!picture.contains(last));
    sound::page(&html::render(&handouts));
}
