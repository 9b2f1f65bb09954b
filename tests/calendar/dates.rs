//! Are dates reckoned with as another library does it? The operations themselves, over the whole calendar.

use chrono::{Datelike, NaiveDate};
use grounds::value::{Comparison, Duration, Number, Operation, Overflow, Value};
use proptest::{prelude::ProptestConfig, prop_assert_eq, prop_assume, proptest};

use crate::reference::{after, any_day, day, days_after, lengths, months_after, value};

/// The operation on a date and a duration.
fn shifted(operation: Operation, from: NaiveDate, length: Duration) -> Result<Value, Overflow> {
    operation.apply(&value(from), &Value::Duration(length)).map(Option::unwrap)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_plus_a_duration(from in any_day(), length in lengths()) {
        let expected = after(from, length).map(value).ok_or(Overflow);
        prop_assert_eq!(shifted(Operation::Plus, from, length), expected.clone());
        let turned = Operation::Plus.apply(&Value::Duration(length), &value(from));
        prop_assert_eq!(turned.map(Option::unwrap), expected);
    }

    #[test]
    fn a_date_minus_a_duration(from in any_day(), length in lengths()) {
        let back = length.months.checked_neg().zip(length.days.checked_neg());
        let back = back.map(|(months, days)| Duration { months, days });
        let expected = back.and_then(|it| after(from, it)).map(value).ok_or(Overflow);
        prop_assert_eq!(shifted(Operation::Minus, from, length), expected);
    }

    #[test]
    fn years_and_weeks_are_months_and_days(from in any_day(), count in -30_i64..=30) {
        let times = |months, days| {
            let unit = Value::Duration(Duration { months, days });
            let count = Value::Number(Number::whole(count));
            let length = Operation::Times.apply(&unit, &count).unwrap().unwrap();
            Operation::Plus.apply(&value(from), &length).map(Option::unwrap).ok()
        };
        prop_assert_eq!(times(12, 0), months_after(from, 12 * count).map(value));
        prop_assert_eq!(times(0, 7), days_after(from, 7 * count).map(value));
    }

    #[test]
    fn a_date_minus_a_date_counts_the_days(one in any_day(), other in any_day()) {
        let days = one.signed_duration_since(other).num_days();
        let between = Operation::Minus.apply(&value(one), &value(other)).unwrap().unwrap();
        prop_assert_eq!(&between, &Value::Duration(Duration { months: 0, days }));
        let back = Operation::Plus.apply(&value(other), &between).unwrap().unwrap();
        prop_assert_eq!(back, value(one));
    }

    #[test]
    fn dates_compare_as_they_lie(one in any_day(), other in any_day()) {
        for (other, order) in [(other, one.cmp(&other)), (one, std::cmp::Ordering::Equal)] {
            let expected = [
                (Comparison::Equal, order.is_eq()),
                (Comparison::Less, order.is_lt()),
                (Comparison::AtMost, order.is_le()),
                (Comparison::More, order.is_gt()),
                (Comparison::AtLeast, order.is_ge()),
            ];
            for (comparison, holds) in expected {
                prop_assert_eq!(comparison.holds(&value(one), &value(other)), Some(holds));
                let flipped = comparison.flipped().holds(&value(other), &value(one));
                prop_assert_eq!(flipped, Some(holds));
            }
        }
    }

    #[test]
    fn a_month_ends_with_the_month(from in any_day(), months in -5_000_i64..=5_000) {
        let length = Duration { months, days: 0 };
        let Ok(Value::Date(to)) = shifted(Operation::Plus, from, length) else {
            prop_assume!(false);
            return Ok(());
        };
        let expected = i64::from(from.day()).min(to.days_in_month().into());
        prop_assert_eq!(i64::from(to.day()), expected);
        let month = i64::from(to.year()) * 12 + i64::from(to.month());
        prop_assert_eq!(month, i64::from(from.year()) * 12 + i64::from(from.month()) + months);
    }
}

/// What lawyers look up first.
#[test]
fn well_known_days() {
    let months = |months| Duration { months, days: 0 };
    let days = |days| Duration { months: 0, days };
    let cases = [
        (day(2026, 1, 31), months(1), "2026-02-28"),
        (day(2028, 1, 31), months(1), "2028-02-29"),
        (day(2100, 1, 31), months(1), "2100-02-28"),
        (day(2000, 1, 31), months(1), "2000-02-29"),
        (day(2028, 2, 29), months(12), "2029-02-28"),
        (day(2028, 2, 29), months(48), "2032-02-29"),
        (day(1896, 2, 29), months(48), "1900-02-28"),
        (day(2025, 10, 31), months(4), "2026-02-28"),
        (day(2027, 2, 28), months(12), "2028-02-28"),
        (day(2026, 3, 31), months(-1), "2026-02-28"),
        (day(2028, 2, 28), days(2), "2028-03-01"),
        (day(2026, 12, 31), Duration { months: 2, days: 1 }, "2027-03-01"),
        (day(9999, 12, 31), days(0), "9999-12-31"),
    ];
    for (from, length, expected) in cases {
        let found = shifted(Operation::Plus, from, length).map(|it| it.to_string());
        assert_eq!(found, Ok(expected.to_owned()), "{from} plus {length}");
    }
    let beyond = [months(1), days(1), days(i64::MAX), months(i64::MIN), days(i64::MIN)];
    for length in beyond {
        assert_eq!(shifted(Operation::Plus, day(9999, 12, 31), length), Err(Overflow));
    }
    assert_eq!(shifted(Operation::Minus, day(-9999, 1, 1), days(1)), Err(Overflow));
}
