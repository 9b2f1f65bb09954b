//! How are the parts of a difference coloured and cut to lines?

use anstyle::{AnsiColor, Style};

use crate::analysis::changes::Became;

use super::super::io::Look;

/// Colours, where they are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint(pub(super) Look);

impl Paint {
    fn colour(self, colour: AnsiColor, text: &str) -> String {
        self.0.paint(colour.on_default(), text)
    }

    /// A heading.
    pub(super) fn bold(self, text: &str) -> String {
        self.0.paint(Style::new().bold(), text)
    }

    /// What is beside the point.
    pub(super) fn dimmed(self, text: &str) -> String {
        self.0.paint(Style::new().dimmed(), text)
    }

    /// The sign for what became of something.
    pub(super) fn sign(self, became: Became) -> String {
        match became {
            Became::Added => self.colour(AnsiColor::Green, "+"),
            Became::Removed => self.colour(AnsiColor::Red, "-"),
            Became::Changed => self.colour(AnsiColor::Yellow, "~"),
            Became::Renamed => self.colour(AnsiColor::Cyan, "="),
        }
    }

    /// What the old version has.
    pub(super) fn was(self, text: &str) -> String {
        self.colour(AnsiColor::Red, text)
    }

    /// What the new version has.
    pub(super) fn is(self, text: &str) -> String {
        self.colour(AnsiColor::Green, text)
    }

    /// What is to be looked at.
    pub(super) fn warn(self, text: &str) -> String {
        self.colour(AnsiColor::Yellow, text)
    }
}
