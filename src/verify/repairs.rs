//! Would these changes to the case turn the answer round, is none of them needless, and are they all?
//!
//! Where every input is open, the answer is one condition. A change is right if this is so wherever the changed inputs
//! are as wanted and the others as they stand, and no longer if any part of it is left out.

use serde_json::Value as Json;

use crate::{program::Status, value::Value, vocabulary::Role};

use super::{
    Doubt, Report, Subject,
    case::Case,
    ground::{Part, World},
    items::{Item, Quantity},
    list,
    space::{ALWAYS, Diagram},
    truth::{Node, Question},
    ways::{Way, Ways, worded},
};

/// How many repairs are proposed, and how many stated values are tried to be others.
const MOST: [usize; 2] = [20, 50];

/// A case whose inputs are open, and the condition under which the answer is the opposite.
struct Opened<'w, 'a> {
    ways: Ways<'w, 'a>,
    turned: Diagram,
    /// Of its open questions, the option that the case states.
    stands: Vec<Option<Vec<bool>>>,
    /// The questions for inputs that rules conclude, too, each with that whether it is stated.
    statements: Vec<(usize, usize)>,
    /// The atoms that were asked for.
    roots: Vec<(usize, bool)>,
    wanted: bool,
}

/// Checks what is said to change the answer.
pub(super) fn check(
    subject: Subject<'_>,
    explanation: &Json,
    report: &mut Report,
) -> Result<(), Doubt> {
    let listed = list(explanation, "repairs");
    let wanted = match explanation["answer"].as_str() {
        _ if explanation["repairs"].is_null() => return Ok(()),
        Some("no") => true,
        Some("yes") => false,
        _ => {
            report.refute("there are changes for an answer that is neither yes nor no");
            return Ok(());
        }
    };
    let day = super::day(explanation)?;
    let relaxed = subject.program.with_open_inputs();
    let mut right = vec![false; listed.len()];
    let mut doubt = None;
    for values in values_to_open(subject) {
        let scenario = subject.program.opened(subject.scenario, &values);
        let mut world = World::new(&relaxed, &scenario, subject.query, day);
        world.restated = Some(subject.program);
        // Where values can't be followed, nothing is proposed; what is proposed anyway is not confirmed.
        match Opened::new(subject, &mut world, wanted) {
            Ok(Some(opened)) => opened.check(explanation, &mut right, report)?,
            Ok(None) => {}
            Err(it) => doubt = Some(it),
        }
    }
    for (repair, _) in listed.iter().zip(right).filter(|it| !it.1) {
        if let Some(doubt) = doubt {
            return Err(doubt);
        }
        let said = worded(repair);
        report.refute(format!("it is no least change, or not by these rules: {said}"));
    }
    let twice = (1..listed.len()).any(|it| listed[..it].contains(&listed[it]));
    if twice || listed.len() > MOST[0] {
        report.refute("changes are listed twice, or too many");
    }
    Ok(())
}

/// The stated values that are tried to be others: none of them, all of them, and each of them alone.
fn values_to_open(subject: Subject<'_>) -> Vec<Vec<usize>> {
    let condition = subject.query.wanted.condition.as_ref();
    let read = condition.map_or_else(Vec::new, |it| subject.program.phrases_reached_from(it));
    let stated = subject.scenario.facts.iter().enumerate();
    let bears = stated.filter(|(_, it)| it.value.is_some() && read.contains(&it.phrase));
    let all: Vec<usize> = bears.map(|it| it.0).collect();
    let each = all.iter().take(MOST[1]).map(|it| vec![*it]);
    let mut sets: Vec<Vec<usize>> = each.chain([Vec::new(), all.clone()]).collect();
    sets.sort();
    sets.dedup();
    sets
}

fn labels(rules: &Json) -> Vec<String> {
    let each = rules.as_array().into_iter().flatten().filter_map(Json::as_str);
    let mut labels: Vec<String> = each.map(str::to_owned).collect();
    labels.sort_unstable();
    labels
}

impl<'w, 'a> Opened<'w, 'a> {
    /// Nothing where values that are compared with each other are open: how they lie to each other, no case states.
    fn new(
        subject: Subject<'a>,
        world: &'w mut World<'a>,
        wanted: bool,
    ) -> Result<Option<Self>, Doubt> {
        let topic = world.clauses.question(&mut world.items, &subject.query.wanted);
        let atom = world.look_at(topic, &[])?;
        let parts = world.atoms[atom].sides[1].iter().flat_map(|it| &world.instances[*it].body);
        let roots = parts.filter_map(|it| {
            if let Part::Atom(it, positive) = it { Some((*it, *positive)) } else { None }
        });
        let roots: Vec<(usize, bool)> = roots.collect();
        let all = roots.iter().flat_map(|it| world.atoms[it.0].sides.concat());
        let all: Vec<usize> = all.collect();
        // All that is decided below is decided here: no comparison comes up that makes diagrams void.
        world.steady(|world| {
            for it in &all {
                world.walk(Node::Instance(*it))?;
            }
            world.walk(Node::Atom(atom))
        })?;
        let verdict = world.decide(Node::Atom(atom))?;
        let turned = if wanted { verdict.yes } else { world.truth.space.not(verdict.possible)? };
        let questions: Vec<Question> = world.truth.questions.keys().cloned().collect();
        let asked = world.truth.space.asks(turned);
        let entangled = |it: &usize| match questions[*it] {
            Question::Group(at) => world.truth.groups[at].unknowns.len() > 1,
            _ => false,
        };
        if asked.iter().any(entangled) {
            return Ok(None);
        }
        let Subject { program, scenario, query, .. } = subject;
        let as_is = Case::new(program, scenario, query, world.case.day, &mut world.items);
        let stands = questions.iter().map(|it| stands(&as_is, world, it)).collect();
        let place = |it: Question| questions.iter().position(|other| *other == it);
        let statements = questions.iter().enumerate().filter_map(|(at, it)| match it {
            Question::Stated(atom) => Some((place(Question::Input(*atom))?, at)),
            _ => None,
        });
        let statements = statements.collect();
        Ok(Some(Self { ways: Ways::new(world), turned, stands, statements, roots, wanted }))
    }

    /// Marks the listed changes that are right here.
    fn check(
        mut self,
        explanation: &Json,
        right: &mut [bool],
        report: &mut Report,
    ) -> Result<(), Doubt> {
        let mut cubes = Vec::new();
        for (at, repair) in list(explanation, "repairs").into_iter().enumerate() {
            let literals: Vec<&Json> = repair.as_array().into_iter().flatten().collect();
            let Some(changes) = self.changes(&literals) else { continue };
            cubes.push(self.cube(&changes)?);
            if self.is_least(&literals, &changes)? {
                let rules = &explanation["repair_rules"][at];
                right[at] |= rules.is_null() || self.routes(&changes)? == labels(rules);
            }
        }
        if explanation["repairs_complete"] == true && !self.are_all(&cubes)? {
            report.refute("a change that turns the answer round is missing");
        }
        Ok(())
    }

    /// What some literals change, as options; nothing where one is of what is no open input here.
    fn changes(&mut self, literals: &[&Json]) -> Option<Way> {
        let mut changes = Way::new();
        for it in literals {
            let (kind, sentence) = (it["kind"].as_str()?, it["sentence"].as_str()?);
            let holds = it["holds"].as_bool().filter(|_| matches!(kind, "input" | "value"))?;
            let (question, mut marked) = self.ways.literal(kind, sentence)?;
            for it in &mut marked {
                *it = *it == holds;
            }
            match changes.iter_mut().find(|it| it.0 == question) {
                Some(it) => it.1.iter_mut().zip(marked).for_each(|(one, other)| *one &= other),
                None => changes.push((question, marked)),
            }
        }
        Some(self.stating(changes))
    }

    /// Changes with what they state.
    fn stating(&self, mut changes: Way) -> Way {
        for (of, stated) in &self.statements {
            let is_changed = |it| changes.iter().any(|change| change.0 == it);
            let state = (*stated, vec![false, true]);
            if is_changed(*of) && !is_changed(*stated) && !self.is_so(&state) {
                changes.push(state);
            }
        }
        changes
    }

    /// Whether a question may stay as it stands.
    fn is_so(&self, (question, marked): &(usize, Vec<bool>)) -> bool {
        let stands = self.stands[*question].iter().flatten();
        stands.zip(marked).any(|(stands, marked)| *stands && *marked)
    }

    fn cube(&mut self, changes: &Way) -> Result<Diagram, Doubt> {
        let space = &mut self.ways.world.truth.space;
        let mut cube = ALWAYS;
        for (question, marked) in changes {
            let literal = space.literal(*question, marked)?;
            cube = space.and(cube, literal)?;
        }
        Ok(cube)
    }

    /// Where some changes are made, and all else is as it stands.
    fn with(&mut self, changes: &Way) -> Result<Diagram, Doubt> {
        let is_changed = |question| changes.iter().any(|it| it.0 == question);
        let stands = self.stands.iter().cloned().enumerate();
        let rest = stands.filter_map(|(question, it)| Some((question, it?)));
        let rest: Way = rest.filter(|it| !is_changed(it.0)).collect();
        let (changed, rest) = (self.cube(changes)?, self.cube(&rest)?);
        self.ways.world.truth.space.and(changed, rest)
    }

    fn turns(&mut self, changes: &Way) -> Result<bool, Doubt> {
        let all = self.with(changes)?;
        self.ways.world.truth.space.implies(all, self.turned)
    }

    /// Whether some changes turn the answer round, and would not with one of their literals left out.
    fn is_least(&mut self, literals: &[&Json], changes: &Way) -> Result<bool, Doubt> {
        if changes.iter().any(|it| self.is_so(it)) || !self.turns(changes)? {
            return Ok(false);
        }
        for left_out in 0..literals.len() {
            let mut fewer = literals.to_vec();
            fewer.remove(left_out);
            let mut changes = self.changes(&fewer).unwrap_or_default();
            changes.retain(|it| !self.is_so(it));
            if self.turns(&changes)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether some changes are all the least ones, each said as one or several of them.
    fn are_all(&mut self, listed: &[Diagram]) -> Result<bool, Doubt> {
        let mut all = Vec::new();
        for mut changes in self.ways.least(self.turned)? {
            changes.retain(|it| !self.is_so(it));
            // That something is no longer stated, or whatever else is, is no statement.
            let said = self.statements.iter().all(|(of, stated)| {
                let told = changes.iter().find(|it| it.0 == *stated);
                told.is_none_or(|it| it.1[1] && changes.iter().any(|it| it.0 == *of))
            });
            let changes = self.stating(changes);
            if said && self.turns(&changes)? {
                all.push(self.cube(&changes)?);
            }
        }
        let space = &mut self.ways.world.truth.space;
        let listed = space.any(listed)?;
        for (at, one) in all.iter().enumerate() {
            let mut least = true;
            for other in all[..at].iter().chain(&all[at + 1..]) {
                least &= other == one || !space.implies(*one, *other)?;
            }
            if least && !space.implies(*one, listed)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_met(&mut self, atom: usize, positive: bool, all: Diagram) -> Result<bool, Doubt> {
        let truth = self.ways.world.decide(Node::Atom(atom))?;
        let space = &mut self.ways.world.truth.space;
        let met = if positive { truth.yes } else { space.not(truth.possible)? };
        space.implies(all, met)
    }

    fn is_stated(&mut self, atom: usize, all: Diagram) -> Result<bool, Doubt> {
        let truth = &mut self.ways.world.truth;
        let Some(question) = truth.questions.get_index_of(&Question::Stated(atom)) else {
            return Ok(false);
        };
        let stated = truth.space.literal(question, &[false, true])?;
        truth.space.implies(all, stated)
    }

    /// The labels of the rules that are in effect for or against what was asked, once some changes are made.
    fn routes(&mut self, changes: &Way) -> Result<Vec<String>, Doubt> {
        let all = self.with(changes)?;
        let mut found = Vec::new();
        for (atom, positive) in self.roots.clone() {
            // No rule is needed for what is stated, nor for a sentence that is met where the answer is no.
            let is_value = self.ways.world.is_valued(self.ways.world.atoms[atom].topic);
            let is_open = self.wanted || is_value || !self.is_met(atom, positive, all)?;
            if !is_open || self.is_stated(atom, all)? {
                continue;
            }
            for it in self.ways.world.atoms[atom].sides.concat() {
                let effect = self.ways.world.decide(Node::Instance(it))?.yes;
                if self.ways.world.truth.space.implies(all, effect)?
                    && let Some(rule) = self.ways.world.clause_of(it).rule
                {
                    found.push(self.ways.world.case.program.rule(rule).label.clone());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// The option of an open question that the case states, marked among all.
fn stands(as_is: &Case<'_>, world: &World<'_>, question: &Question) -> Option<Vec<bool>> {
    let value = |unknown: Item| match world.items.get(unknown) {
        Quantity::Unknown(phrase, of) => as_is.facts.get(&(*phrase, of.clone()))?.value,
        _ => None,
    };
    let (size, place) = match question {
        Question::Input(atom) | Question::Stated(atom) => {
            let stated = matches!(question, Question::Stated(_));
            let is_said = world.truth.questions.contains_key(&Question::Stated(*atom));
            let atom = &world.atoms[*atom];
            let (phrase, _) = world.phrase(atom.topic)?;
            let fact = as_is.facts.get(&(phrase, atom.row.clone()));
            let role = as_is.program.vocabulary.phrase(phrase).role;
            let place = match fact {
                Some(it) if it.status != Status::Unknown => {
                    Some(usize::from(stated || it.status == Status::Yes))
                }
                _ if stated => Some(0),
                // What is closed is not so unless it is stated.
                None if role == Role::Closed && !is_said => Some(0),
                _ => None,
            };
            (2, place?)
        }
        Question::Individual(unknown) => {
            let (value, all) = (value(*unknown)?, world.truth.questions.get(question)?);
            (all.len(), all.iter().position(|it| *it == value)?)
        }
        Question::Group(at) => {
            let group = &world.truth.groups[*at];
            let value = value(group.unknowns[0])?;
            let known = world.items.known(value)?;
            let place = if let Value::Text(_) = known {
                let place = group.samples.iter().position(|it| it == known);
                place.unwrap_or(group.options.len() - 1)
            } else {
                let orders = group.compared.iter();
                let orders = orders.map(|it| world.order(*it, group.unknowns[0], known));
                let orders: Vec<_> = orders.collect();
                group.options.iter().position(|it| *it == orders)?
            };
            (group.options.len(), place)
        }
        _ => return None,
    };
    Some((0..size).map(|it| it == place).collect())
}
