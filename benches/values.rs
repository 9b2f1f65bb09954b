//! How fast is reckoning with values? Known ones for each of many things, and unknown ones at sizes that tell the growth.
//!
//! What is known should take the same time for each thing, however many there are. What is open should grow with what
//! decides the answer: the number of thresholds, or of items that may count, not with the number of their combinations.

mod asked;

use std::hint::black_box;

use asked::asked;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use grounds::session::Options;
use grounds_benches::values::{
    comparisons, counted, deadlines, many_values, reckoned, summed, thresholds,
};

fn measure(
    criterion: &mut Criterion,
    name: &str,
    sizes: &[usize],
    question: &str,
    make: impl Fn(usize) -> String,
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for size in sizes {
        let (session, scenario, query) = asked(make(*size), question);
        if let Err(limit) = session.ask(&scenario, &query, &Options::default()) {
            // Giving up fast is no achievement.
            eprintln!("{name}/{size}: not measured, since a limit is reached: {limit:?}");
            continue;
        }
        group.throughput(Throughput::Elements(*size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter(|| black_box(session.ask(&scenario, &query, &Options::default()).is_ok()));
        });
    }
    group.finish();
}

fn values(criterion: &mut Criterion) {
    let all = "which person is entitled?";
    let one = "is Ada entitled?";
    measure(criterion, "values: reckoned for each of", &[1_000, 10_000], all, reckoned);
    measure(criterion, "values: thresholds", &[10, 100, 1_000], one, thresholds);
    measure(criterion, "values: half of the inputs", &[10, 20, 40, 80], one, counted);
    measure(criterion, "values: a sum of open items", &[10, 20, 40], one, summed);
    measure(criterion, "values: unknown beside unknown", &[1, 2, 4, 8], one, comparisons);
    measure(criterion, "values: deadlines for an unknown day", &[1, 10, 100], one, deadlines);
    measure(
        criterion,
        "values: possible values",
        &[10, 50, 100, 1_000],
        "what is the rate of Ada?",
        many_values,
    );
}

criterion_group!(benches, values);
criterion_main!(benches);
