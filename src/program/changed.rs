//! Can rules still be evaluated after some of them were changed?

use super::{
    Conclusion, Program, Rule, RuleId, Term, binding,
    computing::{self, Computed},
};

impl Program {
    /// Whether changed rules keep the promises that every rule of a program keeps: each of their variables is bound, as
    /// are those of the exceptions to them, and no computed value depends on itself.
    pub fn is_sound_after(&self, changed: &[RuleId]) -> bool {
        let touched =
            |id: RuleId| changed.iter().any(|it| self.line_of(id).any(|above| above == *it));
        let bound = self.rules().filter(|it| touched(it.0)).all(|it| self.is_bound(it.0, it.1));
        let computed: Vec<Option<Computed>> =
            self.rules.iter().map(|rule| Some(Computed { rule, quantified: &[] })).collect();
        bound && computing::check(&self.vocabulary, &computed).is_empty()
    }

    /// The chain from a rule up through what it is an exception to: itself first.
    pub fn line_of(&self, id: RuleId) -> impl Iterator<Item = RuleId> {
        std::iter::successors(Some(id), |it| self.rule(*it).exception_to)
    }

    fn is_bound(&self, id: RuleId, rule: &Rule) -> bool {
        let terms: Vec<&Term> = rule.conclusion.iter().flat_map(Conclusion::all_terms).collect();
        let mut lineage: Vec<&Rule> = self.lineage(id).collect();
        lineage.reverse();
        let conditions: Vec<_> = lineage.iter().flat_map(|it| &it.conditions).collect();
        binding::check(&self.vocabulary, &rule.variables, &conditions, &terms).is_empty()
    }
}
