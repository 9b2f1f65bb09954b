//! With which words can a sentence go on? All wordings of all phrases, and the terms that fit into their slots.
//!
//! What is typed is walked along every wording at once: a word has to be there, a slot takes whatever term stands there.
//! Where what is typed ends, the wordings that got so far tell how it may go on.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    session::conversation::Conversation,
    vocabulary::{KindId, Sort, Vocabulary, matching::Piece},
};

/// The words that may stand before a kind in a slot.
const DETERMINERS: [&str; 7] = ["a ", "an ", "the ", "another ", "which ", "what ", "how many "];
/// What fills a slot by itself.
const PRONOUNS: [&str; 4] = ["this", "who", "what", "whom"];

/// A wording of a phrase.
#[derive(Debug, Clone)]
struct Form {
    pieces: Vec<Part>,
    asks: bool,
}

/// A word of a wording, or one of its slots.
#[derive(Debug, Clone)]
enum Part {
    /// A word, in small letters and as it was declared.
    Word(String, String),
    /// A slot: what it takes, and how it is shown.
    Slot(Option<KindId>, String),
}

/// All that sentences can be made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    forms: Vec<Form>,
    /// The names of everybody.
    names: Vec<Name>,
    /// Kinds in small letters, singular and plural.
    kinds: Vec<(String, KindId)>,
    parents: Vec<Option<KindId>>,
}

/// A name of somebody.
#[derive(Debug, Clone)]
struct Name {
    folded: String,
    text: String,
    kind: KindId,
    /// As sentences say it, rather than without its `the`.
    spoken: bool,
}

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    /// Where what is replaced begins.
    pub(super) start: usize,
    /// What is put there.
    pub(super) text: String,
}

/// All ways to go on, and the rest of the first wording that fits.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) steps: BTreeSet<Step>,
    /// What is missing of the first wording: up to its next slot, and all of it.
    pub(super) rest: Option<(String, String)>,
}

/// The terms that stand at a place: where each ends, and what it is.
type Terms = Vec<(usize, Option<KindId>)>;

struct Walk<'w> {
    words: &'w Words,
    text: &'w str,
    folded: String,
    terms: BTreeMap<usize, Terms>,
    /// The slots that what is typed ends in, by the places where they begin.
    slots: BTreeSet<(usize, Option<KindId>, bool)>,
    ways: Ways,
}

impl Words {
    /// The words of a conversation as it is now.
    pub(super) fn of(talk: &Conversation) -> Self {
        let vocabulary = &talk.session.program.vocabulary;
        let mut words = Self { forms: forms(vocabulary), ..Self::default() };
        words.parents = vocabulary.kinds.iter().map(|it| it.parent).collect();
        for (id, kind) in (0..).map(KindId).zip(&vocabulary.kinds) {
            words.kinds.push((kind.name.to_lowercase(), id));
            words.kinds.push((kind.plural.to_lowercase(), id));
        }
        words.learn_names(talk);
        words
    }

    /// Takes over who is known now; the rules are the same.
    pub(super) fn learn_names(&mut self, talk: &Conversation) {
        self.names.clear();
        for thing in talk.things() {
            let spoken = thing.in_sentence();
            let bare = spoken.strip_prefix("the ").map(str::to_owned);
            for (name, is_spoken) in bare.map(|it| (it, false)).into_iter().chain([(spoken, true)])
            {
                let folded = name.to_lowercase();
                self.names.push(Name { folded, text: name, kind: thing.kind, spoken: is_spoken });
            }
        }
    }

    /// Whether a word is a name.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.iter().any(|it| it.text == word)
    }

    /// All names and kinds that begin so.
    pub(super) fn called(&self, start: &str) -> Vec<String> {
        let start = start.to_lowercase();
        let names =
            self.names.iter().filter(|it| it.folded.starts_with(&start)).map(|it| it.text.clone());
        let kinds = self.kinds.iter().filter(|it| it.0.starts_with(&start)).map(|it| it.0.clone());
        names.chain(kinds).collect()
    }

    /// How the text may go on; it begins where a sentence or a condition may begin.
    pub(super) fn ways(&self, text: &str) -> Ways {
        // Small letters may take other room than capitals; then nothing is offered rather than something wrong.
        let folded = text.to_lowercase();
        let mut walk = Walk {
            words: self,
            text,
            folded,
            terms: BTreeMap::new(),
            slots: BTreeSet::new(),
            ways: Ways::default(),
        };
        if walk.folded.len() != text.len() {
            return walk.ways;
        }
        for form in &self.forms {
            walk.along(form, &form.pieces, 0, 0);
        }
        walk.fill_slots();
        if walk.ways.steps.is_empty() {
            walk.kinds();
        }
        walk.ways
    }

    /// Whether something of one kind may be of the other.
    fn fits(&self, one: Option<KindId>, other: Option<KindId>) -> bool {
        let (Some(one), Some(other)) = (one, other) else { return one == other };
        let up = |from: KindId| std::iter::successors(Some(from), |it| self.parents[it.0 as usize]);
        up(one).any(|it| it == other) || up(other).any(|it| it == one)
    }
}

fn forms(vocabulary: &Vocabulary) -> Vec<Form> {
    let wordings = vocabulary.index.wordings();
    wordings
        .map(|(pattern, is_attribute)| {
            let phrase = vocabulary.phrase(pattern.phrase);
            let part = |it: &Piece| match it {
                Piece::Word(id) => {
                    let text = vocabulary.index.words.text(*id);
                    Part::Word(text.to_lowercase(), text.to_owned())
                }
                Piece::Slot(slot) => {
                    let takes = phrase.slots[*slot as usize].sort;
                    Part::Slot(takes.kind(), vocabulary.slot(pattern.phrase, *slot))
                }
            };
            let mut pieces: Vec<Part> = joined(pattern.pieces.iter().map(part));
            if is_attribute {
                pieces.push(Part::Word("is".to_owned(), "is".to_owned()));
                let sort = phrase.value.unwrap_or(Sort::Text);
                pieces
                    .push(Part::Slot(sort.kind(), format!("{{{}}}", sort_name(vocabulary, sort))));
            }
            Form { pieces, asks: pattern.asks }
        })
        .collect()
}

/// What makes an owner of a word is written without a blank before it.
fn joined(parts: impl Iterator<Item = Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for part in parts {
        match (all.last_mut(), part) {
            (Some(Part::Word(folded, text)), Part::Word(own, _)) if own.starts_with('\'') => {
                folded.push_str(&own);
                text.push_str(&own);
            }
            (_, part) => all.push(part),
        }
    }
    all
}

fn sort_name(vocabulary: &Vocabulary, sort: Sort) -> String {
    match sort {
        Sort::Kind(kind) => vocabulary.a(kind),
        Sort::Number => "a number".to_owned(),
        Sort::Date => "a date".to_owned(),
        Sort::Duration => "a duration".to_owned(),
        Sort::Text => "a text".to_owned(),
    }
}

impl Walk<'_> {
    /// Goes along a wording from a place of the text; `said` letters of its own words have been typed.
    fn along(&mut self, form: &Form, parts: &[Part], at: usize, said: usize) {
        match parts.first() {
            None => {}
            Some(Part::Word(word, _)) => {
                let rest = &self.folded[at..];
                match rest.split_once(' ') {
                    Some((token, _)) if token == word => {
                        let next = at + token.len() + 1;
                        self.along(form, &parts[1..], next, said + word.len());
                    }
                    None if word.starts_with(rest) => self.offer(parts, at, said + rest.len()),
                    _ => {}
                }
            }
            Some(Part::Slot(takes, _)) => {
                let takes = *takes;
                for (end, kind) in self.terms_at(at) {
                    if kind.is_none() || self.words.fits(kind, takes) {
                        self.along(form, &parts[1..], end, said);
                    }
                }
                self.slots.insert((at, takes, form.asks));
                if at == self.text.len() {
                    self.keep_rest(parts, at, said);
                }
            }
        }
    }

    /// The words up to the next slot are a way to go on.
    fn offer(&mut self, parts: &[Part], at: usize, said: usize) {
        let words: Vec<&str> = parts
            .iter()
            .map_while(|it| if let Part::Word(_, text) = it { Some(text.as_str()) } else { None })
            .collect();
        let text = words.join(" ");
        // Denials are many, and offered only to who has begun one.
        if at < self.text.len() || !text.starts_with("not ") {
            self.ways.steps.insert(Step { start: at, text });
        }
        self.keep_rest(parts, at, said);
    }

    fn keep_rest(&mut self, parts: &[Part], at: usize, said: usize) {
        if said < 2 || self.ways.rest.is_some() {
            return;
        }
        let text = |it: &Part| match it {
            Part::Word(_, text) | Part::Slot(_, text) => text.clone(),
        };
        let all = parts.iter().map(text).collect::<Vec<_>>().join(" ");
        let words = parts.iter().take_while(|it| matches!(it, Part::Word(..)));
        let first = words.map(text).collect::<Vec<_>>().join(" ");
        let typed = self.text.len() - at;
        let behind = |it: &str| it.get(typed..).unwrap_or_default().to_owned();
        if !behind(&all).is_empty() {
            self.ways.rest = Some((behind(&first), behind(&all)));
        }
    }

    /// The terms that stand at a place and end before a blank.
    fn terms_at(&mut self, at: usize) -> Terms {
        if let Some(known) = self.terms.get(&at) {
            return known.clone();
        }
        let rest = &self.folded[at..];
        let ends =
            |text: &str, term: &str| text.strip_prefix(term).is_some_and(|it| it.starts_with(' '));
        let mut found: Terms = Vec::new();
        for name in &self.words.names {
            if ends(rest, &name.folded) {
                found.push((at + name.folded.len() + 1, Some(name.kind)));
            }
        }
        for pronoun in PRONOUNS.iter().filter(|it| ends(rest, it)) {
            found.push((at + pronoun.len() + 1, None));
        }
        for determiner in DETERMINERS.iter().filter(|it| rest.starts_with(**it)) {
            let behind = &rest[determiner.len()..];
            for (kind, id) in self.words.kinds.iter().filter(|it| ends(behind, &it.0)) {
                found.push((at + determiner.len() + kind.len() + 1, Some(*id)));
            }
        }
        if rest.starts_with(|it: char| it.is_ascii_digit() || it == '"')
            && let Some(end) = rest.find(' ')
        {
            found.push((at + end + 1, None));
        }
        // Somebody who is not known yet.
        if found.is_empty()
            && self.text[at..].starts_with(char::is_uppercase)
            && let Some(end) = rest.find(' ')
        {
            found.push((at + end + 1, None));
        }
        found.sort_unstable();
        found.dedup();
        self.terms.insert(at, found.clone());
        found
    }

    /// Offers the kinds that somebody may be said to be of.
    fn kinds(&mut self) {
        let articles =
            [" a ", " an "].iter().filter_map(|it| self.folded.rfind(it).map(|at| at + it.len()));
        let Some(at) = articles.max() else { return };
        let rest = &self.folded[at..];
        // The plural is not what somebody is.
        let kinds = self.words.kinds.iter().step_by(2).filter(|it| it.0.starts_with(rest));
        self.ways.steps.extend(kinds.map(|it| Step { start: at, text: it.0.clone() }));
    }

    /// Offers what may stand in the slots that what is typed ends in.
    fn fill_slots(&mut self) {
        for (at, takes, asks) in std::mem::take(&mut self.slots) {
            let rest = self.folded[at..].to_owned();
            // `the` may be typed although the name is not declared with it.
            let the = if rest.starts_with("the ") { "the ".len() } else { 0 };
            for from in [0, the] {
                let typed = &rest[from..];
                let named = self.words.names.iter().filter(|it| it.folded.starts_with(typed));
                let fit = named
                    .filter(|it| it.spoken || !rest.is_empty())
                    .filter(|it| self.words.fits(Some(it.kind), takes));
                self.ways
                    .steps
                    .extend(fit.map(|it| Step { start: at + from, text: it.text.clone() }));
            }
            let Some(kind) = takes else { continue };
            for determiner in DETERMINERS.iter().filter(|it| rest.starts_with(**it)) {
                for (name, id) in &self.words.kinds {
                    let text = format!("{determiner}{name}");
                    if text.starts_with(&rest) && self.words.fits(Some(*id), Some(kind)) {
                        self.ways.steps.insert(Step { start: at, text });
                    }
                }
            }
            if asks && !rest.is_empty() && "which".starts_with(&rest) {
                let name = self.words.kinds.iter().find(|it| it.1 == kind);
                let text = name.map(|it| format!("which {}", it.0));
                self.ways.steps.extend(text.map(|text| Step { start: at, text }));
            }
        }
    }
}
