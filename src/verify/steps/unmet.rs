//! Which conditions of a rule are not met? Those on known things one by one, those on unknown things case by case.

use crate::{program::RuleId, vocabulary::Role};

use super::{
    super::{
        Doubt,
        clauses::{Arg, Clause, Test},
        ground::{Known, places_of, stands_for, unify},
        items::{Item, Quantity},
        truth::{Node, Verdict},
    },
    Need, Step, Steps, Topic,
};

/// What may stand for unknown things: what it is called, whether that is a sentence, and all that is known with it.
struct Candidate {
    name: String,
    valued: bool,
    known: Known,
}

impl Steps<'_, '_> {
    /// For each clause that could have concluded an atom, why it does not.
    pub(super) fn obstacles(&mut self, atom: usize) -> Result<Vec<Step>, Doubt> {
        let topic = self.world.atoms[atom].topic;
        let row: Known = self.world.atoms[atom].row.iter().copied().map(Some).collect();
        let goal = self.world.without_value(topic, row);
        let mut found = Vec::new();
        for at in self.world.clauses.topics[topic].sides[1].clone() {
            let all = self.world.atoms[atom].sides[1].clone().into_iter();
            let own: Vec<usize> = all.filter(|it| self.world.instances[*it].clause == at).collect();
            let mut statuses = Vec::new();
            for it in &own {
                statuses.push(self.status(*it)?);
            }
            if !statuses.contains(&"defeated") {
                found.extend(self.obstacle(at, topic, &goal)?);
                continue;
            }
            for (it, status) in own.into_iter().zip(statuses) {
                let Some(rule) = self.world.clause_of(it).rule else {
                    found.extend(self.failing(it, None)?);
                    continue;
                };
                found.push(if status == "defeated" {
                    self.rule(it, false)?
                } else {
                    let below = self.failing(it, None)?;
                    let known = self.world.instances[it].known.clone();
                    Step { below, ..self.rule_step(rule, &known, status, Topic::Leaf) }
                });
            }
        }
        // An exception that applies and takes a rule away is shown below that rule, and not as one that says nothing.
        let mut applied: Vec<RuleId> = Vec::new();
        for it in &found {
            if let ("defeated", Topic::Instance(at)) = (it.status, &it.topic) {
                for exception in self.world.instances[*at].exceptions.clone() {
                    for it in self.world.atoms[exception].sides[1].clone() {
                        if self.world.decide(Node::Instance(it))? == Verdict::YES {
                            applied.extend(self.world.clause_of(it).rule);
                        }
                    }
                }
            }
        }
        found.retain(|it| it.status != "fails" || it.rule.is_none_or(|it| !applied.contains(&it)));
        Ok(found)
    }

    /// Why nothing comes of a clause for what is known.
    pub(super) fn obstacle(
        &mut self,
        at: usize,
        topic: usize,
        goal: &Known,
    ) -> Result<Vec<Step>, Doubt> {
        let clause = self.world.clauses.list[at].clone();
        let Some(known) = unify(&clause, topic, goal) else { return Ok(Vec::new()) };
        let Some(rule) = clause.rule else { return self.unmet(&clause, &known, None) };
        let mut step = self.rule_step(rule, &known.clone(), "fails", Topic::Obstacle(at, known));
        if let Some((remark, _)) = self.world.case.left_out(rule) {
            step.remark = remark;
        }
        Ok(vec![step])
    }

    /// The conditions of an instance that do not hold everywhere.
    pub(super) fn failing(&mut self, at: usize, own: Option<RuleId>) -> Result<Vec<Step>, Doubt> {
        let known = self.world.instances[at].known.clone();
        self.unmet(&self.world.clause_of(at), &known, own)
    }

    /// The exceptions to a rule that does not apply which would take it away if it did: obstacles, too.
    pub(super) fn would_bite(
        &mut self,
        clause: &Clause,
        known: &Known,
    ) -> Result<Vec<Step>, Doubt> {
        let mut steps = Vec::new();
        for (pattern, exception) in &clause.exceptions {
            let first = self.world.clauses.topics[pattern.topic].sides[1].first().copied();
            let (Some(at), true) = (first, self.world.counts(*exception)) else { continue };
            let other = self.world.clauses.list[at].clone();
            let goal = places_of(pattern, known);
            let Some(bound) = unify(&other, pattern.topic, &goal) else { continue };
            let own = self.own(&other, Some(*exception));
            let mut found = Vec::new();
            self.meeting(&other, &own, bound, false, &mut found)?;
            for bound in found {
                let mut below = Vec::new();
                for place in &own {
                    below.extend(self.literal(&other.body[*place], &bound)?);
                }
                // One that depends on something open is no obstacle by itself; of others, one is enough.
                if !below.is_empty() && below.iter().all(|it| it.status == "holds") {
                    let remark = "it would take the rule away".to_owned();
                    let topic = Topic::Obstacle(at, bound.clone());
                    let step = self.rule_step(*exception, &bound, "holds", topic);
                    let need = Need::One(exception.0 as usize);
                    steps.push(Step { remark, below, need, fixed: true, ..step });
                }
            }
        }
        Ok(steps)
    }

    /// The conditions that keep a clause from applying to what is known of its variables; only those of the rule `own`,
    /// if one is named and its own conditions do, whatever those of what it is an exception to.
    pub(super) fn unmet(
        &mut self,
        clause: &Clause,
        known: &Known,
        own: Option<RuleId>,
    ) -> Result<Vec<Step>, Doubt> {
        let mut open = Vec::new();
        for own in own.into_iter().map(Some).chain([None]) {
            let literals = self.own(clause, own);
            let steps = self.lacking(clause, &literals, known.clone())?;
            if steps.iter().any(|it| it.status == "fails") {
                return Ok(steps);
            }
            if !steps.is_empty() {
                open = steps;
            }
        }
        if !open.is_empty() {
            return Ok(open);
        }
        let mut below = Vec::new();
        for literal in clause.body.iter().filter(|it| !it.implied) {
            if let Test::Holds(pattern, positive) = &literal.test {
                let sentence = self.with_kinds(clause, pattern, known, *positive);
                below.push(Step::group(&sentence, "fails", Vec::new()));
            }
        }
        Ok(match below.len() {
            0 => below,
            _ => vec![Step::group("nothing meets all of these together", "fails", below)],
        })
    }

    /// The steps of the conditions that are not met. Each of them could be so and yet not all at once: then that is said.
    fn lacking(
        &mut self,
        clause: &Clause,
        literals: &[usize],
        mut known: Known,
    ) -> Result<Vec<Step>, Doubt> {
        let mut steps = Vec::new();
        let mut rest = Vec::new();
        for place in literals {
            let literal = &clause.body[*place];
            self.work_out(&literal.test, &mut known)?;
            if literal.test.is_known(&known) {
                if self.truth_of(&literal.test, &known)? != Verdict::YES {
                    let mut step = self.literal(literal, &known)?;
                    if let (Some(step), Test::Compare(_, one, other)) = (&mut step, &literal.test) {
                        step.below = self.origins(clause, literals, [*one, *other], &known)?;
                    }
                    steps.extend(step);
                }
            } else if self.listed(&literal.test, &known)?.is_some_and(|it| it.is_empty()) {
                steps.push(self.nothing_such(clause, *place, &known));
            } else {
                rest.push(*place);
            }
        }
        let mut found = self.some(clause, &rest, &known)?;
        let none = found.is_empty();
        found.retain(|it| is_another(clause, &rest, &it.known));
        let sentence = rest.iter().find_map(|it| match &clause.body[*it].test {
            Test::Holds(pattern, true) => Some(pattern),
            _ => None,
        });
        match sentence {
            Some(pattern) if found.is_empty() && !none => {
                let sentence = self.with_kinds(clause, pattern, &known, true);
                let remark = "there is no other".to_owned();
                steps.push(Step { remark, ..Step::sentence(sentence, "fails") });
            }
            _ => steps.extend(self.case_by_case(clause, &rest, found)?),
        }
        let settled = steps.len() < 2 || steps.iter().any(|it| it.status == "fails");
        Ok(if settled {
            steps
        } else {
            vec![Step::group("these are never so together", "fails", steps)]
        })
    }

    /// What is missing for each of some candidates; nothing where one of them may meet all conditions.
    fn case_by_case(
        &mut self,
        clause: &Clause,
        rest: &[usize],
        candidates: Vec<Candidate>,
    ) -> Result<Vec<Step>, Doubt> {
        for it in &candidates {
            let mut found = Vec::new();
            self.meeting(clause, rest, it.known.clone(), true, &mut found)?;
            if !found.is_empty() {
                return Ok(Vec::new());
            }
        }
        let valued = candidates.first().is_some_and(|it| it.valued);
        let mut cases: Vec<(Vec<String>, Vec<Step>)> = Vec::new();
        for it in candidates {
            let steps = self.lacking(clause, rest, it.known)?;
            let mut same = None;
            for case in &mut cases {
                if same.is_none() && self.say_the_same(&case.1, &steps)? {
                    same = Some(case);
                }
            }
            match same {
                Some(case) => {
                    case.0.push(it.name);
                    for (step, other) in case.1.iter_mut().zip(&steps) {
                        self.either(step, other);
                    }
                }
                None => cases.push((vec![it.name], steps)),
            }
        }
        if cases.len() == 1 {
            return Ok(cases.swap_remove(0).1);
        }
        let heading = |it: &[String]| match it {
            _ if valued => format!("if {}", it.join(", or ")),
            [first @ .., last] if !first.is_empty() => {
                format!("for {} and {last}", first.join(", "))
            }
            _ => format!("for {}", it.concat()),
        };
        Ok(cases.into_iter().map(|it| Step::group(&heading(&it.0), "fails", it.1)).collect())
    }

    /// Whether some steps say the same as others, also in what stands under their headings.
    fn say_the_same(&mut self, steps: &[Step], others: &[Step]) -> Result<bool, Doubt> {
        let mut same = steps.len() == others.len();
        for (one, other) in steps.iter().zip(others) {
            same = same && one.sentence == other.sentence;
            if same && one.kind == "group" {
                let (one, other) = (self.below(&mut one.clone())?, self.below(&mut other.clone())?);
                same = self.say_the_same(&one, &other)?;
            }
        }
        Ok(same)
    }

    /// What may meet some conditions together, as far as each of them tells; only the first, if one is enough.
    pub(super) fn meeting(
        &mut self,
        clause: &Clause,
        literals: &[usize],
        mut known: Known,
        one: bool,
        found: &mut Vec<Known>,
    ) -> Result<(), Doubt> {
        self.world.spend()?;
        let mut rest = Vec::new();
        for place in literals {
            let test = &clause.body[*place].test;
            self.work_out(test, &mut known)?;
            if !test.is_known(&known) {
                rest.push(*place);
            } else if self.truth_of(test, &known)? == Verdict::NO {
                return Ok(());
            }
        }
        let candidates = self.some(clause, &rest, &known)?;
        if candidates.is_empty() && rest.iter().all(|it| clause.body[*it].implied) {
            found.push(known);
        }
        for it in candidates {
            if one && !found.is_empty() {
                break;
            }
            self.meeting(clause, &rest, it.known, one, found)?;
        }
        Ok(())
    }

    /// What may stand for the unknown things of the first condition that tells: a sentence goes before a mere kind.
    fn some(
        &mut self,
        clause: &Clause,
        literals: &[usize],
        known: &Known,
    ) -> Result<Vec<Candidate>, Doubt> {
        let tests = || literals.iter().map(|it| &clause.body[*it].test);
        let (sentences, others): (Vec<_>, Vec<_>) =
            tests().partition(|it| matches!(it, Test::Holds(..)));
        for test in sentences.into_iter().chain(others) {
            if let Some(found) = self.listed(test, known)? {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// What may stand for the unknown things of a condition; nothing where no list exhausts that.
    fn listed(&mut self, test: &Test, known: &Known) -> Result<Option<Vec<Candidate>>, Doubt> {
        let mut found = Vec::new();
        match test {
            Test::Kind(arg, kind, true) => {
                for it in self.world.case.members(*kind).to_vec() {
                    let item = self.world.items.of(Quantity::Thing(it));
                    found.extend(self.candidate(&[*arg], &[item], known));
                }
            }
            Test::Holds(pattern, true) if !self.ranges(pattern.topic) => {
                let goal = places_of(pattern, known);
                let atoms = self.world.candidates(pattern.topic, &goal)?;
                let mut possible = Vec::new();
                for atom in &atoms {
                    if self.world.decide(Node::Atom(*atom))? != Verdict::NO {
                        possible.push(*atom);
                    }
                }
                let is_sentence = self.world.phrase(pattern.topic).is_some();
                let valued = is_sentence && self.world.is_valued(pattern.topic);
                for atom in if possible.is_empty() { atoms } else { possible } {
                    let row = self.world.atoms[atom].row.clone();
                    let Some(mut it) = self.candidate(&pattern.args, &row, known) else { continue };
                    if valued {
                        it.name = self.world.sentence(atom, true);
                        it.valued = true;
                    }
                    found.push(it);
                }
            }
            _ => return Ok(None),
        }
        Ok(Some(found))
    }

    fn candidate(&self, args: &[Arg], row: &[Item], known: &Known) -> Option<Candidate> {
        let (mut names, mut known) = (Vec::new(), known.clone());
        for (arg, item) in args.iter().zip(row) {
            let Arg::Variable(it) = arg else { continue };
            match known[*it] {
                Some(other) if other != *item => return None,
                Some(_) => {}
                None => {
                    names.push(self.world.item(*item));
                    known[*it] = Some(*item);
                }
            }
        }
        Some(Candidate { name: names.join(" with "), valued: false, known })
    }

    /// Whether a condition may hold of whatever is of the right kinds: an open input, which no list exhausts.
    fn ranges(&self, topic: usize) -> bool {
        self.world.phrase(topic).is_some_and(|(_, it)| {
            let things = it.slots.iter().all(|it| it.sort.kind().is_some());
            it.role == Role::Open && it.value.is_none() && things
        })
    }
}

/// Whether things that have to be different are, as far as they are known.
fn is_another(clause: &Clause, literals: &[usize], known: &Known) -> bool {
    literals.iter().all(|it| match clause.body[*it].test {
        Test::Same(one, other, false) => {
            let one = stands_for(one, known);
            one.is_none() || one != stands_for(other, known)
        }
        _ => true,
    })
}
