//! How is a case written, with the questions about it?

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    generator::{CaseSketch, QuestionSketch, Sentence},
    scope::Scope,
    words::{KINDS, LADDER, PHRASES, compatible, is_part_of, reading_of, with_article},
    writer::Writer,
};

const NAMES: [&str; 4] = ["Uno", "Dos", "Tres", "Cuatro"];

const DAYS: [&str; 2] = ["2018-06-01", "2024-06-01"];

impl Writer<'_> {
    pub(crate) fn case(&mut self, case: &CaseSketch) {
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
        let mut scope = case.of_question(question.which);
        let supposed_kind =
            question.supposed_kind.and_then(|it| supposed_kind(&mut scope, (it.0, it.1), it.2));
        for it in supposed.iter().chain(&supposed_kind) {
            write!(text, "suppose {it} ").unwrap();
        }
        text.push_str(&self.qualifiers(question));
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

/// That something is, or is not, of a kind. What it is then of is known behind.
fn supposed_kind(scope: &mut Scope, pick: (u8, u8), positive: bool) -> Option<String> {
    let (place, name, own) = scope.pick_name(pick.0)?;
    let near = (0..KINDS.len()).filter(|it| compatible(*it, own));
    let near: Vec<usize> = near.filter(|it| positive || KINDS[*it].1 != *it).collect();
    let kind = *near.get(usize::from(pick.1).checked_rem(near.len())?)?;
    let not = if positive { "" } else { "not " };
    let line = format!("{name} is {not}{}.", with_article(KINDS[kind].0));
    let is_now = if positive { kind } else { KINDS[kind].1 };
    if positive != is_part_of(own, kind) {
        scope.suppose(place, is_now);
    }
    Some(line)
}
