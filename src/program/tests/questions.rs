//! Questions of all shapes.

use super::load;

const RULES: &str = r"
source article
  kind commentary
source act
  kind statute
kind request
kind notice is a request
kind red notice is a notice
kind diffusion is a request
kind country, plural countries
kind person, plural people
kind body, plural bodies
name CCF is a body
name the General Secretariat is a body
given {a diffusion} was sent to {a country}
given {a country: sender} sent {a diffusion} to {a country: recipient}
given {a request} concerns {a person}
given {a person} concluded {a request}
given {a person} has reason to suspect diffusions
given {a country} asked for {a person}
given data about {a request} is stored in the System
conclusion {a request} is vetted by {a body}
conclusion {a request} can be challenged at {a body}
conclusion {a request} must be contested in the courts of {a country}
conclusion {a person} may withdraw from {a request}
conclusion {a person} must not leave {a country}
rule narrow [act]
  a request is vetted by the CCF.
  reading narrow of predominance
case one
  as of 2026-03-02
  consider D1
  D1 is a diffusion.
  R1 is a red notice.
  X1 is a request.
  Spain is a country.
  France is a country.
  Ana is a person.
";

#[test]
fn questions_ask_what_they_say() {
    let it = load(RULES);
    assert_eq!(it.errors(), Vec::<&str>::new());
    for (question, expected) in QUESTIONS {
        assert_eq!(it.asks(question), *expected, "{question}");
    }
}

const QUESTIONS: &[(&str, &str)] = &[
    // yes and no
    ("can D1 be challenged at the CCF?", "D1 can be challenged at the CCF"),
    ("Can this be challenged at CCF?", "D1 can be challenged at the CCF"),
    ("can't D1 be challenged at the CCF?", "!D1 can be challenged at the CCF"),
    ("can D1 not be challenged at the CCF?", "!D1 can be challenged at the CCF"),
    ("D1 cannot be challenged at the CCF?", "!D1 can be challenged at the CCF"),
    ("D1 can be challenged at the CCF?", "D1 can be challenged at the CCF"),
    ("is data about D1 stored in the System?", "data about D1 is stored in the System"),
    ("isn't data about D1 stored in the system?", "!data about D1 is stored in the System"),
    ("does D1 concern Ana?", "D1 concerns Ana"),
    ("doesn't D1 concern Ana?", "!D1 concerns Ana"),
    ("D1 does not concern Ana?", "!D1 concerns Ana"),
    ("did Ana conclude D1?", "Ana concluded D1"),
    ("did Ana not conclude D1?", "!Ana concluded D1"),
    ("did Spain send D1 to France?", "Spain sent D1 to France"),
    ("has Ana reason to suspect diffusions?", "Ana has reason to suspect diffusions"),
    ("does Ana have reason to suspect diffusions?", "Ana has reason to suspect diffusions"),
    ("must Ana not leave Spain?", "Ana must not leave Spain"),
    ("not is D1 vetted by the CCF?", "!D1 is vetted by the CCF"),
    (
        "is D1 vetted by the CCF and was D1 sent to Spain?",
        "(D1 is vetted by the CCF & D1 was sent to Spain)",
    ),
    (
        "was D1 sent to Spain or was D1 sent to France?",
        "(D1 was sent to Spain | D1 was sent to France)",
    ),
    // kinds and identity
    ("is D1 a red notice?", "D1 is a red notice"),
    ("is X1 not a notice?", "!X1 is a notice"),
    ("X1 is not a notice?", "!X1 is a notice"),
    ("is Spain the same as France?", "Spain = France"),
    ("is Spain different from France?", "!Spain = France"),
    ("which request is a notice?", "REQUEST? is a notice"),
    ("which country is Spain?", "COUNTRY? = Spain"),
    ("who is Ana?", "PERSON? = Ana"),
    // which, in its place
    ("which person may withdraw from D1?", "PERSON? may withdraw from D1"),
    ("which people may withdraw from D1?", "PERSON? may withdraw from D1"),
    ("who may withdraw from D1?", "PERSON? may withdraw from D1"),
    ("what concerns Ana?", "REQUEST? concerns Ana"),
    ("which country A sent a diffusion to which country B?", "A? sent diffusion? to B?"),
    ("which country sent D1 to which country?", "COUNTRY? sent D1 to COUNTRY 2?"),
    // which, ahead
    ("which country was D1 sent to?", "D1 was sent to COUNTRY?"),
    ("to which country was D1 sent?", "D1 was sent to COUNTRY?"),
    ("which country was D1 not sent to?", "!D1 was sent to COUNTRY?"),
    (
        "which country must D1 be contested in the courts of?",
        "D1 must be contested in the courts of COUNTRY?",
    ),
    (
        "in the courts of which country must D1 be contested?",
        "D1 must be contested in the courts of COUNTRY?",
    ),
    ("at which body can this be challenged?", "D1 can be challenged at BODY?"),
    ("whom does D1 concern?", "D1 concerns PERSON?"),
    ("which request did Ana conclude?", "Ana concluded REQUEST?"),
    ("what did Ana conclude?", "Ana concluded REQUEST?"),
    ("which country did Spain send which diffusion to?", "Spain sent DIFFUSION? to COUNTRY?"),
    ("whom did Spain ask for?", "Spain asked for PERSON?"),
    // existence
    ("was D1 sent to a country?", "D1 was sent to country?"),
    ("was D1 not sent to a country?", "![country?] D1 was sent to country?"),
    (
        "was D1 sent to a country and did the country ask for Ana?",
        "(D1 was sent to country? & country? asked for Ana)",
    ),
    (
        "was D1 sent to Spain and was D1 sent to another country?",
        "(D1 was sent to Spain & D1 was sent to country? & !country? = Spain)",
    ),
    // suppositions bring their own individuals
    (
        "suppose D2 is a diffusion. suppose D2 was sent to Spain. was D2 sent to Spain?",
        "D2 was sent to Spain",
    ),
    (
        "as of 2020-01-01, according to the article, without commentary, on the narrow reading of predominance, was D1 sent to Spain?",
        "D1 was sent to Spain",
    ),
    // mistakes
    ("was D9 sent to Spain?", "vocabulary/unknown-name"),
    ("which country was D9 sent to?", "vocabulary/unknown-name"),
    ("was D1 snet to Spain?", "vocabulary/unknown-phrase"),
    ("which county was D1 sent to?", "vocabulary/unknown-kind"),
    ("was R1 sent to Spain?", "vocabulary/kind-mismatch"),
    ("was D1 sent to the country?", "program/unbound-the"),
    ("according to the artikle, was D1 sent to Spain?", "program/unknown-source"),
    ("without comentary, was D1 sent to Spain?", "program/unknown-authority"),
    ("on the wide reading of predominance, was D1 sent to Spain?", "program/unknown-reading"),
    (
        "suppose D1 was sent to Spain. suppose D1 was not sent to Spain. was D1 sent to Spain?",
        "case/contradiction",
    ),
    ("what is the price of D1?", "program/values-not-read"),
];

#[test]
fn a_question_is_told_in_plain_words() {
    let it = load(RULES);
    let cases = [
        (
            "suppose Ana concluded D1. as of 2020-01-01, can this be challenged at the CCF?",
            "can D1 be challenged at the CCF?",
        ),
        ("why not Is this vetted by the CCF?", "Is D1 vetted by the CCF?"),
        ("what follows about this?", "what follows about D1?"),
        (
            "was D1 sent to Spain and (was D1 sent to France or not is D1 vetted by the CCF)?",
            "was D1 sent to Spain and (was D1 sent to France or not is D1 vetted by the CCF)?",
        ),
    ];
    for (question, expected) in cases {
        let mut sources = crate::source::Sources::default();
        let file = sources.add("question", question);
        let sentence = crate::syntax::parse_question(file, question)
            .and_then(|parsed| it.program.query(&it.scenario, &parsed))
            .map(|it| it.sentence);
        assert_eq!(sentence.as_deref(), Ok(expected));
    }
}
