//! Does the engine say the same as the evaluator? In every completion, for every answer, and for what lies behind it.

use grounds::{
    condition::{Space, VariableId},
    engine::{Grounding, Lens, Limits, OpenQuestion, Setting, Truth, compile::Compiled},
    program::{Query, Scenario},
    session::Session,
};

use crate::{
    bridge::Bridge,
    evaluator::{Completion, Model, Question},
    goals::{Goal, Tested, answers, behind, unchanged},
    primes::compare_primes,
    random::Random,
    ranking::Ranking,
    statuses::compare_statuses,
    world::World,
};

/// How much of everything is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Up to how many completions of the relevant questions are tried one by one; of more, as many are drawn.
    pub(crate) completions: usize,
    /// How many completions of everything are drawn besides.
    pub(crate) drawn: usize,
    /// Of functions of up to how many questions the primes are compared.
    pub(crate) primes: usize,
}

/// What came of a comparison without a disagreement.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tried {
    pub(crate) questions: usize,
    pub(crate) completions: usize,
    pub(crate) open: usize,
    pub(crate) circular: usize,
    pub(crate) disputed: usize,
    pub(crate) primes: usize,
}

impl Tried {
    pub(crate) fn add(&mut self, other: Self) {
        self.questions += other.questions;
        self.completions += other.completions;
        self.open += other.open;
        self.circular += other.circular;
        self.disputed += other.disputed;
        self.primes += other.primes;
    }
}

/// Compares all answers of a case.
pub(crate) fn compare(
    session: &Session,
    ranking: &Ranking,
    effort: Effort,
) -> Result<Tried, String> {
    let mut tried = Tried::default();
    for case in &session.cases {
        let expected = case.expectations.iter().map(|it| &it.query);
        for query in case.asks.iter().chain(expected) {
            let mut comparison = Comparison { session, ranking, effort, tried: &mut tried };
            comparison
                .question(&case.scenario, query)
                .map_err(|it| format!("{}\n  {it}", query.sentence))?;
        }
    }
    Ok(tried)
}

struct Comparison<'a> {
    session: &'a Session,
    ranking: &'a Ranking,
    effort: Effort,
    tried: &'a mut Tried,
}

impl Comparison<'_> {
    fn question(&mut self, scenario: &Scenario, query: &Query) -> Result<(), String> {
        let program = &self.session.program;
        let compiled = Compiled::new(program);
        let mut questions = Compiled::extension(&compiled);
        let asked = questions.question(program, &query.wanted);
        let lens = Lens::new(program, scenario.as_of, Some(query));
        let mut grounding = Grounding::new(Setting {
            program,
            compiled: &compiled,
            questions: &questions,
            scenario,
            query: Some(query),
            lens: &lens,
            limits: Limits::default(),
        });
        let world = World::new(program, self.ranking, scenario, Some(query));
        let answers = answers(&mut grounding, &world, query, asked)?;
        let behind = behind(&mut grounding, &world)?;
        unchanged(&mut grounding, asked, &answers)?;
        let bridge = Bridge::new(&grounding, &world, answers.iter().chain(&behind))?;
        let (completions, all) = self.completions(&bridge, &world, &answers);
        let seen = compare_all(&bridge, &world, &completions, (&answers, &behind))?;
        if all {
            let asks_for_things = !query.wanted.answers.is_empty();
            compare_statuses(&mut grounding, asked, asks_for_things, &seen)?;
        }
        self.note(&grounding, &completions, &answers);
        self.primes(grounding.space_mut(), &answers)
    }

    /// Completions with every combination of values of the relevant questions, or some of them, and of everything else
    /// something.
    fn completions(
        &self,
        bridge: &Bridge<'_>,
        world: &World<'_>,
        goals: &[Goal],
    ) -> (Vec<Completion>, bool) {
        let mut random = Random(world.atoms.len() as u64);
        let mut drawn: Vec<Completion> =
            (0..self.effort.drawn).map(|_| Completion::random(world, &mut random)).collect();
        let questions = bridge.questions(goals);
        let count = questions.iter().try_fold(1_usize, |product, it| {
            product
                .checked_mul(Completion::count(world, *it))
                .filter(|it| *it <= self.effort.completions)
        });
        for number in 0..count.unwrap_or(self.effort.completions) {
            let mut completion = Completion::random(world, &mut random);
            if count.is_some() {
                settle(&mut completion, world, &questions, number);
            }
            drawn.push(completion);
        }
        (drawn, count.is_some())
    }

    fn note(&mut self, grounding: &Grounding<'_>, completions: &[Completion], answers: &[Goal]) {
        let is_open = |it: &&Goal| !it.truth.yes.is_settled() || !it.truth.possible.is_settled();
        let dispute = |it: &VariableId| matches!(grounding.question(*it), OpenQuestion::Dispute(_));
        let is_disputed = |it: &&Goal| grounding.space().support(it.truth.yes).iter().any(dispute);
        self.tried.disputed += answers.iter().filter(is_disputed).count();
        self.tried.questions += 1;
        self.tried.completions += completions.len();
        self.tried.open += answers.iter().filter(is_open).count();
        self.tried.circular +=
            answers.iter().filter(|it| it.truth.yes != it.truth.possible).count();
    }

    fn primes(&mut self, space: &mut Space, goals: &[Goal]) -> Result<(), String> {
        for goal in goals {
            let Truth { yes, possible } = goal.truth;
            let no = space.not(possible).map_err(|_| "nodes")?;
            let circular = space.and_not(possible, yes).map_err(|_| "nodes")?;
            for function in [yes, no, circular] {
                if space.support(function).len() <= self.effort.primes {
                    compare_primes(space, function).map_err(|it| format!("{}: {it}", goal.name))?;
                    self.tried.primes += 1;
                }
            }
        }
        Ok(())
    }
}

/// All goals in all completions; says for each answer what its truth was in each completion.
fn compare_all(
    bridge: &Bridge<'_>,
    world: &World<'_>,
    completions: &[Completion],
    (answers, behind): (&[Goal], &[Goal]),
) -> Result<Vec<Vec<(bool, bool)>>, String> {
    let mut seen = vec![Vec::new(); answers.len()];
    for completion in completions {
        let model = Model::new(world, completion);
        for (goal, seen) in answers.iter().zip(&mut seen) {
            seen.push(compare_goal(bridge, &model, goal)?);
        }
        for goal in behind {
            compare_goal(bridge, &model, goal)?;
        }
    }
    Ok(seen)
}

/// One goal in one completion.
fn compare_goal(
    bridge: &Bridge<'_>,
    model: &Model<'_>,
    goal: &Goal,
) -> Result<(bool, bool), String> {
    let expected = match &goal.tested {
        Tested::Formula(it) => model.truth(it),
        Tested::InEffect(it) => model.in_effect(*it),
    };
    let found = bridge.truth(goal, model.completion());
    if found == expected {
        return Ok(found);
    }
    let (engine, evaluator) = (spoken(found), spoken(expected));
    let situation = bridge.described(goal, model.completion());
    Err(format!(
        "{}: the engine says {engine}, the evaluator {evaluator}, where {situation}",
        goal.name
    ))
}

fn spoken((yes, possible): (bool, bool)) -> &'static str {
    match (yes, possible) {
        (true, true) => "yes",
        (false, false) => "no",
        (false, true) => "circular",
        (true, false) => "yes and impossible",
    }
}

/// Gives the questions the values that a number stands for.
fn settle(
    completion: &mut Completion,
    world: &World<'_>,
    questions: &[Question],
    mut number: usize,
) {
    for question in questions {
        let count = Completion::count(world, *question);
        completion.set(world, *question, number % count);
        number /= count;
    }
}
