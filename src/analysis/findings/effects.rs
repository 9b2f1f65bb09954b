//! Which rules apply in some case, which are in effect, and which contradict each other?

use std::collections::BTreeMap;

use super::{
    super::{
        outcome::{Subject, whatever_is_open, whoever_prevails},
        pattern::{Pattern, patterns},
        written::Asking,
    },
    Analysing,
};
use crate::{
    condition::Condition,
    engine::{
        AtomId, Grounding, InstanceId, Item, Limit, Truth,
        compile::{Origin, PredicateId},
    },
    program::{RuleId, Scenario},
    session::Session,
    vocabulary::{PhraseId, ThingId},
};

/// A case that shows something, first as a pattern, then as lines.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pattern: Option<Pattern>,
    question: String,
    /// The answer that it should have, if it should have a certain one.
    expected: Option<&'static str>,
    pub(super) lines: Option<Vec<String>>,
}

/// What is known of a rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Effect {
    /// A case in which it applies, if it applies in one.
    pub(super) applies: Option<Shown>,
    /// Whether it is in effect in some case.
    pub(super) in_effect: bool,
}

/// What is known of all rules and phrases.
#[derive(Debug, Default)]
pub(super) struct Effects {
    pub(super) rules: BTreeMap<RuleId, Effect>,
    /// Two rules that contradict each other, the first in source order first.
    pub(super) conflicts: BTreeMap<(RuleId, RuleId), Shown>,
    pub(super) circular: BTreeMap<PhraseId, Shown>,
    /// On what the rules are silent that they otherwise speak for and against.
    pub(super) silent: BTreeMap<PhraseId, Shown>,
    /// What can be established.
    pub(super) established: BTreeMap<PhraseId, bool>,
}

/// A schematic case, and what is asked about it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) question: &'a str,
}

/// A rule instance, with what it says.
type Acting = (RuleId, Truth, AtomId, bool);

impl Effects {
    /// Looks at a phrase of some individuals.
    pub(super) fn look(
        &mut self,
        grounding: &mut Grounding<'_>,
        asked: Asked<'_>,
        phrase: PhraseId,
        row: &[ThingId],
    ) -> Result<(), Limit> {
        let subject = Subject::ground(grounding, phrase, row)?;
        let atoms: Vec<AtomId> = match &subject {
            Subject::Sentence(atom) => vec![*atom],
            Subject::Attribute(values) => values.iter().map(|it| it.0).collect(),
        };
        for atom in &atoms {
            for side in [true, false] {
                grounding.look_behind(*atom, side)?;
            }
        }
        let (mut yes, mut possible) = (Condition::NEVER, Condition::NEVER);
        for atom in &atoms {
            let truth = grounding.decide(*atom)?;
            yes = grounding.space_mut().or(yes, truth.yes)?;
            possible = grounding.space_mut().or(possible, truth.possible)?;
        }
        *self.established.entry(phrase).or_default() |= yes != Condition::NEVER;
        let circular = grounding.space_mut().and_not(possible, yes)?;
        if circular != Condition::NEVER && !self.circular.contains_key(&phrase) {
            let shown = shown(grounding, asked, circular, Some("circular"))?;
            self.circular.insert(phrase, shown);
        }
        let mut acting = Vec::new();
        for atom in atoms {
            for positive in [true, false] {
                for instance in grounding.instances(atom, positive) {
                    let effect = self.instance(grounding, asked, instance)?;
                    acting.extend(effect.map(|(rule, truth)| (rule, truth, atom, positive)));
                }
            }
        }
        let told = told(grounding, phrase, row)?;
        self.conflicts(grounding, asked, &acting, told)?;
        self.silence(grounding, asked, phrase, &acting)
    }

    /// Looks at an instance and its exceptions; where it is in effect.
    fn instance(
        &mut self,
        grounding: &mut Grounding<'_>,
        asked: Asked<'_>,
        instance: InstanceId,
    ) -> Result<Option<(RuleId, Truth)>, Limit> {
        let Origin::Rule(rule) = grounding.clause(grounding.clause_of(instance)).origin else {
            return Ok(None);
        };
        let applicable = grounding.applicable(instance)?.possible;
        let truth = grounding.in_effect(instance)?;
        let known = self.rules.entry(rule).or_default();
        known.in_effect |= truth.possible != Condition::NEVER;
        if applicable != Condition::NEVER && known.applies.is_none() {
            known.applies = Some(shown(grounding, asked, applicable, None)?);
        }
        for exception in grounding.exceptions_of(instance).to_vec() {
            for instance in grounding.instances(exception, true) {
                self.instance(grounding, asked, instance)?;
            }
        }
        Ok(Some((rule, truth)))
    }

    /// Notes which of some instances contradict each other, where nothing is `told` that goes before rules.
    fn conflicts(
        &mut self,
        grounding: &mut Grounding<'_>,
        asked: Asked<'_>,
        acting: &[Acting],
        told: Condition,
    ) -> Result<(), Limit> {
        for (at, one) in acting.iter().enumerate() {
            for other in &acting[at + 1..] {
                let pair = (one.0.min(other.0), one.0.max(other.0));
                // Two values of one attribute are two atoms.
                if (one.2 == other.2 && one.3 == other.3) || self.conflicts.contains_key(&pair) {
                    continue;
                }
                let both = grounding.space_mut().and(one.1.yes, other.1.yes)?;
                let both = grounding.space_mut().and_not(both, told)?;
                if both == Condition::NEVER {
                    continue;
                }
                let shown = shown(grounding, asked, both, Some("disputed"))?;
                self.conflicts.insert(pair, shown);
            }
        }
        Ok(())
    }

    /// Notes where no rule is in effect either way, of what rules speak for and against.
    fn silence(
        &mut self,
        grounding: &mut Grounding<'_>,
        asked: Asked<'_>,
        phrase: PhraseId,
        acting: &[Acting],
    ) -> Result<(), Limit> {
        let both_sides = acting.iter().any(|it| it.3) && acting.iter().any(|it| !it.3);
        if !both_sides || self.silent.contains_key(&phrase) {
            return Ok(());
        }
        let mut silent = Condition::ALWAYS;
        for it in acting {
            silent = grounding.space_mut().and_not(silent, it.1.possible)?;
        }
        if silent != Condition::NEVER {
            let shown = shown(grounding, asked, silent, None)?;
            self.silent.insert(phrase, shown);
        }
        Ok(())
    }

    /// Turns the patterns that were found into cases.
    pub(super) fn tell(&mut self, session: &mut Session, how: Analysing<'_>) {
        let applies = self.rules.values_mut().filter_map(|it| it.applies.as_mut());
        let others = self.conflicts.values_mut().chain(self.circular.values_mut());
        for it in applies.chain(others).chain(self.silent.values_mut()) {
            it.tell(session, how);
        }
    }
}

/// Where a case states something of an input that rules conclude, too.
fn told(
    grounding: &mut Grounding<'_>,
    phrase: PhraseId,
    row: &[ThingId],
) -> Result<Condition, Limit> {
    let Some(stated) = grounding.program().shared.get(&phrase).copied() else {
        return Ok(Condition::NEVER);
    };
    let items: Vec<Item> = row.iter().map(|it| Item::from(*it)).collect();
    let whether = grounding.look_at(PredicateId(stated.whether.0), &items)?;
    Ok(grounding.decide(whether)?.yes)
}

/// The least pattern on which something is so; if possible one that says nothing of what no case can state.
fn shown(
    grounding: &mut Grounding<'_>,
    asked: Asked<'_>,
    condition: Condition,
    expected: Option<&'static str>,
) -> Result<Shown, Limit> {
    let mut wanted = condition;
    for narrowed in [whoever_prevails, whatever_is_open] {
        let narrower = narrowed(grounding, wanted)?;
        wanted = if narrower == Condition::NEVER { wanted } else { narrower };
    }
    let pattern = patterns(grounding, asked.scenario, wanted, 1)?.0.pop();
    Ok(Shown { pattern, question: asked.question.to_owned(), expected, lines: None })
}

impl Shown {
    /// Makes a case of the pattern, and asks about it; one that does not show what it should is no example.
    fn tell(&mut self, session: &mut Session, how: Analysing<'_>) {
        let Some(pattern) = self.pattern.take().filter(|it| it.guesses.is_empty()) else { return };
        let question = pattern.question(&self.question);
        let asking = Asking { as_of: how.as_of, limits: how.limits };
        self.lines = [false, true].into_iter().find_map(|all| {
            let statements = pattern.statements(&question, all);
            let answer = asking.answer(session, &statements, &question)?;
            let fits = self.expected.is_none_or(|it| answer.starts_with(it));
            fits.then(|| asking.case(session, None, &statements, &question, &answer))
        });
    }
}
