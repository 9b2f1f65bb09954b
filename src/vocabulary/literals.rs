//! Which values are written out at a place: `2.5`, `twelve`, `six months`, `2 March 2026`?

use jiff::civil::Date;

use super::{
    terms::{Candidate, Said, View},
    words::{A, AN, Mark},
};
use crate::{
    syntax::calendar,
    value::{Duration, Number, Overflow, Value},
};

/// Number words from zero.
const SMALL: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Tens from twenty.
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Units of time.
pub(super) const UNITS: [&str; 4] = ["day", "week", "month", "year"];

/// All values that are written out from a place on.
pub(super) fn literals(view: &View, start: usize) -> Vec<Candidate> {
    let found = |end: usize, value: Value| Candidate { end, said: Said::Value(value) };
    let unit = &view.units[start];
    let mut all = Vec::new();
    match unit.mark {
        Mark::Quoted => all.push(found(start + 1, Value::Text(unit.text.clone().into_owned()))),
        Mark::Date(day) => all.push(found(start + 1, Value::Date(day))),
        Mark::Group(_) => {}
        Mark::Number | Mark::Word => {
            if let Some(number) = number(view, start) {
                all.push(found(start + 1, Value::Number(number)));
            }
            if let Some(Ok(length)) = duration(view, start) {
                all.push(found(start + 2, Value::Duration(length)));
            }
            if let Some(day) = date(view, start) {
                all.push(found(start + 3, Value::Date(day)));
            }
        }
    }
    all
}

/// Where the row has a number or a duration that is too large to be represented.
pub(super) fn too_large(view: &View) -> Option<usize> {
    (0..view.units.len()).find(|it| {
        let figures = view.units[*it].mark == Mark::Number;
        figures && number(view, *it).is_none() || duration(view, *it) == Some(Err(Overflow))
    })
}

fn number(view: &View, at: usize) -> Option<Number> {
    let unit = view.units.get(at)?;
    match unit.mark {
        Mark::Number => Number::parse(&unit.text),
        Mark::Word => word(&unit.folded).map(Number::whole),
        _ => None,
    }
}

/// `twelve`, `ninety`, `twenty-five`
fn word(folded: &str) -> Option<i64> {
    if let Some(small) = place(&SMALL, folded) {
        return Some(small);
    }
    let (tens, ones) = folded.split_once('-').unwrap_or((folded, "zero"));
    Some(10 * (place(&TENS, tens)? + 2) + place(&SMALL[..10], ones)?)
}

fn place(words: &[&str], word: &str) -> Option<i64> {
    (0..).zip(words).find(|it| *it.1 == word).map(|it| it.0)
}

/// `six months`, `a year`
fn duration(view: &View, at: usize) -> Option<Result<Duration, Overflow>> {
    let length = unit_of_time(&view.units.get(at + 1)?.folded)?;
    let count = match view.id(at) {
        A | AN => Number::whole(1),
        _ => number(view, at)?,
    };
    Some(length.times(count))
}

fn unit_of_time(word: &str) -> Option<Duration> {
    let (months, days) = match word.strip_suffix('s').unwrap_or(word) {
        "day" => (0, 1),
        "week" => (0, 7),
        "month" => (1, 0),
        "year" => (12, 0),
        _ => return None,
    };
    Some(Duration { months, days })
}

/// `2 March 2026`, `March 2 2026`
fn date(view: &View, at: usize) -> Option<Date> {
    let [one, two, three] = view.units.get(at..at + 3)? else { return None };
    let (day, month) = if matches!(one.mark, Mark::Number) { (one, two) } else { (two, one) };
    let figures = matches!((day.mark, three.mark), (Mark::Number, Mark::Number));
    if !figures || !matches!(month.mark, Mark::Word) || three.text.len() != 4 {
        return None;
    }
    let month = calendar::month(&month.folded)?;
    Date::new(three.text.parse().ok()?, month, day.text.parse().ok()?).ok()
}
