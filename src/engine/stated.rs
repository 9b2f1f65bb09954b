//! Where it is open whether a case states something of an input, what is stated goes before the rules, and the rest is as
//! the rules have it.

use super::{
    AtomId, Grounding, Limit,
    compile::{Meaning, PredicateId},
    open::OpenQuestion,
};
use crate::{
    condition::Condition,
    program::Stated,
    vocabulary::{PhraseId, Sort},
};

impl Grounding<'_> {
    /// How an input is taken apart, if it is.
    pub(super) fn taken_apart(&self, predicate: PredicateId) -> Option<Stated> {
        let Meaning::Phrase(PhraseId(phrase)) = self.predicate(predicate).meaning else {
            return None;
        };
        self.program.shared.get(&PhraseId(phrase)).copied()
    }

    /// The phrase that asks what is so of a phrase: itself, if it is not taken apart.
    pub(super) fn asked_by(&self, predicate: PredicateId) -> PredicateId {
        self.taken_apart(predicate).map_or(predicate, |it| PredicateId(it.what.0))
    }

    /// Where an atom holds that holds there by the rules, and where it is stated.
    pub(super) fn or_as_stated(
        &mut self,
        atom: AtomId,
        by_rules: Condition,
    ) -> Result<Condition, Limit> {
        let predicate = self.tables.predicate(atom);
        let Some(stated) = self.taken_apart(predicate) else { return Ok(by_rules) };
        let mut row = self.tables.things(atom).to_vec();
        let what = if self.is_valued(predicate) {
            let value = row.pop();
            let unknown = self.unknown(predicate, &row);
            if matches!(self.sort_of(unknown), Some(Sort::Kind(_))) {
                self.individual(atom)?
            } else if value == Some(unknown) {
                Condition::ALWAYS
            } else {
                Condition::NEVER
            }
        } else {
            self.open_input(atom)?
        };
        let whether = self.tables.atom_of(PredicateId(stated.whether.0), &row);
        let mut parts = self.of_fitting_kinds(atom)?;
        parts.push(self.open_atom(OpenQuestion::Input(whether))?);
        let told = self.space.all_of(parts)?;
        let (one, other) = (self.space.and(told, what)?, self.space.and_not(by_rules, told)?);
        Ok(self.space.or(one, other)?)
    }
}
