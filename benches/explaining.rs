//! What does an explanation cost beyond its answer? The answer alone, the answer with its reasons as deep as text shows
//! them, and checking all of its reasons, at sizes that tell how the time grows: wide (many rules for one conclusion), deep (a chain of facts), and a large rule base.

mod asked;

use std::hint::black_box;

use asked::asked;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use grounds::{
    explain::json,
    session::Options,
    verify::{self, Subject},
};
use grounds_benches::{chain, many_rules, rule_base};
use serde::Deserialize;
use serde_json::Value;

fn measure(
    criterion: &mut Criterion,
    name: &str,
    sizes: &[usize],
    (make, question): (impl Fn(usize) -> String, impl Fn(usize) -> String),
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for size in sizes {
        let (session, scenario, query) = asked(make(*size), &question(*size));
        let options =
            Options { depth: Some(grounds::explain::text::DEEPEST), ..Options::default() };
        group.bench_function(BenchmarkId::new("answer", size), |bench| {
            bench.iter(|| black_box(session.answer(&scenario, &query, &options).is_ok()));
        });
        group.bench_function(BenchmarkId::new("with reasons", size), |bench| {
            bench.iter(|| black_box(session.ask(&scenario, &query, &options).is_ok()));
        });
    }
    group.finish();
}

/// The stack on which explanations are read and dropped: a chain of any length has to fit.
const STACK: usize = 1024 * 1024 * 1024;

/// An explanation, however deep it is.
fn read(text: &str) -> Value {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let Ok(value) = Value::deserialize(&mut reader) else { unreachable!("an explanation is JSON") };
    value
}

/// How long does it take to check an explanation, with all of its reasons, that was printed as JSON?
fn check(
    criterion: &mut Criterion,
    name: &str,
    sizes: &[usize],
    (make, question): (impl Fn(usize) -> String, impl Fn(usize) -> String),
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for size in sizes {
        let (session, scenario, query) = asked(make(*size), &question(*size));
        let Ok(answer) = session.ask(&scenario, &query, &Options::default()) else {
            unreachable!("the generated question can be answered")
        };
        let explanation = read(&json::render(&answer));
        let subject = Subject {
            program: &session.program,
            sources: &session.sources,
            scenario: &scenario,
            query: &query,
        };
        let report = verify::check(subject, &explanation);
        assert!(report.is_confirmed(), "{name}/{size}: {report:?}");
        group.bench_function(BenchmarkId::new("checked", size), |bench| {
            bench.iter(|| black_box(verify::check(subject, &explanation)));
        });
    }
    group.finish();
}

fn explaining(criterion: &mut Criterion) {
    let entitled = |_| "is Ada entitled?".to_owned();
    measure(criterion, "wide", &[10, 100, 1_000, 10_000], (many_rules, entitled));
    let went = |size| format!("it went from P0 to P{size}?");
    measure(criterion, "deep", &[10, 100, 1_000, 10_000, 100_000], (chain, went));
    let last = |_| "has Ada entitlement9?".to_owned();
    measure(criterion, "large", &[100, 1_000, 10_000], (rule_base, last));
    stacker::grow(STACK, || {
        check(criterion, "wide", &[10, 100, 1_000], (many_rules, entitled));
        check(criterion, "deep", &[100, 1_000, 10_000], (chain, went));
    });
}

criterion_group!(benches, explaining);
criterion_main!(benches);
