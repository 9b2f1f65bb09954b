//! How is a sketch with values written in the language? So that what fails can be read.

use std::fmt::Write;

use super::{
    generator::{Asked, CaseSketch, QuestionSketch, RuleSketch, Sketch, Stated},
    terms::{Number, Place, day, length, pick},
};
use crate::writer::Text;

const VOCABULARY: &str = "kind application
kind payment

given {an application} is urgent
given {an application} is noted
  otherwise no
given {a payment} is confirmed
given attribute the fee for {an application}: number
given attribute the deposit for {an application}: number
given attribute the amount of {a payment}: number
given attribute the receipt of {an application}: date
given attribute the answer to {an application}: date
given attribute the day of {a payment}: date
given attribute the term of {an application}: duration
given attribute the delay of {an application}: duration
conclusion attribute the weight of {a payment}: number
conclusion attribute the charge for {an application}: number
conclusion attribute the total for {an application}: number
conclusion attribute the deadline for {an application}: date
conclusion {an application} is complete
conclusion {an application} is late
conclusion {an application} is void
";
const LADDER: [&str; 3] = ["commentary", "regulation", "statute"];
const FORCE: [&str; 3] = ["", "  in force from 2024-03-01\n", "  in force until 2024-02-29\n"];

/// What a rule can conclude: its level, its words, and what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Number,
    Date,
    Phrase,
}
const TARGETS: [(u8, &str, What); 8] = [
    (4, "complete", What::Phrase),
    (3, "the charge for", What::Number),
    (6, "late", What::Phrase),
    (2, "the deadline for", What::Date),
    (5, "the total for", What::Number),
    (1, "the weight of", What::Number),
    (2, "the deposit for", What::Number),
    (7, "void", What::Phrase),
];

/// What an exception has to know of its rule.
struct Written {
    label: String,
    target: u8,
    /// From which day on it is law, if it says so.
    starts: bool,
}

/// Writes a sketch out.
pub(crate) fn write(sketch: &Sketch) -> Text {
    let mut rules = VOCABULARY.to_owned();
    rules.push_str("given {a payment} was made for {an application}\n");
    rules.push_str(if sketch.made_is_closed { "  otherwise no\n" } else { "" });
    for (at, (kind, force)) in sketch.sources.iter().enumerate() {
        write!(rules, "\nsource s{at}\n").unwrap();
        if *kind > 0 {
            writeln!(rules, "  kind {}", pick(&LADDER, kind - 1)).unwrap();
        }
        rules.push_str(pick(&FORCE, *force));
    }
    let mut written: Vec<Written> = vec![];
    for (at, rule) in sketch.rules.iter().enumerate() {
        let (text, it) = write_rule(at, rule, &written, sketch.sources.len());
        rules.push_str(&text);
        written.push(it);
    }
    Text { rules, case: write_case(&sketch.case) }
}

fn write_rule(
    at: usize,
    rule: &RuleSketch,
    before: &[Written],
    sources: usize,
) -> (String, Written) {
    let earlier = |pick: Option<u8>| Some(&before[usize::from(pick?).checked_rem(before.len())?]);
    let parent = earlier(rule.exception_to);
    let target = parent.map_or(rule.target, |it| it.target);
    let (level, words, what) = pick(&TARGETS, target);
    let of_payment = level == 1;
    let kind = if of_payment { "payment" } else { "application" };
    let definite = format!("the {kind}");
    let place = Place {
        application: (!of_payment).then_some(&*definite),
        payment: of_payment.then_some(&*definite),
        level,
    };
    let label = format!("r{at}");
    let mut text = match parent {
        Some(parent) => format!("\nexception {label} to {}", parent.label),
        None => format!("\nrule {label}"),
    };
    let overridden = earlier(rule.overrides).filter(|_| parent.is_none());
    // What overrides something, or is an exception, has no rank of its own, so that nothing defeats itself in a circle.
    let ranked = rule.source.filter(|_| parent.is_none() && overridden.is_none());
    if let Some(source) = ranked.and_then(|it| usize::from(it).checked_rem(sources)) {
        write!(text, " [s{source} Art. {at}]").unwrap();
    }
    text.push('\n');
    if let Some(it) = overridden {
        writeln!(text, "  overrides {}", it.label).unwrap();
    }
    let replaced = earlier(rule.replaces).filter(|it| parent.is_none() && !it.starts);
    let force = if replaced.is_some() { 1 } else { rule.force };
    if let Some(it) = replaced {
        writeln!(text, "  replaces {}", it.label).unwrap();
    }
    text.push_str(pick(&FORCE, force));
    let conditions: Vec<String> = rule.conditions.iter().map(|it| place.clause(it)).collect();
    let mut sentence = String::new();
    if parent.is_none() || rule.concludes || conditions.is_empty() {
        let article = if parent.is_some() {
            definite.clone()
        } else if of_payment {
            "a payment".to_owned()
        } else {
            "an application".to_owned()
        };
        sentence = match what {
            What::Phrase => {
                format!("{article} is {}{words}", if rule.positive { "" } else { "not " })
            }
            What::Number => format!("{words} {article} is {}", place.number(&rule.number)),
            What::Date => format!("{words} {article} is {}", place.time(&rule.time)),
        };
    }
    if !conditions.is_empty() {
        write!(sentence, "\n  if {}", conditions.join("\n  and ")).unwrap();
    }
    writeln!(text, "  {}.", sentence.trim_start()).unwrap();
    (text, Written { label, target, starts: force == 1 })
}

fn write_case(case: &CaseSketch) -> String {
    let mut text = "case one\n".to_owned();
    if let Some(by) = case.as_of {
        writeln!(text, "  as of {}", pick(&["2024-02-29", "2024-03-01"], by)).unwrap();
    }
    let applications = &["A1", "A2"][..=usize::from(case.applications)];
    let payments = &["P1", "P2"][..usize::from(case.payments)];
    for it in applications {
        writeln!(text, "  {it} is an application.").unwrap();
    }
    for it in payments {
        writeln!(text, "  {it} is a payment.").unwrap();
    }
    let inputs = inputs(applications, payments);
    for (input, (by, stated)) in inputs.iter().zip(&case.facts) {
        if let Some(it) = fact(input, *by, *stated) {
            writeln!(text, "  {it}").unwrap();
        }
    }
    for question in &case.questions {
        write_question(&mut text, question, applications, &inputs);
    }
    text
}

/// An input of some things.
enum Input {
    Phrase(String),
    Number(String),
    Date(String),
    Length(u8, String),
}

fn inputs(applications: &[&str], payments: &[&str]) -> Vec<Input> {
    let mut all = vec![];
    for it in applications {
        all.push(Input::Number(format!("the fee for {it}")));
        all.push(Input::Date(format!("the receipt of {it}")));
        all.push(Input::Phrase(format!("{it} is urgent")));
        all.push(Input::Number(format!("the deposit for {it}")));
        all.push(Input::Date(format!("the answer to {it}")));
        all.push(Input::Phrase(format!("{it} is noted")));
        all.push(Input::Length(0, (*it).to_owned()));
        all.push(Input::Length(1, (*it).to_owned()));
    }
    for it in payments {
        all.push(Input::Number(format!("the amount of {it}")));
        all.push(Input::Phrase(format!("{it} is confirmed")));
        all.push(Input::Date(format!("the day of {it}")));
        all.extend(applications.iter().map(|to| Input::Phrase(format!("{it} was made for {to}"))));
    }
    all
}

fn fact(input: &Input, by: u8, stated: Stated) -> Option<String> {
    if stated == Stated::Nothing {
        return None;
    }
    let known = stated == Stated::Value;
    let attribute = |words: &str, value: &str| {
        let value = if known { value } else { "unknown" };
        format!("{words} is {value}.")
    };
    Some(match input {
        Input::Phrase(it) if !known => format!("it is unknown whether {it}."),
        Input::Phrase(it) if by % 3 == 2 => format!("it is not the case that {it}."),
        Input::Phrase(it) => format!("{it}."),
        Input::Number(it) => attribute(it, &(by % 5).to_string()),
        Input::Date(it) => attribute(it, day(by)),
        Input::Length(of, it) => {
            let (words, length) = length(*of, by);
            attribute(&format!("{words} {it}"), length)
        }
    })
}

fn write_question(
    text: &mut String,
    question: &QuestionSketch,
    applications: &[&str],
    inputs: &[Input],
) {
    text.push_str("  ask ");
    if let Some((at, by, stated)) = question.supposed {
        let supposed = fact(&inputs[usize::from(at) % inputs.len()], by, stated);
        if let Some(it) = supposed {
            write!(text, "suppose {it} ").unwrap();
        }
    }
    if let Some(by) = question.as_of {
        write!(text, "as of {}, ", pick(&["2024-02-29", "2024-03-01"], by)).unwrap();
    }
    let about = pick(applications, question.about);
    let place = Place { application: Some(about), payment: None, level: 8 };
    let asked = match &question.asked {
        Asked::Conclusion(by) | Asked::Which(by) => {
            let (level, words, what) = pick(&TARGETS, *by);
            let which = matches!(question.asked, Asked::Which(_));
            let about = if which { "which application" } else { about };
            match what {
                What::Phrase if which => format!("{about} is {words}"),
                What::Phrase => format!("is {about} {words}"),
                What::Number if level == 1 => {
                    format!("what is {}", place.number(&Number::Sum(1, None)))
                }
                _ if which => format!("{words} {about} is 3"),
                _ => format!("what is {words} {about}"),
            }
        }
        Asked::Whether(it) => place.clause(it),
        Asked::Number(it) => format!("what is {}", place.number(it)),
        Asked::Time(it) => format!("what is {}", place.time(it)),
        Asked::HowMany => format!("how many payments were made for {about}"),
    };
    writeln!(text, "{asked}?").unwrap();
}
