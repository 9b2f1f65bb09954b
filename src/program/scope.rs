//! Which variables can be referred to at a place of a sentence?
//!
//! What a conclusion or a top-level condition introduces is the rule's. What a branch of an `or` or a negation
//! introduces is known only inside it.

use super::{Variable, VariableId, error::Meant};
use crate::{
    source::{Span, index},
    vocabulary::{Sort, ThingId, Vocabulary},
};

/// The variables of one rule or question while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// All of them, by their ids.
    pub(super) variables: Vec<Variable>,
    /// Those that can be referred to here.
    visible: Vec<VariableId>,
    /// Those of branches and negations that lie behind.
    closed: Vec<VariableId>,
    /// Those that are asked for, which are known everywhere behind.
    pub(super) asked: Vec<VariableId>,
    /// Those that a count or a `for every` goes through here, the innermost last: without a letter, `the K` is such a one.
    pub(super) through: Vec<VariableId>,
    /// The individuals named so far.
    pub(super) named: Vec<ThingId>,
    /// Whether something that was not understood may have introduced more.
    pub(super) incomplete: bool,
}

/// What `the country` is found to refer to.
pub(super) enum Reference {
    /// This one.
    To(VariableId),
    /// One of several.
    Several(Vec<Span>),
    /// Nothing.
    Nothing(Meant),
}

impl Scope {
    /// The scope of an exception, which begins with what its rule has introduced; `visible` are those that can be referred to.
    pub(super) fn inherited(variables: Vec<Variable>, visible: Vec<VariableId>) -> Self {
        let known = |id: &VariableId| !visible.contains(id);
        let closed = ids(variables.len()).filter(known).collect();
        Self { variables, visible, closed, ..Self::default() }
    }

    /// Those that can be referred to here.
    pub(super) fn visible(&self) -> &[VariableId] {
        &self.visible
    }

    /// Introduces a variable.
    pub(super) fn introduce(&mut self, variable: Variable) -> VariableId {
        let id = VariableId(index(self.variables.len()));
        self.variables.push(variable);
        self.visible.push(id);
        id
    }

    /// A variable.
    pub(super) fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.0 as usize]
    }

    /// Enters a branch or a negation; what comes back is for leaving it.
    pub(super) fn enter(&self) -> usize {
        self.visible.len()
    }

    /// Leaves a branch or a negation; tells what was introduced inside.
    pub(super) fn leave(&mut self, mark: usize) -> Vec<VariableId> {
        let inside = self.visible.split_off(mark);
        let (asked, locals): (Vec<_>, Vec<_>) =
            inside.into_iter().partition(|it| self.asked.contains(it));
        self.visible.extend(asked);
        self.closed.extend(&locals);
        locals
    }

    /// The visible variable with this letter, if its kind can be `kind`.
    pub(super) fn lettered(&self, letter: &str) -> Option<VariableId> {
        self.visible.iter().copied().find(|it| self.has_letter(*it, letter))
    }

    /// Where a variable with this letter was introduced that can no longer be referred to.
    pub(super) fn closed_letter(&self, letter: &str) -> Option<Span> {
        self.closed
            .iter()
            .find(|it| self.has_letter(**it, letter))
            .map(|it| self.variable(*it).span)
    }

    fn has_letter(&self, id: VariableId, letter: &str) -> bool {
        self.variable(id).letter.as_deref() == Some(letter)
    }

    /// What `the K` refers to: the variable of exactly this kind, else the only one whose kind is a part of it.
    pub(super) fn refer(
        &self,
        vocabulary: &Vocabulary,
        sort: Sort,
        letter: Option<&str>,
    ) -> Reference {
        let is_meant = |it: &&VariableId| {
            let variable = self.variable(**it);
            letter.is_none() && variable.letter.is_none() && variable.sort == sort
        };
        if let Some(id) = self.through.iter().rev().find(is_meant) {
            return Reference::To(*id);
        }
        let fits = |it: &VariableId| letter.is_none_or(|letter| self.has_letter(*it, letter));
        let pick = |ids: &[VariableId], right: &dyn Fn(Sort) -> bool| -> Vec<VariableId> {
            ids.iter().copied().filter(fits).filter(|it| right(self.variable(*it).sort)).collect()
        };
        let exact = |it: Sort| it == sort;
        let part = |it: Sort| vocabulary.is_sort_part_of(it, sort);
        let found = pick(&self.visible, &exact);
        let found = if found.is_empty() { pick(&self.visible, &part) } else { found };
        match found[..] {
            [only] => Reference::To(only),
            [] => {
                let inside = pick(&self.closed, &part);
                Reference::Nothing(self.meant(vocabulary, sort, inside.last().copied()))
            }
            _ => Reference::Several(found.iter().map(|it| self.variable(*it).span).collect()),
        }
    }

    fn meant(&self, vocabulary: &Vocabulary, sort: Sort, inside: Option<VariableId>) -> Meant {
        if let Some(id) = inside {
            return Meant::Inside(self.variable(id).span);
        }
        let variables = || self.visible.iter().map(|it| self.variable(*it));
        if let Some(general) = variables().find(|it| vocabulary.is_sort_part_of(sort, it.sort)) {
            let name = vocabulary.sort_name(general.sort).to_owned();
            return Meant::General(name, general.span);
        }
        let mut others: Vec<String> =
            variables().map(|it| vocabulary.sort_name(it.sort).to_owned()).collect();
        others.sort_unstable();
        others.dedup();
        Meant::Others(others)
    }
}

fn ids(count: usize) -> impl Iterator<Item = VariableId> {
    (0..index(count)).map(VariableId)
}
