//! Are values and bounds shifted by one step, each way? Each survivor and each shift, as it is told.

use grounds::{
    analysis::mutate::{ChangeKind, Fate, mutate},
    session::Options,
};

use crate::{load, questions};

const RULES: &str = "\
kind trip
given attribute the length of {a trip}: duration
given attribute the price of {a trip}: number
given attribute the start of {a trip}: date
given {a trip} took {a number} of days
conclusion {a trip} is long
conclusion {a trip} is dear
conclusion {a trip} is late
conclusion {a trip} is odd
conclusion attribute the end of {a trip}: date
rule long
  a trip is long if the length of the trip is at least 2 months.
rule dear
  a trip is dear if the price of the trip is more than 10.25.
rule late
  a trip is late if the start of the trip is after 2026-02-28.
rule odd
  a trip is odd if the trip took a number N of days and N is between 3 and 5.
rule end
  the end of a trip is the start of the trip plus 7 days.
case one
  Rome is a trip.
  the length of Rome is 2 months.
  the price of Rome is 10.26.
  the start of Rome is 2026-03-01.
  Rome took 4 of days.
  ask is Rome long?
  ask is Rome dear?
  ask is Rome late?
  ask is Rome odd?
  ask what is the end of Rome?
";

#[test]
fn values_are_shifted_by_one_step() {
    let session = load(RULES);
    let found = mutate(&session, &questions(&session), &Options::default(), &mut |_, _| {});
    let told: Vec<(&str, bool)> = found
        .tried
        .iter()
        .filter(|it| it.0.kind == ChangeKind::Shift)
        .map(|it| (it.0.becomes.as_str(), it.1 != Fate::Survived))
        .collect();
    let expected = [
        ("the bound itself is left out", true),
        ("2 months becomes 3 months", true),
        ("2 months becomes 1 month", false),
        ("the bound itself is taken in", false),
        ("10.25 becomes 10.26", true),
        ("10.25 becomes 10.24", false),
        ("the bound itself is taken in", false),
        ("2026-02-28 becomes 2026-03-01", true),
        ("2026-02-28 becomes 2026-02-27", false),
        ("the bound itself is left out", false),
        ("3 becomes 4", false),
        ("3 becomes 2", false),
        ("the bound itself is left out", false),
        ("5 becomes 6", false),
        ("5 becomes 4", false),
        ("7 days becomes 8 days", true),
        ("7 days becomes 6 days", true),
    ];
    assert_eq!(told, expected);
    // Without the sentence that says which number N is, nothing is said of N.
    let unsound = found.tried.iter().filter(|it| it.1 == Fate::Unsound);
    let unsound: Vec<_> = unsound.map(|it| (it.0.kind, it.0.words.as_str())).collect();
    let binding = "the trip took a number N of days";
    assert_eq!(
        unsound,
        [(ChangeKind::DropCondition, binding), (ChangeKind::NegateCondition, binding)]
    );
}
