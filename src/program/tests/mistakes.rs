//! Every mistake once, and no mistake twice.

use super::load;

const WORDS: &str = r"
kind request
kind notice is a request
kind diffusion is a request
kind country, plural countries
kind person, plural people
name Spain is a country
given {a diffusion} was sent to {a country}
given {a request} is urgent
conclusion {a request} is handled first
";

/// What is added to the words, and the errors that it has, in the order of their places.
const MISTAKES: &[(&str, &[&str])] = &[
    // An unknown kind in a phrase is the only mistake, however often the phrase is used.
    (
        "given {a vehicle} is fast\nrule r\n  a request is handled first if a vehicle is fast and the vehicle is fast and the request is urgent.\n\
         case c\n  V is a vehicle.\n  V is fast.\n  expect is V fast? yes\n",
        &["vocabulary/unknown-kind"],
    ),
    // An unknown name is one mistake, too.
    (
        "rule r\n  a request is handled first if a diffusion was sent to Atlantis.\nrule q\n  a request is handled first unless a diffusion was sent to Atlantis.\n",
        &["vocabulary/unknown-name"],
    ),
    // What a sentence that was not understood would have introduced is not missed.
    (
        "rule r\n  a request is handled first if a diffusion was snt to a country and the diffusion was sent to the country.\n",
        &["vocabulary/unknown-phrase"],
    ),
    // An exception to a rule with a mistake is read all the same, but not for what it inherits.
    (
        "rule r\n  a request is handled first if the request is ugrent.\nexception x to r\n  if the country is fat.\n",
        &["vocabulary/unknown-phrase", "vocabulary/unknown-phrase"],
    ),
    (
        "rule r\n  a request is handled first if the request is a contry.\n",
        &["vocabulary/unknown-kind"],
    ),
    ("rule r\n  a request is handled first if 3 is urgent.\n", &["program/values-not-read"]),
    (
        "rule r\n  a request is handled first if the request is older than 3 months.\n",
        &["program/values-not-read"],
    ),
    (
        "rule r\n  a request is handled first if for every country such that (a diffusion was sent to the country): (the request is urgent).\n",
        &["program/values-not-read"],
    ),
    (
        "given attribute the price of {a request}: number\nrule r\n  a request is handled first if the price of the request is at least 3.\n\
         case c\n  R is a request.\n  the price of R is 4.\n  expect what is the price of R? 4\n",
        &["program/values-not-read"],
    ),
    (
        "given {a request} was answered in {a number} days\nrule r\n  a request is handled first if the request was answered in 3 days.\n",
        &["program/values-not-read"],
    ),
    ("rule r [atlas Art. 1]\n  a request is handled first.\n", &["program/unknown-source"]),
    ("rule r\n  a request is handled first.\n  basis hearsay\n", &["program/unknown-basis"]),
    ("source s\n  kind gossip\n", &["program/unknown-authority"]),
    (
        "rule r\n  a request is handled first.\n  replaces q\nrule q\n  a request is handled first.\n",
        &["program/replaces-without-date"],
    ),
    (
        "rule r\n  a request is handled first.\n  in force from 2020-01-01\n  in force until 2019-01-01\n",
        &["program/never-in-force"],
    ),
    (
        "rule r\n  a request is handled first.\n  in force from 2020-01-01\n  replaces q\nrule q\n  a request is handled first.\n  in force from 2021-01-01\n",
        &["program/never-in-force"],
    ),
    (
        "source s\n  kind statute\n  outranks t\nsource t\n  kind constitution\n",
        &["program/priority-cycle"],
    ),
    (
        "source s\n  kind statute\nsource t\n  kind constitution\nrule r [s]\n  a request is handled first.\n  overrides q\nrule q [t]\n  it is not the case that a request is handled first.\n",
        &["program/priority-cycle"],
    ),
    ("rule r\n  a request is handled first.\n  overrides r\n", &["program/priority-cycle"]),
    ("exception x to x\n  if a request is urgent.\n", &["program/exception-cycle"]),
    (
        "case c\n  consider D9\n  D1 is a diffusion.\n  ask is this urgent?\n  ask is this a notice?\n",
        &["vocabulary/unknown-name"],
    ),
    (
        "case c\n  D1 is a diffusion.\n  D1 was sent to Atlantis.\n  ask was D1 sent to Atlantis?\n  expect which country was D1 sent to? Atlantis\n",
        &["vocabulary/unknown-name"],
    ),
    (
        "case c\n  D1 is a diffusoin.\n  D1 was sent to Spain.\n  ask was D1 sent to Spain?\n",
        &["vocabulary/unknown-kind"],
    ),
    (
        "case c extends b\n  D1 is urgent.\ncase b\n  D1 is a diffusion and D1 is fat.\n",
        &["vocabulary/unknown-phrase"],
    ),
    ("case c\n  Spain is not a country.\n", &["case/contradiction"]),
    ("case c\n  Spain is a person.\n", &["case/contradiction"]),
    (
        "case c\n  D1 is a diffusion.\n  D1 was sent to Spain.\ncase d extends c\n  D1 is a notice.\n",
        &["case/contradiction"],
    ),
    (
        "case c\n  D1 is a diffusion.\n  expect is D1 urgent? yes, if D1 is fat\n",
        &["vocabulary/unknown-phrase"],
    ),
    (
        "case c\n  D1 is a diffusion.\n  expect is D1 urgent? yes, if which diffusion is urgent\n",
        &["program/question-word"],
    ),
];

#[test]
fn each_mistake_is_reported_once() {
    for (text, expected) in MISTAKES {
        let loaded = load(&format!("{WORDS}{text}"));
        assert_eq!(loaded.errors(), *expected, "{text}");
    }
}

#[test]
fn the_wrong_word_is_underlined() {
    let text =
        format!("{WORDS}rule r\n  a request is handled first if a diffusion was snt to Spain.\n");
    let loaded = load(&text);
    let message = loaded.messages.iter().find(|it| it.is_error()).map(|it| {
        let label = &it.labels[0];
        (text[label.span.range()].to_owned(), label.text.clone(), it.help.clone())
    });
    let help = "follow the words of the phrase `{a diffusion} was sent to {a country}`".to_owned();
    assert_eq!(message, Some(("snt".to_owned(), "did you mean \"sent\"?".to_owned(), Some(help))));
}
