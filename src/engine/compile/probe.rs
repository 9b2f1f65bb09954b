//! How can a condition of a rule be looked at by itself? As a question about the things of the rule.

use super::{Argument, Compiled, Meaning, Pattern, PredicateId, body::Body};
use crate::program::{Condition, Program, Variable, VariableId};

impl Compiled {
    /// Compiles a condition into a predicate over the variables that it shares with its surroundings
    /// ([`Condition::free_variables`]). That these are of their kinds is a part of it only where they are `sought`: what is
    /// known has been found to be of its kind.
    pub fn probe(
        &mut self,
        program: &Program,
        variables: &[Variable],
        condition: &Condition,
        sought: bool,
    ) -> PredicateId {
        let free = condition.free_variables();
        let predicate = self.add(Meaning::Asked);
        let loose = self.loose.variables(variables, &[condition]);
        let mut body = Body::new(self, program, variables, &loose);
        for it in free.iter().filter(|_| sought) {
            body.imply_kind(*it);
        }
        body.condition(condition);
        let arguments = free.iter().map(|it: &VariableId| Argument::Variable(it.0)).collect();
        body.conclude(Pattern { predicate, arguments });
        predicate
    }
}
