//! Which conditions of a rule are not met? Those on known things one by one, those on unknown things case by case.
//!
//! Every independent obstacle is found: a condition that fails for whatever it may be about, and, where the conditions
//! could only be met by something, what is missing for each thing that meets the first of them.

use crate::{
    engine::{
        Item, Known, Limit, Truth,
        compile::{Argument, Clause, Literal, Meaning, Pattern, Test},
    },
    program::{Comparison, RuleId},
    vocabulary::Role,
};

use super::{Outcome, StepId, StepKind, reasons::Known_, why::Builder};

/// How many things are looked at for one rule before it is only said that nothing meets all of its conditions.
pub(super) const TRIED: usize = 2_000;

/// What may stand for the unknown things of a condition: what it is called, and the variables with it.
#[derive(Clone)]
struct Candidate {
    name: String,
    /// Whether it is a value, and its name a sentence: `the fee of T1 is 9`.
    valued: bool,
    known: Vec<Option<Item>>,
}

impl Builder<'_, '_> {
    /// The conditions that keep a clause from applying to what is known of its variables; only those of the rule `own`,
    /// if one is named and its own conditions do, whatever those of what it is an exception to.
    pub(super) fn unmet(
        &mut self,
        clause: &Clause,
        known: &Known_,
        own: Option<RuleId>,
    ) -> Result<Vec<StepId>, Limit> {
        let mut open = Vec::new();
        for own in own.into_iter().map(Some).chain([None]) {
            let literals: Vec<&Literal> = self.own_literals(clause, own).collect();
            let steps = self.lacking(clause, &literals, known.to_vec(), &mut TRIED.clone())?;
            if steps.iter().any(|it| self.steps[it.0 as usize].outcome == Outcome::Fails) {
                return Ok(steps);
            }
            if !steps.is_empty() {
                open = steps;
            }
        }
        if !open.is_empty() {
            return Ok(open);
        }
        let mut children = Vec::new();
        for literal in clause.body.iter().filter(|it| !it.implied) {
            if let Test::Holds(pattern, positive) = &literal.test {
                let sentence = self.with_kinds(clause, pattern, known, *positive);
                children.push(self.group(&sentence, Outcome::Fails, Vec::new()));
            }
        }
        Ok(match children.len() {
            0 => children,
            _ => vec![self.group("nothing meets all of these together", Outcome::Fails, children)],
        })
    }

    /// The steps of the conditions that are not met. Each of them could be so and yet not all of them at once:
    /// then that is said.
    fn lacking(
        &mut self,
        clause: &Clause,
        literals: &[&Literal],
        mut known: Vec<Option<Item>>,
        tried: &mut usize,
    ) -> Result<Vec<StepId>, Limit> {
        let mut steps = Vec::new();
        let mut rest = Vec::new();
        for literal in literals {
            self.work_out(literal, &mut known)?;
            if self.variables_known(literal, &known) {
                if self.truth_of(literal, &known)? != Truth::YES {
                    let step = self.literal(literal, &known)?;
                    if let (Some(step), Test::Compare(_, one, other)) = (step, &literal.test) {
                        let origins = self.origins(literals, &[*one, *other], &known)?;
                        self.steps[step.0 as usize].children = origins;
                    }
                    steps.extend(step);
                }
            } else if self.has_no_candidate(literal, &known)? {
                steps.push(self.nothing_such(clause, literal, &known)?);
            } else {
                rest.push(*literal);
            }
        }
        let found = self.candidates(&rest, &known)?;
        let candidates: Vec<Candidate> =
            found.iter().filter(|it| self.is_another(&rest, &it.known)).cloned().collect();
        match rest.iter().find(|it| matches!(it.test, Test::Holds(_, true))) {
            Some(Literal { test: Test::Holds(pattern, true), .. })
                if candidates.is_empty() && !found.is_empty() =>
            {
                let sentence = self.with_kinds(clause, pattern, &known, true);
                let step = self.sentence(sentence, Outcome::Fails);
                "there is no other".clone_into(&mut self.steps[step.0 as usize].remark);
                steps.push(step);
            }
            _ => steps.extend(self.case_by_case(clause, &rest, candidates, tried)?),
        }
        let settled = steps.iter().any(|it| self.steps[it.0 as usize].outcome == Outcome::Fails);
        Ok(match steps.len() {
            0 | 1 => steps,
            _ if settled => steps,
            _ => vec![self.group("these are never so together", Outcome::Fails, steps)],
        })
    }

    /// Whether things that have to be different are, as far as they are known.
    fn is_another(&self, literals: &[&Literal], known: &Known_) -> bool {
        literals.iter().all(|it| match it.test {
            Test::Same(one, other, false) => {
                let one = self.value(one, known);
                one.is_none() || one != self.value(other, known)
            }
            _ => true,
        })
    }

    /// What is missing for each of some candidates; nothing where one of them may meet all conditions.
    fn case_by_case(
        &mut self,
        clause: &Clause,
        rest: &[&Literal],
        candidates: Vec<Candidate>,
        tried: &mut usize,
    ) -> Result<Vec<StepId>, Limit> {
        let valued = candidates.first().is_some_and(|it| it.valued);
        for it in &candidates {
            if self.may_be_met(rest, it.known.clone(), tried)? {
                return Ok(Vec::new());
            }
        }
        let mut cases: Vec<(Vec<String>, Vec<StepId>)> = Vec::new();
        for it in candidates {
            let steps = self.lacking(clause, rest, it.known, tried)?;
            match cases.iter_mut().find(|case| self.say_the_same(&case.1, &steps)) {
                Some(case) => {
                    case.0.push(it.name);
                    self.either(&case.1, &steps);
                }
                None => cases.push((vec![it.name], steps)),
            }
        }
        if let [(_, steps)] = cases.as_slice() {
            return Ok(steps.clone());
        }
        // The nearest miss first.
        cases.sort_by_key(|it| it.1.len());
        let heading = |it: &[String]| {
            if valued { format!("if {}", it.join(", or ")) } else { format!("for {}", listed(it)) }
        };
        Ok(cases
            .into_iter()
            .map(|(names, steps)| self.group(&heading(&names), Outcome::Fails, steps))
            .collect())
    }

    /// Whether some steps say the same as others, also in what stands under their headings.
    fn say_the_same(&self, steps: &[StepId], others: &[StepId]) -> bool {
        let same = |at: &StepId, other_at: &StepId| {
            let (one, other) = (&self.steps[at.0 as usize], &self.steps[other_at.0 as usize]);
            let below =
                || one.kind != StepKind::Group || self.say_the_same(&one.children, &other.children);
            at == other_at || one.sentence == other.sentence && below()
        };
        steps.len() == others.len() && steps.iter().zip(others).all(|(one, other)| same(one, other))
    }

    /// Whether nothing keeps some conditions from being met together by something, as far as each of them tells.
    fn may_be_met(
        &mut self,
        literals: &[&Literal],
        known: Vec<Option<Item>>,
        tried: &mut usize,
    ) -> Result<bool, Limit> {
        let mut found = Vec::new();
        self.meeting(literals, known, tried, true, &mut found)?;
        Ok(!found.is_empty())
    }

    /// What may meet some conditions together, as far as each of them tells: the variables with it; only the first, if
    /// one is enough. What has not been tried may be so.
    pub(super) fn meeting(
        &mut self,
        literals: &[&Literal],
        mut known: Vec<Option<Item>>,
        tried: &mut usize,
        one: bool,
        found: &mut Vec<Vec<Option<Item>>>,
    ) -> Result<(), Limit> {
        if *tried == 0 {
            found.push(known);
            return Ok(());
        }
        *tried -= 1;
        let mut rest = Vec::new();
        for literal in literals {
            self.work_out(literal, &mut known)?;
            if !self.variables_known(literal, &known) {
                rest.push(*literal);
            } else if self.truth_of(literal, &known)? == Truth::NO {
                return Ok(());
            }
        }
        let candidates = self.candidates(&rest, &known)?;
        if candidates.is_empty() && rest.iter().all(|it| it.implied) {
            found.push(known);
        }
        for it in candidates {
            if one && !found.is_empty() {
                break;
            }
            self.meeting(&rest, it.known, tried, one, found)?;
        }
        Ok(())
    }

    /// What may stand for the unknown things of the first condition that tells: a sentence goes before a mere kind.
    fn candidates(
        &mut self,
        literals: &[&Literal],
        known: &Known_,
    ) -> Result<Vec<Candidate>, Limit> {
        let sentence = literals.iter().find_map(|it| match &it.test {
            Test::Holds(pattern, true) if !self.ranges_over_kinds(pattern) => Some(pattern),
            _ => None,
        });
        if let Some(pattern) = sentence {
            let goal = self.values(pattern, known);
            let atoms = self.grounding.candidates(pattern.predicate, &goal)?;
            let mut possible = Vec::new();
            for atom in &atoms {
                if self.grounding.decide(*atom)? != Truth::NO {
                    possible.push(*atom);
                }
            }
            let atoms = if possible.is_empty() { atoms } else { possible };
            let valued = self.grounding.has_value(pattern.predicate);
            let found = atoms.into_iter().map(|atom| {
                let row = self.grounding.items_of(atom);
                let mut found = self.candidate(&pattern.arguments, &row, known)?;
                if valued && self.is_worded(pattern) {
                    found.name = self.words().sentence(atom);
                    found.valued = true;
                }
                Some(found)
            });
            return Ok(found.flatten().collect());
        }
        let kind = literals.iter().find_map(|it| match it.test {
            Test::Kind(argument, kind, true) => Some((argument, kind)),
            _ => None,
        });
        let Some((argument, kind)) = kind else { return Ok(Vec::new()) };
        let members = self.grounding.members(kind).to_vec();
        let found = members.into_iter().map(|it| self.candidate(&[argument], &[it.into()], known));
        Ok(found.flatten().collect())
    }

    fn candidate(
        &self,
        arguments: &[Argument],
        items: &[Item],
        known: &Known_,
    ) -> Option<Candidate> {
        let mut names = Vec::new();
        let mut bound = known.to_vec();
        for (argument, item) in arguments.iter().zip(items) {
            let Argument::Variable(place) = argument else { continue };
            let place = &mut bound[*place as usize];
            match place {
                Some(other) if other != item => return None,
                Some(_) => {}
                None => {
                    names.push(self.words().item(*item));
                    *place = Some(*item);
                }
            }
        }
        Some(Candidate { name: names.join(" with "), valued: false, known: bound })
    }

    fn is_worded(&self, pattern: &Pattern) -> bool {
        let meaning = self.grounding.predicate(pattern.predicate).meaning;
        matches!(meaning, Meaning::Phrase(_))
    }

    /// Whether a condition may hold of whatever is of the right kinds: an open input, which no list exhausts.
    /// What is said of values is not open.
    fn ranges_over_kinds(&self, pattern: &Pattern) -> bool {
        let Meaning::Phrase(phrase) = self.grounding.predicate(pattern.predicate).meaning else {
            return false;
        };
        let declared = self.grounding.program().vocabulary.phrase(phrase);
        declared.role == Role::Open
            && declared.value.is_none()
            && declared.slots.iter().all(|it| it.sort.kind().is_some())
    }

    /// The truth of a condition on known things.
    fn truth_of(&mut self, literal: &Literal, known: &Known_) -> Result<Truth, Limit> {
        let settled = |holds: bool| if holds { Truth::YES } else { Truth::NO };
        Ok(match &literal.test {
            Test::Holds(pattern, positive) => {
                let items: Vec<Item> = self.values(pattern, known).into_iter().flatten().collect();
                let atom = self.grounding.look_at(pattern.predicate, &items)?;
                let truth = self.grounding.decide(atom)?;
                if *positive {
                    truth
                } else {
                    let space = self.grounding.space_mut();
                    Truth { yes: space.not(truth.possible)?, possible: space.not(truth.yes)? }
                }
            }
            Test::Kind(argument, kind, positive) => {
                let of_kind =
                    self.thing(*argument, known).map(|it| self.grounding.is_of_kind(it, *kind));
                match of_kind {
                    Some(Known::Open) | None => {
                        Truth { yes: crate::condition::Condition::NEVER, ..Truth::YES }
                    }
                    Some(it) => settled((it == Known::Yes) == *positive),
                }
            }
            Test::Same(one, other, positive) => {
                settled((self.value(*one, known) == self.value(*other, known)) == *positive)
            }
            Test::Reading(reading) => settled(self.grounding.lens().admits(*reading)),
            Test::Compute(operation, _, by, _) => {
                let by = self.value(*by, known);
                match by.and_then(|it| Some((it, self.grounding.zero_to_avoid(*operation, it)?))) {
                    Some((by, zero)) => self.compared(Comparison::Different, by, zero)?,
                    None => Truth::YES,
                }
            }
            Test::Compare(comparison, one, other) => {
                match (self.value(*one, known), self.value(*other, known)) {
                    (Some(one), Some(other)) => self.compared(*comparison, one, other)?,
                    _ => Truth::NO,
                }
            }
        })
    }

    fn compared(&mut self, comparison: Comparison, one: Item, other: Item) -> Result<Truth, Limit> {
        let truth = self.grounding.compare(comparison, one, other)?;
        Ok(Truth { yes: truth, possible: truth })
    }

    /// Whether there is nothing at all of which a condition with unknown things can hold.
    fn has_no_candidate(&mut self, literal: &Literal, known: &Known_) -> Result<bool, Limit> {
        match &literal.test {
            Test::Kind(_, kind, true) => Ok(self.grounding.members(*kind).is_empty()),
            Test::Holds(pattern, true) => {
                if self.ranges_over_kinds(pattern) {
                    return Ok(false);
                }
                let goal = self.values(pattern, known);
                Ok(self.grounding.candidates(pattern.predicate, &goal)?.is_empty())
            }
            _ => Ok(false),
        }
    }
}

/// `A, B and C`
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl Builder<'_, '_> {
    pub(super) fn variables_known(&self, literal: &Literal, known: &Known_) -> bool {
        let is_known = |it: &Argument| self.value(*it, known).is_some();
        match &literal.test {
            Test::Holds(pattern, _) => pattern.arguments.iter().all(is_known),
            Test::Kind(it, _, _) => is_known(it),
            Test::Same(one, other, _) | Test::Compare(_, one, other) => {
                is_known(one) && is_known(other)
            }
            Test::Compute(_, one, other, result) => {
                is_known(one) && is_known(other) && is_known(result)
            }
            Test::Reading(_) => true,
        }
    }
}
