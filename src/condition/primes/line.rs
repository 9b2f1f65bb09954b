//! WHICH PART OF A LINE CAN A PRIME NAME? The walk over the cells of an unknown value.
//!
//! An expressible set is an interval of cells without some of the points inside. Given `p`, a cut
//! can only be put where a stretch does not fit: points that do not fit are left out one by one.
//! So a set is outgrown if it can take in a point left out inside, or a cell on either side that is
//! reached over points alone.
//!
//! Neighbouring cells for which the same is left fit together or not at all. They form a *run*,
//! and a line of many cells with few runs costs as little as a short line.

use crate::condition::{Condition, Exhausted, Space, family::Family, meter::deep, unique::Memory};

/// Neighbouring cells for which the same is left of the condition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    left: Condition,
    /// Its first cell.
    start: u32,
    /// The cell behind its last.
    end: u32,
    /// Whether all its cells are points, so that it can be left out inside an interval.
    points: bool,
}

/// Divides a line into its runs.
pub(super) fn runs(points: &[bool], left: &[Condition]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (cell, (point, left)) in (0..).zip(points.iter().zip(left)) {
        match runs.last_mut() {
            Some(run) if run.left == *left => {
                run.end = cell + 1;
                run.points &= point;
            }
            _ => runs.push(Run { left: *left, start: cell, end: cell + 1, points: *point }),
        }
    }
    runs
}

/// The literals of a cell, in the order of their elements.
#[derive(Clone, Copy)]
enum Ask {
    From = 0,
    NotFrom = 1,
    Is = 2,
    IsNot = 3,
}

/// Whether the runs taken in so far may be all.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Reach {
    /// They are all; the interval ends behind the last of them.
    Ended,
    /// They may be all; the last of them is the one before.
    Enough,
    /// At least one more is to be taken in.
    Short,
}

/// The walk for one condition that asks for the line first.
pub(super) struct Walk<'a> {
    space: &'a mut Space,
    runs: Vec<Run>,
    first_element: u32,
    known: Memory<(usize, Reach, Condition), Family>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(space: &'a mut Space, runs: Vec<Run>, first_element: u32) -> Self {
        Self { space, runs, first_element, known: Memory::new() }
    }

    /// The primes with each run as the lowest, from the last run to the first.
    pub(super) fn primes(mut self) -> Result<Family, Exhausted> {
        let mut result = Family::NONE;
        for lowest in (0..self.runs.len()).rev() {
            result = self.add_lowest(lowest, result)?;
        }
        Ok(result)
    }

    fn add_lowest(&mut self, lowest: usize, result: Family) -> Result<Family, Exhausted> {
        let run = self.runs[lowest];
        let Some(beneath) = self.beneath(lowest)? else { return Ok(result) };
        let one_point = run.points && run.end == run.start + 1;
        let reach = if one_point { Reach::Short } else { Reach::Enough };
        let mut result = result;
        if one_point {
            let alone = self.lowest(lowest, Reach::Ended, &beneath)?;
            let element = self.element(run.start, Ask::Is);
            result = self.space.family(element, result, alone)?;
        }
        let from_here = self.lowest(lowest, reach, &beneath)?;
        if lowest == 0 {
            return self.space.joined(result, from_here);
        }
        self.space.family(self.element(run.start, Ask::From), result, from_here)
    }

    /// What is left for a run together with each run beneath that an interval from it could take
    /// in; nothing if one of them always fits when the run does.
    fn beneath(&mut self, lowest: usize) -> Result<Option<Vec<Condition>>, Exhausted> {
        let own = self.runs[lowest].left;
        let mut found = Vec::new();
        for index in (0..lowest).rev() {
            let run = self.runs[index];
            self.space.meter.step()?;
            let both = self.space.both(own, run.left)?;
            if both == own {
                return Ok(None);
            }
            found.push(both);
            if !run.points {
                break;
            }
        }
        Ok(Some(found))
    }

    /// The ways to go on from the lowest run with a prime that fits none of those beneath.
    fn lowest(
        &mut self,
        lowest: usize,
        reach: Reach,
        beneath: &[Condition],
    ) -> Result<Family, Exhausted> {
        let mut result = self.on(lowest + 1, reach, self.runs[lowest].left)?;
        for both in beneath {
            if result == Family::NONE {
                break;
            }
            let gone = self.on(lowest + 1, reach, *both)?;
            result = self.space.less(result, gone)?;
        }
        Ok(result)
    }

    /// The ways to decide the runs from `next` on and go on with a prime, where `fits` is the
    /// conjunction of what is left for the runs taken in so far.
    fn on(
        &mut self,
        mut next: usize,
        mut reach: Reach,
        fits: Condition,
    ) -> Result<Family, Exhausted> {
        if fits == Condition::NEVER {
            return Ok(Family::NONE);
        }
        if reach == Reach::Ended {
            return self.ended(next, fits);
        }
        // A run that fits anyway cannot be left out.
        let both = loop {
            let Some(run) = self.runs.get(next) else {
                let enough = reach == Reach::Enough;
                return if enough { self.space.primes_of(fits) } else { Ok(Family::NONE) };
            };
            let both = self.space.both(fits, run.left)?;
            if both != fits {
                break both;
            }
            next += 1;
            reach = Reach::Enough;
        };
        let limit = self.space.meter.memory();
        if let Some(family) = self.known.get((next, reach, fits), limit) {
            return Ok(family);
        }
        self.space.meter.step()?;
        let family = deep(|| self.end_or_go_on(next, reach, (fits, both)))?;
        self.known.keep((next, reach, fits), family, limit);
        Ok(family)
    }

    fn end_or_go_on(
        &mut self,
        next: usize,
        reach: Reach,
        (fits, both): (Condition, Condition),
    ) -> Result<Family, Exhausted> {
        let longer = self.go_on(next, (fits, both))?;
        if reach == Reach::Short {
            return Ok(longer);
        }
        let ended = self.ended(next, fits)?;
        let element = self.element(self.runs[next].start, Ask::NotFrom);
        self.space.family(element, longer, ended)
    }

    /// The ways that take in the next run, or leave out its points and take in a later one.
    fn go_on(
        &mut self,
        next: usize,
        (fits, both): (Condition, Condition),
    ) -> Result<Family, Exhausted> {
        let run = self.runs[next];
        let taken = self.on(next + 1, Reach::Enough, both)?;
        if !run.points {
            return Ok(taken);
        }
        let all = self.on(next + 1, Reach::Short, fits)?;
        let gone = self.on(next + 1, Reach::Short, both)?;
        let mut left_out = self.space.less(all, gone)?;
        for cell in (run.start + 1..run.end).rev() {
            let element = self.element(cell, Ask::IsNot);
            left_out = self.space.family(element, Family::NONE, left_out)?;
        }
        self.space.family(self.element(run.start, Ask::IsNot), taken, left_out)
    }

    /// The primes that fit no run from `next` on that the interval could take in.
    fn ended(&mut self, next: usize, fits: Condition) -> Result<Family, Exhausted> {
        let mut result = self.space.primes_of(fits)?;
        for index in next..self.runs.len() {
            let run = self.runs[index];
            self.space.meter.step()?;
            let both = self.space.both(fits, run.left)?;
            let gone = self.space.primes_of(both)?;
            result = self.space.less(result, gone)?;
            if !run.points || result == Family::NONE {
                break;
            }
        }
        Ok(result)
    }

    fn element(&self, cell: u32, ask: Ask) -> u32 {
        self.first_element + 4 * cell + ask as u32
    }
}
