//! How is a sketch written in the language? So that what fails can be read.

use std::fmt::Write;

use crate::{
    generator::{Clause, RuleSketch, Sentence, SentenceSketch, Sketch},
    scope::Scope,
    words::{KINDS, LADDER, PHRASES, declared, reading_of, with_article},
};

/// A rule base and a case, as two files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) rules: String,
    pub(crate) case: String,
}

/// Writes a sketch out.
pub(crate) fn write(sketch: &Sketch) -> Text {
    let mut writer = Writer::new(sketch);
    writer.sources();
    for at in 0..sketch.rules.len() {
        writer.rule(at, &sketch.rules[at]);
    }
    writer.case(&sketch.case);
    writer.with_vocabulary()
}

/// What a rule leaves to the exceptions to it.
struct Written {
    /// Its label; the common one of several sentences, of which nothing is known.
    label: String,
    scope: Scope,
    /// The place of the source that gives it its rank.
    rank: Option<usize>,
}

/// Writes a rule base; [`case_writer`](crate::case_writer) the case.
pub(crate) struct Writer<'s> {
    pub(crate) sketch: &'s Sketch,
    pub(crate) text: Text,
    used: [bool; PHRASES.len()],
    written: Vec<Written>,
}

impl<'s> Writer<'s> {
    fn new(sketch: &'s Sketch) -> Self {
        Self { sketch, text: Text::default(), used: [false; PHRASES.len()], written: vec![] }
    }

    fn sources(&mut self) {
        let count = self.sketch.sources.len();
        // The stronger kinds come first, so that no source outranks one that outranks it.
        let mut kinds: Vec<u8> =
            self.sketch.sources.iter().map(|it| it.0).filter(|it| *it > 0).collect();
        kinds.sort_unstable_by(|one, other| other.cmp(one));
        for (at, (kind, outranks, force)) in self.sketch.sources.iter().enumerate() {
            writeln!(self.text.rules, "source s{at}").unwrap();
            if *kind > 0 {
                let kind = LADDER[usize::from(kinds.pop().unwrap_or(0)) % LADDER.len()];
                writeln!(self.text.rules, "  kind {kind}").unwrap();
            }
            if *outranks && at + 1 < count {
                writeln!(self.text.rules, "  outranks s{}", at + 1).unwrap();
            }
            self.text.rules.push_str(in_force(*force));
        }
    }

    fn rule(&mut self, at: usize, rule: &RuleSketch) {
        let parent =
            rule.exception_to.and_then(|it| usize::from(it).checked_rem(self.written.len()));
        let scope = match parent {
            Some(parent) => self.written[parent].scope.clone(),
            None => Scope::of_rules(self.sketch.named),
        };
        let label = if parent.is_some() { format!("e{at}") } else { format!("r{at}") };
        let header = match parent {
            Some(parent) => format!("\nexception {label} to {}", self.written[parent].label),
            None => format!("\nrule {label}"),
        };
        self.text.rules.push_str(&header);
        self.citations(&rule.sources);
        let mut sentences = vec![];
        for sentence in &rule.sentences {
            let mut scope = scope.clone();
            let written = self.rule_sentence(sentence, parent.is_some(), &mut scope);
            write!(self.text.rules, "\n  {written}.").unwrap();
            sentences.push(scope);
        }
        self.text.rules.push('\n');
        self.clauses(rule);
        let rank = self.rank(rule);
        if sentences.len() > 1 {
            self.written.push(Written { label: label.clone(), scope: scope.unknown(), rank });
        }
        let many = sentences.len() > 1;
        for (scope, number) in sentences.into_iter().zip(1..) {
            let label = if many { format!("{label}/{number}") } else { label.clone() };
            self.written.push(Written { label, scope, rank });
        }
    }

    fn rule_sentence(
        &mut self,
        rule: &SentenceSketch,
        is_exception: bool,
        scope: &mut Scope,
    ) -> String {
        let fallback = Sentence { phrase: 0, terms: [0, 0], positive: true };
        let concluded = rule.conclusion.as_ref().or((!is_exception).then_some(&fallback));
        let mut lines: Vec<String> =
            concluded.map(|it| self.sentence(it, scope)).into_iter().collect();
        let alone = rule.conditions.len() == 1;
        for (place, clause) in rule.conditions.iter().enumerate() {
            let joint = if place == 0 { "if" } else { "and" };
            lines.push(format!("{joint} {}", self.clause(clause, scope, !alone)));
        }
        if let Some(unless) = &rule.unless {
            lines.push(format!("unless {}", self.clause(unless, &mut scope.inner(), false)));
        } else if lines.is_empty() {
            lines.push(format!("if {}", self.sentence(&fallback, scope)));
        }
        lines.join("\n  ")
    }

    fn citations(&mut self, sources: &[u8]) {
        let count = self.sketch.sources.len();
        if count == 0 || sources.is_empty() {
            return;
        }
        let mut cited: Vec<String> =
            sources.iter().map(|it| format!("s{} Art. 1", usize::from(*it) % count)).collect();
        cited.dedup();
        write!(self.text.rules, " [{}]", cited.join("; ")).unwrap();
    }

    fn clauses(&mut self, rule: &RuleSketch) {
        let other = rule.overrides.and_then(|it| usize::from(it).checked_rem(self.written.len()));
        if let Some(other) = other.map(|it| &self.written[it]) {
            // Against the rank of its source no rule overrides another; that would be a circle.
            let ranks = self.rank(rule).zip(other.rank);
            if ranks.is_none_or(|(own, other)| own <= other) {
                writeln!(self.text.rules, "  overrides {}", other.label).unwrap();
            }
        }
        // A rule that begins after its source has ended is a mistake.
        let source = self.rank(rule).map_or(0, |it| self.sketch.sources[it].2);
        self.text.rules.push_str(in_force(if source == 0 { rule.force } else { 0 }));
        if let Some((provision, reading)) = rule.reading {
            let (reading, provision) = reading_of(provision, reading);
            writeln!(self.text.rules, "  reading {reading} of {provision}").unwrap();
        }
    }

    /// The place of the source that gives a rule its rank.
    fn rank(&self, rule: &RuleSketch) -> Option<usize> {
        usize::from(*rule.sources.first()?).checked_rem(self.sketch.sources.len())
    }

    pub(crate) fn sentence(&mut self, sentence: &Sentence, scope: &mut Scope) -> String {
        let at = usize::from(sentence.phrase) % PHRASES.len();
        self.used[at] = true;
        let phrase = &PHRASES[at];
        let not = if sentence.positive { "" } else { "not " };
        // What a denied sentence introduces is unknown outside, unless it is the conclusion.
        let terms: Vec<String> = phrase
            .slots
            .iter()
            .zip(sentence.terms)
            .map(|(slot, pick)| scope.term(pick, *slot).0)
            .collect();
        match &terms[..] {
            [] => format!("{} is {not}declared", phrase.words),
            [one] => format!("{one} is {not}{}", phrase.words),
            [one, other, ..] => format!("{one} is {not}{} {other}", phrase.words),
        }
    }

    pub(crate) fn clause(&mut self, clause: &Clause, scope: &mut Scope, nested: bool) -> String {
        match clause {
            Clause::Holds(sentence) if sentence.positive => self.sentence(sentence, scope),
            Clause::Holds(sentence) => self.sentence(sentence, &mut scope.inner()),
            Clause::OfKind(term, kind, positive) => of_kind(*term, *kind, *positive, scope),
            Clause::Same(one, other, positive) => same(*one, *other, *positive, scope),
            // Two negations are none.
            Clause::Not(inner, _) if matches!(**inner, Clause::Not(..)) => {
                let Clause::Not(inner, _) = &**inner else { return String::new() };
                format!("not not {}", self.clause(inner, scope, true))
            }
            Clause::Not(inner, style) => {
                let not = if style % 2 == 0 { "not" } else { "it is not the case that" };
                format!("{not} {}", self.clause(inner, &mut scope.inner(), true))
            }
            Clause::All(parts, style) => {
                let parts: Vec<String> =
                    parts.iter().map(|it| self.clause(it, scope, true)).collect();
                joined(&parts, "all of", "and", *style, nested)
            }
            Clause::Any(parts, style) => {
                let branch = |it: &Clause| self.clause(it, &mut scope.inner(), true);
                let parts: Vec<String> = parts.iter().map(branch).collect();
                joined(&parts, "any of", "or", *style, nested)
            }
        }
    }

    fn with_vocabulary(self) -> Text {
        let mut rules = String::new();
        for (name, parent) in KINDS {
            let is_a = KINDS[parent].0;
            let is_a =
                if is_a == name { String::new() } else { format!(" is {}", with_article(is_a)) };
            let plural = if name == "country" { ", plural countries" } else { "" };
            writeln!(rules, "kind {name}{is_a}{plural}").unwrap();
        }
        if let Some(kind) = self.sketch.named {
            let kind = KINDS[usize::from(kind) % KINDS.len()].0;
            writeln!(rules, "name Roma is {}", with_article(kind)).unwrap();
        }
        for (at, phrase) in PHRASES.iter().enumerate().filter(|it| self.used[it.0]) {
            let (given, otherwise) = match self.sketch.roles[at] {
                0 => ("conclusion", ""),
                1 => ("given", ""),
                _ => ("given", "\n  otherwise no"),
            };
            writeln!(rules, "{given} {}{otherwise}", declared(phrase)).unwrap();
        }
        Text { rules: rules + &self.text.rules, case: self.text.case }
    }
}

fn of_kind(term: u8, kind: u8, positive: bool, scope: &mut Scope) -> String {
    let kind = usize::from(kind) % KINDS.len();
    let mut inner = scope.inner();
    let scope = if positive { scope } else { &mut inner };
    let (term, _) = scope.term(term, kind);
    let not = if positive { "" } else { "not " };
    format!("{term} is {not}{}", with_article(KINDS[kind].0))
}

fn same(one: u8, other: u8, positive: bool, scope: &mut Scope) -> String {
    let kind = if one.is_multiple_of(2) { 0 } else { 5 };
    let mut inner = scope.inner();
    let scope = if positive { scope } else { &mut inner };
    let (one, kind) = scope.term(one, kind);
    let Some(other) = scope.known_term(other, kind) else {
        return format!("{one} is {}", with_article(KINDS[kind].0));
    };
    let wording = if positive { "the same as" } else { "different from" };
    format!("{one} is {wording} {other}")
}

fn joined(parts: &[String], listed: &str, joint: &str, style: u8, nested: bool) -> String {
    match (style % 3, nested) {
        (0, true) => format!("({})", parts.join(&format!(" {joint} "))),
        (0 | 1, _) if !nested => parts.join(&format!(" {joint} ")),
        _ => format!("{listed} ({})", parts.join("; ")),
    }
}

fn in_force(force: u8) -> &'static str {
    match force {
        1 => "  in force from 2020-01-01\n",
        2 => "  in force until 2019-12-31\n",
        _ => "",
    }
}
