//! What is the answer, in a line or two, without its reasons?

use num_bigint::BigUint;

use super::{name, ways::summary};
use crate::{
    answer::Status,
    explain::{Answered, Conditions, Explanation},
};

/// An answer without its reasons, a line for each side of it or for each binding: `Yes, if the data is stored`.
pub fn brief(explanation: &Explanation) -> Vec<String> {
    match &explanation.answer {
        Answered::YesNo(conditions) => sides(conditions),
        Answered::Which(bound) if bound.is_empty() => vec!["None".to_owned()],
        Answered::Which(bound) => bound
            .iter()
            .map(|it| match it.conditions.status {
                Status::Yes => name(it),
                Status::Circular => format!("{}: circular", name(it)),
                _ => format!("{}, if {}", name(it), summary(&it.conditions.yes_if)),
            })
            .collect(),
    }
}

fn sides(conditions: &Conditions) -> Vec<String> {
    let lead = match conditions.status {
        Status::Yes => return vec!["Yes".to_owned()],
        Status::No => return vec!["No".to_owned()],
        Status::Circular => return vec!["Circular".to_owned()],
        Status::Disputed => "Disputed: yes",
        Status::Depends => "Yes",
    };
    let sides = [
        (lead, &conditions.yes_if),
        ("No", &conditions.no_if),
        ("Circular", &conditions.circular_if),
    ];
    let possible = sides.iter().filter(|it| it.1.count != Some(BigUint::default()));
    possible.map(|(lead, ways)| format!("{lead}, if {}", summary(ways))).collect()
}
