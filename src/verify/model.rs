//! What is so in every way to settle the open questions, and in some?
//!
//! In one completion the truth is that of the well-founded model, by the alternating fixpoint: from nothing, what is
//! possible given what is certain, what is certain given what is possible, and so on until neither moves.
//! With questions still open the same is reckoned twice, with all of them taken as unfavourable and as favourable: so
//! there are bounds for what is certain and for what is possible that are right for every completion.

use crate::program::Comparison;

use super::{
    Doubt,
    formula::{Choice, Formula, Question, Test},
    world::World,
};

/// How many statements may be looked at while open questions are tried one after the other.
const EFFORT: usize = 150_000_000;

/// For each question, which of its options are left.
pub(super) type Domain = Vec<Vec<bool>>;

/// Which of true, false and circular occur.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdicts {
    pub(super) yes: bool,
    pub(super) no: bool,
    pub(super) circular: bool,
}

/// Statements that are so, and what is taken of those that are denied.
#[derive(Debug, Clone, Default)]
struct Bounds {
    surely: Vec<bool>,
    maybe: Vec<bool>,
    surely_possible: Vec<bool>,
    maybe_possible: Vec<bool>,
}

impl Verdicts {
    pub(super) fn count(self) -> usize {
        usize::from(self.yes) + usize::from(self.no) + usize::from(self.circular)
    }

    fn with(self, other: Self) -> Self {
        Self {
            yes: self.yes || other.yes,
            no: self.no || other.no,
            circular: self.circular || other.circular,
        }
    }
}

/// A world with all statements in an order in which what comes first is worked out first, and some models of it.
pub(super) struct Model<'w> {
    world: &'w World<'w>,
    options: Vec<Vec<Choice>>,
    base: Bounds,
    samples: Vec<Bounds>,
    sampled: Vec<Domain>,
    effort: std::cell::Cell<usize>,
}

impl<'w> Model<'w> {
    pub(super) fn new(world: &'w World<'w>) -> Self {
        let options: Vec<Vec<Choice>> =
            (0..world.questions.len()).map(|it| world.options(it)).collect();
        let mut model = Self {
            world,
            options,
            base: Bounds::default(),
            samples: Vec::new(),
            sampled: Vec::new(),
            effort: std::cell::Cell::new(EFFORT),
        };
        let order = model.order(0..world.statements.len());
        let open = model.open();
        model.base = model.bounds(&order, &open);
        if open.iter().any(|it| it.len() > 1) {
            let mut state = 0x9e37_79b9_u64;
            for round in 0..24 {
                let domain = model.completion(round, &mut state);
                model.samples.push(model.bounds(&order, &domain));
                model.sampled.push(domain);
            }
        }
        model
    }

    /// An open question.
    pub(super) fn question(&self, question: usize) -> &Question {
        &self.world.questions[question]
    }

    /// What is open, as an explanation says it.
    pub(super) fn name(&self, question: usize) -> String {
        super::words::open_question(self.world, &self.world.questions[question])
    }

    /// The tests that literals of a question can make.
    pub(super) fn literals(&self, question: usize) -> Vec<Test> {
        let options = &self.options[question];
        let mut tests = Vec::new();
        for (place, choice) in options.iter().enumerate() {
            let is_it = (0..options.len()).map(|it| it == place).collect();
            match choice {
                Choice::Truth(_) | Choice::Reading(_) | Choice::Other => {
                    tests.push(Test::Options(is_it));
                }
                Choice::Kind(kind) => {
                    let below = |it: &Choice| match it {
                        Choice::Kind(it) => self.world.program.vocabulary.is_part_of(*it, *kind),
                        _ => false,
                    };
                    tests.push(Test::Options(options.iter().map(below).collect()));
                }
                Choice::Value(value) => {
                    for comparison in [Comparison::Equal, Comparison::AtLeast, Comparison::More] {
                        tests.push(Test::Compares(comparison, value.clone(), true));
                    }
                }
            }
        }
        tests
    }

    /// All questions open.
    pub(super) fn open(&self) -> Domain {
        self.options.iter().map(|it| vec![true; it.len()]).collect()
    }

    /// The options that are left of some after a test.
    pub(super) fn restrict(&self, domain: &mut Domain, question: usize, test: &Test) {
        for (place, left) in domain[question].iter_mut().enumerate() {
            *left &= test.admits(place, &self.options[question][place]);
        }
    }

    /// A completion: first all questions in their first, then in their last way, then at random.
    fn completion(&self, round: usize, state: &mut u64) -> Domain {
        let pick = |all: &Vec<Choice>, state: &mut u64| {
            *state ^= *state << 13;
            *state ^= *state >> 7;
            *state ^= *state << 17;
            match round {
                0 => 0,
                1 => all.len() - 1,
                _ => (usize::try_from(*state >> 33).unwrap_or(0)) % all.len(),
            }
        };
        let one = |all: &Vec<Choice>, state: &mut u64| {
            let chosen = pick(all, state);
            (0..all.len()).map(|it| it == chosen).collect()
        };
        self.options.iter().map(|it| one(it, state)).collect()
    }

    /// Statements with all that they rest on, what comes first being first.
    fn order(&self, roots: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut seen = vec![false; self.world.statements.len()];
        let mut order = Vec::new();
        for root in roots {
            let mut todo = vec![(root, false)];
            while let Some((at, done)) = todo.pop() {
                if done {
                    order.push(at);
                } else if !std::mem::replace(&mut seen[at], true) {
                    todo.push((at, true));
                    self.world.statements[at].each(&mut |it| todo.push((it, false)));
                }
            }
        }
        order
    }

    fn bounds(&self, order: &[usize], domain: &Domain) -> Bounds {
        let (surely, maybe_possible) = self.alternate(order, domain, false);
        let (maybe, surely_possible) = self.alternate(order, domain, true);
        Bounds { surely, maybe, surely_possible, maybe_possible }
    }

    /// What is certain and what is possible; open questions are favourable to what is certain, or to the other.
    fn alternate(&self, order: &[usize], domain: &Domain, kind: bool) -> (Vec<bool>, Vec<bool>) {
        let mut certain = vec![false; self.world.statements.len()];
        loop {
            let possible = self.least(order, domain, &certain, !kind);
            let more = self.least(order, domain, &possible, kind);
            if more == certain {
                return (certain, possible);
            }
            certain = more;
        }
    }

    /// The least set of statements that is closed under what they rest on; what is denied is read from another set.
    fn least(&self, order: &[usize], domain: &Domain, other: &[bool], kind: bool) -> Vec<bool> {
        let mut so = vec![false; self.world.statements.len()];
        loop {
            let mut moved = false;
            self.effort.set(self.effort.get().saturating_sub(order.len()));
            for at in order {
                if !so[*at] && self.holds(&self.world.statements[*at], domain, &so, other, kind) {
                    so[*at] = true;
                    moved = true;
                }
            }
            if !moved {
                return so;
            }
        }
    }

    fn holds(
        &self,
        it: &Formula,
        domain: &Domain,
        so: &[bool],
        other: &[bool],
        kind: bool,
    ) -> bool {
        match it {
            Formula::Is(it) => so[*it],
            Formula::Not(it) => !other[*it],
            Formula::All(parts) => parts.iter().all(|it| self.holds(it, domain, so, other, kind)),
            Formula::Any(parts) => parts.iter().any(|it| self.holds(it, domain, so, other, kind)),
            Formula::Ask(question, test) => {
                let mut left = (0..).zip(&self.options[*question]).zip(&domain[*question]);
                let admitted = |((place, choice), left): ((usize, &Choice), &bool)| {
                    *left && test.admits(place, choice)
                };
                if kind { left.any(admitted) } else { left.all(|it| !*it.1 || admitted(it)) }
            }
        }
    }

    /// Which verdicts the bounds leave possible.
    fn read(&self, formula: &Formula, domain: &Domain, it: &Bounds) -> Verdicts {
        let surely = self.holds(formula, domain, &it.surely, &it.maybe_possible, false);
        let maybe = self.holds(formula, domain, &it.maybe, &it.surely_possible, true);
        let possible = self.holds(formula, domain, &it.surely_possible, &it.maybe, false);
        let maybe_possible = self.holds(formula, domain, &it.maybe_possible, &it.surely, true);
        Verdicts { yes: maybe, no: !possible, circular: maybe_possible && !surely }
    }

    /// Which verdicts occur, over all completions; stops where enough of them have been seen.
    pub(super) fn all(
        &self,
        formula: &Formula,
        enough: impl Fn(Verdicts) -> bool,
    ) -> Result<Verdicts, Doubt> {
        let open = self.open();
        let first = self.read(formula, &open, &self.base);
        if first.count() == 1 {
            return Ok(first);
        }
        let mut seen = Verdicts::default();
        for (domain, bounds) in self.sampled.iter().zip(&self.samples) {
            seen = seen.with(self.read(formula, domain, bounds));
            if enough(seen) {
                return Ok(seen);
            }
        }
        self.within(formula, open, seen, &enough)
    }

    /// Which verdicts occur in the completions of a domain.
    pub(super) fn within(
        &self,
        formula: &Formula,
        domain: Domain,
        seen: Verdicts,
        enough: &dyn Fn(Verdicts) -> bool,
    ) -> Result<Verdicts, Doubt> {
        let mut roots = Vec::new();
        formula.each(&mut |it| roots.push(it));
        let order = self.order(roots);
        let mut seen = seen;
        let mut todo = vec![domain];
        while let Some(domain) = todo.pop() {
            if self.effort.get() == 0 {
                let what = "does not try as many combinations of open questions as this takes";
                return Err(Doubt(what.to_owned()));
            }
            let bounds = self.bounds(&order, &domain);
            let found = self.read(formula, &domain, &bounds);
            if found.count() == 1 {
                seen = seen.with(found);
                if enough(seen) {
                    return Ok(seen);
                }
                continue;
            }
            // INVARIANT: bounds meet where no question is open, so one is.
            let Some(question) = self.undecided(formula, &domain, &bounds) else {
                return Err(Doubt("does not see which open question matters".to_owned()));
            };
            for place in (0..domain[question].len()).filter(|it| domain[question][*it]) {
                let mut one = domain.clone();
                one[question].iter_mut().enumerate().for_each(|(at, it)| *it = at == place);
                todo.push(one);
            }
        }
        Ok(seen)
    }

    /// An open question on which a formula still turns.
    fn undecided(&self, formula: &Formula, domain: &Domain, bounds: &Bounds) -> Option<usize> {
        let mut seen = vec![false; self.world.statements.len()];
        let mut todo = vec![formula];
        while let Some(next) = todo.pop() {
            if self.read(next, domain, bounds).count() == 1 {
                continue;
            }
            match next {
                Formula::Ask(question, _) => return Some(*question),
                Formula::Is(it) | Formula::Not(it) => {
                    if !std::mem::replace(&mut seen[*it], true) {
                        todo.push(&self.world.statements[*it]);
                    }
                }
                Formula::All(parts) | Formula::Any(parts) => todo.extend(parts),
            }
        }
        None
    }
}
