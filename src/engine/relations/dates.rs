//! Are there days on which all of this is so? Unknown dates to which months are added.
//!
//! How many days later a date lies after months were added depends on the date, but there are few ways: one month is
//! 28 to 31 days. The days of a period fall into *classes* in which all months added to them are of the same lengths.
//! Within a class everything is linear. So for each choice of classes, bounds on the days follow by elimination, and
//! then days of these classes within these bounds are looked for, a run of days at a time.
//!
//! What lies far apart from everything else need not be looked for twice, since the calendar repeats. So the search
//! always ends; where it would take too long, the days are taken to exist, and [`Dates::gave_up`] says so.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::{
    calendar::{Calendar, PERIOD, Shift, is_leap},
    distances::Distances,
    linear::{AtLeastZero, Linear, eliminate},
    simplex::satisfiable,
    work::Work,
};
use crate::{engine::Limit, value::Number};

/// How many runs of days are tried for one combination of outcomes.
const MOST_STEPS: u32 = 400_000;

/// More days than any calendar has.
const ENDLESS: i64 = 1_000_000_000_000;

/// A date and the dates that months after it lead to.
#[derive(Debug)]
pub(super) struct Base {
    unknown: u32,
    shifted: Vec<u32>,
    classes: Vec<Class>,
}

/// The days from which all months that are added lead equally far.
#[derive(Debug)]
struct Class {
    /// How far each of the shifted dates lies from the day.
    offsets: Vec<i64>,
    /// Runs of days in the period, none longer than a month.
    runs: Vec<(i64, i64)>,
}

/// All dates to which months are added.
#[derive(Debug, Default)]
pub(super) struct Dates {
    bases: Vec<Base>,
    /// Whether something was taken to be possible that could not be found out.
    pub(super) gave_up: bool,
    /// The classes that were last found to be possible; often they still are.
    hint: Vec<usize>,
    known: FxHashMap<(Vec<usize>, Distances), bool>,
}

impl Base {
    /// A date, and for each date that is made from it its number and the shifts that lead to it.
    pub(super) fn new(unknown: u32, shifted: &[(u32, &[Shift])], calendar: &Calendar) -> Self {
        let mut classes: Vec<Class> = Vec::new();
        let mut places: FxHashMap<Vec<i64>, usize> = FxHashMap::default();
        for day in 0..PERIOD {
            let offset = |it: &(u32, &[Shift])| calendar.shifted(day, it.1) - day;
            let offsets: Vec<i64> = shifted.iter().map(offset).collect();
            let place = *places.entry(offsets).or_insert_with_key(|offsets| {
                classes.push(Class { offsets: offsets.clone(), runs: Vec::new() });
                classes.len() - 1
            });
            let runs = &mut classes[place].runs;
            match runs.last_mut() {
                Some(last)
                    if last.1 + 1 == day && calendar.month_of(last.1) == calendar.month_of(day) =>
                {
                    last.1 = day;
                }
                _ => runs.push((day, day)),
            }
        }
        Self { unknown, shifted: shifted.iter().map(|it| it.0).collect(), classes }
    }

    /// What holds of the shifted dates whatever day it is.
    fn at_any_rate(&self) -> Option<Vec<AtLeastZero>> {
        let mut all = Vec::new();
        for (at, shifted) in self.shifted.iter().enumerate() {
            let offsets = self.classes.iter().map(|it| it.offsets[at]);
            let (least, most) = (offsets.clone().min()?, offsets.max()?);
            let distance = Linear::unknown(*shifted)
                .plus(&Linear::unknown(self.unknown), Number::whole(-1))?;
            let apart = |days: i64| distance.plus(&Linear::constant(Number::whole(-days)), one());
            all.push(AtLeastZero { form: apart(least)?, strictly: false });
            let form = apart(most)?.times(Number::whole(-1))?;
            all.push(AtLeastZero { form, strictly: false });
        }
        Some(all)
    }

    /// The conditions for days of one class.
    fn of_class(&self, class: usize, constraints: &[AtLeastZero]) -> Option<Vec<AtLeastZero>> {
        let mut all = constraints.to_vec();
        for (shifted, offset) in self.shifted.iter().zip(&self.classes[class].offsets) {
            let mut by = Linear::unknown(self.unknown);
            by.constant = Number::whole(*offset);
            for it in &mut all {
                it.form = it.form.with(*shifted, &by)?;
            }
        }
        Some(all)
    }

    fn reach(&self) -> i64 {
        let offsets = self.classes.iter().flat_map(|it| &it.offsets);
        offsets.map(|it| it.abs()).max().unwrap_or(0)
    }
}

fn one() -> Number {
    Number::whole(1)
}

impl Dates {
    pub(super) fn new(bases: Vec<Base>) -> Self {
        Self { bases, ..Self::default() }
    }

    /// Whether some values satisfy all conditions.
    pub(super) fn is_possible(
        &mut self,
        constraints: &[AtLeastZero],
        work: &mut Work,
    ) -> Result<bool, Limit> {
        let mut all = constraints.to_vec();
        for it in &self.bases {
            match it.at_any_rate() {
                Some(more) => all.extend(more),
                None => self.gave_up = true,
            }
        }
        if !self.satisfiable(&all, work)? {
            return Ok(false);
        }
        if self.bases.is_empty() {
            return Ok(true);
        }
        let hint = std::mem::take(&mut self.hint);
        if !hint.is_empty() && self.in_classes(&all, &hint, work)? {
            self.hint = hint;
            return Ok(true);
        }
        let found = self.choose(&all, &mut Vec::new(), work)?;
        if !found {
            self.hint = hint;
        }
        Ok(found)
    }

    fn satisfiable(&mut self, constraints: &[AtLeastZero], work: &mut Work) -> Result<bool, Limit> {
        let found = satisfiable(constraints, work)?;
        self.gave_up |= found.is_none();
        Ok(found.unwrap_or(true))
    }

    /// Chooses a class for one date after the other, as long as that may be possible.
    fn choose(
        &mut self,
        constraints: &[AtLeastZero],
        classes: &mut Vec<usize>,
        work: &mut Work,
    ) -> Result<bool, Limit> {
        let at = classes.len();
        let Some(base) = self.bases.get(at) else {
            let found = self.satisfied(constraints, classes, work)?;
            if found {
                self.hint.clone_from(classes);
            }
            return Ok(found);
        };
        for class in 0..base.classes.len() {
            let Some(within) = self.bases[at].of_class(class, constraints) else {
                self.gave_up = true;
                return Ok(true);
            };
            if !self.satisfiable(&within, work)? {
                continue;
            }
            classes.push(class);
            let found = self.choose(&within, classes, work)?;
            classes.pop();
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn in_classes(
        &mut self,
        constraints: &[AtLeastZero],
        classes: &[usize],
        work: &mut Work,
    ) -> Result<bool, Limit> {
        let mut all = constraints.to_vec();
        for (base, class) in self.bases.iter().zip(classes) {
            match base.of_class(*class, &all) {
                Some(within) => all = within,
                None => return Ok(false),
            }
        }
        self.satisfied(&all, classes, work)
    }

    /// Whether days of these classes satisfy conditions in which only the dates themselves are left.
    fn satisfied(
        &mut self,
        constraints: &[AtLeastZero],
        classes: &[usize],
        work: &mut Work,
    ) -> Result<bool, Limit> {
        let kept: Vec<u32> = self.bases.iter().map(|it| it.unknown).collect();
        let left = eliminate(constraints.to_vec(), &kept, &mut self.gave_up, work)?;
        let Some(left) = left else { return Ok(false) };
        let mut distances = Distances::new(kept.len());
        for it in &left {
            match bound(it, &kept) {
                Some((one, other, most)) => {
                    if !distances.bound(one, other, most) {
                        return Ok(false);
                    }
                }
                None => self.gave_up = true,
            }
        }
        let key = (classes.to_vec(), distances);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let mut steps = MOST_STEPS;
        let found = self.search(classes, key.1.clone(), &mut steps);
        work.spend((MOST_STEPS - steps) as usize)?;
        self.gave_up |= found.is_none();
        self.known.insert(key, found.unwrap_or(true));
        Ok(found.unwrap_or(true))
    }

    /// Looks for days of these classes within these bounds; none if that takes too long.
    fn search(&self, classes: &[usize], mut distances: Distances, steps: &mut u32) -> Option<bool> {
        let years = distances.is_free().then(|| self.years(&distances)).flatten();
        if !distances.enclose(PERIOD) {
            return Some(false);
        }
        self.place(classes, &distances, 0, years.as_deref(), steps)
    }

    fn place(
        &self,
        classes: &[usize],
        distances: &Distances,
        at: usize,
        years: Option<&[bool]>,
        steps: &mut u32,
    ) -> Option<bool> {
        let Some(base) = self.bases.get(at) else { return Some(true) };
        let window = distances.window(at + 1);
        for (start, end) in within(&base.classes[classes[at]].runs, window) {
            let year = || usize::try_from(start.rem_euclid(PERIOD) * 400 / PERIOD);
            if years.is_some_and(|all| year().is_ok_and(|it| !near(all, it))) {
                continue;
            }
            *steps = steps.checked_sub(1)?;
            let mut narrowed = distances.clone();
            let fits = narrowed.bound(at + 1, 0, end) && narrowed.bound(0, at + 1, -start);
            if fits && self.place(classes, &narrowed, at + 1, None, steps)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// The years that the first date need be looked for in, where nothing says in which year anything is and all dates
    /// lie near each other: of years that lie alike among leap years, one.
    fn years(&self, distances: &Distances) -> Option<Vec<bool>> {
        let reach = self.bases.iter().map(Base::reach).max()? + distances.widest()?;
        let around = reach / 365 + 2;
        if around > 40 {
            return None;
        }
        let mut seen: Vec<Vec<bool>> = Vec::new();
        let years = (0..400).map(|year| {
            let neighbours: Vec<bool> = (year - around..=year + around).map(is_leap).collect();
            let new = !seen.contains(&neighbours);
            if new {
                seen.push(neighbours);
            }
            new
        });
        Some(years.collect())
    }
}

/// Whether a year is to be looked at. The year of a day is only nearly known, so those beside it count as well.
fn near(years: &[bool], year: usize) -> bool {
    let (before, after) = ((year + 399) % 400, (year + 1) % 400);
    [before, year, after].iter().any(|it| years.get(*it) == Some(&true))
}

/// The runs of all periods, as far as they lie within a window.
fn within(runs: &[(i64, i64)], (low, high): (i64, i64)) -> impl Iterator<Item = (i64, i64)> {
    (low.div_euclid(PERIOD)..=high.div_euclid(PERIOD)).flat_map(move |period| {
        let moved = period * PERIOD;
        let first = runs.partition_point(move |it| it.1 + moved < low);
        let all = runs[first..].iter().map(move |it| (it.0 + moved, it.1 + moved));
        all.take_while(move |it| it.0 <= high).map(move |it| (it.0.max(low), it.1.min(high)))
    })
}

/// A condition as a bound on how far the first date lies after the second; none if it is of another form.
fn bound(constraint: &AtLeastZero, dates: &[u32]) -> Option<(usize, usize, i64)> {
    let place = |it: &u32| dates.iter().position(|date| date == it).map(|it| it + 1);
    let mut terms = constraint.form.coefficients.iter();
    let (first, factor) = match (terms.next(), terms.next(), terms.next()) {
        (None, ..) => return Some((0, 0, 0)),
        (Some(one), None, _) => ((place(one.0)?, 0), *one.1),
        (Some(one), Some(other), None) if one.1.plus(*other.1).ok()? == Number::ZERO => {
            ((place(one.0)?, place(other.0)?), *one.1)
        }
        _ => return None,
    };
    // `factor * (one - other) + constant` is at least zero.
    let (one, other) =
        if factor.cmp(&Number::ZERO) == Ordering::Greater { (first.1, first.0) } else { first };
    let size = if factor.is_negative() { Number::ZERO.minus(factor).ok()? } else { factor };
    let exact = constraint.form.constant.divided_by(size).ok()?;
    let most = exact.floor()?;
    let excluded = constraint.strictly && exact == Number::whole(most);
    Some((one, other, (most - i64::from(excluded)).clamp(-ENDLESS, ENDLESS)))
}
