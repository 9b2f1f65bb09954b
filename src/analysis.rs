//! What do the rules and the cases say of themselves?
//!
//! [`coverage`] finds out what the cases try of the rules, [`mutate`] which changes of the rules no case would notice.
//! Both ask the engine and nothing else: whether something decides an answer is tried, never guessed.

pub mod coverage;
pub mod mutate;
