//! Does a step about a rule say what the rule says, of things for which it is so?

use crate::program::{Basis, Conclusion, Condition, ConditionKind, Term};

use super::super::formula::Formula;
use super::{
    Checker, Wrong,
    beside::denied_comparison,
    parts::Part,
    reads::concluded,
    said::{About, Said, shape},
    tree::Node,
    word,
};

/// The headings over the parts of a condition.
pub(super) const HEADINGS: [&str; 6] = [
    "at least one of these",
    "none of these",
    "there is such a thing",
    "all of these",
    "there is no such thing",
    "not all of these together",
];

impl Checker<'_, '_> {
    /// That a rule is cited as it was written.
    pub(super) fn rule_as_written(&mut self, node: &Node) {
        let (true, Some(id)) = (node.is_rule(), node.rule) else { return };
        let program = self.world.program;
        let rule = program.rule(id);
        let kind = if rule.exception_to.is_some() { "exception" } else { "rule" };
        if node.kind != kind || node.sentence != format!("{kind} {}", rule.label) {
            self.refute(node, format!("it is not what it says: this is {kind} {}", rule.label));
        }
        let cited: Vec<String> = rule.citations.iter().map(|it| program.in_words(it)).collect();
        if node.citations != cited {
            self.refute(node, format!("the rule cites {}", or_nothing(&cited.join("; "))));
        }
        let basis = rule.basis.map(|it| match it {
            Basis::Primary => "primary",
            Basis::Quoted => "quoted",
            Basis::Secondary => "secondary",
            Basis::Unverified => "unverified",
        });
        if node.basis.as_deref() != basis {
            self.refute(
                node,
                format!("the basis of the rule is {}", or_nothing(basis.unwrap_or(""))),
            );
        }
        if node.see.is_some() {
            let same = |it: &Node| it.rule == node.rule && it.status == node.status;
            if !self.steps.tree.seen(node).is_some_and(same) {
                self.refute(node, "it refers to a step that does not say the same");
            }
        }
    }

    /// The instances that a step shows, of those for what is above it and against it.
    pub(super) fn fitting(
        &mut self,
        node: &Node,
        for_it: &[usize],
        against: &[usize],
    ) -> Vec<usize> {
        let of_rule = |it: &usize| Some(self.world.instances[*it].rule) == node.rule;
        let instances: Vec<usize> = for_it.iter().chain(against).copied().filter(of_rule).collect();
        if node.status == "fails" {
            if against.iter().any(|it| instances.contains(it))
                && !for_it.iter().any(|it| instances.contains(it))
            {
                self.refute(node, "a rule against it that does not apply is no reason");
            }
            return Vec::new();
        }
        if node.see.is_some() {
            let same = |it: &usize| self.status(*it) == node.status;
            let found: Vec<usize> = instances.into_iter().filter(same).collect();
            if found.is_empty() {
                self.refute(node, "this rule says nothing about what is above it");
            }
            return found;
        }
        let (fit, wrong) = self.best(node, &instances);
        self.refute_all(wrong);
        for it in &fit {
            let contrary = against.contains(it) && !for_it.contains(it);
            if contrary != node.remark.starts_with("says that ") {
                self.refute(node, "it does not say on which side the rule stands");
            }
        }
        fit
    }

    /// The instances that a step fits, or what is wrong with it for the one that it fits best.
    pub(super) fn best(&mut self, node: &Node, instances: &[usize]) -> (Vec<usize>, Vec<Wrong>) {
        let mut fit = Vec::new();
        let mut least = vec![(node.at, "this rule says nothing about what is above it".to_owned())];
        let mut tried = false;
        for it in instances {
            let wrong = self.fits(node, *it);
            if wrong.is_empty() {
                fit.push(*it);
            } else if !tried || wrong.len() < least.len() {
                least = wrong;
                tried = true;
            }
        }
        if fit.is_empty() { (fit, least) } else { (fit, Vec::new()) }
    }

    /// What is wrong with a step, if it is about a certain instance.
    pub(super) fn fits(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
        let status = self.status(instance);
        if node.status != status {
            let wrong = format!("its status is not `{}` but `{status}`", node.status);
            return vec![(node.at, wrong)];
        }
        let parts = self.steps.parts.of[instance].clone();
        let exception = node.is("exception") && self.is_below_rule(node);
        let kinds = self.steps.parts.kinds[instance].clone();
        let mut wrong = self.conditions(node, &parts, &kinds, exception);
        if !exception {
            wrong.extend(self.kinds(node, &kinds));
        }
        wrong.extend(self.beside(node, instance, exception));
        wrong.extend(self.barren(node, instance));
        wrong.extend(self.exceptions(node, instance));
        wrong.extend(self.stronger(node, instance));
        wrong
    }

    /// Whether an exception is shown as one, and not as a rule that concludes something itself.
    pub(super) fn is_below_rule(&self, node: &Node) -> bool {
        node.parent.is_some_and(|it| self.steps.tree.nodes[it].is_rule())
    }

    /// That all conditions are accounted for, and nothing else is.
    pub(super) fn conditions(
        &mut self,
        node: &Node,
        parts: &[Part],
        kinds: &[String],
        own: bool,
    ) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let children: Vec<&Node> = self.steps.tree.children(node).collect();
        let mut groups =
            children.iter().filter(|it| it.is("group") && HEADINGS.contains(&&*it.sentence));
        for part in parts.iter().filter(|it| it.own || !own) {
            if part.counts {
                wrong.extend(self.counted(node, part));
            }
            if part.simple {
                let saying = children.iter().find(|it| self.says(it, part));
                if let Some(it) = saying {
                    wrong.extend(self.status_beside(it, part));
                    continue;
                }
                if !is_denied_comparison(part) {
                    if !goes_without(part) {
                        let what = format!("it leaves out a condition: {}", self.written(part));
                        wrong.push((node.at, what));
                    }
                    continue;
                }
            }
            let Some(group) = groups.next() else {
                wrong.push((node.at, format!("it leaves out a condition: {}", self.written(part))));
                continue;
            };
            if let Some(formula) = &part.formula {
                wrong.extend(self.group(group, part, formula));
            }
        }
        if let Some(it) = groups.next() {
            wrong.push((it.at, "there is no such condition".to_owned()));
        }
        for child in children.iter().filter(|it| it.is("sentence")) {
            let of_kind = |it: &Said| match &it.about {
                About::Kind(..) => kinds.contains(&it.claim),
                _ => true,
            };
            let known = (is_beside(child, parts) || self.is_reckoned_with(child, node))
                && child.said.as_ref().is_none_or(of_kind);
            let compares = child
                .said
                .as_ref()
                .is_some_and(|it| it.compares.is_some() && !matches!(it.about, About::Value(..)));
            let known = known && (!compares || self.is_made_from(child, node));
            if !known && !parts.iter().any(|it| self.says(child, it)) {
                wrong.push((child.at, "this is no condition of the rule".to_owned()));
            }
        }
        wrong
    }

    /// Whether a step says what a condition says.
    pub(super) fn says(&self, node: &Node, part: &Part) -> bool {
        match &node.said {
            Some(said) => {
                said.claim == part.claim
                    || part.also.contains(&said.claim)
                    || part.attributes.contains(&said.claim) && node.status != "holds"
            }
            None => node.sentence == self.written(part) || part.worded.contains(&node.sentence),
        }
    }

    /// That a step that can only be read beside its condition has the status of that.
    pub(super) fn status_beside(&mut self, node: &Node, part: &Part) -> Option<Wrong> {
        let formula = part.formula.as_ref().filter(|_| node.said.is_none())?;
        let status = word(self.verdicts(formula));
        (node.status != status)
            .then(|| (node.at, format!("its status is not `{}` but `{status}`", node.status)))
    }

    /// Whether a comparison says that what a rule divides by for its conclusion is not zero.
    fn is_made_from(&self, node: &Node, rule: &Node) -> bool {
        let (Some(said), Some(id)) = (&node.said, rule.rule) else { return false };
        let mut made = false;
        if !said.claim.ends_with(" Different 0") {
            return false;
        }
        for term in concluded(self.rule(id)) {
            term.each(&mut |it| {
                if let Term::Attribute(it) = it {
                    made |= said.claim.contains(&format!("the {}(", it.phrase.0));
                }
            });
        }
        made
    }

    /// Whether a step gives an attribute that a rule needs for what it concludes.
    pub(super) fn is_reckoned_with(&self, node: &Node, rule: &Node) -> bool {
        let (Some(said), Some(id)) = (&node.said, rule.rule) else { return false };
        let (About::Value((phrase, _), ..) | About::Some(phrase, _)) = &said.about else {
            return false;
        };
        let mut reads = false;
        let mut visit =
            |it: &Term| reads |= matches!(it, Term::Attribute(it) if it.phrase == *phrase);
        for rule in self.world.program.lineage(id) {
            let Some(conclusion) = &rule.conclusion else { continue };
            conclusion.terms().iter().for_each(|it| it.each(&mut visit));
            if let Conclusion::Value { value, .. } = conclusion {
                value.each(&mut visit);
            }
        }
        reads
    }

    /// A heading over the parts of a condition.
    pub(super) fn group(&mut self, node: &Node, part: &Part, formula: &Formula) -> Vec<Wrong> {
        let status = word(self.verdicts(formula));
        if node.status != status {
            let wrong = format!("its status is not `{}` but `{status}`", node.status);
            return vec![(node.at, wrong)];
        }
        let mut wrong = Vec::new();
        if node.children.is_empty() {
            wrong.push((node.at, "nothing stands below it".to_owned()));
        }
        let shapes = shapes(part);
        let listed = self.steps.tree.listed(node);
        wrong.extend(self.something_counts(&listed, std::slice::from_ref(part)));
        for it in listed.iter().filter(|it| it.is("sentence")) {
            if let Some(said) = &it.said
                && !shapes.contains(&shape(&said.claim))
                && !matches!(said.about, About::Kind(_, kind) if part.kinds.contains(&kind))
            {
                wrong.push((it.at, "this is no part of the condition".to_owned()));
            }
        }
        let children = self.steps.tree.children(node);
        let holds = children.filter(|it| it.status == "holds").count();
        if node.sentence == "at least one of these" && status == "holds" && holds == 0 {
            // It may be so in one way or another, whatever is open.
            if !listed.iter().any(|it| it.status == "open") {
                wrong.push((node.at, "nothing below it is so".to_owned()));
            }
        }
        wrong.extend(self.branches(node, part, status));
        wrong.extend(self.within(node, part, status));
        wrong.extend(denied_comparison(node, part, &listed));
        wrong
    }

    /// Where a list of alternatives is not so, or may be: each of them that is one sentence about known things is there.
    pub(super) fn branches(&mut self, node: &Node, part: &Part, status: &str) -> Vec<Wrong> {
        let (inner, denied) = match &part.condition.kind {
            ConditionKind::Not(it) => (&it.condition.kind, true),
            it => (it, false),
        };
        let ConditionKind::Any(_) = inner else { return Vec::new() };
        let so = (status == "holds") != denied && status != "open";
        let listed = self.steps.tree.listed(node);
        let mut wrong = Vec::new();
        for (claim, formula) in &part.branches {
            let denied = format!("not ({claim})");
            let says = |it: &&Node| {
                it.said.as_ref().is_some_and(|it| it.claim == *claim || it.claim == denied)
            };
            let bears = match status {
                "open" => word(self.verdicts(formula)) != "fails",
                _ => !so,
            };
            if bears && !listed.iter().any(says) {
                wrong.push((node.at, "it leaves out an alternative".to_owned()));
            }
        }
        wrong
    }

    /// A condition as it was written.
    pub(super) fn written(&self, part: &Part) -> String {
        let written = self.subject.sources.slice(part.condition.span);
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What is shown although it was not written as a condition: the kinds of things, and the values of attributes.
pub(super) fn is_beside(node: &Node, parts: &[Part]) -> bool {
    let counts = parts.iter().any(|it| it.counts);
    match node.said.as_ref().map(|it| &it.about) {
        Some(About::Kind(..)) => node.status != "fails",
        Some(About::Value((phrase, _), ..) | About::Some(phrase, _)) => parts.iter().any(|it| {
            let mut reads = false;
            it.condition.each_term(&mut |it| {
                reads |= matches!(it, Term::Attribute(it) if it.phrase == *phrase);
            });
            reads
        }),
        Some(About::Other) => true,
        None => counts || node.sentence.ends_with(" is unknown"),
        _ => false,
    }
}

/// Whether nobody would say a condition: that a thing or value is itself.
fn goes_without(part: &Part) -> bool {
    let equal = |claim: &str| claim.split_once(" = ").is_some_and(|it| it.0 == it.1);
    match &part.condition.kind {
        ConditionKind::Same(..) | ConditionKind::Compare(..) => equal(&part.claim),
        _ => false,
    }
}

/// Whether a condition denies a comparison, which may be shown as what is compared under a heading.
pub(super) fn is_denied_comparison(part: &Part) -> bool {
    match &part.condition.kind {
        ConditionKind::Not(it) => {
            matches!(it.condition.kind, ConditionKind::Compare(..) | ConditionKind::Same(..))
        }
        _ => false,
    }
}

/// What the sentences in a condition are, without of whom. In what is denied, sentences may be affirmed or denied.
pub(super) fn shapes(part: &Part) -> Vec<String> {
    let mut found = vec!["value".to_owned(), "not value".to_owned()];
    let mut add = |it: &Condition| {
        found.extend(match &it.kind {
            ConditionKind::Holds(atom) => Some(atom.phrase.0.to_string()),
            ConditionKind::OfKind(_, kind) => Some(format!("kind {}", kind.0)),
            _ => None,
        });
    };
    part.condition.each(&mut add);
    part.condition.each_term(&mut |it| {
        if let Term::Aggregate(it) = it
            && let Some(it) = &it.condition
        {
            it.each(&mut add);
        }
    });
    let denied: Vec<String> = found.iter().map(|it| format!("not {it}")).collect();
    match (&part.condition.kind, part.simple) {
        (ConditionKind::Not(_), true) if !is_denied_comparison(part) => denied,
        (_, true) => found,
        _ => [found, denied].concat(),
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
