//! How fast are questions answered? Answer and explanation, without loading, at sizes that tell how the time grows.

mod asked;

use std::hint::black_box;

use asked::asked;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use grounds::session::Options;
use grounds_benches::{alternatives, chain, many_rules, nested_exceptions, rule_base};

fn measure(
    criterion: &mut Criterion,
    name: &str,
    sizes: &[(usize, &str)],
    make: impl Fn(usize) -> String,
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for (size, question) in sizes {
        let (session, scenario, query) = asked(make(*size), question);
        group.bench_function(BenchmarkId::from_parameter(size), |bench| {
            bench.iter(|| black_box(session.ask(&scenario, &query, &Options::default()).is_ok()));
        });
    }
    group.finish();
}

fn answering(criterion: &mut Criterion) {
    let entitled = "is Ada entitled?";
    measure(
        criterion,
        "nested exceptions",
        &[(10, entitled), (20, entitled), (40, entitled)],
        nested_exceptions,
    );
    measure(
        criterion,
        "rules for one conclusion",
        &[(10, entitled), (100, entitled), (1_000, entitled)],
        many_rules,
    );
    measure(
        criterion,
        "two-way alternatives",
        &[(5, entitled), (15, entitled), (30, entitled)],
        alternatives,
    );
    let chains = [
        (1_000, "it went from P0 to P1000?"),
        (10_000, "it went from P0 to P10000?"),
        (100_000, "it went from P0 to P100000?"),
    ];
    measure(criterion, "chain", &chains, chain);
    let bases = [
        (100, "has Ada entitlement9?"),
        (1_000, "has Ada entitlement9?"),
        (10_000, "has Ada entitlement9?"),
    ];
    measure(criterion, "ten rules deep in a rule base of", &bases, rule_base);
}

criterion_group!(benches, answering);
criterion_main!(benches);
