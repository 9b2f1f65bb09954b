//! Does a wording speak of `a person` where it means `{a person}`?
//!
//! An article and a kind outside braces are nearly always a slot whose braces were forgotten.
//! They are words where they say what something is or counts as: `{a request} counts as a red notice`.

use super::super::{
    error::DeclarationError,
    from_syntax::Declared,
    wording::with_article,
    words::{fold, glued},
};
use crate::syntax::ast::{PhrasePart, Text};

/// Behind these, an article and a kind are words like others.
const PREDICATES: [&str; 12] = [
    "as", "is", "are", "was", "were", "be", "been", "being", "become", "becomes", "became",
    "called",
];

/// The parts of a wording, with the braces that are missing, which are reported.
pub(super) fn supplied(declared: &mut Declared, written: &[PhrasePart]) -> Vec<PhrasePart> {
    let mut parts = Vec::new();
    let mut first = None;
    let mut at = 0;
    while at < written.len() {
        let slot = unbraced(declared, written, at).filter(|_| !is_predicate(parts.last()));
        let (part, end) = slot.unwrap_or_else(|| (written[at].clone(), at + 1));
        if let PhrasePart::Slot { span, .. } = &part
            && end > at + 1
        {
            first = first.or(Some(*span));
        }
        parts.push(part);
        at = end;
    }
    if let Some(span) = first {
        let braced = glued(parts.iter().map(|it| shown(declared, it)));
        declared.report(DeclarationError::MissingBraces { braced, span });
    }
    parts
}

/// The slot that an article and the longest kind behind it make, and the place behind them.
fn unbraced(declared: &Declared, written: &[PhrasePart], at: usize) -> Option<(PhrasePart, usize)> {
    let words: Vec<&Text> = written[at..].iter().map_while(word).collect();
    let (article, behind) = words.split_first()?;
    if !matches!(fold(&article.text).as_ref(), "a" | "an") {
        return None;
    }
    (1..=behind.len()).rev().find_map(|count| {
        let texts: Vec<&str> = behind[..count].iter().map(|it| it.text.as_str()).collect();
        let text = texts.join(" ");
        declared.vocabulary.index.kinds.get(&text)?;
        let last = behind[count - 1].span;
        let kind = Text { text, span: behind[0].span.to(last) };
        let slot = PhrasePart::Slot { kind, label: None, span: article.span.to(last) };
        Some((slot, at + 1 + count))
    })
}

fn word(part: &PhrasePart) -> Option<&Text> {
    if let PhrasePart::Word(it) = part { Some(it) } else { None }
}

fn is_predicate(before: Option<&PhrasePart>) -> bool {
    before.and_then(word).is_some_and(|it| PREDICATES.contains(&fold(&it.text).as_ref()))
}

fn shown(declared: &Declared, part: &PhrasePart) -> String {
    let PhrasePart::Slot { kind, label, .. } = part else {
        return word(part).map_or_else(String::new, |it| it.text.clone());
    };
    let kind = declared
        .vocabulary
        .index
        .kinds
        .get(&kind.text)
        .map_or_else(|| with_article(&kind.text), |it| declared.vocabulary.a(it));
    let label = label.as_ref().map_or_else(String::new, |it| format!(": {}", it.text));
    format!("{{{kind}{label}}}")
}
