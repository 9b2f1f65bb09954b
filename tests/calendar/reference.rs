//! What does another library say? Days of the calendar that chrono keeps, and which of them are worth trying.

use chrono::{Datelike, Days, Months, NaiveDate};
use grounds::value::{Duration, Value};
use jiff::civil::Date;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

/// Days from the first year that can be represented to the last.
const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;

/// A day by the other library.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The same day in ours.
pub(crate) fn ours(day: NaiveDate) -> Date {
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let year = i16::try_from(year).unwrap();
    Date::new(year, i8::try_from(month).unwrap(), i8::try_from(of_month).unwrap()).unwrap()
}

/// The same day as a value.
pub(crate) fn value(day: NaiveDate) -> Value {
    Value::Date(ours(day))
}

/// So many months later, or earlier; none outside the years that can be represented.
pub(crate) fn months_after(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let found =
        if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) };
    found.filter(|it| is_ours(*it))
}

/// So many days later, or earlier; none outside the years that can be represented.
pub(crate) fn days_after(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    let found = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    found.filter(|it| is_ours(*it))
}

/// First the months, then the days.
pub(crate) fn after(day: NaiveDate, length: Duration) -> Option<NaiveDate> {
    days_after(months_after(day, length.months)?, length.days)
}

fn is_ours(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Any day between two years; often one at the end of a month, or a leap day.
pub(crate) fn days(years: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = NaiveDate> {
    let centuries = years.clone();
    let first = day(*years.start(), 1, 1);
    let last = day(*years.end(), 12, 31);
    prop_oneof![
        4 => (years.clone(), 0_u64..366).prop_map(|(year, at)| within_year(year, at)),
        3 => (years.clone(), 1..=12_u32).prop_map(|(year, month)| end_of(year, month)),
        2 => years.prop_map(|year| end_of(year, 2)),
        1 => (centuries, 1..=12_u32).prop_map(move |(year, month)| {
            end_of((year / 100 * 100).clamp(first.year(), last.year()), month)
        }),
        1 => (Just([first, last]), any::<bool>(), 0_u64..400).prop_map(|(ends, late, at)| {
            let days = Days::new(at);
            if late { ends[1] - days } else { ends[0] + days }
        }),
    ]
}

/// Any day that can be represented.
pub(crate) fn any_day() -> impl Strategy<Value = NaiveDate> {
    days(YEARS)
}

/// The days of a year, over and over.
fn within_year(year: i32, at: u64) -> NaiveDate {
    let last = u64::from(day(year, 12, 31).ordinal());
    day(year, 1, 1) + Days::new(at % last)
}

/// The last day of a month.
fn end_of(year: i32, month: u32) -> NaiveDate {
    (28..=31).rev().find_map(|it| NaiveDate::from_ymd_opt(year, month, it)).unwrap()
}

/// Any duration; most are short, some lead out of the calendar, some are of months and days.
pub(crate) fn lengths() -> impl Strategy<Value = Duration> {
    let short = (-40..=40_i64, -400..=400_i64);
    let long = (-300_000..=300_000_i64, -8_000_000..=8_000_000_i64);
    let huge = (any::<i64>(), any::<i64>());
    prop_oneof![8 => short, 3 => long, 1 => huge].prop_flat_map(|(months, days)| {
        let both = Duration { months, days };
        let one = Duration { days: 0, ..both };
        let other = Duration { months: 0, ..both };
        prop_oneof![Just(both), Just(one), Just(other)]
    })
}
