//! How did each condition of a rule come out? A step for each, in the order of writing.

use crate::{
    engine::{
        Described, InstanceId, Item, Known, Limit, Truth,
        compile::{Argument, Clause, ClauseId, Literal, Meaning, Origin, Pattern, Test},
    },
    program::{Comparison, RuleId, Status},
    source::Span,
    vocabulary::{KindId, ThingId},
};

use super::{
    AboutTopic, Outcome, Standing, Step, StepId,
    reasons::Known_,
    why::{Builder, outcome},
};

impl Builder<'_, '_> {
    /// The conditions of an instance, in the order of writing; only those of the rule `own`, if one is named.
    pub(super) fn conditions(
        &mut self,
        instance: InstanceId,
        own: Option<RuleId>,
    ) -> Result<Vec<StepId>, Limit> {
        let clause = self.grounding.clause(self.grounding.clause_of(instance));
        let known = self.grounding.known_of(instance);
        let unsettled = self.unsettled(clause, &known)?;
        let barren = clause.body.last().filter(|_| self.is_barren(clause));
        let mut steps = Vec::new();
        for literal in self.own_literals(clause, own) {
            let Some(step) = self.literal(literal, &known)? else { continue };
            if barren == Some(literal) {
                "it gives no value".clone_into(&mut self.steps[step.0 as usize].sentence);
            }
            if let Test::Compare(_, one, other) = &literal.test
                && [one, other].iter().any(|it| unsettled.contains(it))
            {
                let step = &mut self.steps[step.0 as usize];
                step.outcome = Outcome::Open;
                "open".clone_into(&mut step.remark);
                // A number or sum that is open is not the one of this instance.
                let items = step.about.iter_mut().flat_map(|it| &mut it.items);
                for (item, _) in items.zip([one, other]).filter(|it| unsettled.contains(it.1)) {
                    *item = None;
                }
            }
            if let Test::Compare(comparison, one, other) = &literal.test
                && let Some(truth) =
                    self.whatever_the_value(clause, *comparison, [*one, *other], &known)?
            {
                let outcome = outcome(truth, true);
                self.steps[step.0 as usize].outcome = outcome;
                if outcome == Outcome::Open {
                    "open".clone_into(&mut self.steps[step.0 as usize].remark);
                } else {
                    self.say_every_value(step, clause, [*one, *other], &known)?;
                }
            }
            // What is compared and then used is said once.
            let said = |it: &StepId| &self.steps[it.0 as usize].sentence;
            let again = self.steps[step.0 as usize].children.is_empty()
                && steps.iter().any(|it| said(it) == said(&step));
            if !again {
                steps.push(step);
            }
        }
        Ok(steps)
    }

    /// Whether a clause is that of an exception that applies and yet concludes nothing: its last condition says so.
    fn is_barren(&self, clause: &Clause) -> bool {
        let Origin::Rule(rule) = clause.origin else { return false };
        clause.head.is_none() && self.grounding.program().rule(rule).conclusion.is_some()
    }

    /// The variables of an instance for numbers and sums that differ with what is open.
    fn unsettled(&mut self, clause: &Clause, known: &Known_) -> Result<Vec<Argument>, Limit> {
        let mut found: Vec<Argument> = Vec::new();
        for literal in &clause.body {
            match &literal.test {
                Test::Holds(pattern, true) if self.is_aggregate(pattern) => {
                    let items: Vec<Item> =
                        self.values(pattern, known).into_iter().flatten().collect();
                    let atom = self.grounding.look_at(pattern.predicate, &items)?;
                    if self.grounding.decide(atom)? != Truth::YES {
                        found.extend(pattern.arguments.last());
                    }
                }
                Test::Compute(_, one, other, result)
                    if found.contains(one) || found.contains(other) =>
                {
                    found.push(*result);
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// When a comparison holds of an attribute that may have several values, or none: with any of them, not only with
    /// the one that this instance is about. Nothing where neither side is such an attribute.
    fn whatever_the_value(
        &mut self,
        clause: &Clause,
        comparison: Comparison,
        sides: [Argument; 2],
        known: &Known_,
    ) -> Result<Option<Truth>, Limit> {
        for literal in &clause.body {
            let Test::Holds(pattern, true) = &literal.test else { continue };
            let Some(place) = sides.iter().position(|it| pattern.arguments.last() == Some(it))
            else {
                continue;
            };
            let mut goal = self.values(pattern, known);
            if !self.grounding.has_value(pattern.predicate) || goal.contains(&None) {
                continue;
            }
            goal.pop();
            goal.push(None);
            let candidates = self.grounding.candidates(pattern.predicate, &goal)?;
            let Some(other) = self.value(sides[1 - place], known) else { continue };
            let settled = match candidates[..] {
                [] => true,
                [one] => self.grounding.decide(one)? == Truth::YES,
                _ => false,
            };
            if settled {
                continue;
            }
            // Comparisons that come up make all conditions anew, so they come up before any is held on to.
            for atom in &candidates {
                self.grounding.decide(*atom)?;
                if let Some(value) = self.grounding.items_of(*atom).pop() {
                    let (one, other) = if place == 0 { (value, other) } else { (other, value) };
                    self.grounding.compare(comparison, one, other)?;
                }
            }
            let mut all = Truth::NO;
            for atom in candidates {
                let truth = self.grounding.decide(atom)?;
                let Some(value) = self.grounding.items_of(atom).pop() else { continue };
                let (one, other) = if place == 0 { (value, other) } else { (other, value) };
                let so = self.grounding.compare(comparison, one, other)?;
                let space = self.grounding.space_mut();
                let (yes, possible) = (space.and(truth.yes, so)?, space.and(truth.possible, so)?);
                let yes = space.or(all.yes, yes)?;
                all = Truth { yes, possible: space.or(all.possible, possible)? };
            }
            return Ok(Some(all));
        }
        Ok(None)
    }

    /// Has a comparison that comes out in the same way whatever is counted say every number or sum that it may be.
    fn say_every_value(
        &mut self,
        step: StepId,
        clause: &Clause,
        sides: [Argument; 2],
        known: &Known_,
    ) -> Result<(), Limit> {
        for literal in &clause.body {
            let Test::Holds(pattern, true) = &literal.test else { continue };
            let value = pattern.arguments.last();
            let Some(side) = sides.iter().position(|it| value == Some(it)) else { continue };
            if !self.is_aggregate(pattern) {
                continue;
            }
            let mut goal = self.values(pattern, known);
            if let Some(value) = goal.last_mut() {
                *value = None;
            }
            let mut values = Vec::new();
            for atom in self.grounding.candidates(pattern.predicate, &goal)? {
                if self.grounding.decide(atom)? != Truth::NO {
                    values.extend(self.grounding.items_of(atom).pop());
                }
            }
            self.whichever(step, side, &values);
        }
        Ok(())
    }

    fn is_aggregate(&self, pattern: &Pattern) -> bool {
        matches!(self.grounding.predicate(pattern.predicate).meaning, Meaning::Aggregate(..))
    }

    /// What tells an instance from others of its clause: not the number or sum that it happens to have.
    pub(super) fn mark_of(
        &mut self,
        instance: InstanceId,
    ) -> Result<(ClauseId, Vec<Option<Item>>), Limit> {
        let id = self.grounding.clause_of(instance);
        let mut known = self.grounding.known_of(instance);
        for it in self.unsettled(self.grounding.clause(id), &known.clone())? {
            if let Argument::Variable(it) = it {
                known[it as usize] = None;
            }
        }
        Ok((id, known))
    }

    /// The literals that a rule's own sentence contributes to its clause; all of them, if no rule is named.
    pub(super) fn own_literals<'c>(
        &self,
        clause: &'c Clause,
        own: Option<RuleId>,
    ) -> impl Iterator<Item = &'c Literal> + use<'c> {
        let span = own.map(|it| self.grounding.program().rule(it).span);
        clause.body.iter().filter(move |it| {
            span.is_none_or(|all| {
                all.file == it.span.file && all.start <= it.span.start && it.span.end <= all.end
            })
        })
    }

    /// The step of a condition on known things; nothing for what goes without saying.
    pub(super) fn literal(
        &mut self,
        literal: &Literal,
        known: &Known_,
    ) -> Result<Option<StepId>, Limit> {
        match &literal.test {
            Test::Compute(operation, _, by, _) => {
                let Some(by) = self.value(*by, known) else { return Ok(None) };
                let zero = self.grounding.zero_to_avoid(*operation, by);
                zero.map(|it| self.comparison(literal, Comparison::Different, [by, it], known))
                    .transpose()
            }
            Test::Compare(comparison, one, other) => {
                let (Some(left), Some(right)) =
                    (self.value(*one, known), self.value(*other, known))
                else {
                    return Ok(None);
                };
                // That what was put into a slot is found in it goes without saying.
                if literal.implied && left == right {
                    return Ok(None);
                }
                self.comparison(literal, *comparison, [left, right], known).map(Some)
            }
            Test::Kind(argument, kind, positive) => {
                let Some(thing) = self.thing(*argument, known) else { return Ok(None) };
                Ok(Some(self.kind(thing, *kind, *positive, literal.implied)))
            }
            Test::Same(one, other, positive) => {
                let (Some(one), Some(other)) = (self.value(*one, known), self.value(*other, known))
                else {
                    return Ok(None);
                };
                Ok(Some(self.same(one, other, *positive)))
            }
            Test::Reading(reading) => {
                let provision = &self.grounding.program().provisions[reading.provision.0 as usize];
                let name = &provision.readings[reading.reading as usize];
                let sentence = format!("the {name} reading of {} prevails", provision.name);
                let open = self.grounding.lens().is_open(*reading);
                let outcome = if open { Outcome::Open } else { Outcome::Holds };
                let step = self.sentence(sentence, outcome);
                let remark =
                    if open { "open: readings in conflict" } else { "as the question takes it" };
                remark.clone_into(&mut self.steps[step.0 as usize].remark);
                Ok(Some(step))
            }
            Test::Holds(pattern, positive) => self.holds(pattern, *positive, known).map(Some),
        }
    }

    fn kind(&mut self, thing: ThingId, kind: KindId, positive: bool, implied: bool) -> StepId {
        let stated = self.grounding.things()[thing.0 as usize].kind;
        let known = self.grounding.is_of_kind(thing, kind);
        let speaker = self.words().speaker;
        let sentence = if positive {
            speaker.kind_sentence(thing, kind)
        } else {
            speaker.kind_denied(thing, kind)
        };
        let remark = match known {
            Known::Yes if stated == kind => {
                let span = self.grounding.things()[thing.0 as usize].span;
                format!("so stated ({})", self.place(span))
            }
            Known::Yes => speaker.kind_part(stated, kind),
            Known::No => match self.denied_kind(thing, kind) {
                Some(span) => format!("the case says no ({})", self.place(span)),
                None => speaker.kind_sentence(thing, stated),
            },
            Known::Open => "open: the case does not say".to_owned(),
        };
        let outcome = match (known, positive) {
            (Known::Open, _) => Outcome::Open,
            (Known::Yes, true) | (Known::No, false) => Outcome::Holds,
            _ => Outcome::Fails,
        };
        let asks = (known == Known::Open).then(|| self.words().kind_asked(thing));
        let implied = implied && known == Known::Yes;
        let obvious = implied && stated == kind;
        let standing = match (known, outcome) {
            (Known::Open, _) => None,
            (_, Outcome::Fails) => Some(Standing::RuledOut),
            _ => Some(Standing::Stated),
        };
        let kind = self.grounding.program().vocabulary.kind(kind).name.clone();
        let about = self.about(AboutTopic::Kind(kind), &[Some(thing.into())], positive);
        self.push(Step {
            about: Some(about),
            standing,
            remark,
            asks,
            obvious,
            implied,
            ..Step::sentence(sentence, outcome)
        })
    }

    /// Where the case denies that something is of a kind, or of one that this is a part of.
    fn denied_kind(&self, thing: ThingId, kind: KindId) -> Option<Span> {
        let vocabulary = &self.grounding.program().vocabulary;
        vocabulary.upwards(kind).into_iter().find_map(|it| {
            let (status, span) = self.grounding.kind_statement(thing, it)?;
            (status == Status::No).then_some(span)
        })
    }

    fn same(&mut self, one: Item, other: Item, positive: bool) -> StepId {
        let words = self.words();
        let verb = if positive { "is the same as" } else { "is different from" };
        let sentence = format!("{} {verb} {}", words.item(one), words.item(other));
        let outcome = if (one == other) == positive { Outcome::Holds } else { Outcome::Fails };
        // That something is itself goes without saying.
        let implied = positive && one == other;
        let sides = [Some(one), Some(other)];
        let about = Some(self.about(AboutTopic::Comparison("same"), &sides, positive));
        self.push(Step { about, implied, ..Step::sentence(sentence, outcome) })
    }

    fn holds(
        &mut self,
        pattern: &Pattern,
        positive: bool,
        known: &Known_,
    ) -> Result<StepId, Limit> {
        let items: Vec<Item> = self.values(pattern, known).into_iter().flatten().collect();
        let atom = self.grounding.look_at(pattern.predicate, &items)?;
        match self.grounding.predicate(pattern.predicate).meaning {
            Meaning::Phrase(_) => self.atom(atom, positive),
            Meaning::Aggregate(..) => self.aggregate(atom),
            meaning => self.part(atom, meaning, positive),
        }
    }
}

impl Builder<'_, '_> {
    /// What stands in an argument's place, as far as it is known.
    pub(super) fn value(&self, argument: Argument, known: &Known_) -> Option<Item> {
        match argument {
            Argument::Thing(it) => Some(Item::from(it)),
            Argument::Constant(it) => Some(self.grounding.constant(it)),
            Argument::Variable(it) => known[it as usize],
        }
    }

    /// The individual that stands in an argument's place, if it is known and one.
    pub(super) fn thing(&self, argument: Argument, known: &Known_) -> Option<ThingId> {
        match self.grounding.describe(self.value(argument, known)?) {
            Described::Thing(it) => Some(it),
            _ => None,
        }
    }

    /// What stands in a pattern's places, as far as it is known.
    pub(super) fn values(&self, pattern: &Pattern, known: &Known_) -> Vec<Option<Item>> {
        pattern.arguments.iter().map(|it| self.value(*it, known)).collect()
    }
}
