//! Why? The tree of reasons, with the sources or a remark beside each step.

use anstyle::{AnsiColor, Style};

use super::{Detail, Writer};
use crate::explain::{
    Outcome, Standing, Step, StepId, StepKind, json::basis, layout::Columns, memo::has_open,
};

/// How deep the tree is printed; what lies deeper is only counted.
const DEPTH: usize = 40;
/// How many lines of the tree are printed at normal length.
const LINES: usize = 200;

impl Writer<'_> {
    pub(super) fn because(&mut self) {
        if self.explanation.because.is_empty() {
            return;
        }
        self.line("");
        self.line("Because");
        let mut columns = Columns::default();
        for root in &self.explanation.because {
            self.tree(*root, &mut columns);
        }
        let cut = if self.form.detail == Detail::Full { usize::MAX } else { LINES };
        let text = columns.render(self.form.width, cut);
        self.out.push_str(&text);
    }

    /// One root and what is below it, line by line.
    pub(super) fn tree(&self, root: StepId, columns: &mut Columns) {
        let mut rest: Vec<(StepId, String, Option<bool>)> = vec![(root, String::new(), None)];
        while let Some((id, prefix, last)) = rest.pop() {
            let step = self.explanation.step(id);
            let depth = prefix.chars().count() / 3;
            let (branch, below) = match last {
                None => (String::new(), String::new()),
                Some(true) => (format!("{prefix}└─ "), format!("{prefix}   ")),
                Some(false) => (format!("{prefix}├─ "), format!("{prefix}│  ")),
            };
            let style = self.style(step);
            let text = self.step_text(step);
            columns.push(format!("  {branch}"), text, style, beside(step));
            if step.cut || depth >= DEPTH && !step.children.is_empty() {
                columns.push(
                    format!("  {below}└─ "),
                    "… deeper reasons are left out here (--format json has them all)".to_owned(),
                    Style::new(),
                    String::new(),
                );
                continue;
            }
            let children = self.shown(step);
            for (at, child) in children.iter().enumerate().rev() {
                rest.push((*child, below.clone(), Some(at + 1 == children.len())));
            }
        }
    }

    /// What is printed below a step: what goes without saying only where nothing else does, or in full.
    fn shown(&self, step: &Step) -> Vec<StepId> {
        let telling = |it: &&StepId| !self.explanation.step(**it).obvious;
        let all = self.form.detail == Detail::Full || !step.children.iter().any(|it| telling(&it));
        step.children.iter().filter(|it| all || telling(it)).copied().collect()
    }

    fn style(&self, step: &Step) -> Style {
        let plain = Style::new();
        if !self.form.coloured {
            return plain;
        }
        match (step.kind, step.outcome) {
            (_, Outcome::Open) => plain.fg_color(Some(AnsiColor::Yellow.into())),
            (StepKind::Sentence, Outcome::Fails) => plain.fg_color(Some(AnsiColor::Red.into())),
            (_, Outcome::Circular) => plain.fg_color(Some(AnsiColor::Magenta.into())),
            (StepKind::Rule | StepKind::Exception, Outcome::Fails | Outcome::Defeated) => {
                plain.dimmed()
            }
            (StepKind::Rule | StepKind::Exception, _) => {
                plain.fg_color(Some(AnsiColor::Cyan.into()))
            }
            _ => plain,
        }
    }

    /// What became of a rule, in a word.
    pub(super) fn verb(&self, step: &Step) -> &'static str {
        match (step.kind, step.outcome) {
            (StepKind::Sentence | StepKind::Group, _)
            | (StepKind::Rule, Outcome::Open | Outcome::Holds) => "",
            (StepKind::Exception, Outcome::Holds) => " applies",
            (StepKind::Exception, Outcome::Open) => " may apply",
            (_, Outcome::Fails) => " does not apply",
            (_, Outcome::Defeated) if has_open(self.explanation, step) => " would be defeated",
            (_, Outcome::Defeated) => " applies but is defeated",
            (_, Outcome::Circular) => " is circular",
        }
    }

    fn step_text(&self, step: &Step) -> String {
        let verb = self.verb(step);
        let remark = match step.kind {
            StepKind::Rule | StepKind::Exception if !step.remark.is_empty() => {
                format!(": {}", step.remark)
            }
            _ => String::new(),
        };
        let known = match (self.form.detail, step.basis) {
            (Detail::Full, Some(it)) => format!(" ({})", basis(it)),
            _ => String::new(),
        };
        format!("{}{}{verb}{remark}{known}", mark(step), step.sentence)
    }
}

fn mark(step: &Step) -> &'static str {
    match (step.kind, step.outcome) {
        (StepKind::Sentence | StepKind::Group, Outcome::Open) => "? ",
        (StepKind::Sentence | StepKind::Group, Outcome::Fails) => "✗ ",
        (StepKind::Sentence, Outcome::Circular) => "↻ ",
        _ => "",
    }
}

/// What stands beside a step: its sources, or why it came out as it did.
fn beside(step: &Step) -> String {
    match step.kind {
        StepKind::Rule | StepKind::Exception => step.citations.join("; "),
        StepKind::Sentence if step.remark.is_empty() && step.outcome == Outcome::Fails => {
            let telling = |it: &Standing| !matches!(it, Standing::Stated | Standing::Concluded);
            step.standing.filter(telling).map(|it| it.words().to_owned()).unwrap_or_default()
        }
        StepKind::Sentence | StepKind::Group => step.remark.clone(),
    }
}
