//! Which month does a word name?

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its name, in letters of any case.
pub(crate) fn month(name: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|it| it.1.eq_ignore_ascii_case(name)).map(|it| it.0)
}
