//! How is a sketch written in the language? So that what fails can be read.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    generator::{CaseSketch, Clause, QuestionSketch, RuleSketch, Sentence, Sketch},
    scope::Scope,
};

/// The kinds, and their parents by place; roots are their own.
pub(crate) const KINDS: [(&str, usize); 7] = [
    ("request", 0),
    ("notice", 0),
    ("red notice", 1),
    ("blue notice", 1),
    ("diffusion", 0),
    ("country", 5),
    ("island", 5),
];

/// The phrases: the words before `is`, and after it, with slots by kind.
pub(crate) const PHRASES: [Phrase; 8] = [
    Phrase { slots: &[0], words: "urgent" },
    Phrase { slots: &[1], words: "published" },
    Phrase { slots: &[5], words: "safe" },
    Phrase { slots: &[0, 5], words: "sent to" },
    Phrase { slots: &[], words: "martial law" },
    Phrase { slots: &[5, 5], words: "allied with" },
    Phrase { slots: &[0], words: "lawful" },
    Phrase { slots: &[4, 0], words: "tied to" },
];

/// The two readings' names of the two provisions.
const READINGS: [(&str, [&str; 3]); 2] =
    [("scope", ["narrow", "wide", "middle"]), ("reach", ["long", "short", "medium"])];

const LADDER: [&str; 5] = ["", "statute", "regulation", "practice", "commentary"];

const NAMES: [&str; 4] = ["Uno", "Dos", "Tres", "Cuatro"];

const DAYS: [&str; 2] = ["2018-06-01", "2024-06-01"];

/// A phrase of the vocabulary.
pub(crate) struct Phrase {
    pub(crate) slots: &'static [usize],
    pub(crate) words: &'static str,
}

/// A rule base and a case, as two files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub(crate) rules: String,
    pub(crate) case: String,
}

/// Whether one kind is a part of the other.
pub(crate) fn is_part_of(lower: usize, upper: usize) -> bool {
    lower == upper || KINDS[lower].1 != lower && is_part_of(KINDS[lower].1, upper)
}

/// Whether something can be of both kinds.
pub(crate) fn compatible(one: usize, other: usize) -> bool {
    is_part_of(one, other) || is_part_of(other, one)
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
    label: String,
    scope: Scope,
}

struct Writer<'s> {
    sketch: &'s Sketch,
    text: Text,
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
        let parent = rule.exception_to.filter(|_| at > 0).map(|it| usize::from(it) % at);
        let mut scope = match parent {
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
        let fallback = Sentence { phrase: 0, terms: [0, 0], positive: true };
        let conclusion = match (&rule.conclusion, parent) {
            (None, Some(_)) => String::new(),
            (conclusion, _) => self.sentence(conclusion.as_ref().unwrap_or(&fallback), &mut scope),
        };
        let mut lines: Vec<String> = vec![conclusion];
        lines.retain(|it| !it.is_empty());
        let alone = rule.conditions.len() == 1;
        for (place, clause) in rule.conditions.iter().enumerate() {
            let joint = if place == 0 { "if" } else { "and" };
            lines.push(format!("{joint} {}", self.clause(clause, &mut scope, !alone)));
        }
        if let Some(unless) = &rule.unless {
            lines.push(format!("unless {}", self.clause(unless, &mut scope.clone(), false)));
        } else if lines.is_empty() {
            lines.push(format!("if {}", self.sentence(&fallback, &mut scope)));
        }
        writeln!(self.text.rules, "\n  {}.", lines.join("\n  ")).unwrap();
        self.clauses(rule);
        self.written.push(Written { label, scope });
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
        let at = self.written.len();
        if let Some(other) = rule.overrides.filter(|_| at > 0) {
            let other = usize::from(other) % at;
            // Against the rank of its source no rule overrides another; that would be a circle.
            let ranks = self.rank(rule).zip(self.rank(&self.sketch.rules[other]));
            if ranks.is_none_or(|(own, other)| own <= other) {
                writeln!(self.text.rules, "  overrides {}", self.written[other].label).unwrap();
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

    fn sentence(&mut self, sentence: &Sentence, scope: &mut Scope) -> String {
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

    fn clause(&mut self, clause: &Clause, scope: &mut Scope, nested: bool) -> String {
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

    fn case(&mut self, case: &CaseSketch) {
        let mut lines = vec!["case c".to_owned()];
        lines.extend(case.as_of.map(|it| format!("as of {}", DAYS[usize::from(it) % DAYS.len()])));
        let mut scope = Scope::of_rules(self.sketch.named);
        for (name, kind) in NAMES.iter().zip(&case.things) {
            let kind = usize::from(*kind) % KINDS.len();
            lines.push(format!("{name} is {}.", with_article(KINDS[kind].0)));
            scope.name(name, kind);
        }
        let scope = scope.without_variables();
        let mut kinds: BTreeMap<(usize, usize), String> = BTreeMap::new();
        for (thing, kind, known) in &case.kinds {
            let Some((key, line)) = denied_kind(&scope, (*thing, *kind), *known) else { continue };
            kinds.insert(key, line);
        }
        lines.extend(kinds.into_values());
        lines.extend(self.statements(&case.facts, &scope));
        for question in &case.questions {
            lines.push(format!("ask {}", self.question(question, &scope)));
        }
        self.text.case = lines.join("\n  ") + "\n";
    }

    /// Statements; a later one about the same replaces an earlier one.
    fn statements(&mut self, facts: &[(Sentence, u8)], scope: &Scope) -> Vec<String> {
        let mut lines: BTreeMap<String, String> = BTreeMap::new();
        for (sentence, status) in facts {
            let at = usize::from(sentence.phrase) % PHRASES.len();
            if !PHRASES[at].slots.iter().all(|it| scope.can_name(*it)) {
                continue;
            }
            let concluded = self.sketch.roles[at] == 0;
            let positive = self.sentence(sentence, &mut scope.clone());
            let line = match status % 5 {
                0 | 3 => format!("{positive}."),
                1 | 4 => format!("{}.", positive.replacen(" is ", " is not ", 1)),
                _ if concluded => continue,
                _ => format!("it is unknown whether {positive}."),
            };
            lines.insert(positive, line);
        }
        lines.into_values().collect()
    }

    fn question(&mut self, question: &QuestionSketch, case: &Scope) -> String {
        let mut text = String::new();
        let supposed = self.statements(&question.supposed, case);
        let kind = question.supposed_kind.and_then(|it| supposed_kind(case, (it.0, it.1), it.2));
        for it in supposed.iter().chain(&kind) {
            write!(text, "suppose {it} ").unwrap();
        }
        text.push_str(&self.qualifiers(question));
        let mut scope = case.of_question(question.which);
        let hides = !question.which && !question.sentence.positive;
        let mut inner = scope.inner();
        let first = if hides { &mut inner } else { &mut scope };
        let mut parts = vec![self.sentence(&question.sentence, first)];
        scope.settle();
        parts.extend(question.more.iter().map(|it| self.clause(it, &mut scope, true)));
        text + &parts.join(" and ") + "?"
    }

    fn qualifiers(&self, question: &QuestionSketch) -> String {
        let mut text = String::new();
        if let Some(day) = question.as_of {
            write!(text, "as of {}, ", DAYS[usize::from(day) % DAYS.len()]).unwrap();
        }
        let count = self.sketch.sources.len();
        if let Some(source) = question.according_to.filter(|_| count > 0) {
            write!(text, "according to s{}, ", usize::from(source) % count).unwrap();
        }
        if let Some(rung) = question.without {
            write!(text, "without {}, ", LADDER[2 + usize::from(rung) % 3]).unwrap();
        }
        if let Some((provision, reading)) = question.reading {
            let (reading, provision) = reading_of(provision, reading);
            let clause = format!("reading {reading} of {provision}\n");
            if self.text.rules.contains(&clause) {
                write!(text, "on the {reading} reading of {provision}, ").unwrap();
            }
        }
        text
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

fn declared(phrase: &Phrase) -> String {
    let slot =
        |at: usize, label: &str| format!("{{{}{label}}}", with_article(KINDS[phrase.slots[at]].0));
    match phrase.slots {
        [] => format!("{} is declared", phrase.words),
        [_] => format!("{} is {}", slot(0, ""), phrase.words),
        [one, other, ..] if one == other => {
            format!("{} is {} {}", slot(0, ": host"), phrase.words, slot(1, ": guest"))
        }
        _ => format!("{} is {} {}", slot(0, ""), phrase.words, slot(1, "")),
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
    let kind = if one % 2 == 0 { 0 } else { 5 };
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

fn reading_of(provision: u8, reading: u8) -> (&'static str, &'static str) {
    let (provision, readings) = READINGS[usize::from(provision) % 2];
    (readings[usize::from(reading) % 3], provision)
}

/// That something is not, or is not known to be, of a kind below its own.
fn denied_kind(scope: &Scope, pick: (u8, u8), known: bool) -> Option<((usize, usize), String)> {
    let (place, name, own) = scope.pick_name(pick.0)?;
    let below: Vec<usize> =
        (0..KINDS.len()).filter(|it| *it != own && is_part_of(*it, own)).collect();
    let kind = *below.get(usize::from(pick.1).checked_rem(below.len())?)?;
    let what = with_article(KINDS[kind].0);
    let line = if known {
        format!("{name} is not {what}.")
    } else {
        format!("it is unknown whether {name} is {what}.")
    };
    Some(((place, kind), line))
}

fn supposed_kind(scope: &Scope, pick: (u8, u8), positive: bool) -> Option<String> {
    if !positive {
        return denied_kind(scope, pick, true).map(|it| it.1);
    }
    let (_, name, own) = scope.pick_name(pick.0)?;
    let near: Vec<usize> = (0..KINDS.len()).filter(|it| compatible(*it, own)).collect();
    Some(format!("{name} is {}.", with_article(KINDS[near[usize::from(pick.1) % near.len()]].0)))
}

pub(crate) fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}
