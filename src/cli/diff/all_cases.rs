//! What do the two versions say about all cases of a stated size? The place where that joins the report.

use serde_json::Value;

use super::super::io::Look;

/// What was found out about all cases.
#[derive(Debug)]
pub(super) struct AllCases {
    /// Nothing, as long as nobody asks.
    found: Option<Value>,
}

impl AllCases {
    /// Compares nothing: no size is stated.
    pub(super) fn compare() -> Self {
        Self { found: None }
    }

    /// Whether there are differences.
    pub(super) fn has_differences(&self) -> bool {
        self.found.is_some()
    }

    /// The section `all_cases` of the report for people.
    pub(super) fn text(&self, _: Look) -> String {
        String::new()
    }

    /// The section `all_cases` of the report for programs.
    pub(super) fn object(&self) -> Option<&Value> {
        self.found.as_ref()
    }
}
