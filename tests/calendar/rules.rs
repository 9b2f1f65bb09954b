//! Do whole rule bases reckon with dates as another library does? Deadlines that rules set, and unknown dates beside them.

use chrono::NaiveDate;
use grounds::{engine::Limit, value::Duration};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, prop_oneof},
    prop_assert_eq, proptest,
};

use crate::{
    reference::{after, day, days, days_after, months_after, ours},
    session::{answer, load},
};

/// A duration in words, with its sign and its parts: `plus 3 years`, `minus 2 weeks`.
#[derive(Debug, Clone)]
struct Step {
    words: String,
    length: Duration,
}

fn step() -> impl Strategy<Value = Step> {
    let unit = prop_oneof![
        Just(("day", Duration { months: 0, days: 1 }, 5_000)),
        Just(("week", Duration { months: 0, days: 7 }, 700)),
        Just(("month", Duration { months: 1, days: 0 }, 240)),
        Just(("year", Duration { months: 12, days: 0 }, 20)),
    ];
    (unit, proptest::bool::ANY, 0_i64..5_000).prop_map(|((unit, one, most), back, count)| {
        let count = count % most;
        let (word, sign) = if back { ("minus", -1) } else { ("plus", 1) };
        let plural = if count == 1 { "" } else { "s" };
        Step {
            words: format!("{word} {count} {unit}{plural}"),
            length: Duration { months: sign * count * one.months, days: sign * count * one.days },
        }
    })
}

fn rules(conclusion: &str, case: &str) -> String {
    format!(
        "kind application
given attribute the date of receipt of {{an application}}: date
given attribute the date of the answer to {{an application}}: date
conclusion attribute the deadline for {{an application}}: date
conclusion {{an application}} was answered in time
rule deadline
  the deadline for an application is {conclusion}.
rule in-time
  an application was answered in time
  if the date of the answer to the application is on or before the deadline for the application.
case one
  A1 is an application.
{case}"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_is_a_date_plus_durations(from in days(100..=9999), steps in proptest::collection::vec(step(), 1..4)) {
        let words: Vec<&str> = steps.iter().map(|it| it.words.as_str()).collect();
        let sum = format!("the date of receipt of the application {}", words.join(" "));
        let mut session = load(&rules(&sum, &format!("  the date of receipt of A1 is {from}.\n")));
        // From left to right: each step is taken from the day before it.
        let expected = steps.iter().try_fold(from, |day, it| after(day, it.length));
        let expected = expected.map(|it| ours(it).to_string()).ok_or(Limit::Overflow);
        prop_assert_eq!(answer(&mut session, "what is the deadline for A1?"), expected, "{}", sum);
    }

    #[test]
    fn durations_in_brackets_are_added_first(from in days(100..=9900), one in step(), other in step()) {
        let sum = format!("the date of receipt of the application plus (0 days {} {})", one.words, other.words);
        let mut session = load(&rules(&sum, &format!("  the date of receipt of A1 is {from}.\n")));
        let (one, other) = (one.length, other.length);
        let length = Duration { months: one.months + other.months, days: one.days + other.days };
        let expected = ours(after(from, length).unwrap()).to_string();
        prop_assert_eq!(answer(&mut session, "what is the deadline for A1?"), Ok(expected), "{}", sum);
    }

    #[test]
    fn an_answer_is_in_time_up_to_the_last_day(from in days(1000..=9000), months in 0_i64..100, by in -2_i64..=2) {
        let sum = format!("the date of receipt of the application plus {months} months");
        let deadline = months_after(from, months).unwrap();
        let sent = days_after(deadline, by).unwrap();
        let case = format!("  the date of receipt of A1 is {from}.\n  the date of the answer to A1 is {sent}.\n");
        let mut session = load(&rules(&sum, &case));
        let expected = if by <= 0 { "yes" } else { "no" };
        prop_assert_eq!(answer(&mut session, "was A1 answered in time?"), Ok(expected.to_owned()));
        let days = sent.signed_duration_since(from).num_days();
        let took = format!("is the date of the answer to A1 minus the date of receipt of A1 {days} days?");
        prop_assert_eq!(answer(&mut session, &took), Ok("yes".to_owned()));
    }

    /// The condition on an unknown date, found by trying one day after the other in the other library.
    #[test]
    fn an_unknown_date_has_its_first_day(sent in days(1000..=9000), step in step()) {
        let sum = format!("the date of receipt of the application {}", step.words);
        let mut session = load(&rules(&sum, &format!("  the date of the answer to A1 is {sent}.\n")));
        let expected = format!("depends: yes, if the date of receipt of A1 is on or after {}", first_day(sent, step.length));
        prop_assert_eq!(answer(&mut session, "was A1 answered in time?"), Ok(expected), "{}", sum);
    }
}

/// The first day that, this much later, is not before another.
fn first_day(sent: NaiveDate, length: Duration) -> NaiveDate {
    let back = Duration { months: -length.months, days: -length.days };
    let near = after(sent, back).unwrap();
    let around = (-40..=40).map(|it| days_after(near, it).unwrap());
    around.into_iter().find(|it| after(*it, length).unwrap() >= sent).unwrap()
}

#[test]
fn beyond_the_calendar_there_is_no_answer() {
    let last = ours(day(9999, 12, 31));
    for (words, expected) in [
        ("plus 0 days", Ok("9999-12-31")),
        ("plus 1 day", Err(Limit::Overflow)),
        ("plus 1 month", Err(Limit::Overflow)),
        ("minus 9999 years", Ok("0000-12-31")),
        ("minus 30000 years", Err(Limit::Overflow)),
        ("plus 99999999 years", Err(Limit::Overflow)),
        ("plus 9000000000000000000 days", Err(Limit::Overflow)),
        ("plus 1 month minus 1 month", Err(Limit::Overflow)),
    ] {
        let sum = format!("the date of receipt of the application {words}");
        let mut session = load(&rules(&sum, &format!("  the date of receipt of A1 is {last}.\n")));
        let found = answer(&mut session, "what is the deadline for A1?");
        assert_eq!(found, expected.map(str::to_owned), "{words}");
    }
}
