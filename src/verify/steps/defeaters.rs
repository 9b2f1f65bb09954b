//! What can keep a rule from being in effect that applies: its exceptions, and stronger rules.

use crate::program::RuleId;

use super::{Checker, Wrong, tree::Node, word};

impl Checker<'_, '_> {
    /// That all exceptions that count are considered.
    pub(super) fn exceptions(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
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

    /// That of an exception that applies and gives no value it is said that it gives none.
    pub(super) fn barren(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
        let steps = self.steps;
        let said = steps
            .tree
            .children(node)
            .find(|it| it.is("group") && it.sentence == "it gives no value");
        let part = steps.parts.barren[instance].as_ref();
        match (said, part.and_then(|it| Some((it, it.formula.as_ref()?)))) {
            (Some(it), Some((part, formula))) => self.group(it, part, formula),
            (Some(it), None) => vec![(it.at, "the exception gives a value".to_owned())],
            (None, Some((_, formula))) if word(self.verdicts(formula)) == "holds" => {
                vec![(node.at, "it does not say that the exception gives no value".to_owned())]
            }
            (None, _) => Vec::new(),
        }
    }

    /// Whether a rule counts, as far as the question takes a reading.
    pub(super) fn counts(&self, id: RuleId) -> bool {
        self.world.counting[id.0 as usize]
            && self.rule(id).reading.is_none_or(|it| self.world.admits(it))
    }

    /// That what prevails over an instance is named.
    pub(super) fn stronger(&mut self, node: &Node, instance: usize) -> Vec<Wrong> {
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
}
