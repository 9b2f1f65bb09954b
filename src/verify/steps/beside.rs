//! What has to be shown beside the conditions: kinds, readings, attributes, and what counts.

use super::super::formula::any;
use super::{
    Checker, Wrong, parts::Part, reads::Member, rules::is_denied_comparison, said::About,
    tree::Node, word,
};

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
    pub(super) fn beside(&self, node: &Node, instance: usize, own: bool) -> Vec<Wrong> {
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
        for (attribute, of_it) in &steps.parts.attributes[instance] {
            if (*of_it || !own) && !listed.iter().any(|it| it.gives(attribute)) {
                wrong.push((node.at, "it leaves out the value of an attribute".to_owned()));
            }
        }
        wrong
    }

    /// That what is compared is shown below a comparison or beside it.
    pub(super) fn compared(&mut self, node: &Node) {
        let Some(said) = &node.said else { return };
        let Some(compares) = &said.compares else { return };
        let concludes = matches!(said.about, About::Value(..)) && node.status != "fails";
        if concludes
            || !node.children.is_empty()
                && matches!(said.about, About::Value(..))
                && compares.len() < 2
        {
            return;
        }
        let steps = self.steps;
        let mut near = steps.tree.listed(node);
        let mut above = node.parent;
        while let Some(parent) = above.map(|it| &steps.tree.nodes[it]) {
            near.extend(steps.tree.listed(parent));
            above = parent.parent.filter(|_| parent.is("group"));
        }
        near.extend(steps.tree.roots.iter().map(|it| &steps.tree.nodes[*it]));
        let gives =
            |attribute: &String| near.iter().any(|it| it.at != node.at && it.gives(attribute));
        if !compares.iter().all(gives) {
            self.refute(node, "it does not say which value is compared");
        }
    }

    /// That what is said to count does, as far as conditions tell.
    pub(super) fn something_counts(&mut self, listed: &[&Node], parts: &[Part]) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        for it in listed.iter().filter(|it| it.sentence == "there is something that counts") {
            let mut fits = false;
            for part in parts.iter().filter(|it| it.counts) {
                let some = any(part.members.iter().map(|it| it.when.clone()));
                fits |= word(self.verdicts(&some)) == it.status;
            }
            let standing = (it.status == "fails").then_some("not established");
            if !fits || it.standing.as_deref() != standing {
                wrong.push((it.at, "this is not what becomes of it".to_owned()));
            }
            if it.children.is_empty() && it.see.is_none() {
                wrong.push((it.at, "it does not say what could count".to_owned()));
            }
        }
        wrong
    }

    /// That everything that counts for a number or sum is there.
    pub(super) fn counted(&mut self, node: &Node, part: &Part) -> Vec<Wrong> {
        let listed = self.steps.tree.listed(node);
        let headed = listed.iter().any(|it| {
            let headings = ["nothing counts", "what counts", "there is something that counts"];
            headings.contains(&&*it.sentence)
        });
        if !headed || self.counts_less(&listed, part) {
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
        let gives = |attribute: &String| listed.iter().any(|it| it.gives(attribute));
        let shown = |it: &Member| it.claims.iter().all(says) && it.attributes.iter().all(gives);
        part.members.iter().any(|it| !shown(it) && word(self.verdicts(&it.when)) != "fails")
    }

    /// Where things may meet what is denied together: that for one which surely does, or else for all which may, all of
    /// it is there.
    pub(super) fn within(&mut self, node: &Node, part: &Part, status: &str) -> Vec<Wrong> {
        if status == "holds" {
            return Vec::new();
        }
        let listed = self.steps.tree.listed(node);
        let says = |claim: &String| {
            listed.iter().any(|it| it.said.as_ref().is_some_and(|it| it.claim == *claim))
        };
        let mut missing = false;
        for it in &part.within {
            match (word(self.verdicts(&it.when)), it.claims.iter().all(says)) {
                ("holds", true) => return Vec::new(),
                ("fails", _) | (_, true) => {}
                _ => missing = true,
            }
        }
        if missing {
            return vec![(node.at, "it leaves out what would have to be so together".to_owned())];
        }
        Vec::new()
    }
}

/// Where a comparison is denied: that it is there, and the value that is compared; or that there is none.
pub(super) fn denied_comparison(node: &Node, part: &Part, listed: &[&Node]) -> Option<Wrong> {
    if !is_denied_comparison(part) || part.formula.is_none() || part.counts {
        return None;
    }
    let is_it = |it: &&&Node| it.said.as_ref().is_some_and(|it| it.compares.is_some());
    let told = |it: &Node| !it.children.is_empty() || it.standing.is_some() || it.see.is_some();
    let without = |it: &&Node| {
        it.status == "fails"
            && it.said.as_ref().is_some_and(|it| matches!(it.about, About::Some(..)))
    };
    let compared = listed.iter().any(|it| is_it(&it));
    let given = |attribute: &String| {
        listed.iter().any(|it| it.gives(attribute) && (told(it) || !is_it(&it)))
            || listed.iter().any(|it| is_it(&it) && told(it))
    };
    let right = listed.iter().any(without) || compared && part.attributes.iter().all(given);
    (!right).then(|| (node.at, "it does not say what is compared".to_owned()))
}
