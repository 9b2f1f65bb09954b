//! What rules, exceptions and statements come to mean.

use super::{load, load_all};

const WORDS: &str = r"
kind request
kind notice is a request
kind diffusion is a request
kind country, plural countries
kind person, plural people
name Spain is a country
given {a request} was sent to {a country}
given {a country} is friendly
given {a request} is urgent
given {a request} concerns {a person}
conclusion {a request} is handled first
conclusion {a country: sender} can write to {a country: recipient}
";

fn rules(text: &str) -> Vec<String> {
    let loaded = load_all(&[WORDS, text]);
    assert_eq!(loaded.errors(), Vec::<&str>::new(), "{text}");
    loaded.rules()
}

#[test]
fn variables_belong_where_they_are_introduced() {
    let read = rules(
        "rule a\n  a request is handled first\n  if the request was sent to a country and the country is friendly.\n\
         rule b\n  a request is handled first\n  if any of (the request was sent to a country and the country is friendly; the request is urgent).\n\
         rule c\n  a request is handled first\n  unless the request was sent to a country and the country is not friendly.\n\
         rule d\n  a request is handled first\n  if the request was not sent to a country.\n\
         rule e\n  a country A can write to another country B\n  if A is friendly and the country B is friendly and B is different from Spain.\n\
         rule f\n  Spain can write to another country.\n\
         rule g\n  a notice is handled first\n  if the request is urgent and the notice was sent to Spain and the notice was sent to another country.\n",
    );
    assert_eq!(
        read,
        [
            "a: request? is handled first <- request? was sent to country?, country? is friendly",
            "b: request? is handled first <- ([country?] (request? was sent to country? & country? is friendly) | request? is urgent)",
            "c: request? is handled first <- ![country?] (request? was sent to country? & !country? is friendly)",
            "d: request? is handled first <- ![country?] request? was sent to country?",
            "e: A can write to B <- !B = A, A is friendly, B is friendly, !B = Spain",
            "f: Spain can write to country? <- !country? = Spain",
            "g: notice? is handled first <- notice? is urgent, notice? was sent to Spain, notice? was sent to country?, !country? = Spain",
        ]
    );
}

#[test]
fn an_exception_is_one_to_every_sentence_of_its_rule() {
    let text = "exception x to r\n  if the request is urgent.\n\
                exception y to x\n  if the request concerns a person.\n  it is not the case that the request is handled first if the request is a notice.\n\
                exception z to r/2\n  if the country is friendly.\n\
                rule r\n  a request is handled first if the request was sent to Spain.\n  a request is handled first if the request was sent to a country.\n";
    let loaded = load_all(&[WORDS, text]);
    assert_eq!(loaded.errors(), Vec::<&str>::new());
    assert_eq!(
        loaded.rules(),
        [
            "x:  <- request? is urgent",
            "x:  <- request? is urgent",
            "y/1:  <- request? concerns person?",
            "y/2: not request? is handled first <- request? is a notice",
            "y/1:  <- request? concerns person?",
            "y/2: not request? is handled first <- request? is a notice",
            "z:  <- country? is friendly",
            "r/1: request? is handled first <- request? was sent to Spain",
            "r/2: request? is handled first <- request? was sent to country?",
        ]
    );
    let targets: Vec<Option<u32>> =
        loaded.program.rules.iter().map(|it| it.exception_to.map(|it| it.0)).collect();
    assert_eq!(
        targets,
        [Some(7), Some(8), Some(0), Some(0), Some(1), Some(1), Some(8), None, None]
    );
    let inherited: Vec<u32> = loaded.program.rules.iter().map(|it| it.inherited).collect();
    assert_eq!(inherited, [1, 2, 1, 1, 2, 2, 2, 0, 0]);
}

#[test]
fn the_order_of_items_changes_no_rule() {
    let rule = "rule r\n  a request is handled first if the request was sent to a country.\n";
    let exception = "exception x to r\n  if the country is friendly.\n";
    let mut sorted = [WORDS, rule, exception].map(|_| Vec::new());
    for (at, order) in
        [[WORDS, rule, exception], [exception, rule, WORDS], [rule, exception, WORDS]]
            .iter()
            .enumerate()
    {
        sorted[at] = load_all(order).rules();
        sorted[at].sort();
    }
    assert_eq!(sorted[0], sorted[1]);
    assert_eq!(sorted[0], sorted[2]);
    assert_eq!(sorted[0].len(), 2);
}

#[test]
fn names_take_the_article_that_the_rules_mostly_give_them() {
    let loaded = load(
        "kind body, plural bodies\nname CCF is a body\nname Office is a body\ngiven {a body} is open\nconclusion {a body} is reached\n\
         rule a\n  the CCF is reached if the CCF is open and Office is open.\n",
    );
    let written: Vec<String> = loaded
        .program
        .vocabulary
        .things
        .iter()
        .map(crate::vocabulary::Thing::in_sentence)
        .collect();
    assert_eq!(written, ["the CCF", "Office"]);
}

#[test]
fn a_conversation_goes_by_what_was_said_last() {
    let mut it = load(WORDS);
    let steps: [(&str, &str, &[&str]); 11] = [
        ("D1 is a request.", "", &["D1: request"]),
        ("D1 is urgent.", "", &["D1: request", "Yes: D1 is urgent"]),
        ("D1 is not urgent.", "", &["D1: request", "No: D1 is urgent"]),
        ("it is unknown whether D1 is urgent.", "", &["D1: request", "Unknown: D1 is urgent"]),
        ("D1 is a diffusion.", "", &["D1: diffusion", "Unknown: D1 is urgent"]),
        ("D1 is a notice.", "", &["D1: notice", "Unknown: D1 is urgent"]),
        (
            "it is unknown whether D1 is a notice.",
            "",
            &["D1: request", "Unknown: D1 is a notice", "Unknown: D1 is urgent"],
        ),
        (
            "D1 is not a notice and D1 was sent to Spain.",
            "",
            &[
                "D1: request",
                "No: D1 is a notice",
                "Unknown: D1 is urgent",
                "Yes: D1 was sent to Spain",
            ],
        ),
        (
            "D1 is a person.",
            "case/contradiction",
            &[
                "D1: request",
                "No: D1 is a notice",
                "Unknown: D1 is urgent",
                "Yes: D1 was sent to Spain",
            ],
        ),
        (
            "D1 is not a request.",
            "case/no-kind-left",
            &[
                "D1: request",
                "No: D1 is a notice",
                "Unknown: D1 is urgent",
                "Yes: D1 was sent to Spain",
            ],
        ),
        (
            "D1 was sent to Spain and D1 was not sent to Spain.",
            "case/contradiction",
            &[
                "D1: request",
                "No: D1 is a notice",
                "Unknown: D1 is urgent",
                "Yes: D1 was sent to Spain",
            ],
        ),
    ];
    for (statement, errors, facts) in steps {
        assert_eq!(it.state(statement), errors, "{statement}");
        assert_eq!(it.facts(), facts, "{statement}");
    }
}

#[test]
fn stronger_sources_prevail_through_chains() {
    let text = "source act\n  kind statute\nsource decree\n  kind regulation\n  outranks treaty\nsource treaty\nsource blog\n  kind commentary\n\
                rule a [act]\n  a request is handled first.\n\
                rule b [treaty; act]\n  it is not the case that a request is handled first.\n\
                rule c [blog]\n  it is not the case that a request is handled first.\n  overrides d\n\
                rule d\n  a request is handled first.\n";
    let loaded = load_all(&[WORDS, text]);
    assert_eq!(loaded.errors(), Vec::<&str>::new());
    let ranking = &loaded.program.ranking;
    let ids = || (0..4).map(crate::program::RuleId);
    let defeats: Vec<(u32, u32)> = ids()
        .flat_map(|one| ids().map(move |other| (one, other)))
        .filter(|it| ranking.defeats(it.0, it.1))
        .map(|it| (it.0.0, it.1.0))
        .collect();
    assert_eq!(defeats, [(0, 1), (0, 2), (2, 3)]);
}
