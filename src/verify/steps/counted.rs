//! What counts? Each thing that does, with the conditions under which it does, and what has no value.

use super::{
    super::{
        Doubt,
        clauses::{Clause, Test},
        ground::{Known, places_of, unify},
        items::Item,
        truth::{Node, Verdict},
    },
    Step, Steps, outcome,
};

impl Steps<'_, '_> {
    /// What an aggregate is made from: each thing with the conditions under which it counts, and what has no value.
    pub(super) fn counted(&mut self, topic: usize, of: &[Item]) -> Result<Vec<Step>, Doubt> {
        let members = self.world.members(topic, of);
        let mut steps = Vec::new();
        for member in &members {
            let counts = self.world.decide(Node::Atom(*member))?;
            if counts == Verdict::NO {
                continue;
            }
            let instances = self.world.atoms[*member].sides[1].clone();
            for it in self.telling(&instances)? {
                let conditions = self.told(it)?;
                if conditions.len() == 1 {
                    steps.extend(conditions);
                } else {
                    steps.push(Step::group("all of these", outcome(counts, true), conditions));
                }
            }
        }
        let things: Known = of.iter().copied().map(Some).collect();
        if let Some((counted, goal)) = self.world.counting(topic, &things) {
            for at in self.world.clauses.topics[counted].sides[1].clone() {
                let clause = self.world.clauses.list[at].clone();
                steps.extend(self.valueless(&clause, counted, &goal, &members)?);
            }
        }
        Ok(steps)
    }

    /// What would count if it had a value.
    fn valueless(
        &mut self,
        clause: &Clause,
        topic: usize,
        goal: &Known,
        members: &[usize],
    ) -> Result<Vec<Step>, Doubt> {
        let mut steps = Vec::new();
        let (Some(head), Some(known)) = (clause.concludes(topic), unify(clause, topic, goal))
        else {
            return Ok(steps);
        };
        let is_value = |it: &Test| match it {
            Test::Holds(pattern, true) => {
                self.world.is_valued(pattern.topic) && pattern.args.last() == head.args.last()
            }
            _ => false,
        };
        let Some(value) = clause.body.iter().position(|it| is_value(&it.test)) else {
            return Ok(steps);
        };
        let others: Vec<usize> = (0..clause.body.len()).filter(|it| *it != value).collect();
        let mut found = Vec::new();
        self.meeting(clause, &others, known, false, &mut found)?;
        for known in found {
            let of = places_of(head, &known);
            let is_counted = members.iter().any(|it| {
                let row = self.world.atoms[*it].row.iter().copied().map(Some);
                row.take(of.len() - 1).eq(of[..of.len() - 1].iter().copied())
            });
            if !is_counted && !clause.body[value].test.is_known(&known) {
                let remark = "no value, so it is left out".to_owned();
                let step = self.nothing_such(clause, value, &known);
                steps.push(Step { remark, fixed: true, ..step });
            }
        }
        Ok(steps)
    }
}
