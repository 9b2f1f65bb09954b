//! Is the advice good? Random functions, against every order of asking.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its input has failed")]

use super::{FEW, Order, Price, Strategist};
use crate::{
    condition::{Condition, DEFAULT_NODE_BUDGET, Domain, Literal, Space, Test, VariableId},
    engine::Truth,
};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A function as rules make them: alternatives of several conditions each, some of them denied.
fn function(space: &mut Space, questions: usize, dice: &mut Dice) -> Truth {
    let questions: Vec<VariableId> = (0..questions).map(|_| space.add(Domain::Bool)).collect();
    let mut rules = Vec::new();
    let mut rest = questions.as_slice();
    while !rest.is_empty() {
        let count = (1 + usize::try_from(dice.roll(4)).unwrap()).min(rest.len());
        let (own, others) = rest.split_at(count);
        rest = others;
        let mut conditions: Vec<Condition> = Vec::new();
        for variable in own {
            let holds = dice.roll(3) > 0;
            let literal = Literal { variable: *variable, test: Test::Yes, holds };
            conditions.push(space.literal(literal).unwrap());
        }
        // Now and then a rule asks for what another has asked for.
        if dice.roll(2) == 0 {
            let at = usize::try_from(dice.roll(questions.len() as u64)).unwrap();
            let literal = Literal { variable: questions[at], test: Test::Yes, holds: true };
            conditions.push(space.literal(literal).unwrap());
        }
        rules.push(space.all_of(conditions).unwrap());
    }
    let yes = space.any_of(rules).unwrap();
    Truth { yes, possible: yes }
}

fn means(questions: usize, seed: u64) -> [f64; 3] {
    let mut space = Space::new(DEFAULT_NODE_BUDGET);
    let truth = function(&mut space, questions, &mut Dice(seed));
    let prices = vec![Price::One; questions];
    [Order::Advised, Order::Best, Order::Raised]
        .map(|it| Strategist::new(&mut space, &prices).mean(truth, it).unwrap())
}

#[test]
fn with_few_questions_no_order_is_better() {
    for seed in 0..20 {
        let [advised, best, raised] = means(FEW - 1, seed);
        assert!((advised - best).abs() < 1e-9, "{seed}: {advised} {best}");
        assert!(best <= raised + 1e-9, "{seed}: {best} {raised}");
    }
}

#[test]
fn with_many_questions_it_is_within_a_tenth_of_the_best() {
    let (mut all_advised, mut all_best) = (0.0, 0.0);
    for seed in 0..8 {
        let [advised, best, _] = means(FEW + 3, seed);
        all_advised += advised;
        all_best += best;
    }
    assert!(all_advised <= 1.1 * all_best, "{all_advised} {all_best}");
}

#[test]
fn what_can_not_be_asked_for_is_left_out() {
    let mut space = Space::new(DEFAULT_NODE_BUDGET);
    let truth = function(&mut space, 4, &mut Dice(7));
    let open = space.support(truth.yes);
    let mut prices = vec![Price::One; 4];
    prices[open[0].index()] = Price::Never;
    let advice = Strategist::new(&mut space, &prices).advise(&[truth]).unwrap().unwrap();
    assert_ne!(advice.ask, open[0]);
    let nothing = Strategist::new(&mut space, &[]).advise(&[truth]).unwrap();
    assert_eq!(nothing, None);
}

#[test]
fn a_chance_is_the_share_of_replies_that_leave_something_possible() {
    const QUESTIONS: usize = 6;
    for seed in 0..20 {
        let mut space = Space::new(DEFAULT_NODE_BUDGET);
        let possible = function(&mut space, QUESTIONS, &mut Dice(seed)).possible;
        // The first two questions can't be asked for: whatever their answers are has to be reckoned with.
        let mut prices = vec![Price::Never; 2];
        prices.resize(QUESTIONS, Price::One);
        let chance = Strategist::new(&mut space, &prices).chance(possible).unwrap();
        let holds =
            |replies: usize| space.holds(possible, |it| u32::from(replies >> it.index() & 1 == 1));
        let count = (0..16).filter(|asked| (0..4).any(|other| holds(asked << 2 | other))).count();
        assert!((chance - f64::from(u32::try_from(count).unwrap()) / 16.0).abs() < 1e-9, "{seed}");
    }
}
