//! Are rules law on the right days? Both ends of an interval belong to it, and a replaced rule ends the day before.

use grounds::program::Interval;
use proptest::{prelude::ProptestConfig, prop_assert_eq, proptest};

use crate::{
    reference::{day, days, days_after, ours},
    session::{answer, load},
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interval_has_both_its_ends(from in days(1..=9990), length in 0_i64..800, at in -3_i64..803) {
        let until = days_after(from, length).unwrap();
        let Some(asked) = days_after(from, at) else { return Ok(()) };
        let interval = Interval { from: Some(ours(from)), until: Some(ours(until)) };
        prop_assert_eq!(interval.contains(ours(asked)), from <= asked && asked <= until);
    }

    #[test]
    fn rules_are_law_from_day_to_day(from in days(1000..=9000), length in 1_i64..800, more in 0_i64..800) {
        let replaced = days_after(from, length).unwrap();
        let until = days_after(replaced, more).unwrap();
        let mut session = load(&format!("
kind contract
conclusion {{a contract}} is old
conclusion {{a contract}} is new
rule old
  in force from {from}
  a contract is old.
rule new
  replaces old
  in force from {replaced} until {until}
  a contract is new.
case one
  C1 is a contract.
"));
        for (near, by) in [(from, -1), (from, 0), (replaced, -1), (replaced, 0), (until, 0), (until, 1)] {
            let asked = days_after(near, by).unwrap();
            for (state, holds) in [
                ("old", from <= asked && asked < replaced),
                ("new", replaced <= asked && asked <= until),
            ] {
                let found = answer(&mut session, &format!("as of {asked}, is C1 {state}?"));
                let expected = if holds { "yes" } else { "no" };
                prop_assert_eq!(found, Ok(expected.to_owned()), "{} as of {}", state, asked);
            }
        }
    }
}

#[test]
fn an_open_end_is_no_end() {
    let first = ours(day(2020, 2, 29));
    let from = Interval { from: Some(first), until: None };
    let until = Interval { from: None, until: Some(first) };
    let (early, late) = (ours(day(-9999, 1, 1)), ours(day(9999, 12, 31)));
    assert_eq!([early, first, late].map(|it| from.contains(it)), [false, true, true]);
    assert_eq!([early, first, late].map(|it| until.contains(it)), [true, true, false]);
}
