//! What do the two versions say about all cases of a stated size? The place where that joins the report.

use serde_json::Value;

/// What was found out about all cases; empty as long as no size is stated.
#[derive(Debug, Default)]
pub(super) struct AllCases {
    /// The section for people.
    pub(super) text: String,
    /// The field `all_cases` for programs.
    pub(super) object: Option<Value>,
    /// Whether there are differences.
    pub(super) has_differences: bool,
}
