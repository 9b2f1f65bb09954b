//! What keeps a rule from applying, and is that what was asked about?

use crate::program::ConditionKind;

use super::super::formula::Formula;
use super::{
    Checker, Wrong,
    parts::{Candidate, Part, is_ruled_out},
    rules::{HEADINGS, is_beside, is_denied_comparison, shapes},
    said::{About, equal, shape},
    tree::Node,
    word,
};

impl Checker<'_, '_> {
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
                None if listed.iter().any(|it| self.is_no_value(it, part)) => {}
                None => {
                    let what = format!("it leaves out an obstacle: {}", self.written(part));
                    wrong.push((node.at, what));
                }
            }
        }
        for part in it.parts.iter().filter(|part| !part.simple && (part.own || !own)) {
            if let Some(formula) = part.formula.as_ref().filter(|_| unmet(self, part)) {
                wrong.extend(self.lists(node, &listed, part, formula));
            }
        }
        wrong.extend(self.something_counts(&listed, &it.parts));
        wrong.extend(self.no_obstacles(node, it));
        if wrong.is_empty() {
            wrong.extend(self.each_is_kept(node, &listed, instances));
        }
        wrong
    }

    /// That a condition which is no single sentence is listed below a heading.
    fn lists(
        &mut self,
        node: &Node,
        listed: &[&Node],
        part: &Part,
        formula: &Formula,
    ) -> Vec<Wrong> {
        let groups = listed.iter().filter(|it| it.is("group") && HEADINGS.contains(&&*it.sentence));
        let mut least: Option<Vec<Wrong>> = None;
        for it in groups {
            let wrong = self.group(it, part, formula);
            if least.as_ref().is_none_or(|it| wrong.len() < it.len()) {
                least = Some(wrong);
            }
        }
        least.unwrap_or_else(|| {
            vec![(node.at, format!("it leaves out an obstacle: {}", self.written(part)))]
        })
    }

    /// Whether a step says that an attribute of a condition has not the only value that anything could give it.
    fn is_no_value(&mut self, node: &Node, part: &Part) -> bool {
        let Some(About::Value(key, ..)) = node.said.as_ref().map(|it| &it.about) else {
            return false;
        };
        let claim = node.said.as_ref().map(|it| it.claim.as_str()).unwrap_or_default();
        if node.status != "fails" || !part.attributes.iter().any(|it| claim.contains(it)) {
            return false;
        }
        let given: Vec<usize> = self.world.given(key).iter().map(|it| it.1).collect();
        given.into_iter().all(|it| matches!(self.status(it), "fails" | "defeated"))
    }

    /// What is named as an obstacle and is none.
    fn no_obstacles(&self, node: &Node, it: &Candidate) -> Vec<Wrong> {
        let steps = self.steps;
        let mut wrong = Vec::new();
        let shapes: Vec<String> = it.parts.iter().flat_map(shapes).collect();
        for child in steps.tree.children(node).filter(|it| it.is("sentence")) {
            if child.status == "holds" {
                wrong.push((child.at, "this is so, and so it is no obstacle".to_owned()));
            }
            if !self.is_compared(child, it) {
                wrong.push((child.at, "the rule compares nothing like this".to_owned()));
            }
            if let Some(said) = &child.said
                && !shapes.contains(&shape(&said.claim))
                && !matches!(said.about, About::Kind(..) | About::Other)
            {
                wrong.push((child.at, "this is no condition of the rule".to_owned()));
            }
        }
        wrong
    }

    /// Whether a comparison, if it is one, is one of a rule: as a condition, in a slot of its conclusion, or because
    /// nothing is divided by zero.
    fn is_compared(&self, node: &Node, it: &Candidate) -> bool {
        let Some(said) = node.said.as_ref().filter(|it| !matches!(it.about, About::Value(..)))
        else {
            return true;
        };
        let Some(compares) = &said.compares else { return true };
        let in_slot = |(term, item): &(String, String)| {
            if term.starts_with('?') {
                compares.is_empty() && said.claim.split(" = ").any(|it| it == item)
            } else {
                said.claim == equal(term, item)
            }
        };
        let open = |it: &Part| it.claim.contains('?') && shape(&it.claim).ends_with("value");
        it.head.iter().any(in_slot)
            || it.parts.iter().any(|it| self.says(node, it) || open(it))
            || said.claim.ends_with(" Different 0")
    }

    /// Whether a condition on values is shown as what is compared.
    pub(super) fn is_shown_otherwise(&self, part: &Part, listed: &[&Node]) -> bool {
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
    pub(super) fn each_is_kept(
        &mut self,
        node: &Node,
        listed: &[&Node],
        instances: &[usize],
    ) -> Vec<Wrong> {
        let together = listed.iter().any(|it| it.sentence.ends_with(" together"));
        for instance in instances {
            let ruled_out = is_ruled_out(self.world, *instance);
            if together || ruled_out && !node.is("exception") {
                continue;
            }
            let parts = self.steps.parts.of[*instance].clone();
            let mut kept = false;
            let mut others: Vec<&Part> = Vec::new();
            for part in &parts {
                let named = listed
                    .iter()
                    .any(|it| !it.is("sentence") || it.said.is_none() || self.says(it, part));
                let some = listed.iter().any(|it| {
                    it.said.as_ref().is_some_and(|it| {
                        it.claim.contains('?') && shape(&it.claim) == shape(&part.claim)
                    })
                });
                let named = named || listed.iter().any(|it| self.is_no_value(it, part));
                let unmet =
                    part.formula.as_ref().is_none_or(|it| word(self.verdicts(it)) != "holds");
                kept |= unmet && (named || some);
                let shown = named || some || self.is_shown_otherwise(part, listed);
                if unmet && !shown && part.simple && part.formula.is_some() && part.own {
                    others.push(part);
                }
            }
            // A rule may be shown not to apply to things of which not all is known; an exception inherits them.
            if let (true, true, Some(part)) = (kept, node.is("exception"), others.first()) {
                let what = format!("it leaves out an obstacle: {}", self.written(part));
                return vec![(node.at, what)];
            }
            if !kept && !ruled_out {
                let wrong = "it does not say what keeps the rule from applying to everything that it could apply to";
                return vec![(node.at, wrong.to_owned())];
            }
        }
        Vec::new()
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
            let said = shown || named.iter().any(|it| self.says(it, part));
            let needless = fails && met;
            if !said && !needless {
                wrong.push(format!(
                    "the reasons do not speak of what was asked: {}",
                    self.written(part)
                ));
            }
        }
        for part in steps.parts.question.iter().filter(|it| !it.simple || is_denied_comparison(it))
        {
            let groups: Vec<&Node> =
                named.iter().copied().filter(|it| HEADINGS.contains(&&*it.sentence)).collect();
            if let Some(formula) = part.formula.as_ref().filter(|_| !groups.is_empty()) {
                let found = self.lists(groups[0], &groups, part, formula);
                self.refute_all(found);
            }
        }
        for part in steps.parts.question.iter().filter(|it| it.counts) {
            if self.counts_less(&named, part) {
                wrong.push("the reasons leave out something that counts".to_owned());
            }
        }
        for root in roots {
            let beside = is_beside(root, &steps.parts.question);
            let shapes: Vec<String> = steps.parts.question.iter().flat_map(shapes).collect();
            if let Some(said) = &root.said
                && !beside
                && !shapes.contains(&shape(&said.claim))
            {
                self.refute(root, "this was not asked");
            }
            if root.sentence.ends_with(" prevails")
                && root.said.as_ref().is_some_and(|it| it.claim == root.sentence)
            {
                self.refute(root, "this was not asked");
            }
        }
        for it in wrong {
            self.report.refute(it);
        }
    }
}
