//! Values: how they are written, compared, computed, asked for and stated.

mod questions;
mod rules;

use super::load;
use crate::{
    program::Comparison,
    value::{Number, Value},
    vocabulary::{
        Entity, PhraseId, ThingId,
        wording::{Speaker, comparison, comparison_asked, comparison_denied},
    },
};

const WORDS: &str = r"
kind request
kind diffusion is a request
kind country, plural countries
kind income
kind person, plural people
name Spain is a country
name France is a country
given {a diffusion} was sent to {a country}
given {a country} counted {a number} of cases
given {a request} was announced {a duration} ahead
given {a country} is friendly
given attribute the price of {a request}: number
given attribute the amount of {an income}: number
given attribute the notice date of {a request}: date
given attribute the penalty for {a request}: duration
given attribute the title of {a request}: text
given attribute the requesting country of {a request}: country
  also the origin of {a request}
given attribute the fee for {a number} cases: number
given {a country} is far from {a country: other}
conclusion {a request} is urgent
conclusion attribute the deadline for {a request}: date
case one
  consider D1
  D1 is a diffusion.
  R1 is a request.
  Ana is a person.
";

#[test]
fn the_withdrawal_example_loads_without_a_word() {
    let rules = include_str!("withdrawal.rules");
    let cases = include_str!("withdrawal.case");
    let it = super::load_all(&[rules, cases]);
    let messages: Vec<&str> = it.messages.iter().map(|it| it.code).collect();
    assert_eq!(messages, Vec::<&str>::new());
    assert_eq!(
        it.rules()[5..9],
        [
            "not-informed: the last day for withdrawing from contract? := \
             ((the delivery date of contract? + 1 year) + 14 days) <- consumer? concluded contract?, \
             !consumer? was informed of the right of withdrawal under contract?",
            "in-time: consumer? withdrew in time from contract? <- consumer? concluded contract?, \
             the notice date of contract? <= the last day for withdrawing from contract?",
            "refund: consumer? is owed a refund for contract? <- consumer? may withdraw from contract?, \
             consumer? withdrew in time from contract?, !contract? is of low value",
            "low-value: contract? is of low value <- contract? is a off-premises contract, \
             contract? is for product?, the price of product? <= 50",
        ]
        .map(|it| it.replace("a off-premises", "an off-premises"))
    );
    assert!(it.facts().contains(&"Yes: the price of Shoes is 80".to_owned()));
}

#[test]
fn cases_state_values() {
    let mut it = load(WORDS);
    let start = ["D1: diffusion", "R1: request", "Ana: person"];
    let steps: &[(&str, &str, &[&str])] = &[
        ("the price of D1 is 40 plus 2.", "", &["Yes: the price of D1 is 42"]),
        ("the price of this is 1,000.", "", &["Yes: the price of D1 is 1,000"]),
        (
            "the price of D1 is 1 and the price of D1 is 2.",
            "case/contradiction",
            &["Yes: the price of D1 is 1,000"],
        ),
        ("it is unknown what the price of D1 is.", "", &["Unknown: the price of D1"]),
        ("the price of D1 is 7.", "", &["Yes: the price of D1 is 7"]),
        ("the price of D1 is unknown.", "", &["Unknown: the price of D1"]),
        (
            "the origin of D1 is Spain.",
            "",
            &["Unknown: the price of D1", "Yes: the requesting country of D1 is Spain"],
        ),
        (
            "Spain counted 12 of cases.",
            "",
            &[
                "Unknown: the price of D1",
                "Yes: the requesting country of D1 is Spain",
                "Yes: Spain counted 12 of cases",
            ],
        ),
    ];
    for (statement, errors, facts) in steps {
        assert_eq!(it.state(statement), *errors, "{statement}");
        assert_eq!(it.facts()[3..], **facts, "{statement}");
    }
    assert_eq!(it.facts()[..3], start);
    let mistakes = [
        ("the price of D1 is at most 5.", "case/not-a-fact"),
        ("the price of D1 is not 5.", "case/not-a-fact"),
        ("it is unknown whether the price of D1 is 5.", "case/not-a-fact"),
        ("the price of D1 is the price of R1.", "case/not-named"),
        ("the price of D1 is 2026-03-02.", "program/value-mismatch"),
        ("the origin of D1 is Ana.", "program/value-mismatch"),
        ("the origin of D1 is Atlantis.", "vocabulary/unknown-name"),
        ("the price of D2 is 5.", "vocabulary/unknown-name"),
        ("it is unknown what the deadline for D1 is.", "case/unknown-conclusion"),
        ("3 is 4.", "case/not-a-fact"),
        ("the penalty for D1 is 3 yaers.", "vocabulary/unknown-unit"),
    ];
    for (statement, code) in mistakes {
        assert_eq!(it.state(statement), code, "{statement}");
    }
    assert_eq!(
        it.asks("suppose the price of D1 is 4. is the price of D1 4?"),
        "the price of D1 == 4"
    );
}

#[test]
fn expected_values_are_of_the_sort_that_is_asked_for() {
    let expected = [
        ("what is the price of D1? 80", ""),
        ("what is the price of D1? 80, if D1 is urgent; 1,000", ""),
        ("what is the notice date of D1? 2 March 2026", ""),
        ("what is the penalty for D1? six months", ""),
        ("what is the title of D1? \"Spain\"", ""),
        ("what is the origin of D1? Spain", ""),
        ("what is the price of D1? none", ""),
        ("how many countries was D1 sent to? 3", ""),
        ("is D1 urgent? yes, if the price of D1 is at most 50", ""),
        ("what is the price of D1? 2026-03-02", "program/value-mismatch"),
        ("what is the price of D1? Spain", "program/value-mismatch"),
        ("what is the origin of D1? 3", "case/not-an-answer"),
    ];
    for (line, code) in expected {
        let loaded = load(&format!("{WORDS}case two extends one\n  expect {line}\n"));
        assert_eq!(loaded.errors().join(" "), code, "{line}");
    }
}

#[test]
fn a_phrase_of_the_rule_base_comes_before_a_comparison() {
    let it = load(&format!("{WORDS}given {{a request}} is over {{a number}}\n"));
    assert_eq!(it.errors(), Vec::<&str>::new());
    assert_eq!(it.asks("is D1 over 3?"), "D1 is over 3");
    assert_eq!(it.asks("is the price of D1 over 3?"), "the price of D1 > 3");
}

#[test]
fn values_are_told_in_words() {
    let it = load(WORDS);
    let things = super::all_things(&it.program, &it.scenario, &[]);
    let speaker = Speaker::new(&it.program.vocabulary, &things);
    let phrase = |words: &str| {
        let declared = |at: &u32| it.program.vocabulary.declared(PhraseId(*at)) == words;
        PhraseId((0..20).find(declared).unwrap_or_default())
    };
    let price = phrase("the price of {a request}");
    let counted = phrase("{a country} counted {a number} of cases");
    let thing = |name: &str| {
        let at = (0..).zip(&things).find(|it| it.1.name == name).map_or(0, |it| it.0);
        Entity::Thing(ThingId(at))
    };
    let three = Entity::Value(Value::Number(Number::whole(3000)));
    let d1 = [thing("D1")];
    assert_eq!(speaker.attribute(price, &d1), "the price of D1");
    assert_eq!(speaker.asked(price, &d1), "what is the price of D1?");
    assert_eq!(speaker.ask(price, &d1).as_deref(), Some("What is the price of D1?"));
    let facts = [thing("Spain"), three];
    assert_eq!(speaker.sentence(counted, &facts), "Spain counted 3,000 of cases");
    assert_eq!(speaker.denied(counted, &facts), "Spain did not count 3,000 of cases");
    let left = "the penalty for D1";
    let said = [
        comparison(left, Comparison::AtLeast, "2 years", false),
        comparison("the notice date of C1", Comparison::AtMost, "2026-03-16", true),
        comparison("the price of Lamp", Comparison::AtMost, "50", false),
        comparison("the origin of R1", Comparison::Equal, "Spain", false),
        comparison_denied(left, Comparison::Less, "2 years", false),
        comparison_asked(left, Comparison::More, "2 years", false),
    ];
    let expected = [
        "the penalty for D1 is at least 2 years",
        "the notice date of C1 is on or before 2026-03-16",
        "the price of Lamp is at most 50",
        "the origin of R1 is Spain",
        "the penalty for D1 is not less than 2 years",
        "is the penalty for D1 more than 2 years?",
    ];
    assert_eq!(said, expected);
}
