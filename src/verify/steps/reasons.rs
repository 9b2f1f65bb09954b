//! What has to stand below a step? For each topic what speaks for it, against it, or keeps it from being so.

use indexmap::IndexMap;

use crate::program::RuleId;

use super::{
    super::{
        Doubt,
        clauses::Meaning,
        ground::{Known, World, row_of},
        space::{ALWAYS, NEVER},
        truth::{Node, Verdict, things},
    },
    Need, Step, Steps, Topic, outcome,
};

impl Steps<'_, '_> {
    /// The reasons for what was asked, for each answer.
    pub(super) fn roots(&mut self, topic: usize, atoms: &[usize]) -> Result<Vec<Step>, Doubt> {
        let mut all: Vec<Step> = Vec::new();
        for atom in atoms {
            let mut found = self.below_part(*atom)?;
            // Each possible number has the same reasons.
            let counts = |it: &Step| matches!(it.topic, Topic::Count(..));
            found.retain(|it| !counts(it) || all.iter().all(|other| other.topic != it.topic));
            all.extend(found);
        }
        if atoms.is_empty() {
            for at in self.world.clauses.topics[topic].sides[1].clone() {
                all.extend(self.obstacle(at, topic, &Known::new())?);
            }
        }
        Ok(all)
    }

    /// What stands below a step; what can only be known with it is put into the step.
    pub(super) fn below(&mut self, step: &mut Step) -> Result<Vec<Step>, Doubt> {
        match step.topic.clone() {
            Topic::Leaf => Ok(std::mem::take(&mut step.below)),
            Topic::Atom(atom) => self.below_atom(step, atom),
            Topic::Instance(at) => {
                let mut below = self.conditions(at, None)?;
                below.extend(self.exceptions(at)?);
                below.extend(self.giving_way(at)?);
                Ok(below)
            }
            Topic::Exception(at) => {
                let mut below = if step.status == "fails" {
                    self.failing(at, step.rule)?
                } else {
                    self.conditions(at, step.rule)?
                };
                below.extend(self.exceptions(at)?);
                Ok(below)
            }
            Topic::Obstacle(clause, known) => {
                if step.fixed || !step.remark.is_empty() {
                    return Ok(std::mem::take(&mut step.below));
                }
                let clause = self.world.clauses.list[clause].clone();
                let own = step.rule.filter(|_| step.kind == "exception");
                let mut below = self.unmet(&clause, &known, own)?;
                below.extend(self.would_bite(&clause, &known)?);
                Ok(below)
            }
            Topic::Nothing(topic, known) => {
                let mut below = Vec::new();
                for at in self.world.clauses.topics[topic].sides[1].clone() {
                    let goal = self.world.without_value(topic, known.clone());
                    below.extend(self.obstacle(at, topic, &goal)?);
                }
                if !below.is_empty() {
                    let what = step.sentence.clone();
                    self.note_the_law(&what, &below);
                    if !step.fixed {
                        step.remark.clear();
                    }
                }
                Ok(below)
            }
            Topic::Part(atom) => self.below_part(atom),
            Topic::Count(topic, things) => self.counted(topic, &things),
        }
    }

    fn below_atom(&mut self, step: &mut Step, atom: usize) -> Result<Vec<Step>, Doubt> {
        if !step.remark.is_empty() {
            return Ok(Vec::new());
        }
        let verdict = self.world.decide(Node::Atom(atom))?;
        let below = if verdict == Verdict::NO {
            let (below, standing) = self.against(atom)?;
            step.standing = Some(standing);
            let what = self.world.sentence(atom, true);
            self.note_the_law(&what, &below);
            below
        } else {
            let below = self.reasons(atom, verdict)?;
            let concluded = verdict == Verdict::YES && !below.is_empty();
            step.standing = concluded.then_some("concluded");
            below
        };
        if below.is_empty() {
            step.remark = self.unreasoned(atom, verdict);
        }
        Ok(below)
    }

    /// The rules for an atom and against it, as far as they bear on its truth.
    fn reasons(&mut self, atom: usize, verdict: Verdict) -> Result<Vec<Step>, Doubt> {
        let for_it = self.world.atoms[atom].sides[1].clone().into_iter().map(|it| (it, false));
        let against = self.world.against(atom, true).into_iter().map(|it| (it, true));
        let mut steps: Vec<Step> = Vec::new();
        let mut marks: Vec<(usize, Known)> = Vec::new();
        let mut settled: Vec<usize> = Vec::new();
        let all: Vec<(usize, bool)> = for_it.chain(against).collect();
        for (at, _) in &all {
            if verdict == Verdict::YES && self.world.decide(Node::Instance(*at))? == Verdict::YES {
                settled.push(self.world.instances[*at].clause);
            }
        }
        for (at, contrary) in all {
            let effect = self.world.decide(Node::Instance(at))?;
            if effect == Verdict::NO && self.world.applicable(at)? == Verdict::NO {
                continue;
            }
            let clause = self.world.instances[at].clause;
            let mut step = self.rule(at, contrary)?;
            let mark = self.mark(at)?;
            // Of a rule that settles the matter one instance is enough; numbers that are open make no others.
            step.need = if settled.contains(&clause) {
                if effect == Verdict::YES { Need::One(usize::MAX - clause) } else { Need::May }
            } else {
                let place = marks.iter().position(|it| *it == mark);
                Need::One(place.unwrap_or(marks.len()))
            };
            marks.push(mark);
            steps.push(step);
        }
        Ok(steps)
    }

    /// Why an atom is false: what rules it out, or each rule that could have concluded it with what keeps it from that.
    fn against(&mut self, atom: usize) -> Result<(Vec<Step>, &'static str), Doubt> {
        let contrary = self.world.against(atom, true);
        let (certain, possible) = self.in_effect(&contrary)?;
        let mut certain = self.rules(&certain, true)?;
        if certain.is_empty() {
            let mut steps = self.obstacles(atom)?;
            let for_it = self.world.atoms[atom].sides[1].clone();
            let defeated = self.world.any_of(&for_it, World::applied)?.yes == ALWAYS;
            steps.extend(self.rules(&possible, true)?);
            return Ok((steps, if defeated { "defeated" } else { "not established" }));
        }
        // What was asked is told with what every rule for it lacks; of others, only the rules that would have applied.
        if self.depth() <= 1 {
            certain.extend(self.obstacles(atom)?);
        } else {
            for at in self.world.atoms[atom].sides[1].clone() {
                if self.world.applicable(at)? != Verdict::NO {
                    certain.push(self.rule(at, false)?);
                }
            }
        }
        Ok((certain, "ruled out"))
    }

    /// How many sentences lead to what is being looked into, itself included.
    pub(super) fn depth(&self) -> usize {
        let is_sentence = |it: &&Topic| matches!(it, Topic::Atom(_) | Topic::Nothing(..));
        self.active.iter().filter(is_sentence).count()
    }

    pub(super) fn status(&mut self, at: usize) -> Result<&'static str, Doubt> {
        let effect = self.world.decide(Node::Instance(at))?;
        if effect != Verdict::NO {
            return Ok(outcome(effect, true));
        }
        let applicable = self.world.applicable(at)?;
        Ok(if applicable == Verdict::NO { "fails" } else { "defeated" })
    }

    /// A rule or an exception.
    pub(super) fn rule_step(
        &self,
        rule: RuleId,
        known: &Known,
        status: &'static str,
        topic: Topic,
    ) -> Step {
        let declared = self.world.case.program.rule(rule);
        let kind = if declared.exception_to.is_some() { "exception" } else { "rule" };
        let step = Step::new(kind, format!("{kind} {}", declared.label), status);
        Step { rule: Some(rule), known: known.clone(), topic, ..step }
    }

    /// An instance of a rule; `contrary` where it speaks against what is above it.
    pub(super) fn rule(&mut self, at: usize, contrary: bool) -> Result<Step, Doubt> {
        let status = self.status(at)?;
        let status = if status == "fails" { "defeated" } else { status };
        let Some(rule) = self.world.clause_of(at).rule else {
            return Err(Doubt::new("does not find the rule of a reason"));
        };
        let mut step =
            self.rule_step(rule, &self.world.instances[at].known, status, Topic::Instance(at));
        let clause = self.world.clause_of(at);
        if let Some((pattern, positive)) = clause.heads.first()
            && let Some((phrase, _)) = self.world.phrase(pattern.topic)
        {
            let row = row_of(pattern, &self.world.instances[at].known);
            let valued = self.world.is_valued(pattern.topic);
            if valued && contrary {
                let value = row.last().map(|it| self.world.item(*it)).unwrap_or_default();
                step.remark = format!("says that it is {value}");
            } else if !positive {
                step.remark = format!("says that {}", self.world.said(phrase, &row, false));
            }
        }
        Ok(step)
    }

    fn rules(&mut self, instances: &[usize], contrary: bool) -> Result<Vec<Step>, Doubt> {
        instances.iter().map(|it| self.rule(*it, contrary)).collect()
    }

    /// Which of some instances are in effect everywhere, and which only somewhere.
    fn in_effect(&mut self, instances: &[usize]) -> Result<(Vec<usize>, Vec<usize>), Doubt> {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for at in instances {
            let effect = self.world.decide(Node::Instance(*at))?;
            if effect.yes == ALWAYS {
                certain.push(*at);
            } else if effect.possible != NEVER {
                possible.push(*at);
            }
        }
        Ok((certain, possible))
    }

    /// Of several instances those that tell: the ones in effect everywhere if there are any, else all that may be.
    pub(super) fn telling(&mut self, instances: &[usize]) -> Result<Vec<usize>, Doubt> {
        let (certain, possible) = self.in_effect(instances)?;
        let all = [certain, possible, instances.to_vec()];
        Ok(all.into_iter().find(|it| !it.is_empty()).unwrap_or_default())
    }

    /// The exceptions that were considered, and what became of them.
    fn exceptions(&mut self, at: usize) -> Result<Vec<Step>, Doubt> {
        let clause = self.world.clause_of(at);
        let atoms = self.world.instances[at].exceptions.clone();
        let mut steps = Vec::new();
        for ((_, exception), atom) in clause.exceptions.iter().zip(atoms) {
            if !self.world.counts(*exception) {
                continue;
            }
            let instances = self.world.atoms[atom].sides[1].clone();
            if instances.is_empty() {
                steps.extend(self.obstacles(atom)?);
                continue;
            }
            for it in self.telling(&instances)? {
                let status = self.status(it)?;
                let known = &self.world.instances[it].known;
                steps.push(self.rule_step(*exception, known, status, Topic::Exception(it)));
            }
        }
        Ok(steps)
    }

    /// What prevails over an instance, if it is in effect.
    fn giving_way(&mut self, at: usize) -> Result<Vec<Step>, Doubt> {
        let mut rules: IndexMap<RuleId, Vec<usize>> = IndexMap::new();
        for it in self.world.stronger(at) {
            if let Some(rule) = self.world.clause_of(it).rule {
                rules.entry(rule).or_default().push(it);
            }
        }
        let mut steps = Vec::new();
        for (one, instances) in rules {
            let effect = self.world.any_of(&instances, World::acts)?;
            let status = outcome(effect, true);
            let Some(other) = self.world.clause_of(at).rule.filter(|_| effect != Verdict::NO)
            else {
                continue;
            };
            let program = self.world.case.program;
            let source = |it| {
                let cited = program.rule(it).citations.first();
                cited.map_or_else(String::new, |it| {
                    let it = program.source(it.source);
                    let rung = it.authority.map(|it| format!(" ({})", it.name()));
                    it.name.clone() + &rung.unwrap_or_default()
                })
            };
            let why = if program.ranking.overrides(one, other) {
                "overrides it".to_owned()
            } else {
                format!("rests on {}, stronger than {}", source(one), source(other))
            };
            let verb = if status == "holds" { "gives" } else { "may give" };
            let label = &program.rule(one).label;
            let sentence = format!("it {verb} way to rule {label}, which {why}");
            steps.push(Step { rule: Some(one), ..Step::new("group", sentence, status) });
        }
        Ok(steps)
    }

    /// The step for an atom of a phrase, or for its denial.
    pub(super) fn atom(&mut self, atom: usize, positive: bool) -> Result<Step, Doubt> {
        let verdict = self.world.decide(Node::Atom(atom))?;
        let sentence = self.world.sentence(atom, positive);
        let mut step = Step::sentence(sentence, outcome(verdict, positive));
        step.topic = Topic::Atom(atom);
        step.about = self.about_atom(atom, positive);
        if let Some(remark) = self.statement(atom, positive)? {
            step.remark = remark;
            step.standing = Some("stated");
        }
        Ok(step)
    }

    /// A disjunction, what is negated, or what is counted: a heading with its alternatives below.
    pub(super) fn part(&mut self, atom: usize, positive: bool) -> Result<Step, Doubt> {
        let verdict = self.world.decide(Node::Atom(atom))?;
        let topic = self.world.atoms[atom].topic;
        if self.world.is_valued(topic) {
            let things = things(&self.world.atoms[atom].row);
            let counts = !self.counted(topic, &things)?.is_empty();
            let heading = if counts { "what counts" } else { "nothing counts" };
            let step = Step::group(heading, outcome(verdict, true), Vec::new());
            return Ok(Step { topic: Topic::Count(topic, things), ..step });
        }
        let topic = &self.world.clauses.topics[topic];
        let told = |it: &usize| {
            let body = &self.world.clauses.list[*it].body;
            body.iter().filter(|it| !it.implied).count()
        };
        let single = topic.sides[1].iter().all(|it| told(it) <= 1);
        let heading = match (topic.meaning, positive, single) {
            (Meaning::Any, true, _) => "at least one of these",
            (Meaning::Any, false, _) => "none of these",
            (_, true, true) => "there is such a thing",
            (_, true, false) => "all of these",
            (_, false, true) => "there is no such thing",
            (_, false, false) => "not all of these together",
        };
        let step = Step::group(heading, outcome(verdict, positive), Vec::new());
        Ok(Step { topic: Topic::Part(atom), ..step })
    }

    fn below_part(&mut self, atom: usize) -> Result<Vec<Step>, Doubt> {
        let meaning = self.world.clauses.topics[self.world.atoms[atom].topic].meaning;
        let instances = self.world.atoms[atom].sides[1].clone();
        if instances.is_empty() || self.world.decide(Node::Atom(atom))? == Verdict::NO {
            return self.obstacles(atom);
        }
        let mut steps = Vec::new();
        for it in self.telling(&instances)? {
            let mut conditions = self.told(it)?;
            // Of a part, nothing is told that goes without saying.
            conditions.retain(|it| meaning == Meaning::Asked || !it.implied);
            if meaning == Meaning::Any && conditions.len() > 1 {
                steps.push(Step::group("all of these", self.status(it)?, conditions));
            } else {
                steps.extend(conditions);
            }
        }
        Ok(steps)
    }

    /// The conditions of an instance, without what goes without saying, unless that is all.
    pub(super) fn told(&mut self, at: usize) -> Result<Vec<Step>, Doubt> {
        let all = self.conditions(at, None)?;
        let (implied, told): (Vec<Step>, Vec<Step>) = all.into_iter().partition(|it| it.implied);
        Ok(if told.is_empty() { implied } else { told })
    }
}
