//! What is there to decide? The statements that a question reaches, each with what it rests on, and the open questions.
//!
//! Rules are written out for the individuals of a case only where something asks for what they conclude. What the case
//! states is folded into the formulas at once.

mod setting;
mod truth;

use rustc_hash::FxHashMap;

use crate::{
    program::{Fact, Program, Query, Reading, Rule, RuleId, Scenario, Status, Term, VariableId},
    source::Span,
    vocabulary::{Entity, KindId, PhraseId, Role, Sort, Thing, ThingId},
};

use super::{
    Doubt,
    formula::{Choice, FALSE, Formula, Key, Question, TRUE, Test, settled},
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
        let kinds = setting::kinds_of(vocabulary, &mut things, scenario, query);
        let mut members = vec![Vec::new(); vocabulary.kinds.len()];
        for (thing, possible) in (0..).map(ThingId).zip(&kinds) {
            let mut of: Vec<KindId> =
                possible.iter().flat_map(|it| vocabulary.upwards(*it)).collect();
            of.sort_unstable();
            of.dedup();
            for it in of {
                members[it.0 as usize].push(thing);
            }
        }
        let mut world = Self {
            program,
            things,
            kinds,
            members,
            facts: FxHashMap::default(),
            rows: vec![Vec::new(); vocabulary.phrases.len()],
            with: FxHashMap::default(),
            counting: program
                .rules
                .iter()
                .map(|it| setting::counts(program, query, day, it))
                .collect(),
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
            Question::Value((phrase, _)) => {
                let cuts = self.cuts.get(&question).map_or(&[][..], Vec::as_slice);
                match self.program.vocabulary.phrase(*phrase).value {
                    Some(Sort::Kind(kind)) => {
                        let each = self.members(kind).iter().map(|it| Entity::Thing(*it));
                        each.map(Choice::Value).collect()
                    }
                    _ => super::values::cells(cuts),
                }
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
        if let Some(it) = self.facts.get(key) {
            return it.status == Status::Unknown;
        }
        // What is said of values is not open.
        let phrase = self.program.vocabulary.phrase(key.0);
        phrase.role == Role::Open && phrase.slots.iter().all(|it| it.sort.kind().is_some())
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
