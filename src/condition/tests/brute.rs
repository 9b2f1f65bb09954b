//! WHAT SHOULD COME OUT? Everything by enumeration, straight from the definitions.
//!
//! A set of values is a bit mask. A function is a table with an entry for each completion, where
//! the first variable's value changes fastest.

use super::super::{Domain, Literal, Test, VariableId};

/// Whether the value passes the test, by the words of [`Domain`].
fn passes(domain: &Domain, test: Test, value: u32) -> bool {
    match (domain, test) {
        (Domain::Tree { parents }, Test::Within(node)) => {
            let mut at = value;
            while at != node && at != 0 {
                at = parents[at as usize];
            }
            at == node
        }
        (_, Test::Yes) => value == 1,
        (_, Test::Is(wanted)) => value == wanted,
        (_, Test::From(cell)) => value >= cell,
        (Domain::Cells { literals }, Test::Holds(literal)) => {
            literals[literal as usize][value as usize]
        }
        _ => unreachable!("a test suits its domain"),
    }
}

/// The values that make the literal true.
pub(super) fn mask(domain: &Domain, test: Test, holds: bool) -> u32 {
    let size = u32::try_from(domain.size()).unwrap();
    (0..size).filter(|it| passes(domain, test, *it) == holds).map(|it| 1 << it).sum()
}

/// All tests that suit the domain, in the order of results.
pub(super) fn tests(domain: &Domain) -> Vec<Test> {
    let size = u32::try_from(domain.size()).unwrap();
    match domain {
        Domain::Bool => vec![Test::Yes],
        Domain::Tree { parents } => {
            fn visit(parents: &[u32], node: u32, found: &mut Vec<Test>) {
                for child in 1..u32::try_from(parents.len()).unwrap() {
                    if parents[child as usize] == node {
                        found.push(Test::Within(child));
                        visit(parents, child, found);
                    }
                }
            }
            let mut found = Vec::new();
            visit(parents, 0, &mut found);
            found
        }
        Domain::Choice { alternatives: 1 } => Vec::new(),
        Domain::Choice { .. } => (0..size).map(Test::Is).collect(),
        Domain::Line { points } => {
            let mut found = Vec::new();
            for cell in 0..size {
                found.extend((cell > 0).then_some(Test::From(cell)));
                found.extend(points[cell as usize].then_some(Test::Is(cell)));
            }
            found
        }
        Domain::Cells { literals } => (0..).take(literals.len()).map(Test::Holds).collect(),
    }
}

/// Every set that a conjunction of literals can express, save the empty one.
pub(super) fn expressible(domain: &Domain) -> Vec<u32> {
    let mut found = vec![(1_u32 << domain.size()) - 1];
    for test in tests(domain) {
        for holds in [true, false] {
            for index in 0..found.len() {
                found.push(found[index] & mask(domain, test, holds));
            }
            found.sort_unstable();
            found.dedup();
        }
    }
    found.retain(|it| *it != 0);
    found
}

/// The one list of literals by which a set is to be written.
fn canonical(domain: &Domain, set: u32) -> Vec<(Test, bool)> {
    let size = domain.size();
    let everything = (1_u32 << size) - 1;
    if set == everything {
        return Vec::new();
    }
    let has = |value: usize| set >> value & 1 == 1;
    let ids = || 0..u32::try_from(size).unwrap();
    match domain {
        Domain::Bool => vec![(Test::Yes, has(1))],
        Domain::Choice { .. } if set.is_power_of_two() => {
            vec![(Test::Is(set.trailing_zeros()), true)]
        }
        Domain::Choice { .. } => {
            ids().filter(|it| !has(*it as usize)).map(|it| (Test::Is(it), false)).collect()
        }
        Domain::Tree { .. } => canonical_tree(domain, set),
        Domain::Cells { .. } => canonical_cells(domain, set),
        Domain::Line { points } => {
            let (low, high) = (set.trailing_zeros(), set.ilog2());
            if low == high && points[low as usize] {
                return vec![(Test::Is(low), true)];
            }
            let mut list = Vec::new();
            list.extend((low > 0).then_some((Test::From(low), true)));
            list.extend(
                (low..high).filter(|it| !has(*it as usize)).map(|it| (Test::Is(it), false)),
            );
            list.extend((high as usize + 1 < size).then_some((Test::From(high + 1), false)));
            list
        }
    }
}

fn canonical_tree(domain: &Domain, set: u32) -> Vec<(Test, bool)> {
    let mut list = Vec::new();
    let mut covered = (1_u32 << domain.size()) - 1;
    // The deepest node around the set comes last in preorder.
    for test in tests(domain) {
        if set & !mask(domain, test, true) == 0 {
            list = vec![(test, true)];
            covered = mask(domain, test, true);
        }
    }
    // In preorder the uppermost of the excluded nodes come first.
    for test in tests(domain) {
        let below = mask(domain, test, true);
        if below & covered == below && below & set == 0 {
            list.push((test, false));
            covered &= !below;
        }
    }
    assert_eq!(covered, set, "not expressible");
    list
}

/// The first of the shortest among all lists whose literals have exactly the set in common.
fn canonical_cells(domain: &Domain, set: u32) -> Vec<(Test, bool)> {
    let mut lists = vec![(Vec::new(), (1_u32 << domain.size()) - 1)];
    for test in tests(domain) {
        for holds in [true, false] {
            let own = mask(domain, test, holds);
            for index in 0..lists.len() {
                let (list, left) = &lists[index];
                lists.push(([list.clone(), vec![(test, holds)]].concat(), left & own));
            }
        }
    }
    lists.retain(|(_, left)| *left == set);
    let places = |list: &[(Test, bool)]| -> Vec<(usize, bool)> {
        let tests = tests(domain);
        let place = |test| tests.iter().position(|it| *it == test).unwrap();
        list.iter().map(|(test, holds)| (place(*test), !holds)).collect()
    };
    lists.into_iter().map(|it| it.0).min_by_key(|it| (it.len(), places(it))).unwrap()
}

/// Calls with every completion, as its place in the table and its values.
pub(super) fn completions(domains: &[Domain]) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for domain in domains.iter().rev() {
        let size = u32::try_from(domain.size()).unwrap();
        let longer = |tail: &Vec<u32>| -> Vec<Vec<u32>> {
            (0..size).map(|it| [vec![it], tail.clone()].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// Every prime as its canonical list, in the order of results.
pub(super) fn primes(domains: &[Domain], table: &[bool]) -> Vec<Vec<Literal>> {
    let sets: Vec<Vec<u32>> = domains.iter().map(expressible).collect();
    let rows: Vec<(Vec<u32>, bool)> =
        completions(domains).into_iter().zip(table.iter().copied()).collect();
    let implies = |product: &[u32]| {
        let inside =
            |row: &[u32]| row.iter().zip(product).all(|(value, set)| set >> value & 1 == 1);
        rows.iter().all(|(row, holds)| *holds || !inside(row))
    };
    let mut products = vec![Vec::new()];
    for sets in &sets {
        let longer = |it: &Vec<u32>| -> Vec<Vec<u32>> {
            sets.iter().map(|set| [it.clone(), vec![*set]].concat()).collect()
        };
        products = products.iter().flat_map(longer).collect();
    }
    products.retain(|it| implies(it));
    let widened = |product: &[u32], at: usize| {
        let wider =
            sets[at].iter().filter(move |it| **it != product[at] && product[at] & !**it == 0);
        let mut product = product.to_vec();
        wider.into_iter().any(|it| {
            product[at] = *it;
            implies(&product)
        })
    };
    products.retain(|it| (0..it.len()).all(|at| !widened(it, at)));
    let mut lists: Vec<Vec<Literal>> = products.iter().map(|it| literals(domains, it)).collect();
    lists.sort_by_cached_key(|it| {
        (it.len(), it.iter().map(|it| place(domains, *it)).collect::<Vec<_>>())
    });
    lists
}

fn literals(domains: &[Domain], product: &[u32]) -> Vec<Literal> {
    let mut list = Vec::new();
    for (index, (domain, set)) in (0..).zip(domains.iter().zip(product)) {
        let variable = VariableId(index);
        let own = canonical(domain, *set);
        list.extend(own.into_iter().map(|(test, holds)| Literal { variable, test, holds }));
    }
    list
}

/// Where a literal stands among all.
fn place(domains: &[Domain], literal: Literal) -> (VariableId, Option<usize>, bool) {
    let tests = tests(&domains[literal.variable.index()]);
    (literal.variable, tests.iter().position(|it| *it == literal.test), !literal.holds)
}
