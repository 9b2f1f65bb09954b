//! How far may some days lie apart? Bounds on days and on the differences between them, always as tight as can be.

/// No bound. Small enough that two of them can be added.
pub(super) const FAR: i64 = i64::MAX / 4;

/// For each two days how many days the first may lie after the second at most. Day 0 is the zero of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Distances {
    count: usize,
    most: Vec<i64>,
}

impl Distances {
    /// So many days without bounds, beside the zero.
    pub(super) fn new(days: usize) -> Self {
        let count = days + 1;
        let most = (0..count * count).map(|at| if at % (count + 1) == 0 { 0 } else { FAR });
        Self { count, most: most.collect() }
    }

    pub(super) fn most(&self, one: usize, other: usize) -> i64 {
        self.most[one * self.count + other]
    }

    /// The first lies at most so many days after the second. Says whether that is possible.
    pub(super) fn bound(&mut self, one: usize, other: usize, most: i64) -> bool {
        if most >= self.most(one, other) {
            return true;
        }
        if most + self.most(other, one) < 0 {
            return false;
        }
        for from in 0..self.count {
            let start = self.most(from, one);
            if start == FAR {
                continue;
            }
            for to in 0..self.count {
                let end = self.most(other, to);
                let through = start + most + end;
                if end != FAR && through < self.most(from, to) {
                    self.most[from * self.count + to] = through;
                }
            }
        }
        true
    }

    /// The first and last day that it may be.
    pub(super) fn window(&self, day: usize) -> (i64, i64) {
        (-self.most(0, day), self.most(day, 0))
    }

    /// Bounds all days so that days on which everything is satisfied are still among them, if there are any.
    ///
    /// The calendar repeats: whatever is satisfied stays so when some of the days move by a whole period, as long as no
    /// bound stops them. So some solution has each of its days within a period of what stops it, and all of them
    /// stand in a chain from a known day, or, where there is none, from the first of them.
    pub(super) fn enclose(&mut self, period: i64) -> bool {
        let days = 1..self.count;
        let ends: Vec<i64> = days
            .clone()
            .flat_map(|it| [self.most(it, 0), -self.most(0, it)])
            .filter(|it| it.abs() != FAR)
            .collect();
        let mut slack = 0;
        for (one, other) in days.clone().flat_map(|one| days.clone().map(move |it| (one, it))) {
            let most = self.most(one, other);
            slack += if most == FAR || one == other { period } else { most.abs() };
        }
        slack += period;
        let low = ends.iter().min().copied().unwrap_or(0) - slack;
        let high = ends.iter().max().copied().unwrap_or(0) + slack;
        let first = !ends.is_empty() || self.bound(1, 0, period - 1) && self.bound(0, 1, 0);
        first && days.clone().all(|it| self.bound(it, 0, high) && self.bound(0, it, -low))
    }

    /// Whether nothing is said of where any of the days lies.
    pub(super) fn is_free(&self) -> bool {
        (1..self.count).all(|it| self.most(it, 0) == FAR && self.most(0, it) == FAR)
    }

    /// The greatest distance between two days; none if two may lie as far apart as one likes.
    pub(super) fn widest(&self) -> Option<i64> {
        let days = 1..self.count;
        let pairs = days.clone().flat_map(|one| days.clone().map(move |other| (one, other)));
        let widest = pairs.map(|it| self.most(it.0, it.1)).max()?;
        (widest != FAR).then_some(widest)
    }
}
