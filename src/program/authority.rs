//! How much weight does a source have, and how well is it known what it says?

/// The ladder of authority, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// A constitution or founding treaty.
    Constitution,
    /// A statute.
    Statute,
    /// A regulation.
    Regulation,
    /// A decision of a court or a body.
    Decision,
    /// What is done in practice.
    Practice,
    /// What somebody wrote about it.
    Commentary,
}

impl Authority {
    /// Every rung, strongest first.
    pub const ALL: [Self; 6] = [
        Self::Constitution,
        Self::Statute,
        Self::Regulation,
        Self::Decision,
        Self::Practice,
        Self::Commentary,
    ];

    /// Its word in the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Constitution => "constitution",
            Self::Statute => "statute",
            Self::Regulation => "regulation",
            Self::Decision => "decision",
            Self::Practice => "practice",
            Self::Commentary => "commentary",
        }
    }
}

/// How well it is known that a source says what a rule says, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Read in the source itself.
    Primary,
    /// Read as a quotation of the source.
    Quoted,
    /// Read in somebody else's account of it.
    Secondary,
    /// Not checked.
    Unverified,
}
