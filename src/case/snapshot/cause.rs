//! What made the difference? The rules that changed since an answer was last looked at, else what else did.
//!
//! Of a rule that is reached for the first time it is said that it is new only where it would have been reached before:
//! by way of rules that are what they were.

use super::{Info, texts};

/// The most that is told.
const FEW: usize = 3;

/// What is known of the rules as they are now.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// The fingerprint of a rule's text, by its label, if there is such a rule.
    pub fingerprint: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a rule is reached by way of rules that are what they were.
    pub would_have_been_reached: &'a dyn Fn(&str) -> bool,
}

/// A rule that may have made the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its label.
    pub label: String,
    /// What happened to it.
    pub change: &'static str,
}

/// Whether a rule bore on the question before, with the same text.
pub fn is_unchanged(old: &Info, label: &str, fingerprint: &str) -> bool {
    old.reached.iter().any(|it| it.0 == label && it.1 == fingerprint)
}

/// What made an answer another one, most likely first: `rule registration (new)`. `rules` are those of the
/// [`candidates`] that can't be ruled out; `edited` says whether somebody edited the old record, if that is known.
/// Nothing where it is not known what the old answer came from.
pub fn causes(old: &Info, new: &Info, rules: &[Candidate], edited: Option<bool>) -> Vec<String> {
    if old.case.is_empty() {
        return Vec::new();
    }
    let mut told: Vec<String> = rules
        .iter()
        .map(|it| format!("{} {} ({})", sort(old, new, &it.label), it.label, it.change))
        .collect();
    let more = told.len().saturating_sub(FEW);
    told.truncate(FEW);
    if more > 0 {
        told.push(format!("{more} more {}", if more == 1 { "rule" } else { "rules" }));
    }
    if old.as_of != new.as_of {
        let day = |it: &Info| it.as_of.clone().unwrap_or_else(|| "none given".to_owned());
        told.push(format!("the day ({} → {})", day(old), day(new)));
    } else if old.facts != new.facts {
        told.push("what the case states (changed)".to_owned());
    }
    if edited == Some(true) {
        told.push("the snapshot itself (edited or merged)".to_owned());
    }
    if told.is_empty() && old.words != new.words {
        told.push("the kinds, names, phrases or sources of the rules (changed)".to_owned());
    }
    if told.is_empty() && new.as_of.is_none() {
        told.push("the day that it is (the case gives none)".to_owned());
    }
    if told.is_empty() {
        let other = "Grounds itself (no rule changed)";
        told.push(match edited {
            None => format!("an edit of the snapshot, or {other}"),
            Some(_) => other.to_owned(),
        });
    }
    told
}

/// The rules that may have made the difference: those that are not what they were, among the reasons if there are any.
pub fn candidates(old: &Info, new: &Info, now: Now<'_>) -> Vec<Candidate> {
    let candidate = |label: &String, change| Candidate { label: label.clone(), change };
    let mut changed = Vec::new();
    let mut only_reached = Vec::new();
    for (label, print) in &new.reached {
        match old.reached.iter().find(|it| it.0 == *label) {
            Some(before) if before.1 == *print => {}
            Some(_) => changed.push(candidate(label, "changed")),
            None if (now.would_have_been_reached)(label) => {
                changed.push(candidate(label, "new"));
            }
            None => only_reached.push(candidate(label, "reached now")),
        }
    }
    let left = old.reached.iter().filter(|it| new.reached.iter().all(|other| other.0 != it.0));
    for (label, print) in left {
        match (now.fingerprint)(label) {
            None => changed.push(candidate(label, "removed")),
            Some(now) if now != *print => changed.push(candidate(label, "changed")),
            Some(_) => only_reached.push(candidate(label, "no longer reached")),
        }
    }
    let all = if changed.is_empty() { only_reached } else { changed };
    let is_reason =
        |it: &&Candidate| old.rule(&it.label).is_some() || new.rule(&it.label).is_some();
    let reasons: Vec<Candidate> = all.iter().filter(is_reason).cloned().collect();
    if reasons.is_empty() { all } else { reasons }
}

/// Whether it is a rule or an exception, as far as that is known.
fn sort<'a>(old: &'a Info, new: &'a Info, label: &str) -> &'a str {
    let text = new.rule(label).or_else(|| old.rule(label));
    let first = text.and_then(|it| it.split(' ').next());
    first.filter(|_| text.and_then(texts::label).is_some()).unwrap_or("rule")
}

#[cfg(test)]
mod tests {
    use super::{Info, Now, candidates, causes};

    /// What is known now; what is reached as before; the rules there are; what is told.
    type Case<'a> = (Info, &'a [&'a str], &'a [(&'a str, &'a str)], &'a [&'a str]);

    fn info(reached: &[(&str, &str)], trace: &[&str]) -> Info {
        let owned = |it: &(&str, &str)| (it.0.to_owned(), it.1.to_owned());
        Info {
            case: "ada".to_owned(),
            as_of: Some("2026-03-02".to_owned()),
            facts: "1".to_owned(),
            words: "1".to_owned(),
            reached: reached.iter().map(owned).collect(),
            trace: trace.iter().map(|it| format!("rule {it} x")).collect(),
            ..Info::default()
        }
    }

    fn told(old: &Info, new: &Info, surely: &[&str], there: &[(&str, &str)]) -> Vec<String> {
        let fingerprint =
            |it: &str| there.iter().find(|rule| rule.0 == it).map(|rule| rule.1.to_owned());
        let would = |it: &str| surely.contains(&it);
        let now = Now { fingerprint: &fingerprint, would_have_been_reached: &would };
        causes(old, new, &candidates(old, new, now), Some(false))
    }

    #[test]
    fn what_changed_is_told() {
        let old = info(&[("a", "1"), ("b", "1")], &["a"]);
        let both = [("a", "1"), ("b", "1")];
        let cases: [Case<'_>; 9] = [
            (info(&[("a", "2"), ("b", "1")], &["a"]), &[], &both, &["rule a (changed)"]),
            (info(&[("a", "2"), ("b", "2")], &["a"]), &[], &both, &["rule a (changed)"]),
            (info(&[("a", "1"), ("b", "2")], &["a"]), &[], &both, &["rule b (changed)"]),
            (info(&[("a", "1"), ("b", "1"), ("c", "1")], &["c"]), &["c"], &both, &["rule c (new)"]),
            (
                info(&[("a", "1"), ("b", "1"), ("c", "1")], &[]),
                &[],
                &both,
                &["rule c (reached now)"],
            ),
            (info(&[("a", "1")], &["a"]), &[], &[("a", "1")], &["rule b (removed)"]),
            (info(&[("a", "1")], &["a"]), &[], &both, &["rule b (no longer reached)"]),
            (
                Info { facts: "2".to_owned(), ..old.clone() },
                &[],
                &both,
                &["what the case states (changed)"],
            ),
            (old.clone(), &[], &both, &["Grounds itself (no rule changed)"]),
        ];
        for (new, surely, there, expected) in cases {
            assert_eq!(told(&old, &new, surely, there), expected, "{new:?}");
        }
        assert!(told(&Info::default(), &old, &[], &both).is_empty());
        let edited = |it: &Info, edited| causes(&old, it, &[], edited);
        assert_eq!(edited(&old, Some(true)), ["the snapshot itself (edited or merged)"]);
        let either = "an edit of the snapshot, or Grounds itself (no rule changed)";
        assert_eq!(edited(&old, None), [either]);
        let facts = Info { facts: "2".to_owned(), ..old.clone() };
        let both = ["what the case states (changed)", "the snapshot itself (edited or merged)"];
        assert_eq!(edited(&facts, Some(true)), both);
    }
}
