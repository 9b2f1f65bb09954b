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

/// The stack on which an explanation is read: a chain of any length has to fit.
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
    let explanation = read(&text).ok_or_else(|| {
        let name = files::shown(&args.explanation);
        let form = "as `grounds ask --format json` prints it";
        Error::Usage(format!("{name} is not the explanation of one answer, {form}"))
    })?;
    let text = |field: &str| explanation[field].as_str();
    let case = text("file").zip(text("case")).map(|(file, case)| format!("{file}#{case}"));
    let question = question(&explanation);
    let Some(loaded) = args.subject.or_case(case).load(&question, args.format, io)? else {
        return Ok(Exit::Findings);
    };
    let report = checked(&loaded, &explanation);
    match args.format {
        Format::Text => io.print(&in_words(&report))?,
        Format::Json => io.print(&document(&report, &question))?,
    }
    Ok(if report.is_confirmed() { Exit::Done } else { Exit::Findings })
}

/// An explanation, however deep it is.
fn read(text: &str) -> Option<Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value: Value = serde::Deserialize::deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    (value["question"].is_string() && value["because"].is_object()).then_some(value)
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
