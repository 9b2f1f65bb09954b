//! Is a rule the same rule whatever its variables are called and in whichever order its conditions stand?

#![expect(clippy::disallowed_methods, reason = "the tests' own texts are files")]

use std::{fs, path::Path};

use proptest::{
    prelude::{Just, ProptestConfig, Strategy, any, proptest},
    sample::Index,
};

use super::canonical::canonical;
use crate::{
    program::{
        Alternative, Atom, Attribute, Comparison, Conclusion, Condition, ConditionKind, Operation,
        Program, Rule, RuleId, Term, VariableId,
    },
    session::Session,
};

/// The programs of all files of rules below some folders of the repository.
fn programs() -> Vec<Program> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["rules", "tests/cases"] {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    let texts = paths.into_iter().filter_map(|it| fs::read_to_string(it).ok());
    let session = |text| Session::load([("test".to_owned(), text)]);
    texts.map(session).map(|it| it.program).filter(|it| !it.rules.is_empty()).collect()
}

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|it| it == "rules") {
            paths.push(path);
        }
    }
}

/// Takes numbers one after the other, over and over.
struct Dice<'a>(std::iter::Cycle<std::slice::Iter<'a, Index>>);

impl Dice<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.next().map_or(0, |it| it.index(end.max(1)))
    }

    fn shuffle<T>(&mut self, of: &mut [T]) {
        for at in (1..of.len()).rev() {
            of.swap(at, self.below(at + 1));
        }
    }
}

/// Says the same in another order, with other numbers for the variables.
struct Otherwise<'a> {
    dice: Dice<'a>,
    /// For each variable its new number.
    numbers: Vec<u32>,
}

impl Otherwise<'_> {
    fn variable(&self, it: &mut VariableId) {
        it.0 = self.numbers[it.0 as usize];
    }

    fn rule(&mut self, rule: &mut Rule) {
        match &mut rule.conclusion {
            Some(Conclusion::Phrase { atom, .. }) => self.atom(atom),
            Some(Conclusion::Value { attribute, value }) => {
                self.attribute(attribute);
                self.term(value);
            }
            None => {}
        }
        self.conditions(&mut rule.conditions);
        let old = rule.variables.clone();
        for (at, it) in old.into_iter().enumerate() {
            rule.variables[self.numbers[at] as usize] = it;
        }
    }

    fn conditions(&mut self, all: &mut [Condition]) {
        self.dice.shuffle(all);
        for it in all {
            self.condition(it);
        }
    }

    fn condition(&mut self, it: &mut Condition) {
        match &mut it.kind {
            ConditionKind::Holds(atom) => self.atom(atom),
            ConditionKind::OfKind(term, _) => self.term(term),
            ConditionKind::Same(one, other) => {
                std::mem::swap(one, other);
                self.term(one);
                self.term(other);
            }
            ConditionKind::Compare(comparison, one, other) => {
                if self.dice.below(2) == 0 {
                    std::mem::swap(one, other);
                    *comparison = turned(*comparison);
                }
                self.term(one);
                self.term(other);
            }
            ConditionKind::All(parts) => self.conditions(parts),
            ConditionKind::Any(branches) => {
                self.dice.shuffle(branches);
                for it in branches {
                    self.alternative(it);
                }
            }
            ConditionKind::Not(it) => self.alternative(it),
        }
    }

    fn alternative(&mut self, it: &mut Alternative) {
        for it in &mut it.locals {
            self.variable(it);
        }
        self.dice.shuffle(&mut it.locals);
        self.condition(&mut it.condition);
    }

    fn atom(&mut self, it: &mut Atom) {
        for it in &mut it.terms {
            self.term(it);
        }
    }

    fn attribute(&mut self, it: &mut Attribute) {
        for it in &mut it.terms {
            self.term(it);
        }
    }

    fn term(&mut self, it: &mut Term) {
        match it {
            Term::Variable(it) => self.variable(it),
            Term::Thing(_) | Term::Value(_) => {}
            Term::Attribute(it) => self.attribute(it),
            Term::Arithmetic(operation, sides) => {
                if matches!(operation, Operation::Plus | Operation::Times) {
                    let (one, other) = &mut **sides;
                    std::mem::swap(one, other);
                }
                self.term(&mut sides.0);
                self.term(&mut sides.1);
            }
            Term::Aggregate(it) => {
                for it in &mut it.locals {
                    self.variable(it);
                }
                if let Some(it) = &mut it.condition {
                    self.condition(it);
                }
                if let Some(it) = &mut it.value {
                    self.term(it);
                }
            }
        }
    }
}

fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::More => Comparison::Less,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// Rules that are no exceptions and have none: the variables of others can't be numbered by themselves.
fn alone(program: &Program) -> Vec<RuleId> {
    let is_alone = |it: &Rule| it.exception_to.is_none() && it.exceptions.is_empty();
    program.rules().filter(|it| is_alone(it.1)).map(|it| it.0).collect()
}

fn dice() -> impl Strategy<Value = Vec<Index>> {
    (Just(()), proptest::collection::vec(any::<Index>(), 40)).prop_map(|it| it.1)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn order_and_variables_make_no_difference(numbers in dice()) {
        let mut tried = 0;
        for mut program in programs() {
            for id in alone(&program) {
                let before = canonical(&program, id);
                let mut order: Vec<u32> = (0..).take(program.rule(id).variables.len()).collect();
                let mut dice = Dice(numbers.iter().cycle());
                dice.shuffle(&mut order);
                let mut otherwise = Otherwise { dice, numbers: order };
                otherwise.rule(&mut program.rules[id.0 as usize]);
                assert_eq!(before, canonical(&program, id), "{}", program.rule(id).label);
                tried += 1;
            }
        }
        assert!(tried > 200, "{tried}");
    }
}

/// Rules under labels of their own that say the same, in other words.
fn forms(rules: &[&str]) -> Vec<String> {
    let words = "kind guest\nkind room\ngiven {a guest} knows {a guest: other}\ngiven {a guest} is ill\n\
        given {a guest} has {a room}\ngiven attribute the age of {a guest}: number\nconclusion {a guest} may stay\n  negated {a guest} cannot stay\n";
    let rule = |(at, it): (usize, &&str)| format!("rule r{at}\n  {it}\n");
    let rules: String = rules.iter().enumerate().map(rule).collect();
    let session = Session::load([("test".to_owned(), format!("{words}{rules}"))]);
    assert!(session.is_usable(), "{:?}", session.diagnostics);
    session.program.rules().map(|it| canonical(&session.program, it.0)).collect()
}

#[test]
fn the_same_in_other_words() {
    let groups: [&[&str]; 5] = [
        &[
            "a guest may stay if the guest is ill and the guest has a room.",
            "a guest A may stay if A has a room and A is ill.",
            "a guest may stay if all of (the guest is ill; the guest has a room).",
        ],
        &[
            "a guest A may stay if A knows a guest B and B knows a guest C.",
            "a guest C may stay if a guest A knows a guest B and C knows the guest A.",
        ],
        &[
            "a guest A may stay if A knows a guest B and A knows a guest C.",
            "a guest B may stay if B knows a guest C and B knows a guest A.",
        ],
        &[
            "a guest may stay unless the guest is ill.",
            "a guest may stay if the guest is not ill.",
            "a guest may stay if it is not the case that the guest is ill.",
        ],
        &[
            "a guest may stay if the age of the guest is at least 18.",
            "a guest may stay if 18 is at most the age of the guest.",
        ],
    ];
    let all: Vec<Vec<String>> = groups.iter().map(|it| forms(it)).collect();
    for (at, group) in all.iter().enumerate() {
        assert!(group.iter().all(|it| *it == group[0]), "{:?}", groups[at]);
        assert!(all[..at].iter().all(|it| it[0] != group[0]), "{:?}", groups[at]);
    }
}

#[test]
fn what_differs_is_told_apart() {
    let all = forms(&[
        "a guest A may stay if A knows a guest B and B knows A.",
        "a guest A may stay if A knows a guest B and A knows B.",
        "a guest A may stay if a guest B knows A and B is ill.",
        "a guest A may stay if A knows a guest B and B is ill.",
        "a guest A may stay if A knows a guest B and A is ill.",
        "a guest A may stay if A knows A.",
        "a guest A may stay if A knows another guest B.",
        "a guest A may stay if a guest B is ill and (A knows B or B knows A).",
        "a guest may stay if the age of the guest is at least 18.",
        "a guest may stay if the age of the guest is at least 19.",
        "a guest may stay if the age of the guest is more than 18.",
        "a guest cannot stay if the age of the guest is more than 18.",
        "a guest may stay if the guest is ill or the guest has a room.",
        "a guest may stay if the guest is ill and the guest has a room.",
        "a guest may stay if the guest is ill and not the guest has a room.",
    ]);
    for (at, it) in all.iter().enumerate() {
        assert!(
            !all[..at].contains(it),
            "rule r{at} looks like r{:?}",
            all.iter().position(|other| other == it)
        );
    }
}
