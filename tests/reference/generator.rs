//! Which programs are tried? Sketches, made and shrunk by proptest; [`writer`](crate::writer) writes them out.
//!
//! A number in a sketch is a pick among what there is at that place, so that every sketch can be written out as a
//! text that the language accepts, and a smaller number is a simpler choice.

use proptest::{collection::vec, option, prelude::*};

use crate::words::{KINDS, PHRASES};

/// A rule base with a case and questions about it.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    /// For each phrase, what it is: concluded, open, closed.
    pub(crate) roles: Vec<u8>,
    /// An individual that the rules name, by its kind.
    pub(crate) named: Option<u8>,
    /// The sources' kinds, and whether each outranks the next one by declaration.
    pub(crate) sources: Vec<(u8, bool, Force)>,
    pub(crate) rules: Vec<RuleSketch>,
    pub(crate) case: CaseSketch,
}

#[derive(Debug, Clone)]
pub(crate) struct RuleSketch {
    /// Of which of the rules before it this is an exception.
    pub(crate) exception_to: Option<u8>,
    pub(crate) sentences: Vec<SentenceSketch>,
    pub(crate) sources: Vec<u8>,
    pub(crate) overrides: Option<u8>,
    pub(crate) force: Force,
    /// A provision and one of its readings.
    pub(crate) reading: Option<(u8, u8)>,
}

#[derive(Debug, Clone)]
pub(crate) struct SentenceSketch {
    pub(crate) conclusion: Option<Sentence>,
    pub(crate) conditions: Vec<Clause>,
    pub(crate) unless: Option<Clause>,
}

/// From when, or until when, something is law: always, from a day, until a day.
pub(crate) type Force = u8;

#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) phrase: u8,
    pub(crate) terms: [u8; 2],
    pub(crate) positive: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Clause {
    Holds(Sentence),
    OfKind(u8, u8, bool),
    Same(u8, u8, bool),
    Not(Box<Clause>, u8),
    All(Vec<Clause>, u8),
    Any(Vec<Clause>, u8),
}

#[derive(Debug, Clone)]
pub(crate) struct CaseSketch {
    pub(crate) as_of: Option<u8>,
    /// The individuals, by their kinds.
    pub(crate) things: Vec<u8>,
    /// Sentences, each stated to be true, false or unknown.
    pub(crate) facts: Vec<(Sentence, u8)>,
    /// What is denied, or unknown, of individuals' kinds.
    pub(crate) kinds: Vec<(u8, u8, bool)>,
    pub(crate) questions: Vec<QuestionSketch>,
}

#[derive(Debug, Clone)]
pub(crate) struct QuestionSketch {
    pub(crate) as_of: Option<u8>,
    pub(crate) according_to: Option<u8>,
    pub(crate) without: Option<u8>,
    pub(crate) reading: Option<(u8, u8)>,
    pub(crate) supposed: Vec<(Sentence, u8)>,
    pub(crate) supposed_kind: Option<(u8, u8, bool)>,
    /// Whether it asks for individuals.
    pub(crate) which: bool,
    pub(crate) sentence: Sentence,
    pub(crate) more: Vec<Clause>,
}

/// All sketches.
pub(crate) fn sketches() -> impl Strategy<Value = Sketch> {
    let source = (0..5_u8, rarely(), force());
    (
        vec(prop_oneof![3 => Just(0_u8), 4 => Just(1), 1 => Just(2)], PHRASES.len()),
        option::weighted(0.3, any::<u8>()),
        vec(source, 0..=3),
        vec(rule(), 1..=7),
        case(),
        prop::bool::weighted(0.4),
    )
        .prop_map(|(roles, named, sources, rules, case, is_bare)| {
            let mut sketch = Sketch { roles, named, sources, rules, case };
            sketch.aim();
            if is_bare {
                sketch.leave_open();
            }
            sketch
        })
}

impl Sketch {
    /// Nothing is stated but kinds, and every rule counts.
    fn leave_open(&mut self) {
        self.case.facts.clear();
        self.case.things.iter_mut().for_each(|it| *it = if *it < 5 { 0 } else { 5 });
        self.rules.iter_mut().for_each(|it| it.force = 0);
        self.sources.iter_mut().for_each(|it| it.2 = 0);
        self.roles.iter_mut().filter(|it| **it == 2).for_each(|it| *it = 1);
        for question in &mut self.case.questions {
            (question.according_to, question.without) = (None, None);
        }
    }

    /// Most questions are about what some rule concludes, and there is something to which rules apply.
    fn aim(&mut self) {
        let sentences = self.rules.iter().flat_map(|it| &it.sentences);
        let concluded: Vec<u8> =
            sentences.filter_map(|it| it.conclusion.as_ref().map(|it| it.phrase)).collect();
        for sentence in self.case.questions.iter_mut().map(|it| &mut it.sentence) {
            let aimed = usize::from(sentence.phrase).checked_rem(concluded.len() + 2);
            sentence.phrase =
                aimed.and_then(|it| concluded.get(it)).copied().unwrap_or(sentence.phrase);
        }
        let limits = [5, KINDS.len(), KINDS.len()];
        for (kind, limit) in self.case.things.iter_mut().zip(limits) {
            *kind = u8::try_from(usize::from(*kind) % limit).unwrap();
        }
    }
}

/// Sketches of few phrases and few individuals, which meet again and again.
pub(crate) fn dense_sketches() -> impl Strategy<Value = Sketch> {
    sketches().prop_map(|mut it| {
        it.case.things.truncate(2);
        // Requests of all kinds.
        it.case.things.iter_mut().chain(&mut it.named).for_each(|it| *it %= 5);
        let case = &mut it.case;
        case.facts.truncate(2);
        let facts = case.facts.iter_mut().map(|it| &mut it.0);
        facts.for_each(narrow_sentence);
        for question in &mut case.questions {
            narrow_sentence(&mut question.sentence);
            question.more.iter_mut().for_each(narrow_clause);
            question.supposed.iter_mut().for_each(|it| narrow_sentence(&mut it.0));
        }
        for sentence in it.rules.iter_mut().flat_map(|it| &mut it.sentences) {
            sentence.conclusion.iter_mut().for_each(narrow_sentence);
            sentence.conditions.iter_mut().chain(&mut sentence.unless).for_each(narrow_clause);
        }
        it
    })
}

fn narrow_clause(clause: &mut Clause) {
    match clause {
        Clause::Holds(it) => narrow_sentence(it),
        Clause::Not(it, _) => narrow_clause(it),
        Clause::All(parts, _) | Clause::Any(parts, _) => parts.iter_mut().for_each(narrow_clause),
        Clause::OfKind(..) | Clause::Same(..) => {}
    }
}

/// Two phrases about requests and one about nothing.
fn narrow_sentence(sentence: &mut Sentence) {
    sentence.phrase = [0, 6, 4][usize::from(sentence.phrase) % 3];
}

/// Kinds without kinds below them.
const LEAVES: [u8; 4] = [2, 3, 4, 6];

/// Few rules with much recursion and negation, all inputs stated, and nothing that could be disputed.
pub(crate) fn settled_sketches() -> impl Strategy<Value = Sketch> {
    sketches().prop_map(|mut it| {
        for rule in &mut it.rules {
            rule.reading = None;
        }
        it.case.questions.iter_mut().for_each(|it| it.reading = None);
        it.roles.iter_mut().for_each(|it| *it = if *it == 1 { 2 } else { *it });
        it.case.facts.iter_mut().for_each(|it| it.1 %= 2);
        it.case.kinds.clear();
        let kinds = it.case.things.iter_mut().chain(&mut it.named);
        kinds.for_each(|it| *it = LEAVES[usize::from(*it) % LEAVES.len()]);
        it
    })
}

fn rarely() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.2)
}

/// Mostly none, else one or two.
fn seldom<T: Clone + std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<T>> {
    option::weighted(0.2, vec(strategy, 1..=2)).prop_map(Option::unwrap_or_default)
}

fn force() -> impl Strategy<Value = Force> {
    prop_oneof![10 => Just(0), 1 => Just(1), 1 => Just(2)]
}

fn rule() -> impl Strategy<Value = RuleSketch> {
    (
        option::weighted(0.35, any::<u8>()),
        prop_oneof![4 => vec(rule_sentence(), 1), 1 => vec(rule_sentence(), 2)],
        vec(any::<u8>(), 0..=2),
        option::weighted(0.25, any::<u8>()),
        force(),
        option::weighted(0.2, (any::<u8>(), any::<u8>())),
    )
        .prop_map(|it| RuleSketch {
            exception_to: it.0,
            sentences: it.1,
            sources: it.2,
            overrides: it.3,
            force: it.4,
            reading: it.5,
        })
}

fn rule_sentence() -> impl Strategy<Value = SentenceSketch> {
    let conditions =
        prop_oneof![1 => vec(clause(), 0..=1), 2 => vec(leaf(), 0..=2), 2 => vec(clause(), 0..=3)];
    (option::weighted(0.7, sentence(0.6)), conditions, option::weighted(0.15, clause()))
        .prop_map(|it| SentenceSketch { conclusion: it.0, conditions: it.1, unless: it.2 })
}

fn sentence(positive: f64) -> impl Strategy<Value = Sentence> {
    (any::<u8>(), any::<[u8; 2]>(), prop::bool::weighted(1.0 - positive))
        .prop_map(|(phrase, terms, negative)| Sentence { phrase, terms, positive: !negative })
}

fn leaf() -> impl Strategy<Value = Clause> {
    prop_oneof![
        8 => sentence(0.75).prop_map(Clause::Holds),
        1 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|it| Clause::OfKind(it.0, it.1, !it.2)),
        1 => (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|it| Clause::Same(it.0, it.1, !it.2)),
    ]
}

fn clause() -> impl Strategy<Value = Clause> {
    leaf().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            1 => (inner.clone(), any::<u8>()).prop_map(|it| Clause::Not(Box::new(it.0), it.1)),
            1 => (vec(inner.clone(), 2..=3), any::<u8>()).prop_map(|it| Clause::All(it.0, it.1)),
            2 => (vec(inner, 2..=3), any::<u8>()).prop_map(|it| Clause::Any(it.0, it.1)),
        ]
    })
}

fn case() -> impl Strategy<Value = CaseSketch> {
    (
        option::weighted(0.3, 0..2_u8),
        vec(any::<u8>(), 1..=3),
        vec((sentence(1.0), any::<u8>()), 0..=6),
        vec((any::<u8>(), any::<u8>(), any::<bool>()), 0..=2),
        vec(question(), 1..=3),
    )
        .prop_map(|it| CaseSketch {
            as_of: it.0,
            things: it.1,
            facts: it.2,
            kinds: it.3,
            questions: it.4,
        })
}

fn question() -> impl Strategy<Value = QuestionSketch> {
    (
        (
            option::weighted(0.2, 0..2_u8),
            option::weighted(0.15, any::<u8>()),
            option::weighted(0.15, 0..3_u8),
        ),
        option::weighted(0.15, (any::<u8>(), any::<u8>())),
        seldom((sentence(1.0), any::<u8>())),
        option::weighted(0.12, (any::<u8>(), any::<u8>(), any::<bool>())),
        any::<bool>(),
        sentence(0.9),
        seldom(clause()),
    )
        .prop_map(|(lens, reading, supposed, supposed_kind, which, sentence, more)| {
            QuestionSketch {
                as_of: lens.0,
                according_to: lens.1,
                without: lens.2,
                reading,
                supposed,
                supposed_kind,
                which,
                sentence,
                more,
            }
        })
}
