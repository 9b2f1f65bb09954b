//! ARE THE LEAST CHANGES THE LEAST? Random functions of yes/no questions, against trying every set of changes.

use proptest::{collection::vec, prelude::any, proptest};

use super::{Condition, Literal, Space, Test, VariableId, facts, literal, space};

/// A set of changes: for each variable the value that it is given, if any.
type Changes = Vec<Option<bool>>;

/// Whether a function, as a table, holds in every completion that the changes leave.
fn suffices(table: &[bool], standing: &[Option<bool>], changes: &Changes) -> bool {
    let fixed: Changes =
        changes.iter().zip(standing).map(|(change, stands)| change.or(*stands)).collect();
    (0..table.len()).all(|row| {
        let fits = fixed.iter().enumerate().all(|(at, it)| it.is_none_or(|it| it == bit(row, at)));
        !fits || table[row]
    })
}

fn bit(row: usize, at: usize) -> bool {
    row >> at & 1 == 1
}

fn is_within(one: &Changes, other: &Changes) -> bool {
    one.iter().zip(other).all(|(one, other)| one.is_none() || one == other)
}

/// Every set of changes that is enough, without those that have another one within them.
fn by_trying(table: &[bool], standing: &[Option<bool>]) -> Vec<Changes> {
    let mut all: Vec<Changes> = vec![Vec::new()];
    for stands in standing {
        let choices: Vec<Option<bool>> = match stands {
            Some(value) => vec![None, Some(!value)],
            None => vec![None, Some(false), Some(true)],
        };
        all = all
            .into_iter()
            .flat_map(|it| choices.iter().map(move |more| [it.as_slice(), &[*more]].concat()))
            .collect();
    }
    all.retain(|it| suffices(table, standing, it));
    let least = |it: &&Changes| !all.iter().any(|other| other != *it && is_within(other, it));
    let mut found: Vec<Changes> = all.iter().filter(least).cloned().collect();
    found.sort();
    found
}

fn built(space: &mut Space, variables: usize, table: &[bool]) -> Condition {
    let facts = facts(space, variables);
    let mut rows = Vec::new();
    for row in (0..table.len()).filter(|it| table[*it]) {
        let mut parts = Vec::new();
        for (at, fact) in facts.iter().enumerate() {
            parts.push(if bit(row, at) { *fact } else { space.not(*fact).unwrap() });
        }
        rows.push(space.all_of(parts).unwrap());
    }
    space.any_of(rows).unwrap()
}

fn by_diagram(table: &[bool], standing: &[Option<bool>]) -> Vec<Changes> {
    let mut space = space();
    let condition = built(&mut space, standing.len(), table);
    let stands = standing.iter().map(|it| it.map(u32::from)).collect();
    let changes = space.least_changes(condition, stands).unwrap();
    let lists: Vec<Vec<Literal>> = changes.shortest(&space, 10_000);
    assert_eq!(changes.count(&space), lists.len().into());
    let changes = |list: Vec<Literal>| {
        let mut found = vec![None; standing.len()];
        for it in list {
            found[it.variable.index()] = Some(it.holds);
        }
        found
    };
    let mut found: Vec<Changes> = lists.into_iter().map(changes).collect();
    found.sort();
    found
}

proptest! {
    #[test]
    fn the_least_changes_are_those_that_trying_finds(
        standing in vec(any::<Option<bool>>(), 1..6),
        rows in vec(any::<bool>(), 32),
    ) {
        let table = &rows[..1 << standing.len()];
        assert_eq!(by_diagram(table, &standing), by_trying(table, &standing), "{table:?}");
    }
}

#[test]
fn a_value_that_stands_is_never_asked_for() {
    let mut space = space();
    let points = vec![false, true, false, true, false];
    let price: VariableId = space.add(super::Domain::Line { points });
    let dear = space.literal(literal(price, Test::From(3), true)).unwrap();
    let changes = space.least_changes(dear, vec![Some(1)]).unwrap();
    let lists = changes.shortest(&space, 10);
    assert_eq!(lists, [[literal(price, Test::From(3), true)]]);
    let changes = space.least_changes(dear, vec![Some(4)]).unwrap();
    assert_eq!(changes.shortest(&space, 10), [[]]);
}
