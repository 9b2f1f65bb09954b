//! How does each line of a file stand? By what begins or goes on in it.

use crate::{
    analysis::coverage::{Part, PartKind},
    source::{FileId, Sources},
};

use super::super::{
    Findings,
    findings::{kind, sentence},
};

/// A line of a file of rules.
#[derive(Debug, Default, Clone)]
pub(super) struct Line {
    /// How what stands on it was tried; nothing where nothing can be.
    pub(super) standing: Option<Standing>,
    /// What is lacking, a sentence each.
    pub(super) notes: Vec<String>,
}

/// How something was tried; the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Covered,
    Partly,
    Untried,
}

impl Standing {
    /// Its sign, its words, and the name of its style.
    pub(super) fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Covered => ("✓", "covered", "covered"),
            Self::Partly => ("◐", "partly covered", "partly"),
            Self::Untried => ("✗", "never tried", "untried"),
        }
    }
}

/// The lines of a file.
pub(super) fn lines(findings: &Findings<'_>, file: FileId) -> Vec<Line> {
    let sources = &findings.session.sources;
    let mut lines = vec![Line::default(); sources.text(file).lines().count()];
    let parts: Vec<(usize, &Part)> = findings.parts().filter(|it| it.1.span.file == file).collect();
    for (place, (at, part)) in parts.iter().enumerate() {
        let lacks = findings.lacks(*at);
        let standing = match (findings.coverage.outcomes[*at].is_tried(), lacks.is_empty()) {
            (false, _) => Standing::Untried,
            (true, false) => Standing::Partly,
            (true, true) => Standing::Covered,
        };
        let (first, mut last) = extent(sources, part);
        // The parts of a part follow it; from the first of them on, the lines are theirs.
        let inner = parts.get(place + 1).filter(|it| is_part_of(it.1, part));
        if let Some(inner) = inner {
            last = extent(sources, inner.1).0.saturating_sub(1).max(first);
        }
        for line in lines.iter_mut().take(last + 1).skip(first) {
            line.standing = line.standing.max(Some(standing));
        }
        if let (false, Some(line)) = (lacks.is_empty(), lines.get_mut(first)) {
            let words = if part.kind == PartKind::Condition {
                part.words.clone()
            } else {
                format!("{} {}", kind(part), part.words)
            };
            line.notes.push(format!("{words}: {}", lacks.join(", ")));
        }
    }
    for change in findings.survivors().filter(|it| it.span.file == file) {
        if let Some(line) = lines.get_mut(sources.line_column(change.span).0 - 1) {
            line.notes.push(format!("no case tells the difference if {}", sentence(change)));
        }
    }
    lines
}

/// The places of the first and the last line of a part.
fn extent(sources: &Sources, part: &Part) -> (usize, usize) {
    let line = |it| sources.line_column(it).0 - 1;
    (line(part.span), line(part.span.after()))
}

fn is_part_of(inner: &Part, outer: &Part) -> bool {
    inner.rule == outer.rule
        && inner.path.len() > outer.path.len()
        && inner.path.starts_with(&outer.path)
}
