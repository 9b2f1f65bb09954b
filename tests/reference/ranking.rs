//! Which rule prevails over which? Read off what was written, by trying all pairs.

use std::collections::BTreeMap;

use grounds::{
    program::{Program, RuleId, SourceId},
    source::Sources,
    syntax::{self, ast},
};

/// What was declared of precedence.
pub(crate) struct Ranking {
    /// For each rule its own label, its first source, and the labels that it overrides.
    rules: Vec<(String, Option<SourceId>, Vec<String>)>,
    /// For each pair of sources whether the first outranks the second.
    outranks: Vec<Vec<bool>>,
}

impl Ranking {
    /// Reads the text of a rule base again.
    pub(crate) fn new(text: &str, program: &Program) -> Self {
        let file = Sources::default().add("ranking", text);
        let (document, _) = syntax::parse(file, text);
        let mut overrides: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut declared: Vec<(&str, &str)> = Vec::new();
        for item in &document.items {
            match &item.kind {
                ast::ItemKind::Rule(rule) => {
                    let labels = rule.overrides.iter().map(|it| it.text.clone()).collect();
                    overrides.insert(&rule.label.text, labels);
                }
                ast::ItemKind::Source(source) => {
                    declared
                        .extend(source.outranks.iter().map(|it| (&*source.name.text, &*it.text)));
                }
                _ => {}
            }
        }
        let rules = program.rules.iter().map(|it| {
            let label = it.label.split('/').next().unwrap_or_default();
            let overridden = overrides.get(label).cloned().unwrap_or_default();
            (it.label.clone(), it.citations.first().map(|it| it.source), overridden)
        });
        Self { rules: rules.collect(), outranks: outranks(program, &declared) }
    }

    /// Whether one rule overrides or outranks another.
    pub(crate) fn prevails(&self, one: RuleId, other: RuleId) -> bool {
        let (_, stronger, overridden) = &self.rules[one.0 as usize];
        let (label, weaker, _) = &self.rules[other.0 as usize];
        let means = |it: &String| label == it || label.starts_with(&format!("{it}/"));
        let outranks = stronger
            .zip(*weaker)
            .is_some_and(|(one, other)| self.outranks[one.0 as usize][other.0 as usize]);
        overridden.iter().any(means) || outranks
    }
}

/// A stronger kind of source outranks a weaker one, `outranks` says so of others, and chains of both count.
fn outranks(program: &Program, declared: &[(&str, &str)]) -> Vec<Vec<bool>> {
    let count = program.sources.len();
    let mut outranks = vec![vec![false; count]; count];
    for (at, one) in program.sources.iter().enumerate() {
        for (it, other) in program.sources.iter().enumerate() {
            let kinds = one.authority.zip(other.authority);
            let stronger = kinds.is_some_and(|(one, other)| one < other);
            outranks[at][it] = stronger || declared.contains(&(&one.name, &other.name));
        }
    }
    for between in 0..count {
        for at in 0..count {
            for it in 0..count {
                outranks[at][it] |= outranks[at][between] && outranks[between][it];
            }
        }
    }
    outranks
}
