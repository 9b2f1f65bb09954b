//! What would a logic programmer have written? The naive translation of a program and a case into rules for clingo.
//!
//! One predicate for each phrase, rule and part of a condition; nothing is made ground, nothing is left out as
//! irrelevant. Without open questions and disputes, a well-founded model without gaps is the only stable model.

use std::fmt::Write;

use grounds::{
    program::{
        Alternative, Atom, Condition, ConditionKind, Program, RuleId, Scenario, Status, Term,
        Variable, VariableId,
    },
    vocabulary::KindId,
};

use crate::{kinds::possible_kinds, lens, plain, ranking::Ranking, world::collect_locals};

/// A program and a case as rules for clingo. An atom of phrase 3 with things 1 and 0 is `holds3(1,0)` in the answer.
pub(crate) fn translate(program: &Program, ranking: &Ranking, scenario: &Scenario) -> String {
    let mut translation = Translation { program, ranking, text: String::new(), parts: 0 };
    translation.facts(scenario);
    for (id, rule) in program.rules() {
        if lens::counts(program, scenario, None, rule) {
            translation.rule(id);
        }
    }
    translation.phrases();
    translation.text
}

struct Translation<'a> {
    program: &'a Program,
    ranking: &'a Ranking,
    text: String,
    /// How many parts of conditions have been given a predicate.
    parts: usize,
}

impl Translation<'_> {
    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").unwrap();
    }

    /// What is of which kind, and what is stated. Nothing may be open: the most specific stated kind is the kind.
    fn facts(&mut self, scenario: &Scenario) {
        for (thing, kinds) in possible_kinds(self.program, scenario, None).iter().enumerate() {
            let upwards: Vec<KindId> = self.program.vocabulary.upwards(kinds[0]).collect();
            for kind in upwards {
                self.line(&format!("is{}({thing}).", kind.0));
            }
        }
        for fact in &scenario.facts {
            let things: Vec<String> =
                plain::things(fact).iter().map(|it| it.0.to_string()).collect();
            let stated = if fact.status == Status::Yes { "yes" } else { "no" };
            self.line(&format!("{stated}{}.", applied(fact.phrase.0, &things)));
        }
    }

    /// A phrase holds where that is stated; else where a reason for it and none against it is in effect.
    fn phrases(&mut self) {
        for (at, phrase) in (0..).zip(&self.program.vocabulary.phrases) {
            let terms: Vec<String> = (0..phrase.slots.len()).map(|it| format!("V{it}")).collect();
            let it = applied(at, &terms);
            self.line(&format!("holds{it} :- yes{it}."));
            self.line(&format!("holds{it} :- for{it}, not against{it}, not no{it}."));
            self.line(&format!("disputed :- for{it}, against{it}."));
            self.line(&format!("#show holds{at}/{}.", terms.len()));
        }
        self.line("#show disputed/0.");
        for at in 0..self.program.vocabulary.kinds.len() {
            self.line(&format!("#defined is{at}/1."));
        }
        self.text.push_str(&self.definitions());
    }

    /// So that clingo does not warn of what is never concluded.
    fn definitions(&self) -> String {
        let phrases = (0..).zip(&self.program.vocabulary.phrases);
        let declared = phrases.flat_map(|(at, phrase): (u32, _)| {
            let count = phrase.slots.len();
            ["yes", "no", "for", "against"].map(|it| format!("#defined {it}{at}/{count}.\n"))
        });
        declared.collect()
    }

    fn rule(&mut self, id: RuleId) {
        let rule = self.program.rule(id);
        let visible = shared(self.program, id);
        let own = applied_to(id.0, &visible);
        let mut body = kinds(&visible, &rule.variables);
        for it in self.program.lineage(id) {
            body.extend(it.conditions.iter().map(|it| self.condition(it, &rule.variables)));
        }
        if let Some(conclusion) = rule.conclusion.as_ref().map(plain::concluded) {
            body.extend(self.head_kinds(conclusion.atom));
        }
        body.extend(self.exceptions(id, &visible));
        body.extend(self.stronger(id));
        self.line(&format!("effect{own} :- {}.", body.join(", ")));
        if let Some(conclusion) = rule.conclusion.as_ref().map(plain::concluded) {
            let side = if conclusion.positive { "for" } else { "against" };
            self.line(&format!("{side}{} :- effect{own}.", atom(conclusion.atom)));
            self.line(&format!("concludes{}_{} :- effect{own}.", id.0, atom(conclusion.atom)));
        }
        if let Some(target) = rule.exception_to {
            let target = shared(self.program, target);
            self.line(&format!("blocks{} :- effect{own}.", applied_to(id.0, &target)));
        }
    }

    fn exceptions(&mut self, id: RuleId, visible: &[VariableId]) -> Vec<String> {
        let mut conditions = Vec::new();
        for (exception, rule) in self.program.rules() {
            if rule.exception_to == Some(id) {
                self.line(&format!("#defined blocks{}/{}.", exception.0, visible.len()));
                conditions.push(format!("not blocks{}", applied_to(exception.0, visible)));
            }
        }
        conditions
    }

    fn stronger(&mut self, id: RuleId) -> Vec<String> {
        let own = self.program.rule(id).conclusion.as_ref().map(plain::concluded);
        let Some(own) = own else { return vec![] };
        let mut conditions = Vec::new();
        for (other, rule) in self.program.rules() {
            let Some(conclusion) = rule.conclusion.as_ref().map(plain::concluded) else { continue };
            let opposite =
                conclusion.atom.phrase == own.atom.phrase && conclusion.positive != own.positive;
            if opposite && self.ranking.prevails(other, id) {
                let (at, count) = (own.atom.phrase.0, own.atom.terms.len());
                self.line(&format!("#defined concludes{}_{at}/{count}.", other.0));
                conditions.push(format!("not concludes{}_{}", other.0, atom(own.atom)));
            }
        }
        conditions
    }

    fn head_kinds(&self, atom: &Atom) -> Vec<String> {
        let slots = &self.program.vocabulary.phrase(atom.phrase).slots;
        let variables = atom.terms.iter().zip(slots).filter(|it| matches!(it.0, Term::Variable(_)));
        variables
            .map(|(it, slot)| format!("is{}({})", plain::kind(slot.sort).0, term(it)))
            .collect()
    }

    fn condition(&mut self, condition: &Condition, variables: &[Variable]) -> String {
        match &condition.kind {
            ConditionKind::Holds(it) => format!("holds{}", atom(it)),
            ConditionKind::OfKind(it, kind) => format!("is{}({})", kind.0, term(it)),
            ConditionKind::Same(one, other) => format!("{} = {}", term(one), term(other)),
            ConditionKind::Compare(..) => unreachable!("random programs have no values"),
            ConditionKind::All(parts) => {
                let parts: Vec<String> =
                    parts.iter().map(|it| self.condition(it, variables)).collect();
                parts.join(", ")
            }
            ConditionKind::Any(parts) => self.part(parts, variables),
            ConditionKind::Not(inner) => {
                format!("not {}", self.part(std::slice::from_ref(inner), variables))
            }
        }
    }

    /// A predicate that holds where one of the alternatives does, over the variables that they do not introduce.
    fn part(&mut self, alternatives: &[Alternative], variables: &[Variable]) -> String {
        self.parts += 1;
        let number = self.parts;
        let mut free: Vec<VariableId> = alternatives.iter().flat_map(free_variables).collect();
        free.sort_unstable();
        free.dedup();
        let terms: Vec<String> = free.iter().map(|it| variable(*it)).collect();
        let head = if terms.is_empty() {
            format!("part{number}")
        } else {
            format!("part{number}({})", terms.join(","))
        };
        for alternative in alternatives {
            let every: Vec<VariableId> = free.iter().chain(&alternative.locals).copied().collect();
            let mut body = kinds(&every, variables);
            body.push(self.condition(&alternative.condition, variables));
            self.line(&format!("{head} :- {}.", body.join(", ")));
        }
        head
    }
}

/// The variables of a rule that are not local to a part of its conditions.
fn shared(program: &Program, id: RuleId) -> Vec<VariableId> {
    let mut local = Vec::new();
    program.lineage(id).flat_map(|it| &it.conditions).for_each(|it| collect_locals(it, &mut local));
    let every = (0..).map(VariableId).take(program.rule(id).variables.len());
    every.filter(|it| !local.contains(it)).collect()
}

fn free_variables(alternative: &Alternative) -> Vec<VariableId> {
    let mut local = alternative.locals.clone();
    collect_locals(&alternative.condition, &mut local);
    let mut all = mentioned(&alternative.condition);
    all.retain(|it| !local.contains(it));
    all
}

fn mentioned(condition: &Condition) -> Vec<VariableId> {
    let variables = |terms: &[&Term]| -> Vec<VariableId> {
        let all = terms
            .iter()
            .filter_map(|it| if let Term::Variable(it) = it { Some(*it) } else { None });
        all.collect()
    };
    match &condition.kind {
        ConditionKind::Holds(atom) => variables(&atom.terms.iter().collect::<Vec<_>>()),
        ConditionKind::OfKind(term, _) => variables(&[term]),
        ConditionKind::Same(one, other) | ConditionKind::Compare(_, one, other) => {
            variables(&[one, other])
        }
        ConditionKind::All(parts) => parts.iter().flat_map(mentioned).collect(),
        ConditionKind::Any(parts) => parts.iter().flat_map(|it| mentioned(&it.condition)).collect(),
        ConditionKind::Not(inner) => mentioned(&inner.condition),
    }
}

fn kinds(these: &[VariableId], variables: &[Variable]) -> Vec<String> {
    let kind = |it: &VariableId| {
        format!("is{}({})", plain::kind(variables[it.0 as usize].sort).0, variable(*it))
    };
    let kinds: Vec<String> = these.iter().map(kind).collect();
    if kinds.is_empty() { vec!["#true".to_owned()] } else { kinds }
}

fn variable(it: VariableId) -> String {
    format!("V{}", it.0)
}

fn term(it: &Term) -> String {
    match it {
        Term::Variable(it) => variable(*it),
        Term::Thing(it) => it.0.to_string(),
        _ => unreachable!("random programs have no values"),
    }
}

fn atom(it: &Atom) -> String {
    applied(it.phrase.0, &it.terms.iter().map(term).collect::<Vec<_>>())
}

fn applied_to(number: u32, variables: &[VariableId]) -> String {
    applied(number, &variables.iter().map(|it| variable(*it)).collect::<Vec<_>>())
}

fn applied(number: u32, terms: &[String]) -> String {
    if terms.is_empty() { number.to_string() } else { format!("{number}({})", terms.join(",")) }
}
