//! Which rules count for a question? (`language.md`, sections 5 and 7)

use grounds::program::{Program, Query, Reading, Rule, Scenario, SourceId};

/// For each provision the reading that the question takes to prevail.
pub(crate) fn taken_readings(program: &Program, query: Option<&Query>) -> Vec<Option<Reading>> {
    let mut taken = vec![None; program.provisions.len()];
    for reading in query.iter().flat_map(|it| &it.readings) {
        taken[reading.provision.0 as usize] = Some(*reading);
    }
    taken
}

/// Whether a rule is in force on the day, and admitted by the question's qualifiers. Readings are conditions.
pub(crate) fn counts(
    program: &Program,
    scenario: &Scenario,
    query: Option<&Query>,
    rule: &Rule,
) -> bool {
    let day = query.and_then(|it| it.as_of).or(scenario.as_of);
    day.is_none_or(|day| is_law(program, rule, day))
        && query.is_none_or(|it| admits(program, it, rule))
}

/// Whether a rule is in force on a day, and for an exception also what it is an exception to.
fn is_law(program: &Program, rule: &Rule, day: jiff::civil::Date) -> bool {
    let from = rule.in_force.from.is_none_or(|from| from <= day);
    let until = rule.in_force.until.is_none_or(|until| day <= until);
    from && until && rule.exception_to.is_none_or(|it| is_law(program, program.rule(it), day))
}

fn admits(program: &Program, query: &Query, rule: &Rule) -> bool {
    let cited: Vec<SourceId> = rule.citations.iter().map(|it| it.source).collect();
    if cited.is_empty() {
        return true;
    }
    let weak = |it: &SourceId| {
        let authority = program.source(*it).authority;
        authority.is_some_and(|it| query.without.iter().any(|rung| it >= *rung))
    };
    let according = &query.according_to;
    let admitted = according.is_empty() || cited.iter().any(|it| according.contains(it));
    admitted && !cited.iter().all(weak)
}
