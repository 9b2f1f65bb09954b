//! Which provisions does a source have, and which of them are left out on purpose?
//!
//! What `outline` and `omit` items say, kept for those who ask how much of a source has been encoded.

use super::{Citation, SourceId};
use crate::source::Span;

/// The provisions that outlines list, and those that are left out, each in the order of writing.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The provisions that outlines list.
    pub provisions: Vec<Listed>,
    /// What is left out on purpose.
    pub omissions: Vec<Omission>,
}

/// A line of an outline: `Art. 83(1)(a) "penalty thresholds"`.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The source.
    pub source: SourceId,
    /// The place in it.
    pub pinpoint: String,
    /// What the provision is about, where that is said.
    pub title: Option<String>,
    /// Where it is listed.
    pub span: Span,
}

/// `omit [rpd Art. 3] "reason"`
#[derive(Debug, Clone)]
pub struct Omission {
    /// What is left out; a citation without a place leaves out the whole source.
    pub citations: Vec<Citation>,
    /// Why.
    pub reason: String,
    /// Where that is said.
    pub span: Span,
}
