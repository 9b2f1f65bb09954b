//! WHAT DO THE RULES SAY OF THEMSELVES? What can be found out about a body of rules as a whole.
//!
//! Two versions, compared: what was changed in the rules ([`changes`]), and what cases answer by both ([`cases`]).
//!
//! Readings of the answers' functions: a *schematic case* has so many individuals of each kind, and everything that a
//! case could state is open ([`scope`]). What is true of its answers under some condition is true of every case that
//! meets the condition:
//!
//! - [`differences`]: the fact patterns on which two versions of the rules differ;
//! - [`findings`]: rules that never apply or make no difference, conflicts, circles, gaps.
//!
//! What cases try of the rules ([`coverage`]), and which changes of the rules no case would notice ([`mutate`]) and
//! which cases would ([`suggest`]): whether something decides an answer is tried, never guessed.
//!
//! Nothing is sampled. What a limit left out is said.

pub mod changes;
pub mod cases;
pub mod scope;
pub mod pattern;
pub mod written;
pub mod outcome;
pub mod differences;
pub mod findings;
pub mod coverage;
pub mod mutate;
pub mod suggest;
