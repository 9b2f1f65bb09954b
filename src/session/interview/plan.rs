//! What would be asked? The whole questionnaire as a tree, without asking.

use super::{
    Askable, Interview,
    named::{Named, with_named},
};
use crate::{
    answer::strategy::{Order, Strategist, number},
    condition::{Condition, VariableId},
    engine::{Grounding, Limit, OpenQuestion, Truth},
    explain::{OpenEntry, items_in_words, literals_in_words},
    session::{Options, Session},
};

/// A questionnaire, from one question on.
#[derive(Debug, Clone, PartialEq)]
pub enum Plan {
    /// Nothing is asked any more: `yes`, `no`, `circular`, or `open` where what remains can't be asked for.
    Settled(&'static str),
    /// It goes on, but no more was planned.
    CutOff,
    /// A question, and how it goes on after each reply.
    Ask {
        /// The question.
        ask: String,
        /// How many questions there are on average from here on, this one included.
        expected: f64,
        /// How many there are at most, this one included.
        at_most: usize,
        /// How it goes on; replies after which it goes on alike are one.
        branches: Vec<Branch>,
    },
}

/// How an interview goes on after a reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// The reply.
    pub reply: String,
    /// What comes then.
    pub then: Plan,
}

impl Interview {
    /// How many questions there are, and how many are asked on average over all completions in some order: of a yes/no
    /// question. (This is how the strategy is measured.)
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn mean(
        &self,
        session: &Session,
        options: &Options<'_>,
        order: Order,
    ) -> Result<(usize, f64), Limit> {
        session.with_truths(&self.scenario, &self.query, options, |grounding, truths| {
            let askable = self.askable(grounding);
            let Some((_, truth)) = truths.first() else { return Ok((0, 0.0)) };
            let open = grounding.space().support(truth.yes).len();
            let mean =
                Strategist::new(grounding.space_mut(), &askable.prices).mean(*truth, order)?;
            Ok((open, mean))
        })
    }

    /// The whole questionnaire, of at most so many questions; for a question that asks for things, one for each
    /// possible answer, with its name.
    ///
    /// # Errors
    /// When a limit is reached.
    pub fn plan(
        &self,
        session: &Session,
        options: &Options<'_>,
        most: usize,
    ) -> Result<Vec<(Option<String>, Plan)>, Limit> {
        let asks_for_things = !self.query.wanted.answers.is_empty();
        session.with_truths(&self.scenario, &self.query, options, |grounding, truths| {
            let askable = self.askable(grounding);
            let mut left = most;
            let mut plans = Vec::new();
            for (atom, truth) in truths {
                let named = self.named(grounding, &[(*atom, *truth)])?;
                let plan = planned(grounding, &askable, (*truth, &named), &mut left)?;
                if plan == Plan::CutOff {
                    plans.push((None, plan));
                    break;
                }
                if plan == Plan::Settled("no") && asks_for_things {
                    continue;
                }
                let name = asks_for_things.then(|| items_in_words(grounding, *atom));
                plans.push((name, plan));
            }
            Ok(plans)
        })
    }
}

fn planned(
    grounding: &mut Grounding<'_>,
    askable: &Askable,
    (truth, named): (Truth, &[Named]),
    left: &mut usize,
) -> Result<Plan, Limit> {
    let mut strategist = Strategist::new(grounding.space_mut(), &askable.prices);
    let Some(mut advice) = strategist.advise(&[truth])? else {
        return Ok(last(truth, named, left));
    };
    if *left == 0 {
        return Ok(Plan::CutOff);
    }
    *left -= 1;
    with_named(&mut strategist, askable, (&mut advice, &[truth]), named)?;
    let rest = strategist.after(truth, advice.ask)?;
    let entries: Vec<&OpenEntry> = askable.entries_of(&advice).collect();
    let is_asked = |it: &&Named| entries.iter().any(|entry| entry.sentence == it.entry.sentence);
    let named: Vec<Named> = named.iter().filter(|it| !is_asked(it)).cloned().collect();
    let mut groups: Vec<(Truth, Vec<u32>)> = Vec::new();
    for (value, truth) in (0..).zip(rest) {
        match groups.iter_mut().find(|it| it.0 == truth) {
            Some(group) => group.1.push(value),
            None => groups.push((truth, vec![value])),
        }
    }
    // Yes comes before no.
    groups.reverse();
    let mut branches = Vec::new();
    for (truth, values) in groups {
        let reply = reply_of(grounding, advice.ask, &values)?;
        branches.push(Branch { reply, then: planned(grounding, askable, (truth, &named), left)? });
    }
    Ok(Plan::Ask {
        ask: asked(&entries),
        expected: advice.expected,
        at_most: advice.at_most,
        branches,
    })
}

/// What is asked where it is settled whether something is an answer: the unknown values that it names.
fn last(truth: Truth, named: &[Named], left: &mut usize) -> Plan {
    let then = Plan::Settled(settled(truth));
    if named.is_empty() || truth.possible == Condition::NEVER {
        return then;
    }
    if *left == 0 {
        return Plan::CutOff;
    }
    *left -= 1;
    let entries: Vec<&OpenEntry> = named.iter().map(|it| &it.entry).collect();
    let reply = if named.len() == 1 { "whatever it is" } else { "whatever they are" };
    let branches = vec![Branch { reply: reply.to_owned(), then }];
    let (expected, at_most) = (number(named.len()), named.len());
    Plan::Ask { ask: asked(&entries), expected, at_most, branches }
}

/// Questions that are asked one after the other as one: `What are the fee of X and the cap of X?`
fn asked(entries: &[&OpenEntry]) -> String {
    let plain = entries.iter().all(|it| it.ask == format!("What is {}?", it.sentence));
    let sentences: Vec<&str> = entries.iter().map(|it| it.sentence.as_str()).collect();
    match sentences.split_last() {
        Some((last, others)) if plain && !others.is_empty() => {
            format!("What are {} and {last}?", others.join(", "))
        }
        _ => entries.iter().map(|it| it.ask.as_str()).collect::<Vec<_>>().join(" "),
    }
}

fn settled(truth: Truth) -> &'static str {
    match truth {
        Truth::YES => "yes",
        Truth::NO => "no",
        Truth { yes: Condition::NEVER, possible: Condition::ALWAYS } => "circular",
        _ => "open",
    }
}

/// Some values of a variable as a reply.
fn reply_of(
    grounding: &mut Grounding<'_>,
    variable: VariableId,
    values: &[u32],
) -> Result<String, Limit> {
    if matches!(grounding.question(variable), OpenQuestion::Input(_)) {
        return Ok(if values == [1] { "yes" } else { "no" }.to_owned());
    }
    let condition = grounding.space_mut().one_of(variable, values.iter().copied())?;
    let primes = grounding.space_mut().primes(condition)?;
    let ways = primes.shortest(grounding.space(), 3);
    let words: Vec<String> = ways
        .iter()
        .map(|way| {
            let literals = literals_in_words(grounding, way);
            literals.iter().map(|it| it.wording().to_owned()).collect::<Vec<_>>().join(", and ")
        })
        .collect();
    Ok(words.join("; or "))
}
