//! When is each rule law? Its own days, those of its source, and what replaces it.

use super::{
    Citation, Interval, Rule, RuleId, Source,
    error::{Mistakes, OrderError},
    labels::Labels,
    sources,
};
use crate::{
    source::Span,
    syntax::ast::{self, Text},
};

/// A rule's own days; where it gives none, those of the source that it cites first.
pub(super) fn in_force(rule: &ast::Rule, citations: &[Citation], sources: &[Source]) -> Interval {
    let own = sources::interval(&rule.in_force);
    let first =
        citations.first().map(|it| sources[it.source.0 as usize].in_force).unwrap_or_default();
    Interval { from: own.from.or(first.from), until: own.until.or(first.until) }
}

/// Ends every replaced rule the day before the one that replaces it begins.
pub(super) fn replace(
    rules: &mut [Rule],
    labels: &Labels,
    ids: &[Option<RuleId>],
    mistakes: &mut Mistakes,
) {
    for (at, item) in labels.items.iter().enumerate() {
        for reference in &item.rule.replaces {
            let old = labels.referred(reference, mistakes);
            let new = labels.ids(at).next().and_then(|it| ids[it as usize]);
            let Some(new) = new else { continue };
            let Some(from) = rules[new.0 as usize].in_force.from else {
                let label = reference.text.clone();
                mistakes.report(
                    OrderError::ReplacesWithoutFrom { label, span: reference.span }.diagnostic(),
                );
                continue;
            };
            let Ok(last) = from.yesterday() else { continue };
            let declared = labels.declared_until(reference);
            for id in old.into_iter().filter_map(|it| ids[it.0 as usize]) {
                end(&mut rules[id.0 as usize], last, reference, declared, mistakes);
            }
        }
    }
}

/// Ends a rule; tells where its own last day fits badly with that.
fn end(
    rule: &mut Rule,
    last: jiff::civil::Date,
    reference: &Text,
    declared: Option<Span>,
    mistakes: &mut Mistakes,
) {
    let label = reference.text.clone();
    let span = reference.span;
    let until = rule.in_force.until;
    if until.is_some_and(|it| it < last) {
        mistakes.report(OrderError::Gap { label: label.clone(), span, declared }.diagnostic());
    } else if until.is_some_and(|it| it > last) && declared.is_some() {
        mistakes.report(OrderError::Overlap { label: label.clone(), span, declared }.diagnostic());
    }
    rule.in_force.until = Some(until.map_or(last, |it| it.min(last)));
    if rule.in_force.from.is_some_and(|it| it > last) {
        mistakes.report(OrderError::NeverInForce { label, span }.diagnostic());
    }
}
