//! `grounds verify`: is an explanation right?

use std::{fmt::Write, path::PathBuf};

use serde_json::{Value, json};

use crate::{
    session::Session,
    verify::{self, Refutation, Report},
};

use super::{
    Exit,
    error::Error,
    files,
    io::Io,
    options::Format,
    report,
    subject::{Loaded, Subject},
};

const EXAMPLES: &str = "\
Examples:
  grounds ask --case airport-stop --format json \"can D1 be challenged at the CCF?\" > answer.json
  grounds verify answer.json
  grounds verify --rules my-rules --case my.case answer.json";

/// How many refutations are shown.
const SHOWN: usize = 50;

/// How deep an explanation may be nested, two for each step; and the stack on which it is read, in which this has room.
const DEEPEST: usize = 800_000;
const STACK: usize = 512 * 1024 * 1024;

/// Checks an answer with its reasons, without the engine that found it
///
/// The explanation is what `grounds ask --format json` prints. A small checker, which shares no code with the engine,
/// confirms or refutes it against the rules and the case, step by step.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// The explanation; `-` reads it from standard input
    #[arg(value_name = "EXPLANATION")]
    explanation: PathBuf,
    #[command(flatten)]
    subject: Subject,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    stacker::grow(STACK, || check(args, io))
}

fn check(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let text = match args.explanation.to_str() {
        Some("-") => files::read_from(&mut io.input, || "standard input".to_owned())?,
        _ => files::read(&args.explanation)?,
    };
    let explanation = read(&text).map_err(|why| {
        let name = files::shown(&args.explanation);
        let form = "as `grounds ask --format json` prints it for one question";
        Error::Usage(format!("{name} is not the explanation of one answer, {form}: {why}"))
    })?;
    let text = |field: &str| explanation[field].as_str();
    let case = text("file").zip(text("case")).map(|(file, case)| format!("{file}#{case}"));
    let question = question(&explanation);
    let Some(loaded) = args.subject.or_case(case).load(&question, args.format, io)? else {
        return Ok(Exit::Findings);
    };
    let mut report = checked(&loaded, &explanation);
    if !explanation["as_of"].is_string() {
        let wrong = "`as_of` does not say of which day the law is applied".to_owned();
        report.refuted.push(Refutation { step: None, sentence: None, wrong });
    }
    match args.format {
        Format::Text => io.print(&in_words(&report))?,
        Format::Json => io.print(&document(&report, &question))?,
    }
    Ok(if report.is_confirmed() { Exit::Done } else { Exit::Findings })
}

/// An explanation, or why it is none.
fn read(text: &str) -> Result<Value, String> {
    if depth(text) > DEEPEST {
        return Err(format!("it is nested more than {DEEPEST} deep"));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value: Result<Value, _> = serde::Deserialize::deserialize(&mut reader);
    let value = value.and_then(|it| reader.end().map(|()| it)).map_err(|it| it.to_string())?;
    match &value {
        Value::Array(all) => Err(format!("it is a list of {}; give one of them", all.len())),
        it if it["question"].is_string() && it["because"].is_object() => Ok(value),
        _ => Err("it has no `question` or no `because`".to_owned()),
    }
}

/// How deep brackets are nested in a text, those within strings left out.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for it in text.bytes() {
        match it {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The question with what it supposes and what narrows it.
fn question(explanation: &Value) -> String {
    let list = |field: &str| -> Vec<&str> {
        explanation[field].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let mut question = String::new();
    for it in list("suppose") {
        let _ = write!(question, "suppose {it}. ");
    }
    for it in list("qualified") {
        let _ = write!(question, "{it}, ");
    }
    question + explanation["question"].as_str().unwrap_or_default()
}

fn checked(loaded: &Loaded, explanation: &Value) -> Report {
    let Loaded { session, query, .. } = loaded;
    let Session { program, sources, .. } = session;
    let scenario = loaded.scenario();
    verify::check(verify::Subject { program, sources, scenario: &scenario, query }, explanation)
}

fn in_words(report: &Report) -> String {
    let mut out = String::new();
    for it in report.refuted.iter().take(SHOWN) {
        let place = match (&it.sentence, &it.step) {
            (Some(sentence), Some(step)) => format!("{sentence} ({step}): "),
            _ => String::new(),
        };
        let _ = writeln!(out, "refuted: {place}{}", it.wrong);
    }
    if report.refuted.len() > SHOWN {
        let _ = writeln!(out, "… and {} more", report.refuted.len() - SHOWN);
    }
    for it in &report.undecided {
        let _ = writeln!(out, "not confirmed: this checker {it}");
    }
    if report.is_confirmed() {
        let (steps, ways) = (count(report.steps, "step"), count(report.ways, "way"));
        let _ = writeln!(out, "confirmed: {steps}, {ways}");
    }
    out
}

fn count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn document(report: &Report, question: &str) -> String {
    let refutation = |it: &Refutation| {
        json!({"step": it.step, "sentence": it.sentence, "wrong": it.wrong}).to_string()
    };
    let refuted: Vec<String> = report.refuted.iter().map(refutation).collect();
    report::document(&[
        ("question", json!(question).to_string()),
        ("confirmed", json!(report.is_confirmed()).to_string()),
        ("steps", json!(report.steps).to_string()),
        ("ways", json!(report.ways).to_string()),
        ("refuted", report::list(&refuted)),
        ("undecided", json!(report.undecided).to_string()),
    ])
}
