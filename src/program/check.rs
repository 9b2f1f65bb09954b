//! What should the author of sound rules look at all the same?

use super::{Program, error::Mistakes, labels::Labels, tally::Tally};
use crate::{diagnostic::Diagnostic, source::Span};

/// Rules without a source, which can't be traced to anything and outrank nothing.
/// Where no source is declared at all, the rules are not meant to be traced to any.
pub(super) fn warn_of_citations(program: &Program, labels: &Labels, mistakes: &mut Mistakes) {
    let Some(source) = program.sources.first() else { return };
    for item in labels.items.iter().filter(|it| it.rule.citations.is_empty()) {
        let label = &item.rule.label;
        let (what, to) = match &item.rule.exception_to {
            Some(to) => ("exception", format!(" to {}", to.text)),
            None => ("rule", String::new()),
        };
        mistakes.report(
            Diagnostic::warning(
                "program/no-citation",
                format!("{what} `{}` cites no source", label.text),
            )
            .label(label.span, "rests on nothing")
            .help(format!(
                "add where the source says so: `{what} {}{to} [{} Art. 1]`",
                label.text, source.name
            )),
        );
    }
}

/// Whether it is known which phrases the rules use: not where a sentence got lost before it came here.
pub(super) fn knows_all_sentences(labels: &Labels) -> bool {
    labels.items.iter().all(|it| !it.rule.sentences.is_empty())
}

/// Phrases that no rule uses, and inputs that no rule reads.
pub(super) fn warn_of_phrases(program: &Program, tally: &Tally, mistakes: &mut Mistakes) {
    for (at, phrase) in program.vocabulary.phrases.iter().enumerate() {
        let (concluded, read) = (tally.is_concluded(at), tally.is_read(at));
        if !concluded && !read {
            mistakes.report(unused(phrase.span));
        } else if phrase.is_given() && !read {
            mistakes.report(unread(phrase.span));
        }
    }
}

fn unused(span: Span) -> Diagnostic {
    Diagnostic::warning("program/unused-phrase", "no rule uses this phrase")
        .label(span, "neither concluded nor read")
        .help("remove it, or write the rule that needs it")
}

fn unread(span: Span) -> Diagnostic {
    Diagnostic::warning("program/unread-given", "no rule reads this input")
        .label(span, "only concluded")
        .help("declare it with `conclusion`, unless cases are to state it")
}
