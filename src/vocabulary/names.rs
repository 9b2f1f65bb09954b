//! Which names and kinds begin at a place of a row?
//!
//! A name may have several words; all that fit are found, the shortest first.

use rustc_hash::FxHashMap;

use super::words::{Mark, Unit, fold, split};

/// Whether capitals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// Names match exactly.
    Exact,
    /// The words of kinds match without regard to case.
    Folded,
}

/// A table from names of one or more words to what they mean.
#[derive(Debug, Clone)]
pub(crate) struct Names<T> {
    letters: Letters,
    meanings: FxHashMap<String, T>,
    /// For each first word, how many words the longest name with it has.
    longest: FxHashMap<String, usize>,
}

impl<T: Copy> Names<T> {
    /// An empty table.
    pub(crate) fn new(letters: Letters) -> Self {
        Self { letters, meanings: FxHashMap::default(), longest: FxHashMap::default() }
    }

    /// What a whole text means.
    pub(crate) fn get(&self, text: &str) -> Option<T> {
        self.meanings.get(&self.words(text).join(" ")).copied()
    }

    /// Gives `text` a meaning; tells the one it had before and keeps that one.
    pub(crate) fn insert(&mut self, text: &str, meaning: T) -> Option<T> {
        let words = self.words(text);
        let before = self.get(text);
        if let Some(first) = words.first().filter(|_| before.is_none()) {
            let longest = self.longest.entry(first.clone()).or_default();
            *longest = (*longest).max(words.len());
            self.meanings.insert(words.join(" "), meaning);
        }
        before
    }

    fn words(&self, text: &str) -> Vec<String> {
        let words = split(text);
        if self.letters == Letters::Exact {
            return words;
        }
        words.iter().map(|it| fold(it).into_owned()).collect()
    }

    fn written<'u>(&self, unit: &'u Unit) -> &'u str {
        match self.letters {
            Letters::Exact => &unit.text,
            Letters::Folded => &unit.folded,
        }
    }

    /// All names that begin at `start`: the place behind each, and its meaning.
    pub(crate) fn at(&self, units: &[Unit], start: usize) -> Vec<(usize, T)> {
        let Some(first) = units.get(start) else { return Vec::new() };
        let Some(longest) = self.longest.get(self.written(first)) else { return Vec::new() };
        let mut found = Vec::new();
        let mut text = String::new();
        for (at, unit) in units.iter().enumerate().skip(start).take(*longest) {
            if !matches!(unit.mark, Mark::Word | Mark::Number) {
                break;
            }
            if at > start {
                text.push(' ');
            }
            text.push_str(self.written(unit));
            found.extend(self.meanings.get(&text).map(|it| (at + 1, *it)));
        }
        found
    }
}
