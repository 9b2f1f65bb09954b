//! Which outcomes of comparisons are possible together? Linear constraints, whose unknowns are eliminated one by one
//! (Fourier 1827, Motzkin 1936), with exact numbers.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::{
    program::Operation,
    value::{Family, Number, Overflow, Value, days_between},
    vocabulary::Sort,
};

use super::{
    super::super::{
        Doubt,
        ground::World,
        items::{Item, Quantity},
    },
    Compared,
};

/// A sum of multiples of unknown values and a number.
pub(super) type Form = (BTreeMap<Item, Number>, Number);

/// That a form is not more than zero, or less.
#[derive(Debug, Clone)]
struct Constraint {
    form: Form,
    strict: bool,
}

/// How many constraints there may be on the way.
const MOST: usize = 20_000;

impl World<'_> {
    /// The outcomes of comparisons that are possible together.
    pub(super) fn outcomes(
        &self,
        unknowns: &[Item],
        compared: &[Compared],
    ) -> Result<Vec<Vec<Ordering>>, Doubt> {
        let families: Vec<Option<Family>> = unknowns
            .iter()
            .filter(|it| self.sort_of(**it) == Some(Sort::Duration))
            .map(|it| self.family(*it))
            .collect();
        let family = families.iter().flatten().next().copied().unwrap_or(Family::Days);
        if families.iter().flatten().any(|it| *it != family) {
            return Err(Doubt::new("does not compare days with months"));
        }
        let zero = Number::ZERO;
        let mut at_any_rate = Vec::new();
        for it in unknowns.iter().filter(|it| self.sort_of(**it) == Some(Sort::Duration)) {
            let form = (BTreeMap::from([(*it, Number::whole(-1))]), zero);
            at_any_rate.push(Constraint { form, strict: false });
        }
        let mut found: Vec<(Vec<Ordering>, Vec<Constraint>)> = vec![(Vec::new(), at_any_rate)];
        for (_, one, other) in compared {
            let form = self.difference(*one, *other, family)?;
            let whole = self.sort_of(*one) != Some(Sort::Number);
            let turned = times(&form, Number::whole(-1))?;
            let mut next = Vec::new();
            for (orders, constraints) in found {
                for order in [Ordering::Less, Ordering::Equal, Ordering::Greater] {
                    let mut constraints = constraints.clone();
                    match order {
                        Ordering::Less => constraints.push(below(&form, whole)?),
                        Ordering::Greater => constraints.push(below(&turned, whole)?),
                        Ordering::Equal => {
                            for form in [&form, &turned] {
                                constraints.push(Constraint { form: form.clone(), strict: false });
                            }
                        }
                    }
                    if is_possible(constraints.clone())? {
                        next.push(([orders.as_slice(), &[order]].concat(), constraints));
                    }
                }
            }
            if next.len() > MOST {
                return Err(Doubt::new("does not compare as many unknown values as this takes"));
            }
            found = next;
        }
        Ok(found.into_iter().map(|it| it.0).collect())
    }

    /// One value without another one.
    pub(super) fn difference(&self, one: Item, other: Item, family: Family) -> Result<Form, Doubt> {
        let (one, other) = (self.form(one, family)?, self.form(other, family)?);
        plus(&one, &times(&other, Number::whole(-1))?)
    }

    /// A value as a sum; dates are counted in days.
    fn form(&self, item: Item, family: Family) -> Result<Form, Doubt> {
        let constant = |it: Number| (BTreeMap::new(), it);
        Ok(match self.items.get(item) {
            Quantity::Known(Value::Number(it)) => constant(*it),
            // Texts are only the same or not; any order of them will do.
            Quantity::Known(Value::Text(_)) => constant(Number::whole(item.number())),
            Quantity::Known(Value::Date(it)) => {
                let days = days_between(jiff::civil::date(2000, 1, 1), *it).days;
                constant(Number::whole(days))
            }
            Quantity::Known(Value::Duration(it)) => match (family, it.months, it.days) {
                (Family::Days, 0, it) | (Family::Months, it, 0) => constant(Number::whole(it)),
                _ => return Err(Doubt::new("does not reckon with months and days at once")),
            },
            Quantity::Made(Operation::Plus, one, other) => {
                self.on_calendar(item, family)?;
                plus(&self.form(*one, family)?, &self.form(*other, family)?)?
            }
            Quantity::Made(Operation::Minus, one, other) => {
                self.on_calendar(item, family)?;
                self.difference(*one, *other, family)?
            }
            &Quantity::Made(operation, one, other) => {
                let (left, right) = (self.form(one, family)?, self.form(other, family)?);
                let nothing = |it: &Form| it.0.is_empty();
                match operation {
                    Operation::Times if nothing(&right) => times(&left, right.1)?,
                    Operation::Times if nothing(&left) => times(&right, left.1)?,
                    Operation::DividedBy if nothing(&right) => {
                        times(&left, Number::whole(1).divided_by(right.1).map_err(large)?)?
                    }
                    _ if self.is_arbitrary(item, operation, one, other) => {
                        (BTreeMap::from([(item, Number::whole(1))]), Number::ZERO)
                    }
                    _ => return Err(Doubt::new("does not follow a product of unknown values")),
                }
            }
            _ => (BTreeMap::from([(item, Number::whole(1))]), Number::ZERO),
        })
    }

    /// Whether a product or quotient of numbers can be any number, whatever else is so: its factors are made from
    /// different unknown values that are compared nowhere else. (A divisor may be compared: it is none if it is zero.)
    fn is_arbitrary(&self, item: Item, operation: Operation, one: Item, other: Item) -> bool {
        let (left, right) = (self.items.unknowns(&[one]), self.items.unknowns(&[other]));
        let apart = left.iter().all(|it| !right.contains(it));
        let only_here = |all: &[Item]| {
            all.iter().all(|unknown| {
                let mut sides = self.truth.compared.iter().flat_map(|it| [it.1, it.2]);
                !sides.any(|it| self.has_beside(it, *unknown, item))
            })
        };
        let alone = only_here(&left) && (operation == Operation::DividedBy || only_here(&right));
        self.sort_of(item) == Some(Sort::Number) && !left.is_empty() && apart && alone
    }

    /// Whether an unknown value is a part of an item, but for what is a part of a certain one.
    fn has_beside(&self, item: Item, unknown: Item, within: Item) -> bool {
        match self.items.get(item) {
            _ if item == within => false,
            Quantity::Made(_, one, other) => {
                self.has_beside(*one, unknown, within) || self.has_beside(*other, unknown, within)
            }
            _ => item == unknown,
        }
    }

    /// That no months are added to a date: they are not all of one length.
    fn on_calendar(&self, item: Item, family: Family) -> Result<(), Doubt> {
        let date = |it| self.sort_of(it) == Some(Sort::Date);
        let Quantity::Made(_, one, other) = self.items.get(item) else { return Ok(()) };
        if family == Family::Months && (date(*one) || date(*other)) {
            return Err(Doubt::new("does not add unknown months to days of the calendar"));
        }
        Ok(())
    }
}

fn large(_: Overflow) -> Doubt {
    Doubt::new("does not hold a value as large as this")
}

fn plus(one: &Form, other: &Form) -> Result<Form, Doubt> {
    let mut sum = one.clone();
    for (item, times) in &other.0 {
        let all = sum.0.entry(*item).or_insert(Number::ZERO);
        *all = all.plus(*times).map_err(large)?;
    }
    sum.0.retain(|_, it| *it != Number::ZERO);
    sum.1 = sum.1.plus(other.1).map_err(large)?;
    Ok(sum)
}

fn times(form: &Form, by: Number) -> Result<Form, Doubt> {
    let each = form.0.iter().map(|(item, it)| Ok((*item, it.times(by).map_err(large)?)));
    let mut product = each.collect::<Result<BTreeMap<_, _>, Doubt>>()?;
    product.retain(|_, it| *it != Number::ZERO);
    Ok((product, form.1.times(by).map_err(large)?))
}

/// That a form is less than zero: of whole numbers, that it is not more than the one below.
fn below(form: &Form, whole: bool) -> Result<Constraint, Doubt> {
    let mut form = form.clone();
    if whole {
        form.1 = form.1.plus(Number::whole(1)).map_err(large)?;
    }
    Ok(Constraint { form, strict: !whole })
}

/// Whether some numbers meet all constraints.
fn is_possible(mut constraints: Vec<Constraint>) -> Result<bool, Doubt> {
    loop {
        let fails = |it: &Constraint| {
            let it = (&it.form, it.strict);
            it.0.0.is_empty() && (it.0.1 > Number::ZERO || it.1 && it.0.1 == Number::ZERO)
        };
        if constraints.iter().any(fails) {
            return Ok(false);
        }
        let Some(item) = constraints.iter().find_map(|it| it.form.0.keys().next().copied()) else {
            return Ok(true);
        };
        let factor = |it: &Constraint| it.form.0.get(&item).copied();
        let (with, mut rest): (Vec<_>, Vec<_>) =
            constraints.into_iter().partition(|it| factor(it).is_some());
        for one in &with {
            for other in &with {
                let (Some(up), Some(down)) = (factor(one), factor(other)) else { continue };
                if up.is_negative() || !down.is_negative() {
                    continue;
                }
                let back = Number::ZERO.minus(down).map_err(large)?;
                let form = plus(&times(&one.form, back)?, &times(&other.form, up)?)?;
                rest.push(Constraint { form, strict: one.strict || other.strict });
            }
        }
        if rest.len() > MOST {
            return Err(Doubt::new("does not compare as many unknown values as this takes"));
        }
        constraints = rest;
    }
}
