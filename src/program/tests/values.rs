//! Values: how they are written, compared, computed, asked for and stated.

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
fn questions_with_values_ask_what_they_say() {
    let it = load(WORDS);
    assert_eq!(it.errors(), Vec::<&str>::new());
    for (question, expected) in QUESTIONS {
        assert_eq!(it.asks(question), *expected, "{question}");
    }
}

const QUESTIONS: &[(&str, &str)] = &[
    // literals
    ("is the price of D1 50?", "the price of D1 == 50"),
    ("is the price of this 1,000.50?", "the price of D1 == 1,000.5"),
    ("is the price of D1 twelve?", "the price of D1 == 12"),
    ("is the price of D1 twenty-five?", "the price of D1 == 25"),
    ("is the notice date of D1 2 March 2026?", "the notice date of D1 == 2026-03-02"),
    ("is the notice date of D1 March 2 2026?", "the notice date of D1 == 2026-03-02"),
    ("is the penalty for D1 six months?", "the penalty for D1 == 6 months"),
    ("is the penalty for D1 a year?", "the penalty for D1 == 1 year"),
    ("is the penalty for D1 one year?", "the penalty for D1 == 1 year"),
    ("is the penalty for D1 two weeks?", "the penalty for D1 == 14 days"),
    ("is the penalty for D1 2.5 years?", "the penalty for D1 == 30 months"),
    ("is the title of D1 \"Notice 7\"?", "the title of D1 == \"Notice 7\""),
    // comparisons
    ("is the price of D1 at most 50?", "the price of D1 <= 50"),
    ("the price of D1 is at most 50?", "the price of D1 <= 50"),
    ("is the price of D1 not at least 50?", "!the price of D1 >= 50"),
    ("isn't the price of D1 less than 50?", "!the price of D1 < 50"),
    ("is the price of D1 no more than 50?", "the price of D1 <= 50"),
    ("is the price of D1 greater than 50?", "the price of D1 > 50"),
    ("does the price of D1 exceed 50?", "the price of D1 > 50"),
    ("the price of D1 does not exceed 50?", "!the price of D1 > 50"),
    ("the price of D1 exceeds the price of R1?", "the price of D1 > the price of R1"),
    ("is the price of D1 over 50?", "the price of D1 > 50"),
    ("is the price of D1 between 50 and 100?", "(the price of D1 >= 50 & the price of D1 <= 100)"),
    (
        "is the price of D1 not between 50 and 100?",
        "!(the price of D1 >= 50 & the price of D1 <= 100)",
    ),
    ("is the notice date of D1 before 2026-03-01?", "the notice date of D1 < 2026-03-01"),
    ("was the notice date of D1 on or before 1 March 2026?", "the notice date of D1 <= 2026-03-01"),
    ("is the notice date of D1 on or after 2026-03-01?", "the notice date of D1 >= 2026-03-01"),
    ("is the notice date of D1 no later than 2026-03-01?", "the notice date of D1 <= 2026-03-01"),
    ("is the notice date of D1 not later than 2026-03-01?", "!the notice date of D1 > 2026-03-01"),
    ("is the notice date of D1 earlier than 2026-03-01?", "the notice date of D1 < 2026-03-01"),
    ("is the price of D1 different from 50?", "!the price of D1 == 50"),
    ("is the price of D1 the same as the price of R1?", "the price of D1 == the price of R1"),
    ("is the requesting country of D1 Spain?", "the requesting country of D1 == Spain"),
    ("is Spain the origin of D1?", "Spain == the requesting country of D1"),
    // arithmetic
    (
        "is the notice date of D1 plus 4 months minus a day before 2026-03-01?",
        "((the notice date of D1 + 4 months) - 1 day) < 2026-03-01",
    ),
    ("is (the price of D1 plus 5) times 2 at most 50?", "((the price of D1 + 5) * 2) <= 50"),
    ("is the price of D1 divided by 3 at most 50?", "(the price of D1 / 3) <= 50"),
    (
        "is the notice date of D1 minus the notice date of R1 at least 30 days?",
        "(the notice date of D1 - the notice date of R1) >= 30 days",
    ),
    // attributes in slots, and slots for values
    ("is the origin of D1 friendly?", "the requesting country of D1 is friendly"),
    ("did Spain count 3 of cases?", "Spain counted 3 of cases"),
    ("was D1 announced two weeks ahead?", "D1 was announced 14 days ahead"),
    ("is the fee for 3 cases at least 10?", "the fee for 3 cases >= 10"),
    (
        "did Spain count a number N of cases and is N at least 3?",
        "(Spain counted N of cases & N >= 3)",
    ),
    (
        "did Spain count a number of cases and is the number at least 3?",
        "(Spain counted number? of cases & number? >= 3)",
    ),
    // what and which
    ("what is the price of D1?", "NUMBER? == the price of D1"),
    ("what was the notice date of this?", "DATE? == the notice date of D1"),
    ("how much is the price of D1?", "NUMBER? == the price of D1"),
    ("how long is the penalty for D1?", "DURATION? == the penalty for D1"),
    ("what is the title of D1?", "TEXT? == the title of D1"),
    ("what is the origin of D1?", "COUNTRY? == the requesting country of D1"),
    ("which country is the origin of D1?", "COUNTRY? == the requesting country of D1"),
    ("what is the origin of which request?", "COUNTRY? == the requesting country of REQUEST?"),
    ("what is the price of D1 plus 5?", "NUMBER? == (the price of D1 + 5)"),
    ("which number did Spain count of cases?", "Spain counted NUMBER? of cases"),
    // counts
    (
        "how many countries was D1 sent to?",
        "NUMBER? == Number[country?]{| D1 was sent to country?}",
    ),
    (
        "how many countries was D1 not sent to?",
        "NUMBER? == Number[country?]{| !D1 was sent to country?}",
    ),
    (
        "how many countries are such that (D1 was sent to the country)?",
        "NUMBER? == Number[country?]{| D1 was sent to country?}",
    ),
    ("how many countries are there?", "NUMBER? == Number[country?]{}"),
    (
        "what is the number of countries A such that (a diffusion was sent to A)?",
        "NUMBER? == Number[A, diffusion?]{| diffusion? was sent to A}",
    ),
    (
        "is the number of countries such that (D1 was sent to the country) at least two?",
        "Number[country?]{| D1 was sent to country?} >= 2",
    ),
    (
        "what is the sum of the amount of the income over every income?",
        "NUMBER? == Sum[income?]{the amount of income?}",
    ),
    (
        "what is the latest notice date of the request over every request such that (the request is urgent)?",
        "DATE? == Greatest[request?]{the notice date of request? | request? is urgent}",
    ),
    (
        "what is the smallest of the price of the request times 2 over all requests?",
        "NUMBER? == Least[request?]{(the price of request? * 2)}",
    ),
    // for every
    (
        "for every country such that (D1 was sent to the country): (the country is friendly)?",
        "![country?] (D1 was sent to country? & !country? is friendly)",
    ),
    ("for every country A: (A is not far from a country B)?", "![A, B] A is far from B"),
    (
        "was D1 sent to a country and is the number of countries such that (D1 was sent to the country) at least 2?",
        "(D1 was sent to country? & Number[country?]{| D1 was sent to country?} >= 2)",
    ),
    (
        "how many countries is which country far from?",
        "NUMBER? == Number[country?]{| COUNTRY? is far from country?}",
    ),
    (
        "what is the number of countries such that (which diffusion was sent to the country)?",
        "program/question-word",
    ),
    // mistakes
    ("is the price of D1 at most 3 months?", "program/value-mismatch"),
    ("is the price of D1 before 3?", "program/value-mismatch"),
    ("is the title of D1 at least \"a\"?", "program/value-mismatch"),
    ("is the origin of D1 at least Spain?", "program/value-mismatch"),
    ("is the origin of D1 Ana?", "program/value-mismatch"),
    ("is the price of Ana 3?", "vocabulary/kind-mismatch"),
    ("is 3 urgent?", "program/value-mismatch"),
    ("is 3 a country?", "program/value-mismatch"),
    ("did Spain count Spain of cases?", "program/value-mismatch"),
    ("is the notice date of D1 plus 5 2026-03-01?", "program/value-mismatch"),
    (
        "what is the latest of the price of the request over every request?",
        "program/value-mismatch",
    ),
    ("is the price of D1 plus 5 times 2 at most 50?", "program/mixed-arithmetic"),
    ("is the price of D1 divided by 0 at most 50?", "program/overflow"),
    ("is the price of D1 99999999999999999999999999999999999999999999?", "program/overflow"),
    ("is the penalty for D1 3 moths?", "vocabulary/unknown-unit"),
    ("is the prise of D1 at most 3?", "vocabulary/unknown-attribute"),
    ("what is the colour of D1?", "vocabulary/unknown-attribute"),
    ("is the price of D1 (D1 is urgent)?", "vocabulary/not-a-value"),
    (
        "what is the number of countries such that D1 was sent to the country?",
        "vocabulary/such-that",
    ),
    ("is a number N at least 3?", "program/unbound-variable"),
    (
        "for every contry such that (D1 was sent to Spain): (D1 is urgent)?",
        "vocabulary/unknown-kind",
    ),
    ("it is unknown what the price of D1 is?", "program/unknown-said"),
];

/// The rules of a text, or the codes of its errors and warnings about values.
fn read(text: &str) -> Vec<String> {
    let loaded = load(&format!("{WORDS}{text}"));
    let ignored = ["program/unused-phrase", "program/no-citation", "program/unread-given"];
    let codes = loaded.messages.iter().map(|it| it.code).filter(|it| !ignored.contains(it));
    let codes: Vec<String> = codes.map(str::to_owned).collect();
    if codes.is_empty() { loaded.rules() } else { codes }
}

#[test]
fn rules_with_values_say_what_they_say() {
    for (text, expected) in RULES {
        assert_eq!(read(text), *expected, "{text}");
    }
}

const RULES: &[(&str, &[&str])] = &[
    (
        "rule r\n  the deadline for a request is the notice date of the request plus 4 months\n  if the price of the request is more than 100.\n",
        &[
            "r: the deadline for request? := (the notice date of request? + 4 months) <- the price of request? > 100",
        ],
    ),
    (
        "rule r\n  a request is urgent if a country counted a number N of cases and N is at least 3 and N is the price of the request.\n",
        &[
            "r: request? is urgent <- country? counted N of cases, N >= 3, N == the price of request?",
        ],
    ),
    (
        "rule r\n  a country A counted a number N of cases if N is the number of diffusions such that (the diffusion was sent to A).\n",
        &["r: A counted N of cases <- N == Number[diffusion?]{| diffusion? was sent to A}"],
    ),
    (
        "rule r\n  the price of a request is 50.\nexception x to r\n  the price of the request is 20 if the request is urgent.\n",
        &[
            "r: the price of request? := 50 <- ",
            "x: the price of request? := 20 <- request? is urgent",
        ],
    ),
    (
        "rule r\n  the origin of a diffusion is a country\n  if the diffusion was sent to the country.\n",
        &["r: the requesting country of diffusion? := country? <- diffusion? was sent to country?"],
    ),
    // A date anchors months and days alike.
    (
        "rule r\n  a request is urgent if the notice date of the request plus 30 days is before the notice date of the request plus 1 month.\n",
        &[
            "r: request? is urgent <- (the notice date of request? + 30 days) < (the notice date of request? + 1 month)",
        ],
    ),
    (
        "rule r\n  the penalty for a request is 1 month plus 14 days.\nrule q\n  the deadline for a request is the notice date of the request plus the penalty for the request.\n",
        &[
            "r: the penalty for request? := (1 month + 14 days) <- ",
            "q: the deadline for request? := (the notice date of request? + the penalty for request?) <- ",
        ],
    ),
    // Mistakes.
    ("rule r\n  the price of a request is at least 50.\n", &["program/value-conclusion"]),
    ("rule r\n  the price of a request is not 50.\n", &["program/value-conclusion"]),
    ("rule r\n  50 is the price of a request.\n", &["program/value-conclusion"]),
    ("rule r\n  the price of a request is 2026-03-02.\n", &["program/value-mismatch"]),
    ("rule r\n  the cost of a request is 50.\n", &["vocabulary/unknown-attribute"]),
    ("rule r\n  the price of a request is a number N.\n", &["program/unbound-variable"]),
    (
        "rule r\n  a request is urgent if the request was announced 30 days ahead and a number N is at most 3.\n",
        &["program/unbound-variable"],
    ),
    (
        "rule r\n  a request is urgent if any of (Spain counted a number N of cases and N is at least 3; the price of the request is N).\n",
        &["program/unbound-variable"],
    ),
    (
        "rule r\n  a request is urgent if the penalty for the request is at least 30 days.\nrule q\n  a request is urgent if the penalty for the request is at least 6 months.\n",
        &["program/months-against-days"],
    ),
    (
        "rule r\n  a request is urgent if the penalty for the request is at least 30 days.\ncase two\n  R2 is a request.\n  the penalty for R2 is 2 months.\n",
        &["program/months-against-days"],
    ),
    (
        "rule r\n  a request is urgent if the penalty for the request is at least 30 days.\nrule q\n  the penalty for a request is 2 months.\n",
        &["program/months-against-days"],
    ),
    (
        "rule r\n  a request is urgent if the request was announced a duration D ahead and D is at least 30 days.\ncase two\n  R2 is a request.\n  R2 was announced 2 months ahead.\n",
        &["program/months-against-days"],
    ),
    (
        "rule r\n  a request is urgent if the penalty for the request is at least 30 days.\ncase two\n  R2 is a request.\n  ask is the penalty for R2 at least a year?\n",
        &["program/months-against-days"],
    ),
    (
        "rule r\n  the price of a request is the price of the request plus 1.\n",
        &["program/runaway-arithmetic"],
    ),
    (
        "rule r\n  the price of a request is the amount of an income plus 1 if the request is urgent.\nrule q\n  a request is urgent if the price of the request is at most 5.\n",
        &["program/runaway-arithmetic"],
    ),
    (
        "rule r\n  a country is friendly if the number of countries A such that (A is friendly) is at least 2.\n",
        &["program/recursive-aggregate"],
    ),
    (
        "rule r\n  a country B is friendly if for every country A such that (A is far from B): (A is friendly).\n",
        &["program/recursive-aggregate"],
    ),
    (
        "rule r\n  a request is urgent if the price of the request is at least 5 and the price of the request is less than 3.\n",
        &["program/impossible-threshold"],
    ),
    (
        "rule r\n  a request is urgent if the price of the request is between 10 and 5.\n",
        &["program/impossible-threshold"],
    ),
    (
        "rule r\n  a request is urgent if the price of the request is at least 5 and the price of the request is at most 5.\n",
        &["r: request? is urgent <- the price of request? >= 5, the price of request? <= 5"],
    ),
    (
        "rule r\n  a request is urgent.\n  in force until 2020-01-01\nrule q\n  a request is urgent.\n  in force from 2021-01-01\n  replaces r\n",
        &["program/in-force-gap"],
    ),
    (
        "rule r\n  a request is urgent.\n  in force until 2022-01-01\nrule q\n  a request is urgent.\n  in force from 2021-01-01\n  replaces r\n",
        &["program/in-force-overlap"],
    ),
    (
        "rule r\n  a request is urgent.\n  in force until 2020-12-31\nrule q\n  a request is urgent.\n  in force from 2021-01-01\n  replaces r\n",
        &["r: request? is urgent <- ", "q: request? is urgent <- "],
    ),
    (
        "rule r\n  the deadline for a request is 2026-03-02 plus 999999999 years.\n",
        &["program/overflow"],
    ),
    ("rule r\n  the price of the origin of a request is 5.\n", &["vocabulary/kind-mismatch"]),
    ("rule r\n  how many countries is friendly.\n", &["program/question-word"]),
    (
        "rule r\n  a request is urgent if it is unknown what the price of the request is.\n",
        &["program/unknown-said"],
    ),
    ("kind date\n", &["vocabulary/value-kind"]),
    ("given attribute {a request} price: number\n", &["vocabulary/attribute-words"]),
    (
        "given attribute the size of {a request}: number\n  otherwise no\n",
        &["vocabulary/attribute-otherwise"],
    ),
    (
        "given attribute the size of {a request}: number\n  negated the lack of {a request}\n",
        &["vocabulary/attribute-form"],
    ),
    ("given attribute the size of {a request}: vehicle\n", &["vocabulary/unknown-kind"]),
    ("given attribute the price of {a diffusion}: number\n", &["vocabulary/duplicate-phrase"]),
];

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
fn a_circle_of_values_is_printed() {
    let it = load(&format!(
        "{WORDS}rule r\n  the price of a request is the amount of an income plus 1 if the request is urgent.\n\
         rule q\n  a request is urgent if the deadline for the request is before 2020-01-01.\n\
         rule p\n  the deadline for a request is 2020-01-01 if the price of the request is 3.\n"
    ));
    let message = it.messages.iter().find(|it| it.is_error()).map(|it| it.message.as_str());
    assert_eq!(
        message,
        Some("a computed value depends on itself: `r` needs `q` needs `p` needs `r`")
    );
    assert_eq!(it.rules().len(), 2);
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
