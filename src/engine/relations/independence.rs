//! Which comparisons are taken as independent of each other although they may not be?

use std::collections::BTreeMap;

use super::{
    forms::{Forms, Unknown},
    linear::Linear,
};
use crate::{value::Number, vocabulary::Sort};

impl Forms<'_> {
    /// The comparisons whose outcomes are taken as independent of each other although they may not be.
    pub(super) fn independent(&self) -> Vec<bool> {
        let mut uses: BTreeMap<u32, usize> = BTreeMap::new();
        let inputs: Vec<Vec<u32>> = self.unknowns().map(|it| self.inputs(it.0)).collect();
        // What a date is made from is worked out with it, and a product stands for its factors.
        let counts = |it: &Unknown| !matches!(it, Unknown::Shifted(..) | Unknown::Day(_));
        // That a divisor is not zero is a condition for the quotient to be there at all.
        let guards: Vec<bool> =
            (0..self.all.len()).map(|it| self.asks_for_a_quotient(it)).collect();
        let others = || self.all.iter().zip(&guards).filter(|it| !it.1).map(|it| &it.0.0);
        let used = |number: u32| others().any(|it| self.reaches(it).contains(&number));
        for (number, _) in self.unknowns().filter(|it| counts(it.1)) {
            if used(number) {
                for it in &inputs[number as usize] {
                    *uses.entry(*it).or_default() += 1;
                }
            }
        }
        let inexact = |number: u32| match self.get(number) {
            Some(Unknown::Product(_) | Unknown::Inverse(_) | Unknown::Other(_)) => {
                !self.is_free(number)
                    || inputs[number as usize].iter().any(|it| uses.get(it) > Some(&1))
            }
            _ => false,
        };
        let mut doubtful: Vec<u32> = self
            .unknowns()
            .filter(|it| used(it.0) && inexact(it.0))
            .flat_map(|it| inputs[it.0 as usize].clone())
            .collect();
        doubtful.extend(self.of_no_family());
        let touches = |form: &Linear| {
            let reached = self.reaches(form);
            reached.iter().any(|it| inputs[*it as usize].iter().any(|it| doubtful.contains(it)))
        };
        self.all.iter().zip(&guards).map(|(it, guard)| !guard && touches(&it.0)).collect()
    }

    /// Whether a comparison asks whether a divisor is zero.
    fn asks_for_a_quotient(&self, place: usize) -> bool {
        let form = &self.all[place].0;
        let first = form.coefficients.values().next().copied();
        let scaled =
            first.and_then(|it| Number::whole(1).divided_by(it).ok()).and_then(|it| form.times(it));
        let divides = |it: (u32, &Unknown)| match it.1 {
            Unknown::Inverse(by) => scaled.as_ref() == Some(by),
            _ => false,
        };
        self.equal[place] && self.unknowns().any(divides)
    }

    /// The unknown durations that are only ever added to dates, in more than one way: they are taken to be days, but
    /// might be months.
    fn of_no_family(&self) -> Vec<u32> {
        let mut found = Vec::new();
        for (number, unknown) in self.unknowns() {
            let Unknown::Input(input) = unknown else { continue };
            let is_long = self.grounding.sort_of_value(*input) == Some(Sort::Duration);
            if !is_long || self.in_months.contains(input) || self.in_days.contains(input) {
                continue;
            }
            let uses =
                self.all.iter().map(|it| &it.0).filter(|it| self.reaches(it).contains(&number));
            let parts: Vec<_> = uses.map(|it| &it.coefficients).collect();
            let is_date = |it: &u32| {
                self.inputs(*it)
                    .iter()
                    .any(|it| self.grounding.sort_of_value(*it) == Some(Sort::Date))
            };
            let with_dates = parts.iter().any(|it| it.keys().any(is_date));
            if with_dates && parts.windows(2).any(|it| it[0] != it[1]) {
                found.push(*input);
            }
        }
        found
    }

    /// Whether a product may be anything at all, as long as nothing else is said of its factors.
    fn is_free(&self, unknown: u32) -> bool {
        let Some(Unknown::Product(factors)) = self.get(unknown) else { return false };
        let each_once = factors.windows(2).all(|it| it[0] != it[1]);
        let is_input = |it: &u32| matches!(self.get(*it), Some(Unknown::Input(_)));
        let is_plain = |it: &u32| match self.get(*it) {
            Some(Unknown::Input(_)) => true,
            Some(Unknown::Inverse(form)) => {
                form.coefficients.len() == 1 && form.coefficients.keys().all(is_input)
            }
            _ => false,
        };
        let all = self.inputs(unknown);
        each_once
            && factors.iter().all(is_plain)
            && factors.iter().any(is_input)
            && all.len() == factors.len()
    }
}
