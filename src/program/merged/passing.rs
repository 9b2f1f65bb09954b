//! The rules that pass on what is stated of an input, and what is open.

use super::{
    super::{
        Alternative, Atom, Attribute, Condition, ConditionKind, Interval, Term, Variable,
        VariableId,
    },
    Conclusion, Phrase, PhraseId, Program, Rule, Stated,
};
use crate::vocabulary::{Part, Role};

/// That something is stated: a phrase over the same slots.
pub(super) fn whether(phrase: &Phrase) -> Phrase {
    let said = ["it", "is", "stated", if phrase.value.is_some() { "what" } else { "whether" }];
    let denied = ["it", "is", "not", "stated", said[3]];
    let words = |all: [&str; 4]| all.map(|it| Part::Word(it.to_owned())).to_vec();
    let denied = words([denied[0], denied[1], denied[2], denied[3]])
        .into_iter()
        .chain([Part::Word(denied[4].to_owned())])
        .chain(phrase.parts.clone());
    let is = phrase.value.map(|_| Part::Word("is".to_owned()));
    Phrase {
        parts: words(said).into_iter().chain(phrase.parts.clone()).chain(is.clone()).collect(),
        negated: Some(denied.chain(is).collect()),
        asked: None,
        value: None,
        role: Role::Open,
        ask: None,
        help: None,
        decided_by: None,
        ..phrase.clone()
    }
}

/// What is stated is so: the rule for what is stated to be so, or the one against what is stated not to be.
pub(super) fn on(program: &Program, phrase: PhraseId, stated: Stated, positive: bool) -> Rule {
    rule(program, phrase, stated, Some(positive))
}

/// What is open may be so.
pub(super) fn open(program: &Program, phrase: PhraseId, stated: Stated) -> Rule {
    rule(program, phrase, stated, None)
}

fn rule(program: &Program, phrase: PhraseId, stated: Stated, positive: Option<bool>) -> Rule {
    let declared = program.vocabulary.phrase(phrase);
    let span = declared.span;
    let variables: Vec<Variable> =
        declared.slots.iter().map(|it| Variable { sort: it.sort, letter: None, span }).collect();
    let terms: Vec<Term> =
        (0..).map(VariableId).map(Term::Variable).take(variables.len()).collect();
    let holds = |phrase: PhraseId| Condition {
        kind: ConditionKind::Holds(Atom { phrase, terms: terms.clone() }),
        span,
    };
    let mut conditions = Vec::new();
    if positive.is_some() {
        conditions.push(holds(stated.whether));
    }
    let conclusion = if declared.value.is_some() {
        let attribute = Attribute { phrase, terms: terms.clone() };
        let value = Attribute { phrase: stated.what, terms: terms.clone() };
        Conclusion::Value { attribute, value: Term::Attribute(Box::new(value)) }
    } else {
        let condition = holds(stated.what);
        conditions.push(if positive == Some(false) {
            let inner = Alternative { locals: Vec::new(), condition };
            Condition { kind: ConditionKind::Not(Box::new(inner)), span }
        } else {
            condition
        });
        let atom = Atom { phrase, terms: terms.clone() };
        Conclusion::Phrase { atom, positive: positive != Some(false) }
    };
    Rule {
        label: "as stated".to_owned(),
        citations: Vec::new(),
        exception_to: None,
        exceptions: Vec::new(),
        variables,
        inherited: 0,
        conclusion: Some(conclusion),
        conditions,
        reading: None,
        in_force: Interval::default(),
        basis: None,
        notes: Vec::new(),
        span,
    }
}
