//! What has to be said of each condition of a rule? Worded as it was written, for the things that it is about.

use crate::{
    program::{Aggregate, Comparison, Function, Operation, RuleId, Status, Term},
    source::Span,
    vocabulary::KindId,
};

use super::{
    super::{
        Doubt,
        clauses::{Arg, Clause, Literal, Test},
        ground::{Known, places_of, row_of, stands_for},
        items::Item,
        space::{ALWAYS, NEVER},
        truth::{Node, Verdict},
        words::{bracketed, spelled},
    },
    Step, Steps,
    beside::Beside,
    outcome,
};

impl Steps<'_, '_> {
    /// The conditions of an instance, in the order of writing; only those of the rule `own`, if one is named.
    pub(super) fn conditions(
        &mut self,
        at: usize,
        own: Option<RuleId>,
    ) -> Result<Vec<Step>, Doubt> {
        let clause = self.world.clause_of(at);
        let known = self.world.instances[at].known.clone();
        let unsettled = self.unsettled(&clause, &known)?;
        let barren = clause.is_barren(self.world.case.program);
        let mut steps: Vec<Step> = Vec::new();
        for place in self.own(&clause, own) {
            let literal = &clause.body[place];
            let Some(mut step) = self.literal(literal, &known)? else { continue };
            if barren && place + 1 == clause.body.len() {
                "it gives no value".clone_into(&mut step.sentence);
            }
            if let Test::Compare(comparison, one, other) = &literal.test {
                let sides = [*one, *other];
                let mut status = None;
                for (place, _) in (0..).zip(sides).filter(|it| unsettled.contains(&it.1)) {
                    status = Some("open");
                    step.about["items"][place] = serde_json::Value::Null;
                }
                let any = self.with_any_value(&clause, *comparison, sides, &known)?;
                if let Some(status) = any.map(|it| outcome(it, true)).or(status) {
                    step.status = status;
                    if status == "open" {
                        "open".clone_into(&mut step.remark);
                    } else {
                        self.say_every_value(&mut step, &clause, sides, &known)?;
                    }
                }
            }
            // What is compared and then used is said once.
            let again =
                step.kind == "sentence" && steps.iter().any(|it| it.sentence == step.sentence);
            if !again {
                steps.push(step);
            }
        }
        Ok(steps)
    }

    /// The places of the conditions that a rule's own sentence contributes; all of them, if no rule is named.
    pub(super) fn own(&self, clause: &Clause, own: Option<RuleId>) -> Vec<usize> {
        let span = own.map(|it| self.world.case.program.rule(it).span);
        let within = |it: &usize| {
            let it = clause.body[*it].span;
            span.is_none_or(|all| all.file == it.file && all.start <= it.start && it.end <= all.end)
        };
        (0..clause.body.len()).filter(within).collect()
    }

    /// The variables of an instance for numbers and sums that differ with what is open.
    fn unsettled(&mut self, clause: &Clause, known: &Known) -> Result<Vec<Arg>, Doubt> {
        let mut found: Vec<Arg> = Vec::new();
        for literal in &clause.body {
            match &literal.test {
                Test::Holds(pattern, true)
                    if self.world.phrase(pattern.topic).is_none()
                        && self.world.is_valued(pattern.topic) =>
                {
                    let row = row_of(pattern, known);
                    let atom = self.world.atom(pattern.topic, &row);
                    if self.world.decide(Node::Atom(atom))? != Verdict::YES {
                        found.extend(pattern.args.last());
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

    /// What tells an instance from others of its clause: not the number or sum that it happens to have.
    pub(super) fn mark(&mut self, at: usize) -> Result<(usize, Known), Doubt> {
        let mut known = self.world.instances[at].known.clone();
        let clause = self.world.clause_of(at);
        for it in self.unsettled(&clause, &known.clone())? {
            if let Arg::Variable(it) = it {
                known[it] = None;
            }
        }
        Ok((self.world.instances[at].clause, known))
    }

    /// When a comparison holds of an attribute that may have several values, or none: with any of them. Nothing where
    /// neither side is such an attribute.
    fn with_any_value(
        &mut self,
        clause: &Clause,
        comparison: Comparison,
        sides: [Arg; 2],
        known: &Known,
    ) -> Result<Option<Verdict>, Doubt> {
        for literal in &clause.body {
            let Test::Holds(pattern, true) = &literal.test else { continue };
            let place = sides.iter().position(|it| pattern.args.last() == Some(it));
            let (Some(place), true) = (place, self.world.is_valued(pattern.topic)) else {
                continue;
            };
            let goal = places_of(pattern, known);
            let (false, Some(other)) = (goal.contains(&None), stands_for(sides[1 - place], known))
            else {
                continue;
            };
            let goal = self.world.without_value(pattern.topic, goal);
            let candidates = self.world.candidates(pattern.topic, &goal)?;
            let settled = match candidates[..] {
                [] => true,
                [one] => self.world.decide(Node::Atom(one))? == Verdict::YES,
                _ => false,
            };
            if settled {
                continue;
            }
            let all = self.world.steady(|world| {
                let (mut yes, mut possible) = (NEVER, NEVER);
                for atom in &candidates {
                    let truth = world.walk(Node::Atom(*atom))?;
                    let Some(value) = world.atoms[*atom].row.last().copied() else { continue };
                    let (one, other) = if place == 0 { (value, other) } else { (other, value) };
                    let so = world.compare_when(comparison, one, other)?;
                    let space = &mut world.truth.space;
                    let (sure, maybe) = (space.and(truth.yes, so)?, space.and(truth.possible, so)?);
                    (yes, possible) = (space.or(yes, sure)?, space.or(possible, maybe)?);
                }
                Ok(Verdict { yes, possible })
            });
            return all.map(Some);
        }
        Ok(None)
    }

    /// The step of a condition on known things; nothing for what goes without saying.
    pub(super) fn literal(&mut self, it: &Literal, known: &Known) -> Result<Option<Step>, Doubt> {
        let value = |arg: &Arg| stands_for(*arg, known);
        Ok(match &it.test {
            Test::Holds(pattern, positive) => {
                let row = row_of(pattern, known);
                let atom = self.world.look_at(pattern.topic, &row)?;
                Some(match self.world.phrase(pattern.topic) {
                    Some(_) => self.atom(atom, *positive)?,
                    None => self.part(atom, *positive)?,
                })
            }
            Test::Kind(arg, kind, positive) => {
                value(arg).map(|thing| self.kind(thing, *kind, *positive, it.implied))
            }
            Test::Same(one, other, positive) => {
                let (Some(one), Some(other)) = (value(one), value(other)) else {
                    return Ok(None);
                };
                let verb = if *positive { "is the same as" } else { "is different from" };
                let (said, told) = (self.world.item(one), self.world.item(other));
                let status = if (one == other) == *positive { "holds" } else { "fails" };
                let step = Step::sentence(format!("{said} {verb} {told}"), status);
                let about = self.about("comparison", "same", &[Some(one), Some(other)], *positive);
                Some(Step { about, implied: *positive && one == other, ..step })
            }
            Test::Reading(reading) => {
                let (status, remark) = match self.world.case.prevails(*reading) {
                    None => ("open", "open: readings in conflict"),
                    Some(_) => ("holds", "as the question takes it"),
                };
                let step = Step::sentence(self.world.said_reading(*reading), status);
                Some(Step { remark: remark.to_owned(), ..step })
            }
            Test::Compute(Operation::DividedBy, _, by, _) => match value(by) {
                Some(by) if self.world.items.known(by).is_none() => {
                    let zero = crate::value::Value::Number(crate::value::Number::ZERO);
                    let zero = self.world.items.value(zero);
                    Some(self.comparison(it, Comparison::Different, [by, zero], known)?)
                }
                _ => None,
            },
            Test::Compute(..) => None,
            Test::Compare(comparison, one, other) => match (value(one), value(other)) {
                // That what was put into a slot is found in it goes without saying.
                (Some(one), Some(other)) if !(it.implied && one == other) => {
                    Some(self.comparison(it, *comparison, [one, other], known)?)
                }
                _ => None,
            },
        })
    }

    fn kind(&self, item: Item, kind: KindId, positive: bool, implied: bool) -> Step {
        let world = &*self.world;
        let Some(thing) = world.items.thing(item) else {
            return Step::sentence(String::new(), "fails");
        };
        let stated = &world.case.things[thing.0 as usize];
        let known = world.case.is_of_kind(thing, kind);
        let speaker = world.speaker();
        let sentence = if positive {
            speaker.kind_sentence(thing, kind)
        } else {
            speaker.kind_denied(thing, kind)
        };
        let vocabulary = &world.case.program.vocabulary;
        let denied = vocabulary
            .upwards(kind)
            .find_map(|it| world.case.kind_stated(thing, it).filter(|it| it.status == Status::No));
        let remark = match (known, denied) {
            (Some(true), _) if stated.kind == kind => {
                format!("so stated ({})", self.place(stated.span))
            }
            (Some(true), _) => speaker.kind_part(stated.kind, kind),
            (Some(false), Some(it)) => format!("the case says no ({})", self.place(it.span)),
            (Some(false), None) => speaker.kind_sentence(thing, stated.kind),
            (None, _) => "open: the case does not say".to_owned(),
        };
        let (status, standing) = match known {
            None => ("open", None),
            Some(it) if it == positive => ("holds", Some("stated")),
            Some(_) => ("fails", Some("ruled out")),
        };
        let implied = implied && known == Some(true);
        let obvious = implied && stated.kind == kind;
        let about = self.about("kind", &vocabulary.kind(kind).name, &[Some(item)], positive);
        Step { standing, remark, about, implied, obvious, ..Step::sentence(sentence, status) }
    }

    /// A comparison: worded as it was written, with the values beside it.
    fn comparison(
        &mut self,
        literal: &Literal,
        how: Comparison,
        [left, right]: [Item; 2],
        known: &Known,
    ) -> Result<Step, Doubt> {
        let when = self.world.steady(|world| world.compare_when(how, left, right))?;
        let status = match when {
            ALWAYS => "holds",
            NEVER => "fails",
            _ => "open",
        };
        let (one, other) = (self.world.item(left), self.world.item(right));
        let written = literal.written.as_ref();
        let sides = written.map(|it| (self.term(&it.0, known), self.term(&it.1, known)));
        let (said, told) = sides.unwrap_or_else(|| (one.clone(), other.clone()));
        let sum = |it: &Term| matches!(it, Term::Aggregate(_));
        let text = self.written(literal.span);
        let sentence = match written {
            // What is counted is best said as it was written, unless that is a question.
            Some((one, other)) if (sum(one) || sum(other)) && !text.starts_with("is ") => text,
            _ => self.world.comparison_with((&said, left), how, (&told, right)),
        };
        let sides = [(said, one, left), (told, other, right)].into_iter().enumerate();
        let mut beside: Vec<Beside> = Vec::new();
        for (side, (said, value, item)) in sides.filter(|_| status != "open") {
            if said != value {
                beside.push(Beside { side, said, values: vec![item] });
            }
        }
        // `what is X?` asks for what equals X: the answer is not a condition.
        let asked = |it: &Term| matches!(it, Term::Variable(_));
        let implied = how == Comparison::Equal
            && status == "holds"
            && written.is_some_and(|it| asked(&it.0) || asked(&it.1));
        let name = match how {
            Comparison::Equal => "equal",
            Comparison::Different => "different",
            Comparison::Less => "less",
            Comparison::AtMost => "at most",
            Comparison::More => "more",
            Comparison::AtLeast => "at least",
        };
        let about = self.about("comparison", name, &[Some(left), Some(right)], true);
        let remark = if status == "open" { "open".to_owned() } else { self.told_beside(&beside) };
        Ok(Step { remark, about, implied, beside, ..Step::sentence(sentence, status) })
    }

    /// A term as it was written, with what is known in the place of its variables.
    fn term(&self, term: &Term, known: &Known) -> String {
        match term {
            Term::Variable(it) => {
                known[it.0 as usize].map_or_else(|| "it".to_owned(), |it| self.world.item(it))
            }
            Term::Thing(it) => self.world.speaker().thing(*it),
            Term::Value(it) => it.to_string(),
            Term::Attribute(it) => {
                let terms: Vec<String> = it.terms.iter().map(|it| self.term(it, known)).collect();
                self.world.speaker().sentence_with(it.phrase, &terms)
            }
            Term::Arithmetic(operation, sides) => {
                let part = |term: &Term, left: bool| match term {
                    Term::Arithmetic(inner, _) if bracketed(*inner, *operation, left) => {
                        format!("({})", self.term(term, known))
                    }
                    _ => self.term(term, known),
                };
                let (one, other) = (part(&sides.0, true), part(&sides.1, false));
                format!("{one} {} {other}", spelled(*operation))
            }
            Term::Aggregate(it) => self.aggregate(it, known),
        }
    }

    /// `the number of countries such that (the request was sent to the country)`
    fn aggregate(&self, it: &Aggregate, known: &Known) -> String {
        let value = it.value.as_ref().map(|it| self.term(it, known)).unwrap_or_default();
        let lead = match it.function {
            Function::Number => "the number".to_owned(),
            Function::Sum => format!("the sum of {value}"),
            Function::Least => format!("the least {value}"),
            Function::Greatest => format!("the greatest {value}"),
        };
        match &it.condition {
            Some(it) => format!("{lead} such that ({})", self.written(it.span)),
            None => lead,
        }
    }

    /// A stretch of the rules as it was written, on one line.
    fn written(&self, span: Span) -> String {
        self.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `file:line`, with the file's own name only.
    pub(super) fn place(&self, span: Span) -> String {
        let place = self.sources.place(span);
        place.rsplit(['/', '\\']).next().unwrap_or(&place).to_owned()
    }
}
