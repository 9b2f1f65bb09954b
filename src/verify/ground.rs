//! For which individuals can a rule apply, and when do its conditions hold of them?
//!
//! Variables are filled in by what the case states first, through an index, and only then by all individuals of a kind.

mod locals;

use crate::{
    program::{
        Alternative, Atom, Comparison, Conclusion, Condition, ConditionKind, RuleId, Term,
        Variable, VariableId,
    },
    vocabulary::{Entity, PhraseId, Role, Sort},
};

use super::{
    Doubt,
    formula::{FALSE, Formula, all, any},
    world::{Binding, World, stands_for, unify},
};

use self::locals::locals_of;
pub(super) use self::locals::{flat, locals};

impl World<'_> {
    /// The variables of a rule that are not local to a part of its conditions.
    pub(super) fn shared(&self, id: RuleId) -> Vec<VariableId> {
        let mut local = Vec::new();
        for rule in self.program.lineage(id) {
            rule.conditions.iter().for_each(|it| locals(it, &mut local));
            if let Some(Conclusion::Value { value, .. }) = &rule.conclusion {
                locals_of(value, &mut local);
            }
        }
        let every = (0..).map(VariableId).take(self.program.rule(id).variables.len());
        every.filter(|it| !local.contains(it)).collect()
    }

    /// The variables that are not local to a part of some conditions.
    pub(super) fn free(variables: usize, conditions: &[&Condition]) -> Vec<VariableId> {
        let mut local = Vec::new();
        for it in conditions {
            locals(it, &mut local);
        }
        (0..).map(VariableId).take(variables).filter(|it| !local.contains(it)).collect()
    }

    /// All that the shared variables of a rule can stand for, beyond those that are known.
    pub(super) fn solutions_of(
        &mut self,
        id: RuleId,
        known: Binding,
    ) -> Result<Vec<Binding>, Doubt> {
        let open =
            self.shared(id).into_iter().filter(|it| known[it.0 as usize].is_none()).collect();
        let program = self.program;
        let conditions: Vec<&Condition> =
            program.lineage(id).flat_map(|it| &it.conditions).collect();
        let mut found = Vec::new();
        self.solve(&program.rule(id).variables, open, &conditions, known, &mut found)?;
        Ok(found)
    }

    /// Fills in the open variables of a list of conditions, all of which must hold.
    pub(super) fn solve(
        &mut self,
        variables: &[Variable],
        mut open: Vec<VariableId>,
        conditions: &[&Condition],
        binding: Binding,
        found: &mut Vec<Binding>,
    ) -> Result<(), Doubt> {
        self.effort = self.effort.saturating_sub(1);
        if self.effort == 0 {
            return Err(Doubt("does not look at as many things at once as this takes".to_owned()));
        }
        let conditions: Vec<&Condition> = conditions.iter().flat_map(|it| flat(it)).collect();
        let mut best: Option<Vec<Binding>> = None;
        for condition in &conditions {
            let candidates = match &condition.kind {
                ConditionKind::Holds(atom) => self.candidates(atom, &open, &binding)?,
                ConditionKind::Compare(Comparison::Equal, one, other) => {
                    match self.equals(one, other, &open, variables, &binding)? {
                        None => self.equals(other, one, &open, variables, &binding)?,
                        it => it,
                    }
                }
                _ => None,
            };
            if let Some(it) = candidates
                && best.as_ref().is_none_or(|other| it.len() < other.len())
            {
                best = Some(it);
            }
        }
        let next = match best {
            Some(it) => it,
            None if open.is_empty() => {
                found.push(binding);
                return Ok(());
            }
            None => self.of_kinds(variables, &open, &binding)?,
        };
        for binding in next {
            open.retain(|it| binding[it.0 as usize].is_none());
            let open = open.clone();
            // A candidate that fills in nothing only says that its condition can hold.
            self.solve(variables, open, &conditions, binding, found)?;
        }
        Ok(())
    }

    /// What an open variable of the first kind there is can stand for.
    fn of_kinds(
        &self,
        variables: &[Variable],
        open: &[VariableId],
        binding: &Binding,
    ) -> Result<Vec<Binding>, Doubt> {
        let sorted = open.iter().filter_map(|it| Some((it, variables[it.0 as usize].sort.kind()?)));
        let Some((variable, kind)) = sorted.min_by_key(|it| self.members(it.1).len()) else {
            return Err(Doubt("does not find the values that a variable can stand for".to_owned()));
        };
        let each = self.members(kind).iter().map(|it| {
            let mut more = binding.clone();
            more[variable.0 as usize] = Some(Entity::Thing(*it));
            more
        });
        Ok(each.collect())
    }

    /// What the open variables of an atom can stand for, where only what is listed can be so; nothing where that is
    /// more. An atom without open variables that is not listed has no candidate.
    fn candidates(
        &mut self,
        atom: &Atom,
        open: &[VariableId],
        binding: &Binding,
    ) -> Result<Option<Vec<Binding>>, Doubt> {
        let declared = self.program.vocabulary.phrase(atom.phrase);
        let is_open = |it: &Term| matches!(it, Term::Variable(it) if open.contains(it));
        let values = declared.slots.iter().any(|it| it.sort.kind().is_none());
        let concluded = !self.concluding[atom.phrase.0 as usize].is_empty();
        let known: Vec<Option<Entity>> =
            atom.terms.iter().map(|it| stands_for(it, binding)).collect();
        if !atom.terms.iter().any(is_open) {
            let listed = concluded || declared.role == Role::Open || known.contains(&None);
            let nothing = !listed && self.listed(atom.phrase, &known).is_empty();
            return Ok(nothing.then(Vec::new));
        }
        let mut rows: Vec<Vec<Entity>> = Vec::new();
        let valued = declared
            .slots
            .iter()
            .zip(&known)
            .any(|(slot, it)| slot.sort.kind().is_none() && it.is_none());
        if concluded && valued {
            rows.extend(self.heads(atom.phrase, &known)?);
        } else if concluded || declared.role == Role::Open && !values {
            return Ok(None);
        }
        for place in self.listed(atom.phrase, &known) {
            rows.push(self.rows[atom.phrase.0 as usize][place].1.clone());
        }
        rows.sort_unstable();
        rows.dedup();
        let mut found = Vec::new();
        for row in rows {
            let mut more = binding.clone();
            let fits = atom.terms.iter().zip(&row).all(|(term, item)| match term {
                Term::Variable(it) => {
                    *more[it.0 as usize].get_or_insert_with(|| item.clone()) == *item
                }
                it => stands_for(it, binding).is_none_or(|it| it == *item),
            });
            if fits {
                found.push(more);
            }
        }
        Ok(Some(found))
    }

    /// The facts of a phrase that are not denied and have these things in their slots, by their places.
    fn listed(&self, phrase: PhraseId, known: &[Option<Entity>]) -> Vec<usize> {
        let lists = known.iter().enumerate().filter_map(|(slot, it)| {
            let it = it.clone()?;
            Some(self.with.get(&(phrase, slot, it)).map_or(&[][..], Vec::as_slice))
        });
        let rows = &self.rows[phrase.0 as usize];
        let so = |it: &usize| self.facts[&rows[*it]].status != crate::program::Status::No;
        match lists.min_by_key(|it| it.len()) {
            Some(list) => list.iter().copied().filter(so).collect(),
            None => (0..rows.len()).filter(so).collect(),
        }
    }

    /// What rules can conclude of a phrase with these things in its slots.
    fn heads(
        &mut self,
        phrase: PhraseId,
        known: &[Option<Entity>],
    ) -> Result<Vec<Vec<Entity>>, Doubt> {
        self.effort = self.effort.saturating_sub(50);
        let mut rows = Vec::new();
        for id in self.concluding[phrase.0 as usize].clone() {
            let program = self.program;
            let Some(Conclusion::Phrase { atom, positive: true }) = &program.rule(id).conclusion
            else {
                continue;
            };
            let Some(binding) = unify(self.program.rule(id), &atom.terms, known) else { continue };
            if self.effort == 0 {
                return Err(Doubt("does not follow values through a circle of rules".to_owned()));
            }
            for binding in self.solutions_of(id, binding)? {
                let mut cases = vec![Vec::new()];
                for term in &atom.terms {
                    let values = self.cases(term, &program.rule(id).variables, &binding)?;
                    cases = cases
                        .iter()
                        .flat_map(|row: &Vec<Entity>| {
                            values
                                .iter()
                                .map(|it| [row.as_slice(), std::slice::from_ref(&it.0)].concat())
                        })
                        .collect();
                }
                rows.extend(cases);
            }
        }
        Ok(rows)
    }

    /// What an open variable stands for that is said to be the same as a known term.
    fn equals(
        &mut self,
        variable: &Term,
        term: &Term,
        open: &[VariableId],
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Option<Vec<Binding>>, Doubt> {
        let Term::Variable(it) = variable else { return Ok(None) };
        let mut inner = Vec::new();
        locals_of(term, &mut inner);
        let mut unknown = false;
        term.each(&mut |it| {
            if let Term::Variable(it) = it {
                unknown |= binding[it.0 as usize].is_none() && !inner.contains(it);
            }
        });
        if !open.contains(it) || unknown {
            return Ok(None);
        }
        if matches!(variables[it.0 as usize].sort, Sort::Kind(_)) && self.is_unknown(term, binding)
        {
            return Ok(None);
        }
        let each = self.cases(term, variables, binding)?.into_iter().map(|(value, _)| {
            let mut more = binding.clone();
            more[it.0 as usize] = Some(value);
            more
        });
        Ok(Some(each.collect()))
    }

    /// That all conditions of a rule hold, those that it inherits included, and its things are of their kinds.
    pub(super) fn conditions(&mut self, id: RuleId, binding: &Binding) -> Result<Formula, Doubt> {
        let program = self.program;
        let rule = program.rule(id);
        let mut parts = self.kinds_of(&rule.variables, &self.shared(id), binding);
        if let Some(conclusion) = &rule.conclusion {
            let slots = &program.vocabulary.phrase(conclusion.phrase()).slots;
            for (term, slot) in conclusion.terms().iter().zip(slots) {
                if let (Some(item), Some(kind)) = (stands_for(term, binding), slot.sort.kind()) {
                    parts.push(self.of_kind(&item, kind));
                }
            }
        }
        for rule in program.lineage(id) {
            parts.extend(rule.reading.map(|it| self.prevails(it)));
            for condition in &rule.conditions {
                if parts.contains(&FALSE) {
                    return Ok(FALSE);
                }
                let variables = &program.rule(id).variables;
                parts.push(self.condition(condition, variables, binding)?);
            }
        }
        Ok(all(parts))
    }

    /// That variables are of their kinds.
    pub(super) fn kinds_of(
        &mut self,
        variables: &[Variable],
        which: &[VariableId],
        binding: &Binding,
    ) -> Vec<Formula> {
        let mut parts = Vec::new();
        for it in which {
            let (sort, item) = (variables[it.0 as usize].sort, &binding[it.0 as usize]);
            if let (Some(kind), Some(item)) = (sort.kind(), item) {
                parts.push(self.of_kind(item, kind));
            }
        }
        parts
    }

    /// A condition for certain individuals.
    pub(super) fn condition(
        &mut self,
        condition: &Condition,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Formula, Doubt> {
        match &condition.kind {
            ConditionKind::Holds(atom) => {
                let mut rows = vec![(Vec::new(), Vec::new())];
                for term in &atom.terms {
                    let cases = self.cases(term, variables, binding)?;
                    rows = rows
                        .iter()
                        .flat_map(|(row, parts): &(Vec<Entity>, Vec<Formula>)| {
                            cases.iter().map(|(item, when)| {
                                (
                                    [&row[..], std::slice::from_ref(item)].concat(),
                                    [&parts[..], std::slice::from_ref(when)].concat(),
                                )
                            })
                        })
                        .collect();
                }
                let each = rows.into_iter().map(|(row, mut parts)| {
                    parts.push(self.atom(&(atom.phrase, row)));
                    all(parts)
                });
                Ok(any(each.collect::<Vec<_>>()))
            }
            ConditionKind::OfKind(term, kind) => {
                let cases = self.cases(term, variables, binding)?;
                let each =
                    cases.into_iter().map(|(item, when)| all([when, self.of_kind(&item, *kind)]));
                Ok(any(each.collect::<Vec<_>>()))
            }
            ConditionKind::Same(one, other) => {
                self.compare(Comparison::Equal, one, other, variables, binding)
            }
            ConditionKind::Compare(comparison, one, other) => {
                self.compare(*comparison, one, other, variables, binding)
            }
            ConditionKind::All(parts) => {
                let each = parts.iter().map(|it| self.condition(it, variables, binding));
                Ok(all(each.collect::<Result<Vec<_>, _>>()?))
            }
            ConditionKind::Any(parts) => {
                let each = parts.iter().map(|it| self.some(it, variables, binding));
                Ok(any(each.collect::<Result<Vec<_>, _>>()?))
            }
            ConditionKind::Not(it) => {
                let inner = self.some(it, variables, binding)?;
                Ok(self.not(inner))
            }
        }
    }

    /// There are such things, and it holds of them.
    pub(super) fn some(
        &mut self,
        it: &Alternative,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Formula, Doubt> {
        let mut found = Vec::new();
        self.solve(variables, it.locals.clone(), &[&it.condition], binding.clone(), &mut found)?;
        let each = found.into_iter().map(|more| {
            let mut parts = self.kinds_of(variables, &it.locals, &more);
            parts.push(self.condition(&it.condition, variables, &more)?);
            Ok(all(parts))
        });
        Ok(any(each.collect::<Result<Vec<_>, _>>()?))
    }
}
