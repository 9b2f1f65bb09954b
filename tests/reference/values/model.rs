//! What is true, and which value has what, in a completion? `meaning.md` with values, slow and obvious.
//!
//! The programs have no recursion, so that truth is told by asking on and on. What a completion has to settle is found
//! out by asking, too: a [`Model`] notes in [`Found`] every open question and every comparison that it meets.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use grounds::{
    program::{
        Aggregate, Alternative, Comparison, Conclusion, Condition, ConditionKind, Function,
        Operation, Program, Query, RuleId, Scenario, Status, Term, Variable, VariableId,
    },
    value::Value,
    vocabulary::{Entity, PhraseId, Role, ThingId},
};

use super::completion::{Completion, Found};
use super::keys::{attribute_key, concluded, key, phrase_of, thing};
use super::symbol::{Amount, Key, Symbol, accepts};
use crate::{lens, plain, ranking::Ranking, world::Binding};

/// What does not change from one completion to the next.
pub(crate) struct Setting<'a> {
    pub(crate) program: &'a Program,
    pub(crate) ranking: &'a Ranking,
    pub(crate) scenario: &'a Scenario,
    pub(crate) query: &'a Query,
    /// For values in dispute the order in which one after the other is preferred, where the engine has one.
    pub(crate) orders: &'a BTreeMap<Key, Vec<Symbol>>,
}

/// Everything in one completion.
pub(crate) struct Model<'m> {
    setting: &'m Setting<'m>,
    completion: &'m Completion,
    found: &'m RefCell<Found>,
    effects: RefCell<BTreeMap<(RuleId, Binding), Option<bool>>>,
    ambiguous: Cell<bool>,
}

impl<'m> Model<'m> {
    pub(crate) fn new(
        setting: &'m Setting<'m>,
        completion: &'m Completion,
        found: &'m RefCell<Found>,
    ) -> Self {
        Self {
            setting,
            completion,
            found,
            effects: RefCell::default(),
            ambiguous: Cell::new(false),
        }
    }

    /// Whether a rival that nothing gives happened to be equal to one that something gives. Which of two equal values
    /// the completion prefers is then a matter of names.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.ambiguous.get()
    }

    /// Whether a condition holds.
    pub(crate) fn holds(
        &self,
        condition: &Condition,
        variables: &[Variable],
        binding: &Binding,
    ) -> bool {
        match &condition.kind {
            ConditionKind::Holds(atom) => self.truth(&key(atom.phrase, &atom.terms, binding)),
            ConditionKind::OfKind(term, kind) => {
                let own = self.things()[thing(term, binding).0 as usize];
                self.setting.program.vocabulary.is_part_of(own, *kind)
            }
            ConditionKind::Same(one, other) => thing(one, binding) == thing(other, binding),
            ConditionKind::Compare(comparison, one, other) => {
                let one = self.value(one, variables, binding);
                let other = self.value(other, variables, binding);
                one.zip(other).is_some_and(|it| self.compare(*comparison, &it.0, &it.1))
            }
            ConditionKind::All(parts) => {
                // Every part is asked, so that all comparisons are found at once.
                let all: Vec<bool> =
                    parts.iter().map(|it| self.holds(it, variables, binding)).collect();
                all.iter().all(|it| *it)
            }
            ConditionKind::Any(parts) => {
                let all: Vec<bool> =
                    parts.iter().map(|it| self.alternative(it, variables, binding)).collect();
                all.contains(&true)
            }
            ConditionKind::Not(inner) => !self.alternative(inner, variables, binding),
        }
    }

    /// There are such things, and it holds of them.
    fn alternative(&self, it: &Alternative, variables: &[Variable], binding: &Binding) -> bool {
        let all = self.bindings(&it.locals, variables, binding);
        all.iter().any(|binding| self.holds(&it.condition, variables, binding))
    }

    /// A value, if there is one.
    pub(crate) fn value(
        &self,
        term: &Term,
        variables: &[Variable],
        binding: &Binding,
    ) -> Option<Symbol> {
        match term {
            Term::Value(it) => Some(Symbol::Known(Amount::of(it))),
            Term::Attribute(it) => self.attribute(&attribute_key(it, binding)),
            Term::Arithmetic(operation, it) => {
                let one = self.value(&it.0, variables, binding)?;
                let other = self.value(&it.1, variables, binding)?;
                Some(Symbol::combined(*operation, one, other))
            }
            Term::Aggregate(it) => self.aggregate(it, variables, binding),
            Term::Variable(_) | Term::Thing(_) => unreachable!("a value is no individual"),
        }
    }

    /// How two values lie to each other at this point; noted.
    pub(crate) fn compare(&self, comparison: Comparison, one: &Symbol, other: &Symbol) -> bool {
        self.found.borrow_mut().compared.insert((one.clone(), other.clone()));
        let point = &self.completion.point;
        let both = one.at(point).zip(other.at(point));
        both.is_some_and(|(one, other)| accepts(comparison, one.order(other)))
    }

    fn aggregate(
        &self,
        aggregate: &Aggregate,
        variables: &[Variable],
        outer: &Binding,
    ) -> Option<Symbol> {
        let (first, others) = aggregate.locals.split_first().unwrap();
        let holds = |binding: &&Binding| {
            let all = self.bindings(others, variables, binding);
            all.iter().any(|binding| {
                let condition = aggregate.condition.as_ref();
                condition.is_none_or(|it| self.holds(it, variables, binding))
            })
        };
        let every = self.bindings(&[*first], variables, outer);
        let members = every.iter().filter(holds);
        let Some(term) = &aggregate.value else {
            let count = i128::try_from(members.count()).unwrap();
            return Some(Symbol::Known(Amount::Number(count.into())));
        };
        let values = members.filter_map(|it| self.value(term, variables, it));
        let better = |one: Symbol, other: Symbol, comparison| {
            if self.compare(comparison, &one, &other) { one } else { other }
        };
        match aggregate.function {
            Function::Sum => {
                let zero = Symbol::Known(Amount::Number(0.into()));
                Some(values.fold(zero, |sum, it| Symbol::combined(Operation::Plus, sum, it)))
            }
            Function::Least => values.reduce(|one, other| better(one, other, Comparison::AtMost)),
            Function::Greatest => {
                values.reduce(|one, other| better(one, other, Comparison::AtLeast))
            }
            Function::Number => unreachable!("nothing is made of what is counted"),
        }
    }

    /// Whether an atom is true (`meaning.md`, section 2).
    fn truth(&self, atom: &Key) -> bool {
        let stated = self.stated(atom).map(|it| it.0);
        match stated {
            Some(Status::Yes) => return true,
            Some(Status::No) => return false,
            _ => {}
        }
        let side = |wanted: bool| {
            let reasons = self.reasons(
                atom,
                |it| matches!(it, Conclusion::Phrase { positive, .. } if *positive == wanted),
            );
            !reasons.is_empty()
        };
        let open = stated.is_some() || self.role(atom.0) == Role::Open;
        match (side(true), side(false)) {
            (true, false) => true,
            (true, true) => {
                self.found.borrow_mut().sides.insert(atom.clone());
                self.completion.sides.get(atom).copied().unwrap_or(false)
            }
            (false, false) if open => {
                self.found.borrow_mut().inputs.insert(atom.clone());
                self.completion.inputs.get(atom).copied().unwrap_or(false)
            }
            (false, _) => false,
        }
    }

    /// The value of an attribute: as stated; else as rules in effect say; else unknown, if it is an input.
    fn attribute(&self, of: &Key) -> Option<Symbol> {
        let stated = self.stated(of);
        if let Some((_, Some(value))) = &stated {
            return Some(Symbol::Known(Amount::of(value)));
        }
        let concluding = self.reasons(of, |_| true);
        let given: Vec<Symbol> =
            concluding.iter().filter_map(|(rule, binding)| self.given(*rule, binding)).collect();
        if let Some(first) = given.first() {
            // All pairs are asked, so that all comparisons are found at once.
            let same: Vec<bool> = given
                .iter()
                .flat_map(|one| given.iter().map(move |other| (one, other)))
                .map(|(one, other)| self.compare(Comparison::Equal, one, other))
                .collect();
            let agree = same.iter().all(|it| *it);
            return Some(if agree { first.clone() } else { self.preferred(of, &given) });
        }
        if stated.is_none() && self.role(of.0) != Role::Open {
            return None;
        }
        self.found.borrow_mut().unknown.insert(of.clone());
        Some(Symbol::Unknown(of.clone()))
    }

    /// Of values in dispute the one that is met first, going round from the one that is preferred.
    fn preferred(&self, of: &Key, given: &[Symbol]) -> Symbol {
        let point = &self.completion.point;
        let own = || {
            let mut found = self.found.borrow_mut();
            let rivals = found.rivals.entry(of.clone()).or_default();
            for it in given {
                if !rivals.contains(it) {
                    rivals.push(it.clone());
                }
            }
            rivals.clone()
        };
        let order = self.setting.orders.get(of).cloned().unwrap_or_else(own);
        let from = self.completion.preferred.get(of).copied().unwrap_or(0);
        let mut round = (0..order.len()).map(|step| &order[(from + step) % order.len()]);
        let equal = |it: &Symbol| given.iter().any(|given| given.at(point) == it.at(point));
        if order.iter().any(|it| !given.contains(it) && equal(it)) {
            self.ambiguous.set(true);
        }
        // Else two values made in different ways are different rivals, and the given ones are among them.
        let listed = given.iter().all(|it| order.contains(it));
        let is = |it: &Symbol, one: &Symbol| {
            if listed { it == one } else { it.at(point) == one.at(point) }
        };
        let met = |one: &Symbol| given.iter().find(|it| is(it, one));
        round.find_map(met).unwrap_or(&given[0]).clone()
    }

    /// The value that an instance gives.
    fn given(&self, rule: RuleId, binding: &Binding) -> Option<Symbol> {
        let rule = self.setting.program.rule(rule);
        let Some(Conclusion::Value { value, .. }) = &rule.conclusion else { return None };
        self.value(value, &rule.variables, binding)
    }

    /// The instances in effect that conclude something about an atom or an attribute.
    fn reasons(&self, of: &Key, which: impl Fn(&Conclusion) -> bool) -> Vec<(RuleId, Binding)> {
        let mut reasons = vec![];
        for (id, rule) in self.setting.program.rules() {
            let about = rule.conclusion.as_ref().filter(|it| phrase_of(it) == of.0 && which(it));
            let Some(conclusion) = about else { continue };
            for binding in self.instances(id) {
                if concluded(conclusion, &binding) == *of && self.in_effect(id, &binding) {
                    reasons.push((id, binding));
                }
            }
        }
        reasons
    }

    /// A rule with an individual for each variable that is not local to a part of its conditions.
    fn instances(&self, id: RuleId) -> Vec<Binding> {
        let rule = self.setting.program.rule(id);
        let shared = super::locals::shared(self.setting.program, id);
        self.bindings(&shared, &rule.variables, &Binding::new())
    }

    /// Applicable, no exception to it is in effect, and nothing stronger that says otherwise is.
    fn in_effect(&self, id: RuleId, binding: &Binding) -> bool {
        let place = (id, binding.clone());
        if let Some(known) = self.effects.borrow().get(&place) {
            return known.unwrap_or_else(|| unreachable!("random programs run in no circles"));
        }
        self.effects.borrow_mut().insert(place.clone(), None);
        let effect = self.is_in_effect(id, binding);
        self.effects.borrow_mut().insert(place, Some(effect));
        effect
    }

    fn is_in_effect(&self, id: RuleId, binding: &Binding) -> bool {
        let Setting { program, ranking, scenario, query, .. } = self.setting;
        let rule = program.rule(id);
        if !lens::counts(program, scenario, Some(query), rule) {
            return false;
        }
        let conditions = program.lineage(id).flat_map(|it| &it.conditions);
        let mut applicable = true;
        for it in conditions {
            applicable &= self.holds(it, &rule.variables, binding);
        }
        let valued = matches!(rule.conclusion, Some(Conclusion::Value { .. }));
        // An exception takes its rule away even where it has no value of its own to give.
        applicable &= !valued || rule.exception_to.is_some() || self.given(id, binding).is_some();
        let mut defeated = false;
        for (other, it) in program.rules() {
            if it.exception_to == Some(id) {
                let same = |of: &&Binding| binding.iter().all(|(at, thing)| of[at] == *thing);
                let all = self.instances(other);
                defeated |= all.iter().filter(same).any(|it| self.in_effect(other, it));
            }
            if ranking.prevails(other, id) && it.conclusion.is_some() {
                let all = self.instances(other);
                defeated |= all
                    .iter()
                    .any(|it| self.opposed(id, binding, other, it) && self.in_effect(other, it));
            }
        }
        applicable && !defeated
    }

    /// Whether two instances say the opposite, or give something two values.
    fn opposed(&self, one: RuleId, at: &Binding, other: RuleId, there: &Binding) -> bool {
        let rule = |it: RuleId| self.setting.program.rule(it).conclusion.as_ref();
        let (Some(said), Some(against)) = (rule(one), rule(other)) else { return false };
        if concluded(said, at) != concluded(against, there) {
            return false;
        }
        let positive = |it: &Conclusion| match it {
            Conclusion::Phrase { positive, .. } => Some(*positive),
            Conclusion::Value { .. } => None,
        };
        if let Some(is_reason) = positive(said) {
            return positive(against) == Some(!is_reason);
        }
        let values = self.given(one, at).zip(self.given(other, there));
        values.is_some_and(|it| !self.compare(Comparison::Equal, &it.0, &it.1))
    }

    /// What is stated of an atom or attribute, and which value.
    fn stated(&self, of: &Key) -> Option<(Status, Option<&'m Value>)> {
        let Setting { scenario, query, .. } = self.setting;
        // What a question supposes replaces what the case states.
        let mut facts = query.supposed.iter().rev().chain(&scenario.facts);
        let fact = facts.find(|it| it.phrase == of.0 && plain::things(it) == of.1)?;
        let value = fact.value.as_ref().map(|it| match it {
            Entity::Value(it) => it,
            Entity::Thing(_) => unreachable!("no attribute is an individual"),
        });
        Some((fact.status, value))
    }

    fn role(&self, phrase: PhraseId) -> Role {
        self.setting.program.vocabulary.phrase(phrase).role
    }

    fn things(&self) -> Vec<grounds::vocabulary::KindId> {
        let named = self.setting.program.vocabulary.things.iter();
        let all = named.chain(&self.setting.scenario.things).chain(&self.setting.query.things);
        all.map(|it| it.kind).collect()
    }

    /// All ways to give some variables individuals of their kinds, beside those that have one.
    pub(crate) fn bindings(
        &self,
        wanted: &[VariableId],
        variables: &[Variable],
        outer: &Binding,
    ) -> Vec<Binding> {
        let mut all = vec![outer.clone()];
        let vocabulary = &self.setting.program.vocabulary;
        for variable in wanted {
            let kind = plain::kind(variables[variable.0 as usize].sort);
            let things = (0..).map(ThingId).zip(self.things());
            let fitting: Vec<ThingId> =
                things.filter(|it| vocabulary.is_part_of(it.1, kind)).map(|it| it.0).collect();
            let extended = |it: &Binding| -> Vec<Binding> {
                let with = |thing: &ThingId| {
                    let mut more = it.clone();
                    more.insert(*variable, *thing);
                    more
                };
                fitting.iter().map(with).collect()
            };
            all = all.iter().flat_map(extended).collect();
        }
        all
    }
}
