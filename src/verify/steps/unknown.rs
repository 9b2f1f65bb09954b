//! What is known of a condition, where are its values from, and how is it said of unknown things?

use crate::vocabulary::{Role, Slot, Sort};

use super::{
    super::{
        Doubt,
        clauses::{Arg, Clause, Meaning, Pattern, Test},
        ground::{Known, Part, places_of, stands_for},
        truth::Verdict,
    },
    Step, Steps, Topic,
};

impl Steps<'_, '_> {
    /// The truth of a condition on known things.
    pub(super) fn truth_of(&mut self, test: &Test, known: &Known) -> Result<Verdict, Doubt> {
        match self.world.part(test, known)? {
            // Which reading prevails is asked of the answer, not of a rule.
            Part::Reading(_) => Ok(Verdict::YES),
            part => self.world.met(part),
        }
    }

    /// The value of an attribute that has only one, and what is computed from known values, is known from here on.
    pub(super) fn work_out(&mut self, test: &Test, known: &mut Known) -> Result<(), Doubt> {
        self.world.compute(test, known)?;
        let Test::Holds(pattern, true) = test else { return Ok(()) };
        let goal = places_of(pattern, known);
        let Some((None, things)) = goal.split_last() else { return Ok(()) };
        if self.world.is_valued(pattern.topic)
            && !things.contains(&None)
            && let Some(Arg::Variable(value)) = pattern.args.last()
            && let [only] = self.world.candidates(pattern.topic, &goal)?[..]
        {
            known[*value] = self.world.atoms[only].row.last().copied();
        }
        Ok(())
    }

    /// Where compared values come from: the steps of the attributes, and of what they were calculated from.
    pub(super) fn origins(
        &mut self,
        clause: &Clause,
        literals: &[usize],
        compared: [Arg; 2],
        known: &Known,
    ) -> Result<Vec<Step>, Doubt> {
        let mut wanted = compared.to_vec();
        let mut found = Vec::new();
        for place in literals.iter().rev() {
            let test = &clause.body[*place].test;
            match test {
                Test::Compute(_, one, other, result) if wanted.contains(result) => {
                    wanted.extend([*one, *other]);
                }
                Test::Holds(pattern, true) if test.is_known(known) => {
                    let valued = self.world.is_valued(pattern.topic)
                        && pattern.args.last().is_some_and(|it| wanted.contains(it));
                    let slots = self.world.phrase(pattern.topic).map_or(&[][..], |it| &it.1.slots);
                    let mut said = pattern.args.iter().zip(slots);
                    if valued || said.any(|it| it.1.sort.is_value() && wanted.contains(it.0)) {
                        wanted.extend(pattern.args.iter().copied());
                        found.push(*place);
                    }
                }
                _ => {}
            }
        }
        let mut steps = Vec::new();
        for place in found.into_iter().rev() {
            steps.extend(self.literal(&clause.body[place], known)?);
        }
        Ok(steps)
    }

    /// A condition that nothing at all meets, worded with the kinds of its unknown things.
    pub(super) fn nothing_such(&self, clause: &Clause, place: usize, known: &Known) -> Step {
        let not_established = Some("not established");
        let said = |sentence: String, remark: &str| Step {
            remark: remark.to_owned(),
            standing: not_established,
            ..Step::sentence(sentence, "fails")
        };
        match &clause.body[place].test {
            Test::Holds(pattern, positive) => {
                let sentence = self.with_kinds(clause, pattern, known, *positive);
                let rules = !self.world.clauses.topics[pattern.topic].sides[1].is_empty();
                let given = self.world.phrase(pattern.topic);
                let given = given.is_some_and(|it| it.1.role != Role::Conclusion && !rules);
                let remark = if given {
                    "the case states none"
                } else {
                    "nothing establishes it for anything"
                };
                let goal = places_of(pattern, known);
                // What is looked for is what counts; the number of it is not one of its things.
                let things = &goal[..goal.len().saturating_sub(1)];
                let counting = self.world.counting(pattern.topic, things);
                let (topic, goal) = counting.unwrap_or((pattern.topic, goal));
                let topic = if *positive { Topic::Nothing(topic, goal) } else { Topic::Leaf };
                let items = places_of(pattern, known);
                let about = self.about_phrase(pattern.topic, &items, *positive);
                Step { topic, about, ..said(sentence, remark) }
            }
            Test::Kind(_, kind, _) => said(
                format!("there is {}", self.world.speaker().some(*kind)),
                "the case names none",
            ),
            _ => said("the two are different".to_owned(), ""),
        }
    }

    pub(super) fn with_kinds(
        &self,
        clause: &Clause,
        pattern: &Pattern,
        known: &Known,
        positive: bool,
    ) -> String {
        let Some((phrase, declared)) = self.world.phrase(pattern.topic) else {
            return match self.world.clauses.topics[pattern.topic].meaning {
                Meaning::Any => "at least one of these",
                Meaning::Aggregate(..) => "there is something that counts",
                _ => "all of these",
            }
            .to_owned();
        };
        let word = |(arg, slot): (&Arg, &Slot)| match (stands_for(*arg, known), arg) {
            (Some(it), _) => self.world.item(it),
            (None, Arg::Variable(it)) => self.variable(clause, *it, slot.sort),
            (None, _) => String::new(),
        };
        let words: Vec<String> = pattern.args.iter().zip(&declared.slots).map(word).collect();
        self.world.worded(phrase, &words, positive)
    }

    /// An unknown thing as the rule introduces it: `a country`, `another country`, `a country A`.
    fn variable(&self, clause: &Clause, variable: usize, sort: Sort) -> String {
        let is_it = |it: &Arg| *it == Arg::Variable(variable);
        let of_kind = clause.body.iter().find_map(|it| match &it.test {
            Test::Kind(it, kind, true) if is_it(it) => Some(*kind),
            _ => None,
        });
        let program = self.world.case.program;
        let Some(kind) = of_kind.or(sort.kind()) else { return program.vocabulary.some(sort) };
        let declared = clause.rule.map(|it| &program.rule(it).variables);
        let letter = declared.and_then(|it| it.get(variable)?.letter.clone());
        let other =
            clause.body.iter().any(|it| matches!(&it.test, Test::Same(it, _, false) if is_it(it)));
        match (letter, other) {
            (Some(letter), _) => format!("{} {letter}", program.vocabulary.a(kind)),
            (None, true) => format!("another {}", program.vocabulary.kind(kind).name),
            (None, false) => program.vocabulary.a(kind),
        }
    }
}
