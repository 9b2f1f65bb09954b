//! Which variable of an old rule is which one of a new rule, and which conditions do both have?
//!
//! Variables that stand in the same places of the same conditions are taken to be the same; only where the two rules
//! differ does this matter, and then it decides how the difference is told, not whether there is one.

use std::collections::HashMap;

use super::{canonical::Said, form::Form};
use crate::program::Condition;

/// A condition, and where it is written.
type Written<'c> = (Form, &'c Condition);

/// Pairs of variables, one of each rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Alignment {
    /// By the variables of the old rule.
    now: HashMap<usize, usize>,
    /// By the variables of the new rule.
    was: HashMap<usize, usize>,
}

impl Alignment {
    /// Aligns two rules; before them come those that they are exceptions to, from the top.
    pub(super) fn of(levels: &[(Said<'_>, Said<'_>)]) -> Self {
        let mut alignment = Self::default();
        for (old, new) in levels {
            alignment.extend(old, new);
        }
        alignment
    }

    /// How much of two rules is alike.
    pub(super) fn likeness(old: Said<'_>, new: Said<'_>) -> usize {
        let levels = [(old, new)];
        let alignment = Self::of(&levels);
        let [(old, new)] = &levels;
        let same_conclusion = alignment.old_text(old.conclusion.as_ref())
            == alignment.new_text(new.conclusion.as_ref());
        let (gone, _) = alignment.differing(old, new);
        2 * usize::from(same_conclusion) + old.conditions.len() - gone.len()
    }

    /// Adds what these two rules have beyond those before them.
    fn extend(&mut self, old: &Said<'_>, new: &Said<'_>) {
        let mut pairs = Vec::new();
        for was in (0..old.sorts.len()).filter(|it| !self.now.contains_key(it)) {
            for now in (0..new.sorts.len()).filter(|it| !self.was.contains_key(it)) {
                if (was < old.inherited) != (now < new.inherited) {
                    continue;
                }
                let shared = shared(&places(old, was), &places(new, now));
                let same_sort = old.sorts[was] == new.sorts[now];
                if shared > 0 || same_sort {
                    pairs.push((shared, same_sort, was, now));
                }
            }
        }
        pairs.sort_by_key(|it| (std::cmp::Reverse((it.0, it.1)), it.2.abs_diff(it.3), it.2));
        for (_, _, was, now) in pairs {
            if !self.now.contains_key(&was) && !self.was.contains_key(&now) {
                self.now.insert(was, now);
                self.was.insert(now, was);
            }
        }
    }

    /// A part of the old rule, in names that both rules share.
    pub(super) fn old_text(&self, form: Option<&Form>) -> Option<String> {
        let name =
            |it: usize| self.now.get(&it).map_or_else(|| format!("old {it}"), usize::to_string);
        form.map(|it| it.text(&name))
    }

    /// The same of the new rule.
    pub(super) fn new_text(&self, form: Option<&Form>) -> Option<String> {
        let name = |it: usize| {
            if self.was.contains_key(&it) { it.to_string() } else { format!("new {it}") }
        };
        form.map(|it| it.text(&name))
    }

    /// The conditions that only the old rule has, and those that only the new one has.
    pub(super) fn differing<'o, 'n>(
        &self,
        old: &'o Said<'_>,
        new: &'n Said<'_>,
    ) -> (Vec<&'o Written<'o>>, Vec<&'n Written<'n>>) {
        let mut left: Vec<(Option<String>, &Written<'_>)> =
            new.conditions.iter().map(|it| (self.new_text(Some(&it.0)), it)).collect();
        let mut gone = Vec::new();
        for it in &old.conditions {
            let text = self.old_text(Some(&it.0));
            match left.iter().position(|other| other.0 == text) {
                Some(at) => drop(left.remove(at)),
                None => gone.push(it),
            }
        }
        (gone, left.into_iter().map(|it| it.1).collect())
    }

    /// The pairs, in the order of the old rule.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = self.was.iter().map(|it| (*it.1, *it.0)).collect();
        pairs.sort_unstable();
        pairs.into_iter()
    }

    /// What the variables range over that only one of the rules has.
    pub(super) fn alone(&self, old: &Said<'_>, new: &Said<'_>) -> (Vec<String>, Vec<String>) {
        let lost = (old.inherited..old.sorts.len()).filter(|it| !self.now.contains_key(it));
        let found = (new.inherited..new.sorts.len()).filter(|it| !self.was.contains_key(it));
        let sorts = |of: &Said<'_>, it: usize| of.sorts[it].clone();
        (lost.map(|it| sorts(old, it)).collect(), found.map(|it| sorts(new, it)).collect())
    }
}

/// What is said of a variable, whatever the others are.
fn places(said: &Said<'_>, variable: usize) -> Vec<String> {
    let name = |it: usize| if it == variable { "*".to_owned() } else { "_".to_owned() };
    let conclusion = said.conclusion.iter();
    let all = conclusion.chain(said.conditions.iter().map(|it| &it.0));
    all.filter(|it| it.has(variable)).map(|it| it.text(&name)).collect()
}

fn shared(one: &[String], other: &[String]) -> usize {
    let mut left: Vec<&String> = other.iter().collect();
    let before = left.len();
    for it in one {
        if let Some(at) = left.iter().position(|other| *other == it) {
            left.remove(at);
        }
    }
    before - left.len()
}
