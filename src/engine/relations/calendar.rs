//! Which days does a calendar month lead to? The whole calendar as one period of 400 years.
//!
//! The calendar repeats after 400 years, which are 146,097 days. Day 0 is 1 January 2000, the first of a period.

/// The days of 400 years.
pub(super) const PERIOD: i64 = 146_097;
/// The months of 400 years.
const MONTHS: i64 = 4_800;

/// So many days later, and then so many months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Shift {
    pub(super) days: i64,
    pub(super) months: i64,
}

/// The first days of the months of a period, and the month of each day.
#[derive(Debug)]
pub(super) struct Calendar {
    starts: Vec<i64>,
    months: Vec<u16>,
}

impl Calendar {
    pub(super) fn new() -> Self {
        let mut calendar = Self { starts: vec![0], months: Vec::new() };
        let mut start = 0;
        for month in 0..4_800_u16 {
            let length = length(month);
            calendar.months.extend(std::iter::repeat_n(month, usize::from(length)));
            start += i64::from(length);
            calendar.starts.push(start);
        }
        calendar
    }

    /// The day that shifts lead to, one after the other.
    pub(super) fn shifted(&self, day: i64, shifts: &[Shift]) -> i64 {
        shifts.iter().fold(day, |day, it| self.months_after(day + it.days, it.months))
    }

    fn months_after(&self, day: i64, months: i64) -> i64 {
        let within = day.rem_euclid(PERIOD);
        let month = self.month_of(within);
        let place = within - self.start(month);
        let reached = month + months;
        let (period, month) =
            (day.div_euclid(PERIOD) + reached.div_euclid(MONTHS), reached.rem_euclid(MONTHS));
        let last = self.start(month + 1) - self.start(month) - 1;
        period * PERIOD + self.start(month) + place.min(last)
    }

    /// The month of a day, both counted from the first of the period.
    pub(super) fn month_of(&self, within: i64) -> i64 {
        usize::try_from(within).map_or(0, |it| i64::from(self.months[it]))
    }

    fn start(&self, month: i64) -> i64 {
        usize::try_from(month).map_or(0, |it| self.starts[it])
    }
}

/// Whether a year of the period is a leap year.
pub(super) fn is_leap(year: i64) -> bool {
    let year = year.rem_euclid(400);
    year % 4 == 0 && (year % 100 != 0 || year == 0)
}

fn length(month: u16) -> u8 {
    match month % 12 {
        1 if is_leap(i64::from(month / 12)) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, PERIOD, Shift};
    use crate::value::{Duration, days_between};

    #[test]
    fn months_lead_to_the_same_days_as_elsewhere() {
        let calendar = Calendar::new();
        let zero = jiff::civil::date(2000, 1, 1);
        for months in [1, -1, 6, -13, 4_800, 5_003] {
            for at in (-PERIOD..PERIOD).step_by(37) {
                let day = Duration { months: 0, days: at }.after(zero);
                let reached = day.and_then(|it| Duration { months, days: 0 }.after(it));
                let expected = reached.map(|it| days_between(zero, it).days);
                let shifts = [Shift { days: 0, months }];
                assert_eq!(Ok(calendar.shifted(at, &shifts)), expected, "{months} after {at}");
            }
        }
    }
}
