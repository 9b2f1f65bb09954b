//! Does the engine say the same of values as the model? For every answer, in every completion that can make a difference.

use std::cell::RefCell;

use grounds::{
    answer::{Answer, Status, Verdict, answer},
    condition::{Literal, VariableId},
    engine::{Grounding, Lens, Limits, OpenQuestion, Setting, compile::Compiled},
    program::{Comparison, ConditionKind, Query, Scenario, Term},
    session::Session,
    vocabulary::{Sort as Declared, ThingId},
};

use super::{
    bridge::{Bridge, symbol},
    completion::{Completion, Found},
    days, locals,
    model::{self, Model},
    points::{Sort, adds_months_to_one_of_two, points},
    symbol::{Amount, Key, Pair, Point, Symbol},
};
use crate::{ranking::Ranking, world::Binding};

/// In how many completions a question is judged.
const MOST: usize = if cfg!(debug_assertions) { 300 } else { 6_000 };
/// Whether the engine may be asked to compare months added to an unknown date with another unknown date.
const MONTHS_BETWEEN_UNKNOWN_DATES: bool = false;

/// What came of a comparison without a disagreement.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tried {
    pub(crate) questions: usize,
    /// How many were too large to be judged.
    pub(crate) skipped: usize,
    pub(crate) completions: usize,
    pub(crate) open: usize,
    /// How many turn on an unknown value, on several that are compared, and on values in dispute.
    pub(crate) lines: usize,
    pub(crate) relations: usize,
    pub(crate) rivals: usize,
}

impl Tried {
    pub(crate) fn add(&mut self, other: Self) {
        self.questions += other.questions;
        self.skipped += other.skipped;
        self.completions += other.completions;
        self.open += other.open;
        self.lines += other.lines;
        self.relations += other.relations;
        self.rivals += other.rivals;
    }

    fn note(&mut self, grounding: &Grounding<'_>, verdicts: &[Judged]) {
        let mut open: Vec<VariableId> =
            verdicts.iter().flat_map(|it| it.verdict.open.clone()).collect();
        open.sort_unstable();
        open.dedup();
        let any = |which: fn(&OpenQuestion) -> bool| {
            usize::from(open.iter().any(|it| which(&grounding.question(*it))))
        };
        self.open += usize::from(!open.is_empty());
        self.lines += any(|it| matches!(it, OpenQuestion::Value(_)));
        self.relations += any(|it| matches!(it, OpenQuestion::Relation(_)));
        self.rivals += any(|it| matches!(it, OpenQuestion::ValueDispute(_)));
    }
}

/// An answer that the engine gives: the value or the individual, and when.
struct Judged {
    what: Option<What>,
    verdict: Verdict,
}

/// What a question may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Thing(ThingId),
    Value(Symbol),
}

/// Why a question is not judged, or is judged differently.
enum Stop {
    Large,
    Wrong(String),
}

impl<T: Into<String>> From<T> for Stop {
    fn from(it: T) -> Self {
        Self::Wrong(it.into())
    }
}

/// Compares all answers of a case.
pub(crate) fn compare(session: &Session, ranking: &Ranking) -> Result<Tried, String> {
    days::check(session)?;
    let mut tried = Tried::default();
    for case in &session.cases {
        for query in &case.asks {
            tried.questions += 1;
            match question(session, ranking, &case.scenario, query, &mut tried) {
                Ok(()) => {}
                Err(Stop::Large) => tried.skipped += 1,
                Err(Stop::Wrong(it)) => return Err(format!("{}\n  {it}", query.sentence)),
            }
        }
    }
    Ok(tried)
}

fn question(
    session: &Session,
    ranking: &Ranking,
    scenario: &Scenario,
    query: &Query,
    tried: &mut Tried,
) -> Result<(), Stop> {
    let program = &session.program;
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
    let asks = !query.wanted.answers.is_empty();
    let answer = answer(&mut grounding, asked, asks, 1_000).map_err(|_| Stop::Large)?;
    let judged = judged(&grounding, answer)?;
    let open = judged.iter().flat_map(|it| it.verdict.open.clone());
    let bridge = Bridge::new(&grounding, open)?;
    let orders = bridge.orders();
    let setting = model::Setting { program, ranking, scenario, query, orders: &orders };
    let (completions, expected) = completions(&setting, bridge.found())?;
    tried.note(&grounding, &judged);
    tried.completions += completions.len();
    let mut seen = vec![Vec::new(); judged.len()];
    for (completion, expected) in completions.iter().zip(&expected) {
        let wrong = |it: String| format!("{it}\n  where {}", described(&setting, completion));
        let values = bridge.values(completion).map_err(wrong)?;
        let mut given = vec![];
        for (one, seen) in judged.iter().zip(&mut seen) {
            let holds = |it| grounding.space().holds(it, |it| values[&it]);
            let yes = holds(one.verdict.truth.yes);
            if yes != holds(one.verdict.truth.possible) {
                return Err(wrong("circular".to_owned()).into());
            }
            seen.push(yes);
            if yes {
                given.extend(concrete(one.what.as_ref(), &completion.point));
            }
        }
        given.sort();
        given.dedup();
        if let Some(expected) = expected.as_ref().filter(|it| **it != given) {
            let says = format!("the engine says {given:?}, the model {expected:?}");
            return Err(wrong(says).into());
        }
    }
    for (one, seen) in judged.iter().zip(&seen) {
        status(&grounding, &one.verdict, seen)?;
        ways(&bridge, &one.verdict.yes_if.listed, &completions, seen, true)?;
        ways(&bridge, &one.verdict.no_if.listed, &completions, seen, false)?;
    }
    Ok(())
}

fn judged(grounding: &Grounding<'_>, answer: Answer) -> Result<Vec<Judged>, String> {
    let bindings = match answer {
        Answer::YesNo(_, verdict) => return Ok(vec![Judged { what: None, verdict: *verdict }]),
        Answer::Which(it) => it,
    };
    let one = |it: grounds::answer::Binding| {
        let item = it.items[0];
        let what = match grounding.describe(item) {
            grounds::engine::Described::Thing(it) => What::Thing(it),
            _ => What::Value(symbol(grounding, item)?),
        };
        Ok(Judged { what: Some(what), verdict: it.verdict })
    };
    bindings.into_iter().map(one).collect()
}

/// For each completion all answers in it, where they can be told.
type Answers = Vec<Option<Vec<Concrete>>>;

/// An answer that can be compared with another: an individual, or a value, or just yes.
type Concrete = (Option<ThingId>, Option<Amount>);

fn concrete(what: Option<&What>, point: &Point) -> Option<Concrete> {
    Some(match what {
        None => (None, None),
        Some(What::Thing(it)) => (Some(*it), None),
        Some(What::Value(it)) => (None, Some(it.at(point)?)),
    })
}

/// Completions enough, and the answers in each of them. Whatever turns out to be open or compared on the way is settled
/// in all ways as well, until nothing new turns up.
fn completions(
    setting: &model::Setting<'_>,
    start: Found,
) -> Result<(Vec<Completion>, Answers), Stop> {
    let found = RefCell::new(start);
    loop {
        let before = found.borrow().clone();
        let all = every(setting, &before)?;
        let mut answers = vec![];
        for completion in &all {
            let model = Model::new(setting, completion, &found);
            let expected = expected(setting, &model, &completion.point);
            answers.push((!model.is_ambiguous()).then_some(expected));
        }
        if *found.borrow() == before {
            return Ok((all, answers));
        }
    }
}

/// Every way to settle what was found.
fn every(setting: &model::Setting<'_>, found: &Found) -> Result<Vec<Completion>, Stop> {
    let unknown = found.unknown.iter().map(|it| (it.clone(), sort(setting, found, it))).collect();
    if !MONTHS_BETWEEN_UNKNOWN_DATES && found.compared.iter().any(adds_months_to_one_of_two) {
        return Err(Stop::Large);
    }
    let points = points(&unknown, &found.compared).ok_or(Stop::Large)?;
    let mut all: Vec<Completion> =
        points.into_iter().map(|point| Completion { point, ..Completion::default() }).collect();
    for key in &found.inputs {
        all = twice(&all, |it, value| _ = it.inputs.insert(key.clone(), value))?;
    }
    for key in &found.sides {
        all = twice(&all, |it, value| _ = it.sides.insert(key.clone(), value))?;
    }
    for (key, rivals) in &found.rivals {
        let with = |it: &Completion| -> Vec<Completion> {
            let preferring = |place| {
                let mut more = it.clone();
                more.preferred.insert(key.clone(), place);
                more
            };
            (0..rivals.len()).map(preferring).collect()
        };
        all = all.iter().flat_map(with).collect();
    }
    if all.len() > MOST { Err(Stop::Large) } else { Ok(all) }
}

fn twice(all: &[Completion], set: impl Fn(&mut Completion, bool)) -> Result<Vec<Completion>, Stop> {
    let with = |it: &Completion| {
        [false, true].map(|value| {
            let mut more = it.clone();
            set(&mut more, value);
            more
        })
    };
    if 2 * all.len() > MOST { Err(Stop::Large) } else { Ok(all.iter().flat_map(with).collect()) }
}

fn sort(setting: &model::Setting<'_>, found: &Found, of: &Key) -> Sort {
    match setting.program.vocabulary.phrase(of.0).value {
        Some(Declared::Number) => Sort::Number,
        Some(Declared::Date) => Sort::Date,
        _ => {
            let months = |it: &Symbol| matches!(it, Symbol::Known(Amount::Length { months, .. }) if *months != 0);
            let own = |it: &Symbol| matches!(it, Symbol::Unknown(key) if key.0 == of.0);
            let counted =
                |(one, other): &Pair| own(one) && months(other) || own(other) && months(one);
            if found.compared.iter().any(counted) { Sort::Months } else { Sort::Days }
        }
    }
}

/// The answers in a completion.
fn expected(setting: &model::Setting<'_>, model: &Model<'_>, point: &Point) -> Vec<Concrete> {
    let wanted = &setting.query.wanted;
    let condition = wanted.condition.as_ref().unwrap();
    let asked = wanted.answers.first().map(|it| it.variable);
    if let (Some(asked), ConditionKind::Compare(Comparison::Equal, one, other)) =
        (asked, &condition.kind)
    {
        let is_asked = |it: &Term| *it == Term::Variable(asked);
        let term = if is_asked(one) { Some(other) } else { is_asked(other).then_some(one) };
        if let Some(term) = term {
            let value = model.value(term, &wanted.variables, &Binding::new());
            return value.iter().filter_map(|it| Some((None, Some(it.at(point)?)))).collect();
        }
    }
    let free = locals::asked(condition, wanted.variables.len());
    let all = model.bindings(&free, &wanted.variables, &Binding::new());
    let mut answers = vec![];
    for binding in all {
        if model.holds(condition, &wanted.variables, &binding) {
            answers.push((asked.map(|it| binding[&it]), None));
        }
    }
    answers.sort();
    answers.dedup();
    answers
}

/// It is called open only where it is both yes and no, and disputed where nothing but disputes are open.
fn status(grounding: &Grounding<'_>, verdict: &Verdict, seen: &[bool]) -> Result<(), String> {
    let disputes = |it: &VariableId| {
        matches!(grounding.question(*it), OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_))
    };
    let expected = match (seen.contains(&true), seen.contains(&false)) {
        (true, false) => Status::Yes,
        (false, _) => Status::No,
        (true, true) if verdict.open.iter().all(disputes) => Status::Disputed,
        (true, true) => Status::Depends,
    };
    let found = verdict.status;
    if found == expected { Ok(()) } else { Err(format!("called {found:?}, but is {expected:?}")) }
}

/// The ways hold, as they are worded, exactly where the answer is so; and nothing can be left out of one.
fn ways(
    bridge: &Bridge<'_>,
    ways: &[Vec<Literal>],
    completions: &[Completion],
    seen: &[bool],
    wanted: bool,
) -> Result<(), String> {
    let mut met = vec![false; completions.len()];
    for way in ways {
        let mut needed = vec![false; way.len()];
        let mut possible = false;
        for (at, completion) in completions.iter().enumerate() {
            let failed: Vec<usize> = failed(bridge, way, completion)?;
            match failed.as_slice() {
                [] if seen[at] != wanted => return Err(format!("{way:?} is no way")),
                [] => (met[at], possible) = (true, true),
                [one] if seen[at] != wanted => needed[*one] = true,
                _ => {}
            }
        }
        if !possible {
            return Err(format!("nothing can be like {way:?}"));
        }
        if needed.contains(&false) {
            return Err(format!("{way:?} can be shortened: {needed:?}"));
        }
    }
    if met.iter().zip(seen).all(|it| *it.0 == (*it.1 == wanted)) {
        Ok(())
    } else {
        Err(format!("ways are missing from {ways:?}"))
    }
}

fn failed(
    bridge: &Bridge<'_>,
    way: &[Literal],
    completion: &Completion,
) -> Result<Vec<usize>, String> {
    let mut failed = vec![];
    for (at, literal) in way.iter().enumerate() {
        if !bridge.holds(*literal, completion)? {
            failed.push(at);
        }
    }
    Ok(failed)
}

fn described(setting: &model::Setting<'_>, completion: &Completion) -> String {
    let vocabulary = &setting.program.vocabulary;
    let named = vocabulary.things.iter().chain(&setting.scenario.things);
    let names: Vec<&str> = named.chain(&setting.query.things).map(|it| &*it.name).collect();
    let name = |key: &Key| {
        let things: Vec<&str> = key.1.iter().map(|it| names[it.0 as usize]).collect();
        format!("{:?} of {}", vocabulary.phrase(key.0).parts, things.join(" and "))
    };
    let inputs = completion.inputs.iter().map(|it| format!("{} = {}", name(it.0), it.1));
    let sides = completion.sides.iter().map(|it| format!("dispute {} = {}", name(it.0), it.1));
    let rivals = completion.preferred.iter().map(|it| format!("values {} = {}", name(it.0), it.1));
    let values = completion.point.iter().map(|it| format!("{} = {:?}", name(it.0), it.1));
    let all: Vec<String> = inputs.chain(sides).chain(rivals).chain(values).collect();
    all.join("\n    ")
}
