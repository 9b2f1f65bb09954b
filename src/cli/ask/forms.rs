//! In which form is an answer wanted? What is read now, handed to somebody, drawn, or read by a program.

use clap::ValueEnum;

use crate::explain::{dot, html, markdown, memo::Handout, picture, text::Detail};

/// In which form answers are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people, at the terminal
    #[default]
    Text,
    /// For programs: one JSON document
    Json,
    /// A memo in Markdown, with footnotes
    Md,
    /// A page for a browser or a printer, which needs nothing else
    Html,
    /// A picture of the argument, for one question
    Svg,
    /// The argument as a graph for Graphviz
    Dot,
}

impl Form {
    /// Whether only a program reads it, so that it also has to say what is wrong.
    pub(super) fn is_for_programs(self) -> bool {
        self == Self::Json
    }

    /// One document with all answers, for the forms that have to know them all.
    pub(super) fn document(self, handouts: &[Handout<'_>]) -> String {
        match self {
            _ if handouts.is_empty() => String::new(),
            Self::Md => markdown::render(handouts),
            Self::Html => html::render(handouts),
            Self::Svg => handouts.iter().map(picture::render).collect(),
            Self::Dot => dot::render(handouts),
            Self::Text | Self::Json => String::new(),
        }
    }
}

/// An answer that is kept until all are known.
#[derive(Debug)]
pub(super) struct Kept {
    /// The case's name and its title.
    pub(super) case: Option<(String, Option<String>)>,
    /// The answer.
    pub(super) answer: super::page::Answer,
}

impl Kept {
    /// As it is handed to somebody.
    pub(super) fn handout(&self, detail: Detail) -> Handout<'_> {
        Handout {
            explanation: &self.answer.explanation,
            case: self.case.as_ref().map(|(name, title)| (name.as_str(), title.as_deref())),
            intent: self.answer.intent,
            detail,
        }
    }
}
