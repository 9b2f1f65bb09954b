//! How strong is what an answer rests on? The weakest kind of source that it can't do without, found by doing without.

use super::{Options, Session};
use crate::{
    answer::DEFAULT_LISTED,
    engine::Limit,
    explain::{Explanation, say},
    program::{Authority, Query, RuleId, Scenario},
};

impl Session {
    /// Finds out the weakest kind of source that an answer can't do without: it is given up together with all that is
    /// weaker, the weakest first, until the answer is another one.
    pub(super) fn weigh(
        &self,
        scenario: &Scenario,
        query: &Query,
        options: &Options<'_>,
        explanation: &mut Explanation,
    ) -> Result<(), Limit> {
        explanation.weakest_source = None;
        explanation.without_commentary = true;
        // Ways that are not listed can't be compared.
        let cut = options.listed < DEFAULT_LISTED && !explanation.lists_all_ways();
        let options = &Options { listed: options.listed.max(DEFAULT_LISTED), ..*options };
        let mut own = None;
        for rung in self.rungs(scenario, query, options) {
            let mut strict = query.clone();
            strict.without.push(rung);
            let other = self.answered(scenario, &strict, options, say)?;
            if cut && own.is_none() {
                own = Some(self.answered(scenario, query, options, say)?);
            }
            if !own.as_ref().unwrap_or(explanation).says_the_same_as(&other) {
                explanation.without_commentary = rung != Authority::Commentary;
                explanation.weakest_source = Some(rung);
                break;
            }
        }
        Ok(())
    }

    /// The kinds of source on which rules rest that count and can bear on a question, the weakest first.
    fn rungs(&self, scenario: &Scenario, query: &Query, options: &Options<'_>) -> Vec<Authority> {
        let lens = self.lens(scenario, query, options);
        let questions = query.wanted.about.map(|it| self.questions_about(scenario, query, it));
        let about = questions.iter().flatten().map(|it| &it.query);
        let asked = about.chain([query]).filter_map(|it| it.wanted.condition.as_ref());
        let rules: Vec<RuleId> = asked.flat_map(|it| self.program.reached_from(it)).collect();
        let rung = |it: &RuleId| {
            let cited = &self.program.rule(*it).citations;
            cited.iter().filter_map(|it| self.program.source(it.source).authority).min()
        };
        let counting = rules.iter().filter(|it| lens.counts(**it));
        let mut rungs: Vec<Authority> = counting.filter_map(rung).collect();
        rungs.sort_unstable();
        rungs.dedup();
        rungs.reverse();
        rungs
    }
}
