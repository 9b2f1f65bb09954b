//! What is there to decide? The statements that a question reaches, each with what it rests on, and the open questions.
//!
//! Rules are written out for the individuals of a case only where something asks for what they conclude. What the case
//! states is folded into the formulas at once.

use rustc_hash::FxHashMap;

use crate::{
    program::{
        Conclusion, Fact, Program, Query, Reading, Rule, RuleId, Scenario, Status, Term, VariableId,
    },
    source::Span,
    vocabulary::{Entity, KindId, PhraseId, Role, Thing, ThingId, Vocabulary},
};

use super::{
    Doubt,
    formula::{Choice, FALSE, Formula, Key, Question, TRUE, Test, all, any, settled, yes},
};

/// What each variable of a rule stands for, where it is known.
pub(super) type Binding = Vec<Option<Entity>>;

/// A rule for certain individuals, by its place in [`World::instances`].
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) rule: RuleId,
    pub(super) binding: Binding,
    /// That its conditions hold.
    pub(super) applicable: Formula,
    /// The statement that it is in effect.
    pub(super) effect: usize,
    /// The instances of exceptions to it for the same things.
    pub(super) exceptions: Vec<usize>,
    /// The instances that conclude the opposite and prevail over it.
    pub(super) stronger: Vec<usize>,
}

/// What is stated: of what, whether, where, and whether only the question supposes it.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) status: Status,
    pub(super) value: Option<Entity>,
    pub(super) span: Span,
    pub(super) supposed: bool,
}

/// A program, a case and a question, as far as they have been looked into.
pub(super) struct World<'a> {
    pub(super) program: &'a Program,
    pub(super) things: Vec<Thing>,
    /// For each individual the kinds that it can be of exactly; the most specific stated one first.
    kinds: Vec<Vec<KindId>>,
    /// The individuals that can be of each kind.
    members: Vec<Vec<ThingId>>,
    pub(super) facts: FxHashMap<Key, Stated>,
    pub(super) rows: Vec<Vec<Key>>,
    /// The places in [`World::rows`] of the facts of a phrase with something in a slot.
    pub(super) with: FxHashMap<(PhraseId, usize, Entity), Vec<usize>>,
    /// The rules that count.
    pub(super) counting: Vec<bool>,
    /// The rules that conclude something of a phrase.
    pub(super) concluding: Vec<Vec<RuleId>>,
    readings: Vec<Reading>,
    pub(super) questions: Vec<Question>,
    question_places: FxHashMap<Question, usize>,
    /// The values that an unknown value is compared with.
    cuts: FxHashMap<usize, Vec<Entity>>,
    pub(super) statements: Vec<Formula>,
    pub(super) instances: Vec<Instance>,
    instance_places: FxHashMap<(RuleId, Binding), usize>,
    concluded: FxHashMap<(Key, bool), Vec<usize>>,
    atoms: FxHashMap<Key, Formula>,
    /// The atoms that have been looked at, in order.
    pub(super) looked_at: Vec<Key>,
    /// The values that rules give attributes.
    pub(super) given: FxHashMap<Key, Vec<(Entity, usize)>>,
    todo: Vec<Todo>,
    /// How many instances may still be looked at.
    pub(super) effort: usize,
    /// What can never be together, else the checker has to give up.
    pub(super) rivals: Vec<(usize, usize)>,
}

/// What has been given a number and not been worked out.
enum Todo {
    Atom(Key, usize),
    Instance(usize),
}

impl<'a> World<'a> {
    pub(super) fn new(
        program: &'a Program,
        scenario: &Scenario,
        query: &Query,
        day: Option<jiff::civil::Date>,
    ) -> Self {
        let vocabulary = &program.vocabulary;
        let mut things = vocabulary.things.clone();
        things.extend(scenario.things.iter().chain(&query.things).cloned());
        let kinds = kinds_of(vocabulary, &mut things, scenario, query);
        let mut members = vec![Vec::new(); vocabulary.kinds.len()];
        for (thing, possible) in (0..).map(ThingId).zip(&kinds) {
            let mut of: Vec<KindId> =
                possible.iter().flat_map(|it| vocabulary.upwards(*it)).collect();
            of.sort_unstable();
            of.dedup();
            of.into_iter().for_each(|it| members[it.0 as usize].push(thing));
        }
        let mut world = Self {
            program,
            things,
            kinds,
            members,
            facts: FxHashMap::default(),
            rows: vec![Vec::new(); vocabulary.phrases.len()],
            with: FxHashMap::default(),
            counting: program.rules.iter().map(|it| counts(program, query, day, it)).collect(),
            concluding: vec![Vec::new(); vocabulary.phrases.len()],
            readings: query.readings.clone(),
            questions: Vec::new(),
            question_places: FxHashMap::default(),
            cuts: FxHashMap::default(),
            statements: Vec::new(),
            instances: Vec::new(),
            instance_places: FxHashMap::default(),
            concluded: FxHashMap::default(),
            atoms: FxHashMap::default(),
            looked_at: Vec::new(),
            given: FxHashMap::default(),
            todo: Vec::new(),
            effort: 400_000,
            rivals: Vec::new(),
        };
        scenario.facts.iter().for_each(|it| world.state(it, false));
        query.supposed.iter().for_each(|it| world.state(it, true));
        for (id, rule) in program.rules() {
            if let Some(it) = &rule.conclusion {
                world.concluding[it.phrase().0 as usize].push(id);
            }
        }
        world
    }

    fn state(&mut self, fact: &Fact, supposed: bool) {
        let key = (fact.phrase, fact.entities.clone());
        let (status, value, span) = (fact.status, fact.value.clone(), fact.span);
        let stated = Stated { status, value, span, supposed };
        if self.facts.insert(key.clone(), stated).is_some() {
            return;
        }
        let row = self.rows[key.0.0 as usize].len();
        for (slot, entity) in key.1.iter().enumerate() {
            self.with.entry((key.0, slot, entity.clone())).or_default().push(row);
        }
        self.rows[key.0.0 as usize].push(key);
    }

    /// The individuals that are, or may be, of a kind.
    pub(super) fn members(&self, kind: KindId) -> &[ThingId] {
        &self.members[kind.0 as usize]
    }

    /// That an individual is of a kind.
    pub(super) fn of_kind(&mut self, entity: &Entity, kind: KindId) -> Formula {
        let Entity::Thing(thing) = entity else { return FALSE };
        let within = |it: &KindId| self.program.vocabulary.is_part_of(*it, kind);
        let marked: Vec<bool> = self.kinds[thing.0 as usize].iter().map(within).collect();
        if marked.iter().all(|it| *it == marked[0]) {
            return settled(marked[0]);
        }
        Formula::Ask(self.question(Question::Kind(*thing)), Test::Options(marked))
    }

    /// That a reading prevails.
    pub(super) fn prevails(&mut self, reading: Reading) -> Formula {
        let taken = self.readings.iter().find(|it| it.provision == reading.provision);
        if let Some(taken) = taken {
            return settled(*taken == reading);
        }
        let rivals = self.program.provisions[reading.provision.0 as usize].readings.len();
        let marked: Vec<bool> = (0..rivals).map(|it| it == reading.reading as usize).collect();
        if rivals == 1 {
            return TRUE;
        }
        Formula::Ask(self.question(Question::Reading(reading.provision.0)), Test::Options(marked))
    }

    /// The place of an open question.
    pub(super) fn question(&mut self, question: Question) -> usize {
        if let Some(place) = self.question_places.get(&question) {
            return *place;
        }
        self.questions.push(question.clone());
        self.question_places.insert(question, self.questions.len() - 1);
        self.questions.len() - 1
    }

    /// That an unknown value compares like this.
    pub(super) fn cut(&mut self, question: usize, test: Test) -> Formula {
        if let Test::Compares(_, with, _) = &test {
            let cuts = self.cuts.entry(question).or_default();
            if let Err(place) = cuts.binary_search(with) {
                cuts.insert(place, with.clone());
            }
        }
        Formula::Ask(question, test)
    }

    /// The ways to settle a question.
    pub(super) fn options(&self, question: usize) -> Vec<Choice> {
        match &self.questions[question] {
            Question::Input(_) | Question::Dispute(_) => {
                vec![Choice::Truth(false), Choice::Truth(true)]
            }
            Question::Kind(thing) => {
                self.kinds[thing.0 as usize].iter().map(|it| Choice::Kind(*it)).collect()
            }
            Question::Reading(provision) => {
                let provision = crate::program::ProvisionId(*provision);
                let rivals = self.program.provisions[provision.0 as usize].readings.len();
                let each = (0..).take(rivals).map(|reading| Reading { provision, reading });
                each.map(Choice::Reading).collect()
            }
            Question::Value(_) => {
                super::values::cells(self.cuts.get(&question).map_or(&[], Vec::as_slice))
            }
        }
    }

    /// That a phrase holds of some individuals and values.
    pub(super) fn atom(&mut self, key: &Key) -> Formula {
        if let Some(known) = self.atoms.get(key) {
            return known.clone();
        }
        let stated = self.facts.get(key).map(|it| it.status);
        let formula = match stated {
            Some(Status::Yes) => TRUE,
            Some(Status::No) => FALSE,
            None if !self.is_open(key) && self.concluding[key.0.0 as usize].is_empty() => FALSE,
            _ => {
                self.statements.push(FALSE);
                self.todo.push(Todo::Atom(key.clone(), self.statements.len() - 1));
                Formula::Is(self.statements.len() - 1)
            }
        };
        self.atoms.insert(key.clone(), formula.clone());
        self.looked_at.push(key.clone());
        formula
    }

    /// Whether it is an open question that a phrase holds, where no rule decides it.
    fn is_open(&self, key: &Key) -> bool {
        match self.facts.get(key) {
            Some(it) => it.status == Status::Unknown,
            // What is said of values is not open.
            None => {
                let phrase = self.program.vocabulary.phrase(key.0);
                phrase.role == Role::Open && phrase.slots.iter().all(|it| it.sort.kind().is_some())
            }
        }
    }

    /// A statement of its own for a formula.
    pub(super) fn named(&mut self, formula: Formula) -> usize {
        self.statements.push(formula);
        self.statements.len() - 1
    }

    /// The opposite of a formula. What is denied is a statement of its own.
    pub(super) fn not(&mut self, formula: Formula) -> Formula {
        match formula {
            Formula::Is(it) => Formula::Not(it),
            Formula::Ask(question, test) => Formula::Ask(question, test.denied()),
            it if it == TRUE => FALSE,
            it if it == FALSE => TRUE,
            it => Formula::Not(self.named(it)),
        }
    }

    /// Works out everything that has been given a number.
    pub(super) fn settle(&mut self) -> Result<(), Doubt> {
        while let Some(next) = self.todo.pop() {
            match next {
                Todo::Atom(key, statement) => self.statements[statement] = self.truth(&key)?,
                Todo::Instance(at) => self.work_out(at)?,
            }
        }
        Ok(())
    }

    /// When an atom is true (`meaning.md`, section 2), as far as the case does not say.
    fn truth(&mut self, key: &Key) -> Result<Formula, Doubt> {
        let for_it = self.concluding(key, true)?;
        let against = self.concluding(key, false)?;
        let effects = |world: &Self, all: &[usize]| -> Vec<usize> {
            all.iter().map(|it| world.instances[*it].effect).collect()
        };
        let (for_it, against) = (effects(self, &for_it), effects(self, &against));
        let some = |all: &[usize]| any(all.iter().map(|it| Formula::Is(*it)));
        let none = |them: &[usize]| all(them.iter().map(|it| Formula::Not(*it)));
        let mut ways = vec![all([some(&for_it), none(&against)])];
        if !for_it.is_empty() && !against.is_empty() {
            let dispute = Formula::Ask(self.question(Question::Dispute(key.clone())), yes());
            ways.push(all([some(&for_it), some(&against), dispute]));
        }
        if self.is_open(key) {
            let slots = self.program.vocabulary.phrase(key.0).slots.clone();
            let mut parts = vec![none(&for_it), none(&against)];
            for (entity, slot) in key.1.iter().zip(&slots) {
                parts.extend(slot.sort.kind().map(|it| self.of_kind(entity, it)));
            }
            parts.push(Formula::Ask(self.question(Question::Input(key.clone())), yes()));
            ways.push(all(parts));
        }
        Ok(any(ways))
    }

    /// The instances of rules that count and conclude an atom, or its opposite.
    pub(super) fn concluding(&mut self, key: &Key, positive: bool) -> Result<Vec<usize>, Doubt> {
        let place = (key.clone(), positive);
        if let Some(found) = self.concluded.get(&place) {
            return Ok(found.clone());
        }
        let mut found = Vec::new();
        for id in self.concluding[key.0.0 as usize].clone() {
            let Some(Conclusion::Phrase { atom, positive: says }) =
                &self.program.rule(id).conclusion
            else {
                continue;
            };
            if *says != positive || !self.counting[id.0 as usize] {
                continue;
            }
            let known: Vec<Option<Entity>> = key.1.iter().cloned().map(Some).collect();
            let Some(binding) = unify(self.program.rule(id), &atom.terms, &known) else { continue };
            for binding in self.solutions_of(id, binding)? {
                if self.head(id, &binding)?.is_some_and(|it| it == key.1) {
                    found.push(self.instance(id, binding));
                }
            }
        }
        self.concluded.insert(place, found.clone());
        Ok(found)
    }

    /// The instances that were found to conclude an atom, or its opposite.
    pub(super) fn found(&self, key: &Key, positive: bool) -> &[usize] {
        self.concluded.get(&(key.clone(), positive)).map_or(&[], Vec::as_slice)
    }

    /// The values that rules were found to give an attribute, each with the instance that does.
    pub(super) fn given(&self, key: &Key) -> &[(Entity, usize)] {
        self.given.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a reading may prevail, by what the question takes.
    pub(super) fn admits(&self, reading: Reading) -> bool {
        self.readings.iter().all(|it| it.provision != reading.provision || *it == reading)
    }

    /// A rule for certain individuals.
    pub(super) fn instance(&mut self, rule: RuleId, binding: Binding) -> usize {
        let key = (rule, binding);
        if let Some(known) = self.instance_places.get(&key) {
            return *known;
        }
        let effect = self.named(FALSE);
        let at = self.instances.len();
        self.instance_places.insert(key.clone(), at);
        let (rule, binding) = key;
        self.instances.push(Instance {
            rule,
            binding,
            applicable: FALSE,
            effect,
            exceptions: Vec::new(),
            stronger: Vec::new(),
        });
        self.todo.push(Todo::Instance(at));
        at
    }

    /// When an instance is in effect: its conditions hold, and nothing that defeats it is in effect.
    fn work_out(&mut self, at: usize) -> Result<(), Doubt> {
        let Instance { rule: id, binding, effect, .. } = self.instances[at].clone();
        let applicable = self.conditions(id, &binding)?;
        let mut exceptions = Vec::new();
        let mut stronger = Vec::new();
        if applicable != FALSE {
            for it in self.program.rule(id).exceptions.clone() {
                if !self.counting[it.0 as usize] {
                    continue;
                }
                let mut inherited = binding.clone();
                inherited.resize(self.program.rule(it).variables.len(), None);
                for binding in self.solutions_of(it, inherited)? {
                    exceptions.push(self.instance(it, binding));
                }
            }
            for other in self.opposed(id, &binding)? {
                let it = self.instances[other].rule;
                if self.program.ranking.defeats(it, id) {
                    stronger.push(other);
                }
            }
        }
        let defeaters = exceptions.iter().chain(&stronger);
        let undefeated = defeaters.map(|it| Formula::Not(self.instances[*it].effect));
        self.statements[effect] = all(std::iter::once(applicable.clone()).chain(undefeated));
        let it = &mut self.instances[at];
        (it.applicable, it.exceptions, it.stronger) = (applicable, exceptions, stronger);
        Ok(())
    }

    /// What stands in the slots of what a rule concludes; nothing where something in it has no value.
    fn head(&mut self, id: RuleId, binding: &Binding) -> Result<Option<Vec<Entity>>, Doubt> {
        let rule = self.program.rule(id);
        let Some(conclusion) = &rule.conclusion else { return Ok(None) };
        let mut items = Vec::new();
        for term in conclusion.terms() {
            match &self.cases(term, &rule.variables, binding)?[..] {
                [] => return Ok(None),
                [(it, when)] if *when == TRUE => items.push(it.clone()),
                _ => {
                    let what = "does not follow a rule that concludes something of an open value";
                    return Err(Doubt(what.to_owned()));
                }
            }
        }
        Ok(Some(items))
    }

    /// The instances that conclude the opposite of what one concludes.
    fn opposed(&mut self, id: RuleId, binding: &Binding) -> Result<Vec<usize>, Doubt> {
        match &self.program.rule(id).conclusion {
            Some(Conclusion::Phrase { atom, positive }) => {
                let Some(items) = self.head(id, binding)? else { return Ok(Vec::new()) };
                self.concluding(&(atom.phrase, items), !positive)
            }
            Some(Conclusion::Value { .. }) | None => Ok(Vec::new()),
        }
    }
}

/// What stands in some terms, where all of them are plain and known.
pub(super) fn plain(terms: &[Term], binding: &Binding) -> Option<Vec<Entity>> {
    terms.iter().map(|it| stands_for(it, binding)).collect()
}

/// What a plain term stands for, if it is known.
pub(super) fn stands_for(term: &Term, binding: &Binding) -> Option<Entity> {
    match term {
        Term::Variable(VariableId(it)) => binding[*it as usize].clone(),
        Term::Thing(it) => Some(Entity::Thing(*it)),
        Term::Value(it) => Some(Entity::Value(it.clone())),
        _ => None,
    }
}

/// What the variables of a rule stand for where its terms stand for these; nothing where they can't.
pub(super) fn unify(rule: &Rule, terms: &[Term], items: &[Option<Entity>]) -> Option<Binding> {
    let mut binding: Binding = vec![None; rule.variables.len()];
    for (term, item) in terms.iter().zip(items) {
        let Some(item) = item else { continue };
        match (term, stands_for(term, &binding)) {
            (_, Some(known)) if known != *item => return None,
            (Term::Variable(it), None) => binding[it.0 as usize] = Some(item.clone()),
            _ => {}
        }
    }
    Some(binding)
}

/// Whether a rule is in force on the day, and admitted by what narrows the question. (A reading is a condition.)
fn counts(program: &Program, query: &Query, day: Option<jiff::civil::Date>, rule: &Rule) -> bool {
    if day.is_some_and(|it| !rule.in_force.contains(it)) {
        return false;
    }
    let mut cited = rule.citations.iter().map(|it| it.source);
    if rule.citations.is_empty() {
        return true;
    }
    let weak = |it| {
        let authority = program.source(it).authority;
        authority.is_some_and(|it| query.without.iter().any(|rung| it >= *rung))
    };
    let admitted = &query.according_to;
    (admitted.is_empty() || cited.clone().any(|it| admitted.contains(&it))) && !cited.all(weak)
}

/// For each individual the kinds that it can be of exactly: its most specific stated one, then those below it that are
/// not ruled out. What a question supposes takes back what of the case's statements contradicts it.
fn kinds_of(
    vocabulary: &Vocabulary,
    things: &mut [Thing],
    scenario: &Scenario,
    query: &Query,
) -> Vec<Vec<KindId>> {
    let mut excluded: Vec<Vec<KindId>> = vec![Vec::new(); things.len()];
    let stated = scenario.kinds.iter().map(|it| (it, false));
    for (fact, supposed) in stated.chain(query.supposed_kinds.iter().map(|it| (it, true))) {
        let thing = &mut things[fact.thing.0 as usize];
        let out = &mut excluded[fact.thing.0 as usize];
        if fact.status == Status::Yes {
            if supposed {
                out.retain(|it| !vocabulary.is_part_of(fact.kind, *it));
            }
            let below = vocabulary.is_part_of(fact.kind, thing.kind);
            if below || supposed && !vocabulary.is_part_of(thing.kind, fact.kind) {
                thing.kind = fact.kind;
                thing.span = fact.span;
            }
            continue;
        }
        if supposed {
            if vocabulary.is_part_of(thing.kind, fact.kind) {
                thing.kind = vocabulary.kind(fact.kind).parent.unwrap_or(thing.kind);
            }
            out.retain(|it| *it != fact.kind);
        }
        if fact.status == Status::No {
            out.push(fact.kind);
        }
    }
    let possible = |(thing, out): (&Thing, &Vec<KindId>)| {
        let every = (0..).map(KindId).take(vocabulary.kinds.len());
        let below = every.filter(|it| {
            *it != thing.kind
                && vocabulary.is_part_of(*it, thing.kind)
                && !out.iter().any(|out| vocabulary.is_part_of(*it, *out))
        });
        std::iter::once(thing.kind).chain(below).collect()
    };
    things.iter().zip(&excluded).map(possible).collect()
}
