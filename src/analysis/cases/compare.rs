//! What of an answer is otherwise? The answer itself, what is open, the rules that it rests on, and how strong they are.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use num_bigint::BigUint;

use crate::{
    analysis::changes::canonical,
    answer::Status,
    explain::{
        Answered, Bound, Conditions, Explanation, LiteralInWords, Outcome, Step, StepKind,
        WaysInWords, json::outcome,
    },
    program::{Authority, Basis, Program},
};

/// What of an answer and its reasons is otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Whether the answer is another one.
    pub answer: bool,
    /// What was settled or did not matter and is open now.
    pub opened: Vec<String>,
    /// What was open and is settled now or no longer matters.
    pub settled: Vec<String>,
    /// The rules in effect, or whose effect is open or defeated, that only the old reasons have.
    pub left: Vec<Ground>,
    /// Those that only the new reasons have.
    pub joined: Vec<Ground>,
    /// How strong what the answer rests on was and is, where that is otherwise.
    pub strength: Option<(Strength, Strength)>,
    /// Whether the lists of ways were cut off, so that the answers were compared by their number and what all of them need.
    pub cut: bool,
}

/// A rule in the reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Its label.
    pub rule: String,
    /// Where the sources say so.
    pub citations: Vec<String>,
    /// How it came out there: `holds`, `open`, `defeated` or `circular`.
    pub status: &'static str,
}

/// How strong what an answer rests on is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// The weakest kind of source.
    pub source: Option<Authority>,
    /// The weakest basis.
    pub basis: Option<Basis>,
    /// Whether a rule that it rests on cites nothing.
    pub unsourced: bool,
}

impl Strength {
    fn of(explanation: &Explanation) -> Self {
        Self {
            source: explanation.weakest_source,
            basis: explanation.weakest_basis,
            unsourced: explanation.unsourced,
        }
    }

    /// Whether this one is weaker than another, or stronger; nothing where neither can be said.
    pub fn is_weaker_than(self, other: Self) -> Option<bool> {
        let mut sides = vec![self.unsourced.cmp(&other.unsourced)];
        sides.extend(self.source.zip(other.source).map(|(one, other)| one.cmp(&other)));
        sides.extend(self.basis.zip(other.basis).map(|(one, other)| one.cmp(&other)));
        let comparable = self.source.is_some() == other.source.is_some()
            && self.basis.is_some() == other.basis.is_some();
        let (weaker, stronger) =
            (sides.contains(&Ordering::Greater), sides.contains(&Ordering::Less));
        (comparable && weaker != stronger).then_some(weaker)
    }
}

impl Comparison {
    /// Compares two answers.
    pub(super) fn of(old: (&Explanation, &Labelled), new: (&Explanation, &Labelled)) -> Self {
        let (before, after) = (grounds(old), grounds(new));
        let (old, new) = (old.0, new.0);
        let open = |it: &Explanation| -> Vec<String> {
            it.open.iter().map(|it| it.sentence.clone()).collect()
        };
        let (was_open, is_open) = (open(old), open(new));
        let without = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|it| !other.contains(it)).cloned().collect()
        };
        let (was, is) = (Strength::of(old), Strength::of(new));
        Self {
            answer: !is_same_answer(&old.answer, &new.answer),
            opened: without(&is_open, &was_open),
            settled: without(&was_open, &is_open),
            left: only_in(&before, &after),
            joined: only_in(&after, &before),
            strength: (was != is).then_some((was, is)),
            cut: is_cut(&old.answer) || is_cut(&new.answer),
        }
    }

    /// Whether nothing is otherwise.
    pub fn is_none(&self) -> bool {
        !self.answer
            && !self.is_regrounded()
            && self.strength.is_none()
            && self.opened.is_empty()
            && self.settled.is_empty()
    }

    /// Whether the answer rests on other rules or citations.
    pub fn is_regrounded(&self) -> bool {
        !self.left.is_empty() || !self.joined.is_empty()
    }
}

/// What the rules of a program say, by their labels: an exception to several sentences is a rule for each of them.
pub(super) type Labelled = HashMap<String, Vec<String>>;

/// The rules of a program by their labels.
pub(super) fn labelled(program: &Program) -> Labelled {
    let mut labelled = Labelled::new();
    for (id, rule) in program.rules() {
        labelled.entry(rule.label.clone()).or_default().push(canonical(program, id));
    }
    labelled
}

/// What a rule in some reasons says, where the sources say so, and how it came out.
type Key<'a> = (&'a [String], &'a [String], &'static str);

/// The rules in some reasons. Those that do not apply are no grounds.
fn grounds<'a>(
    (explanation, labelled): (&'a Explanation, &'a Labelled),
) -> BTreeMap<Key<'a>, Ground> {
    let telling = explanation.steps.iter().filter(|it| {
        matches!(it.kind, StepKind::Rule | StepKind::Exception) && it.outcome != Outcome::Fails
    });
    let ground = |it: &'a Step| {
        let rule = it.rule.clone()?;
        let forms = labelled.get(rule.as_str()).map_or(&[][..], Vec::as_slice);
        let status = outcome(it.outcome);
        let citations = it.citations.clone();
        Some(((forms, it.citations.as_slice(), status), Ground { rule, citations, status }))
    };
    telling.filter_map(ground).collect()
}

fn only_in<K: Ord>(one: &BTreeMap<K, Ground>, other: &BTreeMap<K, Ground>) -> Vec<Ground> {
    one.iter().filter(|it| !other.contains_key(it.0)).map(|it| it.1.clone()).collect()
}

/// Whether two answers say the same, in whatever order.
pub(super) fn is_same_answer(one: &Answered, other: &Answered) -> bool {
    match (one, other) {
        (Answered::YesNo(one), Answered::YesNo(other)) => Sides::of(one) == Sides::of(other),
        (Answered::Which(one), Answered::Which(other)) => {
            let all = |bound: &[Bound]| -> BTreeMap<Vec<(String, String)>, Sides> {
                bound.iter().map(|it| (it.values.clone(), Sides::of(&it.conditions))).collect()
            };
            all(one) == all(other)
        }
        _ => false,
    }
}

fn is_cut(answer: &Answered) -> bool {
    let one =
        |it: &Conditions| [&it.yes_if, &it.no_if, &it.circular_if].into_iter().any(is_cut_off);
    match answer {
        Answered::YesNo(it) => one(it),
        Answered::Which(bound) => bound.iter().any(|it| one(&it.conditions)),
    }
}

fn is_cut_off(ways: &WaysInWords) -> bool {
    ways.count.as_ref().is_none_or(|it| *it != ways.listed.len().into())
}

/// A way as the sentences that it settles.
type Way = BTreeSet<(String, bool)>;

/// When an answer is yes, no and circular, whatever the order of the ways.
#[derive(PartialEq, Eq)]
struct Sides {
    status: Status,
    ways: Vec<(Option<BigUint>, BTreeSet<Way>)>,
}

impl Sides {
    fn of(conditions: &Conditions) -> Self {
        let way = |it: &Vec<LiteralInWords>| -> Way {
            it.iter().map(|it| (it.sentence.clone(), it.holds)).collect()
        };
        let side = |it: &WaysInWords| {
            let cut = is_cut_off(it);
            let ways = if cut {
                BTreeSet::from([way(&it.common)])
            } else {
                it.listed.iter().map(way).collect()
            };
            (it.count.clone(), ways)
        };
        let sides = [&conditions.yes_if, &conditions.no_if, &conditions.circular_if];
        Self { status: conditions.status, ways: sides.into_iter().map(side).collect() }
    }
}
