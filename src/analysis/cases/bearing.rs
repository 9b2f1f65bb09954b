//! Which rules can bear on a question in whatever mixture of the two versions? Those that one version's rules lead to by
//! what they read, what concludes it in either version, and what these are exceptions to, override or replace.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    analysis::changes::Wording,
    program::{Program, Query, base_label},
    syntax::ast::{Item, ItemKind},
};

/// What leads from one rule to others, by labels, for two versions at once.
#[derive(Default)]
pub(super) struct Bearing {
    /// For each phrase the labels of the rules that conclude it or its opposite.
    concluding: BTreeMap<String, BTreeSet<String>>,
    /// For each label the phrases that its rules read.
    reading: BTreeMap<String, BTreeSet<String>>,
    /// For each label those that its rules name or that name it.
    joined: BTreeMap<String, BTreeSet<String>>,
}

impl Bearing {
    /// Adds the rules of a version.
    pub(super) fn add(&mut self, program: &Program) {
        let wording = Wording(program);
        for rule in &program.rules {
            let label = base_label(&rule.label).to_owned();
            if let Some(it) = &rule.conclusion {
                let concluding = self.concluding.entry(wording.phrase(it.phrase())).or_default();
                concluding.insert(label.clone());
            }
            let reading = self.reading.entry(label).or_default();
            rule.each_phrase_read(&mut |it| {
                reading.insert(wording.phrase(it));
            });
        }
    }

    /// Adds which labels the items of a version name.
    pub(super) fn join<'i>(&mut self, items: impl IntoIterator<Item = &'i Item>) {
        for item in items {
            let ItemKind::Rule(rule) = &item.kind else { continue };
            let named = rule.exception_to.iter().chain(&rule.overrides).chain(&rule.replaces);
            for it in named {
                let (one, other) = (base_label(&rule.label.text), base_label(&it.text));
                self.joined.entry(one.to_owned()).or_default().insert(other.to_owned());
                self.joined.entry(other.to_owned()).or_default().insert(one.to_owned());
            }
        }
    }

    /// The labels that bear on a question, as each version reads it; nothing where all may.
    pub(super) fn labels(&self, asked: &[(&Program, &Query)]) -> Option<BTreeSet<String>> {
        let mut phrases: Vec<String> = Vec::new();
        for (program, query) in asked {
            let condition = query.wanted.condition.as_ref()?;
            condition.each_phrase(&mut |it| phrases.push(Wording(program).phrase(it)));
        }
        let (mut read, mut found) = (BTreeSet::new(), BTreeSet::new());
        while let Some(phrase) = phrases.pop() {
            if !read.insert(phrase.clone()) {
                continue;
            }
            let mut labels: Vec<&String> =
                self.concluding.get(&phrase).into_iter().flatten().collect();
            while let Some(label) = labels.pop() {
                if found.insert(label.clone()) {
                    labels.extend(self.joined.get(label).into_iter().flatten());
                    phrases.extend(self.reading.get(label).into_iter().flatten().cloned());
                }
            }
        }
        Some(found)
    }
}
