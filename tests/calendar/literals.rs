//! Is every date read as it is written? All forms of the language, and what is no date.

use chrono::{Datelike, NaiveDate};
use proptest::{prelude::ProptestConfig, prop_assert_eq, proptest};

use crate::{
    reference::days,
    session::{answer, load, mistakes},
};

const RULES: &str = "
kind contract
given attribute the start of {a contract}: date
case one
  C1 is a contract.
";

/// A day in each way to write it.
fn forms(day: NaiveDate) -> Vec<String> {
    let year = format!("{:04}", day.year());
    let (month, of_month) = (day.format("%B").to_string(), day.day());
    let [small, large] = [month.to_lowercase(), month.to_uppercase()];
    vec![
        format!("{year}-{:02}-{of_month:02}", day.month()),
        format!("{of_month} {month} {year}"),
        format!("{of_month:02} {small} {year}"),
        format!("{month} {of_month} {year}"),
        format!("{large} {of_month:02} {year}"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_of_a_date_is_read(day in days(1..=9999)) {
        let written = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
        let mut session = load(RULES);
        for form in forms(day) {
            let question = format!("suppose the start of C1 is {form}. what is the start of C1?");
            prop_assert_eq!(answer(&mut session, &question), Ok(written.clone()), "{}", form);
            let question = format!("is {form} {written}?");
            prop_assert_eq!(answer(&mut session, &question), Ok("yes".to_owned()), "{}", form);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused(year in 1..=9999_i32, month in 1..=12_u32) {
        let missing: Vec<u32> =
            (29..=31).filter(|it| NaiveDate::from_ymd_opt(year, month, *it).is_none()).collect();
        let name = NaiveDate::from_ymd_opt(year, month, 1).unwrap().format("%B").to_string();
        let mut session = load(RULES);
        for day in missing {
            for form in [
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{day} {name} {year:04}"),
                format!("{name} {day} {year:04}"),
            ] {
                let question = format!("is the start of C1 before {form}?");
                prop_assert_eq!(mistakes(&mut session, &question).len(), 1, "{}", form);
            }
        }
    }
}
