//! Does a step about a rule say what the rule says, of things for which it is so?

use crate::program::{Basis, Conclusion, Condition, ConditionKind, RuleId, Term};

use super::super::formula::Formula;
use super::{
    Checker, Wrong,
    parts::{Candidate, Part, is_ruled_out},
    said::{About, Said, shape},
    tree::Node,
    word,
};

/// The headings over the parts of a condition.
const HEADINGS: [&str; 6] = [
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
        fit
    }

    /// The instances that a step fits, or what is wrong with it for the one that it fits best.
    fn best(&mut self, node: &Node, instances: &[usize]) -> (Vec<usize>, Vec<Wrong>) {
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
    fn fits(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
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
            wrong.extend(self.beside(node, instance));
        }
        wrong.extend(self.exceptions(node, instance));
        wrong.extend(self.stronger(node, instance));
        wrong
    }

    /// Whether an exception is shown as one, and not as a rule that concludes something itself.
    fn is_below_rule(&self, node: &Node) -> bool {
        node.parent.is_some_and(|it| self.steps.tree.nodes[it].is_rule())
    }

    /// That all conditions are accounted for, and nothing else is.
    fn conditions(
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
                    if !self.goes_without(part) {
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
            let known = (self.is_beside(child, parts) || self.is_reckoned_with(child, node))
                && child.said.as_ref().is_none_or(of_kind);
            if !known && !parts.iter().any(|it| self.says(child, it)) {
                wrong.push((child.at, "this is no condition of the rule".to_owned()));
            }
        }
        wrong
    }

    /// That the things of a rule are said to be of their kinds.
    fn kinds(&self, node: &Node, kinds: &[String]) -> Vec<Wrong> {
        let says = |claim: &&String| {
            let mut children = self.steps.tree.children(node);
            children.any(|it| it.said.as_ref().is_some_and(|it| it.claim == **claim))
        };
        let missing = kinds.iter().filter(|it| !says(it));
        let what = "it leaves out of which kind something has to be";
        missing.map(|_| (node.at, what.to_owned())).collect()
    }

    /// That the reading that a rule belongs to is named, and the attributes that it reads.
    fn beside(&self, node: &Node, instance: usize) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let steps = self.steps;
        let listed = steps.tree.listed(node);
        for reading in node.rule.iter().filter_map(|it| self.rule(*it).reading) {
            let it = &self.world.program.provisions[reading.provision.0 as usize];
            let name = &it.readings[reading.reading as usize];
            let sentence = format!("the {name} reading of {} prevails", it.name);
            if it.readings.len() > 1 && !listed.iter().any(|it| it.sentence == sentence) {
                wrong.push((node.at, format!("it leaves out that {sentence}")));
            }
        }
        for attribute in &steps.parts.attributes[instance] {
            let says = |it: &&Node| it.said.as_ref().is_some_and(|it| it.claim.contains(attribute));
            if !listed.iter().any(says) {
                wrong.push((node.at, "it leaves out the value of an attribute".to_owned()));
            }
        }
        wrong
    }

    /// That everything that counts for a number or sum is there.
    fn counted(&mut self, node: &Node, part: &Part) -> Vec<Wrong> {
        let listed = self.steps.tree.listed(node);
        match self.counts_less(&listed, part) {
            true => vec![(node.at, "it leaves out something that counts".to_owned())],
            false => Vec::new(),
        }
    }

    /// Whether something that may count for a number or sum is not there.
    fn counts_less(&mut self, listed: &[&Node], part: &Part) -> bool {
        let says = |claim: &String| {
            listed.iter().any(|it| it.said.as_ref().is_some_and(|it| it.claim == *claim))
        };
        let missing = part.members.iter().filter(|it| !it.0.iter().all(says));
        missing.into_iter().any(|it| word(self.verdicts(&it.1)) != "fails")
    }

    /// Whether a step says what a condition says.
    fn says(&self, node: &Node, part: &Part) -> bool {
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
    fn status_beside(&mut self, node: &Node, part: &Part) -> Option<Wrong> {
        let formula = part.formula.as_ref().filter(|_| node.said.is_none())?;
        let status = word(self.verdicts(formula));
        (node.status != status)
            .then(|| (node.at, format!("its status is not `{}` but `{status}`", node.status)))
    }

    /// What is shown although it was not written as a condition: the kinds of things, and the values of attributes.
    fn is_beside(&self, node: &Node, parts: &[Part]) -> bool {
        let counts = parts.iter().any(|it| it.counts);
        match node.said.as_ref().map(|it| &it.about) {
            Some(About::Kind(..)) => node.status != "fails",
            Some(About::Value((phrase, _), ..) | About::Some(phrase, _)) => {
                parts.iter().any(|it| {
                    let mut reads = false;
                    it.condition.each_term(&mut |it| {
                        reads |= matches!(it, Term::Attribute(it) if it.phrase == *phrase);
                    });
                    reads
                })
            }
            Some(About::Other) => true,
            None => counts || node.sentence.ends_with(" is unknown"),
            _ => false,
        }
    }

    /// Whether a step gives an attribute that a rule needs for what it concludes.
    fn is_reckoned_with(&self, node: &Node, rule: &Node) -> bool {
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

    /// Whether nobody would say a condition: that a thing or value is itself.
    fn goes_without(&self, part: &Part) -> bool {
        let equal = |claim: &str| claim.split_once(" = ").is_some_and(|it| it.0 == it.1);
        match &part.condition.kind {
            ConditionKind::Same(..) | ConditionKind::Compare(..) => equal(&part.claim),
            _ => false,
        }
    }

    /// A heading over the parts of a condition.
    fn group(&mut self, node: &Node, part: &Part, formula: &Formula) -> Vec<Wrong> {
        let status = word(self.verdicts(formula));
        if node.status != status {
            let wrong = format!("its status is not `{}` but `{status}`", node.status);
            return vec![(node.at, wrong)];
        }
        let mut wrong = Vec::new();
        let shapes = shapes(part);
        let listed = self.steps.tree.listed(node);
        for it in listed.iter().filter(|it| it.is("sentence")) {
            if let Some(said) = &it.said
                && !shapes.contains(&shape(&said.claim))
                && !matches!(said.about, About::Kind(..))
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
        wrong
    }

    /// Where a list of alternatives is not so, or may be: each of them that is one sentence about known things is there.
    fn branches(&self, node: &Node, part: &Part, status: &str) -> Vec<Wrong> {
        let (inner, denied) = match &part.condition.kind {
            ConditionKind::Not(it) => (&it.condition.kind, true),
            it => (it, false),
        };
        let ConditionKind::Any(_) = inner else { return Vec::new() };
        if (status == "holds") != denied || status == "open" {
            return Vec::new();
        }
        let listed = self.steps.tree.listed(node);
        let mut wrong = Vec::new();
        for claim in &part.branches {
            let denied = format!("not ({claim})");
            let says = |it: &&Node| {
                it.said.as_ref().is_some_and(|it| it.claim == *claim || it.claim == denied)
            };
            if !listed.iter().any(says) {
                wrong.push((node.at, "it leaves out an alternative".to_owned()));
            }
        }
        wrong
    }

    /// That all exceptions that count are considered.
    fn exceptions(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let steps = self.steps;
        let candidates = &steps.parts.exceptions[instance];
        let shown: Vec<&Node> = steps.tree.children(node).filter(|it| it.is("exception")).collect();
        for it in &shown {
            if !candidates.iter().any(|candidate| Some(candidate.rule) == it.rule) {
                wrong.push((it.at, "this is no exception to the rule".to_owned()));
            }
        }
        for candidate in candidates {
            if !self.counts(candidate.rule) {
                continue;
            }
            let of_it: Vec<&Node> =
                shown.iter().copied().filter(|it| it.rule == Some(candidate.rule)).collect();
            if of_it.is_empty() {
                let label = &self.rule(candidate.rule).label;
                wrong.push((node.at, format!("it does not consider exception {label}")));
                continue;
            }
            let all = self.world.instances[instance].exceptions.clone();
            let instances: Vec<usize> = all
                .into_iter()
                .filter(|it| self.world.instances[*it].rule == candidate.rule)
                .collect();
            let mut fit = Vec::new();
            for it in of_it {
                if it.status == "fails" {
                    wrong.extend(self.obstacles(it, candidate, &instances));
                    continue;
                }
                let (fits, why) = self.best(it, &instances);
                fit.extend(fits);
                wrong.extend(why);
            }
            let settled = fit.iter().any(|it| self.status(*it) == "holds");
            for it in instances {
                if !settled
                    && !fit.contains(&it)
                    && matches!(self.status(it), "holds" | "open" | "circular")
                    && wrong.is_empty()
                {
                    let label = &self.rule(candidate.rule).label;
                    let what = format!("exception {label} may apply, and that is not shown");
                    wrong.push((node.at, what));
                }
            }
        }
        wrong
    }

    /// Whether a rule counts, as far as the question takes a reading.
    fn counts(&self, id: RuleId) -> bool {
        self.world.counting[id.0 as usize]
            && self.rule(id).reading.is_none_or(|it| self.world.admits(it))
    }

    /// That what prevails over an instance is named.
    fn stronger(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let steps = self.steps;
        let mut named: Vec<&Node> =
            steps.tree.children(node).filter(|it| it.is("group") && it.rule.is_some()).collect();
        for it in self.world.instances[instance].stronger.clone() {
            let rule = self.world.instances[it].rule;
            let status = self.status(it);
            if matches!(status, "fails" | "defeated") {
                continue;
            }
            let label = &self.rule(rule).label;
            let verb = if status == "holds" { "gives" } else { "may give" };
            let begins = format!("it {verb} way to rule {label}, ");
            let place = named.iter().position(|it| it.rule == Some(rule));
            match place.map(|it| named.remove(it)) {
                Some(it) if it.sentence.starts_with(&begins) && it.status == status => {}
                Some(it) => wrong.push((it.at, format!("it should say: {begins}…"))),
                None => wrong
                    .push((node.at, format!("it does not say that it {verb} way to rule {label}"))),
            }
        }
        let extra =
            named.into_iter().map(|it| (it.at, "it does not give way to this rule".to_owned()));
        wrong.extend(extra);
        wrong
    }

    /// That a rule does not apply, and all that keeps it from that is named.
    pub(super) fn obstacles(
        &mut self,
        node: &Node,
        it: &Candidate,
        instances: &[usize],
    ) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let steps = self.steps;
        if node.see.is_some() {
            return wrong;
        }
        let left_out = ["not in force", "no longer in force", "left out"]
            .iter()
            .any(|begins| node.remark.starts_with(begins));
        if left_out == self.counts(it.rule) {
            let verb = if left_out { "counts" } else { "does not count for this question" };
            return vec![(node.at, format!("the rule {verb}"))];
        }
        if left_out {
            return wrong;
        }
        for instance in instances {
            let status = self.status(*instance);
            if status != "fails" {
                return vec![(node.at, format!("its status is not `fails` but `{status}`"))];
            }
        }
        let listed = steps.tree.listed(node);
        if listed.is_empty() {
            return vec![(
                node.at,
                "it names nothing that keeps the rule from applying".to_owned(),
            )];
        }
        let exception = node.is("exception");
        let unmet = |checker: &mut Self, part: &Part| match &part.formula {
            Some(formula) => word(checker.verdicts(formula)) != "holds",
            None => false,
        };
        let own = exception && it.parts.iter().any(|part| part.own && unmet(self, part));
        for part in it.parts.iter().filter(|part| part.simple && (part.own || !own)) {
            if !unmet(self, part) {
                continue;
            }
            match listed.iter().find(|it| self.says(it, part)) {
                Some(it) => wrong.extend(self.status_beside(it, part)),
                None if self.is_shown_otherwise(part, &listed) => {}
                None => {
                    let what = format!("it leaves out an obstacle: {}", self.written(part));
                    wrong.push((node.at, what));
                }
            }
        }
        let shapes: Vec<String> = it.parts.iter().flat_map(shapes).collect();
        for child in steps.tree.children(node).filter(|it| it.is("sentence")) {
            if child.status == "holds" {
                wrong.push((child.at, "this is so, and so it is no obstacle".to_owned()));
            }
            if let Some(said) = &child.said
                && !shapes.contains(&shape(&said.claim))
                && !matches!(said.about, About::Kind(..) | About::Other)
            {
                wrong.push((child.at, "this is no condition of the rule".to_owned()));
            }
        }
        if wrong.is_empty() {
            wrong.extend(self.each_is_kept(node, &listed, instances));
        }
        wrong
    }

    /// Whether a condition on values is shown as what is compared.
    fn is_shown_otherwise(&self, part: &Part, listed: &[&Node]) -> bool {
        let valued = match &part.condition.kind {
            ConditionKind::Holds(atom) => {
                let slots = &self.world.program.vocabulary.phrase(atom.phrase).slots;
                slots.iter().any(|it| it.sort.kind().is_none())
            }
            _ => is_denied_comparison(part),
        };
        valued
            && listed.iter().any(|it| {
                it.is("group") || it.said.as_ref().is_none_or(|it| shape(&it.claim) == "value")
            })
    }

    /// That for all things for which a rule could apply something is named that keeps it from that.
    fn each_is_kept(&mut self, node: &Node, listed: &[&Node], instances: &[usize]) -> Vec<Wrong> {
        let together = listed.iter().any(|it| it.sentence.ends_with(" together"));
        for instance in instances {
            if together || is_ruled_out(self.world, *instance) {
                continue;
            }
            let parts = self.steps.parts.of[*instance].clone();
            let mut kept = false;
            for part in &parts {
                let named = listed
                    .iter()
                    .any(|it| !it.is("sentence") || it.said.is_none() || self.says(it, part));
                let some = listed.iter().any(|it| {
                    it.said.as_ref().is_some_and(|it| {
                        it.claim.contains('?') && shape(&it.claim) == shape(&part.claim)
                    })
                });
                let unmet =
                    part.formula.as_ref().is_none_or(|it| word(self.verdicts(it)) != "holds");
                kept |= unmet && (named || some);
            }
            if !kept {
                let wrong = "it does not say what keeps the rule from applying to everything that it could apply to";
                return vec![(node.at, wrong.to_owned())];
            }
        }
        Vec::new()
    }

    /// A condition as it was written.
    fn written(&self, part: &Part) -> String {
        let written = self.subject.sources.slice(part.condition.span);
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// That the reasons are about what was asked.
    pub(super) fn roots(&mut self) {
        let steps = self.steps;
        let mut wrong = Vec::new();
        let roots: Vec<&Node> = steps.tree.roots.iter().map(|it| &steps.tree.nodes[*it]).collect();
        let mut named: Vec<&Node> = roots.clone();
        named.extend(roots.iter().filter(|it| it.is("group")).flat_map(|it| steps.tree.listed(it)));
        for part in steps.parts.question.iter().filter(|it| it.simple && it.formula.is_some()) {
            let all = steps.parts.question.iter().map(|it| it.formula.clone());
            let whole =
                super::super::formula::all(all.map(|it| it.unwrap_or(super::super::formula::TRUE)));
            let fails = word(self.verdicts(&whole)) == "fails";
            let formula = part.formula.clone().unwrap_or(super::super::formula::TRUE);
            let met = word(self.verdicts(&formula)) == "holds";
            let shown = self.is_shown_otherwise(part, &named);
            if !(fails && met) && !shown && !named.iter().any(|it| self.says(it, part)) {
                wrong.push(format!(
                    "the reasons do not speak of what was asked: {}",
                    self.written(part)
                ));
            }
        }
        for part in steps.parts.question.iter().filter(|it| it.counts) {
            if self.counts_less(&named, part) {
                wrong.push("the reasons leave out something that counts".to_owned());
            }
        }
        for root in roots {
            let beside = self.is_beside(root, &steps.parts.question);
            let shapes: Vec<String> = steps.parts.question.iter().flat_map(shapes).collect();
            if let Some(said) = &root.said
                && !beside
                && !shapes.contains(&shape(&said.claim))
            {
                self.refute(root, "this was not asked");
            }
        }
        wrong.into_iter().for_each(|it| self.report.refute(it));
    }
}

/// Whether a condition denies a comparison, which may be shown as what is compared under a heading.
fn is_denied_comparison(part: &Part) -> bool {
    match &part.condition.kind {
        ConditionKind::Not(it) => {
            matches!(it.condition.kind, ConditionKind::Compare(..) | ConditionKind::Same(..))
        }
        _ => false,
    }
}

/// What the sentences in a condition are, without of whom. In what is denied, sentences may be affirmed or denied.
fn shapes(part: &Part) -> Vec<String> {
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
