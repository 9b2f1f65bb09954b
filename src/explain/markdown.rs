//! What does a lawyer send? Explanations as a memo in Markdown: `CommonMark`, with each source in one footnote.
//!
//! Everything that rules and cases say is escaped: no name or title can become a heading, a link or HTML.

use super::memo::{Handout, Mark, Memo, Part, Point, Shape};

/// The memos of one document; with several, each is a section under a common title.
pub fn render(handouts: &[Handout<'_>]) -> String {
    let mut writer = Writer::default();
    let several = handouts.len() > 1;
    if several {
        writer.out.push_str("# Answers\n");
    }
    for memo in Memo::all(handouts) {
        writer.memo(&memo, if several { "##" } else { "#" });
    }
    writer.footnotes();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Every source that was cited, in order.
    cited: Vec<String>,
}

impl Writer {
    fn memo(&mut self, memo: &Memo, level: &str) {
        self.block(&format!("{level} {}", escaped(&memo.title)));
        for part in &memo.parts {
            self.part(part, level);
        }
    }

    fn part(&mut self, part: &Part, level: &str) {
        self.block(&format!("{level}# {}", part.title));
        if !part.lead.is_empty() {
            self.block(&format!("**{}**", escaped(&part.lead)));
        }
        if part.points.is_empty() {
            return;
        }
        self.out.push('\n');
        for (point, number) in part.points.iter().zip(1..) {
            match part.shape {
                Shape::Numbers => self.point(point, &format!("{number}. "), ""),
                Shape::Bullets | Shape::Tree => self.point(point, "- ", ""),
            }
        }
    }

    /// A paragraph or a heading.
    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn point(&mut self, point: &Point, bullet: &str, indent: &str) {
        let line = self.line(point);
        let line = if point.below.is_empty() || is_introduction(point) { line } else { line + ":" };
        self.out.extend([indent, bullet, &line, "\n"]);
        let indent = format!("{indent}{}", " ".repeat(bullet.len()));
        for it in &point.below {
            self.point(it, "- ", &indent);
        }
    }

    fn line(&mut self, point: &Point) -> String {
        let mut words = Vec::new();
        let told = point.mark.filter(|it| it.behind || it.words != "so");
        if let Some(Mark { sign, words: mark, behind: false, .. }) = told {
            words.push(format!("{sign} *{mark}:*"));
        }
        if !point.lead.is_empty() {
            words.push(format!("**{}**", escaped(&point.lead)));
        }
        if !point.words.is_empty() {
            words.push(escaped(&point.words));
        }
        if let Some(Mark { sign, words: mark, behind: true, .. }) = told {
            words.push(format!("*{mark}*"));
            words.insert(0, sign.to_owned());
        }
        let mut line = words.join(" ");
        line.extend(point.sources.iter().map(|it| self.footnote(it)));
        if !point.remark.is_empty() {
            line.extend([" — ", &escaped(&point.remark)]);
        }
        line
    }

    /// The mark of a source's footnote.
    fn footnote(&mut self, source: &str) -> String {
        let known = self.cited.iter().position(|it| it == source);
        let at = known.unwrap_or_else(|| {
            self.cited.push(source.to_owned());
            self.cited.len() - 1
        });
        format!("[^{}]", at + 1)
    }

    fn footnotes(&mut self) {
        let lines: Vec<String> = self
            .cited
            .iter()
            .zip(1..)
            .map(|(it, number)| format!("[^{number}]: {}", escaped(it)))
            .collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }
}

/// Whether what is said leads to what is below it already.
fn is_introduction(point: &Point) -> bool {
    let last = if point.words.is_empty() { &point.lead } else { &point.words };
    point.remark.is_empty() && point.sources.is_empty() && last.ends_with(':')
}

/// A text that means nothing but itself, wherever it stands.
fn escaped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.char_indices() {
        let begins_list = matches!(letter, '.' | ')') && at == number && number > 0;
        let begins_block = at == 0 && matches!(letter, '#' | '+' | '-' | '=' | ':');
        let anywhere = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$'
        );
        if begins_list || begins_block || anywhere {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
