//! WHAT CAN BE SAID OF ONE QUESTION? Values, tests, and the literals as numbered elements.
//!
//! Families of primes are diagrams over *elements*. The literals of a variable are a block of
//! them, in the order in which their walks ([`primes`](super::primes)) meet them:
//!
//! ```text
//! Bool     yes, no
//! Tree     for each node in preorder: within, not within
//! Choice   for each alternative: is, is not
//! Line     for each cell: from, not from, is, is not
//! Cells    for each comparison: holds, does not hold
//! ```

use std::sync::Arc;

use super::{VariableId, cells::Table};

/// Which values an open question can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// Value 0 is no, value 1 is yes.
    Bool,
    /// Which sub-kind a thing belongs to: value `v` is exactly node `v` and nothing below it.
    Tree {
        /// The parent of each node, smaller than the node itself; node 0 is the root, and what is
        /// given as its parent is ignored. Not empty.
        parents: Vec<u32>,
    },
    /// Exactly one of some alternatives.
    Choice {
        /// How many there are, at least one.
        alternatives: u32,
    },
    /// An unknown place on an ordered line that is cut into cells.
    Line {
        /// For each cell, from the lowest, whether it is a single exact point (and not a stretch).
        /// Not empty.
        points: Vec<bool>,
    },
    /// How several unknown values compare with each other: one of the jointly possible
    /// combinations of truth values of some comparisons. Value `v` is cell `v`.
    Cells {
        /// For each comparison, in which cells it holds. There is a comparison and a cell, and two
        /// cells differ in a comparison.
        literals: Vec<Vec<bool>>,
    },
}

/// What a literal asks of its variable's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Of a [`Domain::Bool`]: is it yes?
    Yes,
    /// Of a [`Domain::Tree`]: does it lie at this node (not the root) or below?
    Within(u32),
    /// Of a [`Domain::Choice`]: is it this alternative? Of a [`Domain::Line`]: is it this point?
    Is(u32),
    /// Of a [`Domain::Line`]: does it lie in this cell (not the first) or in a higher one?
    From(u32),
    /// Of a [`Domain::Cells`]: does this comparison hold?
    Holds(u32),
}

/// A test of one variable, or its opposite: the smallest thing that a condition can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Literal {
    /// The open question.
    pub variable: VariableId,
    /// What is asked of its value; must suit its domain.
    pub test: Test,
    /// Whether the test succeeds (or fails).
    pub holds: bool,
}

impl Domain {
    /// How many values there are.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Bool => 2,
            Self::Tree { parents } => parents.len(),
            Self::Choice { alternatives } => *alternatives as usize,
            Self::Line { points } => points.len(),
            Self::Cells { literals } => literals.first().map_or(0, Vec::len),
        }
    }

    fn elements(&self) -> usize {
        match self {
            Self::Bool => 2,
            Self::Tree { .. } | Self::Choice { .. } => 2 * self.size(),
            Self::Line { .. } => 4 * self.size(),
            Self::Cells { literals } => 2 * literals.len(),
        }
    }
}

/// A tree's nodes in preorder. Places in it are called ranks; the root has rank 0.
#[derive(Debug, Default)]
pub(crate) struct Preorder {
    /// The node at each rank.
    pub(crate) nodes: Vec<u32>,
    /// The rank behind the last node below the node at each rank.
    pub(crate) ends: Vec<u32>,
    /// The rank of the parent.
    pub(crate) parents: Vec<u32>,
}

impl Preorder {
    fn new(parents: &[u32]) -> Self {
        // A node's rank follows from the sizes of the subtrees before it. Parents come first, so
        // sizes add up from the last node, and ranks are handed out from the first.
        let mut sizes = vec![1; parents.len()];
        for node in (1..parents.len()).rev() {
            sizes[parents[node] as usize] += sizes[node];
        }
        let mut ranks = vec![0; parents.len()];
        let mut next = vec![1; parents.len()];
        let mut result = Self {
            nodes: vec![0; parents.len()],
            ends: vec![sizes[0]; parents.len()],
            parents: vec![0; parents.len()],
        };
        for (node, id) in (0..parents.len()).zip(0_u32..).skip(1) {
            let parent = parents[node] as usize;
            let rank = next[parent];
            next[parent] += sizes[node];
            ranks[node] = rank;
            next[node] = rank + 1;
            result.nodes[rank as usize] = id;
            result.ends[rank as usize] = rank + sizes[node];
            result.parents[rank as usize] = ranks[parent];
        }
        result
    }
}

/// What the walks need to know of a domain and would else work out for each node.
#[derive(Debug)]
pub(crate) enum Layout {
    /// Nothing.
    Plain,
    /// A tree's nodes in preorder.
    Tree(Arc<Preorder>),
    /// Which cells lie in which literals.
    Cells(Arc<Table>),
}

impl Layout {
    /// Checks what [`Domain`] promises of trees and cells.
    fn new(domain: &Domain) -> Self {
        match domain {
            Domain::Tree { parents } => {
                if (0..).zip(parents).skip(1).any(|(node, parent)| *parent >= node) {
                    unreachable!("a tree's node comes after its parent")
                }
                Self::Tree(Arc::new(Preorder::new(parents)))
            }
            Domain::Cells { literals } => Self::Cells(Arc::new(Table::new(literals))),
            _ => Self::Plain,
        }
    }
}

/// An open question and its block of elements.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) domain: Domain,
    pub(crate) first_element: u32,
    pub(crate) layout: Layout,
}

impl Variable {
    /// Checks what [`Domain`] promises.
    pub(crate) fn new(domain: Domain, first_element: u32) -> Self {
        let countable = u32::try_from(domain.size()).is_ok_and(|it| it > 0);
        let fits = u32::try_from(domain.elements())
            .is_ok_and(|it| first_element.checked_add(it).is_some_and(|it| it < u32::MAX));
        if !countable || !fits {
            unreachable!("a domain has a value, and all literals together can be numbered")
        }
        let layout = Layout::new(&domain);
        Self { domain, first_element, layout }
    }

    /// The element behind the variable's own.
    pub(crate) fn end_element(&self) -> u32 {
        let Ok(own) = u32::try_from(self.domain.elements()) else {
            unreachable!("the elements were counted when the variable was made")
        };
        self.first_element + own
    }

    /// For each value, whether the test succeeds.
    pub(crate) fn answers(&self, test: Test) -> Vec<bool> {
        let values = 0..self.domain.size();
        match (&self.domain, test) {
            (Domain::Bool, Test::Yes) => vec![false, true],
            (Domain::Choice { .. } | Domain::Line { .. }, Test::Is(wanted)) => {
                values.map(|it| it == wanted as usize).collect()
            }
            (Domain::Line { .. }, Test::From(cell)) => {
                values.map(|it| it >= cell as usize).collect()
            }
            (Domain::Tree { parents }, Test::Within(node)) => {
                let mut within = vec![node == 0; parents.len()];
                for value in values.skip(1) {
                    within[value] = value == node as usize || within[parents[value] as usize];
                }
                within
            }
            (Domain::Cells { literals }, Test::Holds(literal)) => {
                literals[literal as usize].clone()
            }
            _ => unreachable!("a literal asks what its variable's domain can answer"),
        }
    }

    fn literal(&self, variable: VariableId, element: u32) -> Literal {
        let offset = element - self.first_element;
        let test = match (&self.domain, &self.layout) {
            (Domain::Choice { .. }, _) => Test::Is(offset / 2),
            (Domain::Line { .. }, _) if offset % 4 < 2 => Test::From(offset / 4),
            (Domain::Line { .. }, _) => Test::Is(offset / 4),
            (_, Layout::Tree(preorder)) => Test::Within(preorder.nodes[offset as usize / 2]),
            (_, Layout::Cells(_)) => Test::Holds(offset / 2),
            _ => Test::Yes,
        };
        Literal { variable, test, holds: offset.is_multiple_of(2) }
    }
}

/// The literals behind the elements.
pub(crate) fn literals(variables: &[Variable], elements: &[u32]) -> Vec<Literal> {
    let literal = |element: &u32| {
        let index = variables.partition_point(|it| it.first_element <= *element) - 1;
        let Ok(id) = u32::try_from(index) else {
            unreachable!("fewer variables than a u32 can number")
        };
        variables[index].literal(VariableId(id), *element)
    };
    elements.iter().map(literal).collect()
}
