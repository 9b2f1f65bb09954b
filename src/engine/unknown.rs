//! Under which condition does a comparison with an unknown value hold?
//!
//! The lines of unknown values are cut when the first of their comparisons is decided, by all comparisons that have come
//! up until then. If more come up later (an explanation looks further than the answer had to), all conditions are made
//! anew: nobody keeps one across such a moment but those that are the same in every completion.

use super::{
    Grounding, Limit,
    compile::{Meaning, index},
    decide::Node,
    open::OpenQuestion,
    tables::{AtomId, ComparisonId},
    thresholds::{Compared, Cut},
    values::{Quantity, Values},
};
use crate::{
    condition::{Condition, Domain, Literal, Test, VariableId},
    program::{Comparison, Function},
    value::Value,
    vocabulary::Sort,
};

impl Grounding<'_> {
    /// Remembers a comparison whose sides are not all known.
    pub(super) fn compared(
        &mut self,
        comparison: Comparison,
        one: u32,
        other: u32,
    ) -> ComparisonId {
        if comparison == Comparison::Different {
            self.compared(Comparison::Equal, one, other);
            return ComparisonId(index(self.comparisons.insert_full((comparison, one, other)).0));
        }
        let compared = self.as_first_seen((comparison, one, other));
        ComparisonId(index(self.comparisons.insert_full(compared).0))
    }

    /// A comparison and the same with its sides exchanged are one; it is worded as it came up first.
    fn as_first_seen(&self, compared: Compared) -> Compared {
        let flipped = (compared.0.flipped(), compared.2, compared.1);
        if self.comparisons.contains(&flipped) { flipped } else { compared }
    }

    /// Finds the comparisons that decide between several values of an attribute, or for the least of several. Which are
    /// needed is known when such values are decided; so they are decided until no more comparisons come up, and then all
    /// conditions are made anew.
    pub(super) fn settle_comparisons(&mut self) -> Result<(), Limit> {
        let size = self.size();
        if self.settled_with == size {
            self.renew();
            return Ok(());
        }
        self.renew();
        let between = self.values_to_choose_between()?;
        let before = self.comparisons.len();
        loop {
            let now = self.comparisons.len();
            for atom in &between {
                self.walk(Node::Atom(*atom))?;
            }
            if self.comparisons.len() == now {
                break;
            }
            self.renew();
        }
        self.settled_with = size;
        if self.comparisons.len() > before {
            self.start_anew();
        }
        Ok(())
    }

    /// The values of attributes and the extremes that others come beside, where not all are known.
    fn values_to_choose_between(&mut self) -> Result<Vec<AtomId>, Limit> {
        let mut found = Vec::new();
        for at in 0..self.tables.atom_count() {
            let atom = AtomId(index(at));
            let others = match self.predicate(self.tables.predicate(atom)).meaning {
                Meaning::Aggregate(Function::Least | Function::Greatest, _) => {
                    self.members_of(atom).to_vec()
                }
                Meaning::Phrase(_) if self.is_valued(self.tables.predicate(atom)) => {
                    self.rivals(atom)
                }
                _ => continue,
            };
            let own = self.value_of(atom);
            for other in others {
                self.tick()?;
                let other = self.value_of(other);
                if self.values.compare(Comparison::Equal, own, other).is_none() {
                    found.push(atom);
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Makes all conditions anew if comparisons have come up since lines were cut.
    pub(super) fn renew(&mut self) {
        if self.open.was_cut_with().is_some_and(|it| it < self.comparisons.len()) {
            self.start_anew();
        }
    }

    fn start_anew(&mut self) {
        self.space = self.limits.space();
        self.open = super::open::Open::default();
        self.truths = super::decide::Truths::default();
        self.aggregates.forget();
    }

    /// The condition of a comparison that was remembered.
    pub(super) fn comparison(&mut self, id: ComparisonId) -> Result<Condition, Limit> {
        let Some(&compared) = self.comparisons.get_index(id.0 as usize) else {
            return Ok(Condition::NEVER);
        };
        self.compare_condition(compared.0, compared.1, compared.2)
    }

    /// The condition under which two values compare like this.
    pub(super) fn compare_condition(
        &mut self,
        comparison: Comparison,
        one: u32,
        other: u32,
    ) -> Result<Condition, Limit> {
        if let Some(holds) = self.values.compare(comparison, one, other) {
            return Ok(if holds { Condition::ALWAYS } else { Condition::NEVER });
        }
        if comparison == Comparison::Different {
            let same = self.compare_condition(Comparison::Equal, one, other)?;
            return Ok(self.space.not(same)?);
        }
        let compared = self.as_first_seen((comparison, one, other));
        self.compared(comparison, one, other);
        self.open.cut(self.comparisons.len());
        if let Some(known) = self.open.compared(compared) {
            return Ok(known);
        }
        let condition = self.condition_of(compared)?;
        self.open.remember(compared, condition);
        Ok(condition)
    }

    fn condition_of(&mut self, compared: Compared) -> Result<Condition, Limit> {
        let entangled = self.entangled(compared)?;
        match entangled.as_slice() {
            [] => Ok(Condition::NEVER),
            [input] => self.threshold(*input, compared),
            _ => self.related(&entangled, compared),
        }
    }

    /// The unknown inputs that a comparison hangs together with, directly or through other comparisons.
    fn entangled(&mut self, compared: Compared) -> Result<Vec<u32>, Limit> {
        let inputs = |values: &Values, it: &Compared| {
            let mut all = values.inputs(it.1).to_vec();
            all.extend(values.inputs(it.2));
            all.sort_unstable();
            all.dedup();
            all
        };
        let mut group = inputs(&self.values, &compared);
        loop {
            let before = group.len();
            self.steps += self.comparisons.len() as u64 / 8;
            self.tick()?;
            for it in &self.comparisons {
                let all = inputs(&self.values, it);
                if all.len() > 1 && all.iter().any(|it| group.contains(it)) {
                    group.extend(all);
                }
            }
            group.sort_unstable();
            group.dedup();
            if group.len() == before {
                return Ok(group);
            }
        }
    }

    /// The comparisons of a group of unknown inputs, in order of first sight.
    fn comparisons_of(&self, group: &[u32]) -> Vec<Compared> {
        let within = |it: &&Compared| {
            // A difference is said by the comparison that it denies.
            if it.0 == Comparison::Different {
                return false;
            }
            let (left, right) = (self.values.inputs(it.1), self.values.inputs(it.2));
            left.iter().chain(right).any(|it| group.contains(it))
        };
        self.comparisons.iter().filter(within).copied().collect()
    }

    pub(super) fn sort_of(&self, input: u32) -> Option<Sort> {
        let Some(Quantity::Unknown(predicate, _)) = self.values.quantity(input) else {
            return None;
        };
        match self.predicate(*predicate).meaning {
            Meaning::Phrase(phrase) => self.program.vocabulary.phrase(phrase).value,
            _ => None,
        }
    }

    /// What sort of value a number stands for.
    pub(super) fn sort_of_value(&self, number: u32) -> Option<Sort> {
        match self.values.quantity(number)? {
            Quantity::Known(value) => Some(Sort::of(value)),
            Quantity::Unknown(..) => self.sort_of(number),
            Quantity::Result(operation, one, other) => {
                self.sort_of_value(*one)?.combined(*operation, self.sort_of_value(*other)?)
            }
        }
    }

    fn threshold(&mut self, input: u32, compared: Compared) -> Result<Condition, Limit> {
        let question = OpenQuestion::Value(input);
        if self.sort_of(input) == Some(Sort::Text) {
            return self.same_text(input, compared);
        }
        if self.open.relations().iter().any(|it| it.compared.contains(&compared)) {
            return self.related(&[input], compared);
        }
        if !self.open.has_line(input) {
            let all = self.comparisons_of(&[input]);
            if self.sort_of(input) == Some(Sort::Duration)
                && let Some(relation) = self.of_either_family(input, all.clone())
            {
                self.add_relation(relation);
                return self.related(&[input], compared);
            }
            let line = self.sort_of(input).and_then(|sort| self.line(input, sort, &all));
            match line {
                Some(line) => {
                    let points = line.points.clone();
                    self.open.lines_mut().insert(input, line);
                    self.variable(question, Domain::Line { points });
                }
                // What can't be made into cuts is compared as it stands.
                None => return self.related(&[input], compared),
            }
        }
        let Some(line) = self.open.line(input) else { return Ok(Condition::NEVER) };
        let cells = self.cells(input, line, compared);
        let held = (0..).zip(cells).filter(|it| it.1).map(|it| it.0);
        let variable = self.open.variable_of(question);
        match variable {
            Some(variable) => Ok(self.space.one_of(variable, held)?),
            None => Ok(Condition::NEVER),
        }
    }

    /// An unknown text can only be the same as another one, or not.
    fn same_text(&mut self, input: u32, compared: Compared) -> Result<Condition, Limit> {
        let question = OpenQuestion::Value(input);
        if self.open.variable_of(question).is_none() {
            let mut texts: Vec<u32> = Vec::new();
            for it in self.comparisons_of(&[input]) {
                let other = if it.1 == input { it.2 } else { it.1 };
                if !texts.contains(&other) {
                    texts.push(other);
                }
            }
            // One more alternative stands for all other texts.
            let alternatives = index(texts.len()) + 1;
            self.open.candidates_mut().insert(question, texts);
            self.variable(question, Domain::Choice { alternatives });
        }
        let other = if compared.1 == input { compared.2 } else { compared.1 };
        self.candidate(question, other)
    }

    /// A comparison among entangled unknown values.
    fn related(&mut self, group: &[u32], compared: Compared) -> Result<Condition, Limit> {
        let known = self.open.relations().iter().position(|it| it.compared.contains(&compared));
        let relation = if let Some(known) = known {
            known
        } else {
            let relation = self.relation(self.comparisons_of(group))?;
            self.add_relation(relation)
        };
        let relation_at = &self.open.relations()[relation];
        let literal = relation_at.compared.iter().position(|it| *it == compared).unwrap_or(0);
        let Some(variable) = self.open.variable_of(OpenQuestion::Relation(index(relation))) else {
            return Ok(Condition::NEVER);
        };
        let test = Test::Holds(index(literal));
        Ok(self.space.literal(Literal { variable, test, holds: true })?)
    }

    fn add_relation(&mut self, relation: super::relations::Relation) -> usize {
        let literals = relation.rows.clone();
        let place = self.open.relations().len();
        self.open.relations_mut().push(relation);
        self.variable(OpenQuestion::Relation(index(place)), Domain::Cells { literals });
        place
    }

    /// The condition that an unknown individual is this one.
    pub(super) fn individual(&mut self, atom: AtomId) -> Result<Condition, Limit> {
        let row = self.tables.things(atom).to_vec();
        let (Some((value, things)), predicate) = (row.split_last(), self.tables.predicate(atom))
        else {
            return Ok(Condition::NEVER);
        };
        let unknown = self.unknown(predicate, things);
        let question = OpenQuestion::Individual(unknown);
        if self.open.variable_of(question).is_none() {
            let Some(Sort::Kind(kind)) = self.sort_of(unknown) else { return Ok(Condition::NEVER) };
            let members: Vec<u32> = self.situation.members(kind).iter().map(|it| it.0).collect();
            let alternatives = index(members.len()).max(1);
            self.open.candidates_mut().insert(question, members);
            self.variable(question, Domain::Choice { alternatives });
        }
        self.candidate(question, *value)
    }

    pub(super) fn candidate(
        &mut self,
        question: OpenQuestion,
        value: u32,
    ) -> Result<Condition, Limit> {
        let place = self.open.candidates(question).iter().position(|it| *it == value);
        match (place, self.open.variable_of(question)) {
            (Some(place), Some(variable)) => Ok(self.space.literal(Literal {
                variable,
                test: Test::Is(index(place)),
                holds: true,
            })?),
            _ => Ok(Condition::NEVER),
        }
    }

    /// How a cut of an unknown value's line is worded; cut `n` lies below cell `n`.
    pub fn cut(&self, input: u32, cell: u32) -> Option<&Cut> {
        self.open.line(input)?.cuts.get(cell.checked_sub(1)? as usize)
    }

    /// The value that a cell of an unknown value's line stands for, or that a disputed or unknown attribute may have.
    pub fn cell_value(&self, question: OpenQuestion, cell: u32) -> Option<u32> {
        self.open.candidates(question).get(cell as usize).copied()
    }

    /// The point that a cell of an unknown value's line is.
    pub fn point(&self, input: u32, cell: u32) -> Option<Value> {
        self.open.line(input)?.samples.get(cell as usize).cloned()
    }

    /// The comparisons of an entangled group whose outcomes are taken as independent of each other although they may not
    /// be, by their places in the group: of a product of unknown values and of its factors, for instance. What is
    /// settled in spite of that is exact; what is open may be settled.
    pub fn approximate_terms(&self, variable: VariableId) -> Vec<u32> {
        let OpenQuestion::Relation(relation) = self.question(variable) else { return Vec::new() };
        let relation = self.open.relations().get(relation as usize);
        let independent = relation.map_or(&[][..], |it| it.independent.as_slice());
        (0..).zip(independent).filter(|it| *it.1).map(|it| it.0).collect()
    }

    /// A comparison of entangled unknown values: how, and the numbers of its sides.
    pub fn related_comparison(&self, relation: u32, literal: u32) -> Option<Compared> {
        self.open.relations().get(relation as usize)?.compared.get(literal as usize).copied()
    }
}
