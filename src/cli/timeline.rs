//! `grounds timeline`: on which days does an answer change, and which rule is the cause?

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    explain::{json, text::brief},
    program::Interval,
    session::{
        Options,
        timeline::{Cause, Period, Timeline},
    },
};

use super::{
    Exit,
    error::Error,
    io::Io,
    options::{Bounds, Format},
    progress::Progress,
    report,
    subject::{Loaded, Subject, refuse},
};

const EXAMPLES: &str = "\
Examples:
  grounds timeline --case airport-stop \"can D1 be challenged at the CCF?\"
  grounds timeline --rules my-rules --case my.case --format json \"may Ada stay?\"";

/// Shows on which days the answer to a question changes, and which rule is the cause
///
/// The facts stay as the case states them; only the law of the day changes.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", super::EXIT_CODES))]
pub(super) struct Args {
    /// The question; `-` reads it from standard input
    #[arg(value_name = "QUESTION")]
    question: String,
    #[command(flatten)]
    subject: Subject,
    /// Who reads the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    #[command(flatten)]
    bounds: Bounds,
}

/// Runs the command.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Exit, Error> {
    let Some(loaded) = args.subject.load(&args.question, args.format, io)? else {
        return Ok(Exit::Findings);
    };
    let Loaded { session, query, .. } = &loaded;
    let scenario = loaded.scenario();
    let options = Options { limits: args.bounds.limits(), ..Options::default() };
    let found =
        Progress::during("days", io, |tell| session.timeline(&scenario, query, &options, tell));
    let timeline = match found {
        Ok(it) => it,
        Err(limit) => {
            let message = report::limit(&query.sentence, limit, args.bounds);
            refuse(&query.sentence, &[message], &session.sources, args.format, io)?;
            return Ok(Exit::Findings);
        }
    };
    let day = Day::of(&loaded, io.today);
    match args.format {
        Format::Text => io.print(&text(&timeline, &day))?,
        Format::Json => io.print(&document(&timeline, &loaded, &day))?,
    }
    Ok(Exit::Done)
}

/// The day that is of most interest, and whose it is.
struct Day {
    date: Date,
    whose: &'static str,
}

impl Day {
    fn of(loaded: &Loaded, today: Date) -> Self {
        let own = |it: &Loaded| it.case.as_ref().and_then(|it| it.0.scenario.as_of);
        match (loaded.query.as_of, own(loaded)) {
            (Some(date), _) => Self { date, whose: "the day that the question names" },
            (None, Some(date)) => Self { date, whose: "the day of the case" },
            (None, None) => Self { date: today, whose: "today" },
        }
    }
}

fn text(timeline: &Timeline, day: &Day) -> String {
    let rows: Vec<(String, &Period)> =
        timeline.periods.iter().map(|it| (days(it.days), it)).collect();
    let width = rows.iter().map(|it| it.0.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (days, period) in &rows {
        let mark = if period.days.contains(day.date) { "→" } else { " " };
        let mut lead = format!("{mark} {days:<width$}  ");
        let causes = period.causes.iter().map(|it| format!("because {}", cause(it)));
        for line in brief(&period.explanation).into_iter().chain(causes) {
            out.extend([lead.as_str(), &line, "\n"]);
            lead = " ".repeat(width + 4);
        }
    }
    if timeline.periods.len() == 1 {
        out.push_str("\nNo rule that begins or ends on some day changes this answer.\n");
    } else {
        out.extend(["\n→ ", &day.date.to_string(), ", ", day.whose, "\n"]);
    }
    out
}

/// `from 2026-06-01`
pub(super) fn days(days: Interval) -> String {
    match (days.from, days.until) {
        (None, None) => "on every day".to_owned(),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), None) => format!("from {from}"),
        (Some(from), Some(until)) if from == until => format!("on {from}"),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    }
}

/// `rule two-months begins (rules Art. 5)`
fn cause(cause: &Cause) -> String {
    let verb = if cause.begins { "begins" } else { "has ended" };
    let cited = match cause.citations.as_slice() {
        [] => String::new(),
        citations => format!(" ({})", citations.join("; ")),
    };
    format!("rule {} {verb}{cited}", cause.rule)
}

fn document(timeline: &Timeline, loaded: &Loaded, day: &Day) -> String {
    let periods: Vec<String> = timeline.periods.iter().map(object).collect();
    let mut fields = vec![("question", json!(loaded.query.sentence).to_string())];
    if let Some((case, file)) = &loaded.case {
        fields.push(("case", json!(case.name).to_string()));
        fields.push(("file", json!(file).to_string()));
    }
    if let Some(period) = timeline.periods.first() {
        fields.extend(json::taken(&period.explanation));
    }
    fields.push(("day", json!(day.date.to_string()).to_string()));
    fields.push(("periods", report::list(&periods)));
    report::document(&fields)
}

fn object(period: &Period) -> String {
    let date = |it: Option<Date>| json!(it.map(|it| it.to_string())).to_string();
    let causes: Value = period
        .causes
        .iter()
        .map(|it| {
            let change = if it.begins { "begins" } else { "ends" };
            json!({"rule": it.rule, "change": change, "citations": it.citations})
        })
        .collect();
    let mut fields = vec![("from", date(period.days.from)), ("until", date(period.days.until))];
    fields.extend(json::answer(&period.explanation));
    fields.push(("causes", causes.to_string()));
    let fields = fields.into_iter().map(|(key, value)| format!("{}: {value}", json!(key)));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}
