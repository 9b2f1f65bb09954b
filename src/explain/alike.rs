//! Is one answer another one? The same ways in words, in whatever order they were found.

use super::{Answered, Conditions, Explanation, LiteralInWords, OpenKind, WaysInWords};

impl Explanation {
    /// Whether another answer is the same: the same ways, whatever rules a dispute is between, and in whatever order.
    /// Where not all ways are listed, as far as can be told from those that are, from their number and from what they
    /// have in common.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        match (&self.answer, &other.answer) {
            (Answered::YesNo(one), Answered::YesNo(other)) => one.says_the_same_as(other),
            (Answered::Which(one), Answered::Which(all)) => {
                one.len() == all.len()
                    && one.iter().all(|one| {
                        let other = all.iter().find(|it| it.values == one.values);
                        other.is_some_and(|it| one.conditions.says_the_same_as(&it.conditions))
                    })
            }
            _ => false,
        }
    }

    /// Whether no list of ways is cut off.
    pub fn lists_all_ways(&self) -> bool {
        let all = |it: &Conditions| it.sides().into_iter().all(WaysInWords::is_complete);
        match &self.answer {
            Answered::YesNo(it) => all(it),
            Answered::Which(bound) => bound.iter().all(|it| all(&it.conditions)),
        }
    }
}

impl Conditions {
    fn sides(&self) -> [&WaysInWords; 3] {
        [&self.yes_if, &self.no_if, &self.circular_if]
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        let mut sides = self.sides().into_iter().zip(other.sides());
        self.status == other.status && sides.all(|(one, other)| one.says_the_same_as(other))
    }
}

impl WaysInWords {
    fn is_complete(&self) -> bool {
        self.count.as_ref().is_some_and(|it| *it == self.listed.len().into())
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        self.count == other.count
            && settled(&self.common) == settled(&other.common)
            && self.comparable() == other.comparable()
    }

    /// The ways that are listed wherever the list begins: the shortest come first, and of the longest ones of a list
    /// that is cut off it is chance which are listed.
    fn comparable(&self) -> Vec<Vec<(OpenKind, &str, bool)>> {
        let longest = self.listed.iter().map(Vec::len).max().unwrap_or(0);
        let certain = |it: &&Vec<LiteralInWords>| self.is_complete() || it.len() < longest;
        let mut ways: Vec<_> = self.listed.iter().filter(certain).map(|it| settled(it)).collect();
        ways.sort_unstable();
        ways
    }
}

/// What some literals settle, in order.
fn settled(literals: &[LiteralInWords]) -> Vec<(OpenKind, &str, bool)> {
    let mut all: Vec<_> =
        literals.iter().map(|it| (it.kind, it.sentence.as_str(), it.holds)).collect();
    all.sort_unstable();
    all
}
