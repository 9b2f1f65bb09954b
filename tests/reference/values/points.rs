//! Which values does one have to try? One point for each way in which all comparisons can come out together.
//!
//! Numbers are dense. Their comparisons are linear, and so cut the space of the unknown numbers into cells. The points of
//! [`numbers`] meet every cell: one unknown after the other, its values are those at which comparisons are equal, one
//! between each two of them, and one beyond each end; where two such values coincide, the unknowns before it are cut.
//!
//! Dates and durations are whole, and all of them within a window are tried. It is wide enough: where all unknowns beyond
//! some gap that is longer than all lengths in the program are moved to it, no comparison changes.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use grounds::program::Operation;
use num_rational::Ratio;

use super::symbol::{Amount, Key, Pair, Point, Rational, Symbol};

/// How many points are looked at, at most.
const MOST: usize = if cfg!(debug_assertions) { 5_000 } else { 300_000 };

/// What kinds of unknown values there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Number,
    Date,
    Months,
    Days,
}

/// A point for each way in which the comparisons can come out; nothing if that would be too many.
pub(crate) fn points(
    unknown: &BTreeMap<Key, Sort>,
    compared: &BTreeSet<Pair>,
) -> Option<Vec<Point>> {
    let of = |wanted: &dyn Fn(Sort) -> bool| -> Vec<Key> {
        unknown.iter().filter(|it| wanted(*it.1)).map(|it| it.0.clone()).collect()
    };
    let dense = of(&|it| it == Sort::Number);
    let whole = of(&|it| it != Sort::Number);
    let pairs = |of: &[Key]| -> Vec<Pair> {
        compared.iter().filter(|it| speaks_of(it, of)).cloned().collect()
    };
    let dense = distinct(numbers(&dense, &pairs(&dense))?, &pairs(&dense));
    let sorts: Vec<Sort> = whole.iter().map(|it| unknown[it]).collect();
    let whole = distinct(windows(&whole, &sorts, &pairs(&whole))?, &pairs(&whole));
    let mut all = vec![];
    for one in &dense {
        for other in &whole {
            let mut point = one.clone();
            point.extend(other.iter().map(|it| (it.0.clone(), *it.1)));
            all.push(point);
        }
    }
    (all.len() <= MOST).then_some(all)
}

fn speaks_of((one, other): &Pair, of: &[Key]) -> bool {
    let mut found = false;
    let mut tell = |it: &Symbol| found |= matches!(it, Symbol::Unknown(key) if of.contains(key));
    one.each(&mut tell);
    other.each(&mut tell);
    found
}

/// One point for each way in which the comparisons come out.
fn distinct(points: Vec<Point>, compared: &[Pair]) -> Vec<Point> {
    let mut ways: BTreeMap<Vec<Option<Ordering>>, Point> = BTreeMap::new();
    for point in points {
        let order = |it: &Pair| Some(it.0.at(&point)?.order(it.1.at(&point)?));
        ways.entry(compared.iter().map(order).collect()).or_insert(point);
    }
    ways.into_values().collect()
}

/// `coefficients times unknowns, plus constant`; the constant is the last one.
type Linear = Vec<Rational>;

/// Points that meet every cell of the space of some unknown numbers.
fn numbers(unknown: &[Key], compared: &[Pair]) -> Option<Vec<Point>> {
    let mut cuts: BTreeSet<Linear> = BTreeSet::new();
    for (one, other) in compared {
        cuts.extend(normal(&minus(&linear(one, unknown)?, &linear(other, unknown)?)));
    }
    let named = |it: Vec<Rational>| -> Point {
        unknown.iter().cloned().zip(it.into_iter().map(Amount::Number)).collect()
    };
    Some(meet(&cuts, unknown.len())?.into_iter().map(named).collect())
}

/// A value as a linear form; none where it is not linear.
fn linear(symbol: &Symbol, unknown: &[Key]) -> Option<Linear> {
    let mut form = vec![Ratio::from_integer(0); unknown.len() + 1];
    match symbol {
        Symbol::Known(Amount::Number(it)) => form[unknown.len()] = *it,
        Symbol::Known(_) => return None,
        Symbol::Unknown(key) => {
            form[unknown.iter().position(|it| it == key)?] = Ratio::from_integer(1);
        }
        Symbol::Combined(operation, it) => {
            let (one, other) = (linear(&it.0, unknown)?, linear(&it.1, unknown)?);
            form = match operation {
                Operation::Plus => minus(&one, &times(&other, Ratio::from_integer(-1))),
                Operation::Minus => minus(&one, &other),
                Operation::Times if is_constant(&other) => times(&one, other[unknown.len()]),
                Operation::Times if is_constant(&one) => times(&other, one[unknown.len()]),
                _ => return None,
            };
        }
    }
    Some(form)
}

fn minus(one: &Linear, other: &Linear) -> Linear {
    one.iter().zip(other).map(|it| it.0 - it.1).collect()
}

fn times(one: &Linear, by: Rational) -> Linear {
    one.iter().map(|it| it * by).collect()
}

fn is_constant(form: &Linear) -> bool {
    form[..form.len() - 1].iter().all(|it| *it == Ratio::from_integer(0))
}

/// The same cut with 1 as its first coefficient; none if it cuts nothing.
fn normal(form: &Linear) -> Option<Linear> {
    let first = form[..form.len() - 1].iter().copied().find(|it| *it != Ratio::from_integer(0))?;
    Some(times(form, first.recip()))
}

/// Points that meet every cell into which some cuts divide the space of the first `count` unknowns.
fn meet(cuts: &BTreeSet<Linear>, count: usize) -> Option<Vec<Vec<Rational>>> {
    let Some(last) = count.checked_sub(1) else { return Some(vec![vec![]]) };
    let zero = Ratio::from_integer(0);
    let (with, without): (Vec<&Linear>, Vec<&Linear>) =
        cuts.iter().partition(|it| it[last] != zero);
    let mut before: BTreeSet<Linear> =
        without.into_iter().filter_map(|it| dropped(it, last)).collect();
    for one in &with {
        for other in &with {
            // Where both cuts ask for the same value of the last unknown.
            let meeting = minus(&times(one, other[last]), &times(other, one[last]));
            before.extend(dropped(&meeting, last));
        }
    }
    let mut all = vec![];
    for point in meet(&before, last)? {
        let value = |it: &&Linear| {
            let rest = it[..last].iter().zip(&point).map(|it| it.0 * it.1);
            -(rest.sum::<Rational>() + it[last + 1]) / it[last]
        };
        let exact: BTreeSet<Rational> = with.iter().map(value).collect();
        let exact: Vec<Rational> = exact.into_iter().collect();
        all.extend(between(&exact).into_iter().map(|it| [&*point, &[it]].concat()));
        if all.len() > MOST {
            return None;
        }
    }
    Some(all)
}

/// A cut in which an unknown has no part, without it.
fn dropped(form: &Linear, at: usize) -> Option<Linear> {
    let mut form = form.clone();
    form.remove(at);
    normal(&form)
}

/// These values, one between each two, and one beyond each end.
fn between(exact: &[Rational]) -> Vec<Rational> {
    let (Some(first), Some(last)) = (exact.first(), exact.last()) else {
        return vec![Ratio::from_integer(0)];
    };
    let middles = exact.windows(2).map(|it| (it[0] + it[1]) / Ratio::from_integer(2));
    let ends = [*first - Ratio::from_integer(1), *last + Ratio::from_integer(1)];
    exact.iter().copied().chain(middles).chain(ends).collect()
}

/// All points of a window in which everything lies that matters.
fn windows(unknown: &[Key], sorts: &[Sort], compared: &[Pair]) -> Option<Vec<Point>> {
    let mut all = vec![Point::new()];
    for (key, sort) in unknown.iter().zip(sorts) {
        let (low, high) = window(*sort, unknown.len(), compared);
        let wide = usize::try_from(high - low + 1).unwrap();
        if all.len() * wide > MOST {
            return None;
        }
        let amount = |it: i64| match sort {
            Sort::Date => Amount::Date(it),
            Sort::Months => Amount::Length { months: it, days: 0 },
            _ => Amount::Length { months: 0, days: it },
        };
        let extended = |it: &Point| -> Vec<Point> {
            let with = |value| {
                let mut more = it.clone();
                more.insert(key.clone(), amount(value));
                more
            };
            (low..=high).map(with).collect()
        };
        all = all.iter().flat_map(extended).collect();
    }
    Some(all)
}

/// From the smallest to the largest known value, and beyond both as far as unknown ones reach that are chained to them.
fn window(sort: Sort, count: usize, compared: &[Pair]) -> (i64, i64) {
    let mut known: Vec<i64> = vec![];
    let mut longest = 0;
    for (one, other) in compared {
        let mut lengths = 0;
        let mut tell = |it: &Symbol| match (it, sort) {
            (Symbol::Known(Amount::Date(day)), Sort::Date) => known.push(*day),
            (Symbol::Known(Amount::Length { months, days }), Sort::Date) => {
                lengths += 31 * months.abs() + days.abs();
            }
            (Symbol::Known(Amount::Length { months, days: 0 }), Sort::Months) => {
                known.push(*months);
            }
            (Symbol::Known(Amount::Length { months: 0, days }), Sort::Days) => known.push(*days),
            _ => {}
        };
        one.each(&mut tell);
        other.each(&mut tell);
        longest = longest.max(lengths);
    }
    let beyond = i64::try_from(count).unwrap() * (longest + 1) + 1;
    let low = known.iter().min().copied().unwrap_or(0);
    let high = known.iter().max().copied().unwrap_or(0);
    (low - beyond, high + beyond)
}

/// Whether months are added to one of two unknown dates that are compared.
pub(crate) fn adds_months_to_one_of_two((one, other): &Pair) -> bool {
    let (mut unknown, mut months) = (0, false);
    let mut tell = |it: &Symbol| match it {
        Symbol::Unknown(_) => unknown += 1,
        Symbol::Known(Amount::Length { months: count, .. }) => months |= *count != 0,
        Symbol::Known(_) | Symbol::Combined(..) => {}
    };
    one.each(&mut tell);
    other.each(&mut tell);
    months && unknown > 1 && is_shifted(one, other)
}

/// Whether something is added to one of the two.
fn is_shifted(one: &Symbol, other: &Symbol) -> bool {
    [one, other]
        .into_iter()
        .any(|it| matches!(it, Symbol::Combined(Operation::Plus | Operation::Minus, _)))
}
