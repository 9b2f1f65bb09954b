//! Whatever is written, reading it ends, without a panic.

use proptest::prelude::{ProptestConfig, any, prop, proptest};

use super::load;

const TEXT: &str = r#"source act
  kind statute
  in force from 2017-03-11
source article
  kind commentary
  outranks act
kind request
kind red notice is a request, plural red notices
kind diffusion is a request
kind country, plural countries
name General Secretariat is a country, also "GS"
given {a diffusion} was sent to {a country}
  otherwise no
  also {a country} received {a diffusion}
  negated {a country} never got {a diffusion}
  asked has {a country} got {a diffusion}
  ask "Did {country} get {diffusion}?"
given {a country: sender} cannot write to {a country: recipient}
given attribute the price of {a request}: number
given attribute the penalty for {a request}: duration
  also the sentence for {a request}
given attribute the origin of {a request}: country
given attribute the size of {a country}: number
given attribute the title of {a country}: text
given {a country} counted {a number} of cases by {a date}
conclusion attribute the deadline for {a request}: date
conclusion {a request} is vetted by {a country}
conclusion {a request} must not be published
rule vetting [act Art. 1; article "x"]
  a red notice is vetted by the General Secretariat.
  a diffusion is vetted by another country A if the diffusion was sent to a country B and A is different from B.
  overrides other/1
  in force from 2020-01-01
  replaces other
exception other to vetting/2 [act]
  if any of (the diffusion was not sent to the country A; not the diffusion was sent to GS) unless the diffusion is a red notice.
  reading narrow of scope
rule due [act Art. 3]
  the deadline for a request is 2 March 2026 plus ((6 months minus 1 month) times 2)
  if the penalty for the request is between 6 months and two years
  and the price of the request divided by 3 exceeds the number of countries such that (a diffusion was sent to the country)
  and for every diffusion such that (the diffusion was sent to a country C): (the title of C is not "x").
  the price of a request is the sum of the size of the country over every country A such that (A is different from the General Secretariat)
  if the origin of the request counted a number N of cases by a date D and N is at least 3 and D is on or before 2020-01-01.
case one "title"
  as of 2026-03-02
  consider D1
  D1 is a diffusion.
  the Office is a country.
  D1 was sent to Office and D1 was not sent to the GS.
  it is unknown whether D1 is a red notice.
  the price of D1 is 1,000.50.
  it is unknown what the penalty for this is.
  the origin of D1 is Office.
  Office counted three of cases by 2026-03-02.
  expect what is the deadline for D1? 2026-03-02, if the price of D1 is at least 5; 2026-03-03
  ask how many countries was D1 sent to?
  ask suppose D2 is a diffusion. on the narrow reading of scope, according to the act, which country was D2 sent to?
  expect to which country was this sent? Office, if D1 is vetted by a country; GS
case two extends one
  D1 is a request.
  expect isn't this vetted by which country? none
"#;

/// The text with words taken out, put elsewhere, or replaced by others of it.
fn mutated(changes: &[(u8, prop::sample::Index, prop::sample::Index)]) -> String {
    let mut pieces: Vec<&str> =
        TEXT.split_inclusive([' ', '\n', '.', '{', '}', ';', '?', ',']).collect();
    for (what, one, other) in changes {
        let (one, other) = (one.index(pieces.len()), other.index(pieces.len()));
        match what % 4 {
            0 if pieces.len() > 1 => {
                pieces.remove(one);
            }
            1 => pieces.swap(one, other),
            2 => pieces.insert(one, pieces[other]),
            _ => pieces[one] = pieces[other],
        }
    }
    pieces.concat()
}

#[test]
fn the_text_that_is_mutated_is_mostly_sound() {
    let deliberate =
        ["program/priority-cycle", "vocabulary/negative-phrase", "vocabulary/kind-mismatch"];
    assert_eq!(load(TEXT).errors(), deliberate);
}

#[test]
fn deep_brackets_are_read() {
    let text =
        format!("is the price of D1 {}1{} at most 3?", "(1 plus ".repeat(95), ")".repeat(95));
    let it = load(TEXT);
    it.asks(&text.replace("D1 (", "D1 plus ("));
    it.asks(&format!("is the price of D1 at most 1{}?", " plus 1".repeat(500)));
    it.asks(&format!("is {} at most 1?", "the price of ".repeat(200)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_written_breaks_the_reader(
        changes in prop::collection::vec((any::<u8>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
        question in any::<prop::sample::Index>(),
    ) {
        let text = mutated(&changes);
        let mut loaded = load(&text);
        let lines: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty()).collect();
        if !lines.is_empty() {
            let line = lines[question.index(lines.len())];
            loaded.asks(line.trim_start_matches("  ask ").trim_start_matches("  expect "));
            loaded.state(line);
        }
    }
}
