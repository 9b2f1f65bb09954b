//! Which changes of the rules made an answer another one? Found by undoing them.
//!
//! A rule or declaration that changed is put back as it was, alone or with others, and the new version is asked again.
//! Words that only one version declares are left in: by themselves they answer nothing.

use std::collections::{BTreeSet, HashMap};

use super::{
    CaseChanges, Cause, Causes, Comparing, Outcome, Which,
    aligned::{Labels, rule_label},
    bearing::Bearing,
    compare::is_same_answer,
    query,
};
use crate::{
    analysis::changes::{Became, Changes, Declared, Reach, Versions},
    engine::Limit,
    explain::Answered,
    session::Session,
    source::Span,
    syntax::ast::{self, Item, ItemKind},
};

/// Something that can be put back as it was.
struct Unit {
    cause: Cause,
    /// As the old version has it, with the labels of the new one.
    old: Option<Item>,
    /// The place of its item in the new version.
    new: Option<usize>,
}

/// What stays in whichever version it is from: phrases, kinds and sources that only one has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Both,
    New,
    Old,
}

/// What is tried.
struct Trying<'a> {
    comparing: &'a Comparing<'a>,
    /// The cases with questions whose answers are others, and those that they build on; all rules.
    whole: Scope,
    units: Vec<Unit>,
    /// Words that only the old version has.
    old_words: Vec<Item>,
    /// The places of the words that only the new version has.
    new_words: BTreeSet<usize>,
    bearing: Bearing,
}

/// The part of the rules and cases that a question turns on.
struct Scope {
    /// The labels of the rules; nothing for all.
    labels: Option<BTreeSet<String>>,
    cases: Vec<Item>,
}

impl Scope {
    fn has(&self, item: &Item) -> bool {
        let labels = self.labels.as_ref().zip(rule_label(item));
        labels.is_none_or(|(labels, it)| labels.contains(it))
    }
}

/// A question whose answer is another one.
struct Open<'a> {
    /// Its case and its place there.
    at: (usize, usize),
    case: Span,
    question: Span,
    old: &'a Answered,
    found: Causes,
}

/// Finds what made the difference, for every question whose answer is another one.
pub(super) fn find(
    comparing: &Comparing<'_>,
    found: &mut CaseChanges,
    mut progress: impl FnMut(usize, usize),
) -> Result<(), Limit> {
    let mut open = open(found);
    let trying = Trying::new(comparing, open.iter().map(|it| it.case).collect());
    if open.is_empty() {
        return Ok(());
    }
    let steps = trying.units.len() + open.len();
    for unit in 0..trying.units.len() {
        progress(unit, steps);
        let Some(session) = trying.undone(&BTreeSet::from([unit]), &trying.whole) else { continue };
        for it in &mut open {
            if trying.answers(&session, it)? {
                it.found.listed.push(trying.units[unit].cause.clone());
                it.found.each = true;
            }
        }
    }
    for (at, it) in open.iter_mut().enumerate() {
        progress(trying.units.len() + at, steps);
        if it.found.listed.is_empty() {
            it.found.listed = trying.least(it)?;
        }
    }
    let all: Vec<_> = open.into_iter().map(|it| (it.at, it.found)).collect();
    for ((case, question), causes) in all {
        if let Outcome::Changed(it) = &mut found.cases[case].questions[question].outcome {
            it.causes = causes;
        }
    }
    Ok(())
}

fn open(found: &CaseChanges) -> Vec<Open<'_>> {
    let mut open = Vec::new();
    for (place, case) in found.cases.iter().enumerate() {
        for (at, it) in case.questions.iter().enumerate() {
            if let Outcome::Changed(answers) = &it.outcome
                && answers.comparison.answer
            {
                let (old, found) = (&answers.old.answer, Causes::default());
                open.push(Open { at: (place, at), case: case.span, question: it.span, old, found });
            }
        }
    }
    open
}

impl<'a> Trying<'a> {
    fn new(comparing: &'a Comparing<'a>, cases: BTreeSet<Span>) -> Self {
        let Comparing { versions, changes, .. } = comparing;
        let mut trying = Self {
            comparing,
            whole: Scope { labels: None, cases: with_bases(&versions.cases, cases) },
            units: Vec::new(),
            old_words: Vec::new(),
            new_words: BTreeSet::new(),
            bearing: Bearing::default(),
        };
        trying.rules(versions, changes);
        trying.declared(versions, changes);
        trying.bearing.add(&comparing.old.program);
        trying.bearing.add(&comparing.new.program);
        let old = trying.units.iter().filter_map(|it| it.old.as_ref());
        trying.bearing.join(versions.new.items().iter().chain(old));
        trying
    }

    /// A unit for each label under which something changed.
    fn rules(&mut self, versions: &Versions, changes: &Changes) {
        let labels = Labels::of(versions, changes);
        for label in labels.changed(changes, Reach::Sources) {
            let old = labels.old_rule(versions, &label);
            let new = versions.new.items().iter().position(|it| rule_label(it) == Some(&label));
            let became = became(old.is_some(), new.is_some());
            self.units.push(Unit { cause: Cause { what: None, name: label, became }, old, new });
        }
    }

    fn declared(&mut self, versions: &Versions, changes: &Changes) {
        for change in changes.declared.iter().filter(|it| it.reach() == Reach::Answers) {
            let old = versions.old.items().iter().find(|it| Some(it.span) == change.old).cloned();
            let new = versions.new.items().iter().position(|it| Some(it.span) == change.new);
            match (old, new) {
                (Some(old), None) if change.what != Declared::Name => self.old_words.push(old),
                (None, Some(new)) if change.what != Declared::Name => self.new_words.extend([new]),
                (old, new) => {
                    let cause = Cause {
                        what: Some(change.what),
                        name: change.name.clone(),
                        became: change.became,
                    };
                    self.units.push(Unit { cause, old, new });
                }
            }
        }
    }

    /// The new version with some units as they were; nothing where that can't be used.
    fn undone(&self, units: &BTreeSet<usize>, scope: &Scope) -> Option<Session> {
        if units.len() == self.units.len() {
            return Some(self.comparing.old.clone());
        }
        let words = [Words::Both, Words::New, Words::Old];
        let hybrid = |it: Words| {
            let mut items = self.items(units, it);
            items.retain(|it| scope.has(it));
            self.comparing.versions.hybrid(items, &scope.cases)
        };
        words.into_iter().find_map(hybrid)
    }

    fn items(&self, units: &BTreeSet<usize>, words: Words) -> Vec<Item> {
        let undone = || units.iter().map(|it| &self.units[*it]);
        let replaced: BTreeSet<usize> = undone().filter_map(|it| it.new).collect();
        let stays = |it: &usize| {
            !replaced.contains(it) && (words != Words::Old || !self.new_words.contains(it))
        };
        let new = self.comparing.versions.new.items().iter().enumerate();
        let mut items: Vec<Item> = new.filter(|it| stays(&it.0)).map(|it| it.1.clone()).collect();
        items.extend(undone().filter_map(|it| it.old.clone()));
        if words != Words::New {
            items.extend(self.old_words.iter().cloned());
        }
        items
    }

    /// Whether the answer to a question is the old one again.
    fn answers(&self, session: &Session, open: &Open<'_>) -> Result<bool, Limit> {
        let case = session.cases.iter().find(|it| it.span == open.case);
        let Some((case, query)) = case.and_then(|it| Some((it, query(it, open.question)?))) else {
            return Ok(false);
        };
        let asked = if query.wanted.about.is_some() { Session::ask } else { Session::answer };
        match asked(session, &case.scenario, query, self.comparing.options) {
            Ok(it) => Ok(is_same_answer(&it.answer, open.old)),
            Err(Limit::Interrupted) => Err(Limit::Interrupted),
            Err(_) => Ok(false),
        }
    }

    /// Units that, all put back, bring the old answer back, and of which none can be left out.
    fn least(&self, open: &Open<'_>) -> Result<Vec<Cause>, Limit> {
        let scope = self.scope(open);
        let bears = |it: &usize| {
            let unit = &self.units[*it];
            let rules = scope.labels.as_ref().filter(|_| unit.cause.what.is_none());
            rules.is_none_or(|it| it.contains(&unit.cause.name))
        };
        let mut kept: BTreeSet<usize> = (0..self.units.len()).filter(bears).collect();
        for unit in kept.clone().into_iter().rev() {
            let mut fewer = kept.clone();
            fewer.remove(&unit);
            if let Some(session) = self.undone(&fewer, &scope)
                && self.answers(&session, open)?
            {
                kept = fewer;
            }
        }
        Ok(kept.into_iter().map(|it| self.units[it].cause.clone()).collect())
    }

    /// What a question turns on.
    fn scope(&self, open: &Open<'_>) -> Scope {
        let asked: Option<Vec<_>> = [Which::Old, Which::New]
            .into_iter()
            .map(|which| {
                let case = self.comparing.read(which, open.case)?;
                Some((&self.comparing.session(which).program, query(case, open.question)?))
            })
            .collect();
        let labels = asked.and_then(|it| self.bearing.labels(&it));
        Scope { labels, cases: with_bases(&self.whole.cases, BTreeSet::from([open.case])) }
    }
}

/// Some cases, by the places of their names, and those that they extend, one after the other.
fn with_bases(all: &[Item], mut wanted: BTreeSet<Span>) -> Vec<Item> {
    let cases: Vec<&ast::Case> = all
        .iter()
        .filter_map(|it| if let ItemKind::Case(it) = &it.kind { Some(it) } else { None })
        .collect();
    let by_name: HashMap<&str, &ast::Case> =
        cases.iter().map(|it| (it.name.text.as_str(), *it)).collect();
    for case in &cases {
        let mut next = wanted.contains(&case.name.span).then_some(*case);
        while let Some(it) = next {
            let base = it.extends.as_ref().and_then(|it| by_name.get(it.text.as_str()));
            next = base.copied().filter(|it| wanted.insert(it.name.span));
        }
    }
    let is_wanted =
        |it: &&Item| matches!(&it.kind, ItemKind::Case(it) if wanted.contains(&it.name.span));
    all.iter().filter(is_wanted).cloned().collect()
}

fn became(was: bool, is: bool) -> Became {
    match (was, is) {
        (false, _) => Became::Added,
        (true, false) => Became::Removed,
        (true, true) => Became::Changed,
    }
}
