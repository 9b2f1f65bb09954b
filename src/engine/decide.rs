//! Under which condition does an atom hold? The well-founded model, for all completions at once.
//!
//! Atoms and rule instances form a graph. Its strongly connected components are decided from the bottom up
//! (Tarjan 1972, with a list for a stack). Within a component the alternating fixpoint of Van Gelder (1989) is computed
//! on conditions instead of truth values; conditions combine completion by completion, so the result is the
//! well-founded model of every completion. A component without a cycle costs one pass.

mod bounds;

use rustc_hash::FxHashMap;

use super::{
    AtomId, Ground, Grounding, InstanceId, Limit, Truth,
    compile::{Origin, index},
};
use crate::{condition::Condition, program::Status};

/// An atom or a rule instance, as a node of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Node {
    Atom(AtomId),
    Instance(InstanceId),
}

/// What has been decided.
#[derive(Debug, Default)]
pub(super) struct Truths {
    /// Whether a component with a cycle is being decided, so that bounds are not final.
    pub(super) going_round: bool,
    atoms: Vec<Option<Truth>>,
    instances: Vec<Option<Truth>>,
}

impl Truths {
    fn slot(&mut self, node: Node) -> &mut Option<Truth> {
        let (all, at) = match node {
            Node::Atom(it) => (&mut self.atoms, it.0 as usize),
            Node::Instance(it) => (&mut self.instances, it.0 as usize),
        };
        if all.len() <= at {
            all.resize(at + 1, None);
        }
        &mut all[at]
    }

    fn get(&self, node: Node) -> Option<Truth> {
        match node {
            Node::Atom(it) => self.atoms.get(it.0 as usize).copied().flatten(),
            Node::Instance(it) => self.instances.get(it.0 as usize).copied().flatten(),
        }
    }
}

/// Which bound of the truth is being computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Bound {
    /// Where it is true.
    Yes,
    /// Where it is not false.
    Possible,
}

/// A node on the path of the search.
struct Frame {
    node: Node,
    /// Where its successors begin and which of them comes next.
    first: usize,
    next: usize,
    low: u32,
}

/// The state of Tarjan's search.
#[derive(Default)]
struct Search {
    order: FxHashMap<Node, u32>,
    open: Vec<Node>,
    frames: Vec<Frame>,
    successors: Vec<Node>,
}

impl Grounding<'_> {
    /// Under which condition an atom holds. Everything that bears on it has been grounded.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn decide(&mut self, atom: AtomId) -> Result<Truth, Limit> {
        self.decided(Node::Atom(atom))
    }

    /// Under which condition a rule instance is in effect.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn in_effect(&mut self, instance: InstanceId) -> Result<Truth, Limit> {
        self.decided(Node::Instance(instance))
    }

    /// Under which condition a rule instance is in effect, if that has been decided.
    pub fn known_effect(&self, instance: InstanceId) -> Option<Truth> {
        self.truths.get(Node::Instance(instance))
    }

    /// Under which condition a rule instance is applicable: its conditions hold, whatever speaks against it.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn applicable(&mut self, instance: InstanceId) -> Result<Truth, Limit> {
        self.in_effect(instance)?;
        let yes = self.conditions(instance, Bound::Yes)?;
        let possible = self.conditions(instance, Bound::Possible)?;
        Ok(Truth { yes: self.space.all_of(yes)?, possible: self.space.all_of(possible)? })
    }

    fn decided(&mut self, root: Node) -> Result<Truth, Limit> {
        self.settle_comparisons()?;
        self.walk(root)
    }

    /// Decides a node and everything that it rests on.
    pub(super) fn walk(&mut self, root: Node) -> Result<Truth, Limit> {
        if let Some(truth) = self.truths.get(root) {
            return Ok(truth);
        }
        let mut search = Search::default();
        self.enter(&mut search, root)?;
        while let Some(frame) = search.frames.last_mut() {
            self.tick()?;
            let Some(&next) = search.successors.get(frame.next) else {
                self.leave(&mut search)?;
                continue;
            };
            frame.next += 1;
            if self.truths.get(next).is_some() {
                continue;
            }
            match search.order.get(&next) {
                // Everything that has an order and no truth yet is on the stack of open nodes.
                Some(order) => frame.low = frame.low.min(*order),
                None => self.enter(&mut search, next)?,
            }
        }
        Ok(self.truths.get(root).unwrap_or(Truth::NO))
    }

    fn enter(&mut self, search: &mut Search, node: Node) -> Result<(), Limit> {
        self.meet(node)?;
        let order = index(search.order.len());
        search.order.insert(node, order);
        search.open.push(node);
        let first = search.successors.len();
        self.successors(node, &mut search.successors);
        search.frames.push(Frame { node, first, next: first, low: order });
        Ok(())
    }

    fn leave(&mut self, search: &mut Search) -> Result<(), Limit> {
        let Some(frame) = search.frames.pop() else { return Ok(()) };
        let own = &search.successors[frame.first..];
        let in_cycle = own.contains(&frame.node);
        search.successors.truncate(frame.first);
        if let Some(above) = search.frames.last_mut() {
            above.low = above.low.min(frame.low);
        }
        if search.order.get(&frame.node) != Some(&frame.low) {
            return Ok(());
        }
        let start = search.open.iter().rposition(|it| *it == frame.node).unwrap_or(0);
        let component = search.open.split_off(start);
        if component.len() == 1 && !in_cycle {
            return self.decide_alone(frame.node);
        }
        self.decide_together(&component)
    }

    /// Open questions get their variables when they are first met, so that the order of the variables is that of the rules.
    fn meet(&mut self, node: Node) -> Result<(), Limit> {
        match node {
            Node::Atom(atom) => {
                if self.is_open_input(atom) {
                    self.open_input(atom)?;
                }
            }
            Node::Instance(instance) => {
                for ground in self.tables.body(instance).to_vec() {
                    match ground {
                        Ground::Holds(..) => {}
                        Ground::Compare(comparison) => {
                            self.comparison(comparison)?;
                        }
                        Ground::Kind(thing, kind, _) => {
                            self.open_kind(thing, kind)?;
                        }
                        Ground::Reading(reading) => {
                            self.open_reading(reading)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn successors(&self, node: Node, found: &mut Vec<Node>) {
        match node {
            Node::Atom(atom) => {
                found.extend(self.members_of(atom).iter().map(|it| Node::Atom(*it)));
                if self.is_valued(self.tables.predicate(atom)) {
                    for rival in self.rivals(atom) {
                        found.extend(self.instances(rival, true).into_iter().map(Node::Instance));
                    }
                } else if !matches!(self.stated(atom), Some(Status::Yes | Status::No)) {
                    found.extend(self.instances(atom, true).into_iter().map(Node::Instance));
                    found.extend(self.instances(atom, false).into_iter().map(Node::Instance));
                }
            }
            Node::Instance(instance) => {
                let atoms = self.tables.body(instance).iter().filter_map(|it| match it {
                    Ground::Holds(atom, _) => Some(Node::Atom(*atom)),
                    _ => None,
                });
                found.extend(atoms);
                found.extend(self.tables.exceptions(instance).iter().map(|it| Node::Atom(*it)));
                found.extend(self.stronger(instance).into_iter().map(Node::Instance));
            }
        }
    }

    /// The instances that conclude the opposite of an instance and prevail over it if they are in effect.
    pub fn stronger(&self, instance: InstanceId) -> Vec<InstanceId> {
        let clause = self.clause(self.tables.clause(instance));
        let (Origin::Rule(rule), Some((pattern, positive))) = (clause.origin, &clause.head) else {
            return Vec::new();
        };
        let things = self.row(&pattern.arguments, self.tables.known(instance));
        let Some(atom) = self.tables.find_atom(pattern.predicate, &things) else {
            return Vec::new();
        };
        let opposite: Vec<InstanceId> = if self.is_valued(pattern.predicate) {
            let rivals = self.rivals(atom).into_iter().filter(|it| *it != atom);
            rivals.flat_map(|it| self.instances(it, true)).collect()
        } else {
            self.instances(atom, !positive)
        };
        opposite
            .into_iter()
            .filter(|it| match self.clause(self.tables.clause(*it)).origin {
                Origin::Rule(other) => self.program.ranking.defeats(other, rule),
                Origin::Part => false,
            })
            .collect()
    }

    fn decide_alone(&mut self, node: Node) -> Result<(), Limit> {
        let yes = self.bound(node, Bound::Yes)?;
        let possible = self.bound(node, Bound::Possible)?;
        *self.truths.slot(node) = Some(Truth { yes, possible });
        Ok(())
    }

    /// The alternating fixpoint: what is surely true grows, what is possible shrinks, until nothing changes.
    fn decide_together(&mut self, component: &[Node]) -> Result<(), Limit> {
        let users = self.users(component);
        for node in component {
            *self.truths.slot(*node) =
                Some(Truth { yes: Condition::NEVER, possible: Condition::NEVER });
        }
        self.truths.going_round = true;
        loop {
            for node in component {
                self.set(*node, Bound::Possible, Condition::NEVER);
            }
            self.grow(component, &users, Bound::Possible)?;
            let grown = self.grow(component, &users, Bound::Yes)?;
            let settled = component
                .iter()
                .all(|it| self.truths.get(*it).is_some_and(|truth| truth.yes == truth.possible));
            if settled || !grown {
                self.truths.going_round = false;
                return Ok(());
            }
        }
    }

    /// For each node of a component the nodes of it that read it.
    fn users(&self, component: &[Node]) -> Vec<Vec<u32>> {
        let places: FxHashMap<Node, usize> =
            component.iter().enumerate().map(|(at, it)| (*it, at)).collect();
        let mut users = vec![Vec::new(); component.len()];
        let mut read = Vec::new();
        for (at, node) in component.iter().enumerate() {
            read.clear();
            self.successors(*node, &mut read);
            for it in &read {
                if let Some(place) = places.get(it) {
                    users[*place].push(index(at));
                }
            }
        }
        users
    }

    /// The least fixpoint of one bound, the other one being fixed. Says whether anything grew.
    fn grow(
        &mut self,
        component: &[Node],
        users: &[Vec<u32>],
        which: Bound,
    ) -> Result<bool, Limit> {
        let mut waiting: std::collections::VecDeque<u32> = (0..index(component.len())).collect();
        let mut queued = vec![true; component.len()];
        let mut grown = false;
        while let Some(at) = waiting.pop_front() {
            self.tick()?;
            queued[at as usize] = false;
            let node = component[at as usize];
            let value = self.bound(node, which)?;
            if value == self.get(node, which) {
                continue;
            }
            grown = true;
            self.set(node, which, value);
            for user in &users[at as usize] {
                if !std::mem::replace(&mut queued[*user as usize], true) {
                    waiting.push_back(*user);
                }
            }
        }
        Ok(grown)
    }

    fn get(&self, node: Node, which: Bound) -> Condition {
        let truth = self.truths.get(node).unwrap_or(Truth::NO);
        if which == Bound::Yes { truth.yes } else { truth.possible }
    }

    fn set(&mut self, node: Node, which: Bound, value: Condition) {
        let truth = self.truths.slot(node).get_or_insert(Truth::NO);
        if which == Bound::Yes { truth.yes = value } else { truth.possible = value }
    }

    /// What is not so: the complement of the *other* bound.
    fn refuted(&mut self, node: Node, which: Bound) -> Result<Condition, Limit> {
        let other = if which == Bound::Yes { Bound::Possible } else { Bound::Yes };
        let value = self.get(node, other);
        Ok(self.space.not(value)?)
    }
}
