//! Which programs with values are tried? Sketches, made and shrunk by proptest; [`writer`](super::writer) writes them.
//!
//! As in the other sketches, a number is a pick among what there is at that place, and a smaller one is simpler.
//! Conclusions stand on levels and rest on lower ones only: what has values may not run in circles. Left out are what
//! the engine is known to take too freely: products of unknown values, and computed values in the slots of phrases.

use proptest::{collection::vec, option, prelude::*};

use super::terms::{Clause, Number, Time};

/// A rule base with a case and questions about it.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    /// Whether what is not stated of payments being made is not so.
    pub(crate) made_is_closed: bool,
    /// The sources' places on the ladder, and their days.
    pub(crate) sources: Vec<(u8, u8)>,
    pub(crate) rules: Vec<RuleSketch>,
    pub(crate) case: CaseSketch,
}

#[derive(Debug, Clone)]
pub(crate) struct RuleSketch {
    pub(crate) exception_to: Option<u8>,
    /// What it concludes, and which value it gives it; whether it is a reason for it.
    pub(crate) target: u8,
    pub(crate) number: Number,
    pub(crate) time: Time,
    pub(crate) positive: bool,
    /// Whether an exception concludes something.
    pub(crate) concludes: bool,
    pub(crate) conditions: Vec<Clause>,
    pub(crate) source: Option<u8>,
    pub(crate) overrides: Option<u8>,
    /// From when, or until when, it is law; and whether it replaces an earlier rule.
    pub(crate) force: u8,
    pub(crate) replaces: Option<u8>,
}

#[derive(Debug, Clone)]
pub(crate) struct CaseSketch {
    pub(crate) as_of: Option<u8>,
    /// How many applications there are beyond the first, and how many payments.
    pub(crate) applications: u8,
    pub(crate) payments: u8,
    /// For each input of each thing what is stated: a pick, and whether nothing or that it is unknown.
    pub(crate) facts: Vec<(u8, Stated)>,
    pub(crate) questions: Vec<QuestionSketch>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    Value,
    Nothing,
    Unknown,
}

#[derive(Debug, Clone)]
pub(crate) struct QuestionSketch {
    pub(crate) as_of: Option<u8>,
    pub(crate) about: u8,
    pub(crate) supposed: Option<(u8, u8, Stated)>,
    pub(crate) asked: Asked,
}

#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// Whether a conclusion holds.
    Conclusion(u8),
    /// Whether a condition does.
    Whether(Clause),
    /// What the value is of something.
    Number(Number),
    Time(Time),
    /// How many payments were made.
    HowMany,
    /// Of which application a conclusion holds.
    Which(u8),
}

/// All sketches; some are bare: their inputs are all unknown.
pub(crate) fn sketches() -> impl Strategy<Value = Sketch> {
    (any::<bool>(), vec((0..4_u8, force()), 0..=2), vec(rule(), 1..=6), case()).prop_map(
        |(made_is_closed, sources, rules, case)| {
            let mut sketch = Sketch { made_is_closed, sources, rules, case };
            sketch.aim();
            sketch
        },
    )
}

/// Sketches in which everything is stated.
pub(crate) fn settled_sketches() -> impl Strategy<Value = Sketch> {
    sketches().prop_map(|mut it| {
        it.case.facts.iter_mut().for_each(|it| it.1 = Stated::Value);
        for question in &mut it.case.questions {
            question.supposed.iter_mut().for_each(|it| it.2 = Stated::Value);
        }
        it
    })
}

impl Sketch {
    /// Most questions are about what some rule concludes.
    fn aim(&mut self) {
        // Rules about few things meet again and again.
        for at in 1..self.rules.len() {
            if !self.rules[at].number_of_target().is_multiple_of(3) {
                self.rules[at].target = self.rules[at - 1].target;
            }
        }
        let targets: Vec<u8> = self.rules.iter().map(|it| it.target).collect();
        for question in &mut self.case.questions {
            if let Asked::Conclusion(it) | Asked::Which(it) = &mut question.asked {
                *it = targets[usize::from(*it) % targets.len()];
            }
        }
    }
}

impl RuleSketch {
    fn number_of_target(&self) -> u8 {
        self.target / 8
    }
}

fn force() -> impl Strategy<Value = u8> {
    prop_oneof![8 => Just(0_u8), 1 => Just(1), 1 => Just(2)]
}

fn rule() -> impl Strategy<Value = RuleSketch> {
    let rank = (option::weighted(0.4, any::<u8>()), option::weighted(0.15, any::<u8>()));
    let days = (force(), option::weighted(0.1, any::<u8>()));
    (
        option::weighted(0.25, any::<u8>()),
        (any::<u8>(), number(), time()),
        prop::bool::weighted(0.25),
        prop::bool::weighted(0.7),
        vec(clause(), 0..=2),
        rank,
        days,
    )
        .prop_map(|it| RuleSketch {
            exception_to: it.0,
            target: it.1.0,
            number: it.1.1,
            time: it.1.2,
            positive: !it.2,
            concludes: it.3,
            conditions: it.4,
            source: it.5.0,
            overrides: it.5.1,
            force: it.6.0,
            replaces: it.6.1,
        })
}

fn sum() -> impl Strategy<Value = Number> {
    let leaf = prop_oneof![
        2 => any::<u8>().prop_map(Number::Constant),
        5 => any::<u8>().prop_map(Number::Attribute),
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|it| Number::Plus(Box::new(it))),
            (inner.clone(), inner.clone()).prop_map(|it| Number::Minus(Box::new(it))),
            (inner, any::<u8>()).prop_map(|it| Number::Times(Box::new(it.0), it.1)),
        ]
    })
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        6 => sum(),
        2 => such().prop_map(Number::Count),
        2 => (any::<u8>(), such()).prop_map(|it| Number::Sum(it.0, it.1)),
        1 => (any::<u8>(), any::<u8>(), such()).prop_map(|it| Number::Extreme(it.0, it.1, it.2)),
    ]
}

fn time() -> impl Strategy<Value = Time> {
    prop_oneof![
        2 => any::<u8>().prop_map(Time::Constant),
        4 => any::<u8>().prop_map(Time::Attribute),
        4 => (any::<u8>(), any::<bool>(), any::<u8>()).prop_map(|it| Time::Shifted(it.0, it.1, it.2)),
        1 => (any::<u8>(), such()).prop_map(|it| Time::Extreme(it.0, it.1)),
    ]
}

/// What may be said of a payment behind `such that`.
fn such() -> impl Strategy<Value = Option<Box<Clause>>> {
    let one = prop_oneof![
        4 => (any::<u8>(), any::<bool>()).prop_map(|it| Clause::Phrase(it.0, !it.1)),
        1 => (any::<u8>(), sum(), any::<u8>()).prop_map(|it| Clause::Numbers(it.0, it.1, Number::Constant(it.2))),
        1 => (any::<u8>(), any::<u8>(), any::<u8>())
            .prop_map(|it| Clause::Times(it.0, Time::Attribute(it.1), Time::Constant(it.2))),
    ];
    let some = prop_oneof![
        3 => one.clone(),
        1 => vec(one.clone(), 2).prop_map(Clause::All),
        1 => vec(one, 2).prop_map(Clause::Any),
    ];
    option::weighted(0.95, some.prop_map(Box::new))
}

fn clause() -> impl Strategy<Value = Clause> {
    let leaf = prop_oneof![
        3 => (any::<u8>(), any::<bool>()).prop_map(|it| Clause::Phrase(it.0, !it.1)),
        5 => (any::<u8>(), number(), number()).prop_map(|it| Clause::Numbers(it.0, it.1, it.2)),
        1 => (sum(), any::<u8>(), any::<u8>()).prop_map(|it| Clause::Between(it.0, it.1, it.2)),
        4 => (any::<u8>(), time(), time()).prop_map(|it| Clause::Times(it.0, it.1, it.2)),
        2 => (any::<u8>(), any::<u8>(), (any::<u8>(), any::<bool>(), any::<u8>())).prop_map(|it| {
            let shifted = Time::Shifted(it.2.0, it.2.1, it.2.2 & !1);
            Clause::Times(it.0, Time::Attribute(it.1), shifted)
        }),
        1 => (any::<u8>(), time(), time(), any::<u8>())
            .prop_map(|it| Clause::Apart(it.0, it.1, it.2, it.3)),
        1 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|it| Clause::Length(it.0, it.1, it.2)),
        1 => (such(), such()).prop_map(|it| Clause::Every(it.0, it.1)),
    ];
    leaf.prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|it| Clause::Not(Box::new(it))),
            2 => vec(inner.clone(), 2).prop_map(Clause::All),
            2 => vec(inner, 2).prop_map(Clause::Any),
        ]
    })
}

fn stated() -> impl Strategy<Value = Stated> {
    prop_oneof![4 => Just(Stated::Value), 3 => Just(Stated::Nothing), 1 => Just(Stated::Unknown)]
}

fn case() -> impl Strategy<Value = CaseSketch> {
    (
        option::weighted(0.4, any::<u8>()),
        prop_oneof![3 => Just(0_u8), 1 => Just(1)],
        prop_oneof![1 => Just(0_u8), 3 => Just(1), 3 => Just(2)],
        vec((any::<u8>(), stated()), 25),
        vec(question(), 1..=3),
    )
        .prop_map(|it| CaseSketch {
            as_of: it.0,
            applications: it.1,
            payments: it.2,
            facts: it.3,
            questions: it.4,
        })
}

fn question() -> impl Strategy<Value = QuestionSketch> {
    let asked = prop_oneof![
        8 => any::<u8>().prop_map(Asked::Conclusion),
        4 => clause().prop_map(Asked::Whether),
        2 => number().prop_map(Asked::Number),
        2 => time().prop_map(Asked::Time),
        1 => Just(Asked::HowMany),
        1 => any::<u8>().prop_map(Asked::Which),
    ];
    let supposed = option::weighted(0.15, (any::<u8>(), any::<u8>(), stated()));
    (option::weighted(0.2, any::<u8>()), any::<u8>(), supposed, asked)
        .prop_map(|it| QuestionSketch { as_of: it.0, about: it.1, supposed: it.2, asked: it.3 })
}
