//! What is written of each rule and of each case? Without comments, and in lines of its own making, so that both can change freely.

use std::{collections::HashMap, hash::Hasher};

use fnv::FnvHasher;

use crate::{
    source::{Sources, Span, folded},
    syntax::{
        self,
        ast::{self, ItemKind},
    },
};

/// What is written of rules and cases.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// In the order of their places.
    rules: Vec<Written>,
    by_label: HashMap<String, usize>,
    cases: HashMap<String, Stated>,
    words: u64,
}

/// What is written of one rule, with all its sentences and clauses.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its label.
    pub label: String,
    /// All of it, with a line for each clause and each sentence.
    pub text: String,
    /// A fingerprint of it.
    pub fingerprint: String,
    /// Where it stands.
    pub span: Span,
}

#[derive(Debug, Clone)]
struct Stated {
    base: Option<String>,
    text: String,
}

impl Texts {
    /// Reads all texts.
    pub fn of(sources: &Sources) -> Self {
        let mut texts = Self::default();
        for (file, text) in sources.iter() {
            let clean = syntax::without_comments(text);
            let (document, _) = syntax::parse(file, text);
            document.items.into_iter().for_each(|it| texts.add(it, &clean));
        }
        texts
    }

    fn add(&mut self, item: ast::Item, clean: &str) {
        let text = folded(&clean[item.span.range()]);
        match item.kind {
            ItemKind::Rule(rule) => {
                let fingerprint = fingerprint(&text);
                let text = in_lines(item.span, &rule.sentences, clean);
                let label = rule.label.text;
                self.by_label.insert(label.clone(), self.rules.len());
                self.rules.push(Written { label, text, fingerprint, span: item.span });
            }
            ItemKind::Case(case) => {
                let stated = case.statements.iter().map(|it| it.span);
                let taken = case.as_of.map(|it| it.span).into_iter();
                let about = case.consider.map(|it| it.span);
                let parts = taken.chain(about).chain(stated);
                let text = parts.map(|it| folded(&clean[it.range()]) + "\n").collect();
                let base = case.extends.map(|it| it.text);
                self.cases.insert(case.name.text, Stated { base, text });
            }
            _ => {
                // The order of what is declared does not matter, and neither do the files.
                self.words = self.words.wrapping_add(hash(&text));
            }
        }
    }

    /// What is written of the rule that has a sentence at a place.
    pub fn rule_at(&self, place: Span) -> Option<&Written> {
        let starts = |it: &Written| (it.span.file, it.span.start) <= (place.file, place.start);
        let at = self.rules.partition_point(starts).checked_sub(1)?;
        let found = &self.rules[at];
        place.is_within(found.span).then_some(found)
    }

    /// What is written of a rule.
    pub fn rule(&self, label: &str) -> Option<&Written> {
        self.by_label.get(label).map(|it| &self.rules[*it])
    }

    /// A fingerprint of what a case states, with what it repeats of others.
    pub fn facts(&self, case: &str) -> String {
        let mut all = String::new();
        let (mut next, mut seen) = (Some(case), 0);
        while let Some(case) = next.and_then(|it| self.cases.get(it)) {
            all.push_str(&case.text);
            next = case.base.as_deref().filter(|_| seen <= self.cases.len());
            seen += 1;
        }
        fingerprint(&all)
    }

    /// A fingerprint of what is declared beside rules and cases.
    pub fn words(&self) -> String {
        shown(self.words)
    }
}

/// The label of a rule by its text: the second word.
pub fn label(text: &str) -> Option<&str> {
    text.split_whitespace().nth(1)
}

/// The text of a rule, with each sentence in one line.
fn in_lines(item: Span, sentences: &[ast::RuleSentence], clean: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |text: &str| lines.extend(Some(folded(text)).filter(|it| !it.is_empty()));
    let (mut at, end) = (item.range().start, item.range().end);
    for sentence in sentences {
        let sentence = sentence.span.range();
        clean[at..sentence.start].lines().for_each(&mut add);
        add(&clean[sentence.clone()]);
        at = sentence.end;
    }
    clean[at..end].lines().for_each(&mut add);
    lines.join("\n")
}

/// A few signs that stand for a text.
pub fn fingerprint(text: &str) -> String {
    shown(hash(text))
}

fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Half of the digits do: it is only asked whether something changed.
fn shown(hash: u64) -> String {
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}
