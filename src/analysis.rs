//! What do rules say of themselves? What is to be found out about a body of rules as a whole.
//!
//! Pure, as everything below `cli`: texts come in, findings go out as plain data.

pub mod cases;
pub mod changes;
