//! Which words do the sketches use? A small vocabulary with a tree of kinds two levels deep.

/// The kinds, and their parents by place; roots are their own.
pub(crate) const KINDS: [(&str, usize); 7] = [
    ("request", 0),
    ("notice", 0),
    ("red notice", 1),
    ("blue notice", 1),
    ("diffusion", 0),
    ("country", 5),
    ("island", 5),
];

/// The phrases: the words before `is`, and after it, with slots by kind.
pub(crate) const PHRASES: [Phrase; 8] = [
    Phrase { slots: &[0], words: "urgent" },
    Phrase { slots: &[1], words: "published" },
    Phrase { slots: &[5], words: "safe" },
    Phrase { slots: &[0, 5], words: "sent to" },
    Phrase { slots: &[], words: "martial law" },
    Phrase { slots: &[5, 5], words: "allied with" },
    Phrase { slots: &[0], words: "lawful" },
    Phrase { slots: &[4, 0], words: "tied to" },
];

/// The two readings' names of the two provisions.
const READINGS: [(&str, [&str; 3]); 2] =
    [("scope", ["narrow", "wide", "middle"]), ("reach", ["long", "short", "medium"])];

pub(crate) const LADDER: [&str; 5] = ["", "statute", "regulation", "practice", "commentary"];

/// A phrase of the vocabulary.
pub(crate) struct Phrase {
    pub(crate) slots: &'static [usize],
    pub(crate) words: &'static str,
}

/// Whether one kind is a part of the other.
pub(crate) fn is_part_of(lower: usize, upper: usize) -> bool {
    lower == upper || KINDS[lower].1 != lower && is_part_of(KINDS[lower].1, upper)
}

/// Whether something can be of both kinds.
pub(crate) fn compatible(one: usize, other: usize) -> bool {
    is_part_of(one, other) || is_part_of(other, one)
}

pub(crate) fn declared(phrase: &Phrase) -> String {
    let slot =
        |at: usize, label: &str| format!("{{{}{label}}}", with_article(KINDS[phrase.slots[at]].0));
    match phrase.slots {
        [] => format!("{} is declared", phrase.words),
        [_] => format!("{} is {}", slot(0, ""), phrase.words),
        [one, other, ..] if one == other => {
            format!("{} is {} {}", slot(0, ": host"), phrase.words, slot(1, ": guest"))
        }
        _ => format!("{} is {} {}", slot(0, ""), phrase.words, slot(1, "")),
    }
}

pub(crate) fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

pub(crate) fn reading_of(provision: u8, reading: u8) -> (&'static str, &'static str) {
    let (provision, readings) = READINGS[usize::from(provision) % 2];
    (readings[usize::from(reading) % 3], provision)
}
