//! What do facts and open inputs give, and what is found for those who explain?

use crate::{
    program::Status,
    vocabulary::{Role, Sort, ThingId},
};

use super::{
    super::{
        Doubt,
        items::{Item, Quantity},
        truth::things,
    },
    Known, World,
};

impl World<'_> {
    /// What facts and open inputs say of a goal. Says whether no rule is to be asked.
    pub(super) fn supply(&mut self, goal: usize, topic: usize, pattern: &Known) -> bool {
        let Some((phrase, declared)) = self.phrase(topic) else { return false };
        let things = if declared.value.is_some() { &pattern[..pattern.len() - 1] } else { pattern };
        let mut rows: Vec<Vec<Item>> = Vec::new();
        for row in self.case.listed(phrase, things) {
            let Some(stated) = self.case.facts.get(&(phrase, row.to_vec())) else { continue };
            match (stated.status, stated.value) {
                (Status::No, _) => {}
                (_, Some(value)) => rows.push([row, &[value]].concat()),
                (_, None) if declared.value.is_none() => rows.push(row.to_vec()),
                _ => {}
            }
        }
        let known: Option<Vec<Item>> = things.iter().copied().collect();
        let is_value_stated = declared.value.is_some() && known.is_some() && !rows.is_empty();
        if let Some(things) = known.filter(|it| !is_value_stated && self.is_open(topic, it)) {
            rows.extend(match declared.value {
                None => vec![things],
                Some(Sort::Kind(kind)) => {
                    let members = self.case.members(kind).to_vec();
                    let each = members.into_iter().map(|it| self.items.of(Quantity::Thing(it)));
                    each.map(|it| [things.as_slice(), &[it]].concat()).collect()
                }
                Some(_) => {
                    let unknown = self.items.of(Quantity::Unknown(phrase, things.clone()));
                    vec![[things, vec![unknown]].concat()]
                }
            });
        }
        for row in rows {
            let atom = self.atom(topic, &row);
            self.found(goal, atom);
        }
        is_value_stated
    }

    /// The atoms that may answer a topic with some things unknown.
    pub(in super::super) fn candidates(
        &mut self,
        topic: usize,
        goal: &[Option<Item>],
    ) -> Result<Vec<usize>, Doubt> {
        let mut goals = vec![goal.to_vec()];
        // An attribute that is an input may have a value for each thing of the right kind.
        if let Some((_, it)) = self.phrase(topic)
            && it.value.is_some()
            && it.role == Role::Open
        {
            for (at, slot) in it.slots.iter().enumerate() {
                let Some(kind) = slot.sort.kind().filter(|_| goal[at].is_none()) else { continue };
                let members = self.case.members(kind).to_vec();
                let with = |(goal, it): (&Known, &ThingId)| {
                    let mut goal = goal.clone();
                    goal[at] = Some(self.items.of(Quantity::Thing(*it)));
                    goal
                };
                let pairs = goals.iter().flat_map(|goal| members.iter().map(move |it| (goal, it)));
                goals = pairs.map(with).collect();
            }
        }
        let mut found = Vec::new();
        for goal in goals {
            self.spend()?;
            let goal = self.goal((topic, true, goal), None);
            self.saturate()?;
            found.extend(self.answers(goal));
        }
        Ok(found)
    }

    /// An atom with everything that bears on it.
    pub(in super::super) fn look_at(&mut self, topic: usize, row: &[Item]) -> Result<usize, Doubt> {
        self.demand(topic, row);
        self.saturate()?;
        Ok(self.atom(topic, row))
    }

    /// The rules on one side of an atom, or those that give an attribute any value, although the case states it.
    /// Gives those against what is stated.
    pub(in super::super) fn look_behind(
        &mut self,
        atom: usize,
        positive: bool,
    ) -> Result<Vec<usize>, Doubt> {
        let topic = self.atoms[atom].topic;
        let known = self.atoms[atom].row.iter().copied().map(Some).collect();
        let known = self.without_value(topic, known);
        if self.is_valued(topic) {
            let goal = self.goal((topic, true, known), None);
            self.goals[goal].behind = true;
            self.wake(goal);
            self.saturate()?;
            let others = self.atoms.iter().enumerate().filter(|it| {
                it.0 != atom
                    && it.1.topic == topic
                    && things(&it.1.row) == things(&self.atoms[atom].row)
            });
            return Ok(others.flat_map(|it| it.1.sides[1].clone()).collect());
        }
        self.goal((topic, positive, known), None);
        self.saturate()?;
        Ok(self.atoms[atom].sides[usize::from(positive)].clone())
    }
}
