//! Grounds: a rule-based knowledge engine for legal researchers.
//!
//! A body of rules is written down in readable sentences. A question is answered exactly: **an answer is a Boolean
//! function over the open questions of a case**, and where nothing relevant is open it is a plain yes or no.
//! Every answer comes with its reasons, down to the sources.
//!
//! The path of a question:
//!
//! ```text
//! syntax::parse(file, text)              -> (ast::Document, mistakes)
//! Program::from_syntax(documents)        -> (Program, mistakes)
//! Program::cases(documents)              -> (cases, mistakes)
//! Program::query(scenario, question)     -> Query
//! engine::Grounding::new(setting)        the atoms and rule instances that the question reaches
//! Grounding::decide(atom)                -> Truth, a pair of conditions
//! answer::answer(grounding, question)    -> Answer
//! explain::explain(grounding, request)   -> Explanation, which text, JSON, a memo or a picture show
//! ```
//!
//! [`session::Session`] walks this path, and [`session::conversation::Conversation`] keeps what is said on the way.
//! Start there to embed the engine:
//!
//! ```
//! use grounds::session::{Options, Session};
//!
//! let rules = "
//! kind guest
//! given {a guest} has paid
//! conclusion {a guest} may stay
//! rule stay
//!   a guest may stay if the guest has paid.
//! case one
//!   consider Ada
//!   Ada is a guest.
//! ";
//! let mut session = Session::load([("inn.rules".to_owned(), rules.to_owned())]);
//! assert!(session.is_usable());
//! let scenario = session.cases[0].scenario.clone();
//! let query = session.question(&scenario, "question", "may Ada stay?").map_err(|_| "a mistake")?;
//! let answer = session.ask(&scenario, &query, &Options::default()).map_err(|_| "a limit")?;
//! let text = grounds::explain::text::render(&answer, grounds::explain::text::Form::default());
//! assert!(text.starts_with("It depends on 1 open question."));
//! # Ok::<(), &str>(())
//! ```
//!
//! The rooms, in reading order; each may use those above it in this list and none below (`docs/architecture.md`).

#![warn(clippy::disallowed_methods)]

pub mod source;
pub mod diagnostic;
pub mod syntax;
pub mod value;
pub mod vocabulary;
pub mod program;
pub mod condition;
pub mod engine;
pub mod answer;
pub mod verify;
pub mod explain;
pub mod case;
pub mod session;
pub mod analysis;
pub mod cli;
