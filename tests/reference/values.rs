//! Is the engine right about values? Random programs with numbers, dates and durations, judged a second time.
//!
//! [`model`](self::model) is `meaning.md` with values, one completion at a time; [`points`](self::points) says which
//! values of what is unknown have to be tried. Left out of the programs are texts, attributes that are individuals, and
//! recursion; and, since the engine leaves them free, months added to one unknown date and compared with another.

#[path = "values/bridge.rs"]
mod bridge;
#[path = "values/calendar.rs"]
mod calendar;
#[path = "values/compare.rs"]
mod compare;
#[path = "values/completion.rs"]
mod completion;
#[path = "values/days.rs"]
mod days;
#[path = "values/generator.rs"]
mod generator;
#[path = "values/keys.rs"]
mod keys;
#[path = "values/locals.rs"]
mod locals;
#[path = "values/model.rs"]
mod model;
#[path = "values/points.rs"]
mod points;
#[path = "values/runs.rs"]
mod runs;
#[path = "values/symbol.rs"]
mod symbol;
#[path = "values/terms.rs"]
mod terms;
#[path = "values/writer.rs"]
mod writer;

/// Programs with values, and how they are written.
pub(crate) fn written_with_values() -> (
    impl proptest::strategy::Strategy<Value = generator::Sketch>,
    fn(&generator::Sketch) -> crate::writer::Text,
) {
    (generator::sketches(), writer::write)
}
