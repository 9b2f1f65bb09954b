//! Does the engine say the same as the evaluator? In every completion, for every answer, and for what lies behind it.

use grounds::{
    condition::{Space, VariableId},
    engine::{
        AtomId, Grounding, Lens, Limits, OpenQuestion, Setting, Truth,
        compile::{Compiled, Meaning},
    },
    program::{Query, Scenario},
    session::Session,
    vocabulary::ThingId,
};

use crate::{
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
pub(crate) fn compare(session: &Session, ranking: &Ranking, effort: Effort) -> Result<Tried, String> {
    let mut tried = Tried::default();
    for case in &session.cases {
        for query in &case.asks {
            let mut comparison = Comparison { session, ranking, effort, tried: &mut tried };
            comparison.question(&case.scenario, query).map_err(|it| format!("{}\n  {it}", query.sentence))?;
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
        let (completions, all) = self.completions(&grounding, &world, &answers)?;
        let seen = compare_all(&grounding, &world, &completions, (&answers, &behind))?;
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
        grounding: &Grounding<'_>,
        world: &World<'_>,
        goals: &[Goal],
    ) -> Result<(Vec<Completion>, bool), String> {
        let mut random = Random(world.atoms.len() as u64);
        let mut drawn: Vec<Completion> =
            (0..self.effort.drawn).map(|_| Completion::random(world, &mut random)).collect();
        let mut relevant: Vec<VariableId> = Vec::new();
        for goal in goals {
            relevant.extend(grounding.space().support(goal.truth.yes));
            relevant.extend(grounding.space().support(goal.truth.possible));
        }
        relevant.sort_unstable();
        relevant.dedup();
        let mut questions = Vec::new();
        for variable in relevant {
            questions.push(question(grounding, world, variable)?);
        }
        let count = questions.iter().try_fold(1_usize, |product, it| {
            product.checked_mul(Completion::count(world, *it)).filter(|it| *it <= self.effort.completions)
        });
        for number in 0..count.unwrap_or(self.effort.completions) {
            let mut completion = Completion::random(world, &mut random);
            if count.is_some() {
                settle(&mut completion, world, &questions, number);
            }
            drawn.push(completion);
        }
        Ok((drawn, count.is_some()))
    }

    fn note(&mut self, grounding: &Grounding<'_>, completions: &[Completion], answers: &[Goal]) {
        let is_open = |it: &&Goal| !it.truth.yes.is_settled() || !it.truth.possible.is_settled();
        let dispute = |it: &VariableId| matches!(grounding.question(*it), OpenQuestion::Dispute(_));
        let is_disputed = |it: &&Goal| grounding.space().support(it.truth.yes).iter().any(dispute);
        self.tried.disputed += answers.iter().filter(is_disputed).count();
        self.tried.questions += 1;
        self.tried.completions += completions.len();
        self.tried.open += answers.iter().filter(is_open).count();
        self.tried.circular += answers.iter().filter(|it| it.truth.yes != it.truth.possible).count();
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
    grounding: &Grounding<'_>,
    world: &World<'_>,
    completions: &[Completion],
    (answers, behind): (&[Goal], &[Goal]),
) -> Result<Vec<Vec<(bool, bool)>>, String> {
    let mut seen = vec![Vec::new(); answers.len()];
    for completion in completions {
        let model = Model::new(world, completion);
        for (goal, seen) in answers.iter().zip(&mut seen) {
            seen.push(compare_goal(grounding, world, &model, goal)?);
        }
        for goal in behind {
            compare_goal(grounding, world, &model, goal)?;
        }
    }
    Ok(seen)
}

/// One goal in one completion.
fn compare_goal(
    grounding: &Grounding<'_>,
    world: &World<'_>,
    model: &Model<'_>,
    goal: &Goal,
) -> Result<(bool, bool), String> {
    let expected = match &goal.tested {
        Tested::Formula(it) => model.truth(it),
        Tested::InEffect(it) => model.in_effect(*it),
    };
    let value = |it: VariableId| engine_value(grounding, world, model.completion(), it);
    let space = grounding.space();
    let found = (space.holds(goal.truth.yes, value), space.holds(goal.truth.possible, value));
    if found == expected {
        return Ok(found);
    }
    Err(format!(
        "{}: the engine says {}, the evaluator {}, where {}",
        goal.name,
        spoken(found),
        spoken(expected),
        described(grounding, world, model.completion(), goal),
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

/// The completion, as far as the engine thinks that it matters.
fn described(
    grounding: &Grounding<'_>,
    world: &World<'_>,
    completion: &Completion,
    goal: &Goal,
) -> String {
    let space = grounding.space();
    let mut support = space.support(goal.truth.yes);
    support.extend(space.support(goal.truth.possible));
    support.sort_unstable();
    support.dedup();
    let one = |it: &VariableId| {
        let value = engine_value(grounding, world, completion, *it);
        match grounding.question(*it) {
            OpenQuestion::Input(atom) => format!("x[{}] = {value}", atom_name(grounding, world, atom)),
            OpenQuestion::Dispute(atom) => format!("d[{}] = {value}", atom_name(grounding, world, atom)),
            OpenQuestion::Kind(thing) => {
                let kind = world.program.vocabulary.kind(completion.kind(thing.0 as usize));
                format!("k[{}] = {}", grounding.things()[thing.0 as usize].name, kind.name)
            }
            OpenQuestion::Reading(provision) => format!("r[{}] = {value}", provision.0),
        }
    };
    let all: Vec<String> = support.iter().map(one).collect();
    if all.is_empty() { "nothing is open".to_owned() } else { all.join(", ") }
}

fn atom_name(grounding: &Grounding<'_>, world: &World<'_>, atom: AtomId) -> String {
    let Meaning::Phrase(phrase) = grounding.predicate(grounding.predicate_of(atom)).meaning else {
        return "?".to_owned();
    };
    let things = grounding.things_of(atom);
    world.name(world.place(phrase, &things), grounding.things())
}

/// The same question in the evaluator's terms.
fn question(
    grounding: &Grounding<'_>,
    world: &World<'_>,
    variable: VariableId,
) -> Result<Question, String> {
    let place = |atom| {
        let Meaning::Phrase(phrase) = grounding.predicate(grounding.predicate_of(atom)).meaning else {
            return Err("the engine asks for what is not a phrase".to_owned());
        };
        Ok(world.place(phrase, &grounding.things_of(atom)))
    };
    match grounding.question(variable) {
        OpenQuestion::Input(atom) => {
            let atom = place(atom)?;
            if world.is_open(atom) { Ok(Question::Input(atom)) } else { Err("not an input".to_owned()) }
        }
        OpenQuestion::Dispute(atom) => Ok(Question::Dispute(place(atom)?)),
        OpenQuestion::Kind(thing) => {
            let mut theirs = grounding.kinds_of(thing).to_vec();
            let mut ours = world.kinds[thing.0 as usize][1..].to_vec();
            theirs.sort_unstable();
            ours.sort_unstable();
            if theirs != ours {
                return Err(format!("{thing:?} may be of {theirs:?}, but should be of {ours:?}"));
            }
            Ok(Question::Kind(thing.0 as usize))
        }
        OpenQuestion::Reading(provision) => Ok(Question::Reading(provision.0 as usize)),
    }
}

/// The value that the engine's variable has in a completion.
fn engine_value(
    grounding: &Grounding<'_>,
    world: &World<'_>,
    completion: &Completion,
    variable: VariableId,
) -> u32 {
    let Ok(question) = question(grounding, world, variable) else { return 0 };
    match question {
        Question::Input(atom) => completion.input(atom).into(),
        Question::Dispute(atom) => completion.dispute(atom).into(),
        Question::Kind(thing) => {
            let kinds = grounding.kinds_of(ThingId(thing.try_into().unwrap()));
            let place = kinds.iter().position(|it| *it == completion.kind(thing));
            place.map_or(0, |it| u32::try_from(it).unwrap() + 1)
        }
        Question::Reading(provision) => completion.reading(provision),
    }
}

/// Gives the questions the values that a number stands for.
fn settle(completion: &mut Completion, world: &World<'_>, questions: &[Question], mut number: usize) {
    for question in questions {
        let count = Completion::count(world, *question);
        completion.set(world, *question, number % count);
        number /= count;
    }
}
