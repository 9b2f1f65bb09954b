//! What rules about values come to mean, and what is wrong with those that mean nothing.

use super::{super::load, WORDS};

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
    (
        "rule r\n  a request is urgent if the number of country is 3.\n",
        &["vocabulary/aggregate-words"],
    ),
    (
        "rule r\n  a request is urgent if the sum of incomes is 3.\n",
        &["vocabulary/aggregate-words"],
    ),
    ("rule r\n  a request is urgent if the price is 3.\n", &["vocabulary/unknown-attribute"]),
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
