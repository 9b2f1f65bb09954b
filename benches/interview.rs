//! How many questions does an interview ask? The mean over all completions, against asking in the order in which the
//! rules raise the questions, and against the best order where that can be found out. And how long is the next
//! question waited for?
//!
//! The cases of the INTERPOL rules are emptied of their facts, kinds aside, so that everything is open.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use grounds::{
    answer::strategy::Order,
    session::{Options, Session, interview::Interview},
};
use grounds_benches::interpol;

/// With more open questions than this, the best order takes too long to find.
const SMALL: usize = 12;

fn interviews(session: &Session) -> Vec<Interview> {
    let mut found = Vec::new();
    for case in &session.cases {
        let mut scenario = case.scenario.clone();
        scenario.facts.clear();
        let queries = case.expectations.iter().map(|it| &it.query).chain(&case.asks);
        for query in queries.filter(|it| it.wanted.answers.is_empty()) {
            let mut query = query.clone();
            query.supposed.clear();
            found.push(Interview::new(query, scenario.clone()));
        }
    }
    found
}

fn asking(criterion: &mut Criterion) {
    let session = Session::load(interpol());
    assert!(session.is_usable());
    let all = interviews(&session);
    let options = Options::default();
    let mean = |it: &Interview, order| it.mean(&session, &options, order).unwrap_or((0, 0.0));
    let (mut asked, mut raised) = (0.0, 0.0);
    let (mut small, mut small_asked, mut small_best, mut worst) = (0, 0.0, 0.0, 1.0_f64);
    let mut open_ones = Vec::new();
    for it in &all {
        let (open, advised) = mean(it, Order::Advised);
        if open == 0 {
            continue;
        }
        asked += advised;
        raised += mean(it, Order::Raised).1;
        if open <= SMALL {
            let best = mean(it, Order::Best).1;
            small += 1;
            small_asked += advised;
            small_best += best;
            worst = worst.max(advised / best);
        }
        open_ones.push((open, it));
    }
    eprintln!("{} interviews: {asked:.1} questions, {raised:.1} as raised", open_ones.len());
    eprintln!(
        "{small} with at most {SMALL} open questions: {small_asked:.2} asked, {small_best:.2} at best, {worst:.3} times the best at worst"
    );
    let most = open_ones.iter().max_by_key(|it| it.0);
    let Some((open, interview)) = most else { unreachable!("something is open") };
    criterion.bench_function(&format!("interview: next of {open} open questions"), |bench| {
        bench.iter(|| black_box(interview.next(&session, &options).is_ok()));
    });
}

criterion_group!(benches, asking);
criterion_main!(benches);
