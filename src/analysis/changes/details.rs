//! What of a rule is otherwise? Its sides one by one, in the words of their authors.

use super::{
    Aspect, Became, Detail, Matching, RuleChange, alignment::Alignment, canonical::Said,
    versions::Version,
};
use crate::{
    explain::json::basis,
    program::{
        Citation, Condition, ConditionKind, Interval, Program, Reading, Rule, RuleId, base_label,
    },
    source::Sources,
    syntax::in_one_line,
};

/// Two versions, whose rules have been matched.
pub(super) struct Compared<'a> {
    pub(super) old: &'a Version,
    pub(super) new: &'a Version,
    pub(super) sources: &'a Sources,
    pub(super) matching: &'a Matching,
}

/// One of two rules, and the version that it is of.
#[derive(Clone, Copy)]
struct Side<'a> {
    version: &'a Version,
    program: &'a Program,
    id: RuleId,
    rule: &'a Rule,
}

impl<'a> Side<'a> {
    fn of(version: &'a Version, id: RuleId) -> Self {
        let program = &version.session.program;
        Self { version, program, id, rule: program.rule(id) }
    }
}

/// All that is said of a rule besides its sentence, as a text.
pub(super) fn about(program: &Program, rule: &Rule) -> String {
    let reading = rule.reading.map(|it| in_words(program, it));
    let citations: Vec<String> = rule.citations.iter().map(|it| program.in_words(it)).collect();
    let (days, basis, notes) = (days(rule.in_force), rule.basis, &rule.notes);
    format!("{citations:?} {days:?} {basis:?} {reading:?} {notes:?}")
}

impl Compared<'_> {
    /// What became of a rule that the new version has.
    pub(super) fn new_rule(&self, id: RuleId) -> Option<RuleChange> {
        let new = Side::of(self.new, id);
        let span = Some(new.rule.span);
        let Some(was) = self.matching.was(id) else {
            return Some(RuleChange {
                label: new.rule.label.clone(),
                was: None,
                became: Became::Added,
                details: Vec::new(),
                old: None,
                new: span,
            });
        };
        let old = Side::of(self.old, was);
        let details = self.details(old, new);
        let renamed = base_label(&old.rule.label) != base_label(&new.rule.label);
        let became = match (details.is_empty(), renamed) {
            (true, false) => return None,
            (true, true) => Became::Renamed,
            (false, _) => Became::Changed,
        };
        Some(RuleChange {
            label: new.rule.label.clone(),
            was: renamed.then(|| old.rule.label.clone()),
            became,
            details,
            old: Some(old.rule.span),
            new: span,
        })
    }

    /// What became of a rule that only the old version has.
    pub(super) fn old_rule(&self, id: RuleId) -> Option<RuleChange> {
        if self.matching.now(id).is_some() {
            return None;
        }
        let rule = self.old.session.program.rule(id);
        Some(RuleChange {
            label: rule.label.clone(),
            was: None,
            became: Became::Removed,
            details: Vec::new(),
            old: Some(rule.span),
            new: None,
        })
    }

    fn details(&self, old: Side<'_>, new: Side<'_>) -> Vec<Detail> {
        let mut details = self.sentence(old, new);
        details.extend(self.exception_to(old, new));
        // Words are always to be had, so that no difference goes unsaid.
        if details.is_empty()
            && !self.matching.says_the_same(old.id, new.id)
            && !self.is_inherited(old, new)
        {
            let words = |it: Side<'_>| in_one_line(self.sources.slice(it.rule.span));
            details.push(detail(Aspect::Condition, Some(words(old)), Some(words(new))));
        }
        let reading = |it: Side<'_>| it.rule.reading.map(|reading| in_words(it.program, reading));
        details.extend(differing(Aspect::Reading, reading(old), reading(new)));
        let days = |it: Side<'_>| days(it.rule.in_force);
        details.extend(differing(Aspect::InForce, days(old), days(new)));
        details.extend(self.overrides(old, new));
        details.extend(self.replaces(old, new));
        details.extend(citations(old, new));
        let basis = |it: Side<'_>| it.rule.basis.map(|it| basis(it).to_owned());
        details.extend(differing(Aspect::Basis, basis(old), basis(new)));
        details.extend(lists(Aspect::Note, &old.rule.notes, &new.rule.notes));
        details
    }

    /// Conclusion, conditions, and what the variables range over.
    fn sentence(&self, old: Side<'_>, new: Side<'_>) -> Vec<Detail> {
        let levels = self.levels(old, new);
        let alignment = Alignment::of(&levels);
        let Some((before, after)) = levels.last() else { return Vec::new() };
        let mut details = Vec::new();
        if alignment.old_text(before.conclusion.as_ref())
            != alignment.new_text(after.conclusion.as_ref())
        {
            let words = |it: Side<'_>| {
                it.version.conclusion(it.rule.span).map(|it| in_one_line(self.sources.slice(it)))
            };
            details.push(detail(Aspect::Conclusion, words(old), words(new)));
        }
        let (gone, come) = alignment.differing(before, after);
        let words = |it: &Condition| Some(condition(it, self.sources));
        details.extend(gone.iter().map(|it| detail(Aspect::Condition, words(it.1), None)));
        details.extend(come.iter().map(|it| detail(Aspect::Condition, None, words(it.1))));
        for (was, now) in
            alignment.pairs().filter(|it| it.0 >= before.inherited && it.1 >= after.inherited)
        {
            details.extend(differing(
                Aspect::Variable,
                before.sorts.get(was).cloned(),
                after.sorts.get(now).cloned(),
            ));
        }
        if details.is_empty() {
            let (lost, found) = alignment.alone(before, after);
            details.extend(lost.into_iter().map(|it| detail(Aspect::Variable, Some(it), None)));
            details.extend(found.into_iter().map(|it| detail(Aspect::Variable, None, Some(it))));
        }
        details
    }

    /// The two rules, with what both are exceptions to before them, as far as that is one and the same.
    fn levels<'s>(&self, old: Side<'s>, new: Side<'s>) -> Vec<(Said<'s>, Said<'s>)> {
        let mut levels = Vec::new();
        let mut next = Some((old.id, new.id));
        while let Some((was, now)) = next {
            let (before, after) = (old.program.rule(was), new.program.rule(now));
            levels.push((Said::by(old.program, before), Said::by(new.program, after)));
            next = before
                .exception_to
                .zip(after.exception_to)
                .filter(|it| self.matching.now(it.0) == Some(it.1));
        }
        levels.reverse();
        levels
    }

    /// Whether what two rules are exceptions to is otherwise, and that is said of it.
    fn is_inherited(&self, old: Side<'_>, new: Side<'_>) -> bool {
        match (old.rule.exception_to, new.rule.exception_to) {
            (Some(was), Some(now)) => !self.matching.says_the_same(was, now),
            _ => false,
        }
    }

    fn exception_to(&self, old: Side<'_>, new: Side<'_>) -> Option<Detail> {
        let (was, now) = (old.rule.exception_to, new.rule.exception_to);
        if was.and_then(|it| self.matching.now(it)) == now && was.is_some() == now.is_some() {
            return None;
        }
        let label =
            |side: Side<'_>, it: Option<RuleId>| it.map(|it| side.program.rule(it).label.clone());
        Some(detail(Aspect::ExceptionTo, label(old, was), label(new, now)))
    }

    fn overrides(&self, old: Side<'_>, new: Side<'_>) -> Vec<Detail> {
        let weaker = |side: Side<'_>| -> Vec<RuleId> {
            side.program
                .rules()
                .map(|it| it.0)
                .filter(|it| side.program.ranking.overrides(side.id, *it))
                .collect()
        };
        let (was, now) = (weaker(old), weaker(new));
        let label = |side: Side<'_>, it: &RuleId| Some(side.program.rule(*it).label.clone());
        let gone =
            was.iter().filter(|it| !self.matching.now(**it).is_some_and(|it| now.contains(&it)));
        let come =
            now.iter().filter(|it| !self.matching.was(**it).is_some_and(|it| was.contains(&it)));
        let gone = gone.map(|it| detail(Aspect::Overrides, label(old, it), None));
        let mut details: Vec<Detail> = gone.collect();
        details.extend(come.map(|it| detail(Aspect::Overrides, None, label(new, it))));
        details.dedup();
        details
    }

    /// What a rule is declared to replace. That this ends another rule is told of that one.
    fn replaces(&self, old: Side<'_>, new: Side<'_>) -> Vec<Detail> {
        let labels = |it: Side<'_>, now: &dyn Fn(&str) -> String| -> Vec<String> {
            let all = it.version.replaced(it.rule.span).iter();
            all.map(|it| now(&it.text)).collect()
        };
        let now = |label: &str| self.label_now(label).unwrap_or_else(|| label.to_owned());
        lists(Aspect::Replaces, &labels(old, &now), &labels(new, &str::to_owned))
    }

    /// The label that the rules under an old label have now, the number of a sentence left as it is.
    fn label_now(&self, label: &str) -> Option<String> {
        let (old, new) = (&self.old.session.program, &self.new.session.program);
        let mut under = old.rules().filter(|it| base_label(&it.1.label) == base_label(label));
        let now = under.find_map(|it| self.matching.now(it.0))?;
        let number = label.split_once('/').map_or(String::new(), |it| format!("/{}", it.1));
        Some(format!("{}{number}", base_label(&new.rule(now).label)))
    }
}

/// What is cited, and what gives the rank.
fn citations(old: Side<'_>, new: Side<'_>) -> Vec<Detail> {
    let first = |it: Side<'_>| {
        it.rule.citations.first().map(|citation| it.program.source(citation.source).name.clone())
    };
    let words = |it: Side<'_>| -> Vec<String> {
        it.rule.citations.iter().map(|citation: &Citation| it.program.in_words(citation)).collect()
    };
    let mut details = lists(Aspect::Citation, &words(old), &words(new));
    details.extend(differing(Aspect::Rank, first(old), first(new)));
    details
}

/// What only one of two lists has; their order is nothing.
pub(super) fn lists(aspect: Aspect, old: &[String], new: &[String]) -> Vec<Detail> {
    let gone =
        old.iter().filter(|it| !new.contains(it)).map(|it| detail(aspect, Some(it.clone()), None));
    let come =
        new.iter().filter(|it| !old.contains(it)).map(|it| detail(aspect, None, Some(it.clone())));
    gone.chain(come).collect()
}

/// A detail, if there is one.
pub(super) fn differing(
    aspect: Aspect,
    old: Option<String>,
    new: Option<String>,
) -> Option<Detail> {
    (old != new).then(|| detail(aspect, old, new))
}

fn detail(aspect: Aspect, old: Option<String>, new: Option<String>) -> Detail {
    Detail { aspect, old, new }
}

/// `the broad reading of stay`
fn in_words(program: &Program, reading: Reading) -> String {
    let provision = program.provisions.get(reading.provision.0 as usize);
    let name = provision.and_then(|it| it.readings.get(reading.reading as usize));
    format!("{} of {}", name.map_or("", |it| it), provision.map_or("", |it| &it.name))
}

/// `from 2020-01-01 until 2021-12-31`
pub(super) fn days(days: Interval) -> Option<String> {
    let from = days.from.map(|it| format!("from {it}"));
    let until = days.until.map(|it| format!("until {it}"));
    let both: Vec<String> = from.into_iter().chain(until).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// A condition as its author wrote it.
fn condition(condition: &Condition, sources: &Sources) -> String {
    let words = in_one_line(sources.slice(condition.span));
    let before = &sources.text(condition.span.file)[..condition.span.start as usize];
    let is_exempted =
        matches!(condition.kind, ConditionKind::Not(_)) && in_one_line(before).ends_with("unless");
    if is_exempted { format!("unless {words}") } else { words }
}
