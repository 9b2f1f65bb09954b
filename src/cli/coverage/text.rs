//! How is coverage shown at a terminal? Tables, then what is not covered, each thing with its place.

use anstyle::{AnsiColor, Style};

use crate::{
    analysis::{
        coverage::{PartKind, Provision, SourceCoverage, Standing, Tallies, Tally},
        mutate::{Fate, Mutations},
    },
    engine::Limit,
};

use super::{
    super::{check::counted, io::Look, report::Place},
    Findings,
    findings::{named, sentence},
};

/// The whole report.
pub(super) fn render(findings: &Findings<'_>, look: Look) -> String {
    let mut page = Page { findings, look, text: String::new() };
    page.summary();
    page.files();
    if let Some(mutations) = &findings.mutations {
        page.mutations(mutations);
    } else {
        page.sources();
        page.counts();
        page.uncovered();
        page.provisions();
    }
    page.unanswered();
    page.text
}

struct Page<'p> {
    findings: &'p Findings<'p>,
    look: Look,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.text.push('\n');
        self.line(&self.look.paint(Style::new().bold(), words));
    }

    /// What somebody may want to do something about.
    fn warn(&self, words: &str) -> String {
        self.look.paint(AnsiColor::Yellow.on_default(), words)
    }

    fn summary(&mut self) {
        let all = self.findings.coverage.tally(|_| true);
        let (decisive, of) = all.share();
        let (cases, questions) = (
            counted(self.findings.cases, "case"),
            counted(self.findings.questions.len(), "question"),
        );
        let label = self.findings.label;
        let percent = all.percent();
        self.line(&format!("{label}  {cases}, {questions}"));
        self.line(&format!(
            "{percent}% of the rules, exceptions and conditions decide an answer: {decisive} of {of}"
        ));
    }

    fn files(&mut self) {
        let findings = self.findings;
        let files = findings.files();
        let name = |it: &_| findings.session.sources.name(*it).to_owned();
        let mut rows: Vec<(String, Tallies)> =
            files.iter().map(|it| (name(it), findings.of_file(*it))).collect();
        if rows.len() > 1 {
            rows.push(("altogether".to_owned(), findings.coverage.tally(|_| true)));
        }
        self.heading("By file: how many decide an answer");
        self.table(&rows);
    }

    fn sources(&mut self) {
        let findings = self.findings;
        let cited = findings.sources.iter().filter(|it| !it.rules.is_empty());
        let source = |it: &SourceCoverage| {
            let name = findings.session.program.source(it.source).name.clone();
            (name, findings.of_rules(&it.rules))
        };
        let rows: Vec<(String, Tallies)> = cited.map(source).collect();
        if !rows.is_empty() {
            self.heading("By source that rules cite");
            self.table(&rows);
        }
    }

    fn table(&mut self, rows: &[(String, Tallies)]) {
        let widest = rows.iter().map(|it| it.0.chars().count()).max().unwrap_or(0);
        let cell = |it: &Tally| match it.droppable() {
            0 => "-".to_owned(),
            all => format!("{}/{all}", it.decisive),
        };
        self.line(&format!(
            "  {:widest$}  {:>9}  {:>10}  {:>10}",
            "", "rules", "exceptions", "conditions"
        ));
        for (name, tallies) in rows {
            let [rules, exceptions, conditions] = tallies.each().map(cell);
            let percent = format!("{}%", tallies.percent());
            self.line(&format!(
                "  {name:widest$}  {rules:>9}  {exceptions:>10}  {conditions:>10}  {percent:>5}"
            ));
        }
    }

    /// How the parts came out when they were tried.
    fn counts(&mut self) {
        let all = self.findings.coverage.tally(|_| true);
        self.heading("How they came out in some question");
        let kinds = ["rule", "exception", "condition"];
        for (name, it) in kinds.iter().zip(all.each()).filter(|it| it.1.all > 0) {
            let Tally { all, tried, yes, no, open, .. } = it;
            let (so, not) = match *name {
                "condition" => ("true", "false"),
                _ => ("apply", "don't apply"),
            };
            self.line(&format!(
                "  of {}, {tried} tried: {yes} {so}, {no} {not}, {open} open",
                counted(*all, name)
            ));
        }
    }

    fn uncovered(&mut self) {
        let findings = self.findings;
        let lacking: Vec<_> = findings
            .parts()
            .map(|(at, part)| (part, findings.lacks(at)))
            .filter(|it| !it.1.is_empty())
            .collect();
        if lacking.is_empty() {
            self.heading("Nothing is left untried.");
            return;
        }
        self.heading("What the cases leave untried");
        for (part, lacks) in lacking {
            let place = findings.session.sources.place(part.span);
            let words = match part.kind {
                PartKind::Rule => format!("rule {}", part.words),
                PartKind::Exception => format!("exception {}", part.words),
                PartKind::Condition => format!("  {}", part.words),
            };
            let lacks = self.warn(&lacks.join(", "));
            self.line(&format!("  {place}  {words}: {lacks}"));
        }
    }

    fn provisions(&mut self) {
        let sources = self.findings.sources.iter();
        for source in sources.filter(|it| !it.provisions.is_empty()) {
            self.source(source);
        }
    }

    fn source(&mut self, source: &SourceCoverage) {
        let findings = self.findings;
        let name = &findings.session.program.source(source.source).name;
        let count =
            |standing| source.provisions.iter().filter(|it| it.standing == standing).count();
        let told = [
            (Standing::Encoded, "encoded"),
            (Standing::Within, "cited as a whole only"),
            (Standing::LeftOut, "left out"),
            (Standing::Untouched, "untouched"),
        ];
        let told: Vec<String> = told
            .iter()
            .map(|it| (count(it.0), it.1))
            .filter(|it| it.0 > 0)
            .map(|it| format!("{} {}", it.0, it.1))
            .collect();
        self.heading(&format!("Provisions of {name}: {}", told.join(", ")));
        for it in &source.provisions {
            self.line(&format!("  {}: {}", named(&it.pinpoint), self.provision(it)));
        }
        for it in &source.unlisted {
            let rules = findings.labels(&it.rules).join(", ");
            let outline = if source.has_outline { "not in the outline, " } else { "" };
            self.line(&format!("  {}: {outline}cited by {rules}", it.pinpoint));
        }
    }

    /// What became of a provision.
    fn provision(&self, provision: &Provision) -> String {
        let findings = self.findings;
        match provision.standing {
            Standing::Encoded | Standing::Within => {
                let within = provision.standing == Standing::Within;
                let how = if within { "cited as a whole only: " } else { "" };
                let rules = findings.labels(&provision.rules).join(", ");
                let (decisive, all) = findings.of_rules(&provision.rules).share();
                let parts = provision.left_out.iter();
                let parts = parts.map(|it| format!("; {} left out: {}", named(&it.0), it.1));
                format!("{how}{rules} ({decisive} of {all} decide){}", parts.collect::<String>())
            }
            Standing::LeftOut => {
                let reasons: Vec<&str> =
                    provision.left_out.iter().map(|it| it.1.as_str()).collect();
                format!("left out: {}", reasons.join("; "))
            }
            Standing::Untouched => {
                let place = findings.session.sources.place(provision.span);
                self.warn(&format!("untouched ({place})"))
            }
        }
    }

    fn mutations(&mut self, mutations: &Mutations) {
        let count =
            |wanted: fn(&Fate) -> bool| mutations.tried.iter().filter(|it| wanted(&it.1)).count();
        let noticed = count(|it| matches!(it, Fate::Noticed(_)));
        let survived = count(|it| *it == Fate::Survived);
        let unsound = count(|it| *it == Fate::Unsound);
        self.heading(&format!(
            "{} of the rules: {noticed} noticed, {survived} not",
            counted(noticed + survived, "change")
        ));
        if unsound > 0 {
            self.line(&format!(
                "  {unsound} more left out: rules that are changed like that can't be evaluated"
            ));
        }
        for at in &mutations.failing {
            let question = &self.findings.questions[*at];
            let place = self.findings.session.sources.place(question.span());
            self.line(&format!("  {place}  does not hold as things stand, so it notices nothing"));
        }
        if survived == 0 {
            return;
        }
        self.heading("No case tells the difference if");
        for change in self.findings.survivors() {
            let place = self.findings.session.sources.place(change.span);
            self.line(&format!("  {place}  {}", sentence(change)));
        }
    }

    fn unanswered(&mut self) {
        if self.findings.coverage.unanswered.is_empty() {
            return;
        }
        self.heading("Questions without an answer, which try nothing");
        for (at, limit) in &self.findings.coverage.unanswered {
            let (place, reason) = unanswered(self.findings, *at, *limit);
            self.line(&format!("  {place}: {reason}"));
        }
    }
}

/// Where a question is written that has no answer, and why it has none.
pub(super) fn unanswered(findings: &Findings<'_>, at: usize, limit: Limit) -> (Place, String) {
    let place = Place::of(findings.questions[at].span(), &findings.session.sources);
    let (_, reason, help) = findings.bounds.reached(limit);
    (place, format!("{reason}; {help}"))
}
