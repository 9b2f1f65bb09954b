//! What does the engine say in a completion? Its literals about values are read as the comparisons that they are.

use std::collections::BTreeMap;

use grounds::{
    condition::{Domain, Literal, Test, VariableId},
    engine::{AtomId, Described, Grounding, Item, OpenQuestion, compile::Meaning},
    vocabulary::Entity,
};

use super::{
    completion::{Completion, Found},
    symbol::{Amount, Key, Pair, Symbol, accepts},
};

/// An item of the engine's as a value.
pub(crate) fn symbol(grounding: &Grounding<'_>, item: Item) -> Result<Symbol, String> {
    Ok(match grounding.describe(item) {
        Described::Value(it) => Symbol::Known(Amount::of(&it)),
        Described::Unknown(predicate, items) => {
            let Meaning::Phrase(phrase) = grounding.predicate(predicate).meaning else {
                return Err("what is no attribute is unknown".to_owned());
            };
            Symbol::Unknown((phrase, things(grounding, &items)?))
        }
        Described::Result(operation, one, other) => {
            Symbol::combined(operation, symbol(grounding, one)?, symbol(grounding, other)?)
        }
        Described::Thing(_) => return Err("an individual stands for a value".to_owned()),
    })
}

fn things(
    grounding: &Grounding<'_>,
    items: &[Item],
) -> Result<Vec<grounds::vocabulary::ThingId>, String> {
    let thing = |it: &Item| match grounding.describe(*it).entity() {
        Some(Entity::Thing(it)) => Ok(it),
        _ => Err("a value stands for an individual".to_owned()),
    };
    items.iter().map(thing).collect()
}

/// The atom of a phrase.
fn key(grounding: &Grounding<'_>, atom: AtomId) -> Result<Key, String> {
    let Meaning::Phrase(phrase) = grounding.predicate(grounding.predicate_of(atom)).meaning else {
        return Err("the engine asks for what is not a phrase".to_owned());
    };
    Ok((phrase, things(grounding, &grounding.items_of(atom))?))
}

/// An open question of the engine's.
enum Known {
    Input(Key),
    Side(Key),
    /// A value's line: how each cut is worded, and whether it holds below the cut.
    Line(Key, Vec<(grounds::program::Comparison, Symbol, bool)>),
    /// Comparisons with their outcomes.
    Relation(Vec<(grounds::program::Comparison, Pair)>, Vec<Vec<bool>>),
    /// A dispute: the values in their order.
    Rivals(Key, Vec<Symbol>),
}

/// The engine's open questions.
pub(crate) struct Bridge<'a> {
    grounding: &'a Grounding<'a>,
    questions: BTreeMap<VariableId, Known>,
}

impl<'a> Bridge<'a> {
    pub(crate) fn new(
        grounding: &'a Grounding<'a>,
        variables: impl Iterator<Item = VariableId>,
    ) -> Result<Self, String> {
        let mut questions = BTreeMap::new();
        for it in variables {
            questions.insert(it, known(grounding, it)?);
        }
        Ok(Self { grounding, questions })
    }

    /// The values in dispute, in the engine's order.
    pub(crate) fn orders(&self) -> BTreeMap<Key, Vec<Symbol>> {
        let order = |it: &Known| match it {
            Known::Rivals(of, values) => Some((of.clone(), values.clone())),
            _ => None,
        };
        self.questions.values().filter_map(order).collect()
    }

    /// What the engine asks and compares has to be settled, too.
    pub(crate) fn found(&self) -> Found {
        let mut found = Found::default();
        let mut compared: Vec<Pair> = vec![];
        for it in self.questions.values() {
            match it {
                Known::Input(key) => {
                    found.inputs.insert(key.clone());
                }
                Known::Side(key) => {
                    found.sides.insert(key.clone());
                }
                Known::Line(key, cuts) => {
                    let pair = |it: &(_, Symbol, _)| (Symbol::Unknown(key.clone()), it.1.clone());
                    compared.extend(cuts.iter().map(pair));
                }
                Known::Relation(pairs, _) => compared.extend(pairs.iter().map(|it| it.1.clone())),
                Known::Rivals(key, values) => {
                    found.rivals.insert(key.clone(), values.clone());
                }
            }
        }
        for (one, other) in &compared {
            let mut tell = |it: &Symbol| {
                if let Symbol::Unknown(key) = it {
                    found.unknown.insert(key.clone());
                }
            };
            one.each(&mut tell);
            other.each(&mut tell);
        }
        found.compared.extend(compared);
        found
    }

    /// The engine's value of each question in a completion.
    pub(crate) fn values(
        &self,
        completion: &Completion,
    ) -> Result<BTreeMap<VariableId, u32>, String> {
        let value = |(id, it): (&VariableId, &Known)| Ok((*id, value_of(it, completion)?));
        self.questions.iter().map(value).collect()
    }

    /// Whether a literal holds in a completion, as it is worded.
    pub(crate) fn holds(&self, literal: Literal, completion: &Completion) -> Result<bool, String> {
        let known = &self.questions[&literal.variable];
        let succeeds = match (known, literal.test) {
            (Known::Input(key), Test::Yes) => completion.inputs[key],
            (Known::Side(key), Test::Yes) => completion.sides[key],
            (Known::Rivals(key, _), Test::Is(it)) => completion.preferred[key] == it as usize,
            (Known::Line(key, cuts), Test::From(it)) => {
                above(key, &cuts[it as usize - 1], completion)
            }
            (Known::Line(key, _), Test::Is(cell)) => {
                let OpenQuestion::Value(input) = self.grounding.question(literal.variable) else {
                    return Err("a line is of something else than a value".to_owned());
                };
                let point = self.grounding.point(input, cell).ok_or("a point has no value")?;
                completion.point[key] == Amount::of(&point)
            }
            (Known::Relation(pairs, _), Test::Holds(it)) => {
                outcome(&pairs[it as usize], completion)
            }
            (_, test) => return Err(format!("{test:?} does not suit its question")),
        };
        Ok(succeeds == literal.holds)
    }
}

/// The engine's value of a question.
fn value_of(known: &Known, completion: &Completion) -> Result<u32, String> {
    let whole = |it: usize| u32::try_from(it).unwrap();
    Ok(match known {
        Known::Input(key) => completion.inputs[key].into(),
        Known::Side(key) => completion.sides[key].into(),
        Known::Rivals(key, _) => whole(completion.preferred[key]),
        Known::Line(key, cuts) => {
            let above: Vec<bool> = cuts.iter().map(|it| above(key, it, completion)).collect();
            let cell = above.iter().filter(|it| **it).count();
            if above[cell..].contains(&true) {
                return Err(format!("cuts are out of order: {cuts:?}"));
            }
            whole(cell)
        }
        Known::Relation(pairs, rows) => {
            let outcomes: Vec<bool> = pairs.iter().map(|it| outcome(it, completion)).collect();
            let cells = 0..rows[0].len();
            let same = |cell: &usize| rows.iter().zip(&outcomes).all(|it| it.0[*cell] == *it.1);
            let Some(cell) = cells.into_iter().find(same) else {
                let shown: Vec<String> =
                    pairs.iter().zip(&outcomes).map(|it| format!("{it:?}")).collect();
                return Err(format!("taken to be impossible: {}", shown.join("\n    ")));
            };
            whole(cell)
        }
    })
}

/// Whether a value lies above a cut.
fn above(
    key: &Key,
    (comparison, cut, below): &(grounds::program::Comparison, Symbol, bool),
    completion: &Completion,
) -> bool {
    let pair = (Symbol::Unknown(key.clone()), cut.clone());
    outcome(&(*comparison, pair), completion) != *below
}

fn outcome(
    (comparison, (one, other)): &(grounds::program::Comparison, Pair),
    completion: &Completion,
) -> bool {
    let both = one.at(&completion.point).zip(other.at(&completion.point));
    both.is_some_and(|(one, other)| accepts(*comparison, one.order(other)))
}

fn known(grounding: &Grounding<'_>, variable: VariableId) -> Result<Known, String> {
    let domain = grounding.space().domain(variable);
    let unknown = |input: u32| match symbol(grounding, Item::of(input))? {
        Symbol::Unknown(key) => Ok(key),
        it => Err(format!("{it:?} is not unknown")),
    };
    Ok(match (grounding.question(variable), domain) {
        (OpenQuestion::Input(atom), _) => Known::Input(key(grounding, atom)?),
        (OpenQuestion::Dispute(atom), _) => Known::Side(key(grounding, atom)?),
        (OpenQuestion::Value(input), Domain::Line { points }) => {
            let cells = 1..u32::try_from(points.len()).unwrap();
            let cuts = cells.map(|it| grounding.cut(input, it).ok_or("a cut has no words"));
            let cuts: Vec<_> = cuts.collect::<Result<_, _>>()?;
            let words = cuts
                .iter()
                .map(|it| (it.comparison, Symbol::Known(Amount::of(&it.value)), it.below));
            Known::Line(unknown(input)?, words.collect())
        }
        (OpenQuestion::Relation(relation), Domain::Cells { literals }) => {
            let compared = (0..).map_while(|at| grounding.related_comparison(relation, at));
            let mut pairs = vec![];
            for (comparison, one, other) in compared {
                let one = symbol(grounding, Item::of(one))?;
                pairs.push((comparison, (one, symbol(grounding, Item::of(other))?)));
            }
            Known::Relation(pairs, literals.clone())
        }
        (OpenQuestion::ValueDispute(input), Domain::Choice { alternatives }) => {
            let values = (0..*alternatives)
                .filter_map(|it| grounding.cell_value(OpenQuestion::ValueDispute(input), it))
                .map(|it| symbol(grounding, Item::of(it)));
            Known::Rivals(unknown(input)?, values.collect::<Result<_, _>>()?)
        }
        other => return Err(format!("unexpected: {other:?}")),
    })
}
