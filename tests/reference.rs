//! Is the engine right? Random rule bases and cases, written in the language, and judged a second time.
//!
//! [`evaluator`] is `meaning.md` once more, slow and obvious, and shares nothing with the engine but the parsed program.
//! A failure prints the smallest program that still shows it. More cases: `PROPTEST_CASES=20000 cargo test --release
//! --test reference`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "reference/asp.rs"]
mod asp;
#[path = "reference/bridge.rs"]
mod bridge;
#[path = "reference/case_writer.rs"]
mod case_writer;
#[path = "reference/certificates.rs"]
mod certificates;
#[path = "reference/clingo.rs"]
mod clingo;
#[path = "reference/compare.rs"]
mod compare;
#[path = "reference/evaluator.rs"]
mod evaluator;
#[path = "reference/examples.rs"]
mod examples;
#[path = "reference/generator.rs"]
mod generator;
#[path = "reference/goals.rs"]
mod goals;
#[path = "reference/kinds.rs"]
mod kinds;
#[path = "reference/lens.rs"]
mod lens;
#[path = "reference/plain.rs"]
mod plain;
#[path = "reference/primes.rs"]
mod primes;
#[path = "reference/random.rs"]
mod random;
#[path = "reference/ranking.rs"]
mod ranking;
#[path = "reference/runs.rs"]
mod runs;
#[path = "reference/scope.rs"]
mod scope;
#[path = "reference/statuses.rs"]
mod statuses;
#[path = "reference/values.rs"]
mod values;
#[path = "reference/words.rs"]
mod words;
#[path = "reference/world.rs"]
mod world;
#[path = "reference/writer.rs"]
mod writer;
