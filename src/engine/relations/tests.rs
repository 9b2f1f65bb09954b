//! Are the outcomes that are found for months after unknown dates those that the calendar shows?

use std::{
    cmp::Ordering::{self, Equal, Greater, Less},
    collections::BTreeSet,
};

use proptest::prelude::*;

use super::{
    calendar::{Calendar, Shift},
    dates::{Base, Dates},
    linear::{AtLeastZero, Linear},
    search::Search,
    work::Work,
};
use crate::{engine::Limits, value::Number};

type Outcomes = BTreeSet<Vec<Ordering>>;

/// A day that is compared: one of the dates, so many months and then days later.
#[derive(Debug, Clone, Copy)]
struct Side {
    date: u32,
    months: i64,
    days: i64,
}

/// The first unknown that stands for a date with months added, of so many comparisons with two sides each.
const SHIFTED: u32 = 10;

fn side(dates: u32, most: i64) -> impl Strategy<Value = Side> {
    let months = prop_oneof![Just(0_i64), 1_i64..=3, Just(-1), Just(most)];
    (0..dates, months, -31_i64..=31).prop_map(|(date, months, days)| Side { date, months, days })
}

fn order(it: i64) -> Ordering {
    it.cmp(&0)
}

fn plus(one: &Linear, other: &Linear, factor: i64) -> Linear {
    one.plus(other, Number::whole(factor)).unwrap_or_else(|| unreachable!("numbers are small"))
}

fn days(days: i64) -> Linear {
    Linear::constant(Number::whole(days))
}

/// The outcomes that are found, where the dates lie within these bounds, if there are any.
fn found(dates: u32, compared: &[(Side, Side)], bounds: Option<(i64, i64)>) -> Outcomes {
    let calendar = Calendar::new();
    let sides: Vec<Side> = compared.iter().flat_map(|it| [it.0, it.1]).collect();
    let shifts: Vec<[Shift; 1]> =
        sides.iter().map(|it| [Shift { days: 0, months: it.months }]).collect();
    let bases = (0..dates).map(|date| {
        let own = (SHIFTED..).zip(sides.iter().zip(&shifts)).filter(|it| it.1.0.date == date);
        let shifted: Vec<(u32, &[Shift])> = own.map(|it| (it.0, it.1.1.as_slice())).collect();
        Base::new(date, &shifted, &calendar)
    });
    let forms: Vec<(Linear, bool)> = (SHIFTED..)
        .step_by(2)
        .zip(compared)
        .map(|(at, (left, right))| {
            let apart = plus(&Linear::unknown(at), &Linear::unknown(at + 1), -1);
            (plus(&apart, &days(left.days - right.days), 1), true)
        })
        .collect();
    let mut within = Vec::new();
    for (date, (low, high)) in (0..dates).filter_map(|date| bounds.map(|it| (date, it))) {
        let day = Linear::unknown(date);
        within.push(AtLeastZero { form: plus(&day, &days(low), -1), strictly: false });
        within.push(AtLeastZero { form: plus(&days(high), &day, -1), strictly: false });
    }
    let mut search = Search::new(&forms, &[], Dates::new(bases.collect()));
    assert_eq!(search.run(within, &mut Work::new(Limits::default(), 0)), Ok(()));
    assert!(!search.dates.gave_up, "few dates are decided");
    search.outcomes.into_iter().collect()
}

/// The outcomes that the calendar shows, day by day.
fn shown(
    compared: &[(Side, Side)],
    all: impl Iterator<Item = Vec<i64>>,
    calendar: &Calendar,
) -> Outcomes {
    let day = |side: &Side, on: &[i64]| {
        let shift = Shift { days: 0, months: side.months };
        calendar.shifted(on[side.date as usize], &[shift]) + side.days
    };
    all.map(|on| compared.iter().map(|it| order(day(&it.0, &on) - day(&it.1, &on))).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn two_dates_of_a_few_months(
        compared in prop::collection::vec((side(2, 12), side(2, 12)), 1..4),
        from in prop_oneof![Just(0_i64), Just(700), Just(1_100), Just(36_500)],
    ) {
        let to = from + 95;
        let both = (from..=to).flat_map(|one| (from..=to).map(move |other| vec![one, other]));
        let shown = shown(&compared, both, &Calendar::new());
        prop_assert_eq!(found(2, &compared, Some((from, to))), shown);
    }

    #[test]
    fn three_dates_of_a_month(
        compared in prop::collection::vec((side(3, 12), side(3, 12)), 1..4),
        from in prop_oneof![Just(20_i64), Just(400)],
    ) {
        let days = from..=from + 40;
        let two = days.clone().flat_map(|one| days.clone().map(move |other| (one, other)));
        let all = two.flat_map(|it| days.clone().map(move |third| vec![it.0, it.1, third]));
        let shown = shown(&compared, all, &Calendar::new());
        prop_assert_eq!(found(3, &compared, Some((from, from + 40))), shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    /// Leap years come every four years, but for one: so these years show all that dates near each other can do.
    #[test]
    fn two_dates_at_any_time(compared in prop::collection::vec((side(2, 4), side(2, 4)), 1..3)) {
        let years = (0..1_500_i64).chain(36_000..37_000);
        let both =
            years.flat_map(|one| (one - 250..one + 250).map(move |other| vec![one, other]));
        let shown = shown(&compared, both, &Calendar::new());
        prop_assert_eq!(found(2, &compared, None), shown);
    }
}

#[test]
fn months_from_the_end_of_a_month_may_meet() {
    // 30 and 31 January both lead to the last day of February, but the order never turns.
    let month = |date| Side { date, months: 1, days: 0 };
    let day = |date| Side { date, months: 0, days: 0 };
    let compared = [(day(0), day(1)), (month(0), month(1))];
    let expected =
        [[Less, Less], [Less, Equal], [Equal, Equal], [Greater, Equal], [Greater, Greater]];
    assert_eq!(found(2, &compared, None), expected.map(Vec::from).into());
}
