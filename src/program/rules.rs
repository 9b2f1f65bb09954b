//! What does each rule say? From items to rules over ids.
//!
//! An item is read after what it is an exception to, since it begins with the variables of that.
//! A rule that can't be understood is left out, with its exceptions; the mistake in it has been reported.

use rustc_hash::FxHashMap;

use super::{
    Alternative, Basis, Citation, Condition, ConditionKind, Interval, Provision, ProvisionId,
    Reading, Rule, RuleId, Term, VariableId, binding,
    computing::{self, Computed},
    error::{Mistakes, OrderError, Reported},
    families::Families,
    in_force,
    labels::Labels,
    scope::Scope,
    sentence::{Reader, flat},
    sources::{self, Shelf},
    tally::Tally,
    thresholds,
};
use crate::{
    source::index,
    syntax::ast::{self, RuleSentence},
    vocabulary::{PhraseId, Vocabulary, known::Known},
};

/// All rules as they are read, by their ids; nothing for one that could not be.
pub(super) struct Rules<'r, 'd> {
    vocabulary: &'r Vocabulary,
    known: Known,
    shelf: &'r Shelf,
    labels: &'r Labels<'d>,
    read: Vec<Option<ReadRule>>,
    /// The provisions with rival readings.
    pub(super) provisions: Vec<Provision>,
    by_provision: FxHashMap<String, ProvisionId>,
}

/// A rule, with those of its variables that an exception can refer to.
#[derive(Debug, Clone)]
struct ReadRule {
    rule: Rule,
    visible: Vec<VariableId>,
    /// The phrases that it reads inside `for every`.
    quantified: Vec<PhraseId>,
    /// Whether a part of it was not understood, so that it is left out in the end.
    is_broken: bool,
}

/// What all rules of an item share.
struct Clauses {
    citations: Vec<Citation>,
    in_force: Interval,
    basis: Option<Basis>,
    reading: Option<Reading>,
    notes: Vec<String>,
}

impl<'r, 'd> Rules<'r, 'd> {
    /// No rule read yet.
    pub(super) fn new(
        vocabulary: &'r Vocabulary,
        shelf: &'r Shelf,
        labels: &'r Labels<'d>,
    ) -> Self {
        Self {
            vocabulary,
            known: Known::nobody(vocabulary),
            shelf,
            labels,
            read: vec![None; labels.count()],
            provisions: Vec::new(),
            by_provision: FxHashMap::default(),
        }
    }

    /// Reads all items in the given order.
    pub(super) fn read(&mut self, order: &[usize], tally: &mut Tally, mistakes: &mut Mistakes) {
        let clauses: Vec<Clauses> =
            self.labels.items.iter().map(|it| self.clauses(it.rule, mistakes)).collect();
        for item in order {
            self.item(*item, &clauses[*item], tally, mistakes);
        }
    }

    fn clauses(&mut self, rule: &ast::Rule, mistakes: &mut Mistakes) -> Clauses {
        let citations = self.shelf.citations(&rule.citations, mistakes);
        let in_force = in_force::in_force(rule, &citations, &self.shelf.sources);
        if matches!(in_force, Interval { from: Some(from), until: Some(until) } if from > until) {
            let dated = rule.in_force.until.or(rule.in_force.from);
            let span = dated.map_or(rule.label.span, |it| it.span);
            mistakes.report(
                OrderError::NeverInForce { label: rule.label.text.clone(), span }.diagnostic(),
            );
        }
        Clauses {
            citations,
            in_force,
            basis: rule.basis.as_ref().and_then(|it| sources::basis(it, mistakes)),
            reading: rule.reading.as_ref().map(|it| self.reading(&it.0.text, &it.1.text)),
            notes: rule.notes.iter().map(|it| it.text.clone()).collect(),
        }
    }

    /// A reading of a provision; both are known from now on.
    fn reading(&mut self, reading: &str, provision: &str) -> Reading {
        let next = ProvisionId(index(self.provisions.len()));
        let id = *self.by_provision.entry(provision.to_owned()).or_insert(next);
        if id == next {
            self.provisions.push(Provision { name: provision.to_owned(), readings: Vec::new() });
        }
        let readings = &mut self.provisions[id.0 as usize].readings;
        let place = readings.iter().position(|it| it == reading).unwrap_or(readings.len());
        if place == readings.len() {
            readings.push(reading.to_owned());
        }
        Reading { provision: id, reading: index(place) }
    }

    fn item(&mut self, at: usize, clauses: &Clauses, tally: &mut Tally, mistakes: &mut Mistakes) {
        let labels = self.labels;
        let item = &labels.items[at];
        for (id, instance) in labels.ids(at).zip(&item.rules) {
            let sentence = &item.rule.sentences[instance.sentence];
            let target = self.labels.target(instance);
            let mut reader = Reader::of_rules(self.vocabulary, &self.known, tally, mistakes);
            reader.scope = self.scope(target, item.is_lost);
            let inherited = reader.scope.variables.len();
            let read = read_sentence(&mut reader, sentence);
            let (scope, quantified) = (reader.scope, reader.quantified);
            let mut is_broken = read.is_err() || scope.incomplete;
            let (conclusion, conditions) = read.unwrap_or_default();
            let rule = Rule {
                label: labels.label(at, instance.sentence),
                citations: clauses.citations.clone(),
                exception_to: target,
                exceptions: Vec::new(),
                inherited: index(inherited),
                conclusion,
                conditions,
                reading: clauses.reading,
                in_force: clauses.in_force,
                basis: clauses.basis,
                notes: clauses.notes.clone(),
                span: sentence.span,
                variables: scope.variables.clone(),
            };
            if !is_broken {
                is_broken = self.has_loose_values(&rule, mistakes);
            }
            let visible = scope.visible().to_vec();
            self.read[id as usize] = Some(ReadRule { rule, visible, quantified, is_broken });
        }
    }

    /// Its own conditions, and those of what it is an exception to.
    fn all_conditions<'c>(&'c self, rule: &'c Rule) -> Vec<&'c Condition> {
        let target = |it: &&'c Rule| {
            let target = self.read.get(it.exception_to?.0 as usize)?.as_ref()?;
            Some(&target.rule)
        };
        let mut lineage: Vec<&Rule> = std::iter::successors(Some(rule), target).collect();
        lineage.reverse();
        lineage.iter().flat_map(|it| &it.conditions).collect()
    }

    fn has_loose_values(&self, rule: &Rule, mistakes: &mut Mistakes) -> bool {
        let terms: Vec<&Term> =
            rule.conclusion.iter().flat_map(super::Conclusion::all_terms).collect();
        let conditions = self.all_conditions(rule);
        let loose = binding::check(self.vocabulary, &rule.variables, &conditions, &terms);
        let is_loose = !loose.is_empty();
        for it in loose {
            mistakes.report(it);
        }
        is_loose
    }

    /// Looks at all rules together: whether values depend on themselves, whether months are compared with days, and
    /// whether thresholds can be met. Rules whose values can't be worked out are left out.
    pub(super) fn check(&mut self, mistakes: &mut Mistakes) -> Families {
        let sound = |it: &ReadRule| !it.is_broken;
        let computed: Vec<Option<Computed>> = self
            .read
            .iter()
            .map(|it| it.as_ref().filter(|it| sound(it)))
            .map(|it| it.map(|it| Computed { rule: &it.rule, quantified: &it.quantified }))
            .collect();
        let runaway = computing::check(self.vocabulary, &computed);
        let rules: Vec<Option<&Rule>> = computed.iter().map(|it| it.map(|it| it.rule)).collect();
        let (families, conflicts) = Families::of_rules(self.vocabulary, &rules);
        let thresholds =
            rules.iter().flatten().filter_map(|it| thresholds::check(&self.all_conditions(it)));
        let messages: Vec<_> = thresholds.chain(conflicts).collect();
        for it in messages {
            mistakes.report(it);
        }
        for (at, message) in runaway {
            if let Some(rule) = &mut self.read[at] {
                rule.is_broken = true;
            }
            if let Some(it) = message {
                mistakes.report(it);
            }
        }
        self.leave_out_exceptions();
        families
    }

    /// With a rule its exceptions are left out, too.
    fn leave_out_exceptions(&mut self) {
        let is_broken = |read: &[Option<ReadRule>], id: RuleId| {
            read.get(id.0 as usize).and_then(Option::as_ref).is_some_and(|it| it.is_broken)
        };
        loop {
            let new: Vec<usize> = (0..self.read.len())
                .filter(|at| {
                    let rule = self.read[*at].as_ref().filter(|it| !it.is_broken);
                    rule.and_then(|it| it.rule.exception_to)
                        .is_some_and(|it| is_broken(&self.read, it))
                })
                .collect();
            if new.is_empty() {
                return;
            }
            for at in new {
                if let Some(it) = &mut self.read[at] {
                    it.is_broken = true;
                }
            }
        }
    }

    /// What an exception inherits.
    fn scope(&self, target: Option<RuleId>, is_lost: bool) -> Scope {
        let target = target.and_then(|it| self.read.get(it.0 as usize)).and_then(Option::as_ref);
        let mut scope = target.map_or_else(Scope::default, |it| {
            Scope::inherited(it.rule.variables.clone(), it.visible.clone())
        });
        scope.incomplete = is_lost || target.is_some_and(|it| it.is_broken);
        scope
    }

    /// The rules that were understood, and for each id given out before the id it has now.
    pub(super) fn finish(self) -> (Vec<Rule>, Vec<Option<RuleId>>) {
        let mut rules: Vec<Rule> = Vec::new();
        let mut ids: Vec<Option<RuleId>> = Vec::new();
        for read in &self.read {
            let sound = read.as_ref().is_some_and(|it| !it.is_broken);
            ids.push(sound.then(|| RuleId(index(rules.len()))));
            rules.extend(read.as_ref().filter(|_| sound).map(|it| it.rule.clone()));
        }
        for at in 0..rules.len() {
            let target = rules[at].exception_to.and_then(|it| ids[it.0 as usize]);
            rules[at].exception_to = target;
            if let Some(target) = target {
                let own = RuleId(index(at));
                rules[target.0 as usize].exceptions.push(own);
            }
        }
        (rules, ids)
    }
}

type Said = (Option<super::Conclusion>, Vec<Condition>);

/// Conclusion, then conditions, then `unless` as the last condition, negated.
fn read_sentence(reader: &mut Reader, sentence: &RuleSentence) -> Result<Said, Reported> {
    let conclusion = sentence.conclusion.as_ref().map(|it| reader.conclusion(it)).transpose();
    let conditions = sentence.conditions.as_ref().map(|it| reader.condition(it)).transpose();
    let unless = sentence.unless.as_ref().map(|it| without(reader, it)).transpose();
    let (conclusion, mut all) = match conclusion? {
        Some((conclusion, others)) => (Some(conclusion), others),
        None => (None, Vec::new()),
    };
    all.extend(conditions?.into_iter().flat_map(flat));
    all.extend(unless?);
    Ok((conclusion, all))
}

fn without(reader: &mut Reader, condition: &ast::Condition) -> Result<Condition, Reported> {
    let mark = reader.scope.enter();
    let inner = reader.condition(condition);
    let locals = reader.scope.leave(mark);
    let alternative = Alternative { locals, condition: inner? };
    Ok(Condition { kind: ConditionKind::Not(Box::new(alternative)), span: condition.span })
}

/// Which rules override which, with the place where it is said.
pub(super) fn overrides(
    labels: &Labels,
    ids: &[Option<RuleId>],
    mistakes: &mut Mistakes,
) -> Vec<super::priority::Override> {
    let mut found = Vec::new();
    for (at, item) in labels.items.iter().enumerate() {
        for reference in &item.rule.overrides {
            let weaker: Vec<RuleId> = labels.referred(reference, mistakes);
            for stronger in labels.ids(at).filter_map(|it| ids[it as usize]) {
                let weaker = weaker.iter().filter_map(|it| ids[it.0 as usize]);
                found.extend(weaker.map(|weaker| super::priority::Override {
                    stronger,
                    weaker,
                    span: reference.span,
                }));
            }
        }
    }
    found
}
