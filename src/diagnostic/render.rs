//! How is a message drawn? With the lines it speaks of, and the words underlined.
//!
//! The only file that knows the drawing tool. It is given as few lines of a text as a message needs,
//! so that thousands of messages about a long text stay cheap.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{
    diagnostic::{Diagnostic, Label, Severity},
    source::{FileId, Sources, Span},
};

/// How messages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether words may be coloured, as on a terminal.
    pub coloured: bool,
    /// How many columns a line may take.
    pub width: usize,
}

impl Style {
    /// Without colours, for files, pipes and snapshots.
    pub const PLAIN: Self = Self { coloured: false, width: 140 };

    /// With colours, for a terminal.
    pub const COLOURED: Self = Self { coloured: true, width: 140 };
}

/// A narrower terminal is treated as this wide: less leaves no room for the words.
const NARROWEST: usize = 40;

/// Draws messages in the order of file and place; messages about one place keep their order.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let base = if style.coloured { Renderer::styled() } else { Renderer::plain() };
    let renderer = base.term_width(style.width.max(NARROWEST));
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    ordered.sort_by_key(|it| it.primary());
    let mut text = String::new();
    for diagnostic in ordered {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code).elements(
        files(&diagnostic.labels)
            .into_iter()
            .map(|file| snippet(file, &diagnostic.labels, sources)),
    );
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The files that a message speaks of, the one with the mistake first.
fn files(labels: &[Label]) -> Vec<FileId> {
    let mut files = Vec::new();
    for label in labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

/// The lines of one file that a message speaks of.
fn snippet<'a>(
    file: FileId,
    labels: &'a [Label],
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = sources.text(file);
    let here: Vec<(usize, &Label)> =
        labels.iter().enumerate().filter(|it| it.1.span.file == file).collect();
    let first = here.iter().map(|it| it.1.span.start as usize).min().unwrap_or(0);
    let last = here.iter().map(|it| it.1.span.end as usize).max().unwrap_or(0);
    let start = text[..first].rfind('\n').map_or(0, |it| it + 1);
    let end = text[last..].find('\n').map_or(text.len(), |it| last + it);
    let end = last + text[last..end].trim_end_matches('\r').len();
    let line = sources.line_column(Span::new(file, start, start)).0;
    let annotations = here.into_iter().map(|(at, label)| {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let span = label.span.start as usize - start..label.span.end as usize - start;
        kind.span(span).label((!label.text.is_empty()).then_some(label.text.as_str()))
    });
    Snippet::source(&text[start..end])
        .line_start(line)
        .path(sources.name(file))
        .annotations(annotations)
}

#[cfg(test)]
mod tests {
    use super::{Style, render};
    use crate::{
        diagnostic::Diagnostic,
        source::{Sources, Span},
    };

    fn drawn(texts: &[(&str, &str)], labels: &[(usize, &str)]) -> String {
        let mut sources = Sources::default();
        let files: Vec<_> = texts.iter().map(|it| sources.add(it.0, it.1)).collect();
        let mut diagnostic = Diagnostic::error("stage/code", "what is wrong").help("do this");
        for (file, word) in labels {
            let text = texts[*file].1;
            let start = text.find(word).filter(|_| !word.is_empty()).unwrap_or(text.len());
            diagnostic =
                diagnostic.label(Span::new(files[*file], start, start + word.len()), "here");
        }
        render(&[diagnostic], &sources, Style::PLAIN)
    }

    #[test]
    fn odd_characters_don_t_move_the_underlining() {
        let drawn = drawn(&[("a.rules", "x\r\n\té 東京 now\r\ny\r\n")], &[(0, "now")]);
        let expected = "\
error[stage/code]: what is wrong
 --> a.rules:2:7
  |
2 |     é 東京 now
  |            ^^^ here
  |
  = help: do this
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn one_message_shows_several_files() {
        let texts = [("a.rules", "one\ntwo\n"), ("b.rules", "three\nfour")];
        let expected = "\
error[stage/code]: what is wrong
 --> b.rules:2:1
  |
2 | four
  | ^^^^ here
  |
 ::: a.rules:1:1
  |
1 | one
  | --- here
  |
  = help: do this
";
        assert_eq!(drawn(&texts, &[(1, "four"), (0, "one")]), expected);
    }

    #[test]
    fn the_end_of_a_text_and_an_empty_text_have_places() {
        let expected = |line: &str, place: &str, mark: &str| {
            format!(
                "error[stage/code]: what is wrong\n --> a.rules:{place}\n  |\n{line}\n  | {mark} here\n  |\n  = help: do this\n"
            )
        };
        assert_eq!(drawn(&[("a.rules", "ab")], &[(0, "")]), expected("1 | ab", "1:3", "  ^"));
        assert_eq!(drawn(&[("a.rules", "ab\n")], &[(0, "")]), expected("2 |", "2:1", "^"));
        assert_eq!(drawn(&[("a.rules", "")], &[(0, "")]), expected("1 |", "1:1", "^"));
    }
}
