//! What is said first? The answer in a line.

use anstyle::{AnsiColor, Style};

use super::Writer;
use crate::{
    answer::Status,
    explain::{Bound, Conditions, Explanation},
};

/// The answer to a yes/no question in a sentence.
pub(in crate::explain) fn headline(explanation: &Explanation, conditions: &Conditions) -> String {
    let supposed = supposed(explanation);
    match conditions.status {
        Status::Yes => format!("Yes{supposed}."),
        Status::No => format!("No{supposed}."),
        Status::Depends => depends(conditions.open.len(), supposed),
        Status::Disputed => {
            format!("Disputed{supposed}: rules in effect conclude both, and nothing ranks them.")
        }
        Status::Circular => format!(
            "Circular{supposed}: it is neither true nor false, because it rests on its own denial."
        ),
    }
}

/// What is said above the answers to a question that asks for things: where one that holds in any case names a value
/// that is not known, this is not all that there is to know.
pub(in crate::explain) fn unsettled(explanation: &Explanation, bound: &[Bound]) -> Option<String> {
    let names_unknown =
        |it: &Bound| it.conditions.status == Status::Yes && !it.conditions.open.is_empty();
    let open = explanation.open.len();
    bound.iter().any(names_unknown).then(|| depends(open, supposed(explanation)))
}

fn depends(open: usize, supposed: &str) -> String {
    let noun = if open == 1 { "question" } else { "questions" };
    format!("It depends on {open} open {noun}{supposed}.")
}

fn supposed(explanation: &Explanation) -> &'static str {
    match explanation.suppositions.len() {
        0 => "",
        1 => ", under this supposition",
        _ => ", under these suppositions",
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
        self.paint(bold(colour), &headline(self.explanation, conditions))
    }

    pub(super) fn unsettled(&self, bound: &[Bound]) -> Option<String> {
        let words = unsettled(self.explanation, bound)?;
        Some(self.paint(bold(AnsiColor::Yellow), &words))
    }
}

fn bold(colour: AnsiColor) -> Style {
    Style::new().bold().fg_color(Some(colour.into()))
}
