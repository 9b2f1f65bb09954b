//! How did it go altogether? A line for each path that was given, aligned, with what changed below it.

use anstyle::AnsiColor;
use serde_json::{Value, json};

use super::{
    super::{check::counted, io::Look, report},
    change::{Change, Line},
};

/// More answers without a snapshot than this are only counted: they are seen in the review.
const FEW: usize = 10;

/// What a group of cases came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) label: String,
    /// How many cases were run.
    pub(super) cases: usize,
    /// How many `expect` lines.
    pub(super) expectations: usize,
    /// How many `ask` lines.
    pub(super) asks: usize,
    /// How many of all these lines failed.
    pub(super) failed: usize,
    /// How many answers are what was kept.
    pub(super) unchanged: usize,
    /// How many are not.
    pub(super) changed: usize,
    /// How many have nothing that was kept.
    pub(super) new: usize,
    /// How many of these two are kept by now.
    kept: usize,
}

impl Row {
    /// Nothing yet.
    pub(super) fn new(label: &str) -> Self {
        Self { label: label.to_owned(), ..Self::default() }
    }

    /// All rows taken together.
    fn total(rows: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| rows.iter().map(of).sum();
        Self {
            label: "altogether".to_owned(),
            cases: sum(|it| it.cases),
            expectations: sum(|it| it.expectations),
            asks: sum(|it| it.asks),
            failed: sum(|it| it.failed),
            unchanged: sum(|it| it.unchanged),
            changed: sum(|it| it.changed),
            new: sum(|it| it.new),
            kept: sum(|it| it.kept),
        }
    }

    /// One of the answers that differed is kept by now.
    pub(super) fn count_as_kept(&mut self) {
        self.kept += 1;
    }

    /// Whether every answer is what was kept, or is kept by now. Only where it is `strict` is an answer that nothing was
    /// kept of another one.
    pub(super) fn is_as_before(&self, strict: bool) -> bool {
        self.is_kept() || !strict && self.changed == 0
    }

    /// Whether nothing waits to be looked at.
    fn is_kept(&self) -> bool {
        self.changed + self.new == self.kept
    }

    /// For a program.
    fn object(&self) -> Value {
        json!({
            "name": self.label, "cases": self.cases, "expectations": self.expectations,
            "asks": self.asks, "failed": self.failed, "unchanged": self.unchanged,
            "changed": self.changed, "new": self.new,
        })
    }

    fn what(&self) -> String {
        let (cases, expectations) =
            (counted(self.cases, "case"), counted(self.expectations, "expectation"));
        format!("{cases}, {expectations}, {}", counted(self.asks, "question"))
    }

    fn outcome(&self, look: Look) -> String {
        let differ = self.changed + self.new;
        let color = match (self.failed, self.is_kept()) {
            (0, true) => AnsiColor::Green,
            (0, false) => AnsiColor::Yellow,
            _ => AnsiColor::Red,
        };
        let unchanged = if differ > 0 { self.unchanged } else { 0 };
        let counts = [
            (self.failed, "failed"),
            (unchanged, "unchanged"),
            (self.changed, "changed"),
            (self.new, "new"),
        ];
        let counts =
            counts.iter().filter(|it| it.0 > 0).map(|(many, what)| format!("{many} {what}"));
        let mut outcome = counts.collect::<Vec<_>>().join(", ");
        if outcome.is_empty() {
            "all as expected".clone_into(&mut outcome);
        }
        let kept = if self.kept > 0 { ", kept from now on" } else { "" };
        look.paint(color.on_default(), &format!("{outcome}{kept}"))
    }
}

/// For a person; several rows are summed up.
pub(super) fn render(rows: &[Row], changes: &[Change], look: Look) -> String {
    let total = (rows.len() > 1).then(|| Row::total(rows));
    let all = || rows.iter().chain(&total);
    let widest = |of: fn(&Row) -> usize| all().map(of).max().unwrap_or(0);
    let label = widest(|it| it.label.chars().count());
    let what = widest(|it| it.what().chars().count());
    let mut out = String::new();
    for (at, it) in all().enumerate() {
        let line = format!("{:<label$}  {:<what$}    {}", it.label, it.what(), it.outcome(look));
        out.extend([&line, "\n", &below(at, changes, look)]);
    }
    out
}

/// The lines for what changed in a group.
fn below(row: usize, changes: &[Change], look: Look) -> String {
    let own = || changes.iter().filter(|it| it.row == row);
    let new = own().filter(|it| it.is_new());
    let left_out = new.clone().count().saturating_sub(FEW);
    let lines: Vec<Line> =
        own().filter(|it| !it.is_new()).chain(new.take(FEW)).map(Change::line).collect();
    let widest =
        |of: fn(&Line) -> &String| lines.iter().map(|it| of(it).chars().count()).max().unwrap_or(0);
    let widths = (widest(|it| &it.what), widest(|it| &it.how));
    let mut out: String = lines.iter().map(|it| it.text(widths, look)).collect();
    if left_out > 0 {
        out.extend(["  … and ", &left_out.to_string(), " more that are new\n"]);
    }
    out
}

/// The report for a program.
pub(super) fn document(
    rows: &[Row],
    parts: Vec<(&'static str, String)>,
    diagnostics: String,
) -> String {
    let groups: Vec<String> = rows.iter().map(|it| it.object().to_string()).collect();
    let total = Row::total(rows);
    let mut fields = vec![
        ("cases", total.cases.to_string()),
        ("expectations", total.expectations.to_string()),
        ("asks", total.asks.to_string()),
        ("failed", total.failed.to_string()),
        ("unchanged", total.unchanged.to_string()),
        ("changed", total.changed.to_string()),
        ("new", total.new.to_string()),
        ("groups", report::list(&groups)),
    ];
    let none = ["failures", "changes", "orphans"].map(|it| (it, report::list(&[])));
    fields.extend(if parts.is_empty() { none.to_vec() } else { parts });
    fields.push(("diagnostics", diagnostics));
    report::document(&fields)
}
