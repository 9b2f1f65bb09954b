//! Can conditions still be evaluated after some of them were changed?
//!
//! What an author writes is introduced before it is referred to. Where a condition was dropped or denied, a variable of
//! the whole rule may be spoken of within a `not` or an `or` alone, which do not say for the others which value it is.

use super::{
    Alternative, Comparison, Conclusion, Condition, ConditionKind, Program, Rule, RuleId, Term,
    Variable, VariableId,
    binding::{Bound, is_known, variable},
    computing::{self, Computed},
};

impl Program {
    /// Whether a rule of which something was dropped, denied or shifted keeps the promises that every rule of a program
    /// keeps: each of its variables is bound, as are those of the exceptions to it, and no computed value depends on
    /// itself.
    pub fn is_sound_after(&self, changed: RuleId) -> bool {
        let touched = |id: RuleId| self.line_of(id).any(|above| above == changed);
        let bound = self.rules().filter(|it| touched(it.0)).all(|it| self.is_bound(it.0, it.1));
        // It reads nothing that it did not read before; but what was tested may be worked out now.
        if !bound || !computing::computes(self.rule(changed)) {
            return bound;
        }
        let computed: Vec<Option<Computed>> =
            self.rules.iter().map(|rule| Some(Computed { rule, quantified: &[] })).collect();
        computing::check(&self.vocabulary, &computed).is_empty()
    }

    /// The chain from a rule up through what it is an exception to: itself first.
    pub fn line_of(&self, id: RuleId) -> impl Iterator<Item = RuleId> {
        std::iter::successors(Some(id), |it| self.rule(*it).exception_to)
    }

    fn is_bound(&self, id: RuleId, rule: &Rule) -> bool {
        let conditions: Vec<_> = self.lineage(id).flat_map(|it| &it.conditions).collect();
        let terms = rule.conclusion.iter().flat_map(Conclusion::all_terms);
        is_bound(&rule.variables, &conditions, &terms.collect::<Vec<_>>(), |_| false)
    }
}

impl Condition {
    /// Whether it says by itself which values its variables stand for, but for those that are known.
    pub fn binds_its_values(
        &self,
        variables: &[Variable],
        known: impl Fn(VariableId) -> bool,
    ) -> bool {
        is_bound(variables, &[self], &[], known)
    }
}

fn is_bound(
    variables: &[Variable],
    conditions: &[&Condition],
    others: &[&Term],
    known: impl Fn(VariableId) -> bool,
) -> bool {
    let (mut used, mut locals) = (Bound::new(), Bound::new());
    let mut visit = |it: &Term| {
        used.extend(variable(it));
        if let Term::Aggregate(it) = it {
            locals.extend(&it.locals);
        }
    };
    for it in conditions {
        it.each_term(&mut visit);
    }
    for it in others {
        it.each(&mut visit);
    }
    for condition in conditions {
        condition.each(&mut |it| match &it.kind {
            ConditionKind::Any(all) => locals.extend(all.iter().flat_map(|it| &it.locals)),
            ConditionKind::Not(it) => locals.extend(&it.locals),
            _ => {}
        });
    }
    let ids = (0..).map(VariableId).zip(variables);
    let given = ids.filter(|it| !it.1.sort.is_value() || known(it.0)).map(|it| it.0);
    let wanted: Bound = used.difference(&locals).copied().collect();
    binds(conditions, given.collect(), &wanted)
}

/// Whether conditions bind what is wanted, and their parts what these introduce.
fn binds(conditions: &[&Condition], mut bound: Bound, wanted: &Bound) -> bool {
    loop {
        let before = bound.len();
        for it in conditions {
            bind(it, &mut bound);
        }
        if bound.len() == before {
            break;
        }
    }
    wanted.is_subset(&bound) && conditions.iter().all(|it| binds_within(it, &bound))
}

fn binds_within(condition: &Condition, bound: &Bound) -> bool {
    let alone = |it: &Alternative| {
        binds(&[&it.condition], bound.clone(), &it.locals.iter().copied().collect())
    };
    match &condition.kind {
        ConditionKind::All(parts) => parts.iter().all(|it| binds_within(it, bound)),
        ConditionKind::Any(branches) => branches.iter().all(alone),
        ConditionKind::Not(inner) => alone(inner),
        _ => true,
    }
}

/// Adds what a condition binds by itself.
fn bind(condition: &Condition, bound: &mut Bound) {
    match &condition.kind {
        ConditionKind::Holds(atom) => bound.extend(atom.terms.iter().filter_map(variable)),
        ConditionKind::Compare(Comparison::Equal, one, other) => {
            for (one, other) in [(one, other), (other, one)] {
                bound.extend(variable(one).filter(|_| is_known(other, bound)));
            }
        }
        ConditionKind::All(parts) => parts.iter().for_each(|it| bind(it, bound)),
        _ => {}
    }
}
