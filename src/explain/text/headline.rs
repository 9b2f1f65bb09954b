//! What is said first? The answer in a line.

use anstyle::{AnsiColor, Style};

use super::Writer;
use crate::{
    answer::Status,
    explain::{Conditions, Explanation},
};

/// The answer to a yes/no question in a sentence.
pub(in crate::explain) fn headline(explanation: &Explanation, conditions: &Conditions) -> String {
    let supposed = match explanation.suppositions.len() {
        0 => "",
        1 => ", under this supposition",
        _ => ", under these suppositions",
    };
    match conditions.status {
        Status::Yes => format!("Yes{supposed}."),
        Status::No => format!("No{supposed}."),
        Status::Depends => {
            let open = conditions.open.len();
            let noun = if open == 1 { "question" } else { "questions" };
            format!("It depends on {open} open {noun}{supposed}.")
        }
        Status::Disputed => {
            format!("Disputed{supposed}: rules in effect conclude both, and nothing ranks them.")
        }
        Status::Circular => format!(
            "Circular{supposed}: it is neither true nor false, because it rests on its own denial."
        ),
    }
}

impl Writer<'_> {
    pub(super) fn headline(&self, conditions: &Conditions) -> String {
        let colour = match conditions.status {
            Status::Yes => AnsiColor::Green,
            Status::No => AnsiColor::Red,
            Status::Depends | Status::Disputed => AnsiColor::Yellow,
            Status::Circular => AnsiColor::Magenta,
        };
        let style = Style::new().bold().fg_color(Some(colour.into()));
        self.paint(style, &headline(self.explanation, conditions))
    }
}
