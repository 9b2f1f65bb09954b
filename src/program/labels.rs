//! Which rules does a label stand for, and which rule is an exception to which?
//!
//! A sentence is a rule. An exception is a rule for each of its sentences and each rule that it is an exception to.
//! Ids are given out in the order of files and items before any sentence is read, so that labels may be used before
//! they stand anywhere.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    RuleId,
    error::{Mistakes, OrderError, ReferenceError},
};
use crate::{
    source::{Span, index},
    syntax::ast::{self, Document, ItemKind, Text},
    vocabulary::suggest::nearest,
};

/// More rules than this under one label are refused: exceptions to exceptions multiply.
const MOST_RULES: usize = 10_000;

/// A label without the number of a sentence: `stay` of `stay/2`.
pub fn base_label(label: &str) -> &str {
    label.split_once('/').map_or(label, |it| it.0)
}

/// Rule items with the ids of their rules.
#[derive(Debug, Default)]
pub(super) struct Labels<'d> {
    /// The items, in the order of files.
    pub(super) items: Vec<Labelled<'d>>,
    by_label: FxHashMap<&'d str, usize>,
}

/// A rule or exception as written, with the ids of the rules that it stands for.
#[derive(Debug)]
pub(super) struct Labelled<'d> {
    /// As written.
    pub(super) rule: &'d ast::Rule,
    /// The item that it is an exception to.
    target: Option<usize>,
    /// Its rules.
    pub(super) rules: Vec<Instance>,
    /// The id of the first of them.
    first: u32,
    /// Whether it can't be read, since what it is an exception to can't be found.
    pub(super) is_lost: bool,
}

/// One of the rules of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instance {
    /// Its sentence among those of the item.
    pub(super) sentence: usize,
    /// The rule that it is an exception to, as item and place in it.
    target: Option<(usize, usize)>,
}

impl<'d> Labels<'d> {
    /// Gives every rule its id; tells in which order to read the items.
    pub(super) fn read(
        &mut self,
        documents: &'d [Document],
        mistakes: &mut Mistakes,
    ) -> Vec<usize> {
        for item in documents.iter().flat_map(|it| &it.items) {
            if let ItemKind::Rule(rule) = &item.kind {
                self.add(rule, mistakes);
            }
        }
        self.aim(mistakes);
        let order = self.order(mistakes);
        for at in &order {
            self.count_out(*at, mistakes);
        }
        let mut next = 0;
        for item in &mut self.items {
            item.first = next;
            next += index(item.rules.len());
        }
        order
    }

    fn add(&mut self, rule: &'d ast::Rule, mistakes: &mut Mistakes) {
        let at = self.items.len();
        let label = &rule.label;
        if let Some(first) = self.by_label.get(label.text.as_str()) {
            let first = self.items[*first].rule.label.span;
            mistakes.report(
                ReferenceError::Twice {
                    what: "rule",
                    name: label.text.clone(),
                    again: label.span,
                    first,
                }
                .diagnostic(),
            );
        } else {
            self.by_label.insert(&label.text, at);
        }
        self.items.push(Labelled {
            rule,
            target: None,
            rules: Vec::new(),
            first: 0,
            is_lost: false,
        });
    }

    /// Finds what each exception is an exception to.
    fn aim(&mut self, mistakes: &mut Mistakes) {
        for at in 0..self.items.len() {
            let Some(to) = &self.items[at].rule.exception_to else { continue };
            let target = self.item(to, mistakes).map(|it| it.0);
            self.items[at].is_lost = target.is_none();
            self.items[at].target = target;
        }
    }

    /// The item that a reference names, and which sentence of it if it names one.
    fn item(&self, reference: &Text, mistakes: &mut Mistakes) -> Option<(usize, Option<usize>)> {
        let (label, number) = match reference.text.split_once('/') {
            Some((label, number)) => (label, Some(number.parse::<usize>().unwrap_or(0))),
            None => (reference.text.as_str(), None),
        };
        let span = reference.span;
        let Some(at) = self.by_label.get(label).copied() else {
            let nearest = nearest(label, self.items.iter().map(|it| it.rule.label.text.as_str()));
            mistakes.report(
                ReferenceError::UnknownLabel { name: label.to_owned(), span, nearest }.diagnostic(),
            );
            return None;
        };
        let count = self.items[at].rule.sentences.len();
        if number.is_some_and(|it| it == 0 || it > count) {
            let label = label.to_owned();
            mistakes.report(ReferenceError::UnknownSentence { label, count, span }.diagnostic());
            return None;
        }
        Some((at, number.map(|it| it - 1)))
    }

    /// The items such that each comes after what it is an exception to. Circles are reported and left out.
    fn order(&mut self, mistakes: &mut Mistakes) -> Vec<usize> {
        let mut order = Vec::new();
        let mut done = vec![false; self.items.len()];
        for start in 0..self.items.len() {
            let mut path: Vec<usize> = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|it| !done[*it]) {
                if let Some(from) = path.iter().position(|it| *it == at) {
                    self.report_circle(&path[from..], mistakes);
                    break;
                }
                path.push(at);
                next = self.items[at].target.filter(|_| !self.items[at].is_lost);
            }
            for at in path.into_iter().rev() {
                done[at] = true;
                order.push(at);
            }
        }
        order
    }

    fn report_circle(&mut self, circle: &[usize], mistakes: &mut Mistakes) {
        let label = |at: &usize| self.items[*at].rule.label.text.clone();
        let labels = circle.iter().chain(&circle[..1]).map(label).collect();
        let span = self.items[circle[0]]
            .rule
            .exception_to
            .as_ref()
            .map_or(self.items[circle[0]].rule.label.span, |it| it.span);
        mistakes.report(OrderError::ExceptionCycle { labels, span }.diagnostic());
        for at in circle {
            self.items[*at].is_lost = true;
        }
    }

    /// Lists the rules of an item, once those of its target are listed.
    fn count_out(&mut self, at: usize, mistakes: &mut Mistakes) {
        let item = &self.items[at];
        let sentences = item.rule.sentences.len();
        let Some(target) = item.target.filter(|_| !item.is_lost) else {
            self.items[at].rules =
                (0..sentences).map(|sentence| Instance { sentence, target: None }).collect();
            return;
        };
        let number = item
            .rule
            .exception_to
            .as_ref()
            .and_then(|it| self.item(it, mistakes))
            .and_then(|it| it.1);
        let aims = |it: &(usize, &Instance)| number.is_none_or(|number| it.1.sentence == number);
        let targets: Vec<usize> =
            self.items[target].rules.iter().enumerate().filter(aims).map(|it| it.0).collect();
        if targets.len() * sentences > MOST_RULES {
            let label = &item.rule.label;
            mistakes.report(
                OrderError::TooManyExceptions { label: label.text.clone(), span: label.span }
                    .diagnostic(),
            );
            self.items[at].is_lost = true;
            return;
        }
        let pairs = targets.iter().flat_map(|it| (0..sentences).map(|sentence| (*it, sentence)));
        self.items[at].rules =
            pairs.map(|(it, sentence)| Instance { sentence, target: Some((target, it)) }).collect();
        self.items[at].is_lost = self.items[target].is_lost;
    }

    /// How many rules there are.
    pub(super) fn count(&self) -> usize {
        self.items.iter().map(|it| it.rules.len()).sum()
    }

    /// The ids of an item's rules.
    pub(super) fn ids(&self, item: usize) -> Range<u32> {
        let item = &self.items[item];
        item.first..item.first + u32::try_from(item.rules.len()).unwrap_or(0)
    }

    /// The rule that a rule is an exception to.
    pub(super) fn target(&self, instance: &Instance) -> Option<RuleId> {
        let (item, place) = instance.target?;
        self.ids(item).nth(place).map(RuleId)
    }

    /// All rules that a reference stands for.
    pub(super) fn referred(&self, reference: &Text, mistakes: &mut Mistakes) -> Vec<RuleId> {
        let Some((at, number)) = self.item(reference, mistakes) else { return Vec::new() };
        let rules = self.ids(at).zip(&self.items[at].rules);
        rules
            .filter(|it| number.is_none_or(|number| it.1.sentence == number))
            .map(|it| RuleId(it.0))
            .collect()
    }

    /// Where the item that a reference names says itself until when it is in force.
    pub(super) fn declared_until(&self, reference: &Text) -> Option<Span> {
        let item = &self.items[*self.by_label.get(base_label(&reference.text))?];
        item.rule.in_force.until.map(|it| it.span)
    }

    /// The label of one of an item's rules: with a number where the item has several sentences.
    pub(super) fn label(&self, item: usize, sentence: usize) -> String {
        let rule = self.items[item].rule;
        let label = &rule.label.text;
        if rule.sentences.len() > 1 { format!("{label}/{}", sentence + 1) } else { label.clone() }
    }
}
