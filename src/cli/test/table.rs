//! How did it go altogether? A line for each path that was given, aligned.

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::super::{check::counted, io::Look};

/// What a group of cases came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    label: String,
    /// How many cases were run.
    pub(super) cases: usize,
    /// How many `expect` lines.
    pub(super) expectations: usize,
    /// How many `ask` lines.
    pub(super) asks: usize,
    /// How many of all these lines failed.
    pub(super) failed: usize,
}

impl Row {
    /// Nothing yet.
    pub(super) fn new(label: &str) -> Self {
        Self { label: label.to_owned(), ..Self::default() }
    }

    /// All rows taken together.
    pub(super) fn total(rows: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| rows.iter().map(of).sum();
        Self {
            label: "altogether".to_owned(),
            cases: sum(|it| it.cases),
            expectations: sum(|it| it.expectations),
            asks: sum(|it| it.asks),
            failed: sum(|it| it.failed),
        }
    }

    /// For a program.
    pub(super) fn object(&self) -> Value {
        json!({
            "name": self.label, "cases": self.cases, "expectations": self.expectations,
            "asks": self.asks, "failed": self.failed,
        })
    }

    fn what(&self) -> String {
        let (cases, expectations) =
            (counted(self.cases, "case"), counted(self.expectations, "expectation"));
        format!("{cases}, {expectations}, {}", counted(self.asks, "question"))
    }

    fn outcome(&self, look: Look) -> String {
        let color = if self.failed == 0 { AnsiColor::Green } else { AnsiColor::Red };
        let style =
            if look.coloured { Style::new().fg_color(Some(color.into())) } else { Style::new() };
        let outcome = match self.failed {
            0 => "all as expected".to_owned(),
            failed => format!("{failed} failed"),
        };
        format!("{style}{outcome}{style:#}")
    }
}

/// For a person; several rows are summed up.
pub(super) fn render(rows: &[Row], look: Look) -> String {
    let mut rows = rows.to_vec();
    if rows.len() > 1 {
        rows.push(Row::total(&rows));
    }
    let widest = |of: fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let label = widest(|it| it.label.chars().count());
    let what = widest(|it| it.what().chars().count());
    let line =
        |it: &Row| format!("{:<label$}  {:<what$}    {}", it.label, it.what(), it.outcome(look));
    rows.iter().flat_map(|it| [line(it), "\n".to_owned()]).collect()
}
