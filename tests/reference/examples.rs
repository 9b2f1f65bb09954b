//! What does `meaning.md` say of plain examples? Each is judged by the engine, by the evaluator, and as it is written.

use grounds::session::{Options, Session};

use crate::{
    compare::{Effort, compare},
    ranking::Ranking,
};

const VOCABULARY: &str = "
kind request
kind notice is a request
kind red notice is a notice
kind diffusion is a request
given {a request} is urgent
given {a request} is late
  otherwise no
conclusion {a request} is lawful
conclusion {a request} is void
source statute
  kind statute
source article
  kind commentary
";

/// Rules, then the lines of a case about `Uno`, who is a request.
fn holds(rules: &str, case: &str) {
    let lines: Vec<String> =
        case.lines().map(|it| format!("  {}\n", it.trim())).filter(|it| it.len() > 3).collect();
    let case = format!("case one\n  Uno is a request.\n{}", lines.concat());
    let rules = format!("{VOCABULARY}{rules}\n");
    let texts = [("one.rules".to_owned(), rules.clone()), ("one.case".to_owned(), case)];
    let session = Session::load(texts);
    assert!(session.is_usable(), "{:#?}", session.diagnostics);
    let effort = Effort { completions: 4096, drawn: 8, primes: 8 };
    let compared = compare(&session, &Ranking::new(&rules, &session.program), effort);
    assert!(compared.is_ok(), "{compared:?}");
    let case = &session.cases[0];
    for expectation in &case.expectations {
        let holds = session.holds(case, expectation, &Options::default());
        assert_eq!(holds, Ok(true), "{} {:?}", expectation.query.sentence, expectation.expected);
    }
}

#[test]
fn what_supports_only_itself_is_not_so() {
    holds("rule a\n  a request is lawful if the request is lawful.", "expect Uno is lawful? no");
}

#[test]
fn what_attacks_only_itself_is_circular() {
    holds(
        "rule a\n  a request is lawful if the request is not lawful.",
        "expect Uno is lawful? circular",
    );
}

#[test]
fn what_attacks_itself_through_another_is_circular() {
    holds(
        "rule a\n  a request is lawful if the request is not void.
         \nrule b\n  a request is void if the request is not lawful.",
        "expect Uno is lawful? circular
         expect Uno is lawful or Uno is void? circular
         expect suppose Uno is void. Uno is lawful? no
         expect suppose Uno is not void. Uno is lawful? yes",
    );
}

#[test]
fn exceptions_to_each_others_rules_are_circular() {
    holds(
        "rule a\n  a request is lawful.
         \nexception ea to a\n  if the request is void.
         \nrule b\n  a request is void.
         \nexception eb to b\n  if the request is lawful.",
        "expect Uno is lawful? circular
         expect Uno is void? circular",
    );
}

#[test]
fn a_circle_with_an_open_way_out_is_open() {
    holds(
        "rule a\n  a request is lawful if the request is not lawful.
         \nrule b\n  a request is lawful if the request is urgent.",
        "expect Uno is lawful? yes, if Uno is urgent",
    );
}

#[test]
fn a_thing_or_its_opposite_is_so() {
    holds(
        "rule a\n  a request is lawful if the request is urgent.
         \nrule b\n  a request is lawful if the request is not urgent.",
        "expect Uno is urgent or not Uno is urgent? yes
         expect Uno is lawful? yes
         expect Uno is urgent? depends",
    );
}

#[test]
fn rules_that_nothing_ranks_are_in_dispute() {
    let rules = "rule a\n  a request is lawful.
                 \nrule b\n  a request is not lawful.
                 \nrule c\n  a request is void if the request is lawful or the request is urgent.";
    holds(
        rules,
        "expect Uno is lawful? disputed
         expect Uno is void? depends
         expect suppose Uno is urgent. Uno is void? yes
         expect suppose Uno is not urgent. Uno is void? disputed",
    );
}

#[test]
fn what_outranks_or_overrides_prevails() {
    holds(
        "rule a [statute Art. 1]\n  a request is lawful.
         \nrule b [article Art. 1]\n  a request is not lawful.
         \nrule c\n  a request is void.
         \nrule d\n  a request is not void.\n  overrides c",
        "expect Uno is lawful? yes
         expect Uno is void? no
         expect according to the article, Uno is lawful? no
         expect without statute, Uno is lawful? no",
    );
}

#[test]
fn a_stronger_rule_that_an_exception_silences_defeats_nothing() {
    holds(
        "rule a [statute Art. 1]\n  a request is lawful.
         \nexception e to a\n  if the request is urgent.
         \nrule b [article Art. 1]\n  a request is not lawful.",
        "expect Uno is lawful? yes, if not Uno is urgent
         expect suppose Uno is urgent. Uno is lawful? no",
    );
}

#[test]
fn rules_go_before_open_inputs() {
    holds(
        "rule a\n  a request is urgent if the request is late.
         \nrule b\n  a request is not urgent if the request is a notice.",
        "expect Uno is urgent? depends
         expect suppose Uno is not a notice. suppose Uno is late. Uno is urgent? yes
         expect suppose Uno is a notice. Uno is urgent? no
         expect suppose Uno is a notice. suppose Uno is late. Uno is urgent? disputed",
    );
}

#[test]
fn a_closed_input_that_is_stated_to_be_unknown_is_open() {
    holds(
        "rule a\n  a request is lawful if the request is late.",
        "expect Uno is lawful? no
         expect suppose it is unknown whether Uno is late. Uno is lawful? yes, if Uno is late",
    );
}

#[test]
fn sub_kinds_are_open_and_exclude_each_other() {
    holds(
        "rule a\n  a notice is lawful.
         \nrule b\n  a diffusion is void.",
        "expect Uno is lawful? yes, if Uno is a notice
         expect Uno is lawful and Uno is void? no
         expect Uno is lawful or Uno is void? depends
         expect suppose Uno is not a notice. Uno is lawful? no
         expect suppose Uno is a red notice. Uno is lawful? yes",
    );
}

#[test]
fn two_readings_answer_together_what_either_answers() {
    let rules = "rule a\n  a request is lawful.\n  reading narrow of scope
                 \nrule b\n  a request is lawful.\n  reading wide of scope
                 \nrule c\n  a request is void.\n  reading wide of scope";
    holds(
        rules,
        "expect Uno is lawful? yes
         expect Uno is void? depends
         expect on the narrow reading of scope, Uno is void? no
         expect on the wide reading of scope, Uno is void? yes",
    );
}

#[test]
fn an_exception_to_an_exception_restores_the_rule_for_the_same_things() {
    let rules = "rule a\n  a request is lawful.
                 \nexception e to a\n  if the request is urgent.
                 \nexception f to e\n  if another request is late.";
    holds(
        rules,
        "Dos is a request.
         expect which request is lawful? Uno, if not Uno is urgent; Dos, if not Dos is urgent
         expect suppose Dos is late. which request is lawful? Uno; Dos, if not Dos is urgent",
    );
}
