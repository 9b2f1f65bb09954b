//! IS IT THE SAME AS BY BRUTE FORCE? Random functions over mixed domains.

use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop},
    prop_oneof, proptest,
};

use num_bigint::BigUint;

use super::{
    super::{Condition, Domain, Literal, Space, VariableId},
    brute,
};

fn domain() -> impl Strategy<Value = Domain> {
    prop_oneof![
        Just(Domain::Bool),
        vec(any::<prop::sample::Index>(), 0..5).prop_map(tree),
        (1..5_u32).prop_map(|alternatives| Domain::Choice { alternatives }),
        vec(any::<bool>(), 1..7).prop_map(|points| Domain::Line { points }),
        cells(5, 8),
        order(3),
    ]
}

/// Some comparisons in some cells; those that never or always hold, or hold together, included.
fn cells(comparisons: usize, most: usize) -> impl Strategy<Value = Domain> {
    (1..=comparisons, vec(any::<u8>(), 1..=most)).prop_map(|(comparisons, cells)| {
        let mut rows: Vec<u8> =
            cells.into_iter().map(|it| it & ((1_u8 << comparisons) - 1)).collect();
        let mut seen = Vec::new();
        rows.retain(|it| {
            !seen.contains(it) && {
                seen.push(*it);
                true
            }
        });
        let literal = |at: usize| rows.iter().map(|row| row >> at & 1 == 1).collect();
        Domain::Cells { literals: (0..comparisons).map(literal).collect() }
    })
}

/// How so many values can be ordered, by some of the comparisons that tell their orders apart.
fn order(values: u32) -> impl Strategy<Value = Domain> {
    let Domain::Cells { literals } = super::cells::orders(values) else { unreachable!() };
    let count = literals.len();
    prop::sample::subsequence(literals, 1..=count).prop_map(|literals| {
        let mut columns: Vec<Vec<bool>> = (0..literals[0].len())
            .map(|cell| literals.iter().map(|it| it[cell]).collect())
            .collect();
        columns.sort();
        columns.dedup();
        let literal = |at: usize| columns.iter().map(|it| it[at]).collect();
        Domain::Cells { literals: (0..literals.len()).map(literal).collect() }
    })
}

fn tree(choices: Vec<prop::sample::Index>) -> Domain {
    let mut parents = vec![0];
    for choice in choices {
        parents.push(u32::try_from(choice.index(parents.len())).unwrap());
    }
    Domain::Tree { parents }
}

/// Domains with few enough completions and products, and a table of the right length.
fn function(variables: std::ops::Range<usize>) -> impl Strategy<Value = (Vec<Domain>, Vec<bool>)> {
    let few = |it: &Vec<Domain>| {
        let products: usize = it.iter().map(|it| brute::expressible(it).len()).product();
        products <= 20_000 && it.iter().map(Domain::size).product::<usize>() <= 300
    };
    let domains = vec(domain(), variables).prop_filter("too many completions", few);
    (domains, 0..4_u8).prop_flat_map(|(domains, shape)| {
        let completions = domains.iter().map(Domain::size).product::<usize>();
        let table = match shape {
            0 => vec(any::<bool>(), completions).boxed(),
            1 => vec(prop::bool::weighted(0.9), completions).boxed(),
            2 => vec(prop::bool::weighted(0.15), completions).boxed(),
            _ => structured(domains.clone()).boxed(),
        };
        (Just(domains), table)
    })
}

/// A disjunction of some products of literals' sets, as a table.
fn structured(domains: Vec<Domain>) -> impl Strategy<Value = Vec<bool>> {
    let sets: Vec<Vec<u32>> = domains.iter().map(brute::expressible).collect();
    let product = vec(any::<prop::sample::Index>(), sets.len());
    vec(product, 1..6).prop_map(move |products| {
        let inside = |row: &[u32]| {
            products.iter().any(|product| {
                let chosen = product.iter().zip(&sets).map(|(it, sets)| *it.get(sets));
                chosen.zip(row).all(|(set, value)| set >> value & 1 == 1)
            })
        };
        brute::completions(&domains).iter().map(|it| inside(it)).collect()
    })
}

fn build(space: &mut Space, domains: &[Domain], table: &[bool]) -> Condition {
    let rows = brute::completions(domains).into_iter().zip(table).filter(|(_, holds)| **holds);
    let rows: Vec<Condition> = rows
        .map(|(row, _)| {
            let values = (0..).zip(row);
            let parts: Vec<_> = values
                .map(|(index, value)| space.one_of(VariableId(index), [value]).unwrap())
                .collect();
            space.all_of(parts).unwrap()
        })
        .collect();
    space.any_of(rows).unwrap()
}

fn table(space: &Space, domains: &[Domain], condition: Condition) -> Vec<bool> {
    let rows = brute::completions(domains);
    rows.iter().map(|row| space.holds(condition, |it| row[it.index()])).collect()
}

fn space(domains: &[Domain]) -> Space {
    let mut space = Space::new(1_000_000);
    for domain in domains {
        space.add(domain.clone());
    }
    space
}

fn check_primes(domains: &[Domain], truth: &[bool]) {
    let mut space = space(domains);
    let f = build(&mut space, domains, truth);
    assert_eq!(table(&space, domains, f), truth);
    let expected = brute::primes(domains, truth);
    let primes = space.primes(f).unwrap();
    assert_eq!(primes.count(&space), BigUint::from(expected.len()));
    assert_eq!(primes.shortest(&space, usize::MAX), expected);
    assert_eq!(primes.shortest(&space, 2), expected[..expected.len().min(2)]);
    let everywhere = |it: &Literal| expected.iter().all(|list| list.contains(it));
    let common: Vec<Literal> =
        expected.first().into_iter().flatten().copied().filter(everywhere).collect();
    assert_eq!(primes.common(&space), common);
}

fn check_operations(domains: &[Domain], (a, b): (&[bool], &[bool]), choice: usize) {
    let mut space = space(domains);
    let (f, g) = (build(&mut space, domains, a), build(&mut space, domains, b));
    let mark = space.mark();
    let zip = |op: fn(bool, bool) -> bool| -> Vec<bool> {
        a.iter().zip(b).map(|(a, b)| op(*a, *b)).collect()
    };
    for round in 0..2 {
        let and = space.and(f, g).unwrap();
        assert_eq!(table(&space, domains, and), zip(|a, b| a && b));
        let or = space.or(f, g).unwrap();
        assert_eq!(table(&space, domains, or), zip(|a, b| a || b));
        let and_not = space.and_not(f, g).unwrap();
        assert_eq!(table(&space, domains, and_not), zip(|a, b| a && !b));
        let not = space.not(f).unwrap();
        assert_eq!(table(&space, domains, not), zip(|a, _| !a));
        assert_eq!(space.not(not).unwrap(), f, "round {round}");
        assert_eq!(build(&mut space, domains, &zip(|a, b| a && b)), and);
        space.rewind(mark);
    }
    check_restriction(&mut space, domains, f, choice);
    check_example(&space, domains, f);
}

fn check_restriction(space: &mut Space, domains: &[Domain], f: Condition, choice: usize) {
    let index = choice % domains.len();
    let value = u32::try_from(choice % domains[index].size()).unwrap();
    let variable = VariableId(u32::try_from(index).unwrap());
    let restricted = space.restrict(f, variable, value).unwrap();
    assert!(!space.support(restricted).contains(&variable));
    for row in brute::completions(domains) {
        let fixed = |it: VariableId| if it == variable { value } else { row[it.index()] };
        assert_eq!(space.holds(restricted, |it| row[it.index()]), space.holds(f, fixed));
    }
}

fn check_example(space: &Space, domains: &[Domain], f: Condition) {
    let support = space.support(f);
    let rows = brute::completions(domains);
    let chosen = |row: &Vec<u32>| -> Vec<(VariableId, u32)> {
        support.iter().map(|it| (*it, row[it.index()])).collect()
    };
    let good = rows.iter().filter(|row| space.holds(f, |it| row[it.index()]));
    assert_eq!(space.example(f), good.map(chosen).min());
    for (index, variable) in (0..domains.len()).zip((0..).map(VariableId)) {
        let changes = rows.iter().any(|row| {
            let other = |value: u32| {
                space.holds(f, |it| if it == variable { value } else { row[it.index()] })
            };
            (1..u32::try_from(domains[index].size()).unwrap()).any(|it| other(it) != other(0))
        });
        assert_eq!(support.contains(&variable), changes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn primes_of_few_variables((domains, table) in function(1..4)) {
        check_primes(&domains, &table);
    }

    #[test]
    fn primes_of_more_variables((domains, table) in function(3..7)) {
        check_primes(&domains, &table);
    }

    #[test]
    fn primes_of_one_long_line(
        points in vec(any::<bool>(), 1..10),
        facts in 0..3_usize,
        seed in vec(any::<bool>(), 40),
    ) {
        let length = points.len();
        let mut domains = vec![Domain::Bool; facts];
        domains.insert(0, Domain::Line { points });
        let table: Vec<bool> = seed.into_iter().cycle().take(length << facts).collect();
        check_primes(&domains, &table);
    }

    #[test]
    fn primes_of_many_cells(
        domain in prop_oneof![cells(5, 20), order(3)],
        facts in 0..3_usize,
        behind in any::<bool>(),
        seed in vec(any::<bool>(), 80),
        sparse in 0..3_u8,
    ) {
        let length = domain.size();
        let mut domains = vec![Domain::Bool; facts];
        domains.insert(if behind { facts } else { 0 }, domain);
        let twist = |(at, it): (usize, bool)| match sparse {
            0 => it,
            1 => it || at % 3 > 0,
            _ => it && at % 3 == 0,
        };
        let table: Vec<bool> =
            seed.into_iter().cycle().take(length << facts).enumerate().map(twist).collect();
        check_primes(&domains, &table);
    }

    #[test]
    fn primes_of_yes_or_no_questions(count in 1..8_usize, seed in vec(any::<bool>(), 128)) {
        check_primes(&vec![Domain::Bool; count], &seed[..1 << count]);
    }

    #[test]
    fn operations((domains, a) in function(1..6), seed in vec(any::<bool>(), 300), choice in 0..1000_usize) {
        check_operations(&domains, (&a, &seed[..a.len()]), choice);
    }
}

#[test]
fn primes_of_ten_yes_or_no_questions() {
    let truth: Vec<bool> =
        (0..1024_u32).map(|it| it.wrapping_mul(2_654_435_761) >> 28 < 11).collect();
    check_primes(&vec![Domain::Bool; 10], &truth);
}
