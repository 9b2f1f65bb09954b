//! Are months ever compared with days?
//!
//! What is compared with each other must be of one family: months and years, or days and weeks. Where an attribute is
//! compared, all that its rules and cases give it must be of that family, too. What is only added to a date may be of
//! any: the date anchors it.

mod facts;

use std::collections::BTreeMap;

use super::{
    Comparison, Conclusion, Condition, ConditionKind, Fact, Function, Operation, PhraseId, Rule,
    Term, Variable, VariableId,
};
use crate::{
    diagnostic::Diagnostic,
    source::Span,
    value::{Duration, Family, Value},
    vocabulary::{Entity, Sort, Vocabulary},
};

/// Which durations are compared with which, and to which family they belong.
#[derive(Debug, Clone, Default)]
pub struct Families {
    nodes: BTreeMap<Key, usize>,
    parents: Vec<usize>,
    /// For a root, the family and where that is said.
    family: Vec<Option<(Family, Span)>>,
    /// Whether something is compared with a root.
    compared: Vec<bool>,
}

/// Something that has a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Attribute(PhraseId),
    Slot(PhraseId, usize),
    /// A variable of the rule with this number.
    Variable(usize, VariableId),
}

/// A rule while its durations are looked at.
#[derive(Clone, Copy)]
struct Place<'p> {
    vocabulary: &'p Vocabulary,
    variables: &'p [Variable],
    /// The rule's number, and for its inherited variables those of the rules that they come from.
    rule: usize,
}

/// What gives a duration its value: the node, and the parts of the value.
type Given = (usize, Vec<usize>, Span);

impl Families {
    /// The families as the rules have them, and every comparison of months with days.
    pub(super) fn of_rules(
        vocabulary: &Vocabulary,
        rules: &[Option<&Rule>],
    ) -> (Self, Vec<Diagnostic>) {
        let mut families = Self::default();
        let mut given = Vec::new();
        let mut conflicts = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            let Some(rule) = rule else { continue };
            let place = Place { vocabulary, variables: &rule.variables, rule: at };
            families.inherit(rule, at);
            for condition in &rule.conditions {
                families.condition(place, condition, &mut conflicts);
            }
            match &rule.conclusion {
                Some(Conclusion::Value { attribute, value }) if is_long(place, value) => {
                    let node = families.node(Key::Attribute(attribute.phrase));
                    let parts = families.parts(place, value, rule.span);
                    given.push((node, parts, rule.span));
                }
                Some(Conclusion::Phrase { atom, .. }) => {
                    for (slot, term) in atom.terms.iter().enumerate() {
                        if is_long(place, term) {
                            let node = families.node(Key::Slot(atom.phrase, slot));
                            let parts = families.parts(place, term, rule.span);
                            given.push((node, parts, rule.span));
                        }
                    }
                }
                _ => {}
            }
        }
        families.pass_on(&given, &mut conflicts);
        (families, conflicts)
    }

    /// The variables that an exception inherits are those of its rule.
    fn inherit(&mut self, rule: &Rule, at: usize) {
        let Some(target) = rule.exception_to else { return };
        for (id, variable) in (0..rule.inherited).zip(&rule.variables) {
            if variable.sort == Sort::Duration {
                let own = self.node(Key::Variable(at, VariableId(id)));
                let theirs = self.node(Key::Variable(target.0 as usize, VariableId(id)));
                self.join(own, theirs);
            }
        }
    }

    /// What is compared with something passes its family on to all that it is given.
    fn pass_on(&mut self, given: &[Given], conflicts: &mut Vec<Diagnostic>) {
        let mut open: Vec<&Given> = given.iter().collect();
        loop {
            let (now, later): (Vec<&Given>, Vec<&Given>) =
                open.into_iter().partition(|it| self.compared[self.root(it.0)]);
            for (node, parts, span) in &now {
                self.same(&[&[*node], &parts[..]].concat(), *span, conflicts);
            }
            open = later;
            if now.is_empty() {
                return;
            }
        }
    }

    /// What a question compares, beside the rules; the message if it compares months with days.
    pub(super) fn with_query(
        &self,
        vocabulary: &Vocabulary,
        variables: &[Variable],
        condition: &Condition,
    ) -> Result<Self, Diagnostic> {
        let mut with = self.clone();
        let mut conflicts = Vec::new();
        let place = Place { vocabulary, variables, rule: usize::MAX };
        with.condition(place, condition, &mut conflicts);
        conflicts.into_iter().next().map_or(Ok(with), Err)
    }

    /// How the values of an attribute are counted, if the rules say so.
    pub fn of_attribute(&self, phrase: PhraseId) -> Option<Family> {
        let root = self.root(*self.nodes.get(&Key::Attribute(phrase))?);
        self.family[root].filter(|_| self.compared[root]).map(|it| it.0)
    }

    /// The message for a fact whose value is of the other family than what its attribute is compared with.
    pub(super) fn against(&self, fact: &Fact) -> Option<Diagnostic> {
        let slots = fact.entities.iter().enumerate();
        let slots = slots.map(|(at, it)| (Key::Slot(fact.phrase, at), it));
        let value = fact.value.iter().map(|it| (Key::Attribute(fact.phrase), it));
        slots.chain(value).find_map(|(key, entity)| {
            let Entity::Value(Value::Duration(length)) = entity else { return None };
            let root = self.root(*self.nodes.get(&key)?);
            let (family, other) = self.family[root].filter(|_| self.compared[root])?;
            let fits = length.family() == Some(family) || *length == Duration::default();
            (!fits).then(|| conflict(fact.span, Some(other)))
        })
    }

    fn condition(&mut self, place: Place, condition: &Condition, conflicts: &mut Vec<Diagnostic>) {
        let mut found: Vec<Compared> = Vec::new();
        let mut filled: Vec<(PhraseId, usize, VariableId, Span)> = Vec::new();
        collect(condition, &mut found, &mut filled);
        for (phrase, slot, variable, span) in &filled {
            if is_long(place, &Term::Variable(*variable)) {
                let node = self.node(Key::Slot(*phrase, *slot));
                let variable = self.node(Key::Variable(place.rule, *variable));
                self.same(&[node, variable], *span, conflicts);
            }
        }
        for (terms, span, binds) in &found {
            if terms.iter().all(|it| is_long(place, it)) {
                let nodes: Vec<usize> =
                    terms.iter().flat_map(|it| self.parts(place, it, *span)).collect();
                self.same(&nodes, *span, conflicts);
                if let Some(first) = nodes.first().filter(|_| !binds) {
                    let root = self.root(*first);
                    self.compared[root] = true;
                }
            }
        }
    }

    /// What a duration is made of.
    fn parts(&mut self, place: Place, term: &Term, span: Span) -> Vec<usize> {
        match term {
            Term::Value(Value::Duration(length)) => {
                let months = (length.months != 0).then_some(Family::Months);
                let days = (length.days != 0).then_some(Family::Days);
                months.into_iter().chain(days).map(|it| self.literal(it, span)).collect()
            }
            Term::Attribute(it) => vec![self.node(Key::Attribute(it.phrase))],
            Term::Variable(it) => vec![self.node(Key::Variable(place.rule, *it))],
            Term::Arithmetic(operation, sides) => {
                let long: Vec<&Term> =
                    [&sides.0, &sides.1].into_iter().filter(|it| is_long(place, it)).collect();
                if *operation == Operation::Minus && long.is_empty() {
                    return vec![self.literal(Family::Days, span)];
                }
                long.into_iter().flat_map(|it| self.parts(place, it, span)).collect()
            }
            Term::Aggregate(it) => {
                it.value.iter().flat_map(|it| self.parts(place, it, span)).collect()
            }
            Term::Value(_) | Term::Thing(_) => Vec::new(),
        }
    }

    fn node(&mut self, key: Key) -> usize {
        if let Some(node) = self.nodes.get(&key) {
            return *node;
        }
        let node = self.new_node(None);
        self.nodes.insert(key, node);
        node
    }

    fn literal(&mut self, family: Family, span: Span) -> usize {
        self.new_node(Some((family, span)))
    }

    fn new_node(&mut self, family: Option<(Family, Span)>) -> usize {
        self.parents.push(self.parents.len());
        self.family.push(family);
        self.compared.push(false);
        self.parents.len() - 1
    }

    fn root(&self, mut node: usize) -> usize {
        while self.parents[node] != node {
            node = self.parents[node];
        }
        node
    }

    /// All of these are of one family.
    fn same(&mut self, nodes: &[usize], span: Span, conflicts: &mut Vec<Diagnostic>) {
        for node in nodes {
            if let Some(other) = self.join(nodes[0], *node) {
                conflicts.push(conflict(span, Some(other).filter(|it| *it != span)));
            }
        }
    }

    /// Makes two one; tells where the first got its family from if they are of different ones.
    fn join(&mut self, one: usize, other: usize) -> Option<Span> {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return None;
        }
        let (first, second) = (self.family[one], self.family[other]);
        self.parents[other] = one;
        self.family[one] = first.or(second);
        self.compared[one] |= self.compared[other];
        match (first, second) {
            (Some((first, span)), Some((second, _))) if first != second => Some(span),
            _ => None,
        }
    }
}

/// Terms that are compared, where, and whether that only gives a variable its value.
type Compared = (Vec<Term>, Span, bool);

/// The comparisons in a condition, and the variables in the slots of phrases; those in aggregates included.
fn collect(
    condition: &Condition,
    found: &mut Vec<Compared>,
    filled: &mut Vec<(PhraseId, usize, VariableId, Span)>,
) {
    condition.each(&mut |it| {
        match &it.kind {
            ConditionKind::Compare(comparison, one, other) => {
                let bare = |it: &Term| matches!(it, Term::Variable(_));
                let binds = *comparison == Comparison::Equal && (bare(one) || bare(other));
                found.push((vec![one.clone(), other.clone()], it.span, binds));
            }
            ConditionKind::Holds(atom) => {
                for (at, term) in atom.terms.iter().enumerate() {
                    if let Term::Variable(variable) = term {
                        filled.push((atom.phrase, at, *variable, it.span));
                    }
                }
            }
            _ => {}
        }
        for term in it.terms() {
            term.each(&mut |term| {
                let Term::Aggregate(aggregate) = term else { return };
                if aggregate.function != Function::Sum {
                    found.extend(
                        aggregate.value.iter().map(|value| (vec![value.clone()], it.span, false)),
                    );
                }
                if let Some(inner) = &aggregate.condition {
                    collect(inner, found, filled);
                }
            });
        }
    });
}

/// Whether a term is a duration.
fn is_long(place: Place, term: &Term) -> bool {
    sort(place, term) == Some(Sort::Duration)
}

fn sort(place: Place, term: &Term) -> Option<Sort> {
    match term {
        Term::Variable(it) => place.variables.get(it.0 as usize).map(|it| it.sort),
        Term::Thing(_) => None,
        Term::Value(value) => Some(Sort::of(value)),
        Term::Attribute(it) => place.vocabulary.phrase(it.phrase).value,
        Term::Arithmetic(operation, sides) => {
            sort(place, &sides.0)?.combined(*operation, sort(place, &sides.1)?)
        }
        Term::Aggregate(it) => match &it.value {
            Some(value) => sort(place, value),
            None => Some(Sort::Number),
        },
    }
}

fn conflict(span: Span, other: Option<Span>) -> Diagnostic {
    let start = Diagnostic::error(
        "program/months-against-days",
        "months or years are compared with days or weeks",
    )
    .label(span, "a month has no fixed number of days");
    let labelled = match other {
        Some(it) => start.label(it, "this is counted in the other way"),
        None => start,
    };
    labelled.help("count both in the same way, or add both to a date: `the day of X plus 3 months is on or before the day of X plus 90 days`")
}
