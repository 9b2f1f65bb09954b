//! Which steps are there? The reasons of an explanation as a list, parents before children.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use crate::program::RuleId;

use super::super::{Report, world::World};
use super::said::{About, Said};

/// A step as it was written.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub(super) at: usize,
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) sentence: String,
    pub(super) status: String,
    pub(super) standing: Option<String>,
    pub(super) rule: Option<RuleId>,
    pub(super) citations: Vec<String>,
    pub(super) basis: Option<String>,
    pub(super) remark: String,
    pub(super) see: Option<String>,
    pub(super) children: Vec<usize>,
    /// The step above it.
    pub(super) parent: Option<usize>,
    /// What its sentence says, if it can be read.
    pub(super) said: Option<Said>,
}

/// All steps, parents before children.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) roots: Vec<usize>,
    /// The first step of each `id`.
    places: FxHashMap<String, usize>,
    /// What the steps with something below them are about.
    reasoned: FxHashSet<String>,
}

impl Node {
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    pub(super) fn is_rule(&self) -> bool {
        self.kind == "rule" || self.kind == "exception"
    }
}

impl Node {
    /// Whether it says which value an attribute has, or that it has none or an unknown one.
    pub(super) fn gives(&self, attribute: &str) -> bool {
        // An attribute of what is an attribute again is shown of the thing that this is.
        let (attribute, of) = attribute.split_at(attribute.find('(').unwrap_or(0));
        let of = if of.contains("the ") { "(" } else { of };
        self.said.as_ref().is_some_and(|it| {
            matches!(it.about, About::Value(..) | About::Some(..))
                && it.claim.contains(&format!("{attribute}{of}"))
                && (self.status != "open" || self.remark != "open")
        })
    }

    /// What it affirms or denies.
    pub(super) fn topic(&self) -> Option<&str> {
        let claim = self.said.as_ref()?.claim.as_str();
        let inner = claim.strip_prefix("not (").and_then(|it| it.strip_suffix(')'));
        Some(inner.unwrap_or(claim))
    }
}

impl Tree {
    pub(super) fn read(world: &World<'_>, explanation: &Value, report: &mut Report) -> Self {
        let mut tree = Self::default();
        let because = &explanation["because"];
        let heading = because["kind"] == "group" && because["status"].is_null();
        let roots: Vec<&Value> = if heading {
            because["children"].as_array().into_iter().flatten().collect()
        } else {
            vec![because]
        };
        let mut todo: Vec<(&Value, Option<usize>)> =
            roots.into_iter().rev().map(|it| (it, None)).collect();
        while let Some((value, parent)) = todo.pop() {
            let at = tree.nodes.len();
            let node = Node { parent, ..node(world, value, at, report) };
            // What refers to a step means the one that shows its reasons.
            if value["see"].is_null() {
                tree.places.entry(node.id.clone()).or_insert(at);
            }
            tree.nodes.push(node);
            match parent {
                Some(parent) => tree.nodes[parent].children.push(at),
                None => tree.roots.push(at),
            }
            let children = value["children"].as_array().into_iter().flatten();
            todo.extend(children.rev().map(|it| (it, Some(at))));
        }
        tree
    }

    /// The children of a step.
    pub(super) fn children<'t>(&'t self, node: &'t Node) -> impl Iterator<Item = &'t Node> {
        node.children.iter().map(|it| &self.nodes[*it])
    }

    /// The children of a step, theirs, and so on; but not what is below a rule or a sentence.
    pub(super) fn listed<'t>(&'t self, node: &'t Node) -> Vec<&'t Node> {
        let mut found = Vec::new();
        let mut todo: Vec<&Node> = self.children(node).collect();
        while let Some(next) = todo.pop() {
            found.push(next);
            if next.is("group") {
                todo.extend(self.children(next));
            }
        }
        found
    }

    /// The step that another one repeats.
    pub(super) fn seen(&self, node: &Node) -> Option<&Node> {
        self.places.get(node.see.as_ref()?).map(|it| &self.nodes[*it])
    }

    /// Notes what the steps with something below them are about, once their sentences have been read.
    pub(super) fn note_reasons(&mut self) {
        let reasoned = self.nodes.iter().filter(|it| !it.children.is_empty());
        self.reasoned = reasoned.filter_map(Node::topic).map(str::to_owned).collect();
    }

    /// Whether another step about the same has something below it.
    pub(super) fn is_reasoned(&self, node: &Node) -> bool {
        node.topic().is_some_and(|it| self.reasoned.contains(it))
    }
}

fn node(world: &World<'_>, value: &Value, at: usize, report: &mut Report) -> Node {
    let text = |field: &str| value[field].as_str().map(str::to_owned);
    let cited = value["citations"].as_array().into_iter().flatten();
    let label = text("rule");
    let labelled = |label: &String| world.program.rules().find(|it| it.1.label == *label);
    let rule = label.as_ref().and_then(labelled).map(|it| it.0);
    let node = Node {
        at,
        id: text("id").unwrap_or_default(),
        kind: text("kind").unwrap_or_default(),
        sentence: text("sentence").unwrap_or_default(),
        status: text("status").unwrap_or_default(),
        standing: text("standing"),
        rule,
        citations: cited.filter_map(|it| it.as_str().map(str::to_owned)).collect(),
        basis: text("basis"),
        remark: text("remark").unwrap_or_default(),
        see: text("see"),
        children: Vec::new(),
        parent: None,
        said: None,
    };
    if label.is_some() && rule.is_none() || node.is_rule() && rule.is_none() {
        let (step, sentence) = (Some(node.id.clone()), Some(node.sentence.clone()));
        let wrong = "there is no such rule".to_owned();
        report.refuted.push(super::super::Refutation { step, sentence, wrong });
    }
    node
}
