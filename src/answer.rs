//! What is the answer? Yes, no, or the exact conditions under which it is one or the other.
//!
//! A [`Verdict`] reads the condition of one atom: which of the five answers it is, and the prime implicants of each side.
//! Whether the answer is open is always exact; only the lists of ways may be cut off, and then their number is still known.

pub mod matter;
pub mod repairs;
pub mod strategy;

use num_bigint::BigUint;

use crate::{
    condition::{Condition, Literal, VariableId},
    engine::{AtomId, Grounding, Item, Limit, OpenQuestion, Truth, compile::PredicateId},
};

/// How many ways are listed where nobody says otherwise.
pub const DEFAULT_LISTED: usize = 1_000;

/// The five answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// True in every completion.
    Yes,
    /// False in every completion.
    No,
    /// True in some completions and not in others.
    Depends,
    /// As [`Status::Depends`], and only disputes are open in it.
    Disputed,
    /// Undefined in every completion.
    Circular,
}

/// The ways in which one side of an answer can come about: minimal sets of settled questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// The shortest ones. One empty way is "always", no way is "never".
    pub listed: Vec<Vec<Literal>>,
    /// What every way needs.
    pub common: Vec<Literal>,
    /// How many there are altogether; unknown where the function has too many parts to count them.
    pub count: Option<BigUint>,
}

impl Ways {
    /// Whether all of them are listed.
    pub fn is_complete(&self) -> bool {
        self.count.as_ref().is_some_and(|it| *it == BigUint::from(self.listed.len()))
    }
}

/// The answer to a yes/no question, or for one binding of a `which` question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Which of the five answers it is.
    pub status: Status,
    /// Under which condition it is true, and at least possible.
    pub truth: Truth,
    /// When it is yes.
    pub yes_if: Ways,
    /// When it is no.
    pub no_if: Ways,
    /// When it is circular.
    pub circular_if: Ways,
    /// The open questions that it turns on, in the order in which the rules raise them.
    pub open: Vec<VariableId>,
}

/// One possible answer to a question that asks for individuals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The atom that says that these individuals are an answer.
    pub atom: AtomId,
    /// The individuals and values, in the order in which the question asks for them.
    pub items: Vec<Item>,
    /// Whether and when they are an answer.
    pub verdict: Verdict,
}

/// What a question is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To a yes/no question: the atom that was asked about, and its verdict.
    YesNo(AtomId, Box<Verdict>),
    /// To a `which` question: every binding that is possible in some completion.
    Which(Vec<Binding>),
}

/// Answers a compiled question, listing at most `limit` ways for each side.
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn answer(
    grounding: &mut Grounding<'_>,
    question: PredicateId,
    asks_for_things: bool,
    limit: usize,
) -> Result<Answer, Limit> {
    let atoms = grounding.answers(question)?;
    if !asks_for_things {
        let atom = atoms[0];
        return Ok(Answer::YesNo(atom, Box::new(verdict(grounding, atom, limit)?)));
    }
    let mut bindings = Vec::new();
    for atom in atoms {
        if grounding.decide(atom)?.possible == Condition::NEVER {
            continue;
        }
        let verdict = verdict(grounding, atom, limit)?;
        bindings.push(Binding { atom, items: grounding.items_of(atom), verdict });
    }
    Ok(Answer::Which(bindings))
}

/// The verdict on an atom, listing at most `limit` ways for each side.
///
/// # Errors
/// When a limit of the grounding is reached.
pub fn verdict(
    grounding: &mut Grounding<'_>,
    atom: AtomId,
    limit: usize,
) -> Result<Verdict, Limit> {
    let truth = grounding.decide(atom)?;
    let no = grounding.space_mut().not(truth.possible)?;
    let circular = grounding.space_mut().and_not(truth.possible, truth.yes)?;
    let mut open = grounding.space().support(truth.yes);
    open.extend(grounding.space().support(truth.possible));
    open.sort_unstable();
    open.dedup();
    Ok(Verdict {
        status: status(grounding, truth, circular, &open),
        truth,
        yes_if: ways(grounding, truth.yes, limit),
        no_if: ways(grounding, no, limit),
        circular_if: ways(grounding, circular, limit),
        open,
    })
}

fn status(
    grounding: &Grounding<'_>,
    truth: Truth,
    circular: Condition,
    open: &[VariableId],
) -> Status {
    let disputed = |it: &VariableId| {
        let question = grounding.question(*it);
        matches!(question, OpenQuestion::Dispute(_) | OpenQuestion::ValueDispute(_))
    };
    match truth {
        Truth::YES => Status::Yes,
        Truth::NO => Status::No,
        _ if circular == Condition::ALWAYS => Status::Circular,
        _ if !open.is_empty() && open.iter().all(disputed) => Status::Disputed,
        _ => Status::Depends,
    }
}

/// The ways in which a condition can come about. Where the node budget does not suffice to list them, their number
/// stays unknown, and the budget that the attempt took is given back.
fn ways(grounding: &mut Grounding<'_>, condition: Condition, limit: usize) -> Ways {
    let space = grounding.space_mut();
    let mark = space.mark();
    let Ok(primes) = space.primes(condition) else {
        space.rewind(mark);
        return Ways::default();
    };
    Ways {
        listed: primes.shortest(space, limit),
        common: primes.common(space),
        count: Some(primes.count(space)),
    }
}
