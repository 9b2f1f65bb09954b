//! How much of each source has been encoded? Its provisions, as its outline lists them, against what rules cite.

use crate::{
    program::{Listed, Program, RuleId, SourceId},
    source::Span,
};

use super::pinpoint::is_within;

/// A source with its provisions.
#[derive(Debug, Clone)]
pub struct SourceCoverage {
    /// The source.
    pub source: SourceId,
    /// Every rule and exception that cites it.
    pub rules: Vec<RuleId>,
    /// Whether an outline lists provisions of it.
    pub has_outline: bool,
    /// The provisions that its outlines list, or that are left out.
    pub provisions: Vec<Provision>,
    /// What rules cite and its outline, if it has one, does not list.
    pub unlisted: Vec<Unlisted>,
}

/// A provision of an outline, or one that is left out.
#[derive(Debug, Clone)]
pub struct Provision {
    /// The place in the source; empty for the source as a whole.
    pub pinpoint: String,
    /// What it is about, where that is said.
    pub title: Option<String>,
    /// Where it is listed, or left out.
    pub span: Span,
    /// What became of it.
    pub standing: Standing,
    /// The rules that cite it or a part of it; where none does, those that cite something that it is a part of.
    pub rules: Vec<RuleId>,
    /// What is left out of it, and why: all of it, or parts.
    pub left_out: Vec<(String, String)>,
}

/// What became of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A rule cites it, or a part of it.
    Encoded,
    /// A rule cites a provision that it is a part of, and none cites it by itself.
    Within,
    /// It is left out on purpose.
    LeftOut,
    /// None of these.
    Untouched,
}

/// What a rule cites and no outline lists.
#[derive(Debug, Clone)]
pub struct Unlisted {
    /// The place in the source.
    pub pinpoint: String,
    /// The rules that cite it.
    pub rules: Vec<RuleId>,
}

/// A place in a source, and a rule that cites it.
type Cited<'p> = (&'p str, RuleId);

/// What became of the provisions of each source, in the order of the sources.
pub fn provisions(program: &Program) -> Vec<SourceCoverage> {
    let ids = (0..).map(SourceId).take(program.sources.len());
    ids.map(|it| of_source(program, it)).collect()
}

fn of_source(program: &Program, source: SourceId) -> SourceCoverage {
    let mut cited: Vec<Cited<'_>> = Vec::new();
    for (id, rule) in program.rules() {
        let own = rule.citations.iter().filter(|it| it.source == source);
        cited.extend(own.map(|it| (it.pinpoint.as_str(), id)));
    }
    let omissions = program.outline.omissions.iter().flat_map(|it| {
        let own = it.citations.iter().filter(|it| it.source == source);
        own.map(|cited| (cited.pinpoint.as_str(), it.reason.as_str()))
    });
    let omissions: Vec<(&str, &str)> = omissions.collect();
    let listed = listed(program, source);
    let provision = |it: &Listed| of_provision(it, &cited, &omissions);
    let mut rules: Vec<RuleId> = cited.iter().map(|it| it.1).collect();
    rules.dedup();
    SourceCoverage {
        source,
        rules,
        has_outline: program.outline.provisions.iter().any(|it| it.source == source),
        provisions: listed.iter().map(provision).collect(),
        unlisted: unlisted(&cited, &listed),
    }
}

/// The provisions that outlines list; and those that are left out without being listed, or a part of what is.
fn listed(program: &Program, source: SourceId) -> Vec<Listed> {
    let own = program.outline.provisions.iter().filter(|it| it.source == source);
    let mut all: Vec<Listed> = own.cloned().collect();
    for omission in &program.outline.omissions {
        for citation in omission.citations.iter().filter(|it| it.source == source) {
            let pinpoint = &citation.pinpoint;
            if !all.iter().any(|it| touch(pinpoint, &it.pinpoint)) {
                let (pinpoint, span) = (pinpoint.clone(), omission.span);
                all.push(Listed { source, pinpoint, title: None, span });
            }
        }
    }
    all
}

/// Whether one provision is a part of the other, or the same.
fn touch(one: &str, other: &str) -> bool {
    is_within(one, other) || is_within(other, one)
}

fn of_provision(listed: &Listed, cited: &[Cited<'_>], omissions: &[(&str, &str)]) -> Provision {
    let own = &listed.pinpoint;
    let citing = |is: &dyn Fn(&str) -> bool| {
        let mut rules: Vec<RuleId> = cited.iter().filter(|it| is(it.0)).map(|it| it.1).collect();
        rules.dedup();
        rules
    };
    let by_itself = citing(&|it| is_within(it, own));
    let as_a_part = citing(&|it| !it.is_empty() && is_within(own, it));
    let whole = omissions.iter().any(|it| is_within(own, it.0));
    let left_out = omissions.iter().filter(|it| is_within(own, it.0) || is_within(it.0, own));
    let (standing, rules) = match (by_itself.is_empty(), whole, as_a_part.is_empty()) {
        (false, ..) => (Standing::Encoded, by_itself),
        (true, true, _) => (Standing::LeftOut, Vec::new()),
        (true, false, false) => (Standing::Within, as_a_part),
        (true, false, true) => (Standing::Untouched, Vec::new()),
    };
    Provision {
        pinpoint: own.clone(),
        title: listed.title.clone(),
        span: listed.span,
        standing,
        rules,
        left_out: left_out.map(|it| (it.0.to_owned(), it.1.to_owned())).collect(),
    }
}

/// What is cited and neither listed nor a part of what is, nor made of what is; in the order of first citing.
fn unlisted(cited: &[Cited<'_>], listed: &[Listed]) -> Vec<Unlisted> {
    let mut found: Vec<Unlisted> = Vec::new();
    let is_listed = |pinpoint: &str| listed.iter().any(|it| touch(pinpoint, &it.pinpoint));
    for (pinpoint, rule) in cited {
        if pinpoint.is_empty() || is_listed(pinpoint) {
            continue;
        }
        match found.iter_mut().find(|it| it.pinpoint == *pinpoint) {
            Some(it) if it.rules.last() == Some(rule) => {}
            Some(it) => it.rules.push(*rule),
            None => {
                found.push(Unlisted { pinpoint: (*pinpoint).to_owned(), rules: vec![*rule] });
            }
        }
    }
    found
}
