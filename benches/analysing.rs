//! How long does it take to say what a change of the rules changes, and what is odd about them?
//!
//! On the INTERPOL rules: all cases tested, two versions compared over all cases of a size, the analysis, coverage, and
//! all changes of one thing at a time. On generated rules of growing size, the comparison and the analysis, beside the time
//! that loading the same rules takes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use grounds::{
    analysis::{
        coverage::{Question, cover},
        differences::{Comparing, differences},
        findings::{Analysing, findings},
        mutate::mutate,
    },
    engine::Limits,
    session::{Options, Session},
};
use grounds_benches::{interpol, rule_base};

const COMPARING: Comparing<'_> = Comparing {
    scope: None,
    as_of: None,
    all_days: false,
    limits: Limits { nodes: 1_000_000, steps: 20_000_000, interrupt: None },
    listed: 10,
};
const ANALYSING: Analysing<'_> = Analysing { scope: None, as_of: None, limits: COMPARING.limits };

/// The INTERPOL rules with a condition dropped in one place and added in another.
fn edited() -> Session {
    let texts = interpol().into_iter().map(|(name, text)| {
        let text = text
            .replace("\n  and the person is at urgent risk of arrest because of the request.", ".")
            .replace(
                "if the CCF has confirmed that it holds data about the request.",
                "if the CCF has confirmed that it holds data about the request\n  and the request is a diffusion.",
            );
        (name, text)
    });
    Session::load(texts)
}

fn on_interpol(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("interpol");
    group.sample_size(10);
    let session = Session::load(interpol());
    let changed = edited();
    assert!(session.is_usable() && changed.is_usable());
    let questions: Vec<Question<'_>> =
        session.cases.iter().flat_map(|it| Question::of(&session.program, it, |_| true)).collect();
    let options = Options::default();
    group.bench_function("testing all expectations", |bench| {
        bench.iter(|| {
            let expected = session
                .cases
                .iter()
                .flat_map(|case| case.expectations.iter().map(move |it| (case, it)));
            black_box(expected.filter(|it| session.holds(it.0, it.1, &options) == Ok(true)).count())
        });
    });
    group.bench_function("comparing with an edit over all cases", |bench| {
        bench.iter(|| {
            let (mut new, mut old) = (changed.clone(), session.clone());
            let found = differences(&mut new, &mut old, COMPARING, |_, _| {});
            let found = found.map_or(0, |it| it.questions.len());
            assert!(found > 0);
            black_box(found)
        });
    });
    group.bench_function("analysing", |bench| {
        bench.iter(|| black_box(findings(&mut session.clone(), ANALYSING, |_, _| {}).listed.len()));
    });
    group.bench_function("covering", |bench| {
        bench.iter(|| {
            black_box(cover(&session, &questions, &options, &mut |_, _| {}).unanswered.len())
        });
    });
    group.bench_function("changing one thing at a time", |bench| {
        bench
            .iter(|| black_box(mutate(&session, &questions, &options, &mut |_, _| {}).tried.len()));
    });
    group.finish();
}

fn growing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysing");
    group.sample_size(10);
    for rules in [10, 30, 100] {
        let text = rule_base(rules);
        let load = |text: &str| Session::load([("generated.rules".to_owned(), text.to_owned())]);
        group.bench_with_input(BenchmarkId::new("loading", rules), &text, |bench, text| {
            bench.iter(|| black_box(load(text).program.rules.len()));
        });
        let session = load(&text);
        let changed = load(&text.replacen(
            "if the person meets requirement0",
            "if not the person meets requirement0",
            1,
        ));
        assert!(session.is_usable() && changed.is_usable());
        group.bench_function(BenchmarkId::new("comparing", rules), |bench| {
            bench.iter(|| {
                let (mut new, mut old) = (changed.clone(), session.clone());
                let found = differences(&mut new, &mut old, COMPARING, |_, _| {});
                black_box(found.map_or(0, |it| it.compared))
            });
        });
        group.bench_function(BenchmarkId::new("findings", rules), |bench| {
            bench
                .iter(|| black_box(findings(&mut session.clone(), ANALYSING, |_, _| {}).questions));
        });
    }
    group.finish();
}

criterion_group!(benches, on_interpol, growing);
criterion_main!(benches);
