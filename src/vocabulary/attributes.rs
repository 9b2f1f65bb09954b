//! Which attributes does a rule base declare, and in which wordings?
//!
//! An attribute is a phrase that has a value. Its words are those of a term, so they begin with `the`.

use super::{
    Part, PhraseId,
    error::values::ValueError,
    forms,
    from_syntax::Declared,
    words::{THE, fold, split},
};
use crate::{
    source::Span,
    syntax::ast::{self, FormKind, PhrasePart},
};

/// Whether an attribute can be declared in these words. What can't is reported, and its words are remembered, so that
/// sentences which use it are not reported as well.
pub(super) fn is_sound(declared: &mut Declared, phrase: &ast::Phrase, parts: &[Part]) -> bool {
    if let Some(span) = phrase.otherwise_no {
        report(declared, ValueError::AttributeOtherwise { span });
    }
    for form in &phrase.forms {
        if form.kind != FormKind::Also {
            report(declared, ValueError::AttributeForm { span: form.span });
        }
    }
    let sound = begins_well(declared, parts, phrase.span);
    if !sound {
        remember(declared, phrase);
    }
    sound
}

/// All wordings as terms.
pub(super) fn index(
    declared: &mut Declared,
    id: PhraseId,
    parts: &[Part],
    forms: &[(FormKind, Vec<Part>)],
    span: Span,
) {
    declared.vocabulary.index.add_attribute(id, &forms::written_out(parts));
    for (_, parts) in forms.iter().filter(|it| it.0 == FormKind::Also) {
        if begins_well(declared, parts, span) {
            declared.vocabulary.index.add_attribute(id, &forms::written_out(parts));
        }
    }
}

/// `the price …`
fn begins_well(declared: &mut Declared, parts: &[Part], span: Span) -> bool {
    let id = |it: &Part| match it {
        Part::Word(word) => Some(declared.vocabulary.index.words.id(&fold(word))),
        Part::Slot(_) => None,
    };
    let sound = matches!(parts, [the, Part::Word(_), ..] if id(the) == Some(THE));
    if !sound {
        report(declared, ValueError::AttributeWords { span });
    }
    sound
}

fn report(declared: &mut Declared, mistake: ValueError) {
    declared.report(mistake);
}

fn remember(declared: &mut Declared, phrase: &ast::Phrase) {
    let words = phrase
        .parts
        .iter()
        .skip_while(|it| matches!(it, PhrasePart::Slot { .. }))
        .map_while(|it| if let PhrasePart::Word(it) = it { Some(it) } else { None });
    let ids: Vec<u32> = words
        .flat_map(|it| split(&it.text))
        .map(|it| declared.vocabulary.index.words.number(&it))
        .collect();
    if !ids.is_empty() {
        declared.vocabulary.index.unread.push(ids);
    }
}
