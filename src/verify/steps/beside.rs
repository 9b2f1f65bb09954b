//! What has to be shown beside the conditions: kinds, readings, attributes, and what counts.

use super::{Checker, Wrong, parts::Part, tree::Node, word};

impl Checker<'_, '_> {
    /// That the things of a rule are said to be of their kinds.
    pub(super) fn kinds(&self, node: &Node, kinds: &[String]) -> Vec<Wrong> {
        let says = |claim: &&String| {
            let mut children = self.steps.tree.children(node);
            children.any(|it| it.said.as_ref().is_some_and(|it| it.claim == **claim))
        };
        let missing = kinds.iter().filter(|it| !says(it));
        let what = "it leaves out of which kind something has to be";
        missing.map(|_| (node.at, what.to_owned())).collect()
    }

    /// That the reading that a rule belongs to is named, and the attributes that it reads.
    pub(super) fn beside(&self, node: &Node, instance: usize) -> Vec<Wrong> {
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
    pub(super) fn counted(&mut self, node: &Node, part: &Part) -> Vec<Wrong> {
        let listed = self.steps.tree.listed(node);
        if self.counts_less(&listed, part) {
            vec![(node.at, "it leaves out something that counts".to_owned())]
        } else {
            Vec::new()
        }
    }

    /// Whether something that may count for a number or sum is not there.
    pub(super) fn counts_less(&mut self, listed: &[&Node], part: &Part) -> bool {
        let says = |claim: &String| {
            listed.iter().any(|it| it.said.as_ref().is_some_and(|it| it.claim == *claim))
        };
        let missing = part.members.iter().filter(|it| !it.0.iter().all(says));
        missing.into_iter().any(|it| word(self.verdicts(&it.1)) != "fails")
    }
}
