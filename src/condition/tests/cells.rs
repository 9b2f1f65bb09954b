//! WHAT IS SAID OF VALUES THAT ARE COMPARED? Small examples, large domains, and limits.

use num_bigint::BigUint;

use super::{
    super::{Condition, Domain, Exhausted, Literal, Space, Test, VariableId},
    facts, listed, literal, space, threshold,
};

/// How so many values can be ordered: for each pair, whether the first is less, and whether they
/// are equal.
pub(super) fn orders(values: u32) -> Domain {
    let mut ranks: Vec<Vec<u32>> = vec![Vec::new()];
    for _ in 0..values {
        let longer = |it: &Vec<u32>| -> Vec<Vec<u32>> {
            (0..values).map(|rank| [it.clone(), vec![rank]].concat()).collect()
        };
        ranks = ranks.iter().flat_map(longer).collect();
    }
    ranks.retain(|it| (0..=it.iter().copied().max().unwrap()).all(|rank| it.contains(&rank)));
    let mut literals = Vec::new();
    for a in 0..values as usize {
        for b in a + 1..values as usize {
            literals.push(ranks.iter().map(|it| it[a] < it[b]).collect());
            literals.push(ranks.iter().map(|it| it[a] == it[b]).collect());
        }
    }
    Domain::Cells { literals }
}

fn holds(space: &mut Space, variable: VariableId, comparison: u32, holds: bool) -> Condition {
    space.literal(literal(variable, Test::Holds(comparison), holds)).unwrap()
}

/// A small generator of numbers, the same in each run.
fn numbers() -> impl FnMut(u32) -> u32 {
    let mut seed = 11_u64;
    move |limit| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(seed >> 33).unwrap() % limit
    }
}

#[test]
fn what_follows_is_not_said() {
    let mut space = space();
    // 0 a < b, 1 a = b, 2 a < c, 3 a = c, 4 b < c, 5 b = c
    let order = space.add(orders(3));
    assert_eq!(space.count_values(order), 13);
    let parts = [(0, true), (1, false), (2, true), (4, true), (5, false)];
    let parts = parts.map(|(it, sign)| holds(&mut space, order, it, sign));
    let chain = space.all_of(parts).unwrap();
    assert_eq!(listed(&mut space, chain), [[(Test::Holds(0), true), (Test::Holds(4), true)]]);
    let parts = [1, 3, 5].map(|it| holds(&mut space, order, it, true));
    let equal = space.all_of(parts).unwrap();
    assert_eq!(listed(&mut space, equal), [[(Test::Holds(1), true), (Test::Holds(3), true)]]);
    let parts = [(0, false), (1, false)].map(|(it, sign)| holds(&mut space, order, it, sign));
    let above = space.all_of(parts).unwrap();
    assert_eq!(listed(&mut space, above), [[(Test::Holds(0), false), (Test::Holds(1), false)]]);
}

#[test]
fn what_is_impossible_is_left_out() {
    let mut space = space();
    // Two comparisons that exclude each other: to deny both is a cell of its own.
    let literals = vec![vec![true, false, false], vec![false, true, false]];
    let order = space.add(Domain::Cells { literals });
    let neither = space.one_of(order, [2]).unwrap();
    let expected = [[(Test::Holds(0), false), (Test::Holds(1), false)]];
    assert_eq!(listed(&mut space, neither), expected);
    let first = space.one_of(order, [0]).unwrap();
    assert_eq!(listed(&mut space, first), [[(Test::Holds(0), true)]]);
    let either = space.one_of(order, [0, 1]).unwrap();
    assert_eq!(listed(&mut space, either).len(), 2);
}

#[test]
fn many_cells_with_few_differences_are_fast() {
    let mut space = space();
    let order = space.add(orders(5));
    assert_eq!(space.count_values(order), 541);
    let facts = facts(&mut space, 2);
    // 0 a < b, 2 a < c, 18 d < e
    let chain =
        [(0, true), (2, true), (18, true)].map(|(it, sign)| holds(&mut space, order, it, sign));
    let chain = space.all_of(chain).unwrap();
    let with = space.and(chain, facts[0]).unwrap();
    let f = space.or(with, facts[1]).unwrap();
    let primes = space.primes(f).unwrap();
    assert_eq!(primes.count(&space), BigUint::from(2_u8));
    let lists = primes.shortest(&space, 2);
    let tests: Vec<_> = lists[1].iter().map(|it| (it.test, it.holds)).collect();
    let expected = [Test::Holds(0), Test::Holds(2), Test::Holds(18), Test::Yes];
    assert_eq!(tests, expected.map(|it| (it, true)));
}

/// Whether the list has the set in common, and no shorter one has that drops some of it.
fn is_irredundant(space: &mut Space, list: &[Literal], set: Condition) -> bool {
    let parts: Vec<_> = list.iter().map(|it| space.literal(*it).unwrap()).collect();
    let needed = (0..parts.len()).all(|dropped| {
        let others = parts.iter().enumerate().filter(|(it, _)| *it != dropped);
        space.all_of(others.map(|(_, it)| *it)).unwrap() != set
    });
    needed && space.all_of(parts).unwrap() == set
}

#[test]
fn a_set_in_many_literals_has_a_list_without_idle_ones() {
    let mut space = space();
    let order = space.add(orders(5));
    let mut next = numbers();
    for cell in (0..541).step_by(9) {
        let one = space.one_of(order, [cell]).unwrap();
        let lists = space.primes(one).unwrap().shortest(&space, 2);
        assert!(lists.len() == 1 && is_irredundant(&mut space, &lists[0], one));
    }
    let literals = (0..24).map(|_| (0..200).map(|_| next(2) == 0).collect()).collect();
    let wild = space.add(Domain::Cells { literals });
    for cell in 0..200 {
        let one = space.one_of(wild, [cell]).unwrap();
        let lists = space.primes(one).unwrap().shortest(&space, 2);
        assert!(lists.len() == 1 && is_irredundant(&mut space, &lists[0], one));
    }
}

#[test]
fn comparisons_in_a_chain_are_as_fast_as_a_line() {
    let mut space = space();
    let literals = (0..100).map(|at| (0..=100).map(|cell| cell > at).collect()).collect();
    let order = space.add(Domain::Cells { literals });
    let facts = facts(&mut space, 100);
    let mut parts = Vec::new();
    for (comparison, fact) in (0..).zip(&facts) {
        let from = holds(&mut space, order, comparison, true);
        parts.push(space.and(from, *fact).unwrap());
    }
    let f = space.any_of(parts).unwrap();
    assert_eq!(space.primes(f).unwrap().count(&space), BigUint::from(100_u8));
}

#[test]
fn every_expressible_set_of_independent_comparisons() {
    let mut space = space();
    let literals = (0..6).map(|at| (0..64_u32).map(|it| it >> at & 1 == 1).collect()).collect();
    let cells = space.add(Domain::Cells { literals });
    let facts = facts(&mut space, 64);
    // In each cell another fact is needed.
    let mut parts = Vec::new();
    for (cell, fact) in (0..).zip(&facts) {
        let here = space.one_of(cells, [cell]).unwrap();
        parts.push(space.and(here, *fact).unwrap());
    }
    let f = space.any_of(parts).unwrap();
    assert_eq!(space.primes(f).unwrap().count(&space), BigUint::from(3_u32.pow(6)));
}

#[test]
fn too_many_sets_are_said_to_be_too_many() {
    let mut space = Space::new(200_000);
    let mut next = numbers();
    let literals = (0..24).map(|_| (0..300).map(|_| next(2) == 0).collect()).collect();
    let wild = space.add(Domain::Cells { literals });
    let facts = facts(&mut space, 10);
    let mark = space.mark();
    let mut parts = Vec::new();
    for cell in 0..300 {
        let here = space.one_of(wild, [cell]).unwrap();
        let some: Vec<_> = facts.iter().copied().filter(|_| next(2) == 0).collect();
        let enough = threshold(&mut space, &some, some.len() / 2);
        parts.push(space.and(here, enough).unwrap());
    }
    let f = space.any_of(parts).unwrap();
    assert_eq!(space.primes(f), Err(Exhausted));
    space.rewind(mark);
    let some = space.one_of(wild, 0..3).unwrap();
    assert!(space.primes(some).unwrap().count(&space) > BigUint::ZERO);
}
