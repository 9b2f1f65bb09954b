//! What is said first? The answer in a line.

use anstyle::{AnsiColor, Style};

use super::Writer;
use crate::{answer::Status, explain::Conditions};

impl Writer<'_> {
    pub(super) fn headline(&self, conditions: &Conditions) -> String {
        let supposed = match self.explanation.suppositions.len() {
            0 => "",
            1 => ", under this supposition",
            _ => ", under these suppositions",
        };
        let bold = Style::new().bold();
        let open = conditions.open.len();
        match conditions.status {
            Status::Yes => self.paint(bold.fg_color(Some(AnsiColor::Green.into())), &format!("Yes{supposed}.")),
            Status::No => self.paint(bold.fg_color(Some(AnsiColor::Red.into())), &format!("No{supposed}.")),
            Status::Depends => {
                let noun = if open == 1 { "question" } else { "questions" };
                self.paint(bold.fg_color(Some(AnsiColor::Yellow.into())), &format!("It depends on {open} open {noun}{supposed}."))
            }
            Status::Disputed => self.paint(
                bold.fg_color(Some(AnsiColor::Yellow.into())),
                &format!("Disputed{supposed}: rules in effect conclude both, and nothing ranks them."),
            ),
            Status::Circular => self.paint(
                bold.fg_color(Some(AnsiColor::Magenta.into())),
                &format!("Circular{supposed}: it is neither true nor false, because it rests on its own denial."),
            ),
        }
    }
}
