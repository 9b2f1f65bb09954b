//! Are these all prime implicants, and nothing else? By trying every product of sets of values.
//!
//! A prime is a product of one set of values per question, as large as possible, inside the function, where each
//! set is one that a conjunction of literals can express.

use std::collections::{BTreeMap, BTreeSet};

use grounds::condition::{Condition, Domain, Literal, Space, Test, VariableId};

/// A set of values of one question, lowest bit for value 0.
type Values = u32;

/// A set of values for each question of a function's support.
type Product = Vec<Values>;

/// Compares the primes that the space finds with those that are found by trying.
pub(crate) fn compare_primes(space: &mut Space, function: Condition) -> Result<(), String> {
    let support = space.support(function);
    let mut brute = Brute { space, function, support: &support, known: BTreeMap::new() };
    let expected = brute.primes();
    let primes = space.primes(function).map_err(|_| "the node budget did not suffice")?;
    let listed = primes.shortest(space, expected.len() + 1);
    let mut found = BTreeSet::new();
    for list in &listed {
        found.insert(product(space, &support, list)?);
    }
    if primes.count(space) != expected.len().into()
        || listed.len() != found.len()
        || found != expected
    {
        return Err(format!(
            "primes differ: {listed:?} ({} in all), but should be {expected:?}",
            primes.count(space)
        ));
    }
    Ok(())
}

/// What a list of literals says of each question.
fn product(space: &Space, support: &[VariableId], list: &[Literal]) -> Result<Product, String> {
    let mut product: Product = support.iter().map(|it| everything(space.domain(*it))).collect();
    for literal in list {
        let place = support.iter().position(|it| *it == literal.variable);
        let place =
            place.ok_or_else(|| format!("a prime speaks of {literal:?}, which does not matter"))?;
        product[place] &= values(space.domain(literal.variable), literal.test, literal.holds);
    }
    Ok(product)
}

fn size(domain: &Domain) -> u32 {
    match domain {
        Domain::Bool => 2,
        Domain::Tree { parents } => u32::try_from(parents.len()).unwrap(),
        Domain::Choice { alternatives } => *alternatives,
        Domain::Line { points } => u32::try_from(points.len()).unwrap(),
        Domain::Cells { literals } => u32::try_from(literals[0].len()).unwrap(),
    }
}

fn everything(domain: &Domain) -> Values {
    (1 << size(domain)) - 1
}

fn values(domain: &Domain, test: Test, holds: bool) -> Values {
    let answers = |value: u32| match (domain, test) {
        (Domain::Tree { parents }, Test::Within(node)) => is_within(parents, value, node),
        (Domain::Cells { literals }, Test::Holds(at)) => literals[at as usize][value as usize],
        (_, Test::Holds(_)) => unreachable!("a literal's test suits its domain"),
        (_, Test::Yes) => value == 1,
        (_, Test::Is(other)) => value == other,
        (_, Test::Within(other) | Test::From(other)) => value >= other,
    };
    (0..size(domain)).filter(|it| answers(*it) == holds).fold(0, |all, it| all | 1 << it)
}

fn is_within(parents: &[u32], value: u32, node: u32) -> bool {
    value == node || value != 0 && is_within(parents, parents[value as usize], node)
}

/// All sets of values that a conjunction of literals can express.
fn expressible(domain: &Domain) -> BTreeSet<Values> {
    let tests: Vec<Test> = match domain {
        Domain::Bool => vec![Test::Yes],
        Domain::Tree { .. } => (1..size(domain)).map(Test::Within).collect(),
        Domain::Choice { .. } => (0..size(domain)).map(Test::Is).collect(),
        Domain::Cells { literals } => {
            (0..u32::try_from(literals.len()).unwrap()).map(Test::Holds).collect()
        }
        Domain::Line { points } => {
            let exact = (0..).zip(points).filter(|it| *it.1).map(|it| Test::Is(it.0));
            exact.chain((1..size(domain)).map(Test::From)).collect()
        }
    };
    let literals: Vec<Values> =
        tests.iter().flat_map(|it| [true, false].map(|holds| values(domain, *it, holds))).collect();
    let mut all = BTreeSet::from([everything(domain)]);
    for literal in literals {
        let narrower: Vec<Values> = all.iter().map(|it| it & literal).collect();
        all.extend(narrower);
    }
    all.remove(&0);
    all
}

struct Brute<'a> {
    space: &'a Space,
    function: Condition,
    support: &'a [VariableId],
    known: BTreeMap<Product, bool>,
}

impl Brute<'_> {
    fn primes(&mut self) -> BTreeSet<Product> {
        let sets: Vec<BTreeSet<Values>> =
            self.support.iter().map(|it| expressible(self.space.domain(*it))).collect();
        let mut products: Vec<Product> = vec![vec![]];
        for set in &sets {
            let longer = |it: &Product| -> Vec<Product> {
                set.iter().map(|values| [it.as_slice(), &[*values]].concat()).collect()
            };
            products = products.iter().flat_map(longer).collect();
        }
        products.into_iter().filter(|it| self.implies(it) && self.is_largest(it, &sets)).collect()
    }

    /// No set of it could be larger.
    fn is_largest(&mut self, product: &Product, sets: &[BTreeSet<Values>]) -> bool {
        (0..product.len()).all(|at| {
            let own = product[at];
            let larger = sets[at].iter().filter(|it| **it != own && **it & own == own);
            larger.into_iter().all(|it| {
                let mut wider = product.clone();
                wider[at] = *it;
                !self.implies(&wider)
            })
        })
    }

    /// Whether the function holds wherever the product does.
    fn implies(&mut self, product: &Product) -> bool {
        if let Some(known) = self.known.get(product) {
            return *known;
        }
        let open = product.iter().position(|it| it.count_ones() > 1);
        let implies = match open {
            None => self.holds(product),
            Some(at) => (0..Values::BITS).filter(|it| product[at] & 1 << it != 0).all(|value| {
                let mut narrower = product.clone();
                narrower[at] = 1 << value;
                self.implies(&narrower)
            }),
        };
        self.known.insert(product.clone(), implies);
        implies
    }

    fn holds(&self, product: &Product) -> bool {
        let place = |it: VariableId| self.support.iter().position(|own| *own == it).unwrap();
        self.space.holds(self.function, |it| product[place(it)].trailing_zeros())
    }
}
