//! What is kept of an answer, so that every change of it shows, and nothing else does?
//!
//! A record has the question, the answer with its conditions, and the reasons with their sources.
//! No line depends on the length of another or on the width of a page. What is too much to be written out
//! is covered by a fingerprint, so that a change of it shows as well.

use std::hash::Hasher;

use fnv::FnvHasher;

use super::{Detail, Form, Writer, name, ways::summary};
use crate::{
    answer::Status,
    explain::{
        Answered, Bound, Conditions, Explanation, StepId, WaysInWords, json::ids, layout::Columns,
    },
};

/// Nothing is wrapped.
const WIDTH: usize = usize::MAX / 4;
/// How many lines of reasons are written out.
const LINES: usize = 400;
/// How many ways of a side are surely written out, and how many parts of a way.
const FEW: usize = 5;

/// The record of an answer. `dated` says whether question or case say whose day's law is applied; where they don't, the
/// day is not part of the record.
pub fn record(explanation: &Explanation, dated: bool) -> String {
    let form = Form { detail: Detail::Normal, width: WIDTH, coloured: false };
    let mut undated;
    let mut explanation = explanation;
    if !dated {
        undated = explanation.clone();
        undated.law.clear();
        explanation = &undated;
    }
    let mut out = Writer { explanation, form, out: String::new() };
    out.line(&explanation.question);
    out.line("");
    match &explanation.answer {
        Answered::YesNo(conditions) => {
            let headline = out.headline(conditions);
            out.line(&headline);
            out.suppositions();
            out.conditions(conditions);
            out.contradicted();
            out.repairs();
        }
        Answered::Which(bound) => out.bindings(bound),
    }
    out.fingerprint_of_ways();
    out.reasons();
    if let Some(weakest) = out.weakest_link() {
        out.line("");
        out.line(&weakest);
    }
    out.out
}

impl Writer<'_> {
    /// What a question asks for, a line each.
    fn bindings(&mut self, bound: &[Bound]) {
        if bound.is_empty() {
            self.line("None.");
        }
        self.suppositions();
        for it in bound {
            let (name, ways) = (name(it), &it.conditions.yes_if);
            let line = match it.conditions.status {
                Status::Yes => name,
                Status::Circular => format!("{name}: circular"),
                Status::Disputed => format!("{name}: disputed, if {}", summary(ways)),
                Status::No | Status::Depends => format!("{name}, if {}", summary(ways)),
            };
            self.line(&format!("  {line}"));
        }
        self.contradicted();
    }

    /// Where not every way of the answer is sure to be written out, what stands for all of them.
    fn fingerprint_of_ways(&mut self) {
        let all: Vec<&Conditions> = match &self.explanation.answer {
            Answered::YesNo(conditions) => vec![conditions],
            Answered::Which(bound) => bound.iter().map(|it| &it.conditions).collect(),
        };
        let sides = |it: &Conditions| [it.yes_if.clone(), it.no_if.clone(), it.circular_if.clone()];
        let sides: Vec<WaysInWords> = all.into_iter().flat_map(sides).collect();
        let much =
            |it: &WaysInWords| it.listed.len() > FEW || it.listed.iter().any(|way| way.len() > FEW);
        if !sides.iter().any(much) {
            return;
        }
        let mut hasher = FnvHasher::default();
        for side in &sides {
            hasher
                .write(side.count.as_ref().map(ToString::to_string).unwrap_or_default().as_bytes());
            for literal in side.listed.iter().flat_map(|way| way.iter().map(Some).chain([None])) {
                hasher.write(literal.map_or("or", |it| it.wording()).as_bytes());
                // No word has this byte in it.
                hasher.write(&[0xff]);
            }
        }
        self.line("");
        self.line(&format!("Fingerprint of all ways: {:016x}", hasher.finish()));
    }

    /// The tree of reasons, line by line.
    fn reasons(&mut self) {
        let roots: &[StepId] = &self.explanation.because;
        if roots.is_empty() {
            return;
        }
        let mut columns = Columns::default();
        for root in roots {
            self.tree(*root, &mut columns);
        }
        self.line("");
        self.line("Because");
        let text = columns.ragged(LINES);
        self.out.push_str(&text);
        let is_cut = columns.len() > LINES || text.contains("… deeper reasons are left out here");
        if is_cut {
            let ids = ids(self.explanation);
            let ids: Vec<&str> = roots.iter().map(|it| ids[it.0 as usize].as_str()).collect();
            let more = columns.len().saturating_sub(LINES);
            self.line(&format!("  … {more} more steps"));
            self.line(&format!("Fingerprint of all reasons: {}", ids.join(" ")));
        }
    }
}
