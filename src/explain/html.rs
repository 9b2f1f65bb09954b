//! What is opened in a browser, or printed? Explanations as one page that needs nothing else: no network, no scripts.
//!
//! The reasons are a tree that opens and closes; the first levels are open, and in print everything is.
//! Each step is an anchor by the name that JSON gives it too.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    json::ids,
    memo::{Handout, Mark, Memo, Part, Point, Shape},
    picture,
    text::Detail,
};

/// How many levels of the reasons are open at first.
const OPEN: usize = 4;

/// The page, with a section for each explanation.
pub fn render(handouts: &[Handout<'_>]) -> String {
    let memos: Vec<Memo> = Memo::all(handouts);
    let title = match memos.as_slice() {
        [only] => only.title.clone(),
        _ => "Answers".to_owned(),
    };
    let several = memos.len() > 1;
    let mut anchors = BTreeMap::new();
    let body = html! {
        main {
            @if several {
                h1 { (title) }
                nav aria-label="Questions" {
                    ol {
                        @for (memo, at) in memos.iter().zip(1..) {
                            li { a href={ "#answer-" (at) } { (memo.title) } }
                        }
                    }
                }
            }
            @for ((memo, handout), at) in memos.iter().zip(handouts).zip(1..) {
                (Article::new(handout, at, several, &mut anchors).render(memo))
            }
        }
    };
    page(&title, "", &body)
}

/// A page that needs nothing else. `more` is what its style has beside that of every page.
pub(crate) fn page(title: &str, more: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(include_str!("html/page.css"))) (PreEscaped(more)) }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}

/// One explanation on the page.
struct Article<'a> {
    handout: &'a Handout<'a>,
    at: usize,
    several: bool,
    /// For each step its anchor: no two things on a page may have the same.
    anchors: Vec<String>,
}

impl<'a> Article<'a> {
    fn new(
        handout: &'a Handout<'a>,
        at: usize,
        several: bool,
        taken: &mut BTreeMap<String, usize>,
    ) -> Self {
        let anchors = ids(handout.explanation).into_iter().map(|id| {
            let before = taken.entry(id.clone()).or_insert(0);
            *before += 1;
            if *before == 1 { id } else { format!("{id}-{before}") }
        });
        Self { handout, at, several, anchors: anchors.collect() }
    }

    fn render(&self, memo: &Memo) -> Markup {
        html! {
            article id={ "answer-" (self.at) } aria-labelledby={ "title-" (self.at) } {
                @if self.several {
                    h2 id={ "title-" (self.at) } { (memo.title) }
                } @else {
                    h1 id={ "title-" (self.at) } { (memo.title) }
                }
                @for part in &memo.parts {
                    (self.part(part))
                }
                (self.picture())
            }
        }
    }

    fn heading(&self, words: &str) -> Markup {
        html! { @if self.several { h3 { (words) } } @else { h2 { (words) } } }
    }

    fn part(&self, part: &Part) -> Markup {
        let class = part.title.to_lowercase().replace(' ', "-");
        html! {
            section class=(class) {
                (self.heading(part.title))
                @if !part.lead.is_empty() { p.lead { (part.lead) } }
                @if !part.points.is_empty() {
                    @match part.shape {
                        Shape::Numbers => ol { (self.points(&part.points)) },
                        Shape::Bullets => ul { (self.points(&part.points)) },
                        Shape::Tree => ul.tree { (self.steps(&part.points, 0)) },
                    }
                }
            }
        }
    }

    fn points(&self, points: &[Point]) -> Markup {
        html! {
            @for point in points {
                li {
                    (self.words(point))
                    @if !point.below.is_empty() { ul { (self.points(&point.below)) } }
                }
            }
        }
    }

    fn steps(&self, points: &[Point], depth: usize) -> Markup {
        html! {
            @for point in points {
                li id=[point.step.map(|it| &self.anchors[it.0 as usize])] {
                    @if point.below.is_empty() {
                        div.leaf { (self.words(point)) }
                    } @else {
                        details open[depth < OPEN] {
                            summary { (self.words(point)) }
                            ul { (self.steps(&point.below, depth + 1)) }
                        }
                    }
                }
            }
        }
    }

    fn words(&self, point: &Point) -> Markup {
        html! {
            @if let Some(it) = point.mark { @if !it.behind { (badge(it)) " " } }
            @if !point.lead.is_empty() { strong { (point.lead) } " " }
            (point.words)
            @if let Some(it) = point.mark { @if it.behind { " " (badge(it)) } }
            @if !point.sources.is_empty() {
                " " span.sources { "[" (point.sources.join("; ")) "]" }
            }
            @if !point.remark.is_empty() {
                " " span.remark { "— " (self.remark(point)) }
            }
        }
    }

    /// What is said of a step besides; where it points to another one, as a link.
    fn remark(&self, point: &Point) -> Markup {
        html! {
            @if let Some(it) = point.see {
                a href={ "#" (self.anchors[it.0 as usize]) } { (point.remark) }
            } @else { (point.remark) }
        }
    }

    fn picture(&self) -> Markup {
        if self.handout.detail == Detail::Short || self.handout.explanation.because.is_empty() {
            return html! {};
        }
        let drawing = picture::drawing(self.handout, &format!("picture-{}", self.at));
        let heading = "The argument as a picture";
        let label =
            if self.several { format!("{heading}, {}", self.at) } else { heading.to_owned() };
        html! {
            section.picture {
                (self.heading(heading))
                // It may be wider than the screen, and then it scrolls, by keyboard too.
                div.canvas tabindex="0" role="region" aria-label=(label) { (PreEscaped(drawing)) }
            }
        }
    }
}

fn badge(mark: Mark) -> Markup {
    let class = super::json::outcome(mark.outcome);
    html! { span class={ "mark " (class) } { span aria-hidden="true" { (mark.sign) } " " (mark.words) } }
}
