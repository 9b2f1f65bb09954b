//! DOES IT DO WHAT IT SAYS? Large functions with known primes, limits, and small examples.
//!
//! [`random`] compares everything with brute force.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its input has failed")]

mod brute;
mod changes;
mod cells;
mod random;

use num_bigint::BigUint;

use super::{Condition, DEFAULT_NODE_BUDGET, Domain, Exhausted, Literal, Space, Test, VariableId};

fn space() -> Space {
    Space::new(DEFAULT_NODE_BUDGET)
}

fn literal(variable: VariableId, test: Test, holds: bool) -> Literal {
    Literal { variable, test, holds }
}

fn facts(space: &mut Space, count: usize) -> Vec<Condition> {
    let facts = (0..count).map(|_| {
        let variable = space.add(Domain::Bool);
        space.literal(literal(variable, Test::Yes, true)).unwrap()
    });
    facts.collect()
}

/// The primes, each as (test, holds), for a space of one variable.
fn listed(space: &mut Space, condition: Condition) -> Vec<Vec<(Test, bool)>> {
    let primes = space.primes(condition).unwrap();
    let lists = primes.shortest(space, 100);
    lists.into_iter().map(|it| it.into_iter().map(|it| (it.test, it.holds)).collect()).collect()
}

#[test]
fn a_kind_is_named_without_its_sub_kinds() {
    let mut space = space();
    // 0 document, 1 notice, 2 red notice, 3 blue notice, 4 diffusion
    let kind = space.add(Domain::Tree { parents: vec![0, 0, 1, 1, 0] });
    let notice = space.literal(literal(kind, Test::Within(1), true)).unwrap();
    assert_eq!(listed(&mut space, notice), [[(Test::Within(1), true)]]);
    let other = space.literal(literal(kind, Test::Within(4), false)).unwrap();
    assert_eq!(listed(&mut space, other), [[(Test::Within(4), false)]]);
    let plain = space.one_of(kind, [1, 3]).unwrap();
    assert_eq!(listed(&mut space, plain), [[(Test::Within(1), true), (Test::Within(2), false)]]);
}

#[test]
fn a_choice_of_two_is_named_by_what_it_is() {
    let mut space = space();
    let reading = space.add(Domain::Choice { alternatives: 2 });
    let second = space.literal(literal(reading, Test::Is(0), false)).unwrap();
    assert_eq!(listed(&mut space, second), [[(Test::Is(1), true)]]);
}

#[test]
fn a_part_of_a_line_is_named_by_its_ends_and_holes() {
    let mut space = space();
    let points = vec![false, true, false, true, false];
    let age = space.add(Domain::Line { points });
    let inside = space.one_of(age, [0, 2, 3]).unwrap();
    let expected = [[(Test::Is(1), false), (Test::From(4), false)]];
    assert_eq!(listed(&mut space, inside), expected);
    let point = space.one_of(age, [1]).unwrap();
    assert_eq!(listed(&mut space, point), [[(Test::Is(1), true)]]);
}

#[test]
fn a_kind_among_fifty_siblings() {
    let mut space = space();
    let fact = facts(&mut space, 1)[0];
    let kind = space.add(Domain::Tree { parents: vec![0; 51] });
    let odd = space.one_of(kind, (0..51).filter(|it| it % 2 == 1)).unwrap();
    let either = space.or(fact, odd).unwrap();
    assert_eq!(space.primes(either).unwrap().count(&space), BigUint::from(26_u8));
    // Not odd is a set around the root, which takes in the even kinds.
    let even = space.not(odd).unwrap();
    let primes = space.primes(even).unwrap();
    assert_eq!(primes.shortest(&space, 100).iter().map(Vec::len).collect::<Vec<_>>(), [25]);
}

#[test]
fn many_cells_with_few_differences_are_fast() {
    let mut space = space();
    let fact = facts(&mut space, 2);
    let age = space.add(Domain::Line { points: (0..801).map(|it| it % 2 == 1).collect() });
    let from = space.literal(literal(age, Test::From(100), true)).unwrap();
    let below = space.literal(literal(age, Test::From(700), false)).unwrap();
    let not = space.literal(literal(age, Test::Is(301), false)).unwrap();
    let range = space.all_of([from, below, not]).unwrap();
    let both = space.and(range, fact[0]).unwrap();
    let f = space.or(both, fact[1]).unwrap();
    let primes = space.primes(f).unwrap();
    assert_eq!(primes.count(&space), BigUint::from(2_u8));
    assert_eq!(primes.shortest(&space, 2)[1].len(), 4);
}

#[test]
fn many_cells_with_many_differences_are_fast() {
    let mut space = space();
    let fact = facts(&mut space, 300);
    let age = space.add(Domain::Line { points: (0..301).map(|it| it % 2 == 1).collect() });
    let mut parts = Vec::new();
    for (cell, fact) in (1..).zip(&fact) {
        let from = space.literal(literal(age, Test::From(cell), true)).unwrap();
        parts.push(space.and(from, *fact).unwrap());
    }
    let f = space.any_of(parts).unwrap();
    assert_eq!(space.primes(f).unwrap().count(&space), BigUint::from(300_u16));
}

#[test]
fn thirty_alternatives_have_a_billion_primes() {
    let mut space = space();
    let facts = facts(&mut space, 60);
    let pairs: Vec<_> = facts.chunks(2).map(|it| space.or(it[0], it[1]).unwrap()).collect();
    let f = space.all_of(pairs).unwrap();
    let primes = space.primes(f).unwrap();
    assert_eq!(primes.count(&space), BigUint::from(1_u64 << 30));
    let shortest = primes.shortest(&space, 10);
    assert!(shortest.len() == 10 && shortest.iter().all(|it| it.len() == 30));
    let first: Vec<_> = shortest[0].iter().map(|it| it.variable.index()).collect();
    assert_eq!(first, (0..60).step_by(2).collect::<Vec<_>>());
    assert_eq!(primes.common(&space), []);
}

/// At least so many of the facts.
fn threshold(space: &mut Space, facts: &[Condition], least: usize) -> Condition {
    // at_least[k]: k of the facts seen so far, from the last.
    let mut at_least = vec![Condition::NEVER; least + 1];
    at_least[0] = Condition::ALWAYS;
    for fact in facts.iter().rev() {
        for wanted in (1..=least).rev() {
            let with = space.and(*fact, at_least[wanted - 1]).unwrap();
            at_least[wanted] = space.or(with, at_least[wanted]).unwrap();
        }
    }
    at_least[least]
}

#[test]
fn half_of_sixty() {
    let mut space = space();
    let facts = facts(&mut space, 60);
    let f = threshold(&mut space, &facts, 30);
    let primes = space.primes(f).unwrap();
    assert_eq!(primes.count(&space), BigUint::from(118_264_581_564_861_424_u64));
    assert_eq!(primes.shortest(&space, 10).len(), 10);
}

#[test]
fn two_hundred_thousand_literals() {
    let mut space = Space::new(4_000_000);
    let facts = facts(&mut space, 200_000);
    let all = space.all_of(facts.iter().copied()).unwrap();
    let any = space.any_of(facts.iter().copied()).unwrap();
    assert_eq!(space.support(all).len(), 200_000);
    let of_all = space.primes(all).unwrap();
    assert_eq!(of_all.count(&space), BigUint::from(1_u8));
    assert_eq!(of_all.common(&space).len(), 200_000);
    assert_eq!(of_all.shortest(&space, 3).len(), 1);
    let of_any = space.primes(any).unwrap();
    assert_eq!(of_any.count(&space), BigUint::from(200_000_u32));
    assert_eq!(of_any.shortest(&space, 3)[2][0].variable.index(), 2);
    let none = space.not(any).unwrap();
    assert_eq!(space.and(none, all).unwrap(), Condition::NEVER);
    assert_eq!(space.example(any).unwrap()[199_999].1, 1);
}

#[test]
fn too_much_is_said_to_be_too_much() {
    let mut space = Space::new(100_000);
    let facts = facts(&mut space, 60);
    let mark = space.mark();
    let mut seed = 7_u64;
    let mut next = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let mut hard = || -> Result<Condition, Exhausted> {
        let mut result = Condition::ALWAYS;
        for _ in 0..200 {
            let mut clause = Vec::new();
            for _ in 0..3 {
                let fact = facts[next(60)];
                clause.push(if next(2) == 0 { fact } else { space.not(fact)? });
            }
            let clause = space.any_of(clause)?;
            result = space.and(result, clause)?;
        }
        space.primes(result)?;
        Ok(result)
    };
    assert_eq!(hard(), Err(Exhausted));
    assert!(space.node_count() <= 100_000);
    space.rewind(mark);
    assert_eq!(space.node_count(), 60);
    let f = threshold(&mut space, &facts, 30);
    assert_eq!(space.primes(f).unwrap().shortest(&space, 1)[0].len(), 30);
}
