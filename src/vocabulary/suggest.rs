//! What was probably meant by a word that isn't there?

/// The most suggestions that a message makes.
const MOST: usize = 3;
/// The most letters of a word that are compared.
const LONGEST_COMPARED: usize = 30;

/// Those of the known texts that are nearly `text`, nearest first; capitals don't count.
pub(crate) fn nearest<'k>(text: &str, known: impl Iterator<Item = &'k str>) -> Vec<String> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let mut near: Vec<(usize, &str)> = known
        .filter_map(|it| distance(&letters, &it.to_lowercase()).map(|far| (far, it)))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(MOST).map(|it| it.1.to_owned()).collect()
}

/// Whether one word is the other with a slip of the finger or two.
pub(crate) fn is_near(word: &str, other: &str) -> bool {
    if word.len().abs_diff(other.len()) > 2 + word.len() / 4 {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    distance(&letters, other).is_some()
}

/// How unlike two words are, from nothing up to `most`, by the share of letters that differ.
pub(crate) fn unlikeness(word: &str, other: &str, most: usize) -> usize {
    let letters = |it: &str| it.chars().take(LONGEST_COMPARED).collect::<Vec<char>>();
    let (word, other) = (letters(word), letters(other));
    (most * typed(&word, &other)).div_ceil(word.len().max(other.len()).max(1))
}

/// How many letters have to be typed, dropped, changed or swapped; nothing where it would be too many.
fn distance(letters: &[char], other: &str) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    let longer = letters.len().max(other.len());
    let most = match longer {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => longer / 4,
    };
    if letters.len().abs_diff(other.len()) > most {
        return None;
    }
    let far = typed(letters, &other);
    (far <= most).then_some(far)
}

fn typed(one: &[char], other: &[char]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let change = last[j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                best = best.min(above[j - 2] + 1);
            }
            row.push(best);
        }
        above = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_finger_are_found() {
        let known = ["vetted", "veto", "General Secretariat", "CCF", "country"];
        let cases = [
            ("veted", vec!["vetted"]),
            ("General Secretary", vec!["General Secretariat"]),
            ("ccf", vec!["CCF"]),
            ("contry", vec!["country"]),
            ("Spain", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(nearest(text, known.into_iter()), expected, "{text}");
        }
    }
}
