//! Is reckoning right? Dates checked against a second calendar, numbers against fractions of any size.
//!
//! [`reference`] is the calendar of another library, and knows nothing of ours. Values are combined directly, and through
//! whole rule bases in the language. More cases: `PROPTEST_CASES=20000 cargo test --release --test calendar`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "calendar/dates.rs"]
mod dates;
#[path = "calendar/in_force.rs"]
mod in_force;
#[path = "calendar/literals.rs"]
mod literals;
#[path = "calendar/numbers.rs"]
mod numbers;
#[path = "calendar/reference.rs"]
mod reference;
#[path = "calendar/rules.rs"]
mod rules;
#[path = "calendar/session.rs"]
mod session;
