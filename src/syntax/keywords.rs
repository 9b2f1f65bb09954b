//! With which words do items and clauses begin?

use crate::syntax::characters::{first_word, is_blank, opens_quote};

/// What an item declares, by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemWord {
    Source,
    Outline,
    Omit,
    Kind,
    Name,
    Given,
    Conclusion,
    Rule,
    Exception,
    Case,
    Table,
}

/// All items with their words, in the order in which messages list them.
const ITEMS: &[(&str, ItemWord)] = &[
    ("source", ItemWord::Source),
    ("outline", ItemWord::Outline),
    ("omit", ItemWord::Omit),
    ("kind", ItemWord::Kind),
    ("name", ItemWord::Name),
    ("given", ItemWord::Given),
    ("conclusion", ItemWord::Conclusion),
    ("rule", ItemWord::Rule),
    ("exception", ItemWord::Exception),
    ("case", ItemWord::Case),
    ("table", ItemWord::Table),
];

impl ItemWord {
    /// The item that begins with `word`.
    pub(super) fn read(word: &str) -> Option<Self> {
        ITEMS.iter().find(|it| it.0.eq_ignore_ascii_case(word)).map(|it| it.1)
    }

    /// The item whose word is nearly `word`.
    pub(super) fn nearest(word: &str) -> Option<Self> {
        nearest(word, ITEMS.iter().map(|it| it.0)).and_then(Self::read)
    }

    /// Its word.
    pub(super) fn word(self) -> &'static str {
        ITEMS.iter().find(|it| it.1 == self).map_or("", |it| it.0)
    }

    /// Whether sentences stand among its lines.
    pub(super) fn has_sentences(self) -> bool {
        matches!(self, Self::Rule | Self::Exception | Self::Case)
    }

    /// The words with which its clauses begin.
    pub(super) fn clauses(self) -> &'static [&'static str] {
        match self {
            Self::Source => {
                &["title", "reference", "url", "kind", "consulted", "in force", "outranks"]
            }
            Self::Kind => &["plural"],
            Self::Name => &["also"],
            Self::Given => {
                &["also", "negated", "asked", "otherwise no", "ask", "help", "decided by"]
            }
            Self::Conclusion => &["also", "negated", "asked"],
            Self::Rule | Self::Exception => {
                &["overrides", "replaces", "in force", "basis", "reading", "note"]
            }
            Self::Case => &["as of", "consider", "ask", "expect"],
            Self::Outline | Self::Omit | Self::Table => &[],
        }
    }

    /// The clause that a line of it begins with.
    pub(super) fn clause(self, line: &str) -> Option<&'static str> {
        self.clauses()
            .iter()
            .copied()
            .find(|it| begins_with(line, first_of(it)) && second_fits(it, line))
    }

    /// The clause whose word is nearly the one that a line of it begins with.
    pub(super) fn nearest_clause(self, line: &str) -> Option<&'static str> {
        let word = nearest(first_word(line), self.clauses().iter().map(|it| first_of(it)))?;
        self.clauses().iter().copied().find(|it| first_of(it) == word)
    }

    /// Whether a line that might as well continue a sentence is a clause from its first word to its last.
    pub(super) fn is_whole_clause(self, line: &str) -> bool {
        self.clause(line).is_some_and(|it| has_clause_shape(it, line))
    }
}

fn has_clause_shape(clause: &str, line: &str) -> bool {
    let words: Vec<&str> = line.split(is_blank).filter(|it| !it.is_empty()).collect();
    let digit =
        |at: usize| words.get(at).is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    match clause {
        "ask" | "expect" => line.contains('?'),
        "note" => words.get(1).is_some_and(|it| it.starts_with(opens_quote)),
        _ if line.ends_with('.') => false,
        "overrides" | "replaces" => words.len() == 2,
        "basis" => {
            words.len() == 2
                && matches!(words[1], "primary" | "quoted" | "secondary" | "unverified")
        }
        "reading" => words.len() >= 4 && words[2] == "of",
        "in force" => words.get(2).is_some_and(|it| matches!(*it, "from" | "until")) && digit(3),
        "as of" => digit(2),
        "consider" => words.len() <= 4,
        _ => true,
    }
}

fn first_of(clause: &'static str) -> &'static str {
    clause.split(' ').next().unwrap_or(clause)
}

fn begins_with(line: &str, word: &str) -> bool {
    first_word(line).eq_ignore_ascii_case(word)
}

/// `otherwise` is a clause whatever follows; `in`, `as` and `decided` only with their second word.
fn second_fits(clause: &str, line: &str) -> bool {
    let rest = line[first_word(line).len()..].trim_start_matches(is_blank);
    match clause {
        "in force" => begins_with(rest, "force"),
        "as of" => begins_with(rest, "of"),
        "decided by" => begins_with(rest, "by"),
        _ => true,
    }
}

/// The one of `known` that a slip of the finger or two would turn `word` into.
fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let word: Vec<char> = word.chars().take(20).flat_map(char::to_lowercase).collect();
    let slips = |it: &str| if it.len() < 6 { 1 } else { 2 };
    known
        .filter(|it| it.chars().count().abs_diff(word.len()) <= slips(it))
        .map(|it| (distance(&word, &it.chars().collect::<Vec<_>>()), it))
        .filter(|(far, it)| *far > 0 && *far <= slips(it))
        .min_by_key(|it| it.0)
        .map(|it| it.1)
}

/// How many letters have to be typed, dropped, changed or swapped.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let change = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped =
                i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if swapped {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}
