//! How is coverage shown on a page? One file that needs nothing else: tables, provisions, and the rules line by line.

mod lines;

use maud::{Markup, html};

use crate::{
    analysis::coverage::{Provision, SourceCoverage, Tallies, Tally},
    explain::html::page,
    source::FileId,
};

use self::lines::{Line, Standing, lines};
use super::{
    super::check::counted,
    Findings,
    findings::{named, standing},
};

/// The page.
pub(super) fn render(findings: &Findings<'_>) -> String {
    let title = format!("Coverage of {}", findings.label);
    let body = html! {
        main {
            h1 { (title) }
            (summary(findings))
            (tables(findings))
            @for it in findings.sources.iter().filter(|it| !it.provisions.is_empty()) {
                (provisions(findings, it))
            }
            h2 { "The rules, line by line" }
            (legend())
            @for (file, at) in findings.files().into_iter().zip(1..) {
                (code(findings, file, at))
            }
        }
    };
    page(&title, include_str!("html/page.css"), &body)
}

fn summary(findings: &Findings<'_>) -> Markup {
    let all = findings.coverage.tally(|_| true);
    let (decisive, of) = all.share();
    let survivors = findings.survivors().count();
    html! {
        p.lead {
            (all.percent()) "% of the rules, exceptions and conditions decide an answer: "
            (decisive) " of " (of) "."
        }
        p {
            (counted(findings.cases, "case")) ", " (counted(findings.questions.len(), "question")) "."
            @if findings.mutations.is_some() {
                " " (counted(survivors, "change")) " of the rules that no case notices."
            }
            @if !findings.coverage.unanswered.is_empty() {
                " Without an answer: " (counted(findings.coverage.unanswered.len(), "question")) "."
            }
        }
    }
}

fn tables(findings: &Findings<'_>) -> Markup {
    let files = findings.files();
    let sources = &findings.session.sources;
    let file = |(it, at): (&FileId, usize)| {
        let link = html! { a href={ "#file-" (at) } { (sources.name(*it)) } };
        (link, findings.of_file(*it))
    };
    let mut rows: Vec<(Markup, Tallies)> = files.iter().zip(1..).map(file).collect();
    rows.push((html! { "altogether" }, findings.coverage.tally(|_| true)));
    let cited = findings.sources.iter().filter(|it| !it.rules.is_empty());
    let cited: Vec<(Markup, Tallies)> = cited
        .map(|it| {
            let name = &findings.session.program.source(it.source).name;
            (html! { (name) }, findings.of_rules(&it.rules))
        })
        .collect();
    html! {
        h2 { "By file" }
        p { "How many decide an answer: without them, the answer to a question would be another one." }
        (table("Coverage by file", "File", &rows))
        @if !cited.is_empty() {
            h2 { "By source" }
            (table("Coverage by source", "Source that rules cite", &cited))
        }
    }
}

fn scrolling(label: &str, table: &Markup) -> Markup {
    // It may be wider than the screen, and then it scrolls, by keyboard too.
    html! { div.scroll tabindex="0" role="region" aria-label=(label) { (table) } }
}

fn table(label: &str, first: &str, rows: &[(Markup, Tallies)]) -> Markup {
    let cell = |it: &Tally| match it.droppable() {
        0 => html! { "–" },
        all => html! { (it.decisive) " of " (all) },
    };
    let table = html! {
        table {
            thead {
                tr {
                    th scope="col" { (first) }
                    @for it in ["Rules", "Exceptions", "Conditions", "All"] {
                        th.count scope="col" { (it) }
                    }
                }
            }
            tbody {
                @for (name, tallies) in rows {
                    tr {
                        th scope="row" { (name) }
                        @for it in tallies.each() { td.count { (cell(it)) } }
                        td.count { (tallies.percent()) "%" }
                    }
                }
            }
        }
    };
    scrolling(label, &table)
}

fn provisions(findings: &Findings<'_>, source: &SourceCoverage) -> Markup {
    let name = &findings.session.program.source(source.source).name;
    let row = |it: &Provision| {
        let rules = findings.labels(&it.rules).join(", ");
        let (decisive, all) = findings.of_rules(&it.rules).share();
        html! {
            tr {
                th scope="row" { (named(&it.pinpoint)) @if let Some(title) = &it.title { ": " (title) } }
                td { (standing(it)) }
                td {
                    @if !rules.is_empty() { (rules) " (" (decisive) " of " (all) " decide)" }
                    @for (pinpoint, reason) in &it.left_out {
                        p { @if *pinpoint != it.pinpoint { (named(pinpoint)) ": " } "left out: " (reason) }
                    }
                }
            }
        }
    };
    let table = html! {
        table {
            thead {
                tr {
                    @for it in ["Provision", "Standing", "Rules"] { th scope="col" { (it) } }
                }
            }
            tbody {
                @for it in &source.provisions { (row(it)) }
                @for it in &source.unlisted {
                    tr {
                        th scope="row" { (it.pinpoint) }
                        td { @if source.has_outline { "not in the outline" } @else { "cited" } }
                        td { (findings.labels(&it.rules).join(", ")) }
                    }
                }
            }
        }
    };
    html! {
        h2 { "Provisions of " (name) }
        (scrolling(&format!("Provisions of {name}"), &table))
    }
}

fn legend() -> Markup {
    let said = [
        (Standing::Covered, "it was so and was not so, and it decides an answer"),
        (Standing::Partly, "it was tried, and something is lacking, which is told below the line"),
        (Standing::Untried, "no question asks for it"),
    ];
    html! {
        ul.legend {
            @for (standing, meaning) in said {
                @let (sign, words, class) = standing.told();
                li { strong class=(class) { span aria-hidden="true" { (sign) " " } (words) } ": " (meaning) }
            }
        }
    }
}

fn code(findings: &Findings<'_>, file: FileId, at: usize) -> Markup {
    let sources = &findings.session.sources;
    let percent = findings.of_file(file).percent();
    let lines = lines(findings, file);
    let written = sources.text(file).lines().zip(&lines).zip(1..);
    html! {
        section {
            h3 id={ "file-" (at) } { (sources.name(file)) ": " (percent) "%" }
            ol.code {
                @for ((text, line), number) in written { (one_line(text, line, &format!("L{at}-{number}"), number)) }
            }
        }
    }
}

fn one_line(text: &str, line: &Line, id: &str, number: usize) -> Markup {
    let told = line.standing.map(Standing::told);
    html! {
        li id=(id) class=[told.map(|it| it.2)] {
            span.number { (number) }
            span.sign {
                @if let Some((sign, words, _)) = told {
                    span aria-hidden="true" { (sign) }
                    span.away { (words) ": " }
                }
            }
            code { (text) }
            @if !line.notes.is_empty() {
                ul.notes { @for it in &line.notes { li { (it) } } }
            }
        }
    }
}
