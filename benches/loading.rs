//! How fast are rules read? Loading against the time that reading the same bytes takes, and growth with size.
//!
//! `cargo bench -p grounds-benches --bench loading` prints the time for 100, 1,000 and 10,000 rules beside the time
//! that counting the words of the same text takes: the first divided by the second is the figure to watch, and it must
//! not grow with the size.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use grounds::session::Session;
use grounds_benches::rule_base;

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(10);
    for rules in [100, 1_000, 10_000] {
        let text = rule_base(rules);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(
            BenchmarkId::new("reading the words", rules),
            &text,
            |bench, text| {
                bench.iter(|| black_box(text.split_whitespace().map(str::len).sum::<usize>()));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("loading the rules", rules),
            &text,
            |bench, text| {
                bench.iter(|| {
                    let session = Session::load([("generated.rules".to_owned(), text.clone())]);
                    assert!(session.is_usable());
                    black_box(session.program.rules.len())
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
