//! The tests: many random programs with values, compared.

use std::cell::RefCell;

use super::{
    compare::{Tried, compare},
    generator::{Sketch, settled_sketches, sketches},
    writer::write,
};
use crate::{runs, writer::Text};

/// How many programs are tried where the environment does not say.
const CASES: u32 = if cfg!(debug_assertions) { 150 } else { 1_000 };

#[test]
fn answers_of_programs_with_values() {
    let tried = answers(&sketches(), CASES);
    assert!(tried.open * 8 > tried.questions, "many questions are open: {tried:?}");
    assert!(tried.lines * 16 > tried.questions, "many turn on values: {tried:?}");
    assert!(tried.relations * 300 > tried.questions, "some on values together: {tried:?}");
    assert!(tried.rivals * 200 > tried.questions, "some on disputes about values: {tried:?}");
    assert!(tried.skipped * 5 < tried.questions, "nearly all can be judged: {tried:?}");
}

#[test]
fn answers_where_every_value_is_known() {
    let tried = answers(&settled_sketches(), CASES);
    assert!(tried.skipped * 20 < tried.questions, "nearly all can be judged: {tried:?}");
}

fn answers(sketches: &impl proptest::strategy::Strategy<Value = Sketch>, cases: u32) -> Tried {
    let all = RefCell::new(Tried::default());
    let written = |it: &Sketch| -> Text { write(it) };
    runs::run(sketches, cases, written, |session, ranking| {
        all.borrow_mut().add(compare(session, ranking)?);
        Ok(())
    });
    let tried = *all.borrow();
    runs::report(&format!("{tried:?}"));
    tried
}
