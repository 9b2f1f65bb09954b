//! In which other words can a phrase be said: denied, asked, and both?
//!
//! Only the tense-bearing word of the sentence itself counts, which is its first one.
//! Where a clause inside the phrase comes before it (`the ground that {a person} invoked is valid`), nothing is
//! derived, and the author declares `negated` and `asked`: a wrong opposite would be worse than none.

use std::borrow::Cow;

use super::{
    Part,
    verbs::{Supported, announces_noun, carries_tense, subordinates, supported},
    words::fold,
};

/// A wording of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// Its words and slots.
    pub(super) parts: Vec<Part>,
    /// Whether it says the phrase or its opposite.
    pub(super) positive: bool,
    /// Whether it asks.
    pub(super) asks: bool,
}

/// Everything that a declared wording gives rise to, itself first.
pub(super) fn wordings(parts: &[Part], positive: bool) -> Vec<Wording> {
    let parts = &written_out(parts);
    let mut all = vec![Wording { parts: parts.clone(), positive, asks: false }];
    if let Some((at, negatable)) = tense(parts).filter(|it| !is_have_to(parts, it.0)) {
        all.push(Wording { parts: inverted(parts, at), positive, asks: true });
        if negatable && positive && !is_word(parts.get(at + 1), "not") {
            all.extend(denials(parts, at));
        }
    }
    if let Some((at, verb)) = main_verb(parts) {
        for stem in &verb.stems {
            all.extend(with_do(parts, at, verb.auxiliary, stem, positive));
        }
    }
    all
}

/// The opposite as it is printed, where the words settle it.
pub(super) fn opposite(parts: &[Part]) -> Option<Vec<Part>> {
    if let Some((at, verb)) = main_verb(parts).filter(|it| it.1.sure) {
        let not = [word(verb.auxiliary), word("not"), word(&verb.stems[0])];
        return Some(spliced(parts, at, &not));
    }
    let (at, negatable) = tense(parts)?;
    if !negatable {
        return None;
    }
    let cannot = is_word(parts.get(at), "can");
    let not = if cannot { vec![word("cannot")] } else { vec![parts[at].clone(), word("not")] };
    Some(spliced(parts, at, &not))
}

/// The question as it is printed, where the words settle it.
pub(super) fn question(parts: &[Part]) -> Option<Vec<Part>> {
    if let Some((at, verb)) = main_verb(parts).filter(|it| it.1.sure) {
        let asked = spliced(parts, at, &[word(&verb.stems[0])]);
        return Some([vec![word(verb.auxiliary)], asked].concat());
    }
    tense(parts).map(|it| inverted(parts, it.0))
}

/// `is not`, and as questions `is not D1 …` and `is D1 not …`.
fn denials(parts: &[Part], at: usize) -> Vec<Wording> {
    let denied = spliced(parts, at, &[parts[at].clone(), word("not")]);
    let moved = inverted(&denied, at);
    let mut ahead = inverted(parts, at);
    ahead.insert(1, word("not"));
    vec![
        Wording { parts: denied, positive: false, asks: false },
        Wording { parts: moved, positive: false, asks: true },
        Wording { parts: ahead, positive: false, asks: true },
    ]
}

fn with_do(parts: &[Part], at: usize, auxiliary: &str, stem: &str, positive: bool) -> Vec<Wording> {
    let mut all = vec![Wording {
        parts: [vec![word(auxiliary)], spliced(parts, at, &[word(stem)])].concat(),
        positive,
        asks: true,
    }];
    if positive {
        let with_auxiliary = spliced(parts, at, &[word(auxiliary), word(stem)]);
        all.extend(denials(&with_auxiliary, at));
    }
    all
}

/// The place of the word that carries the tense, and whether `not` behind it says the opposite.
fn tense(parts: &[Part]) -> Option<(usize, bool)> {
    for (at, part) in parts.iter().enumerate() {
        let Part::Word(word) = part else { continue };
        let word = fold(word);
        if subordinates(&word) {
            return None;
        }
        if let Some(negatable) = carries_tense(&word).filter(|_| !after_determiner(parts, at)) {
            return Some((at, negatable));
        }
    }
    None
}

fn after_determiner(parts: &[Part], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| parts.get(it));
    matches!(before, Some(Part::Word(word)) if announces_noun(&fold(word)))
}

/// The verb right behind a subject that is a slot, if the phrase needs `do` to be asked or denied.
fn main_verb(parts: &[Part]) -> Option<(usize, Supported)> {
    if let Some((at, _)) = tense(parts).filter(|it| is_have_to(parts, it.0)) {
        return word_at(parts, at).and_then(|it| supported(&it)).map(|it| (at, it));
    }
    let Some(Part::Slot(_)) = parts.first() else { return None };
    let adverb =
        |it: &&Part| matches!(it, Part::Word(word) if word.len() > 4 && word.ends_with("ly"));
    let at = 1 + parts[1..].iter().take_while(adverb).count();
    let Some(Part::Word(verb)) = parts.get(at) else { return None };
    let verb = fold(verb);
    let has = matches!(verb.as_ref(), "has" | "have" | "had") && has_object(parts.get(at + 1));
    if !has && parts.iter().any(is_auxiliary) {
        return None;
    }
    supported(&verb).map(|it| (at, it))
}

/// `has to work`: a main verb wherever it stands.
fn is_have_to(parts: &[Part], at: usize) -> bool {
    let have = word_at(parts, at).is_some_and(|it| ["has", "have", "had"].contains(&it.as_ref()));
    have && is_word(parts.get(at + 1), "to")
}

fn is_auxiliary(part: &Part) -> bool {
    matches!(part, Part::Word(word) if carries_tense(&fold(word)).is_some())
}

/// `has a right`, `has {a visa}`, `has reason`; not `has confirmed`, `has been`.
fn has_object(next: Option<&Part>) -> bool {
    match next {
        Some(Part::Slot(_)) => true,
        Some(Part::Word(word)) => {
            let word = fold(word);
            let participle =
                word.ends_with("ed") || word.ends_with("en") || word == "been" || word == "to";
            !participle && !word.ends_with("ly") && !is_participle(&word)
        }
        None => false,
    }
}

/// Participles without `-ed` and `-en`, as far as they are pasts as well.
fn is_participle(word: &str) -> bool {
    let others = [
        "become",
        "begun",
        "come",
        "done",
        "gone",
        "known",
        "met",
        "put",
        "run",
        "seen",
        "set",
        "shown",
        "cut",
        "let",
        "read",
        "drawn",
        "withdrawn",
        "sworn",
        "borne",
        "born",
        "grown",
        "thrown",
        "worn",
    ];
    others.contains(&word) || supported(word).is_some_and(|it| it.auxiliary == "did")
}

fn inverted(parts: &[Part], at: usize) -> Vec<Part> {
    let mut moved = parts.to_vec();
    moved[..=at].rotate_right(1);
    moved
}

fn spliced(parts: &[Part], at: usize, instead: &[Part]) -> Vec<Part> {
    [&parts[..at], instead, &parts[at + 1..]].concat()
}

/// `cannot` and `owner's` as two words each, for a wording that the author declared.
pub(super) fn written_out(parts: &[Part]) -> Vec<Part> {
    let spread = |part: &Part| match part {
        Part::Word(it) => super::words::split(it).into_iter().map(Part::Word).collect(),
        Part::Slot(_) => vec![part.clone()],
    };
    parts.iter().flat_map(spread).collect()
}

fn word(text: &str) -> Part {
    Part::Word(text.to_owned())
}

fn word_at(parts: &[Part], at: usize) -> Option<Cow<'_, str>> {
    if let Some(Part::Word(word)) = parts.get(at) { Some(fold(word)) } else { None }
}

fn is_word(part: Option<&Part>, text: &str) -> bool {
    matches!(part, Some(Part::Word(word)) if fold(word) == text)
}
