//! Which day is a day, and which is a month later? Counted by going through the calendar day by day.

/// A day as a number of days since 1 January 2000; it may lie before.
pub(crate) type Day = i64;

/// The day of a year, a month and a day of the month.
pub(crate) fn number(year: i64, month: i64, day: i64) -> Day {
    let years = if year >= 2000 { 2000..year } else { year..2000 };
    let days: i64 = years.map(|it| if is_leap(it) { 366 } else { 365 }).sum();
    let before: i64 = (1..month).map(|it| length(year, it)).sum();
    (if year >= 2000 { days } else { -days }) + before + day - 1
}

/// The year, month and day of the month of a day.
fn written(mut day: Day) -> (i64, i64, i64) {
    let (mut year, mut month) = (2000, 1);
    while day < 0 {
        year -= 1;
        day += if is_leap(year) { 366 } else { 365 };
    }
    while day >= length(year, month) {
        day -= length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day + 1)
}

/// So many months later: the same day of the month, or its last day where it has no such day.
pub(crate) fn months_later(day: Day, months: i64) -> Day {
    let (year, month, of_month) = written(day);
    let all = year * 12 + month - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    number(year, month, of_month.min(length(year, month)))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
