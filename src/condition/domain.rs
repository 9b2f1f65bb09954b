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
//! ```

use std::sync::Arc;

use super::{Domain, Literal, Test, VariableId};

impl Domain {
    /// How many values there are.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Bool => 2,
            Self::Tree { parents } => parents.len(),
            Self::Choice { alternatives } => *alternatives as usize,
            Self::Line { points } => points.len(),
        }
    }

    fn elements_per_value(&self) -> usize {
        match self {
            Self::Bool => 1,
            Self::Tree { .. } | Self::Choice { .. } => 2,
            Self::Line { .. } => 4,
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

/// An open question and its block of elements.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) domain: Domain,
    pub(crate) first_element: u32,
    /// For a tree, its nodes in preorder.
    pub(crate) preorder: Option<Arc<Preorder>>,
}

impl Variable {
    /// Checks what [`Domain`] promises.
    pub(crate) fn new(domain: Domain, first_element: u32) -> Self {
        let size = domain.size();
        let fits = u32::try_from(size * domain.elements_per_value()).is_ok_and(|it| {
            it > 0 && first_element.checked_add(it).is_some_and(|it| it < u32::MAX)
        });
        if !fits {
            unreachable!("a domain has a value, and all literals together can be numbered")
        }
        let preorder = match &domain {
            Domain::Tree { parents } => {
                if (0..).zip(parents).skip(1).any(|(node, parent)| *parent >= node) {
                    unreachable!("a tree's node comes after its parent")
                }
                Some(Arc::new(Preorder::new(parents)))
            }
            _ => None,
        };
        Self { domain, first_element, preorder }
    }

    /// The element behind the variable's own.
    pub(crate) fn end_element(&self) -> u32 {
        let own = self.domain.size() * self.domain.elements_per_value();
        let Ok(own) = u32::try_from(own) else {
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
            _ => unreachable!("a literal asks what its variable's domain can answer"),
        }
    }

    fn literal(&self, variable: VariableId, element: u32) -> Literal {
        let offset = element - self.first_element;
        let test = match &self.domain {
            Domain::Bool => Test::Yes,
            Domain::Choice { .. } => Test::Is(offset / 2),
            Domain::Line { .. } if offset % 4 < 2 => Test::From(offset / 4),
            Domain::Line { .. } => Test::Is(offset / 4),
            Domain::Tree { .. } => {
                let nodes = self.preorder.as_ref().map(|it| it.nodes[offset as usize / 2]);
                Test::Within(nodes.unwrap_or_default())
            }
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
