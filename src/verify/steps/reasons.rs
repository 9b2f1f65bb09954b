//! Is a sentence so, by what the steps below it say?

use crate::{
    program::{RuleId, Status},
    vocabulary::{Entity, PhraseId},
};

use super::super::formula::{Formula, Key, any};
use super::{Checker, said::About, tree::Node, word};

/// What speaks for and against what a sentence is about.
struct Sides {
    for_it: Vec<usize>,
    against: Vec<usize>,
}

impl Checker<'_, '_> {
    /// That a sentence has its status and standing, and that what it cites is stated.
    pub(super) fn sentence(&mut self, node: &Node) {
        let above = node.parent.map(|it| &self.steps.tree.nodes[it]);
        if node.is("sentence") && above.is_some_and(|it| it.sentence == node.sentence) {
            self.refute(node, "it repeats what is above it");
        }
        let steps = self.steps;
        let beside: &[usize] = match above {
            Some(above) if above.is_rule() => &above.children,
            Some(_) => &[],
            None => &steps.tree.roots,
        };
        let mut before = beside.iter().take_while(|it| **it != node.at);
        // With each of several values the same may be compared.
        let compares = node.said.as_ref().is_some_and(|it| it.compares.is_some());
        let says = node.is("sentence") && !(compares && above.is_none());
        if before.any(|it| says && steps.tree.nodes[*it].sentence == node.sentence) {
            self.refute(node, "it is said twice");
        }
        let Some(said) = &node.said else { return };
        let status = if said.elsewhere { "fails" } else { word(self.verdicts(&said.formula)) };
        if node.status != status {
            let wrong = format!("its status is not `{}` but `{status}`", node.status);
            self.refute(node, wrong);
            return;
        }
        self.remark(node, &said.about);
        self.compared(node);
        let standing = self.standing(node, &said.about);
        if let Some(standing) = standing
            && node.standing.as_deref() != standing
            && !(node.standing.is_none() && node.remark == "which closes the circle")
        {
            let named = |it: Option<&str>| it.map_or("nothing".to_owned(), |it| format!("`{it}`"));
            let wrong = format!(
                "its standing is not {} but {}",
                named(node.standing.as_deref()),
                named(standing)
            );
            self.refute(node, wrong);
        }
    }

    /// What settles what a sentence is about; nothing where that isn't said.
    #[expect(clippy::option_option, reason = "that nothing settles it may have to be said, too")]
    fn standing(&mut self, node: &Node, about: &About) -> Option<Option<&'static str>> {
        match about {
            About::Atom(key, positive) => {
                Some(self.standing_of(key, None, *positive, &node.status))
            }
            About::Value(key, value, positive) if node.standing.is_some() => {
                Some(self.standing_of(key, Some(value), *positive, &node.status))
            }
            About::Kind(..) => Some(match node.status.as_str() {
                "open" => None,
                "fails" => Some("ruled out"),
                _ => Some("stated"),
            }),
            About::Some(..) if node.remark == "there is no other" => Some(None),
            About::Some(..) => Some((node.status == "fails").then_some("not established")),
            About::Other if node.sentence.starts_with("there is ") => {
                Some((node.status == "fails").then_some("not established"))
            }
            About::Value(..) => None,
            About::Other => Some(None),
        }
    }

    fn standing_of(
        &mut self,
        key: &Key,
        value: Option<&Entity>,
        positive: bool,
        status: &str,
    ) -> Option<&'static str> {
        if self.world.facts.get(key).is_some_and(|it| it.status != Status::Unknown) {
            return Some("stated");
        }
        if status == "open" || status == "circular" {
            return None;
        }
        if (status == "holds") == positive {
            return Some("concluded");
        }
        let sides = self.sides(key, value);
        if sides.against.iter().any(|it| self.status(*it) == "holds") {
            Some("ruled out")
        } else if sides.for_it.iter().any(|it| self.status(*it) == "defeated") {
            Some("defeated")
        } else {
            Some("not established")
        }
    }

    /// The instances for an atom and against it; for an attribute, those that give it the value and another one.
    fn sides(&self, key: &Key, value: Option<&Entity>) -> Sides {
        match value {
            None => Sides {
                for_it: self.world.found(key, true).to_vec(),
                against: self.world.found(key, false).to_vec(),
            },
            Some(value) => {
                let given = self.world.given(key);
                let of = |same: bool| {
                    let of = given.iter().filter(|it| (it.0 == *value) == same);
                    of.map(|it| it.1).collect()
                };
                Sides { for_it: of(true), against: of(false) }
            }
        }
    }

    /// That a remark tells the truth about what the case states.
    fn remark(&mut self, node: &Node, about: &About) {
        let unknown;
        let (key, positive) = match about {
            About::Atom(key, positive) | About::Value(key, _, positive) => (key, *positive),
            About::Kind(thing, _) => {
                let place = self.place(self.world.things[thing.0 as usize].span);
                if node.remark.starts_with("so stated")
                    && node.remark != format!("so stated ({place})")
                {
                    self.refute(node, "this is not stated at the place that it cites");
                }
                return;
            }
            About::Some(phrase, known) => match known.iter().cloned().collect() {
                Some(items) => {
                    unknown = (*phrase, items);
                    (&unknown, true)
                }
                None => return,
            },
            About::Other => return,
        };
        let stated = self.world.facts.get(key).cloned();
        let stated_as = stated.as_ref().and_then(|it| match (it.status, &it.value, about) {
            (Status::Unknown, ..) => None,
            (_, Some(value), About::Value(_, other, _)) => Some(value == other),
            (status, ..) => Some(status == Status::Yes),
        });
        let place = stated.as_ref().map(|it| self.place(it.span)).unwrap_or_default();
        let supposed = stated.as_ref().is_some_and(|it| it.supposed);
        let expected = match (stated_as, supposed) {
            (Some(it), false) if it == positive => format!("the case says so ({place})"),
            (Some(_), false) => format!("the case says no ({place})"),
            (Some(it), true) if it == positive => "as supposed".to_owned(),
            (Some(_), true) => "supposed not to be so".to_owned(),
            (None, _) => {
                let says = ["the case says so", "the case says no", "as supposed", "supposed not"];
                if says.iter().any(|it| node.remark.starts_with(it)) {
                    self.refute(node, "nothing is stated about this");
                }
                let unknown = format!("open: the case says that it is unknown ({place})");
                if node.remark.starts_with("open: the case says that") && node.remark != unknown {
                    self.refute(
                        node,
                        "this is not stated to be unknown at the place that it cites",
                    );
                }
                return;
            }
        };
        let says = node.remark.starts_with("the case says") || node.remark.contains("supposed");
        if node.remark != expected && (matches!(about, About::Atom(..)) || says) {
            self.refute(node, format!("what is stated about this is: {expected}"));
        }
    }

    /// `file:line`, with the file's own name only.
    fn place(&self, span: crate::source::Span) -> String {
        let place = self.subject.sources.place(span);
        place.rsplit(['/', '\\']).next().unwrap_or(&place).to_owned()
    }

    /// That every rule is shown that could have concluded something of things that are not known.
    fn nothing_like_it(&mut self, node: &Node, goal: &(PhraseId, Vec<Option<Entity>>)) {
        if node.status != "fails" || self.is_elsewhere(node) {
            return;
        }
        self.all_that_could(node, goal, &[]);
        let steps = self.steps;
        for child in steps.tree.children(node) {
            if child.is_rule() && child.status != "fails" {
                self.refute(child, "nothing is so of which this rule could say it");
            }
        }
    }

    /// That the steps below a sentence are the reasons for it.
    pub(super) fn reasons(&mut self, node: &Node) {
        let Some(said) = node.said.clone() else { return };
        let (key, value) = match &said.about {
            About::Atom(key, _) => (key.clone(), None),
            About::Value(key, value, _) => (key.clone(), Some(value.clone())),
            About::Some(phrase, known) => {
                self.nothing_like_it(node, &(*phrase, known.clone()));
                return;
            }
            About::Kind(..) | About::Other => return,
        };
        let stated = self.world.facts.get(&key).is_some_and(|it| it.status != Status::Unknown);
        if stated || self.is_elsewhere(node) {
            return;
        }
        let sides = self.sides(&key, value.as_ref());
        let is_so = match &said.about {
            About::Atom(_, true) | About::Value(_, _, true) => node.status.as_str(),
            _ => match node.status.as_str() {
                "holds" => "fails",
                "fails" => "holds",
                it => it,
            },
        };
        let mut shown = Vec::new();
        for child in self.steps.tree.children(node).filter(|it| it.is_rule()) {
            shown.extend(self.fitting(child, &sides.for_it, &sides.against));
        }
        let for_it: Vec<usize> =
            shown.iter().copied().filter(|it| sides.for_it.contains(it)).collect();
        if is_so != "fails" {
            self.all_apply(node);
        }
        match is_so {
            "holds" => {
                let effects = for_it.iter().map(|it| Formula::Is(self.world.instances[*it].effect));
                if word(self.verdicts(&any(effects))) != "holds" {
                    self.refute(node, "no rule below it establishes it");
                }
                self.all_that_may(node, &sides.against, &shown);
            }
            "fails" => {
                let against = sides.against.iter().filter(|it| shown.contains(it));
                if against.into_iter().any(|it| self.status(*it) == "holds") {
                    // What rules for it lack may be told, too.
                    self.all_that_may(node, &sides.for_it, &shown);
                    return;
                }
                self.all_that_may(node, &sides.against, &shown);
                let known = key.1.iter().cloned().map(Some).collect();
                self.all_that_could(node, &(key.0, known), &sides.for_it);
            }
            _ => {
                self.all_that_may(node, &sides.for_it, &shown);
                self.all_that_may(node, &sides.against, &shown);
            }
        }
    }

    /// That only rules that may apply are shown.
    fn all_apply(&mut self, node: &Node) {
        let steps = self.steps;
        for it in steps.tree.children(node).filter(|it| it.is_rule() && it.status == "fails") {
            self.refute(it, "a rule that does not apply is no reason");
        }
    }

    /// Whether the reasons of a sentence are given at another step that says the same.
    fn is_elsewhere(&mut self, node: &Node) -> bool {
        if !node.children.is_empty() {
            return false;
        }
        if node.see.is_some() {
            match self.steps.tree.seen(node) {
                Some(it) if it.sentence == node.sentence || it.topic() == node.topic() => {
                    return true;
                }
                _ => self.refute(node, "it refers to a step that does not say the same"),
            }
            return true;
        }
        self.steps.tree.is_reasoned(node)
    }

    /// That of some instances all are shown that are in effect in some way.
    fn all_that_may(&mut self, node: &Node, instances: &[usize], shown: &[usize]) {
        for it in instances {
            let rule = self.world.instances[*it].rule;
            let shows = |other: &usize| self.world.instances[*other].rule == rule;
            // One instance of a rule that settles the matter is enough, and numbers differ between instances.
            let counted = self.steps.parts.of[*it].iter().any(|it| it.counts);
            let alike = shown.iter().copied().filter(shows).collect::<Vec<_>>();
            let enough = alike.iter().any(|it| counted || self.status(*it) == "holds");
            // What is wrong with a step about the rule has been said.
            let mut children = self.steps.tree.children(node);
            let misfit = alike.is_empty()
                && children.any(|it| it.rule == Some(rule) && it.status != "fails");
            if !shown.contains(it) && !enough && !misfit && self.status(*it) != "fails" {
                let label = &self.rule(rule).label;
                let wrong = format!(
                    "rule {label} bears on it, and is not shown for all that it applies to"
                );
                self.refute(node, wrong);
            }
        }
    }

    /// Whether an exception is shown to apply to a rule below a sentence.
    fn is_applied(&self, node: &Node, exception: RuleId) -> bool {
        let tree = &self.steps.tree;
        let shown = tree.children(node).map(|it| tree.seen(it).unwrap_or(it));
        let mut below = shown.filter(|it| it.status == "defeated").flat_map(|it| tree.children(it));
        below.any(|it| it.rule == Some(exception) && it.status == "holds")
    }

    /// That every rule that could have concluded something is shown.
    fn all_that_could(
        &mut self,
        node: &Node,
        goal: &(PhraseId, Vec<Option<Entity>>),
        instances: &[usize],
    ) {
        let Some(candidates) = self.steps.parts.could.get(goal) else { return };
        let mut shown = Vec::new();
        for candidate in candidates {
            let of_it: Vec<usize> = instances
                .iter()
                .copied()
                .filter(|it| self.world.instances[*it].rule == candidate.rule)
                .collect();
            let mut steps = self.steps.tree.children(node);
            let step = steps.find(|it| it.rule == Some(candidate.rule) && !shown.contains(&it.at));
            let Some(step) = step else {
                if self.is_applied(node, candidate.rule) {
                    continue;
                }
                let label = &self.rule(candidate.rule).label;
                let wrong = format!("rule {label} could have concluded it, and is not shown");
                self.refute(node, wrong);
                continue;
            };
            shown.push(step.at);
            if step.status == "fails" {
                let wrong = self.obstacles(step, candidate, &of_it);
                self.refute_all(wrong);
            }
        }
        let steps = self.steps;
        for child in steps.tree.children(node) {
            if child.is_rule() && child.status == "fails" && !shown.contains(&child.at) {
                self.refute(child, "this rule could not have concluded it");
            }
        }
    }
}
