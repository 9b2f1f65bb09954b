//! What has been grounded? Read access to atoms, instances, facts and kinds, for those who explain.

use std::collections::BTreeSet;

use super::{
    AtomId, Cut, Described, Grounding, InstanceId, Item, Known, Lens, Limit, OpenQuestion,
    compile::{Clause, ClauseId, Meaning, Origin, Predicate, PredicateId, index},
    tables::FREE,
    values::Quantity,
};
use crate::{
    condition::{Condition, VariableId},
    program::{Comparison, Operation, Program, RuleId, Status},
    source::Span,
    value::{Number, Value},
    vocabulary::{KindId, Thing, ThingId},
};

impl<'a> Grounding<'a> {
    /// The predicate of an atom.
    pub fn predicate_of(&self, atom: AtomId) -> PredicateId {
        self.tables.predicate(atom)
    }

    /// The individuals and values of an atom; of an attribute the last one is its value.
    pub fn items_of(&self, atom: AtomId) -> Vec<Item> {
        self.tables.things(atom).iter().map(|it| Item(*it)).collect()
    }

    /// The instances that conclude an atom, or its opposite, in the order of their rules.
    pub fn instances(&self, atom: AtomId, positive: bool) -> Vec<InstanceId> {
        let mut all: Vec<InstanceId> = self.tables.supports(atom, positive).collect();
        all.sort_by_key(|it| (self.tables.clause(*it), self.tables.known(*it)));
        all
    }

    /// For an attribute's value, the instances that give it another value for the same things.
    pub fn contrary_instances(&self, atom: AtomId) -> Vec<InstanceId> {
        if !self.is_valued(self.tables.predicate(atom)) {
            return self.instances(atom, false);
        }
        let rivals = self.rivals(atom).into_iter().filter(|it| *it != atom);
        rivals.flat_map(|it| self.instances(it, true)).collect()
    }

    /// The instances that give an attribute a value other than the stated one, once [`Grounding::look_behind`] has
    /// brought them in.
    pub fn overruled_instances(&self, atom: AtomId) -> Vec<InstanceId> {
        let others = self.tables.values_beside(atom).iter().filter(|it| **it != atom);
        others.flat_map(|it| self.instances(*it, true)).collect()
    }

    /// What an item is.
    pub fn describe(&self, item: Item) -> Described {
        match self.values.quantity(item.0) {
            None => Described::Thing(ThingId(item.0)),
            Some(Quantity::Known(value)) => Described::Value(value.clone()),
            Some(Quantity::Unknown(predicate, things)) => {
                Described::Unknown(*predicate, things.iter().map(|it| Item(*it)).collect())
            }
            Some(Quantity::Result(operation, one, other)) => {
                Described::Result(*operation, Item(*one), Item(*other))
            }
        }
    }

    /// The item that stands for a known value.
    pub fn item_of_value(&mut self, value: &Value) -> Item {
        Item(self.values.number(Quantity::Known(value.clone())))
    }

    /// The rules that were looked at, since something was asked for that they could conclude or keep from applying.
    /// What any other rule says makes no difference to what has been decided.
    pub fn rules_looked_at(&self) -> BTreeSet<RuleId> {
        let origins = self.plans.ids.keys().map(|it| self.clause(it.0).origin);
        origins.filter_map(|it| if let Origin::Rule(it) = it { Some(it) } else { None }).collect()
    }

    /// What a constant of a clause stands for.
    pub fn constant(&self, place: u32) -> Item {
        Item(self.constants[place as usize])
    }

    /// What aggregates are made from.
    pub fn collected(&self, atom: AtomId) -> &[AtomId] {
        self.members_of(atom)
    }

    /// What becomes of two values, if that can be represented.
    pub fn computed(&mut self, operation: Operation, one: Item, other: Item) -> Option<Item> {
        self.values.compute(operation, one.0, other.0).ok().flatten().map(Item)
    }

    /// The zero that what divides must not be, where it is not known what divides.
    pub fn zero_to_avoid(&mut self, operation: Operation, by: Item) -> Option<Item> {
        if operation != Operation::DividedBy || self.values.known(by.0).is_some() {
            return None;
        }
        let zero = Quantity::Known(Value::Number(Number::ZERO));
        Some(Item(self.values.number(zero)))
    }

    /// Whether a predicate's last place is a value that the others determine.
    pub fn has_value(&self, predicate: PredicateId) -> bool {
        self.is_valued(predicate)
    }

    /// Under which condition two items compare like this.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn compare(
        &mut self,
        comparison: Comparison,
        one: Item,
        other: Item,
    ) -> Result<Condition, Limit> {
        // What is known is compared without a question.
        if self.values.compare(comparison, one.0, other.0).is_none() {
            self.compared(comparison, one.0, other.0);
            self.renew();
        }
        self.compare_condition(comparison, one.0, other.0)
    }

    /// The clause of an instance.
    pub fn clause_of(&self, instance: InstanceId) -> ClauseId {
        self.tables.clause(instance)
    }

    /// An item for each variable of an instance's clause; none for the variables of its parts.
    pub fn known_of(&self, instance: InstanceId) -> Vec<Option<Item>> {
        self.tables.known(instance).iter().map(|it| (*it != FREE).then_some(Item(*it))).collect()
    }

    /// The atoms that say that an exception to an instance is in effect, in the order of the clause's exceptions.
    pub fn exceptions_of(&self, instance: InstanceId) -> &[AtomId] {
        self.tables.exceptions(instance)
    }

    /// A predicate of the rules or of the questions.
    pub fn predicate(&self, id: PredicateId) -> &'a Predicate {
        self.base
            .predicate(id)
            .or_else(|| self.questions.predicate(id))
            .unwrap_or_else(|| unreachable!("compile: predicate ids are in range"))
    }

    /// A clause of the rules or of the questions.
    pub fn clause(&self, id: ClauseId) -> &'a Clause {
        self.base
            .clause(id)
            .or_else(|| self.questions.clause(id))
            .unwrap_or_else(|| unreachable!("compile: clause ids are in range"))
    }

    /// The cell of an unknown value's line in which a value lies.
    pub fn cell_of(&self, input: u32, value: &Value) -> Option<u32> {
        let line = self.open.line(input)?;
        let above = |it: &&Cut| it.comparison.holds(value, &it.value) == Some(!it.below);
        Some(index(line.cuts.iter().take_while(above).count()))
    }

    /// The place of an individual among those that an unknown attribute may have.
    pub fn place_of(&self, question: OpenQuestion, item: Item) -> Option<u32> {
        self.open.candidates(question).iter().position(|it| *it == item.0).map(index)
    }

    /// Whether a rule concludes anything of which the case or the question states something.
    pub fn rules_speak_of_facts(&self) -> bool {
        self.situation.stated_phrases().any(|it| {
            let predicate = self.predicate(PredicateId(it));
            !predicate.positive.is_empty() || !predicate.negative.is_empty()
        })
    }

    /// The variables of the open questions that have come up, in order.
    pub fn variables(&self) -> impl Iterator<Item = VariableId> + use<> {
        self.space.all_variables()
    }

    /// The rules.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// Which rules and readings count.
    pub fn lens(&self) -> &'a Lens {
        self.lens
    }

    /// Every individual: of the rules, of the case, of the question.
    pub fn things(&self) -> &[Thing] {
        &self.situation.things
    }

    /// The individuals that are, or may be, of a kind.
    pub fn members(&self, kind: KindId) -> &[ThingId] {
        self.situation.members(kind)
    }

    /// How many predicates rules and questions have together.
    pub(crate) fn predicate_count(&self) -> u32 {
        self.base.predicate_count() + self.questions.predicate_count()
    }

    /// Whether an individual is of a kind.
    pub fn is_of_kind(&self, thing: ThingId, kind: KindId) -> Known {
        self.situation.is_of_kind(self.program, thing, kind)
    }

    /// What the case says against an individual's being of a kind, and where.
    pub fn kind_statement(&self, thing: ThingId, kind: KindId) -> Option<(Status, Span)> {
        self.situation.kind_statement(thing, kind)
    }

    /// What is stated of a phrase with these items: where, and whether only the question supposes it.
    /// Of an attribute the last item is its value; what is stated of another value denies it.
    pub fn statement(
        &self,
        predicate: PredicateId,
        items: &[Item],
    ) -> Option<(Status, Span, bool)> {
        let Meaning::Phrase(phrase) = self.predicate(predicate).meaning else { return None };
        let row: Vec<u32> = items.iter().map(|it| it.0).collect();
        if !self.is_valued(predicate) {
            let stated = self.situation.stated(phrase.0, &row)?;
            return Some((stated.status, stated.span, stated.supposed));
        }
        let (value, things) = row.split_last()?;
        let stated = self.situation.stated(phrase.0, things)?;
        let status = match stated.value {
            Some(it) if it == *value => Status::Yes,
            Some(_) => Status::No,
            None => Status::Unknown,
        };
        Some((status, stated.span, stated.supposed))
    }
}
