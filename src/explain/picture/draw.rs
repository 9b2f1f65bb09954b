//! How is a box, an arrow, a text written in SVG? Plain attributes, which every reader of SVG knows.

use std::fmt::Write;

use super::{
    legend,
    measure::lines,
    place::{BELOW, INSIDE, Place, SIZE, SMALL, WIDE, Written, place},
};
use crate::explain::{
    Outcome, StepKind,
    argument::{Argument, Node},
};

/// Around everything.
const MARGIN: i32 = 18;
/// The narrowest that a picture is.
const NARROWEST: i32 = 520;
/// How far the top of a letter is from that of its line.
const RISE: i32 = 13;

/// Colours for a dark screen, where a reader of SVG knows such a thing.
const DARK: &str = "@media screen and (prefers-color-scheme:dark){\
.gr-paper{fill:#14171b}.gr-box{fill:#1e2329}.gr-ink{fill:#e8ebee}.gr-soft{fill:#aab4bf}\
.gr-holds{stroke:#7fd79b}.gr-fails{stroke:#ff9d94}.gr-open{stroke:#f3c06b}.gr-defeated{stroke:#c3b8dc}\
.gr-circular{stroke:#e3a3ee}.gr-t-holds{fill:#7fd79b}.gr-t-fails{fill:#ff9d94}.gr-t-open{fill:#f3c06b}\
.gr-t-defeated{fill:#c3b8dc}.gr-t-circular{fill:#e3a3ee}.gr-for{stroke:#e8ebee}.gr-for-tip{fill:#e8ebee;stroke:#e8ebee}\
.gr-against{stroke:#ff9d94}.gr-against-tip{fill:#ff9d94;stroke:#ff9d94}.gr-idle{stroke:#8d98a5}\
.gr-idle-tip{fill:#14171b;stroke:#8d98a5}}";

/// The whole picture. `id` is what its title and its description are called, `words` what it shows, in words.
pub(super) fn svg(argument: &Argument, id: &str, words: &str) -> String {
    let (_, right, _) = place(argument, 0);
    let room = right.max(NARROWEST);
    let mut texts = Drawing::default();
    let mut y = MARGIN;
    for line in lines(&argument.title, 16, room) {
        texts.text((MARGIN, y + 16), (16, "700", "gr-ink", "#1b1f24"), &line);
        y += 22;
    }
    for line in lines(&argument.answer, SIZE, room) {
        texts.text((MARGIN, y + RISE), (SIZE, "400", "gr-ink", "#1b1f24"), &line);
        y += 18;
    }
    let (mut places, _, mut bottom) = place(argument, y + MARGIN);
    for it in &mut places {
        it.x += MARGIN;
    }
    for at in 0..places.len() {
        texts.arrows(argument, &places, at);
    }
    for (place, node) in places.iter().zip(&argument.nodes) {
        texts.step(place, node);
    }
    for line in argument.note().iter().flat_map(|it| lines(it, SIZE, room)) {
        bottom += 22;
        texts.text((MARGIN, bottom), (SIZE, "700", "gr-ink", "#1b1f24"), &line);
    }
    if !places.is_empty() {
        bottom = legend::draw(&mut texts, argument, (MARGIN, bottom + 26), room);
    }
    let (wide, tall) = (room + 2 * MARGIN, bottom + MARGIN);
    let font = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{tall}\" viewBox=\"0 0 {wide} {tall}\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-words\" font-family=\"{font}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-words\">{}</desc>\n<style>{DARK}</style>\n\
         <rect class=\"gr-paper\" width=\"{wide}\" height=\"{tall}\" fill=\"#ffffff\"/>\n{}</svg>",
        escaped(&argument.title),
        escaped(words),
        texts.out,
    )
}

/// What is drawn so far.
#[derive(Default)]
pub(super) struct Drawing {
    out: String,
}

impl Drawing {
    fn add(&mut self, element: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{element}");
    }

    /// A text at its base line: its size, its weight, its class and its colour.
    pub(super) fn text(
        &mut self,
        (x, y): (i32, i32),
        (size, weight, class, colour): (i32, &str, &str, &str),
        words: &str,
    ) {
        self.add(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" class=\"{class}\" fill=\"{colour}\">{}</text>",
            escaped(words)
        ));
    }

    fn step(&mut self, place: &Place, node: &Node) {
        self.shape((place.x, place.y), (WIDE, place.tall), node.kind, node.outcome);
        let (mut y, name) = (place.y + 8, name(node.outcome));
        let class = format!("gr-t-{name}");
        for line in &place.lines {
            let style = match line.kind {
                Written::Said => (SIZE, "400", "gr-ink", "#1b1f24"),
                Written::Outcome => (SMALL, "600", class.as_str(), colour(node.outcome)),
                Written::Note => (SMALL, "400", "gr-soft", "#505a66"),
            };
            self.text((place.x + INSIDE, y + RISE), style, &line.text);
            y += line.kind.height();
        }
    }

    /// The border of a box, by what it is and what became of it.
    pub(super) fn shape(
        &mut self,
        (x, y): (i32, i32),
        (wide, tall): (i32, i32),
        kind: StepKind,
        outcome: Outcome,
    ) {
        let (right, down) = (x + wide, y + tall);
        let style = format!(
            "class=\"gr-box gr-{}\" fill=\"{}\" stroke=\"{}\" {}",
            name(outcome),
            if kind == StepKind::Group { "#f4f6f8" } else { "#ffffff" },
            colour(outcome),
            border(outcome)
        );
        match kind {
            StepKind::Sentence => self.add(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" rx=\"11\" {style}/>"
            )),
            StepKind::Exception => {
                let corner = (tall / 3).min(9);
                let (left, rest) = (x + corner, right - corner);
                let (upper, lower) = (y + corner, down - corner);
                self.add(&format!(
                    "<path d=\"M{left} {y}H{rest}L{right} {upper}V{lower}L{rest} {down}H{left}L{x} {lower}V{upper}Z\" {style}/>"
                ));
            }
            StepKind::Rule | StepKind::Group => self.add(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" {style}/>"
            )),
        }
        if kind == StepKind::Rule {
            // A second line at the left tells a rule from a heading.
            let bar = x + 5;
            self.add(&format!(
                "<path d=\"M{bar} {y}V{down}\" class=\"gr-{}\" stroke=\"{}\" stroke-width=\"1.5\" fill=\"none\"/>",
                name(outcome),
                colour(outcome)
            ));
        }
    }

    /// The arrows that lead to a box.
    fn arrows(&mut self, argument: &Argument, places: &[Place], at: usize) {
        let place = &places[at];
        if place.hangs {
            for against in [false, true] {
                self.trunk(argument, places, at, against);
            }
            return;
        }
        let bottom = place.y + place.tall;
        let ports = i32::try_from(place.below.len()).unwrap_or(i32::MAX) + 1;
        for (child, port) in place.below.iter().zip(1..) {
            let arrow = Arrow::of(&argument.nodes[*child]);
            let (from, top) = (places[*child].x + WIDE / 2, places[*child].y);
            // An only child stands right below.
            let to = if ports == 2 { place.x + WIDE / 2 } else { place.x + WIDE * port / ports };
            let bend = bottom + BELOW / 2 + 4;
            self.line(
                &format!("M{from} {top}C{from} {bend} {to} {bend} {to} {}", bottom + 9),
                arrow,
            );
            self.tip((to, bottom), arrow);
        }
    }

    /// The arrows of one kind from boxes that hang: they run together.
    fn trunk(&mut self, argument: &Argument, places: &[Place], at: usize, against: bool) {
        let below = &places[at].below;
        let bottom = places[at].y + places[at].tall;
        let x = places[at].x + if against { 30 } else { 14 };
        let mut upper = bottom + 9;
        let kin: Vec<usize> =
            below.iter().copied().filter(|it| argument.nodes[*it].against == against).collect();
        for (order, child) in kin.iter().enumerate() {
            let y = places[*child].y + 16;
            // The stretch above it is used by those below it too.
            let later = kin[order..].iter().map(|it| Arrow::of(&argument.nodes[*it]));
            let busiest = later.min_by_key(|it| it.idle);
            let own = Arrow::of(&argument.nodes[*child]);
            self.line(&format!("M{x} {y}V{upper}"), busiest.unwrap_or(own));
            self.line(&format!("M{} {y}H{x}", places[*child].x), own);
            if order == 0 {
                self.tip((x, bottom), busiest.unwrap_or(own));
            }
            upper = y;
        }
    }

    /// The line of an arrow.
    pub(super) fn line(&mut self, path: &str, arrow: Arrow) {
        let (class, colour) = arrow.look();
        let dash = if arrow.against { " stroke-dasharray=\"6 4\"" } else { "" };
        let thick = if arrow.idle { "1.2" } else { "1.8" };
        self.add(&format!(
            "<path d=\"{path}\" class=\"gr-{class}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{thick}\"{dash}/>"
        ));
    }

    /// The tip of an arrow, which points up: hollow where the arrow is without effect, with a bar where it attacks.
    pub(super) fn tip(&mut self, (x, y): (i32, i32), arrow: Arrow) {
        let (class, colour) = arrow.look();
        let fill = if arrow.idle { "#ffffff" } else { colour };
        let bar =
            if arrow.against { format!("M{} {}H{}", x - 7, y + 2, x + 7) } else { String::new() };
        let top = if arrow.against { y + 3 } else { y + 1 };
        self.add(&format!(
            "<path d=\"M{x} {top}L{} {}H{}Z{bar}\" class=\"gr-{class}-tip\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"1.4\"/>",
            x - 5, y + 11, x + 5
        ));
    }
}

/// What an arrow says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrow {
    /// Whether it attacks.
    pub(super) against: bool,
    /// Whether nothing comes of it.
    pub(super) idle: bool,
}

impl Arrow {
    pub(super) fn of(node: &Node) -> Self {
        let idle = matches!(node.outcome, Outcome::Fails | Outcome::Defeated);
        Self { against: node.against, idle }
    }

    fn look(self) -> (&'static str, &'static str) {
        match (self.idle, self.against) {
            (true, _) => ("idle", "#6b7480"),
            (false, true) => ("against", "#a11b1b"),
            (false, false) => ("for", "#1b1f24"),
        }
    }
}

fn name(outcome: Outcome) -> &'static str {
    crate::explain::json::outcome(outcome)
}

/// The colour of a border; the words in a box that have it too are dark enough to be read.
fn colour(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "#14612f",
        Outcome::Fails => "#a11b1b",
        Outcome::Open => "#7a4a00",
        Outcome::Defeated => "#5d5470",
        Outcome::Circular => "#7a2487",
    }
}

fn border(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "stroke-width=\"1.8\"",
        Outcome::Fails => "stroke-width=\"1.4\" stroke-dasharray=\"2 3\"",
        Outcome::Open => "stroke-width=\"2\" stroke-dasharray=\"8 5\"",
        Outcome::Defeated => "stroke-width=\"1.6\" stroke-dasharray=\"9 3 2 3\"",
        Outcome::Circular => "stroke-width=\"3\" stroke-dasharray=\"12 3\"",
    }
}

/// A text that means nothing but itself in SVG. What no XML may contain is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            it => out.push(it),
        }
    }
    out
}
