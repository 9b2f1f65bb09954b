//! How is the old version asked so that only what differs can show? With the new version's items wherever they mean the
//! same, in its order and under its labels.
//!
//! Reasons are told in the order of the rules, and where several of them would do, not all are told.

use std::collections::BTreeMap;

use crate::{
    analysis::changes::{Became, Changes, Key, Reach, RuleChange, Versions, key},
    program::base_label,
    session::Session,
    syntax::ast::{Item, ItemKind, Text},
};

/// The labels of the old version's rules, as the new version has them.
pub(super) struct Labels(BTreeMap<String, String>);

impl Labels {
    /// Those that are others in the new version, where no rule of both versions goes by either of them.
    pub(super) fn of(versions: &Versions, changes: &Changes) -> Self {
        let has =
            |items: &[Item], label: &str| items.iter().any(|it| rule_label(it) == Some(label));
        let mut renamed = BTreeMap::new();
        for it in &changes.rules {
            let Some(was) = it.was.as_deref().map(base_label) else { continue };
            let now = base_label(&it.label);
            if !has(versions.new.items(), was) && !has(versions.old.items(), now) {
                renamed.entry(was.to_owned()).or_insert_with(|| now.to_owned());
            }
        }
        Self(renamed)
    }

    /// The label that an old one is now, without the number of a sentence.
    pub(super) fn now(&self, label: &str) -> String {
        let label = base_label(label);
        self.0.get(label).map_or_else(|| label.to_owned(), Clone::clone)
    }

    /// The labels, those of the new version where it has them, under which something is otherwise that goes so far.
    pub(super) fn changed(&self, changes: &Changes, reach: Reach) -> Vec<String> {
        // A sentence may also stand under another label while both versions have both labels.
        let is_moved = |it: &RuleChange| {
            it.was.as_deref().is_some_and(|it| !self.0.contains_key(base_label(it)))
        };
        let counts =
            |it: &RuleChange| is_moved(it) || (it.became != Became::Renamed && it.reach() >= reach);
        let mut labels: Vec<String> = Vec::new();
        for it in changes.rules.iter().filter(|it| counts(it)) {
            let label = if it.new.is_some() {
                base_label(&it.label).to_owned()
            } else {
                self.now(&it.label)
            };
            for label in it.was.iter().map(|it| self.now(it)).chain([label]) {
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        labels
    }

    /// The rule that the old version has under what is now this label, with the labels of the new version.
    pub(super) fn old_rule(&self, versions: &Versions, label: &str) -> Option<Item> {
        let is_it = |it: &&Item| rule_label(it).is_some_and(|it| self.now(it) == label);
        versions.old.items().iter().find(is_it).map(|it| self.relabelled(it))
    }

    fn relabelled(&self, item: &Item) -> Item {
        let mut item = item.clone();
        if let ItemKind::Rule(rule) = &mut item.kind {
            let labels = std::iter::once(&mut rule.label).chain(&mut rule.exception_to);
            for text in labels.chain(&mut rule.overrides).chain(&mut rule.replaces) {
                self.relabel(text);
            }
        }
        item
    }

    fn relabel(&self, text: &mut Text) {
        let label = self.now(&text.text);
        text.text = match text.text.split_once('/') {
            Some((_, number)) => format!("{label}/{number}"),
            None => label,
        };
    }
}

/// The label of a rule; nothing for other items.
pub(super) fn rule_label(item: &Item) -> Option<&str> {
    if let ItemKind::Rule(it) = &item.kind { Some(&it.label.text) } else { None }
}

/// The old version as it is asked.
pub(super) fn old(versions: &Versions, changes: &Changes) -> Session {
    let labels = Labels::of(versions, changes);
    let changed = labels.changed(changes, Reach::Words);
    let declared: BTreeMap<Key, &Item> =
        versions.old.items().iter().filter_map(|it| Some((key(it)?, it))).collect();
    let (mut items, mut taken): (Vec<Item>, Vec<Key>) = (Vec::new(), Vec::new());
    for item in versions.new.items() {
        if let Some(key) = key(item) {
            items.extend(declared.get(&key).map(|it| (*it).clone()));
            taken.push(key);
        } else if let Some(label) =
            rule_label(item).filter(|it| changed.iter().any(|other| other == it))
        {
            items.extend(labels.old_rule(versions, label));
        } else {
            items.push(item.clone());
        }
    }
    let new: Vec<&str> = versions.new.items().iter().filter_map(rule_label).collect();
    for item in versions.old.items() {
        let is_gone = match rule_label(item) {
            Some(label) => !new.contains(&labels.now(label).as_str()),
            None => key(item).is_some_and(|it| !taken.contains(&it)),
        };
        if is_gone {
            items.push(labels.relabelled(item));
        }
    }
    versions.hybrid(items, &versions.cases).unwrap_or_else(|| versions.old.session.clone())
}
