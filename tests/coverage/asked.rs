//! How do parts come out? Found slowly: each condition is asked for by itself, in words, of the thing in hand.

use std::collections::BTreeSet;

use grounds::{
    analysis::coverage::Outcomes,
    answer::Status,
    explain::Answered,
    session::{Options, Session},
};

use crate::sentences::{Base, C, INPUTS};

/// How something comes out, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Yes,
    Open,
    No,
}

/// For each part in how many of the questions it came out how.
pub(crate) fn outcomes(base: &Base, session: &mut Session) -> Vec<Outcomes> {
    let mut all: Vec<Outcomes> = Vec::new();
    for (thing, word, _) in &base.asked {
        let mut walk = Walk::new(base, session);
        walk.goal(*thing, *word);
        while let Some((thing, word)) = walk.waiting.pop() {
            walk.rules(thing, word);
        }
        all.resize(walk.found.len(), Outcomes::default());
        for (all, own) in all.iter_mut().zip(&walk.found) {
            all.yes += u32::from(own[Outcome::Yes as usize]);
            all.open += u32::from(own[Outcome::Open as usize]);
            all.no += u32::from(own[Outcome::No as usize]);
        }
    }
    all
}

struct Walk<'a> {
    base: &'a Base,
    session: &'a mut Session,
    /// For each rule the number of its first part.
    first: Vec<usize>,
    found: Vec<[bool; 3]>,
    waiting: Vec<(usize, usize)>,
    met: BTreeSet<(usize, usize)>,
}

/// What is in hand: the thing of the rule, and the pets introduced on the way, by their numbers.
#[derive(Debug, Clone, PartialEq)]
struct Hand {
    thing: usize,
    others: Vec<(usize, usize)>,
    open: bool,
}

impl<'a> Walk<'a> {
    fn new(base: &'a Base, session: &'a mut Session) -> Self {
        let mut first = Vec::new();
        let mut count = 0;
        for rule in &base.rules {
            first.push(count);
            count += 1 + size(&rule.conditions);
        }
        let found = vec![[false; 3]; count];
        Self { base, session, first, found, waiting: Vec::new(), met: BTreeSet::new() }
    }

    fn goal(&mut self, thing: usize, word: usize) {
        let rules = word >= INPUTS && self.base.stated[thing][word].is_none();
        if rules && self.met.insert((thing, word)) {
            self.waiting.push((thing, word));
        }
    }

    fn rules(&mut self, thing: usize, word: usize) {
        for at in 0..self.base.rules.len() {
            if self.base.rules[at].concludes.is_some_and(|it| it.0 == word) {
                self.apply(at, Hand { thing, others: Vec::new(), open: false });
            }
        }
    }

    fn apply(&mut self, at: usize, hand: Hand) {
        let part = self.first[at];
        let hands = self.list(&self.base.rules[at].conditions, part + 1, vec![hand]);
        let best = hands.iter().map(|it| if it.open { Outcome::Open } else { Outcome::Yes }).min();
        self.found[part][best.unwrap_or(Outcome::No) as usize] = true;
        for below in at + 1..self.base.rules.len() {
            if self.base.rules[below].to == Some(at) {
                for it in &hands {
                    self.apply(below, it.clone());
                }
            }
        }
    }

    /// Tries a list; `part` is the number of its first condition.
    fn list(&mut self, list: &[C], mut part: usize, mut hands: Vec<Hand>) -> Vec<Hand> {
        for it in list {
            let mut next: Vec<Hand> = Vec::new();
            for hand in &hands {
                next.extend(self.condition(it, part, hand));
            }
            next.dedup();
            part += size(std::slice::from_ref(it));
            hands = next;
        }
        hands
    }

    fn condition(&mut self, condition: &C, part: usize, hand: &Hand) -> Vec<Hand> {
        let met = self.meet(condition, part, hand);
        let within = Hand { open: false, ..hand.clone() };
        match condition {
            C::Is(word, _) => self.goal(hand.thing, *word),
            C::Or(branches) => self.branches(branches, part + 1, &within),
            C::Not(inner) => match &**inner {
                C::And(list) => drop(self.list(list, part + 1, vec![within])),
                C::Or(branches) => self.branches(branches, part + 1, &within),
                _ => unreachable!("what is denied in brackets is several conditions"),
            },
            C::Likes(..) | C::Small(_) | C::And(_) => {}
        }
        met
    }

    fn branches(&mut self, branches: &[C], mut part: usize, hand: &Hand) {
        for it in branches {
            if let C::And(list) = it {
                self.meet(it, part, hand);
                self.list(list, part + 1, vec![hand.clone()]);
                part += 1 + size(list);
            } else {
                self.condition(it, part, hand);
                part += size(std::slice::from_ref(it));
            }
        }
    }

    /// Asks for a condition by itself, for each thing that it may introduce.
    fn meet(&mut self, condition: &C, part: usize, hand: &Hand) -> Vec<Hand> {
        let introduced = match condition {
            C::Likes(it, true) => Some(*it),
            _ => None,
        };
        let hands: Vec<Hand> = match introduced {
            None => vec![hand.clone()],
            Some(letter) => (0..self.base.pets.len())
                .map(|it| {
                    let others = hand.others.iter().copied().chain([(letter, it)]).collect();
                    Hand { others, ..hand.clone() }
                })
                .collect(),
        };
        let mut best = Outcome::No;
        let mut met = Vec::new();
        for mut hand in hands {
            let outcome = self.ask(condition, &hand);
            best = best.min(outcome);
            hand.open |= outcome == Outcome::Open;
            if outcome != Outcome::No {
                met.push(hand);
            }
        }
        self.found[part][best as usize] = true;
        met
    }

    fn ask(&mut self, condition: &C, hand: &Hand) -> Outcome {
        let mut seen = hand.others.iter().map(|it| it.0).collect();
        let mut text = condition.text(&format!("T{}", hand.thing), &mut seen);
        for (letter, pet) in &hand.others {
            text = text.replace(&format!("the pet X{letter} "), &format!("P{pet} "));
            if text.ends_with(&format!("the pet X{letter}")) {
                text = text.replace(&format!("the pet X{letter}"), &format!("P{pet}"));
            }
        }
        let scenario = self.session.cases[0].scenario.clone();
        let query = self.session.question(&scenario, "typed", &format!("{text}?"));
        let query = query.unwrap_or_else(|it| unreachable!("{text}: {it:#?}"));
        let answer = self.session.answer(&scenario, &query, &Options::default()).unwrap();
        let Answered::YesNo(it) = answer.answer else { unreachable!("{text}: asks for things") };
        match it.status {
            Status::Yes => Outcome::Yes,
            Status::No => Outcome::No,
            _ => Outcome::Open,
        }
    }
}

/// How many parts some conditions are.
fn size(list: &[C]) -> usize {
    let branches = |it: &[C]| -> usize {
        let one = |it: &C| match it {
            C::And(list) => 1 + size(list),
            other => size(std::slice::from_ref(other)),
        };
        it.iter().map(one).sum()
    };
    let one = |it: &C| match it {
        C::Or(it) => 1 + branches(it),
        C::Not(inner) => match &**inner {
            C::And(list) => 1 + size(list),
            C::Or(it) => 1 + branches(it),
            _ => 1,
        },
        _ => 1,
    };
    list.iter().map(one).sum()
}
