//! Random rule bases as data, written out as text: whole, or with one thing dropped or turned into its opposite.

use std::{collections::BTreeSet, fmt::Write};

use grounds::{
    analysis::mutate::ChangeKind,
    answer::Status,
    explain::{Answered, Explanation},
};

use crate::random::Random;

/// What is said of things: first what cases state, then what rules conclude.
pub(crate) const WORDS: [&str; 8] =
    ["red", "blue", "green", "odd", "good", "fair", "fine", "sound"];
pub(crate) const INPUTS: usize = 4;
pub(crate) const THINGS: usize = 2;

/// A condition on the thing of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum C {
    /// It is (not) so.
    Is(usize, bool),
    /// It likes a pet, or none; the pet goes by a number.
    Likes(usize, bool),
    /// A pet that was introduced before is small.
    Small(usize),
    /// All of these, within brackets.
    And(Vec<C>),
    /// One of these.
    Or(Vec<C>),
    /// Not all, or none, of those in the brackets.
    Not(Box<C>),
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// What it concludes; an exception concludes nothing.
    pub(crate) concludes: Option<(usize, bool)>,
    /// What it is an exception to.
    pub(crate) to: Option<usize>,
    pub(crate) conditions: Vec<C>,
    gone: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Base {
    pub(crate) rules: Vec<Rule>,
    /// For each thing and each word what the case states.
    pub(crate) stated: Vec<[Option<bool>; 8]>,
    /// For each pet whether it is small, and which things like it; there may be no pet at all.
    pub(crate) pets: Vec<(Option<bool>, [Option<bool>; THINGS])>,
    /// What is asked: a thing and a word, and what is expected, if anything.
    pub(crate) asked: Vec<(usize, usize, Option<&'static str>)>,
}

/// What becomes of a text, where that can be written down.
pub(crate) enum Edit {
    Text(String),
    Unwritten,
}

impl Base {
    pub(crate) fn random(random: &mut Random) -> Self {
        let mut letters = 0;
        let mut rules: Vec<Rule> = Vec::new();
        for at in 0..3 + random.below(4) {
            let to = (at > 0 && random.below(3) == 0).then(|| random.below(at));
            let word = INPUTS + random.below(WORDS.len() - INPUTS);
            let concludes = to.is_none().then(|| (word, random.below(4) > 0));
            // An exception says under which condition.
            let count = random.below(3) + usize::from(to.is_some());
            let conditions = list(random, count, 2, &mut letters);
            rules.push(Rule { concludes, to, conditions, gone: false });
        }
        let maybe = |random: &mut Random| match random.below(5) {
            0 | 1 => Some(true),
            2 | 3 => Some(false),
            _ => None,
        };
        let count_of_pets = random.below(3);
        let mut stated = vec![[None; 8]; THINGS];
        for words in &mut stated {
            for (word, it) in words.iter_mut().enumerate() {
                // What rules conclude is seldom stated.
                if word < INPUTS || random.below(10) == 0 {
                    *it = maybe(random);
                }
            }
        }
        let mut pet = |_| (maybe(random), std::array::from_fn(|_| maybe(random)));
        let pets = (0..count_of_pets).map(&mut pet).collect();
        let asked = (0..4 + random.below(4))
            .map(|_| (random.below(THINGS), INPUTS + random.below(WORDS.len() - INPUTS), None))
            .collect();
        Self { rules, stated, pets, asked }
    }

    /// Expects of some questions what is so, or a part of it.
    pub(crate) fn expect(&mut self, answers: &[(Explanation, Option<bool>)]) {
        for (at, (asked, (answer, _))) in self.asked.iter_mut().zip(answers).enumerate() {
            let Answered::YesNo(it) = &answer.answer else { continue };
            let status = match it.status {
                Status::Yes => "yes",
                Status::No => "no",
                Status::Depends => "depends",
                Status::Disputed => "disputed",
                Status::Circular => "circular",
            };
            asked.2 = Some(status).filter(|_| at % 3 > 0);
        }
        // Questions come in this order: what is expected before what is asked.
        self.asked.sort_by_key(|it| it.2.is_none());
    }

    pub(crate) fn text(&self) -> String {
        let mut text =
            "kind thing\nkind pet\ngiven {a thing} likes {a pet}\ngiven {a pet} is small\n"
                .to_owned();
        for (at, word) in WORDS.iter().enumerate() {
            let role = if at < INPUTS { "given" } else { "conclusion" };
            writeln!(text, "{role} {{a thing}} is {word}").unwrap();
        }
        for (at, rule) in self.rules.iter().enumerate().filter(|it| !it.1.gone) {
            text.push_str(&rule.text(at));
        }
        text.push_str("case one\n");
        for at in 0..THINGS {
            writeln!(text, "  T{at} is a thing.").unwrap();
        }
        let not = |it: bool| if it { "" } else { "not " };
        for (at, words) in self.stated.iter().enumerate() {
            for (word, it) in WORDS.iter().zip(words) {
                if let Some(it) = it {
                    writeln!(text, "  T{at} is {}{word}.", not(*it)).unwrap();
                }
            }
        }
        for (at, (small, likes)) in self.pets.iter().enumerate() {
            writeln!(text, "  P{at} is a pet.").unwrap();
            if let Some(it) = small {
                writeln!(text, "  P{at} is {}small.", not(*it)).unwrap();
            }
            for (thing, it) in likes.iter().enumerate() {
                if let Some(it) = it {
                    writeln!(text, "  {}T{thing} likes P{at}.", not(*it)).unwrap();
                }
            }
        }
        for (thing, word, expected) in &self.asked {
            let question = format!("is T{thing} {}?", WORDS[*word]);
            match expected {
                Some(it) => writeln!(text, "  expect {question} {it}").unwrap(),
                None => writeln!(text, "  ask {question}").unwrap(),
            }
        }
        text
    }

    fn with(&self, at: usize, conditions: Vec<C>) -> Self {
        let mut base = self.clone();
        base.rules[at].conditions = conditions;
        base
    }

    fn without(&self, at: usize) -> Self {
        let mut base = self.clone();
        base.rules[at].gone = true;
        for it in at + 1..base.rules.len() {
            let to = base.rules[it].to;
            base.rules[it].gone |= to.is_some_and(|it| base.rules[it].gone);
        }
        base
    }

    /// The base without each of its parts, in the order of the parts.
    pub(crate) fn drops(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            all.push(self.without(at));
            let changed = changed(&rule.conditions).into_iter();
            all.extend(changed.map(|it| self.with(at, it.0)));
        }
        all
    }

    /// The text after each change, in the order in which changes are tried.
    pub(crate) fn edits(&self) -> Vec<(ChangeKind, Edit)> {
        let mut all = Vec::new();
        for (at, rule) in self.rules.iter().enumerate() {
            let kind =
                if rule.to.is_some() { ChangeKind::DropException } else { ChangeKind::DropRule };
            all.push((kind, Edit::Text(self.without(at).text())));
            if let Some((word, positive)) = rule.concludes {
                let mut base = self.clone();
                base.rules[at].concludes = Some((word, !positive));
                all.push((ChangeKind::NegateConclusion, Edit::Text(base.text())));
            }
            for (without, negated) in changed(&rule.conditions) {
                let text = self.with(at, without).text();
                all.push((ChangeKind::DropCondition, Edit::Text(text)));
                let edit = match negated {
                    Some(it) => Edit::Text(self.with(at, it).text()),
                    None => Edit::Unwritten,
                };
                all.push((ChangeKind::NegateCondition, edit));
            }
        }
        all
    }
}

impl Rule {
    fn text(&self, at: usize) -> String {
        let mut seen = BTreeSet::new();
        let conditions = joined(&self.conditions, " and ", "A", &mut seen);
        // In an exception, A is the thing of the rule.
        let head = match (self.to, self.concludes) {
            (Some(to), _) => format!("exception r{at} to r{to}\n "),
            (None, Some((word, positive))) => {
                let not = if positive { "" } else { "not " };
                format!("rule r{at}\n  a thing A is {not}{}", WORDS[word])
            }
            (None, None) => unreachable!("a rule concludes something"),
        };
        match conditions.is_empty() {
            // An exception without conditions of its own always applies; that takes a condition to say.
            true if self.to.is_some() => format!("{head} if the thing A is the thing A.\n"),
            true => format!("{head}.\n"),
            false => format!("{head} if {conditions}.\n"),
        }
    }
}

fn joined(list: &[C], by: &str, thing: &str, seen: &mut BTreeSet<usize>) -> String {
    list.iter().map(|it| it.text(thing, seen)).collect::<Vec<_>>().join(by)
}

impl C {
    /// As it is written of a thing; things that are spoken of for the first time are introduced.
    pub(crate) fn text(&self, thing: &str, seen: &mut BTreeSet<usize>) -> String {
        let mut named = |it: usize| {
            let article = if seen.insert(it) { "a" } else { "the" };
            format!("{article} pet X{it}")
        };
        let main = if thing == "A" { "the thing A".to_owned() } else { thing.to_owned() };
        match self {
            Self::Is(word, true) => format!("{main} is {}", WORDS[*word]),
            Self::Is(word, false) => format!("{main} is not {}", WORDS[*word]),
            Self::Likes(it, true) => format!("{main} likes {}", named(*it)),
            Self::Likes(it, false) => format!("not {main} likes {}", named(*it)),
            Self::Small(it) => format!("{} is small", named(*it)),
            Self::And(list) => format!("({})", joined(list, " and ", thing, seen)),
            Self::Or(list) => format!("any of ({})", joined(list, "; ", thing, seen)),
            Self::Not(inner) => match &**inner {
                Self::And(_) => format!("not {}", inner.text(thing, seen)),
                other => format!("not ({})", other.text(thing, seen)),
            },
        }
    }

    fn denied(&self) -> Self {
        match self {
            Self::Is(word, positive) => Self::Is(*word, !positive),
            Self::Likes(it, positive) => Self::Likes(*it, !positive),
            Self::Not(inner) => (**inner).clone(),
            other => Self::Not(Box::new(other.clone())),
        }
    }

    /// What it introduces to those behind it.
    fn introduces(&self) -> Option<usize> {
        match self {
            Self::Likes(it, true) | Self::Small(it) => Some(*it),
            _ => None,
        }
    }

    /// What there is in it to be changed: itself with it dropped, and with its opposite.
    fn inside(&self) -> Vec<(Self, Option<Self>)> {
        let within = |made: &dyn Fn(Vec<Self>) -> Self, list: &[Self]| {
            let made = |(one, other): (Vec<Self>, Option<Vec<Self>>)| (made(one), other.map(made));
            changed(list).into_iter().map(made).collect::<Vec<_>>()
        };
        match self {
            Self::Or(branches) => {
                let mut all = Vec::new();
                for (at, branch) in branches.iter().enumerate() {
                    let put = |it: Self| {
                        let mut branches = branches.clone();
                        branches[at] = it;
                        Self::Or(branches)
                    };
                    let mut fewer = branches.clone();
                    fewer.remove(at);
                    all.push((Self::Or(fewer), Some(put(branch.denied()))));
                    let inner = match branch {
                        Self::And(list) => within(&Self::And, list),
                        other => other.inside(),
                    };
                    all.extend(inner.into_iter().map(|(one, other)| (put(one), other.map(put))));
                }
                all
            }
            Self::Not(inner) => {
                let not = |it: Self| Self::Not(Box::new(it));
                let inner = match &**inner {
                    Self::And(list) => within(&Self::And, list),
                    other => other.inside(),
                };
                inner.into_iter().map(|(one, other)| (not(one), other.map(not))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A list without each condition, and with its opposite, where that can be written; each followed by what is in it.
fn changed(list: &[C]) -> Vec<(Vec<C>, Option<Vec<C>>)> {
    let mut all = Vec::new();
    for (at, it) in list.iter().enumerate() {
        let mut without = list.to_vec();
        without.remove(at);
        let put = |it: C| {
            let mut list = list.to_vec();
            list[at] = it;
            list
        };
        // What is introduced under a `not` is not known behind it.
        let shared = it.introduces().is_some_and(|own| {
            let others = list.iter().enumerate().filter(|it| it.0 != at);
            others.into_iter().any(|it| it.1.introduces() == Some(own))
        });
        let negated = (!shared).then(|| put(it.denied()));
        all.push((without, negated));
        all.extend(it.inside().into_iter().map(|(one, other)| (put(one), other.map(put))));
    }
    all
}

fn list(random: &mut Random, count: usize, depth: usize, letters: &mut usize) -> Vec<C> {
    let mut all = Vec::new();
    for _ in 0..count {
        let it = condition(random, depth, letters);
        if let (C::Likes(letter, true), true) = (&it, random.flip()) {
            let small = C::Small(*letter);
            all.extend([it, small]);
        } else {
            all.push(it);
        }
    }
    all
}

fn condition(random: &mut Random, depth: usize, letters: &mut usize) -> C {
    let several = |random: &mut Random, letters: &mut usize| {
        let count = 2 + random.below(2);
        list(random, count, depth - 1, letters)
    };
    match random.below(if depth > 0 { 10 } else { 6 }) {
        0 => {
            *letters += 1;
            C::Likes(*letters, random.flip())
        }
        6 | 7 => {
            let count = 2 + random.below(2);
            let branch = |_| match random.below(3) {
                0 => C::And(several(random, letters)),
                _ => condition(random, depth - 1, letters),
            };
            C::Or((0..count).map(branch).collect())
        }
        8 => C::Not(Box::new(C::And(several(random, letters)))),
        9 => {
            let branch = |_| C::Is(random.below(WORDS.len()), random.flip());
            C::Not(Box::new(C::Or((0..2).map(branch).collect())))
        }
        _ => C::Is(random.below(WORDS.len()), random.flip()),
    }
}
