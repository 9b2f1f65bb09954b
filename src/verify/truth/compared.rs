//! How can unknown values lie to each other? The outcomes of their comparisons that are possible together.
//!
//! Unknown values that are compared with each other form a *group*, which is one open question. The options of a single
//! one are the stretches between the values at which one of its comparisons turns. Those of several are the outcomes that
//! linear constraints allow.

mod line;
mod linear;

use std::cmp::Ordering;

use crate::{program::Comparison, value::Value, vocabulary::Sort};

use super::{
    super::{
        Doubt,
        ground::World,
        items::Item,
        space::{ALWAYS, Diagram, NEVER},
    },
    Question,
};

/// A comparison of two items.
pub(super) type Compared = (Comparison, Item, Item);

/// Unknown values that hang together by their comparisons.
#[derive(Debug, Clone)]
pub(in super::super) struct Group {
    pub(in super::super) unknowns: Vec<Item>,
    pub(in super::super) compared: Vec<Compared>,
    /// For each option a value that stands for it, the lowest first; none where they are but outcomes.
    pub(in super::super) samples: Vec<Value>,
    /// For each option, how each of the comparisons comes out.
    pub(in super::super) options: Vec<Vec<Ordering>>,
}

/// Whether a comparison accepts how its left side is ordered to its right side.
pub(in super::super) fn accepts(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Different => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

impl World<'_> {
    /// Where two values compare like this.
    pub(in super::super) fn compare_when(
        &mut self,
        comparison: Comparison,
        one: Item,
        other: Item,
    ) -> Result<Diagram, Doubt> {
        if let Some(holds) = self.items.compare(comparison, one, other) {
            return Ok(if holds { ALWAYS } else { NEVER });
        }
        self.truth.note(comparison, one, other);
        if self.truth.cut.is_none() {
            self.truth.groups = self.groups()?;
            self.truth.cut = Some(self.truth.compared.len());
        }
        for (at, group) in self.truth.groups.iter().enumerate() {
            let place = |one: Item, other: Item| {
                group.compared.iter().position(|it| (it.1, it.2) == (one, other))
            };
            let found = match (place(one, other), place(other, one)) {
                (Some(it), _) => Some((it, comparison)),
                (None, it) => it.map(|it| (it, comparison.flipped())),
            };
            if let Some((place, comparison)) = found {
                let options = group.options.iter();
                let marked: Vec<bool> = options.map(|it| accepts(comparison, it[place])).collect();
                return self.settles(Question::Group(at), Vec::new(), &marked);
            }
        }
        // It has come up since groups were made: everything is decided again.
        Ok(NEVER)
    }

    fn groups(&self) -> Result<Vec<Group>, Doubt> {
        let mut groups: Vec<(Vec<Item>, Vec<Compared>)> = Vec::new();
        for compared in &self.truth.compared {
            let mut unknowns = self.items.unknowns(&[compared.1, compared.2]);
            let touches = |it: &mut (Vec<Item>, _)| it.0.iter().any(|it| unknowns.contains(it));
            let touched: Vec<_> = groups.extract_if(.., touches).collect();
            let mut own = Vec::new();
            for (others, before) in touched {
                unknowns.extend(others);
                own.extend(before);
            }
            own.push(*compared);
            groups.push((self.items.unknowns(&unknowns), own));
        }
        groups.into_iter().map(|(unknowns, compared)| self.group(unknowns, compared)).collect()
    }

    /// Whether one comparison is all, and one side of it is an unknown value that has nothing to do with the other side.
    fn is_free(&self, compared: &[Compared]) -> bool {
        let [(_, one, other)] = compared else { return false };
        let date = self.sort_of(*one) == Some(Sort::Date);
        let alone = |one: Item, other: Item| {
            self.items.unknowns(&[one]) == [one] && !self.items.unknowns(&[other]).contains(&one)
        };
        date && (alone(*one, *other) || alone(*other, *one))
    }

    fn group(&self, unknowns: Vec<Item>, compared: Vec<Compared>) -> Result<Group, Doubt> {
        let outcome = |unknown: Item, value: &Value| -> Vec<Ordering> {
            compared.iter().map(|it| self.order(*it, unknown, value)).collect()
        };
        let mut samples = Vec::new();
        let options = match unknowns[..] {
            [unknown] => {
                let (values, is_line) = self.line(unknown, &compared)?;
                let mut options: Vec<Vec<Ordering>> =
                    values.iter().map(|it| outcome(unknown, it)).collect();
                if is_line {
                    samples = values;
                } else {
                    options.sort_unstable();
                    options.dedup();
                }
                options
            }
            _ if self.is_free(&compared) => {
                [Ordering::Less, Ordering::Equal, Ordering::Greater].map(|it| vec![it]).to_vec()
            }
            _ => self.outcomes(&unknowns, &compared)?,
        };
        Ok(Group { unknowns, compared, samples, options })
    }
}
