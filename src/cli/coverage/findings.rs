//! What do all forms say of a part of the rules? What is lacking, and who decides.

use crate::{
    analysis::{
        coverage::{Part, PartKind, Provision, Question, Standing, Tallies},
        mutate::{Change, Fate},
    },
    program::{RuleId, base_label},
    source::FileId,
};

use super::{super::report::Place, Findings};

impl<'a> Findings<'a> {
    /// The parts of the rules with their places among all.
    pub(super) fn parts(&self) -> impl Iterator<Item = (usize, &Part)> {
        self.coverage.parts.all.iter().enumerate()
    }

    /// The files that have rules in them, in order.
    pub(super) fn files(&self) -> Vec<FileId> {
        let mut files: Vec<FileId> = self.parts().map(|it| it.1.span.file).collect();
        files.dedup();
        files
    }

    /// The counts of one file.
    pub(super) fn of_file(&self, file: FileId) -> Tallies {
        self.coverage.tally(|it| it.span.file == file)
    }

    /// The counts of some rules.
    pub(super) fn of_rules(&self, rules: &[RuleId]) -> Tallies {
        self.coverage.tally(|it| rules.contains(&it.rule))
    }

    /// What the cases leave untried of a part, a phrase each; nothing where it is covered.
    pub(super) fn lacks(&self, at: usize) -> Vec<String> {
        let outcomes = self.coverage.outcomes[at];
        if !outcomes.is_tried() {
            return vec!["never tried".to_owned()];
        }
        let open = match outcomes.open {
            0 => String::new(),
            1 => " (open once)".to_owned(),
            times => format!(" (open {times} times)"),
        };
        let kind = self.coverage.parts.all[at].kind;
        let (yes, no) = match kind {
            PartKind::Rule => ("never applies", None),
            PartKind::Exception => ("never applies", Some("always applies")),
            PartKind::Condition => ("never true", Some("never false")),
        };
        let mut lacks = Vec::new();
        if outcomes.yes == 0 {
            lacks.push(format!("{yes}{open}"));
        }
        // What is open in some question is not always so.
        let always = outcomes.no == 0 && (kind == PartKind::Condition || outcomes.open == 0);
        if let Some(no) = no.filter(|_| always) {
            let open = if lacks.is_empty() { open } else { String::new() };
            lacks.push(format!("{no}{open}"));
        }
        if self.coverage.decides[at] == Fate::Survived {
            lacks.push("decides nothing".to_owned());
        }
        lacks
    }

    /// Where a part is written.
    pub(super) fn place(&self, part: &Part) -> Place {
        Place::of(part.span, &self.session.sources)
    }

    /// The question that notices something.
    pub(super) fn noticed_by(&self, fate: Fate) -> Option<&Question<'a>> {
        if let Fate::Noticed(at) = fate { Some(&self.questions[at]) } else { None }
    }

    /// The changes that no case notices.
    pub(super) fn survivors(&self) -> impl Iterator<Item = &Change> {
        let tried = self.mutations.iter().flat_map(|it| &it.tried);
        tried.filter(|it| it.1 == Fate::Survived).map(|it| &it.0)
    }

    /// The labels of rules, each once: several sentences under one label are one.
    pub(super) fn labels(&self, rules: &[RuleId]) -> Vec<&str> {
        let label = |it: &RuleId| base_label(&self.session.program.rule(*it).label);
        let mut labels: Vec<&str> = rules.iter().map(label).collect();
        labels.dedup();
        labels
    }
}

/// What a part is, in a word.
pub(super) fn kind(part: &Part) -> &'static str {
    match part.kind {
        PartKind::Rule => "rule",
        PartKind::Exception => "exception",
        PartKind::Condition => "condition",
    }
}

/// What a provision is called.
pub(super) fn named(pinpoint: &str) -> &str {
    if pinpoint.is_empty() { "the source as a whole" } else { pinpoint }
}

/// What became of a provision, in words.
pub(super) fn standing(provision: &Provision) -> &'static str {
    match provision.standing {
        Standing::Encoded => "encoded",
        Standing::Within => "cited as a whole",
        Standing::LeftOut => "left out",
        Standing::Untouched => "untouched",
    }
}

/// What a change comes to, as a sentence without its full stop.
pub(super) fn sentence(change: &Change) -> String {
    use crate::analysis::mutate::ChangeKind::{
        DropCondition, DropException, DropRule, NegateConclusion, NegateCondition, Shift,
    };
    let Change { words, becomes, .. } = change;
    match change.kind {
        DropRule => format!("rule {words} {becomes}"),
        DropException => format!("exception {words} {becomes}"),
        NegateConclusion => format!("{words} {becomes}"),
        DropCondition | NegateCondition => format!("`{words}` {becomes}"),
        Shift => format!("{becomes} in `{words}`"),
    }
}
