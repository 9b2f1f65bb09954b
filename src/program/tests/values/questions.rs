//! What questions about values ask.

use super::{super::load, WORDS};

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
    ("is the price of D1 different from 50?", "the price of D1 ≠ 50"),
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
