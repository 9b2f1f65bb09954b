//! What is there to decide? Every rule of a program, written out for every individual of a case.
//!
//! The naive grounding of `meaning.md`, section 2: no join order, no index, no goal. Nothing here is shared with the
//! engine but the parsed program.

use std::collections::BTreeMap;

use grounds::{
    program::{
        Alternative, Atom, Condition, ConditionKind, Program, Query, Reading, Rule, RuleId,
        Scenario, Status, Term, Variable, VariableId,
    },
    vocabulary::{KindId, Part, PhraseId, Role, Thing, ThingId},
};

use crate::{kinds::possible_kinds, lens, plain, ranking::Ranking};

/// Whether what is denied counts as a statement of its own, as in a program with a rule for every part of a condition.
/// Then `A if not not A` attacks and supports itself, and is circular; else it only supports itself, and is not so.
/// `meaning.md` does not say; this is what the engine does.
const DENIED_PARTS_ARE_STATEMENTS: bool = true;

/// A phrase with an individual in each slot.
pub(crate) type GroundAtom = (PhraseId, Vec<ThingId>);

/// An individual for each variable that has one.
pub(crate) type Binding = BTreeMap<VariableId, ThingId>;

/// A condition without variables; atoms by their place in [`World::atoms`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Formula {
    Atom(usize),
    Kind(ThingId, KindId),
    Reading(Reading),
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
    /// What is denied is a part with a name, by its place in [`World::parts`].
    NotPart(usize),
}

/// A rule with an individual for each of its variables that are not local to a part of its conditions.
#[derive(Debug)]
pub(crate) struct Instance {
    pub(crate) rule: RuleId,
    pub(crate) binding: Binding,
    pub(crate) condition: Formula,
    /// The atom it concludes, and whether it concludes that it holds.
    pub(crate) conclusion: Option<(usize, bool)>,
    /// The instances of exceptions to it for the same things.
    pub(crate) exceptions: Vec<usize>,
    /// The instances that conclude the opposite and override or outrank it.
    pub(crate) stronger: Vec<usize>,
}

/// A program, a case and a question, without variables.
pub(crate) struct World<'a> {
    pub(crate) program: &'a Program,
    /// For each individual the kinds it can be said to be of exactly; the most specific stated one first.
    pub(crate) kinds: Vec<Vec<KindId>>,
    pub(crate) atoms: Vec<GroundAtom>,
    pub(crate) stated: Vec<Option<Status>>,
    pub(crate) instances: Vec<Instance>,
    /// For each atom the instances that conclude it, and those that conclude the opposite.
    pub(crate) reasons: Vec<(Vec<usize>, Vec<usize>)>,
    /// For each provision the reading that the question takes.
    pub(crate) taken: Vec<Option<Reading>>,
    /// Parts of conditions that are denied somewhere.
    pub(crate) parts: Vec<Formula>,
    places: BTreeMap<GroundAtom, usize>,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        program: &'a Program,
        ranking: &Ranking,
        scenario: &Scenario,
        query: Option<&Query>,
    ) -> Self {
        let kinds = possible_kinds(program, scenario, query);
        let atoms = all_atoms(program, kinds.len());
        let places: BTreeMap<GroundAtom, usize> = atoms.iter().cloned().zip(0..).collect();
        let mut stated = vec![None; atoms.len()];
        // What a question supposes replaces what the case states.
        for fact in scenario.facts.iter().chain(query.iter().flat_map(|it| &it.supposed)) {
            stated[places[&(fact.phrase, plain::things(fact))]] = Some(fact.status);
        }
        let taken = lens::taken_readings(program, query);
        let (instances, reasons) = (vec![], vec![(vec![], vec![]); atoms.len()]);
        let parts = vec![];
        let mut world =
            Self { program, kinds, atoms, stated, instances, reasons, taken, parts, places };
        for (id, rule) in program.rules() {
            if lens::counts(program, scenario, query, rule) {
                world.write_out(id, rule);
            }
        }
        world.relate(ranking);
        world
    }

    /// The place of an atom.
    pub(crate) fn place(&self, phrase: PhraseId, things: &[ThingId]) -> usize {
        self.places[&(phrase, things.to_vec())]
    }

    /// An atom in words.
    pub(crate) fn name(&self, atom: usize, individuals: &[Thing]) -> String {
        let (phrase, things) = &self.atoms[atom];
        let parts = self.program.vocabulary.phrase(*phrase).parts.iter().map(|it| match it {
            Part::Word(word) => &word[..],
            Part::Slot(slot) => &individuals[things[*slot as usize].0 as usize].name,
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    /// The instance of a rule for some individuals.
    pub(crate) fn instance(&self, rule: RuleId, binding: &Binding) -> Option<usize> {
        self.instances.iter().position(|it| it.rule == rule && it.binding == *binding)
    }

    /// Whether an atom is an open input (`meaning.md`, section 1); its typing is left to the completion.
    pub(crate) fn is_open(&self, atom: usize) -> bool {
        match self.stated[atom] {
            Some(status) => status == Status::Unknown,
            None => self.program.vocabulary.phrase(self.atoms[atom].0).role == Role::Open,
        }
    }

    /// That the individuals of an atom are of the kinds its phrase takes.
    pub(crate) fn typing(&self, atom: usize) -> Formula {
        let (phrase, things) = &self.atoms[atom];
        let slots = &self.program.vocabulary.phrase(*phrase).slots;
        all(things
            .iter()
            .zip(slots)
            .map(|(it, slot)| self.of_kind(*it, plain::kind(slot.sort)))
            .collect())
    }

    /// All ways to give some variables individuals.
    pub(crate) fn bindings(&self, variables: &[VariableId]) -> Vec<Binding> {
        let mut all = vec![Binding::new()];
        for variable in variables {
            let extended = |it: &Binding| -> Vec<Binding> {
                let every = self.things().map(|thing| {
                    let mut more = it.clone();
                    more.insert(*variable, thing);
                    more
                });
                every.collect()
            };
            all = all.iter().flat_map(extended).collect();
        }
        all
    }

    /// That every variable is of its kind, for those variables that are not local to a part of the conditions.
    pub(crate) fn kinds_of(&self, variables: &[Variable], binding: &Binding) -> Vec<Formula> {
        let kind = |it: &VariableId| plain::kind(variables[it.0 as usize].sort);
        binding.iter().map(|(variable, thing)| self.of_kind(*thing, kind(variable))).collect()
    }

    /// A condition, for the individuals that its variables stand for.
    pub(crate) fn formula(
        &self,
        condition: &Condition,
        variables: &[Variable],
        binding: &Binding,
    ) -> Formula {
        let alternative = |it: &Alternative| self.alternative(it, variables, binding);
        match &condition.kind {
            ConditionKind::Holds(atom) => Formula::Atom(self.atom(atom, binding)),
            ConditionKind::OfKind(term, kind) => self.of_kind(thing(term, binding), *kind),
            ConditionKind::Compare(..) => unreachable!("random programs have no values"),
            ConditionKind::Same(one, other) => {
                constant(thing(one, binding) == thing(other, binding))
            }
            ConditionKind::All(parts) => {
                all(parts.iter().map(|it| self.formula(it, variables, binding)).collect())
            }
            ConditionKind::Any(parts) => any(parts.iter().map(alternative).collect()),
            ConditionKind::Not(inner) => not(alternative(inner)),
        }
    }

    /// There are such things, and it holds of them.
    fn alternative(&self, it: &Alternative, variables: &[Variable], outer: &Binding) -> Formula {
        let for_some = |local: Binding| {
            let mut parts = self.kinds_of(variables, &local);
            let mut binding = outer.clone();
            binding.extend(local);
            parts.push(self.formula(&it.condition, variables, &binding));
            all(parts)
        };
        any(self.bindings(&it.locals).into_iter().map(for_some).collect())
    }

    fn things(&self) -> impl Iterator<Item = ThingId> {
        (0..).map(ThingId).take(self.kinds.len())
    }

    fn atom(&self, atom: &Atom, binding: &Binding) -> usize {
        let things: Vec<ThingId> = atom.terms.iter().map(|it| thing(it, binding)).collect();
        self.place(atom.phrase, &things)
    }

    fn of_kind(&self, thing: ThingId, kind: KindId) -> Formula {
        let below = |it: &KindId| self.program.vocabulary.is_part_of(*it, kind);
        let possible = &self.kinds[thing.0 as usize];
        match possible.iter().filter(|it| below(it)).count() {
            0 => constant(false),
            count if count == possible.len() => constant(true),
            _ => Formula::Kind(thing, kind),
        }
    }

    fn reading(&self, reading: Reading) -> Formula {
        let rivals = self.program.provisions[reading.provision.0 as usize].readings.len();
        match self.taken[reading.provision.0 as usize] {
            Some(taken) => constant(taken == reading),
            None if rivals == 1 => constant(true),
            None => Formula::Reading(reading),
        }
    }

    fn write_out(&mut self, id: RuleId, rule: &Rule) {
        for binding in self.bindings(&shared_variables(self.program, id)) {
            let condition = self.rule_condition(id, rule, &binding);
            if condition == constant(false) {
                continue;
            }
            let condition =
                if DENIED_PARTS_ARE_STATEMENTS { self.named(condition) } else { condition };
            let concluded = rule.conclusion.as_ref().map(plain::concluded);
            let conclusion = concluded.map(|it| (self.atom(it.atom, &binding), it.positive));
            let (exceptions, stronger) = (vec![], vec![]);
            let it = Instance { rule: id, binding, condition, conclusion, exceptions, stronger };
            self.instances.push(it);
        }
    }

    /// The same, with every denied part under a name.
    fn named(&mut self, formula: Formula) -> Formula {
        match formula {
            Formula::All(parts) => {
                Formula::All(parts.into_iter().map(|it| self.named(it)).collect())
            }
            Formula::Any(parts) => {
                Formula::Any(parts.into_iter().map(|it| self.named(it)).collect())
            }
            Formula::Not(inner) => {
                let inner = self.named(*inner);
                self.parts.push(inner);
                Formula::NotPart(self.parts.len() - 1)
            }
            it => it,
        }
    }

    /// The conditions of an exception are those of its rule together with its own; so is the reading.
    fn rule_condition(&self, id: RuleId, rule: &Rule, binding: &Binding) -> Formula {
        let mut parts = self.kinds_of(&rule.variables, binding);
        let concluded = rule.conclusion.as_ref().map(plain::concluded);
        parts.extend(concluded.map(|it| self.head_kinds(it.atom, binding)));
        for it in self.program.lineage(id) {
            parts.extend(it.reading.map(|it| self.reading(it)));
            if parts.contains(&constant(false)) {
                return constant(false);
            }
            let own = it.conditions.iter();
            parts.extend(own.map(|it| self.formula(it, &rule.variables, binding)));
        }
        all(parts)
    }

    /// A variable of the conclusion is of the kind that its slot takes.
    fn head_kinds(&self, atom: &Atom, binding: &Binding) -> Formula {
        let slots = &self.program.vocabulary.phrase(atom.phrase).slots;
        let variables = atom.terms.iter().zip(slots).filter_map(|(term, slot)| match term {
            Term::Variable(it) => Some(self.of_kind(binding[it], plain::kind(slot.sort))),
            _ => None,
        });
        all(variables.collect())
    }

    fn relate(&mut self, ranking: &Ranking) {
        for at in 0..self.instances.len() {
            let it = &self.instances[at];
            let others = 0..self.instances.len();
            let blocks = |other: &usize| self.is_exception(&self.instances[*other], it);
            let beats = |other: &usize| {
                let other = &self.instances[*other];
                are_opposite(other, it) && ranking.prevails(other.rule, it.rule)
            };
            let exceptions = others.clone().filter(blocks).collect();
            let stronger = others.filter(beats).collect();
            self.instances[at].exceptions = exceptions;
            self.instances[at].stronger = stronger;
            let Some((atom, positive)) = self.instances[at].conclusion else { continue };
            let (for_it, against) = &mut self.reasons[atom];
            if positive { for_it } else { against }.push(at);
        }
    }

    /// An exception to the rule for the same things: it agrees on all variables of the rule.
    fn is_exception(&self, exception: &Instance, to: &Instance) -> bool {
        self.program.rule(exception.rule).exception_to == Some(to.rule)
            && to.binding.iter().all(|(variable, thing)| exception.binding[variable] == *thing)
    }
}

fn are_opposite(one: &Instance, other: &Instance) -> bool {
    let opposite = other.conclusion.map(|(atom, positive)| (atom, !positive));
    opposite.is_some() && one.conclusion == opposite
}

pub(crate) fn all_atoms(program: &Program, things: usize) -> Vec<GroundAtom> {
    let mut atoms = Vec::new();
    for (at, phrase) in (0..).zip(&program.vocabulary.phrases) {
        let mut tuples: Vec<Vec<ThingId>> = vec![vec![]];
        for _ in &phrase.slots {
            let longer = |it: &Vec<ThingId>| -> Vec<Vec<ThingId>> {
                let every = (0..).map(ThingId).take(things);
                every.map(|thing| [it.as_slice(), &[thing]].concat()).collect()
            };
            tuples = tuples.iter().flat_map(longer).collect();
        }
        atoms.extend(tuples.into_iter().map(|it| (PhraseId(at), it)));
    }
    atoms
}

fn thing(term: &Term, binding: &Binding) -> ThingId {
    match term {
        Term::Variable(it) => binding[it],
        Term::Thing(it) => *it,
        _ => unreachable!("random programs have no values"),
    }
}

/// The variables of a rule that are not local to a part of its conditions or of those it inherits.
fn shared_variables(program: &Program, id: RuleId) -> Vec<VariableId> {
    let mut local = Vec::new();
    let conditions = program.lineage(id).flat_map(|it| &it.conditions);
    conditions.for_each(|it| collect_locals(it, &mut local));
    let every = (0..).map(VariableId).take(program.rule(id).variables.len());
    every.filter(|it| !local.contains(it)).collect()
}

/// The variables that belong to a part of a condition.
pub(crate) fn collect_locals(condition: &Condition, local: &mut Vec<VariableId>) {
    let mut inside = |it: &Alternative| {
        local.extend(&it.locals);
        collect_locals(&it.condition, local);
    };
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().for_each(|it| collect_locals(it, local)),
        ConditionKind::Any(parts) => parts.iter().for_each(inside),
        ConditionKind::Not(it) => inside(it),
        _ => {}
    }
}

pub(crate) fn constant(value: bool) -> Formula {
    if value { Formula::All(vec![]) } else { Formula::Any(vec![]) }
}

/// All of them; constants are left out, so that what can never apply is never written out.
pub(crate) fn all(mut parts: Vec<Formula>) -> Formula {
    if parts.contains(&constant(false)) {
        return constant(false);
    }
    parts.retain(|it| *it != constant(true));
    Formula::All(parts)
}

fn any(mut parts: Vec<Formula>) -> Formula {
    if parts.contains(&constant(true)) {
        return constant(true);
    }
    parts.retain(|it| *it != constant(false));
    Formula::Any(parts)
}

fn not(it: Formula) -> Formula {
    match it {
        Formula::All(parts) if parts.is_empty() => constant(false),
        Formula::Any(parts) if parts.is_empty() => constant(true),
        it => Formula::Not(Box::new(it)),
    }
}
