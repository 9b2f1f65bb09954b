//! What counts? Each thing that does, with the conditions under which it does, and what has no value.

use super::{
    super::{
        Doubt,
        clauses::{Clause, Meaning, Test},
        ground::{Known, places_of, unify},
        items::Item,
        truth::{Node, Verdict, things},
    },
    Step, Steps, outcome,
};

impl Steps<'_, '_> {
    /// What an aggregate is made from: each thing with the conditions under which it counts, and what has no value.
    pub(super) fn counted(&mut self, atom: usize) -> Result<Vec<Step>, Doubt> {
        let (topic, row) = (self.world.atoms[atom].topic, self.world.atoms[atom].row.clone());
        let members = self.world.members(topic, &things(&row));
        let mut steps = Vec::new();
        for member in &members {
            let counts = self.world.decide(Node::Atom(*member))?;
            if counts == Verdict::NO {
                continue;
            }
            let instances = self.world.atoms[*member].sides[1].clone();
            for it in self.telling(&instances)? {
                let all = self.conditions(it, None)?;
                let told: Vec<Step> = all.iter().filter(|it| !it.implied).cloned().collect();
                let conditions = if told.is_empty() { all } else { told };
                if conditions.len() == 1 {
                    steps.extend(conditions);
                } else {
                    steps.push(Step::group("all of these", outcome(counts, true), conditions));
                }
            }
        }
        let Meaning::Aggregate(_, collected, _) = self.world.clauses.topics[topic].meaning else {
            return Ok(steps);
        };
        if let Some(&at) = self.world.clauses.topics[collected].sides[1].first() {
            let clause = self.world.clauses.list[at].clone();
            steps.extend(self.valueless(&clause, &row, &members)?);
        }
        Ok(steps)
    }

    /// What would count if it had a value.
    fn valueless(
        &mut self,
        clause: &Clause,
        row: &[Item],
        members: &[usize],
    ) -> Result<Vec<Step>, Doubt> {
        let Some((head, _)) = clause.heads.first() else { return Ok(Vec::new()) };
        let is_value = |it: &Test| match it {
            Test::Holds(pattern, true) => {
                self.world.is_valued(pattern.topic) && pattern.args.last() == head.args.last()
            }
            _ => false,
        };
        let Some(value) = clause.body.iter().position(|it| is_value(&it.test)) else {
            return Ok(Vec::new());
        };
        let others: Vec<usize> = (0..clause.body.len()).filter(|it| *it != value).collect();
        let goal: Known = row[..row.len() - 1].iter().copied().map(Some).collect();
        let topic = head.topic;
        let Some(known) = unify(clause, topic, &goal) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        self.meeting(clause, &others, known, false, &mut found)?;
        let places = head.args.len().saturating_sub(1);
        let head_of =
            |known: &Known| -> Known { places_of(head, known).into_iter().take(places).collect() };
        let counted = |known: &Known| {
            members.iter().any(|it| {
                let row = &self.world.atoms[*it].row;
                row[..places].iter().zip(known).all(|(one, other)| Some(*one) == *other)
            })
        };
        let mut lacking: Vec<Known> = Vec::new();
        for known in found {
            let things = head_of(&known);
            if !counted(&things) && !clause.body[value].test.is_known(&known) {
                lacking.push(known);
            }
        }
        let mut steps = Vec::new();
        for known in lacking {
            let mut step = self.nothing_such(clause, value, &known);
            "no value, so it is left out".clone_into(&mut step.remark);
            step.fixed = true;
            steps.push(step);
        }
        Ok(steps)
    }
}
