//! What is a part of the old version called in the merged program?

use super::super::{
    Aggregate, Alternative, Atom, Attribute, Citation, Conclusion, Condition, ConditionKind,
    PhraseId, Program, ProvisionId, Reading, Rule, RuleId, Term, Variable,
};
use crate::{
    source::{Span, index},
    vocabulary::{KindId, Phrase, Slot, Sort, ThingId},
};

/// For each id of the old version the one in the merged program.
#[derive(Debug, Clone, Default)]
pub(super) struct Map {
    pub(super) kinds: Vec<KindId>,
    pub(super) things: Vec<ThingId>,
    pub(super) phrases: Vec<PhraseId>,
    pub(super) provisions: Vec<u32>,
    pub(super) rules: Vec<Option<RuleId>>,
    /// The old version's sources follow those of the new one.
    pub(super) first_source: u32,
    /// Where conditions are said to stand, if not where they do.
    pub(super) nowhere: Option<Span>,
}

impl Map {
    /// A map that leaves everything as it is.
    pub(super) fn identity(program: &Program) -> Self {
        let words = &program.vocabulary;
        Self {
            kinds: (0..index(words.kinds.len())).map(KindId).collect(),
            things: (0..index(words.things.len())).map(ThingId).collect(),
            phrases: (0..index(words.phrases.len())).map(PhraseId).collect(),
            provisions: (0..index(program.provisions.len())).collect(),
            rules: Vec::new(),
            first_source: 0,
            nowhere: None,
        }
    }

    fn sort(&self, sort: Sort) -> Sort {
        match sort {
            Sort::Kind(it) => Sort::Kind(self.kinds[it.0 as usize]),
            other => other,
        }
    }

    pub(super) fn phrase(&self, phrase: &Phrase) -> Phrase {
        let slot = |it: &Slot| Slot { sort: self.sort(it.sort), label: it.label.clone() };
        Phrase {
            slots: phrase.slots.iter().map(slot).collect(),
            value: phrase.value.map(|it| self.sort(it)),
            ..phrase.clone()
        }
    }

    pub(super) fn rule(&self, rule: &Rule) -> Rule {
        let known = |it: RuleId| self.rules.get(it.0 as usize).copied().flatten();
        let citation = |it: &Citation| Citation {
            source: self.source(it.source),
            pinpoint: it.pinpoint.clone(),
        };
        Rule {
            citations: rule.citations.iter().map(citation).collect(),
            exception_to: rule.exception_to.and_then(known),
            exceptions: rule.exceptions.iter().copied().filter_map(known).collect(),
            variables: rule.variables.iter().map(|it| self.variable(it)).collect(),
            conclusion: rule.conclusion.as_ref().map(|it| self.conclusion(it)),
            conditions: self.conditions(&rule.conditions),
            reading: rule.reading.map(|it| self.reading(it)),
            ..rule.clone()
        }
    }

    pub(super) fn variable(&self, variable: &Variable) -> Variable {
        Variable { sort: self.sort(variable.sort), ..variable.clone() }
    }

    pub(super) fn reading(&self, reading: Reading) -> Reading {
        let provision = ProvisionId(self.provisions[reading.provision.0 as usize]);
        Reading { provision, ..reading }
    }

    pub(super) fn conclusion(&self, conclusion: &Conclusion) -> Conclusion {
        match conclusion {
            Conclusion::Phrase { atom, positive } => {
                Conclusion::Phrase { atom: self.atom(atom), positive: *positive }
            }
            Conclusion::Value { attribute, value } => {
                Conclusion::Value { attribute: self.attribute(attribute), value: self.term(value) }
            }
        }
    }

    pub(super) fn conditions(&self, conditions: &[Condition]) -> Vec<Condition> {
        conditions.iter().map(|it| self.condition(it)).collect()
    }

    fn condition(&self, condition: &Condition) -> Condition {
        let kind = match &condition.kind {
            ConditionKind::Holds(it) => ConditionKind::Holds(self.atom(it)),
            ConditionKind::OfKind(it, kind) => {
                ConditionKind::OfKind(self.term(it), self.kinds[kind.0 as usize])
            }
            ConditionKind::Same(one, other) => {
                ConditionKind::Same(self.term(one), self.term(other))
            }
            ConditionKind::Compare(how, one, other) => {
                ConditionKind::Compare(*how, self.term(one), self.term(other))
            }
            ConditionKind::All(parts) => ConditionKind::All(self.conditions(parts)),
            ConditionKind::Any(branches) => {
                ConditionKind::Any(branches.iter().map(|it| self.alternative(it)).collect())
            }
            ConditionKind::Not(it) => ConditionKind::Not(Box::new(self.alternative(it))),
        };
        Condition { kind, span: self.nowhere.unwrap_or(condition.span) }
    }

    fn alternative(&self, it: &Alternative) -> Alternative {
        Alternative { locals: it.locals.clone(), condition: self.condition(&it.condition) }
    }

    fn atom(&self, atom: &Atom) -> Atom {
        Atom { phrase: self.phrases[atom.phrase.0 as usize], terms: self.terms(&atom.terms) }
    }

    fn attribute(&self, it: &Attribute) -> Attribute {
        Attribute { phrase: self.phrases[it.phrase.0 as usize], terms: self.terms(&it.terms) }
    }

    fn terms(&self, terms: &[Term]) -> Vec<Term> {
        terms.iter().map(|it| self.term(it)).collect()
    }

    fn term(&self, term: &Term) -> Term {
        match term {
            Term::Variable(_) | Term::Value(_) => term.clone(),
            Term::Thing(it) => Term::Thing(self.things[it.0 as usize]),
            Term::Attribute(it) => Term::Attribute(Box::new(self.attribute(it))),
            Term::Arithmetic(operation, sides) => {
                let sides = (self.term(&sides.0), self.term(&sides.1));
                Term::Arithmetic(*operation, Box::new(sides))
            }
            Term::Aggregate(it) => Term::Aggregate(Box::new(Aggregate {
                function: it.function,
                locals: it.locals.clone(),
                condition: it.condition.as_ref().map(|it| self.condition(it)),
                value: it.value.as_ref().map(|it| self.term(it)),
            })),
        }
    }
}
