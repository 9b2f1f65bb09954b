//! When is a statement true, and a rule in effect? (`meaning.md`, section 2)

use crate::{
    program::{Conclusion, RuleId},
    vocabulary::Entity,
};

use super::{
    super::{
        Doubt,
        formula::{FALSE, Formula, Key, Question, TRUE, all, any, yes},
    },
    Binding, Instance, Todo, World, unify,
};

impl World<'_> {
    /// When an atom is true (`meaning.md`, section 2), as far as the case does not say.
    pub(super) fn truth(&mut self, key: &Key) -> Result<Formula, Doubt> {
        let for_it = self.concluding(key, true)?;
        let against = self.concluding(key, false)?;
        let effects = |world: &Self, all: &[usize]| -> Vec<usize> {
            all.iter().map(|it| world.instances[*it].effect).collect()
        };
        let (for_it, against) = (effects(self, &for_it), effects(self, &against));
        let some = |all: &[usize]| any(all.iter().map(|it| Formula::Is(*it)));
        let none = |them: &[usize]| all(them.iter().map(|it| Formula::Not(*it)));
        let mut ways = vec![all([some(&for_it), none(&against)])];
        if !for_it.is_empty() && !against.is_empty() {
            let dispute = Formula::Ask(self.question(Question::Dispute(key.clone())), yes());
            ways.push(all([some(&for_it), some(&against), dispute]));
        }
        if self.is_open(key) {
            let slots = self.program.vocabulary.phrase(key.0).slots.clone();
            let mut parts = vec![none(&for_it), none(&against)];
            for (entity, slot) in key.1.iter().zip(&slots) {
                parts.extend(slot.sort.kind().map(|it| self.of_kind(entity, it)));
            }
            parts.push(Formula::Ask(self.question(Question::Input(key.clone())), yes()));
            ways.push(all(parts));
        }
        Ok(any(ways))
    }

    /// The instances of rules that count and conclude an atom, or its opposite.
    pub(in crate::verify) fn concluding(
        &mut self,
        key: &Key,
        positive: bool,
    ) -> Result<Vec<usize>, Doubt> {
        let place = (key.clone(), positive);
        if let Some(found) = self.concluded.get(&place) {
            return Ok(found.clone());
        }
        let mut found = Vec::new();
        for id in self.concluding[key.0.0 as usize].clone() {
            let Some(Conclusion::Phrase { atom, positive: says }) =
                &self.program.rule(id).conclusion
            else {
                continue;
            };
            if *says != positive || !self.counting[id.0 as usize] {
                continue;
            }
            let known: Vec<Option<Entity>> = key.1.iter().cloned().map(Some).collect();
            let Some(binding) = unify(self.program.rule(id), &atom.terms, &known) else { continue };
            for binding in self.solutions_of(id, binding)? {
                if self.head(id, &binding)?.is_some_and(|it| it == key.1) {
                    found.push(self.instance(id, binding));
                }
            }
        }
        self.concluded.insert(place, found.clone());
        Ok(found)
    }

    /// A rule for certain individuals.
    pub(in crate::verify) fn instance(&mut self, rule: RuleId, binding: Binding) -> usize {
        let key = (rule, binding);
        if let Some(known) = self.instance_places.get(&key) {
            return *known;
        }
        let effect = self.named(FALSE);
        let at = self.instances.len();
        self.instance_places.insert(key.clone(), at);
        let (rule, binding) = key;
        self.instances.push(Instance {
            rule,
            binding,
            applicable: FALSE,
            effect,
            exceptions: Vec::new(),
            stronger: Vec::new(),
        });
        self.todo.push(Todo::Instance(at));
        at
    }

    /// When an instance is in effect: its conditions hold, and nothing that defeats it is in effect.
    pub(super) fn work_out(&mut self, at: usize) -> Result<(), Doubt> {
        let Instance { rule: id, binding, effect, .. } = self.instances[at].clone();
        let applicable = self.conditions(id, &binding)?;
        let mut exceptions = Vec::new();
        let mut stronger = Vec::new();
        if applicable != FALSE {
            for it in self.program.rule(id).exceptions.clone() {
                if !self.counting[it.0 as usize] {
                    continue;
                }
                let mut inherited = binding.clone();
                inherited.resize(self.program.rule(it).variables.len(), None);
                for binding in self.solutions_of(it, inherited)? {
                    exceptions.push(self.instance(it, binding));
                }
            }
            for other in self.opposed(id, &binding)? {
                let it = self.instances[other].rule;
                if self.program.ranking.defeats(it, id) {
                    stronger.push(other);
                }
            }
        }
        let defeaters = exceptions.iter().chain(&stronger);
        let undefeated = defeaters.map(|it| Formula::Not(self.instances[*it].effect));
        self.statements[effect] = all(std::iter::once(applicable.clone()).chain(undefeated));
        let it = &mut self.instances[at];
        (it.applicable, it.exceptions, it.stronger) = (applicable, exceptions, stronger);
        Ok(())
    }

    /// What stands in the slots of what a rule concludes; nothing where something in it has no value.
    pub(super) fn head(
        &mut self,
        id: RuleId,
        binding: &Binding,
    ) -> Result<Option<Vec<Entity>>, Doubt> {
        let rule = self.program.rule(id);
        let Some(conclusion) = &rule.conclusion else { return Ok(None) };
        let mut items = Vec::new();
        for term in conclusion.terms() {
            match &self.cases(term, &rule.variables, binding)?[..] {
                [] => return Ok(None),
                [(it, when)] if *when == TRUE => items.push(it.clone()),
                _ => {
                    let what = "does not follow a rule that concludes something of an open value";
                    return Err(Doubt(what.to_owned()));
                }
            }
        }
        Ok(Some(items))
    }

    /// The instances that conclude the opposite of what one concludes.
    pub(super) fn opposed(&mut self, id: RuleId, binding: &Binding) -> Result<Vec<usize>, Doubt> {
        match &self.program.rule(id).conclusion {
            Some(Conclusion::Phrase { atom, positive }) => {
                let Some(items) = self.head(id, binding)? else { return Ok(Vec::new()) };
                self.concluding(&(atom.phrase, items), !positive)
            }
            Some(Conclusion::Value { .. }) | None => Ok(Vec::new()),
        }
    }
}
