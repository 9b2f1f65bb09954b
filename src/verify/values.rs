//! Which values can a term have, and when has it each of them?
//!
//! A known value is one case that is true. An attribute that rules conclude has a case for each value that one of them
//! gives it. A number or sum has one for each that some of its members can come to.

mod cells;

use crate::{
    program::{Aggregate, Comparison, Conclusion, Function, Operation, Status, Term, Variable},
    value::{Duration, Number, Value},
    vocabulary::{Entity, Role, Sort},
};

use super::{
    Doubt,
    formula::{FALSE, Formula, Key, Question, TRUE, Test, all, any, compares, value_of},
    world::{Binding, World, plain, stands_for, unify},
};

pub(super) use self::cells::cells;

/// Values, each with when it is the one.
pub(super) type Cases = Vec<(Entity, Formula)>;

/// How many different values a sum may come to.
const SUMS: usize = 2_000;

impl World<'_> {
    /// The values that a term can have.
    pub(super) fn cases(
        &mut self,
        term: &Term,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Cases, Doubt> {
        match term {
            Term::Attribute(it) => {
                let Some(items) = self.items(&it.terms, variables, binding)? else {
                    return Err(Doubt("does not look into attributes of what is open".to_owned()));
                };
                self.values(&(it.phrase, items))
            }
            Term::Arithmetic(operation, sides) => {
                let (left, right) = (
                    self.cases(&sides.0, variables, binding)?,
                    self.cases(&sides.1, variables, binding)?,
                );
                reckoned(*operation, &left, &right)
            }
            Term::Aggregate(it) => self.made_from_many(it, variables, binding),
            it => Ok(stands_for(it, binding).map(|it| (it, TRUE)).into_iter().collect()),
        }
    }

    /// What some terms stand for, if each has one value for certain; nothing where that is open.
    fn items(
        &mut self,
        terms: &[Term],
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Option<Vec<Entity>>, Doubt> {
        let mut items = Vec::new();
        for term in terms {
            match &self.cases(term, variables, binding)?[..] {
                [(it, when)] if *when == TRUE => items.push(it.clone()),
                _ => return Ok(None),
            }
        }
        Ok(Some(items))
    }

    /// The open question which value a term has, if it is an input that nothing is known of.
    fn unknown(&mut self, term: &Term, binding: &Binding) -> Option<usize> {
        let Term::Attribute(it) = term else { return None };
        let key = (it.phrase, plain(&it.terms, binding)?);
        if !self.is_unknown(term, binding) {
            return None;
        }
        Some(self.question(Question::Value(key)))
    }

    /// Whether a term is an input whose value is open.
    pub(super) fn is_unknown(&self, term: &Term, binding: &Binding) -> bool {
        let Term::Attribute(it) = term else { return false };
        let Some(items) = plain(&it.terms, binding) else { return false };
        let open = match self.facts.get(&(it.phrase, items)) {
            Some(stated) => stated.status == Status::Unknown,
            None => self.program.vocabulary.phrase(it.phrase).role == Role::Open,
        };
        open && self.concluding[it.phrase.0 as usize].is_empty()
    }

    /// The values that an attribute can have.
    fn values(&mut self, key: &Key) -> Result<Cases, Doubt> {
        let stated = self.facts.get(key).map(|it| (it.status, it.value.clone()));
        if let Some((Status::Yes, Some(value))) = stated {
            return Ok(vec![(value, TRUE)]);
        }
        let open = match stated {
            Some((status, _)) => status == Status::Unknown,
            None => self.program.vocabulary.phrase(key.0).role == Role::Open,
        };
        if open {
            return Err(Doubt(
                "does not reckon with unknown values, it only compares them".to_owned(),
            ));
        }
        let mut given: Vec<(Entity, Vec<usize>)> = Vec::new();
        for (value, instance) in self.giving(key)? {
            match given.iter_mut().find(|it| it.0 == value) {
                Some(it) => it.1.push(instance),
                None => given.push((value, vec![instance])),
            }
        }
        let effects = |world: &Self, all: &[usize]| {
            all.iter().map(|it| Formula::Is(world.instances[*it].effect)).collect::<Vec<_>>()
        };
        for (at, (_, one)) in given.iter().enumerate() {
            for (_, other) in &given[at + 1..] {
                let both = |one: usize, other: usize| (one, other);
                for it in one {
                    self.rivals.extend(other.iter().map(|other| both(*it, *other)));
                }
            }
        }
        Ok(given.iter().map(|(value, all)| (value.clone(), any(effects(self, all)))).collect())
    }

    /// The values that rules give an attribute, each with the instance that does.
    pub(super) fn giving(&mut self, key: &Key) -> Result<Vec<(Entity, usize)>, Doubt> {
        if let Some(given) = self.given.get(key) {
            return Ok(given.clone());
        }
        let mut given = Vec::new();
        for id in self.concluding[key.0.0 as usize].clone() {
            let program = self.program;
            let Some(Conclusion::Value { attribute, value }) = &program.rule(id).conclusion else {
                continue;
            };
            if !self.counting[id.0 as usize] {
                continue;
            }
            let known: Vec<Option<Entity>> = key.1.iter().cloned().map(Some).collect();
            let Some(binding) = unify(program.rule(id), &attribute.terms, &known) else { continue };
            for binding in self.solutions_of(id, binding)? {
                let cases = self.cases(value, &program.rule(id).variables, &binding)?;
                let instance = self.instance(id, binding);
                match &cases[..] {
                    [] => {}
                    [(value, when)] if *when == TRUE => given.push((value.clone(), instance)),
                    _ => {
                        let what = "does not follow a rule that gives a value made from open ones";
                        return Err(Doubt(what.to_owned()));
                    }
                }
            }
        }
        self.given.insert(key.clone(), given.clone());
        Ok(given)
    }

    /// That two terms compare like this.
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        one: &Term,
        other: &Term,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Formula, Doubt> {
        let (left, right) = (self.unknown(one, binding), self.unknown(other, binding));
        let (question, comparison, known) = match (left, right) {
            (Some(_), Some(_)) => {
                return Err(Doubt("does not compare two unknown values".to_owned()));
            }
            (Some(it), None) => (it, comparison, other),
            (None, Some(it)) => (it, comparison.flipped(), one),
            (None, None) => {
                let (left, right) =
                    (self.cases(one, variables, binding)?, self.cases(other, variables, binding)?);
                let pairs = left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
                let so = pairs.filter(|(one, other)| compares(comparison, &one.0, &other.0));
                return Ok(any(so.map(|(one, other)| all([one.1.clone(), other.1.clone()]))));
            }
        };
        let cases = self.cases(known, variables, binding)?;
        let each = cases.into_iter().map(|(value, when)| {
            all([when, self.cut(question, Test::Compares(comparison, value, true))])
        });
        Ok(any(each.collect::<Vec<_>>()))
    }

    /// The values that a number, a sum, or the least or greatest of many can come to.
    fn made_from_many(
        &mut self,
        it: &Aggregate,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Cases, Doubt> {
        let mut sums: Vec<(Option<Value>, Formula)> = vec![(None, TRUE)];
        for (value, when) in self.counted(it, variables, binding)? {
            let mut more: Vec<(Option<Value>, Formula)> = Vec::new();
            for (before, so_far) in &sums {
                let after = joined(it.function, before.as_ref(), &value)?;
                let denied = self.not(when.clone());
                for (sum, when) in [(before.clone(), denied), (Some(after), when.clone())] {
                    let when = all([so_far.clone(), when]);
                    match more.iter_mut().find(|it| it.0 == sum) {
                        _ if when == FALSE => {}
                        Some(it) => it.1 = any([it.1.clone(), when]),
                        None => more.push((sum, when)),
                    }
                }
            }
            if more.len() > SUMS {
                return Err(Doubt("does not try as many sums as this takes".to_owned()));
            }
            // Each sum is a statement of its own, so that formulas stay small.
            sums = more
                .into_iter()
                .map(|(sum, when)| match when {
                    Formula::All(_) | Formula::Any(_) if when != TRUE => {
                        (sum, Formula::Is(self.named(when)))
                    }
                    _ => (sum, when),
                })
                .collect();
        }
        let nothing = match it.function {
            Function::Least | Function::Greatest => None,
            _ => match it.value.as_ref().and_then(|it| self.sort(it, variables)) {
                Some(Sort::Duration) => Some(Value::Duration(Duration::default())),
                _ => Some(Value::Number(Number::ZERO)),
            },
        };
        let each = sums
            .into_iter()
            .filter_map(|(sum, when)| Some((Entity::Value(sum.or(nothing.clone())?), when)));
        Ok(each.collect())
    }

    /// Of which sort the values of a term are.
    fn sort(&self, term: &Term, variables: &[Variable]) -> Option<Sort> {
        match term {
            Term::Variable(it) => Some(variables[it.0 as usize].sort),
            Term::Value(Value::Duration(_)) => Some(Sort::Duration),
            Term::Value(Value::Date(_)) => Some(Sort::Date),
            Term::Value(Value::Number(_)) => Some(Sort::Number),
            Term::Value(Value::Text(_)) | Term::Thing(_) => None,
            Term::Attribute(it) => self.program.vocabulary.phrase(it.phrase).value,
            Term::Arithmetic(operation, sides) => {
                let one = self.sort(&sides.0, variables)?;
                one.combined(*operation, self.sort(&sides.1, variables)?)
            }
            Term::Aggregate(it) if it.function == Function::Number => Some(Sort::Number),
            Term::Aggregate(it) => self.sort(it.value.as_ref()?, variables),
        }
    }

    /// That a term has a value.
    pub(super) fn has_value(
        &mut self,
        term: &Term,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Formula, Doubt> {
        if self.is_unknown(term, binding) {
            return Ok(TRUE);
        }
        Ok(any(self.cases(term, variables, binding)?.into_iter().map(|it| it.1)))
    }

    /// What counts for an aggregate: for each thing its value, for a number 1, and when it counts.
    fn counted(
        &mut self,
        it: &Aggregate,
        variables: &[Variable],
        binding: &Binding,
    ) -> Result<Vec<(Value, Formula)>, Doubt> {
        let conditions: Vec<_> = it.condition.iter().collect();
        let mut found = Vec::new();
        self.solve(variables, it.locals.clone(), &conditions, binding.clone(), &mut found)?;
        let mut members: Vec<((Option<Entity>, Value), Formula)> = Vec::new();
        for more in found {
            let mut parts = self.kinds_of(variables, &it.locals, &more);
            for condition in &conditions {
                parts.push(self.condition(condition, variables, &more)?);
            }
            let when = all(parts);
            if when == FALSE {
                continue;
            }
            let values = match &it.value {
                Some(term) => self.cases(term, variables, &more)?,
                None => vec![(Entity::Value(Value::Number(Number::whole(1))), TRUE)],
            };
            for (value, also) in values {
                let Some(value) = value_of(&value) else { continue };
                let mark =
                    (it.locals.first().and_then(|it| more[it.0 as usize].clone()), value.clone());
                let when = all([when.clone(), also]);
                match members.iter_mut().find(|it| it.0 == mark) {
                    Some(it) => it.1 = any([it.1.clone(), when]),
                    None => members.push((mark, when)),
                }
            }
        }
        Ok(members.into_iter().map(|((_, value), when)| (value, when)).collect())
    }
}

/// A sum, or whatever is made of many values, with one more.
fn joined(function: Function, before: Option<&Value>, value: &Value) -> Result<Value, Doubt> {
    let Some(before) = before else { return Ok(value.clone()) };
    let take_new = |comparison: Comparison| comparison.holds(value, before).unwrap_or(false);
    match function {
        Function::Number | Function::Sum => {
            let sum = Operation::Plus.apply(before, value).ok().flatten();
            sum.ok_or_else(|| Doubt("does not hold a number as large as this".to_owned()))
        }
        Function::Least if take_new(Comparison::Less) => Ok(value.clone()),
        Function::Greatest if take_new(Comparison::More) => Ok(value.clone()),
        Function::Least | Function::Greatest => Ok(before.clone()),
    }
}

/// What two terms come to; what is divided by zero has no value.
fn reckoned(operation: Operation, left: &Cases, right: &Cases) -> Result<Cases, Doubt> {
    let mut cases: Cases = Vec::new();
    for (one, when) in left {
        for (other, also) in right {
            let (Some(one), Some(other)) = (value_of(one), value_of(other)) else { continue };
            if operation == Operation::DividedBy && *other == Value::Number(Number::ZERO) {
                continue;
            }
            let Ok(Some(value)) = operation.apply(one, other) else {
                return Err(Doubt("does not hold a value as large as this".to_owned()));
            };
            cases.push((Entity::Value(value), all([when.clone(), also.clone()])));
        }
    }
    Ok(cases)
}
