//! When is it yes, and when no? The ways of an answer, the shortest first, and how many more there are.

use num_bigint::BigUint;

use super::Writer;
use crate::{
    answer::Status,
    explain::{Conditions, LiteralInWords, OpenKind, WaysInWords},
    value::thousands,
};

/// How many ways of each side are printed.
const WAYS: usize = 5;
/// How many literals of a way are printed before the rest is only counted.
const LITERALS: usize = 12;
/// A way of more literals than this is a long one.
const LONG: usize = 6;

impl Writer<'_> {
    pub(super) fn conditions(&mut self, conditions: &Conditions) {
        if matches!(conditions.status, Status::Yes | Status::No | Status::Circular) {
            return;
        }
        self.line("");
        self.ways("Yes, if", &conditions.yes_if);
        let opposite = is_opposite(&conditions.yes_if, &conditions.no_if);
        if opposite {
            let yes = conditions.yes_if.listed.iter().flatten().next();
            let denied = yes.is_some_and(|it| it.wording().contains(" is not "));
            self.line(&format!("  No, if   {}", it_is(&conditions.no_if, denied)));
        } else {
            self.ways("No, if", &conditions.no_if);
        }
        self.ways("Circular, if", &conditions.circular_if);
    }

    fn ways(&mut self, lead: &str, ways: &WaysInWords) {
        let lead = format!("  {lead:<8}");
        let Some(count) = &ways.count else {
            self.wrapped(&lead, "in more ways than could be counted: the node budget is used up (--nodes raises it)");
            return;
        };
        // A long way says little: one is shown, and the reasons below show how they combine.
        let long = ways.listed.first().is_some_and(|it| it.len() > LONG);
        let shown = ways.listed.len().min(if long { 1 } else { WAYS });
        let more = count - BigUint::from(shown);
        let several = *count > BigUint::from(1_u8);
        let common = if several && !long { ways.common.as_slice() } else { &[] };
        let mut lead = lead;
        if !common.is_empty() {
            self.wrapped(&lead, &format!("{}, and one of these:", conjunction(common)));
            lead = " ".repeat(lead.chars().count());
        }
        for way in &ways.listed[..shown] {
            let rest: Vec<LiteralInWords> =
                way.iter().filter(|it| !common.contains(it)).cloned().collect();
            let dash = if common.is_empty() { "" } else { " -" };
            self.wrapped(&format!("{lead}{dash}"), &conjunction(&rest));
            if common.is_empty() {
                lead = format!("{:>1$}", "or", lead.chars().count());
            }
        }
        if more > BigUint::default() {
            let noun = if more == BigUint::from(1_u8) { "way" } else { "ways" };
            let dash = if common.is_empty() { "" } else { "- " };
            self.line(&format!("{lead} {dash}in {} more {noun}", grouped(&more)));
        }
    }
}

pub(super) fn summary(ways: &WaysInWords) -> String {
    let several = ways.listed.len() > 1;
    let way = |it: &Vec<LiteralInWords>| {
        let words = conjunction(it);
        if several && it.len() > 1 { format!("({words})") } else { words }
    };
    let shown: Vec<String> = ways.listed.iter().take(WAYS).map(way).collect();
    let more = ways.count.as_ref().map(|it| it - BigUint::from(shown.len()));
    let more = more.filter(|it| *it > BigUint::default());
    let more = more.map(|it| format!(", or in {} more ways", grouped(&it))).unwrap_or_default();
    format!("{}{more}", shown.join(", or "))
}

pub(super) fn conjunction(way: &[LiteralInWords]) -> String {
    let words: Vec<&str> = way.iter().take(LITERALS).map(LiteralInWords::wording).collect();
    let more = way.len().saturating_sub(LITERALS);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    if words.is_empty() {
        "in any case".to_owned()
    } else {
        format!("{}{more}", words.join(", and "))
    }
}

/// The opposite of what has just been said, in short where that reads well. `denied`: that was a denial.
fn it_is(no: &WaysInWords, denied: bool) -> String {
    const TENSED: [&str; 12] =
        ["is", "are", "was", "were", "has", "have", "had", "can", "may", "must", "does", "will"];
    let literal = no.listed.first().and_then(|it| it.first());
    let tensed = literal.and_then(|it| it.sentence.split(' ').find(|word| TENSED.contains(word)));
    match (literal, tensed) {
        (Some(_), Some("is")) if denied => "it is".to_owned(),
        (Some(_), Some("is")) => "it is not".to_owned(),
        (Some(it), _) => it.wording().to_owned(),
        (None, _) => String::new(),
    }
}

/// Whether the two sides are one sentence and its denial.
fn is_opposite(yes: &WaysInWords, no: &WaysInWords) -> bool {
    match (yes.listed.as_slice(), no.listed.as_slice()) {
        ([yes], [no]) => match (yes.as_slice(), no.as_slice()) {
            ([yes], [no]) => {
                yes.sentence == no.sentence
                    && yes.holds != no.holds
                    && yes.kind != OpenKind::Dispute
            }
            _ => false,
        },
        _ => false,
    }
}

/// A whole number with its thousands set off: `1,073,741,824`.
pub fn grouped(number: &BigUint) -> String {
    thousands(&number.to_string())
}
