//! Which rule of the old version is which rule of the new one?
//!
//! Those of one label that say the same come first; then those that say the same under another label; then what is left
//! of one label, the most similar first.

use std::{collections::HashMap, hash::Hash};

use super::{
    alignment::Alignment,
    canonical::{Said, canonical},
    details,
};
use crate::program::{Program, Rule, RuleId, base_label};

/// Pairs of rules, one of each version.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    /// For each rule of the old version the one that it is now.
    now: Vec<Option<RuleId>>,
    /// For each rule of the new version the one that it was.
    was: Vec<Option<RuleId>>,
    /// For each rule of the old version its canonical form.
    old_forms: Vec<String>,
    /// For each rule of the new version its canonical form.
    new_forms: Vec<String>,
}

impl Matching {
    /// Matches the rules of two programs.
    pub(super) fn of(old: &Program, new: &Program) -> Self {
        let forms =
            |it: &Program| -> Vec<String> { it.rules().map(|(id, _)| canonical(it, id)).collect() };
        let mut matching = Self {
            now: vec![None; old.rules.len()],
            was: vec![None; new.rules.len()],
            old_forms: forms(old),
            new_forms: forms(new),
        };
        let about = |program: &Program, it: &Rule| details::about(program, it);
        let label = |it: &Rule| it.label.clone();
        let group = |it: &Rule| base_label(&it.label).to_owned();
        matching
            .pair(old, new, |program, it, form| (label(it), form.to_owned(), about(program, it)));
        matching
            .pair(old, new, |program, it, form| (group(it), form.to_owned(), about(program, it)));
        matching.pair(old, new, |_, it, form| (label(it), form.to_owned()));
        matching.pair(old, new, |_, it, form| (group(it), form.to_owned()));
        matching.pair(old, new, |program, it, form| (form.to_owned(), about(program, it)));
        matching.pair(old, new, |_, _, form| form.to_owned());
        matching.pair_similar(old, new);
        matching
    }

    /// What a rule of the old version is now.
    pub fn now(&self, old: RuleId) -> Option<RuleId> {
        self.now.get(old.0 as usize).copied().flatten()
    }

    /// What a rule of the new version was.
    pub fn was(&self, new: RuleId) -> Option<RuleId> {
        self.was.get(new.0 as usize).copied().flatten()
    }

    /// Whether two rules say the same, and so does what they are exceptions to.
    pub(super) fn says_the_same(&self, old: RuleId, new: RuleId) -> bool {
        self.old_forms.get(old.0 as usize) == self.new_forms.get(new.0 as usize)
    }

    /// Joins those of one key, in their order.
    fn pair<K: Eq + Hash>(
        &mut self,
        old: &Program,
        new: &Program,
        key: impl Fn(&Program, &Rule, &str) -> K,
    ) {
        let mut free: HashMap<K, Vec<RuleId>> = HashMap::new();
        for (id, rule) in
            old.rules().filter(|it| self.now(it.0).is_none()).collect::<Vec<_>>().into_iter().rev()
        {
            let form = &self.old_forms[id.0 as usize];
            free.entry(key(old, rule, form)).or_default().push(id);
        }
        for (id, rule) in new.rules() {
            if self.was(id).is_some() {
                continue;
            }
            let form = &self.new_forms[id.0 as usize];
            if let Some(was) = free.get_mut(&key(new, rule, form)).and_then(Vec::pop) {
                self.join(was, id);
            }
        }
    }

    fn join(&mut self, old: RuleId, new: RuleId) {
        self.now[old.0 as usize] = Some(new);
        self.was[new.0 as usize] = Some(old);
    }

    /// Joins what is left of one label.
    fn pair_similar(&mut self, old: &Program, new: &Program) {
        let mut left: HashMap<&str, Vec<RuleId>> = HashMap::new();
        for (id, rule) in old.rules().filter(|it| self.now(it.0).is_none()) {
            left.entry(base_label(&rule.label)).or_default().push(id);
        }
        let mut pairs: Vec<(usize, bool, RuleId, RuleId)> = Vec::new();
        for (id, rule) in new.rules().filter(|it| self.was(it.0).is_none()) {
            for was in left.get(base_label(&rule.label)).into_iter().flatten() {
                let before = old.rule(*was);
                let alike = Alignment::likeness(Said::by(old, before), Said::by(new, rule));
                pairs.push((alike, before.label == rule.label, *was, id));
            }
        }
        // The order of the rules decides between pairs that are equally alike.
        pairs.sort_by_key(|it| (std::cmp::Reverse((it.0, it.1)), it.2, it.3));
        for (_, _, was, id) in pairs {
            if self.now(was).is_none() && self.was(id).is_none() {
                self.join(was, id);
            }
        }
    }
}
