//! What is so, and when? The well-founded model of all ways to settle the open questions at once.
//!
//! What rests on each other in a circle is decided together, by the alternating fixpoint: what is certain grows and what
//! is possible shrinks, until neither moves. Everything else is decided once, from the bottom up.

mod atoms;
mod compared;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    program::{Comparison, ProvisionId},
    vocabulary::ThingId,
};

use super::{
    Doubt,
    clauses::Meaning,
    ground::{Part, World},
    items::Item,
    space::{ALWAYS, Diagram, NEVER, Space},
};

pub(super) use self::compared::{Group, accepts};

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Whether an atom holds that is an input.
    Input(usize),
    /// Whether a case states an atom or its denial, where that is left open.
    Stated(usize),
    /// Whether what speaks for an atom prevails over what speaks against it.
    Dispute(usize),
    /// Of which kind something is: exactly the stated one, or exactly one of those below it.
    Kind(ThingId),
    Reading(ProvisionId),
    /// Which thing an attribute has for its value.
    Individual(Item),
    /// Which of several values is preferred that rules give an attribute of these things.
    Value(usize, Vec<Item>),
    /// How unknown values compare, by the number of their group.
    Group(usize),
}

/// An atom or an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Atom(usize),
    Instance(usize),
}

/// Where something is true, and where it is not false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) yes: Diagram,
    pub(super) possible: Diagram,
}

impl Verdict {
    pub(super) const YES: Self = Self { yes: ALWAYS, possible: ALWAYS };
    pub(super) const NO: Self = Self { yes: NEVER, possible: NEVER };
}

/// For each total where it comes out.
type Totals = Vec<(Item, Diagram)>;

/// What has been decided.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) space: Space,
    /// The open questions, each with its options, as far as these are items.
    pub(super) questions: IndexMap<Question, Vec<Item>, FxBuildHasher>,
    /// The comparisons that are open.
    pub(super) compared: IndexSet<(Comparison, Item, Item), FxBuildHasher>,
    pub(super) groups: Vec<Group>,
    /// How many comparisons there were when groups were made.
    cut: Option<usize>,
    known: FxHashMap<Node, Verdict>,
    totals: FxHashMap<(usize, Vec<Item>, bool), Totals>,
    going_round: bool,
}

impl Truth {
    /// Notes a comparison that is open; one and the same with its sides exchanged is one.
    pub(super) fn note(&mut self, comparison: Comparison, one: Item, other: Item) {
        let comparison =
            if comparison == Comparison::Different { Comparison::Equal } else { comparison };
        if !self.compared.contains(&(comparison.flipped(), other, one)) {
            self.compared.insert((comparison, one, other));
        }
    }

    /// Whether comparisons have come up since groups were made.
    fn is_stale(&self) -> bool {
        self.cut.is_some_and(|it| it < self.compared.len())
    }

    fn start_anew(&mut self) {
        let compared = std::mem::take(&mut self.compared);
        *self = Self { compared, ..Self::default() };
    }
}

/// The search for what rests on each other.
#[derive(Default)]
struct Search {
    order: FxHashMap<Node, usize>,
    open: Vec<Node>,
}

impl World<'_> {
    /// Where an atom or an instance is so.
    pub(super) fn decide(&mut self, node: Node) -> Result<Verdict, Doubt> {
        self.saturate()?;
        self.steady(|world| world.walk(node))
    }

    /// What is worked out from diagrams, which are good until a comparison comes up: then it is worked out anew.
    pub(super) fn steady<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> Result<T, Doubt>,
    ) -> Result<T, Doubt> {
        loop {
            if self.truth.is_stale() {
                self.truth.start_anew();
            }
            let found = work(self)?;
            if !self.truth.is_stale() {
                return Ok(found);
            }
        }
    }

    /// Where all conditions of an instance are met, whatever speaks against it.
    pub(super) fn applicable(&mut self, instance: usize) -> Result<Verdict, Doubt> {
        self.saturate()?;
        self.steady(|world| world.applied(instance))
    }

    /// The same where diagrams are held on to.
    pub(super) fn applied(&mut self, instance: usize) -> Result<Verdict, Doubt> {
        self.walk(Node::Instance(instance))?;
        let (yes, possible) = (self.conditions(instance, true)?, self.conditions(instance, false)?);
        let space = &mut self.truth.space;
        Ok(Verdict { yes: space.all(&yes)?, possible: space.all(&possible)? })
    }

    /// Where an instance is in effect.
    pub(super) fn acts(&mut self, instance: usize) -> Result<Verdict, Doubt> {
        self.walk(Node::Instance(instance))
    }

    /// Where something is so of at least one of several instances.
    pub(super) fn any_of(
        &mut self,
        instances: &[usize],
        truth_of: fn(&mut Self, usize) -> Result<Verdict, Doubt>,
    ) -> Result<Verdict, Doubt> {
        self.steady(|world| {
            let mut any = Verdict::NO;
            for it in instances {
                let truth = truth_of(world, *it)?;
                let space = &mut world.truth.space;
                any.yes = space.or(any.yes, truth.yes)?;
                any.possible = space.or(any.possible, truth.possible)?;
            }
            Ok(any)
        })
    }

    /// Where a condition on known things is met.
    pub(super) fn met(&mut self, part: Part) -> Result<Verdict, Doubt> {
        self.look_into(part);
        self.saturate()?;
        self.steady(|world| {
            if let Part::Atom(at, _) = part {
                world.walk(Node::Atom(at))?;
            }
            Ok(Verdict {
                yes: world.condition(part, true)?,
                possible: world.condition(part, false)?,
            })
        })
    }

    /// Decides a node and everything that it rests on (Tarjan 1972, with a list for a stack).
    pub(super) fn walk(&mut self, root: Node) -> Result<Verdict, Doubt> {
        let mut search = Search::default();
        let mut frames: Vec<(Node, Vec<Node>, usize)> = Vec::new();
        let mut next = Some(root).filter(|it| !self.truth.known.contains_key(it));
        loop {
            if let Some(node) = next.take() {
                let order = search.order.len();
                search.order.insert(node, order);
                search.open.push(node);
                let rest = self.rests_on(node);
                frames.push((node, rest, order));
            }
            let Some((node, rest, low)) = frames.last_mut() else { break };
            match rest.pop() {
                Some(it) if self.truth.known.contains_key(&it) => {}
                Some(it) => match search.order.get(&it) {
                    Some(order) => *low = (*low).min(*order),
                    None => next = Some(it),
                },
                None => {
                    let (node, low) = (*node, *low);
                    frames.pop();
                    if let Some(above) = frames.last_mut() {
                        above.2 = above.2.min(low);
                    }
                    if search.order[&node] == low {
                        let start = search.open.iter().rposition(|it| *it == node).unwrap_or(0);
                        self.together(&search.open.split_off(start))?;
                    }
                }
            }
        }
        Ok(self.truth.known.get(&root).copied().unwrap_or(Verdict::NO))
    }

    /// What is read to decide a node.
    fn rests_on(&self, node: Node) -> Vec<Node> {
        match node {
            Node::Atom(at) => {
                let atom = &self.atoms[at];
                if let Meaning::Aggregate(..) = self.clauses.topics[atom.topic].meaning {
                    let members = self.members(atom.topic, &things(&atom.row));
                    return members.into_iter().map(Node::Atom).collect();
                }
                if self.settled(atom.topic, &atom.row).is_some() {
                    return Vec::new();
                }
                let all =
                    self.rivals(at).into_iter().flat_map(|it| &self.atoms[it].sides).flatten();
                all.map(|it| Node::Instance(*it)).collect()
            }
            Node::Instance(at) => {
                let instance = &self.instances[at];
                let atoms = instance.body.iter().filter_map(|it| match it {
                    Part::Atom(it, _) => Some(*it),
                    _ => None,
                });
                let atoms = atoms.chain(instance.exceptions.iter().copied()).map(Node::Atom);
                atoms.chain(self.stronger(at).into_iter().map(Node::Instance)).collect()
            }
        }
    }

    fn together(&mut self, nodes: &[Node]) -> Result<(), Doubt> {
        let circle = nodes.len() > 1 || self.rests_on(nodes[0]).contains(&nodes[0]);
        if !circle {
            let yes = self.bound(nodes[0], true)?;
            let possible = self.bound(nodes[0], false)?;
            self.truth.known.insert(nodes[0], Verdict { yes, possible });
            return Ok(());
        }
        for it in nodes {
            self.truth.known.insert(*it, Verdict::NO);
        }
        self.truth.going_round = true;
        loop {
            for it in nodes {
                self.set(*it, false, NEVER);
            }
            self.grow(nodes, false)?;
            if !self.grow(nodes, true)? {
                self.truth.going_round = false;
                return Ok(());
            }
        }
    }

    /// The least fixpoint of one bound, the other one being fixed. Says whether anything grew.
    fn grow(&mut self, nodes: &[Node], yes: bool) -> Result<bool, Doubt> {
        let mut grown = false;
        loop {
            let mut moved = false;
            for it in nodes {
                let value = self.bound(*it, yes)?;
                if value != self.get(*it, yes) {
                    self.set(*it, yes, value);
                    moved = true;
                }
            }
            if !moved {
                return Ok(grown);
            }
            grown = true;
        }
    }

    pub(super) fn get(&self, node: Node, yes: bool) -> Diagram {
        let known = self.truth.known.get(&node).copied().unwrap_or(Verdict::NO);
        if yes { known.yes } else { known.possible }
    }

    fn set(&mut self, node: Node, yes: bool, value: Diagram) {
        let known = self.truth.known.entry(node).or_insert(Verdict::NO);
        if yes { known.yes = value } else { known.possible = value }
    }

    /// Where something is not so: the complement of the other bound.
    fn refuted(&mut self, node: Node, yes: bool) -> Result<Diagram, Doubt> {
        let it = self.get(node, !yes);
        self.truth.space.not(it)
    }

    fn bound(&mut self, node: Node, yes: bool) -> Result<Diagram, Doubt> {
        match node {
            Node::Atom(at) => self.atom_bound(at, yes),
            Node::Instance(at) => self.instance_bound(at, yes),
        }
    }

    /// That an open question is settled in one of the marked ways; its options are items, or no items but so many.
    pub(super) fn settles(
        &mut self,
        question: Question,
        options: Vec<Item>,
        marked: &[bool],
    ) -> Result<Diagram, Doubt> {
        let questions = &mut self.truth.questions;
        let known = questions.get_index_of(&question);
        let at = known.unwrap_or_else(|| questions.insert_full(question, options).0);
        self.truth.space.literal(at, marked)
    }
}

/// The things of an attribute or of what is counted: its row without the value.
pub(super) fn things(row: &[Item]) -> Vec<Item> {
    row.split_last().map_or_else(Vec::new, |it| it.1.to_vec())
}
